"""Days in words, the same on every machine."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from welfare_desk.rules import days

MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()  # noqa: SIM905


def test_every_day_of_a_year_reads_as_a_calendar_prints_it() -> None:
    for number in range(366):
        day = date(2028, 1, 1) + timedelta(days=number)
        month = MONTHS[day.month - 1]
        weekday = WEEKDAYS[calendar.weekday(2028, day.month, day.day)]
        assert days.on_paper(day) == f"{day.day} {month} 2028"
        assert days.short(day) == f"{day.day} {month[:3]} 2028"
        assert days.full(day) == f"{weekday} {day.day} {month[:3]} 2028"
        assert days.without_year(day) == f"{weekday} {day.day} {month[:3]}"
