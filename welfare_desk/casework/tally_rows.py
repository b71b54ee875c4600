"""From the desk's tables to the rows the funder's rules count: only what can matter to one period.

Plain rows, read in a handful of queries whatever the size of the desk. What they add up to is
``rules/funder.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from welfare_desk import resources
from welfare_desk.records.cases import Case, CaseType, Episode
from welfare_desk.records.money import Debt, DebtBalance, DebtOutcome, Gain, GainEnding
from welfare_desk.records.people import Household, Person
from welfare_desk.records.service import Funding, Meeting, Practice, Referral
from welfare_desk.rules import caseload, debt_outcomes, demographics, gains, money

_AT_ONCE = 5_000
_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Caseload:
    """What a period is counted from, in the order that decides where an order does: (recorded_on, id)."""

    cases: tuple[caseload.CaseRow, ...]
    funding: caseload.Funding

    @property
    def gains(self) -> Iterator[gains.GainLine]:
        return (line for case in self.cases for line in case.gains)

    @property
    def debts(self) -> Iterator[debt_outcomes.Debt]:
        return (debt for case in self.cases for debt in case.debts)


def read(look: Session, period: caseload.Period, as_at: date) -> Caseload:
    """Everything on the desk that can move a figure of the period, as known on ``as_at``."""
    support = sorted(resources.code_lists().on("contact_kind", period.last).supporting())
    supported = _supported(look, period, support)
    lines = _gain_rows(look, period, as_at)
    owed = _debt_rows(look, period, supported)
    ids = _cases_open_or_moved(look, period)
    ids |= {row.case_id for row in lines} | {row.case_id for row in owed}
    ids |= set(
        look.scalars(select(Meeting.case_id).where(_in(Meeting.on, period), Meeting.case_id.is_not(None)))
    )
    ids |= {
        id for id in look.scalars(select(Referral.case_id).where(_in(Referral.received_on, period))) if id
    }
    return Caseload(
        tuple(_assembled(look, period, support, sorted(ids), lines, owed)), _funding(look, period)
    )


def _in(column: Any, period: caseload.Period) -> Any:
    return and_(column >= period.first, column <= period.last)


def _parts(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    listed = sorted(set(ids), key=attrgetter("int"))  # as they were made: neighbours are read together
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]


def _among(look: Session, statement: Any, column: Any, ids: Iterable[UUID]) -> Iterator[Any]:
    for part in _parts(ids):
        yield from look.execute(statement.where(column.in_(part)))


def _supported(look: Session, period: caseload.Period, support: Sequence[str]) -> set[UUID]:
    return set(
        look.scalars(
            select(Meeting.person_id).where(_in(Meeting.on, period), Meeting.kind.in_(support)).distinct()
        )
    )


def _cases_open_or_moved(look: Session, period: caseload.Period) -> set[UUID]:
    """Cases with an episode that touches the period or the day before it."""
    return set(
        look.scalars(
            select(Episode.case_id)
            .where(
                Episode.opened_on <= period.last,
                or_(Episode.closed_on.is_(None), Episode.closed_on >= period.before),
            )
            .distinct()
        )
    )


def _gain_rows(look: Session, period: caseload.Period, as_at: date) -> list[Any]:
    """Lines that count in the period, earlier ones that moved since, and whatever shares their award.

    An earlier line moves when it was entered late, taken back, or known to have ended after the day
    before the period; a line that shares an award key may be the one that counts (funder R9).
    """
    reversing = aliased(Gain)
    later = (
        select(reversing.reverses_id)
        .where(reversing.reverses_id.is_not(None), reversing.recorded_on > period.before)
        .scalar_subquery()
    )
    ended = select(GainEnding.gain_id).where(GainEnding.known_on > period.before)
    matters = or_(
        _in(Gain.confirmed_on, period),
        and_(
            Gain.confirmed_on < period.first,
            or_(Gain.recorded_on > period.before, Gain.id.in_(later), Gain.id.in_(ended)),
        ),
        _in(Gain.estimated_on, period),
    )
    keys = set(look.scalars(select(Gain.award_key).where(Gain.reverses_id.is_(None), matters)))
    voided = (
        select(reversing.reverses_id, func.min(reversing.recorded_on).label("on"))
        .where(reversing.reverses_id.is_not(None))
        .group_by(reversing.reverses_id)
        .subquery()
    )
    statement = (
        select(
            Gain.id,
            Gain.case_id,
            Gain.award_key,
            Gain.area,
            Gain.benefit,
            Gain.frequency,
            Gain.amount_pence,
            Gain.previous_pence,
            Gain.arrears_pence,
            Gain.award_to,
            Gain.decided_on,
            Gain.confirmed_on,
            Gain.recorded_on,
            Gain.estimated_on,
            Gain.estimate_pence,
            voided.c.on.label("voided_on"),
            GainEnding.ended_on,
            GainEnding.known_on,
            GainEnding.recoverable,
            Practice.name.label("practice"),
            Case.kind.label("case_kind"),
        )
        .join(Case, Case.id == Gain.case_id)
        .outerjoin(Practice, Practice.id == Gain.practice_id)
        .outerjoin(voided, voided.c.reverses_id == Gain.id)
        .outerjoin(GainEnding, GainEnding.gain_id == Gain.id)
        .where(Gain.reverses_id.is_(None))
    )
    found: list[Any] = []
    listed = sorted(keys)
    for start in range(0, len(listed), _AT_ONCE):
        found += look.execute(statement.where(Gain.award_key.in_(listed[start : start + _AT_ONCE]))).all()
    return sorted(found, key=lambda row: (row.recorded_on, row.id))


def _debt_rows(look: Session, period: caseload.Period, supported: set[UUID]) -> list[Any]:
    """Debts of supported people, and any other with an outcome or a balance in the period."""
    ids = set(look.scalars(select(DebtOutcome.debt_id).where(_in(DebtOutcome.on, period))))
    ids |= set(look.scalars(select(DebtBalance.debt_id).where(_in(DebtBalance.on, period))))
    ids |= {row[0] for row in _among(look, select(Debt.id), Debt.person_id, supported)}
    keys = {row[0] for row in _among(look, select(Debt.debt_key), Debt.id, ids)}
    statement = (
        select(
            Debt.id,
            Debt.case_id,
            Debt.debt_key,
            Debt.kind,
            Practice.name.label("practice"),
            Case.kind.label("case_kind"),
        )
        .join(Case, Case.id == Debt.case_id)
        .outerjoin(Practice, Practice.id == Case.practice_id)
    )
    found: list[Any] = []
    listed = sorted(keys)
    for start in range(0, len(listed), _AT_ONCE):
        found += look.execute(statement.where(Debt.debt_key.in_(listed[start : start + _AT_ONCE]))).all()
    return sorted(found, key=lambda row: row.id)


def _assembled(
    look: Session,
    period: caseload.Period,
    support: Sequence[str],
    ids: Sequence[UUID],
    lines: Sequence[Any],
    owed: Sequence[Any],
) -> Iterator[caseload.CaseRow]:
    cases = {
        row.id: row
        for row in _among(
            look,
            select(Case.id, Case.person_id, Case.highest_type, Case.kind, Person.household_id).join(
                Person, Person.id == Case.person_id
            ),
            Case.id,
            ids,
        )
    }
    episodes: dict[UUID, list[caseload.Episode]] = defaultdict(list)
    for row in _among(
        look, select(Episode.case_id, Episode.opened_on, Episode.closed_on), Episode.case_id, ids
    ):
        episodes[row.case_id].append(caseload.Episode(row.opened_on, row.closed_on))
    types: dict[UUID, list[caseload.TypeReached]] = defaultdict(list)
    for row in _among(look, select(CaseType.case_id, CaseType.on, CaseType.type), CaseType.case_id, ids):
        types[row.case_id].append(caseload.TypeReached(row.on, row.type))
    referred = {
        row.case_id: row.received_on
        for row in _among(
            look,
            select(Referral.case_id, Referral.received_on).order_by(Referral.received_on.desc()),
            Referral.case_id,
            ids,
        )
    }
    contacts, first_contacts, elsewhere = _contacts(look, period, support, ids)
    gained: dict[UUID, list[gains.GainLine]] = defaultdict(list)
    for row in lines:
        gained[row.case_id].append(_line(row))
    debts = _debts(look, owed)
    people = _people(look, {row.person_id for row in cases.values()} | set(elsewhere), support)
    for id in ids:
        row = cases[id]
        yield caseload.CaseRow(
            id=str(id),
            client=str(row.person_id),
            household=str(row.household_id or row.person_id),
            type=row.highest_type,
            episodes=tuple(sorted(episodes[id], key=lambda episode: episode.opened)),
            type_history=tuple(types[id]),
            referred_on=referred.get(id),
            first_contact=first_contacts.get(id),
            contacts=tuple(contacts[id]),
            person=people[row.person_id],
            gains=tuple(gained[id]),
            debts=tuple(debts[id]),
        )
    for person_id, found in elsewhere.items():  # support that belongs to no case
        yield caseload.CaseRow(
            id=f"person:{person_id}",
            client=str(person_id),
            household=str(person_id),
            type="II",
            contacts=tuple(found),
            person=people[person_id],
        )


def _contacts(
    look: Session, period: caseload.Period, support: Sequence[str], ids: Sequence[UUID]
) -> tuple[
    dict[UUID, list[caseload.Contact]], dict[UUID, caseload.FirstContact], dict[UUID, list[caseload.Contact]]
]:
    """Contacts by case, each case's earliest support, first contacts, and support without a case."""
    contacts: dict[UUID, list[caseload.Contact]] = defaultdict(list)
    first: dict[UUID, caseload.FirstContact] = {}
    elsewhere: dict[UUID, list[caseload.Contact]] = defaultdict(list)
    columns = (
        Meeting.case_id,
        Meeting.person_id,
        Meeting.on,
        Meeting.kind,
        Meeting.channel,
        Meeting.first_contact,
    )
    for row in look.execute(select(*columns).where(_in(Meeting.on, period)).order_by(Meeting.on, Meeting.id)):
        if row.case_id is None:
            elsewhere[row.person_id].append(caseload.Contact(row.on, row.kind))
            continue
        contacts[row.case_id].append(caseload.Contact(row.on, row.kind))
        if row.first_contact and row.case_id not in first:
            first[row.case_id] = caseload.FirstContact(row.on, row.channel)
    earliest = (
        select(Meeting.case_id, func.min(Meeting.on).label("on"))
        .where(Meeting.kind.in_(support))
        .group_by(Meeting.case_id)
    )
    for row in _among(look, earliest, Meeting.case_id, ids):
        contacts[row.case_id].append(caseload.Contact(row.on, support[0]))
    return contacts, first, elsewhere


