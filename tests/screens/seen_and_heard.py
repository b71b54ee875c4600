"""Every word a window paints, and every word a screen reader can come upon in it, shown or not."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QBuffer,
    QByteArray,
    QIODevice,
    QModelIndex,
    QPoint,
    Qt,
)
from PySide6.QtGui import QAccessible, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractItemView, QPlainTextEdit, QTextEdit, QWidget


def painted(widget: QWidget) -> str:
    """The text of the widget drawn as a drawing: what its painting says, not what its fields hold."""
    drawn = QByteArray()
    buffer = QBuffer(drawn)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    sheet = QSvgGenerator()
    sheet.setOutputDevice(buffer)
    sheet.setSize(widget.size())
    painter = QPainter(sheet)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    pieces = re.findall(r"<text[^>]*>([^<]*)</text>", bytes(drawn.data()).decode())
    return "\n".join(html.unescape(piece) for piece in pieces)


def heard(widget: QWidget) -> str:
    """Every name, description, value, text and tool tip of every part, those not shown included."""
    told = [widget.windowTitle()]
    for part in (widget, *widget.findChildren(QWidget)):
        told += [part.accessibleName(), part.accessibleDescription(), part.toolTip(), part.windowTitle()]
        told += [action.text() for action in part.actions()]
        here = QAccessible.queryAccessibleInterface(part)
        if here is not None:
            told += [here.text(kind) for kind in QAccessible.Text if kind is not QAccessible.Text.UserText]
        if isinstance(part, QAbstractItemView) and part.model() is not None:
            told += _in_cells(part.model())
        if isinstance(part, QPlainTextEdit | QTextEdit):
            told.append(part.toPlainText())
    return "\n".join(filter(None, told))


def _in_cells(model: QAbstractItemModel) -> list[str]:
    kinds = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
    root = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    return [
        str(model.index(row, column).data(kind) or "")
        for row in range(model.rowCount(root))
        for column in range(columns)
        for kind in kinds
    ]
