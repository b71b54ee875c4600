"""By which day a wish about somebody's data is answered: to be erased, or a complaint of how it was used.

The copy of their data has a clock of its own (``subject_access``); what is answered is ``retention``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from welfare_desk.errors import Problem
from welfare_desk.rules.counting import days_after, months_after

ERASE, COMPLAIN = "erase", "complain"
KINDS = (ERASE, COMPLAIN)

ACKNOWLEDGE_DAYS = 30  # Data Protection Act 2018 s.164A(3), in force since June 2026


@dataclass(frozen=True, slots=True)
class Due:
    """What must be done by ``on``, by which rule, and what is doubtful about the day."""

    what: str
    on: date
    law: str
    doubt: str


def due(kind: str, received_on: date) -> Due:
    """The one day the law sets for a wish of this kind. Raises ValueError for another kind.

    To be erased: told what was done within a month (UK GDPR Art 12(3)). A complaint: acknowledged within
    the 30 days that begin when it came; looking into it and answering have no day, only "without undue
    delay" (Data Protection Act 2018 s.164A(3), (4), from the Data (Use and Access) Act 2025 s.103).
    """
    if kind == ERASE:
        on = days_after(months_after(received_on, 1), -1)
        return Due(
            "Tell them what was done",
            on,
            "UK GDPR Article 12(3)",
            "A month from the day it came; this is the day before, as both ways of counting allow.",
        )
    if kind == COMPLAIN:
        return Due(
            "Acknowledge it",
            days_after(received_on, ACKNOWLEDGE_DAYS - 1),
            "Data Protection Act 2018 section 164A",
            "The day it came is counted as the first of the 30, the earlier reading; the answer itself is"
            " due without undue delay.",
        )
    raise ValueError(f"no wish of the kind {kind}")


def problems_in(
    received_on: date, *, today: date, acknowledged_on: date | None = None, answered_on: date | None = None
) -> list[Problem]:
    """What cannot be right in the days of a wish."""
    found = []
    if received_on > today:
        found.append(Problem("received_on", "It cannot have come in the future.", "Check the date."))
    for name, day in (("acknowledged_on", acknowledged_on), ("answered_on", answered_on)):
        if day is not None and not received_on <= day <= today:
            found.append(Problem(name, "That is after it came, and not in the future."))
    return found
