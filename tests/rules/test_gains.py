"""What one gain is worth on a day (funder R7), which lines repeat one (R9), what is estimated (R10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.rules.gains import (
    FACTORS,
    Decisions,
    Ended,
    Estimate,
    GainLine,
    Parts,
    estimate_standing,
    parts_of,
    payments_counted,
    value_of,
    weekly_sum,
)

DECIDED = date(2025, 5, 5)
FAR = date(2040, 1, 1)
DAY = timedelta(days=1)


def a_line(**facts) -> GainLine:
    return replace(GainLine("G1", "P1:ADP", "welfare", "weekly", Decimal("10.00"), DECIDED, DECIDED), **facts)


@pytest.mark.parametrize(
    ("frequency", "worth"),
    [
        ("weekly", 520),
        ("fortnightly", 260),
        ("four_weekly", 130),
        ("monthly", 120),
        ("half_yearly", 20),
        ("annual", 10),
        ("one_off", 10),
    ],
)
def test_a_year_of_each_kind_of_payment(frequency, worth):
    assert value_of(a_line(frequency=frequency), DECIDED) == worth


@pytest.mark.parametrize(
    ("frequency", "end", "payments"),
    [
        ("weekly", DECIDED + 6 * DAY, 0),
        ("weekly", DECIDED + 7 * DAY, 1),
        ("weekly", DECIDED + 363 * DAY, 51),
        ("weekly", DECIDED + 364 * DAY, 52),
        ("weekly", DECIDED + 700 * DAY, 52),
        ("weekly", DECIDED - 30 * DAY, 0),
        ("fortnightly", DECIDED + 27 * DAY, 1),
        ("fortnightly", DECIDED + 28 * DAY, 2),
        ("four_weekly", DECIDED + 27 * DAY, 0),
        ("four_weekly", DECIDED + 28 * DAY, 1),
        ("four_weekly", DECIDED + 364 * DAY, 13),
        ("monthly", date(2025, 6, 4), 0),
        ("monthly", date(2025, 6, 5), 1),
        ("monthly", date(2026, 5, 4), 11),
        ("monthly", date(2026, 5, 5), 12),
        ("monthly", date(2027, 5, 5), 12),
        ("monthly", date(2024, 5, 5), 0),
        ("half_yearly", date(2025, 11, 4), 0),
        ("half_yearly", date(2025, 11, 5), 1),
        ("half_yearly", date(2026, 5, 5), 2),
        ("annual", date(2026, 5, 4), 0),
        ("annual", date(2026, 5, 5), 1),
        ("annual", date(2029, 5, 5), 1),
        ("one_off", DECIDED, 1),
        ("one_off", DECIDED - DAY, 1),
    ],
)
def test_an_award_that_ends_counts_whole_payment_periods(frequency, end, payments):
    until = a_line(frequency=frequency, award_to=end - DAY)
    stopped = a_line(frequency=frequency, ended=Ended(end, known_on=DECIDED))
    assert payments_counted(until, DECIDED) == payments_counted(stopped, DECIDED) == payments
    assert value_of(until, DECIDED) == value_of(stopped, DECIDED) == 10 * payments


def test_a_month_from_the_31st_ends_with_a_shorter_month():
    line = a_line(frequency="monthly", decided_on=date(2025, 1, 31), award_to=date(2025, 2, 27))
    assert payments_counted(line, FAR) == 1
    assert payments_counted(replace(line, award_to=date(2025, 2, 26)), FAR) == 0


def test_the_earlier_of_two_ends_counts():
    line = a_line(award_to=DECIDED + 69 * DAY, ended=Ended(DECIDED + 35 * DAY, known_on=DECIDED + 40 * DAY))
    assert payments_counted(line, DECIDED + 39 * DAY) == 10
    assert payments_counted(line, DECIDED + 40 * DAY) == 5
    later = replace(line, ended=Ended(DECIDED + 90 * DAY, known_on=DECIDED))
    assert payments_counted(later, FAR) == 10


def test_without_a_decision_date_it_counts_from_the_confirmation():
    line = a_line(decided_on=None, confirmed_on=DECIDED, award_to=DECIDED + 13 * DAY)
    assert value_of(line, FAR) == 20


def test_only_the_addition_counts_and_arrears_come_on_top():
    line = a_line(amount=Decimal("90.00"), previous=Decimal("60.00"), arrears=Decimal("420.00"))
    assert value_of(line, FAR) == Decimal("1980.00")
    assert parts_of(line, FAR) == Parts(ongoing=Decimal("1560.00"), lump=Decimal("420.00"))
    assert value_of(replace(line, amount=Decimal("50.00"), arrears=Decimal(0)), FAR) == -520


def test_a_one_off_payment_is_all_lump():
    line = a_line(frequency="one_off", arrears=Decimal("5.00"), previous=Decimal("1.00"))
    assert parts_of(line, FAR) == Parts(ongoing=Decimal(0), lump=Decimal("14.00"))


@pytest.mark.parametrize(
    ("facts", "before", "after"),
    [
        ({"confirmed_on": DECIDED}, 0, 520),
        ({"confirmed_on": DECIDED - DAY, "recorded_on": DECIDED}, 0, 520),
        ({"confirmed_on": DECIDED, "recorded_on": DECIDED - DAY}, 0, 520),
        ({"confirmed_on": DECIDED - DAY, "voided_on": DECIDED}, 520, 0),
        ({"confirmed_on": DECIDED - DAY, "ended": Ended(DECIDED + 70 * DAY, DECIDED)}, 520, 100),
        ({"confirmed_on": DECIDED - DAY, "ended": Ended(DECIDED + 70 * DAY, DECIDED, True)}, 520, 0),
    ],
)
def test_a_value_moves_on_the_day_something_becomes_known(facts, before, after):
    line = a_line(**facts)
    assert (value_of(line, DECIDED - DAY), value_of(line, DECIDED)) == (before, after)


def test_what_is_unconfirmed_or_refused_is_worth_nothing():
    assert value_of(a_line(confirmed_on=None), FAR) == 0
    assert value_of(a_line(refused=True, arrears=Decimal(5)), FAR) == 0


@pytest.mark.parametrize(
    ("frequency", "weekly"),
    [("weekly", "10"), ("fortnightly", "5"), ("four_weekly", "2.5"), ("one_off", "0")],
)
def test_the_addition_by_the_week(frequency, weekly):
    assert weekly_sum(a_line(frequency=frequency)) == Decimal(weekly)
    assert weekly_sum(a_line(frequency="monthly", amount=Decimal("52"), previous=Decimal("26"))) == 6


def test_a_decision_is_counted_once_and_the_first_line_stands():
    once = Decisions()
    lines = [
        a_line(),
        a_line(id="same"),
        a_line(id="other award", award_key="P1:UC"),
        a_line(id="later decision", decided_on=DECIDED + DAY),
        a_line(id="undecided", decided_on=None),
        a_line(id="undecided too", decided_on=None),
    ]
    assert [once.first(line) for line in lines] == [True, False, True, True, True, False]


def test_a_voided_line_is_compared_with_none():
    once = Decisions()
    assert once.first(a_line(voided_on=FAR))
    assert once.first(a_line())
    assert once.first(a_line(voided_on=FAR))
    assert not once.first(a_line())


def test_an_estimate_stands_until_the_award_is_confirmed():
    guess = Estimate(DECIDED - 9 * DAY, Decimal("100.00"))
    line = a_line(estimate=guess)
    assert estimate_standing(line, DECIDED - DAY) == guess
    assert estimate_standing(line, DECIDED) is None
    assert estimate_standing(a_line(estimate=guess, confirmed_on=None), FAR) == guess
    assert estimate_standing(a_line(estimate=guess, confirmed_on=None, refused=True), FAR) is None
    voided = a_line(estimate=guess, confirmed_on=None, voided_on=DECIDED)
    assert estimate_standing(voided, DECIDED - DAY) == guess
    assert estimate_standing(voided, DECIDED) is None


days = st.integers(0, 800).map(lambda n: date(2025, 1, 1) + n * DAY)
maybe = st.none() | days
lines = st.builds(
    GainLine,
    id=st.just("G"),
    award_key=st.sampled_from(["A", "B", "C", "D"]),
    area=st.sampled_from(["welfare", "money_advice"]),
    frequency=st.sampled_from(sorted(FACTORS)),
    amount=st.integers(0, 50_000).map(lambda n: Decimal(n) / 100),
    previous=st.integers(0, 20_000).map(lambda n: Decimal(n) / 100),
    arrears=st.integers(0, 90_000).map(lambda n: Decimal(n) / 100),
    decided_on=maybe,
    confirmed_on=maybe,
    recorded_on=maybe,
    voided_on=maybe,
    award_to=maybe,
    ended=st.none() | st.builds(Ended, days, days, st.booleans()),
)


@settings(max_examples=200)
@given(lines, days)
def test_a_value_only_moves_on_the_day_of_a_known_event(line, day):
    events = {line.confirmed_on, line.recorded_on, line.voided_on, line.ended and line.ended.known_on}
    if day not in events:
        assert value_of(line, day) == value_of(line, day - DAY)
    parts = parts_of(line, day)
    assert parts.ongoing + parts.lump == value_of(line, day)
    assert 0 <= payments_counted(line, day) <= FACTORS[line.frequency]
