"""Tables of the service: practices, advisors, bodies written to, sessions, referrals, funding, settings."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import Index, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Base, Facts, Kept, Pence, Words, refers_to


class Practice(Kept):
    """A GP practice where sessions are held, with the terms it agreed for reading its records."""

    __tablename__ = "practices"

    name: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str | None]
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str | None]
    room: Mapped[str | None]
    session_weekday: Mapped[int | None]  # Monday is 0
    session_starts: Mapped[time | None] = mapped_column(Time)
    session_ends: Mapped[time | None] = mapped_column(Time)
    session_every: Mapped[str | None]  # week, fortnight, four_weeks, month
    locality: Mapped[str | None]  # the part of the network it belongs to
    terms: Mapped[Facts]  # written consent needed, notes allowed, accuracy check needed, agreed on


class ListSize(Kept):
    """How many patients a practice had on a day."""

    __tablename__ = "list_sizes"

    practice_id: Mapped[UUID] = mapped_column(refers_to("practices.id"), index=True)
    on: Mapped[date]
    patients: Mapped[int]


class Advisor(Kept):
    """Someone who works at this desk; their passphrase slot carries the same id."""

    __tablename__ = "advisors"

    name: Mapped[str]
    initials: Mapped[str]
    role: Mapped[str] = mapped_column(default="caseworker")  # a key of casework.workers.ROLES
    job_title: Mapped[str | None]
    phone: Mapped[str | None]
    left_on: Mapped[date | None]


class Organisation(Kept):
    """A named body in the recipient book; consent names bodies by this id, never by kind."""

    __tablename__ = "organisations"

    name: Mapped[str]
    kind: Mapped[str]  # sss, dwp, housing, creditor, tribunal, practice, ... (consent file 6.0)
    code: Mapped[str | None] = mapped_column(unique=True)
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str | None]
    phone: Mapped[str | None]
    practice_id: Mapped[UUID | None] = mapped_column(refers_to("practices.id"))
    retired_on: Mapped[date | None]


class Session(Kept):
    """One half-day at one practice."""

    __tablename__ = "sessions"
    __table_args__ = (UniqueConstraint("practice_id", "on", "advisor_id"),)

    practice_id: Mapped[UUID] = mapped_column(refers_to("practices.id"))
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    on: Mapped[date] = mapped_column(index=True)
    starts: Mapped[time] = mapped_column(Time)
    ends: Mapped[time] = mapped_column(Time)
    status: Mapped[str] = mapped_column(default="planned")  # planned, held, cancelled
    cancelled_by: Mapped[str | None]  # practice, service
    cancelled_on: Mapped[date | None]
    cancelled_because: Mapped[str | None]


class Closure(Kept):
    """Days without a session: at one practice, or at all of them where none is named."""

    __tablename__ = "closures"

    practice_id: Mapped[UUID | None] = mapped_column(refers_to("practices.id"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date] = mapped_column(index=True)
    why: Mapped[str] = mapped_column(default="")


class Referral(Kept):
    """Somebody was sent to, or came to, the service."""

    __tablename__ = "referrals"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    practice_id: Mapped[UUID | None] = mapped_column(refers_to("practices.id"))
    received_on: Mapped[date] = mapped_column(index=True)
    referrer_role: Mapped[str]
    referrer_name: Mapped[str | None]
    agreed: Mapped[bool | None]
    agreed_on: Mapped[date | None]
    reasons: Mapped[Words]
    deadline_on: Mapped[date | None]
    deadline_for: Mapped[str | None]
    risk_note: Mapped[bytes | None]  # sealed
    case_id: Mapped[UUID | None] = mapped_column(refers_to("cases.id"))


class Waiting(Kept):
    """Somebody who waits for a meeting, until one is booked or they no longer want it."""

    __tablename__ = "waiting_list"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(refers_to("cases.id"))
    practice_id: Mapped[UUID | None] = mapped_column(refers_to("practices.id"), index=True)
    since_on: Mapped[date]
    why: Mapped[str] = mapped_column(default="")
    can_come: Mapped[str] = mapped_column(default="")  # "mornings", in the client's words
    ended_on: Mapped[date | None] = mapped_column(index=True)
    ended_because: Mapped[str | None]  # booked, or the advisor's words
    meeting_id: Mapped[UUID | None] = mapped_column(refers_to("meetings.id"))


class Meeting(Kept):
    """One sitting, call or home visit with one client, booked or done; also counts as activity."""

    __tablename__ = "meetings"
    __table_args__ = (
        Index("ix_meetings_support", "person_id", "on", "kind"),  # whether somebody was supported before
        Index("ix_meetings_day", "on", "kind", "person_id"),
        Index("ix_meetings_unmarked", "status", "on"),
    )

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"))
    case_id: Mapped[UUID | None] = mapped_column(refers_to("cases.id"), index=True)
    session_id: Mapped[UUID | None] = mapped_column(refers_to("sessions.id"), index=True)
    on: Mapped[date]
    at: Mapped[time | None] = mapped_column(Time)
    minutes: Mapped[int | None]
    channel: Mapped[str] = mapped_column(default="face_to_face")
    kind: Mapped[
        str
    ]  # funder R2: attended, phone, video, email, home_visit, work_done, tribunal, dna, cancelled
    status: Mapped[str]  # booked, waiting, in_room, attended, dna, cancelled_by_client, cancelled_by_service
    why: Mapped[str] = mapped_column(default="")
    first_contact: Mapped[bool] = mapped_column(default=False)
    next_step: Mapped[str | None]


class MeetingRecord(Kept):
    """How a meeting went, beside what was booked: where, who else was there, what was agreed."""

    __tablename__ = "meeting_records"

    meeting_id: Mapped[UUID] = mapped_column(refers_to("meetings.id"), unique=True)
    place: Mapped[str | None]  # practice, telephone, video, home, office, tribunal
    present: Mapped[str] = mapped_column(default="")  # who else was in the room, in words
    accompanied: Mapped[bool | None]
    private_place: Mapped[bool | None]
    interpreter: Mapped[str] = mapped_column(default="")
    next_step_on: Mapped[date | None]
    next_step_by: Mapped[str | None]  # us, client, practice
    task_id: Mapped[UUID | None] = mapped_column(refers_to("tasks.id"))
    follow_up_id: Mapped[UUID | None] = mapped_column(refers_to("meetings.id"))


class CrisisRecord(Kept):
    """What was said and done when somebody was at risk; sealed, and on no page that lists a household."""

    __tablename__ = "crisis_records"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    meeting_id: Mapped[UUID | None] = mapped_column(refers_to("meetings.id"))
    at: Mapped[datetime]
    kind: Mapped[str]  # a key of resources/crisis.toml
    steps_done: Mapped[Words]
    sealed: Mapped[bytes]  # what was said, whom we told


class MeetingMove(Kept):
    """A meeting that was booked anew at another time: which, and which took its place."""

    __tablename__ = "meeting_moves"

    from_id: Mapped[UUID] = mapped_column(refers_to("meetings.id"), unique=True)
    to_id: Mapped[UUID] = mapped_column(refers_to("meetings.id"), unique=True)
    on: Mapped[date]


class Funding(Kept):
    """Money for the service from one funder for a span of days; in kind is no cash."""

    __tablename__ = "funding"

    funder: Mapped[str]
    kind: Mapped[str]  # local_authority, hscp, other, in_kind
    from_on: Mapped[date]
    to_on: Mapped[date]
    amount_pence: Mapped[Pence]


class PracticeCounts(Kept):
    """What a practice counted for us, patient by patient and without a name: before and after first support.

    ``pairs``: under "rows", a pair of whole numbers to a patient, null where the practice could not say.
    """

    __tablename__ = "practice_counts"

    practice_id: Mapped[UUID] = mapped_column(refers_to("practices.id"), index=True)
    kind: Mapped[str]  # a key of rules.evaluation.COUNTED
    from_on: Mapped[date]  # of patients first supported from this day ...
    to_on: Mapped[date]  # ... to this one
    given_on: Mapped[date]
    pairs: Mapped[Facts]


class Setting(Kept):
    """One of the agency's choices as it stands from a day on; the newest from_on not after today holds."""

    __tablename__ = "settings"
    __table_args__ = (UniqueConstraint("key", "from_on"),)

    key: Mapped[str]
    from_on: Mapped[date]
    value: Mapped[Facts]


class Counter(Base):
    """The last running number given out, by the letters of the device."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class History(Base):
    """What every write changed: table, row, act and the fields' names; never sealed or clinical text."""

    __tablename__ = "history"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    advisor_id: Mapped[UUID | None]
    device: Mapped[str]
    table: Mapped[str] = mapped_column("table_name")
    row_id: Mapped[UUID] = mapped_column(index=True)
    act: Mapped[str]  # made, changed, removed
    changes: Mapped[Facts]


class Draft(Kept):
    """Typing not yet saved anywhere else, sealed; found again after a crash or a lock."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("advisor_id", "place"),)

    advisor_id: Mapped[UUID | None]
    place: Mapped[str]
    sealed: Mapped[bytes]
    saved_at: Mapped[datetime]
