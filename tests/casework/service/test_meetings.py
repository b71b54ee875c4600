"""A meeting from its page to what was agreed; the round at the end; what is kept when somebody is at risk."""

from datetime import date, time

import pytest
from building import TODAY, a_case, a_client, a_practice
from sqlalchemy import text

from welfare_desk.casework import access
from welfare_desk.casework.matters import journal, key_dates
from welfare_desk.casework.service import crisis, meetings, sessions, waiting
from welfare_desk.casework.service.crisis import CrisisDraft
from welfare_desk.casework.service.meetings import MeetingEnd
from welfare_desk.errors import Problems

NEXT = date(2026, 12, 3)


@pytest.fixture
def morning(desk):
    practice = a_practice(desk)
    here = sessions.plan_session(desk, practice, TODAY, time(9, 30), time(12, 30)).id
    there = sessions.plan_session(desk, practice, NEXT, time(9, 30), time(12, 30)).id
    return here, there


def booked(desk, session_id, at=time(9, 30), **facts):
    person = a_client(desk, **facts)
    case = a_case(desk, person)
    return person, case, sessions.book(desk, person, session_id=session_id, at=at, case_id=case).id


def wrong(refused):
    return [problem.field for problem in refused.value.problems]


def test_the_page_of_a_meeting_has_everything_for_the_person_opposite(desk, morning):
    person, case, meeting = booked(desk, morning[0], interpreter="Urdu", phone="07700 900100")
    key_dates.add_key_date(desk, case, "Send the form", NEXT, today=TODAY)
    journal.write_note(desk, person, "Has the form at home", today=TODAY)
    journal.add_task(desk, "Ring the council", person_id=person)
    page = meetings.meeting(desk, meeting, today=TODAY)
    assert [due.what for due in page.dates] == ["Send the form"]
    assert page.recent[0].words == "Has the form at home"
    assert [task.what for task in page.tasks] == ["Ring the council"]
    assert (page.case_id, page.end.interpreter, page.end.place) == (case, "Urdu", "practice")
    assert {place.on for place in page.places} == {NEXT}


def test_what_was_agreed_is_kept_our_step_becomes_a_task_and_the_next_meeting_is_booked(desk, morning):
    person, case, meeting = booked(desk, morning[0])
    end = MeetingEnd(
        "attended", 35, "home", "Her sister", True, False, "Urdu", "Ring the council", NEXT, "us",
        (morning[1], time(10, 0)),
    )  # fmt: skip
    meetings.end_meeting(desk, meeting, end, today=TODAY)
    page = meetings.meeting(desk, meeting, today=TODAY)
    assert page.end == MeetingEnd(
        "attended", 35, "home", "Her sister", True, False, "Urdu", "Ring the council", NEXT, "us"
    )
    [task] = page.tasks
    assert (task.what, task.due_on, task.case_id) == ("Ring the council", NEXT, case)
    [follow] = sessions.session(desk, morning[1]).booked
    assert (follow.person_id, follow.at, follow.why) == (person, time(10, 0), "Ring the council")
    with desk.look() as look:
        assert look.execute(text("SELECT kind FROM meetings WHERE status = 'attended'")).scalars().all() == [
            "home_visit"
        ]
    meetings.end_meeting(
        desk, meeting, MeetingEnd("attended", next_step="Ring the bank", next_step_by="us"), today=TODAY
    )
    assert [task.what for task in meetings.meeting(desk, meeting, today=TODAY).tasks] == ["Ring the bank"]
    meetings.end_meeting(
        desk, meeting, MeetingEnd("attended", next_step="Bring papers", next_step_by="client"), today=TODAY
    )
    assert meetings.meeting(desk, meeting, today=TODAY).tasks == ()
    assert len(sessions.session(desk, morning[1]).booked) == 1


