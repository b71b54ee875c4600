"""How a session and a meeting are said wherever sessions are looked at."""

from __future__ import annotations

from welfare_desk.casework.service.session_plan import CANCELLED_BY
from welfare_desk.casework.service.session_views import Tally, WeekSession
from welfare_desk.casework.service.sessions import SessionRow
from welfare_desk.errors import DeskError, Problems
from welfare_desk.ui.today.states import STATES


def state_words(status: str) -> str:
    """Booked; Did not come."""
    return STATES[status].spoken()


def count_words(tally: Tally) -> str:
    """5 booked, 1 free, 1 missed; what there is none of is not said, but that nobody is booked."""
    said = short_count(tally)
    return said if tally.booked else ", ".join(filter(None, ["nobody booked", said]))


def short_count(tally: Tally) -> str:
    """The same where there is little room: only what there is some of."""
    counts = ((tally.booked, "booked"), (tally.free, "free"), (tally.missed, "missed"))
    return ", ".join(f"{count} {words}" for count, words in counts if count)


def cancelled_words(row: SessionRow) -> str:
    """The practice cancelled: snow."""
    who = CANCELLED_BY.get(row.cancelled_by or "", "Somebody")
    return f"{who} cancelled{f': {row.cancelled_because}' if row.cancelled_because else ''}"


def session_words(session: WeekSession) -> str:
    """09:30 to 12:30, 5 booked, 1 free; or who cancelled it, and why."""
    row = session.row
    if row.status == "cancelled":
        return cancelled_words(row)
    whose = f", {session.advisor}" if session.advisor else ""
    return f"{row.starts:%H:%M} to {row.ends:%H:%M}, {count_words(session.tally)}{whose}"


def refused_words(fault: DeskError) -> str:
    """Why something could not be done, in a line."""
    if isinstance(fault, Problems):
        return " ".join(map(str, fault.problems))
    return f"{fault.said} {fault.advice}".strip()
