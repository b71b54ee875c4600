"""A desk from before practices' counts were kept takes them in, and loses nothing."""

from __future__ import annotations

import uuid
from pathlib import Path

from golden_desks import keep
from sqlalchemy import text
from test_records_schema import encrypted

from welfare_desk.records import engine as engines


def test_a_practice_and_its_list_size_stay_and_may_have_counts(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, "0017")
    practice = uuid.uuid4().hex
    with engine.connect() as connection, connection.begin():
        keep(connection, "practices", id=practice, name="Millbank Medical Practice")
        keep(connection, "list_sizes", practice_id=practice, patients=6385)
    engines.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        keep(connection, "practice_counts", practice_id=practice, pairs='{"rows": [[4, 3]]}')
        both = (
            "SELECT patients, pairs FROM list_sizes s JOIN practice_counts c ON c.practice_id = s.practice_id"
        )
        assert connection.execute(text(both)).all() == [(6385, '{"rows": [[4, 3]]}')]
    engine.dispose()
