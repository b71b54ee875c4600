"""An agency's desk on a private PostgreSQL as it might be after years: a million people and more, seeded.

Its tables, roles and rules are the program's own, made by its own commands; the invented rows go in by
COPY, several shares of the people at once. Sealed values are real for the clients of the fifty advisors
who can sign in (ten thousand people); everybody else's are chance bytes of the same size, for sealing
three keys and fifteen notes for each of a million people would measure the sealing.
"""

from __future__ import annotations

import base64
import hashlib
import inspect
import json
import multiprocessing
import random
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from benchmarks import invented, private_server
from benchmarks.caseload import OUT, PASSPHRASE
from benchmarks.invented import NOW, SEED, Ids, Invented
from welfare_desk.casework.agency import Agency
from welfare_desk.casework.desk import Desk, FixedClock
from welfare_desk.casework.opening import NewAdvisor, open_desk
from welfare_desk.casework.shared import making, upgrading
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.records import service, shared
from welfare_desk.records.base import Base
from welfare_desk.records.server import Address
from welfare_desk.vault import joined, sealing
from welfare_desk.vault.keys import KeyFile
from welfare_desk.vault.pairs import seal_for
from welfare_desk.vault.slots import Strength

ADVISORS, CLIENTS_EACH, TEAM = 50, 200, 10
OTHERS_CLIENTS = 1_000  # of each advisor who is only named
SETTINGS = (
    "shared_buffers=1GB",
    "maintenance_work_mem=512MB",
    "max_wal_size=4GB",
    "random_page_cost=1.1",
    "effective_cache_size=6GB",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
)
SETUP_PASSWORD = "only for measuring"  # noqa: S105  a server that lives as long as the measuring
_CLOCK = FixedClock(NOW)


@dataclass
class BigAgency:
    """The desk on its server: the manager's and fifty advisors' folders, and whoever runs the server."""

    people: int
    port: int
    place: Path
    made_in: float | None
    opened: list[Desk] = field(default_factory=list)

    @property
    def database(self) -> str:
        return f"bench_{self.people}"

    def open(self, who: str) -> Desk:
        """``manager`` or ``advisor-7`` at their own computer, told the port of this run's server."""
        folder = self.place / who
        with KeyFile(folder).unlock(PASSPHRASE, NOW) as key:
            way = joined.read(folder, key)
            assert way is not None
            if way.port != self.port:
                joined.keep(folder, key, replace(way, port=self.port))
        desk = open_desk(folder, PASSPHRASE, clock=_CLOCK)
        self.opened.append(desk)
        return desk

    def administrator(self) -> psycopg.Connection[Any]:
        """Whoever runs the server, over whom no rule about rows stands."""
        return _administrator(self.port, self.database)

    def close(self) -> None:
        for desk in self.opened:
            desk.close()
        self.opened.clear()


def _administrator(port: int, database: str) -> psycopg.Connection[Any]:
    name = private_server.ADMINISTRATOR
    return psycopg.connect(host="127.0.0.1", port=port, dbname=database, user=name, autocommit=True)


@contextmanager
def server(out: Path = OUT) -> Iterator[tuple[Path, int]]:
    """The private server that all sizes stand on; its folder is kept from run to run."""
    folder = out / "server"
    if not (folder / "made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if owner := private_server.owner():
            shutil.chown(folder, owner)
        private_server.make(folder)
        (folder / "made").touch()
    with private_server.started(folder, *SETTINGS) as port:
        yield folder, port


def big_agency(people: int, folder: Path, port: int, *, processes: int = 3) -> BigAgency:
    """A desk of so many people on that server, made anew only when its makers changed."""
    place = folder / f"people-{people}"
    done = place / f"made-{_made_by()}"
    big = BigAgency(people, port, place, None)
    if done.exists():  # the tables are brought up to this program's as any agency's are
        upgrading.upgrade(_setup(big), SETUP_PASSWORD)
        return big
    began = time.perf_counter()
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    with closing(_administrator(port, "postgres")) as there:
        there.execute(f"DROP DATABASE IF EXISTS {big.database} WITH (FORCE)")
        ours = sql.SQL("SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)")
        for (role,) in there.execute(ours, [f"{big.database}_"]).fetchall():
            there.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))
        there.execute(f"CREATE ROLE {big.database}_setup LOGIN CREATEROLE PASSWORD '{SETUP_PASSWORD}'")
        there.execute(f"CREATE DATABASE {big.database} OWNER {big.database}_setup")
    ids = Ids(random.Random(SEED))
    facts = _people_of(big, ids)
    with closing(big.administrator()) as there:
        rebuilt = _without_indexes(there)
        _some(there, service.Practice, map(invented.practice, facts.practices))
        _some(there, service.Funding, (invented.grant(ids(), year) for year in range(2016, 2027)))
        _others(there, facts)
        jobs = [(port, facts, first, many) for first, many in facts.shares()]
        with multiprocessing.get_context("spawn").Pool(min(processes, len(jobs))) as pool:
            pool.starmap(_copy_share, jobs)
            again = [(port, big.database, sentence) for sentence in rebuilt]
            pool.starmap(_say, again, chunksize=1)
        there.execute("UPDATE counters SET last = 10000000 WHERE name = 'reference'")
        there.execute("VACUUM ANALYZE")
        there.execute("CHECKPOINT")
    done.touch()
    big.made_in = time.perf_counter() - began
    return big


