"""From the desk's tables to the rows the funder's rules count: only what can matter to one period.

Each question gets slim rows of its own (who was supported, which cases moved, which lines count), read in
one query each whatever the size of the desk. What they add up to is ``rules/funder.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from welfare_desk import resources
from welfare_desk.casework.figures import tally_money
from welfare_desk.casework.figures.tally_money import HeldDebt, HeldLine, text_of, within
from welfare_desk.records.cases import Case, CaseType, Episode
from welfare_desk.records.money import PeriodClosed
from welfare_desk.records.people import Household, Person
from welfare_desk.records.service import Funding, Meeting, Referral
from welfare_desk.rules import caseload, demographics, money
from welfare_desk.rules.caseload import CaseRow, Contact, Period
from welfare_desk.rules.debt_outcomes import Debt
from welfare_desk.rules.gains import GainLine
from welfare_desk.rules.known import Closing, Known

NOT_HAPPENED = ("booked", "dna", "cancelled")
_UNTYPED = "II"  # rows that say nothing of a case: without an episode their type is never looked at


@dataclass(frozen=True)
class Caseload:
    """What a period is counted from, in the order that decides where an order does: (recorded_on, id)."""

    cases: tuple[CaseRow, ...]
    held_lines: tuple[HeldLine, ...]
    held_debts: tuple[HeldDebt, ...]
    funding: caseload.Funding

    @cached_property
    def lines(self) -> list[GainLine]:
        return [held.line for held in self.held_lines]

    @cached_property
    def debts(self) -> list[Debt]:
        return [held.debt for held in self.held_debts]


def known(look: Session, period: Period, as_at: date | None, today: date) -> Known:
    """Whose knowledge counts: today's while nobody has closed the period, its closing's afterwards; that of
    ``as_at`` where a day is asked for; the report of its last day or sooner as it would have stood then.
    """
    closings = tuple(
        Closing(Period(from_on, to_on), closed_on)
        for from_on, to_on, closed_on in look.execute(
            select(PeriodClosed.from_on, PeriodClosed.to_on, PeriodClosed.closed_on).order_by(
                PeriodClosed.closed_on, PeriodClosed.id
            )
        )
    )
    if as_at is not None:
        return Known(period, as_at, closings, as_then=as_at <= period.last)
    # A quarter of a closed year rests on the year's closing, unless it was closed by itself.
    holding = [one for one in closings if one.period.first <= period.first and period.last <= one.period.last]
    own = [one.on for one in holding if one.period == period] or [one.on for one in holding]
    return Known(period, min(own, default=today), closings)


def closed(period: Period) -> Any:
    """The figures kept when exactly this period was closed, the first time."""
    return (
        select(PeriodClosed.figures)
        .where(PeriodClosed.from_on == period.first, PeriodClosed.to_on == period.last)
        .order_by(PeriodClosed.closed_on, PeriodClosed.id)
    )


def read(look: Session, period: Period, known: Known) -> Caseload:
    """Everything on the desk that can move a figure of the period."""
    support = sorted(resources.code_lists().on("contact_kind", period.last).supporting())
    connection = look.connection()
    supported = select(Meeting.person_id).where(_support(period, support))
    lines = tally_money.lines(connection, period, known)
    debts = tally_money.debts(connection, period, known, supported)
    return Caseload(
        cases=(
            *_clients(connection, period, support),
            *_first_contacts(connection, period),
            *_moving_cases(connection, period),
            *_referrals(connection, period, support),
            *(_row(held.case_id, held.person_id, gains=(held.line,)) for held in lines),
            *(_row(held.case_id, held.person_id, debts=(held.debt,)) for held in debts),
        ),
        held_lines=tuple(lines),
        held_debts=tuple(debts),
        funding=funding(connection, period),
    )


def _row(case_id: str, client: str, household: str = "", type: str = _UNTYPED, **held: Any) -> CaseRow:
    return CaseRow(case_id, client, household, type, **held)


def _support(period: Period, support: Sequence[str]) -> ColumnElement[bool]:
    return and_(within(Meeting.on, period), Meeting.kind.in_(support))


def _clients(connection: Connection, period: Period, support: Sequence[str]) -> Iterator[CaseRow]:
    """One row for each person supported in the period, with what is known of them: their first day of
    support in it, and their first ever (R3).
    """
    # Grouped by the id as text: by the id itself SQLite walks an index and looks up each meeting.
    person_id = text_of(Meeting.person_id)
    here = func.min(case((Meeting.on >= period.first, Meeting.on)))
    days = {
        id: (first_here, first_ever)
        for id, first_here, first_ever in connection.execute(
            select(person_id, here, func.min(Meeting.on))
            .where(Meeting.on <= period.last, Meeting.kind.in_(support))
            .group_by(person_id)
            .having(here.is_not(None))
        ).all()
    }
    found = connection.execute(
        select(
            text_of(Person.id),
            text_of(Person.household_id),
            Person.first_supported_on,
            Person.born_on,
            Person.sex,
            Person.ethnicity,
            Household.tenure,
            Person.employment,
            Household.kind,
            Household.annual_income_pence,
            Person.simd_decile,
            Household.family_types,
        )
        .outerjoin(Household, Household.id == Person.household_id)
        .where(Person.id.in_(select(Meeting.person_id).where(_support(period, support))))
        .order_by(Person.id)
    ).all()
    for id, household, before_this_desk, *stated in found:
        supported_on, ever = days[id]
        person = _person(min(ever, before_this_desk or ever), *stated)
        contacts = (Contact(supported_on, support[0]),)
        yield _row(id, id, household or id, contacts=contacts, person=person)


def _person(
    first_supported: date,
    born: date | None,
    sex: str | None,
    ethnicity: str | None,
    tenure: str | None,
    employment: str | None,
    household_type: str | None,
    income: int | None,
    decile: int | None,
    family_types: str | None,
) -> demographics.Person:
    return demographics.Person(
        first_supported=first_supported,
        born=born,
        sex=sex,
        ethnicity=ethnicity,
        tenure=tenure,
        employment=employment,
        household_type=household_type,
        household_income=None if income is None else money.from_pence(income),
        simd_decile=None if decile is None else str(decile),
        family_types=tuple(family_types.split(",")) if family_types else None,
    )


def _first_contacts(connection: Connection, period: Period) -> Iterator[CaseRow]:
    """First contacts of the period that happened: an appointment nobody came to is none (R4)."""
    found = connection.execute(
        select(text_of(Meeting.person_id), Meeting.on, Meeting.channel)
        .where(
            Meeting.first_contact.is_(True),
            within(Meeting.on, period),
            Meeting.kind.not_in(NOT_HAPPENED),
        )
        .order_by(Meeting.on, Meeting.id)
    ).all()
    for client, on, channel in found:
        yield _row("", client, first_contact=caseload.FirstContact(on, channel))


def _moving_cases(connection: Connection, period: Period) -> Iterator[CaseRow]:
    """Cases open on the day before the period or on any day of it, each with all its episodes (R5, R6)."""
    touching = select(Episode.case_id).where(
        Episode.opened_on <= period.last,
        or_(Episode.closed_on.is_(None), Episode.closed_on > period.before),
    )
    episodes: dict[str, list[caseload.Episode]] = defaultdict(list)
    held: dict[str, tuple[str, str]] = {}
    for case_id, client, type, opened, closed in connection.execute(
        select(
            text_of(Case.id),
            text_of(Case.person_id),
            Case.highest_type,
            Episode.opened_on,
            Episode.closed_on,
        )
        .join(Episode, Episode.case_id == Case.id)
        .where(Case.id.in_(touching))
    ).all():
        held[case_id] = client, type
        episodes[case_id].append(caseload.Episode(opened, closed))
    types: dict[str, list[caseload.TypeReached]] = defaultdict(list)
    for case_id, on, type in connection.execute(
        select(text_of(CaseType.case_id), CaseType.on, CaseType.type).where(CaseType.case_id.in_(touching))
    ):
        types[case_id].append(caseload.TypeReached(on, type))
    for case_id, (client, type) in held.items():
        history = tuple(types.get(case_id, ()))
        yield _row(case_id, client, type=type, episodes=tuple(episodes[case_id]), type_history=history)


def _referrals(connection: Connection, period: Period, support: Sequence[str]) -> Iterator[CaseRow]:
    """Referrals received in the period, each with the first support its case ever had (R16).

    One that has led to no case yet is followed up by support of its person, from that day, in no case.
    """
    meeting = aliased(Meeting)
    first_support = (
        select(func.min(meeting.on))
        .where(
            meeting.kind.in_(support),
            or_(
                meeting.case_id == Referral.case_id,
                and_(
                    Referral.case_id.is_(None),
                    meeting.case_id.is_(None),
                    meeting.person_id == Referral.person_id,
                    meeting.on >= Referral.received_on,
                ),
            ),
        )
        .scalar_subquery()
    )
    for case_id, id, client, received_on, supported_on in connection.execute(
        select(
            text_of(Referral.case_id),
            text_of(Referral.id),
            text_of(Referral.person_id),
            Referral.received_on,
            first_support,
        )
        .where(within(Referral.received_on, period))
        .order_by(Referral.received_on, Referral.id)
    ):
        contacts = (Contact(supported_on, support[0]),) if supported_on else ()
        yield _row(case_id or id, client, referred_on=received_on, contacts=contacts)


def funding(connection: Connection, period: Period) -> caseload.Funding:
    """What funders gave for the period; money for a longer span counts by its days in the period."""
    sums = dict.fromkeys(("local_authority", "hscp", "other", "in_kind"), money.NOUGHT)
    for kind, from_on, to_on, pence in connection.execute(
        select(Funding.kind, Funding.from_on, Funding.to_on, Funding.amount_pence).where(
            Funding.from_on <= period.last, Funding.to_on >= period.first
        )
    ):
        first, last = max(from_on, period.first), min(to_on, period.last)
        share, whole = (last - first).days + 1, (to_on - from_on).days + 1
        sums[kind] += money.half_up(money.from_pence(pence) * share / whole)
    return caseload.Funding(**sums)
