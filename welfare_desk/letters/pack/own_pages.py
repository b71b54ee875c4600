"""The pages of a pack that are ours: cover, index, submission, dividers, and sheets left blank.

Set in the letters' typeface. The index knows where each of its lines stands, so that they can be links.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from welfare_desk.letters import typeface
from welfare_desk.letters.content import Run
from welfare_desk.letters.layout import (
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PRACTICE_DESK,
    TEXT_WIDTH,
    Line,
    leading,
    set_lines,
)
from welfare_desk.letters.pack.plan import Binding, Laid, Stop
from welfare_desk.tagging import REPEATED

BODY, SMALL, HEAD, PART, TITLE = 11.0, 9.0, 15.0, 26.0, 28.0
_GREY = 0.72
_FOOT = MARGIN  # below it stands the page's number and nothing else
_NUMBER_WIDTH = 62.0
BLANK = "Left blank so that the next paper begins on a new sheet."


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the index: where it stands (page of the pack from 1; points), and where it leads."""

    page: int
    box: tuple[float, float, float, float]
    to: int


@dataclass(slots=True)
class _Pen:
    """Where the next line goes; a new page is begun when there is no room."""

    canvas: Canvas
    page: int
    y: float = PAGE_HEIGHT - MARGIN

    def turn(self) -> None:
        self.canvas.showPage()
        self.page, self.y = self.page + 1, PAGE_HEIGHT - MARGIN

    def room_for(self, height: float) -> None:
        if self.y - height < _FOOT:
            self.turn()

    def lines(self, lines: list[Line], size: float, x: float = MARGIN) -> None:
        for line in lines:
            self.room_for(leading(size))
            self._draw(line, size, x)
            self.y -= leading(size)

    def words(self, text: str, size: float, *, bold: bool = False, x: float = 0.0, width: float = 0) -> None:
        """A stretch of words, wrapped."""
        room = width or TEXT_WIDTH - x
        self.lines(set_lines((Run(text, bold),), size, room, REPEATED), size, MARGIN + x)

    def at_right(self, text: str, size: float) -> None:
        """Words at the right of the line that stands where the pen is."""
        [line] = set_lines((Run(text),), size, 1e6, REPEATED)
        self._draw(line, size, PAGE_WIDTH - MARGIN - line.width)

    def rule(self, grey: float = _GREY) -> None:
        self.canvas.setStrokeGray(grey)
        self.canvas.setLineWidth(0.6)
        self.canvas.line(MARGIN, self.y, PAGE_WIDTH - MARGIN, self.y)

    def _draw(self, line: Line, size: float, x: float) -> None:
        baseline = self.y - (leading(size) + 0.72 * size) / 2
        for span in line.spans:
            text = self.canvas.beginText(x + span.x, baseline)
            text.setFont(span.font, size)
            text.textOut(span.text)
            self.canvas.drawText(text)


def unprintable(text: str) -> str | None:
    """The first sign of ``text`` the letters' typeface cannot print, if there is one."""
    seen = (sign for sign in text if sign not in "\r\n\t")
    return next((sign for sign in seen if typeface.font_for(sign, False) is None), None)


def length_of(kind: str, text: str, stops: tuple[Stop, ...]) -> int:
    """How many pages our own words take."""
    if kind == "cover":
        return 1
    pen = _pen(BytesIO(), 1)
    if kind == "index":
        _index(pen, stops, [])
    else:
        _submission(pen, text)
    return pen.page


def draw(binding: Binding, laid: Laid) -> tuple[dict[int, bytes], list[Link]]:
    """Every stretch of pages that is ours, by the page it begins on; and where the index leads."""
    made: dict[int, bytes] = {}
    links: list[Link] = []
    for stop in laid.stops:
        if stop.kind == "paper":
            continue
        page_file = BytesIO()
        pen = _pen(page_file, stop.first)
        if stop.kind == "cover":
            _cover(pen, binding, laid)
        elif stop.kind == "index":
            _index(pen, laid.stops, links)
        elif stop.kind == "submission":
            _submission(pen, laid.submission)
        elif stop.kind == "divider":
            _divider(pen, stop, laid)
        else:
            pen.y = PAGE_HEIGHT / 2
            pen.words(BLANK, SMALL)
        pen.canvas.showPage()
        pen.canvas.save()
        made[stop.first] = page_file.getvalue()
    return made, links


