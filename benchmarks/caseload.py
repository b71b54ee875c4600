"""A desk as an agency's might be after years: invented people, seeded, on a real encrypted file.

Rows go in by the thousand, past the use-cases: this is for measuring reads. Its passphrase is no
secret and nobody in it exists.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import time as clock_time
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert

from benchmarks import invented
from benchmarks.invented import CASES_EACH, NOTES_EACH, NOW, SEED, TODAY, Ids
from welfare_desk.casework.desk import Desk, FixedClock
from welfare_desk.casework.opening import NewAdvisor, make_desk, open_desk
from welfare_desk.records import engine, service
from welfare_desk.records.base import Base
from welfare_desk.vault.slots import Strength

OUT = Path(__file__).resolve().parent.parent / "out" / "bench"
CLIENTS, SMALL, LARGE = 100_000, 2_000, 1_000_000
PASSPHRASE = "invented people only"  # noqa: S105  it opens nothing but invented people
__all__ = ["CASES_EACH", "NOTES_EACH", "TODAY", "BigDesk", "Network", "big_desk", "stamp"]


@dataclass(frozen=True, slots=True)
class BigDesk:
    """The desk, open for reading, and the seconds it took to make (None when it was there already)."""

    desk: Desk
    clients: int
    made_in: float | None


@dataclass(frozen=True, slots=True)
class Network:
    """How many practices and workers; each worker has a session on the day itself."""

    practices: int = 8
    workers: int = 1


def big_desk(
    clients: int = CLIENTS, *, out: Path = OUT, dates_each: int = 1, network: Network | None = None
) -> BigDesk:
    """A desk of so many clients under ``out``, made anew only when its tables or this file changed.

    ``dates_each``: key dates of each case.
    """
    kind = f"desk-{clients}" if dates_each == 1 else f"desk-{clients}x{dates_each}"
    if network is not None:
        kind = f"network-{clients}"
    folder = out / f"{kind}-{stamp()}"
    done = folder.with_suffix(".made")
    clock = FixedClock(NOW)
    seconds = None
    if not done.exists():
        for old in out.glob(f"{kind}-*"):
            old.unlink() if old.is_file() else shutil.rmtree(old)
        out.mkdir(parents=True, exist_ok=True)
        began = time.perf_counter()
        made = make_desk(
            folder,
            NewAdvisor("Morag Sinclair"),
            PASSPHRASE,
            clock=clock,
            strength=Strength.for_tests(),
            allow_weak=True,
        )
        _fill(made.desk, clients, dates_each, network or Network())
        made.desk.close()
        done.touch()
        seconds = time.perf_counter() - began
    return BigDesk(open_desk(folder, PASSPHRASE, clock=clock, read_only=True), clients, seconds)


def stamp(*more: Path) -> str:
    """What a desk made here depends on: its tables and the makers' own words, the seed included."""
    versions = Path(engine.__file__).parent / "upgrades" / "versions"
    parts = [Path(__file__), Path(invented.__file__), *more, *sorted(versions.glob("v*.py"))]
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()[:12]


def _fill(desk: Desk, clients: int, dates_each: int, network: Network) -> None:
    chance = random.Random(SEED)
    ids = Ids(chance)
    practices = [ids() for _ in range(network.practices)]
    advisor = desk.advisor.id
    workers = [advisor, *(ids() for _ in range(network.workers - 1))]
    others = ({"id": id, "name": f"Worker {id}", "initials": "W"} for id in workers[1:])
    planned = list(_sessions(ids, practices, workers)) if network.workers > 1 else []
    with _at_speed(desk) as connection:
        _insert(connection, service.Practice, map(invented.practice, practices))
        _insert(connection, service.Advisor, others)
        _insert(connection, service.Session, planned)
        _insert(connection, service.Funding, (invented.grant(ids(), year) for year in range(2016, 2027)))
        for first, many in invented.shares(clients):
            share = invented.Share(ids, chance, practices, workers, first, many, dates_each)
            if planned:
                _insert(connection, service.Meeting, _booked(ids, planned, share.everyone, chance))
            for table, rows in share.tables():
                _insert(connection, table, rows)


def _sessions(ids: Ids, practices: list[UUID], workers: list[UUID]) -> Iterator[dict[str, Any]]:
    """A session a week for each worker from the year's start to eight weeks ahead."""
    for number, worker in enumerate(workers):
        for week in range(-34, 9):
            on = TODAY + timedelta(weeks=week)
            yield {
                "id": ids(),
                "practice_id": practices[(number + (week % 2) * len(workers)) % len(practices)],
                "advisor_id": worker,
                "on": on,
                "starts": clock_time(9),
                "ends": clock_time(12),
                "status": "held" if on < TODAY else "planned",
            }


def _booked(
    ids: Ids, planned: list[dict[str, Any]], everyone: list[invented.Invented], chance: random.Random
) -> Iterator[dict[str, Any]]:
    """Six to a session, seen where it is past."""
    for one in planned:
        for place in range(6):
            past = one["on"] < TODAY
            yield {
                "id": ids(),
                "person_id": chance.choice(everyone).id,
                "session_id": one["id"],
                "on": one["on"],
                "at": clock_time(9 + place // 2, 30 * (place % 2)),
                "minutes": 30,
                "kind": "attended",
                "status": "attended" if past else "booked",
                "first_contact": False,
            }


@contextmanager
def _at_speed(desk: Desk) -> Iterator[Connection]:
    """Nothing is lost if the power fails here, and every row is known to have its parent.

    Indexes are made when the rows are there: kept up row by row, each row of a large desk would have pages
    of them read, opened, sealed and written again.
    """
    with desk.engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        for pragma in ("synchronous=OFF", "foreign_keys=OFF", "cache_size=-400000"):
            raw.execute(f"PRAGMA {pragma}")
        indexes = raw.execute("SELECT name, sql FROM sqlite_master WHERE type='index' AND sql IS NOT NULL")
        indexes = list(indexes)
        for name, _ in indexes:
            raw.execute(f'DROP INDEX "{name}"')
        yield connection
        for _, made_by in indexes:
            raw.execute(made_by)
        connection.invalidate()


def _insert(connection: Connection, table: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    statement = insert(table)
    common = {"version": 1, "made_at": NOW} if hasattr(table, "made_at") else {}
    rows = iter(rows)
    while batch := [common | row for row in islice(rows, 20_000)]:
        with connection.begin():
            connection.execute(statement, batch)
