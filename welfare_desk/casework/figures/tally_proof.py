"""The records behind a cell of the report: whose they are, what each adds to it, and by which rule.

The figures themselves are made in ``tally``; nothing is counted anew here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures.tally_money import HeldLine
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.records.cases import Case
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.service import Referral
from welfare_desk.rules import ledger
from welfare_desk.rules.debt_outcomes import WholeDebt, whole_debts
from welfare_desk.rules.funder import adjusted
from welfare_desk.rules.gains import Decisions, GainLine, parts_of, payments_counted, value_of
from welfare_desk.rules.money import NOUGHT, shown

if TYPE_CHECKING:
    from welfare_desk.casework.figures.tally import TallyView

_AT_ONCE = 500
_ADDED_UP = {
    "gain.money_advice_total": ("gain.money_advice_other", "debt.written_off"),
    "gain.total": ("gain.welfare", "gain.money_advice_other", "debt.written_off"),
    "ledger.written_off": ("debt.written_off",),
}
_EXCL_DEBT = (
    "gain.welfare",
    "gain.money_advice_other",
    "adjustments.welfare",
    "adjustments.money_advice_other",
)
_WITH_DEBT = ("debt.written_off", "debt.rescheduled", "adjustments.written_off", "adjustments.rescheduled")
_ADDED_UP |= {
    "per_pound.excl_debt": _EXCL_DEBT,
    "per_pound.excl_debt_per_la_pound": _EXCL_DEBT,
    "per_pound.incl_debt": (*_EXCL_DEBT, *_WITH_DEBT),
}
_RULES = {
    "total_clients": "R2, R3",
    "new_clients": "R3",
    "households": "R3",
    "contacts_by_channel": "R4",
    "cases": "R5",
    "enquiries_type_i": "R5",
    "cases_by_type": "R6",
    "gain": "R7, R8, R9",
    "adjustments": "R7, R8",
    "clients_with_gain": "R8",
    "estimated": "R10",
    "debt": "R11, R12",
    "demographics": "R15",
    "family_types": "R15",
    "referrals": "R16",
    "ledger": "R7, R8, R9",
    "shared": "R7, R8, R9",
    "by": "R7, R8, R9",
}


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One record behind a cell: whose it is, what it adds, when it was confirmed and decided, and why.

    ``words``: the benefit or kind of debt, as a code; the matter of a case. ``sum_words``: how the sum
    was made. ``rule``: of funder-report.
    """

    person_id: UUID | None
    case_id: UUID | None
    client: str
    case_reference: str
    words: str
    amount: Decimal | None
    on: date | None
    decided_on: date | None = None
    sum_words: str = ""
    rule: str = ""
    gain_id: UUID | None = None  # the line of the ledger, where one stands behind


@dataclass(frozen=True, slots=True)
class _Part:
    """What a record adds to a cell, before anybody's name is looked up."""

    person_id: str
    case_id: str
    words: str
    amount: Decimal
    on: date | None
    decided_on: date | None = None
    sum_words: str = ""
    id: str = ""  # of the line, or the debt's key
    once: Decimal = NOUGHT  # of the amount, what is paid once
    is_line: bool = False


MONEY_CELLS = (
    "gain.welfare",
    "gain.money_advice_other",
    "debt.written_off",
    "debt.rescheduled",
    "adjustments.welfare",
    "adjustments.money_advice_other",
    "adjustments.written_off",
    "adjustments.rescheduled",
    "estimated",
    "debt.owed_new",
    "debt.owed_all",
    "shared",
)
"""The cells that hold money of their own; every other one is added up from these."""


def parts_behind(view: TallyView) -> Iterator[tuple[str, _Part]]:
    """What stands behind every cell of money, by its cell: what a file that leaves the agency lists."""
    for cell in MONEY_CELLS:
        for part in _parts(view, cell) or ():
            if part.amount:
                yield cell, part


