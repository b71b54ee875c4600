"""The times of a session: read as people type them, and what is left between the meetings that are booked.

Only arithmetic with times of day; who is booked is kept by casework.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from welfare_desk.errors import Problem

MINUTES = 30  # a meeting is taken to last this long, or until the next one begins
SHORTEST = 15  # minutes: less is no place to offer anybody


@dataclass(frozen=True, slots=True)
class Free:
    """Time of a session that nobody has."""

    at: time
    until: time

    @property
    def minutes(self) -> int:
        return _minute(self.until) - _minute(self.at)


def in_words(free: Free) -> str:
    """A free time as every screen and sheet says it: 11:30; 11:30 (15 minutes) where it is no whole place."""
    at = f"{free.at:%H:%M}"
    return at if free.minutes >= MINUTES else f"{at} ({free.minutes} minutes)"


def free_times(starts: time, ends: time, taken: Iterable[time]) -> tuple[Free, ...]:
    """What is left of a session, in places of half an hour and the shorter ends of them."""
    free: list[Free] = []
    at, last = _minute(starts), _minute(ends)
    for begins in [*sorted(map(_minute, taken)), last]:
        while min(begins, last) - at >= SHORTEST:
            until = min(at + MINUTES, begins, last)
            free.append(Free(_time(at), _time(until)))
            at = until
        at = max(at, begins + MINUTES)
    return tuple(free)


_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm)?", re.ASCII)


def read_time(typed: str) -> time | Problem | None:
    """A time of day as people type it: 9:30, 0930, 9.30, 2pm; ``None`` for a blank.

    Sessions are held by day, so 1 to 6 without am, pm or a nought before it is the afternoon.
    """
    text = typed.strip().lower()
    if not text:
        return None
    found = _TIME.fullmatch(text)
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        elif not half and 1 <= hour <= 6 and found[1][0] != "0":
            hour += 12
        if hour < 24 and minute < 60:
            return time(hour, minute)
    return Problem("at", f"{typed.strip()} is not a time of day.", "Write it like 10:30.")


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minute: int) -> time:
    return time(*divmod(minute, 60))
