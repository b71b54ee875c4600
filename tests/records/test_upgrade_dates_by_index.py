"""A desk from before open dates had an index of their own loses none, and a list of them sorts nothing."""

from __future__ import annotations

import uuid
from pathlib import Path

from sqlalchemy import text
from test_records_schema import encrypted
from test_upgrade_opinions_on_papers import keep

from welfare_desk.records import engine as engines


def test_open_dates_are_found_in_their_order_and_none_is_lost(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, "0038")
    person, case = uuid.uuid4().hex, uuid.uuid4().hex
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id=person, reference="HR-0001-A")
        keep(
            connection,
            "cases",
            id=case,
            person_id=person,
            reference="HR-0002-B",
            kind="income",
            matter="adp",
            stage="claim",
            highest_type="II",
        )
        for safe_on, done_on in (("2026-12-02", None), ("2026-12-01", None), ("2026-11-01", "2026-11-02")):
            keep(
                connection,
                "key_dates",
                case_id=case,
                what="Form",
                due_on=safe_on,
                safe_on=safe_on,
                done_on=done_on,
            )
    engines.upgrade(engine)
    asked = (
        "SELECT safe_on FROM key_dates WHERE done_on IS NULL AND safe_on <= '2026-12-31'"
        " ORDER BY safe_on, id LIMIT 200"
    )
    with engine.connect() as connection:
        assert list(connection.execute(text(asked)).scalars()) == ["2026-12-01", "2026-12-02"]
        assert connection.scalar(text("SELECT count(*) FROM key_dates")) == 3
        plan = " ".join(str(row) for row in connection.execute(text(f"EXPLAIN QUERY PLAN {asked}")))
        assert "ix_key_dates_due" in plan and "TEMP B-TREE" not in plan, plan
    engine.dispose()
