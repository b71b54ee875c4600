"""What each part of a page means to a reading machine: the tree of tags a PDF carries.

Nothing here draws; ``pdf.py`` marks what it draws with the numbers given out here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name


@dataclass(eq=False, slots=True)
class Node:
    """One element (Document, H1, P, L, LI, Lbl, LBody, Table, TR, TH, TD), or an artifact.

    ``marks`` are the stretches drawn for it: (page from nought, number on that page).
    """

    kind: str
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list[Node] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)

    def add(self, kind: str, **attributes: str) -> Node:
        kid = Node(kind, attributes)
        self.kids.append(kid)
        return kid


# Artifacts: what is repeated on every page for the eye and would only interrupt a voice.
HEADER = Node("Artifact", {"subtype": "Header"})
FOOTER = Node("Artifact", {"subtype": "Footer"})
REPEATED = Node("Artifact")


class Marks:
    """Gives out the numbers of one page's marked stretches."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._next = 0

    def opening(self, node: Node) -> str:
        """The operator that opens a stretch drawn for ``node``."""
        if node.kind == "Artifact":
            subtype = node.attributes.get("subtype")
            kind = f"/Pagination /Subtype /{subtype}" if subtype else "/Layout"
            return f"/Artifact <</Type {kind}>> BDC"
        number, self._next = self._next, self._next + 1
        node.marks.append((self._page, number))
        return f"/{node.kind} <</MCID {number}>> BDC"


CLOSING = "EMC"


def write(pdf: pikepdf.Pdf, root: Node) -> None:
    """Give ``pdf`` the tree under ``root``, each element tied to what was drawn for it."""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    owners: list[dict[int, pikepdf.Object]] = [{} for _ in pdf.pages]
    tree.K = Array([_element(pdf, root, tree, owners)])
    numbers = Array()
    for page, owned in enumerate(owners):
        pdf.pages[page].obj.StructParents = page
        pdf.pages[page].obj.Tabs = Name.S  # tab order follows the tree
        numbers.append(page)
        numbers.append(pdf.make_indirect(Array([owned[number] for number in sorted(owned)])))
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(owners)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(
    pdf: pikepdf.Pdf, node: Node, parent: pikepdf.Object, owners: list[dict[int, pikepdf.Object]]
) -> pikepdf.Object:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.kind}"), P=parent))
    kids = Array()
    for page, number in node.marks:
        kids.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[page].obj, MCID=number))
        owners[page][number] = element
    for kid in node.kids:
        kids.append(_element(pdf, kid, element, owners))
    if len(kids):
        element.K = kids
    if scope := node.attributes.get("scope"):
        element.A = Dictionary(O=Name.Table, Scope=Name(f"/{scope}"))
    if numbering := node.attributes.get("numbering"):
        element.A = Dictionary(O=Name.List, ListNumbering=Name(f"/{numbering}"))
    return element
