"""Who can decide for themselves: assessments on a day, by somebody, for one decision; and two birthdays.

Nobody is marked for ever: the newest assessment holds, and an adult is presumed able until one says
otherwise (Adults with Incapacity (Scotland) Act 2000 s.1(6); Data Protection Act 2018 s.208).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from welfare_desk.casework import access
from welfare_desk.casework.consent import consent_effects
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.people.clients import age_on, client_name, current_name
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.cases import Task
from welfare_desk.records.evidence import Consent
from welfare_desk.records.people import Assessment, Person, PersonName
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import consent_state, days

AHEAD = timedelta(days=60)  # before a birthday, ours (consent file, section 11)
BEHIND = timedelta(days=60)  # after it, as long as nobody has asked
OUTCOMES = {"capacity": words.CAPACITIES, "understanding": ("has", "lacks")}
DECISION = "Whether we may read and use their health information"


@dataclass(frozen=True, slots=True)
class AssessmentDraft:
    """Somebody's view of whether the client can decide this: capacity from 16, understanding before."""

    person_id: UUID
    outcome: str
    on: date
    assessed_by: str
    assessor_role: str = ""
    basis: str = ""
    decision: str = DECISION


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    id: UUID
    of: str
    outcome: str
    decision: str
    on: date
    assessed_by: str
    assessor_role: str
    basis: str


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday on which a parent's word ends; ``turns`` is 12 or 16."""

    person_id: UUID
    client: str
    turns: int
    on: date


def of_age(born_on: date, on: date) -> str:
    """What is assessed at this age: capacity from 16, a child's understanding before."""
    return "capacity" if (age_on(born_on, on) or 0) >= 16 else "understanding"


def record_assessment(desk: Desk, draft: AssessmentDraft, *, today: date) -> Changes:
    """Record who assessed, when and how, whether the client can decide; consents follow at once.

    Raises Problems.
    """
    with desk.unit_of_work() as work:
        person = work.get(Person, draft.person_id)
        problems = _problems_in(draft, person, today)
        if problems or person.born_on is None:
            raise Problems(problems)
        of = of_age(person.born_on, draft.on)
        row = work.add(
            Assessment(
                person_id=person.id,
                of=of,
                outcome=draft.outcome,
                decision=draft.decision.strip() or DECISION,
                on=draft.on,
                assessed_by=draft.assessed_by.strip(),
                assessor_role=draft.assessor_role.strip() or None,
                basis=draft.basis.strip(),
                recorded_by=desk.advisor.id,
            )
        )
        work.session.flush()
        _let_the_newest_hold(work, person)
        consent_effects.take_effect(work, person.id, because="who may decide has changed")
        by = row.assessed_by + (f" ({row.assessor_role})" if row.assessor_role else "")
        said = f"Assessed by {by} on {days.short(draft.on)}: {OUTCOME_WORDS[of, draft.outcome].lower()}."
        work.journal(person.id, said, on=today, kind="consent")
        for what in _to_do(work, person, of, draft.outcome):
            work.add(
                Task(
                    person_id=person.id,
                    advisor_id=desk.advisor.id,
                    what=what,
                    due_on=today + timedelta(days=7),
                )
            )
        work.commit()
        return Changes.of(person, "clients", "consents", "letters", "readings", "tasks")


OUTCOME_WORDS = {
    ("capacity", "presumed"): "Can decide this",
    ("capacity", "doubt"): "There is a doubt whether they can decide this",
    ("capacity", "lacks"): "Cannot decide this",
    ("understanding", "has"): "Understands what is asked",
    ("understanding", "lacks"): "Does not understand what is asked",
}


def _problems_in(draft: AssessmentDraft, person: Person, today: date) -> list[Problem]:
    if person.born_on is None:
        return [Problem("born_on", "The date of birth is not recorded.", "Consent depends on age.")]
    found = []
    if draft.on > today:
        found.append(Problem("on", "That date is in the future.", "Check the year."))
    if draft.on < person.born_on:
        found.append(Problem("on", "That is before the date of birth.", "Check the year."))
    if draft.outcome not in OUTCOMES[of_age(person.born_on, draft.on)]:
        found.append(Problem("outcome", "Say what was found."))
    if not draft.assessed_by.strip():
        found.append(Problem("assessed_by", "Say who assessed it."))
    if not draft.basis.strip():
        found.append(Problem("basis", "Say what it rests on.", "What was asked, and what was answered."))
    return found


