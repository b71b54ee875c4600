"""A disk with so much room and no more: a small one of its own for root, else a limit on every file."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

PAGE = 4096


class Disk(Protocol):
    place: Path
    kind: str

    def leave(self, room: int) -> None: ...
    def free_all(self) -> None: ...
    def used(self) -> int: ...


class SmallDisk:
    """A file system in memory, filled up by a file of ballast."""

    kind = "a full disk"

    def __init__(self, place: Path) -> None:
        self.place, self._ballast = place, place / "ballast"

    def _free(self) -> int:
        told = os.statvfs(self.place)
        return told.f_bfree * told.f_frsize

    def used(self) -> int:
        told = os.statvfs(self.place)
        return (told.f_blocks - told.f_bfree) * told.f_frsize

    def leave(self, room: int) -> None:
        """Fill the disk until ``room`` bytes, in whole pages, are free."""
        self.free_all()
        with self._ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(self._free() - room, 1))

    def free_all(self) -> None:
        self._ballast.unlink(missing_ok=True)


class LimitedFiles:
    """No file may grow beyond ``room`` bytes: what a user without a disk of their own can try."""

    kind = "a limit on files"

    def __init__(self, place: Path) -> None:
        self.place = place
        _, self._hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def used(self) -> int:
        return sum(path.stat().st_size for path in self.place.rglob("*") if path.is_file())

    def leave(self, room: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(room, 1), self._hard))

    def free_all(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._hard, self._hard))


@contextmanager
def disk(place: Path, megabytes: int = 64) -> Iterator[Disk]:
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(place)]
    may = os.geteuid() == 0 and shutil.which("mount") is not None
    if may and subprocess.run(command, capture_output=True).returncode == 0:
        try:
            yield SmallDisk(place)
        finally:
            subprocess.run(["umount", "-l", str(place)], check=True)
        return
    limited = LimitedFiles(place)
    try:
        yield limited
    finally:
        limited.free_all()
