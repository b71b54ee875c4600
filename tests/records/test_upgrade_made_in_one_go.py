"""A line that a caseload brought in is known as such by a mark, no longer by its transaction's number."""

from __future__ import annotations

from uuid import uuid4

import shared_server
from sqlalchemy import text
from sqlalchemy.engine import URL

from welfare_desk.records import engine as engines

BEFORE = "0044"
_KEPT = text(
    "INSERT INTO intake_made (id, version, made_at, intake_id, table_name, made_row_id)"
    " VALUES (:id, 1, now(), :intake, 'periods_closed', :row)"
)
_CLOSED = text(
    "INSERT INTO periods_closed (id, version, made_at, from_on, to_on, closed_on, figures, chain_head)"
    " VALUES (:id, 1, now(), '2026-04-01', '2026-06-30', '2026-07-01', '{}', '')"
)


def test_what_came_in_together_is_marked_and_nothing_else(server: URL) -> None:
    engine = engines.shared_server(str(shared_server.new_database(server)))
    engines.upgrade(engine, BEFORE)
    together, before, intake = uuid4(), uuid4(), uuid4()
    with engine.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))  # of rows that are not there
        connection.execute(_CLOSED, {"id": before})
    with engine.begin() as connection:
        connection.execute(_CLOSED, {"id": together})
        for row in (together, before):
            connection.execute(_KEPT, {"id": uuid4(), "intake": intake, "row": row})
    engines.upgrade(engine)
    with engine.begin() as connection:
        told = connection.execute(text("SELECT made_row_id, in_one_go FROM intake_made")).all()
    engine.dispose()
    assert dict(told) == {together: True, before: None}
