"""The financial statement on paper: income, outgoings, what is left, debts, the client's word.

Titled *Financial statement* and nothing else: the marks of the licensed formats are their owners'. No
spending guideline and no trigger figure stands on it. As a file it is ``statement_files``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from io import BytesIO
from typing import Any

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

from welfare_desk.reports.face import BOLD, REGULAR, register
from welfare_desk.reports.paper import (
    CELL_HEAD,
    CELL_HEAD_RIGHT,
    HEAD,
    LINE,
    MARGIN,
    NOTE,
    QUIET,
    RIGHT,
    SECOND,
    TEXT,
    TITLE_STYLE,
    WIDTH,
    Pages,
)
from welfare_desk.reports.tagged import Said, Tagged, finished, in_face, table
from welfare_desk.rules import days, money
from welfare_desk.tagging import CLOSING

TITLE = "Financial statement"


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line: its name, the sum as given ("£84.80 a week"), by the month, and how it is known."""

    code: str
    name: str
    given: str
    a_month: Decimal
    evidence: str
    note: str = ""
    amount: Decimal = Decimal(0)
    period: str = ""  # "a week", as the client gave it


@dataclass(frozen=True, slots=True)
class StatementSection:
    name: str
    group: str  # income, fixed, flexible, savings, fee
    lines: tuple[StatementLine, ...]
    total: Decimal


@dataclass(frozen=True, slots=True)
class StatementDebt:
    """A debt as a creditor sees it: no reference of another creditor's."""

    kind: str
    creditor: str
    balance: Decimal | None
    arrears: Decimal | None
    on: date | None
    first: bool
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """Everything on the statement, frozen; it asks nothing of the desk."""

    agency: str
    agency_lines: tuple[str, ...]
    advisor: str
    client: str
    reference: str
    version: str
    on: date
    review_on: date | None
    household: tuple[tuple[str, str], ...]
    sections: tuple[StatementSection, ...]
    income: Decimal
    outgoings: Decimal
    surplus: Decimal
    contingency: Decimal
    available: Decimal
    tool: tuple[tuple[str, Decimal], ...]  # the Common Financial Tool's groups; empty for negotiation
    contribution: Decimal | None
    debts: tuple[StatementDebt, ...]
    agreed: str  # "Signed on 12 Nov 2026", empty while it is a draft
    practice_desk: bool = False


def statement_pdf(facts: StatementFacts) -> bytes:
    """A4, tagged PDF/A-2b, fonts embedded, the same bytes for the same facts."""
    register()
    out = BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=TITLE,
        author=facts.agency,
        lang="en-GB",
        invariant=1,
        initialFontName=REGULAR,
    )
    frame = Frame(MARGIN, MARGIN, WIDTH, A4[1] - 2 * MARGIN, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame]))
    tags = Tagged()
    document.build(list(_Story(facts, tags).parts()), canvasmaker=partial(Pages, foot=_foot(facts)))
    return finished(out.getvalue(), tags, title=TITLE, agency=facts.agency)


def _foot(facts: StatementFacts) -> Callable[[Canvas, int, int], None]:
    def draw(canvas: Canvas, page: int, pages: int) -> None:
        canvas.addLiteral("/Artifact <</Type /Pagination /Subtype /Footer>> BDC")
        canvas.setFont(REGULAR, 8.5)
        canvas.setFillColor(QUIET)
        said = in_face(f"{facts.agency}, {facts.reference}".strip(", "), REGULAR)
        canvas.drawString(MARGIN, 12 * mm, said)
        canvas.drawRightString(A4[0] - MARGIN, 12 * mm, f"Page {page} of {pages}")
        if facts.practice_desk:
            canvas.drawCentredString(
                A4[0] / 2, 7 * mm, "Practice desk: invented people, not a real statement"
            )
        canvas.addLiteral(CLOSING)

    return draw


_Cell = tuple[str, ParagraphStyle]