def _setup(big: BigAgency) -> Address:
    return Address("127.0.0.1", big.port, big.database, f"{big.database}_setup", plain=True)


def _made_by() -> str:
    """What the rows depend on, for a million people take an hour; their tables are upgraded."""
    makers = (invented, _Facts, _people_of, _others, _copy_share, _whose, _Seals, _common, _cell)
    return hashlib.sha256("".join(inspect.getsource(one) for one in makers).encode()).hexdigest()[:12]


@dataclass
class _Facts:
    """What each share of the people needs to know of the whole desk."""

    people: int
    database: str
    agency_id: str
    manager: tuple[UUID, bytes]
    recovery: bytes
    advisors: list[tuple[UUID, bytes]]  # who can sign in
    others: list[UUID]
    teams: list[UUID]  # of each advisor in turn, the others' too
    practices: list[UUID]

    @property
    def real(self) -> int:
        return ADVISORS * CLIENTS_EACH

    def place_of(self, number: int) -> int:
        """The place of the advisor whose client the person of this number is."""
        if number <= self.real:
            return (number - 1) % ADVISORS
        return ADVISORS + (number - 1 - self.real) % max(1, len(self.others))

    def advisor_of(self, number: int) -> UUID:
        place = self.place_of(number)
        return self.advisors[place][0] if place < ADVISORS else self.others[place - ADVISORS]

    def shares(self) -> list[tuple[int, int]]:
        return list(invented.shares(self.people, 25_000))


