"""Run on the faulty disk: the ten journeys once each, with every call to the disk on a tape.

    record_journeys.py DESK TAPE SEED     DESK is worked on where it lies

Prints one JSON list: journey, table and id of each act, in the order of the marks on the tape.
"""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from building import PASSPHRASE, MovingClock
from faulty_disk import FaultyDisk
from journeys import JOURNEYS

from welfare_desk.casework.opening import open_desk


def main(folder: Path, tape: Path, seed: int) -> None:
    disk, chance, told = FaultyDisk(folder), random.Random(seed), []
    disk.record(os.open(tape, os.O_WRONLY | os.O_CREAT | os.O_TRUNC))
    desk = open_desk(folder, PASSPHRASE, clock=MovingClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC)))
    order = list(JOURNEYS)
    chance.shuffle(order)
    for journey in order:
        for table, id_ in journey(desk, chance):
            disk.mark(len(told))
            told.append((journey.__name__, table, str(id_)))
    desk.close()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
