"""The tally: the gains and the funder's indicators of a period, and the year's sums for the Gains screen.

What counts is ``rules/funder.py`` and ``rules/ledger.py``; which rows can matter is ``tally_rows``; the
records behind a cell are ``tally_proof``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import tally_money, tally_rows
from welfare_desk.casework.cases import KINDS
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.tally_money import NOT_RECORDED, HeldDebt, HeldLine
from welfare_desk.casework.tally_proof import BehindRow, records_behind
from welfare_desk.errors import DeskError, UsageFault
from welfare_desk.records.service import Practice
from welfare_desk.rules import funder
from welfare_desk.rules.caseload import Funding, Period, financial_year
from welfare_desk.rules.known import Known
from welfare_desk.rules.ledger import (
    BENEFIT,
    DIMENSIONS,
    KIND,
    MONTH,
    PRACTICE,
    Ledger,
    Row,
    breakdown,
    ledger,
)

__all__ = [
    "DIMENSIONS",
    "BehindRow",
    "NoListsThen",
    "TallyView",
    "YearOfGains",
    "financial_year",
    "records_behind",
    "tally",
    "yearly",
]


class NoListsThen(DeskError):
    sentence = "There are no lists of codes for a period so long ago."
    hint = "The funder's framework begins on 1 April 2014."


@dataclass(frozen=True, slots=True)
class TallyView:
    """The figures of one period by what is ``known``, and the lines and debts they rest on."""

    period: Period
    known: Known
    funder: funder.Tally
    ledger: Ledger
    by: Mapping[str, Mapping[str, Row]]
    funding: Funding
    lines: tuple[HeldLine, ...] = field(repr=False)
    debts: tuple[HeldDebt, ...] = field(repr=False)
    frozen: Mapping[str, Any] | None = field(default=None, repr=False)  # the figures of a closed period

    @property
    def as_at(self) -> date:
        """The day whose knowledge the values rest on."""
        return self.known.as_at

    def as_json(self) -> dict[str, Any]:
        """Every indicator, the ledger, and the breakdowns asked for, ready for JSON: of a closed period as
        they were kept at its closing.
        """
        told = self.counted_now()
        for key, value in (self.frozen or {}).items():
            if key != "by":
                told[key] = value
        return told

    def counted_now(self) -> dict[str, Any]:
        """The same as it is counted from the desk's records of today."""
        told = self.funder.as_json() | {"ledger": self.ledger.as_json()}
        if self.by:
            told["by"] = {
                dimension: {code: _row_told(dimension, row) for code, row in rows.items()}
                for dimension, rows in self.by.items()
            }
        return told


def _row_told(dimension: str, row: Row) -> dict[str, str | int]:
    told = row.as_json()
    if dimension == BENEFIT:  # a debt has no benefit
        del told["written_off"]
    return told


@dataclass(frozen=True, slots=True)
class YearOfGains:
    """The gains of the year so far, as the Gains screen draws them: months by kind of sum, and benefits."""

    period: Period
    ledger: Ledger
    by_month: Mapping[str, Row]
    by_benefit: Mapping[str, Row]


def tally(desk: Desk, period: Period, *, by: Sequence[str] = (), as_at: date | None = None) -> TallyView:
    """The period's figures: by what is known today while it is open, by what was known at its closing once
    closed; ``as_at`` asks for another day's knowledge.

    ``by``: any of DIMENSIONS, each standing on its own. Raises UsageFault for another word, NoListsThen.
    """
    strange = [word for word in by if word not in DIMENSIONS]
    if strange:
        raise UsageFault(
            f"There is no breakdown by {', '.join(strange)}.", f"There are: {', '.join(DIMENSIONS)}."
        )
    lists = resources.code_lists()
    if period.last < min(edition.starts for dated in lists.editions.values() for edition in dated):
        raise NoListsThen()
    with desk.look() as look:
        known = tally_rows.known(look, period, as_at, desk.clock.today())
        caseload = tally_rows.read(look, period, known)
        codes = {word: _codes(look, word) for word in by}
        frozen = None if as_at else look.scalars(tally_rows.closed(period)).first()
    return TallyView(
        period=period,
        known=known,
        funder=funder.tally(
            period,
            caseload.funding,
            caseload.cases,
            lists,
            known=known,
        ),
        ledger=ledger(period, caseload.lines, caseload.debts, known=known),
        by={
            word: breakdown(word, codes[word], period, caseload.lines, caseload.debts, known=known)
            for word in by
        },
        funding=caseload.funding,
        lines=caseload.held_lines,
        debts=caseload.held_debts,
        frozen=frozen or None,
    )


def _codes(look: Session, dimension: str) -> tuple[str, ...]:
    """Every code a breakdown lists; a month's are those of its period."""
    if dimension == BENEFIT:
        return resources.benefits().codes()
    if dimension == PRACTICE:
        return (*look.scalars(select(Practice.name).order_by(Practice.name, Practice.id)), NOT_RECORDED)
    return KINDS if dimension == KIND else ()


def yearly(desk: Desk, *, today: date) -> YearOfGains:
    """The financial year so far: its sums, and what was gained by month and by benefit."""
    period = financial_year(today)
    with desk.look() as look:
        known = tally_rows.known(look, period, None, today)
        lines = [held.line for held in tally_money.lines(look.connection(), period, known)]
        debts = [held.debt for held in tally_money.debts(look.connection(), period, known)]
        codes = _codes(look, BENEFIT)
    return YearOfGains(
        period=period,
        ledger=ledger(period, lines, debts, known=known),
        by_month=breakdown(MONTH, (), period, lines, debts, known=known),
        by_benefit=breakdown(BENEFIT, codes, period, lines, debts, known=known),
    )
