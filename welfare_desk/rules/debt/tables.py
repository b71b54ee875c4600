"""The codes and figures of debt work, read from ``resources/debt.toml`` into values that cannot change.

What the figures decide is in the other modules of this room; nothing here knows a client.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Any, TypeVar

STATUTORY = ("MORATORIUM", "DAS_DPP", "MAP", "FULL_ADMIN", "PTD")  # in the order an advisor reads them
MARKS = frozenset("SKC")  # read in the source, general knowledge, our convention

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DebtType:
    """A kind of debt. ``prescription_years`` is None where the time must never be computed."""

    code: str
    name: str
    priority: bool
    consequence: str
    prescription_years: int | None
    decree_counts: bool
    prescription_note: str
    kind: str
    sources: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Threat:
    """Something that bites on a day. ``days`` after it happened, or None where the letter gives the day."""

    code: str
    name: str
    stage: str
    asks: str
    days: int | None
    bites: str
    then: str
    stops: tuple[str, ...]
    does_not: tuple[str, ...]
    held_by_moratorium: bool
    sources: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Solution:
    """Something that can be done about debt; ``criteria`` are its numbers as a screen shows them."""

    code: str
    name: str
    kind: str
    figures_as_of: date
    criteria: Mapping[str, Any]
    sources: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What a way does, how long it takes, what it costs the client, and what they must be told."""

    code: str
    effect: str
    term: str
    cost: str
    risks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BudgetFigures:
    contingency_percent: int
    contingency_max_p: int
    token_p: int


@dataclass(frozen=True, slots=True)
class MoratoriumFigures:
    """Bankruptcy (Scotland) Act 2016 ss.195 to 198."""

    months: int
    notice_gap_months: int


@dataclass(frozen=True, slots=True)
class ProgrammeFigures:
    """Fees that creditors bear in a debt payment programme, percent of what is paid."""

    creditor_fee_admin_pct: int
    creditor_fee_distributor_pct: int


@dataclass(frozen=True, slots=True)
class MinimalAssetFigures:
    """Bankruptcy (Scotland) Act 2016 s.2(2) to (3)."""

    debt_max_p: int
    assets_total_max_p: int
    asset_single_max_p: int
    vehicle_max_p: int
    or_prescribed_benefits_months: int
    years_since_map: int
    years_since_other: int


@dataclass(frozen=True, slots=True)
class FullAdministrationFigures:
    """Bankruptcy (Scotland) Act 2016 s.2(8)."""

    debt_min_p: int
    years_since_any: int


@dataclass(frozen=True, slots=True)
class TrustDeedFigures:
    """Bankruptcy (Scotland) Act 2016 ss.164 to 170."""

    debt_min_p: int
    contribution_months: int
    objecting_number_over: Fraction
    objecting_value_from: Fraction


@dataclass(frozen=True, slots=True)
class TimeToPayFigures:
    """Debtors (Scotland) Act 1987 ss.1 to 11."""

    debt_max_p: int
    stages: frozenset[str]
    excluded_types: frozenset[str]
    prior_ttp_bars: bool
    lapse_instalments_unpaid: int
    tail_weeks: int


@dataclass(frozen=True, slots=True)
class MoratoriumAction:
    """Something a creditor may or may not do while a moratorium runs; ``words`` say what."""

    code: str
    words: str
    competent: bool
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class BudgetSection:
    """A section of the financial statement; ``lines`` are its codes with their names."""

    code: str
    name: str
    group: str
    spending_guideline: bool
    lines: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ToolGroup:
    """A group of the Common Financial Tool. The trigger figures themselves are not public."""

    code: str
    name: str
    trigger: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a debt has come; ``rank`` sorts."""

    code: str
    name: str
    rank: int
    group: str


@dataclass(frozen=True, slots=True)
class DiligenceFigures:
    bank_protected_minimum_p: int
    bank_arrestment_release_weeks: int
    charge_days: int
    simple_procedure_max_p: int
    council_tax_warrant_surcharge_percent: int


@dataclass(frozen=True, slots=True)
class Band:
    """Net pay up to and including ``up_to_p``, None for without limit.

    It bears the greater of ``least_p``, and ``add_p`` with ``percent`` of what exceeds ``base_p``.
    """

    up_to_p: int | None
    base_p: int
    percent: int
    add_p: int
    least_p: int


@dataclass(frozen=True, slots=True)
class EarningsTable:
    """The bands of an earnings arrestment from one day on, by pay period (``month``, ``week``)."""

    from_day: date
    bands: Mapping[str, tuple[Band, ...]]
    sources: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class DebtTables:
    """Everything in ``resources/debt.toml``."""

    as_of: date
    payments_a_year: Mapping[str, int]
    budget: BudgetFigures
    types: Mapping[str, DebtType]
    solutions: Mapping[str, Solution]
    moratorium: MoratoriumFigures
    programme: ProgrammeFigures
    minimal_asset: MinimalAssetFigures
    full_administration: FullAdministrationFigures
    trust_deed: TrustDeedFigures
    direction: TimeToPayFigures
    order: TimeToPayFigures
    moratorium_actions: Mapping[str, MoratoriumAction]
    reasons: Mapping[str, str]
    sections: Mapping[str, BudgetSection]
    cft_groups: Mapping[str, ToolGroup]
    stages: Mapping[str, Stage]
    diligence: DiligenceFigures
    earnings: tuple[EarningsTable, ...]
    threats: Mapping[str, Threat]
    left_out: Mapping[str, str]
    cft_lines: Mapping[str, str]
    bearing_lines: frozenset[str]
    line_words: Mapping[str, tuple[str, ...]]
    period_words: Mapping[str, tuple[str, ...]]
    benefit_lines: Mapping[str, str]
    advice: Mapping[str, Advice]
    asked: Mapping[str, str]

    def cft_group(self, line: str) -> str:
        """The Common Financial Tool's group of an outgoing; what is named nowhere is essential."""
        return self.cft_lines.get(line, "essential")

    def lines(self, *groups: str) -> Mapping[str, str]:
        """The lines of the statement with their names; of these groups only, where any is named."""
        return {
            code: name
            for section in self.sections.values()
            if not groups or section.group in groups
            for code, name in section.lines.items()
        }

    def earnings_on(self, day: date) -> EarningsTable:
        """The table in force on ``day``. Raises ValueError before the first one held."""
        begun = [table for table in self.earnings if table.from_day <= day]
        if not begun:
            raise ValueError(f"no earnings arrestment table is held for {day}")
        return max(begun, key=lambda table: table.from_day)


