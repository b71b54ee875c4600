"""Counting time, against a calendar walked by hand and SQLite's own dates, on all days of 2024 and 2026."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from calendar_walk import (
    HOLIDAYS,
    SqliteCalendar,
    every_day_of,
    walk_days,
    walk_months,
    walk_to_working_day,
    walk_working_days,
)

from welfare_desk import resources
from welfare_desk.rules import counting
from welfare_desk.rules.counting import DayOutOfReach, Holidays, HolidaysUnknown

DAYS = [*every_day_of(2024), *every_day_of(2026)]


@pytest.fixture(scope="module")
def sqlite() -> Iterator[SqliteCalendar]:
    calendar = SqliteCalendar()
    yield calendar
    calendar.close()


@pytest.fixture(scope="module")
def bank_holidays() -> Holidays:
    return resources.holidays()


def test_every_day_of_both_years_is_tried():
    assert len(DAYS) == 366 + 365


@pytest.mark.parametrize("n", [1, 2, 14, 28, 30, 31, 42, 56])
def test_days_after_and_beginning_with(n: int, sqlite: SqliteCalendar):
    for day in DAYS:
        assert counting.days_after(day, n) == walk_days(day, n) == sqlite.days(day, n)
        assert counting.days_beginning_with(day, n) == walk_days(day, n - 1) == sqlite.days(day, n - 1)


def test_deemed_receipt_is_two_days_on_weekends_and_holidays_included(sqlite: SqliteCalendar):
    for day in DAYS:
        assert counting.deemed_receipt(day) == walk_days(day, 2) == sqlite.days(day, 2)


@pytest.mark.parametrize("n", [1, 2, 6, 12, 13])
def test_months_after(n: int, sqlite: SqliteCalendar):
    for day in DAYS:
        assert counting.months_after(day, n) == walk_months(day, n) == sqlite.months(day, n)


def test_years_after_and_beginning_with(sqlite: SqliteCalendar):
    for day in DAYS:
        anniversary = walk_months(day, 12)
        assert counting.years_after(day, 1) == anniversary == sqlite.months(day, 12)
        assert counting.years_beginning_with(day, 1) == anniversary - timedelta(days=1)


@pytest.mark.parametrize("place", ["SCT", "ENG"])
@pytest.mark.parametrize("n", [1, 2, 15, 16, 20])
def test_working_days(n: int, place: str, sqlite: SqliteCalendar, bank_holidays: Holidays):
    for day in DAYS:
        after = counting.working_days_after(day, n, bank_holidays, place)
        assert after == walk_working_days(day, n, place, first_counts=False)
        assert after == sqlite.working_days(day, n, place, first_counts=False)
        beginning = counting.working_days_beginning_with(day, n, bank_holidays, place)
        assert beginning == walk_working_days(day, n, place, first_counts=True)
        assert beginning == sqlite.working_days(day, n, place, first_counts=True)


@pytest.mark.parametrize("place", ["SCT", "ENG"])
def test_next_working_day(place: str, sqlite: SqliteCalendar, bank_holidays: Holidays):
    for day in DAYS:
        rolled = counting.next_working_day(day, bank_holidays, place)
        assert rolled == walk_to_working_day(day, place)
        assert rolled == sqlite.working_days(day, 1, place, first_counts=True)


def test_the_shipped_holidays_are_the_frozen_table_from_2024_to_2028(bank_holidays: Holidays):
    for place, held in (("SCT", bank_holidays.scotland), ("ENG", bank_holidays.england)):
        shipped = {day.isoformat() for day in held if 2024 <= day.year <= 2028}
        assert shipped == set(HOLIDAYS[place])


@pytest.mark.parametrize(
    ("day", "works_in_scotland", "works_in_england"),
    [
        (date(2026, 1, 2), False, True),
        (date(2026, 4, 6), True, False),  # Easter Monday
        (date(2026, 6, 15), False, True),  # proclaimed for the World Cup
        (date(2026, 8, 3), False, True),
        (date(2026, 8, 31), True, False),
        (date(2026, 11, 30), False, True),
        (date(2024, 12, 2), False, True),  # 30 November 2024 was a Saturday
        (date(2027, 1, 4), False, True),  # for Saturday 2 January
        (date(2026, 12, 28), False, False),  # for Saturday 26 December
        (date(2026, 4, 3), False, False),  # Good Friday
    ],
)
def test_scotland_and_england_keep_their_own_days(
    day: date, works_in_scotland: bool, works_in_england: bool, bank_holidays: Holidays
):
    assert bank_holidays.working(day, "SCT") is works_in_scotland
    assert bank_holidays.working(day, "ENG") is works_in_england


def test_only_the_substitute_of_a_weekend_holiday_is_held(bank_holidays: Holidays):
    assert all(day.weekday() < 5 for day in bank_holidays.scotland | bank_holidays.england)


def test_a_day_proclaimed_since_the_release_is_added_for_scotland_only():
    holidays = resources.holidays([date(2027, 6, 14)])
    assert not holidays.working(date(2027, 6, 14))
    assert holidays.working(date(2027, 6, 14), "ENG")
    assert resources.holidays().working(date(2027, 6, 14))


def test_a_year_without_known_holidays_is_not_guessed(bank_holidays: Holidays):
    with pytest.raises(HolidaysUnknown, match="2055"):
        counting.working_days_after(date(2055, 3, 1), 3, bank_holidays)


@pytest.mark.parametrize(
    ("day", "n", "last"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),  # not the 31st
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),  # from the 31st, not from 28 February
    ],
)
def test_a_month_is_the_corresponding_date(day: date, n: int, last: date):
    """R(IB) 4/02; CIB/280/2003."""
    assert counting.months_after(day, n) == last


@pytest.mark.parametrize(
    ("claimed_from", "last"),
    [
        (date(2026, 10, 20), date(2026, 11, 19)),
        (date(2027, 1, 28), date(2027, 2, 27)),
        (date(2027, 1, 29), date(2027, 2, 26)),
        (date(2027, 1, 30), date(2027, 2, 26)),
        (date(2027, 1, 31), date(2027, 2, 27)),
        (date(2028, 1, 29), date(2028, 2, 27)),
        (date(2028, 1, 31), date(2028, 2, 28)),
        (date(2026, 8, 31), date(2026, 9, 29)),
    ],
)
def test_the_first_assessment_period_ends_before_the_second_begins(claimed_from: date, last: date):
    """SI 2013/376 reg 21(2): after the 29th or 30th, February's begins on the 27th (leap year: 28th)."""
    assert counting.first_assessment_period(claimed_from) == last


