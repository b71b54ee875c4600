"""What each way out would come to on this client's figures: months, sums, fees; the advice is ``options``.

An offer must be sustainable and its term looked at (CONC 8.2.2G(2), 8.5.3G): so the months are always said.
"""

from __future__ import annotations

from datetime import date

from welfare_desk import resources
from welfare_desk.rules import days, money
from welfare_desk.rules.debt import moratorium as moratoria
from welfare_desk.rules.debt.programme import term
from welfare_desk.rules.debt.screening import Known
from welfare_desk.rules.debt.solutions import application_fee

_YEAR = 12


def in_figures(code: str, known: Known, today: date) -> str:
    """A sentence of what a way would mean for this client; empty where no figure can be given."""
    tables = resources.debt_tables()
    owed_p = sum(debt.balance_p for debt in known.debts)
    left_p = known.available_p or 0
    match code:
        case "DAS_DPP" if left_p > 0 and owed_p > 0:
            plan = term(owed_p, left_p, tables.programme)
            return (
                f"{_sum(left_p)} a month pays {_sum(owed_p)} in {_months(plan.months)}; the creditors bear"
                f" {_sum(plan.fees_borne_by_creditors_p)} of fees."
            )
        case "PRO_RATA" if left_p > 0 and owed_p > 0:
            plan = term(owed_p, left_p, tables.programme)
            return f"{_sum(left_p)} a month takes {_months(plan.months)}, if interest stops."
        case "PTD" if known.contribution_p:
            months = tables.trust_deed.contribution_months
            paid_p = min(known.contribution_p * months, owed_p)
            return (
                f"{_sum(known.contribution_p)} a month for {months} months: {_sum(paid_p)} of"
                f" {_sum(owed_p)}, fees out of it."
            )
        case "PTD" if known.contribution_p == 0:
            return "The Common Financial Tool asks for no contribution out of this budget."
        case "MAP" | "FULL_ADMIN":
            return _bankruptcy(code, known)
        case "MORATORIUM":
            runs = moratoria.moratorium(today, today, tables.moratorium)
            return f"Entered today it would run to {days.short(runs.ends_on)}."
        case "TOKEN" if known.debts:
            token_p = tables.budget.token_p
            count = len(known.debts)
            return f"{_sum(token_p)} to each of {count}: {_sum(token_p * count)} a month."
        case "FULL_FINAL" if known.lump_sum_p and owed_p:
            part = min(100, 100 * known.lump_sum_p // owed_p)
            return f"{_sum(known.lump_sum_p)} is {part}% of the {_sum(owed_p)} owed."
        case _:
            return ""


def _bankruptcy(code: str, known: Known) -> str:
    tables = resources.debt_tables()
    criteria = tables.solutions[code].criteria
    fee_p = application_fee(
        criteria,
        benefit_months=known.prescribed_benefits_months,
        surplus_p=known.surplus_p,
        needed_months=tables.minimal_asset.or_prescribed_benefits_months,
    )
    fee = f"The fee is {_sum(fee_p)}." if fee_p else "No fee." if fee_p == 0 else ""
    due = known.contribution_p or 0
    if code == "FULL_ADMIN" and due:
        months = int(criteria["contribution_months"])
        fee = f"{_sum(due)} a month for up to {months} months: {_sum(due * months)}. {fee}"
    return fee.strip()


def _sum(pence: int) -> str:
    return money.shown(money.from_pence(pence))


def _months(count: int) -> str:
    """ "7 months", "30 months (2 years 6 months)"."""
    plain = f"{count} month{'s' * (count != 1)}"
    if count < 2 * _YEAR:
        return plain
    years, rest = divmod(count, _YEAR)
    return f"{plain} ({years} years{f' {rest} months' if rest else ''})"
