"""The box one ticks and the circle one chooses, painted from the roles.

A style sheet would need picture files in the theme's colours; painting needs none.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from welfare_desk.ui import icons, theme
from welfare_desk.ui.kit.chips import paint_words
from welfare_desk.ui.spoken import tr


class Tick(QAbstractButton):
    """A box with words beside it; with ``one_of`` a circle, of which one in its parent is chosen."""

    def __init__(self, words: str, *, one_of: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.one_of = one_of
        self.setText(tr(words))
        self.setCheckable(True)
        self.setAutoExclusive(one_of)
        self.setAccessibleName(tr(words).replace("&", ""))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.quiet_when_done = False

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme.font("text")).horizontalAdvance(self.text().replace("&", ""))
        return QSize(round(theme.px(26) + words + theme.px(4)), theme.px(24))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move among circles, as they do in any list of choices."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if not self.one_of or step is None:
            super().keyPressEvent(event)
            return
        around = self.parentWidget() or self
        ring = [t for t in around.findChildren(Tick) if t.one_of and t.isEnabled()]
        other = ring[(ring.index(self) + step) % len(ring)] if self in ring else self
        other.setFocus(Qt.FocusReason.TabFocusReason)
        other.setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, on = theme.px(18), self.isChecked()
        box = QRectF(0.5, (self.height() - side) / 2 + 0.5, side - 1, side - 1)
        edge = "accent" if on or self.hasFocus() else "field_edge"
        painter.setPen(QPen(theme.colour(edge), 2 if self.hasFocus() and not on else 1))
        painter.setBrush(theme.colour("accent" if on else "paper"))
        if self.one_of:
            painter.drawEllipse(box)
        else:
            painter.drawRoundedRect(box, theme.px(4), theme.px(4))
        if on and self.one_of:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("paper"))
            painter.drawEllipse(box.center(), theme.px(3), theme.px(3))
        elif on:
            inner = theme.px(13)
            corner = box.center() - QPointF(inner / 2, inner / 2)
            icons.paint(painter, "check", QRectF(corner.x(), corner.y(), inner, inner), "on_accent")
        words = QRectF(self.rect()).adjusted(theme.px(26), 0, 0, 0)
        role = "quiet" if not self.isEnabled() or (on and self.quiet_when_done) else "ink"
        paint_words(painter, self.text().replace("&", ""), words, "text", role)
        if self.hasFocus() and on:
            painter.setPen(QPen(theme.colour("ink"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if self.one_of:
                painter.drawEllipse(box)
            else:
                painter.drawRoundedRect(box, theme.px(4), theme.px(4))
