"""Where somebody was last, kept in the desk for them alone: written a moment after they have moved on."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from welfare_desk.casework import own_things
from welfare_desk.errors import DeskError
from welfare_desk.ui import messages
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Place
from welfare_desk.ui.window import Window

_WAIT_MS = 4000


class Recent(QObject):
    """Hears where the window goes and has it remembered; one write for a run through several pages."""

    def __init__(self, window: Window, room: Room) -> None:
        super().__init__(window)
        self.room = room
        self._places: list[tuple[str, UUID]] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT_MS)
        self._soon.timeout.connect(self.keep)
        window.arrived.connect(self._arrived)
        window.locked.connect(self.forget)
        window.closing.connect(self.forget)

    def _arrived(self, place: Place) -> None:
        id = own_things.id_shown(place.screen, place.where)
        if id is not None and not self.room.desk.read_only:
            self._places.insert(0, (place.screen, id))
            self._soon.start()

    def keep(self) -> None:
        """Have what was gathered written now."""
        places, self._places = self._places, []
        desk = self.room.desk
        if places:
            self.room.write(self, lambda: own_things.remember_places(desk, places), failed=_leave_it)

    def forget(self) -> None:
        """The desk is locked or closed: its last few seconds are not worth a key."""
        self._soon.stop()
        self._places = []
        self.deleteLater()


def _leave_it(fault: BaseException) -> None:
    """Where somebody was is no reason to stop work; a bug is said as any other."""
    if not isinstance(fault, DeskError):
        messages.show_fault(None, fault)
