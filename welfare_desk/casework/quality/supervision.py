"""Supervision: what an advisor and whoever supervises them talked through and agreed.

A note is read by the two of them, and by a manager; nobody else's is listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.rights.access_report import oversees
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.quality import SupervisionNote
from welfare_desk.records.service import Advisor


@dataclass(frozen=True, slots=True)
class SupervisionDraft:
    of_advisor_id: UUID | None
    on: date
    words: str
    agreed: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class SupervisionRow:
    id: UUID
    of: str
    by: str
    on: date
    words: str
    agreed: str
    next_on: date | None
    of_advisor_id: UUID
    mine: bool  # whoever wrote a note may change it


class NotTheWriter(DeskError):
    sentence = "Only whoever wrote this note may change it."
    hint = "Write one of your own beside it."


def write(desk: Desk, draft: SupervisionDraft, *, today: date) -> Changes:
    """Keep a note of supervision. Raises Problems."""
    whose = _judged(draft, today)
    with desk.unit_of_work() as work:
        work.get(Advisor, whose)
        kept = work.add(SupervisionNote(by_advisor_id=desk.advisor.id, **_told(whose, draft)))
        work.commit()
        return Changes.of(kept, "supervision")


def change(desk: Desk, note_id: UUID, draft: SupervisionDraft, *, today: date) -> Changes:
    """Put a note right, as whoever wrote it. Raises Problems, NotFound, NotTheWriter, ChangedMeanwhile."""
    whose = _judged(draft, today)
    with desk.unit_of_work() as work:
        note = work.get(SupervisionNote, note_id)
        if note.by_advisor_id != desk.advisor.id:
            raise NotTheWriter()
        work.get(Advisor, whose)
        for name, value in _told(whose, draft).items():
            setattr(note, name, value)
        work.commit()
        return Changes.of(note, "supervision")


def _judged(draft: SupervisionDraft, today: date) -> UUID:
    """Whose supervision it is. Raises Problems."""
    found = []
    if draft.of_advisor_id is None:
        found.append(Problem("of_advisor_id", "Say whose supervision it is."))
    if not draft.words.strip():
        found.append(Problem("words", "Write what was talked through."))
    if draft.on > today:
        found.append(Problem("on", "That day is still to come."))
    if draft.next_on is not None and draft.next_on <= draft.on:
        found.append(Problem("next_on", "The next one comes after this one."))
    if found or draft.of_advisor_id is None:
        raise Problems(found)
    return draft.of_advisor_id


def _told(whose: UUID, draft: SupervisionDraft) -> dict[str, Any]:
    return {
        "of_advisor_id": whose,
        "on": draft.on,
        "words": draft.words.strip(),
        "agreed": draft.agreed.strip(),
        "next_on": draft.next_on,
    }


def notes(desk: Desk, *, limit: int = 100) -> list[SupervisionRow]:
    """The notes this person may read, the newest first."""
    of, by = aliased(Advisor), aliased(Advisor)
    me = desk.advisor.id
    statement = (
        select(SupervisionNote, of.name, by.name)
        .join(of, of.id == SupervisionNote.of_advisor_id)
        .outerjoin(by, by.id == SupervisionNote.by_advisor_id)
        .order_by(SupervisionNote.on.desc(), SupervisionNote.id.desc())
        .limit(limit)
    )
    with desk.look() as look:
        if not oversees(look, desk.advisor.role):
            statement = statement.where(
                or_(SupervisionNote.of_advisor_id == me, SupervisionNote.by_advisor_id == me)
            )
        return [
            SupervisionRow(
                one.id, whose, name or "Someone", one.on, one.words, one.agreed, one.next_on,
                one.of_advisor_id, one.by_advisor_id == me,
            )
            for one, whose, name in look.execute(statement)
        ]  # fmt: skip
