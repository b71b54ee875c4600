"""Days, times and sums as a language writes them on paper: the one place that knows.

What the screens show is British English always (``days``, ``money``). A language that is not here is
written our way, so that nobody is given half a date. Polish follows the Unicode CLDR's ``pl``: the month
in the genitive, a comma before the pence, the sign after the sum, thousands parted from five figures on.
"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from welfare_desk.rules import days, money

OURS = "en-GB"
POLISH = "pl"

_POLISH_MONTHS = (
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
)
_HARD_SPACE = "\u00a0"  # a sum is not broken at the end of a line
_GROUPED_FROM = 10_000  # CLDR pl: minimumGroupingDigits 2


def day(on: date, language: str = OURS) -> str:
    """26 November 2026; 26 listopada 2026 r."""
    if language == POLISH:
        return f"{on.day} {_POLISH_MONTHS[on.month - 1]} {on.year}{_HARD_SPACE}r."
    return days.on_paper(on)


def clock(at: time, language: str = OURS) -> str:
    """9:05; in Polish the hour has two figures as well: 09:05."""
    return f"{at.hour:02}:{at.minute:02}" if language == POLISH else f"{at.hour}:{at.minute:02}"


def pounds(amount: Decimal, language: str = OURS) -> str:
    """£1,234.56; 1234,56 £, and 12 345,60 £ from ten thousand on. Less than nothing: -3,00 £."""
    if language != POLISH:
        return money.shown(amount)
    rounded = abs(money.half_up(amount))
    grouped = f"{rounded:,.2f}" if rounded >= _GROUPED_FROM else f"{rounded:.2f}"
    figures = grouped.replace(",", _HARD_SPACE).replace(".", ",")
    return f"{'-' if amount < 0 else ''}{figures}{_HARD_SPACE}£"