class _Story:
    """The parts of the statement in their order, each with its place in the tree of tags."""

    def __init__(self, facts: StatementFacts, tags: Tagged) -> None:
        self.facts, self.tags = facts, tags

    def parts(self) -> Iterator[Flowable]:
        facts = self.facts
        yield self.say(TITLE, TITLE_STYLE, "H1")
        yield self.say(f"{facts.client}, {facts.reference}. {facts.version}, {days.short(facts.on)}.", SECOND)
        agency = f", {facts.agency}" if facts.agency else ""
        yield self.say(f"Prepared by {facts.advisor}{agency}.", SECOND)
        for line in facts.agency_lines:
            yield self.say(line, SECOND)
        yield Spacer(0, 6)
        if facts.household:
            yield self.say("; ".join(f"{name}: {value}" for name, value in facts.household) + ".", TEXT)
        yield self.say("What comes in", HEAD, "H2")
        yield self.lines(("income",), "Income", facts.income)
        yield self.say("What goes out", HEAD, "H2")
        yield self.lines(("fixed", "flexible", "savings", "fee"), "Outgoings", facts.outgoings)
        yield self.together("What is left", self.sums)
        if facts.tool:
            yield self.together("By the groups of the Common Financial Tool", self.tool)
        if facts.debts:
            yield self.say("What is owed", HEAD, "H2")
            yield self.debts()
        yield KeepTogether([self.say("The client's agreement", HEAD, "H2"), *self.agreement()])

    def say(self, words: str, style: ParagraphStyle, kind: str = "P") -> Flowable:
        return Said(words, style, self.tags, self.tags.root.add(kind))

    def together(self, head: str, table: Callable[[], Flowable]) -> Flowable:
        """A heading and its table, on one page."""
        return KeepTogether([self.say(head, HEAD, "H2"), table()])

    def table(
        self, rows: Sequence[Sequence[_Cell]], parts: Sequence[float], *more: _Rule, head: bool = True
    ) -> Table:
        widths = [WIDTH * part for part in parts]
        drawn = table(self.tags, rows, widths, TableStyle([*_RULES, *more]), head=head)
        drawn.hAlign = "LEFT"
        return drawn

    def lines(self, groups: tuple[str, ...], word: str, total: Decimal) -> Table:
        rows: list[list[_Cell]] = [
            [("Line", CELL_HEAD), ("As given", CELL_HEAD_RIGHT), ("A month", CELL_HEAD_RIGHT),
             ("Known from", CELL_HEAD)]
        ]  # fmt: skip
        heads = []
        for section in self.facts.sections:
            if section.group not in groups or not section.lines:
                continue
            heads.append(len(rows))
            total_of = money.shown(section.total)
            rows.append([(section.name, CELL_HEAD), _NONE, (total_of, CELL_HEAD_RIGHT), _NONE])
            for line in section.lines:
                known = ". ".join(part for part in (line.evidence, line.note) if part)
                rows.append(
                    [
                        (line.name, TEXT),
                        (line.given, RIGHT),
                        (money.shown(line.a_month), RIGHT),
                        (known, TEXT),
                    ]
                )
        rows.append([(word, STRONG), _NONE, (money.shown(total), STRONG_RIGHT), _NONE])
        apart: list[_Rule] = [("TOPPADDING", (0, row), (-1, row), 7) for row in heads]
        return self.table(rows, (0.33, 0.25, 0.14, 0.28), ("LEFTPADDING", (3, 0), (3, -1), 12), *apart)

    def sums(self) -> Table:
        facts = self.facts
        pairs = [
            ("Income", facts.income),
            ("Outgoings", -facts.outgoings),
            ("Left each month" if facts.surplus >= 0 else "Short each month", facts.surplus),
            ("Put by for what cannot be foreseen", -facts.contingency),
            ("Available for creditors", facts.available),
        ]
        if facts.contribution is not None:
            pairs.append(("Contribution by the Common Financial Tool", facts.contribution))
        return self.pairs(pairs, (2, 4))

    def tool(self) -> Table:
        return self.pairs(self.facts.tool, ())

    def pairs(self, pairs: Sequence[tuple[str, Decimal]], strong: Sequence[int]) -> Table:
        rows: list[list[_Cell]] = [
            [(words, STRONG), (money.shown(sum_), STRONG_RIGHT)]
            if number in strong
            else [(words, TEXT), (money.shown(sum_), RIGHT)]
            for number, (words, sum_) in enumerate(pairs)
        ]
        return self.table(rows, (0.5, 0.24), head=False)

    def debts(self) -> Table:
        debts = self.facts.debts
        offered = any(debt.share is not None for debt in debts)
        head = ["Creditor", "Kind", "Owed", "Arrears", *(["Offered a month"] if offered else [])]
        rows: list[list[_Cell]] = [
            [(words, CELL_HEAD if place < 2 else CELL_HEAD_RIGHT) for place, words in enumerate(head)]
        ]
        for debt in debts:
            on = f" ({days.short(debt.on)})" if debt.on else ""
            sums = [debt.balance, debt.arrears, *([debt.share] if offered else [])]
            rows.append(
                [
                    (debt.creditor or "Not recorded", TEXT),
                    (f"{debt.kind}{', comes first' if debt.first else ''}{on}", TEXT),
                    *(("" if sum_ is None else money.shown(sum_), RIGHT) for sum_ in sums),
                ]
            )
        totals = [
            sum((debt.balance or Decimal(0) for debt in debts), Decimal(0)),
            sum((debt.arrears or Decimal(0) for debt in debts), Decimal(0)),
            *([sum((debt.share or Decimal(0) for debt in debts), Decimal(0))] if offered else []),
        ]
        rows.append([("Together", STRONG), _NONE, *((money.shown(sum_), STRONG_RIGHT) for sum_ in totals)])
        parts = (0.24, 0.37, 0.13, 0.12, 0.14) if offered else (0.32, 0.36, 0.17, 0.15)
        return self.table(rows, parts)

    def agreement(self) -> Iterator[Flowable]:
        yield self.say("This is a true account of my income, outgoings and debts as far as I know.", NOTE)
        if self.facts.agreed:
            yield self.say(f"{self.facts.agreed}.", TEXT)
            return
        yield self.say("Draft: not yet agreed, and not to be sent to a creditor.", TEXT)
        yield Spacer(0, 26)
        lines = [("LINEABOVE", (at, 0), (at, 0), 0.5, QUIET) for at in (0, 2)]
        signs = table(
            self.tags,
            [[("Signed", CELL_HEAD), _NONE, ("Date", CELL_HEAD)]],
            [WIDTH * part for part in (0.5, 0.06, 0.24)],
            TableStyle([*lines, *_FACE]),
            head=False,
        )
        signs.hAlign = "LEFT"
        yield signs


_Rule = tuple[Any, ...]
_NONE: _Cell = ("", TEXT)
STRONG = TEXT.clone("strong", fontName=BOLD)
STRONG_RIGHT = RIGHT.clone("strong-right", fontName=BOLD)
_FACE: list[_Rule] = [("FONTNAME", (0, 0), (-1, -1), REGULAR), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
_RULES: list[_Rule] = [
    *_FACE,
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
]
