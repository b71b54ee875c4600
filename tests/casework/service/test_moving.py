"""Meetings and whole sessions put elsewhere: what becomes of them, who has to hear of it, the way back."""

from datetime import date, time

import pytest
from building import TODAY, a_case, a_client, a_practice

from welfare_desk.casework.figures import session_figures
from welfare_desk.casework.matters import journal, key_dates
from welfare_desk.casework.people import referrals
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.people.referrals import ReferralDraft
from welfare_desk.casework.service import moving, session_plan, session_views, sessions, waiting
from welfare_desk.casework.service.waiting import WaitingDraft
from welfare_desk.casework.taking_back import undoing
from welfare_desk.errors import Problems

NEXT, FRIDAY, LATER = date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 10)


def a_session(desk, practice, on=NEXT, starts=time(9, 30), ends=time(12, 30)):
    return sessions.plan_session(desk, practice, on, starts, ends).id


def why(refused):
    return [str(problem) for problem in refused.value.problems]


def as_booked(desk, session_id):
    return [(one.client, one.at, one.status) for one in sessions.session(desk, session_id).booked]


def test_whoever_is_moved_is_told_of_with_the_number_the_care_and_what_falls_before(desk_on_both):
    desk = desk_on_both
    here, there = a_practice(desk), a_practice(desk, "Quayside Surgery")
    first, second = a_session(desk, here), a_session(desk, there, LATER)
    agnes = a_client(
        desk, surname="Mutch", forenames="Agnes", phone="07700 900111", may_leave_message=False,
        contact_warning="Ring before noon.", interpreter="Polish",
    )  # fmt: skip
    case = a_case(desk, agnes)
    key_dates.add_key_date(desk, case, "Send the form", date(2026, 12, 8), today=TODAY)
    meeting = sessions.book(desk, agnes, session_id=first, at=time(9, 30), case_id=case).id
    made = moving.move_meeting(desk, meeting, second, time(11, 0), today=TODAY).id
    client, to, left = moving.to_tell(desk, [made], practices=[here])
    assert (client.who, client.reach, client.person_id) == ("Agnes Mutch", "07700 900111", agnes)
    assert client.now == "Thu 10 Dec 2026, 11:00, Quayside Surgery"
    assert client.care == "Ring before noon. Leave no message. Tell the interpreter too (Polish)."
    assert client.falls_before == "Send the form by Tue 8 Dec 2026"
    assert [to.who, left.who] == ["Reception of Quayside Surgery", "Reception of Millbank Medical Practice"]


def test_a_move_is_taken_back_whole_and_nothing_of_it_is_left(desk):
    practice = a_practice(desk)
    first, second = a_session(desk, practice), a_session(desk, practice, LATER)
    tam = a_client(desk, surname="Kerr", forenames="Tam")
    meeting = sessions.book(desk, tam, session_id=first, at=time(9, 30)).id
    moving.move_meeting(desk, meeting, second, time(10, 0), today=TODAY)
    assert as_booked(desk, first) == [("Tam Kerr", time(9, 30), "rebooked")]
    undoing.undo(desk, today=TODAY)
    assert as_booked(desk, first) == [("Tam Kerr", time(9, 30), "booked")]
    assert as_booked(desk, second) == []
    undoing.redo(desk, today=TODAY)
    assert as_booked(desk, second) == [("Tam Kerr", time(10, 0), "booked")]


def test_nobody_is_moved_twice_from_one_place_nor_into_a_day_that_is_past(desk):
    practice = a_practice(desk)
    first, second = a_session(desk, practice), a_session(desk, practice, LATER)
    past = a_session(desk, practice, date(2026, 11, 19))
    meeting = sessions.book(desk, a_client(desk), session_id=first, at=time(9, 30)).id
    with pytest.raises(Problems) as refused:
        moving.move_meeting(desk, meeting, past, time(9, 30), today=TODAY)
    assert why(refused) == ["Thu 19 Nov 2026 is past. Choose a day to come."]
    moving.move_meeting(desk, meeting, second, time(10, 0), today=TODAY)
    with pytest.raises(Problems) as refused:
        moving.move_meeting(desk, meeting, second, time(10, 30), today=TODAY)
    assert why(refused) == ["That meeting was moved already. Move the one it became."]


def test_a_session_goes_to_another_day_with_everybody_in_it(desk_on_both):
    desk = desk_on_both
    practice = a_practice(desk)
    session = a_session(desk, practice)
    for surname, at in (("Kerr", time(9, 30)), ("Bell", time(10, 0)), ("Gow", time(10, 30))):
        made = sessions.book(desk, a_client(desk, surname=surname), session_id=session, at=at).id
    sessions.set_status(desk, made, "cancelled_by_client")
    moving.move_session(desk, session, FRIDAY, today=TODAY)
    [row] = sessions.sessions(desk, from_on=TODAY, to_on=date(2026, 12, 31))
    assert (row.on, row.starts, row.meetings) == (FRIDAY, time(9, 30), 2)
    assert [each[1:] for each in as_booked(desk, session)] == [
        (time(9, 30), "booked"), (time(10, 0), "booked"),
    ]  # fmt: skip
    told = moving.to_tell_of_session(desk, session)
    assert [one.now for one in told[:2]] == [
        f"Fri 4 Dec 2026, {at}, Millbank Medical Practice" for at in ("09:30", "10:00")
    ]
    assert [one.who for one in told[2:]] == ["Reception of Millbank Medical Practice"]
    said = [one.words for one in journal.journal_rows(desk, told[0].person_id)]
    assert "The meeting of Thu 3 Dec 2026 was moved to Fri 4 Dec 2026, 09:30, with the whole session." in said
    undoing.undo(desk, today=TODAY)
    [row] = sessions.sessions(desk, from_on=TODAY, to_on=date(2026, 12, 31))
    assert (row.on, row.meetings) == (NEXT, 2)


