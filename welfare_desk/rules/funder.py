"""The funder's indicators of a period, counted from cases, gains and debts (funder R1-R16).

One line's worth is ``rules/gains.py``, a debt's outcome ``rules/debt_outcomes.py``, who people are
``rules/demographics.py``; the sums as an advisor keeps them are ``rules/ledger.py``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from welfare_desk.rules.caseload import ENQUIRY, TYPES, CaseRow, FirstContact, Funding, Period
from welfare_desk.rules.code_lists import CodeLists
from welfare_desk.rules.debt_outcomes import Debt, whole_debts
from welfare_desk.rules.demographics import (
    NOBODY,
    Client,
    Person,
    breakdowns,
    by_code,
    family_types,
    with_later,
)
from welfare_desk.rules.gains import WELFARE, Decisions, GainLine, estimate_standing, value_of
from welfare_desk.rules.known import Known
from welfare_desk.rules.money import NOUGHT, half_up, plain


@dataclass(frozen=True, slots=True)
class CaseMoves:
    open_at_start: int
    opened: int
    reopened: int
    closed: int
    open_at_end: int


@dataclass(frozen=True, slots=True)
class Referrals:
    received: int
    engaged: int


@dataclass(frozen=True, slots=True)
class GainCells:
    welfare: Decimal
    money_advice_other: Decimal
    money_advice_total: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class Adjustments:
    """What earlier periods reported and later events changed: never netted into this period's gains."""

    welfare: Decimal
    money_advice_other: Decimal
    written_off: Decimal
    rescheduled: Decimal


@dataclass(frozen=True, slots=True)
class DebtCells:
    clients: int
    owed_new: Decimal
    owed_all: Decimal
    written_off: Decimal
    rescheduled: Decimal


@dataclass(frozen=True, slots=True)
class PerPound:
    """Gains for each pound; None where there is no such pound to divide by."""

    excl_debt: Decimal | None
    incl_debt: Decimal | None
    excl_debt_per_la_pound: Decimal | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Every indicator of a period. ``behind``: the ids of the records behind each cell, by its path."""

    total_clients: int
    new_clients: int
    households: int
    contacts_by_channel: Mapping[str, int]
    enquiries_type_i: int
    cases: CaseMoves
    cases_by_type: Mapping[str, int]
    referrals: Referrals
    gain: GainCells
    estimated: Decimal
    adjustments: Adjustments
    clients_with_gain: int
    debt: DebtCells
    per_pound: PerPound
    demographics: Mapping[str, Mapping[str, int]]
    family_types: Mapping[str, int]
    behind: Mapping[str, tuple[str, ...]] = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        """Ready for JSON: money and ratios as text with two places, counts as numbers, None as null."""
        return {
            entry.name: _printed(getattr(self, entry.name))
            for entry in fields(self)
            if entry.name != "behind"
        }


def tally(
    period: Period,
    funding: Funding,
    cases: Sequence[CaseRow],
    lists: CodeLists,
    *,
    known: Known | None = None,
) -> Tally:
    """The indicators of a period.

    ``known``: whose knowledge the values rest on; as the period stood on its last day unless said. Where an
    order decides, it is that of ``cases`` and of the lines in each: (recorded_on, id), or that of the file.
    """
    known = known or Known.at_the_end(period)
    proof = Proof()
    clients = _clients(period, cases, lists, proof)
    _first_contacts(period, cases, lists, proof)
    _case_moves(period, cases, proof)
    _referrals(period, cases, lists, proof)
    _gains(known, cases, proof)
    held = ((case.client, debt) for case in cases for debt in case.debts)
    count_debts(known, held, {client.id for client in clients}, proof)
    for name, cells in breakdowns(clients, lists, period.last).items():
        proof.hold(f"demographics.{name}", cells)
    proof.hold("family_types", family_types(clients, lists, period.last))
    return _drawn_up(proof, funding)


class Proof:
    """The ids behind each cell, and the sums of those that hold money; a cell's path is its name."""

    def __init__(self) -> None:
        self.ids: dict[str, list[str]] = {}
        self.sums: dict[str, Decimal] = {}

    def note(self, cell: str, id_: str) -> None:
        self.ids.setdefault(cell, []).append(id_)

    def add(self, cell: str, amount: Decimal, id_: str) -> None:
        """Adds money to a cell; nothing leaves no trace."""
        if amount:
            if id_ not in self.ids.get(cell, ())[-1:]:
                self.note(cell, id_)
            self.sums[cell] = self.sums.get(cell, NOUGHT) + amount

    def hold(self, path: str, cells: Mapping[str, list[str]]) -> None:
        for code, ids in cells.items():
            self.ids[f"{path}.{code}"] = ids

    def count(self, cell: str) -> int:
        return len(self.ids.get(cell, ()))

    def sum(self, cell: str) -> Decimal:
        return self.sums.get(cell, NOUGHT)

    def counts(self, path: str) -> dict[str, int]:
        """The cells right under ``path``, by code."""
        start = f"{path}."
        return {
            cell.removeprefix(start): len(ids) for cell, ids in self.ids.items() if cell.startswith(start)
        }


