"""A desk from before scans came with the post keeps its post and can keep a scan."""

from pathlib import Path

from sqlalchemy import text
from test_records_schema import encrypted
from test_upgrade_opinions_on_papers import keep

from welfare_desk.records import engine as engines

BEFORE = "0032"


def test_a_letter_of_before_takes_a_scan(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, BEFORE)
    with engine.connect() as connection, connection.begin():
        keep(connection, "post_items", id="a" * 32, gist="Notice")
    engines.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        keep(connection, "post_scans", post_item_id="a" * 32, name="notice.pdf")
        assert connection.execute(text("SELECT name FROM post_scans")).all() == [("notice.pdf",)]
    engine.dispose()