def records_behind(desk: Desk, view: TallyView, cell: str) -> list[BehindRow]:
    """The records behind a cell such as ``gain.welfare``, ``per_pound.incl_debt``,
    ``demographics.sex.female``, ``ledger.lump`` or ``by.benefit.adp``; none for a cell there is not.

    Behind money stand ledger lines and debts, the largest first; behind cases and referrals cases;
    behind people the people.
    """
    found: list[BehindRow] = []
    with desk.look() as look:
        for name in _ADDED_UP.get(cell, (cell,)):
            rule = f"funder {_RULES[name.split('.')[0]]}" if name.split(".")[0] in _RULES else ""
            parts = _parts(view, name)
            if parts is not None:
                found += _named(look, parts, rule)
                continue
            # A household is opened to its people who were supported.
            ids = view.behind.get("total_clients" if name == "households" else name, ())
            wanted = [UUID(id) for id in dict.fromkeys(ids)]
            counts_cases = name.split(".")[0] in ("cases", "cases_by_type", "enquiries_type_i", "referrals")
            found += (of_cases if counts_cases else of_people)(look, wanted, rule)
    return sorted(found, key=lambda row: (-abs(row.amount or NOUGHT), row.client, row.case_reference))


def _parts(view: TallyView, cell: str) -> list[_Part] | None:
    """What each line or debt adds to a cell that holds money; None for a cell that holds none."""
    section, _, rest = cell.partition(".")
    if section in ("gain", "adjustments", "estimated") and rest not in ("written_off", "rescheduled"):
        worth = {"gain": _gained, "adjustments": _adjusted, "estimated": _estimated}[section]
        ids = set(view.behind.get(cell, ()))
        return [_line_part(held, worth(view, held.line), view) for held in view.lines if held.line.id in ids]
    if section in ("debt", "adjustments") and cell != "debt.clients":
        return list(_debt_parts(view, cell))
    if section == "ledger":
        worth = {"ongoing_annual": _ongoing, "lump": _lump}.get(rest, _gained)
        parts = [_line_part(held, worth(view, held.line), view) for held in _counted(view)]
        debts = list(_debt_parts(view, "debt.written_off")) if rest == "gains" else []
        return [part for part in parts if part.amount] + debts
    if cell == "shared":
        return [_line_part(held, _gained(view, held.line), view) for held in _counted(view) if held.led_by]
    if section == "by":
        return _placed_parts(view, *rest.split(".", 1))
    return None


def _placed_parts(view: TallyView, dimension: str, code: str) -> list[_Part]:
    """The lines, and the write-offs, of one code of a breakdown."""
    where: Callable[[GainLine], str] = {
        ledger.BENEFIT: lambda line: line.benefit,
        ledger.PRACTICE: lambda line: line.practice,
        ledger.KIND: lambda line: line.case_kind,
        ledger.MONTH: lambda line: f"{line.confirmed_on:%Y-%m}",
    }[dimension]
    parts = [
        _line_part(held, _gained(view, held.line), view)
        for held in _counted(view)
        if where(held.line) == code
    ]
    if dimension != ledger.BENEFIT:
        first = _first_files(view)
        for key, part in _debts_by_key(view, "debt.written_off"):
            debt = first[key].debt
            at = {ledger.PRACTICE: debt.practice, ledger.KIND: debt.case_kind}.get(
                dimension, f"{part.on:%Y-%m}"
            )
            if at == code:
                parts.append(part)
    return [part for part in parts if part.amount]


def _counted(view: TallyView) -> Iterator[HeldLine]:
    """The lines confirmed in the period, each decision once."""
    once = Decisions()
    for held in view.lines:
        if once.first(held.line) and held.line.confirmed_on in view.period:
            yield held


def _gained(view: TallyView, line: GainLine) -> Decimal:
    return value_of(line, view.known.as_at)


def _adjusted(view: TallyView, line: GainLine) -> Decimal:
    return adjusted(line, line.confirmed_on, view.known) if line.confirmed_on else NOUGHT


def _estimated(view: TallyView, line: GainLine) -> Decimal:
    return line.estimate.value if line.estimate else NOUGHT


def _ongoing(view: TallyView, line: GainLine) -> Decimal:
    return parts_of(line, view.known.as_at).ongoing


def _lump(view: TallyView, line: GainLine) -> Decimal:
    return parts_of(line, view.known.as_at).lump


def _line_part(held: HeldLine, worth: Decimal, view: TallyView) -> _Part:
    line = held.line
    return _Part(
        held.person_id,
        held.case_id,
        line.benefit,
        worth,
        line.confirmed_on,
        line.decided_on,
        _sum_words(line, view.known.as_at),
        line.id,
        parts_of(line, view.known.as_at).lump,
        is_line=True,
    )


