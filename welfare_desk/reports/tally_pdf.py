"""The funder's report of a period on paper: figures, ratios with what is inside them, charts, breakdowns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from io import BytesIO
from itertools import zip_longest
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from welfare_desk.reports import charts
from welfare_desk.reports.face import BOLD, REGULAR, register
from welfare_desk.reports.facts import (
    FEW,
    SMALL,
    WITHHELD,
    BreakdownRow,
    ReportFacts,
    publishable,
    published,
    published_together,
)
from welfare_desk.reports.tally_table import Line, Section, sections
from welfare_desk.rules import days, money

MARGIN = 20 * mm
WIDTH = A4[0] - 2 * MARGIN
_HALF = (WIDTH - 9 * mm) / 2
INK, QUIET, LINE, TINT = (HexColor(colour) for colour in ("#1F2933", "#52606D", "#BEC8D1", "#E4F0F1"))

_TITLE = ParagraphStyle("title", fontName=BOLD, fontSize=18, leading=23, textColor=INK)
_SECOND = ParagraphStyle("second", fontName=REGULAR, fontSize=10, leading=14, textColor=QUIET)
_HEAD = ParagraphStyle(
    "head", fontName=BOLD, fontSize=12, leading=16, textColor=INK, spaceBefore=12, spaceAfter=4
)
_TEXT = ParagraphStyle("text", fontName=REGULAR, fontSize=9, leading=12, textColor=INK)
_NOTE = ParagraphStyle("note", parent=_TEXT, spaceAfter=3)
_RIGHT = ParagraphStyle("right", parent=_TEXT, alignment=2)
_CELL_HEAD = ParagraphStyle("cell-head", parent=_TEXT, fontName=BOLD, textColor=QUIET)
_CELL_HEAD_RIGHT = ParagraphStyle("cell-head-right", parent=_CELL_HEAD, alignment=2)
_FIGURE = ParagraphStyle("figure", fontName=BOLD, fontSize=15, leading=19, textColor=INK)
_NO_FIGURE = ParagraphStyle("no-figure", parent=_FIGURE, fontName=REGULAR, fontSize=10, textColor=QUIET)
_NAME = ParagraphStyle("name", fontName=REGULAR, fontSize=9, leading=12, textColor=QUIET)


def tally_pdf(facts: ReportFacts) -> bytes:
    """A4, fonts embedded, the same bytes for the same facts; small counts of people are not published."""
    register()
    out = BytesIO()
    period = f"{days.short(facts.first)} to {days.short(facts.last)}"
    document = BaseDocTemplate(
        out,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=f"What came of the advice, {period}",
        author=facts.agency,
        lang="en-GB",
        invariant=1,
        initialFontName=REGULAR,
    )
    frame = Frame(MARGIN, MARGIN, WIDTH, A4[1] - 2 * MARGIN, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame]))
    document.build(list(_story(facts, period)), canvasmaker=partial(_Pages, foot=_foot(facts, period)))
    return out.getvalue()


class _Pages(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Holds every page back until their number is known, then draws each one's foot."""

    def __init__(self, *given: Any, foot: Callable[[Canvas, int, int], None], **more: Any) -> None:
        super().__init__(*given, **more)
        self._foot = foot
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(held := self._held, start=1):
            self.__dict__.update(page)
            self._foot(self, number, len(held))
            super().showPage()
        super().save()


def _foot(facts: ReportFacts, period: str) -> Callable[[Canvas, int, int], None]:
    def draw(canvas: Canvas, page: int, pages: int) -> None:
        canvas.setFont(REGULAR, 8.5)
        canvas.setFillColor(QUIET)
        canvas.drawString(MARGIN, 12 * mm, f"{facts.agency}, {period}" if facts.agency else period)
        canvas.drawRightString(A4[0] - MARGIN, 12 * mm, f"Page {page} of {pages}")
        if facts.practice_desk:
            canvas.drawCentredString(A4[0] / 2, 7 * mm, "Practice desk: invented people, not a real report")

    return draw


