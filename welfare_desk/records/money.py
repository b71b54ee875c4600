"""Tables of money won and owed: awards, decisions, the append-only ledger of gains, debts."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Facts, Kept, Pence, refers_to


def _where_said(column: str) -> dict[str, Any]:
    """Only the few rows where it is known: an index on both engines."""
    said = text(f"{column} IS NOT NULL")
    return {"sqlite_where": said, "postgresql_where": said}


class Decision(Kept):
    """A decision letter on one award; a second one on the same award stands beside the first."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_award", "award_key", "decided_on"),)

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    award_key: Mapped[str]  # "<person or household id>:<benefit>"
    benefit: Mapped[str]
    decided_on: Mapped[date | None]
    outcome: Mapped[str]  # awarded, refused, written_off, pending, ...
    notice_id: Mapped[UUID | None] = mapped_column(refers_to("notices.id"))
    attachment_id: Mapped[UUID | None] = mapped_column(refers_to("attachments.id"))
    received_on: Mapped[date | None]  # when the letter came
    parts: Mapped[Facts]  # by group of components: what each was and is


class Gain(Kept):
    """One line of the ledger: what one decision brought, what was paid before, how it was confirmed.

    Never edited. A reversing line names the line it takes back; a confirmation is a line that
    supersedes its estimate.
    """

    __tablename__ = "gains"
    __table_args__ = (
        Index("ix_gains_confirmed", "confirmed_on", "benefit"),
        Index("ix_gains_decision", "award_key", "decided_on", "reverses_id"),
        Index("ix_gains_recorded", "recorded_on", "confirmed_on"),
        Index("ix_gains_estimated", "estimated_on", **_where_said("estimated_on")),
        Index("ix_gains_imported", "imported_on", **_where_said("imported_on")),
        Index("ix_gains_waiting", "confirmed_on", "reverses_id", "recorded_on", "id"),
    )

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    decision_id: Mapped[UUID | None] = mapped_column(refers_to("decisions.id"))
    practice_id: Mapped[UUID | None] = mapped_column(refers_to("practices.id"))
    award_key: Mapped[str]
    area: Mapped[str]  # welfare, money_advice
    benefit: Mapped[str]
    frequency: Mapped[str]
    amount_pence: Mapped[Pence]
    previous_pence: Mapped[Pence]
    arrears_pence: Mapped[Pence]
    award_from: Mapped[date | None]
    award_to: Mapped[date | None]
    decided_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[
        str | None
    ]  # award_letter, payment_seen, online_account, agency_told, client_statement
    estimated_on: Mapped[date | None]
    estimate_pence: Mapped[Pence | None]
    recorded_on: Mapped[date]
    imported_on: Mapped[date | None]
    led_by: Mapped[str | None]  # another service, where the outcome is shared
    reverses_id: Mapped[UUID | None] = mapped_column(refers_to("gains.id"), index=True)
    supersedes_id: Mapped[UUID | None] = mapped_column(refers_to("gains.id"))


class GainEnding(Kept):
    """An award that stopped or must be repaid, and when that became known."""

    __tablename__ = "gain_endings"

    gain_id: Mapped[UUID] = mapped_column(refers_to("gains.id"), index=True)
    ended_on: Mapped[date]  # first day not payable
    known_on: Mapped[date]
    recoverable: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str]


class Debt(Kept):
    """One debt; the key is shared by joint debtors so that it is counted once."""

    __tablename__ = "debts"

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    debt_key: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    creditor: Mapped[str | None]
    account: Mapped[str | None]
    stage: Mapped[str | None]
    facts: Mapped[Facts]
    type: Mapped[str | None]  # debt.toml; ``kind`` is the funder's coarser word
    creditor_id: Mapped[UUID | None] = mapped_column(refers_to("organisations.id"), index=True)
    collector_id: Mapped[UUID | None] = mapped_column(refers_to("organisations.id"))
    original_creditor: Mapped[str | None]  # before it was sold
    liability: Mapped[str | None]  # accepted, challenged, denied; none: not asked yet
    liability_why: Mapped[str | None]
    priority: Mapped[bool | None]  # none: as the kind of debt has it
    priority_why: Mapped[str | None]
    rank: Mapped[int | None]  # the advisor's order among priority debts
    monthly_pence: Mapped[Pence | None]  # the sum agreed or asked each month
    enforceable_on: Mapped[date | None]  # the day payment could first be demanded: prescription runs from it
    court_fixed: Mapped[bool | None]  # an instalment fixed by a court stands in the outgoings


class DebtBalance(Kept):
    """What was owed on a day, and how that is known."""

    __tablename__ = "debt_balances"

    debt_id: Mapped[UUID] = mapped_column(refers_to("debts.id"), index=True)
    on: Mapped[date]
    amount_pence: Mapped[Pence]
    arrears_pence: Mapped[Pence | None]
    evidence: Mapped[str] = mapped_column(default="client_says")
    evidence_words: Mapped[str | None]  # which letter or statement


class DebtOutcome(Kept):
    """The whole state of a debt from a day on: written off and rescheduled, restated each time."""

    __tablename__ = "debt_outcomes"

    debt_id: Mapped[UUID] = mapped_column(refers_to("debts.id"), index=True)
    on: Mapped[date] = mapped_column(index=True)
    written_off_pence: Mapped[Pence]
    rescheduled_pence: Mapped[Pence]
    confirmed_on: Mapped[date | None] = mapped_column(index=True)
    confirmed_by: Mapped[str | None]
    decided_on: Mapped[date | None]
    recorded_on: Mapped[date] = mapped_column(index=True)
    imported_on: Mapped[date | None]
    reverses_id: Mapped[UUID | None] = mapped_column(refers_to("debt_outcomes.id"))
    what: Mapped[str | None]  # written_off, discharged, full_and_final, rescheduled, not_owed, refunded, ...
    monthly_before_pence: Mapped[Pence | None]
    monthly_after_pence: Mapped[Pence | None]
    proof: Mapped[str | None]  # the letter or payment it is known from


class PeriodClosed(Kept):
    """A reporting period somebody closed, with its figures as they stood and the log's head."""

    __tablename__ = "periods_closed"

    from_on: Mapped[date]
    to_on: Mapped[date]
    closed_on: Mapped[date]
    closed_by: Mapped[UUID | None]
    figures: Mapped[Facts]
    chain_head: Mapped[str]
