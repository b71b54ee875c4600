"""The patient's rights before a report goes to an insurer or employer, as dated steps.

Access to Medical Reports Act 1988, sections 3 to 5. The gate asks ``standing``; the rest is for showing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from welfare_desk.errors import Problem
from welfare_desk.rules.consent import AMRA_WAIT
from welfare_desk.rules.consent_record import Amra
from welfare_desk.rules.counting import days_after


@dataclass(frozen=True, slots=True)
class Steps:
    """How far it has come. ``notice_on``: the day they were told that the report was asked for."""

    explained_on: date | None = None
    wants_to_see: bool | None = None
    notice_on: date | None = None
    seen_on: date | None = None
    changes_on: date | None = None
    changes_answered_on: date | None = None
    agreed_on: date | None = None
    refused_on: date | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done, whether the report may go, and the day it may go where only waiting is left."""

    words: str
    may_go: bool = False
    from_on: date | None = None


def standing(steps: Steps, day: date) -> Amra:
    """The steps as the gate is told them.

    A refusal undoes all (s.3(1)). The 21 days let it go only where the patient arranged nothing (s.4(3)(b));
    once they have seen it, it goes with their word alone (s.5(1)), and not while a change they asked for is
    open (s.5(2)).
    """
    if steps.refused_on is not None:
        return Amra(rights_explained=False, wants_to_see=None, seen_and_agreed=False, days_since_notice=None)
    came = steps.seen_on is not None or steps.changes_on is not None
    waited = None if steps.notice_on is None or came else (day - steps.notice_on).days
    agreed = steps.agreed_on is not None and not _changes_open(steps)
    return Amra(steps.explained_on is not None, steps.wants_to_see, agreed, waited)


def _changes_open(steps: Steps) -> bool:
    return steps.changes_on is not None and steps.changes_answered_on is None


def next_step(steps: Steps, day: date) -> Next:
    """What is to be done now, in the order of the Act."""
    if steps.refused_on is not None:
        return Next("They do not want it sent. It does not go.")
    if steps.explained_on is None:
        return Next("Explain their rights, and write the day.")
    if steps.wants_to_see is None:
        return Next("Ask whether they want to see it before it goes.")
    if not steps.wants_to_see:
        return Next("They do not want to see it first. It may go.", may_go=True)
    if _changes_open(steps):
        return Next("Answer the change they asked for, or let their own view go with it.")
    if steps.agreed_on is not None:
        return Next("They have seen it and agree. It may go.", may_go=True)
    if steps.seen_on is not None or steps.changes_on is not None:
        return Next("Having seen it they must say that it may go.")
    if steps.notice_on is None:
        return Next("Tell them it has been asked for: their 21 days to see it run from then.")
    from_on = days_after(steps.notice_on, AMRA_WAIT)
    if day >= from_on:
        return Next("The 21 days are over and they arranged nothing. It may go.", may_go=True)
    return Next(
        "Show it to them when they come. If they arrange nothing it may go after 21 days.", False, from_on
    )


_ORDER = (
    "explained_on",
    "notice_on",
    "seen_on",
    "changes_on",
    "changes_answered_on",
    "agreed_on",
    "refused_on",
)
_WANTS = {
    "seen_on": "explained_on",
    "changes_on": "seen_on",
    "changes_answered_on": "changes_on",
    "agreed_on": "explained_on",
}


def problems_in(steps: Steps, *, today: date) -> list[Problem]:
    """Days that cannot be: to come, before the rights were explained, or before what they follow on."""
    found = []
    for name in _ORDER:
        day = getattr(steps, name)
        if day is None:
            continue
        before = getattr(steps, _WANTS[name]) if name in _WANTS else None
        if day > today:
            found.append(Problem(name, "That date is in the future.", "Check the year."))
        elif name in _WANTS and before is None:
            found.append(Problem(_WANTS[name], "Write this day first: the other follows on it."))
        elif before is not None and day < before:
            found.append(Problem(name, "That is before the step it follows on."))
    if steps.wants_to_see is not None and steps.explained_on is None:
        found.append(Problem("explained_on", "Say when the rights were explained; that comes first."))
    return found
