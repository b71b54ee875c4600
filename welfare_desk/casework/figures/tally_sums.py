"""The counts and sums of a period taken by the store itself: people, contacts, cases, referrals.

Each question is one statement and its rows are counted here without a Python object for anybody. What they
must come to is ``rules/funder.py``: the tests give both the same desk and the answers are the same. Money is
``tally_gains``; the records behind a figure are read by ``tally_rows`` when somebody asks for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Text, and_, case, cast, func, literal, or_, select
from sqlalchemy.orm import aliased

from welfare_desk import resources
from welfare_desk.casework.figures.tally_money import text_of, within
from welfare_desk.casework.figures.tally_rows import NOT_HAPPENED
from welfare_desk.records.cases import Case, CaseType, Episode
from welfare_desk.records.money import Debt
from welfare_desk.records.people import Household, Person
from welfare_desk.records.service import Meeting, Referral
from welfare_desk.rules.caseload import ENQUIRY, TYPES, Period
from welfare_desk.rules.code_lists import CodeList
from welfare_desk.rules.funder import CaseMoves, Referrals

_UNSAID = (None, "not_recorded", "unknown")


@dataclass(frozen=True, slots=True)
class People:
    """Who was supported in a period (R3, R15)."""

    clients: int
    new: int
    households: int
    demographics: Mapping[str, Mapping[str, int]]
    family_types: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Cases:
    """How cases moved, the enquiries apart (R5, R6)."""

    moves: CaseMoves
    by_type: Mapping[str, int]
    enquiries: int


def supporting(period: Period) -> list[str]:
    """The kinds of contact that are support (R2)."""
    return sorted(resources.code_lists().on("contact_kind", period.last).supporting())


def supported(period: Period) -> Any:
    """The ids of everybody supported in the period."""
    return select(Meeting.person_id).where(within(Meeting.on, period), Meeting.kind.in_(supporting(period)))


def supported_debtors(connection: Connection, period: Period) -> frozenset[str]:
    """Those with debts among them."""
    found = select(text_of(Debt.person_id)).distinct().where(Debt.person_id.in_(supported(period)))
    return frozenset(connection.scalars(found))


def people(connection: Connection, period: Period) -> People:
    """One row to each client, its facts as codes; counted column by column."""
    lists = resources.code_lists()
    support = Meeting.kind.in_(supporting(period))
    here = (
        select(Meeting.person_id.label("who"), func.min(Meeting.on).label("first_here"))
        .where(within(Meeting.on, period), support)
        .group_by(Meeting.person_id)
        .subquery()
    )
    before = aliased(Meeting)
    seen_before = (
        select(literal(1))
        .where(
            before.person_id == here.c.who,
            before.on < period.first,
            before.kind.in_(supporting(period)),
        )
        .exists()
    )
    first_day = Person.first_supported_on
    is_new = and_(or_(first_day.is_(None), first_day >= period.first), ~seen_before)
    rows = connection.execute(
        select(
            func.coalesce(text_of(Person.household_id), text_of(Person.id)),
            case((is_new, 1), else_=0),
            Person.sex,
            age_in_years(Person.born_on, here.c.first_here),
            Person.ethnicity,
            Household.tenure,
            Person.employment,
            Household.kind,
            _band(Household.annual_income_pence, lists.on("income_band", period.last)),
            cast(Person.simd_decile, Text),
            Household.family_types,
        )
        .select_from(here)
        .join(Person, Person.id == here.c.who)
        .outerjoin(Household, Household.id == Person.household_id)
    ).all()
    columns: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) if rows else [()] * 11
    homes, new, *facts, families = columns
    names = ("sex", "age_band", "ethnicity", "tenure", "employment", "household_type", "income_band", "simd")
    told = {}
    for name, column in zip(names, facts, strict=True):
        codes = lists.on(name, period.last)
        counted: Iterable[tuple[Any, int]] = Counter(column).items()
        if name == "age_band":
            counted = [(None if age is None else codes.band(age), n) for age, n in counted]
        told[name] = _cells(codes, counted)
    kinds = lists.on("family_type", period.last)
    each = [
        (code, n) for said, n in Counter(families).items() if said for code in dict.fromkeys(said.split(","))
    ]
    return People(
        clients=len(rows),
        new=sum(new),
        households=len(set(homes)),
        demographics=told,
        family_types=_cells(kinds, each),
    )


def _cells(codes: CodeList, counted: Iterable[tuple[Any, int]]) -> dict[str, int]:
    """Every cell of a list in the funder's codes; what nobody wrote down in the unrecorded one."""
    cells = dict.fromkeys(codes.cells(), 0)
    called = codes.funder_codes()
    for code, n in counted:
        known = codes.unrecorded if code in _UNSAID else code
        cell = called.get(known, known)
        cells[cell] = cells.get(cell, 0) + n
    return cells


