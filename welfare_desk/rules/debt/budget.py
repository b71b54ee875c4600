"""What comes in, what goes out, and how much of the rest can go to creditors.

Dividing it between them is ``offers``; turning weekly sums into monthly ones is ``conversions``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from welfare_desk.rules.debt.conversions import converted
from welfare_desk.rules.debt.tables import BudgetFigures, DebtTables

Savings = Literal["none", "cft_contingency"]
Standing = Literal["surplus", "zero", "deficit"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the client gave it: pence every ``period``, so that it can be worked again."""

    code: str
    amount_p: int
    period: str


@dataclass(frozen=True, slots=True)
class Budget:
    """A month in pence. ``surplus_p`` is below nought in a deficit and shown as it is, never clamped."""

    income_p: int
    outgoings_p: int
    contingency_p: int
    debt_admin_fee_p: int

    @property
    def surplus_p(self) -> int:
        return self.income_p - self.outgoings_p

    @property
    def available_p(self) -> int:
        """What can be offered, priority debts first; never below nought."""
        return max(0, self.surplus_p - self.contingency_p - self.debt_admin_fee_p)

    @property
    def standing(self) -> Standing:
        if self.surplus_p > 0:
            return "surplus"
        return "deficit" if self.surplus_p < 0 else "zero"


def budget(
    income: Iterable[Line],
    outgoings: Iterable[Line],
    tables: DebtTables,
    *,
    savings: Savings = "cft_contingency",
    debt_admin_fee_p: int = 0,
) -> Budget:
    """The monthly budget, each line rounded and then added (R1; order of sums as the SFS data entry
    format).
    """
    income_p, outgoings_p = _a_month(income, tables), _a_month(outgoings, tables)
    put_by = contingency(income_p - outgoings_p, tables.budget) if savings == "cft_contingency" else 0
    return Budget(income_p, outgoings_p, put_by, debt_admin_fee_p)


def contingency(surplus_p: int, figures: BudgetFigures) -> int:
    """What may be put by each month before an offer: a tenth of the surplus, 20.00 at most (R2).

    AiB Notes for Guidance, Common Financial Tool, section 11; part pennies dropped (C).
    """
    if surplus_p <= 0:
        return 0
    return min(figures.contingency_max_p, surplus_p * figures.contingency_percent // 100)


def contribution(available_p: int, bearing_income_p: int) -> int:
    """The debtor's contribution: what is available, but no more than the income that can bear one (R6).

    Listed state benefits bear none (CFT guidance, Appendix A); the lesser-of is our reading.
    """
    return max(0, min(available_p, bearing_income_p))


def _a_month(lines: Iterable[Line], tables: DebtTables) -> int:
    return sum(converted(line.amount_p, line.period, "month", tables.payments_a_year) for line in lines)
