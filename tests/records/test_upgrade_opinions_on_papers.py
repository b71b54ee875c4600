"""A desk from before clinicians could be asked about papers keeps what they said of notes."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from sqlalchemy import text
from test_records_schema import encrypted

from welfare_desk.records import engine as engines

_PLAIN = {"DATE": "2026-11-01", "DATETIME": "2026-11-01 09:00:00", "INTEGER": 1, "BOOLEAN": 0, "JSON": "[]"}


def test_an_opinion_on_a_note_stays(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, "0016")
    person, note = uuid.uuid4().hex, uuid.uuid4().hex
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id=person)
        keep(connection, "evidence_notes", id=note, person_id=person)
        keep(connection, "health_opinions", note_id=note, basis="opinion", clinician="Dr Rennie")
    engines.upgrade(engine)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT note_id, paper_id, clinician FROM health_opinions")).all()
    assert rows == [(note, None, "Dr Rennie")]
    engine.dispose()


def keep(connection: Any, table: str, **said: Any) -> None:
    """A row with what is said and something plain in every other column that must have something."""
    values = {"id": uuid.uuid4().hex} | said
    for _, name, kind, needed, *_ in connection.execute(text(f"PRAGMA table_info({table})")):
        if needed and name not in values:
            values[name] = _PLAIN.get(kind, b"x" if kind == "BLOB" else "x")
    columns = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(f":{name}" for name in values)
    connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({marks})"), values)