def _people(look: Session, ids: set[UUID], support: Sequence[str]) -> dict[UUID, demographics.Person]:
    """Facts about people, and the first day any of them was ever supported, in whatever case."""
    ever = {
        row.person_id: row.on
        for row in _among(
            look,
            select(Meeting.person_id, func.min(Meeting.on).label("on"))
            .where(Meeting.kind.in_(support))
            .group_by(Meeting.person_id),
            Meeting.person_id,
            ids,
        )
    }
    statement = select(
        Person.id,
        Person.first_supported_on,
        Person.born_on,
        Person.sex,
        Person.ethnicity,
        Person.employment,
        Person.simd_decile,
        Household.tenure,
        Household.kind.label("household_type"),
        Household.annual_income_pence,
        Household.family_types,
    ).outerjoin(Household, Household.id == Person.household_id)
    return {
        row.id: demographics.Person(
            first_supported=min(
                (day for day in (row.first_supported_on, ever.get(row.id)) if day), default=None
            ),
            born=row.born_on,
            sex=row.sex,
            ethnicity=row.ethnicity,
            tenure=row.tenure,
            employment=row.employment,
            household_type=row.household_type,
            household_income=(
                None if row.annual_income_pence is None else money.from_pence(row.annual_income_pence)
            ),
            simd_decile=None if row.simd_decile is None else str(row.simd_decile),
            family_types=tuple(row.family_types.split(",")) if row.family_types else None,
        )
        for row in _among(look, statement, Person.id, ids)
    }


