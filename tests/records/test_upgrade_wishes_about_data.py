"""A desk from before wishes about data were kept takes one, and keeps what was recorded of a report."""

from pathlib import Path

from sqlalchemy import text
from test_records_schema import encrypted
from test_upgrade_opinions_on_papers import keep

from welfare_desk.records import engine as engines

BEFORE = "0027"


def test_a_wish_can_be_kept_and_a_reports_rights_stay(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, BEFORE)
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id="a" * 32)
        keep(connection, "organisations", id="d" * 32)
        keep(connection, "letters", id="b" * 32, person_id="a" * 32, recipient_id="d" * 32)
        keep(connection, "report_rights", letter_id="b" * 32, explained_on="2026-11-02")
    engines.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        keep(connection, "data_requests", person_id="a" * 32, kind="erase")
        assert connection.execute(text("SELECT kind, answer FROM data_requests")).all() == [("erase", None)]
        rows = connection.execute(text("SELECT explained_on, seen_on, refused_on FROM report_rights")).all()
        assert rows == [("2026-11-02", None, None)]
    engine.dispose()
