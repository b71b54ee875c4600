"""How a list is painted: one delegate for every cell, a head of the same insets, a tint on what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from welfare_desk.ui import icons, theme
from welfare_desk.ui.kit.chips import chip_width, paint_chip, paint_words
from welfare_desk.ui.kit.rows import CELL, Column, Index, Row, RowCell
from welfare_desk.ui.kit.words import lay_out
from welfare_desk.ui.spoken import tr

if TYPE_CHECKING:  # it is painted by this
    from welfare_desk.ui.kit.row_list import RowList


class Cells(QStyledItemDelegate):
    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self.view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.view.height_of(self.view.rows.row(index.row()), index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, row = self.view, self.view.rows.row(index.row())
        cell: RowCell | None = index.data(CELL)
        spans = row.kind in ("group", "reason")
        first = index.column() == 0
        last = spans or index.column() == len(view.rows.columns) - 1
        tinted = self._tinted(index.row(), row, option)
        where: QRect = option.rect
        painter.save()
        if tinted:
            painter.fillRect(where, theme.colour("tint"))
        if first and (tinted or row.edge):
            bar = QRect(where.x(), where.y(), theme.px(3), where.height())
            painter.fillRect(bar, theme.colour(row.edge or "accent"))
        left, right = view.insets(index.column())
        if spans:
            left, right = theme.px(view.margin), view.insets(len(view.rows.columns) - 1)[1]
        self._hairline(painter, where, row, index.row(), left if first else 0, right if last else 0)
        if cell is not None:
            inner = QRectF(where.adjusted(left, 0, -right, 0))
            if row.kind == "reason":
                self._reason(painter, inner, cell)
            elif row.kind == "group":
                self._group(painter, inner, cell)
            else:
                self._cell(painter, inner, cell, view.rows.columns[index.column()].right, tinted, row)
        if tinted and view.focus_by_key and view.hasFocus() and row.can_be_chosen:
            painter.fillRect(where.x(), where.y(), where.width(), 1, theme.colour("accent"))
            painter.fillRect(where.x(), where.bottom(), where.width(), 1, theme.colour("accent"))
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The rule of a cell on hover; where there is none, the whole of words that had to be cut."""
        cell: RowCell | None = index.data(CELL)
        if cell is None or cell.why or not self.is_cut(cell, option.rect.width(), index.column()):
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), cell.spoken(), view)
        return True

    def is_cut(self, cell: RowCell, width: int, column: int) -> bool:
        """Whether this cell's words do not fit a column of this width."""
        left, right = self.view.insets(column)
        face: theme.Type = "name" if cell.strong else "figure"
        wanted = QFontMetricsF(theme.font(face)).horizontalAdvance(cell.text)
        wanted += chip_width(cell.chip) + theme.px(8) if cell.chip else 0
        below = QFontMetricsF(theme.font("second")).horizontalAdvance(cell.second)
        return max(wanted, below) > width - left - right

    def _tinted(self, number: int, row: Row, option: QStyleOptionViewItem) -> bool:
        if row.kind == "reason" and number:  # belongs to the row above
            above = self.view.rows.index(number - 1, 0)
            return self.view.selectionModel().isSelected(above)
        return row.can_be_chosen and bool(option.state & QStyle.StateFlag.State_Selected)

    def _hairline(
        self, painter: QPainter, where: QRect, row: Row, number: int, left: int, right: int
    ) -> None:
        if not self.view.hairlines and row.kind != "total":
            return
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(where.left() + left, where.bottom(), where.right() - right, where.bottom())

    def _group(self, painter: QPainter, inner: QRectF, cell: RowCell) -> None:
        left = inner.left()
        inner.setTop(inner.bottom() - theme.px(32))  # the room above a heading is more than below it
        if cell.mark:
            side = theme.px(14)
            box = QRectF(left, inner.center().y() - side / 2, side, side)
            icons.paint(painter, cell.mark, box, cell.mark_role)
            left += side + theme.px(6)
        paint_words(painter, cell.text, inner.adjusted(left - inner.left(), 0, 0, 0), "name", cell.role)
        paint_words(painter, cell.second, inner, "second", "quiet", Qt.AlignmentFlag.AlignRight)

    def _reason(self, painter: QPainter, inner: QRectF, cell: RowCell) -> None:
        left = theme.px(24) if cell.mark else 0
        layout, height = lay_out(cell.text, inner.width() - left)
        top = inner.top() + (inner.height() - height) / 2
        if cell.mark:
            side = theme.px(16)
            line = layout.lineAt(0).height()
            box = QRectF(inner.left(), top + (line - side) / 2, side, side)
            icons.paint(painter, cell.mark, box, cell.mark_role)
        painter.setPen(theme.colour(cell.role))
        layout.draw(painter, QPointF(inner.left() + left, top))

    def _cell(
        self, painter: QPainter, inner: QRectF, cell: RowCell, right: bool, tinted: bool, row: Row
    ) -> None:
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        line, small = QFontMetricsF(theme.font("text")).height(), QFontMetricsF(theme.font("second")).height()
        gap = theme.px(3 if self.view.hairlines else 1)
        top = inner.center().y() - (line + (small + gap if cell.second else 0)) / 2
        upper = QRectF(inner.left(), top, inner.width(), line)
        if cell.second:
            lower = QRectF(inner.left(), upper.bottom() + gap, inner.width(), small)
            paint_words(painter, cell.second, lower, "second", cell.second_role, align)
        if cell.mark:
            side = theme.px(16 if cell.text else 14)
            left = upper.left() if cell.text or not right else upper.right() - side
            middle = inner.center().y() if not cell.second else upper.center().y()
            icons.paint(painter, cell.mark, QRectF(left, middle - side / 2, side, side), cell.mark_role)
            upper.setLeft(upper.left() + side + theme.px(8))
        face: theme.Type = "name" if cell.strong or row.kind == "total" else "figure"
        if cell.chip is None:
            paint_words(painter, cell.text, upper, face, cell.role, align)
            return
        # The chip keeps its whole width; the words before it give way.
        width = chip_width(cell.chip)
        words = QFontMetricsF(theme.font(face)).horizontalAdvance(cell.text)
        space = theme.px(8) if cell.text else 0
        room = max(0.0, upper.width() - width - space)
        if right:
            paint_chip(painter, cell.chip, upper.right() - width, upper.center().y(), on_tint=tinted)
            paint_words(
                painter, cell.text, QRectF(upper.left(), upper.top(), room, line), face, cell.role, align
            )
            return
        paint_words(painter, cell.text, QRectF(upper.left(), upper.top(), room, line), face, cell.role)
        paint_chip(
            painter, cell.chip, upper.left() + min(words, room) + space, upper.center().y(), on_tint=tinted
        )


