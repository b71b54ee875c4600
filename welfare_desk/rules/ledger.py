"""The gains of a period as an advisor keeps them: weekly sums, lump sums and debts written off.

It is the funder's gain cells taken apart: ongoing and lump together are what ``rules/funder.py`` reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from welfare_desk.rules.caseload import Period
from welfare_desk.rules.debt_outcomes import Debt, whole_debts
from welfare_desk.rules.gains import FACTORS, Decisions, GainLine, parts_of, yearly_rate
from welfare_desk.rules.known import Known
from welfare_desk.rules.money import NOUGHT, plain

BENEFIT, PRACTICE, KIND, MONTH = "benefit", "practice", "kind", "month"
DIMENSIONS = (BENEFIT, PRACTICE, KIND, MONTH)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Pounds confirmed in a period; ``gains`` counts amounts.

    A weekly sum, a lump sum or backdate, and a sum written off are one amount each.
    """

    ongoing_annual: Decimal
    lump: Decimal
    written_off: Decimal
    gains: int

    def as_json(self) -> dict[str, str | int]:
        return _printed(self)


@dataclass(frozen=True, slots=True)
class Row:
    """One code's share of the ledger: pounds a week and a year, once, and written off."""

    weekly: Decimal
    annual: Decimal
    lump: Decimal
    written_off: Decimal
    gains: int

    def as_json(self) -> dict[str, str | int]:
        return _printed(self)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One gain, or one debt's write-off, that counts in the period, and where it belongs."""

    placed: Mapping[str, str]
    yearly: Decimal = NOUGHT  # what goes on, for a whole year of payments
    annual: Decimal = NOUGHT
    lump: Decimal = NOUGHT
    written_off: Decimal = NOUGHT

    @property
    def amounts(self) -> int:
        return sum(1 for amount in (self.annual, self.lump, self.written_off) if amount)


def ledger(
    period: Period, gains: Iterable[GainLine], debts: Iterable[Debt], *, known: Known | None = None
) -> Ledger:
    """What was confirmed in the period, by what is ``known`` (on its last day unless said).

    ``gains`` and ``debts`` come in their order, (recorded_on, id): of a decision keyed twice the first
    counts, and a debt keyed in several files is one.
    """
    whole = _row(list(_entries(period, gains, debts, known or Known.at_the_end(period))))
    return Ledger(whole.annual, whole.lump, whole.written_off, whole.gains)


def breakdown(
    dimension: str,
    codes: Iterable[str],
    period: Period,
    gains: Iterable[GainLine],
    debts: Iterable[Debt],
    *,
    known: Known | None = None,
) -> dict[str, Row]:
    """The same by benefit, practice, kind of case or month (``2026-04``), every code listed.

    Months are those of the period, whatever ``codes`` says. A debt has no benefit and is left out there.
    An entry whose code is not among ``codes`` gets a row of its own.
    """
    listed = months(period) if dimension == MONTH else codes
    groups: dict[str, list[_Entry]] = {code: [] for code in listed}
    for entry in _entries(period, gains, debts, known or Known.at_the_end(period)):
        code = entry.placed.get(dimension)
        if code is not None:
            groups.setdefault(code, []).append(entry)
    return {code: _row(entries) for code, entries in groups.items()}


def months(period: Period) -> list[str]:
    """Each month the period touches."""
    first, last = (day.year * 12 + day.month - 1 for day in (period.first, period.last))
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(first, last + 1)]


def _row(entries: list[_Entry]) -> Row:
    return Row(
        weekly=sum((entry.yearly for entry in entries), NOUGHT) / FACTORS["weekly"],
        annual=sum((entry.annual for entry in entries), NOUGHT),
        lump=sum((entry.lump for entry in entries), NOUGHT),
        written_off=sum((entry.written_off for entry in entries), NOUGHT),
        gains=sum(entry.amounts for entry in entries),
    )


def _entries(
    period: Period, gains: Iterable[GainLine], debts: Iterable[Debt], known: Known
) -> Iterator[_Entry]:
    once = Decisions()
    for line in gains:
        confirmed = line.confirmed_on
        if not once.first(line) or confirmed is None or confirmed not in period:
            continue
        parts = parts_of(line, known.as_at)
        placed = {
            BENEFIT: line.benefit,
            PRACTICE: line.practice,
            KIND: line.case_kind,
            MONTH: f"{confirmed:%Y-%m}",
        }
        yearly = yearly_rate(line) if parts.ongoing else NOUGHT
        yield _Entry(placed, yearly=yearly, annual=parts.ongoing, lump=parts.lump)
    for debt in whole_debts(("", debt) for debt in debts).values():
        if more := dict(known.moved(debt)).get("debt.written_off"):
            now = debt.state_on(known.until, known.known_by)
            placed = {
                PRACTICE: debt.first.practice,
                KIND: debt.first.case_kind,
                MONTH: f"{now.on:%Y-%m}",
            }
            yield _Entry(placed, written_off=more)


def _printed(row: Ledger | Row) -> dict[str, str | int]:
    values = {entry.name: getattr(row, entry.name) for entry in fields(row)}
    return {name: plain(value) if isinstance(value, Decimal) else value for name, value in values.items()}
