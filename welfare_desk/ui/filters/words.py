"""What a filter asks for, in words: "“Kestrel”, Debt, open and closed"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from welfare_desk.casework.matters.case_order import ORDERS, USUAL
from welfare_desk.casework.own_filters import Filter
from welfare_desk.ui.cases.words import KINDS

GAINS = {"all": "All lines", "waiting": "To confirm", "estimates": "Estimates"}  # lines of the ledger


def asks_for(one: Filter) -> str:
    """The parts that narrow the list, after one another."""
    parts = [f"“{one.says['typed']}”"] if one.says.get("typed") else []
    if one.of in _OF_ITS_OWN:
        parts += _OF_ITS_OWN[one.of](one.says)
    return ", ".join(part for part in parts if part) or "Everything"


def _cases(says: Mapping[str, Any]) -> list[str]:
    which = "" if says.get("open_only", True) else "open and closed"
    order = str(says.get("order", USUAL))
    by = f"order: {ORDERS[order].lower()}" if order in ORDERS and order != USUAL else ""
    return [KINDS.get(str(says.get("kind") or ""), ""), which, by]


_Own = Callable[[Mapping[str, Any]], list[str]]
_OF_ITS_OWN: dict[str, _Own] = {
    "cases": _cases,
    "dates": lambda says: [str(says.get("which") or "")],
    "gains": lambda says: [GAINS.get(str(says.get("which")), "")],
}
