"""A desk from before practices were told can keep what one is told."""

from pathlib import Path

from golden_desks import keep
from sqlalchemy import text
from test_records_schema import encrypted

from welfare_desk.records import engine as engines

BEFORE = "0024"


def test_a_practice_of_before_can_be_told(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, BEFORE)
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id="a" * 32)
        keep(connection, "practices", id="b" * 32, name="Millbank")
    engines.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        keep(connection, "feedback_lines", person_id="a" * 32, practice_id="b" * 32, words="Rent is safe.")
        keep(connection, "feedback_given", practice_id="b" * 32, people=1, left_out=2)
        assert connection.execute(text("SELECT words FROM feedback_lines")).all() == [("Rent is safe.",)]
    engine.dispose()
