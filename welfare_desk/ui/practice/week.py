"""The week: its sessions side by side with every meeting and free place, and people moved between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.service import moving, session_views
from welfare_desk.casework.service.moving import ToTell
from welfare_desk.casework.service.session_views import Week, WeekSession
from welfare_desk.casework.service.sessions import Booked
from welfare_desk.errors import DeskError
from welfare_desk.rules import days
from welfare_desk.ui import messages, theme
from welfare_desk.ui.kit.panes import Beside, Details
from welfare_desk.ui.practice.said import cancelled_words, count_words, refused_words
from welfare_desk.ui.practice.tabs import PracticeTabs
from welfare_desk.ui.practice.week_grid import Spot, WeekGrid
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen
from welfare_desk.ui.today.states import STATES

_KINDS = {"sessions", "practices", "waiting", "clients", "key_dates"}


@dataclass(frozen=True, slots=True)
class _Moved:
    """What was moved, in a line, and who has to hear of it."""

    words: str
    tell: tuple[ToTell, ...]


class WeekScreen(Screen):
    """One week of sessions."""

    name, title, rail = "week", "Week", "practice"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.on = room.today()
        self.everybodys = False
        self.week: Week | None = None
        self._moved: _Moved | None = None  # told of until somebody says that they know
        self._find: UUID | None = None
        self._tabs = PracticeTabs(self)
        self.grid = WeekGrid(room.today())
        self.grid.chosen.connect(self._chosen)
        self.grid.opened.connect(self._open)
        self.grid.taken_up.connect(lambda _: self._show_pane())
        self.grid.let_go.connect(self._show_pane)
        self.grid.put_down.connect(self._put)
        self.grid.turned.connect(self.turn)
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName("The week's sessions")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.grid)
        self.pane = Details("The chosen time", 296)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._beside = Beside(self._scroll, self.pane)
        box.addWidget(self._beside)
        self._beside.turned.connect(self._fit)
        self.grid.measured.connect(self._fit)

    def _fit(self) -> None:
        """With large text the screen scrolls as a whole: the grid is then as tall as its week."""
        tall = self._beside.narrow
        bars = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if tall else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._scroll.setVerticalScrollBarPolicy(bars)
        self._scroll.setMinimumHeight(self.grid.minimumHeight() + theme.px(10) if tall else 0)
        self._beside.fit()

    # What the frame asks ------------------------------------------------------------------------------

    def band(self) -> QWidget:
        return self._tabs

    def heading(self) -> Heading:
        monday = session_views.monday_of(self.on)
        sunday = monday + timedelta(days=6)
        acts = [
            Act("Week before", partial(self.turn, -1), "chevron-left"),
            Act("Next week", partial(self.turn, 1), "chevron-right"),
        ]
        if self.everybodys:
            acts.insert(0, Act("Mine only", self._toggle, "user"))
        elif self.week is not None and self.week.others:
            acts.insert(0, Act("Everybody's", self._toggle, "users"))
        return Heading(
            "Practice",
            f"{days.without_year(monday)} to {days.full(sunday)}",
            acts=tuple(acts),
            primary=Act("Plan sessions", lambda: self.go("practice", plan=True), "plus"),
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"book-meeting": lambda: self._open(self.grid.spot)}

    def arrive(self, **where: Any) -> None:
        """``on``: a day to begin at; ``moved``: a session just put on that day, and the day it was on."""
        if "on" in where:
            self.on = where["on"]
            self.grid.spot = Spot(self.on)
        self._moved = None
        if "moved" in where:
            self._tell_of_session(*where["moved"])
        self._read()
        self.grid.setFocus()

    def refresh(self, changes: object) -> None:
        self._moved = None  # it may have been taken back
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & _KINDS)

    def leave(self) -> bool:
        """Esc: whoever is being moved stays where they are."""
        if self.grid.carried is not None:
            self.grid.drop()
            return True
        return False

    # Reading ------------------------------------------------------------------------------------------

    def turn(self, by: int) -> None:
        """To the next week, or the one before; the cursor keeps its weekday."""
        monday = session_views.monday_of(self.on) + by * session_views.A_WEEK
        at = self.grid.spot.on
        inside = monday <= at < monday + session_views.A_WEEK
        self.on = at if inside else monday + timedelta(days=at.weekday())
        self.grid.spot = Spot(self.on)
        self._read()
        self.heading_changed.emit()

    def _toggle(self) -> None:
        self.everybodys = not self.everybodys
        self._read()
        self.grid.setFocus()

    def _read(self) -> None:
        asked = (self.on, self.everybodys)
        work = partial(session_views.week, self.room.desk, self.on, everybodys=self.everybodys)
        self.room.read(self, work, partial(self._show, asked))

    def _show(self, asked: tuple[date, bool], found: Week) -> None:
        if asked != (self.on, self.everybodys):
            return  # another week was asked for meanwhile
        self.week = found
        self.grid.show_week(found)
        if self._find is not None:
            self.grid.choose_meeting(self._find)
            self._find = None
        self.heading_changed.emit()
        self._show_pane()

    # The pane -----------------------------------------------------------------------------------------

    def _chosen(self, spot: Spot) -> None:
        self.on = spot.on
        box = self.grid.box(spot)
        aside = min(int(box.width()), self._scroll.viewport().width()) // 2
        self._scroll.ensureVisible(
            int(box.center().x()), int(box.center().y()), aside, int(box.height()) + theme.px(24)
        )
        if self._beside.narrow and (around := self.parentWidget()) is not None:
            holder = around.parentWidget()
            at = self.grid.mapTo(self, box.center().toPoint())
            if isinstance(holder, QScrollArea):
                holder.ensureVisible(at.x(), at.y(), 0, int(box.height()) + theme.px(24))
        self._show_pane()

    def _show_pane(self) -> None:
        self.pane.clear()
        spot = self.grid.spot
        if (one := self.grid.carrying()) is not None and self.grid.carried is not None:
            self._show_carrying(one, self.grid.carried, spot)
        elif self._moved is not None:
            self._show_moved(self._moved)
        elif spot.session is None:
            self._show_day(spot)
        elif spot.line is None:
            self._show_session(spot.session)
        elif spot.line.booked is None:
            self._show_free(spot)
        else:
            self._show_booked(spot, spot.line.booked)

    def _show_day(self, spot: Spot) -> None:
        shown = self.week.days if self.week else ()
        off = next((day.off for day in shown if day.on == spot.on), "")
        self.pane.heading(days.full(spot.on), off or "No session")
        if not any(day.sessions for day in shown):
            self.pane.said(
                "Nothing is planned this week. Sessions you plan are shown here, day by day.", "quiet", 12
            )
        self.pane.act("Plan a session", lambda: self._open(spot), icon="plus")

    def _show_session(self, session: WeekSession) -> None:
        row = session.row
        self.pane.heading(row.practice, f"{days.full(row.on)}, {row.starts:%H:%M} to {row.ends:%H:%M}")
        if row.status == "cancelled":
            self.pane.said(f"{cancelled_words(row)}.", "overdue", 12)
        else:
            said = count_words(session.tally)
            self.pane.said(f"{said[0].upper()}{said[1:]}.", "ink", 12)
        if session.advisor:
            self.pane.said(f"{session.advisor}'s session.", "quiet")
        self.pane.act("Open the session", partial(self.go, "practice", session=row.id), icon="hospital")

    def _show_free(self, spot: Spot) -> None:
        assert spot.session is not None and spot.line is not None  # noqa: S101 - a line of a session
        self.pane.heading(f"{spot.line.free} free", f"{days.full(spot.on)}, {spot.session.row.practice}")
        self.pane.act("Book a client in", lambda: self._open(spot), icon="calendar-plus")
        count = self.week.waiting if self.week else 0
        if count:
            words = f"{count} {'people wait' if count > 1 else 'person waits'} for a meeting"
            self.pane.links((words, partial(self.go, "waiting")))

    def _show_booked(self, spot: Spot, one: Booked) -> None:
        state = STATES[one.status]
        assert spot.session is not None  # noqa: S101 - a line of a session
        at = f", {one.at:%H:%M}" if one.at else ""
        self.pane.heading(one.client, f"{days.full(spot.on)}{at}", state.chip)
        if state.chip is None:
            self.pane.said(state.spoken(), "quiet", 8)
        if one.contact_warning:
            self.pane.said(one.contact_warning, "overdue", 8)
        due = f"{one.next_what}, {days.without_year(one.next_on)}" if one.next_on else "None"
        self.pane.facts([("Reason", one.why), ("Case", one.case_reference or ""), ("Next date", due)])
        self.pane.act("Open the client", lambda: self._open(spot), icon="user")
        if spot.movable:
            button = self.pane.act("Move", lambda: self._take_up(spot), icon="calendar", space=8)
            button.setToolTip("M in the week; or drag it to a free place")

    def _take_up(self, spot: Spot) -> None:
        self.grid.take_up(spot)
        self.grid.setFocus()

    def _show_carrying(self, one: Booked, origin: Spot, spot: Spot) -> None:
        at = f", {one.at:%H:%M}" if one.at else ""
        self.pane.heading(f"Moving {one.client}", f"from {days.full(origin.on)}{at}")
        if spot.takes and spot.line is not None and spot.session is not None:
            where = f"To {days.full(spot.on)}, {spot.line.free}, {spot.session.row.practice}."
            self.pane.said(f"{where} Enter puts them there.", "ink", 12)
        else:
            self.pane.said("Choose a free place, this week or another.", "ink", 12)
        if one.next_on is not None and one.next_on < spot.on:
            due = f"{one.next_what} by {days.full(one.next_on)}: falls before that."
            self.pane.said(due, "overdue", 8)
        hint = "The arrows go from free place to free place, Page Down to the next week."
        self.pane.said(f"{hint} A click puts them there too.", "quiet", 8)
        self.pane.act("Leave them there", self.grid.drop, icon="x")

    def _show_moved(self, moved: _Moved) -> None:
        self.pane.heading("Moved", moved.words)
        self.pane.said("Ctrl+Z takes it back.", "quiet", 4)
        self.pane.section("Who to tell")
        for one in moved.tell:
            self.pane.item(
                one.who,
                mark="phone" if one.reach else "user",
                second=", ".join(filter(None, [one.now, one.reach])),
            )
            if one.care:
                self.pane.said(one.care, "overdue", 2)
            if one.falls_before:
                self.pane.said(f"{one.falls_before}: falls before that.", "overdue", 2)
        self.pane.act("They know", self._told, icon="check")

    def _told(self) -> None:
        self._moved = None
        self._show_pane()
        self.grid.setFocus()

    # Doing --------------------------------------------------------------------------------------------

    def _open(self, spot: Spot) -> None:
        if spot.session is None:
            self.go("practice", plan=True, on=spot.on)
        elif spot.line is None or spot.session.row.status == "cancelled":
            self.go("practice", session=spot.session.row.id)
        elif spot.line.booked is not None:
            self.go("client", person=spot.line.booked.person_id)
        else:
            self.go("practice", session=spot.session.row.id, at=spot.line.at)

    def _put(self, spot: Spot) -> None:
        """Somebody is put on a free place: the move is written, and who has to hear of it is shown."""
        one, origin, desk, today = self.grid.carrying(), self.grid.carried, self.room.desk, self.room.today()
        if (
            one is None
            or origin is None
            or origin.session is None
            or spot.session is None
            or spot.line is None
        ):
            return
        if spot.line.at is None:
            return
        from_row, to_row, at = origin.session.row, spot.session.row, spot.line.at
        left = [from_row.practice_id] if from_row.practice_id != to_row.practice_id else []

        def work() -> tuple[Changes, list[ToTell]]:
            changes = moving.move_meeting(desk, one.id, to_row.id, at, today=today)
            assert changes.id is not None  # noqa: S101 - the meeting it became
            return changes, moving.to_tell(desk, [changes.id], practices=left)

        was = f"{days.without_year(from_row.on)}{f', {one.at:%H:%M}' if one.at else ''}"
        words = f"{one.client}: from {was} to {days.without_year(to_row.on)}, {at:%H:%M}."
        self.room.write(self, work, partial(self._written, words), self._refused)

    def _written(self, words: str, done: tuple[Changes, list[ToTell]]) -> None:
        changes, tell = done
        self.grid.carried = None
        self._moved = _Moved(words, tuple(tell))
        self._find = changes.id
        self.wrote.emit(changes)
        self.said.emit("Moved")
        self._read()
        self.grid.setFocus()

    def _refused(self, fault: BaseException) -> None:
        """What stands in the way is said, and they are still being moved: another place may do."""
        if isinstance(fault, DeskError):
            self.said.emit(refused_words(fault))
            self._read()
        else:
            messages.show_fault(self, fault)

    def _tell_of_session(self, session_id: UUID, was: date) -> None:
        """A whole session was moved, on the month: everybody in it has to hear of it."""
        desk = self.room.desk

        def work() -> list[ToTell]:
            return moving.to_tell_of_session(desk, session_id)

        words = f"The session of {days.without_year(was)}, to {days.without_year(self.on)}."
        self.room.read(self, work, lambda tell: self._session_told(words, tell))

    def _session_told(self, words: str, tell: list[ToTell]) -> None:
        self._moved = _Moved(words, tuple(tell))
        self._show_pane()
