"""Whoever was asked to a shared desk as a reviewer was called a data protection officer before."""

from __future__ import annotations

from uuid import UUID, uuid4

import shared_server
from sqlalchemy import Connection, text
from sqlalchemy.engine import URL

from welfare_desk.records import engine as engines

BEFORE = "0040"


def _advisor(there: Connection, name: str, role: str) -> UUID:
    id = uuid4()
    said = (
        "INSERT INTO advisors (id, version, made_at, name, initials, role)"
        " VALUES (:id, 1, now(), :name, 'X', :role)"
    )
    there.execute(text(said), {"id": id, "name": name, "role": role})
    return id


def test_a_reviewer_is_called_one_and_an_officer_stays_one(server: URL) -> None:
    engine = engines.shared_server(str(shared_server.new_database(server)))
    engines.upgrade(engine, BEFORE)
    with engine.begin() as there:
        who = {"Jo": _advisor(there, "Jo", "dpo"), "Una": _advisor(there, "Una", "dpo")}
        for name, duty in (("Jo", "reviewer"), ("Una", "manager")):
            there.execute(
                text(
                    "INSERT INTO members (id, version, made_at, login, duty, public_key)"
                    " VALUES (:id, 1, now(), :login, :duty, '')"
                ),
                {"id": who[name], "login": name, "duty": duty},
            )
    engines.upgrade(engine)
    with engine.begin() as there:
        roles = {row.name: row.role for row in there.execute(text("SELECT name, role FROM advisors"))}
    assert roles == {"Jo": "reviewer", "Una": "dpo"}
    engine.dispose()