class Head(QHeaderView):
    """Column headings with the insets of the cells below them."""

    def __init__(self, view: RowList) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.view = view
        self.sectionClicked.connect(self._ask)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Column headings")

    def _ask(self, section: int) -> None:
        if order := self.view.rows.columns[section].order:
            self.view.order_asked.emit(order)

    def sizeHint(self) -> QSize:
        return QSize(0, theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self.viewport()).fillRect(self.viewport().rect(), theme.colour(self.view.ground))
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        column: Column = self.view.rows.columns[section]
        left, right = self.view.insets(section)
        last = section == len(self.view.rows.columns) - 1
        painter.save()
        painter.fillRect(rect, theme.colour(self.view.ground))
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        inner = QRectF(rect.adjusted(left, 0, -right, 0))
        ordered = bool(column.order) and column.order == self.view.order
        paint_words(painter, column.words, inner, "head", "ink" if ordered else "quiet", side)
        if ordered:  # the arrow says what the darker words say
            words, step = QFontMetricsF(theme.font("head")).horizontalAdvance(tr(column.words)), theme.px(12)
            place = QRectF(inner.left() + words + theme.px(6), inner.center().y() - step / 2, step, step)
            icons.paint(painter, "chevron-down", place, "ink")
        painter.setPen(QPen(theme.colour("soft_edge"), 1))
        edge = (rect.left() + (left if section == 0 else 0), rect.right() - (right if last else 0))
        painter.drawLine(edge[0], rect.bottom(), edge[1], rect.bottom())
        painter.restore()
