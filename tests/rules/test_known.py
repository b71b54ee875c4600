"""By whose knowledge a period is reported: open as at today, closed as at its closing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.caseload import Period
from welfare_desk.rules.debt_outcomes import Debt, Outcome, WholeDebt
from welfare_desk.rules.known import Closing, Known

DAY = timedelta(days=1)
Q1 = Period(date(2026, 4, 1), date(2026, 6, 30))
Q2 = Period(date(2026, 7, 1), date(2026, 9, 30))
LAST_YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))
TODAY = date(2026, 11, 26)
CLOSED = date(2026, 7, 9)


def of_second_quarter(*closings, as_at=TODAY, **how):
    return Known(Q2, as_at, closings, **how)


def test_days_nobody_closed_have_nothing_to_adjust():
    assert of_second_quarter().span(Q1.last) == (TODAY, TODAY)
    assert of_second_quarter().span(Q1.first) == (TODAY, TODAY)


def test_an_earlier_financial_year_was_reported_at_the_latest_when_this_period_began():
    assert of_second_quarter().span(LAST_YEAR.last) == (Q1.last, Q2.last)


def test_a_closed_period_was_reported_on_its_closing():
    known = of_second_quarter(Closing(Q1, CLOSED))
    assert known.span(Q1.last) == known.span(Q1.first) == (CLOSED, Q2.last)
    assert known.reported_by(Q1.last) == CLOSED
    assert known.known_by(Q1.last) == Q2.last


def test_the_last_of_several_closings_counts_and_one_of_other_days_does_not():
    again = Closing(Period(LAST_YEAR.first, Q1.last), CLOSED + 5 * DAY)
    assert of_second_quarter(Closing(Q1, CLOSED), again).span(Q1.first)[0] == CLOSED + 5 * DAY
    assert of_second_quarter(Closing(Q1, CLOSED), again).span(LAST_YEAR.last)[0] == CLOSED + 5 * DAY
    assert of_second_quarter(Closing(LAST_YEAR, CLOSED)).span(Q1.first) == (TODAY, TODAY)


def test_a_closing_that_reaches_into_the_period_itself_is_not_its_past():
    half = Closing(Period(Q1.first, Q2.first), CLOSED)
    assert of_second_quarter(half).span(Q1.first) == (TODAY, TODAY)
    assert of_second_quarter(Closing(Period(Q1.first, Q2.first - DAY), CLOSED)).span(Q1.first)[0] == CLOSED


def test_a_period_closed_before_its_end_was_known_at_least_to_the_day_before_this_one():
    assert of_second_quarter(Closing(Q1, date(2026, 6, 1))).span(Q1.first) == (Q1.last, Q2.last)


def test_a_closing_after_this_period_leaves_nothing_to_adjust():
    assert of_second_quarter(Closing(Q1, Q2.last + DAY)).span(Q1.first) == (Q2.last, Q2.last)


def test_while_a_period_runs_it_knows_what_is_known_today():
    known = of_second_quarter(Closing(Q1, CLOSED), as_at=date(2026, 8, 5))
    assert known.until == date(2026, 8, 5)
    assert known.span(Q1.first) == (CLOSED, date(2026, 8, 5))
    assert of_second_quarter().until == Q2.last


def test_the_periods_own_days_are_known_by_today():
    known = of_second_quarter(Closing(Q1, CLOSED))
    assert known.known_by(Q2.first) == TODAY
    assert known.known_by(Q2.first - DAY) == Q2.last


def test_as_the_worked_cases_are_worked_out_even_this_years_days_are_adjusted():
    known = Known.at_the_end(Q2)
    assert (known.period, known.as_at, known.closings, known.as_then) == (Q2, Q2.last, (), True)
    assert known.span(Q1.last) == (Q1.last, Q2.last)


@pytest.mark.parametrize(
    ("on", "closed", "imported", "entered"),
    [
        (Q1.last, CLOSED, CLOSED + DAY, CLOSED + DAY),  # brought in after the closing: as old as the import
        (Q1.last, CLOSED, CLOSED, Q1.last),  # on the day itself it went into the report
        (Q2.first, CLOSED, CLOSED + DAY, Q2.first),  # not of the closed period
        (Q1.last, CLOSED, None, Q1.last),  # typed in, not brought in
    ],
)
def test_a_line_brought_in_is_as_old_as_its_confirmation_unless_the_period_was_shut(
    on, closed, imported, entered
):
    assert of_second_quarter(Closing(Q1, closed)).entered_on(on, on, imported) == entered


def test_one_closing_of_the_period_is_enough():
    closings = (Closing(LAST_YEAR, CLOSED), Closing(Q1, CLOSED))
    assert of_second_quarter(*closings).entered_on(Q1.last, Q1.last, CLOSED + DAY) == CLOSED + DAY


def a_debt(*outcomes):
    return WholeDebt(
        Debt("d", "d"),
        outcomes=[
            Outcome(on, Decimal(off), Decimal(later), recorded) for on, off, later, recorded in outcomes
        ],
    )


def moved(debt, *closings, **how):
    return list(of_second_quarter(*closings, **how).moved(debt))


def test_what_moved_in_the_period_goes_to_the_debts_own_cell():
    assert moved(a_debt((Q2.first, 300, 50, None))) == [
        ("debt.written_off", Decimal(300)),
        ("debt.rescheduled", Decimal(50)),
    ]
    assert moved(a_debt((Q2.last, 300, 0, None))) == [("debt.written_off", Decimal(300))]
    assert moved(a_debt((Q2.last + DAY, 300, 0, None))) == []
    assert moved(a_debt((Q1.last, 300, 0, None))) == []
    assert moved(a_debt()) == []


def test_a_fall_goes_to_the_adjustments():
    fell = a_debt((Q1.last, 300, 0, None), (Q2.first, 120, 90, None))
    assert moved(fell) == [("adjustments.written_off", Decimal(-180)), ("debt.rescheduled", Decimal(90))]


def test_what_was_recorded_too_late_for_its_report_is_adjusted():
    late = a_debt((Q1.last, 300, 0, CLOSED + DAY))
    assert moved(late, Closing(Q1, CLOSED)) == [("adjustments.written_off", Decimal(300))]
    assert moved(late, Closing(Q1, CLOSED + DAY)) == []
    assert moved(late) == []
    assert moved(a_debt((Q1.last, 300, 0, Q2.last + DAY)), Closing(Q1, CLOSED)) == []


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(day=days, as_at=days, closed=st.lists(days, max_size=3), as_then=st.booleans())
def test_what_is_known_now_is_never_less_than_what_was_reported(day, as_at, closed, as_then):
    known = Known(Q2, as_at, tuple(Closing(Q1, on) for on in closed), as_then=as_then)
    then, now = known.span(day)
    assert then <= now <= as_at
