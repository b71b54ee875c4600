"""The map of the evidence: activities down the side, notes across, a dot where a note bears on one.

It shows heads of notes only; what a note says is opened by the screen, through its one door.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from welfare_desk.casework.notes.evidence_page import ActivityGroup, ActivityRow, NoteColumn
from welfare_desk.rules import days
from welfare_desk.rules.consent_record import local_day
from welfare_desk.rules.sheet_cells import Sheet, as_text
from welfare_desk.ui import icons, theme
from welfare_desk.ui.kit.chips import paint_words
from welfare_desk.ui.kit.rows import Index
from welfare_desk.ui.lock.clipboard import copy_secretly

BACKGROUND = ActivityRow("", "Diagnosis and background", None, None, ())
_HEAD, _ROW, _ACTIVITY, _NOTE, _NOTED = 70, 29, 176, 66, 128


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the map: the heading of a group, or an activity."""

    words: str
    activity: ActivityRow | None


class _Cells(QAbstractTableModel):
    """What stands in each cell, worked out beforehand; cells that are symbols have a sentence."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[_Line, ...] = ()
        self.notes: tuple[NoteColumn, ...] = ()
        self.known: set[str] = set()
        self.has_points = False

    def show(self, groups: Sequence[ActivityGroup], notes: Sequence[NoteColumn]) -> None:
        self.beginResetModel()
        self.notes = tuple(notes)
        known = {row.slug for group in groups for row in group.rows}
        shown = list(groups)
        if any(not known.intersection(note.head.activities) for note in notes):
            shown.append(ActivityGroup("Other", (BACKGROUND,)))
        self.known = known
        self.lines = tuple(
            line
            for group in shown
            for line in (_Line(group.name, None), *(_Line(row.name, row) for row in group.rows))
        )
        self.has_points = any(row.most is not None for group in groups for row in group.rows)
        self.endResetModel()

    def bears(self, note: NoteColumn, activity: ActivityRow) -> bool:
        if activity is BACKGROUND:
            return not self.known.intersection(note.head.activities)
        return activity.slug in note.head.activities

    def counted(self, activity: ActivityRow) -> int:
        """How many notes bear on it that may be used today."""
        return sum(note.may_be_used and self.bears(note, activity) for note in self.notes)

    def note_at(self, column: int) -> NoteColumn | None:
        return self.notes[column - 1] if 1 <= column <= len(self.notes) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.notes) + 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.lines[index.row()]
        enabled = Qt.ItemFlag.ItemIsEnabled
        return enabled | Qt.ItemFlag.ItemIsSelectable if line.activity else enabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.ToolTipRole:  # a note's head says enough; its text never hangs in the air
            return line.words if column == 0 else None
        if column == 0 or line.activity is None:
            return line.words if column == 0 else ""
        note = self.note_at(column)
        if note is not None:
            if not self.bears(note, line.activity):
                return f"{line.words}: nothing in {note_name(note)}" if role != 0 else ""
            end = "" if note.may_be_used else ", consent ended"
            return f"{line.words}: {note_name(note)} bears on it{end}"
        points = f"; up to {line.activity.most} points" if line.activity.most is not None else ""
        return noted_words(self.counted(line.activity)) + points

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        note = self.note_at(section)
        if note is not None:
            return f"{note_name(note)}, {end_words(note)}"
        return "Activity" if section == 0 else "Noted"


class EvidenceMap(QTableView):
    """Arrows move over activities and notes; Enter or a click opens the note of the column.

    Signals:
        chosen: payload NoteColumn or None, when another column takes the tint.
        looked_at: payload ActivityRow, when another row is reached.
        opened: payload NoteColumn, on Enter or a click.
    """

    chosen = Signal(object)
    looked_at = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What the record says: activities down, notes across")
        self.cells = _Cells(self)
        self.setModel(self.cells)
        self.setItemDelegate(_Paint(self))
        self.setHorizontalHeader(_Head(self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(False)
        theme.dress(self._dress)

    def show_map(self, groups: Sequence[ActivityGroup], notes: Sequence[NoteColumn]) -> None:
        """Show these; the note chosen stays chosen if it is still there."""
        kept = self.chosen_note()
        self.cells.show(groups, notes)
        self._dress()
        number = next((n for n, note in enumerate(notes) if kept and note.head.id == kept.head.id), None)
        if number is not None:
            self.choose(number)

    def chosen_note(self) -> NoteColumn | None:
        return self.cells.note_at(self.currentIndex().column())

    def choose(self, number: int) -> None:
        """Put the tint on the note with this number, from 0, at the first activity it bears on."""
        note = self.cells.notes[number]
        rows = [n for n, line in enumerate(self.cells.lines) if line.activity]
        bearing = [n for n in rows if self.cells.bears(note, self.cells.lines[n].activity or BACKGROUND)]
        self.setCurrentIndex(self.cells.index((bearing or rows)[0], number + 1))

    # How it behaves -------------------------------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.horizontalHeader().viewport().update()
        if current.column() != previous.column():
            self.chosen.emit(self.cells.note_at(current.column()))
        line = self.cells.lines[current.row()] if current.isValid() else None
        if line is not None and line.activity is not None and current.row() != previous.row():
            self.looked_at.emit(line.activity)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """As Qt does, stepping over the headings of groups."""
        start, found = self.currentIndex(), super().moveCursor(action, modifiers)
        row, up = found.row(), found.row() < start.row()
        while 0 <= row < len(self.cells.lines) and self.cells.lines[row].activity is None:
            row += -1 if up else 1
        return self.cells.index(row, found.column()) if 0 <= row < len(self.cells.lines) else start

    def keyPressEvent(self, event: QKeyEvent) -> None:
        note = self.chosen_note()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and note is not None:
            self.opened.emit(note)
        elif event.matches(QKeySequence.StandardKey.Copy):
            copy_secretly(as_text(self.sheet()))
        else:
            super().keyPressEvent(event)

    def sheet(self) -> Sheet:
        """The map as a spreadsheet has it: what stands in each cell in words, and no note's text."""
        across, said = range(self.cells.columnCount()), int(Qt.ItemDataRole.AccessibleTextRole)
        heads = (str(self.cells.headerData(n, Qt.Orientation.Horizontal) or "") for n in across)
        rows = [n for n, line in enumerate(self.cells.lines) if line.activity is not None]
        cells = ((str(self.cells.index(row, n).data(said) or "") for n in across) for row in rows)
        return Sheet(tuple(heads), tuple(tuple(line) for line in cells))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        note = self.cells.note_at(self.indexAt(event.position().toPoint()).column())
        if note is not None:
            self.opened.emit(note)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cells.lines:
            self.setCurrentIndex(self.cells.index(1, 1 if self.cells.notes else 0))

    def _dress(self) -> None:
        for row in range(len(self.cells.lines)):
            self.setRowHeight(row, theme.px(_ROW))
        self.horizontalHeader().setFixedHeight(theme.px(_HEAD))
        self._share_width()

    def _share_width(self) -> None:
        if not self.cells.columnCount():
            return
        notes = len(self.cells.notes)
        taken = notes * theme.px(_NOTE) + theme.px(_NOTED + 24)
        metrics = QFontMetricsF(theme.font("text"))
        names = (metrics.horizontalAdvance(line.words) for line in self.cells.lines if line.activity)
        whole = round(max(names, default=0.0)) + theme.px(24 + 32 + 8)
        left, least = self.viewport().width() - taken, theme.px(_ACTIVITY + 24)
        # Where the map must scroll anyway the names have their room first, and the notes go on to the right.
        scrolled = max(least, min(theme.px(250), whole))
        self.setColumnWidth(0, min(max(theme.px(330), whole), left) if left >= least else scrolled)
        for number in range(notes):
            self.setColumnWidth(number + 1, theme.px(_NOTE))
        rest = self.viewport().width() - self.columnWidth(0) - notes * theme.px(_NOTE)
        self.setColumnWidth(notes + 1, max(theme.px(_NOTED + 24), rest))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QPainter(self.viewport())
        ground.fillRect(self.viewport().rect(), theme.colour("paper"))
        ground.end()
        super().paintEvent(event)


