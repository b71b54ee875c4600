"""Run on the faulty disk: an old desk is opened, and so brought up to date, with every call on a tape.

record_upgrade.py DESK TAPE
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from building import PASSPHRASE, MovingClock
from faulty_disk import FaultyDisk

from welfare_desk.casework.opening import open_desk

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    disk = FaultyDisk(folder)
    disk.record(os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_TRUNC))
    desk = open_desk(folder, PASSPHRASE, clock=MovingClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC)))
    disk.mark(0)
    desk.close()
