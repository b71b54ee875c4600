"""The figures of a period as rows of words and values: what every face of the report is made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from welfare_desk.reports.facts import FEW, SMALL, WITHHELD, ReportFacts, published, published_together
from welfare_desk.rules import money
from welfare_desk.rules.evaluation import MEAN, POUNDS, SHARE, Figure

MONEY, COUNT, RATIO = "money", "count", "ratio"


_NO_MONEY = {
    "per_pound.excl_debt": "no funding recorded",
    "per_pound.incl_debt": "no funding recorded",
    "per_pound.excl_debt_per_la_pound": "no council money recorded",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: its path in the JSON, its words, and its value."""

    path: str
    words: str
    kind: str
    value: Decimal | int | None

    @property
    def shown(self) -> str:
        if self.value is None:
            return _NO_MONEY.get(self.path, "cannot be worked out")
        if self.kind == MONEY:
            return money.shown(Decimal(self.value))
        return f"£{self.value:.2f} for each £1" if self.kind == RATIO else f"{self.value:,}"

    @property
    def plain(self) -> str:
        """As a machine reads it."""
        if self.value is None:
            return ""
        return str(self.value) if self.kind == COUNT else money.plain(Decimal(self.value))


@dataclass(frozen=True, slots=True)
class Section:
    words: str
    lines: tuple[Line, ...]
    people: bool = False  # counts of people, of which small ones are not published
    adds_up: bool = False  # to a total that is published too


_HEADLINE = (
    ("gain.welfare", "Welfare benefits gain", MONEY),
    ("gain.money_advice_total", "Money advice gain, debt written off included", MONEY),
    ("gain.total", "All gains", MONEY),
    ("gain.money_advice_other", "Money advice gain without debt", MONEY),
    ("ledger.ongoing_annual", "Ongoing awards, for a year", MONEY),
    ("ledger.lump", "Lump sums and backdating", MONEY),
    ("ledger.written_off", "Debt written off", MONEY),
    ("ledger.gains", "Separate sums in these gains", COUNT),
    ("estimated", "Estimates not yet decided, in no total", MONEY),
)
_RATIOS = (
    ("per_pound.excl_debt", "Gains without debt, all cash funding", RATIO),
    ("per_pound.incl_debt", "Gains with debt written off and rescheduled, all cash funding", RATIO),
    ("per_pound.excl_debt_per_la_pound", "Gains without debt, council funding alone", RATIO),
)
_PEOPLE = (
    ("total_clients", "Clients", COUNT),
    ("new_clients", "New clients", COUNT),
    ("households", "Households", COUNT),
    ("clients_with_gain", "Clients with a gain", COUNT),
    ("referrals.received", "Referrals received", COUNT),
    ("referrals.engaged", "Of those, supported since", COUNT),
)
_CASES = (
    ("cases.open_at_start", "Open at the start", COUNT),
    ("cases.opened", "Opened", COUNT),
    ("cases.reopened", "Opened again", COUNT),
    ("cases.closed", "Closed", COUNT),
    ("cases.open_at_end", "Open at the end", COUNT),
    ("enquiries_type_i", "Enquiries (type I), not cases", COUNT),
)
_DEBT = (
    ("debt.clients", "Clients of the period with debt", COUNT),
    ("debt.owed_new", "Owed on debts first recorded now", MONEY),
    ("debt.owed_all", "Owed by the period's clients, in all", MONEY),
    ("debt.written_off", "Written off", MONEY),
    ("debt.rescheduled", "Rescheduled", MONEY),
)
_ADJUSTED = (
    ("adjustments.welfare", "Welfare benefits", MONEY),
    ("adjustments.money_advice_other", "Money advice", MONEY),
    ("adjustments.written_off", "Debt written off", MONEY),
    ("adjustments.rescheduled", "Debt rescheduled", MONEY),
)
_BREAKDOWNS = (
    ("contacts_by_channel", "First contact", "channel"),
    ("cases_by_type", "Cases by type", "type"),
    ("demographics.sex", "Sex", "sex"),
    ("demographics.age_band", "Age", "age_band"),
    ("demographics.ethnicity", "Ethnicity", "ethnicity"),
    ("demographics.tenure", "Housing", "tenure"),
    ("demographics.employment", "Work", "employment"),
    ("demographics.household_type", "Household", "household_type"),
    ("demographics.income_band", "Net household income a year", "income_band"),
    ("demographics.simd", "Deprivation of the area, 1 most deprived", "simd"),
    ("family_types", "Priority families, several may apply", "family_type"),
)


SECTIONS = (
    "Gains",
    "For each £1",
    "People",
    "Cases",
    "Debt",
    "Changes to earlier periods",
    *(words for _, words, _ in _BREAKDOWNS),
)
"""Every section in the order of the page."""


def sections(facts: ReportFacts) -> Iterator[Section]:
    """What this funder is sent in its order; everything in the order of the page where none is named."""
    every = {section.words: section for section in every_section(facts)}
    return (every[words] for words in facts.only or every)


