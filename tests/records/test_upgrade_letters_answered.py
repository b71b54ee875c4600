"""A desk from before each answer kept whose it was keeps the answers there are."""

from __future__ import annotations

import uuid
from pathlib import Path

from golden_desks import keep
from sqlalchemy import text
from test_records_schema import encrypted

from welfare_desk.records import engine as engines


def test_an_answer_given_before_stays(tmp_path: Path) -> None:
    engine = encrypted(tmp_path)
    engines.upgrade(engine, "0018")
    person, letter, statement = (uuid.uuid4().hex for _ in range(3))
    with engine.connect() as connection, connection.begin():
        keep(connection, "people", id=person)
        keep(connection, "organisations", id=person)
        keep(connection, "letters", id=letter, person_id=person, recipient_id=person)
        keep(connection, "statements", id=statement, letter_id=letter, answer="agree")
    engines.upgrade(engine)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, answer FROM statements")).all()
        assert rows == [(statement, "agree")]
        assert connection.execute(text("SELECT count(*) FROM statement_answers")).scalar() == 0
    engine.dispose()
