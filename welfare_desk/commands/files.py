"""The files a command is given: read with a sentence when they cannot be, and nothing overwritten by mistake.

Whether a result may go where it is asked to is found out before any work is done; it then arrives whole
or not at all. What is in the files is the commands' business.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from welfare_desk import machine
from welfare_desk.errors import UsageFault, WorldFault
from welfare_desk.vault import folders

LONGEST_PASSPHRASE: Final = 64 * 1024  # bytes; more than this is some other file
TEXT: Final = ("", ".txt")  # what a result without a form of its own may end with


class CannotRead(WorldFault):
    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"{file} could not be read: {why}.")


class CannotWrite(WorldFault):
    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"{file} could not be written: {why}.", "Nothing was left half-written.")


class NowhereToWrite(WorldFault):
    """A place that is missing, taken, or not what it should be; found before anything was done."""


def read(file: Path) -> bytes:
    """The whole file. Raises CannotRead."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise CannotRead(file, said_by(error)) from error


def read_passphrase(file: Path) -> str:
    """What stands in a passphrase file, less one newline at its end. Raises CannotRead."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LONGEST_PASSPHRASE + 1)
    except OSError as error:
        raise CannotRead(file, said_by(error)) from error
    if len(data) > LONGEST_PASSPHRASE:
        raise CannotRead(file, "it is too long to be a passphrase")
    try:
        if b"\0" in data:
            raise CannotRead(file, "it is not text, so it holds no passphrase")
        return data.decode("utf-8", "strict").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise CannotRead(file, "it is not text, so it holds no passphrase") from error


def ready_for(
    file: Path,
    *,
    endings: Iterable[str] = (),
    apart_from: Iterable[Path | None] = (),
    desks: Iterable[Path] = (),
) -> Path:
    """Where a result will be written, links followed.

    ``endings`` are those it may have (any when none are given); ``apart_from`` are files the command
    reads; ``desks`` are folders that are a desk or will be one.
    Raises UsageFault for an ending that says something else, a file the command reads, and any place
    inside a desk or a backup; NowhereToWrite for a folder, a device and a folder that is not there.
    """
    allowed = tuple(endings)
    if allowed and file.suffix.lower() not in allowed:
        told = " or ".join(ending for ending in allowed if ending)
        raise UsageFault(f"{file} is not the name of such a file: it should end with {told}.")
    place = outside_desks(file, desks=desks)
    for other in apart_from:
        if other is not None and _is_one_file(place, other):
            raise UsageFault(f"{file} is read by this command, so it is not written over.")
    if place.is_dir():
        raise NowhereToWrite(f"{file} is a folder.", "Give the name of a file in it.")
    if place.exists() and not place.is_file():
        raise NowhereToWrite(f"{file} is not a file that can be written.")
    if not place.parent.is_dir():
        raise NowhereToWrite(f"{file} cannot be written: there is no folder {file.parent}.", "Make it first.")
    return place


def outside_desks(path: Path, *, desks: Iterable[Path] = ()) -> Path:
    """``path`` with links followed. Raises UsageFault where it is a desk or backup, or lies in one."""
    try:
        place = path.resolve()
        held = [desk for desk in desks if place.is_relative_to(desk.resolve())]
    except (OSError, RuntimeError) as error:  # links that go round in a circle
        raise NowhereToWrite(f"{path} cannot be written: its links lead nowhere.") from error
    around = held[0] if held else folders.desk_around(place)
    if around is not None:
        raise UsageFault(
            f"{path} lies inside the desk or backup {around}, where nothing else is ever written."
        )
    return place


def _is_one_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one == other.absolute()


def write(place: Path, data: bytes, *, private: bool = False) -> None:
    """Put a result where ``ready_for`` said it may go, whole or not at all. Raises CannotWrite."""
    try:
        machine.put_down(place, data)
        if private:
            machine.make_private(place)
    except OSError as error:
        raise CannotWrite(place, said_by(error)) from error


@contextmanager
def kept_free(
    file: Path, *, apart_from: Iterable[Path | None] = (), desks: Iterable[Path] = ()
) -> Iterator[Path]:
    """Hold a new name for something that is shown once; given up again when the block goes wrong.

    Raises as ``ready_for`` does, NowhereToWrite where a file of that name exists, and CannotWrite.
    """
    place = ready_for(file, apart_from=apart_from, desks=desks)
    try:
        os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise NowhereToWrite(
            f"{file} is there already, and is not written over.", "Give another name."
        ) from error
    except OSError as error:
        raise CannotWrite(file, said_by(error)) from error
    try:
        yield place
    except BaseException:
        place.unlink(missing_ok=True)
        raise


def ready_folder(folder: Path) -> Path:
    """A folder for several results, made if need be. Raises UsageFault, NowhereToWrite, CannotWrite."""
    outside_desks(folder)
    if folder.exists() and not folder.is_dir():
        raise NowhereToWrite(f"{folder} is a file, and a folder is needed.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except NotADirectoryError as error:
        raise NowhereToWrite(f"{folder} cannot be made: something above it is a file.") from error
    except OSError as error:
        raise CannotWrite(folder, said_by(error)) from error
    if not os.access(folder, os.W_OK):
        raise CannotWrite(folder, "this user may not write there")
    return folder


def said_by(error: OSError) -> str:
    """What the system said of it, for the middle of a sentence."""
    return (error.strerror or "the disk refused").lower()
