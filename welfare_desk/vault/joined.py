"""What this computer keeps of a desk that stands on a server: how it is reached, one person's own key,
and typing that could not be saved.

It lies in the ``desk.db`` of a desk folder like any other, under the same key: a joined desk opens with
its person's passphrase, waits after wrong tries and is locked in the same way. None of the agency's
records are in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from welfare_desk.vault import cipher, folders
from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.pairs import Pair


@dataclass(frozen=True, slots=True)
class Joined:
    """A person's way into an agency's desk. ``ca``: the file of certificates to believe, "" the usual."""

    host: str
    port: int
    database: str
    login: str
    password: str = field(repr=False)
    private_key: str = field(repr=False)  # hex
    advisor_id: str
    agency_id: str
    recovery_public: str  # hex; kept here so that nobody on the server can put another in its place
    ca: str = ""
    plain: bool = False  # no TLS: only ever to this computer itself

    @property
    def pair(self) -> Pair:
        return Pair(bytes.fromhex(self.private_key))


@dataclass(frozen=True, slots=True)
class Typing:
    """Words typed while the server could not be reached: for which act, and what that act was given."""

    place: str
    facts: dict[str, object]
    at: datetime


def keep(folder: Path, key: DeskKey, joined: Joined) -> None:
    with _opened(folder, key) as store:
        store.execute("BEGIN IMMEDIATE")
        store.execute(
            "CREATE TABLE IF NOT EXISTS joined (one INTEGER PRIMARY KEY CHECK (one = 1), facts TEXT)"
        )
        store.execute(
            "CREATE TABLE IF NOT EXISTS typing"
            " (place TEXT PRIMARY KEY, facts TEXT NOT NULL, at TEXT NOT NULL)"
        )
        store.execute("INSERT OR REPLACE INTO joined VALUES (1, ?)", (json.dumps(asdict(joined)),))
        store.execute("COMMIT")


def read(folder: Path, key: DeskKey) -> Joined | None:
    """How this folder's desk is reached; None for one that is kept in the folder itself."""
    with _opened(folder, key, read_only=True) as store:  # whatever else is wrong with it is found later
        if not store.execute("SELECT 1 FROM sqlite_master WHERE name = 'joined'").fetchone():
            return None
        row = store.execute("SELECT facts FROM joined").fetchone()
        return Joined(**json.loads(row[0])) if row else None


def keep_typing(folder: Path, key: DeskKey, typing: Typing) -> None:
    """Keep words that could not be sent; later words at the same place take their place."""
    with _opened(folder, key) as store:
        store.execute(
            "INSERT OR REPLACE INTO typing VALUES (?, ?, ?)",
            (typing.place, json.dumps(typing.facts), typing.at.isoformat()),
        )


def typing_kept(folder: Path, key: DeskKey) -> list[Typing]:
    """What waits to be sent, the oldest first."""
    with _opened(folder, key) as store:
        rows = store.execute("SELECT place, facts, at FROM typing ORDER BY at").fetchall()
    return [Typing(place, json.loads(facts), datetime.fromisoformat(at)) for place, facts, at in rows]


def typing_sent(folder: Path, key: DeskKey, place: str) -> None:
    with _opened(folder, key) as store:
        store.execute("DELETE FROM typing WHERE place = ?", (place,))


@contextmanager
def _opened(folder: Path, key: DeskKey, *, read_only: bool = False) -> Iterator[cipher.Connection]:
    connection = cipher.connect(folder / folders.DESK, key.raw, read_only=read_only)
    try:
        yield connection
    finally:
        connection.close()
