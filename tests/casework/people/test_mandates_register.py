"""The register of authorities: held, lapsing, renewed, taken back."""

from datetime import date, timedelta

import pytest
from building import TODAY, a_case, a_client, body

from welfare_desk.casework.matters import cases
from welfare_desk.casework.people import mandates
from welfare_desk.casework.service import day
from welfare_desk.errors import Problems


def signed(desk, person, code="sss", **facts):
    return mandates.record_mandate(
        desk, person, body(desk, code), **({"signed_on": date(2025, 12, 1), "today": TODAY} | facts)
    ).id


def ending(desk):
    return [(row.client, row.body) for row in day.today(desk, today=TODAY).lapsing]


def test_an_authority_that_ends_before_the_next_session_stands_on_today(desk_on_both):
    desk = desk_on_both
    person = a_client(desk)
    case = a_case(desk, person)
    signed(desk, person)  # twelve months: ends on 1 December 2026
    assert ending(desk) == [("Callum Reid", "Social Security Scotland")]
    signed(desk, person, signed_on=TODAY)
    assert ending(desk) == []
    cases.close_case(desk, case, because="done", today=TODAY)
    signed(desk, person, "dwp")
    assert ending(desk) == []  # nothing is under way for them


def test_one_taken_back_is_not_asked_for_again(desk):
    person = a_client(desk)
    a_case(desk, person)
    mandates.end_mandate(desk, signed(desk, person), ended_on=TODAY, today=TODAY)
    assert ending(desk) == []
    [row] = mandates.register(desk, person)
    assert not row.holds_on(TODAY) and row.holds_on(TODAY - timedelta(days=1))


def test_a_body_says_that_it_holds_it(desk):
    person = a_client(desk)
    one = signed(desk, person)
    with pytest.raises(Problems, match="to come"):
        mandates.acknowledge(desk, one, on=TODAY + timedelta(days=1), today=TODAY)
    mandates.acknowledge(desk, one, on=TODAY, today=TODAY)
    assert mandates.register(desk, person)[0].acknowledged_on == TODAY
