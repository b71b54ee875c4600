"""The stage track: where a case or a letter stands, in one line of dots.

Which stages there are, and which is the one now, comes from casework.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from welfare_desk.ui import icons, theme
from welfare_desk.ui.kit.chips import paint_words


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage and what is known of it: the day it was reached, or by when it must be."""

    words: str
    second: str = ""
    state: Literal["done", "now", "ahead"] = "ahead"


_WEIGHTS = {"done": 500, "now": 600, "ahead": 400}
_INKS = {"done": "ink", "now": "ink", "ahead": "quiet"}


class Track(QWidget):
    """Dots joined by a line, filled as far as things have come; 78 high in all."""

    def __init__(self, stages: Sequence[Stage] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.stages: tuple[Stage, ...] = ()
        self.show_stages(stages)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        self.stages = tuple(stages)
        states = {"done": "done", "now": "now", "ahead": "to come"}
        said = "; ".join(f"{s.words} {states[s.state]} {s.second}".strip() for s in self.stages)
        self.setAccessibleName(f"Stages: {said}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(78))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        if not self.stages:
            return
        margin, radius, middle = theme.px(24), theme.px(8), theme.px(25)
        step = (self.width() - 2 * margin) / len(self.stages)
        for number, stage in enumerate(self.stages):
            left = margin + number * step
            dot = QPointF(left + radius, middle)
            if number + 1 < len(self.stages):
                start, end = dot.x() + radius + theme.px(5), left + step - theme.px(5)
                reached = stage.state == "done"
                painter.setPen(QPen(theme.colour("accent" if reached else "line"), theme.px(2)))
                painter.drawLine(QPointF(start, middle), QPointF(end, middle))
            self._dot(painter, stage, dot, radius)
            room = step - theme.px(12)
            words = QRectF(left, theme.px(37), room, theme.px(18))
            paint_words(
                painter, stage.words, words, theme.font("text", _WEIGHTS[stage.state]), _INKS[stage.state]
            )
            below = QRectF(left, theme.px(55), room, theme.px(16))
            paint_words(painter, stage.second, below, "second", "accent" if stage.state == "now" else "quiet")

    def _dot(self, painter: QPainter, stage: Stage, dot: QPointF, radius: float) -> None:
        if stage.state == "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(dot, radius, radius)
            side = theme.px(11)
            icons.paint(
                painter, "check", QRectF(dot.x() - side / 2, dot.y() - side / 2, side, side), "on_accent"
            )
            return
        now = stage.state == "now"
        painter.setBrush(theme.colour("paper"))
        painter.setPen(QPen(theme.colour("accent" if now else "field_edge"), theme.px(2 if now else 1.5)))
        painter.drawEllipse(dot, radius - 1, radius - 1)
        if now:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(dot, radius / 2, radius / 2)
