"""The forms of the practice screens: booking a client in, planning sessions, a practice's details.

They gather and show; what may be booked and planned is casework's to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta

from PySide6.QtCore import QObject

from welfare_desk.casework.agency import PracticeDraft, PracticeRow
from welfare_desk.casework.service.sessions import Place, SessionRow, SessionView
from welfare_desk.errors import Problem
from welfare_desk.rules import days
from welfare_desk.rules.session_pattern import EVERY, Pattern
from welfare_desk.rules.session_times import in_words, read_time
from welfare_desk.ui.clients.pick import ClientPick
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

CHANNELS = (
    ("face_to_face", "In the room"),
    ("telephone", "By telephone"),
)
_A_QUARTER = timedelta(weeks=12)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class TimeField(ReadField[time]):
    """A time of day as people type it."""

    def __init__(self, placeholder: str = NOT_RECORDED, help: str = "") -> None:
        super().__init__(read_time, "{:%H:%M}".format, placeholder, help)


class BookingForm(Form):
    """A client, a time, why they come, and which of their cases it is about."""

    def __init__(self, view: SessionView, room: Room, owner: QObject) -> None:
        super().__init__(2)
        self.pick = ClientPick(self, room, owner)
        self.typed, self.person, self.case = self.pick.typed, self.pick.person, self.pick.case
        free = ", ".join(map(in_words, view.free))
        self.at = self.add_row("&At", TimeField("10:30", f"Free: {free}" if free else "Full"), name="at")
        self.at.set_value(next((one.at for one in view.free), None))
        self.channel = self.add_row("&How", ChoiceField(CHANNELS, unset=""), name="channel")
        self.add_row("&Reason", TextField("Read the record, agree the letter"), name="why", span=2)

    def problems(self) -> list[Problem]:
        found = [*self.unread(), *self.pick.problems()]
        if self.at.value() is None and not self.at.unread:
            found.append(Problem("at", "Say at what time."))
        return found


class PlanForm(Form):
    """One day at a practice, or the days of several weeks; the practice's usual ones stand there already."""

    def __init__(self, room: Room, practices: Sequence[PracticeRow], planned: Iterable[SessionRow]) -> None:
        super().__init__(2)
        self._today, self._practices = room.today(), {row.id: row.draft for row in practices}
        self._planned = {(row.practice_id, row.on) for row in planned}
        choices = [(row.id, row.name) for row in practices]
        self.practice = self.add_row("&Practice", ChoiceField(choices), name="practice", span=2)
        self.day = self.add_row("&Day", DateField(room.today), name="on", span=2)
        every = tuple(EVERY.items())
        self.every = self.add_row("&Again", ChoiceField(every, unset="This day only"), name="every")
        self.to_on = self.add_row("&Until", DateField(room.today), name="to_on")
        self.starts = self.add_row("&From", TimeField("09:30"), name="starts")
        self.ends = self.add_row("&To", TimeField("12:30"), name="ends")
        self.edited.connect(self._edited)
        usual = [row for row in practices if row.draft.session_weekday is not None]
        if len(usual) == 1 or len(practices) == 1:
            self.practice.set_value((usual or list(practices))[0].id)
            self._suggest()

    def _edited(self, name: object) -> None:
        if name == "practice":
            self._suggest()
        if name in ("every", "on") and self.every.value() and self.day.value() and not self.to_on.unread:
            first, last = self.day.value() or self._today, self.to_on.value()
            if last is None or last <= first:
                self.to_on.set_value(first + _A_QUARTER)

    def pattern(self) -> Pattern | None:
        """What is to be planned, where it is more than one day."""
        first, every = self.day.value(), self.every.value()
        return Pattern(first, every) if first and every and self.to_on.value() else None

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
        if self.every.value() and self.to_on.value() is None and not self.to_on.unread:
            found.append(Problem("to_on", "Say until when."))
        return found


class MoveForm(Form):
    """Another time for a meeting: the free places of its own session first."""

    def __init__(self, places: Sequence[Place], own: SessionView) -> None:
        super().__init__(1)
        here = [
            ((own.row.id, one.at), f"{days.without_year(own.row.on)}, {in_words(one)}") for one in own.free
        ]
        there = [
            ((one.session_id, one.at), f"{days.without_year(one.on)}, {one.at:%H:%M}, {one.practice}")
            for one in places
            if one.session_id != own.row.id
        ]
        self.place = self.add_row("&To", ChoiceField([*here, *there], unset="Choose a place"), name="place")
        if not here and not there:
            self.place.assist("No place is free in the next weeks.")

    def problems(self) -> list[Problem]:
        return [] if self.place.value() else [Problem("place", "Choose a place.")]


class PracticeForm(Form):
    """A practice as sessions and letters need it."""

    def __init__(self, known: PracticeRow | None) -> None:
        super().__init__(2)
        self.known = known
        self.add_row("&Name", TextField(), name="name", span=2)
        self.add_row("&Address", LongTextField(NOT_RECORDED, lines=4), name="address", span=2)
        self.add_row("&Telephone", TextField(NOT_RECORDED), name="phone")
        self.add_row("&Room", TextField(NOT_RECORDED), name="room")
        weekdays = tuple(enumerate(WEEKDAYS))
        self.add_row("Usual &day of the session", ChoiceField(weekdays), name="session_weekday")
        self.add_row("&How often", ChoiceField(tuple(EVERY.items())), name="session_every")
        self.add_row("&Locality", TextField("North east"), name="locality")
        self.add_row("&From", TimeField(), name="session_starts")
        self.add_row("T&o", TimeField(), name="session_ends")
        if known is not None:
            self.show_values({name: getattr(known.draft, name) for name in self.fields})

    def draft(self) -> PracticeDraft:
        return PracticeDraft(**self.values())
