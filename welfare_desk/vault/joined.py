"""What this computer keeps of a desk that stands on a server: how it is reached, and one person's own key.

It lies in the ``desk.db`` of a desk folder like any other, under the same key: a joined desk opens with
its person's passphrase, waits after wrong tries and is locked in the same way. None of the agency's
records are in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
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


def keep(folder: Path, key: DeskKey, joined: Joined) -> None:
    with _opened(folder, key) as store:
        store.execute("BEGIN IMMEDIATE")
        store.execute(
            "CREATE TABLE IF NOT EXISTS joined (one INTEGER PRIMARY KEY CHECK (one = 1), facts TEXT)"
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


@contextmanager
def _opened(folder: Path, key: DeskKey, *, read_only: bool = False) -> Iterator[cipher.Connection]:
    connection = cipher.connect(folder / folders.DESK, key.raw, read_only=read_only)
    try:
        yield connection
    finally:
        connection.close()


def keep_typing(folder: Path, key: DeskKey, typed: Mapping[str, str]) -> None:
    """Keep what is half typed at a shared desk on this computer, in place of what was kept before."""
    with _opened(folder, key) as store:
        store.execute("BEGIN IMMEDIATE")
        store.execute("CREATE TABLE IF NOT EXISTS typing (place TEXT PRIMARY KEY, words TEXT)")
        store.execute("DELETE FROM typing")
        for place, words in typed.items():
            store.execute("INSERT INTO typing VALUES (?, ?)", (place, words))
        store.execute("COMMIT")


def typing(folder: Path, key: DeskKey) -> dict[str, str]:
    """What was kept so, by place."""
    with _opened(folder, key, read_only=True) as store:
        if not store.execute("SELECT 1 FROM sqlite_master WHERE name = 'typing'").fetchone():
            return {}
        return dict(store.execute("SELECT place, words FROM typing ORDER BY rowid").fetchall())
