"""A second opinion on dates: a calendar turned one day at a time, and SQLite's own arithmetic.

It knows nothing of the program, so that the two can disagree.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date, timedelta
from pathlib import Path

HOLIDAYS = json.loads((Path(__file__).parents[1] / "data" / "bank-holidays.json").read_text(encoding="utf-8"))
TOMORROW = timedelta(days=1)


def every_day_of(year: int) -> list[date]:
    day, days = date(year, 1, 1), []
    while day.year == year:
        days.append(day)
        day += TOMORROW
    return days


def walk_days(day: date, n: int) -> date:
    for _ in range(n):
        day += TOMORROW
    return day


def walk_months(day: date, n: int) -> date:
    """Turn pages until ``n`` months have begun, then go to the same number or the month's last page."""
    number, begun = day.day, 0
    while begun < n:
        day += TOMORROW
        begun += day.day == 1
    while day.day < number and (day + TOMORROW).month == day.month:
        day += TOMORROW
    return day


def works(day: date, jurisdiction: str) -> bool:
    return day.strftime("%w") not in "06" and day.isoformat() not in HOLIDAYS[jurisdiction]


def walk_working_days(day: date, n: int, jurisdiction: str, *, first_counts: bool) -> date:
    counted = 1 if first_counts and works(day, jurisdiction) else 0
    while counted < n:
        day += TOMORROW
        counted += works(day, jurisdiction)
    return day


def walk_to_working_day(day: date, jurisdiction: str) -> date:
    while not works(day, jurisdiction):
        day += TOMORROW
    return day


class SqliteCalendar:
    """The same questions put to SQLite."""

    def __init__(self) -> None:
        self.store = sqlite3.connect(":memory:")
        self.store.execute("CREATE TABLE off (place TEXT, day TEXT, PRIMARY KEY (place, day))")
        self.store.execute("CREATE TABLE working (place TEXT, day TEXT, PRIMARY KEY (place, day))")
        for place in ("SCT", "ENG"):
            self.store.executemany("INSERT INTO off VALUES (?, ?)", [(place, day) for day in HOLIDAYS[place]])
            self.store.execute(
                "INSERT INTO working WITH RECURSIVE page(day) AS (VALUES ('2024-01-01') UNION ALL "
                "SELECT date(day, '+1 day') FROM page WHERE day < '2028-12-31') "
                "SELECT ?1, day FROM page WHERE strftime('%w', day) NOT IN ('0', '6') "
                "AND day NOT IN (SELECT day FROM off WHERE place = ?1)",
                (place,),
            )

    def close(self) -> None:
        self.store.close()

    def _one(self, question: str, *given: object) -> date:
        (answer,) = self.store.execute(question, given).fetchone()
        return date.fromisoformat(answer)

    def days(self, day: date, n: int) -> date:
        return self._one("SELECT date(?, ?)", day.isoformat(), f"{n:+d} days")

    def months(self, day: date, n: int) -> date:
        """SQLite runs a 31st over into the next month: the month's own end comes first then."""
        return self._one(
            "SELECT min(date(?1, ?2), date(?1, 'start of month', ?3, '-1 day'))",
            day.isoformat(),
            f"{n:+d} months",
            f"{n + 1:+d} months",
        )

    def working_days(self, day: date, n: int, place: str, *, first_counts: bool) -> date:
        return self._one(
            "SELECT day FROM working WHERE day >= date(?1, ?2) AND place = ?3 ORDER BY day LIMIT 1 OFFSET ?4",
            day.isoformat(),
            "+0 days" if first_counts else "+1 day",
            place,
            n - 1,
        )
