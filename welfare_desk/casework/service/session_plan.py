"""Sessions in the large: planned by a practice's pattern, left out where nobody is there, cancelled with
everybody in them booked anew.

One session at a time, and who is booked into it, is ``sessions``; moving is ``moving``; the week and the
month as they are looked at are ``session_views``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from welfare_desk import resources
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.service import moving, sessions, waiting
from welfare_desk.casework.service.sessions import Booked, Place, SessionRow
from welfare_desk.casework.service.waiting import WaitingDraft
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.service import Closure, Meeting, Practice, Session
from welfare_desk.rules import days, session_pattern
from welfare_desk.rules.session_pattern import Pattern, PatternDay

CANCELLED_BY = {"practice": "The practice", "service": "Our service"}
_TO_COME = ("booked", "waiting")
_LOOKED_AHEAD = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """Days without a session; no practice named means at none of them."""

    id: UUID
    practice_id: UUID | None
    practice: str | None
    from_on: date
    to_on: date
    why: str


@dataclass(frozen=True, slots=True)
class ToRebook:
    """Somebody whose session is cancelled, and the next place that could be theirs."""

    booked: Booked
    was_on: date
    place: Place | None

    @property
    def comes_late(self) -> bool:
        """Whether something of theirs falls before the place (or there is no place)."""
        next_on = self.booked.next_on
        return next_on is not None and (self.place is None or next_on < self.place.on)


def pattern_days(
    desk: Desk, practice_id: UUID, pattern: Pattern, to_on: date, *, ours: bool = True
) -> tuple[PatternDay, ...]:
    """The days the pattern gives at this practice, each left out one with its reason; writes nothing."""
    with desk.look() as look:
        closures = look.scalars(
            select(Closure).where(
                Closure.to_on >= pattern.first_on,
                or_(Closure.practice_id.is_(None), Closure.practice_id == practice_id),
            )
        ).all()
        planned = select(Session.on).where(
            Session.practice_id == practice_id, Session.on >= pattern.first_on, Session.status != "cancelled"
        )
        if ours:
            planned = planned.where(Session.advisor_id == desk.advisor.id)
        taken = set(look.scalars(planned))
    return session_pattern.days_of(
        pattern,
        to_on,
        closures=[session_pattern.Closure(one.from_on, one.to_on, one.why) for one in closures],
        holidays=resources.holidays(),
        planned=taken,
    )


def plan_by_pattern(
    desk: Desk, practice_id: UUID, pattern: Pattern, to_on: date, *, starts: time, ends: time
) -> Changes:
    """Plan the sessions of several weeks, and keep the pattern as the practice's usual one.

    Raises Problems where the pattern gives no day at all.
    """
    if ends <= starts:
        raise Problems([Problem("ends", "The session ends before it begins.")])
    if to_on < pattern.first_on:
        raise Problems([Problem("to_on", "The last day is before the first.")])
    found = [day for day in pattern_days(desk, practice_id, pattern, to_on) if not day.left_out]
    if not found:
        raise Problems([Problem("to_on", "No day is left to plan.", "Every one is planned or left out.")])
    with desk.unit_of_work() as work:
        practice = work.get(Practice, practice_id)
        practice.session_weekday, practice.session_every = pattern.first_on.weekday(), pattern.every
        practice.session_starts, practice.session_ends = starts, ends
        for day in found:
            session = sessions.keep_session(work, practice_id, day.on, starts, ends)
            session.status, session.cancelled_by = "planned", None
            session.cancelled_on = session.cancelled_because = None
        work.commit()
        return Changes.of(practice, "sessions", "practices")


def add_closure(desk: Desk, practice_id: UUID | None, from_on: date, to_on: date, *, why: str) -> Changes:
    """Days without a session, so that planning leaves them out. Raises Problems.

    Sessions planned in them already stay until they are cancelled.
    """
    with desk.unit_of_work() as work:
        closure = _keep_closure(work, practice_id, from_on, to_on, why)
        work.commit()
        return Changes.of(closure, "sessions", "practices")


def _keep_closure(work: Work, practice_id: UUID | None, from_on: date, to_on: date, why: str) -> Closure:
    if to_on < from_on:
        raise Problems([Problem("to_on", "The last day is before the first.")])
    return work.add(Closure(practice_id=practice_id, from_on=from_on, to_on=to_on, why=why.strip()))


def remove_closure(desk: Desk, closure_id: UUID) -> Changes:
    """They are there after all."""
    with desk.unit_of_work() as work:
        work.session.delete(work.get(Closure, closure_id))
        work.commit()
        return Changes.of(None, "sessions", "practices")


def closures(desk: Desk, *, from_on: date) -> list[ClosureRow]:
    """Days without a session from a day on, the earliest first."""
    with desk.look() as look:
        return [
            ClosureRow(one.id, one.practice_id, name, one.from_on, one.to_on, one.why)
            for one, name in look.execute(
                select(Closure, Practice.name)
                .outerjoin(Practice, Practice.id == Closure.practice_id)
                .where(Closure.to_on >= from_on)
                .order_by(Closure.from_on, Closure.id)
            )
        ]


# Cancelling ---------------------------------------------------------------------------------------


def sessions_between(desk: Desk, practice_id: UUID, from_on: date, to_on: date) -> list[SessionRow]:
    """The sessions of a practice that can still be cancelled in these days."""
    found = sessions.sessions(desk, from_on=from_on, to_on=to_on)
    return [row for row in found if row.practice_id == practice_id and row.status == "planned"]


def rebooking(desk: Desk, session_ids: Collection[UUID], *, today: date) -> list[ToRebook]:
    """Everybody still booked into these sessions with a free place each, at the same practice.

    Whoever has a date soon chooses first; then who was to come first.
    """
    booked = [
        (view.row, one)
        for view in (sessions.session(desk, id) for id in session_ids)
        for one in view.booked
        if one.status in _TO_COME
    ]
    booked.sort(key=lambda pair: (pair[1].next_on or date.max, pair[0].on, pair[1].at or time.max))
    left = sessions.places(
        desk, today=today, most=len(booked) * 4 + 20, without=session_ids, ahead=_LOOKED_AHEAD
    )
    found = []
    for row, one in booked:
        place = next((each for each in left if each.practice_id == row.practice_id), None)
        if place is not None:
            left.remove(place)
        found.append(ToRebook(one, row.on, place))
    return found


def cancel_sessions(
    desk: Desk,
    session_ids: Collection[UUID],
    *,
    by: str,
    why: str,
    rebook: Mapping[UUID, tuple[UUID, time]],
    today: date,
    closed: tuple[date, date] | None = None,
) -> Changes:
    """Cancel sessions and book everybody in them anew, in one act.

    ``rebook`` says for a meeting which session and time take its place; whoever is not in it goes on the
    waiting list. ``closed`` keeps those days out of later planning. Raises Problems, with nothing done.
    """
    if by not in CANCELLED_BY:
        raise Problems([Problem("by", "Say who cancelled.")])
    if not session_ids:
        raise Problems([Problem("from_on", "No session falls in these days.")])
    with desk.unit_of_work() as work:
        practice_id = None
        for session_id in session_ids:
            session = work.get(Session, session_id)
            practice_id = session.practice_id
            if session.status == "held" or _has_begun(work, session_id):
                raise Problems([Problem("by", f"The session of {days.full(session.on)} has been held.")])
            session.status, session.cancelled_by = "cancelled", by
            session.cancelled_on, session.cancelled_because = today, why.strip() or None
        work.session.flush()
        for session_id in session_ids:
            _empty(work, session_id, rebook, by, today)
        if closed is not None and practice_id is not None:
            _keep_closure(work, practice_id, *closed, why)
        work.commit()
        return Changes(frozenset({"sessions", "waiting", "journal", "practices"}))


def _has_begun(work: Work, session_id: UUID) -> bool:
    met = select(Meeting.id).where(
        Meeting.session_id == session_id, Meeting.status.in_(("attended", "in_room", "dna"))
    )
    return work.session.scalars(met.limit(1)).first() is not None


def _empty(
    work: Work, session_id: UUID, rebook: Mapping[UUID, tuple[UUID, time]], by: str, today: date
) -> None:
    meetings = work.session.scalars(
        select(Meeting)
        .where(Meeting.session_id == session_id, Meeting.status.in_(_TO_COME))
        .order_by(Meeting.at, Meeting.id)
    ).all()
    who = "the practice" if by == "practice" else "us"
    for meeting in meetings:
        day = days.full(meeting.on)
        place = rebook.get(meeting.id)
        if place is not None:
            made = moving.book_anew(work, meeting, *place, today=today)
            told = f"The meeting of {day} was cancelled by {who}; now {days.full(made.on)}, {made.at:%H:%M}."
        else:
            meeting.status, meeting.kind = "cancelled_by_service", "cancelled"
            waiting.keep(
                work,
                WaitingDraft(meeting.person_id, meeting.why, case_id=meeting.case_id),
                today=today,
            )
            told = f"The meeting of {day} was cancelled by {who}; on the waiting list."
        work.journal(meeting.person_id, told, on=today, case_id=meeting.case_id)


def hold_after_all(desk: Desk, session_id: UUID) -> Changes:
    """A cancelled session takes place after all; who was booked anew stays where they are now."""
    with desk.unit_of_work() as work:
        session = work.get(Session, session_id)
        session.status, session.cancelled_by = "planned", None
        session.cancelled_on = session.cancelled_because = None
        work.commit()
        return Changes.of(session, "sessions")
