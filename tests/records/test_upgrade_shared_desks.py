"""A desk from before desks were shared keeps its clients; in one folder the new tables stay empty."""

from pathlib import Path

from sqlalchemy import text
from test_records_schema import encrypted
from test_upgrade_opinions_on_papers import keep

from welfare_desk.records import engine as engines

BEFORE = "0028"


def test_a_client_of_before_is_kept_and_belongs_to_nobody_apart(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, BEFORE)
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id="a" * 32)
    engines.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        for table in ("shared_desk", "teams", "members", "assignments", "sealed_keys", "presence"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0
        assert connection.execute(text("SELECT id FROM people")).all() == [("a" * 32,)]
        keep(connection, "assignments", person_id="a" * 32)
    engine.dispose()
