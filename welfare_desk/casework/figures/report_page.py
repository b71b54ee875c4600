"""The funder's report as its page shows it: every figure with its words, what is inside a ratio, its charts.

Counting is ``tally``; the files that leave the desk are ``reporting``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from welfare_desk import resources
from welfare_desk.casework.debt.debts import kind_name
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import evaluation, reporting, tally
from welfare_desk.casework.figures.periods import ClosedRow, differs
from welfare_desk.casework.figures.periods import closed_periods as periods_closed
from welfare_desk.casework.figures.tally import TallyView
from welfare_desk.casework.figures.tally_proof import BehindRow, records_behind
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.reports.facts import ReportFacts
from welfare_desk.reports.tally_table import Line, Section, counted, evaluated, sections, told_with
from welfare_desk.rules import days, money
from welfare_desk.rules.caseload import Period, financial_year
from welfare_desk.rules.evaluation import Figure

_MONEY_ADVICE = ("gain.money_advice_other", "debt.written_off")
_GAINS = ("gain.welfare", "gain.money_advice_other")
_ADJUSTED = ("adjustments.welfare", "adjustments.money_advice_other")
_DEBT = ("debt.written_off", "debt.rescheduled", "adjustments.written_off", "adjustments.rescheduled")
_MADE_OF = {
    "gain.money_advice_total": _MONEY_ADVICE,
    "gain.total": ("gain.welfare", *_MONEY_ADVICE),
    "per_pound.excl_debt": (*_GAINS, *_ADJUSTED),
    "per_pound.incl_debt": (*_GAINS, *_ADJUSTED, *_DEBT),
    "per_pound.excl_debt_per_la_pound": (*_GAINS, *_ADJUSTED),
}
_INSIDE = (
    (("gain.welfare",), "Benefits"),
    (("gain.money_advice_other",), "Other money advice"),
    (("debt.written_off",), "Debt written off"),
    (("debt.rescheduled",), "Debt rescheduled"),
    (
        (*_ADJUSTED, "adjustments.written_off", "adjustments.rescheduled"),
        "Changes to earlier periods",
    ),
)


@dataclass(frozen=True, slots=True)
class Ratio:
    """Gains for each pound: what is inside, what it is divided by, and what is left out."""

    inside: tuple[tuple[str, Decimal], ...]
    below: str
    pounds: Decimal

    @property
    def together(self) -> Decimal:
        return sum((amount for _, amount in self.inside), Decimal(0))


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the period is open, and what follows from it, in sentences; ``cannot_close`` says why not.

    ``closed`` may be taken back while ``may_open_again``.
    """

    words: tuple[str, ...]
    closed: ClosedRow | None = None
    may_open_again: bool = False
    cannot_close: str = ""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One period's page; ``facts`` is what its charts are drawn from."""

    period: Period
    facts: ReportFacts
    view: TallyView
    sections: tuple[Section, ...]
    ratios: Mapping[str, Ratio]
    benefits_said: str  # gain by benefit in a sentence, for who hears the chart
    standing: Standing
    evaluation: tuple[Figure, ...] = ()

    @property
    def counted(self) -> tuple[str, ...]:
        """How it was counted, small numbers shown: this is the advisor's own screen."""
        return counted(replace(self.facts, whole=True))

    def figure(self, path: str) -> Figure | None:
        """A headline figure of the evaluation by its path; None for any other path."""
        group, _, code = path.partition(".")
        return next((one for one in self.evaluation if group == "evaluation" and one.code == code), None)

    def told_with(self, figure: Figure) -> str:
        return told_with(replace(self.facts, whole=True), figure)

    def shown(self, figure: Figure) -> str:
        return evaluated(replace(self.facts, whole=True), figure)

    def said(self, path: str) -> tuple[str, str]:
        """A figure's words and what it comes to. Raises KeyError for one that is not on the page."""
        if (figure := self.figure(path)) is not None:
            return figure.words, self.shown(figure)
        if path.startswith("by.benefit."):
            row = next(row for row in self.facts.by["benefit"] if path == f"by.benefit.{row.code}")
            return row.name, money.shown(row.total)
        line = self.line(path)
        return line.words, line.shown

    def line(self, path: str) -> Line:
        """A figure by its path. Raises KeyError for one that is not on the page."""
        for section in self.sections:
            for each in section.lines:
                if each.path == path:
                    return each
        raise KeyError(path)


@dataclass(frozen=True, slots=True)
class Choice:
    words: str
    period: Period


