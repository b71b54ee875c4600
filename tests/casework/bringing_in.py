"""A process of its own that brings a file in, so that a test can starve it of disk or kill it.

Run as ``bringing_in.py DESK FILE [BYTES]``; prints a line before it begins.
BYTES is the longest any file may grow.
"""

from __future__ import annotations

import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

from welfare_desk.casework.desk import FixedClock
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.workbook import intake
from welfare_desk.errors import DeskError

if __name__ == "__main__":
    folder, file = Path(sys.argv[1]), Path(sys.argv[2])
    clock = FixedClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))
    desk = open_desk(folder, "seven blue herons walk", clock=clock)
    if len(sys.argv) > 3:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
    sys.stdout.write("beginning\n")
    sys.stdout.flush()
    try:
        intake.bring_in(desk, file.read_bytes(), file.name, today=clock.today())
    except DeskError as error:
        sys.exit(f"{type(error).__name__}: {error}")
