"""A letter leaving the desk: issue, paper, file. Casework says each time whether it may."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from welfare_desk.casework import letter_issue, print_later
from welfare_desk.casework.access import Blocked
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.letter_page import LetterPage, LetterStart
from welfare_desk.errors import Problems
from welfare_desk.ui import messages, printing
from welfare_desk.ui.consents import blocked
from welfare_desk.ui.evidence.forms import moment
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.letters import asking
from welfare_desk.ui.letters.statements import StatementList
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Screen

Showing = Literal["statements", "start", "statement", "notes", "address", "answers", "own", "own words"]


class Leaving(Screen):
    """What the letter's page does with the world outside, and how it tells what was written."""

    room: Room
    form: Form | None
    banner: Banner
    statements: StatementList
    showing: Showing
    _page: LetterPage | None
    _start: LetterStart | None

    def _read(self) -> None:
        raise NotImplementedError

    def _show_left(self, showing: Showing) -> None:
        raise NotImplementedError

    def issue(self) -> None:
        """Issue the letter, when the person is sure: it can no longer be changed."""
        page = self._page
        if page is not None and asking.before_issue(
            self, page.row.reference, asking.readers_of(page), asking.what_it_says(page)
        ):
            self._write(letter_issue.issue, page.row.id, today=self.room.today())

    def print_letter(self) -> None:
        """Print the very file that was issued."""
        page = self._page
        if page is not None:
            work = partial(letter_issue.print_out, self.room.desk, page.row.id, today=self.room.today())
            self.room.write(self, work, partial(self._print_ready, page), self._failed)

    def print_later(self) -> None:
        """Leave it with what is printed when there is a printer; the gate is asked again then."""
        page = self._page
        if page is not None:
            work = partial(print_later.put, self.room.desk, "letter", page.row.id, today=self.room.today())
            self.room.write(self, work, self._queued, self._failed)

    def _queued(self, changes: Changes) -> None:
        self.said.emit("It waits under Print later")
        self.wrote.emit(changes)

    def _print_ready(self, page: LetterPage, pdf: bytes) -> None:
        if printing.print_pdf(self, pdf, f"Letter {page.row.reference}"):
            self.said.emit(f"Printed {moment(self.room.now())}")

    def save(self, word: bool) -> None:
        """Save the issued letter where the person says; its name is its reference."""
        page = self._page
        if page is None:
            return
        ending, kinds = ("docx", "Word document (*.docx)") if word else ("pdf", "PDF (*.pdf)")
        file = messages.file_to_save(self, "Save letter", f"{page.row.reference}.{ending}", kinds)
        if file is None:
            return
        desk, today = self.room.desk, self.room.today()

        def write() -> None:
            printing.save(file, letter_issue.print_out(desk, page.row.id, today=today, word=word))

        self.room.write(self, write, lambda _: self.said.emit("Letter saved"), self._failed)

    def _write(self, what: Callable[..., Changes], *about: object, **how: object) -> None:
        self.room.write(self, partial(what, self.room.desk, *about, **how), self._wrote, self._failed)

    def _wrote(self, changes: Changes) -> None:
        self._show_left("statements")
        self._announce(changes)
        self._read()
        self.statements.setFocus()

    def _announce(self, changes: Changes) -> None:
        self.said.emit(f"Saved {moment(self.room.now())}")
        self.wrote.emit(changes)

    def _failed(self, fault: BaseException) -> None:
        if isinstance(fault, Problems) and self.form is not None and self.showing != "statements":
            self.form.show_problems(fault.problems)
        elif isinstance(fault, Blocked):
            self.banner.clear()
            self.banner.say(*blocked.in_words(fault.reasons, "The letter"))
            person = (
                self._page.row.person_id if self._page else self._start.person_id if self._start else None
            )
            case = self._page.row.case_id if self._page else self._start.case_id if self._start else None
            if person is not None:
                ask = partial(self.go, "consent", person=person, case=case)
                self.banner.offer("Record consent", ask, "primary")
            self.banner.show()
        else:
            messages.show_fault(self, fault)
