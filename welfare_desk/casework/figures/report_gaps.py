"""What a period's report lacks before it is sent, each with whom it is about and where it is mended.

The figures are ``tally``'s. Nothing here is counted into them: a gap is closed by recording what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from welfare_desk import resources
from welfare_desk.casework import agency
from welfare_desk.casework.debt.debts import kind_name
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.figures import tally_rows
from welfare_desk.casework.figures.evaluation_people import new_clients
from welfare_desk.casework.figures.tally_money import within
from welfare_desk.casework.figures.tally_proof import of_cases, of_people
from welfare_desk.casework.figures.tally_sums import supported
from welfare_desk.casework.figures.unseen import gained_unseen
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.people.circumstances import may_keep_health
from welfare_desk.casework.service import sessions
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.cases import Case, Episode
from welfare_desk.records.community import Goal, Link
from welfare_desk.records.money import Gain
from welfare_desk.records.people import Address, Household, Person
from welfare_desk.records.service import ListSize, Meeting, Practice
from welfare_desk.records.service import Session as HalfDay
from welfare_desk.rules import days
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.evaluation import mean_fte

_MOST = 200
_SOON = timedelta(days=28)  # what came of a link may be asked after four weeks
_DORMANT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class GapRow:
    """One person, case or practice a gap is about; ``about`` says what is known of it."""

    name: str
    about: str
    person_id: UUID | None = None
    case_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """``means`` says what it does to the report; ``place`` is the screen that mends it, called ``mend``.

    ``of`` is how many it could be, where that helps. ``rows`` are the first two hundred.
    """

    code: str
    words: str
    count: int
    means: str
    mend: str
    place: tuple[str, Mapping[str, Any]] | None = None
    of: int | None = None
    rows: tuple[GapRow, ...] = ()


def gaps(desk: Desk, period: Period, *, today: date) -> list[Gap]:
    """Everything the report of a period lacks, what falsifies most first; empty where nothing is missing."""
    with desk.look() as look:
        known = tally_rows.known(look, period, None, today)
        found = [
            _no_contact(look, period),
            _to_confirm(look, period),
            _no_funding(look, period),
            _no_staff(look, period, today),
            _no_list_size(look, period, known.until),
            _facts(look, period),
            _prior_advice(look, period),
            *([_health(look, period)] if may_keep_health(look, today) else []),
            _areas(look, period),
            _goals(look, known.until),
            _links(look, period, known.until),
            _dormant(look, known.until),
        ]
    return [gap for gap in found if gap.count]


def record_contact(
    desk: Desk, person_id: UUID, kind: str, on: date | None, *, case_id: UUID | None = None, today: date
) -> Changes:
    """Record a contact nobody wrote down at the time. Raises Problems."""
    wrong = []
    kinds = resources.code_lists().on("contact_kind", today)
    if kind not in kinds.supporting():
        wrong.append(Problem("kind", "Choose how it was."))
    if on is None:
        wrong.append(Problem("on", "Write the day it was."))
    elif on > today:
        wrong.append(Problem("on", "That day has not come yet."))
    if wrong or on is None:
        raise Problems(wrong)
    return sessions.record_support(desk, person_id, kind, on=on, case_id=case_id)


def contact_kinds(today: date) -> list[tuple[str, str]]:
    """The kinds of contact that count as support, in words."""
    kinds = resources.code_lists().on("contact_kind", today)
    counts = kinds.supporting()
    return [(entry.code, entry.label) for entry in kinds.codes if entry.code in counts]


def _no_contact(look: Session, period: Period) -> Gap:
    known: dict[UUID, tuple[UUID, list[str]]] = {}
    for person, case, what, day, is_debt in look.execute(gained_unseen(period)).all():
        said = f"{f'{kind_name(what)} debt' if is_debt else matter_name(what)}, {days.short(day)}"
        known.setdefault(person, (case, []))[1].append(said)
    named = {row.person_id: row.client for row in of_people(look, list(known)[:_MOST], "")}
    rows = [
        GapRow(named[person], "; ".join(sorted(set(said))), person, case)
        for person, (case, said) in known.items()
        if person in named
    ]
    return Gap(
        "no-contact",
        "A gain, and no contact recorded",
        len(known),
        "Their gain counts, but they are in no count of people: a client is somebody with a meeting, call or"
        " other contact in the period.",
        "Record the contact there was",
        rows=tuple(sorted(rows, key=lambda row: row.name)),
    )


def _to_confirm(look: Session, period: Period) -> Gap:
    reversing = aliased(Gain)
    waiting = select(Gain.person_id).where(
        within(Gain.decided_on, period),
        Gain.confirmed_on.is_(None),
        Gain.reverses_id.is_(None),
        ~select(literal(1)).where(reversing.reverses_id == Gain.id).exists(),
    )
    ids = look.scalars(waiting).all()
    return Gap(
        "to-confirm",
        "Gains to confirm",
        len(ids),
        "Decided in the period and in no total until somebody says how the award is known.",
        "Open the lines to confirm",
        ("gains", {"waiting": True}),
        rows=_people(look, ids),
    )


def _no_funding(look: Session, period: Period) -> Gap:
    cash = tally_rows.funding(look.connection(), period).cash
    return Gap(
        "funding",
        "No funding recorded",
        0 if cash else 1,
        "Gains for each £1 cannot be worked out.",
        "Enter who pays",
        ("settings", {"section": "funding"}),
    )


def _no_staff(look: Session, period: Period, today: date) -> Gap:
    fte = mean_fte(agency.staff_lines(agency.setting(look, "staff", on=today)), period)
    return Gap(
        "staff",
        "No staff time recorded",
        0 if fte else 1,
        "Clients to each worker cannot be worked out.",
        "Enter whose time it is",
        ("settings", {"section": "staff"}),
    )


def _no_list_size(look: Session, period: Period, until: date) -> Gap:
    held = within(HalfDay.on, period), HalfDay.on <= until, HalfDay.status != "cancelled"
    sized = select(literal(1)).where(ListSize.practice_id == Practice.id, ListSize.on <= period.last).exists()
    found = select(Practice.name).where(Practice.id.in_(select(HalfDay.practice_id).where(*held)), ~sized)
    names = look.scalars(found.order_by(Practice.name)).all()
    return Gap(
        "list-size",
        "Practices without a list size",
        len(names),
        "The patients the service reaches are counted without theirs.",
        "Open the practices",
        ("practices", {}),
        rows=tuple(GapRow(name, "List size not recorded") for name in names),
    )


def _facts(look: Session, period: Period) -> Gap:
    """Clients of whom something is not recorded that every funder's page lists."""
    asked: Mapping[str, Any] = {
        "sex": Person.sex,
        "ethnicity": Person.ethnicity,
        "work": Person.employment,
        "home": Household.tenure,
        "household": Household.kind,
        "income": Household.annual_income_pence,
    }
    clients = (
        select(Person.id, *asked.values())
        .outerjoin(Household, Household.id == Person.household_id)
        .where(Person.id.in_(supported(period)))
    )
    found = look.execute(clients.where(or_(*(column.is_(None) for column in asked.values())))).all()
    lacking = {
        row[0]: ", ".join(name for name, value in zip(asked, row[1:], strict=True) if value is None)
        for row in found
    }
    return Gap(
        "facts",
        "Circumstances not recorded",
        len(found),
        "They stand under Not recorded in the lists of who the people are.",
        "Record what they say of themselves",
        of=_count(look, select(Person.id).where(Person.id.in_(supported(period)))),
        rows=_people(look, list(lacking), lambda id: f"Not recorded: {lacking[id]}"),
    )


