"""How a practice's sessions are used: missed meetings, places filled, and how long people waited.

The definitions are the service's own, after the description of the practice service (section 3): a late
cancellation is not a missed meeting; only sessions that were held offered anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; nothing can be said of none."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        if not self.whole:
            return None
        return (Decimal(100) * self.part / self.whole).quantize(Decimal(1), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Wait:
    """Days from the referral to the first day offered, and to the first meeting that took place."""

    to_offer: int | None
    to_meeting: int | None


@dataclass(frozen=True, slots=True)
class Waited:
    """How long those waited of whom it is known; the middle one, for a few long waits mislead a mean."""

    people: int
    middle: Decimal | None
    longest: int | None


def missed(attended: int, did_not_come: int) -> Share:
    """Did not come, of all who came or should have; cancellations are left out."""
    return Share(did_not_come, attended + did_not_come)


def use(attended: int, offered: int) -> Share:
    """Attended, of the places offered in sessions that were held."""
    return Share(attended, offered)


def wait(received_on: date, offered: Iterable[date], attended: Iterable[date]) -> Wait:
    """How long one person waited. What was before the referral belongs to another one."""
    first_offer = min((on for on in offered if on >= received_on), default=None)
    first_meeting = min((on for on in attended if on >= received_on), default=None)
    return Wait(
        None if first_offer is None else (first_offer - received_on).days,
        None if first_meeting is None else (first_meeting - received_on).days,
    )


def waited(days: Iterable[int | None]) -> Waited:
    known = sorted(one for one in days if one is not None)
    if not known:
        return Waited(0, None, None)
    return Waited(len(known), Decimal(str(median(known))), known[-1])
