"""Ending a consent: all of it in one act, a part by its ticks, or struck out with a second person.

No reason is asked. Beside it stands what that closed, what had already gone and to whom, what is to be done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from functools import partial
from typing import Any

from welfare_desk.casework.consent import consent_endings, consent_page, consents
from welfare_desk.casework.consent.consent_endings import Part
from welfare_desk.casework.consent.consent_page import EndingPage
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.matters import journal
from welfare_desk.errors import Problems
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.consents import said
from welfare_desk.ui.consents.conversation import Conversation
from welfare_desk.ui.kit.fields import DateField, OneOfField, TextField, TickField, TicksField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.words import Button, Prose
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_HOW = (
    ("in person", "In person"),
    ("by telephone", "By telephone"),
    ("in writing", "In writing"),
    ("told somebody else", "Told somebody else"),
)


_HOW_TO = "Tick nothing to withdraw all of it. Tick what the client takes back, and the rest stands."
_MISTAKE = (
    "For a consent that was never given (another client's, say). Nobody may read what was noted under it. A "
    "second person agrees by entering their own passphrase here."
)


class EndingScreen(Conversation):
    """One consent and its end."""

    name, title, rail = "consent-ending", "Withdraw a consent", "clients"

    catches_up = frozenset({"consents", "letters", "readings", "tasks", "clients"})
    _page: EndingPage | None

    def __init__(self, room: Room) -> None:
        super().__init__(room, "What follows")
        self.about_it = Prose("", "text", "ink")
        self.how_to = Prose(_HOW_TO, "text", "quiet")
        self.error = Form(2)
        self._striking = False
        self.error.add_row("What was &wrong with the entry?", TextField(), name="why", span=2)
        self.error.add_row("A second person's &passphrase", TextField(secret=True), name="passphrase")
        self.lay_out(self.about_it, self.how_to, self.form, self.error)

    def heading(self) -> Heading:
        page = self._page
        if page is None:
            return Heading(self.title)
        stands = page.row.withdrawn_on is None and page.row.state != "entered_in_error"
        some = not self._part().is_empty
        act = Act("Take back what is ticked" if some else "Withdraw all of it", self.withdraw, "x")
        if self._striking:
            act = Act("Strike it out", self.strike_out, "x")
        return Heading(
            self.title,
            "No reason is asked; it counts from the moment it is said",
            owner=page.client,
            owner_place=("client", {"person": page.person_id, "tab": "consent"}),
            primary=act if stands else None,
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.withdraw} if self._page else {}

    # Coming and going -----------------------------------------------------------------------------

    def forget(self) -> None:
        self._striking = False

    def draft(self) -> object | None:
        typed = {name: value for name, value in self.form.values().items() if value}
        why = self.error.fields["why"].value()
        return (self._where, typed, why) if typed or why else None

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 3 and draft[0] == self._where:
            self.error.fields["why"].set_value(draft[2])
            super().restore(draft[:2])

    def asking(self) -> Callable[[], EndingPage]:
        return partial(consent_page.ending, self.room.desk, self._where["person"], self._where["consent"])

    def show_page(self, page: EndingPage) -> None:
        first, self._page = self._page is None, page
        if first:
            self._build(page)
        self.show_kept()
        first_words, second_words = said.row_words(page.row)
        self.about_it.say(f"{first_words}. {second_words}")
        self._show_form()
        self._fill(page)
        self.heading_changed.emit()

    def _show_form(self) -> None:
        """The conversation of an ending, or of a mistake; neither once it has ended."""
        row = self._page.row if self._page else None
        struck = row is not None and row.state == "entered_in_error"
        over = struck or (row is not None and row.withdrawn_on is not None)
        self._striking = self._striking and not struck
        self.form.setVisible(not over and not self._striking)
        self.error.setVisible(self._striking)
        self.how_to.setVisible(self._striking or not over)
        self.how_to.say(_MISTAKE if self._striking else _HOW_TO)
        self.heading_changed.emit()

    def strike(self, on: bool) -> None:
        """Show the form for an entry made by mistake, or the other again."""
        self._striking = on
        self._show_form()
        (self.error if on else self.form).focus_first()

    def leave(self) -> bool:
        if self._striking:
            self.strike(False)
            return True
        return False

    def _build(self, page: EndingPage) -> None:
        self.new_form()
        row, today = page.row, self.room.today
        self.form.add_row("&How was it said?", OneOfField(_HOW), name="how", span=2)
        self.form.add_row("&Said on", DateField(today, "Today"), name="on")
        self.form.add_row("", TickField("We checked who was calling"), name="identity_checked")
        purposes = [(code, said.label("purposes", code)) for code in row.purposes]
        parts = [(code, said.category(code)) for code in page.categories]
        bodies = [(one.id, one.name) for one in page.bodies]
        for words_, name, choices in (
            ("No longer &for", "purposes", purposes),
            ("Not these &parts of the record", "categories", parts),
            ("Not &to", "recipient_ids", bodies),
        ):
            if len(choices) > 1 or (choices and name == "recipient_ids"):
                self.form.add_row(words_, TicksField(choices, columns=3), name=name, span=2)
        self.form.show_values({"how": "in person"})
        self.form.edited.connect(lambda _: self._edited())
        self._edited()
        self.form.focus_first()

    def _edited(self) -> None:
        self.form.ask_only(*([] if self.value("how") == "by telephone" else ["identity_checked"]))
        self.heading_changed.emit()

    def _part(self) -> Part:
        return Part(
            purposes=self.value("purposes") or (),
            categories=self.value("categories") or (),
            recipient_ids=self.value("recipient_ids") or (),
        )

    # What follows -----------------------------------------------------------------------------------

    def _fill(self, page: EndingPage) -> None:
        pane, after = self.details, page.after
        pane.clear()
        ended = page.row.withdrawn_on is not None or page.parts_gone or page.row.state == "entered_in_error"
        pane.heading("What it closed" if ended else "What happens at once")
        if not ended:
            for line in (
                "An open record closes.",
                "Letters not yet sent that rest on it stop, each sentence by name.",
                "Its notes are kept apart: they are not read, quoted or sent.",
                "Letters already sent stay on file, are marked and not printed again.",
                "The case goes on without it.",
            ):
                pane.item(line, mark="chevron-right")
        else:
            closed = "1 reading" if after.readings == 1 else f"{after.readings} readings"
            pane.facts(
                [
                    ("Closed", closed if after.readings else "No reading was open"),
                    ("Stopped", said.listed(after.stopped) if after.stopped else "No letter"),
                ]
            )
        pane.section("What has already gone")
        if not after.gone:
            pane.said("Nothing has left the desk under it.", "quiet", 8)
        for gone in after.gone:
            what = "Shown to be checked" if gone.to_check else f"Letter {gone.reference}"
            pane.item(said.listed(gone.to), days.short(gone.on), "send", second=what)
        if after.incidents:
            pane.said(
                "Something left after the client had said no; a manager judges it within 72 hours.",
                "overdue",
                10,
            )
        if page.to_do:
            pane.section("To do")
            for task in page.to_do:
                due = days.short(task.due_on) if task.due_on else ""
                pane.item(task.what, due, "circle")
                button = Button("Done", partial(self._task_done, task.id), "link", "check")
                button.setAccessibleName(f"Done: {task.what}")
                pane.add(button, 2)

        if page.row.state == "entered_in_error":
            return
        pane.section("Entered by mistake?")
        if page.second_person:
            pane.said("Another client's, say: with a second person it is struck out.", "quiet", 8)
            pane.add(Button("Strike it out", partial(self.strike, True), "link", "x"), 6)
        else:
            pane.said(
                "Striking it out needs a second person with a passphrase for this desk. Withdrawing stops it "
                "as surely.",
                "quiet",
                8,
            )

    def _task_done(self, task_id: Any) -> None:
        work = partial(journal.task_done, self.room.desk, task_id, today=self.room.today())
        self.room.write(self, work, self.written)

    # Doing ------------------------------------------------------------------------------------------

    def withdraw(self) -> None:
        """All of it, or what is ticked; at once."""
        if self._page is None or self.form.show_problems(self.form.unread()):
            return
        how, on, part = self.value("how") or "in person", self.value("on"), self._part()
        day = on if on and on != self.room.today() else None
        common: dict[str, Any] = {
            "how": how,
            "today": self.room.today(),
            "withdrawn_at": datetime.combine(day, time(12), words.LONDON) if day else None,
            "identity_checked": how != "by telephone" or bool(self.value("identity_checked")),
        }
        desk, consent = self.room.desk, self._where["consent"]
        if part.is_empty:
            work = partial(consents.withdraw, desk, consent, **common)
        else:
            work = partial(consent_endings.withdraw_part, desk, consent, part, **common)
        self.room.write(self, work, partial(self._ended, not part.is_empty), self.failed)

    def _ended(self, only_a_part: bool, changes: Changes) -> None:
        if only_a_part:
            self.say_done("That part is taken back.", "The rest of the consent stands.")
        else:
            self.say_done("Consent withdrawn.", "It counts from now; what follows is beside this.")
        self._page = None  # laid out anew: what was ticked is done
        self.written(changes)

    def strike_out(self) -> None:
        """With a second person's passphrase, which is in the field no longer than it must."""
        if self._page is None:
            return
        field = self.error.fields["passphrase"]
        why, passphrase = self.error.fields["why"].value(), field.value()
        field.set_value("")
        work = partial(
            consent_endings.strike_out,
            self.room.desk,
            self._where["consent"],
            why=why,
            passphrase=passphrase,
            today=self.room.today(),
        )
        self.room.write(self, work, self._struck, self.failed)

    def _struck(self, changes: Changes) -> None:
        self.error.fields["why"].set_value("")
        self._striking = False
        self.say_done("Struck out as entered in error.", "Ask the client afresh.")
        self.written(changes)

    def failed(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self.form.show_problems([one for one in fault.problems if one.field != "why"])
            self.error.show_problems([one for one in fault.problems if one.field == "why"])
        else:
            messages.show_fault(self, fault)
