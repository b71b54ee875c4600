"""CHI numbers the desk keeps though no practice's terms allow it: counted, and taken out in one act."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.people.clients import refresh_search_terms, whole_person
from welfare_desk.casework.service.practice_terms import may_keep_chi
from welfare_desk.records.people import Person


def against_terms(desk: Desk, *, today: date) -> int:
    """How many clients' CHI numbers are in the desk though their practice's terms do not allow it: those
    brought in from a workbook, or kept before the terms changed."""
    with desk.look() as look:
        return len(_against_terms(look, today))


def take_out(desk: Desk, *, today: date) -> int:
    """Take out every CHI number no terms allow; how many there were. It cannot be taken back."""
    with desk.unit_of_work() as work:
        found = _against_terms(work.session, today)
        for id in found:
            person = whole_person(work.session, id)
            person.chi_number = None
            work.session.flush()
            refresh_search_terms(work.session, person)
        work.commit()
    return len(found)


def _against_terms(look: Session, today: date) -> list[UUID]:
    kept = look.execute(select(Person.id, Person.practice_id).where(Person.chi_number.is_not(None))).all()
    practices = {practice for _, practice in kept}
    allowed = {practice: may_keep_chi(look, practice, today) for practice in practices}
    return [id for id, practice in kept if not allowed[practice]]
