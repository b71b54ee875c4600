"""A written letter on its page: what is asked at the left, saved as one types; the paper at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget

from welfare_desk.casework.access import Blocked
from welfare_desk.casework.correspondence import letter_issue, letters, written, written_page
from welfare_desk.casework.correspondence.letters import LetterRow
from welfare_desk.casework.correspondence.written_page import Wanting, WrittenPage
from welfare_desk.casework.desk import ChangedMeanwhile, Changes
from welfare_desk.casework.people import mandates
from welfare_desk.casework.people.languages import OURS
from welfare_desk.errors import Problem, Problems
from welfare_desk.ui import messages
from welfare_desk.ui.consents import blocked
from welfare_desk.ui.consents.said import listed
from welfare_desk.ui.evidence.forms import moment
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.both import began_of, bring_back
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.page_view import PageMark, PageUnreadable, PageView
from welfare_desk.ui.kit.panes import Page, SectionHead
from welfare_desk.ui.kit.ticks import Tick
from welfare_desk.ui.kit.track import Track
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.letters import asking, standing
from welfare_desk.ui.letters.sides import fill
from welfare_desk.ui.letters.spoken import SpokenStrip
from welfare_desk.ui.letters.written_forms import AnswersForm, MandateForm, ToForm
from welfare_desk.ui.letters.written_meanwhile import WrittenMeanwhile
from welfare_desk.ui.lock.clipboard import SecretClipboard
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

PAUSE_MS = 600
_SCREENS = {"client": "client-details", "case": "case", "gains": "decision", "agency": "settings"}


class WrittenScreen(WrittenMeanwhile):
    """Fill in, look, issue, print."""

    name, title, rail = "written-letter", "Letter", "letters"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._clipboard = SecretClipboard(QApplication.instance())
        self.room = room
        self._where: dict[str, Any] = {}
        self._page: WrittenPage | None = None
        self._kept: tuple[Any, ...] | None = None
        self.showing = "answers"
        self.form: Form | None = None
        self.answers: AnswersForm | None = None
        self._said: dict[str, Any] = {}  # what was saved last of what is asked, or read
        self.track, self.banner = Track(folds=True), Banner("soon", edge=True)
        self.banner.hide()
        self.head = SectionHead("What it says")
        self.to_link = Button("Address", self.change_address, "link", "pencil")
        self.head.add(self.to_link)
        self.answers_page = Page("What it says", margin=24, space=16)
        self.form_page = Page("Form", margin=24, space=16)
        self.left = QStackedWidget()
        self.left.addWidget(self.answers_page)
        self.left.addWidget(self.form_page)
        self.page_head, self.large = SectionHead(""), Tick("Large print")
        self.page_head.words.hide()
        self.page_head.add(self.large)
        self.large.clicked.connect(self._large_print)
        self.page = PageView("Letter as it will be printed")
        self.nothing = Empty("The page cannot be shown.", "")
        self.right = QStackedWidget()
        self.right.addWidget(self.page)
        self.right.addWidget(self.nothing)
        self.page.page_changed.connect(lambda *_: self._say_page())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.spoken = SpokenStrip()
        self.spoken.turned.connect(lambda _: self._page and self._show(self._page))
        self.spoken.chosen.connect(self._choose_language)
        fill(
            self, (self.track, self.banner, self.spoken), (self.head, self.left), (self.page_head, self.right)
        )

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        page = self._page
        if page is None:
            return Heading(self.title)
        acts, primary = self._acts(page)
        return Heading(
            page.title,
            standing.corrects_words(page.chain),
            owner=page.row.client,
            owner_place=("client", {"person": page.row.person_id}),
            acts=acts,
            primary=primary,
        )

    def _acts(self, page: WrittenPage) -> tuple[tuple[Act, ...], Act]:
        if self.showing == "to":
            return (Act("Not now", self.show_answers),), Act("Save address", self._save_address, "check")
        if self.showing == "mandate":
            return (Act("Not now", self.show_answers),), Act("Record it", self._save_mandate, "check")
        if self.is_to_be_chosen():
            return (), Act("Save", self.keep, "check")
        why = " ".join(dict.fromkeys(reason.sentence for reason in page.against))
        paste = (Act("Copy line for the record", self.copy_line, "copy"),) if page.paste else ()
        if page.row.state == "issued":
            acts, primary = self._acts_when_gone(page.chain, why)
            return (*paste, *acts), primary
        wanting = listed([one.label for one in page.wanting])
        stop = why or (f"Still wanting: {wanting}." if wanting else page.fault)
        words = "Issue letter: it can no longer be changed"
        return (*paste, Act("Discard", self.drop)), Act(words, self.issue, "send", stop)

    def about(self) -> str:
        return self._page.row.client if self._page else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        page = self._page
        if page is None:
            return {}
        if self.showing != "answers":
            return {"save": self._acts(page)[1].do}
        return {"print": self.print_letter} if page.row.state == "issued" else {"save": self.keep}

    def leave(self) -> bool:
        if self.showing != "answers":
            self.show_answers()
            return True
        return False

    def draft(self) -> object | None:
        """What is typed and not yet saved; it is kept over the lock."""
        form = self.answers
        if form is None or not (self._pause.isActive() or form.values() != self._said):
            return None
        return self._where, form.values(), began_of(form, self._said), form.half_read()

    def parting(self) -> object | None:
        unread = self.answers is not None and self.answers.unread()
        return self.draft() if unread else None  # else it is saved as one goes on

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 4 and draft[0] == self._where:
            self._kept = draft[1:]
            self._show_kept()

    def _show_kept(self) -> None:
        if self._kept is not None and self.answers is not None:
            (typed, began, half_read), self._kept = self._kept, None
            bring_back(self.answers, began, typed, half_read)
            if not self.is_to_be_chosen():
                self._pause.start()

    def _row(self) -> LetterRow | None:
        return self._page.row if self._page is not None else None

    # Coming ---------------------------------------------------------------------------------------

    def arrive(self, **where: Any) -> None:
        if where != self._where:
            self._settle()
            self._page, self.answers, self.spoken.in_english = None, None, False
            self.banner.hide()
            self.spoken.hide()
            self._show_left("answers")
        self._where = where
        self._read()

    def refresh(self, changes: object) -> None:
        if self._where:
            self._read()

    def concerns(self, changes: object) -> bool:
        kinds = {"letters", "mandates", "consents", "clients", "recipients", "debts", "cases", "key_dates"}
        return isinstance(changes, Changes) and bool(changes.kinds & (kinds | {"settings", "templates"}))

    def _settle(self) -> None:
        if self._pause.isActive() or self.is_to_be_chosen():
            self.keep()

    def _read(self) -> None:
        work = partial(written_page.opened, self.room.desk, self._where["letter"], today=self.room.today())
        self.room.read(self, work, self._show)

    def _show(self, page: WrittenPage) -> None:
        if page.row.id != self._where.get("letter"):
            return
        first, self._page = self.answers is None, page
        if first:
            self._make_form(page)
        elif self.room.sights.after_all_saves(self) and not self._pause.isActive():
            self.catch_up(page)
        self.track.show_stages(standing.written_stages(page))
        self.large.setChecked(page.large_print)
        open_ = page.row.state != "issued"
        self.large.setEnabled(open_)
        self.to_link.setVisible(open_ and self.showing == "answers")
        if self.answers is not None:
            self.answers.setEnabled(open_)
        self.spoken.show_spoken(page.spoken, issued=not open_, ours=OURS)
        self._show_pdf(page)
        self._show_banner(page)
        self._show_kept()
        self.heading_changed.emit()

    def _make_form(self, page: WrittenPage) -> None:
        self.answers = AnswersForm(page.asks, self.room.today)
        self.answers.show_answers(page.answers)
        self._said = self.answers.values()
        self.answers.edited.connect(lambda _: None if self.is_to_be_chosen() else self._pause.start())
        self.answers.topped.connect(self._topped)
        self.answers_page.add(self.answers)
        self.answers.focus_first()

    def _topped(self) -> None:
        """Of both versions it is said first what is to be kept; then it saves itself again."""
        if self.is_to_be_chosen():
            self._pause.stop()
        self.heading_changed.emit()

    def _show_left(self, showing: str) -> None:
        self.showing = showing
        self.left.setCurrentIndex(0 if showing == "answers" else 1)
        heads = {"answers": "What it says", "to": "Who it goes to", "mandate": "Signed authority"}
        self.head.say(heads[showing])
        self.to_link.setVisible(showing == "answers")
        if showing == "answers" and self.answers is None:
            while (old := self.answers_page.findChild(AnswersForm)) is not None:
                old.setParent(None)
                old.deleteLater()
        self.heading_changed.emit()

    def show_answers(self) -> None:
        self._show_left("answers")
        if self.answers is not None:
            self.answers.focus_first()

    def _show_form(self, showing: str, form: Form) -> None:
        if self.form is not None:
            self.form.setParent(None)
            self.form.deleteLater()
        self.form = form
        self.form_page.add(form)
        self._show_left(showing)
        form.focus_first()

    def _show_pdf(self, page: WrittenPage) -> None:
        self.nothing.say("The page cannot be shown.", page.fault)
        place = self.page.verticalScrollBar().value()
        english = page.spoken.english if page.spoken is not None and self.spoken.in_english else None
        shown = english or page.pdf
        try:
            if shown is not None:
                self.page.show_pdf(shown)
                self.page.verticalScrollBar().setValue(place)
            else:
                self.page.clear()
        except PageUnreadable as fault:
            self.nothing.say(fault.said, fault.advice)
        self.page.mark(
            [PageMark(f"[{one.label}: {one.where}]", "overdue") for one in page.wanting], show_first=False
        )
        self.right.setCurrentWidget(self.page if self.page.pages() else self.nothing)
        self._say_page()

    def _say_page(self) -> None:
        page = self._page
        about: tuple[str, ...] = ()
        if page is not None:
            to = "the client" if page.recipient.kind == "subject" else page.row.recipient
            about = (page.row.reference, f"to {to}", *((page.envelope,) if page.envelope else ()))
        shown = (self.page.page_words(),) if self.page.pages() else ()
        self.page_head.say("", ", ".join((*shown, *about)))

    # The banner -----------------------------------------------------------------------------------

    def _show_banner(self, page: WrittenPage) -> None:
        self.banner.clear()
        elsewhere = [one for one in page.wanting if one.place != "letter"]
        if page.against:
            self._say_against(page)
        elif page.chain.corrected_by is not None:
            standing.say_corrected(self.banner, page.chain.corrected_by, self.go, self.name)
        elif page.row.state != "issued" and elsewhere:
            self._say_wanting(page, elsewhere)
        else:
            self.banner.hide()
            return
        self.banner.show()

    def _say_against(self, page: WrittenPage) -> None:
        first = page.against[0]
        self.banner.say(first.sentence, first.next_step)
        person, case = page.row.person_id, page.row.case_id
        match first.code:
            case "mandate_needed":
                kind = "debt-authority" if page.debt_id else "authority"
                self.banner.offer("Write one to sign", partial(self._write_authority, kind))
                self.banner.offer("Record it signed", self.record_mandate, "primary")
            case "agreement_needed":
                ask = partial(self.go, "consent", person=person, case=case)
                self.banner.offer("Ask for consent", ask, "primary")
            case "must_not_write" | "no_safe_address":
                self.banner.offer("Open client's details", partial(self.go, "client-details", person=person))
                self.banner.offer("Hand it over", self._by_hand, "primary")

    def _say_wanting(self, page: WrittenPage, elsewhere: list[Wanting]) -> None:
        first = elsewhere[0]
        what = listed([one.label for one in elsewhere if one.place == first.place])
        self.banner.say(f"Still wanting: {what}.", f"{first.where[0].upper()}{first.where[1:]}.")
        screen = _SCREENS.get(first.place)
        case, person = page.row.case_id, page.row.person_id
        if first.place == "to" and page.recipient.kind != "subject":
            self.banner.offer("Fill in the address", self.change_address, "primary")
        elif first.place == "debt" and case is not None:
            self.banner.offer("Open the debts", partial(self.go, "debts"), "primary")
        elif screen in ("case", "decision") and case is not None:
            self.banner.offer("Open the case", partial(self.go, "case", case=case), "primary")
        elif screen == "settings":
            self.banner.offer("Open settings", partial(self.go, "settings"), "primary")
        else:
            open_ = partial(self.go, "client-details", person=person)
            self.banner.offer("Open client's details", open_, "primary")

    # Writing --------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Save what is typed so far, and show the page with it."""
        self._pause.stop()
        form, page = self.answers, self._page
        if form is None or page is None or page.row.state == "issued" or form.unread():
            return
        work, typed = partial(written.keep_words, self.room.desk, page.row.id, form.answers()), form.values()

        def kept(changes: Changes) -> None:
            self._said = typed
            if form is self.answers:  # the page may have been made anew meanwhile
                form.put_on_top(None)
            self._wrote(changes)

        self.room.write(self, work, kept, self._failed)

    def change_address(self) -> None:
        if self._page is not None and self._page.row.state != "issued":
            self._settle()
            self._show_form("to", ToForm(self._page))

    def _save_address(self) -> None:
        page, form = self._page, self.form
        if page is None or not isinstance(form, ToForm):
            return
        typed = form.values()
        typed["copies"] = tuple(typed.get("copies") or ())
        self._write(written.change_address, page.row.id, typed.pop("recipient_id"), **typed)

    def _by_hand(self) -> None:
        page = self._page
        if page is not None:
            body = page.recipient
            self._write(
                written.change_address,
                page.row.id,
                body.id,
                address=body.address,
                postcode=body.postcode or "",
                copies=page.copies,
                by_hand=True,
            )

    def record_mandate(self) -> None:
        """Record the authority the client has signed for whoever the letter goes to."""
        if self._page is not None:
            form = MandateForm(self._page.recipient.name, self.room.today)
            form.show_values({"signed_on": self.room.today()})
            self._show_form("mandate", form)

    def _save_mandate(self) -> None:
        page, form = self._page, self.form
        if page is None or form is None:
            return
        typed = form.values()
        missing = [] if typed["signed_on"] else [Problem("signed_on", "Write the day it was signed.")]
        if form.show_problems([*form.unread(), *missing]):
            return
        self._write(
            mandates.record_mandate,
            page.row.person_id,
            page.recipient.id,
            **typed,
            subject=page.matter,
            today=self.room.today(),
        )

    def _write_authority(self, kind: str) -> None:
        page = self._page
        if page is None:
            return
        draft = written.WrittenDraft(
            kind, page.row.person_id, page.recipient.id, page.row.case_id, None, page.debt_id
        )
        work = partial(written.write_letter, self.room.desk, draft, today=self.room.today())
        self.room.write(self, work, self._authority_begun, self._failed)

    def _authority_begun(self, changes: Changes) -> None:
        self.wrote.emit(changes)
        self.go("written-letter", letter=changes.id)

    def issue(self) -> None:
        """Issue the letter, when the person is sure: it can no longer be changed."""
        page = self._page
        if page is None:
            return
        self._settle()
        if asking.before_issue(
            self, page.row.reference, asking.readers_of(page), f"{page.title}.", page.envelope
        ):
            self._write(letter_issue.issue, page.row.id, today=self.room.today())

    def drop(self) -> None:
        """Throw the draft away, when asked twice."""
        page = self._page
        if page is None:
            return
        sure = messages.ask(
            self,
            "Discard this draft?",
            hint="It has not left the desk; what you wrote in it is lost.",
            yes="Discard",
            no="Keep draft",
        )
        if sure:
            self._pause.stop()
            work = partial(written.drop, self.room.desk, page.row.id, today=self.room.today())
            self.room.write(self, work, self._dropped, self._failed)

    def _dropped(self, changes: Changes) -> None:
        self._where, self._page = {}, None
        self.wrote.emit(changes)
        self.go_on("letters")

    def _choose_language(self, code: str) -> None:
        self.spoken.in_english = False
        if self._page is not None:
            self._write(written.choose_language, self._page.row.id, code)

    def _large_print(self, on: bool) -> None:
        if self._page is not None:
            self._write(letters.change_print, self._page.row.id, large=on)

    def _write(self, what: Callable[..., Changes], *about: object, **how: object) -> None:
        self.room.write(self, partial(what, self.room.desk, *about, **how), self._wrote, self._failed)

    def _wrote(self, changes: Changes) -> None:
        if self.showing != "answers":
            self._show_left("answers")
        self.said.emit(f"Saved {moment(self.room.now())}")
        self.wrote.emit(changes)
        self._read()

    def _failed(self, fault: BaseException) -> None:
        form = self.form if self.showing != "answers" else self.answers
        if isinstance(fault, Problems) and form is not None:
            mine = [Problem(p.field.removeprefix("asked."), p.sentence, p.hint) for p in fault.problems]
            form.show_problems(mine)
        elif isinstance(fault, ChangedMeanwhile):
            self.meet()
        elif isinstance(fault, Blocked):
            self.banner.clear()
            self.banner.say(*blocked.in_words(fault.reasons, "The letter"))
            self.banner.show()
        else:
            messages.show_fault(self, fault)

    # Out of the desk ------------------------------------------------------------------------------

    def copy_line(self) -> None:
        """The line for the practice's record, for pasting there."""
        if self._page is not None:
            self._clipboard.copy(self._page.paste)
            self.said.emit("Copied; paste it into the record")
