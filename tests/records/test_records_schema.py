"""The tables as the program knows them are the tables as upgrades make them, on both engines."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
import shared_server
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from building import MovingClock, a_client
from sqlalchemy import Engine, column, inspect, select, table, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session as OrmSession

from welfare_desk.casework.desk import Desk, NotFound
from welfare_desk.records import engine as engines
from welfare_desk.records.base import Base, InstantColumn, PenceColumn, new_id
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.records.people import ImportedRef, Person
from welfare_desk.records.service import Funding, Session
from welfare_desk.records.tables import Base as AllTables
from welfare_desk.vault import cipher

KEY = bytes(range(32))


def encrypted(folder: Path) -> Engine:
    return engines.encrypted_file(lambda: cipher.connect(folder / "desk.db", KEY, create=True))


@pytest.fixture(params=["encrypted file", "shared server"])
def bare_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A store with no table in it."""
    if request.param == "encrypted file":
        engine = encrypted(tmp_path)
    else:
        server: URL = request.getfixturevalue("server")
        engine = engines.shared_server(str(shared_server.new_database(server)))
    yield engine
    engine.dispose()


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return list(compare_metadata(context, AllTables.metadata))


def test_upgrades_make_exactly_the_tables_the_program_knows(bare_engine: Engine) -> None:
    engines.upgrade(bare_engine)
    assert differences(bare_engine) == []
    assert engines.revision(bare_engine) == engines.newest_revision()


def test_every_step_of_the_upgrades_can_be_taken_alone(bare_engine: Engine) -> None:
    for step in engines.revisions_in_order():
        engines.upgrade(bare_engine, step)
        assert engines.revision(bare_engine) == step
    assert differences(bare_engine) == []


def test_an_upgrade_that_fails_leaves_no_table_behind(
    bare_engine: Engine,
) -> None:
    def breaks(engine: Engine) -> None:
        with engines._foreign_keys_off(engine) as connection:
            Base.metadata.tables["settings"].create(connection)
            connection.execute(text("SELECT nothing FROM nowhere"))

    with pytest.raises(Exception, match="nowhere"):
        breaks(bare_engine)
    assert inspect(bare_engine).get_table_names() == []


def test_ids_are_of_version_seven_and_sort_by_when_they_were_made() -> None:
    made = [new_id() for _ in range(5000)]
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
    assert made == sorted(made) and len(set(made)) == 5000
    millis = made[0].int >> 80
    assert abs(millis - time.time() * 1000) < 60_000


def test_ids_sort_on_the_engine_as_they_do_in_code(desk_on_both: Desk) -> None:
    ids = [a_client(desk_on_both, surname=f"Client {n}") for n in range(6)]
    with desk_on_both.look() as look:
        assert list(look.scalars(select(Person.id).order_by(Person.id))) == sorted(ids) == ids


@pytest.mark.parametrize("wrong", [1.0, 10.5, "100", True])
def test_pence_are_whole_numbers_or_nothing(desk_on_both: Desk, wrong: object) -> None:
    with pytest.raises(StatementError, match="is not whole pence"), desk_on_both.unit_of_work() as work:
        work.add(
            Funding(
                funder="F",
                kind="other",
                from_on=date(2026, 4, 1),
                to_on=date(2027, 3, 31),
                amount_pence=wrong,
            )
        )
        work.commit()


def test_every_column_of_pence_refuses_a_part_of_a_penny() -> None:
    unguarded = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("_pence") and not isinstance(column.type, PenceColumn)
    ]
    assert unguarded == []


def test_every_moment_refuses_to_be_without_its_zone() -> None:
    unguarded = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.type.python_type is datetime and not isinstance(column.type, InstantColumn)
    ]
    assert unguarded == []
    with pytest.raises(TypeError, match="time zone"):
        InstantColumn().process_bind_param(datetime(2026, 11, 26, 9), None)  # type: ignore[arg-type]  # noqa: DTZ001


def test_a_moment_comes_back_as_the_same_moment_in_utc(desk_on_both: Desk, clock: MovingClock) -> None:
    clock.at = datetime(2026, 7, 1, 0, 30, 15, 123456, tzinfo=timezone(timedelta(hours=1)))
    person = a_client(desk_on_both)
    with desk_on_both.look() as look:
        made_at = look.get_one(Person, person).made_at
    assert made_at == clock.at and made_at.tzinfo is UTC


def test_days_compare_as_days_on_both_engines(desk_on_both: Desk) -> None:
    with desk_on_both.look() as look:
        assert list(look.scalars(select(Session).where(Session.on >= date(2026, 1, 1)))) == []


def test_a_row_that_points_at_nothing_is_refused(desk_on_both: Desk) -> None:
    with pytest.raises(NotFound), desk_on_both.unit_of_work() as work:
        work.add(ImportedRef(ref="GP0001", person_id=UUID(int=7)))
        work.commit()
    with desk_on_both.look() as look:
        assert look.scalars(select(ImportedRef)).all() == []


