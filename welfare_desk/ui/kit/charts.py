"""A chart drawn once as vectors: the same SVG that goes on paper, shown on screen in the theme's colours.

What the bars mean is drawn by ``reports``; here they are only shown, and said in words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from welfare_desk.ui import theme
from welfare_desk.ui.kit.words import Words


@dataclass(frozen=True, slots=True)
class ChartDress:
    """What a chart needs to know of the screen: its size in pixels, its colours, its text size."""

    width: int
    height: int
    ink: str
    quiet: str
    paper: str
    line: str
    series: tuple[str, str, str]
    text_size: float


Draw = Callable[[ChartDress], bytes]
"""A chart as SVG, drawn for this dress."""


class ChartView(QWidget):
    """Shows a chart; ``said`` is the sentence that says what it shows.

    A ``height`` of nought leaves it to the chart how tall it is.
    """

    def __init__(self, said: str = "", height: int = 240, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.own_height = height
        self._draw: Draw | None = None
        self._svg = QSvgRenderer(self)
        self._svg.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.dress(self._redraw)

    def show_chart(self, draw: Draw, said: str) -> None:
        """Draw this chart now, and again whenever size or theme changes."""
        self._draw = draw
        self.setAccessibleName(said)
        self._redraw()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(self.own_height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw()

    def _redraw(self) -> None:
        self.updateGeometry()
        if self._draw is not None and self.width() > 1:
            roles = theme.roles()
            dress = ChartDress(
                self.width(),
                self.height(),
                roles.ink,
                roles.quiet,
                roles.paper,
                roles.line,
                (roles.chart_1, roles.chart_2, roles.chart_3),
                theme.base() * 0.92,
            )
            self._svg.load(QByteArray(self._draw(dress)))
            drawn = self._svg.defaultSize()
            if not self.own_height and drawn.width() > 0:
                self.setFixedHeight(max(1, round(self.width() * drawn.height() / drawn.width())))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._svg.isValid():
            self._svg.render(QPainter(self), QRectF(self.rect()))


class Legend(QWidget):
    """Squares and what they stand for, in the order of the series."""

    def __init__(self, words: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        for number, each in enumerate(words, 1):
            line.addWidget(_Square(f"chart_{number}"))
            line.addWidget(Words(each, "second", "quiet"))
            line.addSpacing(theme.px(8))
        self.setAccessibleName("Legend: " + ", ".join(words))


class _Square(QWidget):
    def __init__(self, role: str) -> None:
        super().__init__()
        self.role = role
        self.setFixedSize(theme.px(10), theme.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour(self.role))
