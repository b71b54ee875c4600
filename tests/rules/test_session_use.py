"""How sessions are used: missed meetings, places filled, and how long people waited."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules import session_use
from welfare_desk.rules.session_use import Share


def test_a_cancellation_is_no_missed_meeting_and_nothing_is_said_of_nobody():
    assert session_use.missed(5, 1).percent == Decimal(17)
    assert session_use.missed(0, 0).percent is None
    assert session_use.use(5, 6).percent == Decimal(83)


@pytest.mark.parametrize(
    ("offered", "attended", "waits"),
    [
        ([date(2026, 11, 10)], [], (9, None)),
        ([date(2026, 10, 1), date(2026, 11, 19)], [date(2026, 11, 26)], (18, 25)),
        ([], [], (None, None)),
        ([date(2026, 11, 19), date(2026, 11, 12)], [date(2026, 11, 26), date(2026, 11, 19)], (11, 18)),
        ([date(2026, 11, 1)], [date(2026, 11, 1)], (0, 0)),
    ],
)
def test_waiting_is_counted_from_the_referral_to_the_offer_and_to_the_meeting(offered, attended, waits):
    waited = session_use.wait(date(2026, 11, 1), offered, attended)
    assert (waited.to_offer, waited.to_meeting) == waits


def test_the_middle_wait_is_told_with_how_many_it_is_of():
    told = session_use.waited([3, None, 10, 4, 40])
    assert (told.people, told.middle, told.longest) == (4, Decimal("7.0"), 40)
    assert session_use.waited([None]) == session_use.waited([]) == session_use.Waited(0, None, None)
    assert session_use.waited([0]) == session_use.Waited(1, Decimal(0), 0)


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(1, 8, 13), (1, 200, 1), (1, 201, 0), (2, 3, 67), (1, 3, 33), (7, 7, 100)]
)
def test_a_share_is_a_whole_percentage_and_a_half_goes_up(part, whole, percent):
    assert Share(part, whole).percent == Decimal(percent)


@given(st.dates(), st.lists(st.dates()), st.lists(st.dates()))
def test_nobody_waits_less_than_no_days(received_on, offered, attended):
    waits = session_use.wait(received_on, offered, attended)
    for waited, days in ((waits.to_offer, offered), (waits.to_meeting, attended)):
        if waited is None:
            assert all(on < received_on for on in days)
        else:
            assert waited >= 0 and received_on + timedelta(days=waited) in days
