"""The debts of one client on one page, each with how it stands, its clock, its history; and what bites when.

Reading only. ``debts`` and ``debt_events`` write; offers and letters take their facts from here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework.debt import debts as kept
from welfare_desk.casework.debt.debt_clock import Clock, clock
from welfare_desk.casework.debt.debt_events import HAPPENED
from welfare_desk.casework.debt.debt_papers import Owned, Papers, papers
from welfare_desk.casework.debt.debt_permission import permission_in
from welfare_desk.casework.debt.debts import EVIDENCE, DebtDraft, owed_by, type_name
from welfare_desk.casework.desk import Desk, NotFound
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.records.cases import Case
from welfare_desk.records.debts import DebtEvent, DebtLiable
from welfare_desk.records.money import Debt, DebtBalance, DebtOutcome
from welfare_desk.records.people import PersonName
from welfare_desk.records.service import Organisation
from welfare_desk.rules import as_shown, money
from welfare_desk.rules.debt.standing import Standing, is_priority, left_out

NO_PAPERS = Papers()
R = TypeVar("R", DebtBalance, DebtEvent, DebtLiable, DebtOutcome)


@dataclass(frozen=True, slots=True)
class BalanceRow:
    on: date
    amount: Decimal
    arrears: Decimal | None
    evidence: str
    evidence_words: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened, in words; a line taken back stays in sight."""

    id: UUID
    on: date
    kind: str
    what: str
    words: str
    bites_on: date | None
    dealt_with_on: date | None
    taken_back_on: date | None


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What became of a debt by a day, the whole of it each time; ``taken_back`` stays in sight."""

    id: UUID
    on: date
    what: str | None
    written_off: Decimal
    rescheduled: Decimal
    monthly_before: Decimal | None
    monthly_after: Decimal | None
    confirmed_on: date | None
    proof: str
    taken_back: bool


@dataclass(frozen=True, slots=True)
class LiableRow:
    """Somebody else who owes the whole of it."""

    id: UUID
    name: str
    person_id: UUID | None
    role: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class BodyRow:
    """Where a creditor or collector is written to."""

    id: UUID
    name: str
    address: str
    postcode: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class DebtView:
    """A debt with everything known of it. ``standing`` is what the rules see."""

    id: UUID
    case_id: UUID
    case_reference: str
    person_id: UUID
    client: str
    name: str
    draft: DebtDraft
    standing: Standing
    priority: bool
    stage: str | None
    stage_name: str
    left_out: tuple[str, ...]
    clock: Clock
    creditor: BodyRow | None
    collector: BodyRow | None
    contact_stopped_on: date | None
    sold_on: date | None
    liable: tuple[LiableRow, ...]
    balances: tuple[BalanceRow, ...]
    events: tuple[EventRow, ...]
    written_off: Decimal
    rescheduled: Decimal
    confirmed_on: date | None
    outcomes: tuple[OutcomeRow, ...]
    papers: Papers = NO_PAPERS

    @property
    def balance(self) -> BalanceRow | None:
        """The newest."""
        return self.balances[0] if self.balances else None

    @property
    def owed(self) -> Decimal:
        return self.balance.amount if self.balance else Decimal(0)

    @property
    def owed_to(self) -> str:
        return as_shown.body(self.draft.creditor) or "Creditor not recorded"

    @property
    def left_out_words(self) -> tuple[str, ...]:
        words = resources.debt_tables().left_out
        return tuple(words[code] for code in self.left_out)

    @property
    def joint(self) -> bool:
        return any(one.ended_on is None for one in self.liable)


@dataclass(frozen=True, slots=True)
class ClientDebts:
    """Every debt a client owes, in their own files or jointly in another's; priority debts first.

    ``owed`` counts each in full, for each of several debtors owes the whole (debt R5).
    """

    person_id: UUID
    client: str
    debts: tuple[DebtView, ...]
    cases: tuple[tuple[UUID, str], ...]  # open debt cases: where a new debt is recorded
    advises: bool  # the agency may give debt advice; else debts are only recorded

    @property
    def owed(self) -> Decimal:
        return sum((debt.owed for debt in self.debts), Decimal(0))

    @property
    def arrears(self) -> Decimal:
        held = (debt.balance for debt in self.debts)
        return sum((one.arrears or Decimal(0) for one in held if one), Decimal(0))


def page(desk: Desk, person_id: UUID, *, today: date) -> ClientDebts:
    """The debts of one client. Raises NotFound."""
    with desk.look() as look:
        name = look.scalar(select(client_name()).where(current_name(person_id)))
        if name is None:
            raise NotFound()
        cases = look.execute(
            select(Case.id, Case.reference)
            .where(Case.person_id == person_id, Case.kind == "debt", Case.closed_on.is_(None))
            .order_by(Case.opened_on.desc(), Case.id)
        )
        return ClientDebts(
            person_id,
            name,
            _with_papers(look, person_id, today),
            tuple((id, reference) for id, reference in cases),
            permission_in(look, on=today).advises,
        )


def _with_papers(look: Session, person_id: UUID, today: date) -> tuple[DebtView, ...]:
    """The client's debts, each with what is signed for its creditor."""
    held = views(look, owed_by(person_id), today=today, person_id=person_id)
    owned = (Owned(one.id, one.creditor.id if one.creditor else None, one.sold_on) for one in held)
    signed = papers(look, person_id, owned, today=today)
    return tuple(replace(one, papers=signed.get(one.id, NO_PAPERS)) for one in held)


