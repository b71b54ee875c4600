"""A desk from before clinicians could be asked about papers keeps what they said of notes."""

from __future__ import annotations

import uuid
from pathlib import Path

from golden_desks import keep
from sqlalchemy import text
from test_records_schema import encrypted

from welfare_desk.records import engine as engines


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
