"""Cases gone quiet: open, begun, nothing heard or written for weeks, and no date or task to come.

A case review asks of each: what is next, or is it to be closed?
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.casework.shared.own import from_own
from welfare_desk.records.cases import Case, Episode, JournalEntry, KeyDate, Task
from welfare_desk.records.people import PersonName
from welfare_desk.records.service import Meeting

AFTER = timedelta(weeks=6)
"""Ours: about as long as a decision takes to be late."""


@dataclass(frozen=True, slots=True)
class QuietCase:
    case_id: UUID
    client: str
    matter: str
    since: date  # the last thing that happened


def quiet(look: Session, *, today: date, limit: int = 4) -> list[QuietCase]:
    """The quietest first. A case with a date, a task or a meeting to come is not quiet: it waits."""
    last = (
        select(func.max(JournalEntry.on)).where(JournalEntry.case_id == Case.id).correlate(Case)
    ).scalar_subquery()
    since = func.coalesce(last, Case.opened_on)
    before = today - AFTER
    # What was heard lately is looked for first: the last of everything is worked out only for what is left.
    lately = exists().where(JournalEntry.case_id == Case.id, JournalEntry.on > before)
    ever = exists().where(JournalEntry.case_id == Case.id)
    to_come = (
        exists().where(KeyDate.case_id == Case.id, KeyDate.done_on.is_(None)),
        exists().where(Task.case_id == Case.id, Task.done_on.is_(None)),
        Case.person_id.in_(select(Meeting.person_id).where(Meeting.on >= today, Meeting.status == "booked")),
    )
    found = (
        select(Case.id, client_name(), Case.matter, last, Case.opened_on)
        .join(PersonName, current_name(Case.person_id))
        .where(
            Case.closed_on.is_(None),
            exists().where(Episode.case_id == Case.id),
            ~lately,
            or_(Case.opened_on <= before, ever),
            *(~one for one in to_come),
        )
        .order_by(since, Case.id)
        .limit(limit)
    )
    rows = look.execute(from_own(look, found, Case.person_id))
    return [QuietCase(id, client, matter, heard or opened) for id, client, matter, heard, opened in rows]
