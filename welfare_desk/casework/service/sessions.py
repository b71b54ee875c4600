"""Sessions at a practice and the meetings in them: booking, and who came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session as Look

from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.casework.matters import key_dates
from welfare_desk.casework.matters.cases import begin
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.casework.service import waiting
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.cases import Case
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.service import Meeting, Practice, Session
from welfare_desk.rules.consent_record import LONDON
from welfare_desk.rules.session_times import MINUTES, Free, free_times

STATUSES = (
    "booked",
    "waiting",
    "in_room",
    "attended",
    "dna",
    "cancelled_by_client",
    "cancelled_by_service",
    "rebooked",
)
CHANNEL_OF_KIND = {
    "attended": "face_to_face",
    "home_visit": "face_to_face",
    "tribunal": "face_to_face",
    "phone": "telephone",
    "email": "email",
}
_KIND_OF_STATUS = {"attended": "attended", "dna": "dna"}
GIVEN_BACK = ("cancelled_by_client", "cancelled_by_service", "rebooked")  # their time is free again
USUAL_GAP = timedelta(days=7)
AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session; its fields stand in the order ``_sessions`` asks for them."""

    id: UUID
    practice_id: UUID
    practice: str
    on: date
    starts: time
    ends: time
    status: str
    meetings: int = 0  # those still to be held or held
    cancelled_by: str | None = None
    cancelled_because: str | None = None
    advisor_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A free place in a session to come: when and where somebody can be seen."""

    session_id: UUID
    practice_id: UUID
    practice: str
    on: date
    at: time


@dataclass(frozen=True, slots=True)
class Booked:
    """One meeting of a session with the nearest date of the client it is with."""

    id: UUID
    person_id: UUID
    case_id: UUID | None
    client: str
    at: time | None
    why: str
    status: str
    contact_warning: str | None
    next_on: date | None
    next_what: str | None
    case_reference: str | None = None

    @property
    def given_back(self) -> bool:
        """Cancelled or rebooked: nobody comes at this time."""
        return self.status in GIVEN_BACK


@dataclass(frozen=True, slots=True)
class SessionView:
    """One session with its meetings in time order and what is free between them."""

    row: SessionRow
    booked: tuple[Booked, ...]
    free: tuple[Free, ...]


def plan_session(desk: Desk, practice_id: UUID, on: date, starts: time, ends: time) -> Changes:
    """Plan a half-day at a practice; a second plan for the day changes its times.

    Raises Problems, also where somebody is booked at a time that would fall outside.
    """
    if ends <= starts:
        raise Problems([Problem("ends", "The session ends before it begins.")])
    with desk.unit_of_work() as work:
        session = keep_session(work, practice_id, on, starts, ends)
        outside = select(Meeting.at).where(
            Meeting.session_id == session.id,
            Meeting.status.in_(("booked", "waiting", "in_room")),
            or_(Meeting.at < starts, Meeting.at >= ends),
        )
        if (at := work.session.scalars(outside.order_by(Meeting.at).limit(1)).first()) is not None:
            booked = f"Somebody is booked there that day at {at:%H:%M}."
            raise Problems([Problem("starts", booked, "Move them first, or plan longer.")])
        work.commit()
        return Changes.of(session, "sessions")


def keep_session(work: Work, practice_id: UUID, on: date, starts: time, ends: time) -> Session:
    session = work.session.scalars(
        select(Session).where(
            Session.practice_id == practice_id, Session.on == on, Session.advisor_id == work.desk.advisor.id
        )
    ).one_or_none()
    if session is None:
        session = work.add(Session(practice_id=practice_id, advisor_id=work.desk.advisor.id, on=on))
    session.starts, session.ends = starts, ends
    work.session.flush()
    return session


def book(
    desk: Desk,
    person_id: UUID,
    *,
    session_id: UUID,
    at: time,
    why: str = "",
    case_id: UUID | None = None,
    channel: str = "face_to_face",
) -> Changes:
    """Book a client into a session. Raises Problems where the time is taken or outside it."""
    with desk.unit_of_work() as work:
        meeting = keep_meeting(
            work, person_id, session_id=session_id, at=at, why=why, case_id=case_id, channel=channel
        )
        work.commit()
        return Changes.of(meeting, "sessions")


def keep_meeting(
    work: Work,
    person_id: UUID,
    *,
    session_id: UUID,
    at: time,
    why: str = "",
    case_id: UUID | None = None,
    channel: str = "face_to_face",
) -> Meeting:
    """The same inside a unit of work that does more than this."""
    session = check_time(work, session_id, at)
    meeting = work.add(
        Meeting(
            person_id=person_id,
            case_id=case_id,
            session_id=session_id,
            on=session.on,
            at=at,
            minutes=MINUTES,
            channel=channel,
            kind="booked",
            status="booked",
            why=why.strip(),
            first_contact=not _has_been_in_touch(work, person_id),
        )
    )
    waiting.ends_with(work, person_id, meeting.id, today=work.desk.clock.today())
    return meeting


def is_booked(work: Work, person_id: UUID, *, today: date) -> bool:
    """Whether a meeting with this client is to come."""
    booked = select(Meeting.id).where(
        Meeting.person_id == person_id,
        Meeting.on >= today,
        Meeting.status.in_(("booked", "waiting", "in_room")),
    )
    return work.session.scalars(booked.limit(1)).first() is not None


def here_today(desk: Desk, *, today: date) -> frozenset[UUID]:
    """Everybody with a meeting today, to come or over: who is asked for is likely among them."""
    with desk.look() as look:
        return frozenset(look.scalars(select(Meeting.person_id).where(Meeting.on == today)))


def check_time(work: Work, session_id: UUID, at: time, *, besides: UUID | None = None) -> Session:
    """The session, where somebody can be booked at that time. Raises Problems where nobody can."""
    session = work.get(Session, session_id)
    if session.status == "cancelled":
        raise Problems([Problem("at", "That session is cancelled.")])
    if not session.starts <= at < session.ends:
        raise Problems([Problem("at", "That time is outside the session.")])
    taken = select(Meeting.id).where(
        Meeting.session_id == session_id, Meeting.at == at, Meeting.status.not_in(GIVEN_BACK)
    )
    if besides is not None:
        taken = taken.where(Meeting.id != besides)
    if work.session.scalars(taken.limit(1)).first() is not None:
        raise Problems([Problem("at", "That time is taken.")])
    return session


def set_status(desk: Desk, meeting_id: UUID, status: str, *, next_step: str | None = None) -> Changes:
    """Record how a meeting went; who came counts as support (funder R2). Raises Problems."""
    if status not in STATUSES:
        raise Problems([Problem("status", "Choose how it went.")])
    with desk.unit_of_work() as work:
        meeting = work.get(Meeting, meeting_id)
        keep_status(work, meeting, status)
        if next_step is not None:
            meeting.next_step = next_step
        work.commit()
        return Changes.of(meeting, "sessions", "gains")


def keep_status(work: Work, meeting: Meeting, status: str) -> None:
    """The same inside a unit of work that does more than this; a session somebody came to was held."""
    meeting.status = status
    cancelled = "cancelled" if status.startswith("cancelled") else "booked"
    meeting.kind = _KIND_OF_STATUS.get(status, cancelled)
    if status == "attended":
        if meeting.channel == "telephone":
            meeting.kind = "phone"
        begin(work, meeting.case_id, on=meeting.on)
    if meeting.session_id is not None and status in ("in_room", "attended", "dna"):
        session = work.get(Session, meeting.session_id)
        if session.status == "planned":
            session.status = "held"


def record_support(
    desk: Desk,
    person_id: UUID,
    kind: str,
    *,
    on: date,
    case_id: UUID | None = None,
    why: str = "",
    channel: str | None = None,
    minutes: int | None = None,
) -> Changes:
    """Support outside a session: a call, a letter written, a tribunal attended (funder R2).

    The first of somebody's contacts is marked as such; work done without them is none (R4).
    """
    with desk.unit_of_work() as work:
        meeting = keep_support(
            work, person_id, kind, on=on, case_id=case_id, why=why, channel=channel, minutes=minutes
        )
        work.commit()
        return Changes.of(meeting, "sessions")


def keep_support(
    work: Work,
    person_id: UUID,
    kind: str,
    *,
    on: date,
    case_id: UUID | None = None,
    why: str = "",
    channel: str | None = None,
    minutes: int | None = None,
) -> Meeting:
    """The same inside a unit of work that does more than this."""
    meeting = work.add(
        Meeting(
            person_id=person_id,
            case_id=case_id,
            on=on,
            kind=kind,
            status="attended",
            why=why,
            channel=channel or CHANNEL_OF_KIND.get(kind, "other"),
            minutes=minutes,
            first_contact=kind != "work_done" and not _has_been_in_touch(work, person_id),
        )
    )
    begin(work, case_id, on=on)
    return meeting


def _has_been_in_touch(work: Work, person_id: UUID) -> bool:
    """Whether a booking or a contact of this person stands already; one nobody came to does not count."""
    before = select(Meeting.id).where(
        Meeting.person_id == person_id,
        Meeting.kind.not_in(("dna", "cancelled", "work_done")),
        Meeting.status != "rebooked",
    )
    return work.session.scalars(before.limit(1)).first() is not None


def sessions(desk: Desk, *, from_on: date, to_on: date) -> list[SessionRow]:
    """Sessions from day to day, the earliest first, each with how many are booked into it."""
    with desk.look() as look:
        return [SessionRow(*row) for row in look.execute(_between(), {"from_on": from_on, "to_on": to_on})]


def next_session(look: Look, *, after: date, practice_id: UUID | None = None) -> SessionRow | None:
    """The next session that stands in the weeks after a day, at one practice or anywhere."""
    given = {"after": after, "to_on": after + AHEAD, "practice_id": practice_id}
    found = look.execute(_coming(at_one=practice_id is not None), given).first()
    return SessionRow(*found) if found is not None else None


def session(desk: Desk, session_id: UUID) -> SessionView:
    """One session with its meetings. Raises NotFound."""
    with desk.look() as look:
        found = look.execute(_sessions().where(Session.id == session_id)).first()
        if found is None:
            raise NotFound()
        row, booked = SessionRow(*found), booked_in(look, session_id)
        return SessionView(row, booked, free_in(row, booked))


@cache
def _between() -> Any:
    return _sessions().where(Session.on >= bindparam("from_on"), Session.on <= bindparam("to_on"))


@cache
def _coming(*, at_one: bool) -> Any:
    coming = _sessions().where(
        Session.on > bindparam("after"), Session.on <= bindparam("to_on"), Session.status != "cancelled"
    )
    here = Session.practice_id == bindparam("practice_id")
    return (coming.where(here) if at_one else coming).limit(1)


@cache
def _sessions() -> Any:
    meetings = (
        select(func.count())
        .where(Meeting.session_id == Session.id, Meeting.status.not_in(GIVEN_BACK))
        .scalar_subquery()
    )
    return (
        select(
            Session.id,
            Session.practice_id,
            Practice.name,
            Session.on,
            Session.starts,
            Session.ends,
            Session.status,
            meetings,
            Session.cancelled_by,
            Session.cancelled_because,
            Session.advisor_id,
        )
        .join(Practice, Practice.id == Session.practice_id)
        .order_by(Session.on, Session.starts, Session.id)
    )


def places(
    desk: Desk,
    *,
    today: date,
    most: int = 6,
    without: Collection[UUID] = (),
    ahead: timedelta = AHEAD,
) -> list[Place]:
    """The next free places of half an hour, today's from now on; none in the sessions ``without``."""
    coming = [
        one
        for one in sessions(desk, from_on=today, to_on=today + ahead)
        if one.status != "cancelled" and one.id not in without
    ]
    with desk.look() as look:
        taken = look.execute(
            select(Meeting.session_id, Meeting.at).where(
                Meeting.session_id.in_([one.id for one in coming]), Meeting.status.not_in(GIVEN_BACK)
            )
        ).all()
    now = desk.clock.now().astimezone(LONDON).time()
    return [
        Place(one.id, one.practice_id, one.practice, one.on, free.at)
        for one in coming
        for free in free_times(one.starts, one.ends, (at for id, at in taken if id == one.id and at))
        if free.minutes >= MINUTES and (one.on > today or free.at >= now)
    ][:most]


