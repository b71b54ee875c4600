"""Today: the session's meetings in time order, and beside them whatever falls before the next session.

It shows ``casework.sessions.today``; what is booked, free and due is worked out there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.people import turning
from welfare_desk.casework.quality import quality_due
from welfare_desk.casework.quality.quality_due import AnswerDue
from welfare_desk.casework.safekeeping import keeping
from welfare_desk.casework.safekeeping.keeping import Due
from welfare_desk.casework.service import day, handing, sessions
from welfare_desk.casework.service.day import TodayView
from welfare_desk.casework.service.sessions import Booked
from welfare_desk.rules import days
from welfare_desk.rules.session_times import MINUTES, Free
from welfare_desk.ui.clients.words import clock
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.panes import Beside, Details, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen
from welfare_desk.ui.today import before, own_rows
from welfare_desk.ui.today import words as in_words
from welfare_desk.ui.today.print_strip import PrintStrip
from welfare_desk.ui.today.states import STATES

# What can be said of a meeting, with the key that says it while the list has the cursor.
MARKS = (
    ("Waiting", "waiting", "W"),
    ("In the room", "in_room", "I"),
    ("Came", "attended", "C"),
    ("Did not come", "dna", "N"),
    ("Cancelled by the client", "cancelled_by_client", ""),
    ("Cancelled by us", "cancelled_by_service", ""),
    ("Moved to another day", "rebooked", ""),
    ("Booked, as before", "booked", ""),
)
_BUTTONS = {"in_room": "user", "attended": "check", "dna": "x"}
_SOON = timedelta(days=14)


class TodayScreen(Screen):
    """The first screen of the day."""

    name, title, rail = "today", "Today", "today"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.view: TodayView | None = None
        self.care: tuple[Due, ...] = ()
        self.owed: tuple[AnswerDue, ...] = ()
        self.head = SectionHead("Booked")
        columns = [Column("Time", 60), Column("Client and reason"), Column("Next date", 212), Column("", 104)]
        self.booked = RowList("Booked meetings", columns, two_lines=54, one_line=36)
        self.booked.opened.connect(lambda row: self._open(row.key))
        self.booked.chosen.connect(lambda _: self._show_marks())
        self.marks = [self._mark_action(*mark) for mark in MARKS]
        self.booked.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.buttons = self._mark_buttons()
        self.empty = Empty("", "", "Plan sessions", lambda: self.go("practice", plan=True), "calendar-plus")
        self.full = OrEmpty(self.booked, self.empty)
        self.strip = PrintStrip(room)
        self.strip.hide()
        self.strip.closed.connect(self.booked.setFocus)
        self.strip.letters_wanted.connect(self._print_letters)
        self.pane = Details("Before the next session", 368)
        self.before = self._side_list()
        self.pane.add(self.before, 10)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        main = column(self.strip, self.head, self.full, stretch=self.full)
        box.addWidget(Beside(main, self.pane, self.full))

    def _mark_action(self, words: str, status: str, key: str) -> QAction:
        action = QAction(words, self.booked)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: self.mark(status))
        self.booked.addAction(action)
        return action

    def _mark_buttons(self) -> list[Button]:
        buttons = []
        for words, status, key in MARKS:
            if status in _BUTTONS:
                button = Button(words, partial(self.mark, status), "link", _BUTTONS[status])
                button.setToolTip(f"{words} ({key} in the list)")
                buttons.append(button)
        more = Button("More", None, "link", "chevron-down")
        more.setToolTip("Everything that can be said of a meeting")
        more.clicked.connect(lambda: self._more(more))
        buttons.append(more)
        for button in buttons:
            self.head.add(button)
        return buttons

    def _more(self, button: Button) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.marks)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

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

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        when = days.full(self.room.today())
        session = self.view.session if self.view else None
        if session:
            when += f", {in_words.at(session.starts)} to {in_words.at(session.ends)} at {session.practice}"
        closed = "" if session else "There is no session today to print."
        return Heading(
            "Today",
            when,
            acts=(
                Act("New referral", lambda: self.go("referral"), "plus"),
                *((Act("End the session", self._round, "check"),) if session else ()),
            ),
            primary=Act("Print session sheet", self.ask_to_print, "printer", closed),
        )

    def about(self) -> str:
        meeting = self._chosen()
        return meeting.client if meeting else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        found: dict[str, Callable[[], object]] = {}
        if self.view and self.view.session:
            found["print"] = self.ask_to_print
        meeting = self._chosen()
        if meeting is not None:
            person, case = meeting.person_id, meeting.case_id
            found |= {
                "start-meeting": partial(self.start, meeting),
                "crisis": lambda: self.go("crisis", person=person, meeting=meeting.id),
                "write-note": lambda: self.go("client", person=person, tab="timeline"),
                "open-evidence": lambda: self.go("evidence", person=person, case=case),
                "book-meeting": lambda: self.go("practice", person=person),
            }
            if case is not None:
                found["draft-letter"] = lambda: self.go("letter", case=case)
        return found

    def arrive(self, **where: Any) -> None:
        self.strip.hide()
        self._read()
        self.booked.setFocus()

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return not isinstance(changes, Changes) or bool(
            changes.kinds
            & {"sessions", "post", "key_dates", "letters", "consents", "gains", "clients", "cases"}
            or changes.kinds
            & {"incidents", "remarks", "retention", "debts", "offers", "moratoria", "claims", "mandates"}
            or changes.kinds & {"advisors", "assignments"}
        )

    def leave(self) -> bool:
        """Esc first closes the strip the sheet is printed from."""
        if self.strip.isVisible():
            self.strip.close_up()
            return True
        return False

    # Showing --------------------------------------------------------------------------------------

    def _read(self) -> None:
        today = self.room.today()
        if not self.room.practice:
            self.room.read(self, lambda: keeping.due(self.room.desk, today=today), self._show_care)
        self.room.read(
            self,
            lambda: (
                day.today(self.room.desk, today=today),
                quality_due.due(self.room.desk, today=today),
            ),
            self._show_day,
        )

    def _show_day(self, found: tuple[TodayView, tuple[AnswerDue, ...]]) -> None:
        view, self.owed = found
        self.show_view(view)

    def _show_care(self, care: tuple[Due, ...]) -> None:
        self.care = care
        if self.view is not None:
            self._show_before(self.view)

    def show_view(self, view: TodayView) -> None:
        self.view = view
        self.booked.show_rows(list(self._meetings(view)))
        inside = next((one.id for one in view.booked if one.status == "in_room"), None)
        if self.booked.chosen_row() is None and not (inside and self.booked.choose(("meeting", inside))):
            self.booked.choose_first()
        self.full.show_full(bool(view.session or view.loose_ends))
        self.head.say("Booked" if view.session else "No session today", _counted(view))
        self.head.setVisible(bool(view.session or view.loose_ends))
        planned = view.next_session
        self.empty.say(
            "No session today.",
            f"The next one is on {days.full(planned.on)} at {planned.practice}."
            if planned
            else "None is planned yet. What is due in the next week is shown here too.",
        )
        self._show_marks()
        self._show_before(view)
        self.heading_changed.emit()

    def _show_marks(self) -> None:
        """Only a meeting can be marked; a free place cannot."""
        can = self._chosen_meeting() is not None
        for action in self.marks:
            action.setEnabled(can)
        for button in self.buttons:
            button.setEnabled(can)
            button.setVisible(bool(self.view and (self.view.booked or self.view.loose_ends)))

    def _show_before(self, view: TodayView) -> None:
        had, chosen = self.before.hasFocus(), self.before.chosen_row()
        self.pane.clear()
        words = "Before the next session" if view.next_session else "In the next week"
        self.pane.heading(words, right=days.without_year(view.next_session_on))
        rows = [*own_rows.care(self.care), *before.rows(view, self.owed, self.room.today())]
        if not rows:
            self.pane.said("Nothing falls due, waits for the GP or ends before then.", "quiet")
        self.before = self._side_list()  # the pane has let the old one go
        self.before.setVisible(bool(rows))
        self.pane.add(self.before, 10)
        self.before.show_rows(rows)
        if chosen is not None:
            self.before.choose(chosen.key)
        if had:
            self.before.setFocus()

    def _meetings(self, view: TodayView) -> Iterator[Row]:
        timed: list[tuple[time, Booked | Free]] = [(one.at or time.max, one) for one in view.booked]
        timed += [(free.at, free) for free in view.free]
        for _, one in sorted(timed, key=lambda each: each[0]):
            yield self._free(one) if isinstance(one, Free) else self._meeting(one)
        if view.loose_ends:
            yield group("From earlier sessions", str(len(view.loose_ends)))
        for loose in view.loose_ends:
            yield Row(
                ("meeting", loose.meeting_id),
                (
                    RowCell(in_words.short(loose.on), role="quiet"),
                    RowCell(loose.client, strong=True),
                    RowCell("Who came is not recorded", role="quiet"),
                    RowCell(),
                ),
            )

    def _free(self, free: Free) -> Row:
        words = "Free" if free.minutes == MINUTES else f"Free for {free.minutes} minutes"
        at = RowCell(in_words.at(free.at), role="quiet")
        return Row(("free", free.at), (at, RowCell(words, role="quiet"), RowCell(), RowCell()))

    def _meeting(self, meeting: Booked) -> Row:
        inside = meeting.status == "in_room"
        gone = meeting.given_back or meeting.status in ("attended", "dna")
        at = RowCell(in_words.at(meeting.at), role="quiet" if gone else "ink", strong=inside)
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
            return Chip(f"{in_words.span(-left)} over", "overdue")
        return Chip(in_words.span(left), "soon") if left <= _SOON else None

    # Doing ----------------------------------------------------------------------------------------

    def _open(self, key: object) -> None:
        kind, id = key if isinstance(key, tuple) else ("", None)
        match kind:
            case "meeting":
                self.go("client", person=self._people()[id])
            case "free" if self.view is not None and self.view.session is not None:
                self.go("practice", session=self.view.session.id, at=id)
            case "consents":
                self.go("client", person=id, tab="consent")
            case "date":
                case_id, key_date = id
                self.go("case", case=case_id, key_date=key_date)
            case "letter":
                self.go("letter", letter=id)
            case "threat":
                self.go("client-debts", person=id[0], tab="owed", debt=("threat", id[1]))
            case "owed":
                self.go("client-debts", person=id, tab="owed")
            case "chase":
                self.go("client-debts", person=id[0], tab="offers", debt=id[1])
            case "mandate":
                person, chosen = id
                self.go("mandates", person=person, chosen=chosen)
            case "turning":
                self._make_list(id)
            case "claim":
                person, claim = id
                self.go("claims", person=person, chosen=claim)
            case "post" | "conflicts" as screen:
                self.go(screen)
            case "handed":
                self._seen(*id)
            case "worker":
                self.go("workers", chosen=id)
            case "answer":
                screen, chosen = id
                self.go(screen, chosen=chosen)
            case "care":
                self.go("settings", section=id)
            case "gain":
                self.go("gains", waiting=True, **({"gain": id} if id else {}))

    def _seen(self, handover: UUID, worker: UUID) -> None:
        """What was handed over has been read: it stands among those who work here from now on."""
        work = partial(handing.seen, self.room.desk, handover, today=self.room.today())
        self.room.write(self, work, self.wrote.emit)
        self.go("workers", chosen=worker)

    def _make_list(self, person: UUID) -> None:
        """The things to do that come with the birthday are put among the tasks of the client."""
        work = partial(turning.make_list, self.room.desk, person, today=self.room.today())
        self.room.write(self, work, partial(self._listed, person))

    def _listed(self, person: UUID, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.go("client", person=person)
        self.said.emit("The list stands among the tasks.")

    def _people(self) -> dict[UUID, UUID]:
        view = self.view
        if view is None:
            return {}
        people = {one.id: one.person_id for one in view.booked}
        return people | {one.meeting_id: one.person_id for one in view.loose_ends}

    def _chosen_meeting(self) -> UUID | None:
        row = self.booked.chosen_row()
        kind, id = row.key if row is not None and isinstance(row.key, tuple) else ("", None)
        return id if kind == "meeting" else None

    def _chosen(self) -> Booked | None:
        """The chosen meeting of this session."""
        booked = self.view.booked if self.view else ()
        return next((one for one in booked if one.id == self._chosen_meeting()), None)

    def mark(self, status: str) -> None:
        """Record how the chosen meeting went."""
        meeting_id = self._chosen_meeting()
        if meeting_id is not None:
            self._set(meeting_id, status)

    def _set(self, meeting_id: UUID, status: str) -> None:
        self.room.write(self, lambda: sessions.set_status(self.room.desk, meeting_id, status), self._marked)

    def _marked(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.said.emit(f"Saved {clock(self.room.now())}")
        self._read()

    def start(self, meeting: Booked) -> None:
        """They come in: the meeting's own screen, and *In the room* here."""
        if meeting.status in ("booked", "waiting"):
            self._set(meeting.id, "in_room")
        self.go("meeting", meeting=meeting.id)

    def _round(self) -> None:
        """The round at the end of the session: who came, what is next."""
        if self.view is not None and self.view.session is not None:
            self.go("round", session=self.view.session.id)

    def _print_letters(self, session: UUID) -> None:
        """What there is to print for the people of the session waits in one list, to be printed in one go."""
        from welfare_desk.casework.correspondence import (
            print_later,  # brings the letters: only who prints them pays
        )

        work = partial(print_later.put_session, self.room.desk, session, today=self.room.today())
        self.room.write(self, work, self._letters_wait)

    def _letters_wait(self, changes: Changes) -> None:
        self.strip.close_up()
        self.wrote.emit(changes)
        self.go("print-later")

    def ask_to_print(self) -> None:
        """The strip that asks how the session goes onto paper."""
        if self.view is not None and self.view.session is not None:
            self.strip.ask(self.view)


def _counted(view: TodayView) -> str:
    """7 meetings, 11:30 free; on a day without a session when the next one is."""
    if view.session is None:
        following = view.next_session
        return f"The next one is on {days.without_year(following.on)}" if following else ""
    count = sum(not one.given_back for one in view.booked)
    met = f"{count} meeting{'s' * (count != 1)}" if count else "Nobody yet"
    whole = [free.at for free in view.free if free.minutes == MINUTES]
    if len(whole) > 1:
        return f"{met}, {len(whole)} free places"
    return f"{met}, {in_words.at(whole[0])} free" if whole else met