def test_a_period_off_the_calendar_says_so():
    with pytest.raises(DayOutOfReach):
        counting.months_after(date(9999, 12, 1), 1)
    with pytest.raises(DayOutOfReach):
        counting.days_after(date.max, 1)


def test_the_first_and_last_years_held_are_known(bank_holidays: Holidays):
    for year in (bank_holidays.first_year, bank_holidays.last_year):
        assert isinstance(bank_holidays.working(date(year, 3, 3)), bool)
    for year in (bank_holidays.first_year - 1, bank_holidays.last_year + 1):
        with pytest.raises(HolidaysUnknown):
            bank_holidays.working(date(year, 3, 3))


def test_scotlands_list_is_kept_unless_another_is_named(bank_holidays: Holidays):
    """3 August 2026 is a holiday in Scotland alone."""
    third, fifth = date(2026, 8, 3), date(2026, 8, 5)
    assert not bank_holidays.working(third)
    assert bank_holidays.working(third, "ENG")
    assert counting.working_days_after(date(2026, 8, 2), 2, bank_holidays) == fifth
    assert counting.working_days_beginning_with(date(2026, 8, 2), 2, bank_holidays) == fifth
    assert counting.next_working_day(third, bank_holidays) == date(2026, 8, 4)


def test_a_count_is_scottish_unless_it_says_otherwise(bank_holidays: Holidays):
    friday = date(2026, 11, 27)  # St Andrew's Day is the Monday after it
    in_scotland = counting.count("working_days_after", friday, 1, bank_holidays)
    assert in_scotland == counting.count("working_days_after", friday, 1, bank_holidays, "SCT")
    assert in_scotland == date(2026, 12, 1)
    assert counting.count("working_days_after", friday, 1, bank_holidays, "ENG") == date(2026, 11, 30)


def test_the_working_day_by_a_day_is_the_last_there_was(bank_holidays: Holidays):
    for day in DAYS:
        by = counting.working_day_by(day, bank_holidays)
        assert by <= day and bank_holidays.working(by)
        assert not any(bank_holidays.working(walk_days(by, n)) for n in range(1, (day - by).days + 1))
