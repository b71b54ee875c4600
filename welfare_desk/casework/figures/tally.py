"""The tally: the gains and the funder's indicators of a period, and the year's sums for the Gains screen.

What counts is ``rules/funder.py`` and ``rules/ledger.py``; which rows can matter is ``tally_rows``; the
records behind a cell are ``tally_proof``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import tally_gains, tally_money, tally_rows, tally_sums
from welfare_desk.casework.figures.tally_money import NOT_RECORDED, HeldDebt, HeldLine
from welfare_desk.casework.matters.cases import KINDS
from welfare_desk.errors import DeskError, UsageFault
from welfare_desk.records.service import Practice
from welfare_desk.rules import funder
from welfare_desk.rules.caseload import Funding, Period, financial_year
from welfare_desk.rules.debt_outcomes import Debt
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
from welfare_desk.rules.money import NOUGHT

__all__ = [
    "DIMENSIONS",
    "NoListsThen",
    "TallyView",
    "YearOfGains",
    "financial_year",
    "tally",
    "yearly",
]


class NoListsThen(DeskError):
    sentence = "There are no lists of codes for a period so long ago."
    hint = "The funder's framework begins on 1 April 2014."


@dataclass(frozen=True)
class Counted:
    """A period counted one by one: the lines and debts the figures rest on, and the ids in each cell."""

    funder: funder.Tally
    lines: tuple[HeldLine, ...]
    debts: tuple[HeldDebt, ...]


@dataclass(frozen=True)
class TallyView:
    """The figures of one period by what is ``known``.

    They are sums the store took; the records they rest on are read when somebody asks for them.
    """

    period: Period
    known: Known
    funder: funder.Tally
    ledger: Ledger
    by: Mapping[str, Mapping[str, Row]]
    funding: Funding
    count: Callable[[], Counted] = field(repr=False, compare=False)
    frozen: Mapping[str, Any] | None = field(default=None, repr=False)  # the figures of a closed period

    @cached_property
    def counted(self) -> Counted:
        return self.count()

    def proven(self) -> TallyView:
        """The same with its figures counted from the very records that are listed behind them."""
        return replace(self, funder=self.counted.funder, count=lambda: self.counted)

    @property
    def behind(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the records behind each cell."""
        return self.counted.funder.behind

    @property
    def lines(self) -> tuple[HeldLine, ...]:
        return self.counted.lines

    @property
    def debts(self) -> tuple[HeldDebt, ...]:
        return self.counted.debts

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
        codes = {word: _codes(look, word) for word in by}
        frozen = None if as_at else look.scalars(tally_rows.closed(period)).first()
        funding = tally_rows.funding(look.connection(), period)
        told, whole, rows = _added_up(look.connection(), known, funding, codes)
    return TallyView(
        period=period,
        known=known,
        funder=told,
        ledger=whole,
        by=rows,
        funding=funding,
        count=partial(counted, desk, known),
        frozen=frozen or None,
    )


def counted(desk: Desk, known: Known) -> Counted:
    """The period counted line by line and person by person, by the rules: what stands behind each figure."""
    with desk.look() as look:
        caseload = tally_rows.read(look, known.period, known)
    told = funder.tally(known.period, caseload.funding, caseload.cases, resources.code_lists(), known=known)
    return Counted(told, caseload.held_lines, caseload.held_debts)


def _added_up(
    connection: Connection, known: Known, funding: Funding, codes: Mapping[str, Sequence[str]]
) -> tuple[funder.Tally, Ledger, dict[str, dict[str, Row]]]:
    """The figures as the store adds them up; debts, which are few, by the rules."""
    period = known.period
    people = tally_sums.people(connection, period)
    cases = tally_sums.cases(connection, period)
    gained = tally_gains.gained(connection, known, tuple(codes))
    held, proof = debts_counted(connection, known)
    owed = funder.debt_cells(proof)
    gain = funder.gain_cells(gained.of_area["welfare"], gained.of_area["money_advice_other"], owed)
    adjusted = funder.Adjustments(
        gained.adjusted["welfare"],
        gained.adjusted["money_advice_other"],
        proof.sum("adjustments.written_off"),
        proof.sum("adjustments.rescheduled"),
    )
    told = funder.Tally(
        total_clients=people.clients,
        new_clients=people.new,
        households=people.households,
        contacts_by_channel=tally_sums.first_contacts(connection, period),
        enquiries_type_i=cases.enquiries,
        cases=cases.moves,
        cases_by_type=cases.by_type,
        referrals=tally_sums.referrals(connection, period),
        gain=gain,
        estimated=gained.estimated,
        adjustments=adjusted,
        clients_with_gain=gained.clients,
        debt=owed,
        per_pound=funder.per_pound(gain, adjusted, owed, funding),
        demographics=people.demographics,
        family_types=people.family_types,
        behind={},
    )
    debts = [one.debt for one in held]
    written = ledger(period, [], debts, known=known)
    whole = Ledger(
        gained.whole.annual,
        gained.whole.lump,
        written.written_off,
        gained.whole.amounts + written.gains,
    )
    return told, whole, {word: _rows(word, known, listed, gained, debts) for word, listed in codes.items()}


def debts_counted(connection: Connection, known: Known) -> tuple[list[HeldDebt], funder.Proof]:
    """The debts that can move a figure of the period, and each figure of debt with what is behind it."""
    period = known.period
    held = tally_money.debts(connection, period, known, tally_sums.supported(period))
    supported = tally_sums.supported_debtors(connection, period) if held else frozenset()
    proof = funder.Proof()
    funder.count_debts(known, ((one.person_id, one.debt) for one in held), supported, proof)
    return held, proof


def _rows(
    dimension: str, known: Known, codes: Sequence[str], gained: tally_gains.Gained, debts: Sequence[Debt]
) -> dict[str, Row]:
    """A breakdown: what debts put in each code, and the gains added to it."""
    without = () if dimension == BENEFIT else debts  # a debt has no benefit
    rows = breakdown(dimension, codes, known.period, [], without, known=known)
    for code, sums in gained.by[dimension].items():
        written = rows.get(code)
        off, amounts = (written.written_off, written.gains) if written else (NOUGHT, 0)
        rows[code] = Row(sums.weekly, sums.annual, sums.lump, off, sums.amounts + amounts)
    return rows


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
        connection = look.connection()
        codes = {BENEFIT: _codes(look, BENEFIT), MONTH: ()}
        gained = tally_gains.gained(connection, known, tuple(codes))
        debts = [held.debt for held in tally_money.debts(connection, period, known)]
    written = ledger(period, [], debts, known=known)
    rows = {word: _rows(word, known, listed, gained, debts) for word, listed in codes.items()}
    whole = gained.whole
    return YearOfGains(
        period=period,
        ledger=Ledger(whole.annual, whole.lump, written.written_off, whole.amounts + written.gains),
        by_month=rows[MONTH],
        by_benefit=rows[BENEFIT],
    )
