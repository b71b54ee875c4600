"""Counting time: days, working days, months and years from one date to another, as the law counts them.

Which period a step has is ``routes``; what a notice starts, and in what words, is ``key_dates``.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from welfare_desk.errors import DeskError

ONE_DAY = timedelta(days=1)
JURISDICTIONS = ("SCT", "ENG")


class HolidaysUnknown(DeskError):
    sentence = "The bank holidays of that year are not known here."
    hint = "Check the year, or use a newer release of Welfare Desk."


class DayOutOfReach(DeskError):
    sentence = "That period runs off the end of the calendar."
    hint = "Check the date and the length of the period."


@dataclass(frozen=True, slots=True)
class Holidays:
    """The bank holidays of each jurisdiction for whole years, ``first_year`` to ``last_year``.

    Holidays under section 1 of the Banking and Financial Dealings Act 1971 (proclaimed days included), with
    Christmas Day and Good Friday; one that falls on a weekend is held as its substitute.
    """

    scotland: frozenset[date]
    england: frozenset[date]
    first_year: int
    last_year: int

    def working(self, day: date, jurisdiction: str = "SCT") -> bool:
        """Not a Saturday, a Sunday or a bank holiday there (SSI 2020/351 reg 6; SI 2008/2685 r.12(3)).

        Raises HolidaysUnknown outside the years held.
        """
        if not self.first_year <= day.year <= self.last_year:
            raise HolidaysUnknown(f"The bank holidays of {day.year} are not known here.")
        days_off = {"SCT": self.scotland, "ENG": self.england}[jurisdiction]
        return day.weekday() < 5 and day not in days_off

    def with_proclaimed(self, days: Iterable[date]) -> Holidays:
        """The same with days proclaimed for Scotland since the list was made."""
        return Holidays(self.scotland | frozenset(days), self.england, self.first_year, self.last_year)


def deemed_receipt(sent: date) -> date:
    """The day a Social Security Scotland letter or email is taken as received: two days after sending.

    Forty-eight hours, weekends and holidays included, unless the contrary is shown (2018 asp 9 s.62(2)).
    """
    return days_after(sent, 2)


def days_after(day: date, n: int) -> date:
    """The last of ``n`` days after, or of, ``day``: the day itself is not counted."""
    try:
        return day + n * ONE_DAY
    except OverflowError as far:
        raise DayOutOfReach() from far


def days_beginning_with(day: date, n: int) -> date:
    """The last of ``n`` days beginning with ``day``: the day itself is day 1."""
    return days_after(day, n - 1)


def months_after(day: date, n: int) -> date:
    """The same day-number ``n`` months on, or the last day of a month that has none.

    (R(IB) 4/02; CIB/280/2003.) 28 February and a month is 28 March. Always counted from the first date,
    never month by month, or a short month would pull the later ones back. Raises DayOutOfReach.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not date.min.year <= year <= date.max.year:
        raise DayOutOfReach()
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def years_after(day: date, n: int) -> date:
    """The anniversary; 29 February becomes 28 February, the cautious reading (2018 asp 9 s.41(4)(b)(ii))."""
    return months_after(day, 12 * n)


def years_beginning_with(day: date, n: int) -> date:
    """The last of ``n`` years beginning with ``day``: before the anniversary (2018 asp 9 s.48(1), s.61)."""
    return days_after(years_after(day, n), -1)


def first_assessment_period(day: date, n: int = 1) -> date:
    """The last day of the first ``n`` Universal Credit assessment periods of a claim that began on ``day``.

    Each begins on the same day of the month. After one begun on the 31st, the others begin on the last day of
    theirs; after one begun on the 29th or 30th, February's begins on the 27th, in a leap year the 28th
    (SI 2013/376 reg 21(2)).
    """
    following = months_after(day, n)
    if day.day in (29, 30) and following.month == 2:
        following = following.replace(day=monthrange(following.year, 2)[1] - 1)
    return days_after(following, -1)


def working_days_after(day: date, n: int, holidays: Holidays, jurisdiction: str = "SCT") -> date:
    """The ``n``-th working day after ``day``, which is not counted (SSI 2016/107 reg 14)."""
    for _ in range(n):
        day = next_working_day(days_after(day, 1), holidays, jurisdiction)
    return day


def working_days_beginning_with(day: date, n: int, holidays: Holidays, jurisdiction: str = "SCT") -> date:
    """The ``n``-th working day, where ``day`` is the first if it is one, else the next that is.

    (SSI 2018/370 sch.1 para 2; SSI 2020/351 reg 6.)
    """
    return working_days_after(next_working_day(day, holidays, jurisdiction), n - 1, holidays, jurisdiction)


def working_day_by(day: date, holidays: Holidays, jurisdiction: str = "SCT") -> date:
    """``day``, or the last working day before it. Raises HolidaysUnknown."""
    while not holidays.working(day, jurisdiction):
        day -= ONE_DAY
    return day


def next_working_day(day: date, holidays: Holidays, jurisdiction: str = "SCT") -> date:
    """``day`` itself if it is a working day, else the first one after it (SI 2008/2685 r.12(2))."""
    while not holidays.working(day, jurisdiction):
        day = days_after(day, 1)
    return day


CALENDAR_COUNTS: Mapping[str, Callable[[date, int], date]] = MappingProxyType(
    {
        "days_after": days_after,
        "days_beginning_with": days_beginning_with,
        "months_after": months_after,
        "years_after": years_after,
        "years_beginning_with": years_beginning_with,
        "first_assessment_period": first_assessment_period,
    }
)
WORKING_COUNTS: Mapping[str, Callable[[date, int, Holidays, str], date]] = MappingProxyType(
    {
        "working_days_after": working_days_after,
        "working_days_beginning_with": working_days_beginning_with,
    }
)


def count(manner: str, day: date, n: int, holidays: Holidays, jurisdiction: str = "SCT") -> date:
    """Count ``n`` in the ``manner`` a table names, one of CALENDAR_COUNTS or WORKING_COUNTS."""
    if manner in WORKING_COUNTS:
        return WORKING_COUNTS[manner](day, n, holidays, jurisdiction)
    return CALENDAR_COUNTS[manner](day, n)
