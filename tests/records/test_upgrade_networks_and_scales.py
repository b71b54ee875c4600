"""A desk from before networks were kept takes them in, and loses nothing."""

from __future__ import annotations

import uuid
from pathlib import Path

from sqlalchemy import text
from test_records_schema import encrypted
from test_upgrade_opinions_on_papers import keep

from welfare_desk.records import engine as engines


def test_a_practice_stays_without_a_locality_and_its_advisor_may_be_covered(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, "0033")
    practice, one, other = (uuid.uuid4().hex for _ in range(3))
    with engine.connect() as connection, connection.begin():
        keep(connection, "practices", id=practice, name="Millbank Medical Practice")
        keep(connection, "advisors", id=one, name="Morag")
        keep(connection, "advisors", id=other, name="Ewan")
    engines.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        keep(connection, "covers", advisor_id=one, by_id=other)
        assert connection.execute(text("SELECT name, locality FROM practices")).all() == [
            ("Millbank Medical Practice", None)
        ]
        both = (
            "SELECT a.name, b.name FROM covers c"
            " JOIN advisors a ON a.id = c.advisor_id JOIN advisors b ON b.id = c.by_id"
        )
        assert connection.execute(text(both)).all() == [("Morag", "Ewan")]
    engine.dispose()
