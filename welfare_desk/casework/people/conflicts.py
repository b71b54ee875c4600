"""Conflicts of interest: who stands on the other side, where two clients may conflict, what was decided.

Looked for with every new person and every name on the other side; it warns with who and stops nothing.
A manager decides, and what was decided is kept. Of two people who are kept apart nobody but a manager is
told the other's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.people.clients import ClientDraft, client_name, current_name
from welfare_desk.casework.rights.access_report import ForAManager, oversees
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.cases import Case
from welfare_desk.records.community import KeptApart
from welfare_desk.records.people import Conflict, OtherSide, Person, PersonName, SearchTerm
from welfare_desk.records.service import Advisor
from welfare_desk.rules import conflicts as rules
from welfare_desk.rules import names
from welfare_desk.rules.names import Known

SOMEBODY = "Somebody else we advise"


@dataclass(frozen=True, slots=True)
class OtherSideDraft:
    person_id: UUID
    role: str
    surname: str
    forenames: str = ""
    born_on: date | None = None
    case_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class OtherSideRow:
    id: UUID
    role: str
    name: str
    born_on: date | None
    since_on: date


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Two clients and why they may conflict; ``other`` is nameless where they are kept apart."""

    id: UUID
    person_id: UUID
    client: str
    other_id: UUID | None
    other: str
    because: str
    found_on: date
    decision: str | None
    why: str
    decided_on: date | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class Warned:
    """What is said before anybody is saved: who, and why."""

    person_id: UUID | None
    because: str


@dataclass(frozen=True, slots=True)
class ConflictsPage:
    client: str
    other_side: tuple[OtherSideRow, ...]
    found: tuple[ConflictRow, ...]
    may_decide: bool


def would_be(desk: Desk, draft: ClientDraft) -> list[Warned]:
    """With whom somebody about to be added may conflict; nothing is kept."""
    asked = Known(draft.forenames, draft.surname, draft.born_on)
    with desk.look() as look:
        found = list(_sides_of(look, asked, None))
        return [Warned(whose, f"{because}. Named by {_name_of(look, whose)}") for whose, because in found]


def look_for(work: Work, person_id: UUID, *, today: date) -> None:
    """Keep what may be a conflict for a person newly here, or newly of a household."""
    look = work.session
    look.flush()
    person = work.get(Person, person_id)
    for whose, because in _sides_of(look, _known(look, person), person_id):
        keep(work, person_id, whose, because, today=today)
    if not look.scalar(select(_is_advised(person_id))):
        return
    for pair in _apart(look):
        if person_id in pair:
            [other] = pair - {person_id}
            if look.scalar(select(_is_advised(other))):
                keep(work, person_id, other, rules.KEPT_APART, today=today)
    if person.household_id is not None:
        at_home = look.scalars(
            select(Person.id).where(
                Person.household_id == person.household_id, Person.id != person_id, _is_advised(Person.id)
            )
        ).all()
        for other_id in at_home:
            keep(work, person_id, other_id, rules.ONE_HOME, today=today)


def keep(work: Work, person_id: UUID, other_id: UUID, because: str, *, today: date) -> None:
    """Keep one conflict; the same two for the same reason are not written twice."""
    pair = (person_id, other_id)
    known = select(Conflict.id).where(
        Conflict.person_id.in_(pair), Conflict.other_id.in_(pair), Conflict.because == because
    )
    if person_id != other_id and work.session.scalars(known).first() is None:
        work.add(Conflict(person_id=person_id, other_id=other_id, because=because, found_on=today))


