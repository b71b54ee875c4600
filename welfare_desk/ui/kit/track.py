"""The stage track: where a case or a letter stands, in one line of dots.

Which stages there are, and which is the one now, comes from casework.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from welfare_desk.ui import icons, theme


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage and what is known of it: the day it was reached, or by when it must be."""

    words: str
    second: str = ""
    state: Literal["done", "now", "ahead"] = "ahead"


_WEIGHTS = {"done": 500, "now": 600, "ahead": 400}
_INKS = {"done": "ink", "now": "ink", "ahead": "quiet"}


class Track(QWidget):
    """Dots joined by a line, filled as far as things have come; 78 high, more where words need two lines."""

    def __init__(self, stages: Sequence[Stage] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.stages: tuple[Stage, ...] = ()
        self.show_stages(stages)
        theme.dress(self._fit)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        self.stages = tuple(stages)
        states = {"done": "done", "now": "now", "ahead": "to come"}
        said = "; ".join(f"{s.words} {states[s.state]} {s.second}".strip() for s in self.stages)
        self.setAccessibleName(f"Stages: {said}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words = max((sum(self._heights(stage)) for stage in self.stages), default=0.0)
        self.setFixedHeight(round(max(theme.px(78), theme.px(38) + words + theme.px(9))))
        self.update()

    def _step(self) -> float:
        return (self.width() - 2 * theme.px(24)) / max(1, len(self.stages))

    def _heights(self, stage: Stage) -> tuple[float, float]:
        """How high a stage's name and what stands below it are, on as many lines as they need."""
        room = QRectF(0, 0, self._step() - theme.px(12), 10_000)

        def needed(font: QFont, words: str) -> float:
            return QFontMetricsF(font).boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()

        return needed(_name_font(stage), stage.words), needed(theme.font("second"), stage.second)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        if not self.stages:
            return
        margin, radius, middle, step = theme.px(24), theme.px(8), theme.px(25), self._step()
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
            name, second = self._heights(stage)
            words = QRectF(left, theme.px(38), room, name)
            _write(painter, stage.words, words, _name_font(stage), _INKS[stage.state])
            below = QRectF(left, words.bottom() + theme.px(1), room, second)
            ink = "accent" if stage.state == "now" else "quiet"
            _write(painter, stage.second, below, theme.font("second"), ink)

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


def _name_font(stage: Stage) -> QFont:
    return theme.font("text", _WEIGHTS[stage.state])


def _write(painter: QPainter, words: str, box: QRectF, font: QFont, role: str) -> None:
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    painter.drawText(box, Qt.TextFlag.TextWordWrap, words)
