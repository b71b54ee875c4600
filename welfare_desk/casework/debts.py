"""Debts as they are recorded: what is owed to whom, dated balances, how each stands. Budgets come later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, tuple_

from welfare_desk import resources
from welfare_desk.casework.clients import client_name, current_name, ids_found
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case
from welfare_desk.records.money import Debt, DebtBalance, DebtOutcome
from welfare_desk.records.people import PersonName
from welfare_desk.rules import days, money

PAGE = 50


@dataclass(frozen=True, slots=True)
class DebtDraft:
    """One debt of a client, with the balance as last known."""

    kind: str
    creditor: str = ""
    account: str = ""
    balance: Decimal | None = None
    arrears: Decimal | None = None
    balance_on: date | None = None
    evidence: str = "client_says"


@dataclass(frozen=True, slots=True)
class DebtRow:
    """A debt with its newest balance and what became of it."""

    id: UUID
    case_id: UUID
    case_reference: str
    person_id: UUID
    client: str
    kind: str
    creditor: str
    balance: Decimal | None
    arrears: Decimal | None
    balance_on: date | None
    written_off: Decimal
    rescheduled: Decimal
    confirmed_on: date | None

    @property
    def cursor(self) -> tuple[str, UUID]:
        return self.client, self.id


def kind_name(code: str) -> str:
    """A debt kind in words: "Rent arrears"."""
    labels = {entry.code: entry.label for entry in resources.code_lists().on("debt_kind", date.max).codes}
    return labels.get(code, code.replace("_", " ").capitalize())


def add_debt(desk: Desk, case_id: UUID, draft: DebtDraft, *, today: date) -> Changes:
    """Record a debt on a case. Raises Problems."""
    wrong = [] if draft.kind.strip() else [Problem("kind", "Say what kind of debt it is.")]
    for field in ("balance", "arrears"):
        sum_ = getattr(draft, field)
        if sum_ is not None and sum_ < 0:
            wrong.append(Problem(field, "A debt cannot be less than nothing."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        debt = work.add(
            Debt(
                id=new_id(),
                case_id=case_id,
                person_id=case.person_id,
                kind=draft.kind,
                creditor=draft.creditor.strip() or None,
                account=draft.account.strip() or None,
                facts={},
            )
        )
        debt.debt_key = f"{case.person_id}:{debt.id}"
        if draft.balance is not None:
            work.add(_balance(debt.id, draft, draft.balance, today))
        work.journal(case.person_id, f"Debt recorded: {kind_name(draft.kind)}.", on=today, case_id=case_id)
        work.commit()
        return Changes.of(debt, "debts")


def _balance(debt_id: UUID, draft: DebtDraft, balance: Decimal, today: date) -> DebtBalance:
    return DebtBalance(
        debt_id=debt_id,
        on=draft.balance_on or today,
        amount_pence=money.pence(balance),
        arrears_pence=None if draft.arrears is None else money.pence(draft.arrears),
        evidence=draft.evidence,
    )


def add_balance(desk: Desk, debt_id: UUID, draft: DebtDraft, *, today: date) -> Changes:
    """A newer balance, kept beside the older ones. Raises Problems."""
    if draft.balance is None or draft.balance < 0:
        raise Problems([Problem("balance", "Give the balance as the letter has it.")])
    with desk.unit_of_work() as work:
        debt = work.get(Debt, debt_id)
        work.add(_balance(debt_id, draft, draft.balance, today))
        owed = f"{money.shown(draft.balance)} owed on {days.short(draft.balance_on or today)}"
        words = f"{kind_name(debt.kind)}: {owed}."
        work.journal(debt.person_id, words, on=today, case_id=debt.case_id)
        work.commit()
        return Changes.of(debt, "debts")


def debts(
    desk: Desk,
    *,
    person_id: UUID | None = None,
    case_id: UUID | None = None,
    typed: str = "",
    after: tuple[str, UUID] | None = None,
    limit: int = PAGE,
) -> list[DebtRow]:
    """Debts by client, each with its newest balance and outcome.

    ``typed`` finds them by creditor, by the case's reference or by the client's words.
    """
    name = client_name()
    statement = (
        select(Debt, Case.reference, name, DebtBalance, DebtOutcome)
        .join(Case, Case.id == Debt.case_id)
        .join(PersonName, current_name(Debt.person_id))
        .outerjoin(DebtBalance, DebtBalance.id == _newest(DebtBalance))
        .outerjoin(DebtOutcome, DebtOutcome.id == _newest(DebtOutcome))
        .order_by(name, Debt.id)
        .limit(limit)
    )
    if person_id is not None:
        statement = statement.where(Debt.person_id == person_id)
    if case_id is not None:
        statement = statement.where(Debt.case_id == case_id)
    if typed.strip():
        statement = statement.where(_typed_of(typed.strip(), desk.clock.today()))
    if after is not None:
        statement = statement.where(tuple_(name, Debt.id) > after)
    with desk.look() as look:
        return [
            DebtRow(
                id=debt.id,
                case_id=debt.case_id,
                case_reference=reference,
                person_id=debt.person_id,
                client=client,
                kind=debt.kind,
                creditor=debt.creditor or "",
                balance=money.from_pence(balance.amount_pence) if balance else None,
                arrears=(
                    money.from_pence(balance.arrears_pence)
                    if balance and balance.arrears_pence is not None
                    else None
                ),
                balance_on=balance.on if balance else None,
                written_off=money.from_pence(outcome.written_off_pence if outcome else 0),
                rescheduled=money.from_pence(outcome.rescheduled_pence if outcome else 0),
                confirmed_on=outcome.confirmed_on if outcome else None,
            )
            for debt, reference, client, balance, outcome in look.execute(statement)
        ]


def _newest(kind: type[DebtBalance] | type[DebtOutcome]) -> Any:
    """The id of a debt's newest row of this kind; of two on one day, the one written later."""
    newest = select(kind.id).where(kind.debt_id == Debt.id).order_by(kind.on.desc(), kind.id.desc())
    return newest.limit(1).correlate(Debt).scalar_subquery()


def _typed_of(typed: str, today: date) -> Any:
    whose = ids_found(typed, today)
    return or_(
        Debt.creditor.icontains(typed, autoescape=True),
        Case.reference.istartswith(typed, autoescape=True),
        *(() if whose is None else (Debt.person_id.in_(whose),)),
    )


def kinds() -> list[tuple[str, str]]:
    """Every kind of debt with its name, those first whose creditors can take home or warmth."""
    codes = resources.code_lists().on("debt_kind", date.max).codes
    return [(entry.code, entry.label) for entry in codes]
