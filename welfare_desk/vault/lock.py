"""One writer at a time: who has a desk open, and when a lock left behind may be broken (promise R6).

The operating system's lock on ``desk.lock`` decides; the words inside say whom to ask.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from welfare_desk import machine
from welfare_desk.vault import faults, folders

_ROOM: Final = 1024  # bytes; written in one go, padded, so that a reader sees one whole text


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has, or had, a desk open. ``birth`` tells a process from a later one of the same number."""

    who: str
    host: str
    pid: int
    birth: str | None
    since: str
    heartbeat: str

    def __str__(self) -> str:
        return f"{self.who or 'Someone'} on {self.host}"

    @property
    def is_proved_dead(self) -> bool:
        """Only on this machine can it be proved, and only there is it ever True."""
        if self.host != machine.host():
            return False
        if not machine.is_alive(self.pid):
            return True
        birth = machine.process_birth(self.pid)
        return birth is not None and self.birth is not None and birth != self.birth


class DeskLock:
    """The right to write to a desk, held until ``release`` or until this process ends.

    ``broke`` is whoever's lock was found left behind, for the journal.
    """

    def __init__(self, folder: Path, descriptor: int, holder: Holder, broke: Holder | None) -> None:
        self.folder = folder
        self.holder = holder
        self.broke = broke
        self._descriptor = descriptor

    @classmethod
    def take(
        cls, folder: Path | str, who: str, now: datetime, *, confirmed_by: str | None = None
    ) -> DeskLock:
        """Take the one right to write.

        A lock left by a process of this machine that is proved dead is broken. One left by another
        machine is broken only when somebody, by name, has made sure (``confirmed_by``); one that
        is being held now never is. Raises HeldBy, ReadOnlyFolder, NetworkFolder, NotADesk.
        """
        folder = Path(folder)
        if not folder.is_dir():
            raise faults.NotADesk(folder)
        if machine.is_network_folder(folder):
            raise faults.NetworkFolder(folder)
        try:
            descriptor = os.open(folder / folders.LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise faults.from_system(error, folder) from error
        try:
            left = _read(folder)
            if not machine.file_lock.take(descriptor):
                raise HeldBy(left)
            left = _read(folder)  # whoever held it a moment ago has now left
            if left is not None and not left.is_proved_dead and not confirmed_by:
                raise HeldBy(left)
            pid, moment = os.getpid(), _moment(now)
            holder = Holder(who, machine.host(), pid, machine.process_birth(pid), moment, moment)
            _write(descriptor, holder)
        except OSError as error:
            os.close(descriptor)
            raise faults.from_system(error, folder) from error
        except BaseException:
            os.close(descriptor)
            raise
        return cls(folder, descriptor, holder, left)

    def beat(self, now: datetime) -> None:
        """Say that the holder is still there; a screen calls this every minute or so."""
        self.holder = replace(self.holder, heartbeat=_moment(now))
        try:
            _write(self._descriptor, self.holder)
        except OSError as error:
            raise faults.from_system(error, self.folder) from error

    def release(self) -> None:
        """Give the desk back. The empty file stays: removing it could remove the next one's lock."""
        if self._descriptor < 0:
            return
        try:
            os.ftruncate(self._descriptor, 0)
            machine.file_lock.leave(self._descriptor)
        finally:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> DeskLock:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


class HeldBy(faults.DeskInUse):
    """The desk is open elsewhere; ``holder`` says by whom, where that is known."""

    def __init__(self, holder: Holder | None) -> None:
        self.holder = holder
        super().__init__(f"{holder} has this desk open." if holder else "Another window has this desk open.")


def holder(folder: Path | str) -> Holder | None:
    """Who is written in the lock, for a window that only reads; None when nobody is."""
    return _read(Path(folder))


def _read(folder: Path) -> Holder | None:
    try:
        words = json.loads((folder / folders.LOCK).read_bytes().strip(b" \0") or b"null")
        return None if words is None else Holder(**{word: words[word] for word in Holder.__slots__})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        # Somebody's, and not to be read: certainly not proved dead.
        return Holder("", "an unknown machine", 0, None, "", "")


def _write(descriptor: int, holder: Holder) -> None:
    text = json.dumps(asdict(holder)).encode()
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, text.ljust(_ROOM))
    os.ftruncate(descriptor, max(_ROOM, len(text)))


def _moment(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds")