def name_other_side(desk: Desk, draft: OtherSideDraft, *, today: date) -> Changes:
    """Keep who stands on the other side of a client, and look who of ours that may be. Raises Problems."""
    wrong = []
    if draft.role not in rules.ROLES:
        wrong.append(Problem("role", "Say what they are to the client."))
    if not draft.surname.strip():
        wrong.append(Problem("surname", "Write their name.", "A firm's name is enough."))
    if draft.born_on and draft.born_on > today:
        wrong.append(Problem("born_on", "The date of birth is in the future."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        work.get(Person, draft.person_id)
        row = work.add(
            OtherSide(
                person_id=draft.person_id,
                case_id=draft.case_id,
                role=draft.role,
                forenames=draft.forenames.strip(),
                surname=draft.surname.strip(),
                born_on=draft.born_on,
                since_on=today,
            )
        )
        asked = Known(row.forenames, row.surname, row.born_on)
        for other_id, reasons in _clients_like(work.session, asked, draft.person_id):
            because = rules.of_an_other_side(draft.role, reasons)
            keep(work, other_id, draft.person_id, because, today=today)
        work.commit()
        return Changes.of(row, "conflicts", "clients")


def no_longer(desk: Desk, other_side_id: UUID, *, today: date) -> Changes:
    """They stand on the other side no longer; that they did stays known."""
    with desk.unit_of_work() as work:
        row = work.get(OtherSide, other_side_id)
        row.ended_on = today
        work.commit()
        return Changes.of(row, "conflicts")


def decide(desk: Desk, conflict_id: UUID, decision: str, *, why: str, today: date) -> Changes:
    """A manager says what is to be done. Raises Problems, ForAManager where it is for somebody else."""
    wrong = []
    if decision not in rules.DECISIONS:
        wrong.append(Problem("decision", "Choose what is to be done."))
    if not why.strip():
        wrong.append(Problem("why", "Say why."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        if not oversees(work.session, desk.advisor.role):
            raise ForAManager(
                "A conflict of interest is a manager's to decide.", "It waits for whoever has that role."
            )
        row = work.get(Conflict, conflict_id)
        row.decision, row.why, row.decided_on, row.decided_by = decision, why.strip(), today, desk.advisor.id
        work.commit()
        return Changes.of(row, "conflicts", "clients")


def page(desk: Desk, person_id: UUID | None = None) -> ConflictsPage:
    """Those of one client with who stands on their other side, or all of them; what waits comes first."""
    with desk.look() as look:
        may_decide = oversees(look, desk.advisor.role)
        sides: tuple[OtherSideRow, ...] = ()
        if person_id is not None:
            sides = tuple(
                OtherSideRow(
                    one.id, one.role, f"{one.forenames} {one.surname}".strip(), one.born_on, one.since_on
                )
                for one in look.scalars(
                    select(OtherSide)
                    .where(OtherSide.person_id == person_id, OtherSide.ended_on.is_(None))
                    .order_by(OtherSide.id)
                )
            )
        client = _name_of(look, person_id) if person_id is not None else ""
        return ConflictsPage(client, sides, tuple(_rows(look, person_id, may_decide)), may_decide)


_UNDECIDED = select(func.count()).where(Conflict.decided_on.is_(None))


def waiting(look: Session) -> int:
    """How many nobody has decided on."""
    return look.scalar(_UNDECIDED) or 0


def _rows(look: Session, person_id: UUID | None, may_decide: bool) -> Iterator[ConflictRow]:
    one, other = aliased(PersonName), aliased(PersonName)
    statement = (
        select(Conflict, Advisor.name)
        .add_columns(_named(one), _named(other))
        .join(one, _is_current(one, Conflict.person_id))
        .join(other, _is_current(other, Conflict.other_id))
        .outerjoin(Advisor, Advisor.id == Conflict.decided_by)
        .order_by(Conflict.decided_on.is_not(None), Conflict.found_on.desc(), Conflict.id.desc())
        .limit(200)
    )
    if person_id is not None:
        statement = statement.where(or_(Conflict.person_id == person_id, Conflict.other_id == person_id))
    apart = _apart(look)
    for row, by, client, name in look.execute(statement):
        mine, theirs = (row.person_id, client), (row.other_id, name)
        if person_id == row.other_id:
            mine, theirs = theirs, mine
        hidden = not may_decide and frozenset((row.person_id, row.other_id)) in apart
        yield ConflictRow(
            row.id,
            mine[0],
            mine[1],
            None if hidden else theirs[0],
            SOMEBODY if hidden else theirs[1],
            rules.KEPT_APART if hidden else row.because,
            row.found_on,
            row.decision,
            row.why or "",
            row.decided_on,
            by or "",
        )


def _sides_of(look: Session, asked: Known, person_id: UUID | None) -> Iterator[tuple[UUID, str]]:
    """Whose other side this person may be, and what is said of it."""
    for side in look.scalars(select(OtherSide).where(OtherSide.ended_on.is_(None))):
        reasons = rules.might_be(asked, Known(side.forenames, side.surname, side.born_on))
        if reasons and side.person_id != person_id:
            yield side.person_id, rules.of_an_other_side(side.role, reasons)


def _clients_like(look: Session, asked: Known, besides: UUID) -> Iterator[tuple[UUID, tuple[str, ...]]]:
    """Clients who might be this person, of those found by a word of the name."""
    words = {*names.search_words(asked.surname)} or {names.fold(asked.surname)}
    near = select(SearchTerm.person_id).where(SearchTerm.term.in_(words))
    people = look.scalars(select(Person).where(Person.id.in_(near), Person.id != besides).order_by(Person.id))
    for person in people:
        reasons = rules.might_be(_known(look, person), asked)
        if reasons:
            yield person.id, reasons


def _known(look: Session, person: Person) -> Known:
    forenames, surname = look.execute(
        select(PersonName.forenames, PersonName.surname).where(current_name(person.id))
    ).first() or ("", "")
    return Known(forenames, surname, person.born_on)


def _name_of(look: Session, person_id: UUID) -> str:
    return look.scalar(select(client_name()).where(current_name(person_id))) or ""


def _is_advised(person_id: Any) -> Any:
    return exists().where(Case.person_id == person_id, Case.closed_on.is_(None))


def _named(name: Any) -> Any:
    return func.trim(name.forenames + " " + name.surname)


def _is_current(name: Any, person_id: Any) -> Any:
    return (name.person_id == person_id) & (name.kind == "legal") & name.to_on.is_(None)


def _apart(look: Session) -> set[frozenset[UUID]]:
    pairs: Iterable[Any] = look.execute(
        select(KeptApart.person_id, KeptApart.from_person_id).where(KeptApart.ended_on.is_(None))
    )
    return {frozenset(pair) for pair in pairs}