def every_section(facts: ReportFacts) -> Iterator[Section]:
    """Every indicator in the order of the page."""
    shared = Line("shared", "Of all gains, where another service led", MONEY, facts.shared)
    yield Section("Gains", (*_lines(facts, _HEADLINE), shared))
    yield Section("For each £1", _lines(facts, _RATIOS))
    yield Section("People", _lines(facts, _PEOPLE), people=True)
    yield Section("Cases", _lines(facts, _CASES))
    yield Section("Debt", _lines(facts, _DEBT))
    yield Section("Changes to earlier periods", _lines(facts, _ADJUSTED))
    for path, words, list_ in _BREAKDOWNS:
        cells = _at(facts.figures, path) or {}
        lines = tuple(
            Line(f"{path}.{code}", facts.label(list_, code), COUNT, count) for code, count in cells.items()
        )
        yield Section(words, lines, people=True, adds_up=path.startswith(("demographics", "cases_by")))


def _lines(facts: ReportFacts, table: tuple[tuple[str, str, str], ...]) -> tuple[Line, ...]:
    return tuple(Line(path, words, kind, _value(facts, path, kind)) for path, words, kind in table)


def _value(facts: ReportFacts, path: str, kind: str) -> Decimal | int | None:
    value = _at(facts.figures, path)
    if value is None:
        return None
    return int(value) if kind == COUNT else Decimal(value)


def _at(figures: Any, path: str) -> Any:
    for part in path.split("."):
        if figures is None:
            return None
        figures = figures.get(part)
    return figures


def values(facts: ReportFacts, section: Section) -> list[str]:
    """What may leave the agency of each line: small counts of people may not."""
    if not section.people or facts.whole:
        return [line.shown for line in section.lines]
    counts = [int(line.value or 0) for line in section.lines]
    return published_together(counts) if section.adds_up else [published(count) for count in counts]


def counted(facts: ReportFacts) -> tuple[str, ...]:
    """How it was counted: the funder's choices, and what is withheld."""
    said = (*facts.choices, *_of_this_period(facts))
    if facts.whole:
        return (*said, *carried(facts))
    return (
        *said,
        f"Counts of one to {SMALL - 1} people are shown as {FEW}. Where such a count stands alone in a list"
        f" that adds up, the next smallest is {WITHHELD} either, so that it cannot be worked out. Codes of"
        f" {FEW} sums stand together in one row.",
        *carried(facts),
    )


def carried(facts: ReportFacts) -> tuple[str, ...]:
    """Where the desk's access log ended, for whoever keeps this report, and what that proves."""
    if not facts.log_head:
        return ()
    return (
        f"The service's access log ended at {facts.log_head} when this was drawn up. Whatever is altered,"
        " removed or dated back in it up to there from now on shows when the log is checked against that"
        f" (welfare-desk log verify --head {facts.log_head}). It says nothing of later rows.",
    )


def _of_this_period(facts: ReportFacts) -> Iterator[str]:
    """What must be known to read these very figures."""
    shown = "{:,}".format if facts.whole else published
    if facts.unseen:
        yield (
            f"{shown(facts.unseen)} people with a gain or a debt dealt with have no contact recorded in the"
            " period. Their gains are in the sums; they themselves are in no count of clients."
        )
    if facts.shared_with:
        yield (
            f"{money.shown(facts.shared)} of the gains was won together with a service that led:"
            f" {', '.join(facts.shared_with)}. It may report the same gains."
        )
    if facts.editions:
        yield (
            f"Areas by {', '.join(facts.editions)}. The decile describes the area of an address, not the"
            " person; who has no postcode, or one the lookup lacks, is unknown."
        )


def evaluated(facts: ReportFacts, figure: Figure) -> str:
    """A headline figure as it may leave the agency: one that rests on fewer than five is withheld."""
    if figure.value is None:
        return "cannot be worked out"
    if figure.people and figure.kind in (SHARE, MEAN) and figure.with_data < SMALL and not facts.whole:
        return f"rests on {FEW}"
    if figure.kind == SHARE:
        return f"{figure.value:.1f}%"
    if figure.kind == POUNDS:
        return money.shown(figure.value)
    return f"{figure.value:,.2f}" if figure.kind == MEAN else f"{figure.value:,.0f}"


def told_with(facts: ReportFacts, figure: Figure) -> str:
    """What must be read with a headline figure: how it is made or why it is not, its caution, its counts."""
    made = figure.why or (f"Made of: {figure.formula}." if figure.formula else "")
    return " ".join(part for part in (made, caution(facts, figure)) if part)


def caution(facts: ReportFacts, figure: Figure) -> str:
    """What to bear in mind, with the counts that go with the figure; small ones are withheld."""
    shown = "{:,}".format if facts.whole else published
    said = "; ".join(f"{shown(count)} {words}" for count, words in figure.beside if count)
    return " ".join(
        part for part in (figure.caution, f"{said[0].upper()}{said[1:]}." if said else "") if part
    )


def known_of(facts: ReportFacts, figure: Figure) -> tuple[str, str]:
    """How many a figure asks about, and of how many something is known."""
    if figure.value is None and not figure.n:
        return "", ""
    shown = "{:,}".format if facts.whole or not figure.people else published
    return shown(figure.n), shown(figure.with_data)
