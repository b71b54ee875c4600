"""A meeting moved to another time, a whole session to another day; and whom to tell of it.

What is booked for another day is a new meeting, the old one *rebooked*: how long people waited is counted
from the day they were first offered.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.people import client_page, clients
from welfare_desk.casework.service import sessions
from welfare_desk.casework.service.sessions import GIVEN_BACK
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.service import Advisor, Closure, Meeting, MeetingMove, Practice, Session
from welfare_desk.rules import days

_OVER = ("attended", "dna")
_BEGUN = ("in_room", *_OVER)


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody who has to hear of a move: what they are told, how they are reached, what to know before.

    ``falls_before``: what of theirs falls before the new day. ``person_id`` is missing where it is no client.
    """

    who: str
    now: str
    reach: str = ""
    care: str = ""
    falls_before: str = ""
    person_id: UUID | None = None


def move_meeting(desk: Desk, meeting_id: UUID, session_id: UUID, at: time, *, today: date) -> Changes:
    """Move a meeting to another time. In another session it is a new meeting, the old one *rebooked*.

    Raises Problems where the time is taken or outside the session, or the meeting is over.
    """
    with desk.unit_of_work() as work:
        meeting = work.get(Meeting, meeting_id)
        if meeting.status in _OVER:
            raise Problems([Problem("place", "That meeting is over.", "Book another one.")])
        if meeting.status == "rebooked":
            raise Problems([Problem("place", "That meeting was moved already.", "Move the one it became.")])
        if (there := work.get(Session, session_id).on) < today:
            raise Problems([Problem("place", f"{days.full(there)} is past.", "Choose a day to come.")])
        if session_id == meeting.session_id and meeting.status not in GIVEN_BACK:
            sessions.check_time(work, session_id, at, besides=meeting_id)
            meeting.at = at
            made = meeting
        else:
            was = days.full(meeting.on)
            made = book_anew(work, meeting, session_id, at, today=today)
            told = f"The meeting of {was} was moved to {days.full(made.on)}, {made.at:%H:%M}."
            work.journal(meeting.person_id, told, on=today, case_id=meeting.case_id)
        work.commit()
        return Changes.of(made, "sessions", "journal", "waiting")


def move_session(desk: Desk, session_id: UUID, on: date, *, today: date) -> Changes:
    """Move a session that is still to come to another day, at the same times, with everybody booked into it.

    Raises Problems, with nothing done: it is over or cancelled, the day is past, closed or a bank holiday, or
    the same worker is at that practice that day already.
    """
    with desk.unit_of_work() as work:
        session = work.get(Session, session_id)
        found = _why_not(work, session, on, today)
        if found:
            raise Problems([Problem("on", *found)])
        was = days.full(session.on)
        session.on = on
        work.session.flush()
        meetings = work.session.scalars(
            select(Meeting)
            .where(Meeting.session_id == session_id, Meeting.status.in_(("booked", "waiting")))
            .order_by(Meeting.at, Meeting.id)
        ).all()
        for meeting in meetings:
            at = meeting.at or session.starts
            book_anew(work, meeting, session_id, at, today=today)
            told = f"The meeting of {was} was moved to {days.full(on)}, {at:%H:%M}, with the whole session."
            work.journal(meeting.person_id, told, on=today, case_id=meeting.case_id)
        work.commit()
        return Changes.of(session, "sessions", "journal", "waiting")


