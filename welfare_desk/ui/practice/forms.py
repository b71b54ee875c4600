"""The three forms of the practice screen: booking a client in, planning a session, a practice's details.

They gather and show; what may be booked and planned is casework's to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any

from welfare_desk.casework.agency import PracticeDraft, PracticeRow
from welfare_desk.casework.sessions import SessionRow, SessionView
from welfare_desk.errors import Problem
from welfare_desk.rules.session_times import read_time
from welfare_desk.ui.kit.fields import (
    NOT_RECORDED,
    ChoiceField,
    DateField,
    LongTextField,
    ReadField,
    TextField,
)
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.room import Room

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class TimeField(ReadField[time]):
    """A time of day as people type it."""

    def __init__(self, placeholder: str = NOT_RECORDED, help: str = "") -> None:
        super().__init__(read_time, "{:%H:%M}".format, placeholder, help)


class BookingForm(Form):
    """A client, a time, why they come, and which of their cases it is about."""

    def __init__(self, view: SessionView) -> None:
        super().__init__(2)
        self.typed = self.add_row("&Client", TextField("Letters of the name"), name="typed", span=2)
        self.person = self.add_row(
            "&Which client", ChoiceField(unset="Type a name first"), name="person", span=2
        )
        free = ", ".join(f"{one.at:%H:%M}" for one in view.free)
        self.at = self.add_row("&At", TimeField("10:30", f"Free: {free}" if free else "Full"), name="at")
        self.at.set_value(next((one.at for one in view.free), None))
        self.case = self.add_row("A&bout", ChoiceField(unset="No case yet"), name="case")
        self.add_row("&Reason", TextField("Read the record, agree the letter"), name="why", span=2)

    def offer_people(self, people: Sequence[tuple[Any, str]]) -> None:
        """Who was found by the letters; the only one is chosen at once."""
        found = f"Choose one of {len(people)}" if people else "Nobody found"
        self.person.offer(people, unset=found if self.typed.value() else "Type a name first")
        if len(people) == 1:
            self.person.set_value(people[0][0])

    def offer_cases(self, rows: Sequence[tuple[Any, str]]) -> None:
        """The open cases of the chosen client, the newest first and chosen."""
        self.case.offer(rows)
        self.case.set_value(rows[0][0] if rows else None)

    def problems(self) -> list[Problem]:
        found = self.unread()
        if self.person.value() is None:
            field = "person" if self.typed.value() else "typed"
            found.append(Problem(field, "Choose who is booked."))
        if self.at.value() is None and not self.at.unread:
            found.append(Problem("at", "Say at what time."))
        return found


class PlanForm(Form):
    """A day and its times at a practice; the practice's usual ones stand there already."""

    def __init__(self, room: Room, practices: Sequence[PracticeRow], planned: Iterable[SessionRow]) -> None:
        super().__init__(2)
        self._today, self._practices = room.today(), {row.id: row.draft for row in practices}
        self._planned = {(row.practice_id, row.on) for row in planned}
        choices = [(row.id, row.name) for row in practices]
        self.practice = self.add_row("&Practice", ChoiceField(choices), name="practice", span=2)
        self.day = self.add_row("&Day", DateField(room.today), name="on", span=2)
        self.starts = self.add_row("&From", TimeField("09:30"), name="starts")
        self.ends = self.add_row("&To", TimeField("12:30"), name="ends")
        self.edited.connect(lambda name: self._suggest() if name == "practice" else None)
        usual = [row for row in practices if row.draft.session_weekday is not None]
        if len(usual) == 1 or len(practices) == 1:
            self.practice.set_value((usual or list(practices))[0].id)
            self._suggest()

    def _suggest(self) -> None:
        """The next of the practice's usual days that is not planned yet, at its usual times."""
        id = self.practice.value()
        draft = self._practices.get(id)
        if draft is None:
            return
        self.starts.set_value(draft.session_starts)
        self.ends.set_value(draft.session_ends)
        self.day.set_value(None if draft.session_weekday is None else self._next(id, draft.session_weekday))

    def _next(self, practice: object, weekday: int) -> date:
        day = self._today + timedelta(days=(weekday - self._today.weekday()) % 7)
        while (practice, day) in self._planned:
            day += timedelta(days=7)
        return day

    def problems(self) -> list[Problem]:
        found = self.unread()
        unread = {problem.field for problem in found}
        for name, words in (
            ("practice", "Choose the practice."),
            ("on", "Give the day."),
            ("starts", "Say when it begins."),
            ("ends", "Say when it ends."),
        ):
            if self.fields[name].value() is None and name not in unread:
                found.append(Problem(name, words))
        return found


class PracticeForm(Form):
    """A practice as sessions and letters need it; a new one also asks its name."""

    def __init__(self, known: PracticeRow | None) -> None:
        super().__init__(2)
        self.known = known
        self.add_row("&Name", TextField(), name="name", span=2)
        self.add_row("&Address", LongTextField(NOT_RECORDED, lines=4), name="address", span=2)
        self.add_row("&Telephone", TextField(NOT_RECORDED), name="phone")
        self.add_row("&Room", TextField(NOT_RECORDED), name="room")
        weekdays = tuple(enumerate(WEEKDAYS))
        self.add_row("Usual &day of the session", ChoiceField(weekdays), name="session_weekday", span=2)
        self.add_row("&From", TimeField(), name="session_starts")
        self.add_row("&To", TimeField(), name="session_ends")
        if known is not None:
            draft = known.draft
            self.show_values({name: getattr(draft, name) for name in self.fields})
            self.ask_only("name")

    def draft(self) -> PracticeDraft:
        return PracticeDraft(**self.values())
