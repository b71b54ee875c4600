"""The practices: their details, how large their lists are, days without a session, how the sessions went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from welfare_desk.casework import agency
from welfare_desk.casework.agency import ListSizeRow, PracticeRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.figures import session_figures
from welfare_desk.casework.figures.session_figures import Figures
from welfare_desk.casework.service import session_calendar, session_plan
from welfare_desk.casework.service.session_plan import ClosureRow
from welfare_desk.errors import DeskError, Problem
from welfare_desk.rules import days
from welfare_desk.rules.calendar_file import Read
from welfare_desk.rules.session_use import Share, Waited
from welfare_desk.ui import messages, printing
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, ReadField, TextField, TicksField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.practice.forms import WEEKDAYS, PracticeForm
from welfare_desk.ui.practice.tabs import PracticeTabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_MOST_SPANS = 40  # of somebody else's calendar, offered at once
_Found = tuple[list[PracticeRow], list[Figures], list[ClosureRow], dict[UUID, list[ListSizeRow]]]


class PracticesScreen(ListScreen):
    """Every practice with the figures of the year so far."""

    name, title, rail = "practices", "Practices", "practice"
    kinds = frozenset({"practices", "sessions", "waiting"})

    def __init__(self, room: Room) -> None:
        columns = [
            Column("Practice"),
            Column("Held", 52, right=True),
            Column("Came", 52, right=True),
            Column("Missed", 92, right=True),
            Column("Use", 92, right=True),
            Column("Waited", 104, right=True, said="Days from referral to first meeting"),
        ]
        empty = Empty(
            "No practice yet.",
            "A practice has sessions, and letters can be copied to it.",
            "Add a practice",
            self.add,
            "plus",
        )
        super().__init__(room, "Practices", columns, empty, pane_width=360)
        self._rows: dict[object, PracticeRow] = {}
        self._figures: dict[UUID | None, Figures] = {}
        self._closures: list[ClosureRow] = []
        self._sizes: dict[UUID, list[ListSizeRow]] = {}
        self._tabs = PracticeTabs(self)

    def band(self) -> QWidget:
        return self._tabs

    def heading(self) -> Heading:
        return Heading("Practice", primary=Act("Add a practice", self.add, "plus"))

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"practice": self._details, "size": self._size, "closure": self._closure}

    def load(self) -> Callable[[], _Found]:
        desk, today = self.room.desk, self.room.today()
        first = _year_began(today)

        def work() -> _Found:
            rows = agency.practices(desk)
            told = session_figures.figures(desk, from_on=first, to_on=today, today=today)
            sizes = {row.id: agency.list_sizes(desk, row.id) for row in rows}
            return rows, told, session_plan.closures(desk, from_on=today), sizes

        return work

    def listed(self, found: _Found) -> Iterable[Row]:
        rows, told, self._closures, self._sizes = found
        self._rows = {row.id: row for row in rows}
        self._figures = {one.practice_id: one for one in told}
        since = days.short(_year_began(self.room.today()))
        self.head.say("Practices", f"sessions since {since}")
        if self.key() is None and self._wanted is None:  # where sessions are held is where one looks first
            self._wanted = next((one.practice_id for one in told if one.held), None)
        return [self._row(row) for row in rows]

    def _row(self, row: PracticeRow) -> Row:
        told = self._figures[row.id]
        return Row(
            row.id,
            (
                RowCell(row.name, _usual(row), strong=True),
                RowCell(str(told.held), raw=told.held),
                RowCell(str(told.attended), raw=told.attended),
                _share(told.missed),
                _share(told.use),
                _waited(told.to_meeting),
            ),
        )

    def fill(self, key: object) -> None:
        row, told = self._rows[key], self._figures.get(self.key())
        pane = self.pane
        pane.heading(row.name, row.draft.address.replace("\n", ", "))
        pane.facts([("Telephone", row.draft.phone), ("Room", row.draft.room), ("Usual session", _usual(row))])
        pane.act("Change details", lambda: self._details(row.id), icon="pencil")
        pane.act("Sessions as a calendar file", partial(self._calendar, row.id), "link")
        if told is not None:
            pane.section("Since the year began")
            pane.facts(_told(told))
        pane.section("Patients on the list", "Add", lambda: self._size(row.id))
        sizes = self._sizes.get(row.id, [])
        for size in sizes[:4]:
            pane.item(f"{size.patients:,}", days.short(size.on))
        if not sizes:
            pane.said("Not recorded.", "quiet", 8)
        pane.section("Days without a session", "Add", lambda: self._closure(row.id))
        theirs = [one for one in self._closures if one.practice_id in (row.id, None)]
        for one in theirs:
            everywhere = "" if one.practice_id else "At every practice"
            pane.item(_span(one), second="; ".join(part for part in (one.why, everywhere) if part))
            pane.act("Take away", partial(self._reopened, one.id), "link")
        pane.act("Take them from a calendar file", partial(self._days_off, row.id), "link")
        if not theirs:
            pane.said("None to come. Bank holidays are left out by themselves.", "quiet", 8)

    def open_row(self, key: object) -> None:
        self._details(key)

    # Doing --------------------------------------------------------------------------------------------

    def add(self) -> None:
        self._details(None)

    def _details(self, id: Any) -> None:
        known = self._rows.get(id) if id is not None else None
        form = PracticeForm(known)

        def do(typed: dict[str, Any]) -> Changes:
            draft = replace(known.draft, **typed) if known else agency.PracticeDraft(**typed)
            return agency.change_practice(self.room.desk, draft, practice_id=known.id if known else None)

        heading, act = (known.name, "Save practice") if known else ("A new practice", "Add practice")
        self.ask("practice", id, heading, form, act, do)

    def _size(self, id: UUID) -> None:
        form = Form(2)
        form.add_row("&Patients", ReadField(_count, "{:,}".format, "6,400"), name="patients")
        on = form.add_row("&On", DateField(self.room.today), name="list_on")
        on.set_value(self.room.today())

        def do(typed: dict[str, Any]) -> Changes:
            day = typed["list_on"] or self.room.today()
            agency.add_list_size(self.room.desk, id, typed["patients"], on=day, today=self.room.today())
            return Changes.of(id, "practices")

        def judge() -> list[Problem]:
            wanted = form.fields["patients"]
            return [] if wanted.value() is not None else [Problem("patients", "Say how many patients.")]

        self.ask("size", id, "Patients on the list", form, "Add", do, judge=judge)

    def _closure(self, id: UUID) -> None:
        form = Form(2)
        where = form.add_row(
            "&Where",
            ChoiceField([(row.id, row.name) for row in self._rows.values()], unset="At every practice"),
            name="practice",
            span=2,
        )
        where.set_value(id)
        form.add_row("&From", DateField(self.room.today), name="from_on")
        form.add_row("&To", DateField(self.room.today), name="to_on")
        form.add_row("Wh&y", TextField("Training, holiday"), name="why", span=2)

        def do(typed: dict[str, Any]) -> Changes:
            last = typed["to_on"] or typed["from_on"]
            session_plan.add_closure(
                self.room.desk, typed["practice"], typed["from_on"], last, why=typed["why"]
            )
            return Changes.of(id, "practices", "sessions")

        def judge() -> list[Problem]:
            given = form.fields["from_on"].value() is not None
            return [] if given else [Problem("from_on", "Say from which day.")]

        second = "Sessions planned on these days already are cancelled under Sessions."
        self.ask("closure", id, "Days without a session", form, "Add", do, second=second, judge=judge)

    def _calendar(self, id: UUID) -> None:
        """The sessions of the next year for another program; nobody is named in it."""
        file = messages.file_to_save(self, "Save a calendar file", "sessions.ics", "Calendar (*.ics)")
        if file is None:
            return
        work = partial(session_calendar.calendar, self.room.desk, id, today=self.room.today())
        self.room.read(self, work, lambda data: self._saved(file, data))

    def _saved(self, file: Path, data: bytes) -> None:
        try:
            printing.save(file, data)
            self.said.emit(f"Saved {file.name}; nobody is named in it")
        except DeskError as fault:
            messages.show_fault(self, fault)

    def _days_off(self, id: UUID) -> None:
        """Days of somebody else's calendar, to be ticked; only the days are kept."""
        file = messages.file_to_open(self, "A practice's or your own calendar", "Calendar (*.ics)")
        if file is None:
            return
        try:
            data = file.read_bytes()
        except OSError as fault:
            messages.tell(self, "That file could not be read.", str(fault.strerror or ""))
            return
        work = partial(session_calendar.days_off_in, data, today=self.room.today())
        self.room.read(self, work, partial(self._offer_days, id))

    def _offer_days(self, id: UUID, found: Read) -> None:
        form = Form(1)
        shown = found.spans[:_MOST_SPANS]
        named = [(span, f"{_days(span.first, span.last)}  {span.words}".strip()) for span in shown]
        ticks = form.add_row("Days without a session", TicksField(named, columns=1), name="spans")
        left = len(found.spans) - len(shown) + found.left_out
        if left:
            ticks.assist(f"{left} more could not be taken: they repeat, or their days cannot be read.")
        form.add_row("Wh&y", TextField("Closed"), name="why")

        def do(typed: dict[str, Any]) -> Changes:
            session_calendar.take_days_off(self.room.desk, id, typed["spans"], why=typed["why"] or "Closed")
            return Changes.of(id, "practices", "sessions")

        second = "What the calendar calls them is not kept: it may name somebody."
        self.ask("days-off", id, "Days without a session", form, "Add the ticked", do, second=second)

    def _reopened(self, closure_id: UUID) -> None:
        self.write(partial(session_plan.remove_closure, self.room.desk, closure_id))


