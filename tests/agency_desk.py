"""An agency's desk on the tests' server, made by the program itself, and its people."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import shared_server
from building import PASSPHRASE, MovingClock
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL

from welfare_desk.casework import opening
from welfare_desk.casework.agency import Agency
from welfare_desk.casework.desk import Clock, Desk
from welfare_desk.casework.opening import NewAdvisor
from welfare_desk.casework.shared import making
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.records.server import Address
from welfare_desk.vault import joined
from welfare_desk.vault.keys import KeyFile
from welfare_desk.vault.slots import Strength

SETUP_PASSWORD = "only for a server of tests"
_NUMBERS = count(1)


def colleague(manager: Desk, folder: Path, who: NewAdvisor, *, team: str = "") -> Desk:
    """Another person, asked by a manager, at their own computer."""
    asked = making.invite(manager, who, team=team)
    weak = Strength.for_tests()
    desk, _ = making.join(
        asked.data, asked.code, folder, PASSPHRASE, clock=manager.clock, strength=weak, allow_weak=True
    )
    return desk


@dataclass
class AgencyDesk:
    """What a test needs of one: its server, its database, its first manager's desk, the two halves."""

    server: URL
    address: Address
    manager: Desk
    halves: tuple[str, str]
    place: Path
    clock: Clock
    opened: list[Desk] = field(default_factory=list)

    def close(self) -> None:
        for desk in (self.manager, *self.opened):
            desk.close()

    def invite(self, name: str, role: str = "caseworker", team: str = "") -> Desk:
        """Another person, asked by the manager, at their own computer."""
        folder = self.place / f"{name.split()[0].lower()}-{next(_NUMBERS)}"
        desk = colleague(self.manager, folder, NewAdvisor(name, role=role), team=team)
        self.opened.append(desk)
        return desk

    def through(self, desk: Desk, port: int) -> Desk:
        """The same person's desk once more, its server reached by another port."""
        desk.close()
        if desk in self.opened:
            self.opened.remove(desk)
        with KeyFile(desk.folder).unlock(PASSPHRASE, self.clock.now()) as key:
            way = joined.read(desk.folder, key)
            assert way is not None
            joined.keep(desk.folder, key, replace(way, port=port))
        again = opening.open_desk(desk.folder, PASSPHRASE, clock=self.clock)
        self.opened.append(again)
        return again

    def psql(self, desk: Desk, *sentences: str) -> subprocess.CompletedProcess[str]:
        """A plain psql as one of its people, with the password their folder keeps."""
        way = shared_of(desk).way
        return psql(self.address, way.login, way.password, *sentences)


def psql(address: Address, role: str, password: str, *sentences: str) -> subprocess.CompletedProcess[str]:
    words = [word for sentence in sentences for word in ("-c", sentence)]
    return subprocess.run(
        ["psql", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", *words],
        env={
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "PGHOST": address.host,
            "PGPORT": str(address.port),
            "PGDATABASE": address.database,
            "PGUSER": role,
            "PGPASSWORD": password,
            "PGSSLMODE": "disable",
        },
        capture_output=True,
        text=True,
        timeout=60,
    )


def empty_database(server: URL) -> Address:
    """A database of a role's own that may make roles: what whoever runs a server gives an agency."""
    name = f"agency_{next(_NUMBERS)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE ROLE {name}_setup LOGIN CREATEROLE PASSWORD '{SETUP_PASSWORD}'"))
        connection.execute(text(f"CREATE DATABASE {name} OWNER {name}_setup"))
    engine.dispose()
    return Address("127.0.0.1", server.port or 0, name, f"{name}_setup", plain=True)


def make(server: URL, place: Path, clock: MovingClock) -> AgencyDesk:
    address = empty_database(server)
    made = making.create(
        address,
        SETUP_PASSWORD,
        place / "manager",
        NewAdvisor("Isla Grant"),
        PASSPHRASE,
        clock=clock,
        details=Agency("Tayside Advice Partnership"),
        strength=Strength.for_tests(),
        allow_weak=True,
    )
    return AgencyDesk(server, address, made.desk, (made.first_half, made.second_half), place, clock)


# The whole casework suite on a server: WELFARE_DESK_ON_SERVER=1 (make.py says ``server``).
ON_SERVER = bool(os.environ.get("WELFARE_DESK_ON_SERVER"))
ON_A_LAPTOP = "of a desk in its own folder: "  # how the reason begins where a test is not asked of the server
# As its manager, for some tests make their advisor one; as "caseworker" those are refused.
ON_SERVER_AS = "caseworker" if os.environ.get("WELFARE_DESK_ON_SERVER") == "caseworker" else "manager"


