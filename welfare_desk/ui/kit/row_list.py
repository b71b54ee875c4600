"""The list on screen: how it is filled, gone through, marked and copied.

What the rows say is in ``rows``, how they are painted in ``row_painting``; a list that is a map of cells
(evidence) paints itself elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QTreeView,
    QWidget,
)

from welfare_desk.rules.sheet_cells import Sheet, as_text
from welfare_desk.ui import theme
from welfare_desk.ui.kit.announcing import announce
from welfare_desk.ui.kit.chips import chip_width
from welfare_desk.ui.kit.row_painting import Cells, Head
from welfare_desk.ui.kit.rows import ROW, Column, Index, Load, Row, RowModel
from welfare_desk.ui.kit.table_rows import sheet_of
from welfare_desk.ui.kit.words import lay_out
from welfare_desk.ui.lock.clipboard import copy_secretly
from welfare_desk.ui.spoken import tr

_GAP = 12  # between two columns
_LOOKED_AT = 60  # rows whose words say how narrow a column may be


class RowList(QTreeView):
    """Rows under a head, one of them chosen; with Shift or Ctrl more can be marked, for Ctrl+C to copy.

    Signals:
        chosen: payload Row, when another row takes the tint by key, click or ``choose``.
        opened: payload Row, on Enter or a double click.
        order_asked: payload str, when the heading of a column with an order is pressed.
    """

    chosen = Signal(object)
    opened = Signal(object)
    order_asked = Signal(object)

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
        self.order = ""  # what the rows stand in the order of, which their heading shows
        self.sealed = False  # it may show words opened from under a seal: read here, never saved as a file
        self._key: QKeyEvent | None = None  # the one that is moving the cursor now
        self._widest: dict[int, float] = {}  # by column, what its words take
        self.rows = RowModel(columns, self)
        self.rows.modelReset.connect(self._widest.clear)
        self.setModel(self.rows)
        self.setItemDelegate(Cells(self))
        self.setHeader(Head(self))
        self.header().setSectionsClickable(any(c.order for c in self.rows.columns))  # the tree says no
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(False)
        self.setAllColumnsShowFocus(False)  # Fusion frames the row; the delegate does it its own way
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
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

    def show_order(self, order: str) -> None:
        """Say at its heading what the rows stand in the order of; the rows come so from the store."""
        self.order = order
        self.header().viewport().update()

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

    # Copying ----------------------------------------------------------------------------------------

    def marked_rows(self) -> list[Row]:
        """The rows that are marked, in their order; the chosen one where none is."""
        marked = sorted(index.row() for index in self.selectionModel().selectedRows())
        chosen = self.chosen_row()
        return [self.rows.row(n) for n in marked] or ([chosen] if chosen is not None else [])

    def sheet(self, rows: Iterable[Row] | None = None) -> Sheet:
        """The list as a spreadsheet has it: these rows, or every row there is, with their headings."""
        if rows is None:
            self.rows.load_all()
            rows = self.rows.rows
        return sheet_of(self.rows.columns, rows)

    def copy_rows(self) -> int:
        """The marked rows under their headings onto the clipboard, from which they go again; how many."""
        rows = self.marked_rows()
        if rows:
            copy_secretly(as_text(self.sheet(rows)))
            announce(self, "1 row copied" if len(rows) == 1 else f"{len(rows)} rows copied")
        return len(rows)

    def selectAll(self) -> None:
        self.rows.load_all()
        super().selectAll()

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """As Qt does; but what a screen chooses is chosen alone, whatever key is still held down."""
        flags = QItemSelectionModel.SelectionFlag
        if not index.isValid():
            return flags.NoUpdate
        event = event or self._key  # Qt asks a second time as the cursor moves, and names no event
        if event is None:
            return flags.ClearAndSelect | flags.Rows
        return super().selectionCommand(index, event)

    # How it behaves -------------------------------------------------------------------------------

    def _settle(self, kept: Row | None) -> None:
        for number, row in enumerate(self.rows.rows):
            if row.kind in ("group", "reason"):
                self.setFirstColumnSpanned(number, QModelIndex(), True)
        if kept is not None:
            self.choose(kept.key)
        self._share_width()
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
        elif event.matches(QKeySequence.StandardKey.Copy):  # Qt's own way leaves one cell there for good
            self.copy_rows()
        else:
            self._key = event
            super().keyPressEvent(event)
            self._key = None

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
        self._widest.clear()
        self._share_width()
        self._grow()
        self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        """One that grows asks for what its rows take: a layout of pages goes by this alone."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.maximumHeight()) if self.grows else hint

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
        fixed = [n for n, c in enumerate(columns) if c.width]
        if self.rows.rows:
            self._give_and_take(widths, loose, fixed)
        missing = theme.px(180) * len(loose) - self._left(widths, fixed)
        # Where names have too little room the other words give way by a quarter at most; a day, a chip and
        # money never.
        may_give = [
            n for n in fixed if not columns[n].right and widths[n] > theme.px(150) and not self._has_chips(n)
        ]
        giving = sum(widths[n] for n in may_give)
        if missing > 0 and giving:
            given = min(missing, giving // 4)
            for number in may_give:
                widths[number] -= round(given * widths[number] / giving)
        left = self._left(widths, fixed)
        for number in loose:
            widths[number] = max(theme.px(96), left // len(loose))
        if loose:  # what rounding left over
            widths[loose[-1]] += max(0, self.viewport().width() - sum(widths))
        for number, width in enumerate(widths):
            head.resizeSection(number, width)
        over = sum(widths) > self.viewport().width() + len(widths)
        bars = Qt.ScrollBarPolicy.ScrollBarAsNeeded if over else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.horizontalScrollBarPolicy() is not bars:
            self.setHorizontalScrollBarPolicy(bars)

    def _give_and_take(self, widths: list[int], loose: list[int], fixed: list[int]) -> None:
        """What the words of one column do not fill goes to another whose words have too little room."""
        needed = [self._needed(number) for number in range(len(widths))]
        wanted = sum(max(theme.px(180), needed[number]) for number in loose)
        spare = self._left(widths, fixed) - wanted
        for more in (False, True):  # first what is missing is given, then what is left is taken
            moves = {n: needed[n] - widths[n] for n in fixed if (needed[n] > widths[n]) is more}
            whole = sum(moves.values())
            share = min(abs(spare), abs(whole)) if whole and (spare > 0) is more else 0
            for number, move in moves.items():
                widths[number] += round(share * move / abs(whole)) if whole else 0
            spare -= share if more else -share

    def _has_chips(self, column: int) -> bool:
        rows = (row for row in self.rows.rows[:_LOOKED_AT] if column < len(row.cells))
        return any(row.cells[column].chip for row in rows)

    def _left(self, widths: list[int], fixed: list[int]) -> int:
        return self.viewport().width() - sum(widths[number] for number in fixed)

    def _needed(self, column: int) -> int:
        """What the words of a column take, its head's and its first rows', with the room round them."""
        if column not in self._widest:
            self._widest[column] = self._width_of_words(column)
        return round(self._widest[column]) + theme.px(4) + self._insets(column)

    def _width_of_words(self, column: int) -> float:
        head = QFontMetricsF(theme.font("head")).horizontalAdvance(tr(self.rows.columns[column].words))
        bold, second = QFontMetricsF(theme.font("name")), QFontMetricsF(theme.font("second"))
        widest = head
        for row in self.rows.rows[:_LOOKED_AT]:
            if row.kind in ("row", "total") and column < len(row.cells):
                cell = row.cells[column]
                beside = chip_width(cell.chip) + theme.px(8) if cell.chip else 0.0
                mark = theme.px(24) if cell.mark else 0
                words = bold.horizontalAdvance(cell.text) + beside + mark
                widest = max(widest, words, second.horizontalAdvance(cell.second))
        return widest

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
