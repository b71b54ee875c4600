"""The tabs above everything about practices: sessions, the month, who waits, the practices themselves,
what they are told."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from welfare_desk.ui import theme
from welfare_desk.ui.kit.tabs import Tabs
from welfare_desk.ui.screen import Screen

PLACES = (
    ("practice", "Sessions"),
    ("month", "Month"),
    ("waiting", "Waiting list"),
    ("practices", "Practices"),
    ("practice-feedback", "Telling the practice"),
    ("patch", "Patches"),
)


class PracticeTabs(QWidget):
    """The strip below the title; another tab is another screen."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._own = [name for name, _ in PLACES].index(screen.name)
        self.tabs = Tabs("Practice", [words for _, words in PLACES])
        self.tabs.setCurrentIndex(self._own)
        self.tabs.chosen.connect(self._chosen)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.tabs)
        self._line.addStretch(1)
        theme.dress(self._dress)

    def _chosen(self, place: int) -> None:
        if place != self._own:
            self._screen.go(PLACES[place][0])
            self.tabs.setCurrentIndex(self._own)

    def _dress(self) -> None:
        self._line.setContentsMargins(theme.px(22), 0, theme.px(24), 0)