def test_a_paper_kept_before_there_were_kinds_is_another_paper(bare_engine: Engine) -> None:
    """Upgrade 0007: what older rows did not say is what they would say today."""
    engines.upgrade(bare_engine, "0006")
    person, paper = new_id(), new_id()
    columns = inspect(bare_engine).get_columns("people")
    empty = {
        "INTEGER": 1,
        "BIGINT": 1,
        "BOOLEAN": False,
        "BLOB": b"",
        "BYTEA": b"",
        "JSON": "[]",
        "JSONB": "[]",
    }
    at = "2026-11-26 09:30:00"
    as_bytes = bare_engine.dialect.name == "sqlite"
    known = {"id": person.hex if as_bytes else str(person), "made_at": at}
    row = {
        column["name"]: known.get(column["name"], empty.get(str(column["type"]).split("(")[0], "x"))
        for column in columns
        if not column["nullable"]
    }
    of = {"id": paper.hex if as_bytes else str(paper), "person_id": known["id"], "title": "Scan"}
    of |= {"media_type": "application/pdf", "size_bytes": 3, "content_hash": "h", "sealed": b"pdf"}
    of |= {"version": 1, "made_at": at}
    with bare_engine.begin() as connection:
        for table, values in (("people", row), ("attachments", of)):
            names = ", ".join(values)
            connection.execute(
                text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(':' + name for name in values)})"),
                values,
            )
    engines.upgrade(bare_engine, "0007")
    with bare_engine.connect() as connection:
        kept = connection.execute(
            text("SELECT title, kind, pages, source, third_party, harm, sealed FROM attachments")
        ).one()
    assert kept[:6] == ("Scan", "other", 0, "client_document", "none", "none")
    assert bytes(kept[6]) == b"pdf"


def test_notes_written_before_consent_in_full_keep_what_they_say(bare_engine: Engine) -> None:
    engines.upgrade(bare_engine, "0009")
    person, note = new_id(), new_id()
    kept = {"version": 1, "made_at": datetime(2026, 1, 5, 9, tzinfo=UTC)}
    before = {
        "people": "id version made_at reference sort_name language large_print capacity understanding",
        "evidence_notes": "id version made_at person_id source category entry_kind activities third_party "
        "harm sealed content_hash",
    }
    rows = {
        "people": {"id": person, "reference": "HR-1", "sort_name": "reid", "language": "en-GB"}
        | {"large_print": False, "capacity": "presumed", "understanding": "not_assessed"},
        "evidence_notes": {"id": note, "person_id": person, "source": "client_said", "category": "function"}
        | {"entry_kind": "diary", "activities": [], "third_party": "none", "harm": "none"}
        | {"sealed": b"sealed", "content_hash": "h"},
    }
    with bare_engine.begin() as connection:
        for name, columns in before.items():  # only the columns there were then, typed as they are now
            known = Base.metadata.tables[name].columns
            then = table(name, *(column(one, known[one].type) for one in columns.split()))
            connection.execute(then.insert().values(rows[name] | kept))
    engines.upgrade(bare_engine)
    with OrmSession(bare_engine) as look:
        found = look.get_one(EvidenceNote, note)
        assert (found.sealed, found.quoted, found.bearings, found.author_role) == (b"sealed", False, {}, None)
    assert differences(bare_engine) == []


def test_a_desk_from_before_the_reports_indexes_keeps_its_rows_and_gets_them(bare_engine: Engine) -> None:
    engines.upgrade(bare_engine, to="0011")
    row = {"id": new_id(), "version": 1, "made_at": datetime(2026, 1, 1, tzinfo=UTC), "funder": "The council"}
    row |= {"kind": "hscp", "from_on": date(2026, 4, 1), "to_on": date(2027, 3, 31), "amount_pence": 1}
    with bare_engine.begin() as connection:
        connection.execute(AllTables.metadata.tables["funding"].insert(), [row])
    before = {index["name"] for index in inspect(bare_engine).get_indexes("gains")}
    engines.upgrade(bare_engine, to="0012")
    after = {index["name"] for index in inspect(bare_engine).get_indexes("gains")}
    assert before - after == {"ix_gains_award"}
    assert after - before >= {"ix_gains_decision", "ix_gains_recorded", "ix_gains_imported"}
    with bare_engine.connect() as connection:
        assert connection.scalars(select(AllTables.metadata.tables["funding"].c.funder)).all() == [
            "The council"
        ]


def test_the_revisions_read_from_the_files_are_alembics_own() -> None:
    """Ours reads the heads of the files alone; it must never differ from what an upgrade follows."""
    from alembic.script import ScriptDirectory

    theirs = ScriptDirectory(str(engines._UPGRADES)).walk_revisions()
    assert [script.revision for script in theirs] == list(engines._revisions())
    assert engines.newest_revision() == engines._revisions()[0] and len(engines.known_revisions()) > 30