def page_for(desk: Desk, person_id: UUID | None, case_id: UUID | None, *, today: date) -> ClientDebts:
    """The same for the client of a case, where a case is what is known. Raises NotFound."""
    if person_id is None:
        with desk.look() as look:
            person_id = look.scalar(select(Case.person_id).where(Case.id == case_id))
    if person_id is None:
        raise NotFound()
    return page(desk, person_id, today=today)


def one(desk: Desk, debt_id: UUID, *, today: date) -> DebtView:
    """One debt. Raises NotFound."""
    with desk.look() as look:
        found = views(look, Debt.id == debt_id, today=today)
        if not found:
            raise NotFound()
        return found[0]


def views(look: Session, which: Any, *, today: date, person_id: UUID | None = None) -> list[DebtView]:
    """The debts meant, priority first in the advisor's order, then by what is owed.

    ``person_id``: for whom the clock is read, the client of the file otherwise.
    """
    rows = look.execute(
        select(Debt, Case.reference, client_name())
        .join(Case, Case.id == Debt.case_id)
        .join(PersonName, current_name(Debt.person_id))
        .where(which)
    ).all()
    ids = [debt.id for debt, _, _ in rows]
    balances = _by_debt(look, DebtBalance, ids)
    events = _by_debt(look, DebtEvent, ids)
    liable = _by_debt(look, DebtLiable, ids)
    outcomes = _by_debt(look, DebtOutcome, ids)
    bodies = _bodies(look, [id for debt, _, _ in rows for id in (debt.creditor_id, debt.collector_id) if id])
    names = _names(look, [one.person_id for held in liable.values() for one in held if one.person_id])
    found = [
        _view(
            debt, reference, name, balances[debt.id], events[debt.id], outcomes[debt.id],
            _liable(debt, name, liable[debt.id], names, person_id), bodies,
            today=today, person_id=person_id or debt.person_id,
        )
        for debt, reference, name in rows
    ]  # fmt: skip
    return sorted(found, key=_order)


def _order(debt: DebtView) -> tuple[Any, ...]:
    return not debt.priority, debt.draft.rank or 999, -debt.owed, debt.id


def _by_debt(look: Session, kind: type[R], ids: Sequence[UUID]) -> dict[UUID, list[R]]:
    """The lines of these debts, oldest first."""
    held: dict[UUID, list[R]] = defaultdict(list)
    if ids:
        day = getattr(kind, "on", kind.id)  # who owes it has no day of its own
        for row in look.scalars(select(kind).where(kind.debt_id.in_(ids)).order_by(day, kind.id)):
            held[row.debt_id].append(row)
    return held


def _bodies(look: Session, ids: Iterable[UUID]) -> dict[UUID, BodyRow]:
    found = look.scalars(select(Organisation).where(Organisation.id.in_(set(ids))))
    return {
        body.id: BodyRow(body.id, body.name, body.address, body.postcode or "", body.phone or "")
        for body in found
    }


def _names(look: Session, ids: Iterable[UUID]) -> dict[UUID, str]:
    found = look.execute(
        select(PersonName.person_id, client_name()).where(
            PersonName.person_id.in_(set(ids)), PersonName.kind == "legal", PersonName.to_on.is_(None)
        )
    )
    return {row[0]: row[1] for row in found}


def _liable(
    debt: Debt, client: str, held: Sequence[DebtLiable], names: dict[UUID, str], whose: UUID | None
) -> tuple[LiableRow, ...]:
    """The others who owe it, as seen from one of them."""
    rows = [
        LiableRow(
            one.id,
            names.get(one.person_id, "") if one.person_id else one.name or "",
            one.person_id,
            one.role,
            one.ended_on,
        )
        for one in held
        if one.person_id is None or one.person_id != whose
    ]
    if whose is not None and whose != debt.person_id:
        rows.insert(0, LiableRow(debt.id, client, debt.person_id, "joint", None))
    return tuple(rows)


