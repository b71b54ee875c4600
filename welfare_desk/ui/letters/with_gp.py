"""A letter and the GP: the sheet on paper or by e-mail, the screen handed over, the proof of an answer."""

from __future__ import annotations

from functools import partial

from welfare_desk.casework.correspondence import letter_at_desk, letter_check, letter_proof
from welfare_desk.casework.correspondence.letter_at_desk import AtDesk
from welfare_desk.casework.correspondence.letter_page import LetterPage
from welfare_desk.casework.desk import Changes
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.ui import messages, printing
from welfare_desk.ui.letters.answers import AnswersForm, AtDeskForm
from welfare_desk.ui.letters.at_desk import AtDeskView
from welfare_desk.ui.letters.leaving import Leaving
from welfare_desk.ui.papers.reading import looked_at

_PROOFS = "E-mails, scans and PDF (*.eml *.pdf *.jpg *.jpeg *.png *.tif *.tiff *.txt);;All files (*)"


class WithGP(Leaving):
    """What the letter's page does with the practice."""

    _kept: tuple[object, ...] | None

    def _show_kept(self) -> None:
        raise NotImplementedError

    def print_check_sheet(self) -> None:
        """Print the sheet the GP answers; once it is printed the letter waits with the practice."""
        page = self._page
        if page is not None:
            work = partial(letter_check.check_sheet, self.room.desk, page.row.id, today=self.room.today())
            self.room.write(self, work, lambda sheet: self._sheet_ready(page, sheet.data), self._failed)

    def _sheet_ready(self, page: LetterPage, pdf: bytes) -> None:
        if printing.print_pdf(self, pdf, f"Check sheet {page.row.reference}") and page.state != "with_gp":
            self._write(letter_check.send_to_gp, page.row.id, today=self.room.today())

    def save_for_email(self) -> None:
        """Save the check sheet locked for the practice's e-mail, and show its password once."""
        page = self._page
        if page is None:
            return
        file = messages.file_to_save(
            self, "Save for e-mail", f"{page.row.reference}-check.pdf", "PDF (*.pdf)"
        )
        if file is None:
            return
        desk, today = self.room.desk, self.room.today()

        def write() -> str:
            sheet = letter_check.check_sheet_for_email(desk, page.row.id, today=today)
            printing.save(file, sheet.data)
            return sheet.password

        self.room.write(self, write, partial(self._sheet_saved, page), self._failed)

    def _sheet_saved(self, page: LetterPage, password: str) -> None:
        messages.tell(
            self,
            f"The check sheet is saved. Its password: {password}",
            hint="Tell the practice the password by telephone, never in the same e-mail. It is not kept.",
        )
        if page.state != "with_gp":
            self._write(letter_check.send_to_gp, page.row.id, today=self.room.today())

    # The GP at the desk ---------------------------------------------------------------------------

    def hand_over(self) -> None:
        """Show the GP the statements on this screen, and nothing else of the desk."""
        page = self._page
        if page is not None:
            work = partial(letter_at_desk.show, self.room.desk, page.row.id, today=self.room.today())
            self.room.write(self, work, self._at_desk, self._failed)

    def _at_desk(self, view: AtDesk) -> None:
        guest = AtDeskView(view, self.room.desk.advisor.name)
        guest.answered.connect(lambda form: self._answered(guest, form))
        guest.unfinished.connect(self._take_over)
        self.hands_over.emit(guest)
        self.wrote.emit(view.changes)

    def _answered(self, guest: AtDeskView, form: AtDeskForm) -> None:
        work = partial(
            letter_check.enter_answers,
            self.room.desk,
            guest.view.letter_id,
            form.answers(),
            form.checker(),
            raised=form.raised(),
            today=self.room.today(),
        )

        def written(changes: Changes) -> None:
            guest.show_thanks()
            self.wrote.emit(changes)
            self._read()

        def refused(fault: BaseException) -> None:
            if isinstance(fault, Problems):
                guest.refused(list(fault.problems))
            elif isinstance(fault, DeskError):
                guest.refused([Problem("", fault.said, fault.advice)])
            else:
                messages.show_fault(self, fault)

        self.room.write(guest, work, written, refused)

    def _take_over(self, values: dict[str, object]) -> None:
        """What the GP chose and did not finish stands in the advisor's form, still to be saved."""
        self._kept = ("answers", values | {"how": letter_at_desk.ON_SCREEN}, None, None, {})
        self._show_kept()

    # The proof ------------------------------------------------------------------------------------

    def attach_proof(self) -> None:
        """Keep the practice's e-mail or signed sheet, and take it as the proof of these answers."""
        page = self._page
        if page is None or not isinstance(self.form, AnswersForm):
            return
        file = messages.file_to_open(self, "The practice's answer", _PROOFS)
        if file is None:
            return
        desk, today = self.room.desk, self.room.today()

        def keep() -> Changes:
            return letter_proof.keep(desk, page.row.id, looked_at(file), today=today)

        self.room.write(self, keep, self._proof_kept, self._failed)

    def _proof_kept(self, changes: Changes) -> None:
        form = self.form
        if isinstance(form, AnswersForm) and changes.id is not None:
            form.show_proof(changes.id, "The file just attached")
        self.said.emit("Kept with the client's papers")
        self.wrote.emit(changes)
