"""A desk from before hand-overs were kept: a reviewer is found by name one last time, if only one has it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text
from test_records_schema import encrypted
from test_upgrade_opinions_on_papers import keep

from welfare_desk.records import engine as engines

BEFORE = "0042"


def test_a_reviewer_of_before_is_known_and_hand_overs_can_be_kept(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, BEFORE)
    with engine.connect() as connection, connection.begin():
        for id, name in (("a", "Jo Baird"), ("b", "Ann Rae"), ("c", "Ann Rae")):
            keep(connection, "advisors", id=id * 32, name=name)
        keep(connection, "organisations", id="f" * 32)
        for id, name, outside in (
            ("1", " jo baird", None),
            ("2", "Ann Rae", None),
            ("3", "Jo Baird", "f" * 32),
            ("4", "Nobody here", None),
        ):
            keep(connection, "file_reviews", id=id * 32, reviewer=name, organisation_id=outside)
        keep(connection, "people", id="9" * 32)
        for id, closed in (("d", None), ("e", "2026-11-01")):
            said = {"person_id": "9" * 32, "reference": f"HR-000{id}-A", "closed_on": closed}
            keep(connection, "cases", id=id * 32, **said)
    engines.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        known = connection.execute(text("SELECT reviewer_id FROM file_reviews ORDER BY id")).scalars().all()
        assert known == ["a" * 32, None, None, None]
        keep(connection, "handovers", from_id=None, to_id="a" * 32, by_id="b" * 32, what="{}")
        asked = "SELECT id FROM cases WHERE closed_on IS NULL ORDER BY opened_on, id LIMIT 9"
        assert connection.execute(text(asked)).scalars().all() == ["d" * 32]
    engine.dispose()