def _prior_advice(look: Session, period: Period) -> Gap:
    new = new_clients(period)
    ids = look.scalars(new.where(Person.prior_advice.is_(None))).all()
    return Gap(
        "prior-advice",
        "New clients not asked about earlier advice",
        len(ids),
        "The share who never used an advice service is of those who were asked.",
        "Ask, and record it",
        of=_count(look, new),
        rows=_people(look, ids),
    )


def _health(look: Session, period: Period) -> Gap:
    clients = select(Person.id).where(Person.id.in_(supported(period)))
    ids = look.scalars(
        clients.where(or_(Person.mental_health.is_(None), Person.long_term_condition.is_(None)))
    ).all()
    return Gap(
        "health",
        "Clients not asked about their health",
        len(ids),
        "Shares with a condition are of those who were asked. Nobody has to answer.",
        "Ask, and record it",
        of=_count(look, clients),
        rows=_people(look, ids),
    )


def _areas(look: Session, period: Period) -> Gap:
    placed = select(literal(1)).where(
        Address.person_id == Person.id, Address.to_on.is_(None), Address.postcode.is_not(None)
    )
    ids = look.scalars(
        select(Person.id).where(
            Person.id.in_(supported(period)), Person.simd_decile.is_(None), placed.exists()
        )
    ).all()
    return Gap(
        "areas",
        "Areas not looked up",
        len(ids),
        "They have a postcode, and the deprivation of its area is unknown.",
        "Load the official file",
        ("settings", {"section": "areas"}),
        rows=_people(look, ids),
    )