class _Paint(QStyledItemDelegate):
    def __init__(self, view: EvidenceMap) -> None:
        super().__init__(view)
        self.view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, cells, column = self.view, self.view.cells, index.column()
        line, note = cells.lines[index.row()], cells.note_at(index.column())
        where: QRect = option.rect
        margin = theme.px(24)
        last = column == cells.columnCount() - 1
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if note is not None and (index.row() or line.activity):
            chosen = column == view.currentIndex().column()
            if chosen or not note.may_be_used:
                painter.fillRect(where, theme.colour("tint" if chosen else "raised"))
        painter.setPen(QPen(theme.colour("line"), 1))
        left = where.left() + (margin if column == 0 else 0)
        painter.drawLine(left, where.bottom(), where.right() - (margin if last else 0), where.bottom())
        inner = QRectF(where.adjusted(margin if column == 0 else 0, 0, -(margin if last else 0), 0))
        if line.activity is None:
            if column == 0:
                paint_words(painter, line.words, inner, "name", "ink")
        elif column == 0:
            self._activity(painter, inner, line.activity)
        elif note is not None:
            self._mark(painter, inner, note, line.activity)
        else:
            counted = cells.counted(line.activity)
            words = inner.adjusted(theme.px(12), 0, 0, 0)
            paint_words(painter, noted_words(counted), words, "text", "ink" if counted else "quiet")
            if line.activity.most is not None:
                most = str(line.activity.most)
                paint_words(painter, most, words, "figure", "quiet", Qt.AlignmentFlag.AlignRight)
        if index == view.currentIndex() and view.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(where.adjusted(1 + (margin if column == 0 else 0), 1, -2, -2))
        painter.restore()

    def _activity(self, painter: QPainter, inner: QRectF, activity: ActivityRow) -> None:
        if activity.number is None:
            paint_words(painter, activity.name, inner, "text", "ink")
            return
        number = QRectF(inner.left(), inner.top(), theme.px(20), inner.height())
        paint_words(painter, str(activity.number), number, "figure", "quiet", Qt.AlignmentFlag.AlignRight)
        paint_words(painter, activity.name, inner.adjusted(theme.px(32), 0, 0, 0), "text", "ink")

    def _mark(self, painter: QPainter, inner: QRectF, note: NoteColumn, activity: ActivityRow) -> None:
        if not self.view.cells.bears(note, activity):
            return
        if note.may_be_used:
            paint_dot(painter, inner)
            return
        side = theme.px(14)
        box = QRectF(inner.center().x() - side / 2, inner.center().y() - side / 2, side, side)
        icons.paint(painter, "x", box, "quiet")


