"""The week drawn: a column for each day, the sessions in it, a line for each meeting and each free place.

A meeting is carried to a free place with the mouse, or taken up by M, walked there by the arrows and put
down by Enter. What it means to put somebody there is the screen's to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from welfare_desk.casework.service.session_views import A_WEEK, Line, Week, WeekDay, WeekSession
from welfare_desk.casework.service.sessions import Booked
from welfare_desk.rules import days
from welfare_desk.ui import icons, theme
from welfare_desk.ui.kit.announcing import heard_as
from welfare_desk.ui.kit.chips import paint_words
from welfare_desk.ui.practice.said import session_words, short_count, state_words

_MARGIN, _GAP = 24, 8
_HEAD, _OFF = 44, 20  # the day's name; why it has no session
_BLOCK, _BOOKED, _FREE, _BETWEEN = 48, 40, 28, 12
_NO_SESSION, _WEEKEND = 0.42, 0.4  # columns without a session are narrow
_BUSY, _IDLE = 126, 50  # the narrowest each can be; where they do not fit, the week scrolls
_MARKS = {"attended": ("check", "done"), "dna": ("x", "overdue"), "in_room": ("user", "accent")}
_TO_COME = ("booked", "waiting")
_CAN_MOVE = (*_TO_COME, "cancelled_by_client", "cancelled_by_service")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the cursor can stand: a day, a session of it, a line of that session."""

    on: date
    session: WeekSession | None = None
    line: Line | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What stays the same when the week is read again."""
        line, session = self.line, self.session.row.id if self.session else None
        return self.on, session, line and line.at, line.booked.id if line and line.booked else None

    @property
    def movable(self) -> bool:
        """Whether somebody stands here who can be moved."""
        one = self.line.booked if self.line else None
        return one is not None and one.status in _CAN_MOVE

    @property
    def takes(self) -> bool:
        """Whether somebody can be put here."""
        return self.line is not None and self.line.booked is None

    def said(self) -> str:
        """All of it in words, for a screen reader and a tool tip."""
        words = [days.full(self.on)]
        if self.session is None:
            return f"{words[0]}: no session"
        if self.line is None:
            return ", ".join([*words, self.session.row.practice, session_words(self.session)])
        if self.line.booked is None:
            return ", ".join([*words, f"{self.line.free} free"])
        one = self.line.booked
        at = f"{one.at:%H:%M}" if one.at else ""
        return ", ".join(filter(None, [*words, at, one.client, state_words(one.status), one.why]))


class WeekGrid(QWidget):
    """Seven days side by side.

    Signals:
        chosen: payload Spot, where the cursor is now.
        opened: payload Spot, on Enter or a double click.
        taken_up: payload Spot, somebody is about to be moved.
        put_down: payload Spot, the free place they are put on.
        let_go: nobody is moved after all.
        turned: payload int, the weeks to go on by (Page Up and Page Down, or an arrow past the edge).
        measured: it needs another height.
    """

    chosen = Signal(object)
    opened = Signal(object)
    taken_up = Signal(object)
    put_down = Signal(object)
    let_go = Signal()
    turned = Signal(int)
    measured = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.week: Week | None = None
        self.spot = Spot(today)
        self.carried: Spot | None = None
        self._over: Spot | None = None  # the free place the mouse would put them on
        self._pressed: QPointF | None = None
        heard_as(WeekGrid, QAccessible.Role.Table)
        self.setAccessibleName("Week")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.dress(self._measure)

    # What it shows ------------------------------------------------------------------------------------

    def show_week(self, found: Week) -> None:
        """Show a week; the cursor stays where it was, as near as it can."""
        self.week = found
        spots = list(self.spots())
        same = next((spot for spot in spots if spot.key == self.spot.key), None)
        if same is None:
            same = self._nearest(self.spot.on, self.spot.line.at if self.spot.line else None)
        self._measure()
        self.choose(same)

    def spots(self) -> Iterator[Spot]:
        """Every place of the cursor, day by day from top to bottom."""
        for day in self.week.days if self.week else ():
            yield from self._spots_of(day)

    def _spots_of(self, day: WeekDay) -> Iterator[Spot]:
        if not day.sessions:
            yield Spot(day.on)
        for session in day.sessions:
            yield Spot(day.on, session)
            for line in session.lines:
                yield Spot(day.on, session, line)

    def _nearest(self, on: date, at: time | None = None) -> Spot:
        """The line of a day at a time or next after it; without one its first."""
        day = next((each for each in (self.week.days if self.week else ()) if each.on == on), None)
        spots = list(self._spots_of(day)) if day is not None else []
        lines = [spot for spot in spots if spot.line is not None]
        if at is not None and lines:
            return next(
                (spot for spot in lines if spot.line and spot.line.at and spot.line.at >= at), lines[-1]
            )
        return (lines or spots or [Spot(on)])[0]

    def choose(self, spot: Spot) -> None:
        """Put the cursor somewhere; a day of another week turns the page."""
        self.spot = spot
        if self.week is not None and not self.week.monday <= spot.on < self.week.monday + A_WEEK:
            self.turned.emit((spot.on - self.week.monday).days // 7)
            return
        self._say()
        self.chosen.emit(spot)
        self.update()

    def choose_day(self, on: date) -> None:
        self.choose(self._nearest(on))

    def choose_meeting(self, meeting_id: object) -> None:
        """The line of a meeting, where it is in this week."""
        for spot in self.spots():
            if spot.line is not None and spot.line.booked is not None and spot.line.booked.id == meeting_id:
                self.choose(spot)
                return

    def _say(self) -> None:
        said = self.spot.said()
        day = next((one for one in (self.week.days if self.week else ()) if one.on == self.spot.on), None)
        if day is not None and day.off:
            said = f"{said}. {day.off}"
        if (one := self.carrying()) is not None:
            said = f"Moving {one.client}. {said}"
        self.setAccessibleDescription(said)

    # Carrying somebody --------------------------------------------------------------------------------

    def carrying(self) -> Booked | None:
        return self.carried.line.booked if self.carried is not None and self.carried.line else None

    def take_up(self, spot: Spot | None = None) -> None:
        """Begin to move who stands under the cursor; nothing where nobody can be moved."""
        spot = spot or self.spot
        if spot.movable:
            self.carried = spot
            self._say()
            self.taken_up.emit(spot)
            self.update()

    def drop(self) -> None:
        """Nobody is moved."""
        if self.carried is not None:
            self.carried = self._over = None
            self.unsetCursor()
            self._say()
            self.let_go.emit()
            self.update()

    def _put(self, spot: Spot | None) -> None:
        if spot is not None and spot.takes:
            self.put_down.emit(spot)

    # Keys ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain:
            self._step(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and plain:
            to = self.spot.on + timedelta(days=-1 if key == Qt.Key.Key_Left else 1)
            at = self.spot.line.at if self.spot.line else None
            within = self.week is not None and self.week.monday <= to < self.week.monday + A_WEEK
            self.choose(self._nearest(to, at) if within else Spot(to))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_M and plain:
            self.take_up()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.carried is not None:
                self._put(self.spot)
            else:
                self.opened.emit(self.spot)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """Up and down the lines of the day; carrying somebody, from free place to free place."""
        day = next((one for one in (self.week.days if self.week else ()) if one.on == self.spot.on), None)
        spots = list(self._spots_of(day)) if day is not None else []
        place = next((n for n, spot in enumerate(spots) if spot.key == self.spot.key), 0) + by
        while self.carried is not None and 0 <= place < len(spots) and not spots[place].takes:
            place += by
        if 0 <= place < len(spots):
            self.choose(spots[place])

    # Mouse --------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self.at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or spot is None:
            return
        if self.carried is not None:
            self._put(spot)
            return
        self._pressed = event.position()
        self.choose(spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        far = (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self.carried is None and far:
            self.take_up()
            if self.carried is None:
                self._pressed = None
                return
        over = self.at(event.position())
        self._over = over if over is not None and over.takes else None
        if self.carried is not None:
            self.setCursor(
                Qt.CursorShape.DragMoveCursor if self._over is not None else Qt.CursorShape.ForbiddenCursor
            )
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._pressed = self._pressed is not None and self.carried is not None, None
        self.unsetCursor()
        if dragged:
            over, self._over = self._over, None
            if over is not None:
                self._put(over)
            else:
                self.drop()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self.at(event.position())
        if spot is not None and self.carried is None:
            self.opened.emit(spot)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self.at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), spot.said() if spot is not None else "", self)
            return True
        return super().event(event)

    def at(self, point: QPointF) -> Spot | None:
        """What is drawn at a point."""
        return next((spot for spot, box in self.boxes() if box.contains(point)), None)

    def box(self, spot: Spot) -> QRectF:
        """Where a spot is drawn; empty where it is not."""
        return next((box for each, box in self.boxes() if each.key == spot.key), QRectF())

    # Measures -----------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        shown = self.week.days if self.week else ()
        across = sum(_BUSY if day.sessions else _IDLE for day in shown)
        return QSize(theme.px(across + 2 * _MARGIN), self._height())

    def _measure(self) -> None:
        self.setMinimumSize(self.minimumSizeHint())
        self.updateGeometry()
        self.measured.emit()

    def _height(self) -> int:
        tallest = 0
        for day in self.week.days if self.week else ():
            height = sum(self._tall(spot) for spot in self._spots_of(day))
            tallest = max(tallest, height + theme.px(_BETWEEN) * len(day.sessions))
        return theme.px(_HEAD + _OFF + 16) + max(tallest, theme.px(120))

    def _tall(self, spot: Spot) -> int:
        if spot.session is None:
            return theme.px(_FREE)
        if spot.line is None:
            return theme.px(_BLOCK)
        return theme.px(_FREE if spot.line.booked is None else _BOOKED)

    def columns(self) -> list[QRectF]:
        """Each day's column, from the line below its name to the bottom."""
        shown = self.week.days if self.week else ()
        busy = any(day.sessions for day in shown)
        weights = []
        for day in shown:
            idle = _WEEKEND if day.on.weekday() > 4 else _NO_SESSION if busy else 1.0
            weights.append(1.0 if day.sessions else idle)
        left, whole = float(theme.px(_MARGIN)), self.width() - 2 * theme.px(_MARGIN)
        found = []
        for weight in weights:
            width = whole * weight / (sum(weights) or 1)
            found.append(QRectF(left, theme.px(_HEAD), width, self.height() - theme.px(_HEAD + 12)))
            left += width
        return found

    def boxes(self) -> Iterator[tuple[Spot, QRectF]]:
        """Each spot with where it is drawn."""
        gap = theme.px(_GAP)
        for day, column in zip(self.week.days if self.week else (), self.columns(), strict=True):
            top = column.top() + theme.px(_OFF if day.off else 4)
            if not day.sessions:
                yield Spot(day.on), column
                continue
            for session in day.sessions:
                for spot in (Spot(day.on, session), *(Spot(day.on, session, line) for line in session.lines)):
                    height = self._tall(spot)
                    yield spot, QRectF(column.left() + gap / 2, top, column.width() - gap, height)
                    top += height
                top += theme.px(_BETWEEN)

    # Painting -----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        for day, column in zip(self.week.days if self.week else (), self.columns(), strict=True):
            self._paint_day(painter, day, column)
        for spot, box in self.boxes():
            self._paint_spot(painter, spot, box)

    def _paint_day(self, painter: QPainter, day: WeekDay, column: QRectF) -> None:
        if day.off and not day.sessions:
            painter.fillRect(column, theme.colour("raised"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(column.topLeft(), column.topRight())
        if day.on.weekday():
            painter.drawLine(column.topLeft(), column.bottomLeft())
        today = day.on == self.today
        head = QRectF(column.left() + theme.px(8), theme.px(10), column.width() - theme.px(12), theme.px(20))
        number = f"{days.WEEKDAYS[day.on.weekday()]} {day.on.day}"
        if day.sessions:
            number = f"{number} {days.MONTHS[day.on.month - 1]}{', today' if today else ''}"
        paint_words(painter, number, head, "name", "accent" if today else "ink" if day.sessions else "quiet")
        if day.off:
            why = QRectF(head.left(), column.top(), head.width(), theme.px(_OFF))
            paint_words(painter, day.off, why, "second", "quiet")

    def _paint_spot(self, painter: QPainter, spot: Spot, box: QRectF) -> None:
        cursor = spot.key == self.spot.key
        carried = self.carried is not None and spot.key == self.carried.key
        over = self._over is not None and spot.key == self._over.key
        if spot.session is None:
            if cursor:
                self._frame(painter, box)
            return
        ground = "tint" if over or carried or (cursor and spot.line is not None) else ""
        if spot.line is None:
            ground = "sunk" if not cursor else "tint"
        if ground:
            painter.fillRect(box, theme.colour(ground))
        inner = box.adjusted(theme.px(8), 0, -theme.px(8), 0)
        if spot.line is None:
            self._paint_head(painter, spot.session, inner)
        elif spot.line.booked is None:
            self._paint_free(painter, spot.line, inner)
        else:
            self._paint_booked(painter, spot.line.booked, inner)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if cursor or over:
            self._frame(painter, box)

    def _frame(self, painter: QPainter, box: QRectF) -> None:
        if self.hasFocus() or self._over is not None:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))

    def _paint_head(self, painter: QPainter, session: WeekSession, box: QRectF) -> None:
        first, second = _two_lines(box)
        paint_words(painter, session.row.practice, first, "name", "ink")
        gone = session.row.status == "cancelled"
        words = short_count(session.tally) or "Nobody booked"
        words = session_words(session) if gone else words
        paint_words(painter, words, second, "second", "overdue" if gone else "quiet")

    def _paint_free(self, painter: QPainter, line: Line, box: QRectF) -> None:
        role = "accent" if self.carried is not None else "quiet"
        paint_words(painter, f"{line.free} free", box, "text", role)

    def _paint_booked(self, painter: QPainter, one: Booked, box: QRectF) -> None:
        first, second = _two_lines(box)
        quiet = one.given_back
        at = f"{one.at:%H:%M} " if one.at else ""
        paint_words(painter, f"{at}{one.client}", first, "text", "quiet" if quiet else "ink")
        mark, role = _MARKS.get(one.status, ("", "quiet"))
        if mark:
            side = theme.px(12)
            where = QRectF(second.left(), second.center().y() - side / 2, side, side)
            icons.paint(painter, mark, where, role)
            second = second.adjusted(side + theme.px(4), 0, 0, 0)
        said = one.why if one.status == "booked" else state_words(one.status)
        paint_words(painter, said, second, "second", role)


def _two_lines(box: QRectF) -> tuple[QRectF, QRectF]:
    """The upper and the lower line of a spot."""
    line, top = theme.px(18), box.center().y() - theme.px(18)
    first = QRectF(box.left(), top, box.width(), line)
    return first, first.translated(0, line)
