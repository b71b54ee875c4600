"""A desk from before a template could be a Word file keeps the templates it has."""

from __future__ import annotations

from pathlib import Path

from golden_desks import keep
from sqlalchemy import text
from test_records_schema import encrypted

from welfare_desk.records import engine as engines


def test_a_template_of_before_stays_as_it_was(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, "0020")
    with engine.connect() as connection, connection.begin():
        keep(connection, "letter_templates", kind="closing", number=3, source="+++ our words")
    engines.upgrade(engine)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT kind, number, source, word FROM letter_templates")).all()
    assert rows == [("closing", 3, "+++ our words", None)]
    engine.dispose()
