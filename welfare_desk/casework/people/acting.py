"""The register of who acts for a client: for which body, on which document seen, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.people import Acting, Person
from welfare_desk.records.service import Organisation
from welfare_desk.rules import acting as rules
from welfare_desk.rules import days


@dataclass(frozen=True, slots=True)
class ActingDraft:
    """``organisation_id`` None is everybody; ``document`` is what was seen, ``seen_on`` when."""

    person_id: UUID
    role: str
    name: str
    document: str
    seen_on: date | None
    from_on: date | None
    organisation_id: UUID | None = None
    to_on: date | None = None
    address: str = ""
    postcode: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ActingRow:
    id: UUID
    power: rules.Power
    name: str
    body: str  # "Everybody" where it is for no one body
    document: str
    seen_on: date
    address_lines: tuple[str, ...]
    phone: str


EVERYBODY = "Everybody"


def problems_in(draft: ActingDraft, *, today: date) -> list[Problem]:
    found = []
    if draft.role not in rules.ROLES:
        found.append(Problem("role", "Say by what power they act."))
    if not draft.name.strip():
        found.append(Problem("name", "Write their name."))
    if not draft.document.strip() or draft.seen_on is None:
        found.append(
            Problem("document", "Nobody acts on a word alone.", "Say which document you saw, and when.")
        )
    if draft.seen_on is not None and draft.seen_on > today:
        found.append(Problem("seen_on", "That day is still to come."))
    if draft.role in rules.OF_ONE_BODY and draft.organisation_id is None:
        found.append(
            Problem("body", "An appointee acts for one body.", "Choose the body that appointed them.")
        )
    if draft.to_on is not None and draft.to_on < (draft.from_on or draft.to_on):
        found.append(Problem("to_on", "It ends before it begins."))
    return found


def record(desk: Desk, draft: ActingDraft, *, today: date) -> Changes:
    """Keep who acts for the client from now on. Raises Problems."""
    wrong = problems_in(draft, today=today)
    if wrong or draft.seen_on is None:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        work.get(Person, draft.person_id)
        body = work.get(Organisation, draft.organisation_id) if draft.organisation_id else None
        row = work.add(
            Acting(
                person_id=draft.person_id,
                role=draft.role,
                name=draft.name.strip(),
                organisation_id=draft.organisation_id,
                document=draft.document.strip(),
                seen_on=draft.seen_on,
                from_on=draft.from_on or draft.seen_on,
                to_on=draft.to_on,
                lines=draft.address.strip(),
                postcode=draft.postcode.strip() or None,
                phone=draft.phone.strip() or None,
            )
        )
        towards = f" towards {body.name}" if body else ""
        words = (
            f"{row.name} acts for the client{towards}: {rules.ROLES[row.role].lower()}. Seen: {row.document}."
        )
        work.journal(draft.person_id, words, on=today)
        work.commit()
        return Changes.of(row, "acting", "letters", "clients")


def end(desk: Desk, acting_id: UUID, *, on: date, today: date) -> Changes:
    """From that day they act no longer; letters go to the client again."""
    with desk.unit_of_work() as work:
        row = work.get(Acting, acting_id)
        row.ended_on = on
        work.journal(row.person_id, f"{row.name} acts no longer, from {days.short(on)}.", on=today)
        work.commit()
        return Changes.of(row, "acting", "letters", "clients")


def register(desk: Desk, person_id: UUID) -> list[ActingRow]:
    """Everybody who acts or acted for a client, the newest first."""
    with desk.look() as look:
        return rows(look, person_id)


def for_body(look: Session, person_id: UUID, organisation_id: UUID | None, on: date) -> ActingRow | None:
    """Who signs towards this body, or (None) is written to in the client's place; None where nobody is."""
    found = rows(look, person_id)
    power = rules.who_acts((one.power for one in found), organisation_id, on)
    return next((one for one in found if power is not None and one.id == power.id), None)


def rows(look: Session, person_id: UUID) -> list[ActingRow]:
    found = look.execute(
        select(Acting, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Acting.organisation_id)
        .where(Acting.person_id == person_id)
        .order_by(Acting.from_on.desc(), Acting.id.desc())
    )
    return [
        ActingRow(
            row.id,
            rules.Power(row.id, row.role, row.organisation_id, row.from_on, row.to_on, row.ended_on),
            row.name,
            body or EVERYBODY,
            row.document,
            row.seen_on,
            tuple(line for line in (*row.lines.splitlines(), row.postcode or "") if line.strip()),
            row.phone or "",
        )
        for row, body in found
    ]
