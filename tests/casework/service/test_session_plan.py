"""Sessions in the large: weeks planned by a pattern, a month cancelled, people moved, the waiting list."""

from datetime import date, time

import pytest
from building import TODAY, a_case, a_client, a_practice

from welfare_desk.casework import agency
from welfare_desk.casework.agency import PracticeDraft
from welfare_desk.casework.figures import session_figures
from welfare_desk.casework.matters import key_dates
from welfare_desk.casework.service import day, moving, session_plan, session_views, sessions, waiting
from welfare_desk.casework.service.waiting import WaitingDraft
from welfare_desk.errors import Problems
from welfare_desk.rules.session_pattern import Pattern

MORNING = {"starts": time(9, 30), "ends": time(12, 30)}


def planned(desk, first=TODAY, last=date(2026, 12, 31), every="week", practice=None):
    practice = practice or a_practice(desk)
    session_plan.plan_by_pattern(desk, practice, Pattern(first, every), last, **MORNING)
    return practice


def held(desk, from_on=TODAY, to_on=date(2027, 3, 31)):
    return sessions.sessions(desk, from_on=from_on, to_on=to_on)


def wrong(refused):
    return [problem.field for problem in refused.value.problems]


def test_several_weeks_are_planned_but_not_where_the_practice_is_closed(desk_on_both):
    desk = desk_on_both
    practice = a_practice(desk)
    session_plan.add_closure(desk, practice, date(2026, 12, 7), date(2026, 12, 13), why="Training")
    session_plan.add_closure(desk, None, date(2026, 12, 21), date(2026, 12, 31), why="Leave")
    planned(desk, practice=practice)
    assert [row.on for row in held(desk)] == [TODAY, date(2026, 12, 3), date(2026, 12, 17)]
    [usual] = [row.draft for row in agency.practices(desk)]
    assert (usual.session_weekday, usual.session_every, usual.session_ends) == (3, "week", time(12, 30))
    with pytest.raises(Problems) as refused:
        planned(desk, practice=practice)
    assert wrong(refused) == ["to_on"]
    assert len(held(desk)) == 3


def test_a_cancelled_session_books_its_people_anew_in_one_act(desk_on_both):
    desk = desk_on_both
    planned(desk)
    first, second, *_ = held(desk)
    urgent, other = a_client(desk), a_client(desk, surname="Kerr", forenames="Tam")
    case = a_case(desk, urgent)
    key_dates.add_key_date(desk, case, "Send the form", date(2026, 12, 1), today=TODAY)
    late = sessions.book(desk, other, session_id=first.id, at=time(9, 30)).id
    soon = sessions.book(desk, urgent, session_id=first.id, at=time(11, 0), why="Form", case_id=case).id
    offered = session_plan.rebooking(desk, [first.id], today=TODAY)
    assert [(one.booked.id, one.place.on, one.place.at) for one in offered] == [
        (soon, second.on, time(9, 30)),
        (late, second.on, time(10, 0)),
    ]
    assert [one.comes_late for one in offered] == [True, False]
    session_plan.cancel_sessions(
        desk, [first.id], by="practice", why="Snow", rebook={soon: (second.id, time(9, 30))}, today=TODAY
    )
    gone = sessions.session(desk, first.id)
    assert (gone.row.status, gone.row.cancelled_by, gone.row.cancelled_because) == (
        "cancelled", "practice", "Snow",
    )  # fmt: skip
    assert {one.id: one.status for one in gone.booked} == {late: "cancelled_by_service", soon: "rebooked"}
    [now] = sessions.session(desk, second.id).booked
    assert (now.person_id, now.why, now.case_id, now.at) == (urgent, "Form", case, time(9, 30))
    assert [row.person_id for row in waiting.waiting(desk)] == [other]
    assert day.today(desk, today=TODAY).session is None
    with pytest.raises(Problems):
        sessions.book(desk, other, session_id=first.id, at=time(9, 30))
    session_plan.hold_after_all(desk, first.id)
    assert day.today(desk, today=TODAY).session.id == first.id


def test_when_one_place_is_taken_meanwhile_nothing_at_all_is_cancelled(desk):
    planned(desk)
    first, second, *_ = held(desk)
    people = [a_client(desk, surname=name) for name in ("One", "Two")]
    meetings = [
        sessions.book(desk, person, session_id=first.id, at=time(9 + number, 30)).id
        for number, person in enumerate(people)
    ]
    with pytest.raises(Problems):
        session_plan.cancel_sessions(
            desk,
            [first.id],
            by="service",
            why="",
            rebook={meeting: (second.id, time(10, 0)) for meeting in meetings},
            today=TODAY,
        )
    assert sessions.session(desk, first.id).row.status == "planned"
    assert not sessions.session(desk, second.id).booked


def test_a_session_that_has_begun_is_not_cancelled(desk):
    planned(desk)
    first, *_ = held(desk)
    meeting = sessions.book(desk, a_client(desk), session_id=first.id, at=time(9, 30)).id
    sessions.set_status(desk, meeting, "attended")
    assert sessions.session(desk, first.id).row.status == "held"
    with pytest.raises(Problems) as refused:
        session_plan.cancel_sessions(desk, [first.id], by="service", why="", rebook={}, today=TODAY)
    assert wrong(refused) == ["by"]


