"""Fifty advisors at one desk on a server at the same moment, each as their own role through the use-cases.

Every advisor goes round: find a client, open their page and journal, write a note, record a notice that sets
its key dates, begin a letter; now and then two change the same client, and one of them is told. Then what is
there is counted against what was said to be saved.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median, quantiles
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from benchmarks import agency as agencies
from benchmarks.agency import ADVISORS, BigAgency
from benchmarks.invented import TODAY
from welfare_desk.casework import agency
from welfare_desk.casework.correspondence import written
from welfare_desk.casework.correspondence.written import WrittenDraft
from welfare_desk.casework.desk import ChangedMeanwhile, Desk
from welfare_desk.casework.matters import journal, key_dates
from welfare_desk.casework.people import clients
from welfare_desk.records.cases import Case, JournalEntry, KeyDate
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.people import Person
from welfare_desk.records.shared import Assignment
from welfare_desk.rules.key_dates import Notice

ACTS = ("find", "open", "note", "date", "letter", "change")
_NOTICE = Notice("SSS", "ADP", "determination_sent", date(2026, 11, 9))


@dataclass
class Told:
    """What one advisor's round gave: seconds of each act, what was said to be saved, what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {act: [] for act in ACTS})
    saved: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    errors: list[str] = field(default_factory=list)


@dataclass
class Own:
    """The clients an advisor works with in this run: theirs, and one that their whole team changes."""

    people: list[tuple[UUID, str, UUID]]  # id, reference, a case
    teams: UUID


def _own(desk: Desk, many: int = 40) -> Own:
    me = desk.advisor.id
    with desk.look() as look:
        mine = select(Assignment.person_id).where(Assignment.advisor_id == me)
        first = select(func.min(Case.reference)).group_by(Case.person_id)
        rows = look.execute(
            select(Person.id, Person.reference, Case.id)
            .join(Case, Case.person_id == Person.id)
            .where(Person.id.in_(mine), Case.reference.in_(first))
            .order_by(Person.id)
            .limit(many)
        ).all()
        teams = look.scalar(
            select(Assignment.person_id)
            .where(Assignment.kind == "team")
            .order_by(Assignment.person_id)
            .limit(1)
        )
    assert rows and teams is not None
    return Own([(row[0], row[1], row[2]) for row in rows], teams)


