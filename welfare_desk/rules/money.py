"""Sums of money: one door makes them, one shows them. Decimal pounds in code, whole pence in storage.

Reading what people type ("£70ish pw") is ``rules/as_typed.py``.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

PENNY = Decimal("0.01")
NOUGHT = Decimal("0.00")


def pounds(written: str | int | Decimal) -> Decimal:
    """Pounds written plainly ("84.80", "-3"), exact to the penny.

    Raises ValueError for anything that is not a finite sum, or has a part of a penny.
    """
    try:
        amount = Decimal(written)
    except InvalidOperation:
        raise ValueError(f"{written!r} is not an amount of money") from None
    if not amount.is_finite() or amount != amount.quantize(PENNY):
        raise ValueError(f"{written!r} is not a sum in whole pence")
    return amount.quantize(PENNY)


def from_pence(pence: int) -> Decimal:
    return (Decimal(pence) / 100).quantize(PENNY)


def pence(amount: Decimal) -> int:
    """Whole pence; raises ValueError where a fraction of a penny would be lost."""
    hundredfold = amount * 100
    if hundredfold != hundredfold.to_integral_value():
        raise ValueError(f"{amount} has a part of a penny")
    return int(hundredfold)


def half_up(amount: Decimal) -> Decimal:
    """To the penny, half up by size (-0.125 gives -0.13): the one rounding, at the end of a sum."""
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)


def shown(amount: Decimal) -> str:
    """As an advisor reads it: £1,234.56, and -£3.00 for less than nothing."""
    sign = "-" if amount < 0 else ""
    return f"{sign}£{abs(half_up(amount)):,.2f}"


def plain(amount: Decimal) -> str:
    """As a machine reads it: two places, minus sign, no pound sign, no comma."""
    return f"{half_up(amount):.2f}"
