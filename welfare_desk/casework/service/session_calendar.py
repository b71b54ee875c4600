"""Sessions as a calendar file for other programs, and days without a session out of somebody else's.

The file goes where we do not: it says where and when a session is and how many are booked, and names
nobody. Of what comes in only the days are kept, with the advisor's own word for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.service import session_plan, sessions
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.rules.calendar_file import Entry, Read, Span, calendar_file, read_calendar
from welfare_desk.rules.consent_record import LONDON

_AHEAD = timedelta(days=365)
_MOST_BYTES = 5 * 1024 * 1024


class NotACalendar(DeskError):
    sentence = "That is no calendar file."
    hint = "Export one from your calendar; its name ends in .ics."


def calendar(desk: Desk, practice_id: UUID | None, *, today: date) -> bytes:
    """The sessions of the next year, at one practice or at all, that are not cancelled."""
    rows = [
        row
        for row in sessions.sessions(desk, from_on=today, to_on=today + _AHEAD)
        if row.status != "cancelled" and practice_id in (None, row.practice_id)
    ]
    entries = [
        Entry(
            row.id.hex,
            row.on,
            f"Session, {row.practice}",
            f"{row.meetings} booked",
            (datetime.combine(row.on, row.starts, LONDON), datetime.combine(row.on, row.ends, LONDON)),
        )
        for row in rows
    ]
    return calendar_file(entries, now=desk.clock.now(), name="Sessions")


def days_off_in(data: bytes, *, today: date) -> Read:
    """The days of a calendar file that are not over. Raises NotACalendar."""
    found = read_calendar(data) if len(data) <= _MOST_BYTES else None
    if found is None:
        raise NotACalendar()
    return Read(tuple(span for span in found.spans if span.last >= today), found.left_out)


def take_days_off(desk: Desk, practice_id: UUID | None, spans: Sequence[Span], *, why: str) -> Changes:
    """Keep these days without a session, each once. Raises Problems.

    What the other calendar called them is not kept: it may name somebody.
    """
    if not spans:
        raise Problems([Problem("spans", "Tick at least one span of days.")])
    known = {
        (one.practice_id, one.from_on, one.to_on)
        for one in session_plan.closures(desk, from_on=min(span.first for span in spans))
    }
    changed = Changes(frozenset({"sessions", "practices"}))
    for span in spans:
        if (practice_id, span.first, span.last) not in known:
            changed = session_plan.add_closure(desk, practice_id, span.first, span.last, why=why)
    return changed
