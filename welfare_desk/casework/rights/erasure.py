"""Erasing what is due to go: rows gone, keys destroyed, figures kept nameless, all of it for good.

Each erasure leaves one line behind: whose (an id), what kind, how many rows, by which rule, who answered for
it. Those lines, copied beside the backups, are what a restored desk is made to forget again.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, func, select, update
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import access, own_filters
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.people.clients import refresh_search_terms, whole_person
from welfare_desk.casework.rights import data_requests, held, retention
from welfare_desk.errors import DeskError
from welfare_desk.records.cases import Case
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.records.people import Household, Person, SearchTerm
from welfare_desk.records.rights import Erasure, HealthOpinion
from welfare_desk.records.service import Advisor, Draft, Meeting
from welfare_desk.records.tables import Base
from welfare_desk.rules import consent as gate
from welfare_desk.rules import retention as rule
from welfare_desk.rules.demographics import age_on
from welfare_desk.vault.forgotten import Entry

NOBODY = "Erased"

# What the figures are counted from stays, without a word that tells who it was. By table: what each column
# that could tell becomes; any other column is a day, a sum or a code.
_STRIPPED: Mapping[str, Mapping[str, Any]] = {
    "meetings": {"why": "", "next_step": None, "at": None},
    "cases": {"closed_because": None},
    "episodes": {},
    "case_types": {},
    "referrals": {
        "referrer_name": None,
        "reasons": [],
        "deadline_on": None,
        "deadline_for": None,
        "risk_note": None,
    },
    "decisions": {"notice_id": None, "attachment_id": None, "parts": {}},
    "gains": {},
    "gain_endings": {"reason": ""},
    "debts": {"creditor": None, "account": None, "stage": None, "facts": {}},
    "debt_balances": {},
    "debt_outcomes": {},
    "intake_rows": {"sealed": b"", "reasons": [], "warnings": []},  # its fingerprint refuses it a second time
}
_PROOF = (
    "consents",
    "withdrawals",
    "person_names",
    "subject_requests",
    "subject_request_pauses",
    "withheld",
    "data_requests",
)
# The log is one chain; tombstones; who worked for somebody says nothing of them.
_ALWAYS = ("access_log", "erasures", "legal_holds", "assignments")
_PERSON = {
    "died_source": None,
    "ni_number": None,
    "chi_number": None,
    "gp_name": None,
    "interpreter": None,
    "access_need": None,
    "may_call": None,
    "may_leave_message": None,
    "may_write": None,
    "contact_warning": None,
    "sealing_key": None,
}


class NotDue(DeskError):
    sentence = "This is not due to be erased."
    hint = "Its day and the reason stand beside it; a client may ask for it sooner."


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was erased, as it is printed: nothing in it says whose it was but the reference."""

    number: str
    kind: str
    reference: str
    at: datetime
    rule: str
    asked: bool
    counts: Mapping[str, int]
    approved_by: str


@dataclass(frozen=True, slots=True)
class Erased:
    changes: Changes
    certificate: Certificate


def counts(look: Session, person_id: UUID, kind: str) -> dict[str, int]:
    """How many rows of each table an erasure of this kind would take away or strip; changes nothing."""
    if kind == rule.NOTES:
        unused = len(retention.unused_notes(look, person_id))
        return {"evidence_notes": unused} if unused else {}
    found = {}
    for table in _tables_of(kind):
        made = Base.metadata.tables[table]
        number = look.scalar(select(func.count()).select_from(made).where(held.of(table, person_id)))
        if number:
            found[table] = number
    return found


def _tables_of(kind: str) -> list[str]:
    """The tables whose rows an erasure takes away."""
    spared = {*_STRIPPED, *_PROOF, *_ALWAYS, held.PEOPLE, held.HOUSEHOLDS}
    if kind == rule.PROOF:
        return [table for table in held.tables() if table in _PROOF]
    return [table for table in held.tables() if table not in spared]