def _view(
    debt: Debt,
    reference: str,
    client: str,
    balances: Sequence[DebtBalance],
    events: Sequence[DebtEvent],
    outcomes: Sequence[DebtOutcome],
    liable: tuple[LiableRow, ...],
    bodies: dict[UUID, BodyRow],
    *,
    today: date,
    person_id: UUID,
) -> DebtView:
    tables = resources.debt_tables()
    time = clock(
        debt.type,
        debt.enforceable_on,
        events,
        person_id=person_id,
        today=today,
        holidays=resources.holidays(),
    )
    held = tuple(_balance(one) for one in reversed(balances))
    standing = Standing(
        type=debt.type,
        kind_is_priority=kept.kind_is_priority(debt.kind),
        stage=debt.stage,
        balance_p=balances[-1].amount_pence if balances else None,
        liability=debt.liability,
        priority=debt.priority,
        court_fixed=bool(debt.court_fixed),
        may_have_prescribed=time.may_have_prescribed,
    )
    standing_events = [event for event in events if event.taken_back_on is None]
    taken_back = {one.reverses_id for one in outcomes}
    stands = [one for one in outcomes if one.reverses_id is None and one.id not in taken_back]
    outcome = stands[-1] if stands else None
    stage = tables.stages.get(debt.stage or "")
    return DebtView(
        id=debt.id,
        case_id=debt.case_id,
        case_reference=reference,
        person_id=debt.person_id,
        client=client,
        name=type_name(debt.type, debt.kind),
        draft=_draft(debt, held, bodies),
        standing=standing,
        priority=is_priority(standing, tables),
        stage=debt.stage,
        stage_name=stage.name if stage else "",
        left_out=left_out(standing),
        clock=time,
        creditor=bodies.get(debt.creditor_id) if debt.creditor_id else None,
        collector=bodies.get(debt.collector_id) if debt.collector_id else None,
        contact_stopped_on=_stopped(standing_events),
        sold_on=max((event.on for event in standing_events if event.kind == "sold"), default=None),
        liable=liable,
        balances=held,
        events=tuple(_event(event) for event in reversed(events)),
        written_off=money.from_pence(outcome.written_off_pence if outcome else 0),
        rescheduled=money.from_pence(outcome.rescheduled_pence if outcome else 0),
        confirmed_on=outcome.confirmed_on if outcome else None,
        outcomes=tuple(_outcome(one, taken_back) for one in reversed(outcomes) if one.reverses_id is None),
    )


def _draft(debt: Debt, balances: Sequence[BalanceRow], bodies: dict[UUID, BodyRow]) -> DebtDraft:
    """The debt as its form would hold it."""
    newest = balances[0] if balances else None
    collector = bodies.get(debt.collector_id) if debt.collector_id else None
    return DebtDraft(
        kind=debt.kind,
        creditor=debt.creditor or "",
        account=debt.account or "",
        balance=newest.amount if newest else None,
        arrears=newest.arrears if newest else None,
        balance_on=newest.on if newest else None,
        evidence=newest.evidence if newest else "client_says",
        evidence_words=newest.evidence_words if newest else "",
        type=debt.type,
        collector=collector.name if collector else "",
        original_creditor=debt.original_creditor or "",
        liability=debt.liability,
        liability_why=debt.liability_why or "",
        priority=debt.priority,
        priority_why=debt.priority_why or "",
        rank=debt.rank,
        monthly=None if debt.monthly_pence is None else money.from_pence(debt.monthly_pence),
        enforceable_on=debt.enforceable_on,
        court_fixed=bool(debt.court_fixed),
    )


def _balance(one: DebtBalance) -> BalanceRow:
    return BalanceRow(
        one.on,
        money.from_pence(one.amount_pence),
        None if one.arrears_pence is None else money.from_pence(one.arrears_pence),
        one.evidence,
        one.evidence_words or "",
    )


def _event(event: DebtEvent) -> EventRow:
    return EventRow(
        event.id,
        event.on,
        event.kind,
        what(event),
        event.words,
        event.bites_on,
        event.dealt_with_on,
        event.taken_back_on,
    )


def _outcome(one: DebtOutcome, taken_back: set[UUID | None]) -> OutcomeRow:
    def sum_(pence: int | None) -> Decimal | None:
        return None if pence is None else money.from_pence(pence)

    return OutcomeRow(
        one.id,
        one.on,
        one.what,
        money.from_pence(one.written_off_pence),
        money.from_pence(one.rescheduled_pence),
        sum_(one.monthly_before_pence),
        sum_(one.monthly_after_pence),
        one.confirmed_on,
        one.proof or "",
        one.id in taken_back,
    )


def what(event: DebtEvent) -> str:
    """What happened, in words."""
    tables = resources.debt_tables()
    if event.kind in tables.threats:
        return tables.threats[event.kind].name
    if event.kind == "stage" and event.stage in tables.stages:
        return tables.stages[event.stage or ""].name
    return HAPPENED.get(event.kind, event.kind)


def _stopped(events: Sequence[DebtEvent]) -> date | None:
    """Since when a creditor has been asked to keep away, unless contact was allowed again."""
    spoken = [event for event in events if event.kind in ("contact_stopped", "contact_resumed")]
    return spoken[-1].on if spoken and spoken[-1].kind == "contact_stopped" else None


def evidence_words(balance: BalanceRow) -> str:
    """How a figure is known: "Seen on a letter, 3 Nov"."""
    said = EVIDENCE.get(balance.evidence, balance.evidence)
    return f"{said}: {balance.evidence_words}" if balance.evidence_words else said
