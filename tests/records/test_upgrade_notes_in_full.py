"""A desk from before notes were sealed in full keeps what its notes bear on."""

from __future__ import annotations

import uuid
from pathlib import Path

from golden_desks import keep
from sqlalchemy import text
from test_records_schema import encrypted

from welfare_desk.records import engine as engines


def test_what_a_note_bears_on_stays_until_it_is_sealed(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, "0019")
    person, note = uuid.uuid4().hex, uuid.uuid4().hex
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id=person)
        keep(connection, "evidence_notes", id=note, person_id=person, activities='["washing"]')
        keep(connection, "note_marks", note_id=note, basis="she knows him")
    engines.upgrade(engine)
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT activities, sealed_bearings FROM evidence_notes")).one()
        assert tuple(kept) == ('["washing"]', None)
        assert tuple(connection.execute(text("SELECT basis, sealed_basis FROM note_marks")).one()) == (
            "she knows him",
            None,
        )
    engine.dispose()