def erase(desk: Desk, person_id: UUID, kind: str, *, today: date, asked: bool = False) -> Erased:
    """Erase one class of what is held about a client, for good, and keep the certificate's line.

    Raises Blocked for anybody but a manager or the data protection officer, NotDue where the rule says
    otherwise and the client did not ask, or where a hold, an open case or a duty to keep stands in the way.
    """
    with desk.unit_of_work() as work:
        _officers_only(work, person_id)
        person = work.get(Person, person_id)
        figures = retention.periods_on(work.session, today)
        _refuse_early(work.session, person, kind, figures, asked, today)
        said = resources.table("retention.toml")[kind]
        words = f"{said['title']}: {figures.in_words(said['words'])}. {said['source']}"
        if kind == rule.CASEWORK:
            data_requests.erased(work, person.id, today)
        gone = _all_about(work.session, person_id) if kind == rule.CASEWORK else frozenset()
        certificate = _erase(work, person, kind, words, asked=asked)
        work.commit()
    settle(desk)
    kinds = ("clients", "cases", "journal", "consents", "evidence", "letters", "retention", "debts", "gains")
    return Erased(Changes(frozenset(kinds), person_id, gone), certificate)


def _officers_only(work: Work, person_id: UUID) -> None:
    if work.desk.advisor.role in ("manager", "dpo"):
        return
    ask = access.Ask(person_id=person_id, action="erase", target="person", purpose="oversight")
    work.session.rollback()
    access.log(work, ask, gate.Ruling(gate.NOTHING, "role_not_allowed"))
    work.commit()
    raise access.Blocked(access.in_words([gate.Stop("role_not_allowed")]))


def _refuse_early(
    look: Session, person: Person, kind: str, figures: rule.Periods, asked: bool, today: date
) -> None:
    standing = retention.standing_of(look, person)
    end = next(one for one in rule.ends(standing, figures) if one.code == kind)
    if asked and kind != rule.PROOF:
        answer = rule.answer_to_erasure(standing, figures, asked_on=today, today=today)
        if answer.kind != rule.ERASE:
            raise NotDue(hint=answer.why)
    elif not end.due(today):
        raise NotDue(hint=end.why)


def _erase(
    work: Work,
    person: Person,
    kind: str,
    words: str,
    *,
    asked: bool,
    number: str = "",
    rows: Collection[UUID] = (),
    at: datetime | None = None,
) -> Certificate:
    session, reference = work.session, person.reference
    rows = list(rows) or (retention.unused_notes(session, person.id) if kind == rule.NOTES else [])
    gone = counts(session, person.id, kind) if kind != rule.NOTES else {"evidence_notes": len(rows)}
    number = number or _number(work.now)
    if kind == rule.NOTES:
        _erase_notes(session, rows)
    elif kind == rule.CASEWORK:
        _erase_casework(session, person)
    else:
        own_filters.forget_person(work, person)
        _erase_proof(session, person)
    kept = work.add(
        Erasure(
            person_id=person.id,
            number=number,
            kind=kind,
            at=at or work.now,
            rule=words,
            asked=asked,
            row_ids=[str(id) for id in rows],
            counts=gone,
            approved_by=work.desk.advisor.id,
        )
    )
    ask = access.Ask(person_id=person.id, action="erase", target=kind, purpose="oversight", target_id=kept.id)
    access.log(work, ask, gate.Ruling("erase", "ok_erasure"))
    return Certificate(number, kind, reference, kept.at, words, asked, gone, work.desk.advisor.name)


def _number(now: datetime) -> str:
    """Of a certificate. By chance, not counted: a desk restored from before would count the same again."""
    letters = "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(6))
    return f"ER-{now:%Y%m%d}-{letters}"


def _erase_notes(session: Session, ids: Collection[UUID]) -> None:
    """Notes gone one by one, with what was written of them."""
    notes = Base.metadata.tables[EvidenceNote.__tablename__]
    session.execute(delete(HealthOpinion).where(HealthOpinion.note_id.in_(ids)))
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if any(key.column.table is notes for key in column.foreign_keys):
                if column.nullable:
                    session.execute(update(table).where(column.in_(ids)).values({column.name: None}))
                else:
                    session.execute(delete(table).where(column.in_(ids)))
    session.execute(delete(notes).where(notes.columns["id"].in_(ids)))