# What the tests' database is besides its rows; a test that changed any of it leaves it to be made anew.
_SHAPE = """SELECT md5(string_agg(one, '|' ORDER BY one)) FROM (
    SELECT c.oid || ' ' || relowner || coalesce(relacl::text, '') || relrowsecurity || relnatts
      FROM pg_class c WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'p' || oid FROM pg_policy
    UNION ALL SELECT 't' || oid || tgenabled::text FROM pg_trigger
    UNION ALL SELECT 'f' || oid || xmin::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
) shape(one)"""
_ALONE = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_EMPTY = """DO $$ DECLARE one regclass; any_there boolean; BEGIN
    FOR one IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %s)', one) INTO any_there;
        IF any_there THEN EXECUTE format('DELETE FROM %s', one); END IF;
    END LOOP; END $$"""


@dataclass
class OnServer:
    """An agency's desk of one advisor: a database for each process of tests, emptied between them.

    A copy of the database for each test costs a second and more, for a desk has hundreds of files there;
    emptying it costs some hundredths.
    """

    server: URL
    template: URL
    folder: Path
    rows: dict[str, bytes] = field(default_factory=dict)  # what the new desk holds, as COPY gives it
    now: URL | None = None  # the database that the next test gets
    shape: str = ""

    @classmethod
    def make(cls, server: URL, place: Path) -> OnServer:
        address = empty_database(server)
        made = making.create(
            address,
            SETUP_PASSWORD,
            place / "desk",
            NewAdvisor("Morag Sinclair", job_title="Welfare rights advisor"),
            PASSPHRASE,
            clock=MovingClock(datetime(2024, 4, 1, 9, tzinfo=UTC)),
            details=Agency("Tayside Advice Partnership", "14 Ferry Road\nMillbank DD5 9ZZ", "01382 496 0021"),
            strength=Strength.for_tests(),
            allow_weak=True,
        )
        made.desk.close()
        caseworker = "UPDATE advisors SET role = 'caseworker'", f"UPDATE members SET duty = '{ON_SERVER_AS}'"
        done = psql(address, "wdadmin", "", *caseworker)
        assert done.returncode == 0, done.stderr
        house = cls(server, server.set(database=address.database), place / "desk")
        with house.administrator(house.template) as there:
            tables = there.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            )
            for (table,) in tables.fetchall():
                with there.cursor().copy(f'COPY "{table}" TO STDOUT') as rows:
                    if held := b"".join(bytes(part) for part in rows):
                        house.rows[table] = held
        return house

    @contextmanager
    def administrator(self, url: URL) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
        """Whoever runs the server, over whom no rule about rows stands."""
        with psycopg.connect(host="127.0.0.1", port=url.port, dbname=url.database, user="wdadmin") as there:
            yield there

    @contextmanager
    def copy(self, folder: Path, clock: MovingClock) -> Iterator[Desk]:
        """The new desk, in a database of no other test's at this moment."""
        if self.now is None:
            self.now = shared_server.new_database(self.server, like=self.template)
            with self.administrator(self.now) as there:
                self.shape = _one(there, _SHAPE)
        url = self.now
        shutil.copytree(self.folder, folder)
        with KeyFile(folder).unlock(PASSPHRASE, clock.now()) as key:
            way = joined.read(folder, key)
            assert way is not None and url.database is not None
            joined.keep(folder, key, replace(way, database=url.database))
        desk = opening.open_desk(folder, PASSPHRASE, clock=clock)
        try:
            yield desk
        finally:
            desk.close()
            self._as_new(url)

    def _as_new(self, url: URL) -> None:
        """Its rows as they were; or, where a test changed more than rows, another database next time."""
        with self.administrator(url) as there:
            there.execute(_ALONE)
            if _one(there, _SHAPE) != self.shape:
                self.now = None
                return
            there.execute("SET session_replication_role = replica")  # no trigger, and parents before children
            there.execute(_EMPTY)
            for table, rows in self.rows.items():
                with there.cursor().copy(f'COPY "{table}" FROM STDIN') as into:
                    into.write(rows)


def _one(there: psycopg.Connection[tuple[Any, ...]], asked: str) -> str:
    found = there.execute(asked).fetchone()
    assert found is not None
    return str(found[0])


@contextmanager
def behind_our_back(desk: Desk) -> Iterator[Connection]:
    """A connection of whoever has the file, or runs the server: no rule of the desk's holds them."""
    if desk.shared is None:
        with desk.engine.begin() as connection:
            yield connection
        return
    way = desk.shared.way
    url = f"postgresql+psycopg://wdadmin@{way.host}:{way.port}/{way.database}"
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def opening_address(server: URL) -> Address:
    return Address("127.0.0.1", server.port or 0, server.database or "", "wdadmin", plain=True)