def _clients(period: Period, cases: Iterable[CaseRow], lists: CodeLists, proof: Proof) -> list[Client]:
    """The clients of the period: those supported in it (R2, R3); new ones were never supported before."""
    support = lists.on("contact_kind", period.last).supporting()
    people: dict[str, Person] = {}
    households: dict[str, str] = {}
    first_ever: dict[str, date] = {}
    first_here: dict[str, date] = {}
    for case in cases:
        people[case.client] = with_later(people.get(case.client, NOBODY), case.person)
        households[case.client] = case.household or households.get(case.client, case.client)
        for contact in case.contacts:
            if contact.kind in support:
                first_ever[case.client] = min(contact.on, first_ever.get(case.client, contact.on))
                if contact.on in period:
                    first_here[case.client] = min(contact.on, first_here.get(case.client, contact.on))
    clients = [Client(id_, people[id_], first_here[id_]) for id_ in people if id_ in first_here]
    for client in clients:
        proof.note("total_clients", client.id)
        began = client.person.first_supported
        if (min(began, first_ever[client.id]) if began else first_ever[client.id]) in period:
            proof.note("new_clients", client.id)
    for household in dict.fromkeys(households[client.id] for client in clients):
        proof.note("households", household)
    return clients


def _first_contacts(period: Period, cases: Iterable[CaseRow], lists: CodeLists, proof: Proof) -> None:
    """Each individual once, under the channel of the earliest first contact in the period (R4)."""
    codes = lists.on("channel", period.last)
    earliest: dict[str, FirstContact] = {}
    for case in cases:
        contact = case.first_contact
        if contact and contact.on in period:
            known = earliest.get(case.client)
            if known is None or contact.on < known.on:
                earliest[case.client] = contact
    placed = ((contact.channel or codes.unrecorded, client) for client, contact in earliest.items())
    proof.hold("contacts_by_channel", by_code(codes, placed))


def _case_moves(period: Period, cases: Iterable[CaseRow], proof: Proof) -> None:
    """Start + opened + reopened - closed = end, each case once in each (R5, R6); type I is an enquiry."""
    for type_ in TYPES:
        if type_ != ENQUIRY:
            proof.ids[f"cases_by_type.{type_}"] = []
    for case in cases:
        first = min((episode.opened for episode in case.episodes), default=None)
        type_ = case.type_by(period.last)
        if type_ == ENQUIRY:
            if first in period:
                proof.note("enquiries_type_i", case.id)
            continue
        if case.open_on(period.before):
            entered = "open_at_start"
        elif first in period:
            entered = "opened"
        elif any(episode.opened in period for episode in case.episodes):
            entered = "reopened"
        else:
            continue
        proof.note(f"cases.{entered}", case.id)
        proof.note(f"cases_by_type.{type_}", case.id)
        proof.note("cases.open_at_end" if case.open_on(period.last) else "cases.closed", case.id)


def _referrals(period: Period, cases: Iterable[CaseRow], lists: CodeLists, proof: Proof) -> None:
    """Referrals by the day received; engaged when that case ever had a support entry (R16)."""
    support = lists.on("contact_kind", period.last).supporting()
    for case in cases:
        if case.referred_on in period:
            proof.note("referrals.received", case.id)
            if any(contact.kind in support for contact in case.contacts):
                proof.note("referrals.engaged", case.id)


def _gains(known: Known, cases: Iterable[CaseRow], proof: Proof) -> None:
    """What was confirmed in the period, what changed of earlier ones, what is only estimated (R8-R10)."""
    period, as_at = known.period, known.as_at
    once = Decisions()
    by_client: dict[str, Decimal] = {}
    for case in cases:
        for line in case.gains:
            if not once.first(line):
                continue
            area = "welfare" if line.area == WELFARE else "money_advice_other"
            estimate = estimate_standing(line, as_at)
            if estimate and estimate.on in period:
                proof.add("estimated", estimate.value, line.id)
            confirmed = line.confirmed_on
            if confirmed is None or confirmed > period.last:
                continue
            if confirmed in period:
                value = value_of(line, as_at)
                proof.add(f"gain.{area}", value, line.id)
                by_client[case.client] = by_client.get(case.client, NOUGHT) + value
            else:
                proof.add(f"adjustments.{area}", adjusted(line, confirmed, known), line.id)
    for client, value in by_client.items():
        if value > 0:
            proof.note("clients_with_gain", client)


