"""Who waits for a meeting: put on the list by a referral without one, a cancelled session, or by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.matters import key_dates
from welfare_desk.casework.people import special_rules
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.service import Practice, Waiting

BOOKED = "booked"


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    person_id: UUID
    why: str = ""
    can_come: str = ""
    practice_id: UUID | None = None
    case_id: UUID | None = None
    since_on: date | None = None


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Somebody on the list, with the nearest of their dates: who has one soon is seen first."""

    id: UUID
    person_id: UUID
    case_id: UUID | None
    client: str
    practice_id: UUID | None
    practice: str | None
    since_on: date
    why: str
    can_come: str
    contact_warning: str | None
    next_on: date | None
    next_what: str | None


def put_on(desk: Desk, draft: WaitingDraft, *, today: date) -> Changes:
    """Put somebody on the waiting list. Raises Problems where they wait already."""
    with desk.unit_of_work() as work:
        if _waits(work, draft.person_id):
            raise Problems([Problem("person", "They are on the waiting list already.")])
        if draft.since_on and draft.since_on > today:
            raise Problems([Problem("since_on", "They cannot wait since a day to come.")])
        row = keep(work, draft, today=today)
        work.commit()
        return Changes.of(row, "waiting")


def keep(work: Work, draft: WaitingDraft, *, today: date) -> Waiting:
    """The same inside a unit of work that does more than this; nobody waits twice."""
    found = work.session.scalars(
        select(Waiting).where(Waiting.person_id == draft.person_id, Waiting.ended_on.is_(None))
    ).first()
    if found is not None:
        return found
    practice_id = draft.practice_id or work.get(Person, draft.person_id).practice_id
    return work.add(
        Waiting(
            person_id=draft.person_id,
            case_id=draft.case_id,
            practice_id=practice_id,
            since_on=draft.since_on or today,
            why=draft.why.strip(),
            can_come=draft.can_come.strip(),
        )
    )


def take_off(desk: Desk, waiting_id: UUID, *, because: str, today: date) -> Changes:
    """Take somebody off the list without a meeting. Raises Problems where it is not said why."""
    if not because.strip():
        raise Problems([Problem("because", "Say why they no longer wait.")])
    with desk.unit_of_work() as work:
        row = work.get(Waiting, waiting_id)
        row.ended_on, row.ended_because = today, because.strip()
        work.journal(row.person_id, f"Off the waiting list: {because.strip()}", on=today, case_id=row.case_id)
        work.commit()
        return Changes.of(row, "waiting", "journal")


def put_back(desk: Desk, waiting_id: UUID, *, today: date) -> Changes:
    """They wait after all: taking off is taken back."""
    with desk.unit_of_work() as work:
        row = work.get(Waiting, waiting_id)
        row.ended_on = row.ended_because = row.meeting_id = None
        work.journal(row.person_id, "On the waiting list after all.", on=today, case_id=row.case_id)
        work.commit()
        return Changes.of(row, "waiting", "journal")


def ends_with(work: Work, person_id: UUID, meeting_id: UUID, *, today: date) -> None:
    """A meeting has been booked: whoever it is for waits no longer."""
    for row in work.session.scalars(
        select(Waiting).where(Waiting.person_id == person_id, Waiting.ended_on.is_(None))
    ):
        row.ended_on, row.ended_because, row.meeting_id = today, BOOKED, meeting_id


def waiting(desk: Desk) -> list[WaitingRow]:
    """Everybody who waits: those who go first, those with a date soon, then who has waited longest."""
    with desk.look() as look:
        rows = look.execute(
            select(Waiting, client_name(), Practice.name, Person.contact_warning)
            .join(Person, Person.id == Waiting.person_id)
            .join(PersonName, current_name(Person.id))
            .outerjoin(Practice, Practice.id == Waiting.practice_id)
            .where(Waiting.ended_on.is_(None))
            .order_by(Waiting.since_on, Waiting.id)
        ).all()
        dates = key_dates.nearest_of(look, [row.person_id for row, *_ in rows])
        first = special_rules.these_go_first(look)
    found = [
        WaitingRow(
            row.id,
            row.person_id,
            row.case_id,
            name,
            row.practice_id,
            practice,
            row.since_on,
            row.why,
            row.can_come,
            warning,
            *dates.get(row.person_id, (None, None)),
        )
        for row, name, practice, warning in rows
    ]
    return sorted(found, key=lambda one: (one.person_id not in first, one.next_on or date.max))


def _waits(work: Work, person_id: UUID) -> bool:
    held = select(Waiting.id).where(Waiting.person_id == person_id, Waiting.ended_on.is_(None)).limit(1)
    return work.session.scalars(held).first() is not None
