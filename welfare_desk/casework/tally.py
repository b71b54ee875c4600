"""The tally: the gains and the funder's indicators of a period, and the records behind every cell.

What counts is ``rules/funder.py`` and ``rules/ledger.py``; which rows can matter is ``tally_rows``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework import tally_rows
from welfare_desk.casework.cases import KINDS
from welfare_desk.casework.clients import client_name, current_name
from welfare_desk.casework.desk import Desk
from welfare_desk.errors import UsageFault
from welfare_desk.records.cases import Case
from welfare_desk.records.money import Debt, Gain
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.service import Practice
from welfare_desk.rules import funder
from welfare_desk.rules.caseload import Funding, Period
from welfare_desk.rules.gains import GainLine, value_of
from welfare_desk.rules.ledger import Ledger, Row, breakdown, ledger

DIMENSIONS = ("benefit", "practice", "kind", "month")


@dataclass(frozen=True, slots=True)
class TallyView:
    """The figures of one period, as known on ``as_at``."""

    period: Period
    as_at: date
    funder: funder.Tally
    ledger: Ledger
    by: Mapping[str, Mapping[str, Row]]
    funding: Funding
    lines: Mapping[str, GainLine]

    def as_json(self) -> dict[str, Any]:
        """Every indicator, the ledger, and the breakdowns asked for, ready for JSON."""
        told = self.funder.as_json() | {"ledger": self.ledger.as_json()}
        if self.by:
            told["by"] = {
                dimension: {code: row.as_json() for code, row in rows.items()}
                for dimension, rows in self.by.items()
            }
        return told


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One record behind a cell of the report."""

    person_id: UUID | None
    case_id: UUID | None
    client: str
    case_reference: str
    words: str
    amount: Decimal | None
    on: date | None


def tally(desk: Desk, period: Period, *, by: Sequence[str] = (), as_at: date | None = None) -> TallyView:
    """The period's figures, by what is known today; ``as_at`` asks for another day's knowledge.

    ``by``: any of DIMENSIONS, each standing on its own. Raises UsageFault for another word.
    """
    strange = [word for word in by if word not in DIMENSIONS]
    if strange:
        raise UsageFault(
            f"There is no breakdown by {', '.join(strange)}.", f"There are: {', '.join(DIMENSIONS)}."
        )
    known = as_at or desk.clock.today()
    with desk.look() as look:
        caseload = tally_rows.read(look, period, known)
        practices = tuple(look.scalars(select(Practice.name).order_by(Practice.name)))
    lines = sorted(caseload.gains, key=lambda line: (line.recorded_on or date.min, line.id))
    debts = sorted(caseload.debts, key=lambda debt: debt.id)
    codes = {"benefit": resources.benefits().codes(), "practice": practices, "kind": KINDS, "month": ()}
    return TallyView(
        period=period,
        as_at=known,
        funder=funder.tally(period, caseload.funding, caseload.cases, resources.code_lists(), as_at=known),
        ledger=ledger(period, lines, debts, as_at=known),
        by={word: breakdown(word, codes[word], period, lines, debts, as_at=known) for word in by},
        funding=caseload.funding,
        lines={line.id: line for line in lines},
    )


def records_behind(desk: Desk, view: TallyView, cell: str) -> list[BehindRow]:
    """The records behind a cell such as ``gain.welfare`` or ``demographics.sex.female``, each once.

    Behind money are ledger lines and debts, behind cases cases, behind people people.
    """
    marks = list(dict.fromkeys(view.funder.behind.get(cell, ())))
    ids = [UUID(mark.removeprefix("person:")) for mark in marks]
    found: list[BehindRow] = []
    with desk.look() as look:
        for start in range(0, len(ids), 500):
            part = ids[start : start + 500]
            found += _lines(look, view, part)
            found += _cases(look, part)
            found += _people(look, part)
    return found


def _lines(look: Any, view: TallyView, ids: Sequence[UUID]) -> list[BehindRow]:
    rows = look.execute(
        select(Gain.id, Gain.person_id, Gain.case_id, client_name(), Case.reference, Gain.benefit)
        .join(Case, Case.id == Gain.case_id)
        .join(PersonName, current_name(Gain.person_id))
        .where(Gain.id.in_(ids))
    ).all()
    found = []
    for id, person_id, case_id, client, reference, benefit in rows:
        line = view.lines.get(str(id))
        worth = value_of(line, view.as_at) if line else None
        on = line.confirmed_on if line else None
        found.append(BehindRow(person_id, case_id, client, reference, benefit, worth, on))
    debts = look.execute(
        select(Debt.person_id, Debt.case_id, client_name(), Case.reference, Debt.kind)
        .join(Case, Case.id == Debt.case_id)
        .join(PersonName, current_name(Debt.person_id))
        .where(Debt.id.in_(ids))
    ).all()
    return found + [BehindRow(row[0], row[1], row[2], row[3], row[4], None, None) for row in debts]


def _cases(look: Any, ids: Sequence[UUID]) -> list[BehindRow]:
    rows = look.execute(
        select(Case.person_id, Case.id, client_name(), Case.reference, Case.matter, Case.opened_on)
        .join(PersonName, current_name(Case.person_id))
        .where(Case.id.in_(ids))
    )
    return [BehindRow(row[0], row[1], row[2], row[3], row[4], None, row[5]) for row in rows]


def _people(look: Any, ids: Sequence[UUID]) -> list[BehindRow]:
    rows = look.execute(
        select(Person.id, client_name(), Person.reference, Person.born_on)
        .join(PersonName, current_name(Person.id))
        .where(Person.id.in_(ids))
    )
    return [BehindRow(row[0], None, row[1], row[2], "", None, row[3]) for row in rows]
