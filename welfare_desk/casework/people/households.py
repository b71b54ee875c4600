"""Who lives together, each with their own consents; and who may learn nothing of whom.

A page is opened for one person. What it says of the others is who they are, never their cases: those are
opened one member at a time, for a reason that is written down. Two people kept apart never stand on each
other's page, whatever household they were of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Look

from welfare_desk.casework import access
from welfare_desk.casework.access import Ask
from welfare_desk.casework.consent import consents
from welfare_desk.casework.consent.consents import ConsentRow
from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.casework.matters import cases
from welfare_desk.casework.matters.cases import CaseRow
from welfare_desk.casework.people import circumstances, clients, conflicts
from welfare_desk.casework.people.clients import ClientDraft, ClientView, client_name, current_name
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.cases import Case
from welfare_desk.records.community import HouseholdMember, KeptApart
from welfare_desk.records.people import Person, PersonName
from welfare_desk.rules import consent as gate
from welfare_desk.rules.income.whose_facts import Gone

_CHILD = 18  # a carer younger than this is a young carer (Carers (Scotland) Act 2016 s.2)


class ApartFromThem(DeskError):
    sentence = "Nothing of this person may be opened from here."
    hint = "Open their own file, alone."


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the household, as they may stand on another member's page."""

    person_id: UUID
    name: str
    reference: str
    relation: str
    age: int | None
    carer: bool
    consents: tuple[ConsentRow, ...]  # their own; nobody agrees for another adult
    has_cases: bool

    @property
    def young_carer(self) -> bool:
        return self.carer and self.age is not None and self.age < _CHILD


@dataclass(frozen=True, slots=True)
class HouseholdPage:
    """The household of one person: they first, with their own cases; then the others without theirs."""

    client: ClientView
    me: Member
    others: tuple[Member, ...]
    my_cases: tuple[CaseRow, ...]


@dataclass(frozen=True, slots=True)
class ApartRow:
    person_id: UUID
    name: str
    since_on: date


def join(
    desk: Desk, person_id: UUID, other_id: UUID, *, relation: str, carer: bool = False, today: date
) -> Changes:
    """Somebody known lives in this household. Raises Problems, ApartFromThem."""
    if person_id == other_id:
        raise Problems([Problem("person", "They cannot live with themselves.")])
    with desk.unit_of_work() as work:
        if _apart(work.session, person_id, other_id):
            raise ApartFromThem()
        _join(work, person_id, other_id, relation, carer, today)
        work.commit()
        return Changes.of(other_id, "households", "clients")


def add_member(
    desk: Desk, person_id: UUID, draft: ClientDraft, *, relation: str, carer: bool = False, today: date
) -> Changes:
    """Somebody new lives in this household, a child for instance. Raises Problems."""
    with desk.unit_of_work() as work:
        person = clients.keep_client(work, draft, today=today)
        _join(work, person_id, person.id, relation, carer, today)
        work.commit()
        return Changes.of(person, "households", "clients")


def _join(work: Work, person_id: UUID, other_id: UUID, relation: str, carer: bool, today: date) -> None:
    home = circumstances.keep_household(work, person_id)
    _member(work, home.id, person_id, today)
    other = work.get(Person, other_id)
    if other.household_id not in (None, home.id):
        _leave(work, other_id, today)
    other.household_id = home.id
    row = _member(work, home.id, other_id, today)
    row.relation, row.carer = relation.strip(), carer
    conflicts.look_for(work, other_id, today=today)


def _member(work: Work, household_id: UUID, person_id: UUID, today: date) -> HouseholdMember:
    work.session.flush()
    found = work.session.scalars(
        select(HouseholdMember).where(
            HouseholdMember.household_id == household_id,
            HouseholdMember.person_id == person_id,
            HouseholdMember.to_on.is_(None),
        )
    ).first()
    if found is None:
        found = work.add(HouseholdMember(household_id=household_id, person_id=person_id, from_on=today))
    return found


def leave(desk: Desk, person_id: UUID, *, today: date) -> Changes:
    """Somebody lives there no longer; that they did stays known."""
    with desk.unit_of_work() as work:
        _leave(work, person_id, today)
        work.commit()
        return Changes.of(person_id, "households", "clients")


def no_longer_with(look: Look, person_id: UUID) -> list[Gone]:
    """Who was of this person's household and is no longer, and whom they are kept apart from: what was said
    of them is no longer taken into this person's papers.
    """
    mine = look.scalar(select(Person.household_id).where(Person.id == person_id))
    homes = select(HouseholdMember.household_id).where(HouseholdMember.person_id == person_id)
    once = set(look.scalars(select(HouseholdMember.person_id).where(HouseholdMember.household_id.in_(homes))))
    still: set[UUID] = set()
    if mine is not None:
        still = set(look.scalars(select(Person.id).where(Person.household_id == mine)))
    for one, other in look.execute(
        select(KeptApart.person_id, KeptApart.from_person_id).where(
            KeptApart.ended_on.is_(None),
            or_(KeptApart.person_id == person_id, KeptApart.from_person_id == person_id),
        )
    ):
        once |= {one, other}
        still -= {one, other}
    rows = look.execute(
        select(Person.born_on, client_name())
        .join(PersonName, current_name(Person.id))
        .where(Person.id.in_(once - still - {person_id}))
    )
    return [Gone(*row) for row in rows]


