"""Creditors: entered where they are new, and where they are written to.

A creditor is a body of the recipient book, so that consent and letters name the same body. The book as it is
read is ``creditor_book``; what is owed is ``debts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from welfare_desk.casework.agency import keep_recipient
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.money import Debt
from welfare_desk.records.service import Organisation
from welfare_desk.rules.identifiers import Postcode

KIND = "creditor"


@dataclass(frozen=True, slots=True)
class CreditorDraft:
    name: str
    address: str = ""
    postcode: str = ""
    phone: str = ""


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

    Letters already issued keep the address they carry. Two bodies of one name would split its debts.
    """
    name = " ".join(draft.name.split())
    wrong = [] if name else [Problem("name", "The creditor needs a name.")]
    postcode = Postcode.read(draft.postcode)
    if isinstance(postcode, Problem):
        wrong.append(postcode)
    with desk.unit_of_work() as work:
        same = select(Organisation.id).where(
            func.lower(Organisation.name) == name.lower(), Organisation.retired_on.is_(None)
        )
        if creditor_id is not None:
            same = same.where(Organisation.id != creditor_id)
        if name and work.session.scalars(same.limit(1)).first() is not None:
            wrong.append(Problem("name", "It stands in the book already.", "Change the one that is there."))
        if wrong:
            raise Problems(wrong)
        body = work.get(Organisation, creditor_id) if creditor_id else keep_recipient(work, name, KIND)
        body.name, body.address = name, draft.address.strip()
        body.postcode, body.phone = str(postcode) if postcode else None, draft.phone.strip() or None
        for debt in work.session.scalars(select(Debt).where(Debt.creditor_id == body.id)):
            debt.creditor = body.name
        work.commit()
        return Changes.of(body, "recipients", "debts")
