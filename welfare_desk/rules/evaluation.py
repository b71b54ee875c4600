"""The evaluation's headline figures: each a formula over counts, with how many it rests on beside it.

Formulas are those of practice-service section 8. A figure that cannot be made says why; nothing is guessed,
and a percentage is of those who answered, never of everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from welfare_desk.rules.caseload import Period
from welfare_desk.rules.money import half_up

SHARE, MEAN, NUMBER, POUNDS = "share", "mean", "number", "pounds"
COUNTED = {
    "consultations": "GP consultations",
    "antidepressants": "Antidepressant items prescribed",
    "hypnotics": "Hypnotic and anxiety medicine items prescribed",
}
"""What a practice may count for us of each patient, six months before and after first support."""

Pair = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """``value``: a share in per cent, a mean, a count or pounds; None with ``why`` where it cannot be made.

    ``n``: how many it asks about; ``with_data``: of those, how many something is known of. ``formula`` and
    ``caution`` in words; ``beside``: counts to be told with it, each before its words.
    """

    code: str
    words: str
    kind: str
    value: Decimal | None
    n: int
    with_data: int
    formula: str
    caution: str = ""
    why: str = ""
    beside: tuple[tuple[int, str], ...] = ()
    mend: str = ""  # which part of the settings would let it be made
    people: bool = True  # whether n counts people, of whom a few are not published


@dataclass(frozen=True, slots=True)
class Proxy:
    """What somebody takes one outcome to be worth to society, with where the value is from and its day.

    ``deadweight``: the share that would have come about without advice, from 0 to 1.
    """

    outcome: str
    count: int
    value: Decimal
    deadweight: Decimal
    source: str
    on: date


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody's time for the service: ``fte`` of a full week, ``kind`` in_house, external or volunteer."""

    name: str
    fte: Decimal
    kind: str
    from_on: date
    to_on: date | None = None


def per_cent(yes: int, asked: int) -> Decimal | None:
    """A share in per cent, one place, half up; None of nobody."""
    return _rounded(Fraction(100 * yes, asked), 1) if asked else None


def mean(total: int | Decimal, of: int) -> Decimal | None:
    """A mean, two places, half up; None of nothing."""
    return _rounded(Fraction(total) / of, 2) if of else None


def mean_fall(counts: Sequence[Pair]) -> tuple[Decimal | None, int, int]:
    """How much lower a count was after than before, on average, over patients with both: the mean, the fall
    added up, and how many had both (consultations in six months before and after first support).
    """
    whole = [(before, after) for before, after in counts if before is not None and after is not None]
    fall = sum(before - after for before, after in whole)
    return mean(fall, len(whole)), fall, len(whole)


def pooled_fall(counts: Sequence[Pair]) -> Decimal | None:
    """The fall in items, all patients with both counts pooled, in per cent of the items before; None where
    there were none. A ratio of sums, not a mean of ratios: one patient with many items weighs as many.
    """
    whole = [(before, after) for before, after in counts if before is not None and after is not None]
    items = sum(before for before, _ in whole)
    return per_cent(items - sum(after for _, after in whole), items)


def fewer_after(counts: Sequence[Pair]) -> Decimal | None:
    """The share of patients with a lower count after than before, of those with both; a tie is not lower."""
    whole = [(before, after) for before, after in counts if before is not None and after is not None]
    return per_cent(sum(after < before for before, after in whole), len(whole))


def social_return(
    gains: Decimal, proxies: Iterable[tuple[int, Decimal, Decimal]], inputs: Decimal
) -> Decimal | None:
    """Pounds of social value for each pound: gains, and outcomes at proxy values less what would have
    happened anyway. ``proxies``: how many, the value of one, the deadweight as a share. Never a count from
    cases: every proxy is entered and dated by somebody.
    """
    value = gains + sum(
        (count * worth * (1 - deadweight) for count, worth, deadweight in proxies), Decimal(0)
    )
    return half_up(value / inputs) if inputs else None


def mean_fte(staff: Iterable[Staff], period: Period) -> Decimal:
    """The mean full-time equivalent over the days of a period, two places."""
    days = Fraction(0)
    for one in staff:
        first = max(one.from_on, period.first)
        last = min(one.to_on or period.last, period.last)
        if last >= first:
            days += Fraction(one.fte) * ((last - first).days + 1)
    return _rounded(days / ((period.last - period.first).days + 1), 2)


def _rounded(value: Fraction, places: int) -> Decimal:
    """Half up by size: -0.125 is -0.13."""
    size = int(abs(value) * 10**places + Fraction(1, 2))
    return (Decimal(size) if value >= 0 else -Decimal(size)).scaleb(-places)