def _round(desk: Desk, own: Own, number: int, to: UUID, told: Told) -> None:
    person, reference, case = own.people[number % len(own.people)]

    def timed(act: str, work: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        try:
            given = work()
        except ChangedMeanwhile:
            told.conflicts += 1
            return None
        except Exception as error:  # noqa: BLE001  whatever it was is counted and printed
            told.errors.append(f"{act}: {type(error).__name__}: {str(error)[:200]}")
            return None
        told.seconds[act].append(time.perf_counter() - began)
        return given

    found = timed("find", lambda: clients.find(desk, reference))
    if found is not None and person not in [row.id for row in found]:
        told.errors.append(f"find: {reference} was not found")
    timed("open", lambda: (clients.client(desk, person), journal.journal_rows(desk, person)))

    def kept(act: str, work: Callable[[], Any]) -> None:
        if timed(act, work) is not None:
            told.saved[act] += 1

    kept("note", lambda: journal.write_note(desk, person, f"Round {number}.", today=TODAY, case_id=case))
    if number % 3 == 0:
        kept("date", lambda: key_dates.record_notice(desk, case, _NOTICE, today=TODAY))
    if number % 4 == 0:
        draft = WrittenDraft("missed-appointment", person, to)
        kept("letter", lambda: written.write_letter(desk, draft, today=TODAY))
    if number % 5 == 0:  # the client all of a team change at once
        seen = clients.client(desk, own.teams)
        said = replace(seen.draft, ni_number=None, gp_name=f"Dr {desk.advisor.id} {number}")
        kept(
            "change",
            lambda: clients.change_client(desk, own.teams, said, version=seen.version, today=TODAY),
        )


def _advisors(big: BigAgency, numbers: list[int], rounds: int, gate: Any, out: Any) -> None:
    """Some of them in one process, a thread each."""
    desks = [big.open(f"advisor-{number}") for number in numbers]
    owns = [_own(desk) for desk in desks]
    to = next(row.id for row in agency.recipients(desks[0]) if row.code == "subject")
    tellings = [Told() for _ in desks]
    # What is imported at first use is not the server's to answer for.
    clients.client(desks[0], owns[0].people[0][0])
    key_dates.clocks(desks[0], _NOTICE, today=TODAY)
    written.kinds(desks[0])

    def goes_round(desk: Desk, own: Own, told: Told) -> None:
        for number in range(rounds):
            _round(desk, own, number, to, told)

    threads = [
        threading.Thread(target=goes_round, args=one) for one in zip(desks, owns, tellings, strict=True)
    ]
    gate.wait()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    out.put(tellings)
    big.close()


def run(big: BigAgency, *, rounds: int = 20, processes: int = 10) -> list[str]:
    """The whole of it; what is printed. Raises SystemExit where anything was lost or went wrong."""
    spawn = multiprocessing.get_context("spawn")
    manager = big.open("manager")
    before = _there(manager)
    gate, out = spawn.Barrier(processes + 1), spawn.Queue()
    shares = [list(range(ADVISORS))[place::processes] for place in range(processes)]
    alike = BigAgency(big.people, big.port, big.place, None)
    going = [spawn.Process(target=_advisors, args=(alike, share, rounds, gate, out)) for share in shares]
    for one in going:
        one.start()
    gate.wait()
    began = time.perf_counter()
    most = 0
    tellings: list[Told] = []
    with big.administrator() as there:
        asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        limit = there.execute("SHOW max_connections").fetchone()
        while len(tellings) < ADVISORS:
            counted = there.execute(asked).fetchone()
            most = max(most, counted[0] - 2 if counted else 0)  # but for this one and the manager's
            try:
                tellings += out.get(timeout=0.5)
            except Exception as empty:
                if not any(one.is_alive() for one in going) and out.empty():
                    raise SystemExit("a process of advisors ended without a word") from empty
    took = time.perf_counter() - began
    for one in going:
        one.join()
    after = _there(manager)
    return _told(tellings, took, most, int(limit[0]) if limit else 0, before, after)


def _there(desk: Desk) -> dict[str, int]:
    """How much of each the desk holds, as a manager sees it."""
    with desk.look() as look:
        counted = {
            "note": select(func.count()).where(JournalEntry.kind == "note"),
            "date": select(func.count(KeyDate.notice_id.distinct())),
            "letter": select(func.count()).select_from(Letter),
            "change": select(func.sum(Person.version)),
        }
        return {act: int(look.scalar(one) or 0) for act, one in counted.items()}


def _told(
    tellings: list[Told], took: float, most: int, limit: int, before: dict[str, int], after: dict[str, int]
) -> list[str]:
    acts = {act: [one for told in tellings for one in told.seconds[act]] for act in ACTS}
    saved = sum((told.saved for told in tellings), Counter[str]())
    lost = {act: before[act] + saved[act] - after[act] for act in before}
    errors = [error for told in tellings for error in told.errors]
    many = sum(map(len, acts.values()))
    lines = [f"{len(tellings)} advisors, {many:,} acts in {took:.1f} s: {many / took:,.0f} acts a second"]
    for act, seconds in acts.items():
        if len(seconds) > 1:
            p95 = quantiles(seconds, n=20)[-1]
            lines.append(f"  {act:<8}{len(seconds):>7,}  p50 {_ms(median(seconds))}  p95 {_ms(p95)}")
    lines += [
        f"  told that somebody else had changed it: {sum(told.conflicts for told in tellings)}",
        f"  errors: {len(errors)}; saved and not there: {sum(abs(n) for n in lost.values())}",
        f"  connections at most: {most} of {limit}",
    ]
    if errors or any(lost.values()):
        raise SystemExit("\n".join([*lines, f"lost: {lost}", *errors[:10]]))
    return lines


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:6.0f} ms"


def main() -> int:
    asked = argparse.ArgumentParser(prog="benchmarks.fifty", description=__doc__)
    asked.add_argument("--people", type=int, nargs="+", default=[10_000])
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--kept", action="store_true", help="only at desks that are made already")
    wanted = asked.parse_args()
    with agencies.server() as (folder, port):
        for people in wanted.people:
            if wanted.kept and not any((folder / f"people-{people}").glob("made-*")):
                print(f"There is no desk of {people:,} people here.", file=sys.stderr)
                continue
            big = agencies.big_agency(people, folder, port)
            try:
                print(f"At {people:,} people:", *run(big, rounds=wanted.rounds), sep="\n")
            finally:
                big.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
