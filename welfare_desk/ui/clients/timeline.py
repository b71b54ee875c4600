"""The timeline of a client: the note one types while they talk, and what happened before, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.matters import journal
from welfare_desk.casework.matters.journal import JournalRow
from welfare_desk.casework.people.client_page import ClientPage
from welfare_desk.errors import DeskError
from welfare_desk.rules import consent_record, days
from welfare_desk.ui import messages, theme
from welfare_desk.ui.clients import words
from welfare_desk.ui.clients.part import Host, Part
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import LongTextField
from welfare_desk.ui.kit.panes import Details, Hairline
from welfare_desk.ui.kit.timeline import Entry, Timeline
from welfare_desk.ui.room import Room

_MARKS = {
    "note": "pencil",
    "call": "phone",
    "decision": "scale",
    "letter": "mail",
    "paper": "paperclip",
    "consent": "shield-check",
    "import": "upload",
}
_TITLES = {"note": "Note", "call": "Telephone call", "import": "From the workbook"}


@dataclass(slots=True)
class _Note:
    """One note being written: whose, which entry once it has one, what to save after the save under way."""

    person: UUID
    case: UUID | None
    entry: UUID | None = None
    saving: bool = False
    next_words: str = ""


class NoteField(LongTextField):
    """A note that saves itself while one types.

    Signals:
        written: payload Changes, each time it was saved.
    """

    written = Signal(object)

    def __init__(self, room: Room, lines: int = 2) -> None:
        super().__init__("What is said, as it is said", lines=lines)
        self.call("&Write a note")
        self.room = room
        self._note: _Note | None = None
        self.edited.connect(self._emptied)
        self.settled.connect(lambda _: self._save())

    def is_for(self, person: UUID, case: UUID | None) -> None:
        """Whose note it is, and of which case."""
        if self._note is None or self._note.person != person:
            self.done()
            self._note = _Note(person, case)
        self._note.case = case

    def done(self) -> None:
        """Save what is not saved yet; what is typed next is another note."""
        self.settle()
        self.set_value("")
        self._begin()

    def unsaved(self) -> str:
        """What a lock or a crash must not lose."""
        saving = self._note is not None and self._note.saving
        return self.value() if saving or self.value() != self._saved else ""

    def _begin(self) -> None:
        if self._note is not None:
            self._note = _Note(self._note.person, self._note.case)

    def _emptied(self) -> None:
        if not self.value():
            self._begin()  # emptied by hand: the note stays as it was saved

    def _save(self) -> None:
        note, typed = self._note, self.value()
        if note is None or not typed:
            return
        if note.saving:  # the first save has to say which entry it is before it can be changed
            note.next_words = typed
        else:
            self._send(note, typed)

    def _send(self, note: _Note, typed: str) -> None:
        note.saving = True
        work = partial(
            journal.write_note,
            self.room.desk,
            note.person,
            typed,
            today=self.room.today(),
            case_id=note.case,
            entry_id=note.entry,
        )
        self.room.write(self, work, partial(self._sent, note), partial(self._failed, note, typed))

    def _sent(self, note: _Note, changes: Changes) -> None:
        note.saving, note.entry = False, changes.id
        typed, note.next_words = note.next_words, ""
        if typed:
            self._send(note, typed)
        self.written.emit(changes)

    def _failed(self, note: _Note, typed: str, fault: BaseException) -> None:
        note.saving = False
        if note is self._note:
            self._saved = ""  # the next pause tries again
        elif isinstance(fault, DeskError):
            messages.tell(self, fault.said, f"You had written: {note.next_words or typed}")
            return
        messages.show_fault(self, fault)


class TimelinePart(Part):
    """Write at the top, read below."""

    words = "Timeline"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.note = NoteField(host.room)
        self.note.written.connect(host.written)
        top = QWidget()
        self._top = QVBoxLayout(top)
        self._top.addWidget(self.note)
        self.list = Timeline("Timeline")
        self.list.chosen.connect(lambda _: self.pane_changed.emit())
        empty = Empty(
            "Nothing has happened yet.", "Notes, decisions, letters and consents are listed here by day."
        )
        self.or_empty = OrEmpty(self.list, empty)
        for widget, stretch in ((top, 0), (Hairline(), 0), (self.or_empty, 1)):
            self.box.addWidget(widget, stretch)
        theme.dress(self._dress)

    def start(self) -> None:
        self.note.setFocus()

    def show_page(self, page: ClientPage) -> None:
        self.page = page
        only = page.open_cases[0] if len(page.open_cases) == 1 else None
        self.note.is_for(page.view.id, only.id if only else None)
        self.note.assist(
            f"Saves itself. Kept with the case: {words.matter(only)}" if only else "Saved as you type."
        )
        today = self.host.room.today()
        self.list.show_entries(_entry(row, today) for row in page.journal)
        self.or_empty.show_full(bool(page.journal))
        if self.list.chosen_row() is None:
            self.list.choose_first()

    def find_again(self, typed: str) -> None:
        """A half-written note given back after a lock, unless it was saved in the last moment."""
        last = self.page.journal[:5] if self.page is not None else ()
        if typed and not any(row.kind == "note" and row.words.strip() == typed for row in last):
            self.note.set_value(typed)
            self.note._saved = ""
            self.note.settle()

    def fill(self, pane: Details) -> None:
        page, chosen = self.page, self.list.chosen_row()
        row = next((one for one in page.journal if chosen and one.id == chosen.key), None) if page else None
        if page is None or row is None:
            return
        at = _hour(row)
        pane.heading(_TITLES.get(row.kind, "What happened"), ", ".join(filter(None, (days.full(row.on), at))))
        pane.said(row.words, space=12)
        case = next((one for one in page.glance.cases if one.id == row.case_id), None)
        pane.facts(
            [
                ("Written by", row.by or ""),
                ("Case", words.matter(case) if case else "The client, no case"),
            ],
            16,
        )
        if case is not None:
            pane.act("Open case", partial(self.host.go, "case", case=case.id), icon="folder")

    def _dress(self) -> None:
        margin = theme.px(24)
        self._top.setContentsMargins(margin, theme.px(10), margin, theme.px(10))


def _entry(row: JournalRow, today: date) -> Entry:
    day = "Today" if row.on == today else days.full(row.on)
    title = _TITLES.get(row.kind)
    first, rest = (title, row.words) if title else _headline(row.words)
    return Entry(row.id, day, _hour(row), first, rest, row.by or "", _MARKS.get(row.kind, "folder"))


def _headline(said: str) -> tuple[str, str]:
    """The first sentence of what happened, and what follows it."""
    first, _, rest = said.strip().partition(". ")
    return first.rstrip("."), rest


def _hour(row: JournalRow) -> str:
    """The hour it was written, where that was on the day itself."""
    return words.clock(row.at) if consent_record.local_day(row.at) == row.on else ""