class _Head(QHeaderView):
    """Each note's date, kind and consent, one under the other."""

    def __init__(self, view: EvidenceMap) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.view = view
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("paper"))
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, where: QRect, section: int) -> None:
        cells, margin = self.view.cells, theme.px(24)
        note, last = cells.note_at(section), section == cells.columnCount() - 1
        painter.save()
        if note is not None and section == self.view.currentIndex().column():
            painter.fillRect(where, theme.colour("tint"))
        elif note is not None and not note.may_be_used:
            painter.fillRect(where, theme.colour("raised"))
        painter.setPen(QPen(theme.colour("soft_edge"), 1))
        left = where.left() + (margin if section == 0 else 0)
        painter.drawLine(left, where.bottom(), where.right() - (margin if last else 0), where.bottom())
        step = theme.px(20)
        foot = QRectF(where.x(), where.bottom() - step - theme.px(4), where.width(), step)
        middle = Qt.AlignmentFlag.AlignHCenter
        if note is None:
            words = str(cells.headerData(section, Qt.Orientation.Horizontal))
            numbered = any(line.activity and line.activity.number for line in cells.lines)
            indent = margin + (theme.px(32) if numbered else 0) if section == 0 else theme.px(12)
            paint_words(painter, words, foot.adjusted(indent, 0, 0, 0), "head", "quiet")
            if last and cells.has_points:
                box = foot.adjusted(0, 0, -margin, 0)
                paint_words(painter, "Most points", box, "head", "quiet", Qt.AlignmentFlag.AlignRight)
        else:
            box = foot.adjusted(theme.px(3), 0, -theme.px(3), 0)
            source = source_words(note)
            if QFontMetricsF(theme.font("second")).horizontalAdvance(source) > box.width():
                source = source.split()[0]
            lines = (
                (day_words(note), "name", "ink"),
                (source, "second", "quiet"),
                (end_words(note), "second", "quiet" if note.may_be_used else "overdue"),
            )
            for number, (words, face, role) in enumerate(reversed(lines)):
                paint_words(painter, words, box.translated(0, -number * step), face, role, middle)  # type: ignore[arg-type]
        painter.restore()


class Dot(QWidget):
    """The filled dot of the legend."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_dot(painter, QRectF(self.rect()))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(12), theme.px(14))


def paint_dot(painter: QPainter, where: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawEllipse(where.center(), theme.px(5.5), theme.px(5.5))


def noted_words(count: int) -> str:
    return "None yet" if not count else "1 note" if count == 1 else f"{count} notes"


def day_words(note: NoteColumn) -> str:
    written = local_day(note.head.written_at)
    day = note.head.entry_on or written
    this_year = day.year == written.year
    return f"{day.day} {days.MONTHS[day.month - 1]}{'' if this_year else f' {day.year % 100:02d}'}"


def source_words(note: NoteColumn) -> str:
    kind = note.head.entry_kind
    return kind[:1].upper() + kind[1:]


def end_words(note: NoteColumn) -> str:
    if note.ends_on is None:
        return "no consent"
    short = f"{note.ends_on.day} {days.MONTHS[note.ends_on.month - 1]}"
    return {"to": f"to {short}", "ended": "ended", "withdrawn": "withdrawn"}[note.consent]


def note_name(note: NoteColumn) -> str:
    """A note as one calls it: "Clinic letter, 2 Sep 2026"."""
    day = note.head.entry_on
    return f"{source_words(note)}, {days.short(day)}" if day else source_words(note)