def test_how_long_people_waited_is_counted_from_the_day_first_offered(desk):
    practice = a_practice(desk)
    session = a_session(desk, practice)
    draft = ClientDraft(surname="Kerr", forenames="Tam", practice_id=practice)
    received = ReferralDraft(
        draft, TODAY, "gp", ("income",), agreed=True, agreed_on=TODAY, first_meeting=(session, time(9, 30))
    )
    referrals.take_referral(desk, received, today=TODAY)
    moving.move_session(desk, session, FRIDAY, today=TODAY)
    [figures] = session_figures.figures(desk, from_on=TODAY, to_on=FRIDAY, today=FRIDAY)
    assert [one.to_offer for one in figures.waits] == [7]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 20), "Fri 20 Nov 2026 is past."),
        (date(2026, 12, 25), "Fri 25 Dec 2026 is a bank holiday. Choose another day."),
        (date(2026, 12, 8), "No session is held on Tue 8 Dec 2026: Training. Choose another day."),
        (LATER, "There is a session at that practice that day already. Move its people one by one."),
    ],
)
def test_a_day_on_which_no_session_can_be_is_refused_with_its_reason(desk, on, said):
    practice = a_practice(desk)
    session = a_session(desk, practice)
    a_session(desk, practice, LATER)
    session_plan.add_closure(desk, practice, date(2026, 12, 7), date(2026, 12, 9), why="Training")
    with pytest.raises(Problems) as refused:
        moving.move_session(desk, session, on, today=TODAY)
    assert why(refused) == [said]
    assert [row.on for row in sessions.sessions(desk, from_on=TODAY, to_on=LATER)] == [NEXT, LATER]


def test_a_session_somebody_came_to_or_that_is_cancelled_stays_where_it_was(desk):
    practice = a_practice(desk)
    begun, gone = a_session(desk, practice, TODAY), a_session(desk, practice)
    meeting = sessions.book(desk, a_client(desk), session_id=begun, at=time(9, 30)).id
    sessions.set_status(desk, meeting, "attended")
    session_plan.cancel_sessions(desk, [gone], by="practice", why="Snow", rebook={}, today=TODAY)
    for session in (begun, gone):
        with pytest.raises(Problems) as refused:
            moving.move_session(desk, session, FRIDAY, today=TODAY)
        assert why(refused) == ["Only a session that is planned can be moved. Plan another one on that day."]


def test_the_week_has_who_is_booked_what_is_free_who_did_not_come_and_who_waits(desk_on_both):
    desk = desk_on_both
    practice = a_practice(desk)
    session = a_session(desk, practice, TODAY, ends=time(11, 45))
    gone = a_session(desk, practice, date(2026, 11, 27))
    people = [a_client(desk, surname=name) for name in ("Kerr", "Bell", "Gow")]
    for person, at, status in zip(
        people, (time(9, 30), time(10, 0), time(10, 30)), ("attended", "dna", "cancelled_by_client"),
        strict=True,
    ):  # fmt: skip
        meeting = sessions.book(desk, person, session_id=session, at=at).id
        sessions.set_status(desk, meeting, status)
    session_plan.cancel_sessions(desk, [gone], by="practice", why="Snow", rebook={}, today=TODAY)
    waiting.put_on(desk, WaitingDraft(a_client(desk, surname="Rae")), today=TODAY)
    session_plan.add_closure(desk, None, date(2026, 11, 25), date(2026, 11, 25), why="Training")
    week = session_views.week(desk, TODAY)
    assert week.monday == date(2026, 11, 23)
    assert (week.waiting, week.others) == (1, 0)
    assert [day.off for day in week.days] == ["", "", "Training", "", "", "", ""]
    [held] = week.days[3].sessions
    assert [(line.at, line.booked.status if line.booked else line.free) for line in held.lines] == [
        (time(9, 30), "attended"),
        (time(10, 0), "dna"),
        (time(10, 30), "cancelled_by_client"),
        (time(10, 30), "10:30"),
        (time(11, 0), "11:00"),
        (time(11, 30), "11:30 (15 minutes)"),
    ]
    assert held.tally == session_views.Tally(booked=1, free=2, missed=1)
    [cancelled] = week.days[4].sessions
    assert (cancelled.row.cancelled_because, cancelled.tally.free) == ("Snow", 0)
    month = session_views.month(desk, TODAY)
    [one] = [day for day in month if day.on == TODAY]
    assert one.tally(session) == held.tally


def test_a_week_without_a_session_is_a_week_all_the_same(desk):
    week = session_views.week(desk, date(2027, 2, 3))
    assert [day.sessions for day in week.days] == [()] * 7
    assert week.monday == date(2027, 2, 1)


def test_planning_a_day_anew_leaves_nobody_outside_its_times(desk):
    practice = a_practice(desk)
    session = a_session(desk, practice)
    sessions.book(desk, a_client(desk), session_id=session, at=time(9, 30))
    with pytest.raises(Problems) as refused:
        a_session(desk, practice, starts=time(14), ends=time(16))
    assert why(refused) == ["Somebody is booked there that day at 09:30. Move them first, or plan longer."]
    a_session(desk, practice, ends=time(13))
    assert sessions.session(desk, session).row.ends == time(13)
