"""Desks as each revision of the tables made them, kept for ever: ``tests/data/desks/NNNN.sql.gz``.

Run as a script it adds the revisions that have none yet and never rewrites one: an upgrade changed after its
desks are out in the world would then no longer open them, and a test says so. They are kept as statements,
since an encrypted file cannot be packed; the tests make encrypted desks of them.
"""

from __future__ import annotations

import gzip
import shutil
import sqlite3
import sys
import uuid
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import StaticPool, create_engine, event, text

from welfare_desk.records import engine as engines
from welfare_desk.vault import cipher, folders, sealing
from welfare_desk.vault.desk_key import DeskKey

_PLAIN = {"DATE": "2026-11-01", "DATETIME": "2026-11-01 09:00:00", "INTEGER": 1, "BOOLEAN": 0, "JSON": "[]"}
KEPT = Path(__file__).parent / "data" / "desks"
MORAG, CALLUM, JEAN, CASE, NOTE = (f"{number:032x}" for number in range(1, 6))
PEOPLE = ((CALLUM, "Reid", "Callum", "HR-0001-K"), (JEAN, "Kane", "Jean", "HR-0002-M"))


def statements(revision: str) -> str:
    """The desk of one revision: two people, one with a case, its date, its journal and a note."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: None)
    engines.upgrade(engine, revision)
    with engine.connect() as connection:
        told = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        tables = {name for (name,) in told}
        for table, rows in _ROWS.items():
            for row in rows if table in tables else ():
                keep(connection, table, **row)
        connection.commit()
        raw: sqlite3.Connection = connection.connection.dbapi_connection  # type: ignore[assignment]
        return "\n".join(raw.iterdump())


_ROWS: dict[str, list[dict[str, object]]] = {
    "advisors": [{"id": MORAG, "name": "Morag Sinclair", "initials": "MS", "role": "caseworker"}],
    "people": [
        {"id": id, "reference": reference, "sort_name": f"{surname} {forenames}".lower()}
        for id, surname, forenames, reference in PEOPLE
    ],
    "person_names": [
        {"person_id": id, "kind": "legal", "surname": surname, "forenames": forenames}
        for id, surname, forenames, _ in PEOPLE
    ],
    "cases": [{"id": CASE, "person_id": CALLUM, "reference": "HR-0003-P", "kind": "income", "matter": "adp",
               "stage": "claim", "highest_type": "II"}],
    "episodes": [{"case_id": CASE}],
    "key_dates": [{"case_id": CASE, "what": "Send the form back"}],
    "journal": [{"person_id": CALLUM, "words": "Rang about the form.", "kind": "note"}],
    "evidence_notes": [{"id": NOTE, "person_id": CALLUM, "activities": '["moving_around"]'}],
}  # fmt: skip


def keep(connection: Any, table: str, **said: Any) -> None:
    """A row with what is said and something plain in every other column that must have something."""
    values = {"id": uuid.uuid4().hex} | said
    for _, name, kind, needed, *_ in connection.execute(text(f"PRAGMA table_info({table})")):
        if needed and name not in values:
            values[name] = _PLAIN.get(kind, b"x" if kind == "BLOB" else "x")
    columns = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(f":{name}" for name in values)
    connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({marks})"), values)


def put_into(connection: cipher.Connection, revision: str) -> None:
    """Make an empty encrypted file the desk of this revision."""
    connection.execute("PRAGMA foreign_keys=OFF")  # tables come in the order of their names
    connection.executescript(gzip.decompress((KEPT / f"{revision}.sql.gz").read_bytes()).decode())


def desk_of(revision: str, keyed: tuple[Path, DeskKey], place: Path) -> Path:
    shutil.copytree(keyed[0], place)
    connection = cipher.connect(place / folders.DESK, keyed[1].raw, create=True)
    put_into(connection, revision)
    for client in (CALLUM, JEAN):  # the one thing that is each desk's own
        wrapped = sealing.new_client_key(keyed[1], str(UUID(client)))
        connection.execute("UPDATE people SET sealing_key = ? WHERE id = ?", (wrapped, client))
    connection.close()
    return place


def kept() -> list[str]:
    return sorted(path.name.split(".")[0] for path in KEPT.glob("*.sql.gz"))


if __name__ == "__main__":
    KEPT.mkdir(parents=True, exist_ok=True)
    for number in sorted(engines.known_revisions() - set(kept())):
        packed = gzip.compress(statements(number).encode(), 9, mtime=0)
        (KEPT / f"{number}.sql.gz").write_bytes(packed)
        sys.stdout.write(f"{number}: {len(packed)} bytes\n")
