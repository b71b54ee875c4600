"""What a creditor can take by diligence, and the time to pay that holds it off (Debtors (Scotland) Act 1987).

What stops diligence altogether is ``moratorium`` and ``solutions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from welfare_desk.rules.counting import days_after
from welfare_desk.rules.debt.conversions import half_down
from welfare_desk.rules.debt.tables import Band, TimeToPayFigures


def earnings_deduction(net_p: int, bands: Iterable[Band]) -> int:
    """What an earnings arrestment takes from net pay of one period (s.47; sch.2, the table in force).

    A percentage goes to the nearest penny, an exact half down. Raises ValueError below nought.
    """
    if net_p < 0:
        raise ValueError("net pay is not below nought")
    band = next(band for band in bands if band.up_to_p is None or net_p <= band.up_to_p)
    return max(band.least_p, band.add_p + half_down(Fraction(band.percent * (net_p - band.base_p), 100)))


@dataclass(frozen=True, slots=True)
class Account:
    """Money in a bank; ``group`` is the banking group, which has one protected sum between its accounts."""

    group: str
    personal: bool
    balance_p: int


@dataclass(frozen=True, slots=True)
class BankArrestment:
    arrested_p: int
    protected_p: int


def bank_arrestment(debt_p: int, accounts: Sequence[Account], minimum_p: int) -> BankArrestment:
    """What a bank arrestment freezes, the debt at most, and what it must leave (s.73F).

    The protected minimum belongs to personal accounts, once in each banking group; an overdrawn account holds
    nothing to arrest or protect (C).
    """
    held_p = sum(max(0, account.balance_p) for account in accounts)
    personal_p: dict[str, int] = {}
    for account in accounts:
        if account.personal:
            personal_p[account.group] = personal_p.get(account.group, 0) + max(0, account.balance_p)
    protected_p = sum(min(minimum_p, balance_p) for balance_p in personal_p.values())
    return BankArrestment(min(debt_p, held_p - protected_p), protected_p)


def time_to_pay_barred(
    stage: str, sum_p: int, kind: str, prior: bool, figures: TimeToPayFigures
) -> tuple[str, ...]:
    """Why time to pay cannot be asked for, in order; empty where it can. ``figures`` are of the kind meant.

    A direction is asked for before decree, on the principal (s.1(4), (5)); an order after a charge or an
    arrestment, on what is outstanding (s.5(1), (4)): either without interest, and the ceiling of 25,000 is
    itself allowed. One earlier direction or order for the debt bars an order for good (s.5(4)(b));
    maintenance is left out of orders by the meaning of decree (s.15(3), K).
    """
    tests = {
        "DEBT_KIND_EXCLUDED": kind in figures.excluded_types,
        "OVER_25000": sum_p > figures.debt_max_p,
        "WRONG_STAGE": stage not in figures.stages,
        "PRIOR_TIME_TO_PAY": prior and figures.prior_ttp_bars,
    }
    return tuple(reason for reason, applies in tests.items() if applies)


@dataclass(frozen=True, slots=True)
class Payment:
    on: date
    amount_p: int


def lapsed_on(
    instalment_p: int,
    due_dates: Sequence[date],
    payments: Sequence[Payment],
    figures: TimeToPayFigures,
    *,
    as_of: date,
) -> date | None:
    """The day time to pay lapsed, None while it stands on ``as_of`` (ss.4(1), (2), 11(1), (2)).

    It lapses on a due date on which the sum unpaid from earlier instalments is two instalments or more,
    payments of that day included (C); or, three weeks after the last due date, if anything is left: then
    the twenty-first day is named, and it has lapsed from the next (C). What is paid later does not bring it
    back. Raises ValueError where an instalment is nothing or no date is due.
    """
    if instalment_p <= 0 or not due_dates:
        raise ValueError("time to pay needs an instalment and a date on which it is due")
    due = sorted(due_dates)

    def paid_by(day: date) -> int:
        return sum(payment.amount_p for payment in payments if payment.on <= day)

    for earlier, day in enumerate(due):
        unpaid_p = earlier * instalment_p - paid_by(day)
        if day <= as_of and unpaid_p >= figures.lapse_instalments_unpaid * instalment_p:
            return day
    last = days_after(due[-1], 7 * figures.tail_weeks)
    return last if as_of > last and paid_by(last) < len(due) * instalment_p else None
