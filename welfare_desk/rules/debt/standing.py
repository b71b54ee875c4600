"""How one debt stands: whether it comes first, whether it belongs in an offer, and when a threat bites.

The sums of an offer are ``offers``; the time after which a debt is gone is ``prescription``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from welfare_desk.rules.counting import days_after
from welfare_desk.rules.debt.tables import DebtTables, Threat

_CLOSED = {"WRITTEN_OFF", "SETTLED", "DISCHARGED"}
_IN_SOLUTION = {"IN_DPP", "IN_PTD", "IN_SEQUESTRATION"}


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides a debt's place: codes of the debt table, pence, and what was found out so far.

    ``type`` None: only the funder's coarser ``kind`` is known. ``may_have_prescribed`` is the clock's answer.
    """

    type: str | None
    kind_is_priority: bool
    stage: str | None
    balance_p: int | None
    liability: str | None = None
    priority: bool | None = None
    court_fixed: bool = False
    may_have_prescribed: bool = False


def is_priority(debt: Standing, tables: DebtTables) -> bool:
    """By what the creditor can do, not by size; the advisor may say otherwise with a reason (debt A3)."""
    if debt.priority is not None:
        return debt.priority
    known = tables.types.get(debt.type or "")
    return known.priority if known else debt.kind_is_priority


def left_out(debt: Standing) -> tuple[str, ...]:
    """Every reason why a debt is in no offer (debt section C, *Included*); empty where it belongs in one.

    A payment on a debt whose five years may be over could start them again (1973 Act s.10(1)), so it waits
    until somebody has looked.
    """
    tests = {
        "NOT_OWED": debt.liability == "denied",
        "DISPUTED": debt.liability == "challenged" or debt.stage == "DISPUTED",
        "PRESCRIBED": debt.stage == "PRESCRIBED",
        "MAY_HAVE_PRESCRIBED": debt.may_have_prescribed and debt.stage != "PRESCRIBED",
        "CLOSED": debt.stage in _CLOSED,
        "IN_SOLUTION": debt.stage in _IN_SOLUTION,
        "COURT_FIXED": debt.court_fixed,
        "ILLEGAL": debt.type == "ILLEGAL_LENDER",
        "NO_BALANCE": debt.balance_p is None,
        "NIL": debt.balance_p == 0,
    }
    return tuple(reason for reason, applies in tests.items() if applies)


def counts_towards_limits(debt: Standing) -> bool:
    """Whether a debt is among those a statutory way out would deal with: still owed, and a sum is known."""
    gone = debt.liability == "denied" or debt.stage in _CLOSED or debt.stage == "PRESCRIBED"
    return not gone and bool(debt.balance_p) and debt.type != "ILLEGAL_LENDER"


def bites_on(threat: Threat, happened_on: date, said_on: date | None) -> date | None:
    """The day it takes effect: the one the letter gives, else counted where the law counts it.

    A charge served on a day leaves the fourteen days after it (Debtors (Scotland) Act 1987 s.90(3)).
    """
    if said_on is not None:
        return said_on
    return None if threat.days is None else days_after(happened_on, threat.days)
