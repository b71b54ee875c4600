"""What a report of a period may say, frozen: figures by their paths, breakdowns, names for every code.

Gathered by casework; a report asks no questions of the desk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from welfare_desk.rules.evaluation import Figure
from welfare_desk.rules.money import NOUGHT

SMALL = 5  # people: fewer are not published outside the agency (practice service, section 8)
FEW, WITHHELD = f"fewer than {SMALL}", "not shown"


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """One code's share: pounds a week, a year, once, and how many amounts."""

    code: str
    name: str
    weekly: Decimal
    annual: Decimal
    lump: Decimal
    written_off: Decimal
    gains: int

    @property
    def total(self) -> Decimal:
        return self.annual + self.lump + self.written_off


@dataclass(frozen=True, slots=True)
class MonthOfGains:
    """A month's gains in the parts a chart stacks."""

    month: str  # 2026-04
    annual: Decimal
    lump: Decimal
    written_off: Decimal

    @property
    def total(self) -> Decimal:
        return self.annual + self.lump + self.written_off


@dataclass(frozen=True, slots=True)
class LineBehind:
    """One ledger line or debt behind a cell of money, under a mark that names nobody.

    ``once``: of the amount, what is paid once. Marks of different tables cannot be brought together.
    """

    cell: str
    mark: str
    what: str
    month: str
    amount: Decimal
    once: Decimal
    how: str


@dataclass(frozen=True, slots=True)
class MarkBehind:
    """One person, case or household counted in a cell, under a mark that is only that table's."""

    cell: str
    mark: str


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """``figures`` is the tally as JSON gives it: money as text with two places, counts as numbers."""

    agency: str
    first: date
    last: date
    as_at: date
    practices: tuple[str, ...]
    figures: Mapping[str, Any]
    by: Mapping[str, tuple[BreakdownRow, ...]]
    months: tuple[MonthOfGains, ...]
    labels: Mapping[str, Mapping[str, str]]  # breakdown -> code -> words
    cash: Decimal
    council: Decimal
    choices: tuple[str, ...]  # the counting choices, named on the page
    practice_desk: bool = False
    unseen: int = 0  # people with a gain and no contact: counted in money, in no count of people
    shared: Decimal = NOUGHT  # of the gains, those where another service led ...
    shared_with: tuple[str, ...] = ()  # ... and which
    editions: tuple[str, ...] = ()  # of the areas' deprivation
    lines: tuple[LineBehind, ...] = field(default=(), repr=False)
    marks: tuple[MarkBehind, ...] = field(default=(), repr=False)
    evaluation: tuple[Figure, ...] = field(default=(), repr=False)
    title: str = "What came of the advice"
    before: str = ""  # words above the figures, for one funder
    log_head: str = ""  # where the access log ended when this was drawn: row:hash
    only: tuple[str, ...] = ()  # the sections this funder is sent, in order; all where none is named
    whole: bool = False  # for the agency's own eyes: small numbers are shown

    def label(self, list_: str, code: str) -> str:
        return self.labels.get(list_, {}).get(code, code.replace("_", " ").capitalize())


def published(count: int) -> str:
    """A count of people as it may leave the agency."""
    return FEW if 0 < count < SMALL else f"{count:,}"


def published_together(counts: Sequence[int]) -> list[str]:
    """Counts that add up to a known total: a small one that stands alone could be worked out from the
    others, so the next smallest is not shown either.
    """
    said = [published(count) for count in counts]
    if said.count(FEW) == 1:
        others = [place for place, count in enumerate(counts) if count >= SMALL]
        if others:
            said[min(others, key=lambda place: counts[place])] = WITHHELD
    return said


def together(rows: Sequence[BreakdownRow], name: str) -> BreakdownRow:
    """Several codes as one row."""

    def added(what: str) -> Decimal:
        return sum((getattr(row, what) for row in rows), NOUGHT)

    return BreakdownRow(
        "",
        name,
        weekly=added("weekly"),
        annual=added("annual"),
        lump=added("lump"),
        written_off=added("written_off"),
        gains=sum(row.gains for row in rows),
    )


def publishable(rows: Sequence[BreakdownRow]) -> list[BreakdownRow]:
    """A breakdown as it may leave the agency: codes of fewer than five sums stand together in one row, so
    that nobody's award can be read off it. What is alone in being small takes the next smallest with it.
    """
    told = [row for row in rows if row.gains]
    small = [row for row in told if row.gains < SMALL]
    if sum(row.gains for row in small) < SMALL and small and len(told) > len(small):
        small.append(min((row for row in told if row.gains >= SMALL), key=lambda row: row.gains))
    if not small:
        return told
    *names, last = (row.name for row in small)
    name = f"{', '.join(names)} and {last} together" if names else last
    return [row for row in told if row not in small] + [together(small, name)]
