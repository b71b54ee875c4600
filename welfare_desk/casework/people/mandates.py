"""Mandates: the signed papers by which an office or creditor may talk to us about a client.

A mandate names one body, or every body where the client signed it so; it has a first and a last day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case
from welfare_desk.records.people import Mandate, Person, PersonName
from welfare_desk.records.service import Organisation
from welfare_desk.rules import counting, days

_JUST_OVER = timedelta(days=28)  # a lapse is still said for so long
USUAL_MONTHS = 12  # ours: what the authority that ships says where it names no other day


@dataclass(frozen=True, slots=True)
class MandateRow:
    id: UUID
    organisation_id: UUID | None
    body: str
    subject: str
    from_on: date
    to_on: date | None
    ended_on: date | None
    acknowledged_on: date | None = None
    person_id: UUID | None = None
    client: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it may be relied on that day; its last day counts, the day it was ended does not."""
        begun = self.from_on <= day and (self.to_on is None or day <= self.to_on)
        return begun and (self.ended_on is None or day < self.ended_on)


def record_mandate(
    desk: Desk,
    person_id: UUID,
    organisation_id: UUID,
    *,
    signed_on: date,
    to_on: date | None = None,
    subject: str = "",
    today: date,
) -> Changes:
    """Record that the client signed an authority for one body; twelve months where no day is given.

    Raises Problems.
    """
    last = to_on or counting.months_after(signed_on, USUAL_MONTHS)
    wrong = []
    if signed_on > today:
        wrong.append(Problem("signed_on", "That day is still to come.", "Use the day on the paper."))
    if last < signed_on:
        wrong.append(Problem("to_on", "It ends before it was signed.", "Check the two days."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        work.get(Person, person_id)
        body = work.get(Organisation, organisation_id)
        kept = work.add(
            Mandate(
                id=new_id(),
                person_id=person_id,
                organisation_id=organisation_id,
                body=body.name,
                subject=subject.strip(),
                from_on=signed_on,
                to_on=last,
            )
        )
        work.journal(person_id, f"Authority signed for {body.name}, until {days.short(last)}.", on=today)
        work.commit()
        return Changes.of(kept, "mandates", "letters")


def end_mandate(desk: Desk, mandate_id: UUID, *, ended_on: date, today: date) -> Changes:
    """The client took the authority back; from that day no letter leaves on it."""
    with desk.unit_of_work() as work:
        kept = work.get(Mandate, mandate_id)
        kept.ended_on = ended_on
        words = f"Authority for {kept.body} ended on {days.short(ended_on)}."
        work.journal(kept.person_id, words, on=today)
        work.commit()
        return Changes.of(kept, "mandates", "letters")


def acknowledge(desk: Desk, mandate_id: UUID, *, on: date, today: date) -> Changes:
    """The body has said that it holds the authority. Raises Problems."""
    if on > today:
        raise Problems([Problem("on", "That day is still to come.")])
    with desk.unit_of_work() as work:
        kept = work.get(Mandate, mandate_id)
        kept.acknowledged_on = on
        words = f"{kept.body} holds the authority since {days.short(on)}."
        work.journal(kept.person_id, words, on=today)
        work.commit()
        return Changes.of(kept, "mandates")


def register(desk: Desk, person_id: UUID) -> list[MandateRow]:
    """Every authority of a client, the newest first."""
    with desk.look() as look:
        return mandates(look, person_id)


def lapsing(look: Session, *, today: date, before: date, limit: int = 12) -> list[MandateRow]:
    """Authorities that end by a day, of clients with an open case and no newer one for that body."""
    found = look.execute(_ending(limit), {"from_on": today - _JUST_OVER, "to_on": before}).all()
    return [
        _row(kept, client)
        for kept, client in found
        if not any(
            row.to_on is not None
            and kept.to_on is not None
            and row.to_on > kept.to_on
            and row.body == kept.body
            for row in mandates(look, kept.person_id)
        )
    ]


@cache
def _ending(limit: int) -> Any:
    has_open_case = exists().where(Case.person_id == Mandate.person_id, Case.closed_on.is_(None))
    return (
        select(Mandate, client_name())
        .join(PersonName, current_name(Mandate.person_id))
        .where(
            Mandate.ended_on.is_(None),
            Mandate.to_on.between(bindparam("from_on"), bindparam("to_on")),
            has_open_case,
        )
        .order_by(Mandate.to_on, Mandate.id)
        .limit(limit)
    )


def mandates(look: Session, person_id: UUID, organisation_id: UUID | None = None) -> list[MandateRow]:
    """A client's mandates, the newest first; those for one body and for every body where one is named."""
    statement = select(Mandate).where(Mandate.person_id == person_id)
    if organisation_id is not None:
        one = Mandate.organisation_id
        statement = statement.where(or_(one == organisation_id, one.is_(None)))
    return [_row(row) for row in look.scalars(statement.order_by(Mandate.from_on.desc(), Mandate.id.desc()))]


def unsigned_words(body: str) -> str:
    """What is said wherever we act towards a body that holds no signed authority."""
    return f"No signed authority for {body} is recorded."


def warning(look: Session, person_id: UUID, body: str, on: date) -> str:
    """The same for a body by its name, as a time limit names it; empty where an authority holds."""
    if not body.strip():
        return ""
    name = body.strip().casefold()
    for row in mandates(look, person_id):
        theirs = row.body.casefold()
        if row.holds_on(on) and (row.organisation_id is None or theirs in name or name in theirs):
            return ""
    return unsigned_words(body.strip())


def _row(kept: Mandate, client: str = "") -> MandateRow:
    return MandateRow(
        kept.id,
        kept.organisation_id,
        kept.body,
        kept.subject,
        kept.from_on,
        kept.to_on,
        kept.ended_on,
        kept.acknowledged_on,
        kept.person_id,
        client,
    )


def live_mandate(look: Session, person_id: UUID, organisation_id: UUID, on: date) -> MandateRow | None:
    """The mandate by which this body may be written to on that day."""
    return next((row for row in mandates(look, person_id, organisation_id) if row.holds_on(on)), None)
