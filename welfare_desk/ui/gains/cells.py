"""The report's cells: a figure with its words, each a button to the records behind it.

Which figures there are is the screen's to say; what they come to is casework's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from welfare_desk.ui import icons, theme
from welfare_desk.ui.kit.chips import paint_words


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell: ``path`` names it to casework; ``small`` ones are counts among several of a kind."""

    path: str
    words: str
    shown: str
    second: str = ""
    small: bool = False

    @property
    def said(self) -> str:
        return ", ".join(part for part in (self.words, self.shown, self.second) if part)


class FigureCell(QAbstractButton):
    """One figure; tinted with a bar at its left while its records are shown."""

    def __init__(self, figure: Figure, do: Callable[[Figure], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure, self.has_second = figure, bool(figure.second)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(figure.said)
        self.setAccessibleDescription("Shows the records behind this figure")
        self.setToolTip(figure.words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: do(self.figure))
        theme.dress(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(110), self._tall())

    def _tall(self) -> int:
        return theme.px(60 if self.figure.small else 86 if self.has_second else 68)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(96), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, as Space does; arrows go along the cells."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and (around := self.parentWidget()) is not None:
            ring = around.findChildren(FigureCell)
            place = ring.index(self) + step
            if 0 <= place < len(ring):
                ring[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        figure, chosen = self.figure, self.isChecked()
        if chosen:
            painter.fillRect(self.rect(), theme.colour("tint"))
            painter.fillRect(0, 0, theme.px(3), self.height(), theme.colour("accent"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme.colour("raised"))
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        inside, side = theme.px(12), theme.px(14)
        width = self.width() - 2 * inside
        line = QFontMetricsF(theme.font("text")).height()
        top = float(theme.px(9))
        paint_words(painter, figure.words, QRectF(inside, top, width - side, line), "second", "quiet")
        chevron = QRectF(self.width() - inside - side, top + (line - side) / 2, side, side)
        icons.paint(painter, "chevron-right", chevron, "accent" if chosen else "ink")
        shape: theme.Type = "section" if figure.small else "large figure"
        tall = QFontMetricsF(theme.font(shape)).height()
        top += line + theme.px(2)
        paint_words(
            painter,
            figure.shown,
            QRectF(inside, top, width, tall),
            shape,
            "accent" if chosen else "ink",
        )
        if figure.second:
            below = QRectF(inside, top + tall + theme.px(1), width, line)
            paint_words(painter, figure.second, below, "second", "quiet")


class CellRow(QWidget):
    """Cells beside each other between two lines; in more rows where there is little room."""

    def __init__(self, name: str, across: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.across = across
        self.setAccessibleName(name)
        self.cells: list[FigureCell] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 1, 0, 1)
        self._grid.setSpacing(1)
        self._shown_across = 0
        theme.dress(self._arrange)

    def show_figures(self, figures: Sequence[Figure], do: Callable[[Figure], object]) -> None:
        """Show these cells; where they are the same ones, only their figures change."""
        if [cell.figure.path for cell in self.cells] == [figure.path for figure in figures]:
            for cell, figure in zip(self.cells, figures, strict=True):
                cell.figure = figure
                cell.setAccessibleName(figure.said)
            self._same_height()
            return
        for cell in self.cells:
            self._grid.removeWidget(cell)
            cell.deleteLater()
        self.cells = [FigureCell(figure, do, self) for figure in figures]
        self._same_height()
        self._shown_across = 0
        self._arrange()

    def _same_height(self) -> None:
        second = any(cell.figure.second for cell in self.cells)
        for cell in self.cells:
            cell.has_second = second
            cell.updateGeometry()
            cell.update()

    def choose(self, path: str) -> None:
        for cell in self.cells:
            cell.setChecked(cell.figure.path == path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        small = all(cell.figure.small for cell in self.cells)
        least = theme.px(104 if small else 150)
        across = max(1, min(self.across, self.width() // least)) if self.cells else 0
        if across == self._shown_across:
            return
        self._shown_across = across
        for cell in self.cells:
            self._grid.removeWidget(cell)
        for column in range(self.across):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        for place, cell in enumerate(self.cells):
            self._grid.addWidget(cell, place // across, place % across)
            cell.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = theme.colour("line")
        painter.fillRect(0, 0, self.width(), 1, line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        for place, cell in enumerate(self.cells):
            box = cell.geometry()
            if place % max(1, self._shown_across):
                painter.fillRect(box.left() - 1, box.top(), 1, box.height(), line)
            elif place:
                painter.fillRect(0, box.top() - 1, self.width(), 1, line)
