"""What is done with a letter that has gone out: paper, file, waiting for a printer, another that corrects it.

Casework says each time whether it may.
"""

from __future__ import annotations

from functools import partial

from welfare_desk.casework.correspondence import letter_corrections, letter_issue, print_later
from welfare_desk.casework.correspondence.letters import LetterRow
from welfare_desk.casework.desk import Changes
from welfare_desk.ui import messages, printing
from welfare_desk.ui.evidence.forms import moment
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Screen


class Gone(Screen):
    """The acts an issued letter's page has, whatever kind of letter it is."""

    room: Room

    def _row(self) -> LetterRow | None:
        """The letter that is open."""
        raise NotImplementedError

    def _failed(self, fault: BaseException) -> None:
        raise NotImplementedError

    def _acts_when_gone(self, chain: letter_corrections.Chain, why: str) -> tuple[tuple[Act, ...], Act]:
        """What may be done now; ``why`` says what keeps it from being printed again."""
        by = chain.corrected_by
        mend = () if by is not None and by.issued_on else (Act("Correct it", self.correct, "pencil"),)
        acts = (
            *mend,
            Act("Print later", self.print_later, "clock", why),
            Act("Save as PDF", partial(self.save, False), "download", why),
            Act("Save as Word", partial(self.save, True), "file-text", why),
        )
        return acts, Act("Print letter", self.print_letter, "printer", why)

    def correct(self) -> None:
        """Begin the new letter that corrects this one, which stays as it went out."""
        row = self._row()
        if row is not None:
            work = partial(letter_corrections.correct, self.room.desk, row.id, today=self.room.today())
            self.room.write(self, work, self._correcting, self._failed)

    def _correcting(self, changes: Changes) -> None:
        self.said.emit(f"Saved {moment(self.room.now())}")
        self.wrote.emit(changes)
        self.go(self.name, letter=changes.id)

    def print_letter(self) -> None:
        """Print the very file that was issued."""
        row = self._row()
        if row is not None:
            work = partial(letter_issue.print_out, self.room.desk, row.id, today=self.room.today())
            self.room.write(self, work, partial(self._print_ready, row), self._failed)

    def _print_ready(self, row: LetterRow, pdf: bytes) -> None:
        if printing.print_pdf(self, pdf, f"Letter {row.reference}"):
            self.said.emit(f"Printed {moment(self.room.now())}")

    def print_later(self) -> None:
        """Leave it with what is printed when there is a printer; the gate is asked again then."""
        row = self._row()
        if row is not None:
            work = partial(print_later.put, self.room.desk, "letter", row.id, today=self.room.today())
            self.room.write(self, work, self._queued, self._failed)

    def _queued(self, changes: Changes) -> None:
        self.said.emit("It waits under Print later")
        self.wrote.emit(changes)

    def save(self, word: bool) -> None:
        """Save the issued letter where the person says; its name is its reference."""
        row = self._row()
        if row is None:
            return
        ending, kinds = ("docx", "Word document (*.docx)") if word else ("pdf", "PDF (*.pdf)")
        file = messages.file_to_save(self, "Save letter", f"{row.reference}.{ending}", kinds)
        if file is None:
            return
        desk, today = self.room.desk, self.room.today()

        def write() -> None:
            printing.save(file, letter_issue.print_out(desk, row.id, today=today, word=word))

        self.room.write(self, write, lambda _: self.said.emit("Letter saved"), self._failed)
