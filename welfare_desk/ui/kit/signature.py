"""A pad to sign on: what a mouse, a finger or a pen draws, kept as strokes.

Nobody has to: a consent can be given in every other way too, and a mark will do.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from welfare_desk.ui import theme

_HIGH = 150


class SignaturePad(QWidget):
    """Draw on it; Backspace or ``clear`` empties it.

    Signals:
        drawn: after a stroke was finished, or all were cleared.
    """

    drawn = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._strokes: list[list[QPointF]] = []
        self._drawing = False
        self.setAccessibleName(words)
        self.setAccessibleDescription("Drawn with the mouse, a finger or a pen. Backspace clears it.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_TabletTracking)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.dress(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(_HIGH))

    @property
    def ratio(self) -> float:
        """The pad's width to its height."""
        return self.width() / max(1, self.height())

    def strokes(self) -> tuple[tuple[tuple[float, float], ...], ...]:
        """What was drawn: points between 0 and 1, from the upper left."""
        wide, high = max(1, self.width()), max(1, self.height())
        return tuple(
            tuple((_within(point.x() / wide), _within(point.y() / high)) for point in stroke)
            for stroke in self._strokes
        )

    def is_empty(self) -> bool:
        return not self._strokes

    def clear(self) -> None:
        self._strokes, self._drawing = [], False
        self.update()
        self.drawn.emit()

    # Drawing ----------------------------------------------------------------------------------------

    def _begin(self, at: QPointF) -> None:
        self._drawing = True
        self._strokes.append([at])
        self.update()

    def _go_on(self, at: QPointF) -> None:
        if self._drawing and (at - self._strokes[-1][-1]).manhattanLength() >= 1:
            self._strokes[-1].append(at)
            self.update()

    def _end(self) -> None:
        if self._drawing:
            self._drawing = False
            self.drawn.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus()
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen; what it does is taken here, so that it is not drawn a second time as a mouse."""
        kind = event.type()
        if kind == QTabletEvent.Type.TabletPress:
            self._begin(event.position())
        elif kind == QTabletEvent.Type.TabletMove:
            self._go_on(event.position())
        elif kind == QTabletEvent.Type.TabletRelease:
            self._end()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.clear()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        """A window made wider or narrower does not pull a signature out of shape: it is drawn again."""
        if self._strokes and not self._drawing:
            self.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        focused = self.hasFocus()
        painter.setPen(QPen(theme.colour("accent" if focused else "field_edge"), 2 if focused else 1))
        painter.setBrush(theme.colour("paper"))
        painter.drawRoundedRect(edge, theme.px(6), theme.px(6))
        foot = self.height() * 0.78
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(theme.px(16), foot), QPointF(self.width() - theme.px(16), foot))
        if self.is_empty():
            painter.setPen(theme.colour("quiet"))
            painter.setFont(theme.font("text"))
            below = QRectF(theme.px(16), foot, self.width() - theme.px(32), self.height() - foot)
            painter.drawText(below, int(Qt.AlignmentFlag.AlignVCenter), "Sign above the line")
        pen = QPen(theme.colour("ink"), theme.px(2))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._strokes:
            path = QPainterPath(stroke[0])
            for point in stroke[1:] or [stroke[0] + QPointF(0.1, 0)]:
                path.lineTo(point)
            painter.drawPath(path)


def _within(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 5)
