"""Small words on a coloured ground: overdue, soon, done. The word carries the meaning, the colour repeats it.

Also the few lines of text painting that chips share with rows and tracks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from welfare_desk.ui import icons, theme
from welfare_desk.ui.spoken import tr

Tone = Literal["overdue", "soon", "done", "plain"]

_ICONS: dict[str, str] = {"overdue": "triangle-alert", "soon": "clock", "done": "check", "plain": ""}


@dataclass(frozen=True, slots=True)
class Chip:
    """A few words and their tone; ``icon`` only where the tone's own would mislead."""

    words: str
    tone: Tone = "plain"
    icon: str = ""

    @property
    def mark(self) -> str:
        return self.icon or _ICONS[self.tone]


def chip_width(chip: Chip) -> float:
    words = QFontMetricsF(theme.font("head")).horizontalAdvance(tr(chip.words))
    mark = theme.px(12) + theme.px(4) if chip.mark else 0
    return words + mark + 2 * theme.px(7)


def paint_chip(painter: QPainter, chip: Chip, left: float, middle: float, *, on_tint: bool = False) -> float:
    """Draw the chip with its left edge and middle line here; returns its right edge."""
    height, width = theme.px(20), chip_width(chip)
    where = QRectF(left, round(middle - height / 2), width, height)
    ink = chip.tone if chip.tone != "plain" else "quiet"
    # A done chip would melt into the tint of a chosen row, so it stands on paper there.
    ground = "sunk" if chip.tone == "plain" else f"{chip.tone}_ground"
    ground = "paper" if on_tint and chip.tone in ("done", "plain") else ground
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(where, theme.px(4), theme.px(4))
    text_left = left + theme.px(7)
    if chip.mark:
        side = theme.px(12)
        icons.paint(painter, chip.mark, QRectF(text_left, where.center().y() - side / 2, side, side), ink)
        text_left += side + theme.px(4)
    paint_words(
        painter, tr(chip.words), QRectF(text_left, where.y(), where.right() - text_left, height), "head", ink
    )
    painter.restore()
    return where.right()


def paint_words(
    painter: QPainter,
    words: str,
    where: QRectF,
    shape: theme.Type | QFont,
    role: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line of text, cut with an ellipsis where it does not fit, in the middle of ``where``."""
    face = shape if isinstance(shape, QFont) else theme.font(shape)
    metrics = QFontMetricsF(face)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, where.width() + 1)
    painter.setFont(face)
    painter.setPen(theme.colour(role))
    width = metrics.horizontalAdvance(shown)
    left = where.right() - width if align & Qt.AlignmentFlag.AlignRight else where.left()
    if align & Qt.AlignmentFlag.AlignHCenter:
        left = where.center().x() - width / 2
    baseline = where.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(left, baseline), shown)


class ChipLabel(QWidget):
    """A chip that stands by itself in a pane or a heading."""

    def __init__(self, chip: Chip | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_chip(chip)

    def show_chip(self, chip: Chip | None) -> None:
        self.chip = chip
        # Without a chip it takes no room; showing it here would open a window before it has a parent.
        self.setAccessibleName(chip.words if chip else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(chip_width(self.chip) + 0.5), theme.px(20)) if self.chip else QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.chip:
            painter = QPainter(self)
            paint_chip(painter, self.chip, 0, self.height() / 2)
