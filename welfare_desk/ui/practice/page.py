"""Practices and their sessions: what is planned, who is booked, and booking somebody in.

The list has the sessions; the pane has the chosen one, or the form that was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework import agency, cases, clients, sessions
from welfare_desk.casework.agency import PracticeRow
from welfare_desk.casework.cases import CaseRow
from welfare_desk.casework.clients import ClientRow, ClientView
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.sessions import SessionRow, SessionView
from welfare_desk.errors import Problems
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.clients import words
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.practice.forms import BookingForm, PlanForm, PracticeForm
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen
from welfare_desk.ui.today.page import STATES

_AHEAD = timedelta(days=120)
_BACK = timedelta(days=60)
_MOST = 8
_KINDS = {"sessions", "practices", "clients"}
_Draft = tuple[type[Form], UUID | None, dict[str, Any], dict[str, str]]


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
            "Plan a session",
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
        return Heading(
            self.title,
            acts=(
                Act("Practice details", self.details, "hospital"),
                Act("Plan a session", self.plan, "plus"),
            ),
            primary=Act("Book a client in", self.book, "calendar-plus"),
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"book-meeting": self.book}

    def arrive(self, **where: Any) -> None:
        """``session`` to choose; ``at`` and ``person`` to book into it; ``plan``: plan a session."""
        self._where, self.form = dict(where), None
        self._read()
        self.rows.setFocus()

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & _KINDS)

    def draft(self) -> object | None:
        if self.form is None or not self._typed():
            return None
        return type(self.form), self._on, self.form.values(), self.form.half_read()

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 4:
            self._kept = draft
            self._where[{PlanForm: "plan", PracticeForm: "details"}.get(draft[0], "session")] = draft[1]

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
        if "details" in self._where:
            self.details(self._where.pop("details"))
        elif "plan" in self._where or (not rows and self.form is None):
            self._where.pop("plan", None)
            self.plan()
        elif before is not None and chosen is not None and before.key == chosen.key:
            self._read_session(chosen.key)  # the list does not say so when the choice stays

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
        day = RowCell(days.full(row.on), "today" if is_today else "", strong=True)
        at = RowCell(f"{row.starts:%H:%M} to {row.ends:%H:%M}")
        return Row(row.id, (day, RowCell(row.practice), at, booked))

    # The pane -------------------------------------------------------------------------------------

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
        pane.clear()
        pane.heading(row.practice, f"{days.full(row.on)}, {row.starts:%H:%M} to {row.ends:%H:%M}")
        if view.booked:
            pane.add(self._meetings(view), 12)
        else:
            pane.said("Nobody is booked yet.", "quiet", 12)
        pane.section("Book a client in")
        form = BookingForm(view)
        self._put(form, "Book", lambda: self._book(form, row.id), "calendar-plus", row.id)
        form.edited.connect(lambda name: self._look(form, str(name)))
        if form.typed.value():  # kept over the lock
            self._look(form, "typed")
        if "at" in self._where:
            form.at.set_value(self._where["at"])
            self._before = form.values()
        if self._where.pop("booking", False) or self._where.pop("at", None) is not None:
            form.focus_first()
        if "person" in self._where:
            person = self._where.pop("person")
            work = partial(clients.client, self.room.desk, person)
            self.room.read(self, work, lambda found: self._book_for(form, found))

    def _meetings(self, view: SessionView) -> RowList:
        columns = [Column("", 60), Column(""), Column("", 104, right=True)]
        rows = RowList(
            "Booked meetings", columns, margin=0, two_lines=40, one_line=28, hairlines=False, ground="raised",
            grows=True,
        )  # fmt: skip
        rows.show_rows(
            Row(
                one.person_id,
                (
                    RowCell(f"{one.at:%H:%M}" if one.at else "", role="quiet"),
                    RowCell(one.client),
                    STATES[one.status],
                ),
            )
            for one in view.booked
        )
        rows.opened.connect(lambda row: self.go("client", person=row.key))
        return rows

    def _put(self, form: Form, act: str, do: Callable[[], object], icon: str, on: UUID | None = None) -> None:
        self.form, self._on, self._before = form, on, form.values()
        self.pane.add(form, 8)
        self.pane.act(act, do, icon=icon)
        if self._kept is not None and self._kept[:2] == (type(form), on):
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

    def _book_for(self, form: BookingForm, client: ClientView) -> None:
        if form is self.form:
            form.typed.set_value(client.name)
            form.offer_people([(client.id, f"{client.name}, {client.reference}")])
            self._look(form, "person")
            form.at.setFocus()

    def _look(self, form: BookingForm, name: str) -> None:
        if name == "typed":
            typed = form.typed.value()
            work = partial(clients.find, self.room.desk, typed, limit=_MOST)
            self.room.read(self, work, lambda found: self._offer(form, typed, found))
        elif name == "person" and form.person.value() is not None:
            theirs = partial(cases.case_rows, self.room.desk, person_id=form.person.value())
            self.room.read(self, theirs, lambda found: self._offer_cases(form, found))

    def _offer(self, form: BookingForm, typed: str, rows: list[ClientRow]) -> None:
        if form is self.form and typed == form.typed.value():
            form.offer_people([(row.id, f"{row.name}, {row.reference}") for row in rows] if typed else [])
            self._look(form, "person")

    def _offer_cases(self, form: BookingForm, rows: list[CaseRow]) -> None:
        if form is self.form:
            form.offer_cases([(row.id, words.matter(row)) for row in rows])

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
            ),
            self._written,
            partial(self._refused, form),
        )

    # Planning and practices -----------------------------------------------------------------------

    def plan(self) -> None:
        """Plan a session: the pane asks the practice, the day and the times."""
        if not self.practices:
            self.details()
            return
        self.pane.clear()
        self.pane.heading("Plan a session")
        form = PlanForm(self.room, self.practices, self.sessions.values())
        self._put(form, "Plan the session", lambda: self._plan(form), "calendar-plus")
        form.focus_first()

    def _plan(self, form: PlanForm) -> None:
        typed = form.values()
        if form.show_problems(form.problems()):
            return
        practice, on, starts, ends = (typed[name] for name in ("practice", "on", "starts", "ends"))
        self.room.write(
            self,
            lambda: sessions.plan_session(self.room.desk, practice, on, starts, ends),
            self._written,
            partial(self._refused, form),
        )

    def details(self, practice: UUID | None = None) -> None:
        """A practice's details, the one of the chosen session to begin with."""
        chosen = self.rows.chosen_row()
        session = self.sessions.get(chosen.key) if chosen is not None else None
        wanted = practice or (session.practice_id if session else None)
        known = next((row for row in self.practices if row.id == wanted), None)
        self._show_practice(known or (self.practices[0] if self.practices else None))

    def _show_practice(self, known: PracticeRow | None) -> None:
        self.pane.clear()
        self.pane.heading(known.name if known else "A new practice", "Practice details" if known else "")
        if self.practices:
            which = ChoiceField([(row.id, row.name) for row in self.practices], unset="A new practice")
            which.call("&Which practice")
            which.set_value(known.id if known else None)
            by_id = {row.id: row for row in self.practices}
            which.edited.connect(lambda: self._show_practice(by_id.get(which.value())))
            self.pane.add(which, 12)
        form = PracticeForm(known)
        act, on = ("Save practice", known.id) if known else ("Add practice", None)
        self._put(form, act, lambda: self._keep(form), "check", on)
        form.focus_first()

    def _keep(self, form: PracticeForm) -> None:
        if form.show_problems(form.unread()):
            return
        draft = form.draft()
        self.room.write(
            self,
            lambda: agency.change_practice(self.room.desk, draft),
            self._written,
            partial(self._refused, form),
        )

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