def free_in(row: SessionRow, booked: Iterable[Booked]) -> tuple[Free, ...]:
    taken = (one.at for one in booked if one.at is not None and not one.given_back)
    return free_times(row.starts, row.ends, taken)


def booked_in(look: Look, session_id: UUID) -> tuple[Booked, ...]:
    """Who is booked into one session, in time order."""
    return booked_in_all(look, [session_id]).get(session_id, ())


def booked_in_all(look: Look, session_ids: Collection[UUID]) -> dict[UUID, tuple[Booked, ...]]:
    """The same for several sessions at once. What was booked for a day they were moved from is left out."""
    rows = look.execute(_booked(), {"session_ids": list(session_ids)}).all()
    nearest = key_dates.nearest_of(look, [meeting.person_id for meeting, *_ in rows])
    found: dict[UUID, list[Booked]] = defaultdict(list)
    for meeting, name, warning, reference in rows:
        next_on, next_what = nearest.get(meeting.person_id, (None, None))
        found[meeting.session_id].append(
            Booked(
                meeting.id,
                meeting.person_id,
                meeting.case_id,
                name,
                meeting.at,
                meeting.why,
                meeting.status,
                warning,
                next_on,
                next_what,
                reference,
            )
        )
    return {id: tuple(each) for id, each in found.items()}


@cache
def _booked() -> Any:
    return (
        select(Meeting, client_name(), Person.contact_warning, Case.reference)
        .join(Session, and_(Session.id == Meeting.session_id, Session.on == Meeting.on))
        .join(Person, Person.id == Meeting.person_id)
        .join(PersonName, current_name(Person.id))
        .outerjoin(Case, Case.id == Meeting.case_id)
        .where(Meeting.session_id.in_(bindparam("session_ids", expanding=True)))
        .order_by(Meeting.at, Meeting.id)
    )
