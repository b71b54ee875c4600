"""Spoilt files for every reader of strangers' files: each is taken or refused in a sentence, soon, and whole.

``make fuzz`` tries ten thousand for each; here a few, the same every time.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from building import PASSPHRASE, MovingClock
from mutating import spoilt, spoilt_within
from sqlalchemy import func, select

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "letters"))
import strangers_papers
import strangers_templates

from welfare_desk import resources
from welfare_desk.casework.correspondence import template_book
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.workbook import intake
from welfare_desk.errors import DeskError, Problems
from welfare_desk.letters import templates, word_template
from welfare_desk.letters.front_matter import TemplateFault
from welfare_desk.letters.papers import judge, kinds
from welfare_desk.letters.papers.unfit import Unfit
from welfare_desk.records.intake import Intake
from welfare_desk.records.people import Person
from welfare_desk.vault.keys import KeyFile

TRIALS = int(os.environ.get("WELFARE_DESK_FUZZ", "60"))
PARTS = 8 if TRIALS >= 1000 else 1
SEED = int(os.environ.get("WELFARE_DESK_SEED", "1"))
SECONDS = 20  # of processor time for one file, however busy the machine is

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="only here can a reader that hangs be stopped"),
    pytest.mark.parametrize("part", range(PARTS)),
    pytest.mark.filterwarnings("ignore"),  # what a reader warns of a spoilt file is no fault of ours
]
CASELOAD = Path(__file__).resolve().parents[1] / "data" / "caseload"
SMALL = (
    b"Surname,First name,DOB,Benefit,Weekly gain,Date confirmed,Notes\n"
    b"Reid,Ann,02/03/1974,ADP,\xc2\xa320.00,01/05/2025,Rang\n"
    b'Kane,Jean,1961-04-09,Attendance Allowance,"1,084.80",3 May 2025,"Two\nlines"\n'
)


class Hung(Exception):
    pass


@contextmanager
def soon() -> Iterator[None]:
    """A reader that goes on for too long is stopped and counts as hung."""

    def ring(_signal: int, _frame: object) -> None:
        raise Hung

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class Fuzzed:
    """What a run of spoilt files came to."""

    def __init__(self, what: str, part: int, counted: Callable[..., None]) -> None:
        self.what, self.chance, self._counted = what, random.Random(f"{what} {SEED} {part}"), counted
        self.trials = self.taken = self.refused = 0
        self.wrong: list[str] = []
        self.slowest = 0.0

    def each(self) -> Iterator[random.Random]:
        for _ in range(max(TRIALS // PARTS, 1)):
            self.trials += 1
            yield self.chance

    def read(self, read: Callable[[], object], expected: tuple[type[BaseException], ...]) -> None:
        began = time.process_time()
        try:
            with soon():
                read()
            self.taken += 1
        except expected as no:
            self.refused += 1
            if not str(no).strip() or "Traceback" in str(no):
                self.wrong.append(f"trial {self.trials}: refused without a sentence")
        except Hung:
            self.wrong.append(f"trial {self.trials}: hung")
        except Exception as crash:  # noqa: BLE001 - any other fault is what is looked for
            at = traceback.extract_tb(crash.__traceback__)[-1]
            place = f"{Path(at.filename).name}:{at.lineno}"
            self.wrong.append(f"trial {self.trials}: {type(crash).__name__} at {place}: {str(crash)[:150]}")
        self.slowest = max(self.slowest, time.process_time() - began)

    def done(self) -> None:
        more = f"{self.taken} taken, {self.refused} refused, slowest {self.slowest:.1f} s, seed {SEED}"
        self._counted(f"Fuzzed: {self.what}", self.trials, len(self.wrong), more)
        assert self.wrong == []


def test_the_importer(part: int, desk: Desk, clock: MovingClock, counted: Any) -> None:
    fuzzed = Fuzzed("importer", part, counted)
    csv = (CASELOAD / "practice-desk.csv").read_bytes()
    workbook = (CASELOAD / "practice-desk.xlsx").read_bytes()
    lines = csv.split(b"\n")

    def rows() -> tuple[int, ...]:
        with desk.look() as look:
            return tuple(
                look.scalar(select(func.count()).select_from(table)) or 0 for table in (Intake, Person)
            )

    for chance in fuzzed.each():
        few = b"\n".join([*lines[:6], *chance.sample(lines[6:], 12)])
        kind = chance.random()
        if kind < 0.04:
            data = spoilt_within(workbook, chance)
        elif kind < 0.08:
            data = spoilt(workbook, chance)
        else:
            data = spoilt(chance.choice((SMALL, few)), chance, (SMALL, few))
        before = rows()
        refused = fuzzed.refused
        fuzzed.read(partial(intake.bring_in, desk, data, "cases.csv", today=clock.today()), (DeskError,))
        if fuzzed.refused > refused and rows() != before:
            fuzzed.wrong.append(f"trial {fuzzed.trials}: refused, and yet something was brought in")
    fuzzed.done()


def test_the_template_loader(part: int, counted: Any) -> None:
    fuzzed = Fuzzed("template loader", part, counted)
    kinds_of = sorted(path.stem for path in resources.folder().joinpath("letters").glob("*.md"))
    shipped = [template_book.shipped_source(kind).encode() for kind in kinds_of]
    seeds = [*shipped, *(text.encode(errors="replace") for text in strangers_templates.HARMLESS.values())]
    word = strangers_papers.package(
        **{"word/document.xml": strangers_papers.words("Dear «client.name», «reference» {{ x }}")}
    )
    front = templates.shipped("closing").front

    def one(source: str) -> None:
        template = templates.read(source, "note")
        template.document(template.sample())

    for chance in fuzzed.each():
        templates.read.cache_clear()
        if chance.random() < 0.2:
            data = (spoilt if chance.random() < 0.4 else spoilt_within)(word, chance)
            fuzzed.read(partial(word_template.read, data, front, "closing"), (TemplateFault,))
        else:
            whole = chance.choice(seeds)
            kept = (
                whole.find(b"+++", 3) + 3 if chance.random() < 0.7 else 0
            )  # a sound head, so the body is read
            source = (whole[:kept] + spoilt(whole[kept:], chance, seeds)).decode(errors="replace")
            fuzzed.read(partial(one, source), (TemplateFault, Problems))
    fuzzed.done()


def test_the_attachment_typer(part: int, counted: Any) -> None:
    fuzzed = Fuzzed("attachment typer", part, counted)
    named = [(name, data) for name, data in strangers_papers.harmless() if len(data) < 300_000]
    seeds = [data for _, data in named]

    def one(name: str, data: bytes) -> None:
        found = judge.judge(name, data)
        assert found.kind.media_type in kinds.OF_TYPE

    for chance in fuzzed.each():
        name, data = chance.choice(named)
        if data[:2] == b"PK" and chance.random() < 0.6:
            data = spoilt_within(data, chance)
        else:
            data = spoilt(data, chance, seeds)
        fuzzed.read(partial(one, name, data), (Unfit,))
    fuzzed.done()


def test_the_slots_file(
    part: int, empty_desk: Path, clock: MovingClock, tmp_path: Path, counted: Any
) -> None:
    fuzzed = Fuzzed("slots file", part, counted)
    whole = (empty_desk / "keys.json").read_bytes()
    folder = tmp_path / "desk"
    shutil.copytree(empty_desk, folder)

    def one() -> None:
        keys = KeyFile(folder)
        keys.people()
        keys.wait(clock.now())
        keys.unlock(PASSPHRASE, clock.now()).wipe()

    for chance in fuzzed.each():
        data = spoilt(whole, chance, [whole]) if chance.random() < 0.6 else _said_otherwise(whole, chance)
        (folder / "keys.json").write_bytes(data)
        fuzzed.read(one, (DeskError,))
        left = {path.name for path in folder.iterdir()} - {"desk.db", "keys.json", "desk.lock"}
        if left:
            fuzzed.wrong.append(f"trial {fuzzed.trials}: left {left}")
    fuzzed.done()


def _said_otherwise(whole: bytes, chance: random.Random) -> bytes:
    """Good JSON that says something else at one to three places."""
    told = json.loads(whole)
    for _ in range(chance.randint(1, 3)):
        at: Any = told
        while isinstance(at, (dict, list)) and at:
            key = chance.choice(list(at) if isinstance(at, dict) else list(range(len(at))))
            if isinstance(at[key], (dict, list)) and at[key] and chance.random() < 0.9:
                at = at[key]
                continue
            odd = (None, True, -1, 0, 2**31, 2**63, 1.5, "", "x", "é" * 3000, [], {}, [[]], {"a": {}})
            if chance.random() < 0.15 and isinstance(at, dict):
                del at[key]
            else:
                at[key] = chance.choice(odd)
            break
    return json.dumps(told).encode()