def test_a_meeting_is_moved_within_its_session_and_to_another_one(desk):
    planned(desk)
    first, second, *_ = held(desk)
    person = a_client(desk)
    meeting = sessions.book(desk, person, session_id=first.id, at=time(9, 30), why="Letter").id
    moving.move_meeting(desk, meeting, first.id, time(10, 0), today=TODAY)
    [one] = sessions.session(desk, first.id).booked
    assert (one.id, one.at, one.status) == (meeting, time(10, 0), "booked")
    moved = moving.move_meeting(desk, meeting, second.id, time(11, 0), today=TODAY)
    [old], [new] = (sessions.session(desk, row.id).booked for row in (first, second))
    assert (old.status, new.id, new.at, new.why) == ("rebooked", moved.id, time(11, 0), "Letter")
    sessions.set_status(desk, new.id, "attended")
    with pytest.raises(Problems):
        moving.move_meeting(desk, new.id, first.id, time(9, 30), today=TODAY)


def test_whoever_is_booked_waits_no_longer_and_nobody_waits_twice(desk_on_both):
    desk = desk_on_both
    planned(desk)
    person = a_client(desk)
    row = waiting.put_on(desk, WaitingDraft(person, "Debts", "mornings"), today=TODAY).id
    with pytest.raises(Problems):
        waiting.put_on(desk, WaitingDraft(person), today=TODAY)
    assert [(one.client, one.why, one.can_come) for one in waiting.waiting(desk)] == [
        ("Callum Reid", "Debts", "mornings")
    ]
    waiting.take_off(desk, row, because="Went to the law centre", today=TODAY)
    assert waiting.waiting(desk) == []
    waiting.put_back(desk, row, today=TODAY)
    sessions.book(desk, person, session_id=held(desk)[0].id, at=time(9, 30))
    assert waiting.waiting(desk) == []


def test_a_practice_is_renamed_and_its_size_is_known_by_date(desk):
    practice = a_practice(desk)
    a_practice(desk, "Harbour Surgery")
    agency.change_practice(desk, PracticeDraft("Mill Surgery"), practice_id=practice)
    assert {row.name for row in agency.practices(desk)} == {"Mill Surgery", "Harbour Surgery"}
    assert "Mill Surgery" in {row.name for row in agency.recipients(desk)}
    with pytest.raises(Problems) as refused:
        agency.change_practice(desk, PracticeDraft("Harbour  Surgery"), practice_id=practice)
    assert wrong(refused) == ["name"]
    for on, patients in ((date(2025, 4, 1), 6100), (date(2026, 4, 1), 6400), (date(2026, 4, 1), 6402)):
        agency.add_list_size(desk, practice, patients, on=on, today=TODAY)
    assert [(one.on.year, one.patients) for one in agency.list_sizes(desk, practice)] == [
        (2026, 6402), (2025, 6100),
    ]  # fmt: skip


def test_the_month_has_whole_weeks_and_says_why_a_day_has_no_session(desk):
    practice = planned(desk)
    session_plan.add_closure(desk, practice, date(2026, 12, 24), date(2026, 12, 24), why="Closed early")
    found = session_views.month(desk, date(2026, 12, 15))
    assert (found[0].on, found[-1].on) == (date(2026, 11, 30), date(2027, 1, 3))
    by_day = {day.on: day for day in found}
    assert by_day[date(2026, 12, 25)].off == "Bank holiday"
    assert by_day[date(2026, 12, 24)].off == "Millbank Medical Practice: Closed early"
    assert [row.on for row in by_day[date(2026, 12, 3)].sessions] == [date(2026, 12, 3)]
    assert len(session_views.month(desk, date(2027, 2, 1))) == 28


def test_figures_leave_cancellations_out_and_count_only_sessions_held(desk):
    practice = planned(desk, first=date(2026, 11, 5))
    first, second, third, *_ = held(desk, from_on=date(2026, 11, 1))
    for session, statuses in (
        (first, ("attended", "attended", "dna", "cancelled_by_client")),
        (second, ("attended",)),
    ):
        for number, status in enumerate(statuses):
            person = a_client(desk, surname=f"{session.on}-{number}")
            meeting = sessions.book(
                desk, person, session_id=session.id, at=time(10 + number // 2, number % 2 * 30)
            ).id
            sessions.set_status(desk, meeting, status)
    session_plan.cancel_sessions(desk, [third.id], by="practice", why="", rebook={}, today=TODAY)
    agency.add_list_size(desk, practice, 6400, on=date(2026, 4, 1), today=TODAY)
    [told] = session_figures.figures(desk, from_on=date(2026, 11, 1), to_on=TODAY, today=TODAY)
    assert (told.held, told.cancelled_by_practice, told.not_said) == (2, 1, 0)
    assert (told.attended, told.did_not_come, told.cancelled_by_client) == (3, 1, 1)
    assert (told.missed.part, told.missed.whole) == (1, 4)
    assert (told.use.part, told.use.whole) == (3, 12)  # six places in each session held
    assert told.patients == 6400
