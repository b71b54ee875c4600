"""The line above the title at a shared desk: how the server is reached, and who else is on this page.

It keeps its place and its height, so that nothing moves under whoever is typing.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from welfare_desk.ui import theme
from welfare_desk.ui.kit.announcing import announce
from welfare_desk.ui.kit.words import Elided, Mark


class SharedStrip(QWidget):
    """Two short sentences, each beside its mark. Hidden where the desk is nobody else's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.away = False
        self.mark, self.state = Mark("link", 14), Elided("", "second", "quiet")
        self.people, self.others = Mark("users", 14), Elided("", "second", "ink")
        self.others.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.mark)
        self._line.addWidget(self.state, 1)
        self._line.addWidget(self.people)
        self._line.addWidget(self.others)
        self.setVisible(False)
        self.show_others("")
        theme.dress(self._dress)

    def show_desk(self, name: str) -> None:
        """``name`` of the agency whose desk it is; "" for a desk of one's own, which has no such line."""
        self.setVisible(bool(name))
        self.show_others("")
        self._say(f"Shared desk: {name}" if name else "", away=False)

    def show_away(self, words: str) -> None:
        """The server cannot be reached: what that means, in words beside a sign of its own."""
        self.show_others("")  # nobody can say who is here
        self._say(words, away=True)
        announce(self, words, at_once=True)

    def show_others(self, words: str) -> None:
        """Who else has this open, in one sentence; "" for nobody."""
        changed = words != self.others.text()
        self.others.say(words)
        self.others.setAccessibleName(words)
        self.people.setVisible(bool(words))
        self.others.setVisible(bool(words))
        if changed:
            announce(self, words or "")
        self._name()

    def _say(self, words: str, *, away: bool) -> None:
        self.away = away
        self.mark.show_mark("triangle-alert" if away else "link", "soon" if away else "quiet")
        self.state.say(words, "soon" if away else "quiet")
        self._name()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(". ".join(part for part in (self.state.text(), self.others.text()) if part))

    def _dress(self) -> None:
        self.setFixedHeight(theme.px(28))
        self._line.setContentsMargins(theme.px(24), 0, theme.px(24), 1)
        self._line.setSpacing(theme.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("soon_ground" if self.away else "raised"))
        if self.away:
            painter.fillRect(0, 0, theme.px(3), self.height(), theme.colour("soon"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
