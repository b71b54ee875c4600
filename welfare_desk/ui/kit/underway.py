"""Long work under way: what it is doing, how far it has come, and a way to call it off.

Whoever starts the work says when it begins and ends; nothing here knows what is being done.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from welfare_desk.ui import theme
from welfare_desk.ui.kit.words import Button, Words


class Underway(QWidget):
    """Words, a bar and *Stop*; hidden while nothing is under way."""

    def __init__(self, margin: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stop: Callable[[], object] | None = None
        self.margin = margin
        self.words, self.bar = Words("", "text"), _Bar()
        self.stop = Button("Stop", self._called_off, "secondary")
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.words)
        self._line.addWidget(self.bar, 1)
        self._line.addWidget(self.stop)
        self.hide()
        theme.dress(self._dress)

    def begin(self, words: str, stop: Callable[[], object] | None = None) -> None:
        """Show that work has begun; ``stop`` calls it off, where it can be."""
        self._stop = stop
        self.stop.setVisible(stop is not None)
        self.say(words)
        self.show()

    def say(self, words: str, done: int = 0, of: int = 0) -> None:
        """Show how far it is; ``of`` 0 where nobody knows."""
        self.words.say(f"{words} ({done:,} of {of:,})" if of else f"{words}…")
        self.bar.share = done / of if of else 0.0
        self.bar.update()
        self.setAccessibleName(self.words.text())

    def end(self) -> None:
        self._stop = None
        self.hide()

    def _called_off(self) -> None:
        stop = self._stop
        self.end()
        if stop is not None:
            stop()

    def _dress(self) -> None:
        margin = theme.px(self.margin)
        self._line.setContentsMargins(margin, theme.px(8), margin, theme.px(8))
        self._line.setSpacing(theme.px(12))


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole, round_ = QRectF(self.rect()), self.height() / 2
        painter.setBrush(theme.colour("sunk"))
        painter.drawRoundedRect(whole, round_, round_)
        if self.share:
            painter.setBrush(theme.colour("accent"))
            done = QRectF(
                whole.left(), whole.top(), max(whole.height(), whole.width() * self.share), whole.height()
            )
            painter.drawRoundedRect(done, round_, round_)