def _sum_words(line: GainLine, as_at: date) -> str:
    """How a line's worth is made: (£106.70 - £72.65) x 52, and £303.20 once."""
    more = f"({shown(line.amount)} − {shown(line.previous)})" if line.previous else shown(line.amount)
    if line.frequency == "one_off":
        return f"{more} once" + (f", and {shown(line.arrears)} of arrears" if line.arrears else "")
    made = f"{more} × {payments_counted(line, as_at)}"
    return made + (f", and {shown(line.arrears)} once" if line.arrears else "")


def _first_files(view: TallyView) -> Mapping[str, Any]:
    return {held.debt.debt_key: held for held in reversed(view.debts)}


def _debt_parts(view: TallyView, cell: str) -> Iterator[_Part]:
    return (part for _, part in _debts_by_key(view, cell))


def _debts_by_key(view: TallyView, cell: str) -> Iterator[tuple[str, _Part]]:
    keys = set(view.behind.get(cell, ()))
    first = _first_files(view)
    for key, debt in whole_debts((held.person_id, held.debt) for held in view.debts).items():
        if key in keys:
            amount, on = _of_debt(view, cell, debt)
            owner = first[key]
            kind = debt.first.kind
            yield key, _Part(owner.person_id, owner.case_id, kind, amount, on, id=key)


def _of_debt(view: TallyView, cell: str, debt: WholeDebt) -> tuple[Decimal, date | None]:
    """What a debt adds to a cell, and the day it rests on."""
    if cell == "debt.owed_new":
        return debt.balances[0].amount, debt.balances[0].on
    if cell == "debt.owed_all":
        owed = debt.balance_on(view.known.until)
        return (owed.amount, owed.on) if owed else (NOUGHT, None)
    moved = sum((amount for name, amount in view.known.moved(debt) if name == cell), NOUGHT)
    return moved, debt.state_on(view.known.until, view.known.known_by).on


def _named(look: Session, parts: Iterable[_Part], rule: str) -> Iterator[BehindRow]:
    listed = list(parts)
    clients = _looked_up(
        look,
        select(Person.id, client_name()).join(PersonName, current_name(Person.id)),
        Person.id,
        [UUID(part.person_id) for part in listed],
    )
    references = _looked_up(
        look, select(Case.id, Case.reference), Case.id, [UUID(part.case_id) for part in listed]
    )
    for part in listed:
        person_id, case_id = UUID(part.person_id), UUID(part.case_id)
        yield BehindRow(
            person_id,
            case_id,
            clients[person_id],
            references[case_id],
            part.words,
            part.amount,
            part.on,
            part.decided_on,
            part.sum_words,
            rule,
            UUID(part.id) if part.is_line else None,
        )


def _looked_up(look: Session, statement: Any, column: Any, ids: Iterable[UUID]) -> dict[UUID, str]:
    return {row[0]: row[1] for row in _among(look, statement, column, sorted(set(ids)))}


def _among(look: Session, statement: Any, column: Any, ids: Sequence[UUID]) -> Iterator[Any]:
    for start in range(0, len(ids), _AT_ONCE):
        yield from look.execute(statement.where(column.in_(ids[start : start + _AT_ONCE])))


def of_cases(look: Session, ids: Sequence[UUID], rule: str) -> Iterator[BehindRow]:
    """Cases by their ids; a referral that led to none by its own."""
    statement = select(
        Case.id, Case.person_id, client_name(), Case.reference, Case.matter, Case.opened_on
    ).join(PersonName, current_name(Case.person_id))
    left = set(ids)
    for id, person_id, client, reference, matter, opened_on in _among(look, statement, Case.id, ids):
        left.discard(id)
        yield BehindRow(person_id, id, client, reference, matter, None, opened_on, rule=rule)
    sent = select(Referral.person_id, client_name(), Referral.received_on).join(
        PersonName, current_name(Referral.person_id)
    )
    for person_id, client, received_on in _among(look, sent, Referral.id, sorted(left)):
        yield BehindRow(person_id, None, client, "", "", None, received_on, rule=rule)


def of_people(look: Session, ids: Sequence[UUID], rule: str) -> Iterator[BehindRow]:
    statement = select(Person.id, client_name(), Person.reference, Person.born_on).join(
        PersonName, current_name(Person.id)
    )
    for id, client, reference, born_on in _among(look, statement, Person.id, ids):
        yield BehindRow(id, None, client, reference, "", None, born_on, rule=rule)
