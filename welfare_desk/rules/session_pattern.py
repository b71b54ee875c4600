"""On which days a practice's sessions fall: every week, every second or fourth, or once a month, less the
days nobody is there.

Only the calendar; what is planned, held and cancelled is kept by casework.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from welfare_desk.rules.counting import Holidays

EVERY = {"week": "Every week", "fortnight": "Every second week", "four_weeks": "Every fourth week",
         "month": "Once a month"}  # fmt: skip
_WEEKS = {"week": 1, "fortnight": 2, "four_weeks": 4}
MOST = 60  # sessions planned in one act: more than a year of weeks is a slip of the pen


@dataclass(frozen=True, slots=True)
class Pattern:
    """``first_on`` is a day the sessions are counted from; its weekday is theirs."""

    first_on: date
    every: str = "week"  # a key of EVERY


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which a practice, or the whole service where ``practice`` is not said, has no session."""

    from_on: date
    to_on: date
    why: str

    def covers(self, day: date) -> bool:
        return self.from_on <= day <= self.to_on


@dataclass(frozen=True, slots=True)
class PatternDay:
    """A day of the pattern, and why it has no session where it has none."""

    on: date
    left_out: str = ""


def days_of(
    pattern: Pattern,
    to_on: date,
    *,
    closures: Iterable[Closure] = (),
    holidays: Holidays | None = None,
    planned: Collection[date] = (),
) -> tuple[PatternDay, ...]:
    """The days of a pattern from its first to ``to_on``, each left out one with its reason.

    A day already planned is left out too, so that planning the same weeks again changes nothing.
    """
    closed = tuple(closures)
    return tuple(PatternDay(on, _left_out(on, closed, holidays, planned)) for on in _falling(pattern, to_on))


def _falling(pattern: Pattern, to_on: date) -> Iterator[date]:
    on, count = pattern.first_on, 0
    while on <= to_on and count < MOST:
        yield on
        count += 1
        if pattern.every == "month":
            on = _same_weekday_of_month(pattern.first_on, count)
        else:
            on = pattern.first_on + count * timedelta(weeks=_WEEKS[pattern.every])


def _same_weekday_of_month(first: date, months: int) -> date:
    """The same weekday of a later month: a second Tuesday stays one; a fifth is the month's last."""
    year, month0 = divmod(first.year * 12 + first.month - 1 + months, 12)
    start = date(year, month0 + 1, 1)
    nth = (first.day - 1) // 7
    on = start + timedelta(days=(first.weekday() - start.weekday()) % 7 + 7 * nth)
    return on if on.month == start.month else on - timedelta(days=7)


def _left_out(
    on: date, closed: tuple[Closure, ...], holidays: Holidays | None, planned: Collection[date]
) -> str:
    for closure in closed:
        if closure.covers(on):
            return closure.why or "Closed"
    known = holidays is not None and holidays.first_year <= on.year <= holidays.last_year
    if known and holidays is not None and on.weekday() < 5 and not holidays.working(on):
        return "Bank holiday"
    return "Already planned" if on in planned else ""
