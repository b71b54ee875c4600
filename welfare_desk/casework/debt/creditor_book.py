"""The creditor book as it is read: each body with its address, its debts, and the debts that changed hands.

Entering and changing a body is ``creditors``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from welfare_desk.casework.debt.creditors import KIND, CreditorDraft
from welfare_desk.casework.debt.debts import newest_balance, type_name
from welfare_desk.casework.desk import Desk, NotFound
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.records.debts import DebtEvent
from welfare_desk.records.money import Debt, DebtBalance
from welfare_desk.records.people import PersonName
from welfare_desk.records.service import Organisation
from welfare_desk.rules import as_shown, money


@dataclass(frozen=True, slots=True)
class CreditorRow:
    """A body of the book: how many debts are owed to it, and how many it only collects."""

    id: UUID
    name: str
    address: str
    postcode: str
    phone: str
    debts: int
    collects: int = 0

    @property
    def draft(self) -> CreditorDraft:
        return CreditorDraft(self.name, self.address, self.postcode, self.phone)

    @property
    def shown(self) -> str:
        return as_shown.body(self.name)

    @property
    def where(self) -> str:
        """The address in a line; empty where letters could not be sent."""
        lines = (*self.address.splitlines(), self.postcode)
        return ", ".join(line.strip(" ,") for line in lines if line.strip(" ,"))


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One debt owed to a body, or collected by it."""

    debt_id: UUID
    person_id: UUID
    client: str
    debt: str
    balance: Decimal | None
    collected_only: bool


@dataclass(frozen=True, slots=True)
class Sale:
    """Debts that changed hands between two bodies: how many, and when last."""

    other: str
    count: int
    last_on: date


@dataclass(frozen=True, slots=True)
class CreditorView:
    """A body with its debts; ``from_`` are those it took debts over from, ``to`` those it sold to."""

    row: CreditorRow
    owed: tuple[OwedRow, ...]
    from_: tuple[Sale, ...]
    to: tuple[Sale, ...]

    @property
    def total(self) -> Decimal:
        return sum((one.balance or Decimal(0) for one in self.owed if not one.collected_only), Decimal(0))


def book(desk: Desk, *, typed: str = "") -> list[CreditorRow]:
    """Every creditor by name; bodies that a debt is owed to stand in it whatever their kind."""
    with desk.look() as look:
        owed, collected = _counts(look, Debt.creditor_id), _counts(look, Debt.collector_id)
        statement = select(Organisation).where(
            Organisation.retired_on.is_(None),
            or_(Organisation.kind == KIND, Organisation.id.in_({*owed, *collected})),
        )
        if typed.strip():
            words = typed.strip()
            statement = statement.where(
                or_(
                    Organisation.name.icontains(words, autoescape=True),
                    Organisation.address.icontains(words, autoescape=True),
                    Organisation.postcode.istartswith(words, autoescape=True),
                )
            )
        found = [_row(body, owed, collected) for body in look.scalars(statement)]
    return sorted(found, key=lambda row: (row.name.casefold(), row.id))


def _counts(look: Session, column: Any) -> dict[UUID, int]:
    found = look.execute(select(column, func.count()).where(column.is_not(None)).group_by(column))
    return {row[0]: row[1] for row in found}


def _row(body: Organisation, owed: Mapping[UUID, int], collected: Mapping[UUID, int]) -> CreditorRow:
    return CreditorRow(
        body.id,
        body.name,
        body.address,
        body.postcode or "",
        body.phone or "",
        owed.get(body.id, 0),
        collected.get(body.id, 0),
    )


def creditor(desk: Desk, creditor_id: UUID, *, limit: int = 50) -> CreditorView:
    """One body with the debts owed to it and what changed hands. Raises NotFound."""
    with desk.look() as look:
        body = look.get(Organisation, creditor_id)
        if body is None:
            raise NotFound()
        rows = look.execute(
            select(Debt, client_name(), DebtBalance.amount_pence)
            .join(PersonName, current_name(Debt.person_id))
            .outerjoin(DebtBalance, DebtBalance.id == newest_balance())
            .where(or_(Debt.creditor_id == creditor_id, Debt.collector_id == creditor_id))
            .order_by(PersonName.surname, PersonName.forenames, Debt.id)
            .limit(limit)
        ).all()
        owed, collected = _counts(look, Debt.creditor_id), _counts(look, Debt.collector_id)
        came = _sales(look, Debt.creditor_id == creditor_id, Debt.original_creditor)
        went = _sales(look, func.lower(Debt.original_creditor) == body.name.lower(), Debt.creditor)
        return CreditorView(
            _row(body, owed, collected),
            tuple(
                OwedRow(
                    debt.id,
                    debt.person_id,
                    as_shown.person(name),
                    type_name(debt.type, debt.kind),
                    None if pence is None else money.from_pence(pence),
                    debt.creditor_id != creditor_id,
                )
                for debt, name, pence in rows
            ),
            came,
            tuple(sale for sale in went if sale.other.casefold() != as_shown.body(body.name).casefold()),
        )


def _sales(look: Session, which: Any, other: Any) -> tuple[Sale, ...]:
    rows = look.execute(
        select(other, func.count(func.distinct(Debt.id)), func.max(DebtEvent.on))
        .join(DebtEvent, DebtEvent.debt_id == Debt.id)
        .where(which, DebtEvent.kind == "sold", DebtEvent.taken_back_on.is_(None), other.is_not(None))
        .group_by(other)
        .order_by(func.max(DebtEvent.on).desc(), other)
    )
    return tuple(Sale(as_shown.body(name), count, last) for name, count, last in rows)
