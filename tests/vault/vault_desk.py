"""A small real desk for the vault's tests: everything weak, nothing faked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from welfare_desk.vault import cipher
from welfare_desk.vault.desk_key import DeskKey, Person
from welfare_desk.vault.keys import KeyFile
from welfare_desk.vault.slots import Strength

NOW = datetime(2026, 11, 21, 14, 32, 5, tzinfo=UTC)
ANN = Person("p-ann", "Ann Baird")
PASSPHRASE = "harbour velvet cactus nine"
CANARY = "CANARY-7f3d91c6a2e84b05"


@dataclass
class SmallDesk:
    folder: Path
    key: DeskKey
    recovery_key: str

    @property
    def file(self) -> Path:
        return self.folder / "desk.db"

    @property
    def keys(self) -> KeyFile:
        return KeyFile(self.folder)

    def connect(self) -> cipher.Connection:
        return cipher.connect(self.file, self.key.raw)


def make_desk(folder: Path, rows: int = 50) -> SmallDesk:
    made = KeyFile.create(folder, ANN, PASSPHRASE, NOW, strength=Strength.for_tests(), allow_weak=True)
    desk = SmallDesk(folder, made.key, made.recovery_key)
    connection = desk.connect()
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    connection.execute("BEGIN IMMEDIATE")
    notes = [(number, f"{CANARY} {number} " + "x" * 600) for number in range(1, rows + 1)]
    connection.executemany("INSERT INTO note VALUES (?, ?)", notes)
    connection.execute("COMMIT")
    connection.close()
    return desk


def bytes_of(folder: Path) -> bytes:
    """Every byte of every file below a folder, and every name."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() + str(path.relative_to(folder)).encode() for path in files)
