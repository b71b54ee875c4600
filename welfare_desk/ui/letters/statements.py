"""The statements of a letter, each wrapped in full with the notes it rests on and the GP's answer.

A closed statement shows why it is closed; its text is not in here at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from welfare_desk.casework.correspondence.letter_text import SourceRow, StatementRow
from welfare_desk.rules import days
from welfare_desk.ui import icons, theme
from welfare_desk.ui.kit.chips import paint_words
from welfare_desk.ui.kit.rows import ROW, Index
from welfare_desk.ui.kit.words import lay_out
from welfare_desk.ui.letters.words import answer_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement as it is painted: ``closed`` is why its text is kept back."""

    row: StatementRow
    number: int
    heading: str  # only where it differs from the one above
    answer: str
    mark: str
    role: str
    closed: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(source_words(source) for source in self.row.sources)

    def spoken(self) -> str:
        rests = f"rests on {', '.join(self.sources)}" if self.sources else "rests on no note"
        parts = (f"{self.number}. {self.heading}", self.closed or self.row.text, rests, self.answer)
        return ". ".join(part.rstrip(".") for part in parts if part)


def source_words(source: SourceRow) -> str:
    """A note as a link names it: "2 Sep 2026 clinic letter"."""
    day = f"{days.short(source.entry_on)} " if source.entry_on else ""
    return f"{day}{source.entry_kind}"


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: tuple[Shown, ...] = ()

    def show(self, shown: Sequence[Shown]) -> None:
        self.beginResetModel()
        self.shown = tuple(shown)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self.shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return one.spoken()
            case _ if role == ROW:
                return one
        return None


class StatementList(QListView):
    """Statements under each other; Enter edits, Alt with an arrow moves one.

    Signals:
        chosen: payload StatementRow, when another statement takes the tint.
        opened: payload StatementRow, on Enter or a double click.
        moved: payload int, -1 or 1: the chosen statement should change places.
        copied: payload StatementRow, on the keys that copy: Qt's own way would leave it on the clipboard.
    """

    chosen = Signal(object)
    opened = Signal(object)
    moved = Signal(int)
    copied = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Statements")
        self.statements = _Model(self)
        self.setModel(self.statements)
        self.setItemDelegate(_Paint(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.activated.connect(lambda index: self.opened.emit(index.data(ROW).row))
        theme.dress(self.scheduleDelayedItemsLayout)

    def show_statements(
        self, rows: Sequence[StatementRow], closed: Mapping[UUID, str], *, check: bool
    ) -> None:
        """Show these; the chosen one stays chosen if it is still there."""
        kept, shown, above = self.chosen_statement(), [], ""
        for number, row in enumerate(rows, start=1):
            words, mark, role = answer_of(row, check=check)
            if row.id in closed:
                words, mark, role = "Closed", "triangle-alert", "overdue"
            heading = row.heading if row.heading != above else ""
            above = row.heading
            shown.append(Shown(row, number, heading, words, mark, role, closed.get(row.id, "")))
        self.statements.show(shown)
        place = next((n for n, one in enumerate(shown) if kept and one.row.id == kept.id), None)
        if place is not None:
            self.choose(place)

    def chosen_statement(self) -> StatementRow | None:
        one: Shown | None = self.currentIndex().data(ROW)
        return one.row if one is not None else None

    def choose(self, place: int) -> None:
        """Put the tint on the statement at this place, from 0."""
        self.setCurrentIndex(self.statements.index(place, 0))

    # How it behaves -------------------------------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.data(ROW).row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        elif event.matches(QKeySequence.StandardKey.Copy):
            if self.currentIndex().isValid() and not self.currentIndex().data(ROW).closed:
                self.copied.emit(self.currentIndex().data(ROW).row)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(ROW).row)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.statements.shown:
            self.choose(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QPainter(self.viewport())
        ground.fillRect(self.viewport().rect(), theme.colour("paper"))
        ground.end()
        super().paintEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(120))


class _Paint(QStyledItemDelegate):
    """Heading, words, then the notes at the left and the answer at the right."""

    def __init__(self, view: StatementList) -> None:
        super().__init__(view)
        self.view = view

    def _room(self) -> int:
        return self.view.viewport().width() - 2 * theme.px(24) - theme.px(24)

    def _heights(self, one: Shown) -> tuple[float, float]:
        """Of the heading and of the words."""
        head = QFontMetricsF(theme.font("head")).height() + theme.px(3) if one.heading else 0.0
        return head, lay_out(one.closed or one.row.text, max(self._room(), theme.px(120)))[1]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        head, words = self._heights(index.data(ROW))
        return QSize(theme.px(200), round(theme.px(10) + head + words + theme.px(8 + 18 + 11)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Shown = index.data(ROW)
        where, margin = option.rect, theme.px(24)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(where, theme.colour("tint"))
        if chosen or one.closed:
            edge = "overdue" if one.closed else "accent"
            painter.fillRect(where.x(), where.y(), theme.px(3), where.height(), theme.colour(edge))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(where.left() + margin, where.bottom(), where.right() - margin, where.bottom())
        ink = "overdue" if one.closed else "ink"
        top = where.top() + theme.px(10)
        left, room = where.left() + margin + theme.px(24), self._room()
        head, tall = self._heights(one)
        if one.heading:
            box = QRectF(left, top, room, head - theme.px(3))
            paint_words(painter, one.heading, box, "head", "quiet")
        layout, _ = lay_out(one.closed or one.row.text, max(room, theme.px(120)))
        line = layout.lineAt(0).height()
        number = QRectF(where.left() + margin, top + head, theme.px(20), line)
        paint_words(painter, str(one.number), number, "figure", "overdue" if one.closed else "quiet")
        painter.setPen(theme.colour(ink))
        layout.draw(painter, QPointF(left, top + head))
        self._foot(painter, one, QRectF(left, top + head + tall + theme.px(7), room, theme.px(20)))
        if chosen and self.view.hasFocus():
            painter.fillRect(where.x(), where.y(), where.width(), 1, theme.colour("accent"))
            painter.fillRect(where.x(), where.bottom(), where.width(), 1, theme.colour("accent"))
        painter.restore()

    def _foot(self, painter: QPainter, one: Shown, where: QRectF) -> None:
        face = theme.font("text", 500)
        metrics, side, middle = QFontMetricsF(face), theme.px(15), where.center().y()
        right = where.right()
        if one.answer:
            width = metrics.horizontalAdvance(one.answer)
            paint_words(
                painter, one.answer, QRectF(right - width, where.y(), width, where.height()), face, one.role
            )
            right -= width + theme.px(6) + side
            icons.paint(painter, one.mark, QRectF(right, middle - side / 2, side, side), one.role)
        left = where.left()
        for number, words in enumerate(one.sources):
            room = right - theme.px(8) - left - side - theme.px(6)
            width = metrics.horizontalAdvance(words)
            if width > room and number:
                more = QRectF(left, where.y(), theme.px(16), where.height())
                paint_words(painter, "…", more, face, "quiet")
                break
            width = min(width, room)  # the first is always there, cut where it is long
            icons.paint(painter, "link", QRectF(left, middle - side / 2, side, side), "accent")
            left += side + theme.px(6)
            paint_words(painter, words, QRectF(left, where.y(), width, where.height()), face, "accent")
            left += width + theme.px(16)
