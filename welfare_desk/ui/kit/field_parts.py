"""What a field is put together from: its label, its list of choices, and the tool tip with its rule."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QWidget,
)

from welfare_desk.ui import icons, theme

if TYPE_CHECKING:
    from welfare_desk.rules.field_rules import FieldRule

SIGN = 13  # the scales beside the label of a field with a rule
_READING_MS = 120_000


def tip_of(rule: FieldRule) -> str:
    """The rule, what was not read anew, and where it stands, as a tool tip wraps it."""
    doubt = f"<p>To be checked: {escape(rule.doubt)}</p>" if rule.doubt else ""
    return f"<p>{escape(rule.words)}</p>{doubt}<p><i>{escape(rule.source)}</i></p>"


def show_tip(field: QWidget) -> None:
    """The field's tool tip under it, by key and not by the mouse, for as long as one stays there."""
    below = field.mapToGlobal(QPoint(0, field.height()))
    QToolTip.showText(below, field.toolTip(), field, QRect(), _READING_MS)


class FieldLabel(QLabel):
    """A field's words; the letter that Alt brings here is underlined while Alt is held, as on Windows.

    ``needed`` says beside them, in a quieter voice, that nothing can be saved without it; ``ruled`` draws the
    scales after them: there is a rule to read.
    """

    NEEDED = "needed"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = False
        self.needed = False
        self.ruled = False

    def show_letter(self, shown: bool) -> None:
        self._letters = shown
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(theme.font("head"))
        width = metrics.horizontalAdvance(self.text().replace("&", ""))
        if self.ruled:
            width += theme.px(SIGN + 6)
        if self.needed:
            width += theme.px(8) + QFontMetricsF(theme.font("second")).horizontalAdvance(self.NEEDED)
        return QSize(round(width + 1), round(metrics.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("head"))
        painter.setPen(theme.colour("ink"))
        flag = Qt.TextFlag.TextShowMnemonic if self._letters else Qt.TextFlag.TextHideMnemonic
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), int(flag) | int(middle), self.text())
        words = QFontMetricsF(theme.font("head")).horizontalAdvance(self.text().replace("&", ""))
        if self.ruled:
            side = theme.px(SIGN)
            icons.paint(painter, "scale", QRectF(words + theme.px(6), (self.height() - side) / 2, side, side))
            words += theme.px(6) + side
        if self.needed:
            painter.setFont(theme.font("second"))
            painter.setPen(theme.colour("quiet"))
            beside = self.rect().adjusted(round(words) + theme.px(8), 0, 0, 0)
            painter.drawText(beside, int(middle), self.NEEDED)


class Combo(QComboBox):
    """A combo box with our chevron; its wheel belongs to the page.

    Signals:
        resized: there may be more or less room for its words.
    """

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def showPopup(self) -> None:
        """The list says every choice whole, however narrow the box."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + theme.px(24))
        super().showPopup()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def _for_words(self) -> int:
        return self.width() - theme.px(11 + 30) - 2

    def cuts(self) -> bool:
        """Whether the choice that stands in it has too little room."""
        return self.fontMetrics().horizontalAdvance(self.currentText()) > self._for_words()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's own cuts a long choice off in the middle of a letter; here three dots say that it goes on."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        right = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, right, self._for_words())
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across, down = theme.px(8), theme.px(4)
        left = self.width() - theme.px(11) - across
        top = (self.height() - down) / 2
        painter.setPen(QPen(theme.colour("quiet"), 1.5 * theme.base() / 13.0))
        painter.drawPolyline(
            [QPointF(left, top), QPointF(left + across / 2, top + down), QPointF(left + across, top)]
        )
