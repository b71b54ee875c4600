"""Sharing money between creditors to the penny: pro rata, priority first, tokens, full and final.

How much there is to share is ``budget``; whether an offer is wise is the advisor's and the client's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Owed:
    """One debt in an offer: pence, not below nought."""

    id: str
    balance_p: int

    def __post_init__(self) -> None:
        if self.balance_p < 0:
            raise ValueError(f"debt {self.id} has a balance below nought")


@dataclass(frozen=True, slots=True)
class Shares:
    """Pence for each debt, in the order given; ``unallocated_p`` is what the debts could not take up."""

    shares: Mapping[str, int]
    unallocated_p: int

    @property
    def total_p(self) -> int:
        return sum(self.shares.values())


def pro_rata(offer_p: int, debts: Sequence[Owed]) -> Shares:
    """``offer_p`` shared by balance: offer x balance / all balances (National Debtline Scotland, step 4).

    Every share is rounded down and the pennies left go one each to the largest remainders, ties to the
    larger balance and then the earlier debt, so the shares add up exactly (R3, our convention). No debt
    gets more than its balance. Raises ValueError for an offer below nought or two debts of one name.
    """
    if offer_p < 0:
        raise ValueError("an offer is not below nought")
    if len({debt.id for debt in debts}) != len(debts):
        raise ValueError("two debts of one name")
    total_p = sum(debt.balance_p for debt in debts)
    if offer_p >= total_p:
        return Shares({debt.id: debt.balance_p for debt in debts}, offer_p - total_p)
    shares = {debt.id: offer_p * debt.balance_p // total_p for debt in debts}
    by_remainder = sorted(debts, key=lambda debt: (-(offer_p * debt.balance_p % total_p), -debt.balance_p))
    for debt in by_remainder[: offer_p - sum(shares.values())]:
        shares[debt.id] += 1
    return Shares(shares, 0)


def below_token(shares: Mapping[str, int], debts: Sequence[Owed], token_p: int) -> tuple[str, ...]:
    """The debts with something owed and a share below a token, in the order given."""
    return tuple(debt.id for debt in debts if debt.balance_p > 0 and shares[debt.id] < token_p)


@dataclass(frozen=True, slots=True)
class PriorityArrears:
    """Arrears of a priority debt and the agreed monthly sum towards them, pence."""

    id: str
    arrears_p: int
    monthly_p: int

    @property
    def due_p(self) -> int:
        return min(self.monthly_p, self.arrears_p)


@dataclass(frozen=True, slots=True)
class PriorityFirst:
    """What each priority debt gets this month, what is short, and what is left for the others."""

    priority: Mapping[str, int]
    unmet_p: int
    left_p: int
    others: Shares


def priority_first(
    available_p: int, priority: Sequence[PriorityArrears], others: Sequence[Owed]
) -> PriorityFirst:
    """Priority debts in the advisor's order, each the lesser of its monthly sum and its arrears; then the
    rest (R4).

    Nothing reaches the others until every priority debt is met (order of the SFS data entry format).
    """
    left_p = max(0, available_p)
    paid: dict[str, int] = {}
    for debt in priority:
        paid[debt.id] = min(debt.due_p, left_p)
        left_p -= paid[debt.id]
    unmet_p = sum(debt.due_p for debt in priority) - sum(paid.values())
    return PriorityFirst(paid, unmet_p, left_p, pro_rata(left_p, others))


def token_offer(token_p: int, debts: Sequence[Owed]) -> Shares:
    """The same nominal sum to every debt, or what is owed if that is less."""
    return Shares({debt.id: min(token_p, debt.balance_p) for debt in debts}, 0)


def written_off(shares: Mapping[str, int], debts: Sequence[Owed]) -> dict[str, int]:
    """What a full and final offer would leave unpaid of each debt.

    It is written off only where the creditor agrees in writing first (National Debtline fact sheet 38; CONC
    7.4.2).
    """
    return {debt.id: debt.balance_p - shares[debt.id] for debt in debts}


@dataclass(frozen=True, slots=True)
class JointlyOwed:
    """A balance and the people who each owe the whole of it."""

    id: str
    balance_p: int
    liable: Collection[str]


def counted(debts: Sequence[JointlyOwed], person: str | None) -> dict[str, int]:
    """The debts that stand in a statement: ``person``'s own, or everybody's where ``person`` is None (R5).

    Each of several debtors owes the whole (joint and several liability), so a joint debt counts in full in a
    single statement and once in a joint one.
    """
    return {
        debt.id: debt.balance_p
        for debt in debts
        if (person in debt.liable if person is not None else len(debt.liable) > 0)
    }
