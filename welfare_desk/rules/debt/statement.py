"""A financial statement worked out: each line by the month, sections, groups, what may be offered.

The sums themselves are ``budget`` and ``conversions``; how it looks on paper is ``reports``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from welfare_desk.rules.debt.budget import Budget, Line, Savings, budget, contribution
from welfare_desk.rules.debt.conversions import converted
from welfare_desk.rules.debt.tables import DebtTables


@dataclass(frozen=True, slots=True)
class Statement:
    """A month in pence. ``lines`` and ``sections`` by their codes; ``tool`` by the CFT's groups.

    ``contribution_p`` is what the Common Financial Tool would ask in bankruptcy or a trust deed (R6).
    """

    lines: Mapping[str, int]
    sections: Mapping[str, int]
    tool: Mapping[str, int]
    sums: Budget
    contribution_p: int


def statement(
    lines: Iterable[Line],
    tables: DebtTables,
    *,
    savings: Savings = "cft_contingency",
    debt_admin_fee_p: int = 0,
) -> Statement:
    """Every line converted by itself and rounded, then added (R1). Raises KeyError for an unknown line."""
    given = list(lines)
    group_of = {code: section for section in tables.sections.values() for code in section.lines}
    monthly: dict[str, int] = {}
    for line in given:
        a_month = converted(line.amount_p, line.period, "month", tables.payments_a_year)
        monthly[line.code] = monthly.get(line.code, 0) + a_month
    sections = {
        section.code: sum(monthly.get(code, 0) for code in section.lines)
        for section in tables.sections.values()
    }
    income = [line for line in given if group_of[line.code].group == "income"]
    outgoings = [line for line in given if group_of[line.code].group != "income"]
    sums = budget(income, outgoings, tables, savings=savings, debt_admin_fee_p=debt_admin_fee_p)
    tool = dict.fromkeys(tables.cft_groups, 0)
    for line in outgoings:
        tool[tables.cft_group(line.code)] += converted(
            line.amount_p, line.period, "month", tables.payments_a_year
        )
    bearing = sum(monthly.get(code, 0) for code in tables.bearing_lines)
    return Statement(monthly, sections, tool, sums, contribution(sums.available_p, bearing))


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A sum said in another period. ``back_p`` is what that comes to in its own again; pence."""

    amount_p: int
    back_p: int
    drift_p: int

    @property
    def exact(self) -> bool:
        return self.drift_p == 0


def rewritten(amount_p: int, paid: str, to: str, tables: DebtTables) -> Rewritten:
    """A line said by the week instead of the month, and by how much saying it back would be out.

    A month's sum said by the week and back may be out by two pence: so what the client gave is kept as it
    was given, and any other period is only shown.
    """
    there = converted(amount_p, paid, to, tables.payments_a_year)
    back = converted(there, to, paid, tables.payments_a_year)
    return Rewritten(there, back, back - amount_p)
