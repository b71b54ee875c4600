"""Opening the record and closing it, on the page of evidence: why and which part is asked before the gate is.

What a practice has not agreed to is said as the record is opened, not once a note from it has been typed.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.notes.evidence_page import EvidencePage
from welfare_desk.casework.service.practice_terms import NotInTheTerms
from welfare_desk.ui.evidence.forms import ReadingForm
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Screen


class Reading(Screen):
    """The part of the page that opens the record."""

    room: Room
    banner: Banner
    form: Form | None
    _page: EvidencePage | None

    def read_the_record(self) -> None:
        """Ask why and which part, before the gate is asked."""
        if self._page is None:
            return
        if self._page.reading is not None:
            self.write_note()
            return
        form = ReadingForm(self._page)
        self._show_form(form)
        self._show_stack("reading", "Open the record")
        form.edited.connect(lambda name: self._say_terms() if name == "practice_id" else None)
        self._say_terms()

    def start_reading(self) -> None:
        form = self.form
        if not isinstance(form, ReadingForm) or form.show_problems(form.unread()):
            return
        work = partial(evidence.start_reading, self.room.desk, form.draft())
        self.room.write(self, work, self._reading_started, self._failed)

    def close_reading(self) -> None:
        """Close the record at once; nothing is asked."""
        if self._page is not None and self._page.reading is not None:
            work = partial(evidence.close_reading, self.room.desk, self._page.reading.id)
            self.room.write(self, work, self._reading_closed)

    def say_not_agreed(self, fault: NotInTheTerms) -> None:
        """What the practice's terms are in the way of, and where they are recorded."""
        self.banner.clear()
        self.banner.say(fault.said, fault.advice)
        self.banner.offer("Practice terms", partial(self.go, "settings", section="terms"))
        self.banner.show()

    def _say_terms(self) -> None:
        practice = self.form.values()["practice_id"] if isinstance(self.form, ReadingForm) else None
        refused = self._page.not_noted.get(practice) if self._page is not None and practice else None
        if refused is not None:
            self.say_not_agreed(refused)
        else:
            self.banner.hide()

    def _reading_started(self, changes: Changes) -> None:
        self.banner.hide()
        self._wrote(changes)
        self._show_note_form(from_record=True)
        self._read()

    def _reading_closed(self, changes: Changes) -> None:
        self._show_stack("map")
        self._wrote(changes)
        self._read()

    # The page's own -------------------------------------------------------------------------------

    def write_note(self) -> None:
        raise NotImplementedError

    def _show_form(self, form: Form) -> None:
        raise NotImplementedError

    def _show_stack(self, showing: Any, words: str = "") -> None:
        raise NotImplementedError

    def _show_note_form(self, *, from_record: bool) -> None:
        raise NotImplementedError

    def _read(self) -> None:
        raise NotImplementedError

    def _wrote(self, changes: Changes) -> None:
        raise NotImplementedError

    def _failed(self, fault: BaseException) -> None:
        raise NotImplementedError
