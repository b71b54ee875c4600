"""People with a gain in a period and no contact in it: their money counts, they themselves do not (R3, R8).

The figures are right so by the funder's rules; what is missing is nearly always a contact nobody wrote down.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, literal, select
from sqlalchemy.orm import aliased

from welfare_desk.casework.figures.tally_money import within
from welfare_desk.casework.figures.tally_sums import supported
from welfare_desk.records.money import Debt, DebtOutcome, Gain
from welfare_desk.rules.caseload import Period


def without_contact(connection: Connection, period: Period) -> int:
    """How many people have a gain or a debt dealt with in a period and no contact that counts (R2, R3)."""
    people = gained_unseen(period).subquery()
    return connection.scalar(select(func.count(people.c.person_id.distinct()))) or 0


def gained_unseen(period: Period) -> Any:
    """Who has a confirmed line or a debt dealt with in the period and was not supported in it: the person,
    the case, the benefit or kind of debt, the day, and 1 for a debt.
    """
    reversing = aliased(Gain)
    taken_back = select(literal(1)).where(reversing.reverses_id == Gain.id).exists()
    lines = select(
        Gain.person_id.label("person_id"), Gain.case_id, Gain.benefit, Gain.confirmed_on, literal(0)
    ).where(within(Gain.confirmed_on, period), Gain.reverses_id.is_(None), ~taken_back)
    undone = aliased(DebtOutcome)
    debts = (
        select(Debt.person_id, Debt.case_id, Debt.kind, DebtOutcome.on, literal(1))
        .join(DebtOutcome, DebtOutcome.debt_id == Debt.id)
        .where(within(DebtOutcome.on, period), DebtOutcome.reverses_id.is_(None))
        .where(DebtOutcome.written_off_pence + DebtOutcome.rescheduled_pence > 0)
        .where(~select(literal(1)).where(undone.reverses_id == DebtOutcome.id).exists())
    )
    unseen = supported(period)
    return lines.where(Gain.person_id.not_in(unseen)).union_all(debts.where(Debt.person_id.not_in(unseen)))
