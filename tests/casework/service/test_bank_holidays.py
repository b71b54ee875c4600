"""Days proclaimed for Scotland since the release: who counts working days counts by them."""

from datetime import date

import pytest
from building import TODAY, a_case, a_client

from welfare_desk.casework.matters import cases, key_dates
from welfare_desk.casework.service import bank_holidays
from welfare_desk.errors import Problems
from welfare_desk.rules.key_dates import Notice

PROCLAIMED = date(2026, 11, 24)  # a Tuesday
ASKED = Notice("SSS", "bsg", "redet_request_received", date(2026, 11, 16))


def the_day(desk):
    found = key_dates.clocks(desk, ASKED, today=TODAY)
    return {clock.step: clock.last_day for clock in found}


def test_a_proclaimed_day_moves_what_is_counted_in_working_days_and_goes_again(desk_on_both):
    before = the_day(desk_on_both)
    bank_holidays.proclaim(desk_on_both, PROCLAIMED, " A wedding ", today=TODAY)
    assert bank_holidays.proclaimed(desk_on_both, today=TODAY) == [
        bank_holidays.ProclaimedDay(PROCLAIMED, "A wedding")
    ]
    moved = {step for step, day in the_day(desk_on_both).items() if day != before[step]}
    assert moved, "a count of working days over the day must be longer"
    assert all(the_day(desk_on_both)[step] > before[step] for step in moved)
    bank_holidays.take_back(desk_on_both, PROCLAIMED, today=TODAY)
    assert the_day(desk_on_both) == before


def test_a_notice_on_a_case_is_counted_by_it(desk):
    case = a_case(desk, a_client(desk), "bsg")
    bank_holidays.proclaim(desk, PROCLAIMED, "A wedding", today=TODAY)
    key_dates.record_notice(desk, case, ASKED, today=TODAY)
    kept = {due.what: due.due_on for due in cases.case(desk, case).key_dates}
    assert kept and kept == the_day(desk)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2026, 11, 28), "not a weekday"),
        (date(2026, 11, 30), "bank holiday already"),
        (PROCLAIMED, "bank holiday already"),
        (date(1926, 11, 30), "Days from 2013"),
    ],
)
def test_a_day_that_cannot_be_added_is_refused(desk, on, sentence):
    bank_holidays.proclaim(desk, PROCLAIMED, "A wedding", today=TODAY)
    with pytest.raises(Problems, match=sentence):
        bank_holidays.proclaim(desk, on, "Again", today=TODAY)


def test_a_day_needs_a_reason(desk):
    with pytest.raises(Problems, match="what the day is for"):
        bank_holidays.proclaim(desk, PROCLAIMED, " ", today=TODAY)