@pytest.mark.parametrize(
    ("end", "fields"),
    [
        (MeetingEnd(""), ["status"]),
        (MeetingEnd("attended", minutes=601), ["minutes"]),
        (MeetingEnd("attended", next_step_on=NEXT), ["next_step"]),
        (MeetingEnd("attended", next_step="x", next_step_on=date(2026, 11, 25)), ["next_step_on"]),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(desk, morning, end, fields):
    _, _, meeting = booked(desk, morning[0])
    with pytest.raises(Problems) as refused:
        meetings.end_meeting(desk, meeting, end, today=TODAY)
    assert wrong(refused) == fields


def test_a_follow_up_that_is_taken_keeps_nothing_of_the_rest(desk, morning):
    booked(desk, morning[1], time(10, 0), surname="Kerr")
    _, _, meeting = booked(desk, morning[0])
    end = MeetingEnd("attended", next_step="Ring", follow_up=(morning[1], time(10, 0)))
    with pytest.raises(Problems) as refused:
        meetings.end_meeting(desk, meeting, end, today=TODAY)
    assert wrong(refused) == ["follow_up"]
    page = meetings.meeting(desk, meeting, today=TODAY)
    assert (page.status, page.tasks) == ("booked", ())


def test_a_session_ends_only_when_it_is_said_of_everybody_who_came(desk, morning):
    _, _, first = booked(desk, morning[0])
    _, _, second = booked(desk, morning[0], time(10, 0), surname="Kerr")
    assert meetings.round_of(desk, morning[0], today=TODAY).left == 2
    meetings.end_meeting(desk, first, MeetingEnd("attended", 20), today=TODAY)
    with pytest.raises(Problems):
        meetings.end_session(desk, morning[0])
    meetings.end_meeting(desk, second, MeetingEnd("dna"), today=TODAY)
    meetings.end_session(desk, morning[0])
    assert sessions.session(desk, morning[0]).row.status == "held"
    assert waiting.waiting(desk) == []


def test_what_is_said_at_risk_is_sealed_stands_in_no_journal_and_each_opening_is_logged(desk):
    person = a_client(desk)
    kept = crisis.record(
        desk, CrisisDraft(person, "violence", "He has threatened her with a knife.", "999 at 10:05", ("a",))
    ).id
    with desk.look() as look:
        [sealed] = look.execute(text("SELECT sealed FROM crisis_records")).scalars()
    assert b"knife" not in sealed
    assert all("threat" not in entry.words.lower() for entry in journal.journal_rows(desk, person))
    [head] = crisis.heads(desk, person)
    assert (head.kind, head.by) == ("violence", "Morag Sinclair")
    view = crisis.open_record(desk, kept)
    assert (view.said, view.told) == ("He has threatened her with a knife.", "999 at 10:05")
    assert [row.target for row in access.who_has_looked(desk, person)] == []
    protected = access.who_has_looked(desk, person, protected=True)
    assert [(row.action, row.target) for row in protected] == [
        ("read", "crisis_record"), ("write", "crisis_record"),
    ]  # fmt: skip
    assert access.verify_log(desk) is None
    with pytest.raises(Problems) as refused:
        crisis.record(desk, CrisisDraft(person, "", " "))
    assert wrong(refused) == ["kind", "said"]


def test_the_agencys_own_steps_take_the_place_of_those_shipped(desk):
    shipped = crisis.steps(desk, on=TODAY)
    assert {one.kind for one in shipped} >= {"suicide", "violence", "child"}
    assert all(one.steps and not one.own for one in shipped)
    crisis.change_steps(desk, {"child": ["Ring Ailsa, ext. 4", " "]}, today=TODAY)
    changed = {one.kind: one for one in crisis.steps(desk, on=TODAY)}
    assert (changed["child"].steps, changed["child"].own) == (("Ring Ailsa, ext. 4",), True)
    crisis.change_steps(desk, {"child": []}, today=TODAY)
    assert not any(one.own for one in crisis.steps(desk, on=TODAY))
