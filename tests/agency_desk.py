"""An agency's desk on the tests' server, made by the program itself, and its people."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from building import PASSPHRASE, MovingClock
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL

from welfare_desk.casework.agency import Agency
from welfare_desk.casework.desk import Clock, Desk
from welfare_desk.casework.opening import NewAdvisor
from welfare_desk.casework.shared import making
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.records.server import Address
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
