"""A letter as a tagged PDF/A-2b: the layout drawn, its meaning written beside it, its properties few.

The same facts give the same bytes. Where words go is ``layout.py``, what they mean ``tagging.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

import pikepdf
import pikepdf.pdfa
from reportlab.pdfgen.canvas import Canvas

from welfare_desk import tagging
from welfare_desk.letters import typeface
from welfare_desk.letters.content import Document
from welfare_desk.letters.layout import (
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Layout,
    Line,
    PlacedRow,
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


def render_pdf(document: Document) -> Rendered:
    """The letter as PDF/A-2b with its tags, checked before it is given out.

    Raises Problems, with name and place, for a character the letters' fonts lack.
    """
    typeface.require_printable(document)
    laid_out = lay_out(document)
    with pikepdf.open(BytesIO(_drawn(document, laid_out))) as pdf:
        tagging.write(pdf, laid_out.root)
        data = tagging.archived(
            pdf, title=document.title, agency=document.frame.agency, language=document.language
        )
    return Rendered(data, len(laid_out.pages), _places(laid_out))


def _drawn(document: Document, laid_out: Layout) -> bytes:
    for name in (typeface.REGULAR, typeface.BOLD, typeface.MARKS):
        typeface.font(name)
    page_file = BytesIO()
    canvas = Canvas(
        page_file,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        initialFontName=typeface.REGULAR,  # ReportLab's own first font, Helvetica, is never embedded
        lang=document.language,
    )
    for number, page in enumerate(laid_out.pages):
        _draw_page(canvas, page, tagging.Marks(number))
        canvas.showPage()
    canvas.save()
    return page_file.getvalue()


def _draw_page(canvas: Canvas, page: tuple[PlacedRow, ...], marks: tagging.Marks) -> None:
    lines = [(placed, line) for placed in page for line in placed.row.lines]
    for node, same in groupby(lines, key=lambda pair: pair[1].node):
        canvas.addLiteral(marks.opening(node))
        for placed, line in same:
            _draw_line(canvas, line, line.baseline(placed.top))
        canvas.addLiteral(tagging.CLOSING)
    rules = [(placed, rule) for placed in page for rule in placed.row.rules]
    if rules:
        canvas.addLiteral(marks.opening(tagging.REPEATED))
        canvas.setLineWidth(0.5)
        for placed, (start, end) in rules:
            foot = placed.top - placed.row.height
            canvas.line(MARGIN + start, foot, MARGIN + end, foot)
        canvas.addLiteral(tagging.CLOSING)


def _draw_line(canvas: Canvas, line: Line, baseline: float) -> None:
    for span in line.spans:
        text = canvas.beginText(MARGIN + line.x + span.x, baseline)
        text.setFont(span.font, line.size)
        text.textOut(span.text)
        canvas.drawText(text)


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
        if statement:
            last = spans[-1]
            spare = len(last.text) - len(last.text.rstrip(" "))
            end = last.x + last.width - spare * typeface.width(last.font, " ", line.size)
            yield statement, spans[0].x, end - spans[0].x
