"""What the faults are tried on: a desk with a practice, a client and a letter ready to be issued."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import acts
import pytest
from building import PASSPHRASE, MovingClock, a_practice

from welfare_desk.casework.opening import open_desk


@pytest.fixture(scope="session")
def ready_desk(empty_desk: Path, tmp_path_factory: pytest.TempPathFactory, clock_of_now: MovingClock) -> Path:
    """A closed desk to copy."""
    folder = tmp_path_factory.mktemp("ready") / "desk"
    shutil.copytree(empty_desk, folder)
    desk = open_desk(folder, PASSPHRASE, clock=clock_of_now)
    a_practice(desk)
    acts.prepare(desk)
    desk.close()
    return folder


@pytest.fixture(scope="session")
def clock_of_now() -> MovingClock:
    return MovingClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))
