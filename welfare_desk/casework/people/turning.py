"""Young people we know who turn sixteen or eighteen, and the list of things to do that comes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session as Look
from sqlalchemy.orm import aliased

from welfare_desk import resources
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import DeskError
from welfare_desk.records.cases import Case, Task
from welfare_desk.records.people import Person, PersonName
from welfare_desk.rules import days
from welfare_desk.rules import turning as rule


class NoBirthdayNear(DeskError):
    sentence = "Neither the sixteenth nor the eighteenth birthday is near."
    hint = "Its list stands ready from twelve weeks before."


@dataclass(frozen=True, slots=True)
class Turning:
    person_id: UUID
    client: str
    turns: int
    on: date


_OTHER = aliased(Person)  # made once: it has a column for each of theirs


def soon(look: Look, *, today: date) -> list[Turning]:
    """Whoever turns 16 or 18 soon with an open case of their own or at home, until their list is made."""
    given = {}
    for age in rule.AGES:
        given[f"from_{age}"], given[f"to_{age}"] = rule.born_between(age, today)
    found = []
    for person_id, born_on, name in look.execute(_near(), given):
        near_day = rule.turns_soon(born_on, today)
        if near_day is not None and not _listed(look, person_id, near_day[0]):
            found.append(Turning(person_id, name, *near_day))
    return sorted(found, key=lambda one: (one.on, one.client))


@cache
def _near() -> Any:
    born: Any = Person.born_on
    near = [born.between(bindparam(f"from_{age}"), bindparam(f"to_{age}")) for age in rule.AGES]
    own = exists().where(Case.person_id == Person.id, Case.closed_on.is_(None))
    at_home = exists().where(
        and_(
            _OTHER.household_id == Person.household_id,
            Case.person_id == _OTHER.id,
            Case.closed_on.is_(None),
        )
    )
    return (
        select(Person.id, Person.born_on, client_name())
        .join(PersonName, current_name(Person.id))
        .where(or_(*near), Person.died_on.is_(None), or_(own, at_home))
    )


def _listed(look: Look, person_id: UUID, turns: int) -> bool:
    """Whether the list was made: any one of its things is among their tasks, done or not."""
    words = [one.what for one in resources.turning() if one.turns == turns]
    made = select(Task.id).where(Task.person_id == person_id, Task.what.in_(words)).limit(1)
    return look.scalars(made).first() is not None


def make_list(desk: Desk, person_id: UUID, *, today: date) -> Changes:
    """Put the things to do among the tasks, due by the birthday. Raises NoBirthdayNear."""
    with desk.unit_of_work() as work:
        person = work.get(Person, person_id)
        near = rule.turns_soon(person.born_on, today) if person.born_on else None
        if near is None:
            raise NoBirthdayNear()
        turns, on = near
        if not _listed(work.session, person_id, turns):
            for one in resources.turning():
                if one.turns == turns:
                    task = work.add(Task(person_id=person_id, what=one.what, due_on=on))
                    task.advisor_id = desk.advisor.id
            words = f"Turns {turns} on {days.short(on)}: the list of what to do is made."
            work.journal(person_id, words, on=today)
        work.commit()
        return Changes.of(person_id, "tasks", "journal")
