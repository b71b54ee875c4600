"""The financial statement on paper and as a file: income, outgoings, what is left, debts, the client's word.

Titled *Financial statement* and nothing else: the marks of the licensed formats are their owners'. No
spending guideline and no trigger figure stands on it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from io import BytesIO, StringIO

from reportlab.lib.pagesizes import A4
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
    say,
)
from welfare_desk.rules import days, money

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
    """A4, fonts embedded, the same bytes for the same facts."""
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
    document.build(list(_story(facts)), canvasmaker=partial(Pages, foot=_foot(facts)))
    return out.getvalue()


def _foot(facts: StatementFacts) -> Callable[[Canvas, int, int], None]:
    def draw(canvas: Canvas, page: int, pages: int) -> None:
        canvas.setFont(REGULAR, 8.5)
        canvas.setFillColor(QUIET)
        canvas.drawString(MARGIN, 12 * mm, f"{facts.agency}, {facts.reference}".strip(", "))
        canvas.drawRightString(A4[0] - MARGIN, 12 * mm, f"Page {page} of {pages}")
        if facts.practice_desk:
            canvas.drawCentredString(
                A4[0] / 2, 7 * mm, "Practice desk: invented people, not a real statement"
            )

    return draw


def _story(facts: StatementFacts) -> Iterator[Flowable]:
    yield say(TITLE, TITLE_STYLE)
    yield say(f"{facts.client}, {facts.reference}. {facts.version}, {days.short(facts.on)}.", SECOND)
    by = f"Prepared by {facts.advisor}, {facts.agency}" if facts.agency else f"Prepared by {facts.advisor}"
    yield say(by + ".", SECOND)
    for line in facts.agency_lines:
        yield say(line, SECOND)
    yield Spacer(0, 6)
    if facts.household:
        yield say("; ".join(f"{name}: {value}" for name, value in facts.household) + ".", TEXT)
    yield say("What comes in", HEAD)
    yield _lines(facts, ("income",), "Income", facts.income)
    yield say("What goes out", HEAD)
    yield _lines(facts, ("fixed", "flexible", "savings", "fee"), "Outgoings", facts.outgoings)
    yield KeepTogether([say("What is left", HEAD), _sums(facts)])
    if facts.tool:
        yield KeepTogether([say("By the groups of the Common Financial Tool", HEAD), _tool(facts)])
    if facts.debts:
        yield say("What is owed", HEAD)
        yield _debts(facts.debts)
    yield KeepTogether([say("The client's agreement", HEAD), *_agreement(facts)])


def _lines(facts: StatementFacts, groups: tuple[str, ...], word: str, total: Decimal) -> Table:
    rows: list[list[object]] = [
        [
            say("", CELL_HEAD),
            say("As given", CELL_HEAD_RIGHT),
            say("A month", CELL_HEAD_RIGHT),
            say("Known from", CELL_HEAD),
        ]
    ]
    heads = []
    for section in facts.sections:
        if section.group not in groups or not section.lines:
            continue
        heads.append(len(rows))
        rows.append([say(section.name, CELL_HEAD), "", say(money.shown(section.total), CELL_HEAD_RIGHT), ""])
        for line in section.lines:
            known = ". ".join(part for part in (line.evidence, line.note) if part)
            rows.append(
                [
                    say(line.name, TEXT),
                    say(line.given, RIGHT),
                    say(money.shown(line.a_month), RIGHT),
                    say(known, TEXT),
                ]
            )
    rows.append([_strong(word), "", _strong(money.shown(total), right=True), ""])
    widths = [WIDTH * part for part in (0.33, 0.25, 0.14, 0.28)]
    table = Table(rows, colWidths=widths, repeatRows=1)
    apart = ("LEFTPADDING", (3, 0), (3, -1), 12)
    table.setStyle(TableStyle([*_RULES, apart, *(("TOPPADDING", (0, row), (-1, row), 7) for row in heads)]))
    return table


def _sums(facts: StatementFacts) -> Table:
    pairs = [
        ("Income", facts.income),
        ("Outgoings", -facts.outgoings),
        ("Left each month" if facts.surplus >= 0 else "Short each month", facts.surplus),
        ("Put by for what cannot be foreseen", -facts.contingency),
        ("Available for creditors", facts.available),
    ]
    if facts.contribution is not None:
        pairs.append(("Contribution by the Common Financial Tool", facts.contribution))
    return _pairs([(words, money.shown(sum_)) for words, sum_ in pairs if sum_ or words != "Put by"], (2, 4))


def _tool(facts: StatementFacts) -> Table:
    return _pairs([(name, money.shown(sum_)) for name, sum_ in facts.tool], ())


def _pairs(pairs: Sequence[tuple[str, str]], strong: Sequence[int]) -> Table:
    rows = [
        [_strong(words), _strong(sum_, right=True)]
        if number in strong
        else [say(words, TEXT), say(sum_, RIGHT)]
        for number, (words, sum_) in enumerate(pairs)
    ]
    table = Table(rows, colWidths=[WIDTH * 0.5, WIDTH * 0.24], hAlign="LEFT")
    table.setStyle(TableStyle(_RULES))
    return table


def _debts(debts: Sequence[StatementDebt]) -> Table:
    offered = any(debt.share is not None for debt in debts)
    head = ["Creditor", "Kind", "Owed", "Arrears", *(["Offered a month"] if offered else [])]
    rows: list[list[object]] = [
        [say(words, CELL_HEAD if place < 2 else CELL_HEAD_RIGHT) for place, words in enumerate(head)]
    ]
    for debt in debts:
        on = f" ({days.short(debt.on)})" if debt.on else ""
        row = [
            say(debt.creditor or "Not recorded", TEXT),
            say(f"{debt.kind}{', comes first' if debt.first else ''}{on}", TEXT),
            say("" if debt.balance is None else money.shown(debt.balance), RIGHT),
            say("" if debt.arrears is None else money.shown(debt.arrears), RIGHT),
        ]
        rows.append(
            [*row, *([say("" if debt.share is None else money.shown(debt.share), RIGHT)] if offered else [])]
        )
    owed = sum((debt.balance or Decimal(0) for debt in debts), Decimal(0))
    arrears = sum((debt.arrears or Decimal(0) for debt in debts), Decimal(0))
    share = sum((debt.share or Decimal(0) for debt in debts), Decimal(0))
    totals = [owed, arrears, *([share] if offered else [])]
    rows.append([_strong("Together"), "", *(_strong(money.shown(sum_), right=True) for sum_ in totals)])
    parts = (0.24, 0.37, 0.13, 0.12, 0.14) if offered else (0.32, 0.36, 0.17, 0.15)
    table = Table(rows, colWidths=[WIDTH * part for part in parts], repeatRows=1)
    table.setStyle(TableStyle(_RULES))
    return table


def _agreement(facts: StatementFacts) -> Iterator[Flowable]:
    yield say("This is a true account of my income, outgoings and debts as far as I know.", NOTE)
    if facts.agreed:
        yield say(f"{facts.agreed}.", TEXT)
        return
    yield say("Draft: not yet agreed, and not to be sent to a creditor.", TEXT)
    yield Spacer(0, 26)
    signs = Table(
        [[say("Signed", CELL_HEAD), "", say("Date", CELL_HEAD)]],
        colWidths=[WIDTH * 0.5, WIDTH * 0.06, WIDTH * 0.24],
        hAlign="LEFT",
    )
    signs.setStyle(
        TableStyle(
            [("LINEABOVE", (0, 0), (0, 0), 0.5, QUIET), ("LINEABOVE", (2, 0), (2, 0), 0.5, QUIET), *_FACE]
        )
    )
    yield signs


def _strong(words: str, *, right: bool = False) -> Flowable:
    style = RIGHT if right else TEXT
    return say(words, style.clone(f"{style.name}-strong", fontName=BOLD))


_FACE = [("FONTNAME", (0, 0), (-1, -1), REGULAR), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
_RULES = [
    *_FACE,
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
]


def statement_csv(facts: StatementFacts) -> bytes:
    """The lines as a file any spreadsheet opens: code, section, line, as given, a month, known from, note."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["code", "section", "line", "as given", "a month", "known from", "note"])
    for section in facts.sections:
        for line in section.lines:
            texts = [line.code, section.name, line.name, line.given]
            writer.writerow([*texts, money.plain(line.a_month), line.evidence, _plain(line.note)])
    for words, sum_ in (
        ("Income", facts.income),
        ("Outgoings", facts.outgoings),
        ("Left each month", facts.surplus),
        ("Put by", facts.contingency),
        ("Available for creditors", facts.available),
    ):
        writer.writerow(["", "Sums", words, "", money.plain(sum_), "", ""])
    return out.getvalue().encode("utf-8-sig")


def _plain(words: str) -> str:
    """A note that a spreadsheet cannot take for a formula."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words
