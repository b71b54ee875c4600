"""The files of a desk folder, and how a whole one comes to be: all at once, or not at all.

A desk is ``desk.db`` (with -wal and -shm), ``keys.json`` and ``desk.lock``, and nothing else but, for the
moments a change of its data key takes, the desk that is about to take its place, and after an upgrade its
old self until it has once been closed well.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from welfare_desk import machine
from welfare_desk.vault import faults

DESK: Final = "desk.db"
KEYS: Final = "keys.json"
LOCK: Final = "desk.lock"
BEFORE: Final = "before-upgrade.db"
_UNFINISHED: Final = ".unfinished"
REKEYED: Final = ".rekeyed"  # a whole desk under another key, about to take this one's place
REKEYING: Final = ".rekeying"  # the same while it is being made
_SAYS_KEYS: Final = b'"welfare-desk-keys"'


def desk_around(path: Path) -> Path | None:
    """The desk or backup that ``path`` is, or lies in at any depth; None where there is none.

    A folder is one by its ``desk.db``, or by a ``keys.json`` of ours whose desk has been lost.
    """
    place = path.resolve()
    return next((folder for folder in (place, *place.parents) if _holds_desk(folder)), None)


def _holds_desk(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        if (folder / DESK).is_file():
            return True
        with (folder / KEYS).open("rb") as file:
            return _SAYS_KEYS in file.read(4096)
    return False


def must_be_desk(folder: Path) -> None:
    """What can be said of a folder at once, before anything is opened. Raises NotADesk, NotReadable."""
    try:
        if not folder.exists():
            raise faults.NotADesk(folder, "it is not there")
        if not folder.is_dir():
            raise faults.NotADesk(folder, "it is a file")
        if not (folder / KEYS).exists():
            raise faults.NotADesk(folder, f"{KEYS} is missing")
    except OSError as error:
        raise faults.NotReadable(folder) from error


@contextlib.contextmanager
def new_desk(folder: Path) -> Iterator[Path]:
    """A place to build a desk in, which becomes ``folder`` when the block ends well.

    The place is inside the folder, so that an empty stick or a shared parent will do; ``desk.db``
    arrives last, and until then there is no desk. Anything going wrong takes all of it away again.

    Raises DeskExists when the folder holds anything; DiskFull, ReadOnlyFolder; DeskInUse while
    another program builds a desk there.
    """
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_occupied(folder)
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except FileExistsError as error:
        raise faults.DeskExists(folder) from error
    except OSError as error:
        raise faults.cannot_make(error, folder) from error
    if not machine.file_lock.take(lock):
        os.close(lock)
        raise faults.DeskInUse("Another program is making a desk in this folder.")
    try:
        with _built(folder) as place:
            yield place
    except OSError as error:
        raise faults.from_system(error, folder) from error
    finally:
        os.close(lock)
        if not (folder / DESK).exists():
            (folder / LOCK).unlink(missing_ok=True)
            if made:
                shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _built(folder: Path) -> Iterator[Path]:
    _refuse_occupied(folder)
    place = folder / _UNFINISHED
    try:
        # An earlier try was killed: a desk that never opened holds nothing of anyone's.
        shutil.rmtree(place, ignore_errors=True)
        (folder / KEYS).unlink(missing_ok=True)
        machine.make_private(folder)
        place.mkdir(mode=0o700)
        yield place
        for file in sorted(place.iterdir(), key=lambda file: file.name == DESK):
            machine.make_private(file)
            machine.settle_file(file)
            file.rename(folder / file.name)
        place.rmdir()
        machine.settle_folder(folder)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        for name in (DESK, KEYS):
            (folder / name).unlink(missing_ok=True)
        raise


def must_be_free(folder: Path) -> None:
    """Where a desk is to be that is made elsewhere. Raises DeskExists, NotReadable."""
    try:
        taken = folder.is_symlink() or (folder.exists() and not folder.is_dir())
        if taken or (folder.exists() and {entry.name for entry in folder.iterdir()} - {LOCK}):
            raise faults.DeskExists(folder)
    except OSError as error:
        raise faults.NotReadable(folder) from error


def _refuse_occupied(folder: Path) -> None:
    names = {entry.name for entry in folder.iterdir()}
    unfinished = _UNFINISHED in names and names <= {_UNFINISHED, KEYS, LOCK}
    if not unfinished and not names <= {LOCK}:
        raise faults.DeskExists(folder)


def is_to_be_taken_up(folder: Path) -> bool:
    """Whether a changed desk waits to take this one's place; an emptied waiting place is none."""
    return any((folder / REKEYED / name).exists() for name in (DESK, KEYS))


def take_up(folder: Path) -> None:
    """Finish a change of the data key that was ended halfway; nothing where there is none.

    Called in the folder's turn, before anything in it is believed. Each step may be the last before the
    power goes: the new files wait in a folder of their own until they stand where the old ones stood.
    Raises OSError as the system gives it.
    """
    place = folder / REKEYED
    if not is_to_be_taken_up(folder):
        shutil.rmtree(place, ignore_errors=True)
        return
    if (place / DESK).exists():
        for ending in ("-wal", "-shm"):  # the old desk's, and no other's: the new one came without
            (folder / (DESK + ending)).unlink(missing_ok=True)
        machine.settle_folder(folder)
    for name in (DESK, KEYS):
        if (place / name).exists():
            (place / name).replace(folder / name)
    machine.sweep_unfinished(folder / KEYS)  # one half written would still hold the old key's slots
    machine.settle_folder(folder)
    shutil.rmtree(place, ignore_errors=True)


def sweep_rekeying(folder: Path) -> None:
    """Take away what a change of the data key left when it was ended before it counted; for its writer."""
    shutil.rmtree(folder / REKEYING, ignore_errors=True)
