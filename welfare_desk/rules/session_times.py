"""The half-hours of a session: what is left of it between the meetings that are booked.

Only arithmetic with times of day; who is booked is kept by casework.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

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


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minute: int) -> time:
    return time(*divmod(minute, 60))