def _erase_casework(session: Session, person: Person) -> None:
    """Everything but the nameless figures and the proof of consent.

    The client's own key is destroyed, so that no text sealed under it opens again in this desk.
    """
    _coarsen(session, person)
    files = session.scalars(held.files_of(person.id)).all()  # before it is forgotten which were made one
    _forget_drafts(session, _all_about(session, person.id))
    gone = {table: _ids(session, table, person.id) for table in _tables_of(rule.CASEWORK)}
    _let_go(session, gone)
    for name in gone:
        session.execute(delete(Base.metadata.tables[name]).where(_these(name, gone[name], person.id)))
    for name, blank in _STRIPPED.items():
        table = Base.metadata.tables[name]
        if blank:
            session.execute(
                update(table)
                .where(held.of(name, person.id))
                .values(dict(blank) | {"version": table.columns["version"] + 1})
            )
    for file in session.scalars(select(Person).where(Person.id.in_(files))):
        for name, value in _PERSON.items():
            setattr(file, name, value)
    session.flush()
    session.expire_all()
    refresh_search_terms(session, whole_person(session, person.id))


def _erase_proof(session: Session, person: Person) -> None:
    """The consents, and with them the name: what is left counts as somebody and says of nobody who."""
    gone = {table: _ids(session, table, person.id) for table in _tables_of(rule.PROOF)}
    names = gone.pop("person_names")
    _let_go(session, gone)
    for name in gone:
        session.execute(delete(Base.metadata.tables[name]).where(_these(name, gone[name], person.id)))
    table = Base.metadata.tables["person_names"]
    legal = sorted(names)[:1]
    session.execute(delete(table).where(table.columns["id"].in_(names), table.columns["id"].not_in(legal)))
    session.execute(
        update(table)
        .where(table.columns["id"].in_(legal))
        .values(kind="legal", surname=NOBODY, forenames="", from_on=None, to_on=None)
    )
    person.sort_name = NOBODY.lower()
    person.reference = f"erased {person.id}"
    cases = Base.metadata.tables[Case.__tablename__]
    for id in session.scalars(select(Case.id).where(Case.person_id == person.id)).all():
        session.execute(update(cases).where(cases.columns["id"] == id).values(reference=f"erased {id}"))
    session.execute(delete(SearchTerm).where(SearchTerm.person_id == person.id))
    session.flush()
    session.expire_all()


def _ids(session: Session, table: str, person_id: UUID) -> list[UUID]:
    columns = Base.metadata.tables[table].columns
    if "id" not in columns:
        return []
    return list(session.scalars(select(columns["id"]).where(held.of(table, person_id))))


def _these(table: str, ids: Collection[UUID], person_id: UUID) -> Any:
    """The rows found before anything went; a table without ids hangs on the person directly."""
    columns = Base.metadata.tables[table].columns
    return columns["id"].in_(ids) if "id" in columns else held.of(table, person_id)


def _let_go(session: Session, gone: Mapping[str, Collection[UUID]]) -> None:
    """Rows that stay let go of rows that go: a decision of the attachment it came in."""
    for table in Base.metadata.tables.values():
        if table.name in gone:
            continue
        for column in table.columns:
            for target in _targets(table, column.name):
                if gone.get(target):
                    session.execute(update(table).where(column.in_(gone[target])).values({column.name: None}))


def _targets(table: Table, column: str) -> Iterable[str]:
    return (key.column.table.name for key in table.columns[column].foreign_keys)


def _all_about(session: Session, person_id: UUID) -> frozenset[UUID]:
    """The ids of a client's files and of every row that is about them."""
    rows = (id for table in held.tables() for id in _ids(session, table, person_id))
    return frozenset([*session.scalars(held.files_of(person_id)), *rows])


def _forget_drafts(session: Session, ids: Collection[UUID]) -> None:
    """Typing not yet kept names its place by the ids it is about."""
    gone = {str(id) for id in ids}
    for draft in session.scalars(select(Draft)):
        if not gone.isdisjoint(draft.place.split(" ")):
            session.delete(draft)


# Figures that name nobody -------------------------------------------------------------------------------


