"""A desk from before things could be put back takes them in, and loses nothing."""

from __future__ import annotations

import uuid
from pathlib import Path

from golden_desks import keep
from sqlalchemy import text
from test_records_schema import encrypted

from welfare_desk.records import engine as engines


def test_a_practice_stays_and_what_is_taken_out_may_wait(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, "0026")
    practice = uuid.uuid4().hex
    with engine.connect() as connection, connection.begin():
        keep(connection, "practices", id=practice, name="Millbank Medical Practice")
    engines.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        keep(connection, "removed", row_id=practice, table_name="practices", rows='{"removed": []}')
        both = "SELECT name, rows FROM practices p JOIN removed r ON r.row_id = p.id"
        assert connection.execute(text(both)).all() == [("Millbank Medical Practice", '{"removed": []}')]
    engine.dispose()
