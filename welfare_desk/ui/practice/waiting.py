"""The waiting list: who has no meeting yet, those with a date soon first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from welfare_desk.casework import agency
from welfare_desk.casework.agency import PracticeRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.service import sessions, waiting
from welfare_desk.casework.service.sessions import Place
from welfare_desk.casework.service.waiting import WaitingDraft, WaitingRow
from welfare_desk.errors import Problem
from welfare_desk.rules import days
from welfare_desk.ui.clients.pick import ClientPick
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.in_a_line import InALine
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.practice.tabs import PracticeTabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_SOON = 14  # days
_Found = tuple[list[WaitingRow], list[Place], list[PracticeRow]]


class WaitingScreen(ListScreen):
    """Who waits for a meeting."""

    name, title, rail = "waiting", "Waiting list", "practice"
    kinds = frozenset({"waiting", "sessions", "clients", "key_dates"})

    def __init__(self, room: Room) -> None:
        columns = [Column("Client and reason"), Column("Waiting", 128), Column("Next date", 176)]
        empty = Empty(
            "Nobody is waiting.",
            "Referrals without a meeting are listed here, and anyone whose session was cancelled.",
            "Put somebody on the list",
            self.add,
            "plus",
        )
        super().__init__(room, "Waiting for a meeting", columns, empty)
        self._rows: dict[object, WaitingRow] = {}
        self._places: list[Place] = []
        self._practices: list[PracticeRow] = []
        self._tabs = PracticeTabs(self)

    def band(self) -> QWidget:
        return self._tabs

    def heading(self) -> Heading:
        closed = "" if self._rows else "Nobody is on the list."
        return Heading(
            "Practice",
            acts=(Act("Put somebody on the list", self.add, "plus"),),
            primary=Act("Book a meeting", self.book, "calendar-plus", closed),
        )

    def about(self) -> str:
        row = self._rows.get(self.key())
        return row.client if row else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        found = dict(super().acts())
        if self._rows:
            found["book-meeting"] = self.book
        return found

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"book": self._book, "add": lambda _: self.add(), "take-off": self._ask_off}

    def load(self) -> Callable[[], _Found]:
        desk, today = self.room.desk, self.room.today()
        return lambda: (
            waiting.waiting(desk),
            sessions.places(desk, today=today, most=40),
            agency.practices(desk),
        )

    def listed(self, found: _Found) -> Iterable[Row]:
        rows, self._places, self._practices = found
        self._rows = {row.id: row for row in rows}
        count = len(rows)
        self.head.say("Waiting for a meeting", f"{count} {'person' if count == 1 else 'people'}")
        return [self._row(row) for row in rows]

    def _row(self, row: WaitingRow) -> Row:
        today = self.room.today()
        waited = (today - row.since_on).days
        since = RowCell(_days(waited), f"since {days.without_year(row.since_on)}", raw=waited)
        next_date = RowCell("No date yet", role="quiet")
        if row.next_on is not None:
            left = (row.next_on - today).days
            chip = Chip(f"{_days(-left)} over", "overdue") if left < 0 else None
            if 0 <= left <= _SOON:
                chip = Chip(_days(left) if left else "today", "soon")
            next_date = RowCell(days.without_year(row.next_on), row.next_what or "", chip)
        why = ", ".join(part for part in (row.why, row.can_come) if part) or row.practice or ""
        return Row(row.id, (RowCell(row.client, why, strong=True), since, next_date))

    def fill(self, key: object) -> None:
        row = self._rows[key]
        self.pane.heading(row.client, row.why)
        if row.contact_warning:
            self.pane.said(row.contact_warning, "soon", 8)
        self.pane.facts(
            [
                ("Waiting since", days.full(row.since_on)),
                ("Practice", row.practice or ""),
                ("Can come", row.can_come),
                ("Next date", days.full(row.next_on) if row.next_on else "None set"),
            ]
        )
        buttons = (
            Button("Book a meeting", self.book, "secondary", "calendar-plus"),
            Button("Open", lambda: self.go("client", person=row.person_id), "secondary", "user"),
        )
        self.pane.add(InALine(*buttons), 16)
        self.pane.act("Remove from the list", lambda: self._ask_off(row.id), "link")

    def open_row(self, key: object) -> None:
        self.book()

    # Doing --------------------------------------------------------------------------------------------

    def book(self) -> None:
        """The next free places for the chosen one."""
        if self.key() is not None:
            self._book(self.key())

    def _book(self, id: UUID) -> None:
        row = self._rows.get(id)
        if row is None:
            return
        form = Form(1)
        theirs = sorted(self._places, key=lambda one: one.practice_id != row.practice_id)
        places = [((one.session_id, one.at), _place(one)) for one in theirs]
        place = form.add_row("&Place", ChoiceField(places, unset="Choose a place"), name="at")
        form.add_row("&Reason", TextField("First meeting"), name="why")
        form.show_values({"why": row.why, "at": places[0][0] if places else None})
        if not places:
            place.assist("No place is free in the next weeks. Plan a session first.")

        def do(typed: dict[str, Any]) -> Changes:
            session_id, at = typed["at"]
            return sessions.book(
                self.room.desk,
                row.person_id,
                session_id=session_id,
                at=at,
                why=typed["why"],
                case_id=row.case_id,
            )

        def judge() -> list[Problem]:
            return [] if place.value() else [Problem("at", "Choose a place.")]

        self.ask("book", id, f"Book {row.client}", form, "Book", do, icon="calendar-plus", judge=judge)

    def add(self) -> None:
        """Put somebody on the list by hand."""
        form = Form(2)
        pick = ClientPick(form, self.room, self)
        form.add_row("&Why", TextField("What it is about"), name="why", span=2)
        form.add_row("&Can come", TextField("Mornings, after school"), name="can_come", span=2)
        practices = [(row.id, row.name) for row in self._practices]
        form.add_row("&Practice", ChoiceField(practices, unset="Their own"), name="practice", span=2)
        since = form.add_row("&Since", DateField(self.room.today), name="since_on")
        since.set_value(self.room.today())

        def do(typed: dict[str, Any]) -> Changes:
            draft = WaitingDraft(
                typed["person"],
                typed["why"],
                typed["can_come"],
                typed["practice"],
                typed["case"],
                typed["since_on"],
            )
            return waiting.put_on(self.room.desk, draft, today=self.room.today())

        words = "Put on the list"
        self.ask("add", None, "Put somebody on the list", form, words, do, icon="plus", judge=pick.problems)

    def _ask_off(self, id: UUID) -> None:
        row = self._rows.get(id)
        if row is None:
            return
        form = Form(1)
        form.add_row("&Why", TextField("Seen elsewhere, no longer wants one"), name="because")

        def do(typed: dict[str, Any]) -> Changes:
            return waiting.take_off(self.room.desk, id, because=typed["because"], today=self.room.today())

        self.ask("take-off", id, f"Take {row.client} off the list", form, "Remove from the list", do)


def _days(count: int) -> str:
    return f"{count} day{'s' * (count != 1)}"


def _place(one: Place) -> str:
    return f"{days.without_year(one.on)}, {one.at:%H:%M}, {one.practice}"
