"""Tabs under a title: the parts of one file, the chosen one underlined.

Which part is shown is the screen's business; it listens to ``chosen``.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QTabBar, QWidget

from welfare_desk.ui import theme
from welfare_desk.ui.kit.chips import paint_words
from welfare_desk.ui.spoken import tr


class Tabs(QTabBar):
    """A row of words; Left and Right move along it, the wheel does not.

    Signals:
        chosen: payload int, the place of the tab from 0.
    """

    chosen = Signal(int)

    def __init__(self, name: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for each in words:
            self.addTab(tr(each))
        self.currentChanged.connect(self.chosen)
        theme.dress(self._dress)

    def say(self, place: int, words: str) -> None:
        """Change a tab's words, such as its count."""
        self.setTabText(place, tr(words))

    def _dress(self) -> None:
        self.setFont(theme.font("text", 500))
        self.updateGeometry()

    def tabSizeHint(self, index: int) -> QSize:
        words = QFontMetricsF(theme.font("text", 500)).horizontalAdvance(self.tabText(index))
        return QSize(round(words + theme.px(26)), theme.px(36))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index in range(self.count()):
            box, on = QRectF(self.tabRect(index)), index == self.currentIndex()
            role = "accent" if on and self.hasFocus() else "ink" if on else "quiet"
            words = box.adjusted(theme.px(2), 0, 0, 0)
            # Weight and a thick line, for where all words are black: in high contrast no shade says which.
            paint_words(painter, self.tabText(index), words, theme.font("text", 600 if on else 500), role)
            if on:
                width = box.width() - theme.px(22)
                line = QRectF(box.left(), box.bottom() - theme.px(3), width, theme.px(3))
                painter.fillRect(line, theme.colour("accent"))
