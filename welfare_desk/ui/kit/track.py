"""The stage track: where a case or a letter stands, in one line of dots.

Which stages there are, and which is the one now, comes from casework.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from welfare_desk.ui import icons, theme


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage and what is known of it: the day it was reached, or by when it must be."""

    words: str
    second: str = ""
    state: Literal["done", "now", "ahead"] = "ahead"


_WEIGHTS = {"done": 500, "now": 600, "ahead": 400}
_STATES = {"done": "done", "now": "now", "ahead": "to come"}
_SHARE = 3  # it takes no more than a third of the window
_INKS = {"done": "ink", "now": "ink", "ahead": "quiet"}


class Track(QWidget):
    """Dots joined by a line, filled as far as things have come; 78 high, more where words need two lines.

    Where a stage's name has no room beside the next (a pane), they stand below each other; one that ``folds``
    says the stage of now alone where that would take more than a third of its window.
    """

    def __init__(
        self, stages: Sequence[Stage] = (), parent: QWidget | None = None, *, folds: bool = False
    ) -> None:
        super().__init__(parent)
        self.folds, self.folded = folds, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.stages: tuple[Stage, ...] = ()
        self.upright = False
        self.show_stages(stages)
        theme.dress(self._fit)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        self.stages = tuple(stages)
        self.setAccessibleName(f"Stages: {'; '.join(map(_in_words, self.stages))}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()  # only now its window is known, and how tall that is

    def _fit(self) -> None:
        self.upright = self._too_narrow()
        whole = self._upright_height(self.stages)
        self.folded = self.folds and self.upright and _SHARE * whole > self.window().height()
        self.setToolTip("\n".join(map(_in_words, self.stages)) if self.folded else "")
        if self.upright:
            self.setFixedHeight(self._upright_height(self._below_each_other()))
            self.update()
            return
        words = max((sum(self._heights(stage)) for stage in self.stages), default=0.0)
        self.setFixedHeight(round(max(theme.px(78), theme.px(38) + words + theme.px(9))))
        self.update()

    def _step(self) -> float:
        return (self.width() - 2 * theme.px(24)) / max(1, len(self.stages))

    def _heights(self, stage: Stage) -> tuple[float, float]:
        """How high a stage's name and what stands below it are, on as many lines as they need."""
        room = self._step() - theme.px(12)
        name = _needed(_name_font(stage), stage.words, room)
        return name, _needed(theme.font("second"), stage.second, room)

    def _too_narrow(self) -> bool:
        room = self._step() - theme.px(12)
        return any(
            QFontMetricsF(_name_font(stage)).horizontalAdvance(word) > room
            for stage in self.stages
            for word in stage.words.split()
        )

    def _beside_dot(self) -> float:
        return theme.px(24 + 2 * 8 + 12)

    def _upright_heights(self, stage: Stage) -> tuple[float, float]:
        room = max(1.0, self.width() - self._beside_dot())
        words = [(_name_font(stage), stage.words), (theme.font("second"), stage.second)]
        name, second = (_needed(font, said, room) if said else 0.0 for font, said in words)
        return name, second

    def _row(self, stage: Stage) -> float:
        return max(theme.px(26), sum(self._upright_heights(stage)) + theme.px(8))

    def _upright_height(self, stages: Sequence[Stage]) -> int:
        return round(theme.px(2 * 12) + sum(map(self._row, stages)))

    def _below_each_other(self) -> tuple[Stage, ...]:
        """What is drawn upright: every stage, or the one of now (the last that was reached) in one line."""
        reached = [number for number, stage in enumerate(self.stages) if stage.state != "ahead"]
        if not self.folded or not self.stages:
            return self.stages
        at = reached[-1] if reached else 0
        stage = self.stages[at]
        words = ", ".join(filter(None, (stage.words, stage.second)))
        return (Stage(f"Stage {at + 1} of {len(self.stages)}: {words}", "", stage.state),)

    def _paint_upright(self, painter: QPainter) -> None:
        radius, top = theme.px(8), float(theme.px(12))
        stages = self._below_each_other()
        for number, stage in enumerate(stages):
            name, second = self._upright_heights(stage)
            row = self._row(stage)
            dot = QPointF(theme.px(24) + radius, top + max(radius, name / 2))
            if number + 1 < len(stages):
                after = self._upright_heights(stages[number + 1])[0]
                end = top + row + max(radius, after / 2) - radius - theme.px(3)
                painter.setPen(_line_after(stage))
                painter.drawLine(QPointF(dot.x(), dot.y() + radius + theme.px(3)), QPointF(dot.x(), end))
            self._dot(painter, stage, dot, radius)
            left, room = self._beside_dot(), self.width() - self._beside_dot()
            first = dot.y() - name / 2
            _write(
                painter, stage.words, QRectF(left, first, room, name), _name_font(stage), _INKS[stage.state]
            )
            _write_second(painter, stage, QRectF(left, first + name, room, second))
            top += row

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        if self.upright:
            self._paint_upright(painter)
            return
        if not self.stages:
            return
        margin, radius, middle, step = theme.px(24), theme.px(8), theme.px(25), self._step()
        for number, stage in enumerate(self.stages):
            left = margin + number * step
            dot = QPointF(left + radius, middle)
            if number + 1 < len(self.stages):
                start, end = dot.x() + radius + theme.px(5), left + step - theme.px(5)
                painter.setPen(_line_after(stage))
                painter.drawLine(QPointF(start, middle), QPointF(end, middle))
            self._dot(painter, stage, dot, radius)
            room = step - theme.px(12)
            name, second = self._heights(stage)
            words = QRectF(left, theme.px(38), room, name)
            _write(painter, stage.words, words, _name_font(stage), _INKS[stage.state])
            below = QRectF(left, words.bottom() + theme.px(1), room, second)
            _write_second(painter, stage, below)

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


def _in_words(stage: Stage) -> str:
    return f"{stage.words} {_STATES[stage.state]} {stage.second}".strip()


def _needed(font: QFont, words: str, room: float) -> float:
    box = QRectF(0, 0, room, 10_000)
    return QFontMetricsF(font).boundingRect(box, Qt.TextFlag.TextWordWrap, words).height()


def _line_after(stage: Stage) -> QPen:
    return QPen(theme.colour("accent" if stage.state == "done" else "line"), theme.px(2))


def _write_second(painter: QPainter, stage: Stage, box: QRectF) -> None:
    ink = "accent" if stage.state == "now" else "quiet"
    _write(painter, stage.second, box, theme.font("second"), ink)


def _name_font(stage: Stage) -> QFont:
    return theme.font("text", _WEIGHTS[stage.state])


def _write(painter: QPainter, words: str, box: QRectF, font: QFont, role: str) -> None:
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    painter.drawText(box, Qt.TextFlag.TextWordWrap, words)
