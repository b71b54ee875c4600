"""A desk from before patches were kept takes them in, and loses nothing."""

from __future__ import annotations

import uuid
from pathlib import Path

from golden_desks import keep
from sqlalchemy import text
from test_records_schema import encrypted

from welfare_desk.records import engine as engines


def test_a_service_stays_and_a_home_may_be_told_of_it(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, "0025")
    service, patch, home = (uuid.uuid4().hex for _ in range(3))
    with engine.connect() as connection, connection.begin():
        keep(connection, "services", id=service, name="Millbank Pantry")
    engines.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        keep(connection, "patches", id=patch, name="Harbour")
        keep(connection, "patch_homes", id=home, patch_id=patch, key="1 mill lane")
        keep(connection, "patch_onwards", home_id=home, service_id=service)
        both = (
            "SELECT s.name, h.key FROM patch_onwards o"
            " JOIN services s ON s.id = o.service_id JOIN patch_homes h ON h.id = o.home_id"
        )
        assert connection.execute(text(both)).all() == [("Millbank Pantry", "1 mill lane")]
    engine.dispose()