def _let_the_newest_hold(work: Work, person: Person) -> None:
    newest = _newest(work.session, person.id)
    adult, child = newest.get("capacity"), newest.get("understanding")
    person.capacity = adult.outcome if adult else "presumed"
    person.capacity_assessed_on = adult.on if adult else None
    person.understanding = child.outcome if child else "not_assessed"


def _newest(look: Session, person_id: UUID) -> dict[str, Assessment]:
    rows = look.scalars(
        select(Assessment)
        .where(Assessment.person_id == person_id)
        .order_by(Assessment.on, Assessment.made_at, Assessment.id)
    )
    return {row.of: row for row in rows}


def _to_do(work: Work, person: Person, of: str, outcome: str) -> list[str]:
    if outcome == "doubt":
        return ["Have it assessed whether the client can decide about their health information"]
    if outcome == "lacks":
        who = "a parent" if of == "understanding" else "the welfare attorney or guardian, if there is one"
        return [f"Ask {who} about consent, and tell the client in a way that suits them"]
    between = _given_while_unable(work.session, person.id)
    return ["Ask the client again: a consent of theirs was given while they were thought unable"] * bool(
        between
    )


def _given_while_unable(look: Session, person_id: UUID) -> bool:
    """Whether the client's own consent dates from a time when an earlier assessment said they were unable."""
    history = look.scalars(
        select(Assessment)
        .where(Assessment.person_id == person_id, Assessment.of == "capacity")
        .order_by(Assessment.on, Assessment.made_at, Assessment.id)
    ).all()
    given = [
        words.local_day(one.given_at)
        for one in look.scalars(select(Consent).where(Consent.person_id == person_id))
        if one.given_at and one.polarity == "permit" and one.giver_role == "self" and one.state == "active"
    ]
    spans = [(one.on, later.on) for one, later in pairwise(history) if one.outcome == "lacks"]
    return any(first <= day < last for day in given for first, last in spans)


def assessments(desk: Desk, person_id: UUID) -> list[AssessmentRow]:
    """Everything assessed of this client, the newest first."""
    with desk.look() as look:
        return [
            AssessmentRow(
                one.id,
                one.of,
                one.outcome,
                one.decision,
                one.on,
                one.assessed_by,
                one.assessor_role or "",
                one.basis,
            )
            for one in look.scalars(
                select(Assessment)
                .where(Assessment.person_id == person_id)
                .order_by(Assessment.on.desc(), Assessment.id.desc())
            )
        ]


def birthday(born_on: date, turns: int) -> date:
    """The day somebody turns 12 or 16. (Born on 29 February, both fall in leap years until 2100.)"""
    try:
        return born_on.replace(year=born_on.year + turns)
    except ValueError:  # 29 February where the year has none: the law counts the next day
        return date(born_on.year + turns, 3, 1)


def birthdays(look: Session, today: date) -> tuple[Birthday, ...]:
    """Clients for whom a parent spoke and who turn 12 or 16 soon, or did and have not been asked."""
    people = look.execute(_spoken_for(), {"after": today.replace(year=today.year - 18, day=1)}).all()
    found = []
    for person_id, born_on, name in people:
        for turns in (12, 16):
            on = birthday(born_on, turns)
            if on - AHEAD <= today <= on + BEHIND and not _answered(look, person_id, on, turns):
                found.append(Birthday(person_id, name, turns, on))
    return tuple(sorted(found, key=lambda one: (one.on, one.client)))


@cache
def _spoken_for() -> Any:
    return (
        select(Person.id, Person.born_on, client_name())
        .join(PersonName, current_name(Person.id))
        .join(Consent, Consent.person_id == Person.id)
        .where(
            Consent.giver_role == "parent",
            Consent.polarity == "permit",
            Consent.state == "active",
            Person.died_on.is_(None),
            Person.born_on > bindparam("after"),
        )
        .distinct()
    )


def _answered(look: Session, person_id: UUID, on: date, turns: int) -> bool:
    """Whether the young person has spoken since, or it was assessed that they cannot (not at 16)."""
    for one in access.consents_of(look, person_id):
        own = one.given_by.role != "parent" and consent_state.is_given(one)
        if own and one.given_at is not None and words.local_day(one.given_at) >= on - AHEAD:
            return True
    child = _newest(look, person_id).get("understanding")
    return turns == 12 and child is not None and child.outcome == "lacks"
