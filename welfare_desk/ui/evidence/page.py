"""Evidence on one page: the map of what is noted, one note opened at a time, the record read under consent.

Every opening goes through the one door in ``casework.evidence`` and is in the access log before it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal
from uuid import UUID

from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from welfare_desk.casework.access import Blocked
from welfare_desk.casework.desk import Changes, OutOfReach, ServerGone
from welfare_desk.casework.notes import evidence, evidence_grid, evidence_page, note_marks
from welfare_desk.casework.notes.evidence import NoteDraft, Opened
from welfare_desk.casework.notes.evidence_page import ActivityRow, EvidencePage, NoteColumn
from welfare_desk.casework.service.practice_terms import NotInTheTerms
from welfare_desk.errors import Problems
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.consents import blocked
from welfare_desk.ui.evidence.forms import NoteForm, SettleForm, WeighForm, moment
from welfare_desk.ui.evidence.map import Dot, EvidenceMap, note_name
from welfare_desk.ui.evidence.pane import NotePane, Ways
from welfare_desk.ui.evidence.reading import Reading
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, Page, SectionHead, column
from welfare_desk.ui.kit.words import Mark, Words
from welfare_desk.ui.lock.clipboard import SecretClipboard
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading
from welfare_desk.ui.spoken import tr

Showing = Literal["map", "reading", "note", "weigh", "settle"]


_NOT_OF_CONSENT = {"third_party_unresolved", "harm_check_needed", "harm_confirmed", "clock_untrusted"}


class EvidenceScreen(Reading):
    """What the record says, and what it does not say yet."""

    name, title, rail = "evidence", "Evidence", "cases"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self._page: EvidencePage | None = None
        self._opened: tuple[UUID, Opened] | None = None
        self._kept: tuple[Showing, dict[str, Any], bool] | None = None
        self.showing: Showing = "map"
        self._about: UUID | None = None  # the note that is weighed or settled
        self.form: Form | None = None
        self.clipboard = SecretClipboard(QApplication.instance())
        self.strip = Banner("soon", mark="eye", edge=True)
        self.banner = Banner("overdue", edge=True)
        for each in (self.strip, self.banner):
            each.hide()
        self.head = SectionHead("What the record says")
        self._legend()
        self.map = EvidenceMap()
        self.empty = Empty(
            "Nothing is noted yet.",
            "Notes from the record and from the client appear here, a column each, with a dot against every "
            "activity they bear on.",
            "Read the record",
            self.read_the_record,
            "eye",
        )
        self.map_or_empty = OrEmpty(self.map, self.empty)
        self.form_page = Page("Form", margin=24, space=16)
        self.stack = QStackedWidget()
        for each_page in (self.map_or_empty, self.form_page):
            self.stack.addWidget(each_page)
        self.details = Details("Note and questions")
        ways = Ways(self.open_note, self._copy, self._use_in_letter, self.weigh, self.settle)
        self.pane = NotePane(self.details, self.map, ways)
        self.map.chosen.connect(self._column_chosen)
        self.map.opened.connect(self.open_note)
        self.map.looked_at.connect(lambda _: self._fill_pane())
        self.main = column(self.strip, self.banner, self.head, self.stack, stretch=self.stack)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(self.main, self.details))

    def _legend(self) -> None:
        self.legend: list[QWidget] = []
        for mark, words in ((Dot(), "bears on it"), (Mark("x", 14), "consent ended")):
            for each in (mark, Words(words, "second", "quiet")):
                self.head.add(each)
                self.legend.append(each)

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        page = self._page
        if page is None:
            return Heading(self.title)
        acts: tuple[Act, ...]
        if self.showing == "reading":
            acts, primary = (
                (Act("Not now", self.show_map),),
                Act("Open the record", self.start_reading, "eye"),
            )
        elif self.showing == "note":
            acts, primary = (
                (Act("Back to the map", self.show_map),),
                Act("Save note", self.save_note, "check"),
            )
        elif self.showing == "weigh":
            acts, primary = (
                (Act("Back to the map", self.show_map),),
                Act("Save what it comes to", self.save_weight, "check"),
            )
        elif self.showing == "settle":
            acts, primary = (
                (Act("Back to the map", self.show_map),),
                Act("Record how it stands", self.save_mark, "check"),
            )
        elif page.reading is not None:
            acts = (Act("Close the record", self.close_reading, "eye-off"),)
            primary = Act("Write note", self.write_note, "plus")
        else:
            acts = (Act("Note from the client", self.write_note, "plus"),)
            primary = Act("Read the record", self.read_the_record, "eye")
        count = sum(len(group.rows) for group in page.groups)
        notes = "1 note" if len(page.notes) == 1 else f"{len(page.notes)} notes"
        return Heading(
            self.title,
            f"{count} activities, {notes}",
            owner=page.client,
            owner_place=("client", {"person": page.person_id}),
            acts=acts,
            primary=primary,
        )

    def about(self) -> str:
        return self._page.client if self._page else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        if self._page is None:
            return {}
        found: dict[str, Callable[[], object]] = {
            "write-note": self.write_note,
            "open-evidence": self.read_the_record,
        }
        if self._page.case is not None:
            found["draft-letter"] = self._use_in_letter
        if self.showing != "map":
            saves = {
                "note": self.save_note,
                "reading": self.start_reading,
                "weigh": self.save_weight,
                "settle": self.save_mark,
            }
            found["save"] = saves[self.showing]
        return found

    def leave(self) -> bool:
        if self.showing != "map":
            self.show_map()
            return True
        return False

    def draft(self) -> object | None:
        if self.form is None or self.showing in ("map", "weigh", "settle"):  # a few words, soon said again
            return None
        from_record = isinstance(self.form, NoteForm) and self.form.from_record
        return self._where, (self.showing, self.form.values(), from_record)

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 2 and draft[0] == self._where:
            self._kept = draft[1]
            if self._page is not None:
                self._show_kept()

    # Coming ---------------------------------------------------------------------------------------

    def arrive(self, **where: Any) -> None:
        if where != self._where:
            self._page, self._opened = None, None
            self._show_stack("map")
        self._where = where
        self.banner.hide()
        if self.showing != "map" and self.form is not None:
            self.form.focus_first()
        self._read()

    def refresh(self, changes: object) -> None:
        if self._where:
            self._read()

    def concerns(self, changes: object) -> bool:
        kinds = {"consents", "evidence", "readings", "clients", "cases", "practice_terms"}
        return isinstance(changes, Changes) and bool(changes.kinds & kinds)

    def _read(self) -> None:
        person, case = self._where["person"], self._where.get("case")
        self.room.read(self, partial(evidence_page.page, self.room.desk, person, case), self._show)

    def _show(self, page: EvidencePage) -> None:
        first, self._page = self._page is None, page
        if self._opened and not any(
            note.head.id == self._opened[0] and note.may_be_used for note in page.notes
        ):
            self._opened = None
        self.map.show_map(page.groups, page.notes)
        self.map_or_empty.show_full(bool(page.notes))
        self._show_strip()
        if first and self.showing == "map":
            if page.notes:
                self.map.choose(0)
            (self.map if page.notes else self.empty.button).setFocus()
        elif self.showing == "reading" and self.banner.isHidden():
            self._say_terms()
        self._fill_pane()
        if self._kept is not None:
            self._show_kept()
        elif first:
            self.room.write(self, partial(evidence.typing, self.room.desk, page.person_id), self._show_typing)
        self.heading_changed.emit()

    def _show_strip(self) -> None:
        page = self._page
        reading = page.reading if page else None
        self.strip.setVisible(reading is not None)
        self.empty.button.setText(tr("Write note" if reading is not None else "Read the record"))
        self.empty.button.setAccessibleName(self.empty.button.text())
        if page is None or reading is None:
            return
        self.strip.clear()
        under = (
            f", under the consent of {days.short(page.reading_consent_on)}" if page.reading_consent_on else ""
        )
        self.strip.say(
            f"Record open since {moment(reading.opened_at)}{under}", "It closes when you close it."
        )
        if self.showing != "note":
            self.strip.offer("Close the record", self.close_reading)

    def _show_kept(self) -> None:
        showing, values, from_record = self._kept or ("map", {}, False)
        self._kept = None
        if self._page is None or showing == "map":
            return
        if showing == "reading":
            self.read_the_record()
        elif not from_record or self._page.reading is not None:
            self._show_note_form(from_record=from_record)
        else:
            return  # the record was closed meanwhile: what was typed under it is not shown again
        if self.form is not None:
            self.form.show_values(values)

    def _show_typing(self, note: NoteDraft | None) -> None:
        """A half-written note found again, where nothing newer is being typed."""
        page = self._page
        if note is None or page is None or self.showing != "map" or not note.text:
            return
        from_record = note.source == "gp_record"
        if not from_record or page.reading is not None:
            self._show_note_form(from_record=from_record)
            if isinstance(self.form, NoteForm):
                self.form.show_draft(note)
            self.said.emit("Half-written note found again")

    # The map and the pane ---------------------------------------------------------------------------

    def show_map(self) -> None:
        """Back to the map; what was half written of a note is kept."""
        if isinstance(self.form, NoteForm):
            self._keep_typing()
        self.banner.hide()
        self._show_stack("map")
        self._show_strip()
        self.map.setFocus()

    def _show_stack(self, showing: Showing, words: str = "What the record says") -> None:
        self.showing = showing
        self.stack.setCurrentIndex(0 if showing == "map" else 1)
        self.head.say(words)
        for each in self.legend:
            each.setVisible(showing == "map")
        self.heading_changed.emit()

    def _column_chosen(self, note: NoteColumn | None) -> None:
        if self._opened and (note is None or note.head.id != self._opened[0]):
            self._opened = None  # one note open at a time
        self._fill_pane()

    def open_note(self, note: NoteColumn) -> None:
        """Open what a note says; the log knows of it before it shows."""
        if self._page is None or (self._opened and self._opened[0] == note.head.id):
            return
        work = partial(evidence.open_note, self.room.desk, note.head.id, purpose=self._page.purpose)
        self.room.write(self, work, partial(self._note_opened, note.head.id), self._failed)

    def _note_opened(self, note_id: UUID, opened: Opened) -> None:
        chosen = self.map.chosen_note()
        if chosen is not None and chosen.head.id == note_id:
            self._opened = (note_id, opened)
            self.banner.hide()
            self._fill_pane()

    def _fill_pane(self) -> None:
        self.details.clear()
        page, note = self._page, self.map.chosen_note()
        if page is None:
            return
        opened = self._opened[1] if note and self._opened and self._opened[0] == note.head.id else None
        self.pane.fill(page, note, opened)

    def weigh(self, note: NoteColumn, activity: ActivityRow) -> None:
        """Say what a note points at for an activity; the advisor decides."""
        before = note.head.bearings.get(activity.slug)
        self._about = note.head.id
        self._show_form(WeighForm(activity, before))
        self._show_stack("weigh", f"{activity.name}: {note_name(note)}")

    def save_weight(self) -> None:
        form, page = self.form, self._page
        if not isinstance(form, WeighForm) or page is None or self._about is None:
            return
        work = partial(
            evidence_grid.weigh,
            self.room.desk,
            self._about,
            form.activity.slug,
            form.bearing(),
            purpose=page.purpose,
        )
        self.room.write(self, work, self._done, self._failed)

    def settle(self, note: NoteColumn, about: str) -> None:
        """Say how it stands that a note tells of somebody else, or may do harm."""
        self._about = note.head.id
        self._show_form(SettleForm(about, self.room.today))
        words = "Somebody else in it" if about == "third_party" else "Could it do harm?"
        self._show_stack(
            "settle", f"{words} {note_name(note)}" if about == "harm" else f"{words}: {note_name(note)}"
        )

    def save_mark(self) -> None:
        form = self.form
        if not isinstance(form, SettleForm) or self._about is None or form.show_problems(form.unread()):
            return
        today = self.room.today()
        work = partial(note_marks.mark_note, self.room.desk, form.draft(self._about, today), today=today)
        self.room.write(self, work, self._done, self._failed)

    def _done(self, changes: Changes) -> None:
        """A form is done with: back to the map, and what it shows read again."""
        self._opened = None
        self.show_map()
        self._wrote(changes)
        self._read()

    def _copy(self, text: str) -> None:
        self.clipboard.copy(text)
        self.said.emit("Copied; it is taken back after ten seconds")

    def _use_in_letter(self) -> None:
        if self._page is not None and self._page.case is not None:
            self.go("letter", case=self._page.case.id)

    # Writing a note ---------------------------------------------------------------------------------

    def write_note(self) -> None:
        """Note a statement, from the record while it is open; a half-written one goes on."""
        if self._page is not None:
            self._show_note_form(from_record=self._page.reading is not None)
            kept = partial(evidence.typing, self.room.desk, self._page.person_id)
            self.room.write(self, kept, self._go_on)

    def _go_on(self, note: NoteDraft | None) -> None:
        form = self.form
        if note is None or not isinstance(form, NoteForm) or not form.is_blank() or not note.text:
            return
        if (note.source == "gp_record") == form.from_record:
            form.show_draft(note)

    def _show_note_form(self, *, from_record: bool) -> None:
        page = self._page
        if page is None:
            return
        form = NoteForm(page.groups, self.room.today, from_record=from_record)
        form.text.settled.connect(lambda _: self._keep_typing())
        self._show_form(form)
        self._show_stack("note", "Note from the record" if from_record else "Note from the client")
        self._show_strip()

    def _show_form(self, form: Form) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = form
        self.form_page.add(form)
        self.banner.hide()
        form.focus_first()

    def save_note(self) -> None:
        form, page = self.form, self._page
        if not isinstance(form, NoteForm) or page is None or form.show_problems(form.unread()):
            return
        reading = page.reading.id if page.reading and form.from_record else None
        work = partial(
            evidence.write_note,
            self.room.desk,
            form.draft(),
            purpose=page.reading.purpose if page.reading and form.from_record else page.purpose,
            person_id=page.person_id,
            case_id=page.case.id if page.case else None,
            reading_id=reading,
        )
        self.room.write(self, work, self._note_saved, self._failed)

    def _note_saved(self, changes: Changes) -> None:
        self.banner.hide()
        if isinstance(self.form, NoteForm):
            self.form.show_problems(())
            self.form.clear_for_next()
        if self._page is not None:
            drop = partial(evidence.drop_typing, self.room.desk, self._page.person_id)
            self.room.write(self, drop)
        self._wrote(changes)
        self._read()

    def _keep_typing(self) -> None:
        form, page = self.form, self._page
        if not isinstance(form, NoteForm) or page is None or form.is_blank():
            return
        reading = page.reading.id if page.reading and form.from_record else None
        keep = partial(evidence.keep_typing, self.room.desk, page.person_id, form.draft(), reading_id=reading)
        self.room.write(
            self, keep, lambda _: self.said.emit(f"Kept {moment(self.room.now())}"), self._not_kept
        )

    def _not_kept(self, fault: BaseException) -> None:
        """With no server this computer keeps it, as it keeps what is typed anywhere."""
        if not isinstance(fault, OutOfReach | ServerGone):
            messages.show_fault(self, fault)

    # What comes back --------------------------------------------------------------------------------

    def _wrote(self, changes: Changes) -> None:
        self.said.emit(f"Saved {moment(self.room.now())}")
        self.wrote.emit(changes)

    def _failed(self, fault: BaseException) -> None:
        if blocked.for_want_of_a_birthday(fault):
            self.banner.clear()
            self.banner.say(*blocked.NO_BIRTHDAY)
            self.banner.offer(blocked.TO_DETAILS, self._open_details, "primary")
            self.banner.show()
        elif isinstance(fault, NotInTheTerms):
            self.say_not_agreed(fault)
        elif isinstance(fault, Problems) and self.form is not None:
            self.form.show_problems(fault.problems)
        elif isinstance(fault, Blocked):
            self.banner.clear()
            said = blocked.of_the_client if self._is_from_client() else blocked.in_words
            self.banner.say(*said(fault.reasons))
            if not {one.code for one in fault.reasons} <= _NOT_OF_CONSENT:
                self.banner.offer("Record consent", self._record_consent, "primary")
            self.banner.show()
        else:
            messages.show_fault(self, fault)

    def _is_from_client(self) -> bool:
        return isinstance(self.form, NoteForm) and not self.form.from_record and self.showing == "note"

    def _open_details(self) -> None:
        self.go("client-details", person=self._where["person"])

    def _record_consent(self) -> None:
        self.go("consent", **self._where, **({"from_client": True} if self._is_from_client() else {}))