def _goals(look: Session, until: date) -> Gap:
    ids = look.scalars(select(Goal.person_id).where(Goal.state == "open", Goal.review_on <= until)).all()
    return Gap(
        "goals",
        "Goals to look at again",
        len(ids),
        "Their day has passed; until somebody says how they stand they are left out of goals met.",
        "Look at the goal together",
        rows=_people(look, ids),
    )


def _links(look: Session, period: Period, until: date) -> Gap:
    ids = look.scalars(
        select(Link.person_id).where(
            within(Link.on, period), Link.on <= until - _SOON, Link.result.is_(None), Link.how != "not_found"
        )
    ).all()
    return Gap(
        "links",
        "Links of which nothing is known",
        len(ids),
        "Nobody counts as connected until it is known what came of it.",
        "Say what came of it",
        rows=_people(look, ids),
    )


def _dormant(look: Session, until: date) -> Gap:
    """Cases open at the end with no contact of their client for a year: they make the open cases too many."""
    lately = select(literal(1)).where(
        Meeting.person_id == Case.person_id, Meeting.on > until - _DORMANT, Meeting.on <= until
    )
    still = select(Episode.case_id).where(
        Episode.opened_on <= until - _DORMANT, or_(Episode.closed_on.is_(None), Episode.closed_on > until)
    )
    ids = look.scalars(select(Case.id).where(and_(Case.id.in_(still), ~lately.exists()))).all()
    rows = of_cases(look, ids[:_MOST], "")
    return Gap(
        "dormant",
        "Open cases without a contact for a year",
        len(ids),
        "They stand among the cases open at the end.",
        "Close it, or record the contact there was",
        rows=tuple(
            GapRow(row.client, f"{row.case_reference}, {matter_name(row.words)}", row.person_id, row.case_id)
            for row in sorted(rows, key=lambda row: row.client)
        ),
    )


def _count(look: Session, statement: Any) -> int:
    return look.scalar(select(func.count()).select_from(statement.subquery())) or 0


def _people(
    look: Session, ids: Iterable[UUID], about: Callable[[UUID], str] | None = None
) -> tuple[GapRow, ...]:
    wanted = list(dict.fromkeys(ids))[:_MOST]
    rows = [
        GapRow(row.client, about(row.person_id) if about else row.case_reference, row.person_id)
        for row in of_people(look, wanted, "")
        if row.person_id is not None
    ]
    return tuple(sorted(rows, key=lambda row: row.name))