def adjusted(line: GainLine, confirmed: date, known: Known) -> Decimal:
    """How the worth of a line confirmed before the period has changed since it was reported (R8)."""
    reported, now = known.span(confirmed)
    return value_of(line, now) - value_of(line, reported)


def count_debts(
    known: Known, held: Iterable[tuple[str, Debt]], supported: Collection[str], proof: Proof
) -> None:
    """What was owed, by whom, and what was written off or rescheduled (R11, R12); ``held``: who owes what."""
    period, until = known.period, known.until
    debt_clients: dict[str, None] = {}
    for key, debt in whole_debts(held).items():
        for cell, moved in known.moved(debt):
            proof.add(cell, moved, key)
        if debt.balances and debt.balances[0].on in period:
            proof.add("debt.owed_new", debt.balances[0].amount, key)
        owed = debt.balance_on(until)
        debtors = [debtor for debtor in debt.debtors if debtor in supported]
        if owed and debtors:
            proof.add("debt.owed_all", owed.amount, key)
            before = debt.balance_on(period.before)
            if before is None or before.amount:
                debt_clients |= dict.fromkeys(debtors)
    for client in debt_clients:
        proof.note("debt.clients", client)


def _drawn_up(proof: Proof, funding: Funding) -> Tally:
    gain = gain_cells(proof.sum("gain.welfare"), proof.sum("gain.money_advice_other"), debt_cells(proof))
    adjusted = Adjustments(*(proof.sum(f"adjustments.{entry.name}") for entry in fields(Adjustments)))
    return Tally(
        total_clients=proof.count("total_clients"),
        new_clients=proof.count("new_clients"),
        households=proof.count("households"),
        contacts_by_channel=proof.counts("contacts_by_channel"),
        enquiries_type_i=proof.count("enquiries_type_i"),
        cases=CaseMoves(*(proof.count(f"cases.{entry.name}") for entry in fields(CaseMoves))),
        cases_by_type=proof.counts("cases_by_type"),
        referrals=Referrals(proof.count("referrals.received"), proof.count("referrals.engaged")),
        gain=gain,
        estimated=proof.sum("estimated"),
        adjustments=adjusted,
        clients_with_gain=proof.count("clients_with_gain"),
        debt=debt_cells(proof),
        per_pound=per_pound(gain, adjusted, debt_cells(proof), funding),
        demographics={name: proof.counts(f"demographics.{name}") for name in _demographics(proof)},
        family_types=proof.counts("family_types"),
        behind={cell: tuple(ids) for cell, ids in proof.ids.items()},
    )


def gain_cells(welfare: Decimal, other: Decimal, debt: DebtCells) -> GainCells:
    """The gain cells with their totals: debt written off is in them, rescheduled is not (R13)."""
    written_off = debt.written_off
    return GainCells(welfare, other, other + written_off, welfare + other + written_off)


def debt_cells(proof: Proof) -> DebtCells:
    return DebtCells(
        clients=proof.count("debt.clients"),
        owed_new=proof.sum("debt.owed_new"),
        owed_all=proof.sum("debt.owed_all"),
        written_off=proof.sum("debt.written_off"),
        rescheduled=proof.sum("debt.rescheduled"),
    )


def per_pound(gain: GainCells, adjusted: Adjustments, debt: DebtCells, funding: Funding) -> PerPound:
    """Gains with their adjustments for each pound, with and without debt (R14)."""
    excl_debt = gain.welfare + gain.money_advice_other + adjusted.welfare + adjusted.money_advice_other
    with_debt = excl_debt + debt.written_off + debt.rescheduled
    with_debt += adjusted.written_off + adjusted.rescheduled
    return PerPound(
        excl_debt=_per(excl_debt, funding.cash),
        incl_debt=_per(with_debt, funding.cash),
        excl_debt_per_la_pound=_per(excl_debt, funding.local_authority),
    )


def _demographics(proof: Proof) -> list[str]:
    return list(dict.fromkeys(cell.split(".")[1] for cell in proof.ids if cell.startswith("demographics.")))


def _per(amount: Decimal, pound: Decimal) -> Decimal | None:
    """Half up by size to two places; None where there is nothing to divide by (R14)."""
    return half_up(amount / pound) if pound else None


def _printed(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Mapping):
        return {key: _printed(cell) for key, cell in value.items()}
    if is_dataclass(value):
        return {entry.name: _printed(getattr(value, entry.name)) for entry in fields(value)}
    return value
