"""Tables of debt advice: what happened to a debt, who owes it, budgets, offers, and the advice given.

What is owed and what became of it (``Debt``, its balances and outcomes) stands with the money, in ``money``.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Facts, Kept, Pence, Words, refers_to


class DebtEvent(Kept):
    """Something that happened to a debt: a stage, a payment, a sale; never edited, only taken back."""

    __tablename__ = "debt_events"
    __table_args__ = (Index("ix_debt_events_debt", "debt_id", "on", "id"),)

    debt_id: Mapped[UUID] = mapped_column(refers_to("debts.id"))
    on: Mapped[date]
    kind: Mapped[str]  # stage, payment, admission, claim, claim_ended, decree, sold, contact_stopped, ...
    stage: Mapped[str | None]
    by_id: Mapped[UUID | None] = mapped_column(refers_to("people.id"))
    bites_on: Mapped[date | None] = mapped_column(index=True)  # the day a threat takes effect
    words: Mapped[str] = mapped_column(default="")
    dealt_with_on: Mapped[date | None]  # a threat that was stopped
    taken_back_on: Mapped[date | None]


class DebtLiable(Kept):
    """One of those who owe a debt beside the client whose file it is in; each owes the whole of it."""

    __tablename__ = "debt_liable"

    debt_id: Mapped[UUID] = mapped_column(refers_to("debts.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(refers_to("people.id"), index=True)
    name: Mapped[str | None]  # where they are not in this desk
    role: Mapped[str] = mapped_column(default="joint")  # joint, guarantor
    from_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class Budget(Kept):
    """One version of a financial statement; once agreed its lines stand still and a new version is made."""

    __tablename__ = "budgets"
    __table_args__ = (Index("ix_budgets_case", "case_id", "on", "id"),)

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"))
    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    name: Mapped[str]
    on: Mapped[date]
    joint: Mapped[bool] = mapped_column(default=False)
    household: Mapped[Facts]  # adults, children under 14, 14 to 18, vehicles, tenure
    savings: Mapped[str] = mapped_column(default="cft_contingency")  # or none
    fee_pence: Mapped[Pence] = mapped_column(default=0)
    copied_from_id: Mapped[UUID | None] = mapped_column(refers_to("budgets.id"))
    review_on: Mapped[date | None]
    agreed_on: Mapped[date | None]
    agreed_how: Mapped[str | None]  # signed, by_phone, in_person
    may_be_sent: Mapped[bool] = mapped_column(default=False)  # the client lets creditors see it
    note: Mapped[str] = mapped_column(default="")


class BudgetLine(Kept):
    """One line as the client gave it, in its own period, so that it can be worked out again."""

    __tablename__ = "budget_lines"

    budget_id: Mapped[UUID] = mapped_column(refers_to("budgets.id"), index=True)
    place: Mapped[int]
    code: Mapped[str]
    amount_pence: Mapped[Pence]
    period: Mapped[str]
    evidence: Mapped[str] = mapped_column(default="client_says")
    note: Mapped[str] = mapped_column(default="")


class Offer(Kept):
    """A sum shared between creditors out of one version of the budget."""

    __tablename__ = "offers"
    __table_args__ = (Index("ix_offers_case", "case_id", "on", "id"),)

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"))
    budget_id: Mapped[UUID | None] = mapped_column(refers_to("budgets.id"), index=True)
    on: Mapped[date]
    method: Mapped[str]  # pro_rata, token, full_and_final
    pot_pence: Mapped[Pence]
    first_payment_on: Mapped[date | None]
    review_on: Mapped[date | None]
    sent_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class OfferShare(Kept):
    """What one creditor is offered, what they answered, and when to ask again."""

    __tablename__ = "offer_shares"

    offer_id: Mapped[UUID] = mapped_column(refers_to("offers.id"), index=True)
    debt_id: Mapped[UUID] = mapped_column(refers_to("debts.id"), index=True)
    place: Mapped[int]
    first: Mapped[bool] = mapped_column(default=False)  # a priority debt, met before any share
    owed_pence: Mapped[Pence]  # the balance, or the arrears of a priority debt, on the day of the offer
    worked_out_pence: Mapped[Pence]
    share_pence: Mapped[Pence]  # as it stands after any change by hand
    by_hand: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="proposed")  # sent, accepted, refused, ignored, counter
    answered_on: Mapped[date | None]
    counter_pence: Mapped[Pence | None]
    chase_on: Mapped[date | None] = mapped_column(index=True)
    note: Mapped[str] = mapped_column(default="")


class Circumstances(Kept):
    """What the tests of a way out look at beside debts and budget, as it was known on a day."""

    __tablename__ = "debt_circumstances"

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"), index=True)
    on: Mapped[date]
    facts: Mapped[Facts]


class DebtAdvice(Kept):
    """What was advised, why, and what the client decided; a later change of mind is a new one (CONC 8.3)."""

    __tablename__ = "debt_advice"

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"), index=True)
    budget_id: Mapped[UUID | None] = mapped_column(refers_to("budgets.id"))
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    on: Mapped[date]
    screened: Mapped[Facts]  # every option with its reasons and figures, as they stood
    rules_as_of: Mapped[date]
    chosen: Mapped[str | None]  # none: the client has not decided
    client_words: Mapped[str] = mapped_column(default="")
    reasons: Mapped[str] = mapped_column(default="")
    risks_told: Mapped[Words]
    understood: Mapped[bool] = mapped_column(default=False)
    fees: Mapped[str] = mapped_column(default="")
    needs: Mapped[str] = mapped_column(default="")  # what makes advice harder to take in, and what was done
    confirmed_on: Mapped[date | None]  # the day the advice was sent to the client in writing


class Moratorium(Kept):
    """A moratorium on diligence: given notice of, entered in the register, ended."""

    __tablename__ = "moratoria"

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    notice_on: Mapped[date]
    entered_on: Mapped[date | None] = mapped_column(index=True)
    intends: Mapped[str]
    ended_on: Mapped[date | None]
    ended_because: Mapped[str | None]
