"""What the desk knows of a case, as a letter may say it: notices, last days, meetings, awards, debts.

All of it frozen; casework gathers it. Which of it a template may print is ``fields.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Practice:
    """The GP practice a client belongs to. ``session`` is when we sit there: "Thursdays, 9:30 to 12:30"."""

    name: str = ""
    address_lines: tuple[str, ...] = ()
    phone: str = ""
    room: str = ""
    session: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A letter that decided something, and the day that counts for it."""

    what: str
    on: date


@dataclass(frozen=True, slots=True)
class LastDay:
    """A day by which something must be done. ``latest``: the last day a late step can be allowed."""

    what: str
    on: date
    safe_on: date
    latest: date | None = None
    rule: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """One sitting, booked or missed. ``place`` is where, as one would find it."""

    on: date
    at: time | None = None
    place: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Award:
    """What one decision brought; ``paid`` is how often: "a week"."""

    name: str
    amount: Decimal
    paid: str
    more: Decimal
    arrears: Decimal
    from_on: date | None = None
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class ToDo:
    what: str
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Debt:
    """A debt as it is recorded; ``offer`` is this creditor's share of an offer that was worked out."""

    creditor: str
    kind: str
    account: str = ""
    balance: Decimal | None = None
    arrears: Decimal | None = None
    balance_on: date | None = None
    offer: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """One case. ``decision`` is the one the letter answers; ``last_day`` the day it must be answered by."""

    reference: str = ""
    route: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    outcome: str = ""
    decision: Decision | None = None
    last_day: LastDay | None = None
    last_days: tuple[LastDay, ...] = ()
    meeting: Meeting | None = None
    missed: Meeting | None = None
    awards: tuple[Award, ...] = ()
    to_do: tuple[ToDo, ...] = ()
    debt: Debt | None = None
    debts: tuple[Debt, ...] = ()
