"""Promise R4: a disk that fills up at any moment stops a save with a sentence, and harms nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from acts import ACTS, REFUSED, Act, half_files, rows
from building import PASSPHRASE, MovingClock
from killing import Toll, look
from small_disk import PAGE, Disk, disk
from trying import LONG

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.opening import open_desk, open_or_read
from welfare_desk.casework.people import clients
from welfare_desk.errors import WorldFault

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no disk can be made small here")

STEPS = 64 if LONG else 8


@pytest.mark.parametrize("name", ACTS)
def test_a_disk_that_fills_up_stops_the_act_and_harms_nothing(
    name: str, ready_desk: Path, clock_of_now: MovingClock, tmp_path: Path, counted: Any
) -> None:
    act, toll, refused = ACTS[name], Toll(), 0
    with disk(tmp_path / "disk") as small:
        need = _room_it_takes(act, small, ready_desk, clock_of_now)
        steps = range(0, need + 4 * PAGE, PAGE)
        if name != "save" or not LONG:  # a save is tried at every page
            steps = [need * step // (STEPS - 1) // PAGE * PAGE for step in range(STEPS)]
        for room in steps:
            toll.trials += 1
            refused += _try(act, small, ready_desk, clock_of_now, room, toll)
    more = f"steps over {need // 1024} KB, {refused} refused, {len(toll.harmed)} desks harmed"
    counted(f"Disk full during {name} ({small.kind})", toll.trials, len(toll.lost), more)
    assert toll.lost == [] and toll.harmed == []
    assert refused, "the disk was never full"


def _fresh(small: Disk, whole: Path, clock: MovingClock) -> Desk:
    shutil.copytree(whole, small.place / "desk")
    return open_desk(small.place / "desk", PASSPHRASE, clock=clock)


def _room_it_takes(act: Act, small: Disk, whole: Path, clock: MovingClock) -> int:
    desk = _fresh(small, whole, clock)
    before = small.used()
    act.do(desk, small.place)
    need = small.used() - before
    desk.close()
    _clear(small)
    return need


def _clear(small: Disk) -> None:
    for path in small.place.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _try(act: Act, small: Disk, whole: Path, clock: MovingClock, room: int, toll: Toll) -> bool:
    """One act with so much room; True where it was refused. What went wrong is added to the toll."""
    desk = _fresh(small, whole, clock)
    before = rows(desk)
    small.leave(room)
    told = None
    try:
        told = act.do(desk, small.place)
    except REFUSED as full:
        assert "has not been saved" in full.said
    toll.harmed += [f"{act.name} at {room}: {left}" for left in half_files(small.place)]
    assert clients.find(desk, "Reid"), "what was there can still be read"
    assert told is not None or not act.at_once or rows(desk) == before
    desk.close()
    try:
        open_or_read(small.place / "desk", PASSPHRASE, clock=clock).close()
    except WorldFault as fault:
        assert isinstance(fault, REFUSED), fault
    small.free_all()
    again = open_desk(small.place / "desk", PASSPHRASE, clock=clock)
    later = act.do(again, small.place)  # with room again it is done
    again.close()
    look(
        small.place / "desk",
        clock,
        [(act.name, what, str(id_)) for what, id_ in [*(told or []), *later]],
        toll,
    )
    _clear(small)
    return told is None
