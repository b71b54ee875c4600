"""Sessions: booking, free places, how it went, and what Today gathers."""

from datetime import date, time

import pytest
from building import TODAY, a_client, a_practice

from welfare_desk.casework.desk import NotFound
from welfare_desk.casework.service import day, sessions
from welfare_desk.errors import Problems
from welfare_desk.records.base import new_id

NEXT = date(2026, 12, 3)


@pytest.fixture
def session_id(desk):
    return sessions.plan_session(desk, a_practice(desk), TODAY, time(9, 30), time(12, 30)).id


def booked_at(desk, session_id, *times):
    person = a_client(desk)
    return [sessions.book(desk, person, session_id=session_id, at=at).id for at in times]


def test_a_place_given_back_is_free_again_and_can_be_booked(desk, session_id):
    [meeting] = booked_at(desk, session_id, time(10, 0))
    assert time(10, 0) not in [free.at for free in sessions.session(desk, session_id).free]
    for status in sessions.GIVEN_BACK:
        sessions.set_status(desk, meeting, status)
        assert time(10, 0) in [free.at for free in sessions.session(desk, session_id).free]
        assert sessions.session(desk, session_id).row.meetings == 0
    booked_at(desk, session_id, time(10, 0))
    assert sessions.session(desk, session_id).row.meetings == 1


@pytest.mark.parametrize("at", [time(9, 29), time(12, 30)])
def test_a_time_outside_the_session_is_refused_beside_the_time(desk, session_id, at):
    with pytest.raises(Problems) as refused:
        booked_at(desk, session_id, at)
    assert [problem.field for problem in refused.value.problems] == ["at"]


def test_today_tells_what_is_free_and_when_the_next_session_is(desk, session_id):
    booked_at(
        desk, session_id, time(9, 30), time(10, 0), time(10, 30), time(11, 0), time(11, 45), time(12, 5)
    )
    view = day.today(desk, today=TODAY)
    assert [(free.at, free.minutes) for free in view.free] == [(time(11, 30), 15)]
    assert view.next_session is None and view.next_session_on == NEXT  # a week on
    sessions.plan_session(desk, view.session.practice_id, date(2026, 12, 10), time(9, 30), time(12, 30))
    assert day.today(desk, today=TODAY).next_session.on == date(2026, 12, 10)


def test_a_day_without_a_session_has_its_dates_all_the_same(desk):
    view = day.today(desk, today=TODAY)
    assert (view.session, view.booked, view.free, view.gains_waiting) == (None, (), (), 0)


def test_places_are_offered_from_now_on_and_never_those_taken(desk, session_id, clock):
    clock.set(2026, 11, 26, 10)
    practice = sessions.session(desk, session_id).row.practice_id
    sessions.plan_session(desk, practice, NEXT, time(9, 30), time(10, 30))
    booked_at(desk, session_id, time(10, 30), time(11, 0), time(11, 30), time(12, 0))
    offered = [(place.on, place.at) for place in sessions.places(desk, today=TODAY)]
    assert offered == [(TODAY, time(10, 0)), (NEXT, time(9, 30)), (NEXT, time(10, 0))]
    assert len(sessions.places(desk, today=TODAY, most=2)) == 2


def test_a_session_that_is_not_there_says_so(desk):
    with pytest.raises(NotFound):
        sessions.session(desk, new_id())
