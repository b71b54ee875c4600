"""The month: every day with its sessions, or why there is none. Arrows move from day to day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.service import session_plan
from welfare_desk.casework.service.session_plan import MonthDay
from welfare_desk.rules import days
from welfare_desk.ui import theme
from welfare_desk.ui.kit.announcing import heard_as
from welfare_desk.ui.kit.chips import paint_words
from welfare_desk.ui.practice.tabs import PracticeTabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_HEAD, _WEEKEND = 28, 0.45  # the weekend's columns are narrower: sessions are rare there


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
        work = partial(session_plan.month, self.room.desk, first)
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


class MonthGrid(QWidget):
    """Weeks down, days across.

    Signals:
        opened: payload date, on Enter or a double click.
        turned: payload int, the months to go on by (Page Up and Page Down, or an arrow past the edge).
    """

    opened = Signal(object)
    turned = Signal(int)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today, self.on = today, today
        self.first = today.replace(day=1)
        self.days: list[MonthDay] = []
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
        said = [f"{one.practice}, {one.meetings} booked" for one in found.sessions] if found else []
        if found and found.off:
            said.append(found.off)
        self.setAccessibleDescription(f"{days.full(self.on)}: {'; '.join(said) or 'no session'}")
        self.update()

    # Keys and mouse -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in steps and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.choose(self.on + timedelta(days=steps[key]))
        elif key in pages:
            self.turned.emit(pages[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.on)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        on = self._at(event.position().x(), event.position().y())
        if on is not None:
            self.choose(on)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        on = self._at(event.position().x(), event.position().y())
        if on is not None:
            self.opened.emit(on)

    def _at(self, x: float, y: float) -> date | None:
        return next((one.on for n, one in enumerate(self.days) if self._box(n).contains(x, y)), None)

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
        pad, line = theme.px(8), theme.px(18)
        inner = box.adjusted(pad, theme.px(4), -pad, -theme.px(2))
        row = QRectF(inner.left(), inner.top(), inner.width(), line)
        number = str(one.on.day) if one.on.day > 1 else f"{one.on.day} {days.MONTHS[one.on.month - 1]}"
        is_today = one.on == self.today
        role = "accent" if is_today else "quiet" if other else "ink"
        paint_words(painter, f"{number} today" if is_today else number, row, "name", role)
        for session in one.sessions:
            row.translate(0, line)
            if row.bottom() > inner.bottom():
                break
            gone = session.status == "cancelled"
            words = f"{session.starts:%H:%M} {session.practice}"
            paint_words(painter, words, row, "text", "quiet" if gone else "ink")
            row.translate(0, line)
            if row.bottom() <= inner.bottom():
                told = "Cancelled" if gone else f"{session.meetings or 'Nobody'} booked"
                paint_words(painter, told, row, "second", "overdue" if gone else "quiet")
        if one.off:
            row.translate(0, line)
            paint_words(painter, one.off, row, "second", "quiet")
        if one.on == self.on and self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
