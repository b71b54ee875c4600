"""A client of before was never asked whether a benefit was in payment, and is not said to have been."""

from pathlib import Path

from sqlalchemy import text
from test_records_schema import encrypted
from test_upgrade_opinions_on_papers import keep

from welfare_desk.records import engine as engines

BEFORE = "0037"


def test_a_client_of_before_was_not_asked(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, BEFORE)
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id="a" * 32)
    engines.upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT on_benefits FROM people")).all() == [(None,)]
    engine.dispose()
