"""A telephone call, written down while it is made: with whom, who said what, how long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.matters import calls
from welfare_desk.casework.matters.calls import CallDraft, CallPage
from welfare_desk.casework.people import mandates
from welfare_desk.errors import Problems
from welfare_desk.ui import messages
from welfare_desk.ui.clients import words
from welfare_desk.ui.income.facts import WholeField
from welfare_desk.ui.kit.fields import ChoiceField, LongTextField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, Page
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_LONGEST = 600  # minutes


class CallScreen(Screen):
    """One call."""

    name, title, rail = "call", "Phone call", "clients"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.person: UUID | None = None
        self.case: UUID | None = None
        self.page: CallPage | None = None
        self.form = Form(2)
        self.whom = self.form.add_row("&With", ChoiceField(unset="The client"), name="body_id")
        self.form.add_row("Who &answered", TextField("Name and office"), name="who")
        self.about_case = self.form.add_row("A&bout", ChoiceField(unset="No case"), name="case_id")
        self.form.add_row("&Minutes", WholeField(_LONGEST, ""), name="minutes")
        self.phrase = self.form.add_row("&Quick phrase", ChoiceField(unset="Add one"), name="phrase", span=2)
        self.said_field = self.form.add_row("&Who said what", LongTextField(lines=8), name="said", span=2)
        self.form.edited.connect(self._edited)
        self.pane = Details("Beside the call", 340)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(Page("The call", self.form, margin=24, space=12), self.pane))

    def heading(self) -> Heading:
        place = ("client", {"person": self.person}) if self.person else None
        save = Act("Save the call", self.save, "phone")
        return Heading(self.title, owner=self.about(), owner_place=place, primary=save)

    def about(self) -> str:
        return self.page.client if self.page else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.save}

    def arrive(self, **where: Any) -> None:
        """``person``: whose; ``case``: about which."""
        if where["person"] != self.person:
            self._blank()
        self.person, self.case = where["person"], where.get("case")
        self._read()

    def draft(self) -> object | None:
        typed = {name: value for name, value in self.form.values().items() if value}
        typed.pop("phrase", None)
        return (self.person, typed) if typed.keys() - {"case_id"} else None

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 2 and draft[0] == self.person:
            self.form.show_values(draft[1])

    def _blank(self) -> None:
        self.form.show_values({"body_id": None, "who": "", "case_id": None, "minutes": None, "said": ""})
        self.form.show_problems([])

    def _read(self) -> None:
        if self.person is not None:
            work = partial(calls.page, self.room.desk, self.person, today=self.room.today())
            self.room.read(self, work, self._show)

    def _show(self, page: CallPage) -> None:
        self.page = page
        typed = self.form.values()
        self.whom.offer(
            list(page.bodies), unset=f"{page.client}, {page.phone}" if page.phone else page.client
        )
        self.phrase.offer([(one, one) for one in page.phrases], unset="Add one")
        self.about_case.offer([(row.id, words.matter(row)) for row in page.cases], unset="No case")
        wanted = typed["case_id"] or self.case or (page.cases[0].id if len(page.cases) == 1 else None)
        self.form.show_values({"body_id": typed["body_id"], "case_id": wanted})
        self._fill()
        self.heading_changed.emit()
        self.said_field.focusable()[0].setFocus()

    def _fill(self) -> None:
        page, pane = self.page, self.pane
        if page is None:
            return
        pane.clear()
        body = self.whom.value()
        if body in page.unsigned:
            pane.heading("No authority is signed")
            pane.said(mandates.unsigned_words(dict(page.bodies)[body]), "soon", 8)
            pane.said("They may refuse to talk to us. Have one signed, or call with the client beside you.")
            pane.act("Authorities", lambda: self.go("mandates", person=self.person), icon="signature")
        elif body is not None:
            pane.heading("They may talk to us", "A signed authority holds today.")
        else:
            pane.heading(page.client, page.phone or "No number is kept")
            if page.warning:
                pane.said(page.warning, "soon", 8)
        pane.section("Open cases")
        for row in page.cases:
            pane.item(words.matter(row), row.reference, "folder", second=words.next_date(row))
        if not page.cases:
            pane.said("None.", "quiet", 8)

    def _edited(self, name: object) -> None:
        if name == "body_id":
            self._fill()
        phrase = self.phrase.value()
        if name == "phrase" and phrase:
            before = self.said_field.value().rstrip()
            self.said_field.set_value(f"{before} {phrase}".strip())
            self.phrase.set_value(None)

    def save(self) -> None:
        """Keep the call and go back to the client."""
        if self.person is None or self.form.show_problems(self.form.unread()):
            return
        typed = self.form.values()
        typed.pop("phrase")
        draft = CallDraft(self.person, **typed)
        work = partial(calls.record, self.room.desk, draft, today=self.room.today())
        self.room.write(self, work, self._kept, self._refused)

    def _kept(self, changes: Changes) -> None:
        self._blank()
        self.wrote.emit(changes)
        self.said.emit(f"Saved {words.clock(self.room.now())}")
        self.go("client", person=self.person)

    def _refused(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        else:
            messages.show_fault(self, fault)
