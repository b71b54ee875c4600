"""The creditor book: who debts are owed to, where to write, and who collects for them.

A creditor is a body of the recipient book, so that consent and letters name the same body. What is owed is
``debts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select

from welfare_desk.casework.agency import keep_recipient
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.money import Debt
from welfare_desk.records.service import Organisation

KIND = "creditor"


@dataclass(frozen=True, slots=True)
class CreditorDraft:
    name: str
    address: str = ""
    postcode: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class CreditorRow:
    """A creditor with how many debts are owed to or collected by it."""

    id: UUID
    name: str
    address: str
    postcode: str
    phone: str
    debts: int

    @property
    def draft(self) -> CreditorDraft:
        return CreditorDraft(self.name, self.address, self.postcode, self.phone)


def book(desk: Desk, *, typed: str = "") -> list[CreditorRow]:
    """Every creditor by name; bodies that a debt is owed to stand in it whatever their kind."""
    owed = (
        select(func.count())
        .select_from(Debt)
        .where(or_(Debt.creditor_id == Organisation.id, Debt.collector_id == Organisation.id))
        .correlate(Organisation)
        .scalar_subquery()
    )
    statement = (
        select(Organisation, owed)
        .where(Organisation.retired_on.is_(None), or_(Organisation.kind == KIND, owed > 0))
        .order_by(Organisation.name, Organisation.id)
    )
    if typed.strip():
        statement = statement.where(Organisation.name.icontains(typed.strip(), autoescape=True))
    with desk.look() as look:
        return [
            CreditorRow(body.id, body.name, body.address, body.postcode or "", body.phone or "", count)
            for body, count in look.execute(statement)
        ]


def known_creditor(work: Work, name: str) -> Organisation | None:
    """The body of this name, entered in the book where it is new; None where nothing was said.

    The same name in other letters (capitals, spaces) is the same body.
    """
    plain = " ".join(name.split())
    if not plain:
        return None
    found = work.session.scalars(
        select(Organisation)
        .where(func.lower(Organisation.name) == plain.lower(), Organisation.retired_on.is_(None))
        .order_by(Organisation.id)
        .limit(1)
    ).first()
    return found or keep_recipient(work, plain, KIND)


def change_creditor(desk: Desk, creditor_id: UUID | None, draft: CreditorDraft) -> Changes:
    """Enter a creditor or change how it is written to. Raises Problems.

    Letters already issued keep the address they carry.
    """
    if not draft.name.strip():
        raise Problems([Problem("name", "The creditor needs a name.")])
    with desk.unit_of_work() as work:
        body = (
            work.get(Organisation, creditor_id)
            if creditor_id is not None
            else keep_recipient(work, draft.name, KIND)
        )
        body.name, body.address = " ".join(draft.name.split()), draft.address.strip()
        body.postcode, body.phone = draft.postcode.strip() or None, draft.phone.strip() or None
        for debt in work.session.scalars(select(Debt).where(Debt.creditor_id == body.id)):
            debt.creditor = body.name
        work.commit()
        return Changes.of(body, "recipients", "debts")