def age_in_years(born: Any, on: Any) -> ColumnElement[int]:
    """Whole years lived, as ``demographics.age_on`` counts them; a date is its ISO text on both engines."""
    born_text, on_text = cast(born, Text), cast(on, Text)
    years = cast(func.substr(on_text, 1, 4), Integer) - cast(func.substr(born_text, 1, 4), Integer)
    not_yet = func.substr(on_text, 6, 5) < func.substr(born_text, 6, 5)
    found: ColumnElement[int] = years - case((not_yet, 1), else_=0)
    return found


def _band(pence: Any, bands: CodeList) -> ColumnElement[str]:
    """The first band whose upper edge is not below a sum, None for none."""
    edges = [entry for entry in bands.codes if entry.up_to is not None]
    whens = [
        (pence <= int(entry.up_to * 100), literal(entry.code))
        for entry in edges
        if entry.up_to is not None and entry.up_to.is_finite()
    ]
    return case((pence.is_(None), None), *whens, else_=literal(edges[-1].code))


def first_contacts(connection: Connection, period: Period) -> dict[str, int]:
    """Each individual once, under the channel of their earliest first contact in the period (R4)."""
    codes = resources.code_lists().on("channel", period.last)
    found = connection.execute(
        select(text_of(Meeting.person_id), Meeting.channel)
        .where(Meeting.first_contact.is_(True), within(Meeting.on, period), Meeting.kind.not_in(NOT_HAPPENED))
        .order_by(Meeting.on.desc(), Meeting.id.desc())
    ).all()
    earliest = {row[0]: row[1] for row in found}  # the earliest is written last
    return _cells(codes, Counter(channel or codes.unrecorded for channel in earliest.values()).items())


def cases(connection: Connection, period: Period) -> Cases:
    """How many cases moved how: one row to each kind of movement."""
    open_then = and_(
        Episode.opened_on <= period.before,
        or_(Episode.closed_on.is_(None), Episode.closed_on > period.before),
    )
    open_at_end = or_(Episode.closed_on.is_(None), Episode.closed_on > period.last)
    each = (
        select(
            Episode.case_id.label("case_id"),
            func.max(case((open_then, 1), else_=0)).label("at_start"),
            func.max(case((open_at_end, 1), else_=0)).label("at_end"),
        )
        .where(
            Episode.opened_on <= period.last,
            or_(Episode.closed_on.is_(None), Episode.closed_on > period.before),
        )
        .group_by(Episode.case_id)
        .subquery()
    )
    earlier = aliased(Episode)
    opened_before = (
        select(literal(1)).where(earlier.case_id == each.c.case_id, earlier.opened_on < period.first).exists()
    )
    reached = (
        select(CaseType.case_id, func.max(CaseType.type).label("type"))  # I, II, III sort as they rank
        .where(CaseType.on <= period.last)
        .group_by(CaseType.case_id)
        .subquery()
    )
    type_ = func.coalesce(reached.c.type, Case.highest_type)
    again = case((each.c.at_start == 1, 1), (opened_before, 1), else_=0)
    moved = (
        select(type_.label("type"), each.c.at_start, each.c.at_end, again.label("again"))
        .join(Case, Case.id == each.c.case_id)
        .outerjoin(reached, reached.c.case_id == each.c.case_id)
        .subquery()
    )
    counts: Counter[str] = Counter()
    by_type = dict.fromkeys((type_ for type_ in TYPES if type_ != ENQUIRY), 0)
    statement: Any = select(*moved.c, func.count()).group_by(*moved.c)
    for type_said, at_start, at_end, again_said, n in connection.execute(statement):
        if type_said == ENQUIRY:
            counts["enquiries"] += 0 if again_said else n
            continue
        counts["open_at_start" if at_start else "reopened" if again_said else "opened"] += n
        counts["open_at_end" if at_end else "closed"] += n
        by_type[type_said] = by_type.get(type_said, 0) + n
    names = ("open_at_start", "opened", "reopened", "closed", "open_at_end")
    return Cases(CaseMoves(*(counts[name] for name in names)), by_type, counts["enquiries"])


def referrals(connection: Connection, period: Period) -> Referrals:
    """Referrals received, and of those the ones whose case ever had support (R16)."""
    support = supporting(period)
    of_case = select(literal(1)).where(Meeting.case_id == Referral.case_id, Meeting.kind.in_(support))
    of_person = select(literal(1)).where(
        Meeting.case_id.is_(None),
        Meeting.person_id == Referral.person_id,
        Meeting.on >= Referral.received_on,
        Meeting.kind.in_(support),
    )
    engaged = case(
        (Referral.case_id.is_not(None), case((of_case.exists(), 1), else_=0)),
        (of_person.exists(), 1),
        else_=0,
    )
    received, supported_of_them = connection.execute(
        select(func.count(), func.sum(engaged)).where(within(Referral.received_on, period))
    ).one()
    return Referrals(received, int(supported_of_them or 0))
