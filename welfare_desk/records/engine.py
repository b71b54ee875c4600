"""Opens an engine on the one encrypted file or on a shared PostgreSQL, and brings its tables up to date.

The key is no business of this room: the caller hands in a function that opens a keyed connection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text

from welfare_desk.records import tables

# Whoever opens an engine may write any table, and one whose neighbour was never imported cannot be written.
ALL_TABLES = tables.Base.metadata

_UPGRADES = Path(__file__).resolve().parent / "upgrades"


def encrypted_file(connect: Callable[[], Any], *, read_only: bool = False) -> Engine:
    """An engine over keyed SQLCipher connections; ``connect`` opens one.

    Writers take SQLite's one write lock at BEGIN, so that a transaction never meets it half-way and
    table changes roll back with the rest; readers begin plainly.
    """
    from sqlcipher3 import dbapi2

    engine = create_engine("sqlite://", module=dbapi2, creator=connect, poolclass=QueuePool, pool_size=4)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        plain = read_only or connection.get_execution_options().get("reads_only", False)
        connection.exec_driver_sql("BEGIN" if plain else "BEGIN IMMEDIATE")

    @event.listens_for(engine, "checkin")
    def _leave_nothing_open(connection: Any, _record: Any) -> None:
        # After a COMMIT that failed (a full disk, a row that points at nothing) SQLite is still inside its
        # transaction and holds the one write lock, while SQLAlchemy takes it to be over.
        if connection is not None and connection.in_transaction:
            connection.rollback()

    return engine


def shared_server(url: str) -> Engine:
    """An engine over a PostgreSQL server (``postgresql+psycopg://``)."""
    return create_engine(url, poolclass=QueuePool, pool_size=4, pool_pre_ping=True)


def for_reading(connection: Connection) -> Connection:
    """The same connection for one look: it sees the desk as at one moment, takes no lock, writes nothing."""
    if connection.dialect.name == "postgresql":
        return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return connection.execution_options(reads_only=True)


def take_turns(connection: Connection, table: str) -> None:
    """Let only this transaction add to a table whose rows follow one another, until it ends.

    On a shared server two desks would else write after the same row; SQLite has one writer anyway.
    """
    if connection.dialect.name == "postgresql":
        # Not LOCK TABLE, which asks for more rights than those who may only add to a log have.
        turn = text("SELECT pg_advisory_xact_lock(hashtext(:table))")
        connection.execute(turn, {"table": f"welfare-desk {table}"})


def newest_revision() -> str:
    """The revision this program's tables are at."""
    return _revisions()[0]


def known_revisions() -> frozenset[str]:
    return frozenset(_revisions())


def revisions_in_order() -> tuple[str, ...]:
    """Every revision as they follow one another in the tree: their numbers are names."""
    return _revisions()[::-1]


@cache
def _revisions() -> tuple[str, ...]:
    """Every revision, newest first. Read once: it compiles every upgrade there is."""
    revisions = tuple(script.revision for script in ScriptDirectory(str(_UPGRADES)).walk_revisions())
    assert revisions, "the upgrades folder holds at least one revision"  # noqa: S101
    return revisions


def revision(engine: Engine) -> str | None:
    """The revision the desk's tables are at; None for a store that has none yet."""
    with for_reading(engine.connect()) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def fold_log_in(engine: Engine) -> None:
    """Copy into the encrypted file what a killed program left in the log beside it.

    A power cut while that was being done tears pages of the file whose whole selves are in the log; until
    they are copied again a check of every page would call the desk damaged.
    """
    from sqlcipher3 import dbapi2

    connection = engine.raw_connection()
    try:
        with suppress(
            dbapi2.DatabaseError
        ):  # no room for it, or a reader's turn: the log stays, all is in it
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the tables to revision ``to``, all in one transaction."""
    with _foreign_keys_off(engine) as connection:
        upgrade_on(connection, to)


def upgrade_on(connection: Connection, to: str = "head") -> None:
    """The same inside a transaction that does more than this."""
    command.upgrade(_settings(connection), to)


def stamp(engine: Engine, as_of: str = "head") -> None:
    """Say of tables whose own word was lost that they are at this revision. Nothing else is changed."""
    with engine.begin() as connection:
        command.stamp(_settings(connection), as_of)


def _settings(connection: Connection) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(_UPGRADES))
    settings.attributes["connection"] = connection
    return settings


@contextmanager
def _foreign_keys_off(engine: Engine) -> Iterator[Any]:
    # SQLite rebuilds a table by dropping the old one, and with foreign_keys=ON that drop deletes the
    # children by ON DELETE CASCADE. The pragma is ignored inside a transaction, hence the raw cursor.
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            yield connection
        return
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None  # noqa: S101
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                broken = connection.execute(text("PRAGMA foreign_key_check")).first()
                if broken is not None:
                    raise RuntimeError(f"an upgrade left a row of {broken[0]} without its parent")
        finally:
            raw.execute("PRAGMA foreign_keys=ON")
