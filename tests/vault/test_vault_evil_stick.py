"""A stick put together to harm: what lies on it in place of a backup is refused in a sentence, at once."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from building import PASSPHRASE, MovingClock, a_client

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.opening import open_desk
from welfare_desk.casework.safekeeping import incident, keeping, trust
from welfare_desk.errors import DeskError
from welfare_desk.vault import forgotten

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and devices are files only here")

SECONDS = 30


class WaitedTooLong(BaseException):
    """No OSError and no Exception: nothing on the way may take it for a fault of the disk."""


@pytest.fixture(autouse=True)
def _at_once() -> Iterator[None]:
    def too_long(*_: object) -> None:
        raise WaitedTooLong

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def pipe(place: Path) -> None:
    place.unlink()
    os.mkfifo(place)


def device(place: Path) -> None:
    place.unlink()
    place.symlink_to("/dev/zero")


def folder(place: Path) -> None:
    place.unlink()
    place.mkdir()


def emptied(place: Path) -> None:
    place.write_bytes(b"")


def nothing_there(place: Path) -> None:
    place.unlink()
    place.symlink_to(place.parent / "nowhere")


SPOILT = (pipe, device, folder, emptied, nothing_there)


@pytest.fixture
def stick(desk: Desk, clock: MovingClock, tmp_path: Path) -> Path:
    """A backup on a stick; the desk it is of stays open."""
    a_client(desk)
    return trust.backup_desk(desk, tmp_path / "stick", today=clock.today()).folder


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda one: one.__name__)
@pytest.mark.parametrize("name", ["desk.db", "keys.json", "manifest.json"])
def test_a_backup_that_is_none_is_refused_by_whoever_reads_it(
    name: str, spoil: Callable[[Path], None], stick: Path, desk: Desk, clock: MovingClock, tmp_path: Path
) -> None:
    spoil(stick / name)
    new = tmp_path / "new"
    for read in (
        lambda: trust.restore_desk(stick, new, PASSPHRASE, clock=clock),
        lambda: incident.opened(stick, PASSPHRASE, clock=clock).__enter__(),
        lambda: trust.drill_desk(desk, clock.now(), stick),
    ):
        with pytest.raises(DeskError) as refused:
            read()
        assert refused.value.said.endswith(".")
    assert not new.exists() or not any(new.iterdir()), "nothing half restored"
    assert len(keeping.backups_of(desk, stick.parent)) <= 1
    trust.verify_desk(desk)  # what the stick holds never keeps the desk itself from being checked


@pytest.mark.parametrize("spoil", [pipe, device, folder], ids=lambda one: one.__name__)
@pytest.mark.parametrize("name", ["desk.db", "keys.json"])
def test_a_folder_that_is_no_desk_is_refused_as_well(
    name: str, spoil: Callable[[Path], None], desk: Desk, clock: MovingClock, tmp_path: Path
) -> None:
    desk.close()
    copy = tmp_path / "copy"
    shutil.copytree(desk.folder, copy)
    spoil(copy / name)
    with pytest.raises(DeskError):
        open_desk(copy, PASSPHRASE, clock=clock)


@pytest.mark.parametrize("spoil", [pipe, device, folder], ids=lambda one: one.__name__)
def test_a_list_of_the_erased_that_is_none_is_never_passed_over(
    spoil: Callable[[Path], None], stick: Path, desk: Desk, clock: MovingClock, tmp_path: Path
) -> None:
    """Without it a restore would bring back whoever was erased: it stops instead."""
    place = forgotten.path_in(stick.parent, desk.key.desk_id)
    place.write_text("{}")
    spoil(place)
    with pytest.raises(DeskError):
        trust.restore_desk(stick, tmp_path / "new", PASSPHRASE, clock=clock)
