"""Practices and their sessions: what is planned, who is booked, and booking somebody in.

The list has the sessions; the pane has the chosen one, or the form that was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework import agency
from welfare_desk.casework.agency import PracticeRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.service import moving, session_plan, sessions
from welfare_desk.casework.service.session_plan import CANCELLED_BY
from welfare_desk.casework.service.sessions import Booked, Place, SessionRow, SessionView
from welfare_desk.errors import Problems
from welfare_desk.rules import days
from welfare_desk.rules.session_pattern import PatternDay
from welfare_desk.ui import messages
from welfare_desk.ui.clients import words
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.practice.forms import BookingForm, MoveForm, PlanForm
from welfare_desk.ui.practice.tabs import PracticeTabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen
from welfare_desk.ui.today.states import STATES

_AHEAD = timedelta(days=120)
_BACK = timedelta(days=60)
_PLACES = 30  # free places offered when a meeting is moved
_KINDS = {"sessions", "practices", "clients"}
_Draft = tuple[str, UUID | None, dict[str, Any], dict[str, str]]


class PracticeScreen(Screen):
    """Sessions at each practice."""

    name, title, rail = "practice", "Practice", "practice"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self.practices: list[PracticeRow] = []
        self.sessions: dict[object, SessionRow] = {}
        self.form: Form | None = None
        self._before: dict[str, Any] = {}  # what the form held before anybody typed
        self._on: UUID | None = None  # the session booked into, or the practice whose details are shown
        self._kept: _Draft | None = None
        self._view: SessionView | None = None
        self._tabs = PracticeTabs(self)
        self.head = SectionHead("Sessions")
        columns = [
            Column("Day", 140),
            Column("Practice"),
            Column("Time", 110),
            Column("Booked", 96, right=True),
        ]
        self.rows = RowList("Sessions", columns)
        self.rows.chosen.connect(lambda row: self._read_session(row.key))
        self.rows.opened.connect(lambda _: self.book())
        empty = Empty(
            "No sessions planned.",
            "Plan the first one: a practice, a day, its times. Clients are booked into it then.",
            "Plan sessions",
            self.plan,
            "calendar-plus",
        )
        self.full = OrEmpty(self.rows, empty)
        self.pane = Details("The chosen session")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(column(self.head, self.full, stretch=self.full), self.pane))

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        row = self.sessions.get(self._chosen_key())
        can = row is not None and row.status == "planned" and row.on >= self.room.today()
        closed = "" if can else "Only a session that is planned can be cancelled."
        return Heading(
            self.title,
            acts=(
                Act("Cancel sessions", self._cancel, "x", closed),
                Act("Plan sessions", self.plan, "plus"),
            ),
            primary=Act("Book a client in", self.book, "calendar-plus"),
        )

    def band(self) -> QWidget:
        return self._tabs

    def acts(self) -> Mapping[str, Callable[[], object]]:
        found: dict[str, Callable[[], object]] = {"book-meeting": self.book}
        return found

    def arrive(self, **where: Any) -> None:
        """``session`` to choose; ``at`` and ``person`` to book into it; ``move`` a meeting; ``plan`` some."""
        self._where, self.form = dict(where), None
        self._read()
        self.rows.setFocus()

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & _KINDS)

    def draft(self) -> object | None:
        if self.form is None or isinstance(self.form, MoveForm) or not self._typed():
            return None
        return type(self.form).__name__, self._on, self.form.values(), self.form.half_read()

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 4:
            self._kept = draft
            self._where["plan" if draft[0] == PlanForm.__name__ else "session"] = draft[1]

    def leave(self) -> bool:
        """Esc first goes back from a form to the session."""
        if self.form is not None and (self._typed() or not isinstance(self.form, BookingForm)):
            self._back()
            return True
        return False

    # The list -------------------------------------------------------------------------------------

    def _read(self) -> None:
        today = self.room.today()
        self.room.read(
            self,
            lambda: (
                agency.practices(self.room.desk),
                sessions.sessions(self.room.desk, from_on=today - _BACK, to_on=today + _AHEAD),
            ),
            self._show,
        )

    def _show(self, found: tuple[list[PracticeRow], list[SessionRow]]) -> None:
        self.practices, rows = found
        self.sessions = {row.id: row for row in rows}
        self.full.show_full(bool(rows))
        count = len(self.practices)
        self.head.say("Sessions", f"at {count} practice{'s' * (count != 1)}" if count else "")
        before = self.rows.chosen_row()
        self.rows.show_rows(list(self._listed(rows)))
        wanted = self._where.pop("session", None)
        if wanted is not None:
            self.rows.choose(wanted)
        if self.rows.chosen_row() is None:
            coming = next((row.id for row in rows if row.on >= self.room.today()), None)
            if coming is None or not self.rows.choose(coming):
                self.rows.choose_first()
        chosen = self.rows.chosen_row()
        if "plan" in self._where or (not rows and self.form is None):
            self._where.pop("plan", None)
            self.plan()
        elif before is not None and chosen is not None and before.key == chosen.key:
            self._read_session(chosen.key)  # the list does not say so when the choice stays
        self.heading_changed.emit()

    def _listed(self, rows: list[SessionRow]) -> Iterator[Row]:
        today = self.room.today()
        coming = [row for row in rows if row.on >= today]
        earlier = [row for row in reversed(rows) if row.on < today]
        for heading, those in (("To come", coming), ("Earlier", earlier)):
            if those:
                yield group(heading, str(len(those)))
            for row in those:
                yield self._row(row, today == row.on)

    def _row(self, row: SessionRow, is_today: bool) -> Row:
        booked = RowCell(str(row.meetings), said=f"{row.meetings} booked")
        if not row.meetings:
            booked = RowCell("Nobody", role="quiet", said="Nobody booked")
        if row.status == "cancelled":
            booked = RowCell("Cancelled", role="overdue")
        day = RowCell(days.full(row.on), "today" if is_today else "", strong=True)
        at = RowCell(f"{row.starts:%H:%M} to {row.ends:%H:%M}")
        return Row(row.id, (day, RowCell(row.practice), at, booked))

    # The pane -------------------------------------------------------------------------------------

    def _chosen_key(self) -> Any:
        row = self.rows.chosen_row()
        return row.key if row is not None else None

    def _typed(self) -> bool:
        form = self.form
        return form is not None and (form.values() != self._before or bool(form.half_read()))

    def _read_session(self, key: object) -> None:
        if isinstance(key, UUID) and not self._typed():
            self.form = None
            work = partial(sessions.session, self.room.desk, key)
            self.room.read(self, work, self._show_session)

    def _show_session(self, view: SessionView) -> None:
        chosen = self.rows.chosen_row()
        if chosen is None or chosen.key != view.row.id or self.form is not None:
            return  # another session was chosen meanwhile, or a form asked for
        row, pane = view.row, self.pane
        self._view = view
        pane.clear()
        pane.heading(row.practice, f"{days.full(row.on)}, {row.starts:%H:%M} to {row.ends:%H:%M}")
        self.heading_changed.emit()
        if row.status == "cancelled":
            self._show_cancelled(row, view)
            return
        if "move" in self._where:
            moved = self._where.pop("move")
            one = next((each for each in view.booked if each.id == moved), None)
            if one is not None:
                self.move_one(one)
                return
        if view.booked:
            pane.add(self._meetings(view), 12)
        else:
            pane.said("Nobody is booked yet.", "quiet", 12)
        pane.section("Book a client in")
        form = BookingForm(view, self.room, self)
        self._put(form, "Book", lambda: self._book(form, row.id), "calendar-plus", row.id)
        if form.typed.value():  # kept over the lock
            form.edited.emit("typed")
        if "at" in self._where:
            form.at.set_value(self._where["at"])
            self._before = form.values()
        if self._where.pop("booking", False) or self._where.pop("at", None) is not None:
            form.focus_first()
        if "person" in self._where:
            form.pick.show_client(self._where.pop("person"))
            form.at.setFocus()

    def _show_cancelled(self, row: SessionRow, view: SessionView) -> None:
        who = CANCELLED_BY.get(row.cancelled_by or "", "Nobody knows who")
        why = f": {row.cancelled_because}" if row.cancelled_because else "."
        self.pane.said(f"{who} cancelled this session{why}", "overdue", 12)
        if view.booked:
            self.pane.add(self._meetings(view), 12)
        if row.on >= self.room.today():
            hold = partial(session_plan.hold_after_all, self.room.desk, row.id)
            again = partial(self.room.write, self, hold, self._written)
            self.pane.act("It is going ahead after all", again, icon="undo-2")

    def _meetings(self, view: SessionView) -> RowList:
        columns = [Column("", 60), Column(""), Column("", 104, right=True)]
        rows = RowList(
            "Booked meetings", columns, margin=0, two_lines=40, one_line=28, hairlines=False, ground="raised",
            grows=True,
        )  # fmt: skip
        rows.show_rows(
            Row(
                one.id,
                (
                    RowCell(f"{one.at:%H:%M}" if one.at else "", role="quiet"),
                    RowCell(one.client),
                    STATES[one.status],
                ),
            )
            for one in view.booked
        )
        people = {one.id: one for one in view.booked}
        rows.opened.connect(lambda row: self.go("client", person=people[row.key].person_id))
        if view.row.status != "cancelled":
            for words_, keys, do in (
                ("Move to another time", "M", self.move_one),
                ("The next free time", "Alt+Down", partial(self._step, view, 1)),
                ("The free time before", "Alt+Up", partial(self._step, view, -1)),
            ):
                action = QAction(f"{words_} ({keys})", rows)
                action.setShortcut(QKeySequence(keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                action.triggered.connect(partial(self._on_chosen, rows, people, do))
                rows.addAction(action)
            rows.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            rows.setToolTip("M moves the chosen meeting; Alt with Up or Down to the next free time")
        return rows

    def _on_chosen(
        self,
        rows: RowList,
        people: dict[UUID, Booked],
        do: Callable[[Booked], object],
        _checked: bool = False,
    ) -> None:
        row = rows.chosen_row()
        if row is not None:
            do(people[row.key])  # type: ignore[index]

    def _put(self, form: Form, act: str, do: Callable[[], object], icon: str, on: UUID | None = None) -> None:
        self.form, self._on, self._before = form, on, form.values()
        self.pane.add(form, 8)
        self.pane.act(act, do, icon=icon)
        if self._kept is not None and self._kept[:2] == (type(form).__name__, on):
            (_, _, values, half_read), self._kept = self._kept, None
            form.show_values(values)
            form.show_half_read(half_read)

    def _back(self) -> None:
        """From a form to the chosen session."""
        self.form, chosen = None, self.rows.chosen_row()
        self.pane.clear()
        if chosen is not None:
            self._read_session(chosen.key)
        self.rows.setFocus()

    # Booking --------------------------------------------------------------------------------------

    def book(self) -> None:
        """The cursor to the client's name; without a session, one is planned first."""
        if isinstance(self.form, BookingForm):
            self.form.focus_first()
        elif self.rows.chosen_row() is None:
            self.plan()
        else:
            self._back()
            self._where["booking"] = True  # the cursor goes to the form as soon as it stands

    def _book(self, form: BookingForm, session_id: UUID) -> None:
        typed = form.values()
        if form.show_problems(form.problems()):
            return
        self.room.write(
            self,
            lambda: sessions.book(
                self.room.desk,
                typed["person"],
                session_id=session_id,
                at=typed["at"],
                why=typed["why"],
                case_id=typed["case"],
                channel=typed["channel"],
            ),
            self._written,
            partial(self._refused, form),
        )

    # Moving and cancelling ------------------------------------------------------------------------

    def move_one(self, one: Booked) -> None:
        """Another time for a meeting: the pane offers what is free."""
        today = self.room.today()
        work = partial(sessions.places, self.room.desk, today=today, most=_PLACES)
        self.room.read(self, work, partial(self._offer_places, one))

    def _offer_places(self, one: Booked, places: list[Place]) -> None:
        if self._view is None:
            return
        self.pane.clear()
        self.pane.heading(f"Move {one.client}", f"Booked for {one.at:%H:%M}" if one.at else "")
        form = MoveForm(places, self._view)
        self._put(form, "Move the meeting", lambda: self._move(form, one), "calendar-plus", one.id)
        form.focus_first()

    def _move(self, form: MoveForm, one: Booked) -> None:
        if not form.show_problems(form.problems()):
            session_id, at = form.place.value()
            self._move_to(one, session_id, at, partial(self._refused, form))

    def _step(self, view: SessionView, by: int, one: Booked) -> None:
        """To the next free time of the same session, or the one before."""
        free = [each.at for each in view.free]
        later = [at for at in free if one.at is not None and (at > one.at if by > 0 else at < one.at)]
        if later:
            self._move_to(one, view.row.id, later[0] if by > 0 else later[-1])
        else:
            self.said.emit("No free time there")

    def _move_to(
        self, one: Booked, session_id: UUID, at: Any, refused: Callable[[BaseException], object] | None = None
    ) -> None:
        today = self.room.today()
        work = partial(moving.move_meeting, self.room.desk, one.id, session_id, at, today=today)
        self.room.write(self, work, self._written, refused)

    def _cancel(self) -> None:
        row = self.sessions.get(self._chosen_key())
        if row is not None:
            self.go("cancel-sessions", practice=row.practice_id, on=row.on)

    # Planning -------------------------------------------------------------------------------------

    def plan(self) -> None:
        """Plan sessions: the pane asks the practice, the days and the times."""
        if not self.practices:
            self.go("practices", form="practice")
            return
        self.pane.clear()
        self.pane.heading("Plan sessions", "One day, or the days of several weeks")
        form = PlanForm(self.room, self.practices, self.sessions.values())
        form.edited.connect(lambda _: self._preview(form))
        self._put(form, "Plan", lambda: self._plan(form), "calendar-plus")
        form.focus_first()

    def _preview(self, form: PlanForm) -> None:
        """Which days it would be, and which are left out."""
        pattern, practice, to_on = form.pattern(), form.practice.value(), form.to_on.value()
        if pattern is None or practice is None or to_on is None:
            form.to_on.assist("")
            return
        work = partial(session_plan.pattern_days, self.room.desk, practice, pattern, to_on)
        asked = (pattern, practice, to_on)

        def say(found: tuple[PatternDay, ...]) -> None:
            if form is self.form and asked == (form.pattern(), form.practice.value(), form.to_on.value()):
                form.to_on.assist(_days_in_words(found))

        self.room.read(self, work, say)

    def _plan(self, form: PlanForm) -> None:
        typed = form.values()
        if form.show_problems(form.problems()):
            return
        desk, practice, on = self.room.desk, typed["practice"], typed["on"]
        starts, ends, pattern = typed["starts"], typed["ends"], form.pattern()
        work: Callable[[], Changes] = partial(sessions.plan_session, desk, practice, on, starts, ends)
        if pattern is not None:
            several = partial(session_plan.plan_by_pattern, desk, practice, pattern, typed["to_on"])
            work = partial(several, starts=starts, ends=ends)
        self.room.write(self, work, self._written, partial(self._refused, form))

    def _refused(self, form: Form, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            form.show_problems(fault.problems)
        else:
            messages.show_fault(self, fault)

    def _written(self, changes: Changes) -> None:
        planned = isinstance(self.form, PlanForm)
        self.form = None
        if planned:
            self._where["session"] = changes.id
        self.wrote.emit(changes)
        self.said.emit(f"Saved {words.clock(self.room.now())}")
        self._read()
        self.rows.setFocus()


def _days_in_words(found: Sequence[PatternDay]) -> str:
    """4 sessions. Left out: Fri 25 Dec (bank holiday)."""
    planned = sum(not day.left_out for day in found)
    out = [f"{days.without_year(day.on)} ({day.left_out.lower()})" for day in found if day.left_out]
    said = f"{planned} session{'s' * (planned != 1)}."
    more = f" and {len(out) - 3} more" if len(out) > 4 else ""
    return f"{said} Left out: {', '.join(out[: 3 if more else 4])}{more}." if out else said
