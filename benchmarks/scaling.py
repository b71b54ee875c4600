"""What an advisor and a manager wait for at a shared desk, against raw SQL on the same server, as it grows.

The bare side is whoever runs the server, over whom no rule about rows stands: hand-written SQL for the lists
(of an advisor's own clients where an advisor asks), and for the year's report the program's own statements
sent again with the same values. Rows are left as they come.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import event

from benchmarks import agency, caseload, measuring, private_server, reading
from benchmarks.agency import BigAgency
from benchmarks.invented import TODAY
from benchmarks.measuring import Pair, Timed
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures.tally import tally
from welfare_desk.casework.matters import journal, key_dates
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientRow
from welfare_desk.casework.shared import presence, seen
from welfare_desk.casework.shared.presence import Here
from welfare_desk.rules.caseload import Period

SIZES = (10_000, caseload.CLIENTS, caseload.LARGE)
GIGABYTES = {  # what each is when made, with the room its making takes
    "server": {10_000: 1, caseload.CLIENTS: 3, caseload.LARGE: 24},
    "file": {10_000: 1, caseload.CLIENTS: 3, caseload.LARGE: 28},
}
LEFT_TO_OTHERS = 15  # gigabytes of a disk that a benchmark never touches
_CALLED = {"server": "desk on a server", "file": "desk in its encrypted file"}
_NOTHING: Mapping[str, object] = {}
_TYPED = ("mc", "mcken", "reid c")
_YEAR = Period(TODAY.replace(year=2025, month=4, day=1), TODAY.replace(month=3, day=31))
_MINE_OF = """person_id IN (SELECT person_id FROM assignments
    WHERE advisor_id = %(me)s OR team_id = (SELECT team_id FROM members WHERE id = %(me)s))"""


def pairs(big: BigAgency, there: psycopg.Connection[Any]) -> list[Pair]:
    """The same questions of the manager, who sees everybody, and of an advisor with two thousand clients."""
    return [
        *_questions(big.open("manager"), there, everybody=True),
        *_questions(big.open("advisor-7"), there, everybody=False),
    ]


def _questions(desk: Desk, there: psycopg.Connection[Any], *, everybody: bool) -> Iterator[Pair]:
    name = "manager" if everybody else "advisor"
    mine = "" if everybody else f"people.{_MINE_OF.replace('person_id', 'id', 1)}"

    def bare(statement: str, given: Mapping[str, object] = _NOTHING) -> Callable[[], Any]:
        return lambda: there.execute(statement, {"me": desk.advisor.id, **given}).fetchall()

    people = reading.CLIENTS.format(where=f"WHERE {mine}" if mine else "")
    yield Pair(
        f"{name}: page of 50 clients", lambda: clients.page(desk), bare(people), _clients, _bare_clients
    )
    for typed in _TYPED:
        yield Pair(
            f"{name}: search, “{typed}” typed",
            lambda typed=typed: clients.find(desk, typed),
            bare(*_search(typed, mine)),
            _clients,
            _bare_clients,
        )
    dates = reading.KEY_DATES.replace("?", "%(until)s", 1).replace("?", "%(many)s")
    if mine:
        of_mine = f"cases.person_id IN (SELECT people.id FROM people WHERE {mine}) AND "
        dates = dates.replace("WHERE key_dates", f"WHERE {of_mine}key_dates")
    fortnight = timedelta(days=14)
    yield Pair(
        f"{name}: dates of 14 days, 200",
        lambda: key_dates.upcoming(desk, today=TODAY, within=fortnight, limit=200),
        bare(dates, {"until": TODAY + fortnight, "many": 200}),
        lambda rows: [(row.id, row.case_id, row.client, row.due_on) for row in rows],
        lambda rows: [(row[0], row[1], row[3], row[6]) for row in rows],
    )
    untold = (lambda _: None, lambda _: None)  # the same statements: nothing else to agree on
    one = clients.find(desk, "reid")[0].id
    open_one = lambda: (clients.client(desk, one), journal.journal_rows(desk, one))  # noqa: E731
    yield Pair(f"{name}: a client with their journal", open_one, _again(desk, there, open_one), *untold)
    yield from _beside_a_page(desk, name, one, bare)
    if everybody:
        report = lambda: tally(desk, _YEAR, by=["benefit"])  # noqa: E731
        yield Pair("manager: a year's report", report, _again(desk, there, report), *untold, most_turns=3)


def _beside_a_page(
    desk: Desk, name: str, person: UUID, bare: Callable[..., Callable[[], Any]]
) -> Iterator[Pair]:
    """What a page of a shared desk asks beside its own: the moment it was read at, who else is there."""
    untold = (lambda _: None, lambda _: None)
    yield Pair(
        f"{name}: the moment a page was read",
        lambda: seen.moment(desk),
        bare("SELECT pg_current_snapshot()::text"),
        *untold,
        calls=20,
    )
    held = desk.engine.raw_connection()
    line = held.driver_connection
    assert isinstance(line, psycopg.Connection)
    held.detach()  # a line of its own, as the program has one for it
    line.autocommit = True
    at, me = Here("person", person), desk.advisor.id

    def who_else() -> Any:
        presence.say(line, at, me, desk.device)
        return presence.others(line, me, desk.device)

    # What the same says of a person in a table of a few rows, over whom no rule stands.
    there = bare("SELECT advisor_id FROM presence WHERE person_id = %(person)s", {"person": person})
    yield Pair(f"{name}: saying so, and who else is there", who_else, there, *untold, calls=20)


def _search(typed: str, mine: str) -> tuple[str, dict[str, str]]:
    """Who has a word beginning with each that was typed, the longest looked up first."""
    words = sorted(typed.split(), key=len, reverse=True)
    where = reading.FOUND.format(ways=reading.WAY + reading.ALSO * (len(words) - 1))
    if mine:
        where = where.replace("AS found WHERE", f"AS found WHERE found.{_MINE_OF} AND")
    given = {}
    for word in words:
        for bound in (word, word + "\U0010ffff"):
            where = where.replace("?", f"%(bound{len(given)})s", 1)
            given[f"bound{len(given)}"] = bound
    return reading.CLIENTS.format(where=where), given


def _again(desk: Desk, there: psycopg.Connection[Any], ours: Callable[[], Any]) -> Callable[[], Any]:
    """What the program asks the server for it, asked once more by whoever runs the server."""
    asked: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            asked.append((statement, given))

    event.listen(desk.engine, "before_cursor_execute", hear)
    try:
        ours()
    finally:
        event.remove(desk.engine, "before_cursor_execute", hear)
    return lambda: [there.execute(statement, given).fetchall() for statement, given in asked]


def _clients(rows: list[ClientRow]) -> list[tuple[Any, ...]]:
    return [(row.id, row.reference, row.name, row.born_on, row.postcode, row.practice) for row in rows]


def _bare_clients(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [(row[0], row[1], f"{row[2]}, {row[3]}", *row[4:7]) for row in rows]


# How it grew -------------------------------------------------------------------------------------------


def grown(timed: dict[int, list[Timed]]) -> Iterator[str]:
    """A line for each question: ours at each size with its ratio to raw SQL there."""
    sizes = sorted(timed)
    yield f"{'':<36}" + "".join(f"{f'{size:,} people':>24}" for size in sizes)
    for place, first in enumerate(timed[sizes[0]]):
        cells = (timed[size][place] for size in sizes)
        yield f"{first.pair.name:<36}" + "".join(
            f"{f'{1000 * one.ours:,.1f} ms ({one.ratio:.1f} x)':>24}" for one in cells
        )


def _on_server(sizes: tuple[int, ...], rounds: int, out: Path) -> dict[int, list[Timed]]:
    timed = {}
    with agency.server(out) as (folder, port):
        for size in sizes:
            big = agency.big_agency(size, folder, port)
            made = f"made in {big.made_in:,.0f} s" if big.made_in is not None else "kept from an earlier run"
            try:
                with closing(big.administrator()) as there:
                    held = there.execute(
                        "SELECT pg_size_pretty(pg_database_size(current_database()))"
                    ).fetchone()
                    print(f"Server: {size:,} people, {held[0] if held else '?'}, {made}.", file=sys.stderr)
                    asked = pairs(big, there)
                    _must_agree(asked)
                    timed[size] = [measuring.side_by_side(pair, rounds) for pair in asked]
            finally:
                big.close()
    return timed


def _in_a_file(sizes: tuple[int, ...], rounds: int, out: Path) -> dict[int, list[Timed]]:
    timed = {}
    for size in sizes:
        big = caseload.big_desk(size, out=out)
        made = f"made in {big.made_in:,.0f} s" if big.made_in is not None else "kept from an earlier run"
        print(f"Encrypted file: {size:,} people, {made}.", file=sys.stderr)
        try:
            asked = reading.pairs(big)
            _must_agree(asked)
            timed[size] = [measuring.side_by_side(pair, rounds) for pair in asked]
        finally:
            big.desk.close()
    return timed


def _must_agree(asked: list[Pair]) -> None:
    if differing := [pair.name for pair in asked if not pair.agrees()]:
        raise SystemExit(f"The two sides do not give the same answer: {', '.join(differing)}.")


def fitting(engine: str, sizes: tuple[int, ...], out: Path, free: float) -> tuple[tuple[int, ...], list[str]]:
    """The sizes that are there or for which there is room, and a sentence for each that is left out.

    ``free``: bytes of the disk that nobody uses.
    """
    fits, told, room = [], [], free / 1e9 - LEFT_TO_OTHERS
    for size in sorted(sizes):
        wants = 0 if _is_there(engine, size, out) else GIGABYTES[engine][size]
        if wants <= max(room, 0):
            fits.append(size)
            room -= wants
        else:
            told.append(
                f"A {_CALLED[engine]} of {size:,} people wants {wants} GB more; {free / 1e9:.0f} GB are free,"
                f" of which {LEFT_TO_OTHERS} are left to others: it is not made here."
            )
    return tuple(fits), told


def _is_there(engine: str, size: int, out: Path) -> bool:
    if engine == "server":
        return any((out / "server" / f"people-{size}").glob("made-*"))
    return (out / f"desk-{size}-{caseload.stamp()}.made").exists()


def main() -> int:
    asked = argparse.ArgumentParser(prog="benchmarks.scaling", description=__doc__)
    asked.add_argument("--large", action="store_true", help=f"up to {SIZES[-1]:,} people")
    asked.add_argument("--only", choices=("server", "file"), help="one of the two engines")
    asked.add_argument("--rounds", type=int, default=7)
    wanted = asked.parse_args()
    sizes = SIZES if wanted.large else SIZES[:2]
    out = caseload.OUT
    out.mkdir(parents=True, exist_ok=True)
    measured = False
    for engine, measure, said in (
        ("server", _on_server, "An agency's desk on PostgreSQL:"),
        ("file", _in_a_file, "A desk in its encrypted file:"),
    ):
        if wanted.only not in (None, engine):
            continue
        fits, left_out = fitting(engine, sizes, out, shutil.disk_usage(out).free)
        print(*left_out, sep="\n", end="\n" * bool(left_out), file=sys.stderr)
        try:
            if fits:
                print(said, *grown(measure(fits, wanted.rounds, out)), sep="\n")
                measured = True
        except private_server.LackingServer as lacking:
            print(f"PostgreSQL: NOT MEASURED HERE, {lacking}.", file=sys.stderr)
    return 0 if measured else 4


if __name__ == "__main__":
    sys.exit(main())
