"""A letter as a Word document that reads as the PDF does: real styles, headings, lists and page numbers.

The file's properties are written here from a list of two, title and agency; whatever the library's
blank document brought along is left out.
"""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from itertools import zip_longest
from xml.sax.saxutils import escape

import docx
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from welfare_desk.letters import in_language, typeface
from welfare_desk.letters.content import (
    Block,
    Document,
    Frame,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Runs,
    Table,
    Translated,
    WritingLine,
    words,
)
from welfare_desk.letters.layout import MARGIN, TEXT_WIDTH, Sizes, contact, logo_size, reference, sizes

_LETTERHEAD, _SMALL, _LINE = "Letterhead", "Small print", "Writing line"
_MADE_AT = (1980, 1, 1, 0, 0, 0)  # the zip format's first day: the same facts give the same bytes


def render_docx(document: Document) -> bytes:
    """The letter as a Word document; raises Problems for a character that nobody could see."""
    typeface.require_printable(document, drawn_by_us=False)
    word = docx.Document()
    size = sizes(document)
    _page(word)
    _styles(word, size, document.language)
    _letterhead(word, document)
    translated_from, language = sys.maxsize, document.language
    for block, after in zip_longest(document.blocks, document.blocks[1:]):
        _add(word, block, after)
        if isinstance(block, Translated):
            translated_from, language = len(word.element.body), block.language
    for element in list(word.element.body)[translated_from:]:
        _spoken(element, language)
    _header_and_footer(word, document)
    return packed(word, document)


# -- page and styles -----------------------------------------------------------------------------


def _page(word: WordFile) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Pt(MARGIN)
    section.top_margin = section.bottom_margin = Pt(MARGIN)
    section.header_distance = section.footer_distance = Mm(12)
    section.different_first_page_header_footer = True  # the first page has the letterhead instead


def _styles(word: WordFile, size: Sizes, language: str) -> None:
    styles = word.styles
    for name in (_LETTERHEAD, _SMALL, _LINE):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name, points, bold, before, after in (
        ("Normal", size.body, False, 0.0, size.gap),
        ("Heading 1", size.first_heading, True, size.gap, size.gap),
        ("Heading 2", size.second_heading, True, size.gap * 0.6, size.gap * 0.3),
        ("List Bullet", size.body, False, 0.0, size.gap * 0.6),
        ("List Number", size.body, False, 0.0, size.gap * 0.6),
        ("Header", size.small, False, 0.0, 0.0),
        ("Footer", size.small, False, 0.0, 0.0),
        (_LETTERHEAD, size.agency, True, 0.0, 0.0),
        (_SMALL, size.small, False, 0.0, size.body * 1.5),
        (_LINE, size.body, False, size.body, 0.0),
    ):
        style = styles[name]
        _set_font(style, points, bold)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.15
    for style in list(styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name in (_LETTERHEAD, _SMALL, "Header", "Footer"):
            _right_tab(style)
    for element in styles.element.iter(qn("w:lang")):
        for part in ("val", "eastAsia"):
            element.set(qn(f"w:{part}"), language)
    _bottom_border(styles[_LINE].element.get_or_add_pPr(), "w:pBdr", 0)  # the schema wants it first


def _set_font(style: ParagraphStyle, points: float, bold: bool) -> None:
    style.font.name, style.font.size, style.font.bold = typeface.WORD_FONT, Pt(points), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's font would win over the one named
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), typeface.WORD_FONT)


def _right_tab(style: ParagraphStyle) -> None:
    for tab in style.element.findall(f".//{qn('w:tabs')}"):
        tab.getparent().remove(tab)
    style.paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)


def _bottom_border(properties: BaseOxmlElement, kind: str, place: int) -> None:
    borders = OxmlElement(kind)
    # Word draws one border round neighbours that have the same one, unless told to draw between them.
    for side in ("bottom", "between") if kind == "w:pBdr" else ("bottom",):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "000000")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties.insert(place, borders)


# -- what the letter says ------------------------------------------------------------------------


def _letterhead(word: WordFile, document: Document) -> None:
    frame, small = document.frame, Pt(sizes(document).small)
    first = word.add_paragraph(frame.agency, style=_LETTERHEAD)
    right = first.add_run(f"\t{reference(document)}")
    right.font.size, right.bold = small, False
    word.add_paragraph(f"{contact(document)}\t{frame.dated}", style=_SMALL)


def _add(word: WordFile, block: Block, after: Block | None) -> None:
    match block:
        case Heading(level=level, runs=runs):
            _write(word.add_heading(level=level), runs)
        case Paragraph(runs=runs):
            paragraph = _write(word.add_paragraph(), runs)
            paragraph.paragraph_format.keep_together = "\n" in words(runs) or None
            paragraph.paragraph_format.keep_with_next = isinstance(after, WritingLine) or None
        case ListBlock(items=items, numbered=numbered):
            counting = _new_count(word) if numbered else 0
            for item in items:
                paragraph = word.add_paragraph(style="List Number" if numbered else "List Bullet")
                _write(paragraph, item)
                if counting:
                    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = counting
        case Table():
            _table(word, block)
        case WritingLine():
            word.add_paragraph(style=_LINE)
        case Translated():
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _spoken(element: BaseOxmlElement, language: str) -> None:
    """Mark every run in ``element`` with the language it is in."""
    for run in element.iter(qn("w:r")):
        mark = OxmlElement("w:lang")
        mark.set(qn("w:val"), language)
        run.get_or_add_rPr().append(mark)


