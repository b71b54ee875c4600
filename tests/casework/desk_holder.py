"""A process of its own that holds a desk open for writing until its input ends.

Run as ``desk_holder.py DESK``; prints a line once it has the desk.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from welfare_desk.casework.desk import FixedClock
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientDraft

if __name__ == "__main__":
    clock = FixedClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))
    desk = open_desk(Path(sys.argv[1]), "seven blue herons walk", clock=clock)
    clients.add_client(desk, ClientDraft("Held", "Jean"), today=date(2026, 11, 26))
    sys.stdout.write("holding\n")
    sys.stdout.flush()
    sys.stdin.read()
    desk.close()
