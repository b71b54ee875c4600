"""Practices and their sessions: what is planned, who is booked, and booking somebody in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework import agency, clients, sessions
from welfare_desk.casework.agency import PracticeRow
from welfare_desk.casework.clients import ClientRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.sessions import SessionRow
from welfare_desk.errors import Problem, Problems
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, Field, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Heading, Screen

_AHEAD = timedelta(days=120)
_BACK = timedelta(days=60)
_STATES = {"planned": "Planned", "held": "Held", "cancelled": "Cancelled"}
_MOST = 8


class PracticeScreen(Screen):
    """Sessions at each practice."""

    name, title, rail = "practice", "Practice", "practice"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.practices: list[PracticeRow] = []
        self.sessions: dict[object, SessionRow] = {}
        self.head = SectionHead("Sessions")
        columns = [Column("Day", 150), Column("Practice"), Column("Time", 120), Column("", 90)]
        self.rows = RowList("Sessions", columns)
        self.rows.chosen.connect(lambda row: self._show_chosen(self.sessions.get(row.key)))
        empty = Empty("No sessions planned", "Plan the first one at the right: practice, day and times.")
        self.full = OrEmpty(self.rows, empty)
        self.pane = Details("Plan and book")
        self.plan: Form | None = None
        self.booking: Form | None = None
        self.found = ChoiceField(unset="Type a name first")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(column(self.head, self.full, stretch=self.full), self.pane))

    def heading(self) -> Heading:
        return Heading(self.title)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"book-meeting": self._to_booking}

    def arrive(self, **where: Any) -> None:
        self._read()
        self.rows.setFocus()

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"sessions", "practices"})

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
        self.head.say("Sessions", f"{len(self.practices)} practices")
        self.rows.show_rows(
            Row(
                row.id,
                (
                    RowCell(days.full(row.on), strong=row.on >= self.room.today()),
                    RowCell(row.practice),
                    RowCell(f"{row.starts:%H:%M} to {row.ends:%H:%M}"),
                    RowCell(_STATES.get(row.status, row.status), role="quiet"),
                ),
            )
            for row in rows
        )
        coming = next((row.id for row in rows if row.on >= self.room.today()), None)
        if self.rows.chosen_row() is None and coming is not None:
            self.rows.choose(coming)
        elif not rows:
            self._show_chosen(None)

    def _show_chosen(self, session: SessionRow | None) -> None:
        self.pane.clear()
        self.booking = None
        if session is not None:
            self.pane.heading(session.practice, days.full(session.on))
            self.booking = Form(1)
            self.booking.add_row("&Client", TextField("A few letters of the name"), name="typed")
            self.found = self.booking.add_row("&Who", ChoiceField(unset="Type a name first"), name="person")
            self.booking.add_row("&At", TextField(f"{session.starts:%H:%M}"), name="at")
            self.booking.add_row("&Reason", TextField(), name="why")
            self.booking.edited.connect(self._look)
            self.pane.section("Book a client in")
            self.pane.add(self.booking, 8)
            self.pane.act("Book", lambda: self._book(session), icon="calendar-plus")
        self.pane.section("Plan a session")
        self.plan = Form(2)
        choices = [(row.id, row.name) for row in self.practices]
        practice = self.plan.add_row("&Practice", ChoiceField(choices), name="practice", span=2)
        if len(choices) == 1:
            practice.set_value(choices[0][0])
        self.plan.add_row("&Day", DateField(self.room.today), name="on", span=2)
        self.plan.add_row("&From", TextField("09:30"), name="starts")
        self.plan.add_row("&To", TextField("12:30"), name="ends")
        self.pane.add(self.plan, 8)
        self.pane.act("Plan the session", self._plan, icon="plus")

    def _to_booking(self) -> None:
        if self.booking is not None:
            self.booking.focus_first()

    def _look(self, name: object) -> None:
        if name == "typed" and self.booking is not None:
            typed = self.booking.fields["typed"].value()
            self.room.read(self, lambda: clients.find(self.room.desk, typed, limit=_MOST), self._offer)

    def _offer(self, rows: list[ClientRow]) -> None:
        self.found.offer([(row.id, f"{row.name}, {row.reference}") for row in rows])
        if len(rows) == 1:
            self.found.set_value(rows[0].id)

    def _book(self, session: SessionRow) -> None:
        form = self.booking
        if form is None:
            return
        typed, at = form.values(), _clock(form.fields["at"])
        problems = [] if typed["person"] else [Problem("person", "Choose who is booked.")]
        problems += [at] if isinstance(at, Problem) else []
        if form.show_problems(problems) or isinstance(at, Problem):
            return
        person: UUID = typed["person"]
        self.room.write(
            self,
            lambda: sessions.book(self.room.desk, person, session_id=session.id, at=at, why=typed["why"]),
            self._written,
            lambda fault: self._refused(fault, form),
        )

    def _plan(self) -> None:
        form = self.plan
        if form is None:
            return
        typed = form.values()
        starts, ends = _clock(form.fields["starts"]), _clock(form.fields["ends"])
        problems = form.unread() + [answer for answer in (starts, ends) if isinstance(answer, Problem)]
        if not typed["practice"]:
            problems.append(Problem("practice", "Choose the practice."))
        if not typed["on"]:
            problems.append(Problem("on", "Give the day."))
        if form.show_problems(problems) or isinstance(starts, Problem) or isinstance(ends, Problem):
            return
        self.room.write(
            self,
            lambda: sessions.plan_session(self.room.desk, typed["practice"], typed["on"], starts, ends),
            self._written,
            lambda fault: self._refused(fault, form),
        )

    def _refused(self, fault: BaseException, form: Form) -> None:
        if isinstance(fault, Problems):
            form.show_problems(fault.problems)
        else:
            messages.show_fault(self, fault)

    def _written(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.said.emit("Saved")
        self._read()


def _clock(field: Field) -> time | Problem:
    """A time of day as typed: 9:30, 0930, 9.30; what the field suggests where it is left empty."""
    typed = str(field.value()).strip()
    if not typed and isinstance(field, TextField):
        typed = field.line.placeholderText()
    figures = typed.replace(".", ":").replace(" ", "")
    if ":" not in figures and figures.isdigit():
        figures = f"{figures[:-2]}:{figures[-2:]}" if len(figures) > 2 else f"{figures}:00"
    hour, _, minute = figures.partition(":")
    try:
        return time(int(hour), int(minute))
    except ValueError:
        return Problem(field.name, f"{typed} is not a time of day.", "Write it like 10:30.")
