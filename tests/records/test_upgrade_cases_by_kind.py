"""A desk from before cases stood in an index by kind loses none, and a list of them by kind sorts nothing."""

from __future__ import annotations

import uuid
from pathlib import Path

from sqlalchemy import text
from test_records_schema import encrypted
from test_upgrade_opinions_on_papers import keep

from welfare_desk.records import engine as engines


def test_cases_are_found_by_kind_each_from_its_newest(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, "0045")
    person = uuid.uuid4().hex
    said = {"matter": "adp", "stage": "claim", "highest_type": "II", "person_id": person}
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id=person, reference="HR-0001-A")
        for number, (kind, day) in enumerate((("income", 1), ("debt", 2), ("debt", 3)), 2):
            keep(
                connection,
                "cases",
                reference=f"HR-000{number}-B",
                kind=kind,
                opened_on=f"2026-11-0{day}",
                **said,
            )
    engines.upgrade(engine)
    asked = "SELECT reference FROM cases ORDER BY kind, opened_on DESC, id DESC LIMIT 50"
    with engine.connect() as connection:
        assert list(connection.execute(text(asked)).scalars()) == ["HR-0004-B", "HR-0003-B", "HR-0002-B"]
        plan = " ".join(str(row) for row in connection.execute(text(f"EXPLAIN QUERY PLAN {asked}")))
        assert "ix_cases_kind" in plan and "TEMP B-TREE" not in plan, plan
    engine.dispose()
