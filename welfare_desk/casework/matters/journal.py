"""The journal and tasks of a client or a case: notes typed while talking, things to do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Changes, Desk, NotFound
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.cases import Case, JournalEntry, Task
from welfare_desk.records.service import Advisor


@dataclass(frozen=True, slots=True)
class JournalRow:
    id: UUID
    on: date
    at: datetime
    kind: str
    words: str
    by: str | None
    case_id: UUID | None


@dataclass(frozen=True, slots=True)
class TaskRow:
    id: UUID
    what: str
    due_on: date | None
    done_on: date | None
    case_id: UUID | None
    client: str | None


def write_note(
    desk: Desk,
    person_id: UUID,
    words: str,
    *,
    today: date,
    case_id: UUID | None = None,
    entry_id: UUID | None = None,
) -> Changes:
    """A line in the journal. The same day's own note may still be changed; any other is corrected.

    Raises Problems where nothing was written, NotFound where the entry or case is not this client's.
    """
    if not words.strip():
        raise Problems([Problem("words", "There is nothing written.")])
    with desk.unit_of_work() as work:
        if case_id is not None and work.get(Case, case_id).person_id != person_id:
            raise NotFound()
        if entry_id is None:
            entry = work.journal(person_id, words, on=today, case_id=case_id, kind="note")
        else:
            entry = work.get(JournalEntry, entry_id)
            if entry.person_id != person_id:
                raise NotFound()
            own = entry.kind == "note" and entry.advisor_id == desk.advisor.id
            if own and entry.on == today:
                work.write_words(entry, words)
            else:
                entry = work.journal(person_id, words, on=today, case_id=case_id, kind="note")
                entry.corrects_id = entry_id
        work.commit()
        return Changes.of(entry, "journal")


def add_task(
    desk: Desk,
    what: str,
    *,
    person_id: UUID | None = None,
    case_id: UUID | None = None,
    due_on: date | None = None,
) -> Changes:
    if not what.strip():
        raise Problems([Problem("what", "Say what is to be done.")])
    with desk.unit_of_work() as work:
        task = work.add(Task(person_id=person_id, case_id=case_id, what=what.strip(), due_on=due_on))
        task.advisor_id = desk.advisor.id
        work.commit()
        return Changes.of(task, "tasks")


def tasks_of(desk: Desk, person_id: UUID) -> list[TaskRow]:
    """What is still to be done for a client, on any case or none, the earliest first."""
    with desk.look() as look:
        found = look.scalars(
            select(Task)
            .where(Task.person_id == person_id, Task.done_on.is_(None))
            .order_by(Task.due_on, Task.id)
        )
        return [TaskRow(one.id, one.what, one.due_on, None, one.case_id, None) for one in found]


def task_done(desk: Desk, task_id: UUID, *, today: date) -> Changes:
    with desk.unit_of_work() as work:
        task = work.get(Task, task_id)
        task.done_on = None if task.done_on else today
        work.commit()
        return Changes.of(task, "tasks")


def journal_rows(
    desk: Desk, person_id: UUID, *, case_id: UUID | None = None, limit: int = 100
) -> list[JournalRow]:
    with desk.look() as look:
        return entries(look, person_id, case_id, limit)


def entries(look: Session, person_id: UUID, case_id: UUID | None, limit: int) -> list[JournalRow]:
    statement = (
        select(JournalEntry, Advisor.initials)
        .outerjoin(Advisor, Advisor.id == JournalEntry.advisor_id)
        .where(JournalEntry.person_id == person_id)
        .order_by(JournalEntry.on.desc(), JournalEntry.id.desc())
        .limit(limit)
    )
    if case_id is not None:
        statement = statement.where(JournalEntry.case_id == case_id)
    return [
        JournalRow(entry.id, entry.on, entry.at, entry.kind, written(look, entry), initials, entry.case_id)
        for entry, initials in look.execute(statement)
    ]


def written(look: Session, entry: JournalEntry) -> str:
    """What a line says; on a shared desk only to those it is sealed for."""
    shared = look.info.get("shared")
    if shared is None:
        return entry.words
    return str(shared.open_words(look, entry.person_id, entry.id, entry.words))