def _year_began(today: date) -> date:
    """The first of April: the year services report by."""
    return date(today.year - (today.month < 4), 4, 1)


def _count(typed: str) -> int | Problem | None:
    figures = typed.replace(",", "").replace(" ", "")
    if figures.isascii() and figures.isdigit() and len(figures) < 7:
        return int(figures)
    return Problem("patients", f"{typed.strip()} is not a number of patients.", "Write it like 6,400.")


def _usual(row: PracticeRow) -> str:
    draft = row.draft
    if draft.session_weekday is None:
        return ""
    words = {"fortnight": "every second ", "four_weeks": "every fourth ", "month": "once a month, "}
    day = words.get(draft.session_every or "", "") + WEEKDAYS[draft.session_weekday]
    if draft.session_starts and draft.session_ends:
        day += f", {draft.session_starts:%H:%M} to {draft.session_ends:%H:%M}"
    return day[0].upper() + day[1:]


def _share(share: Share) -> RowCell:
    if share.percent is None:
        return RowCell("None yet", role="quiet")
    return RowCell(f"{share.percent} %", f"{share.part} of {share.whole}", raw=share.percent)


def _waited(told: Waited) -> RowCell:
    if told.middle is None:
        return RowCell("None yet", role="quiet")
    return RowCell(f"{told.middle.normalize():f} days", f"middle of {told.people}", raw=told.middle)


def _told(told: Figures) -> list[tuple[str, str]]:
    waited = told.to_meeting
    known = "" if waited.middle is None else f", at most {waited.longest} days"
    offered = told.to_offer
    first = "" if offered.middle is None else f"{offered.middle.normalize():f} days in the middle"
    said = [
        ("Sessions held", str(told.held)),
        ("Cancelled", f"{told.cancelled_by_practice} by the practice, {told.cancelled_by_service} by us"),
        ("Places offered", str(told.offered)),
        ("Did not come", f"{told.did_not_come}; {told.cancelled_by_client} cancelled beforehand"),
        ("To first offer", first or "No referral yet"),
        ("To first meeting", f"{waited.people} met{known}"),
        ("Waiting now", str(told.still_waiting)),
    ]
    if told.not_said:
        past = f"{told.not_said} past session{'s' * (told.not_said != 1)}"
        said.append(("Not said", f"{past}: nobody wrote who came"))
    return said


def _span(one: ClosureRow) -> str:
    return _days(one.from_on, one.to_on)


def _days(first: date, last: date) -> str:
    return days.full(first) if first == last else f"{days.full(first)} to {days.full(last)}"