def from_data(data: Mapping[str, Any]) -> DebtTables:
    """The tables of a parsed ``debt.toml``. Raises KeyError or ValueError for one that is not whole."""
    solutions = _by_code(Solution, data["solutions"])
    missing = [code for code in STATUTORY if code not in solutions]
    if missing:
        raise ValueError(f"debt table without {', '.join(missing)}")
    criteria = {code: solution.criteria for code, solution in solutions.items()}
    return DebtTables(
        as_of=data["as_of"],
        payments_a_year=MappingProxyType(dict(data["payments_a_year"])),
        budget=_picked(BudgetFigures, data["budget"]),
        types=_by_code(
            DebtType,
            data["types"],
            {"prescription_years": None, "decree_counts": True, "prescription_note": ""},
        ),
        solutions=solutions,
        moratorium=_picked(MoratoriumFigures, criteria["MORATORIUM"]),
        programme=_picked(ProgrammeFigures, criteria["DAS_DPP"]),
        minimal_asset=_picked(MinimalAssetFigures, criteria["MAP"]),
        full_administration=_picked(FullAdministrationFigures, criteria["FULL_ADMIN"]),
        trust_deed=_trust_deed(criteria["PTD"]),
        direction=_time_to_pay(criteria["TTPD"]),
        order=_time_to_pay(criteria["TTPO"]),
        moratorium_actions=_by_code(MoratoriumAction, data["moratorium_actions"]),
        reasons=MappingProxyType(dict(data["reasons"])),
        sections=_by_code(BudgetSection, data["sections"]),
        cft_groups=_by_code(ToolGroup, data["cft_groups"]),
        stages=_by_code(Stage, data["stages"]),
        diligence=_picked(DiligenceFigures, data["diligence"]),
        earnings=tuple(_earnings_table(row) for row in data["earnings_arrestment"]),
        threats=_by_code(Threat, data["threats"], {"days": None}),
        left_out=MappingProxyType(dict(data["left_out"])),
        cft_lines=MappingProxyType(
            {line: group for group, lines in data["cft_lines"].items() for line in lines}
        ),
        bearing_lines=frozenset(data["contribution"]["bearing_lines"]),
        line_words=_frozen({line: tuple(words) for line, words in data["line_words"].items()}),
        period_words=_frozen({period: tuple(words) for period, words in data["period_words"].items()}),
        benefit_lines=_frozen(data["benefit_lines"]),
        advice=_by_code(Advice, data["advice"]),
        asked=_frozen(data["asked"]),
    )


def _trust_deed(criteria: Mapping[str, Any]) -> TrustDeedFigures:
    return _picked(
        TrustDeedFigures,
        {
            **criteria,
            "objecting_number_over": Fraction(criteria["objecting_number_over"]),
            "objecting_value_from": Fraction(criteria["objecting_value_from"]),
        },
    )


def _time_to_pay(criteria: Mapping[str, Any]) -> TimeToPayFigures:
    stages, excluded = frozenset(criteria["stages"]), frozenset(criteria["excluded_types"])
    return _picked(TimeToPayFigures, {**criteria, "stages": stages, "excluded_types": excluded})


def _earnings_table(row: Mapping[str, Any]) -> EarningsTable:
    bands = {period: _bands(row[period]) for period in ("month", "week")}
    return EarningsTable(row["from"], MappingProxyType(bands), tuple(row["sources"]), _mark(row["mark"]))


def _bands(rows: Iterable[Mapping[str, Any]]) -> tuple[Band, ...]:
    """Bands that follow on from one another without a gap, the last without limit."""
    bands = tuple(_picked(Band, {"up_to_p": None, **row}) for row in rows)
    if bands[-1].up_to_p is not None:
        raise ValueError("the last band of an earnings table has no upper limit")
    for below, band in pairwise(bands):
        if below.up_to_p != band.base_p:
            raise ValueError(f"a gap in an earnings table at {band.base_p}")
    return bands


def _by_code(
    kind: type[T], rows: Mapping[str, Mapping[str, Any]], absent: Mapping[str, Any] | None = None
) -> Mapping[str, T]:
    """Each row as a ``kind``, under its code; ``absent`` says what a key left out means."""
    return MappingProxyType(
        {code: _picked(kind, {**(absent or {}), **row, "code": code}) for code, row in rows.items()}
    )


def _picked(kind: type[T], row: Mapping[str, Any]) -> T:
    """A ``kind`` from the keys of ``row`` that bear its fields' names; every field must be there."""
    named = {field.name: _frozen(row[field.name]) for field in fields(kind)}  # type: ignore[arg-type]
    if "mark" in named:
        _mark(named["mark"])
    return kind(**named)


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return MappingProxyType(dict(value)) if isinstance(value, Mapping) else value


def _mark(mark: str) -> str:
    if mark not in MARKS:
        raise ValueError(f"{mark!r} is not a mark (S, K or C)")
    return mark
