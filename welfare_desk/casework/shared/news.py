"""What others change at a shared desk while it is open here, told by the server as it happens.

It is told which table something was written in and no more: whose, each screen asks anew, under its own
rights. What this desk writes itself is left out; what comes in one breath is told once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import psycopg
from sqlalchemy.exc import DBAPIError

from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.shared.opening import shared_of

CHANNEL = "desk_changed"
BREATH_SECONDS = 0.4
_PATIENCE_SECONDS = 5.0

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


class News:
    """Listens on a connection of its own until ``stop``; ``told`` is called on its thread.

    ``lost`` is called once when the server is gone and ``back`` when it answers again, with every kind stale.
    """

    def __init__(
        self,
        desk: Desk,
        told: Callable[[Changes], object],
        lost: Callable[[], object] = lambda: None,
        back: Callable[[], object] = lambda: None,
    ) -> None:
        self._desk, self._shared = desk, shared_of(desk)
        self._told, self._lost, self._back = told, lost, back
        self._over = threading.Event()
        self.listening = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="news of the shared desk", daemon=True)

    def start(self) -> News:
        self._thread.start()
        return self

    def stop(self) -> None:
        self._over.set()
        self._thread.join(timeout=_PATIENCE_SECONDS)

    def _listen(self) -> None:
        was_lost = False
        while not self._over.is_set():
            try:
                self._hear(was_lost)
            except (psycopg.Error, DBAPIError):
                self.listening.clear()
                if not was_lost and not self._over.is_set():
                    self._lost()
                was_lost = True
                self._over.wait(1.0)

    def _hear(self, was_lost: bool) -> None:
        engine = self._desk.engine
        pooled = engine.raw_connection()
        connection = pooled.driver_connection
        pooled.detach()  # this one listens and does nothing else
        assert isinstance(connection, psycopg.Connection)  # noqa: S101
        with connection:
            connection.autocommit = True
            connection.execute(f"LISTEN {CHANNEL}")
            self.listening.set()
            if was_lost:
                self._back()
            while not self._over.is_set():
                tables = {self._table(note) for note in connection.notifies(timeout=BREATH_SECONDS)}
                tables.discard("")
                if tables and not self._over.is_set():
                    self._told(Changes(kinds_of(frozenset(tables))))

    def _table(self, note: psycopg.Notify) -> str:
        table, _, by = note.payload.partition(" ")
        return "" if by == self._shared.name else table
