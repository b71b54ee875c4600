"""Turning a sum paid in one rhythm into what it comes to in another (debt R1).

Adding the lines up afterwards is ``budget``.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction


def converted(amount_p: int, paid: str, to: str, payments_a_year: Mapping[str, int]) -> int:
    """``amount_p`` pence every ``paid``, as pence every ``to`` (codes of ``payments_a_year``).

    The year's sum shared by the year's payments (52 weeks, 13 four-weeks, 12 months; National Debtline), to
    the penny, half up by size: each line is rounded, then lines are added (R1, our convention). Raises
    KeyError for a period it does not know.
    """
    return half_up(Fraction(amount_p * payments_a_year[paid], payments_a_year[to]))


def half_up(pence: Fraction) -> int:
    """The nearest penny, an exact half away from nought."""
    doubled = (2 * abs(pence) + 1) // 2
    return doubled if pence >= 0 else -doubled


def half_down(pence: Fraction) -> int:
    """The nearest penny, an exact half down (note to sch.2 of the Debtors (Scotland) Act 1987, SSI
    2023/27).
    """
    return -((1 - 2 * pence) // 2)
