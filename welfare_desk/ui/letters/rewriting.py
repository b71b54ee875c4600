"""Changing a letter: statements, notes, the GP's answers, whom it goes to; each on a form of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from welfare_desk.casework.correspondence import letter_check, letter_page, letters
from welfare_desk.casework.correspondence.letter_page import LetterPage
from welfare_desk.casework.correspondence.letter_text import StatementRow
from welfare_desk.casework.desk import ChangedMeanwhile
from welfare_desk.ui import messages
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Page, SectionHead
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.letters import forms, standing
from welfare_desk.ui.letters.answers import AnswersForm
from welfare_desk.ui.letters.leaving import Showing
from welfare_desk.ui.letters.with_gp import WithGP
from welfare_desk.ui.shared.stale import look_again, show_both

_HEADS: Mapping[str, str] = {
    "start": "New letter",
    "statement": "Change the statement",
    "notes": "Add from notes",
    "address": "Who it goes to",
    "answers": "The GP's answers",
    "own": "Send as our own letter",
    "own words": "In our own words",
    "own paragraph": "A paragraph of our own",
}


class Rewriting(WithGP):
    """The left side of the letter's page while something is being changed."""

    left: QStackedWidget
    head: SectionHead
    links: list[Button]
    form_page: Page
    _began: dict[str, Any]  # what the form showed before anything was typed
    _place: int | None  # where the statement just written stands: its id may be a new one

    def _show(self, page: LetterPage) -> None:
        raise NotImplementedError

    def show_statements(self) -> None:
        self._show_left("statements")
        if self._page is not None:
            self._show(self._page)
        self.statements.setFocus()

    def _show_left(self, showing: Showing) -> None:
        self.showing = showing
        self.left.setCurrentIndex(0 if showing == "statements" else 1)
        for link in self.links:
            link.setVisible(showing == "statements")
        if showing != "statements":
            self.head.say(_HEADS[showing])
        self.heading_changed.emit()

    def _show_form(self, showing: Showing, form: Form) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form, self._began = form, form.values()
        self.form_page.add(form)
        self._show_left(showing)
        form.focus_first()

    def _failed(self, fault: BaseException) -> None:
        if not isinstance(fault, ChangedMeanwhile):
            super()._failed(fault)
        elif self.form is not None and self.showing not in ("statements", "start"):
            self._meet(self.form)
        else:
            look_again(self.room, self, self._read)

    def _meet(self, form: Form) -> None:
        """Somebody else was faster: what stands now is shown in a form of it, with both versions above it."""
        mine = form.values()

        def again() -> Form | None:
            found = self._anew(form)
            if found is not None:
                self._show_form(self.showing, found)
                return found
            self.show_statements()
            self.say_gone(mine)
            return None

        show_both(self.room, self, form, self._began, self._read, again)

    def say_gone(self, mine: Mapping[str, Any]) -> None:
        """What it was written at is no longer there; the words are given back."""
        yours = f"You had written: {mine['text']}" if mine.get("text") else ""
        messages.tell(self, "Someone else removed, or sent, what you were writing.", hint=yours)

    def _anew(self, form: Form) -> Form | None:
        """This form of the letter as it is now; None for what is no longer in it."""
        page, row = self._page, getattr(form, "row", None)
        if page is None or page.state == "issued":
            return None
        now = next((one for one in page.statements if row is not None and one.id == row.id), None)
        if row is not None and now is None:
            return None
        if isinstance(form, forms.StatementForm) and now is not None:
            return forms.StatementForm(now, page)
        if isinstance(form, forms.OwnWordsForm) and now is not None:
            return forms.OwnWordsForm(now)
        if isinstance(form, forms.OwnParagraphForm):
            return forms.OwnParagraphForm(now)
        if isinstance(form, forms.AddressForm):
            return forms.AddressForm(page.bodies, page.recipient_id, page.copies)
        if isinstance(form, forms.NotesForm):
            return forms.NotesForm(page.unused)
        if isinstance(form, AnswersForm):
            return AnswersForm(page, self.room.today)
        return forms.OwnLetterForm(self.room.today)

    def _may_change(self, page: LetterPage) -> bool:
        """Ask before what the GP has already seen is changed; a closed letter is not changed at all."""
        if page.state == "issued" or page.closed:
            return False
        if page.state == "draft":
            return True
        return messages.ask(
            self,
            "The GP is asked again about what you change.",
            hint="An answer holds only for the words it was given to; the other answers stay.",
            yes="Change it",
            no="Leave it as it is",
        )

    def edit_statement(self) -> None:
        page, row = self._page, self.statements.chosen_statement()
        if page is None or row is None:
            return
        if row.outside_check and not row.sources:
            if self._may_add(page):
                self._show_form("own paragraph", forms.OwnParagraphForm(row))
        elif self._may_change(page):
            self._show_form("statement", forms.StatementForm(row, page))

    def _may_add(self, page: LetterPage) -> bool:
        """Our own paragraphs are in no check, so no answer is lost by them."""
        return page.state != "issued" and not page.closed

    def write_own_paragraph(self) -> None:
        """Add a free paragraph of the advisor's own."""
        if self._page is not None and self._may_add(self._page):
            self._show_form("own paragraph", forms.OwnParagraphForm())

    def _save_own_paragraph(self) -> None:
        page, form = self._page, self.form
        if page is None or not isinstance(form, forms.OwnParagraphForm):
            return
        text = form.values()["text"]
        if not text.strip():
            form.fields["text"].problem("Write what you want to say, or take the paragraph out.")
        elif form.row is None:
            work = letter_page.add_own_paragraph
            self._write(work, page.row.id, text, today=self.room.today())
        else:
            mine = form.row.id
            order = [letter_page.as_draft(one) for one in page.statements]
            order = [replace(one, text=text) if one.id == mine else one for one in order]
            self._rewrite(order, next(n for n, one in enumerate(page.statements) if one.id == mine))

    def take_out_own(self) -> None:
        """Take the paragraph out that stands in the form."""
        form = self.form
        if isinstance(form, forms.OwnParagraphForm) and form.row is not None:
            self.leave_out([form.row])

    def add_notes(self) -> None:
        page = self._page
        if page is None:
            return
        if not page.unused:
            self.said.emit("Every note is in the letter already")
        elif self._may_change(page):
            self._show_form("notes", forms.NotesForm(page.unused))

    def change_address(self) -> None:
        page = self._page
        if page is not None and page.state != "issued":
            self._show_form("address", forms.AddressForm(page.bodies, page.recipient_id, page.copies))

    def enter_answers(self) -> None:
        if self._page is not None and self._page.state != "issued":
            self._show_form("answers", AnswersForm(self._page, self.room.today))

    def make_own(self) -> None:
        self._show_form("own", forms.OwnLetterForm(self.room.today))

    def say_in_own_words(self) -> None:
        page = self._page
        unsure = standing.unsettled(page) if page else []
        if unsure:
            self._show_form("own words", forms.OwnWordsForm(unsure[0]))

    def move_statement(self, step: int) -> None:
        """The chosen statement changes places with its neighbour."""
        page, row = self._page, self.statements.chosen_statement()
        if page is None or row is None:
            return
        order = list(page.statements)
        place = next(n for n, one in enumerate(order) if one.id == row.id)
        if 0 <= place + step < len(order) and self._may_change(page):
            order.insert(place + step, order.pop(place))
            self._rewrite([letter_page.as_draft(one) for one in order], place + step)

    def _save_statement(self) -> None:
        page, form = self._page, self.form
        if page is None or not isinstance(form, forms.StatementForm):
            return
        draft = form.draft()
        if not draft.text:
            form.fields["text"].problem("A statement needs words. To drop it, take it out of the letter.")
        elif not draft.note_ids:
            form.fields["notes"].problem("A statement rests on at least one note.")
        else:
            order = [draft if one.id == form.row.id else letter_page.as_draft(one) for one in page.statements]
            place = next(n for n, one in enumerate(page.statements) if one.id == form.row.id)
            self._rewrite(order, place)

    def _rewrite(self, order: list[letters.StatementDraft], place: int) -> None:
        if self._page is not None:
            work = partial(
                letters.change_statements, self.room.desk, self._page.row.id, order, today=self.room.today()
            )
            self._place = place
            self.room.write(self, work, self._wrote, self._failed)

    def _save_notes(self) -> None:
        page, form = self._page, self.form
        if page is not None and form is not None and form.values()["notes"]:
            row = page.row
            self._write(
                letter_page.add_notes,
                row.id,
                row.case_id,
                form.values()["notes"],
                purpose=page.purpose,
                today=self.room.today(),
            )

    def _save_address(self) -> None:
        page, form = self._page, self.form
        if page is None or form is None:
            return
        typed = form.values()
        if typed["recipient_id"] is None:
            form.fields["recipient_id"].problem("Choose who it goes to.")
            return
        self._write(letters.change_recipient, page.row.id, typed["recipient_id"], copies=typed["copies"])

    def _save_answers(self) -> None:
        form = self.form
        if self._page is not None and isinstance(form, AnswersForm):
            if form.show_problems(form.unread()):
                return
            self._write(
                letter_check.enter_answers,
                self._page.row.id,
                form.answers(),
                form.checker(),
                raised=form.raised(),
                today=self.room.today(),
            )

    def _save_own(self) -> None:
        if self._page is not None and self.form is not None:
            if self.form.show_problems(self.form.unread()):
                return
            typed = self.form.values()
            self._write(letter_check.make_own_letter, self._page.row.id, **typed, today=self.room.today())

    def _save_own_words(self) -> None:
        form = self.form
        if isinstance(form, forms.OwnWordsForm):
            words = form.values()["text"]
            self._write(letter_check.in_own_words, form.row.id, words, today=self.room.today())

    def leave_out(self, rows: list[StatementRow]) -> None:
        """Take statements out of the letter."""
        self._write(letter_check.leave_out, *(row.id for row in rows), today=self.room.today())

    def _large_print(self, on: bool) -> None:
        if self._page is not None:
            self._write(letters.change_print, self._page.row.id, large=on)
