"""The month: every day with its sessions, or why there is none. Arrows move from day to day.

A session to come is put on another day with the mouse, or taken up by M and put down by Enter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.service import moving, session_views
from welfare_desk.casework.service.session_views import MonthDay
from welfare_desk.casework.service.sessions import SessionRow
from welfare_desk.errors import DeskError
from welfare_desk.rules import days
from welfare_desk.ui import messages, theme
from welfare_desk.ui.kit.announcing import heard_as
from welfare_desk.ui.kit.chips import paint_words
from welfare_desk.ui.practice.said import cancelled_words, count_words, refused_words
from welfare_desk.ui.practice.tabs import PracticeTabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_HEAD, _LINE, _WEEKEND = 28, 18, 0.45  # the weekend's columns are narrower: sessions are rare there


class MonthScreen(Screen):
    """One month of sessions."""

    name, title, rail = "month", "Month", "practice"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.first = room.today().replace(day=1)
        self.grid = MonthGrid(room.today())
        self.grid.opened.connect(self._open)
        self.grid.turned.connect(self.turn)
        self.grid.carrying.connect(self._say_carrying)
        self.grid.put_down.connect(self._put)
        self._tabs = PracticeTabs(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.grid)

    def band(self) -> QWidget:
        return self._tabs

    def heading(self) -> Heading:
        return Heading(
            "Practice",
            f"{days.LONG_MONTHS[self.first.month - 1]} {self.first.year}",
            acts=(
                Act("Month before", partial(self.turn, -1), "chevron-left"),
                Act("Next month", partial(self.turn, 1), "chevron-right"),
            ),
            primary=Act("Plan sessions", lambda: self.go("practice", plan=True), "plus"),
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"book-meeting": lambda: self._open(self.grid.on)}

    def arrive(self, **where: Any) -> None:
        """``on``: a day to begin at."""
        if "on" in where:
            self.first, self.grid.on = where["on"].replace(day=1), where["on"]
        self._read()
        self.grid.setFocus()

    def refresh(self, changes: object) -> None:
        self._read()

    def leave(self) -> bool:
        """Esc: a session that is being moved stays on its day."""
        if self.grid.carried is not None:
            self.grid.drop()
            return True
        return False

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"sessions", "practices"})

    def turn(self, by: int) -> None:
        """To the next month, or the one before."""
        year, month0 = divmod(self.first.year * 12 + self.first.month - 1 + by, 12)
        self.first = date(year, month0 + 1, 1)
        if (self.grid.on.year, self.grid.on.month) != (year, month0 + 1):
            self.grid.on = self.first
        self._read()
        self.heading_changed.emit()

    def _read(self) -> None:
        first = self.first
        work = partial(session_views.month, self.room.desk, first)
        self.room.read(self, work, lambda found: self._show(first, found))

    def _show(self, first: date, found: list[MonthDay]) -> None:
        if first == self.first:
            self.grid.show_month(first, found)

    def _open(self, on: date) -> None:
        found = self.grid.day(on)
        if found is not None and found.sessions:
            self.go("practice", session=found.sessions[0].id)
        else:
            self.go("practice", plan=True, on=on)

    # Moving a session ---------------------------------------------------------------------------------

    def _say_carrying(self, row: SessionRow | None) -> None:
        if row is None:
            self.said.emit("It stays where it is")
            return
        count = f"{row.meetings or 'nobody'} booked"
        moved = f"{row.practice}, {days.without_year(row.on)} ({count})"
        self.said.emit(f"Moving {moved}: choose a day, Enter puts it there, Esc leaves it")

    def _put(self, row: SessionRow, on: date) -> None:
        """The session is held on another day; the week then says who has to hear of it."""
        work = partial(moving.move_session, self.room.desk, row.id, on, today=self.room.today())
        self.room.write(self, work, partial(self._written, row, on), self._refused)

    def _written(self, row: SessionRow, on: date, changes: Changes) -> None:
        self.grid.carried = None
        self.wrote.emit(changes)
        self.said.emit("Moved")
        self.go("week", on=on, moved=(row.id, row.on))

    def _refused(self, fault: BaseException) -> None:
        """What stands in the way is said, and the session is still being moved: another day may do."""
        if isinstance(fault, DeskError):
            self.said.emit(refused_words(fault))
        else:
            messages.show_fault(self, fault)


class MonthGrid(QWidget):
    """Weeks down, days across.

    Signals:
        opened: payload date, on Enter or a double click.
        turned: payload int, the months to go on by (Page Up and Page Down, or an arrow past the edge).
        carrying: payload SessionRow that is being moved, or ``None`` when it stays after all.
        put_down: payload SessionRow and date, the day it is put on.
    """

    opened = Signal(object)
    carrying = Signal(object)
    put_down = Signal(object, object)
    turned = Signal(int)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today, self.on = today, today
        self.first = today.replace(day=1)
        self.days: list[MonthDay] = []
        self.carried: SessionRow | None = None
        self._pressed: QPointF | None = None
        heard_as(MonthGrid, QAccessible.Role.Table)
        self.setAccessibleName("Month")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_month(self, first: date, found: list[MonthDay]) -> None:
        self.first, self.days = first, found
        self._say()

    def day(self, on: date) -> MonthDay | None:
        return next((one for one in self.days if one.on == on), None)

    def choose(self, on: date) -> None:
        """Put the cursor on a day; one of another month turns the page."""
        self.on = on
        months = (on.year - self.first.year) * 12 + on.month - self.first.month
        if months:
            self.turned.emit(months)
        self._say()

    def _say(self) -> None:
        found = self.day(self.on)
        said = [f"{one.practice}, {_words(found, one)}" for one in found.sessions] if found else []
        if found and found.off:
            said.append(found.off)
        told = f"{days.full(self.on)}: {'; '.join(said) or 'no session'}"
        if self.carried is not None:
            told = f"Moving {self.carried.practice}. {told}"
        self.setAccessibleDescription(told)
        self.update()

    # Carrying a session -------------------------------------------------------------------------------

    def take_up(self, first: int = 0) -> None:
        """Begin to move a planned session of the chosen day; the next one of that day when asked again."""
        found = self.day(self.on)
        planned = [one for one in (found.sessions if found else ()) if one.status == "planned"]
        planned = [one for one in planned if one.on >= self.today]
        if planned:
            ids = [one.id for one in planned]
            known = self.carried is not None and self.carried.id in ids
            place = ids.index(self.carried.id) + 1 if self.carried and known else first
            self.carried = planned[place % len(planned)]
            self.carrying.emit(self.carried)
            self._say()

    def drop(self) -> None:
        """No session is moved."""
        if self.carried is not None:
            self.carried = None
            self.unsetCursor()
            self.carrying.emit(None)
            self._say()

    def _put(self, on: date | None) -> None:
        if self.carried is None:
            return
        if on is None or on == self.carried.on:
            self.drop()
        else:
            self.put_down.emit(self.carried, on)

    # Keys and mouse -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in steps and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.choose(self.on + timedelta(days=steps[key]))
        elif key in pages:
            self.turned.emit(pages[key])
        elif key == Qt.Key.Key_M and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.take_up()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.carried is not None:
                self._put(self.on)
            else:
                self.opened.emit(self.on)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        on = self._at(event.position().x(), event.position().y())
        if event.button() != Qt.MouseButton.LeftButton or on is None:
            return
        if self.carried is not None:
            self.choose(on)
            self._put(on)
            return
        self._pressed = event.position()
        self.choose(on)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        far = (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self.carried is None and far:
            self.take_up(self._line_at(self._pressed))
        if self.carried is not None:
            on = self._at(event.position().x(), event.position().y())
            fits = on is not None and on >= self.today
            self.setCursor(Qt.CursorShape.DragMoveCursor if fits else Qt.CursorShape.ForbiddenCursor)
            if on is not None and on != self.on and on.month == self.first.month:
                self.choose(on)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._pressed = self._pressed is not None and self.carried is not None, None
        self.unsetCursor()
        if dragged:
            self._put(self._at(event.position().x(), event.position().y()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        on = self._at(event.position().x(), event.position().y())
        if on is not None:
            self.opened.emit(on)

    def _at(self, x: float, y: float) -> date | None:
        return next((one.on for n, one in enumerate(self.days) if self._box(n).contains(x, y)), None)

    def _line_at(self, point: QPointF) -> int:
        """Which of a day's sessions is drawn there."""
        for number, one in enumerate(self.days):
            box = self._box(number)
            if box.contains(point):
                below = point.y() - box.top() - theme.px(4) - theme.px(_LINE)
                return min(max(0, int(below // (2 * theme.px(_LINE)))), max(0, len(one.sessions) - 1))
        return 0

    # Painting -----------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(560), theme.px(360))

    def _columns(self) -> list[float]:
        margin = theme.px(24)
        unit = (self.width() - 2 * margin) / (5 + 2 * _WEEKEND)
        edges = [float(margin)]
        for column in range(7):
            edges.append(edges[-1] + unit * (1 if column < 5 else _WEEKEND))
        return edges

    def _box(self, number: int) -> QRectF:
        week, column = divmod(number, 7)
        weeks = max(1, len(self.days) // 7)
        top = theme.px(_HEAD)
        height = (self.height() - top - theme.px(16)) / weeks
        edges = self._columns()
        return QRectF(edges[column], top + week * height, edges[column + 1] - edges[column], height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        edges = self._columns()
        for column, words in enumerate(days.WEEKDAYS):
            width = edges[column + 1] - edges[column]
            where = QRectF(edges[column] + theme.px(8), 0, width, theme.px(_HEAD))
            paint_words(painter, words, where, "head", "quiet")
        for number, one in enumerate(self.days):
            self._paint_day(painter, self._box(number), one)

    def _paint_day(self, painter: QPainter, box: QRectF, one: MonthDay) -> None:
        other = one.on.month != self.first.month
        if one.on == self.on:
            painter.fillRect(box, theme.colour("tint"))
        elif other or one.off:
            painter.fillRect(box, theme.colour("raised"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRect(box)
        pad, line = theme.px(8), theme.px(_LINE)
        inner = box.adjusted(pad, theme.px(4), -pad, -theme.px(2))
        row = QRectF(inner.left(), inner.top(), inner.width(), line)
        number, is_today = str(one.on.day), one.on == self.today
        if one.on.day == 1:
            named = f"1 {days.MONTHS[one.on.month - 1]}"
            fits = QFontMetricsF(theme.font("name")).horizontalAdvance(named) <= inner.width()
            number = named if fits else number  # large text in a narrow Sunday: the number alone, and whole
        role = "accent" if is_today else "quiet" if other else "ink"
        paint_words(painter, f"{number} today" if is_today else number, row, "name", role)
        for session in one.sessions:
            row.translate(0, line)
            if row.bottom() > inner.bottom():
                break
            gone = session.status == "cancelled"
            words = f"{session.starts:%H:%M} {session.practice}"
            carried = self.carried is not None and self.carried.id == session.id
            paint_words(painter, words, row, "text", "quiet" if gone else "accent" if carried else "ink")
            row.translate(0, line)
            if row.bottom() <= inner.bottom():
                paint_words(painter, _words(one, session), row, "second", "overdue" if gone else "quiet")
        if one.off:
            row.translate(0, line)
            paint_words(painter, one.off, row, "second", "quiet")
        if one.on == self.on and self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))


def _words(day: MonthDay, row: SessionRow) -> str:
    """How a session stands: booked, free and missed, or who cancelled it."""
    return cancelled_words(row) if row.status == "cancelled" else count_words(day.tally(row.id))
