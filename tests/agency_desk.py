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

import shared_server
from building import PASSPHRASE, MovingClock
from sqlalchemy import create_engine, text
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
        asked = making.invite(self.manager, NewAdvisor(name, role=role), team=team)
        folder = self.place / f"{name.split()[0].lower()}-{next(_NUMBERS)}"
        desk, _ = making.join(
            asked.data,
            asked.code,
            folder,
            PASSPHRASE,
            clock=self.clock,
            strength=Strength.for_tests(),
            allow_weak=True,
        )
        self.opened.append(desk)
        return desk

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
# As its manager, for some tests make their advisor one; as "caseworker" those are refused.
ON_SERVER_AS = "caseworker" if os.environ.get("WELFARE_DESK_ON_SERVER") == "caseworker" else "manager"


@dataclass
class OnServer:
    """An agency's desk of one caseworker, kept to be copied: each test has a database of its own."""

    server: URL
    template: URL
    folder: Path

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
        return cls(server, server.set(database=address.database), place / "desk")

    @contextmanager
    def copy(self, folder: Path, clock: MovingClock) -> Iterator[Desk]:
        url = shared_server.new_database(self.server, like=self.template)
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
            done = psql(
                replace(opening_address(self.server), database="postgres"),
                "wdadmin",
                "",
                f"DROP DATABASE {url.database} WITH (FORCE)",
            )
            assert done.returncode == 0, done.stderr


def opening_address(server: URL) -> Address:
    return Address("127.0.0.1", server.port or 0, server.database or "", "wdadmin", plain=True)