def _people_of(big: BigAgency, ids: Ids) -> _Facts:
    """The program's own way to a desk: its manager, then fifty colleagues asked and joined."""
    weak: Any = {"clock": _CLOCK, "strength": Strength.for_tests(), "allow_weak": True}
    made = making.create(
        _setup(big),
        SETUP_PASSWORD,
        big.place / "manager",
        NewAdvisor("Isla Grant"),
        PASSPHRASE,
        details=Agency("Tayside Advice Partnership"),
        **weak,
    )
    manager = shared_of(made.desk).way
    advisors = []
    for number in range(ADVISORS):
        asked = making.invite(made.desk, NewAdvisor(f"Advisor {number}"), team=f"Team {number // TEAM}")
        folder = big.place / f"advisor-{number}"
        desk, _ = making.join(asked.data, asked.code, folder, PASSPHRASE, **weak)
        way = shared_of(desk).way
        advisors.append((UUID(way.advisor_id), way.pair.public))
        desk.close()
    made.desk.close()
    others = [ids() for _ in range(-(-max(0, big.people - ADVISORS * CLIENTS_EACH) // OTHERS_CLIENTS))]
    with closing(big.administrator()) as there:
        found = there.execute("SELECT id FROM teams ORDER BY name").fetchall()
    teams = [found[number // TEAM][0] for number in range(ADVISORS)]
    more = [ids() for _ in range(0, len(others), TEAM)]
    return _Facts(
        big.people,
        big.database,
        manager.agency_id,
        (UUID(manager.advisor_id), manager.pair.public),
        bytes.fromhex(manager.recovery_public),
        advisors,
        others,
        [*teams, *(more[number // TEAM] for number in range(len(others)))],
        [ids() for _ in range(max(19, big.people // 2_000))],
    )


def _others(there: psycopg.Connection[Any], facts: _Facts) -> None:
    """Advisors who are only named: nobody signs in as them."""
    teams = sorted(set(facts.teams[ADVISORS:]))
    _some(there, shared.Team, ({"id": id, "name": f"Named {id}"} for id in teams))
    named = ({"id": id, "name": f"Worker {id}", "initials": "W"} for id in facts.others)
    _some(there, service.Advisor, named)
    members = (
        {
            "id": id,
            "login": f"nobody_{id.hex}",
            "duty": "caseworker",
            "team_id": team,
            "public_key": bytes(32),
        }
        for id, team in zip(facts.others, facts.teams[ADVISORS:], strict=True)
    )
    _some(there, shared.Member, members)


def _without_indexes(there: psycopg.Connection[Any]) -> list[str]:
    """Take away what is quicker made after the rows; the sentences that make it again."""
    again = []
    loose = """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
        WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
          AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)"""
    for name, definition in there.execute(loose).fetchall():
        there.execute(f"DROP INDEX {name}")
        again.append(definition)
    key = there.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = 'search_terms'::regclass AND contype = 'p'"
    ).fetchone()
    assert key is not None
    there.execute(f"ALTER TABLE search_terms DROP CONSTRAINT {key[0]}")
    return [f"ALTER TABLE search_terms ADD CONSTRAINT {key[0]} {key[1]}", *again]


def _say(port: int, database: str, sentence: str) -> None:
    with closing(_administrator(port, database)) as there:
        there.execute(sentence)


def _copy_share(port: int, facts: _Facts, first: int, many: int) -> None:
    """One share of the people with all that hangs on them."""
    chance = random.Random(f"{SEED} {first}")
    ids = Ids(chance)
    ids.millis += first * 1_000  # a share is done before the next one's begin
    seals = _Seals(facts, chance)
    workers = [*(id for id, _ in facts.advisors), *facts.others]
    share = invented.Share(
        ids,
        chance,
        facts.practices,
        workers,
        first,
        many,
        advisor_of=facts.advisor_of,
        words=seals.words,
        of_everybody={"sealing_key": b"\x02"},  # whose keys are kept elsewhere: in sealed_keys
    )
    with closing(_administrator(port, facts.database)) as there:
        there.execute("SET session_replication_role = replica")  # no trigger; every row has its parent
        for table, rows in share.tables():
            _some(there, table, rows)
        _some(there, shared.Assignment, (row for one in share.everyone for row in _whose(facts, ids, one)))
        _some(there, shared.SealedKey, (row for one in share.everyone for row in seals.keys(ids, one)))


def _whose(facts: _Facts, ids: Ids, one: Invented) -> Iterator[dict[str, Any]]:
    place = facts.place_of(one.number)
    common = {"person_id": one.id, "reason": "", "from_on": invented.FIRST_DAY}
    yield common | {
        "id": ids(),
        "kind": "assigned",
        "advisor_id": facts.advisor_of(one.number),
        "team_id": None,
    }
    yield common | {"id": ids(), "kind": "team", "advisor_id": None, "team_id": facts.teams[place]}


class _Seals:
    """Clients' keys and lines of the journal: sealed for those who can sign in, of that size for the rest."""

    def __init__(self, facts: _Facts, chance: random.Random) -> None:
        self.facts, self.chance = facts, chance
        self.size = len(seal_for(facts.recovery, bytes(32), facts.agency_id, str(facts.manager[0])))
        self.more = len(sealing.client_key_of(bytes(32), "x").seal(b"", "journal x"))
        self._cipher: tuple[UUID | None, Any] = (None, None)

    def raw(self, one: Invented) -> bytes:
        return hashlib.sha256(f"{SEED} {one.id}".encode()).digest()

    def words(self, one: Invented, entry_id: UUID, words: str) -> str:
        if one.number <= self.facts.real:
            if self._cipher[0] != one.id:
                self._cipher = one.id, sealing.client_key_of(self.raw(one), str(one.id))
            sealed = self._cipher[1].seal(words.encode(), f"journal {entry_id}")
        else:
            sealed = self.chance.randbytes(self.more + len(words.encode()))
        return "sealed:client:" + base64.b64encode(sealed).decode()

    def keys(self, ids: Ids, one: Invented) -> Iterator[dict[str, Any]]:
        place = self.facts.place_of(one.number)
        real = one.number <= self.facts.real
        own = self.facts.advisors[place] if real else (self.facts.advisor_of(one.number), b"")
        for holder, public in (own, self.facts.manager, (None, self.facts.recovery)):
            sealed = (
                seal_for(public, self.raw(one), self.facts.agency_id, str(one.id))
                if real
                else self.chance.randbytes(self.size)
            )
            yield {"id": ids(), "person_id": one.id, "advisor_id": holder, "sealed": sealed}


# Rows as COPY takes them -------------------------------------------------------------------------------


def _some(there: psycopg.Connection[Any], table: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    common = _common(table, first)
    names = [*first, *common]
    after = "".join("\t" + _cell(value) for value in common.values()) + "\n"
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.__tablename__), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with there.cursor() as cursor, cursor.copy(into) as copying:
        copying.write("\t".join(map(_cell, first.values())) + after)
        while batch := list(islice(rows, 5_000)):
            copying.write("".join(["\t".join([_cell(row[name]) for name in first]) + after for row in batch]))


def _common(table: type[Base], given: dict[str, Any]) -> dict[str, Any]:
    """What every row has that says nothing else: its version, its moment, the columns' own defaults."""
    common: dict[str, Any] = {"version": 1, "made_at": NOW} if hasattr(table, "made_at") else {}
    for column in table.__table__.columns:
        default: Any = column.default
        if column.name not in given and column.name not in common and default is not None:
            common[column.name] = default.arg(None) if default.is_callable else default.arg
    return common


def _text(words: str) -> str:
    if "\\" in words or "\n" in words or "\t" in words or "\r" in words:
        words = words.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return words


_CELLS: dict[type, Any] = {
    str: _text,
    int: str,
    bool: lambda value: "t" if value else "f",
    UUID: str,
    date: date.isoformat,
    datetime: datetime.isoformat,
    type(None): lambda _: "\\N",
    list: lambda value: _text(json.dumps(value)),
    dict: lambda value: _text(json.dumps(value)),
    bytes: lambda value: "\\\\x" + value.hex(),
}


def _cell(value: Any) -> str:
    written: str = _CELLS[type(value)](value)
    return written
