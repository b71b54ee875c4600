"""A letter template that is somebody's own Word file, with plain «field» marks in it.

Its words become a template like any other, so that the PDF has its gaps, its limits and its checks; the
Word letter is the very file with its marks filled. No loops, no code: a mark is one fact.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table
from docx.text.paragraph import Paragraph

from welfare_desk.letters import fields, front_matter, markup, templates
from welfare_desk.letters.content import Document
from welfare_desk.letters.facts import LetterFacts
from welfare_desk.letters.front_matter import FrontMatter, TemplateFault
from welfare_desk.letters.templates import Template
from welfare_desk.letters.word import packed
from welfare_desk.rules import days

MOST_BYTES = 2_000_000
_MOST_OPENED = 30_000_000
_MARK = re.compile("«([^«»\n]{0,80})»")
_NOT_IN_A_LETTER = {
    "w:ins": "changes that are still tracked; accept them in Word first",
    "w:del": "changes that are still tracked; accept them in Word first",
    "w:commentReference": "comments; take them out in Word first",
    "w:altChunk": "another document within it",
    "w:object": "another program's object",
}


def read(data: bytes, front: FrontMatter, name: str) -> Template:
    """The template a Word file makes, needing of ``front`` what its marks name and asking no more.

    The file was judged apart before. Raises TemplateFault naming the paragraph.
    """
    word = _opened(data, name)
    known = _known(front)
    blocks, used = [], set[str]()
    for number, block in enumerate(word.iter_inner_content(), start=1):
        words = list(_block(block, known, used, name, number))
        blocks += ["\n".join(words)] if words else []
    for part in _parts(word):
        for paragraph in part.iter(qn("w:p")):
            used |= {key for _, key in _marks(_text(paragraph), known, name, "its header or footer")}
    body = "\n\n".join(blocks)
    if len(body) > 4 * templates.MOST:
        raise TemplateFault(name, 0, "it is longer than any letter")
    made = replace(
        front,
        needs=tuple(need for need in front.needs if need in used),
        needs_when_checked=tuple(need for need in front.needs_when_checked if need in used),
        asks=tuple(ask for ask in front.asks if ask.field in used),
        paste="",
    )
    return templates.of_parts(name, made, front_matter.written(made), body, word=data)


def fill(template: Template, facts: LetterFacts, document: Document) -> bytes:
    """The Word file with every mark filled from ``facts``; its properties are the letter's own."""
    assert template.word is not None  # noqa: S101
    word = _opened(template.word, template.name)
    known, values = _known(template.front), _values(template, facts)
    for part in (word.element.body, *_parts(word)):
        for paragraph in list(part.iter(qn("w:p"))):
            _fill(paragraph, known, values)
    return packed(word, document)


# Reading ------------------------------------------------------------------------------------------


def _opened(data: bytes, name: str) -> WordFile:
    if len(data) > MOST_BYTES:
        raise TemplateFault(name, 0, f"a Word file for letters holds at most {MOST_BYTES // 1_000_000} MB")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > _MOST_OPENED:
                raise TemplateFault(name, 0, "it swells up when it is opened, as no letter does")
        word = docx.Document(BytesIO(data))
        parts = (word.element.body, *_parts(word))
    except (
        LookupError,
        ValueError,
        TypeError,
        SyntaxError,
        AttributeError,
        zipfile.BadZipFile,
        zlib.error,
    ) as fault:
        raise TemplateFault(name, 0, "it is no Word file that can be read") from fault
    except (RuntimeError, EOFError) as fault:  # packed in a way no office program packs
        raise TemplateFault(name, 0, "it is no Word file that can be read") from fault
    for part in parts:
        for tag, what in _NOT_IN_A_LETTER.items():
            if next(part.iter(qn(tag)), None) is not None:
                raise TemplateFault(name, 0, f"it holds {what}")
    return word


def _parts(word: WordFile) -> Iterator[BaseOxmlElement]:
    """Headers and footers, each once."""
    for section in word.sections:
        for held in (
            *(section.header, section.footer, section.first_page_header, section.first_page_footer),
            *(section.even_page_header, section.even_page_footer),
        ):
            if not held.is_linked_to_previous:
                yield held._element


def _known(front: FrontMatter) -> dict[str, str]:
    """What a mark may say, folded, with the field it means: its key, or its label."""
    known: dict[str, str] = {}
    for field in fields.FIELDS:
        sample = field.sample
        if not isinstance(sample, bool) and not _is_list_of_parts(field.key, sample):
            known[_folded(field.key)] = known[_folded(field.label)] = field.key
            known.setdefault(_folded(field.label.removeprefix("the ")), field.key)
    for ask in front.asks:
        if ask.type != "tick":
            known[_folded(ask.field)] = known[_folded(ask.words)] = ask.field
    return known


def _is_list_of_parts(key: str, sample: object) -> bool:
    return key == "own_groups" or (isinstance(sample, list) and any(isinstance(one, dict) for one in sample))


def _folded(words: str) -> str:
    return " ".join(words.replace("’", "'").split()).casefold()


def _marks(text: str, known: dict[str, str], name: str, where: str) -> Iterator[tuple[re.Match[str], str]]:
    for mark in _MARK.finditer(text):
        key = known.get(_folded(mark[1]))
        if key is None:
            raise TemplateFault(name, 0, f"{where} has «{mark[1]}», and there is no single fact called that")
        yield mark, key


