"""What a report of a period may say, frozen: figures by their paths, breakdowns, names for every code.

Gathered by casework; a report asks no questions of the desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

SMALL = 5  # people: fewer are not published outside the agency (practice service, section 8)


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
    notes: tuple[str, ...] = field(default=())

    def label(self, list_: str, code: str) -> str:
        return self.labels.get(list_, {}).get(code, code.replace("_", " ").capitalize())


def published(count: int) -> str:
    """A count of people as it may leave the agency."""
    return "fewer than 5" if 0 < count < SMALL else str(count)
