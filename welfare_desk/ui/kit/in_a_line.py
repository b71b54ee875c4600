"""Widgets beside each other at the left, or one under the other where they do not fit in a line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from welfare_desk.ui import theme

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class InALine(QWidget):
    """It asks for the width of a line and gives way down to its widest part."""

    def __init__(self, *widgets: QWidget, above: int = 0, parent: QWidget | None = None) -> None:
        """``above``: pixels of space over the line."""
        super().__init__(parent)
        self._line = QBoxLayout(_ACROSS, self)
        self._line.setContentsMargins(0, theme.px(above), 0, 0)
        self._line.setSpacing(theme.px(8))
        self._line.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """One more at the end."""
        self._line.insertWidget(self._line.count() - 1, widget, 0, Qt.AlignmentFlag.AlignLeft)

    def parts(self) -> list[QWidget]:
        """Those that are shown or about to be, in their order."""
        items = filter(None, map(self._line.itemAt, range(self._line.count())))
        return [part for item in items if (part := item.widget()) is not None and not _is_put_away(part)]

    def sizeHint(self) -> QSize:
        return QSize(self._whole_width(), self._height())

    def minimumSizeHint(self) -> QSize:
        narrow = max((part.minimumSizeHint().width() for part in self.parts()), default=0)
        return QSize(narrow, self._height())

    def _height(self) -> int:
        heights = [part.sizeHint().height() for part in self.parts()] or [0]
        tall = max(heights) if self._line.direction() == _ACROSS else sum(heights) + self._gaps()
        return tall + self._line.contentsMargins().top()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a part was hidden, shown or says something longer
            self._turn()
            self.updateGeometry()
        return super().event(event)

    def _turn(self) -> None:
        direction = _ACROSS if self._whole_width() <= self.width() else _DOWN
        if self._line.direction() != direction:
            self._line.setDirection(direction)

    def _whole_width(self) -> int:
        return sum(part.sizeHint().width() for part in self.parts()) + self._gaps()

    def _gaps(self) -> int:
        return self._line.spacing() * max(0, len(self.parts()) - 1)


def _is_put_away(part: QWidget) -> bool:
    """Qt calls hidden also what has only not been shown yet."""
    return part.isHidden() and part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
