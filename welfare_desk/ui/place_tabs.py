"""A strip of tabs below the title where each tab is a screen of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from welfare_desk.ui import theme
from welfare_desk.ui.kit.tabs import Tabs
from welfare_desk.ui.screen import Screen


class PlaceTabs(QWidget):
    """The strip of one screen among ``places``: names of screens and the words of their tabs."""

    def __init__(self, screen: Screen, name: str, places: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._screen, self._places = screen, places
        self._own = [place for place, _ in places].index(screen.name)
        self.tabs = Tabs(name, [words for _, words in places])
        self.tabs.setCurrentIndex(self._own)
        self.tabs.chosen.connect(self._chosen)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.tabs)
        self._line.addStretch(1)
        theme.dress(self._dress)

    def _chosen(self, place: int) -> None:
        if place != self._own:
            self._screen.go(self._places[place][0])
            self.tabs.setCurrentIndex(self._own)

    def _dress(self) -> None:
        self._line.setContentsMargins(theme.px(22), 0, theme.px(24), 0)