def _write(paragraph: WordParagraph, runs: Runs) -> WordParagraph:
    for run in runs:
        paragraph.add_run(run.text).bold = run.bold or None  # what is not bold follows its style
    return paragraph


def _new_count(word: WordFile) -> int:
    """A numbering that begins at 1 again; without it Word would count on from the list before."""
    numbering = word.part.numbering_part.element
    pattern = word.styles["List Number"].element.pPr.numPr.numId.val
    count = numbering.add_num(numbering.num_having_numId(pattern).abstractNumId.val)
    count.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(count.numId)


def _table(word: WordFile, block: Table) -> None:
    columns = len(block.rows[0]) if block.rows else len(block.head)
    form = not block.head
    table = word.add_table(rows=0, cols=columns, style="Normal Table" if form else "Table Grid")
    if block.head:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # repeated at the top of a page
        for cell, runs in zip(row.cells, block.head, strict=True):
            _write(cell.paragraphs[0], tuple(Run(run.text, True) for run in runs))
    for runs_of_row in block.rows:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for place, (cell, runs) in enumerate(zip(row.cells, runs_of_row, strict=True)):
            _write(cell.paragraphs[0], runs)
            if form and place:
                _bottom_border(cell._tc.get_or_add_tcPr(), "w:tcBorders", 1)  # after the width
        if form:
            _form_widths(row.cells)
    word.add_paragraph().paragraph_format.space_after = Pt(0)  # Word needs one between tables


def _form_widths(cells: tuple[_Cell, ...]) -> None:
    first = TEXT_WIDTH * 0.36
    rest = (TEXT_WIDTH - first) / max(1, len(cells) - 1)
    for place, cell in enumerate(cells):
        cell.width = Pt(rest if place else first)
        cell.paragraphs[0].paragraph_format.space_before = Pt(6)
        cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        cell.paragraphs[0].paragraph_format.keep_with_next = True


# -- header, footer, properties ------------------------------------------------------------------


def _header_and_footer(word: WordFile, document: Document) -> None:
    section, frame = word.sections[0], document.frame
    if frame.logo:
        _logo(section.first_page_header.paragraphs[0], frame)
    section.header.paragraphs[0].text = f"\t{reference(document)}"
    for footer in (section.footer, section.first_page_footer):
        last = footer.paragraphs[0]
        if frame.practice_desk:
            last.add_run(in_language.round_it("practice_desk", document.language)).bold = True
            last = footer.add_paragraph(style="Footer")
        before, between, after = in_language.page_words(document.language)
        last.add_run(f"{frame.registration}\t{before}")
        _field(last, "PAGE")
        last.add_run(between)
        _field(last, "NUMPAGES")
        last.add_run(after)


def _logo(paragraph: WordParagraph, frame: Frame) -> None:
    """In the header of the first page, named for whoever has it read aloud."""
    with BytesIO(frame.logo) as picture:
        shown = paragraph.add_run().add_picture(picture)
    wide, high = logo_size(shown.width // Pt(1), shown.height // Pt(1))
    shown.width, shown.height = Pt(wide), Pt(high)
    shown._inline.docPr.set("descr", frame.agency)
    paragraph.paragraph_format.line_spacing = 1.0


def _field(paragraph: WordParagraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph.add_run("1")
    field.append(paragraph._p[-1])
    paragraph._p.append(field)


_CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>\
<dc:language>{language}</dc:language></cp:coreProperties>"""

_APP = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>Welfare Desk</Application><Company>{agency}</Company></Properties>"""


_LEFT_OUT = ("/thumbnail", "/customXml", "/custom-properties", "/stylesWithEffects")


def packed(word: WordFile, document: Document) -> bytes:
    """The file with our properties in place of the library's, and no day or thumbnail in it."""
    for holder in (word.part.package, word.part):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.endswith(_LEFT_OUT):
                del holder.rels[key]
    settings = word.settings.element
    for name in ("w:rsids", "w14:docId", "w:savePreviewPicture", "w:proofState"):
        for element in settings.findall(f".//{qn(name)}"):
            element.getparent().remove(element)
    for element in settings.findall(f".//{qn('w:themeFontLang')}"):
        element.set(qn("w:val"), document.language)
    raw, packed = BytesIO(), BytesIO()
    word.save(raw)
    own = {
        "docProps/core.xml": _CORE.format(title=escape(document.title), language=escape(document.language)),
        "docProps/app.xml": _APP.format(agency=escape(document.frame.agency)),
    }
    with zipfile.ZipFile(raw) as written, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in sorted(written.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _MADE_AT)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            kept.writestr(entry, own[name].encode() if name in own else written.read(name))
    return packed.getvalue()
