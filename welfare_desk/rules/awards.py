"""What an award is worth, by the week, the month and the year, from the rates it is made of.

What of it may be reported to a funder is another question, answered in ``rules/gains.py``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from welfare_desk.errors import DeskError
from welfare_desk.rules.benefits import APPLICABLE, AWARD, OFFICIAL, Catalogue, Rate
from welfare_desk.rules.counting import months_after
from welfare_desk.rules.money import NOUGHT, half_up

WEEKS_IN_YEAR = 52
IN_A_YEAR = {"weekly": WEEKS_IN_YEAR, "monthly": 12, "half-yearly": 2, "annual": 1, "one-off": 1}
WEEKS_IN_PAYMENT = {"weekly": 1, "fortnightly": 2, "four-weekly": 4}


class NotAnAward(DeskError):
    """Parts that do not make up one award."""


@dataclass(frozen=True, slots=True)
class Part:
    """One component of an award, taken ``count`` times."""

    component: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class UcIncome:
    """Means of a Universal Credit household: pounds a month, and capital in pounds.

    ``allowance`` names the work allowance that applies; None is no work allowance.
    """

    earnings: Decimal = NOUGHT
    unearned: Decimal = NOUGHT
    allowance: str | None = None
    capital: Decimal = NOUGHT


@dataclass(frozen=True, slots=True)
class WeeklyIncome:
    """Income in pounds a week that a weekly benefit tops up."""

    income: Decimal = NOUGHT


@dataclass(frozen=True, slots=True)
class Award:
    """An award of a benefit (or of a family's member), at the rates of one tax year.

    ``first_day`` and ``last_day`` are both inside; ``last_day`` None has no known end.
    """

    benefit: str
    parts: tuple[Part, ...]
    tax_year: str
    first_day: date
    last_day: date | None = None
    means: UcIncome | WeeklyIncome | None = None


@dataclass(frozen=True, slots=True)
class Worth:
    """Pounds, rounded half up once each. ``weekly`` is None for what has no weekly figure.

    ``monthly`` is given for benefits paid by the month, ``each_payment`` where payments are equal.
    ``rates`` are those that were used.
    """

    weekly: Decimal | None
    monthly: Decimal | None
    annual: Decimal
    each_payment: Decimal | None
    rates: tuple[Rate, ...]

    @property
    def not_official(self) -> tuple[Rate, ...]:
        """The rates used that were not read at the body which makes them."""
        return tuple(rate for rate in self.rates if rate.checked != OFFICIAL)


def worth(award: Award, catalogue: Catalogue) -> Worth:
    """What an award is worth over its first year.

    Weekly sums count 52 times, monthly ones 12, half-yearly ones twice, annual and one-off ones once; an
    award known to end counts its whole weeks, 52 at most (written answer S5W-15746). A benefit that is paid
    as a lump sum and instalments is worth the lump sum and its first twelve instalments, fewer if it ends.
    Raises NoRate, or NotAnAward.
    """
    if award.last_day and award.last_day < award.first_day:
        raise NotAnAward("The award ends before it begins.", "Check the two dates.")
    if not award.parts or any(part.count < 0 for part in award.parts):
        raise NotAnAward("An award needs at least one component, each taken a number of times.")
    rates = [catalogue.rate(award.benefit, part.component, award.tax_year) for part in award.parts]
    _payable(award, rates)
    sums: dict[str, Decimal] = {}
    for part, rate in zip(award.parts, rates, strict=True):
        sums[rate.period] = sums.get(rate.period, NOUGHT) + rate.amount * part.count
    if _paid_in_two_ways(award, catalogue):
        return _of_two_kinds(award, sums, rates)
    if len(sums) != 1:
        raise NotAnAward("These rates are paid by different periods and do not make one sum.")
    [(period, amount)] = sums.items()
    used = list(rates)
    if isinstance(award.means, UcIncome):
        amount, limits = uc_after_means(amount, award, award.means, catalogue)
        used += limits
    elif award.means:
        amount = max(amount - award.means.income, NOUGHT)
    return _of_one_kind(award, period, half_up(amount), used, catalogue)


def uc_after_means(
    elements: Decimal, award: Award, means: UcIncome, catalogue: Catalogue
) -> tuple[Decimal, list[Rate]]:
    """Elements less income, in pounds a month before rounding, and the limits that were used.

    Unearned income counts in full, earnings above the work allowance at the taper, and capital above the
    lower limit as so much for each 250 or part of it; above the upper limit there is no award
    (SI 2013/376 regs 18, 22 and 72).
    """

    def limit(component: str) -> Rate:
        return catalogue.rate(award.benefit, component, award.tax_year)

    lower, upper, tariff, taper = map(limit, ("capital_lower", "capital_upper", "tariff_per_250", "taper"))
    used = [lower, upper, tariff, taper]
    allowed = NOUGHT
    if means.allowance is not None:
        allowance = limit(means.allowance)
        if allowance.role != "threshold" or allowance.period != "monthly":
            raise NotAnAward(f"{means.allowance} is not a work allowance.")
        allowed = allowance.amount
        used.append(allowance)
    if means.capital > upper.amount:
        return NOUGHT, used
    steps = ((max(means.capital - lower.amount, NOUGHT)) / 250).to_integral_value(ROUND_CEILING)
    earned = taper.amount * max(means.earnings - allowed, NOUGHT)
    return max(elements - means.unearned - earned - tariff.amount * steps, NOUGHT), used


def whole_weeks(award: Award) -> int:
    """Whole weeks of an award that has an end, both days inside, 52 at most."""
    if award.last_day is None:
        return WEEKS_IN_YEAR
    return min(((award.last_day - award.first_day).days + 1) // 7, WEEKS_IN_YEAR)


def whole_months(first: date, end: date, *, at_most: int) -> int:
    """Whole calendar months from ``first`` up to ``end``, which is outside.

    Each is counted from ``first``, its day held to the last day of a shorter month.
    """
    months = min((end.year - first.year) * 12 + end.month - first.month, at_most)
    if months > 0 and months_after(first, months) > end:
        months -= 1
    return max(months, 0)


def _payable(award: Award, rates: Iterable[Rate]) -> None:
    """Limits and shares are never added up, and applicable amounts only inside a means test."""
    allowed = {AWARD, APPLICABLE} if isinstance(award.means, WeeklyIncome) else {AWARD}
    for rate in rates:
        if rate.role not in allowed:
            raise NotAnAward(f"{rate.component} is a {rate.role}, not a sum that is paid.")
        if isinstance(award.means, UcIncome) and rate.period != "monthly":
            raise NotAnAward(f"{rate.component} is not paid by the month.")
        if isinstance(award.means, WeeklyIncome) and rate.period != "weekly":
            raise NotAnAward(f"{rate.component} is not paid by the week.")


def _paid_in_two_ways(award: Award, catalogue: Catalogue) -> bool:
    """Whether the benefit has a one-off sum beside a monthly one (Bereavement Support Payment)."""
    table = catalogue.years[award.tax_year].rates
    for member in catalogue.members(award.benefit):
        periods = {rate.period for rate in table.get(member, {}).values() if rate.role == AWARD}
        if {"one-off", "monthly"} <= periods:
            return True
    return False


def _of_two_kinds(award: Award, sums: dict[str, Decimal], rates: list[Rate]) -> Worth:
    """The lump sum and the first year's instalments, one a whole month (rates: SI 2017/410 reg 3)."""
    instalments = 12
    if award.last_day:
        instalments = whole_months(award.first_day, award.last_day + timedelta(days=1), at_most=12)
    annual = sums.get("one-off", NOUGHT) + sums.get("monthly", NOUGHT) * instalments
    return Worth(None, None, half_up(annual), None, tuple(rates))


def _of_one_kind(award: Award, period: str, amount: Decimal, used: list[Rate], catalogue: Catalogue) -> Worth:
    year = amount * IN_A_YEAR[period]
    if period in ("annual", "one-off"):
        return Worth(None, None, half_up(year), half_up(year), tuple(used))
    paid = catalogue.benefits[used[0].benefit].period
    each = amount * WEEKS_IN_PAYMENT[paid] if period == "weekly" else amount
    return Worth(
        weekly=half_up(year / WEEKS_IN_YEAR),
        monthly=amount if period == "monthly" else None,
        annual=half_up(year * whole_weeks(award) / WEEKS_IN_YEAR),
        each_payment=each,
        rates=tuple(used),
    )