def _coarsen(session: Session, person: Person) -> None:
    """The birth date and the household's income, as coarse as leaves every period's figures as they were."""
    lists = resources.code_lists()
    if person.born_on is not None:
        days = session.scalars(select(Meeting.on).where(Meeting.person_id == person.id)).all()
        person.born_on = _coarser_birth(person.born_on, days, lists.editions["age_band"])
    household = session.get(Household, person.household_id) if person.household_id else None
    if household is not None and household.annual_income_pence is not None:
        others = session.scalar(
            select(func.count())
            .select_from(Person)
            .where(
                Person.household_id == household.id,
                Person.id != person.id,
                Person.id.not_in(select(Erasure.person_id).where(Erasure.kind == rule.CASEWORK)),
            )
        )
        if not others:
            household.annual_income_pence = _coarser_income(
                household.annual_income_pence, lists.editions["income_band"]
            )
            household.income_taken_on = None


def _coarser_birth(born: date, days: Collection[date], editions: Iterable[Any]) -> date | None:
    """The first of the year, the half-year or the month that gives the same age band on each day.

    None where no day ever asks.
    """
    if not days:
        return None
    bands = list(editions)

    def same(other: date) -> bool:
        return all(
            edition.band(age_on(other, day)) == edition.band(age_on(born, day))
            for edition in bands
            for day in days
            if day >= born
        )

    halves = [date(born.year, 1, 1), date(born.year, 7, 1), date(born.year, born.month, 1)]
    return next((one for one in halves if same(one)), born)


def _coarser_income(pence: int, editions: Iterable[Any]) -> int:
    bands = list(editions)

    def band(sum_: int) -> list[str]:
        return [edition.band(Decimal(sum_) / 100) for edition in bands]

    for step in (500_000, 100_000, 50_000, 10_000):
        for rounded in (pence // step * step, -(-pence // step) * step):
            if band(rounded) == band(pence):
                return rounded
    return pence


# Staying erased -----------------------------------------------------------------------------------------


def entries(session: Session) -> list[Entry]:
    """Every erasure of this desk, for the list beside its backups."""
    return [
        Entry(
            number=one.number,
            person=str(one.person_id),
            kind=one.kind,
            at=one.at.isoformat(),
            rule=one.rule,
            asked=one.asked,
            rows=tuple(one.row_ids or ()),
        )
        for one in session.scalars(select(Erasure).order_by(Erasure.at, Erasure.id))
    ]


def forget_again(desk: Desk, listed: Iterable[Entry]) -> int:
    """Erase anew in a desk restored from before: how many of the list's erasures it had not known.

    Asked of nobody: who decided them has decided.
    """
    with desk.unit_of_work() as work:
        known = set(work.session.scalars(select(Erasure.number)))
        missing = sorted((one for one in listed if one.number not in known), key=lambda one: one.at)
        done = 0
        for one in missing:
            person = work.session.get(Person, UUID(one.person))
            if person is not None:
                _erase(
                    work,
                    person,
                    one.kind,
                    one.rule,
                    asked=one.asked,
                    number=one.number,
                    rows=[UUID(id) for id in one.rows],
                    at=datetime.fromisoformat(one.at),
                )
                work.session.flush()
                done += 1
        work.commit()
    if done:
        settle(desk)
    return done


def settle(desk: Desk) -> None:
    """Have the file let go of the old pages: deleted ones are overwritten, the log of writes is emptied."""
    if desk.engine.dialect.name != "sqlite":
        return
    raw = desk.engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()


def certificates(desk: Desk, person_id: UUID | None = None) -> list[Certificate]:
    """Every certificate, the newest first; of one client where asked."""
    statement = (
        select(Erasure, Advisor.name, Person.reference)
        .outerjoin(Advisor, Advisor.id == Erasure.approved_by)
        .join(Person, Person.id == Erasure.person_id)
        .order_by(Erasure.at.desc(), Erasure.id.desc())
    )
    if person_id is not None:
        statement = statement.where(Erasure.person_id == person_id)
    with desk.look() as look:
        return [
            Certificate(
                one.number,
                one.kind,
                "" if reference.startswith("erased") else reference,
                one.at,
                one.rule,
                one.asked,
                dict(one.counts),
                name or "",
            )
            for one, name, reference in look.execute(statement)
        ]
