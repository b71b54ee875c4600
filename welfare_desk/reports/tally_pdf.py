"""The funder's report of a period on paper: figures, ratios with what is inside them, charts, breakdowns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from io import BytesIO
from itertools import zip_longest
from typing import Any

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
    Spacer,
    Table,
    TableStyle,
)

from welfare_desk.reports import charts
from welfare_desk.reports.face import BOLD, REGULAR, register
from welfare_desk.reports.facts import (
    BreakdownRow,
    ReportFacts,
    publishable,
    published,
)
from welfare_desk.reports.in_words import in_words
from welfare_desk.reports.paper import (
    CELL_HEAD,
    CELL_HEAD_RIGHT,
    HEAD,
    INK,
    MARGIN,
    NOTE,
    QUIET,
    RIGHT,
    RULED,
    SECOND,
    TEXT,
    TINT,
    TITLE_STYLE,
    WIDTH,
    Pages,
)
from welfare_desk.reports.tagged import Chart, Ruled, Said, Tagged, finished, in_face, table
from welfare_desk.reports.tally_table import (
    Line,
    Section,
    counted,
    evaluated,
    known_of,
    sections,
    told_with,
    values,
)
from welfare_desk.rules import days, money
from welfare_desk.tagging import CLOSING

_HALF = (WIDTH - 9 * mm) / 2

_NAMED = {"kind": "Kind of case"}
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
        title=f"{facts.title}, {period}",
        author=facts.agency,
        lang="en-GB",
        invariant=1,
        initialFontName=REGULAR,
    )
    frame = Frame(MARGIN, MARGIN, WIDTH, A4[1] - 2 * MARGIN, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame]))
    tags = Tagged()
    pages = partial(Pages, foot=_foot(facts, period))
    document.build(list(_Story(facts, period, tags).parts()), canvasmaker=pages)
    return finished(out.getvalue(), tags, title=document.title, agency=facts.agency)


def _foot(facts: ReportFacts, period: str) -> Callable[[Canvas, int, int], None]:
    def draw(canvas: Canvas, page: int, pages: int) -> None:
        canvas.addLiteral("/Artifact <</Type /Pagination /Subtype /Footer>> BDC")
        canvas.setFont(REGULAR, 8.5)
        canvas.setFillColor(QUIET)
        canvas.drawString(MARGIN, 12 * mm, in_face(", ".join(filter(None, (facts.agency, period))), REGULAR))
        canvas.drawRightString(A4[0] - MARGIN, 12 * mm, f"Page {page} of {pages}")
        if facts.practice_desk:
            canvas.drawCentredString(A4[0] / 2, 7 * mm, "Practice desk: invented people, not a real report")
        canvas.addLiteral(CLOSING)

    return draw


class _Story:
    """The parts of the report in their order, each with its place in the tree of tags."""

    def __init__(self, facts: ReportFacts, period: str, tags: Tagged) -> None:
        self.facts, self.period, self.tags = facts, period, tags

    def parts(self) -> Iterator[Flowable]:
        facts = self.facts
        yield self.say(f"{facts.title}, {self.period}", TITLE_STYLE, "H1")
        where = f" at {_listed(facts.practices)}" if facts.practices else ""
        known = f"{facts.agency or 'The service'}{where}. Figures as known on {days.short(facts.as_at)}."
        yield self.say(known, SECOND)
        if facts.before:
            yield self.say(facts.before, SECOND)
        yield Spacer(0, 12)
        told = {section.words: section for section in sections(facts)}
        if "Gains" in told:
            yield self.cells(told["Gains"].lines[:3])
            yield Spacer(0, 8)
        if "For each £1" in told:
            yield self.cells(told["For each £1"].lines)
            yield Spacer(0, 4)
            yield self.say(_inside(facts), _NAME)
        yield self.together("In words", *(partial(self.say, said, NOTE) for said in in_words(facts)))
        if facts.months:
            drawing = charts.by_month(facts.months, WIDTH, 170)
            yield self.together(
                "Gain by month", partial(self.chart, drawing, charts.months_said(facts.months))
            )
        benefits = publishable(facts.by.get("benefit", ()))
        if any(row.total > 0 for row in benefits):
            drawing = charts.by_benefit(benefits, WIDTH)
            said = charts.benefits_said(benefits)
            yield self.together("Gain by benefit", partial(self.chart, drawing, said))
        yield from self.side_by_side(section for section in told.values() if section.words != "For each £1")
        for dimension, rows in facts.by.items():
            yield from self.breakdown(dimension, publishable(rows))
        yield from self.evaluation()
        yield self.together("How it was counted", *(partial(self.say, said, NOTE) for said in counted(facts)))

    def say(self, words: str, style: ParagraphStyle, kind: str = "P") -> Flowable:
        return Said(words, style, self.tags, self.tags.root.add(kind))

    def together(self, head: str, *parts: Callable[[], Flowable]) -> Flowable:
        """A heading and what belongs to it, on one page."""
        return KeepTogether([self.say(head, HEAD, "H2"), *(part() for part in parts)])

    def chart(self, drawing: Any, said: str) -> Flowable:
        return Chart(drawing, self.tags, said)

    def cells(self, lines: Iterable[Line]) -> Table:
        """Large figures side by side, each with its name below."""
        row = []
        for line in lines:
            look = _FIGURE if line.value is not None else _NO_FIGURE
            node = self.tags.root.add("P")
            row.append([Said(line.shown, look, self.tags, node), Said(line.words, _NAME, self.tags, node)])
        table = Ruled([row], colWidths=[WIDTH / len(row)] * len(row))
        table.setStyle(_TINTED)
        return table

    def side_by_side(self, sections: Iterable[Section]) -> Iterator[Flowable]:
        """Short lists two abreast, each pair kept on one page."""
        blocks = [self.section(section) for section in sections if section.lines]
        for left, right in zip_longest(blocks[::2], blocks[1::2]):
            table = Ruled([[left, "", right or ""]], colWidths=[_HALF, WIDTH - 2 * _HALF, _HALF])
            table.setStyle(_BARE)
            yield table

    def section(self, section: Section) -> list[Flowable]:
        head = self.say(section.words, HEAD, "H2")
        rows = [
            [(line.words, TEXT), (value, RIGHT)]
            for line, value in zip(section.lines, values(self.facts, section), strict=True)
        ]
        return [head, table(self.tags, rows, (_HALF * 0.68, _HALF * 0.32), RULED, head=False)]

    def evaluation(self) -> Iterator[Flowable]:
        """Each headline figure with how many it rests on; under it the formula, or why it is not there."""
        if not self.facts.evaluation:
            return
        yield self.say("For the evaluation", HEAD, "H2")
        names = ("Figure, and how it is made", "Value", "Asked about", "Known of")
        head = [(words, CELL_HEAD if place == 0 else CELL_HEAD_RIGHT) for place, words in enumerate(names)]
        rows = []
        for figure in self.facts.evaluation:
            if figure.value is not None:
                n, known = known_of(self.facts, figure)
                said = f"{figure.words}. {told_with(self.facts, figure)}"
                value = evaluated(self.facts, figure)
                rows.append([(said, TEXT), (value, RIGHT), (n, RIGHT), (known, RIGHT)])
        if rows:
            widths = [WIDTH * part for part in (0.58, 0.14, 0.14, 0.14)]
            yield table(self.tags, [head, *rows], widths, RULED, head=True)
        without = [figure for figure in self.facts.evaluation if figure.value is None]
        if without:
            said_of_each = (f"{figure.words}: {figure.why}" for figure in without)
            yield self.together(
                "Not in these figures, and why", *(partial(self.say, said, NOTE) for said in said_of_each)
            )

    def breakdown(self, dimension: str, rows: Sequence[BreakdownRow]) -> Iterator[Flowable]:
        if not rows:
            return
        heading = self.say(f"By {_NAMED.get(dimension, dimension).lower()}", HEAD, "H2")
        named = ("More a week", "More a year", "Lump sums", "Written off", "Sums")
        head = [
            (_NAMED.get(dimension, dimension.capitalize()), CELL_HEAD),
            *((words, CELL_HEAD_RIGHT) for words in named),
        ]
        body = [
            [
                (row.name, TEXT),
                *((money.shown(sum_), RIGHT) for sum_ in (row.weekly, row.annual, row.lump, row.written_off)),
                (published(row.gains), RIGHT),
            ]
            for row in rows
        ]
        widths = [WIDTH * part for part in (0.30, 0.14, 0.17, 0.15, 0.15, 0.09)]
        drawn = table(self.tags, [head, *body], widths, RULED, head=True)
        yield KeepTogether([heading, drawn]) if len(rows) < 20 else heading
        if len(rows) >= 20:
            yield drawn


def _inside(facts: ReportFacts) -> str:
    """What is divided by what; without funding, where it is entered."""
    if not facts.cash:
        return (
            "No cash funding is recorded for these days, so gains for each £1 cannot be worked out. It is"
            " entered under Settings, Funding."
        )
    return (
        f"Divided by {money.shown(facts.cash)} of cash funding in the period, {money.shown(facts.council)} of"
        " it from the council; help in kind is not counted. Divided are confirmed gains and changes to"
        " earlier periods; in the second also debt written off and rescheduled. The third is for each £1 of"
        " council money alone."
    )


_TINTED = TableStyle(
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


def _listed(names: tuple[str, ...]) -> str:
    if len(names) > 4:
        return f"{len(names)} practices"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
