"""Debts as a funder counts them: what was owed, and what became of it between two days (funder R11, R12).

Advice on a debt (offers, strategies, thresholds) does not belong here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from welfare_desk.rules.money import NOUGHT


@dataclass(frozen=True, slots=True)
class Balance:
    """What was owed on a day, in pounds."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Outcome:
    """What had become of a debt by a day, in pounds: each outcome restates the whole.

    ``recorded_on``: the day it was entered, where that was not its own.
    """

    on: date
    written_off: Decimal = NOUGHT
    rescheduled: Decimal = NOUGHT
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Debt:
    """A debt as one file holds it; ``debt_key`` is shared by everyone liable for it.

    ``kind`` is the kind of debt; ``practice`` and ``case_kind`` place it in the ledger's breakdowns.
    """

    id: str
    debt_key: str
    kind: str = ""
    balances: tuple[Balance, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    practice: str = ""
    case_kind: str = ""


@dataclass(slots=True)
class WholeDebt:
    """One debt, read together from every file that holds it, in date order; ``first`` is the first file's."""

    first: Debt
    debtors: list[str] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def balance_on(self, day: date) -> Balance | None:
        return latest(self.balances, day)

    def state_on(self, day: date, known_by: Callable[[date], date] | None = None) -> Outcome:
        """The latest outcome by a day; before any, nothing written off or rescheduled.

        ``known_by`` gives, for the day of an outcome, the day by which it must have been entered to count.
        """
        entered = self.outcomes
        if known_by is not None:
            entered = [one for one in entered if (one.recorded_on or one.on) <= known_by(one.on)]
        return latest(entered, day) or Outcome(day)


def whole_debts(held: Iterable[tuple[str, Debt]]) -> Mapping[str, WholeDebt]:
    """Each debt once, by its key, from pairs of debtor and debt in the order of the files."""
    whole: dict[str, WholeDebt] = {}
    for debtor, debt in held:
        one = whole.setdefault(debt.debt_key, WholeDebt(debt))
        if debtor not in one.debtors:
            one.debtors.append(debtor)
        one.balances.extend(debt.balances)
        one.outcomes.extend(debt.outcomes)
    for one in whole.values():
        one.balances.sort(key=lambda balance: balance.on)
        one.outcomes.sort(key=lambda outcome: outcome.on)
    return whole


class _Dated(Protocol):
    @property
    def on(self) -> date: ...


_D = TypeVar("_D", bound=_Dated)


def latest(dated: Iterable[_D], day: date) -> _D | None:
    """The last entry on or before a day; ``dated`` is in date order."""
    found = None
    for entry in dated:
        if entry.on > day:
            break
        found = entry
    return found
