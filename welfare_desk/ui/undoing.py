"""Ctrl+Z and back again, for the whole window: asks casework and says at the foot what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from welfare_desk.casework.taking_back import undoing
from welfare_desk.casework.taking_back.undoing import TakenBack
from welfare_desk.errors import DeskError
from welfare_desk.ui import messages
from welfare_desk.ui.room import Room

if TYPE_CHECKING:  # the window has one of these
    from welfare_desk.ui.window import Window


class Undoing(QObject):
    """The last act taken back, or done again. A text field keeps its own Ctrl+Z for what is typed."""

    def __init__(self, window: Window, room: Room) -> None:
        super().__init__(window)
        self.window, self.room = window, room
        self._busy = False
        room.desk.steps.forget()  # what the opening of the desk did is nobody's act
        if not room.desk.read_only:
            room.write(self, partial(undoing.clear_out, room.desk, today=room.today()))

    def undo(self) -> None:
        self._ask(undoing.undo)

    def redo(self) -> None:
        self._ask(undoing.redo)

    def _ask(self, act: Callable[..., TakenBack]) -> None:
        if self._busy:  # a key held down takes back one act, not all of them
            return
        self._busy = True
        work = partial(act, self.room.desk, today=self.room.today())
        self.room.write(self, work, self._done, self._refused)

    def _done(self, told: TakenBack) -> None:
        self._busy = False
        window, here = self.window, self.window.place()
        if here is not None and here.shows(told.gone):
            window.leave_what_is_gone(told.gone)
        window.announce(told.changes)
        window.status.show_word(told.words)

    def _refused(self, fault: BaseException) -> None:
        self._busy = False
        if isinstance(fault, DeskError):
            self.window.status.show_word(f"{fault.said} {fault.advice}".strip())
        else:
            messages.show_fault(self.window, fault)
