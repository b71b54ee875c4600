"""Run on the faulty disk: one act again and again, with an I/O error at another call each time.

    fail_calls.py DESK PLACE ACT MOST     the act at each of its calls, or at MOST of them spread over all

Prints one JSON object: how many calls the act makes, what was tried, what was lost or harmed.
"""

from __future__ import annotations

import errno
import json
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from acts import ACTS, REFUSED, Act, half_files, rows
from building import PASSPHRASE, MovingClock
from faulty_disk import FaultyDisk
from killing import Toll, look

from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.people import clients

CLOCK = MovingClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))


def once(disk: FaultyDisk, act: Act, whole: Path, place: Path, at: int, go_on: bool, toll: Toll) -> bool:
    """The act with an error at its call ``at``; True where it was refused."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(whole, place / "desk")
    desk = open_desk(place / "desk", PASSPHRASE, clock=CLOCK)
    before, told = rows(desk), None
    disk.arm(at, errno.EIO, go_on=go_on)
    try:
        told = act.do(desk, place)
    except REFUSED:
        if not go_on:  # the disk is well again: nothing may stand in the way of the next try
            assert not act.at_once or rows(desk) == before
    finally:
        disk.disarm()
    toll.trials += 1
    if told is not None or not go_on:  # a disk that stays dead lets nothing be taken away: see below
        toll.harmed += [f"{act.name}, call {at}: {left}" for left in half_files(place)]
    assert clients.find(desk, "Reid")
    desk.close()
    again = open_desk(place / "desk", PASSPHRASE, clock=CLOCK)
    later = act.do(again, place)
    toll.harmed += [f"{act.name}, call {at}, tried again: {left}" for left in half_files(place)]
    again.close()
    look(place / "desk", CLOCK, [(act.name, what, str(id_)) for what, id_ in [*(told or []), *later]], toll)
    return told is None


def main(whole: Path, place: Path, act: Act, most: int) -> None:
    disk, toll, refused = FaultyDisk(place), Toll(), 0
    shutil.copytree(whole, place / "desk")
    desk = open_desk(place / "desk", PASSPHRASE, clock=CLOCK)
    disk.arm(0, 0, go_on=False)
    act.do(desk, place)
    calls = disk.disarm()
    desk.close()
    steps = range(1, calls + 1)
    if calls > most:
        steps = sorted({1 + (calls - 1) * step // (most - 1) for step in range(most)})
    for go_on in (False, True):
        for at in steps:
            refused += once(disk, act, whole, place, at, go_on, toll)
    said = {
        "calls": calls,
        "trials": toll.trials,
        "refused": refused,
        "lost": toll.lost,
        "harmed": toll.harmed,
    }
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), ACTS[sys.argv[3]], int(sys.argv[4]))
