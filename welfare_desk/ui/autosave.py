"""Keeps what is being typed, sealed in the desk, never more than five seconds behind (promise R3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from welfare_desk.errors import DeskError
from welfare_desk.later import Later
from welfare_desk.ui.jobs import Jobs
from welfare_desk.ui.window import Window

if TYPE_CHECKING:
    from welfare_desk.casework import kept_typing
    from welfare_desk.casework.desk import Desk
    from welfare_desk.casework.kept_typing import Typed
else:
    kept_typing = Later("welfare_desk.casework.kept_typing")

EVERY_MS = 3_000
"""With the writing of it less than what is promised, on a slow disk too."""


class Autosave(QObject):
    """Looks every few seconds at what the screens have unsaved, and writes down only what has changed."""

    def __init__(self, window: Window, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._jobs = window, jobs
        self._desk: Desk | None = None
        self._last: Mapping[str, Typed] = {}
        self._read: tuple[Desk, Mapping[str, Typed]] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._look)

    def reading(self, open_: Callable[[], Desk]) -> Callable[[], Desk]:
        """The same opening of a desk, with what was half typed there read on the thread that opens it."""

        def work() -> Desk:
            desk = open_()
            try:
                self._read = None if desk.read_only else (desk, kept_typing.found(desk))
            except BaseException:
                desk.close()
                raise
            return desk

        return work

    def begin(self, desk: Desk) -> Mapping[str, Typed]:
        """From now on keep what is typed at this desk; gives back what was kept before."""
        if desk.read_only:
            return {}
        read, self._read = self._read, None
        found = read[1] if read is not None and read[0] is desk else kept_typing.found(desk)
        self._desk, self._last = desk, found
        self._timer.start()
        return self._last

    def end(self) -> None:
        """Keep what is typed now, and nothing more. Whatever cannot be kept stays with the window."""
        self._timer.stop()
        if self._desk is not None and self.keep_now():
            self._window.forget_typing()
        self._desk, self._last = None, {}

    def keep_now(self) -> bool:
        """Write it down at once, on this thread: the program is about to lock, end or has failed."""
        if self._desk is None:
            return False
        typed = self._window.half_typed()
        try:
            if typed != self._last:
                kept_typing.keep(self._desk, typed)
        except DeskError:  # a full disk must not stand in the way of the lock
            return False
        self._last = typed
        return True

    def _look(self) -> None:
        desk, typed = self._desk, self._window.half_typed()
        if desk is None or typed == self._last:
            return

        def kept(_: object) -> None:
            self._last = typed

        self._jobs.run(self, partial(kept_typing.keep, desk, typed), kept, self._not_kept, writes=True)

    def _not_kept(self, fault: BaseException) -> None:
        if not isinstance(fault, DeskError):
            raise fault
        self._window.status.show_word(f"What you type cannot be kept just now: {fault.said}")
