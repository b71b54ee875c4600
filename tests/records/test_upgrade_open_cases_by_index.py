"""A desk from before open cases were found by index loses nothing, and Today reads no more than it must."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from sqlalchemy import text
from test_records_schema import encrypted
from test_upgrade_opinions_on_papers import keep

from welfare_desk.records import engine as engines


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ("SELECT id FROM cases WHERE closed_on IS NULL", "ix_cases_closed"),
        (
            "SELECT id FROM gains WHERE confirmed_on IS NULL AND reverses_id IS NULL"
            " ORDER BY recorded_on DESC, id DESC LIMIT 6",
            "ix_gains_waiting",
        ),
        ("SELECT id FROM consents WHERE expires_on BETWEEN '2026-11-26' AND '2026-12-10'", "ix_consents_exp"),
        ("SELECT id FROM mandates WHERE to_on BETWEEN '2026-11-12' AND '2026-12-03'", "ix_mandates_to_on"),
        ("SELECT id FROM moratoria WHERE entered_on >= '2025-10-22'", "ix_moratoria_entered_on"),
    ],
)
def test_what_today_asks_is_found_without_reading_everything(tmp_path: Path, asked: str, index: str) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, "0043")
    person = uuid.uuid4().hex
    case = {"kind": "income", "matter": "adp", "stage": "claim", "highest_type": "II", "closed_on": None}
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id=person, reference="HR-0001-A")
        keep(connection, "cases", person_id=person, reference="HR-0002-B", **case)
    engines.upgrade(engine)
    with engine.connect() as connection:
        assert len(connection.execute(text("SELECT id FROM cases WHERE closed_on IS NULL")).all()) == 1
        plan = " ".join(str(row) for row in connection.execute(text(f"EXPLAIN QUERY PLAN {asked}")))
        assert index in plan and "SCAN" not in plan
    engine.dispose()
