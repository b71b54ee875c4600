"""Cancelling sessions: who cancelled and why, and where everybody booked into them goes, in one act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.service import session_plan
from welfare_desk.casework.service.session_plan import CANCELLED_BY, ToRebook
from welfare_desk.casework.service.sessions import SessionRow
from welfare_desk.errors import Problem, Problems
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.clients.words import clock
from welfare_desk.ui.kit.fields import ChoiceField, DateField, OneOfField, TextField, TickField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Halves, Page
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen


class CancelScreen(Screen):
    """Cancel sessions and book their people anew."""

    name, title, rail = "cancel-sessions", "Cancel sessions", "practice"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.practice: UUID | None = None
        self.sessions: list[SessionRow] = []
        self.people: list[ToRebook] = []
        self._kept: dict[str, Any] = {}
        self.what = Form(2)
        self.what.section("Which sessions")
        self.what.add_row("&From", DateField(room.today), name="from_on")
        self.what.add_row("&To", DateField(room.today), name="to_on")
        self.what.add_row("Who cancelled?", OneOfField(tuple(CANCELLED_BY.items())), name="by", span=2)
        self.what.add_row("Wh&y", TextField("Illness, snow, the room is needed"), name="why", span=2)
        closed = TickField("Plan no other session on these days")
        self.what.add_row("", closed, name="closed", span=2)
        self.who = Form(1)
        self.what.edited.connect(self._edited)
        self._right = QWidget()
        self._people = QVBoxLayout(self._right)
        self._people.setContentsMargins(0, 0, 0, 0)
        self._people.addWidget(self.who)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Page("Cancel sessions", Halves(self.what, self._right), margin=24))

    def heading(self) -> Heading:
        count = len(self.sessions)
        words = f"Cancel {count} session{'s' * (count != 1)}" if count else "Cancel sessions"
        if self.people:
            words += f" and book {len(self.people)} anew"
        closed = "" if count else "No session is planned on these days."
        return Heading(
            self.title,
            self.sessions[0].practice if self.sessions else "",
            acts=(Act("Back", lambda: self.go("practice")),),
            primary=Act(words, self.save, "check", closed),
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.save}

    def arrive(self, **where: Any) -> None:
        """``practice`` and the day ``on`` to begin with."""
        self.practice = where["practice"]
        on = where["on"]
        self.what.show_values({"from_on": on, "to_on": on, "by": None, "why": "", "closed": False})
        self.what.show_values(self._kept)
        self._read()
        self.what.fields["by"].setFocus()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and "sessions" in changes.kinds

    def refresh(self, changes: object) -> None:
        self._read()

    def draft(self) -> object | None:
        typed = self.what.values()
        return typed if typed["by"] or typed["why"] else None

    def restore(self, draft: object) -> None:
        if isinstance(draft, dict):
            self.what.show_values(draft)
            self._read()

    # Reading ------------------------------------------------------------------------------------------

    def _edited(self, name: object) -> None:
        first, last = self.what.fields["from_on"].value(), self.what.fields["to_on"].value()
        if name == "from_on" and first and (last is None or last < first):
            self.what.fields["to_on"].set_value(first)
        if name in ("from_on", "to_on"):
            self._read()

    def _read(self) -> None:
        first, last = self.what.fields["from_on"].value(), self.what.fields["to_on"].value()
        practice, today, desk = self.practice, self.room.today(), self.room.desk
        if practice is None or first is None or last is None:
            return

        def work() -> tuple[list[SessionRow], list[ToRebook]]:
            rows = session_plan.sessions_between(desk, practice, max(first, today), last)
            return rows, session_plan.rebooking(desk, [row.id for row in rows], today=today)

        self.room.read(self, work, self._show)

    def _show(self, found: tuple[list[SessionRow], list[ToRebook]]) -> None:
        self.sessions, self.people = found
        self._people.removeWidget(self.who)
        self.who.hide()
        self.who.deleteLater()
        self.who = Form(1)
        count = len(self.people)
        self.who.section("Who is rebooked" if count else "Nobody is booked into them")
        if self.sessions:
            listed = ", ".join(days.without_year(row.on) for row in self.sessions)
            self.who.prose(f"{'Session' if len(self.sessions) == 1 else 'Sessions'}: {listed}.")
        places = [one.place for one in self.people if one.place is not None]
        offered = [((p.session_id, p.at), f"{days.full(p.on)}, {p.at:%H:%M}") for p in places]
        for one in self.people:
            at = f", {one.booked.at:%H:%M}" if one.booked.at else ""
            field = ChoiceField(offered, unset="On the waiting list")
            words = f"{one.booked.client}, {days.without_year(one.was_on)}{at}".replace("&", "&&")
            self.who.add_row(words, field, name=str(one.booked.id))
            if one.place is not None:
                field.set_value((one.place.session_id, one.place.at))
            field.assist(_note(one))
        self._people.addWidget(self.who)
        self.heading_changed.emit()

    # Doing --------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Cancel, and book everybody anew or put them on the waiting list."""
        typed, today = self.what.values(), self.room.today()
        wrong = self.what.unread()
        if typed["by"] is None:
            wrong.append(Problem("by", "Say who cancelled."))
        rebook = {
            one.booked.id: place
            for one in self.people
            if (place := self.who.fields[str(one.booked.id)].value()) is not None
        }
        twice = {place for place in rebook.values() if list(rebook.values()).count(place) > 1}
        for id, place in rebook.items():
            if place in twice:
                wrong.append(Problem(str(id), "Two people would have this place."))
        if wrong:
            self.who.show_problems([one for one in wrong if one.field in self.who.fields])
            self.what.show_problems([one for one in wrong if one.field in self.what.fields])
            return
        closed = (typed["from_on"], typed["to_on"]) if typed["closed"] else None
        work = partial(
            session_plan.cancel_sessions,
            self.room.desk,
            [row.id for row in self.sessions],
            by=typed["by"],
            why=typed["why"],
            rebook=rebook,
            today=today,
            closed=closed,
        )
        self.room.write(self, work, self._written, self._refused)

    def _refused(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self.what.show_problems(fault.problems)
            self._read()
        else:
            messages.show_fault(self, fault)

    def _written(self, changes: Changes) -> None:
        first = self.sessions[0].id if self.sessions else None
        self.what.show_values({"by": None, "why": "", "closed": False})
        self.sessions, self.people = [], []
        self.wrote.emit(changes)
        self.go("practice", session=first)
        self.said.emit(f"Saved {clock(self.room.now())}")


def _note(one: ToRebook) -> str:
    """What to know before choosing: a date that falls before the place, a warning before any call."""
    said = []
    booked = one.booked
    if one.comes_late and booked.next_on is not None:
        said.append(f"{booked.next_what} by {days.without_year(booked.next_on)}: falls before that.")
    if booked.contact_warning:
        said.append(booked.contact_warning)
    return " ".join(said)