def _pen(page_file: BytesIO, page: int) -> _Pen:
    for name in (typeface.REGULAR, typeface.BOLD, typeface.MARKS):
        typeface.font(name)
    size = (PAGE_WIDTH, PAGE_HEIGHT)
    canvas = Canvas(page_file, pagesize=size, invariant=1, initialFontName=typeface.REGULAR)
    return _Pen(canvas, page)


def _cover(pen: _Pen, binding: Binding, laid: Laid) -> None:
    pen.words(binding.agency, 14, bold=True)
    pen.words(binding.contact, SMALL)
    pen.y -= 110
    pen.words(binding.tribunal, 13)
    pen.y -= 14
    pen.words(binding.title, TITLE, bold=True)
    pen.y -= 26
    pen.rule()
    for name, value in (
        ("Appellant", binding.client),
        ("Date of birth", binding.born),
        ("National Insurance number", binding.number),
        ("About", binding.about),
        ("Our reference", binding.reference),
        ("Put together on", binding.dated),
        ("Pages", str(laid.pages)),
    ):
        if not value:
            continue
        pen.y -= 7
        top = pen.y
        pen.words(name, BODY, bold=True, width=170)
        name_foot, pen.y = pen.y, top
        pen.words(value, BODY, x=180)
        pen.y = min(pen.y, name_foot) - 7
        pen.rule()
    if binding.practice_desk:
        pen.y -= 20
        pen.words(PRACTICE_DESK, SMALL, bold=True)


def _index(pen: _Pen, stops: tuple[Stop, ...], links: list[Link]) -> None:
    pen.words("What is in this pack", HEAD, bold=True)
    pen.y -= 6
    pen.at_right("Page", SMALL)
    pen.words("Paper", SMALL)
    pen.rule()
    pen.y -= 6
    for stop in stops:
        if stop.kind == "submission":
            _line(pen, stop, "", links)
        elif stop.kind == "divider":
            pen.room_for(leading(BODY) * 3.4)
            pen.y -= leading(BODY) * 0.6
            pen.words(stop.title, BODY, bold=True)
        elif stop.kind == "paper":
            _line(pen, stop, f"{stop.paper + 1}.", links)


def _line(pen: _Pen, stop: Stop, number: str, links: list[Link]) -> None:
    title = set_lines((Run(stop.title),), BODY, TEXT_WIDTH - _NUMBER_WIDTH - 26, REPEATED)
    detail = set_lines((Run(stop.detail),), SMALL, TEXT_WIDTH - _NUMBER_WIDTH - 26, REPEATED)
    height = len(title) * leading(BODY) + len(detail) * leading(SMALL) + 5
    pen.room_for(height)
    top = pen.y
    pages = f"{stop.first}" if stop.pages == 1 else f"{stop.first} to {stop.last}"
    pen.at_right(pages, BODY)
    if number:
        pen.words(number, BODY, width=24)
        pen.y = top
    pen.lines(title, BODY, MARGIN + 26)
    pen.lines(detail, SMALL, MARGIN + 26)
    pen.y = top - height
    links.append(Link(pen.page, (MARGIN, pen.y + 3, PAGE_WIDTH - MARGIN, top), stop.first))


def _submission(pen: _Pen, text: str) -> None:
    pen.words("Submission", HEAD, bold=True)
    pen.y -= 4
    for paragraph in text.replace("\r\n", "\n").split("\n"):
        if not paragraph.strip():
            continue
        lines = set_lines((Run(" ".join(paragraph.split())),), BODY, TEXT_WIDTH, REPEATED)
        pen.room_for(leading(BODY) * min(2, len(lines)))
        pen.lines(lines, BODY)
        pen.y -= BODY * 0.65


def _divider(pen: _Pen, stop: Stop, laid: Laid) -> None:
    pen.y = PAGE_HEIGHT * 0.62
    pen.words(stop.title, PART, bold=True)
    pen.y -= 8
    pen.rule()
    pen.y -= 12
    after = [one for one in laid.stops if one.first > stop.first]
    for one in after:
        if one.kind == "divider":
            break
        if one.kind == "paper":
            if pen.y - leading(BODY) * 2 < _FOOT:
                pen.words("and more: see the index", SMALL)
                break
            top = pen.y
            pen.at_right(f"page {one.first}", BODY)
            pen.y = top
            pen.words(one.title, BODY, width=TEXT_WIDTH - _NUMBER_WIDTH)