def _leave(work: Work, person_id: UUID, today: date) -> None:
    home = work.get(Person, person_id).household_id
    if home is not None:  # who lived together is known of everybody, also of those an import brought
        for id in work.session.scalars(select(Person.id).where(Person.household_id == home)).all():
            _member(work, home, id, today)
    for row in work.session.scalars(
        select(HouseholdMember).where(HouseholdMember.person_id == person_id, HouseholdMember.to_on.is_(None))
    ):
        row.to_on = today
    work.get(Person, person_id).household_id = None
    work.session.flush()


def keep_apart(desk: Desk, person_id: UUID, from_id: UUID, *, today: date) -> Changes:
    """From now on neither stands on the other's page, and they are one household no longer.

    ``person_id`` is who is protected: the household they shared stays theirs, with the children in it.
    Said only on their own page.
    """
    if person_id == from_id:
        raise Problems([Problem("person", "Choose somebody else.")])
    with desk.unit_of_work() as work:
        one, other = work.get(Person, person_id), work.get(Person, from_id)
        if one.household_id is not None and one.household_id == other.household_id:
            _leave(work, from_id, today)
        row = work.session.scalars(
            select(KeptApart).where(KeptApart.person_id == person_id, KeptApart.from_person_id == from_id)
        ).first()
        if row is None:
            row = work.add(KeptApart(person_id=person_id, from_person_id=from_id, since_on=today))
        row.ended_on = None
        conflicts.look_for(work, person_id, today=today)
        work.commit()
        return Changes.of(person_id, "households", "clients")


def end_apart(desk: Desk, person_id: UUID, from_id: UUID, *, today: date) -> Changes:
    """They need not be kept apart any longer."""
    with desk.unit_of_work() as work:
        for row in work.session.scalars(
            select(KeptApart).where(KeptApart.person_id == person_id, KeptApart.from_person_id == from_id)
        ):
            row.ended_on = today
        work.commit()
        return Changes.of(person_id, "households", "clients")


def apart_from(desk: Desk, person_id: UUID) -> list[ApartRow]:
    """From whom this person is protected; asked for by itself, shown on no page by itself."""
    with desk.look() as look:
        return [
            ApartRow(*row)
            for row in look.execute(
                select(KeptApart.from_person_id, client_name(), KeptApart.since_on)
                .join(PersonName, current_name(KeptApart.from_person_id))
                .where(KeptApart.person_id == person_id, KeptApart.ended_on.is_(None))
                .order_by(KeptApart.since_on, KeptApart.id)
            )
        ]


def _apart(look: Look, one: UUID, other: UUID) -> bool:
    pairs = or_(
        (KeptApart.person_id == one) & (KeptApart.from_person_id == other),
        (KeptApart.person_id == other) & (KeptApart.from_person_id == one),
    )
    kept = select(KeptApart.id).where(KeptApart.ended_on.is_(None), pairs).limit(1)
    return look.scalars(kept).first() is not None


def household(desk: Desk, person_id: UUID) -> HouseholdPage:
    """Everyone who lives with this person, but for those kept apart. Raises NotFound."""
    view = clients.client(desk, person_id)
    now, today = desk.clock.now(), desk.clock.today()
    with desk.look() as look:
        me = Work(desk, look).get(Person, person_id)
        ids = [person_id]
        if me.household_id is not None:
            ids = list(
                look.scalars(
                    select(Person.id)
                    .where(Person.household_id == me.household_id)
                    .order_by(Person.born_on.is_(None), Person.born_on, Person.id)
                )
            )
        ids = [id for id in ids if id == person_id or not _apart(look, person_id, id)]
        roles = {
            row.person_id: row
            for row in look.scalars(
                select(HouseholdMember).where(
                    HouseholdMember.person_id.in_(ids),
                    HouseholdMember.to_on.is_(None),
                    HouseholdMember.household_id == me.household_id,
                )
            )
        }
        people = look.execute(
            select(Person.id, client_name(), Person.reference, Person.born_on)
            .join(PersonName, current_name(Person.id))
            .where(Person.id.in_(ids))
        ).all()
        with_cases = set(look.scalars(select(Case.person_id).where(Case.person_id.in_(ids))))
    found = {}
    for id, name, reference, born_on in people:
        role = roles.get(id)
        found[id] = Member(
            id,
            name,
            reference,
            role.relation if role else "",
            clients.age_on(born_on, today),
            bool(role and role.carer),
            tuple(row for row in consents.consents(desk, id, now=now) if row.is_live),
            id in with_cases,
        )
    return HouseholdPage(
        view,
        found[person_id],
        tuple(found[id] for id in ids if id != person_id and id in found),
        tuple(cases.case_rows(desk, person_id=person_id)),
    )


def open_member(desk: Desk, person_id: UUID, other_id: UUID, *, why: str) -> list[CaseRow]:
    """Another member's open cases, for a reason that is written down first.

    Raises Problems without a reason, ApartFromThem for somebody kept apart, NotFound outside the household.
    """
    if not why.strip():
        raise Problems([Problem("why", "Say why you need to see their cases.")])
    with desk.unit_of_work() as work:
        one, other = work.get(Person, person_id), work.get(Person, other_id)
        if _apart(work.session, person_id, other_id):
            raise ApartFromThem()
        if one.household_id is None or one.household_id != other.household_id:
            raise NotFound()
        ask = Ask(other_id, "read", "case", "oversight", cover_reason=why.strip())
        access.log(work, ask, gate.Ruling("read", "ok_log", ()))
        work.commit()
    return cases.case_rows(desk, person_id=other_id)
