"""What a gain is worth to a report on a given day: counted from the decision, a year at most, once.

Adding gains up is ``rules/funder.py`` and ``rules/ledger.py``; what an award pays is ``rules/awards.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from welfare_desk.rules.awards import whole_months
from welfare_desk.rules.money import NOUGHT

WELFARE, MONEY_ADVICE = "welfare", "money_advice"
AREAS = (WELFARE, MONEY_ADVICE)

FACTORS = {
    "weekly": 52,
    "fortnightly": 26,
    "four_weekly": 13,
    "monthly": 12,
    "half_yearly": 2,
    "annual": 1,
    "one_off": 1,
}
"""Payments that make a year (funder R7): 52 weeks and not 365/7, 13 four-weekly payments and never 12."""

_DAYS = {"weekly": 7, "fortnightly": 14, "four_weekly": 28}
_MONTHS = {"monthly": 1, "half_yearly": 6, "annual": 12}


@dataclass(frozen=True, slots=True)
class Ended:
    """An award that stopped: ``first_day_unpaid``, and the day it became known.

    ``recoverable`` means what was paid is to be paid back, so nothing was gained.
    """

    first_day_unpaid: date
    known_on: date
    recoverable: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a claim was thought to be worth, in pounds, before anybody decided it."""

    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class GainLine:
    """One decision's addition to what a household gets. Sums are pounds each payment.

    ``award_key`` belongs to the person or household and outlives decisions; only ``amount`` less
    ``previous`` is gained. ``arrears`` is further money, once. ``award_to`` is the last day paid.
    ``recorded_on`` None: on the day it was confirmed. ``benefit``, ``practice`` and ``case_kind`` place it
    in the ledger's breakdowns.
    """

    id: str
    award_key: str
    area: str
    frequency: str
    amount: Decimal
    decided_on: date | None = None
    confirmed_on: date | None = None
    previous: Decimal = NOUGHT
    arrears: Decimal = NOUGHT
    award_to: date | None = None
    recorded_on: date | None = None
    voided_on: date | None = None
    ended: Ended | None = None
    estimate: Estimate | None = None
    refused: bool = False
    benefit: str = ""
    practice: str = ""
    case_kind: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """A gain's worth in pounds: what goes on being paid, as a year's sum, and what came once."""

    ongoing: Decimal
    lump: Decimal


NOTHING = Parts(NOUGHT, NOUGHT)


def value_of(line: GainLine, as_of: date) -> Decimal:
    """What a line is worth in pounds by what was known on a day (funder R7; written answer S5W-15746)."""
    parts = parts_of(line, as_of)
    return parts.ongoing + parts.lump


def parts_of(line: GainLine, as_of: date) -> Parts:
    """The same in its two parts: a one-off payment and arrears are the lump.

    Nothing while unconfirmed or not yet entered, once voided, when the claim was refused, or once it is
    known that the money must go back.
    """
    confirmed = line.confirmed_on
    if confirmed is None or confirmed > as_of or (line.recorded_on or confirmed) > as_of or line.refused:
        return NOTHING
    if line.voided_on and line.voided_on <= as_of:
        return NOTHING
    ended = line.ended if line.ended and line.ended.known_on <= as_of else None
    if ended and ended.recoverable:
        return NOTHING
    more = line.amount - line.previous
    if line.frequency == "one_off":
        return Parts(NOUGHT, more + line.arrears)
    return Parts(more * _payments(line, confirmed, ended), line.arrears)


def yearly_rate(line: GainLine) -> Decimal:
    """The addition in pounds for a whole year of payments; nothing for a one-off payment."""
    if line.frequency == "one_off":
        return NOUGHT
    return (line.amount - line.previous) * FACTORS[line.frequency]


def weekly_sum(line: GainLine) -> Decimal:
    """The addition in pounds a week, unrounded; nothing for a one-off payment."""
    return yearly_rate(line) / FACTORS["weekly"]


def payments_counted(line: GainLine, as_of: date) -> int:
    """How many payments of a line count, by what was known on a day: a year's at most, none below nought.

    An award that ends counts the whole payment periods from the decision to its end, which is the day
    after the last day paid or the first day not payable, whichever comes first (funder, section 5).
    """
    ended = line.ended if line.ended and line.ended.known_on <= as_of else None
    return _payments(line, line.confirmed_on or as_of, ended)


def _payments(line: GainLine, confirmed: date, ended: Ended | None) -> int:
    factor = FACTORS[line.frequency]
    ends = [ended.first_day_unpaid] if ended else []
    if line.award_to:
        ends.append(line.award_to + timedelta(days=1))
    if not ends or line.frequency == "one_off":
        return factor
    start = line.decided_on or confirmed
    if line.frequency in _DAYS:
        periods = (min(ends) - start).days // _DAYS[line.frequency]
        return max(min(periods, factor), 0)
    return whole_months(start, min(ends), at_most=12) // _MONTHS[line.frequency]


class Decisions:
    """Tells the first line of each decision from those that repeat it (funder R9).

    One award key and one decision date are one decision. A line that was voided, whenever, is compared
    with none. Lines are shown in their order: (recorded_on, id), or that of the file.
    """

    def __init__(self) -> None:
        self._seen: set[tuple[str, date | None]] = set()

    def first(self, line: GainLine) -> bool:
        if line.voided_on is not None:
            return True
        decision = (line.award_key, line.decided_on)
        if decision in self._seen:
            return False
        self._seen.add(decision)
        return True


def estimate_standing(line: GainLine, as_of: date) -> Estimate | None:
    """The estimate of a claim that nobody has decided by a day: never part of a total (funder R10)."""
    settled = line.confirmed_on is not None and line.confirmed_on <= as_of
    voided = line.voided_on is not None and line.voided_on <= as_of
    return None if settled or voided or line.refused else line.estimate