def _line(row: Any) -> gains.GainLine:
    ended = None
    if row.ended_on is not None:
        ended = gains.Ended(row.ended_on, row.known_on, row.recoverable)
    estimate = None
    if row.estimated_on is not None and row.estimate_pence is not None:
        estimate = gains.Estimate(row.estimated_on, money.from_pence(row.estimate_pence))
    return gains.GainLine(
        id=str(row.id),
        award_key=row.award_key,
        area=row.area,
        frequency=row.frequency,
        amount=money.from_pence(row.amount_pence),
        decided_on=row.decided_on,
        confirmed_on=row.confirmed_on,
        previous=money.from_pence(row.previous_pence),
        arrears=money.from_pence(row.arrears_pence),
        award_to=row.award_to,
        recorded_on=row.recorded_on,
        voided_on=row.voided_on,
        ended=ended,
        estimate=estimate,
        benefit=row.benefit,
        practice=row.practice or "",
        case_kind=row.case_kind,
    )


def _debts(look: Session, owed: Sequence[Any]) -> dict[UUID, list[debt_outcomes.Debt]]:
    ids = [row.id for row in owed]
    balances: dict[UUID, list[debt_outcomes.Balance]] = defaultdict(list)
    for row in _among(
        look,
        select(DebtBalance.debt_id, DebtBalance.on, DebtBalance.amount_pence).order_by(
            DebtBalance.on, DebtBalance.id
        ),
        DebtBalance.debt_id,
        ids,
    ):
        balances[row.debt_id].append(debt_outcomes.Balance(row.on, money.from_pence(row.amount_pence)))
    outcomes: dict[UUID, list[debt_outcomes.Outcome]] = defaultdict(list)
    statement = select(
        DebtOutcome.debt_id, DebtOutcome.on, DebtOutcome.written_off_pence, DebtOutcome.rescheduled_pence
    ).where(DebtOutcome.confirmed_on.is_not(None), DebtOutcome.reverses_id.is_(None))
    for row in _among(look, statement.order_by(DebtOutcome.on, DebtOutcome.id), DebtOutcome.debt_id, ids):
        written, moved = money.from_pence(row.written_off_pence), money.from_pence(row.rescheduled_pence)
        outcomes[row.debt_id].append(debt_outcomes.Outcome(row.on, written, moved))
    by_case: dict[UUID, list[debt_outcomes.Debt]] = defaultdict(list)
    for row in owed:
        by_case[row.case_id].append(
            debt_outcomes.Debt(
                id=str(row.id),
                debt_key=row.debt_key,
                kind=row.kind,
                balances=tuple(balances[row.id]),
                outcomes=tuple(outcomes[row.id]),
                practice=row.practice or "",
                case_kind=row.case_kind,
            )
        )
    return by_case


def _funding(look: Session, period: caseload.Period) -> caseload.Funding:
    """What funders gave for spans that lie in the period; a span that only overlaps counts by its days."""
    sums = dict.fromkeys(("local_authority", "hscp", "other", "in_kind"), money.NOUGHT)
    for row in look.execute(
        select(Funding.kind, Funding.from_on, Funding.to_on, Funding.amount_pence).where(
            Funding.from_on <= period.last, Funding.to_on >= period.first
        )
    ):
        first, last = max(row.from_on, period.first), min(row.to_on, period.last)
        share, whole = (last - first).days + 1, (row.to_on - row.from_on).days + 1
        sums[row.kind] += money.half_up(money.from_pence(row.amount_pence) * share / whole)
    return caseload.Funding(**sums)
