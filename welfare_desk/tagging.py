"""What each part of a page means to a reading machine: the tree of tags a PDF carries.

Nothing here draws; letters and reports mark what they draw with the numbers given out here.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
import pikepdf.pdfa
from pikepdf import Array, Dictionary, Name

_PRODUCER = "Welfare Desk"


@dataclass(eq=False, slots=True)
class Node:
    """One element (Document, Sect, H1, P, L, LI, Lbl, LBody, Table, TR, TH, TD, Figure), or an artifact.

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
    if language := node.attributes.get("lang"):
        element.Lang = pikepdf.String(language)
    if alt := node.attributes.get("alt"):
        element.Alt = pikepdf.String(alt)
    return element


def kinds(root: Node) -> frozenset[str]:
    """The kinds of part there are under ``root``."""
    return frozenset({root.kind}).union(*(kinds(kid) for kid in root.kids))


def archived(
    pdf: pikepdf.Pdf,
    *,
    title: str,
    agency: str,
    language: str = "en-GB",
    ours: bool = False,
    validated: bool = True,
) -> bytes:
    """The file as PDF/A-2b, validated as written, in memory: pikepdf's own save passes the words through a
    file in the temporary folder. Its properties are title, language and agency: no name of a person, a
    machine or a day. ``ours``: every page was drawn here, and has nothing in it to be mended. Raises
    PdfaError.
    """
    pdf.Root.Lang = pikepdf.String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if ours:
        pdf.Root.OutputIntents = Array([_colours(pdf)])
    else:
        for page in pdf.pages:
            if Name.Trans in page.obj:  # ReportLab writes a slide transition, which PDF/A forbids
                del page.obj[Name.Trans]
        pikepdf.pdfa.prepare(pdf, "2b")
    pdf.Root.Metadata = pdf.make_stream(_xmp(title, agency, language), Type=Name.Metadata, Subtype=Name.XML)
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(Title=pikepdf.String(title), Producer=pikepdf.String(_PRODUCER))
    )
    how = _how_to_save()
    data = BytesIO()
    pdf.save(data, **how)
    if validated:
        data.seek(0)
        report = pikepdf.pdfa.validate_written(data, "2b", save_kwargs=how)
        if not report.passed:
            raise pikepdf.pdfa.PdfaError(report)
    return data.getvalue()


@cache
def _how_to_save() -> dict[str, Any]:
    return dict(pikepdf.pdfa.resolve_save_kwargs("2b", deterministic_id=True))


def _colours(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """What PDF/A wants said of colours (sRGB), as pikepdf writes it."""
    named, profile, parts = _srgb()
    stream = pdf.make_stream(profile, Filter=Name.FlateDecode, N=parts)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=pikepdf.String(named),
            DestOutputProfile=stream,
        )
    )


@cache
def _srgb() -> tuple[str, bytes, int]:
    with pikepdf.Pdf.new() as blank:
        blank.add_blank_page()
        pikepdf.pdfa.prepare(blank, "2b")
        intent = blank.Root.OutputIntents[0]
        profile = intent.DestOutputProfile
        return (
            str(intent.OutputConditionIdentifier),
            zlib.compress(profile.read_bytes(), 9),
            int(profile.N),
        )


def _xmp(title: str, agency: str, language: str) -> bytes:
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>
   <dc:publisher><rdf:Bag><rdf:li>{escape(agency)}</rdf:li></rdf:Bag></dc:publisher>
   <dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>
   <pdf:Producer>{_PRODUCER}</pdf:Producer>
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()
