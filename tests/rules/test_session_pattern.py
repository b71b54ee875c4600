"""Days of a session's pattern."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.session_pattern import MOST, Closure, Pattern, PatternDay, days_of

THU = date(2026, 11, 26)


def ons(pattern, to_on, **facts):
    return [day.on for day in days_of(pattern, to_on, **facts) if not day.left_out]


def test_every_second_week_from_the_first_day():
    assert ons(Pattern(THU, "fortnight"), date(2026, 12, 31)) == [
        THU, date(2026, 12, 10), date(2026, 12, 24),
    ]  # fmt: skip


def test_bank_holidays_closures_and_planned_days_are_left_out_with_the_reason():
    days = days_of(
        Pattern(date(2026, 12, 25)),
        date(2027, 1, 29),
        closures=[Closure(date(2027, 1, 15), date(2027, 1, 20), "Training")],
        holidays=resources.holidays(),
        planned={date(2027, 1, 22)},
    )
    assert days == (
        PatternDay(date(2026, 12, 25), "Bank holiday"),
        PatternDay(date(2027, 1, 1), "Bank holiday"),
        PatternDay(date(2027, 1, 8)),
        PatternDay(date(2027, 1, 15), "Training"),
        PatternDay(date(2027, 1, 22), "Already planned"),
        PatternDay(date(2027, 1, 29)),
    )


def test_a_saturdays_and_sundays_session_is_held_on_a_holiday_too_for_nobody_works_then_anyway():
    saturday = date(2026, 12, 26)  # Boxing Day
    for first in (saturday, saturday + timedelta(days=1)):
        assert ons(Pattern(first), first, holidays=resources.holidays()) == [first]
    friday = date(2026, 12, 25)
    assert ons(Pattern(friday), friday, holidays=resources.holidays()) == []


def test_a_second_tuesday_stays_one_and_a_fifth_is_the_months_last():
    assert ons(Pattern(date(2026, 11, 10), "month"), date(2027, 2, 28)) == [
        date(2026, 11, 10), date(2026, 12, 8), date(2027, 1, 12), date(2027, 2, 9),
    ]  # fmt: skip
    assert ons(Pattern(date(2026, 12, 29), "month"), date(2027, 3, 31)) == [
        date(2026, 12, 29), date(2027, 1, 26), date(2027, 2, 23), date(2027, 3, 30),
    ]  # fmt: skip


@given(
    first=st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    every=st.sampled_from(["week", "fortnight", "four_weeks", "month"]),
    length=st.integers(-10, 800),
)
def test_every_day_of_a_pattern_is_on_its_weekday_once_and_within_it(first, every, length):
    to_on = first + timedelta(days=length)
    days = [day.on for day in days_of(Pattern(first, every), to_on, holidays=resources.holidays())]
    assert days == sorted(set(days)) and len(days) <= MOST
    assert all(day.weekday() == first.weekday() and first <= day <= to_on for day in days)
    assert bool(days) == (length >= 0)
