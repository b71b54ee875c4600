"""What became of a debt: written off, rescheduled, each time the whole state anew; and debts two files hold.

Counting them once, and apart, is ``rules/debt_outcomes.py`` (funder R11-R13).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework.debt.debt_events import keep_stage
from welfare_desk.casework.debt.debts import kind_name
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.figures.gains import CONFIRMED_BY, AlreadyReversed
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.money import Debt, DebtBalance, DebtOutcome
from welfare_desk.rules import days, money

WHAT = {
    "written_off": "Written off",
    "discharged": "Discharged by bankruptcy or trust deed",
    "full_and_final": "Settled by a full and final payment",
    "prescribed": "Prescribed, and the creditor accepts it",
    "rescheduled": "Rescheduled: a plan or programme",
    "reduced": "Smaller payments agreed",
    "refunded": "Refunded or compensated",
    "grant": "Cleared by a grant",
    "not_owed": "Withdrawn as not owed",
    "stopped": "Eviction, disconnection or diligence stopped",
}
_WRITES_OFF = ("written_off", "discharged", "full_and_final", "prescribed")
_STAGES = {
    "written_off": "WRITTEN_OFF",
    "discharged": "DISCHARGED",
    "full_and_final": "SETTLED",
    "prescribed": "PRESCRIBED",
    "grant": "SETTLED",
}


@dataclass(frozen=True, slots=True)
class OutcomeDraft:
    """How a debt stands from a day on: of it, so much is written off and so much paid by an arrangement.

    ``what`` is a word of ``WHAT``, ``proof`` the letter it is known from. A refund or a grant is a gain of
    its own and stands in no sum here; smaller payments are told by the month and are no gain.
    """

    on: date
    written_off: Decimal = money.NOUGHT
    rescheduled: Decimal = money.NOUGHT
    confirmed_on: date | None = None
    confirmed_by: str | None = None
    what: str | None = None
    proof: str = ""
    monthly_before: Decimal | None = None
    monthly_after: Decimal | None = None


def record_outcome(desk: Desk, debt_id: UUID, draft: OutcomeDraft, *, today: date) -> Changes:
    """Write down what a creditor agreed or a court ordered; the newest entry is the whole state.

    Raises Problems, among them when it is more than was ever owed.
    """
    wrong = []
    for name in ("written_off", "rescheduled"):
        if getattr(draft, name) < 0:
            wrong.append(Problem(name, "A sum cannot be less than nothing."))
    if draft.on > today:
        wrong.append(Problem("on", "That day is in the future.", "Check the year."))
    if draft.confirmed_on and draft.confirmed_on > today:
        wrong.append(Problem("confirmed_on", "It cannot have been confirmed in the future."))
    if draft.confirmed_on and draft.confirmed_by not in CONFIRMED_BY:
        wrong.append(Problem("confirmed_by", "Say how it was confirmed."))
    wrong += _unlike(draft)
    with desk.unit_of_work() as work:
        debt = work.get(Debt, debt_id)
        owed = work.session.scalars(
            select(DebtBalance.amount_pence).join(Debt).where(Debt.debt_key == debt.debt_key)
        ).all()
        if owed and money.pence(draft.written_off) + money.pence(draft.rescheduled) > max(owed):
            most = f"At most {money.shown(money.from_pence(max(owed)))} was owed."
            wrong.append(Problem("written_off", "That is more than was ever owed.", most))
        if wrong:
            raise Problems(wrong)
        kept = work.add(
            DebtOutcome(
                debt_id=debt_id,
                on=draft.on,
                written_off_pence=money.pence(draft.written_off),
                rescheduled_pence=money.pence(draft.rescheduled),
                confirmed_on=draft.confirmed_on,
                confirmed_by=draft.confirmed_by,
                recorded_on=today,
                what=draft.what,
                proof=draft.proof.strip() or None,
                monthly_before_pence=_pence(draft.monthly_before),
                monthly_after_pence=_pence(draft.monthly_after),
            )
        )
        if draft.what in _STAGES and draft.confirmed_on is not None:
            keep_stage(work, debt, _STAGES[draft.what], on=draft.on, words=WHAT[draft.what])
        words = (
            f"{kind_name(debt.kind)}: from {days.short(draft.on)} {money.shown(draft.written_off)} written"
            f" off, {money.shown(draft.rescheduled)} rescheduled."
        )
        work.journal(debt.person_id, words, on=today, case_id=debt.case_id, kind="decision")
        work.commit()
        return Changes.of(kept, "debts", "gains")


def _unlike(draft: OutcomeDraft) -> list[Problem]:
    """What does not go together: an outcome that writes nothing off with a sum written off, and so on."""
    wrong = []
    if draft.what is not None and draft.what not in WHAT:
        wrong.append(Problem("what", "Choose what became of it."))
    if draft.what in _WRITES_OFF and not draft.written_off:
        wrong.append(Problem("written_off", "Say how much is written off in all."))
    if draft.what in WHAT and draft.what not in _WRITES_OFF and draft.written_off:
        wrong.append(Problem("written_off", f"{WHAT[draft.what]}: nothing is written off by that."))
    if draft.what == "rescheduled" and not draft.rescheduled:
        wrong.append(Problem("rescheduled", "Say how much the plan covers."))
    if draft.what == "reduced" and (draft.monthly_before is None or draft.monthly_after is None):
        wrong.append(Problem("monthly_after", "Say what was paid each month before, and what is paid now."))
    return wrong


def _pence(amount: Decimal | None) -> int | None:
    return None if amount is None else money.pence(amount)


def take_back_outcome(desk: Desk, outcome_id: UUID, *, because: str, today: date) -> Changes:
    """The entry was wrong: from today the one before it holds again. Raises AlreadyReversed, Problems."""
    if not because.strip():
        raise Problems([Problem("because", "Say why the entry is taken back.")])
    with desk.unit_of_work() as work:
        kept = work.get(DebtOutcome, outcome_id)
        reversed_by = select(DebtOutcome.id).where(DebtOutcome.reverses_id == outcome_id).limit(1)
        if kept.reverses_id or work.session.scalars(reversed_by).first() is not None:
            raise AlreadyReversed()
        debt = work.get(Debt, kept.debt_id)
        reversing = work.add(
            DebtOutcome(
                debt_id=kept.debt_id,
                on=kept.on,
                written_off_pence=kept.written_off_pence,
                rescheduled_pence=kept.rescheduled_pence,
                recorded_on=today,
                reverses_id=outcome_id,
            )
        )
        words = f"{kind_name(debt.kind)}, outcome taken back: {because.strip()}."
        work.journal(debt.person_id, words, on=today, case_id=debt.case_id, kind="decision")
        work.commit()
        return Changes.of(reversing, "debts", "gains")


def same_debt(desk: Desk, debt_id: UUID, other_id: UUID, *, today: date) -> Changes:
    """Two files hold one debt, each debtor liable: one sum, every debtor a debt client (R12)."""
    with desk.unit_of_work() as work:
        debt, other = work.get(Debt, debt_id), work.get(Debt, other_id)
        for one in work.session.scalars(select(Debt).where(Debt.debt_key == debt.debt_key)):
            one.debt_key = other.debt_key
        words = f"{kind_name(debt.kind)}: the same debt as in another file, and counted once."
        work.journal(debt.person_id, words, on=today, case_id=debt.case_id)
        work.commit()
        return Changes.of(debt, "debts", "gains")