def _why_not(work: Work, session: Session, on: date, today: date) -> tuple[str, ...]:
    """Why this session cannot be held on that day; nothing where it can."""
    begun = select(Meeting.id).where(Meeting.session_id == session.id, Meeting.status.in_(_BEGUN)).limit(1)
    if session.status != "planned" or work.session.scalars(begun).first() is not None:
        return "Only a session that is planned can be moved.", "Plan another one on that day."
    if on < today:
        return (f"{days.full(on)} is past.",)
    closed = work.session.scalars(
        select(Closure)
        .where(
            Closure.from_on <= on,
            Closure.to_on >= on,
            Closure.practice_id.is_(None) | (Closure.practice_id == session.practice_id),
        )
        .limit(1)
    ).first()
    if closed is not None:
        return f"No session is held on {days.full(on)}: {closed.why or 'closed'}.", "Choose another day."
    holidays = resources.holidays()
    weekday = on.weekday() < 5 and holidays.first_year <= on.year <= holidays.last_year
    if weekday and not holidays.working(on):
        return f"{days.full(on)} is a bank holiday.", "Choose another day."
    same = select(Session.id).where(
        Session.practice_id == session.practice_id,
        Session.on == on,
        Session.advisor_id == session.advisor_id,
        Session.id != session.id,
    )
    if work.session.scalars(same.limit(1)).first() is not None:
        return "There is a session at that practice that day already.", "Move its people one by one."
    return ()


def book_anew(work: Work, meeting: Meeting, session_id: UUID, at: time, *, today: date) -> Meeting:
    """Another meeting in the place of this one, inside a unit of work that does more than this."""
    first = meeting.first_contact
    meeting.status, meeting.kind = "rebooked", "booked"
    work.session.flush()
    made = sessions.keep_meeting(
        work,
        meeting.person_id,
        session_id=session_id,
        at=at,
        why=meeting.why,
        case_id=meeting.case_id,
        channel=meeting.channel,
    )
    made.first_contact = first
    work.session.flush()
    work.add(MeetingMove(from_id=meeting.id, to_id=made.id, on=today))
    return made


# Whom to tell ---------------------------------------------------------------------------------------------


def to_tell(desk: Desk, meeting_ids: Collection[UUID], *, practices: Collection[UUID] = ()) -> list[ToTell]:
    """Whom to tell of meetings as they stand now: the clients in time order, then each practice's reception.

    ``practices`` are others that have to know, as the one somebody no longer comes to; a session that is a
    colleague's tells them too.
    """
    with desk.look() as look:
        rows = look.execute(
            select(Meeting, Session, Practice)
            .join(Session, Session.id == Meeting.session_id)
            .join(Practice, Practice.id == Session.practice_id)
            .where(Meeting.id.in_(meeting_ids))
            .order_by(Meeting.on, Meeting.at, Meeting.id)
        ).all()
        booked = sessions.booked_in_all(look, {session.id for _, session, _ in rows})
        others = look.scalars(select(Practice).where(Practice.id.in_(practices)).order_by(Practice.name))
        told = {practice.id: practice for *_, practice in rows} | {each.id: each for each in others}
        colleagues = look.scalars(
            select(Advisor).where(
                Advisor.id.in_({session.advisor_id for _, session, _ in rows}), Advisor.id != desk.advisor.id
            )
        ).all()
    found = []
    for meeting, session, practice in rows:
        one = next((each for each in booked.get(session.id, ()) if each.id == meeting.id), None)
        draft = clients.client(desk, meeting.person_id).draft
        care = [client_page.contact_words(draft)]
        if draft.interpreter:
            care.append(f"Tell the interpreter too ({draft.interpreter}).")
        late = one is not None and one.next_on is not None and one.next_on < meeting.on
        found.append(
            ToTell(
                one.client if one is not None else f"{draft.forenames} {draft.surname}",
                f"{days.full(meeting.on)}, {meeting.at:%H:%M}, {practice.name}",
                draft.phone or "No number recorded",
                " ".join(filter(None, care)),
                f"{one.next_what} by {days.full(one.next_on)}" if late and one and one.next_on else "",
                meeting.person_id,
            )
        )
    for practice in told.values():
        found.append(ToTell(f"Reception of {practice.name}", "", practice.phone or ""))
    found += [ToTell(each.name, "Whose session it is", each.phone or "") for each in colleagues]
    return found


def to_tell_of_session(desk: Desk, session_id: UUID) -> list[ToTell]:
    """Whom to tell of a whole session that was moved: everybody booked into it, and the practice."""
    view = sessions.session(desk, session_id)
    coming = [one.id for one in view.booked if not one.given_back]
    return to_tell(desk, coming, practices=[view.row.practice_id])
