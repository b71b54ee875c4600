"""Opens an engine on the one encrypted file or on a shared PostgreSQL, and brings its tables up to date.

The key is no business of this room: the caller hands in a function that opens a keyed connection.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, inspect, text

from welfare_desk.records import tables

if TYPE_CHECKING:
    from alembic.config import Config

# Whoever opens an engine may write any table, and one whose neighbour was never imported cannot be written.
ALL_TABLES = tables.Base.metadata

_UPGRADES = Path(__file__).resolve().parent / "upgrades"
_VERSION = "alembic_version"


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


_NAMED = re.compile(r'^revision\b[^=\n]*= "(\w+)"', re.MULTILINE)
_AFTER = re.compile(r'^down_revision\b[^=\n]*= (?:"(\w+)"|None)', re.MULTILINE)


@cache
def _revisions() -> tuple[str, ...]:
    """Every revision, newest first, read from the heads of the files.

    Alembic would compile every upgrade there is, and is itself most of what a desk waits for when it opens;
    only an upgrade brings it in.
    """
    after: dict[str | None, str] = {}
    for file in (_UPGRADES / "versions").glob("v*.py"):
        written = file.read_text(encoding="utf-8")
        named, before = _NAMED.search(written), _AFTER.search(written)
        assert named and before, f"{file.name} says no revision"  # noqa: S101
        after[before[1]] = named[1]
    found: list[str] = []
    while (following := after.get(found[-1] if found else None)) is not None:
        found.append(following)
    assert found and len(found) == len(after), "the upgrades follow one another from the first"  # noqa: S101
    return tuple(reversed(found))


def revision(engine: Engine) -> str | None:
    """The revision the desk's tables are at; None for a store that has none yet."""
    with for_reading(engine.connect()) as connection:
        if not inspect(connection).has_table(_VERSION):
            return None
        return connection.execute(text(f"SELECT version_num FROM {_VERSION}")).scalar()


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
    from alembic import command  # brings its templates' engine: only who upgrades pays for it

    command.upgrade(_settings(connection), to)


def stamp(engine: Engine, as_of: str = "head") -> None:
    """Say of tables whose own word was lost that they are at this revision. Nothing else is changed."""
    from alembic import command  # as above

    with engine.begin() as connection:
        command.stamp(_settings(connection), as_of)


def _settings(connection: Connection) -> Config:
    from alembic.config import Config  # as above

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
