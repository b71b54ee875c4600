"""Promises R1 and R2: the power goes, or the desk is killed, between any two calls to the disk.

Ten journeys are recorded call by call; the disk is then made as it would be found, with what was not
settled there, gone or torn, and everything called saved before that moment is looked for.
"""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import faulty_disk
import pytest
import tape
from building import MovingClock
from killing import Toll, look
from trying import LONG, SEED

from welfare_desk.errors import DeskError

MOMENTS = 400 if LONG else 20


@dataclass(frozen=True)
class Recorded:
    """Where the desk lay, what it called saved and when, and every call to the disk."""

    at: str
    told: list[tuple[str, str, str]]
    calls: list[tape.Call]


@pytest.fixture(scope="module")
def recorded(ready_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    place = tmp_path_factory.mktemp("recorded")
    library, desk = faulty_disk.build(place), place / "desk"
    shutil.copytree(ready_desk, desk)
    ran = faulty_disk.run(library, "record_journeys.py", str(desk), str(place / "tape"), str(SEED))
    assert ran.returncode == 0, ran.stderr[-4000:]
    return Recorded(str(desk), json.loads(ran.stdout), tape.read(place / "tape"))


@pytest.fixture
def a_minute_later(clock_of_now: MovingClock) -> MovingClock:
    """Whoever was killed while unlocking has a guess counted against them, and waits a second."""
    return MovingClock(clock_of_now.at + timedelta(minutes=1))


@pytest.mark.parametrize("how", ["killed", "power cut"])
def test_whatever_is_found_after_the_last_call_holds_all_that_was_called_saved(
    how: str, recorded: Recorded, ready_desk: Path, a_minute_later: MovingClock, tmp_path: Path, counted: Any
) -> None:
    toll, chance, marks = Toll(), random.Random(SEED), 0
    calls, disk = recorded.calls, tape.Disk(ready_desk, recorded.at)
    moments = set(chance.sample(range(len(calls)), min(MOMENTS, len(calls))))
    for at, call in enumerate(calls):
        disk.take(call)
        marks += call.what == "M"
        if at in moments:
            toll.trials += 1
            disk.leave(tmp_path / "found", None if how == "killed" else chance)
            look(tmp_path / "found", a_minute_later, recorded.told[:marks], toll)
    more = f"{len(calls)} calls, {marks} acts called saved, {len(toll.harmed)} desks harmed, seed {SEED}"
    counted(f"{how.capitalize()} between calls to the disk", toll.trials, len(toll.lost), more)
    assert marks == len(recorded.told) > 20
    assert toll.lost == [] and toll.harmed == []


def test_a_disk_that_lies_about_settling_would_be_seen(
    recorded: Recorded, ready_desk: Path, a_minute_later: MovingClock, tmp_path: Path
) -> None:
    """The search itself: with every settling struck from the tape something must be missed."""
    toll, disk = Toll(), tape.Disk(ready_desk, recorded.at)
    last = max(at for at, call in enumerate(recorded.calls) if call.what == "M")
    for call in recorded.calls[: last + 1]:
        if call.what != "S":
            disk.take(call)
    disk.leave(tmp_path / "found", random.Random(1))
    try:
        look(tmp_path / "found", a_minute_later, recorded.told, toll)
    except DeskError as unopened:
        toll.lost.append(str(unopened))
    assert toll.lost or toll.harmed
