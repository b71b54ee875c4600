"""Today: the session's meetings in time order, and beside them whatever falls before the next session.

It shows ``casework.sessions.today``; what is booked and due is worked out there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework import letter_check, sessions
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.key_dates import KeyDateRow
from welfare_desk.casework.sessions import Booked, TodayView
from welfare_desk.rules import days, money
from welfare_desk.ui import printing
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.panes import Beside, Details, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen
from welfare_desk.ui.today import sheet

STATES = {
    "booked": RowCell("Booked", role="quiet"),
    "waiting": RowCell("Waiting", role="quiet"),
    "in_room": RowCell("In the room", role="accent"),
    "attended": RowCell(chip=Chip("Came", "done")),
    "dna": RowCell("Did not come", role="quiet"),
    "cancelled_by_client": RowCell("Cancelled", role="quiet"),
    "cancelled_by_service": RowCell("We cancelled", role="quiet"),
    "rebooked": RowCell("Rebooked", role="quiet"),
}
_MARKS = (("In the room", "in_room", "user"), ("Came", "attended", "check"), ("Did not come", "dna", "x"))
_SOON = timedelta(days=14)


class TodayScreen(Screen):
    """The first screen of the day."""

    name, title, rail = "today", "Today", "today"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.view: TodayView | None = None
        self.head = SectionHead("Booked")
        self.marks = [
            Button(words, partial(self.mark, status), "link", icon) for words, status, icon in _MARKS
        ]
        for button in self.marks:
            self.head.add(button)
        columns = [Column("Time", 60), Column("Client and reason"), Column("Next date", 212), Column("", 104)]
        self.booked = RowList("Booked meetings", columns, two_lines=54, one_line=36)
        self.booked.opened.connect(lambda row: self._open(row.key))
        empty = Empty(
            "No session today",
            "Sessions are planned on the Practice screen; the dates that matter are at the right.",
            "Plan a session",
            lambda: self.go("practice"),
            "calendar-plus",
        )
        self.full = OrEmpty(self.booked, empty)
        self.pane = Details("Before the next session", 368)
        self.before = self._side_list()
        self.pane.add(self.before, 10)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(column(self.head, self.full, stretch=self.full), self.pane))

    def _side_list(self) -> RowList:
        rows = RowList(
            "Before the next session",
            [Column(""), Column("", 118, right=True)],
            margin=0,
            two_lines=40,
            one_line=28,
            hairlines=False,
            ground="raised",
            grows=True,
        )
        rows.opened.connect(lambda row: self._open(row.key))
        return rows

    def heading(self) -> Heading:
        today = days.full(self.room.today())
        session = self.view.session if self.view else None
        when = f"{today}, {_clock(session.starts)} to {_clock(session.ends)}" if session else today
        if session:
            when += f" at {session.practice}"
        closed = "" if session else "There is no session today to print."
        return Heading(
            "Today",
            when,
            acts=(Act("New referral", lambda: self.go("referral"), "plus"),),
            primary=Act("Print session sheet", self.print_sheet, "printer", closed),
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"print": self.print_sheet} if self.view and self.view.session else {}

    def arrive(self, **where: Any) -> None:
        self._read()
        self.booked.setFocus()

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return not isinstance(changes, Changes) or bool(
            changes.kinds & {"sessions", "key_dates", "letters", "consents", "gains", "clients", "cases"}
        )

    def _read(self) -> None:
        today = self.room.today()
        self.room.read(self, lambda: sessions.today(self.room.desk, today=today), self.show_view)

    def show_view(self, view: TodayView) -> None:
        self.view = view
        self.booked.show_rows(list(self._meetings(view)))
        inside = next((one.id for one in view.booked if one.status == "in_room"), None)
        if inside is not None and self.booked.chosen_row() is None:
            self.booked.choose(("meeting", inside))
        self.full.show_full(bool(view.session or view.loose_ends))
        free = _free_places(view)
        places = (
            f", {len(free)} free"
            if len(free) > 1
            else f", one free place at {_clock(free[0])}"
            if free
            else ""
        )
        met = f"{len(view.booked)} meeting{'s' * (len(view.booked) != 1)}"
        self.head.say("Booked", f"{met}{places}" if view.session else "")
        for button in self.marks:
            button.setEnabled(bool(view.booked))
        self.pane.clear()
        self.pane.heading("Before the next session", right=days.without_year(view.next_session_on))
        self.before = self._side_list()  # the pane has let the old one go
        self.pane.add(self.before, 10)
        rows = list(self._before(view))
        self.before.show_rows(rows)
        if not rows:
            self.pane.said("Nothing is due before then.", "quiet")
        self.heading_changed.emit()

    # Rows -----------------------------------------------------------------------------------------

    def _meetings(self, view: TodayView) -> Iterator[Row]:
        by_time: dict[time | None, Booked | None] = dict.fromkeys(_free_places(view))
        by_time |= {one.at: one for one in view.booked}
        for at in sorted(by_time, key=lambda at: at or time.max):
            meeting = by_time[at]
            if meeting is None:
                blank = RowCell(_clock(at), role="quiet")
                yield Row(("free", at), (blank, RowCell("Free", role="quiet"), RowCell(), RowCell()))
            else:
                yield self._meeting(meeting)
        if view.loose_ends:
            yield group("From earlier sessions", str(len(view.loose_ends)))
        for loose in view.loose_ends:
            said = RowCell("Who came is not recorded", role="quiet")
            yield Row(
                ("meeting", loose.meeting_id),
                (
                    RowCell(days.short(loose.on)[:-5], role="quiet"),
                    RowCell(loose.client, strong=True),
                    said,
                    RowCell(),
                ),
            )

    def _meeting(self, meeting: Booked) -> Row:
        inside = meeting.status == "in_room"
        gone = meeting.status in ("attended", "dna")
        at = RowCell(_clock(meeting.at), role="quiet" if gone else "ink", strong=inside)
        if meeting.next_on is None:
            next_date = RowCell("No date yet", role="quiet")
        else:
            chip = self._chip(meeting.next_on)
            next_date = RowCell(days.without_year(meeting.next_on), meeting.next_what or "", chip)
        who = RowCell(meeting.client, meeting.why, strong=True)
        return Row(("meeting", meeting.id), (at, who, next_date, STATES[meeting.status]))

    def _chip(self, on: date) -> Chip | None:
        left = on - self.room.today()
        if left < timedelta(0):
            return Chip(f"{_days(-left)} over", "overdue")
        return Chip(_days(left), "soon") if left <= _SOON else None

    def _before(self, view: TodayView) -> Iterator[Row]:
        before = days.without_year(view.next_session_on)
        yield from self._dates("Overdue", view.overdue, "overdue", "triangle-alert")
        yield from self._dates(f"Due before {before}", view.due, "soon", "clock")
        if view.with_gp:
            yield group("Waiting for the GP", str(len(view.with_gp)))
        for letter in view.with_gp:
            since = letter.sent_to_gp_on or letter.drafted_on
            count = f"Letter, {letter.statements} statement{'s' * (letter.statements != 1)}"
            waited = self.room.today() - since
            yield _side(("letter", letter.id), letter.client, count, days.short(since)[:-5], _days(waited))
        if view.consents_ending:
            yield group("Consents ending", str(len(view.consents_ending)))
        for ending in view.consents_ending:
            day = days.without_year(ending.expires_on)
            yield _side(("person", ending.person_id), ending.client, "Reading the record", day, "ask again")
        if view.gains_to_confirm:
            yield group("Gains to confirm", str(len(view.gains_to_confirm)))
        for gain in view.gains_to_confirm:
            key, worth = ("case", gain.row.case_id), money.shown(gain.counts_as)
            yield _side(key, gain.row.client, letter_check.matter_name(gain.row.benefit), worth, "a year")

    def _dates(self, words: str, dates: tuple[KeyDateRow, ...], tone: str, mark: str) -> Iterator[Row]:
        if dates:
            yield group(words, str(len(dates)), role=tone, mark=mark)
        for due in dates:
            left = due.safe_on - self.room.today()
            said = f"{_days(-left)} over" if left < timedelta(0) else _days(left)
            yield _side(
                ("case", due.case_id), due.client, due.what, days.without_year(due.safe_on), said, tone
            )

    # Doing ----------------------------------------------------------------------------------------

    def _open(self, key: object) -> None:
        kind, id = key if isinstance(key, tuple) else ("", None)
        if kind == "meeting" and self.view is not None:
            people = {one.id: one.person_id for one in self.view.booked}
            people |= {one.meeting_id: one.person_id for one in self.view.loose_ends}
            self.go("client", person=people[id])
        elif kind == "person":
            self.go("client", person=id)
        elif kind in ("case", "letter"):
            self.go(kind, **{kind: id})

    def mark(self, status: str) -> None:
        """Record how the chosen meeting went."""
        row = self.booked.chosen_row()
        if row is None or not isinstance(row.key, tuple) or row.key[0] != "meeting":
            return
        meeting_id = row.key[1]
        self.room.write(self, lambda: sessions.set_status(self.room.desk, meeting_id, status), self._marked)

    def _marked(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self._read()
        self.said.emit(f"Saved {datetime.now().astimezone():%H:%M}" if not self.room.practice else "Saved")

    def print_sheet(self) -> None:
        """The session on paper."""
        if self.view is not None and self.view.session is not None:
            printing.print_pdf(
                self, sheet.session_sheet(self.view, practice=self.room.practice), "Session sheet"
            )


def _side(key: object, name: str, what: str, day: str, second: str, role: str = "ink") -> Row:
    return Row(key, (RowCell(name, what), RowCell(day, second, role=role)))


def _free_places(view: TodayView) -> list[time]:
    """When somebody else could still be seen."""
    return [place.at for place in view.free]


def _clock(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""


def _days(span: timedelta) -> str:
    return "today" if not span.days else f"{span.days} day{'s' * (span.days != 1)}"
