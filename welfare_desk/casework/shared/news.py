"""What others change at a shared desk while it is open here, told by the server as it happens.

It is told which table something was written in and no more: whose, each screen asks anew, under its own
rights. What this desk writes itself is left out; what comes in one breath is told once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import psycopg
from sqlalchemy.exc import DBAPIError

from welfare_desk.casework.desk import Changes, Desk, ServerGone
from welfare_desk.casework.shared import presence
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.casework.shared.presence import Here, Other
from welfare_desk.errors import WorldFault
from welfare_desk.records import server

CHANNEL = "desk_changed"
BREATH_SECONDS = 0.4
_PATIENCE_SECONDS = 5.0
_NEVER = float("-inf")

# Tables that have another name among a screen's kinds; any other is its own kind.
_KINDS = {
    "people": ("clients",),
    "person_names": ("clients",),
    "addresses": ("clients",),
    "phones": ("clients",),
    "households": ("clients", "households"),
    "stages": ("cases",),
    "episodes": ("cases",),
    "assignments": ("clients", "cases"),
    "evidence_notes": ("evidence",),
    "note_marks": ("evidence",),
    "statements": ("letters",),
    "issues": ("letters",),
    "withdrawals": ("consents",),
    "meetings": ("sessions", "meetings"),
    "waiting_list": ("waiting",),
    "gain_endings": ("gains",),
    "debt_outcomes": ("gains", "debts"),
}


def kinds_of(tables: frozenset[str]) -> frozenset[str]:
    return frozenset(kind for table in tables for kind in _KINDS.get(table, (table,)))


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told what, on the listener's own thread.

    ``changes``: others wrote. ``lost``: the server is gone, and in one sentence why. ``back``: it answers
    again, and anything may have changed. ``others``: who has the page's client open, and which page that is.
    """

    changes: Callable[[Changes], object] = lambda _: None
    lost: Callable[[WorldFault], object] = lambda _: None
    back: Callable[[], object] = lambda: None
    others: Callable[[Here | None, tuple[Other, ...]], object] = lambda _here, _others: None


class News:
    """Listens on a connection of its own until ``stop``, and says there where its person is."""

    def __init__(self, desk: Desk, told: Told) -> None:
        self._desk, self._shared, self._told = desk, shared_of(desk), told
        self._over = threading.Event()
        self._at: Here | None = None
        self._moved = True
        self.listening = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="news of the shared desk", daemon=True)

    def start(self) -> News:
        self._thread.start()
        return self

    def stop(self) -> None:
        self._over.set()
        self._thread.join(timeout=_PATIENCE_SECONDS)

    def come_to(self, at: Here | None) -> None:
        """The person went to a page about this; None: about no client. Said within a breath."""
        if at != self._at:
            self._at, self._moved = at, True

    def _listen(self) -> None:
        was_lost = False
        while not self._over.is_set():
            try:
                self._hear(was_lost)
            except (psycopg.Error, DBAPIError) as error:
                self.listening.clear()
                if not was_lost and not self._over.is_set():
                    self._told.lost(_why(error))
                was_lost = True
                self._over.wait(1.0)

    def _hear(self, was_lost: bool) -> None:
        engine = self._desk.engine
        pooled = engine.raw_connection()
        line = pooled.driver_connection
        pooled.detach()  # this one listens and does nothing else
        assert isinstance(line, psycopg.Connection)  # noqa: S101
        with line:
            line.autocommit = True
            line.execute(f"LISTEN {CHANNEL}")
            self.listening.set()
            if was_lost:
                self._told.back()
            self._moved, beat = True, _NEVER
            while not self._over.is_set():
                beat = self._attend(line, beat)
                tables = {self._table(note) for note in line.notifies(timeout=BREATH_SECONDS)}
                if "presence" in tables:
                    beat = _NEVER
                tables -= {"", "presence"}
                if tables and not self._over.is_set():
                    self._told.changes(Changes(kinds_of(frozenset(tables))))
            presence.leave(line, self._shared.me, self._desk.device)
            presence.tell(line, CHANNEL, self._shared.name)

    def _attend(self, line: psycopg.Connection, beat: float) -> float:
        """Say where one is when one has moved, or when it is time again; when it was said last."""
        moved, self._moved = self._moved, False
        at = self._at
        if not moved and time.monotonic() - beat < presence.BEAT_SECONDS:
            return beat
        me, device = self._shared.me, self._desk.device
        if at is None:
            presence.leave(line, me, device)
        there = at is not None and presence.say(line, at, me, device)
        if moved:
            presence.tell(line, CHANNEL, self._shared.name)
        self._told.others(at, presence.others(line, me, device) if there else ())
        return time.monotonic()

    def _table(self, note: psycopg.Notify) -> str:
        table, _, by = note.payload.partition(" ")
        return "" if by == self._shared.name else table


def _why(error: psycopg.Error | DBAPIError) -> WorldFault:
    return server.fault(error) if isinstance(error, DBAPIError) else ServerGone()
