"""Every test's desk is a real encrypted one in its own folder; only the passphrase's strength is a test's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from building import PASSPHRASE, MovingClock

from welfare_desk.casework.agency import Agency
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.opening import NewAdvisor, make_desk, open_desk
from welfare_desk.vault.slots import Strength


@pytest.fixture
def clock() -> MovingClock:
    """Thursday 26 November 2026, half past nine."""
    return MovingClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))


@pytest.fixture(scope="session")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed desk that each test copies: making one takes longer than most tests do."""
    folder = tmp_path_factory.mktemp("template") / "desk"
    made = make_desk(
        folder,
        NewAdvisor("Morag Sinclair", job_title="Welfare rights advisor"),
        PASSPHRASE,
        clock=MovingClock(datetime(2024, 4, 1, 9, tzinfo=UTC)),
        details=Agency("Tayside Advice Partnership", "14 Ferry Road\nMillbank DD5 9ZZ", "01382 496 0021"),
        strength=Strength.for_tests(),
        allow_weak=True,
    )
    made.desk.close()
    return folder


@pytest.fixture
def desk(empty_desk: Path, tmp_path: Path, clock: MovingClock) -> Iterator[Desk]:
    """An empty desk of one advisor, Morag Sinclair."""
    folder = tmp_path / "desk"
    shutil.copytree(empty_desk, folder)
    opened = open_desk(folder, PASSPHRASE, clock=clock)
    yield opened
    opened.close()
