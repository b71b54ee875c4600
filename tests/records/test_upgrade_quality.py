"""A desk from before reviews and complaints keeps its incidents and can keep new kinds."""

from pathlib import Path

from sqlalchemy import text
from test_records_schema import encrypted
from test_upgrade_opinions_on_papers import keep

from welfare_desk.records import engine as engines

BEFORE = "0031"


def test_an_incident_of_before_stays_and_one_about_nobody_can_be_kept(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, BEFORE)
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id="a" * 32)
        keep(connection, "cases", id="b" * 32, person_id="a" * 32)
        keep(connection, "incidents", id="c" * 32, person_id="a" * 32)
    engines.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        keep(connection, "incidents", id="d" * 32, person_id=None, kind="lost", what="A bag")
        keep(connection, "file_reviews", id="e" * 32)
        keep(connection, "reviewed_files", review_id="e" * 32, case_id="b" * 32, number=1)
        kept = connection.execute(text("SELECT kind, what, person_id FROM incidents ORDER BY id")).all()
        assert kept == [("withdrawn", "", "a" * 32), ("lost", "A bag", None)]
    engine.dispose()
