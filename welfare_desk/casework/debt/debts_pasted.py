"""A list of debts pasted from a spreadsheet: read, set against what is recorded, and taken in one act.

What a row says is ``rules/debt/pasted_debts``; one debt by itself is ``debts``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework.debt.debts import DebtDraft, keep_debt, newest_balance, owed_by
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.cases import Case
from welfare_desk.records.money import Debt, DebtBalance
from welfare_desk.rules import money
from welfare_desk.rules.debt import pasted_debts
from welfare_desk.rules.debt.pasted_debts import PastedDebt

TWICE = "It is recorded already: add a newer balance there."


def read(text: str, known: Sequence[DebtDraft] = ()) -> list[PastedDebt]:
    """What each row would bring; one that is recorded already says so. Nothing is kept yet."""
    rows = pasted_debts.read(text, resources.debt_tables())
    return [replace(row, problem=row.problem or (TWICE if _stands(row, known) else "")) for row in rows]


def _stands(row: PastedDebt, known: Sequence[DebtDraft]) -> bool:
    """The same account, or the same creditor with the same balance or kind."""
    for one in known:
        if row.account and row.account.casefold() == one.account.casefold():
            return True
        same = row.creditor and row.creditor.casefold() == one.creditor.casefold()
        if same and (row.balance == one.balance or (row.type is not None and row.type == one.type)):
            return True
    return False


def take(desk: Desk, case_id: UUID, text: str, *, today: date) -> Changes:
    """Record every row that was understood and is not recorded yet, all or none. Raises Problems.

    A balance is what the client's list says, until a letter is seen.
    """
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        rows = read(text, _known(work.session, case.person_id))
        good = [row for row in rows if not row.problem]
        if not good:
            hint = "Paste the creditor, what kind of debt it is and what is owed: one row to a debt."
            raise Problems([Problem("text", "No row was understood.", hint)])
        kept = [keep_debt(work, case, _draft(row), today) for row in good]
        work.commit()
        return Changes.of(kept[0], "debts")


def _draft(row: PastedDebt) -> DebtDraft:
    return DebtDraft(
        kind="other",
        type=row.type,
        creditor=row.creditor,
        account=row.account,
        balance=row.balance,
        arrears=row.arrears,
        monthly=row.monthly,
        evidence_words="a list that was pasted",
    )


def _known(look: Session, person_id: UUID) -> list[DebtDraft]:
    found = look.execute(
        select(Debt, DebtBalance.amount_pence)
        .outerjoin(DebtBalance, DebtBalance.id == newest_balance())
        .where(owed_by(person_id))
    )
    return [
        DebtDraft(
            debt.kind,
            debt.creditor or "",
            debt.account or "",
            None if pence is None else money.from_pence(pence),
            type=debt.type,
        )
        for debt, pence in found
    ]
