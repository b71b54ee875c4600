"""A claim from the day it is thought of to the day it is decided: its steps, and what may follow what.

What a benefit's claim needs and how far it reaches back is data (``resources/claims.toml``); its times are
counted by ``rules/reckoning``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from welfare_desk.errors import Problem

IDENTIFIED, STARTED, SENT, DECIDED, DROPPED = "identified", "started", "sent", "decided", "dropped"
OPEN = (IDENTIFIED, STARTED, SENT)
STEPS = {
    IDENTIFIED: "Found",
    STARTED: "Started",
    SENT: "Sent",
    DECIDED: "Decided",
    DROPPED: "Not claimed",
}


@dataclass(frozen=True, slots=True)
class Way:
    """How one benefit is claimed. ``event`` is what the rules count from once it is begun; empty for none."""

    begins: str = "The claim is made"
    event: str = ""
    form: str = ""
    back: str = ""
    source: str = ""
    doubt: str = ""
    needs: tuple[str, ...] = ()


def ways_from_data(data: Mapping[str, Mapping[str, Any]]) -> dict[str, Way]:
    return {code: Way(**{**one, "needs": tuple(one.get("needs", ()))}) for code, one in data.items()}


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one claim so far; each may only follow the one before it."""

    identified: date
    started: date | None = None
    sent: date | None = None
    decided: date | None = None


def state(days: Days, *, dropped: bool = False) -> str:
    if days.decided:
        return DECIDED
    if dropped:
        return DROPPED
    return SENT if days.sent else STARTED if days.started else IDENTIFIED


def problems_in(days: Days, *, today: date) -> list[Problem]:
    """What cannot be: a day to come, a form sent before the claim began, a decision before either."""
    found = []
    for name, day in (("started", days.started), ("sent", days.sent), ("decided", days.decided)):
        if day and day > today:
            found.append(Problem(name, "That day is still to come."))
    if days.sent and days.started and days.sent < days.started:
        found.append(Problem("sent", "It was sent before the claim was started.", "Check the two days."))
    last = days.sent or days.started
    if days.decided and last and days.decided < last:
        found.append(Problem("decided", "It was decided before it was claimed.", "Check the two days."))
    return found


def protected_from(days: Days) -> date | None:
    """The day the award can run from, when the claim was begun; None where nothing protects it yet."""
    return days.started or days.sent
