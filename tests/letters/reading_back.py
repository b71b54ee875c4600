"""Reading a letter back without the program's own code: the tag tree of a PDF, the body of a Word file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

import docx
import pikepdf
from docx.table import Table
from docx.text.paragraph import Paragraph


@dataclass(frozen=True)
class Tag:
    """One element of the tag tree: its kind, the words drawn for it, its kids."""

    kind: str
    text: str
    kids: tuple[Tag, ...]
    scope: str

    def walk(self) -> list[Tag]:
        return [self, *(tag for kid in self.kids for tag in kid.walk())]

    def words(self, leave_out: str = "") -> str:
        kept = [kid for kid in self.kids if kid.kind != leave_out]
        return self.text + "".join(kid.words(leave_out) + " " for kid in kept)


@dataclass(frozen=True)
class ReadPdf:
    root: Tag
    artifacts: str

    @property
    def kinds(self) -> list[str]:
        return [tag.kind for tag in self.root.walk()]

    def of(self, kind: str) -> list[str]:
        return [folded(tag.words()) for tag in self.root.walk() if tag.kind == kind]

    @property
    def text(self) -> str:
        return folded(self.root.words())

    @property
    def text_without_labels(self) -> str:
        """Without the bullets and numbers of lists, which in a Word file are Word's own."""
        return folded(self.root.words(leave_out="Lbl"))


def folded(text: str) -> str:
    """With every stretch of white space as one space, so that faces may break lines where they like."""
    return " ".join(text.split())


def read_tagged(data: bytes) -> ReadPdf:
    with pikepdf.open(BytesIO(data)) as pdf:
        drawn: dict[tuple[int, int], str] = {}
        artifacts = []
        for number, page in enumerate(pdf.pages):
            for mark, text in _stretches(page):
                if mark is None:
                    artifacts.append(text)
                else:
                    assert (number, mark) not in drawn, "a mark is given out once"
                    drawn[number, mark] = text
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        used: set[tuple[int, int]] = set()
        root = _tag(pdf.Root.StructTreeRoot.K[0], pages, drawn, used)
        assert used == set(drawn), "every stretch drawn belongs to one element"
        return ReadPdf(root, folded(" ".join(artifacts)))


def _tag(element, pages, drawn, used) -> Tag:
    text, kids = [], []
    for kid in element.get("/K", []):
        if kid.get("/Type") == "/MCR":
            mark = (pages[kid.Pg.objgen], int(kid.MCID))
            used.add(mark)
            text.append(drawn[mark])
        else:
            assert kid.P.objgen == element.objgen
            kids.append(_tag(kid, pages, drawn, used))
    scope = str(element.A.get("/Scope", "")) if "/A" in element else ""
    return Tag(str(element.S)[1:], "".join(text), tuple(kids), scope)


def _stretches(page):
    """(mark or None, words) for each marked stretch; words outside any mark are a fault."""
    fonts = {str(name): _to_unicode(font) for name, font in page.Resources.Font.items()}
    font, mark, inside, words = {}, None, False, []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                assert not inside, "marked stretches do not nest"
                inside, words = True, []
                mark = int(operands[1].MCID) if "/MCID" in operands[1] else None
            case "EMC":
                yield mark, "".join(words)
                inside = False
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj":
                assert inside, "nothing is drawn outside a mark"
                words.append("".join(font[code] for code in bytes(operands[0])))
            case "S" | "f":
                assert inside


def _to_unicode(font) -> dict[int, str]:
    found: dict[int, str] = {}
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, values in re.findall(r"<(\w+)>\s*<(\w+)>\s*(\[[^\]]*\]|<\w+>)", block):
            told = re.findall(r"<(\w+)>", values)
            for place, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                if values.startswith("["):
                    found[code] = bytes.fromhex(told[place]).decode("utf-16-be")
                else:
                    found[code] = chr(int(told[0], 16) + place)
    return found


def read_word(data: bytes) -> str:
    """The body's words in order, cells included; bullets and numbers are Word's own and not among them."""
    word = docx.Document(BytesIO(data))
    found = []
    for block in word.iter_inner_content():
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Table):
            found += [cell.text for row in block.rows for cell in row.cells]
    return folded(" ".join(found))
