"""A timeline: what happened, by day, each with its hour, its icon and its words in full.

What happened comes in ready as ``Entry`` values; days are headings between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from welfare_desk.rules.sheet_cells import Sheet, value_of
from welfare_desk.ui import icons, theme
from welfare_desk.ui.kit.chips import paint_words
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.words import lay_out

# Measures at 13-pixel text: where the line of icons runs, where the words begin, room above and below.
_LINE, _WORDS, _PAD, _DOT = 84, 108, 11, 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. ``day`` heads all of the same day; ``at`` is its hour, where it is known."""

    key: object
    day: str
    at: str
    title: str
    words: str = ""
    by: str = ""
    mark: str = "list"


class Timeline(RowList):
    """Entries under their days, the newest first as they come; one of them chosen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, [Column("")], parent, hairlines=False)
        self.setItemDelegate(_Entries(self))

    def show_entries(self, entries: Iterable[Entry]) -> None:
        """Show these; days come as headings of their own."""
        self.show_rows(list(_rows(entries)))

    def sheet(self, rows: Iterable[Row] | None = None) -> Sheet:
        """A column each for the day, the time, what it was, its words and who wrote them."""
        if rows is None:
            self.rows.load_all()
        cells = (row.cells[0].raw for row in (self.rows.rows if rows is None else rows))
        entries = [entry for entry in cells if isinstance(entry, Entry)]
        lines = ((value_of(one.day), one.at, one.title, one.words, one.by) for one in entries)
        return Sheet(("Day", "Time", "What", "Words", "By"), tuple(lines))

    def words_width(self) -> float:
        return max(theme.px(120), self.viewport().width() - theme.px(_WORDS) - theme.px(self.margin))

    def height_of(self, row: Row, number: int = 0) -> int:
        if row.kind == "group":
            return theme.px(40)
        title = QFontMetricsF(theme.font("name")).height()
        words = row.cells[0].second
        below = lay_out(words, self.words_width())[1] + theme.px(2) if words else 0
        return round(title + below + 2 * theme.px(_PAD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()


def _rows(entries: Iterable[Entry]) -> Iterator[Row]:
    day = None
    for entry in entries:
        if entry.day != day:
            day = entry.day
            yield Row(("day", day), (RowCell(day, said=day),), "group")
        said = ", ".join(part for part in (entry.at, entry.title, entry.words, entry.by) if part)
        yield Row(entry.key, (RowCell(entry.title, entry.words, mark=entry.mark, raw=entry, said=said),))


class _Entries(QStyledItemDelegate):
    def __init__(self, view: Timeline) -> None:
        super().__init__(view)
        self.view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self.view.height_of(self.view.rows.row(index.row())))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, where = self.view.rows.row(index.row()), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind == "group":
            day = where.adjusted(theme.px(self.view.margin), theme.px(8), 0, 0)
            paint_words(painter, row.cells[0].text, day, "head", "quiet")
        elif isinstance(entry := row.cells[0].raw, Entry):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._entry(painter, where, entry, index.row(), chosen)
        painter.restore()

    def _entry(self, painter: QPainter, where: QRectF, entry: Entry, number: int, chosen: bool) -> None:
        margin, pad = theme.px(self.view.margin), theme.px(_PAD)
        if chosen:
            painter.fillRect(where, theme.colour("tint"))
            painter.fillRect(
                QRectF(where.x(), where.y(), theme.px(3), where.height()), theme.colour("accent")
            )
        height = QFontMetricsF(theme.font("name")).height()
        top = QRectF(where.x() + margin, where.y() + pad, where.width() - 2 * margin, height)
        self._dot(painter, where, entry, top.center().y(), chosen)
        paint_words(painter, entry.at, top, "figure", "quiet")
        by = QFontMetricsF(theme.font("second")).horizontalAdvance(entry.by)
        paint_words(painter, entry.by, top, "second", "quiet", Qt.AlignmentFlag.AlignRight)
        words = where.x() + theme.px(_WORDS)
        title = QRectF(words, top.y(), max(0.0, top.right() - by - theme.px(12) - words), height)
        paint_words(painter, entry.title, title, "name", "ink")
        if entry.words:
            painter.setPen(theme.colour("ink"))
            layout = lay_out(entry.words, self.view.words_width())[0]
            layout.draw(painter, QPointF(words, top.bottom() + theme.px(2)))
        painter.setPen(QPen(theme.colour("line"), 1))
        if not chosen and self._has_next(number):
            painter.drawLine(QPointF(words, where.bottom()), QPointF(top.right(), where.bottom()))
        if chosen and self.view.focus_by_key and self.view.hasFocus():
            for y in (where.top(), where.bottom() - 1):
                painter.fillRect(QRectF(where.x(), y, where.width(), 1), theme.colour("accent"))

    def _dot(self, painter: QPainter, where: QRectF, entry: Entry, middle: float, chosen: bool) -> None:
        radius, side = theme.px(_DOT), theme.px(14)
        centre = QPointF(where.x() + theme.px(_LINE), middle)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(centre.x(), where.top()), QPointF(centre.x(), where.bottom()))
        painter.setBrush(theme.colour("tint" if chosen else "paper"))
        painter.drawEllipse(centre, radius, radius)
        box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        icons.paint(painter, entry.mark, box, "accent" if chosen else "quiet")

    def _has_next(self, number: int) -> bool:
        rows = self.view.rows.rows
        return number + 1 < len(rows) and rows[number + 1].can_be_chosen
