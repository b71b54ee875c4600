"""``keys.json`` where it lies: read afresh each time, changed in turns, never half written.

What its slots are for, and who may change them, is in ``keys``; what the text says in ``key_content``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from welfare_desk import machine
from welfare_desk.vault import faults, folders
from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.guesses import Guesses
from welfare_desk.vault.key_content import Content, CountedContent

LARGEST: Final = 1024 * 1024  # bytes; a real key file has a few thousand


class KeysOnDisk:
    """The file of one desk, or of a backup, which is only read (``counting=False``)."""

    def __init__(self, folder: Path | str, *, counting: bool = True) -> None:
        self.folder = Path(folder)
        self._counting = counting
        self._uncounted: Guesses | None = None  # where the folder cannot be written

    @property
    def _path(self) -> Path:
        return self.folder / folders.KEYS

    def _turn(self) -> contextlib.AbstractContextManager[None]:
        if not self.folder.is_dir():
            raise faults.NotADesk(self.folder)
        if not self._counting:
            return contextlib.nullcontext()  # a backup is only read
        return self._turn_taken()

    @contextlib.contextmanager
    def _turn_taken(self) -> Iterator[None]:
        with machine.folder_turn(self.folder, self.folder / folders.LOCK):
            try:
                folders.take_up(self.folder)
            except OSError as error:
                raise faults.from_system(error, self.folder) from error
            yield

    def _read(self) -> Content:
        if self._counting and folders.is_to_be_taken_up(self.folder):
            with self._turn():  # whoever made it holds the turn until it has taken the desk's place
                pass
        if self._path.exists() and not self._path.is_file():
            raise faults.KeysDamaged()  # a pipe or a device would be read without end
        try:
            with self._path.open("rb") as file:
                text = file.read(LARGEST + 1)
        except FileNotFoundError as error:
            raise faults.NotADesk(self.folder, f"{folders.KEYS} is missing") from error
        except NotADirectoryError as error:
            raise faults.NotADesk(self.folder) from error
        except OSError as error:
            raise faults.NotReadable(self._path) from error
        if len(text) > LARGEST:
            raise faults.KeysDamaged()
        return Content.read(text)

    def _checked(self, now: datetime) -> CountedContent:
        """The content with counts that can be relied on. An altered count becomes the longest wait, kept."""
        content = self._read()
        if not self._counting:
            return CountedContent(content.desk_id, content.slots, Guesses())
        guesses = self._uncounted if self._uncounted is not None else content.guesses
        if guesses is None:
            guesses = Guesses.longest_wait(content.slots, now)
        guesses = guesses.not_after(now)
        readable = CountedContent(content.desk_id, content.slots, guesses)
        if guesses != content.guesses:
            self._keep(readable)
        return readable

    def _keep(self, content: Content) -> None:
        if not self._counting:
            return
        try:
            machine.write_whole(self._path, content.written())
            self._uncounted = None
        except OSError:
            # A read-only stick or a full disk: its owner may still read. Counted while this program runs.
            self._uncounted = content.guesses

    def _change(self, change: Callable[[Content], Content], now: datetime, key: DeskKey) -> None:
        with self._turn():
            content = self._checked(now)
            if key.desk_id != content.desk_id:
                raise faults.OtherDesk()
            changed = change(content)
            try:
                machine.sweep_unfinished(self._path)
                machine.write_whole(self._path, changed.written())
            except OSError as error:
                raise faults.from_system(error, self.folder) from error
