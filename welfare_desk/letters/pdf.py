"""A letter as a tagged PDF/A-2b: the layout drawn, its meaning written beside it, its properties few.

The same facts give the same bytes. Where words go is ``layout.py``, what they mean ``tagging.py``.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

import pikepdf
from pikepdf import Array, Dictionary, Name

from welfare_desk import tagging
from welfare_desk.letters import logo, typeface
from welfare_desk.letters.content import ADDRESS, Document, Ink
from welfare_desk.letters.embedding import Fonts, plain
from welfare_desk.letters.layout import (
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
    Layout,
    Line,
    PlacedRow,
    Span,
    lay_out,
    leading,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of a statement stands: ``page`` from 1, points from the page's upper left corner."""

    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter ready to print. ``places`` has, for each statement's id, one place a line."""

    data: bytes
    pages: int
    places: dict[str, tuple[Place, ...]]


def render_pdf(document: Document, *, prove: bool = False) -> Rendered:
    """The letter as PDF/A-2b with its tags.

    The file is validated as written the first time its make comes up (its fonts, its kinds of part) and
    always with ``prove``: whether it is PDF/A does not hang on which of the same characters it prints.
    Raises Problems, with name and place, for a character the letters' fonts lack; PdfaError.
    """
    typeface.require_printable(document)
    laid_out = lay_out(document)
    fonts = Fonts(_beyond_the_ready(laid_out))
    pdf = pikepdf.Pdf.new()
    try:
        _draw(pdf, laid_out, fonts, document.frame.logo)
        tagging.write(pdf, laid_out.root)
        kinds, pages = tagging.kinds(laid_out.root), len(laid_out.pages) > 1
        make = (fonts.proof(), kinds, pages, document.language, bool(document.frame.logo))
        proved = make in _PROVED and not prove
        data = tagging.archived(
            pdf,
            title=document.title,
            agency=document.frame.agency,
            language=document.language,
            ours=True,
            validated=not proved,
        )
        _PROVED.add(make)
    finally:
        pdf.close()
    return Rendered(data, len(laid_out.pages), _places(laid_out))


_PROVED: set[tuple[object, ...]] = set()


def _spans(laid_out: Layout) -> Iterator[Span]:
    for page in laid_out.pages:
        for placed in page:
            for line in placed.row.lines:
                yield from line.spans


def _beyond_the_ready(laid_out: Layout) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for span in _spans(laid_out):
        ready = plain(span.font)
        if not ready.issuperset(span.text):
            found.setdefault(span.font, set()).update(set(span.text) - ready)
    return found


def _draw(pdf: pikepdf.Pdf, laid_out: Layout, fonts: Fonts, picture: bytes) -> None:
    """Every page with what is on it; the fonts are one set for all."""
    drawn = [_page(page, tagging.Marks(number), fonts) for number, page in enumerate(laid_out.pages)]
    resources = pdf.make_indirect(Dictionary(Font=fonts.write(pdf), ProcSet=Array([Name.PDF, Name.Text])))
    if picture:
        resources.XObject = logo.resource(pdf, picture)
        drawn[0] = logo.drawing(picture, tagging.Marks(0)) + drawn[0]
    for content in drawn:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, Decimal(f"{PAGE_WIDTH:.4f}"), Decimal(f"{PAGE_HEIGHT:.4f}")]),
            Resources=resources,
            Contents=pdf.make_stream(zlib.compress(content, 6), Filter=Name.FlateDecode),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _page(page: tuple[PlacedRow, ...], marks: tagging.Marks, fonts: Fonts) -> bytes:
    drawn: list[str] = []
    lines = [(placed, line) for placed in page for line in placed.row.lines]
    for node, same in groupby(lines, key=lambda pair: pair[1].node):
        drawn.append(marks.opening(node))
        for placed, line in same:
            _draw_line(drawn, line, line.baseline(placed.top), fonts)
        drawn.append(tagging.CLOSING)
    rules = [(placed, rule) for placed in page for rule in placed.row.rules]
    if rules:
        drawn += [marks.opening(tagging.REPEATED), "0.5 w"]
        for placed, (start, end) in rules:
            foot = placed.top - placed.row.height
            drawn.append(f"{MARGIN + start:.3f} {foot:.3f} m {MARGIN + end:.3f} {foot:.3f} l S")
        drawn.append(tagging.CLOSING)
    for placed in page:
        if placed.row.ink is not None:
            drawn.append(marks.opening(tagging.REPEATED))
            drawn += _ink(placed.row.ink, placed.top, placed.row.height)
            drawn.append(tagging.CLOSING)
    return "\n".join(drawn).encode("ascii")


def _ink(ink: Ink, top: float, height: float) -> Iterator[str]:
    """A hand's strokes, as large as the room above the line lets them be."""
    tall = min(height - 4, TEXT_WIDTH / ink.ratio)
    wide = tall * ink.ratio
    yield "1.2 w 1 J 1 j"
    for stroke in ink.strokes:
        points = [(MARGIN + x * wide, top - y * tall) for x, y in stroke]
        points += [(points[0][0] + 0.1, points[0][1])] if len(points) == 1 else []  # a dot
        for number, (x, y) in enumerate(points):
            yield f"{x:.2f} {y:.2f} {'l' if number else 'm'}"
        yield "S"


def _draw_line(drawn: list[str], line: Line, baseline: float, fonts: Fonts) -> None:
    for span in line.spans:
        drawn.append(f"BT 1 0 0 1 {MARGIN + line.x + span.x:.3f} {baseline:.3f} Tm")
        for name, words in fonts.set(span.font, span.text):
            drawn.append(f"/{name} {line.size:g} Tf <{words}> Tj")
        drawn.append("ET")


def _places(laid_out: Layout) -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for number, page in enumerate(laid_out.pages, start=1):
        for placed in page:
            for line in placed.row.lines:
                for statement, left, width in _statements_on(line):
                    top = PAGE_HEIGHT - placed.top + line.drop
                    place = Place(number, MARGIN + line.x + left, top, width, leading(line.size))
                    found.setdefault(statement, []).append(place)
    return {statement: tuple(places) for statement, places in found.items()}


def _statements_on(line: Line) -> Iterator[tuple[str, float, float]]:
    for statement, same in groupby(line.spans, key=lambda span: span.statement):
        spans = list(same)
        if statement and statement != ADDRESS:
            last = spans[-1]
            spare = len(last.text) - len(last.text.rstrip(" "))
            end = last.x + last.width - spare * typeface.width(last.font, " ", line.size)
            yield statement, spans[0].x, end - spans[0].x
