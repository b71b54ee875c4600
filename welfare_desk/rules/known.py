"""Whose knowledge a report rests on: what was reported of days before it, and what is known of them since.

A period is open until somebody closes it (funder, section 7): open, its figures are as at today; closed, as
at its closing, and what is recorded later is an adjustment in the period in which it is recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from welfare_desk.rules.caseload import Period, financial_year
from welfare_desk.rules.debt_outcomes import WholeDebt


@dataclass(frozen=True, slots=True)
class Closing:
    """A period somebody closed, and the day."""

    period: Period
    on: date


@dataclass(frozen=True, slots=True)
class Known:
    """What a report of ``period`` knows, on the day ``as_at``.

    ``as_then``: the report as it would have stood on its last day or sooner, each period before it as that
    ended. Otherwise, days of the same financial year that nobody closed have a report of their own that says
    what is known today, so nothing is left to adjust: quarters add up to their year.
    """

    period: Period
    as_at: date
    closings: tuple[Closing, ...] = ()
    as_then: bool = False

    @classmethod
    def at_the_end(cls, period: Period) -> Known:
        """As the worked cases are worked out: on the last day, all before it as it stood the day before."""
        return cls(period, period.last, as_then=True)

    @property
    def until(self) -> date:
        return min(self.as_at, self.period.last)

    def span(self, day: date) -> tuple[date, date]:
        """For something dated ``day``, before the period: the day by whose knowledge it was reported, and
        the day by whose knowledge it is adjusted now. The same day twice where there is nothing to adjust.
        """
        closed = [
            closing.on
            for closing in self.closings
            if day in closing.period and closing.period.last < self.period.first
        ]
        if not closed and not self.as_then and day >= financial_year(self.period.first).first:
            return self.as_at, self.as_at
        return min(max([self.period.before, *closed]), self.until), self.until

    def reported_by(self, day: date) -> date:
        return self.span(day)[0]

    def known_by(self, day: date) -> date:
        return self.as_at if day >= self.period.first else self.span(day)[1]

    def entered_on(self, on: date, recorded_on: date, imported_on: date | None) -> date:
        """The day a line counts as entered. Brought in from a workbook it is as old as its confirmation, but
        not older than the import where its period had been closed by then.
        """
        shut = imported_on is not None and any(
            on in closing.period and closing.on < imported_on for closing in self.closings
        )
        return imported_on if shut and imported_on else recorded_on

    def moved(self, debt: WholeDebt) -> Iterator[tuple[str, Decimal]]:
        """What a debt adds to the cells of the period (R11): what moved in it, a rise to the debt's own cell
        and a fall to the adjustments; and what was recorded too late for the report it belonged to.
        """
        if not debt.outcomes:
            return
        then = debt.state_on(self.period.before, self.reported_by)
        before = debt.state_on(self.period.before, self.known_by)
        now = debt.state_on(self.until, self.known_by)
        for name in ("written_off", "rescheduled"):
            more = getattr(now, name) - getattr(before, name)
            if more:
                yield f"debt.{name}" if more > 0 else f"adjustments.{name}", more
            if late := getattr(before, name) - getattr(then, name):
                yield f"adjustments.{name}", late
