"""The list on screen: one delegate paints every cell, the head shares its insets, a chosen row is tinted.

What the rows say is in ``rows``; a list that is a map of cells (evidence) paints itself elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeView,
    QWidget,
)

from welfare_desk.ui import icons, theme
from welfare_desk.ui.kit.chips import chip_width, paint_chip, paint_words
from welfare_desk.ui.kit.rows import CELL, ROW, Column, Index, Load, Row, RowCell, RowModel
from welfare_desk.ui.kit.words import lay_out

_GAP = 12  # between two columns


class RowList(QTreeView):
    """Rows under a head, one of them chosen.

    Signals:
        chosen: payload Row, when another row takes the tint by key, click or ``choose``.
        opened: payload Row, on Enter or a double click.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Iterable[Column],
        parent: QWidget | None = None,
        *,
        margin: int = 24,
        two_lines: int = 44,
        one_line: int = 32,
        hairlines: bool = True,
        ground: str = "paper",
        grows: bool = False,
    ) -> None:
        """``name`` is for screen readers; ``grows`` makes the list as tall as its rows (in panes)."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.margin, self.two_lines, self.one_line = margin, two_lines, one_line
        self.hairlines, self.ground, self.grows = hairlines, ground, grows
        self.focus_by_key = False
        self.rows = RowModel(columns, self)
        self.setModel(self.rows)
        self.setItemDelegate(_Cells(self))
        self.setHeader(_Head(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(False)
        self.setAllColumnsShowFocus(False)  # Fusion frames the row; the delegate does it its own way
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAutoScroll(True)
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHeaderHidden(not any(column.words for column in self.rows.columns))
        self.activated.connect(self._opened)
        theme.dress(self._dress)

    # What a screen does ---------------------------------------------------------------------------

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows; the chosen one stays chosen if its key is still among them."""
        kept = self.chosen_row()
        self.rows.show_rows(rows)
        self._settle(kept)

    def show_pages(self, load: Load) -> None:
        """Show the first page, and each next one when it is nearly needed."""
        kept = self.chosen_row()
        self.rows.show_pages(load)
        self._settle(kept)

    def show_columns(self, columns: Iterable[Column]) -> None:
        """Other columns, before the rows that fill them: as many versions as there are."""
        self.rows.show_columns(columns)
        self.setHeaderHidden(not any(column.words for column in self.rows.columns))
        self._share_width()

    def chosen_row(self) -> Row | None:
        index = self.currentIndex()
        row = index.data(ROW) if index.isValid() else None
        return row if row is not None and row.can_be_chosen else None

    def choose(self, key: object) -> bool:
        """Put the tint on the row with this key; False when it is not among those loaded."""
        number = self.rows.number_of(key)
        if number is None:
            return False
        self.setCurrentIndex(self.rows.index(number, 0))
        return True

    def choose_first(self) -> None:
        first = next((row for row in self.rows.rows if row.can_be_chosen), None)
        if first is not None:
            self.choose(first.key)

    # How it behaves -------------------------------------------------------------------------------

    def _settle(self, kept: Row | None) -> None:
        for number, row in enumerate(self.rows.rows):
            if row.kind in ("group", "reason"):
                self.setFirstColumnSpanned(number, QModelIndex(), True)
        if kept is not None:
            self.choose(kept.key)
        self._grow()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        row = current.data(ROW) if current.isValid() else None
        before = previous.data(ROW) if previous.isValid() else None
        self.viewport().update()
        if row is not None and row.can_be_chosen and (before is None or row.key != before.key):
            self.chosen.emit(row)

    def _opened(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if row is not None and row.can_be_chosen:
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._opened(self.currentIndex())
            return
        super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """As Qt does, stepping over headings and reasons, which cannot be chosen."""
        start = self.currentIndex()
        found = super().moveCursor(action, modifiers)
        up = found.row() < start.row() or action == QAbstractItemView.CursorAction.MoveEnd
        row = found.row()
        while 0 <= row < self.rows.rowCount() and not self.rows.row(row).can_be_chosen:
            row += -1 if up else 1
        return self.rows.index(row, 0) if 0 <= row < self.rows.rowCount() else start

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if self.focus_by_key and self.chosen_row() is None:
            self.choose_first()
        elif self.chosen_row() is not None and not self.selectionModel().isSelected(self.currentIndex()):
            self.selectionModel().select(  # Qt makes the first row current as the focus comes, and tints none
                self.currentIndex(),
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )

    def _dress(self) -> None:
        self._share_width()
        self._grow()
        self.scheduleDelayedItemsLayout()

    def _grow(self) -> None:
        if self.grows:
            head = 0 if self.isHeaderHidden() else theme.px(28)
            rows = enumerate(self.rows.rows)
            self.setFixedHeight(head + sum(self.height_of(row, number) for number, row in rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QPainter(self.viewport())
        ground.fillRect(self.viewport().rect(), theme.colour(self.ground))
        ground.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        if any(row.kind == "reason" for row in self.rows.rows):
            self._grow()
            self.scheduleDelayedItemsLayout()

    def _share_width(self) -> None:
        columns, head = self.rows.columns, self.header()
        head.setStretchLastSection(False)
        widths = [theme.px(c.width) + self._insets(n) for n, c in enumerate(columns)]
        loose = [n for n, c in enumerate(columns) if not c.width]
        # Where names have too little room the other words give way by a quarter at most, money never.
        may_give = [n for n, c in enumerate(columns) if c.width and not c.right]
        room = self.viewport().width() - sum(w for n, w in enumerate(widths) if n not in loose)
        missing = theme.px(180) * len(loose) - room
        giving = sum(widths[n] for n in may_give)
        if missing > 0 and giving:
            given = min(missing, giving // 4)
            for number in may_give:
                widths[number] -= round(given * widths[number] / giving)
        left = self.viewport().width() - sum(w for n, w in enumerate(widths) if n not in loose)
        for number in loose:
            widths[number] = max(theme.px(96), left // len(loose))
        if loose:  # what rounding left over
            widths[loose[-1]] += max(0, self.viewport().width() - sum(widths))
        for number, width in enumerate(widths):
            head.resizeSection(number, width)

    def _insets(self, column: int) -> int:
        left, right = self.insets(column)
        return left + right

    def insets(self, column: int) -> tuple[int, int]:
        """Room before and after a column's words: the outer columns keep the page margin."""
        last = len(self.rows.columns) - 1
        left = theme.px(self.margin) if column == 0 else 0
        if column < last:
            return left, theme.px(_GAP)
        # The scroll bar takes its width from the margin: the last column keeps its edge.
        taken = theme.px(8) if self.verticalScrollBar().maximum() and not self.grows else 0
        return left, max(0, theme.px(self.margin) - taken)

    def height_of(self, row: Row, number: int = 0) -> int:
        match row.kind:
            case "group" if self.hairlines:
                return theme.px(32)
            case "group":
                return theme.px(37 if number else 32)
            case "reason":
                return self._reason_height(row.cells[0].text)
            case "total":
                return theme.px(36)
            case _:
                return theme.px(self.two_lines if row.lines == 2 else self.one_line)

    def _reason_height(self, words: str) -> int:
        room = self.viewport().width() - 2 * theme.px(self.margin) - theme.px(24)
        return round(lay_out(words, max(room, theme.px(120)))[1]) + theme.px(16)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(64))


class _Cells(QStyledItemDelegate):
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


class _Head(QHeaderView):
    """Column headings with the insets of the cells below them."""

    def __init__(self, view: RowList) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.view = view
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Column headings")

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
        paint_words(painter, column.words, inner, "head", "quiet", side)
        painter.setPen(QPen(theme.colour("soft_edge"), 1))
        edge = (rect.left() + (left if section == 0 else 0), rect.right() - (right if last else 0))
        painter.drawLine(edge[0], rect.bottom(), edge[1], rect.bottom())
        painter.restore()