def _block(
    block: Paragraph | Table, known: dict[str, str], used: set[str], name: str, number: int
) -> Iterator[str]:
    where = f"paragraph {number}"
    if isinstance(block, Table):
        yield from _table(block, known, used, name, f"the table at paragraph {number}")
        return
    words = _written(block._p, known, used, name, where)
    if not words:
        return
    style = (block.style.name if block.style is not None else "") or ""
    numbered = block._p.pPr is not None and block._p.pPr.numPr is not None
    if style.startswith(("Heading", "Title")):
        yield f"{'#' if style in ('Title', 'Heading 1') else '##'} {words.replace(_BREAK, ' ')}"
    elif style.startswith("List Number"):
        yield f"1. {words.replace(_BREAK, ' ')}"
    elif style.startswith("List") or numbered:
        yield f"- {words.replace(_BREAK, ' ')}"
    else:
        yield words


_BREAK = "\\\n"


def _table(table: Table, known: dict[str, str], used: set[str], name: str, where: str) -> Iterator[str]:
    rows = [
        [
            " ".join(_written(p._p, known, used, name, where).replace(_BREAK, " ") for p in cell.paragraphs)
            for cell in row.cells
        ]
        for row in table.rows
    ]
    if not rows:
        return
    properties = table.rows[0]._tr.trPr
    headed = properties is not None and properties.find(qn("w:tblHeader")) is not None
    if not headed:
        rows.insert(0, [""] * len(rows[0]))
    first, *others = (f"| {' | '.join(row)} |" for row in rows)
    yield "\n".join((first, "|" + "---|" * len(rows[0]), *others))


def _written(paragraph: BaseOxmlElement, known: dict[str, str], used: set[str], name: str, where: str) -> str:
    """A paragraph in the letter language: its words under seal, its marks as fields."""
    text = _text(paragraph)
    said, rest = [], 0
    for mark, key in _marks(text, known, name, where):
        said += [_sealed(text[rest : mark.start()]), f"{{{{ {key}{_joined(key)} }}}}"]
        used.add(key)
        rest = mark.end()
    said.append(_sealed(text[rest:]))
    return "".join(said) if text.strip() else ""


def _joined(key: str) -> str:
    field = fields.BY_KEY.get(key)
    return ' | join: ", "' if field is not None and isinstance(field.sample, list) else ""


def _sealed(text: str) -> str:
    """Words that neither Liquid nor Markdown sees; a line break stays one."""
    return _BREAK.join(markup.seal(line) if line else "" for line in text.split("\n"))


def _pieces(paragraph: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """What a paragraph is read from: its texts, tabs and breaks, but not those of a box within it."""
    for element in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")):
        owner = next(element.iterancestors(qn("w:p")))
        if owner is paragraph and element.getparent().tag == qn("w:r"):
            yield element


def _text(paragraph: BaseOxmlElement) -> str:
    read = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:noBreakHyphen"): "-"}
    return "".join(read.get(piece.tag) or piece.text or "" for piece in _pieces(paragraph))


# Filling ------------------------------------------------------------------------------------------


def _values(template: Template, facts: LetterFacts) -> dict[str, str]:
    seen = template.seen(facts)
    return {key: _said(_at(seen, key)) for key in set(_known(template.front).values())}


def _at(seen: object, key: str) -> object:
    for part in key.split("."):
        seen = seen.get(part) if isinstance(seen, dict) else None
    return seen


def _said(value: object) -> str:
    if isinstance(value, date):
        return days.on_paper(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return markup.printed("" if value is None else str(value))


def _fill(paragraph: BaseOxmlElement, known: dict[str, str], values: dict[str, str]) -> None:
    """Put facts in place of marks, which Word may have cut over any number of runs."""
    pieces = list(_pieces(paragraph))
    text = _text(paragraph)
    marks = list(_marks(text, known, "the Word file", "a paragraph"))
    if not marks:
        return
    starts, place = [], 0
    for piece in pieces:
        starts.append(place)
        place += 1 if piece.tag != qn("w:t") else len(piece.text or "")
    for mark, key in reversed(marks):
        inside = [
            n
            for n, piece in enumerate(pieces)
            if piece.tag == qn("w:t")
            and starts[n] < mark.end()
            and starts[n] + len(piece.text or "") > mark.start()
        ]
        for number in reversed(inside):
            piece, words = pieces[number], pieces[number].text or ""
            before = words[: max(0, mark.start() - starts[number])]
            after = words[max(0, mark.end() - starts[number]) :]
            piece.text = before + (values[key] if number == inside[0] else "") + after
    for piece in pieces:
        if piece.tag == qn("w:t"):
            _break_lines(piece)


def _break_lines(piece: BaseOxmlElement) -> None:
    """A line break in a fact is a line break in Word; spaces at the ends are kept."""
    first, *others = (piece.text or "").split("\n")
    _set(piece, first)
    last = piece
    for line in others:
        text = OxmlElement("w:t")
        _set(text, line)
        for element in (OxmlElement("w:br"), text):
            last.addnext(element)
            last = element


def _set(element: BaseOxmlElement, words: str) -> None:
    element.text = words
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
