"""Cases gone quiet: open, begun, nothing heard or written for weeks, and no date or task to come.

A case review asks of each: what is next, or is it to be closed?
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.casework.shared.own import from_own
from welfare_desk.records.cases import Case, Episode, JournalEntry, KeyDate, Task
from welfare_desk.records.people import PersonName
from welfare_desk.records.service import Meeting

AFTER = timedelta(weeks=6)
"""Ours: about as long as a decision takes to be late."""
_FIRST, _TIMES = 100, 4


@dataclass(frozen=True, slots=True)
class QuietCase:
    case_id: UUID
    client: str
    matter: str
    since: date  # the last thing that happened


def quiet(look: Session, *, today: date, limit: int = 4) -> list[QuietCase]:
    """The quietest first. A case with a date, a task or a meeting to come is not quiet: it waits.

    Nothing happened to a case before it was opened. So they are gone through from the one that was opened
    first, a few at a time, and no further than where the quietest so far have been quiet for longer than any
    that follow could be: a manager of a large desk waits for hundreds of open cases, not for all of them.
    """
    found: list[tuple[date, UUID, str]] = []
    for chunk in _chunks(look, today):
        found += [(max(one.heard_on or one.opened_on, one.opened_on), one.id, one.matter) for one in chunk]
        found = sorted(found)[:limit]
        if len(found) == limit and chunk and chunk[-1].opened_on > found[-1][0]:
            break
    names: dict[UUID, str] = dict(look.execute(_named(), {"cases": [id for _, id, _ in found]}).all())
    return [QuietCase(id, names[id], matter, since) for since, id, matter in found if id in names]


@cache
def _named() -> Any:
    named = select(Case.id, client_name()).join(PersonName, current_name(Case.person_id))
    return named.where(Case.id.in_(bindparam("cases", expanding=True)))


class _Row(NamedTuple):
    id: UUID
    matter: str
    heard_on: date | None
    opened_on: date


def _chunks(look: Session, today: date) -> Iterator[list[_Row]]:
    """Quiet cases with the day they were last heard of, as they were opened; each time more at once."""
    days = {"today": today, "before": today - AFTER}
    own = from_own(look, _asked(), Case.person_id)
    if own is not _asked():  # begun from a caseworker's clients, who are few
        yield [_Row(*row) for row in look.execute(own, days)]
        return
    many, chunk = _FIRST, [_Row(*row) for row in look.execute(_asked_first(_FIRST), days)]
    yield chunk
    while len(chunk) == many:
        many, last = many * _TIMES, chunk[-1]
        further = or_(Case.opened_on > last.opened_on, Case.id > last.id)
        statement = _in_order().where(Case.opened_on >= last.opened_on, further).limit(many)
        chunk = [_Row(*row) for row in look.execute(statement, days)]
        yield chunk


@cache
def _asked_first(many: int) -> Any:
    return _in_order().limit(many)


def _in_order() -> Any:
    return _asked().order_by(Case.opened_on, Case.id)


@cache
def _asked() -> Any:
    last = (
        select(func.max(JournalEntry.on)).where(JournalEntry.case_id == Case.id).correlate(Case)
    ).scalar_subquery()
    before: Any = bindparam("before")
    booked = Meeting.status == "booked"
    # What was heard lately is looked for first: the last of everything is worked out only for what is left.
    lately = exists().where(JournalEntry.case_id == Case.id, JournalEntry.on > before)
    to_come = (
        exists().where(KeyDate.case_id == Case.id, KeyDate.done_on.is_(None)),
        exists().where(Task.case_id == Case.id, Task.done_on.is_(None)),
        Case.person_id.in_(select(Meeting.person_id).where(Meeting.on >= bindparam("today"), booked)),
    )
    shown: tuple[Any, ...] = (Case.id, Case.matter, last, Case.opened_on)
    return select(*shown).where(
        Case.closed_on.is_(None),
        Case.opened_on <= before,
        exists().where(Episode.case_id == Case.id),
        ~lately,
        *(~one for one in to_come),
    )
