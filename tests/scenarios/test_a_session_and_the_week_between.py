"""A morning with six places, one missed, one walk-in with an appeal due soon; a month cancelled."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID

from building import MovingClock, a_client, a_practice

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import session_figures
from welfare_desk.casework.matters import key_dates
from welfare_desk.casework.people import referrals
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.people.referrals import ReferralDraft
from welfare_desk.casework.service import day, meetings, session_plan, sessions, waiting
from welfare_desk.casework.service.meetings import MeetingEnd
from welfare_desk.rules.key_dates import Notice
from welfare_desk.rules.session_pattern import Pattern

TODAY = date(2026, 11, 26)
MORNING = {"starts": time(9, 30), "ends": time(12, 30)}


def planned(desk: Desk, practice: UUID, to_on: date) -> list[sessions.SessionRow]:
    session_plan.plan_by_pattern(desk, practice, Pattern(TODAY), to_on, **MORNING)
    return sessions.sessions(desk, from_on=TODAY, to_on=to_on)


def test_a_morning_with_six_places(desk: Desk, clock: MovingClock) -> None:
    here, after, *_ = planned(desk, a_practice(desk), date(2026, 12, 17))
    times = [free.at for free in sessions.session(desk, here.id).free]
    assert len(times) == 6
    people = [a_client(desk, surname=f"Client {number}") for number in range(5)]
    booked = [
        sessions.book(desk, person, session_id=here.id, at=at).id
        for person, at in zip(people, times, strict=False)
    ]

    # Somebody walks in: a re-determination refused on 29 October, so the appeal is due before next week.
    came = referrals.take_referral(
        desk,
        ReferralDraft(
            ClientDraft("Walker", "Ina", born_on=date(1980, 5, 5), practice_id=here.practice_id),
            TODAY,
            "self",
            ("challenge",),
            matter="adp",
            route="SSS",
            agreed=True,
            first_meeting=(here.id, times[5]),
        ),
        today=TODAY,
    ).id
    assert came is not None
    notice = Notice("SSS", "ADP", "redet_sent", date(2026, 10, 30))
    key_dates.record_notice(desk, came, notice, today=TODAY)
    view = day.today(desk, today=TODAY)
    assert view.session is not None and view.session.id == here.id and view.free == ()
    due = [(one.client, one.what) for one in (*view.overdue, *view.due)]
    assert ("Ina Walker", "Appeal to the tribunal") in due
    walk_in = next(one for one in view.booked if one.client == "Ina Walker")
    assert walk_in.next_on is not None and walk_in.next_on < view.next_session_on

    # The round: five came, one did not; the walk-in has a next step before the next session.
    for meeting in booked[:4]:
        meetings.end_meeting(desk, meeting, MeetingEnd("attended", 25), today=TODAY)
    meetings.end_meeting(desk, booked[4], MeetingEnd("dna"), today=TODAY)
    step = MeetingEnd(
        "attended",
        40,
        next_step="Send the appeal",
        next_step_on=walk_in.next_on,
        next_step_by="us",
        follow_up=(after.id, time(9, 30)),
    )
    meetings.end_meeting(desk, walk_in.id, step, today=TODAY)
    meetings.end_session(desk, here.id)
    [told] = session_figures.figures(desk, from_on=TODAY, to_on=TODAY, today=TODAY)
    assert (told.missed.part, told.missed.whole) == (1, 6)
    assert (told.use.part, told.use.whole) == (5, 6)
    assert (told.held, told.to_meeting.middle, told.still_waiting) == (1, 0, 0)
    assert [one.client for one in sessions.session(desk, after.id).booked] == ["Ina Walker"]


def test_a_practice_cancels_a_month(desk: Desk, clock: MovingClock) -> None:
    practice = a_practice(desk)
    rows = planned(desk, practice, date(2027, 2, 25))
    december = [row for row in rows if row.on.month == 12]
    assert [row.on.day for row in december] == [3, 10, 17, 24, 31]
    people = {}
    for number, row in enumerate(december):
        for half in range(4):
            person = a_client(desk, surname=f"Of {row.on} {half}")
            at = time(9 + (half + 1) // 2, 30 if half % 2 == 0 else 0)
            people[sessions.book(desk, person, session_id=row.id, at=at).id] = person
        assert len(people) == 4 * (number + 1)
    cancelled = session_plan.sessions_between(desk, practice, date(2026, 12, 1), date(2026, 12, 31))
    assert cancelled == [sessions.session(desk, row.id).row for row in december]
    offer = session_plan.rebooking(desk, [row.id for row in cancelled], today=TODAY)
    rebook = {one.booked.id: (one.place.session_id, one.place.at) for one in offer if one.place}
    assert len(offer) == 20 and len(set(rebook.values())) == len(rebook) == 20
    session_plan.cancel_sessions(
        desk,
        [row.id for row in cancelled],
        by="practice",
        why="The room is needed for vaccinations",
        rebook=rebook,
        today=TODAY,
        closed=(date(2026, 12, 1), date(2026, 12, 31)),
    )

    # Everybody has one meeting to come, none in December; nobody waits; nothing is planned there again.
    coming = [
        (one.person_id, row.on)
        for row in sessions.sessions(desk, from_on=TODAY, to_on=TODAY + timedelta(days=120))
        if row.status != "cancelled"
        for one in sessions.session(desk, row.id).booked
        if not one.given_back
    ]
    assert sorted(person for person, _ in coming) == sorted(people.values())
    assert all(on.month != 12 for _, on in coming)
    assert waiting.waiting(desk) == []
    again = session_plan.pattern_days(desk, practice, Pattern(date(2026, 12, 3)), date(2026, 12, 31))
    assert {day.left_out for day in again} == {"The room is needed for vaccinations"}
    [told] = session_figures.figures(
        desk, from_on=date(2026, 12, 1), to_on=date(2026, 12, 31), today=date(2027, 1, 4)
    )
    assert (told.cancelled_by_practice, told.held, told.missed.whole) == (5, 0, 0)
