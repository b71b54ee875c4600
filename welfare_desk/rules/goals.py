"""What matters to a client and what became of it: the states of a goal and how they are counted.

65 % of goals met is said per goal, 84 % with some positive outcome per client (description of the practice
service, section 8): partly met is not met; a goal nobody reviewed is left out, and said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from welfare_desk.rules.session_use import Share

CATEGORIES = {
    "money": "Money",
    "debt": "Debts",
    "home": "Home",
    "health": "Health",
    "mind": "Feeling well",
    "family": "Family and caring",
    "work": "Work and learning",
    "company": "Company",
    "everyday": "Everyday life",
    "other": "Something else",
}
STATES = {
    "open": "Under way",
    "met": "Met",
    "partly": "Partly met",
    "not_met": "Not met",
    "dropped": "No longer wanted",
}
FINAL = ("met", "partly", "not_met")  # a goal no longer wanted was never decided


@dataclass(frozen=True, slots=True)
class GoalFigures:
    met: Share  # of the goals decided
    partly: int
    not_reviewed: int


def figures(states: Iterable[str]) -> GoalFigures:
    """Goals met of those decided; those still under way are counted beside."""
    rows = list(states)
    decided = [one for one in rows if one in FINAL]
    return GoalFigures(Share(decided.count("met"), len(decided)), decided.count("partly"), rows.count("open"))
