"""A desk from before a network's day was found by index loses nothing, and finds what nobody marked."""

from __future__ import annotations

import uuid
from pathlib import Path

from sqlalchemy import text
from test_records_schema import encrypted
from test_upgrade_opinions_on_papers import keep

from welfare_desk.records import engine as engines


def test_meetings_nobody_marked_are_found_without_reading_every_meeting(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, "0034")
    person = uuid.uuid4().hex
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id=person, reference="HR-0001-A", born_on="2010-11-30")
        keep(connection, "meetings", person_id=person, on="2026-11-19", status="booked")
    engines.upgrade(engine)
    asked = "SELECT id FROM meetings WHERE status IN ('booked', 'waiting') AND \"on\" < '2026-11-26'"
    with engine.connect() as connection:
        assert len(connection.execute(text(asked)).all()) == 1
        plan = " ".join(str(row) for row in connection.execute(text(f"EXPLAIN QUERY PLAN {asked}")))
        assert "ix_meetings_unmarked" in plan
    engine.dispose()
