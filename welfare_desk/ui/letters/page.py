"""One letter on one page: its statements with their notes and the GP's answers, beside the live page.

Whether anything may be shown, changed, issued or printed is casework's to say, each time anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication, QStackedWidget

from welfare_desk.casework.correspondence import letter_page, letter_text
from welfare_desk.casework.correspondence.letter_page import LetterPage, LetterStart
from welfare_desk.casework.correspondence.letter_text import StatementRow
from welfare_desk.casework.desk import Changes
from welfare_desk.ui.consents import blocked
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.both import began_of, bring_back
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.page_view import PageMark, PageUnreadable, PageView
from welfare_desk.ui.kit.panes import Page, SectionHead
from welfare_desk.ui.kit.ticks import Tick
from welfare_desk.ui.kit.track import Track
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.letters import forms, standing
from welfare_desk.ui.letters.answers import AnswersForm
from welfare_desk.ui.letters.leaving import Showing
from welfare_desk.ui.letters.rewriting import Rewriting
from welfare_desk.ui.letters.sides import fill
from welfare_desk.ui.letters.statements import StatementList
from welfare_desk.ui.letters.words import counted, kind_words, short_name
from welfare_desk.ui.lock.clipboard import SecretClipboard
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading


class LetterScreen(Rewriting):
    """Draft, have checked, issue, print."""

    name, title, rail = "letter", "Supporting letter", "letters"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self._page: LetterPage | None = None
        self._start: LetterStart | None = None
        self._kept: tuple[Any, ...] | None = None
        self._place: int | None = None  # where the statement just written stands: its id is a new one
        self.showing: Showing = "statements"
        self.form: Form | None = None
        self.clipboard = SecretClipboard(QApplication.instance())
        self.track = Track(folds=True)
        self.banner = Banner("overdue", edge=True)
        self.banner.hide()
        self.head = SectionHead("Statements")
        self.links = [
            Button("Edit", self.edit_statement, "link", "pencil"),
            Button("Add notes", self.add_notes, "link", "plus"),
            Button("Our own", self.write_own_paragraph, "link", "plus"),
            Button("Address", self.change_address, "link", "pencil"),
        ]
        for link in self.links[:3]:
            self.head.add(link)
        self.statements = StatementList()
        self.form_page = Page("Form", margin=24, space=16)
        self.left = QStackedWidget()
        self.left.addWidget(self.statements)
        self.left.addWidget(self.form_page)
        self.page_head = SectionHead("")
        self.large = Tick("Large print")
        self.page_head.words.hide()
        self.page_head.add(self.links[3])
        self.page_head.add(self.large)
        self.page = PageView("Letter as it will be printed")
        self.nothing = Empty("Nothing may be shown.", "Every statement rests on a consent that has ended.")
        self.right = QStackedWidget()
        self.right.addWidget(self.page)
        self.right.addWidget(self.nothing)
        self.statements.chosen.connect(lambda _: self._mark())
        self.statements.opened.connect(lambda _: self.edit_statement())
        self.statements.moved.connect(self.move_statement)
        self.statements.copied.connect(self._copy)
        self.page.page_changed.connect(lambda *_: self._say_page())
        self.large.clicked.connect(self._large_print)
        fill(self, (self.track, self.banner), (self.head, self.left), (self.page_head, self.right))

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        begun, page = self._start, self._page
        if page is None:
            if begun is None:
                return Heading(self.title)
            place = ("client", {"person": begun.person_id})
            primary = Act("Draft letter", self.draft_letter, "mail")
            return Heading(self.title, begun.matter, owner=begun.client, owner_place=place, primary=primary)
        acts, primary = (
            self._acts_of_state(page) if self.showing == "statements" else self._acts_of_form(page)
        )
        return Heading(  # the buttons need the room
            kind_words(page.row.kind),
            standing.corrects_words(page.chain) or ("" if len(acts) > 1 else page.matter),
            owner=page.row.client,
            owner_place=("client", {"person": page.row.person_id}),
            acts=acts,
            primary=primary,
        )

    def _acts_of_state(self, page: LetterPage) -> tuple[tuple[Act, ...], Act]:
        why = " ".join(dict.fromkeys(reason.sentence for reason in page.against_issue))
        issue = Act("Issue letter: it can no longer be changed", self.issue, "send", why)
        sheet = "Print check sheet for the GP"
        if page.state == "issued":
            return self._acts_when_gone(page.chain, why)
        if page.closed or page.state == "checked" or not page.check:
            stop = blocked.in_words(page.blocked)[0] if page.closed else ""
            acts = (Act("Print for GP", self.print_check_sheet, "printer", stop),) if page.check else ()
            return acts, issue
        own = Act("Send as our own", self.make_own)
        email = Act("Save for e-mail", self.save_for_email, "mail")
        here = Act("Hand over the screen", self.hand_over, "eye")
        if page.state == "with_gp":
            gp = short_name(page.gp_name) or "the GP"
            answers = Act(f"Enter {gp}'s answers", self.enter_answers, "check")
            asked = any(row.answer is None and not row.outside_check for row in page.statements)
            shown = (here,) if asked else ()
            return (own, email, *shown, Act("Print for GP", self.print_check_sheet, "printer")), answers
        return (own, email, here), Act(sheet, self.print_check_sheet, "printer")

    def _acts_of_form(self, page: LetterPage) -> tuple[tuple[Act, ...], Act]:
        back: tuple[Act, ...] = (Act("Not now", self.show_statements),)
        if self.showing == "answers":
            back = (*back, Act("Attach proof", self.attach_proof, "paperclip"))
        elif isinstance(self.form, forms.OwnParagraphForm) and self.form.row is not None:
            back = (*back, Act("Take it out", self.take_out_own, "trash-2"))
        verbs: Mapping[str, tuple[str, Callable[[], object]]] = {
            "statement": ("Save statement", self._save_statement),
            "notes": ("Add to letter", self._save_notes),
            "address": ("Save address", self._save_address),
            "answers": ("Save answers", self._save_answers),
            "own": ("Make it our own letter", self._save_own),
            "own words": ("Put it in our own words", self._save_own_words),
            "own paragraph": ("Save paragraph", self._save_own_paragraph),
        }
        words, do = verbs[self.showing]
        return back, Act(words, do, "check")

    def about(self) -> str:
        return self._page.row.client if self._page else self._start.client if self._start else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        page = self._page
        if page is None:
            return {"save": self.draft_letter} if self._start else {}
        if self.showing != "statements":
            return {"save": self._acts_of_form(page)[1].do}
        if page.state == "issued" and not page.against_issue:
            return {"print": self.print_letter}
        return {"print": self.print_check_sheet} if page.check and not page.closed else {}

    def leave(self) -> bool:
        if self.showing not in ("statements", "start"):
            self.show_statements()
            return True
        return False

    def draft(self) -> object | None:
        if self.form is None or self.showing == "statements":
            return None
        chosen = self.statements.chosen_statement()
        began = began_of(self.form, self._began), self.form.half_read()
        return self._where, (self.showing, self.form.values(), chosen.id if chosen else None, *began)

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 2 and draft[0] == self._where:
            self._kept = draft[1]
            if self._page is not None or self._start is not None:
                self._show_kept()

    # Coming ---------------------------------------------------------------------------------------

    def arrive(self, **where: Any) -> None:
        if where != self._where:
            self._page = self._start = None
            self._show_left("statements")
            self.banner.hide()
        self._where = where
        self._read()

    def refresh(self, changes: object) -> None:
        if self._where:
            self._read()

    def concerns(self, changes: object) -> bool:
        kinds = {"letters", "consents", "evidence", "clients", "recipients"}
        return isinstance(changes, Changes) and bool(changes.kinds & kinds)

    def _read(self) -> None:
        if "letter" in self._where:
            # Opening is written to the access log, so it waits its turn with the writers.
            work = partial(letter_page.opened, self.room.desk, self._where["letter"], today=self.room.today())
            self.room.read(self, work, self._show, logged=True)
        elif "case" in self._where:
            work_ = partial(letter_page.start, self.room.desk, self._where["case"])
            self.room.read(self, work_, self._show_start)

    def _show_start(self, begun: LetterStart) -> None:
        if "case" not in self._where:
            return
        before, self._start, self._page = self._start, begun, None
        self.track.show_stages(standing.stages(None))
        self.page.clear()
        self.nothing.say("Not drafted yet.", "The page appears here once the letter is drafted.")
        self.right.setCurrentWidget(self.nothing)
        self._say_page()
        self.large.hide()
        if before is None:
            self._show_form("start", forms.StartForm(begun))
        elif before != begun and isinstance(self.form, forms.StartForm):
            self._show_form("start", self.form.anew(before, begun))
        if begun.notes and before is not None and not before.notes:
            self.banner.hide()
        elif not begun.notes:
            self.banner.clear()
            self.banner.say(letter_text.NothingNoted.sentence, letter_text.NothingNoted.hint)
            where = {"person": begun.person_id, "case": begun.case_id}
            self.banner.offer("Open evidence", partial(self.go, "evidence", **where), "primary")
            self.banner.show()
        self._show_kept()
        self.heading_changed.emit()

    def _show(self, page: LetterPage) -> None:
        if page.row.id != self._where.get("letter"):
            return
        first, self._page, self._start = self._page is None, page, None
        self.track.show_stages(standing.stages(page))
        self.statements.show_statements(page.statements, page.closed, check=page.check)
        usable = len(page.statements) - len(page.closed)
        note = f"{usable} of {len(page.statements)} may be used" if page.closed else ""
        open_ = page.state != "issued" and not page.closed
        if self.showing == "statements":  # beside the links there is room for a number and no more
            count = str(len(page.statements)) if open_ else counted(page.statements, check=page.check)
            self.head.say("Statements", note or count)
        for link in self.links:
            link.setVisible(self.showing == "statements" and open_)
        self.large.show()
        self.large.setChecked(page.large_print)
        self.large.setEnabled(page.state != "issued")
        self._show_pdf(page)
        if self.showing == "statements":
            self._show_banner(page)
        if first or self._place is not None:
            self.statements.choose(self._place or 0)
            self._place = None
        if first:
            self.statements.setFocus()
        self._mark()
        self._show_kept()
        self.heading_changed.emit()

    def _show_pdf(self, page: LetterPage) -> None:
        self.nothing.say("Nothing may be shown.", "Every statement rests on a consent that has ended.")
        try:
            if page.pdf is not None:
                self.page.show_pdf(page.pdf)
            else:
                self.page.clear()
        except PageUnreadable as fault:
            self.nothing.say(fault.said, fault.advice)
        self.right.setCurrentWidget(self.page if self.page.pages() else self.nothing)
        self._say_page()

    def _say_page(self) -> None:
        page = self._page
        about: tuple[str, ...] = ()
        if page is not None:
            envelope = (page.envelope,) if page.envelope else ()
            about = (page.row.reference, f"to {page.row.recipient}", *envelope)
        shown = (self.page.page_words(),) if self.page.pages() else ()
        self.page_head.say("", ", ".join((*shown, *about)))

    def _mark(self) -> None:
        """Mark the chosen statement on the page, and every closed one."""
        page, chosen = self._page, self.statements.chosen_statement()
        if page is None:
            return
        marks = [PageMark(words, "overdue") for words in dict.fromkeys(page.closed.values())]
        if chosen is not None and chosen.id not in page.closed:
            marks.insert(0, PageMark(chosen.text))
        self.page.mark(marks)

    def _show_kept(self) -> None:
        if self._kept is None:
            return
        showing, values, chosen, began, half_read = self._kept
        self._kept = None
        rows = self._page.statements if self._page else ()
        place = next((n for n, one in enumerate(rows) if one.id == chosen), None)
        if place is not None:
            self.statements.choose(place)
        elif chosen is not None and showing == "statement":
            self.say_gone(values)
            return
        begin = {
            "statement": self.edit_statement,
            "notes": self.add_notes,
            "address": self.change_address,
            "answers": self.enter_answers,
            "own": self.make_own,
            "own words": self.say_in_own_words,
            "own paragraph": self.write_own_paragraph,
        }.get(showing)
        if begin is not None:
            begin()
        if self.form is not None and self.showing == showing:
            bring_back(self.form, self.form.values() if began is None else began, values, half_read)
            if isinstance(self.form, AnswersForm):
                self.form.ask_what_bears()

    # The track and the banner -------------------------------------------------------------------------

    def _show_banner(self, page: LetterPage) -> None:
        self.banner.clear()
        self.banner.show()
        unsure = standing.unsettled(page)
        if page.closed:
            self._say_closed(page)
        elif page.chain.corrected_by is not None:
            standing.say_corrected(self.banner, page.chain.corrected_by, self.go)
        elif page.state == "issued":
            self.banner.hide()
        elif unsure:
            gp = short_name(page.checker.name if page.checker else page.gp_name) or "The GP"
            self.banner.say(
                f"{gp} cannot confirm statement {standing.numbers(page, unsure[:1])}.",
                "Leave it out, or say it as your own account outside the checked part. Either lets it go on.",
            )
            self.banner.offer("In our own words", self.say_in_own_words)
            self.banner.offer("Leave it out", partial(self.leave_out, unsure[:1]), "primary")
        elif page.against_issue and (page.state == "checked" or not page.check):
            self.banner.say(*blocked.in_words(page.against_issue, "The letter"))
            if any(reason.code == "amra_check_needed" for reason in page.against_issue):
                self.banner.offer(
                    "Their rights", partial(self.go, "report-rights", letter=page.row.id), "primary"
                )
                return
            self.banner.offer("Change address", self.change_address)
            self.banner.offer("Ask for consent", self.ask_for_consent, "primary")
        else:
            self.banner.hide()

    def _say_closed(self, page: LetterPage) -> None:
        self.banner.say(*standing.why_closed(page))
        closed = standing.shut(page)
        if page.state == "issued":
            return
        if standing.only_the_address(page):
            self.banner.offer("Change address", self.change_address)
        elif len(closed) < len(page.statements):
            self.banner.offer(f"Take out {standing.numbers(page, closed)}", partial(self.leave_out, closed))
        self.banner.offer("Ask for consent", self.ask_for_consent, "primary")

    def ask_for_consent(self) -> None:
        if self._page is not None:
            self.go("consent", person=self._page.row.person_id, case=self._page.row.case_id)

    # Writing ------------------------------------------------------------------------------------------

    def draft_letter(self) -> None:
        """Draft a letter from the notes ticked."""
        begun, form = self._start, self.form
        if begun is None or not isinstance(form, forms.StartForm):
            return
        typed = form.values()
        if typed["recipient_id"] is None:
            form.fields["recipient_id"].problem("Choose who it goes to.")
            form.fields["recipient_id"].setFocus()
            return
        work = partial(
            letter_page.draft_from_notes,
            self.room.desk,
            begun,
            typed["notes"],
            typed["recipient_id"],
            copies=typed["copies"],
            large_print=typed["large_print"],
            today=self.room.today(),
        )
        self.room.write(self, work, self._drafted, self._failed)

    def _drafted(self, changes: Changes) -> None:
        self._announce(changes)
        self.go_on("letter", letter=changes.id)  # back from the letter is not a new, empty one

    def _copy(self, row: StatementRow) -> None:
        self.clipboard.copy(row.text)
        self.said.emit("Copied; it is taken back after ten seconds")