def _story(facts: ReportFacts, period: str) -> Iterator[Flowable]:
    yield _say(f"What came of the advice, {period}", _TITLE)
    where = f" at {_listed(facts.practices)}" if facts.practices else ""
    yield _say(
        f"{facts.agency or 'The service'}{where}. Figures as known on {days.short(facts.as_at)}.", _SECOND
    )
    yield Spacer(0, 12)
    told = {section.words: section for section in sections(facts)}
    yield _cells(told["Gains"].lines[:3])
    yield Spacer(0, 8)
    yield _cells(told["For each £1"].lines)
    yield Spacer(0, 4)
    yield _say(_inside(facts), _NAME)
    if facts.months:
        yield KeepTogether([_say("Gain by month", _HEAD), _drawn(charts.by_month(facts.months, WIDTH, 170))])
    benefits = publishable(facts.by.get("benefit", ()))
    if any(row.total > 0 for row in benefits):
        yield KeepTogether([_say("Gain by benefit", _HEAD), _drawn(charts.by_benefit(benefits, WIDTH))])
    yield from _side_by_side(section for section in told.values() if section.words != "For each £1")
    for dimension, rows in facts.by.items():
        yield from _breakdown(dimension, publishable(rows))
    yield KeepTogether([_say("How it was counted", _HEAD), *(_say(said, _NOTE) for said in _counted(facts))])


def _counted(facts: ReportFacts) -> tuple[str, ...]:
    return (
        *facts.choices,
        f"Counts of one to {SMALL - 1} people are shown as {FEW}. Where such a count stands alone in a list"
        f" that adds up, the next smallest is {WITHHELD} either, so that it cannot be worked out. Codes of"
        f" {FEW} sums stand together in one row.",
    )


def _inside(facts: ReportFacts) -> str:
    cash, council = money.shown(facts.cash), money.shown(facts.council)
    below = f"{cash} of cash funding in the period, of which {council} from the council"
    return (
        f"Below the line: {below}; help in kind is no cash. Above it: confirmed gains with their adjustments;"
        " the second ratio adds debt written off and rescheduled, the third divides by council money alone."
    )


def _cells(lines: Iterable[Line]) -> Table:
    """Large figures side by side, each with its name below."""
    row = [
        [_say(line.shown, _FIGURE if line.value is not None else _NO_FIGURE), _say(line.words, _NAME)]
        for line in lines
    ]
    table = Table([row], colWidths=[WIDTH / len(row)] * len(row))
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), TINT),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 8),
                ("TOPPADDING", (0, 0), (-1, -1), 8),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
                ("LINEBEFORE", (1, 0), (-1, -1), 4, HexColor("#FFFFFF")),
                ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ]
        )
    )
    return table


def _side_by_side(sections: Iterable[Section]) -> Iterator[Flowable]:
    """Short lists two abreast, each pair kept on one page."""
    blocks = [_section(section) for section in sections if section.lines]
    for left, right in zip_longest(blocks[::2], blocks[1::2]):
        table = Table([[left, "", right or ""]], colWidths=[_HALF, WIDTH - 2 * _HALF, _HALF])
        table.setStyle(_BARE)
        yield table


def _section(section: Section) -> list[Flowable]:
    rows = [
        [_say(line.words, _TEXT), _say(value, _RIGHT)]
        for line, value in zip(section.lines, _values(section), strict=True)
    ]
    table = Table(rows, colWidths=[_HALF * 0.68, _HALF * 0.32])
    table.setStyle(_RULED)
    return [_say(section.words, _HEAD), table]


def _values(section: Section) -> list[str]:
    """What may be printed of each line: small counts of people are not."""
    if not section.people:
        return [line.shown for line in section.lines]
    counts = [int(line.value or 0) for line in section.lines]
    return published_together(counts) if section.adds_up else [published(count) for count in counts]


def _breakdown(dimension: str, rows: Sequence[BreakdownRow]) -> Iterator[Flowable]:
    if not rows:
        return
    head = [_say(dimension.capitalize(), _CELL_HEAD)]
    head += [
        _say(words, _CELL_HEAD_RIGHT) for words in ("A week", "A year", "Lump sums", "Written off", "Sums")
    ]
    body = [
        [
            _say(row.name, _TEXT),
            *(
                _say(money.shown(sum_), _RIGHT)
                for sum_ in (row.weekly, row.annual, row.lump, row.written_off)
            ),
            _say(published(row.gains), _RIGHT),
        ]
        for row in rows
    ]
    share = (0.30, 0.14, 0.17, 0.15, 0.15, 0.09)
    table = Table([head, *body], colWidths=[WIDTH * part for part in share], repeatRows=1)
    table.setStyle(_RULED)
    yield KeepTogether([_say(f"By {dimension}", _HEAD), table])


_BARE = TableStyle(
    [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 11),
    ]
)
_RULED = TableStyle(
    [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)


def _drawn(drawing: Any) -> Flowable:
    flowable: Flowable = drawing
    return flowable


def _say(words: str, style: ParagraphStyle) -> Paragraph:
    # Names are people's words: they enter the markup escaped, here and nowhere else.
    return Paragraph(escape(words), style)


def _listed(names: tuple[str, ...]) -> str:
    if len(names) > 4:
        return f"{len(names)} practices"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
