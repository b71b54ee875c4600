"""A desk from before debt advice keeps its debts, with their balances and outcomes, when it is brought up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import shared_server
from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL

from welfare_desk.records import engine as engines
from welfare_desk.records.base import new_id
from welfare_desk.vault import cipher

KEY = bytes(range(32))
BEFORE = "0004"


@pytest.fixture(params=["encrypted file", "shared server"])
def old_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A store as it was before this upgrade."""
    if request.param == "encrypted file":
        engine = engines.encrypted_file(lambda: cipher.connect(tmp_path / "desk.db", KEY, create=True))
    else:
        server: URL = request.getfixturevalue("server")
        engine = engines.shared_server(str(shared_server.new_database(server)))
    engines.upgrade(engine, BEFORE)
    yield engine
    engine.dispose()


def kept(connection: Connection, table: str, **values: object) -> None:
    """A row as the older program wrote it."""
    row = {"id": new_id().hex, "version": 1, "made_at": datetime(2026, 1, 2, tzinfo=UTC), **values}
    names = ", ".join(f'"{name}"' for name in row)
    given = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({given})"), row)


def test_debts_balances_and_outcomes_are_still_there(old_engine: Engine) -> None:
    person, case, debt = (new_id().hex for _ in range(3))
    with old_engine.begin() as connection:
        kept(
            connection,
            "people",
            id=person,
            reference="HR-0001-A",
            sort_name="reid callum",
            language="en-GB",
            large_print=False,
            capacity="presumed",
            understanding="not_assessed",
        )
        kept(
            connection,
            "cases",
            id=case,
            person_id=person,
            reference="HR-0002-B",
            kind="debt",
            matter="rent",
            stage="opened",
            highest_type="II",
            opened_on="2026-01-02",
        )
        kept(
            connection,
            "debts",
            id=debt,
            case_id=case,
            person_id=person,
            debt_key=f"{person}:1",
            kind="rent",
            creditor="Millbank HA",
            facts="{}",
        )
        kept(
            connection, "debt_balances", debt_id=debt, on="2026-01-02", amount_pence=124000, evidence="letter"
        )
        kept(
            connection,
            "debt_outcomes",
            debt_id=debt,
            on="2026-02-02",
            written_off_pence=24000,
            rescheduled_pence=0,
            recorded_on="2026-02-02",
        )
    engines.upgrade(old_engine)
    with old_engine.connect() as connection:
        [row] = connection.execute(text("SELECT creditor, type, priority FROM debts")).all()
        assert tuple(row) == ("Millbank HA", None, None)
        assert connection.scalar(text("SELECT amount_pence FROM debt_balances")) == 124000
        assert connection.scalar(text("SELECT written_off_pence FROM debt_outcomes")) == 24000
