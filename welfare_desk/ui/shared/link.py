"""Between a shared desk's server and the window: what others write, who is here too, whether it answers.

It hears on a thread of its own and speaks to the window on the screen's thread alone. At a desk of one
folder it does nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from welfare_desk.errors import WorldFault
from welfare_desk.ui.screen import Place
from welfare_desk.ui.window import STAYS, Window

if TYPE_CHECKING:  # psycopg, for those who share a desk
    from welfare_desk.casework.desk import Desk
    from welfare_desk.casework.shared.news import News


class Link(QObject):
    """One desk at a time, from ``begin`` to ``end``.

    Signals:
        back: the server answers again; anything may have changed meanwhile.
    """

    back = Signal()
    _heard = Signal(object)
    _lost = Signal(object)
    _answers = Signal(str)
    _others = Signal(object, object)

    def __init__(self, window: Window, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._desk: Desk | None = None
        self._name = ""
        self.news: News | None = None
        window.arrived.connect(self._came_to)
        self._heard.connect(lambda changes: window.announce(changes))
        self._lost.connect(self._is_lost)
        self._answers.connect(self._is_back)
        self._others.connect(self._show_others)

    def begin(self, desk: Desk) -> None:
        """Hear what happens at this desk, if it is shared."""
        self._name = "your agency's"
        if desk.shared is None:
            self._window.strip.show_desk("")
            return
        from welfare_desk.casework.shared.news import News, Told  # psycopg, for those who share a desk

        self._desk = desk
        self._window.strip.show_desk(self._name)
        told = Told(self._heard.emit, self._lost.emit, self._answers.emit, self._others.emit)
        self.news = News(desk, told)
        if (place := self._window.place()) is not None:
            self._came_to(place)
        self.news.start()

    def is_of(self, agency: str) -> None:
        """Whose desk it is; said once it has been read, unless the server has gone meanwhile."""
        self._name = agency or self._name
        if self._desk is not None and self._desk.away is None:
            self._window.strip.show_desk(self._name)

    def end(self) -> None:
        """Say goodbye; nothing is heard any more, and nobody waits for a server that is gone."""
        if self.news is not None:
            self.news.stop()
        self._desk = self.news = None
        self._window.stays_because = ""
        self._window.strip.show_others("")

    def _came_to(self, place: Place) -> None:
        if self.news is not None:
            from welfare_desk.casework.shared import presence

            self._window.strip.show_others("")
            self.news.come_to(presence.here(place.where))

    def _show_others(self, at: object, found: object) -> None:
        from welfare_desk.casework.shared import presence

        place = self._window.place()
        if self._desk is None or place is None or presence.here(place.where) != at:
            return  # of a page that has been left since
        assert isinstance(found, tuple)  # noqa: S101
        self._window.strip.show_others(presence.in_words(found))

    def _is_lost(self, why: object) -> None:
        """What is open stays to be read; who is no longer of this agency's people keeps nothing open."""
        from welfare_desk.casework.shared.news import away_words
        from welfare_desk.casework.shared.opening import NoLongerHere

        window = self._window
        if self._desk is None:
            return
        if isinstance(why, NoLongerHere):
            window.lock()
            window.lock_screen.refuse(str(why))
            return
        assert isinstance(why, WorldFault)  # noqa: S101
        window.strip.show_away(away_words(why))
        window.stays_because = STAYS

    def _is_back(self, said: str) -> None:
        """It is there again: whatever is shown catches up, and typing stays."""
        if self._desk is None:
            return
        from welfare_desk.casework.desk import Changes
        from welfare_desk.casework.shared.news import everything

        window = self._window
        window.stays_because = ""
        window.strip.show_desk(self._name)
        window.announce(Changes(everything()))
        window.read_what_was_not()
        window.status.show_word(said or "The server is there again.")
        self.back.emit()