def periods(today: date) -> tuple[Choice, ...]:
    """Periods a funder asks for, the financial year running from 1 April."""
    first = financial_year(today).first
    last_first = date(first.year - 1, 4, 1)
    quarter = date(today.year, today.month - (today.month - 1) % 3, 1)
    before = quarter - timedelta(days=1)
    last_quarter = date(before.year, before.month - 2, 1)
    ends = date(quarter.year + (quarter.month == 10), (quarter.month + 2) % 12 + 1, 1) - timedelta(days=1)
    return (
        Choice("This financial year", Period(first, date(first.year + 1, 3, 31))),
        Choice("Last financial year", Period(last_first, first - timedelta(days=1))),
        Choice("This quarter", Period(quarter, ends)),
        Choice("Last quarter", Period(last_quarter, before)),
    )


def page(desk: Desk, period: Period) -> ReportPage:
    """Everything the page shows of a period."""
    view = tally.tally(desk, period, by=("benefit", "month"))
    facts = reporting.facts_of(desk, view, by=("benefit",))
    told = tuple(sections(facts))
    benefits = [f"{row.name} {money.shown(row.total)}" for row in facts.by["benefit"] if row.total > 0]
    return ReportPage(
        period=period,
        facts=facts,
        view=view,
        sections=told,
        ratios={path: _ratio(path, view, facts) for path in _MADE_OF if path.startswith("per_pound")},
        benefits_said="Gain by benefit. " + "; ".join(benefits),
        standing=_standing(desk, view, told),
    )


def with_evaluation(desk: Desk, page: ReportPage) -> ReportPage:
    """The page with the evaluation's figures, which take longer than all the others."""
    return replace(page, evaluation=evaluation.figures(desk, page.view))


def _standing(desk: Desk, view: TallyView, told: tuple[Section, ...]) -> Standing:
    """Open or closed, and what would read otherwise today."""
    period, today = view.period, desk.clock.today()
    closings = periods_closed(desk)
    closed = next((row for row in closings if row.period == period), None)
    if closed is not None:
        names = {line.path: line.words for section in told for line in section.lines}
        changed = [
            f"{names[one.path]}: {one.closed} then, {one.now} if counted today."
            for one in differs(view)
            if one.path in names
        ]
        by = f" by {closed.closed_by}" if closed.closed_by else ""
        words = [
            f"Closed on {days.short(closed.closed_on)}{by}: the figures stay as they were then. What is"
            " recorded since is an adjustment of the period it is recorded in.",
            *changed,
        ]
        return Standing(tuple(words), closed, closed.closed_on == today, "These days are closed already.")
    words = ["Open: the figures are as at today and change with what is recorded."]
    before = financial_year(period.before)
    if period.first == financial_year(period.first).first and not any(
        row.period.last == before.last for row in closings
    ):
        words.append(
            f"The year to {days.short(before.last)} has not been closed: its own report still changes, and"
            " what became known since then is counted here as adjustments too. Close it once it is sent."
        )
    cannot = "These days are not over yet." if period.last >= today else ""
    return Standing(tuple(words), cannot_close=cannot)


def _ratio(path: str, view: TallyView, facts: ReportFacts) -> Ratio:
    counted = set(_MADE_OF[path])
    inside = tuple(
        (words, sum((_sum_at(view, part) for part in parts if part in counted), Decimal(0)))
        for parts, words in _INSIDE
        if counted & set(parts)
    )
    council = path.endswith("la_pound")
    return Ratio(
        inside,
        "Council money" if council else "All cash funding",
        facts.council if council else facts.cash,
    )


def _sum_at(view: TallyView, path: str) -> Decimal:
    group, name = path.split(".")
    found: Decimal = getattr(getattr(view.funder, group), name)
    return found


def behind(desk: Desk, page: ReportPage, path: str) -> list[BehindRow]:
    """The records behind a figure, the largest sums first, with what each is about in words."""
    if (figure := page.figure(path)) is not None:
        return evaluation.behind(desk, page.view, figure.code)
    found: dict[tuple[object, ...], BehindRow] = {}
    for part in _MADE_OF.get(path, (path,)):
        for row in records_behind(desk, page.view, part):
            found[(row.person_id, row.case_id, row.words, row.amount, row.on)] = row
    return sorted(found.values(), key=lambda row: (-(row.amount or 0), row.client))


def about(row: BehindRow) -> str:
    """What a record is about: a benefit or a debt, in words."""
    catalogue = resources.benefits()
    is_benefit = row.words in catalogue.benefits or row.words in catalogue.families
    return (matter_name if is_benefit else kind_name)(row.words)
