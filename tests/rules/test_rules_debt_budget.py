"""Budgets: rhythms into months, surplus, contingency, contribution (debt R1, R2, R6)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.debt.budget import Budget, Line, budget, contingency, contribution
from welfare_desk.rules.debt.conversions import converted, half_down, half_up

TABLES = resources.debt_tables()
YEAR = TABLES.payments_a_year
PENCE = st.integers(0, 10_000_000)


@pytest.mark.parametrize(
    ("pence", "up", "down"),
    [
        (Fraction(5, 2), 3, 2),
        (Fraction(7, 2), 4, 3),
        (Fraction(249, 100), 2, 2),
        (Fraction(251, 100), 3, 3),
        (Fraction(3), 3, 3),
        (Fraction(1, 2), 1, 0),
        (Fraction(0), 0, 0),
        (Fraction(-5, 2), -3, -3),
        (Fraction(-249, 100), -2, -2),
    ],
)
def test_a_half_penny_goes_up_in_a_budget_and_down_in_an_arrestment(pence, up, down):
    assert half_up(pence) == up
    assert half_down(pence) == down


@pytest.mark.parametrize(
    ("amount", "paid", "to", "expected"),
    [
        (5000, "four_week", "month", 5417),
        (43333, "month", "week", 10000),
        (12500, "ten_instalment", "month", 10417),
        (100, "fortnight", "month", 217),
        (100, "two_month", "month", 50),
        (101, "two_month", "month", 51),  # 50.5 goes up
        (100, "quarter", "month", 33),
        (200, "quarter", "month", 67),
        (600, "half_year", "month", 100),
        (1200, "year", "month", 100),
        (-101, "two_month", "month", -51),
        (777, "month", "month", 777),
    ],
)
def test_each_rhythm_has_its_payments_a_year(amount, paid, to, expected):
    assert converted(amount, paid, to, YEAR) == expected


def test_an_unknown_rhythm_is_refused():
    with pytest.raises(KeyError):
        converted(100, "daily", "month", YEAR)


@given(PENCE)
def test_a_weekly_sum_comes_back_from_a_month_unchanged(amount):
    assert converted(converted(amount, "week", "month", YEAR), "month", "week", YEAR) == amount


@given(PENCE)
def test_a_monthly_sum_comes_back_from_a_week_within_half_a_weeks_penny(amount):
    back = converted(converted(amount, "month", "week", YEAR), "week", "month", YEAR)
    assert abs(back - amount) <= Fraction(52, 12) / 2 + Fraction(1, 2)


@given(PENCE, PENCE, st.sampled_from(sorted(YEAR)))
def test_more_money_never_converts_to_less(one, other, paid):
    low, high = sorted((one, other))
    assert converted(low, paid, "month", YEAR) <= converted(high, paid, "month", YEAR)


def lines(*amounts: int, period: str = "month") -> list[Line]:
    return [Line("earn_client", amount, period) for amount in amounts]


def test_lines_are_rounded_before_they_are_added():
    # 0.01 a week is 4.33 pence a month: three lines are 12, where the sum rounded once would be 13.
    assert budget(lines(1, 1, 1, period="week"), [], TABLES).income_p == 12


@pytest.mark.parametrize(
    ("surplus", "expected"),
    [(-1, 0), (0, 0), (1, 0), (9, 0), (10, 1), (19, 1), (19_999, 1999), (20_000, 2000), (20_010, 2000)],
)
def test_a_tenth_of_the_surplus_is_put_by_and_twenty_pounds_at_most(surplus, expected):
    assert contingency(surplus, TABLES.budget) == expected


def test_a_deficit_is_shown_and_leaves_nothing_available():
    month = budget(lines(100), lines(733), TABLES)
    assert (month.income_p, month.outgoings_p, month.surplus_p) == (100, 733, -633)
    assert (month.contingency_p, month.available_p, month.standing) == (0, 0, "deficit")


@pytest.mark.parametrize(("income", "standing"), [(499, "deficit"), (500, "zero"), (501, "surplus")])
def test_the_standing_turns_at_nought(income, standing):
    assert budget(lines(income), lines(500), TABLES).standing == standing


def test_savings_and_the_fee_come_off_the_surplus_and_never_below_nought():
    assert budget(lines(1000), [], TABLES, savings="none").available_p == 1000
    assert budget(lines(1000), [], TABLES).available_p == 900
    assert budget(lines(1000), [], TABLES, debt_admin_fee_p=300).available_p == 600
    assert budget(lines(1000), [], TABLES, debt_admin_fee_p=901).available_p == 0


@given(st.integers(-100_000, 1_000_000), st.integers(0, 1000))
def test_a_higher_surplus_never_gives_a_lower_available(surplus, more):
    def available(pence: int) -> int:
        return Budget(max(0, pence), max(0, -pence), contingency(pence, TABLES.budget), 500).available_p

    assert available(surplus) <= available(surplus + more)


@pytest.mark.parametrize(
    ("available", "bearing", "expected"),
    [(9000, 0, 0), (9000, 4000, 4000), (4000, 9000, 4000), (-5, 9000, 0), (9000, -5, 0), (1, 1, 1)],
)
def test_a_contribution_is_no_more_than_the_income_that_can_bear_one(available, bearing, expected):
    assert contribution(available, bearing) == expected
