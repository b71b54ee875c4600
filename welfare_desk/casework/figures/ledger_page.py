"""The ledger of gains as its page shows it: each line with the sum that proves it, and the year's sum.

Recording, confirming and taking back are ``gains``; what a line is worth is ``rules/gains.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import gains, reporting
from welfare_desk.casework.figures.gains import GainRow
from welfare_desk.casework.figures.tally_sums import supported
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.papers import attachments
from welfare_desk.records.money import GainEnding
from welfare_desk.records.service import Meeting
from welfare_desk.reports.facts import ReportFacts
from welfare_desk.rules import days, money
from welfare_desk.rules.caseload import Period, financial_year
from welfare_desk.rules.gains import Ended, GainLine, parts_of, payments_counted, weekly_sum

CONFIRMED_BY = {
    "award_letter": "Award letter seen",
    "payment_seen": "Payment seen",
    "online_account": "Seen in the online account",
    "agency_told": "The paying body told us",
    "client_statement": "The client told us",
    "workbook": "As the workbook had it",
}
_PAID = {
    "weekly": ("a week", "weeks"),
    "fortnightly": ("a fortnight", "fortnights"),
    "four_weekly": ("every four weeks", "payments of four weeks"),
    "monthly": ("a month", "months"),
    "half_yearly": ("each half-year", "half-years"),
    "annual": ("a year", "years"),
    "one_off": ("once", "payments"),
}


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of the ledger with its worth. A waiting line shows what it would count as once confirmed."""

    row: GainRow
    award: str  # what is paid, in words
    weekly: Decimal  # more a week than before
    ongoing: Decimal  # that, for the payments counted
    once: Decimal
    payments: int
    ended: Ended | None = None

    @property
    def counts_as(self) -> Decimal:
        return self.ongoing + self.once

    @property
    def more(self) -> Decimal:
        """More each payment than before."""
        return self.row.amount - self.row.previous

    @property
    def paid(self) -> str:
        return _PAID[self.row.frequency][0]

    @property
    def payments_words(self) -> str:
        return f"{self.payments} {_PAID[self.row.frequency][1]}"

    @property
    def is_estimate(self) -> bool:
        """Nobody has decided it yet: nothing to confirm."""
        return self.row.decided_on is None and self.row.estimate is not None

    @property
    def is_waiting(self) -> bool:
        return self.row.confirmed_on is None and self.row.reversed_on is None and not self.is_estimate

    @property
    def confirmed_words(self) -> str:
        return CONFIRMED_BY.get(self.row.confirmed_by or "", "How is not recorded")


@dataclass(frozen=True, slots=True)
class YearOfGains:
    """What was confirmed since the financial year began; ``facts`` is what its chart is drawn from."""

    period: Period
    ongoing: Decimal
    once: Decimal
    written_off: Decimal
    gains: int
    facts: ReportFacts
    said: str  # its months in a sentence


def lines(
    desk: Desk,
    *,
    today: date,
    waiting_only: bool = False,
    estimates_only: bool = False,
    after: tuple[date, UUID] | None = None,
    limit: int = 50,
) -> list[LedgerLine]:
    """Lines as an advisor thinks of them, the newest first: each gain once, however it was entered."""
    rows = gains.ledger(
        desk,
        waiting_only=waiting_only,
        estimates_only=estimates_only,
        each_once=True,
        after=after,
        limit=limit,
    )
    return _with_worth(desk, rows, today)


def line(desk: Desk, gain_id: UUID, *, today: date) -> LedgerLine | None:
    """One line of the ledger, wherever it stands."""
    rows = gains.ledger(desk, only=gain_id)
    return next(iter(_with_worth(desk, rows, today)), None)


@dataclass(frozen=True, slots=True)
class Proof:
    """The paper a line is known from, by its title; else those of its client it may be.

    ``unseen``: the line counts in a financial year in which its client has no contact recorded.
    """

    letter: str | None
    may_be: tuple[tuple[UUID, str], ...]
    unseen: Period | None = None


def proof(desk: Desk, row: GainRow) -> Proof:
    """What proves a line: of the client's papers, those of its case and of none, decisions first."""
    kept = [
        paper
        for paper in attachments.papers(desk, person_id=row.person_id)
        if paper.case_id in (None, row.case_id)
    ]
    titles = {paper.id: paper.title for paper in kept}
    kept.sort(key=lambda paper: paper.part != "notices")
    may_be = tuple((paper.id, paper.title) for paper in kept if not paper.health)
    return Proof(
        titles.get(row.letter_id, "The award letter") if row.letter_id else None,
        may_be,
        _year_unseen(desk, row),
    )


def _year_unseen(desk: Desk, row: GainRow) -> Period | None:
    if row.confirmed_on is None or row.reversed_on is not None:
        return None
    year = financial_year(row.confirmed_on)
    with desk.look() as look:
        seen = look.scalar(supported(year).where(Meeting.person_id == row.person_id).limit(1))
    return None if seen else year


def _with_worth(desk: Desk, rows: Sequence[GainRow], today: date) -> list[LedgerLine]:
    if not rows:
        return []
    with desk.look() as look:
        endings = look.scalars(
            select(GainEnding)
            .where(GainEnding.gain_id.in_([row.id for row in rows]))
            .order_by(GainEnding.known_on, GainEnding.id)
        )
        ended = {one.gain_id: Ended(one.ended_on, one.known_on, one.recoverable) for one in endings}
    return [_worth(row, ended.get(row.id), today) for row in rows]


def _worth(row: GainRow, ended: Ended | None, today: date) -> LedgerLine:
    counted = GainLine(
        id=str(row.id),
        award_key=row.award_key,
        area=row.area,
        frequency=row.frequency,
        amount=row.amount,
        previous=row.previous,
        arrears=row.arrears,
        decided_on=row.decided_on,
        confirmed_on=min(row.confirmed_on or today, today),
        recorded_on=min(row.recorded_on, today),
        award_to=row.award_to,
        ended=ended,
        benefit=row.benefit,
    )
    parts = parts_of(counted, today)
    return LedgerLine(
        row=row,
        award=matter_name(row.benefit),
        weekly=weekly_sum(counted),
        ongoing=parts.ongoing,
        once=parts.lump,
        payments=payments_counted(counted, today),
        ended=ended,
    )


def year(desk: Desk, *, today: date) -> YearOfGains:
    """The financial year so far, month by month."""
    period = Period(financial_year(today).first, today)
    facts = reporting.report_facts(desk, period, by=())
    ledger = facts.figures["ledger"]
    months = [
        f"{days.LONG_MONTHS[int(month.month[5:]) - 1]} "
        + money.shown(month.annual + month.lump + month.written_off)
        for month in facts.months
    ]
    return YearOfGains(
        period=period,
        ongoing=Decimal(ledger["ongoing_annual"]),
        once=Decimal(ledger["lump"]),
        written_off=Decimal(ledger["written_off"]),
        gains=int(ledger["gains"]),
        facts=facts,
        said="Gain by month. " + "; ".join(months),
    )
