"""Special rules for terminal illness: the form, by whom, whether the client knows; and that they go first.

The page's own name says nothing of it, and what is kept shows only once it is opened: the client may be
sitting beside the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.desk import ChangedMeanwhile, Changes
from welfare_desk.casework.field_rules import rule_of
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.people import clients, special_rules
from welfare_desk.casework.people.special_rules import SpecialRules
from welfare_desk.errors import Problems
from welfare_desk.rules import days
from welfare_desk.rules import special_rules as rules
from welfare_desk.ui import messages
from welfare_desk.ui.clients.words import clock
from welfare_desk.ui.kit.both import Both
from welfare_desk.ui.kit.fields import DateField, LongTextField, OneOfField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, Page
from welfare_desk.ui.kit.words import Button
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen


class SpecialRulesScreen(Screen):
    """Whether this client goes first, and what is kept of it."""

    name, title, rail = "special-rules", "Goes first", "clients"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.person: UUID | None = None
        self.client = ""
        self.since: date | None = None
        self.opened: SpecialRules | None = None
        self.form = Form(2)
        self.form.section("Special rules")
        forms = [("", "None yet"), *((one.code, one.name) for one in special_rules.forms()[0])]
        self.form.add_row("Which form", OneOfField(forms), name="form")
        self.form.add_row(
            "Does the client know?", OneOfField(list(rules.KNOWS.items())), name="knows", needed=True
        )
        self.form.add_row("&Filled in by", TextField("Name and post"), name="clinician")
        judged = rule_of("special_rules.judged_on")
        self.form.add_row(
            "&Dated", DateField(room.today, "The clinician's day"), name="judged_on", rule=judged
        )
        self.form.add_row("&Sent on", DateField(room.today, "Not sent yet"), name="sent_on")
        self.form.add_row("&May be told in their place", TextField("Nobody named"), name="speaks")
        self.form.add_row("&Note", LongTextField(lines=3), name="note", span=2)
        self.form.edited.connect(self._edited)
        self.pane = Details("Who goes first", 360)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        page = Page("What is kept", self.form, margin=24, space=12)
        box.addWidget(Beside(page, self.pane))

    # What the frame asks ------------------------------------------------------------------------------

    def heading(self) -> Heading:
        place = ("client", {"person": self.person}) if self.person else None
        save = Act("Keep it, and put them first", self.save, "lock")
        return Heading(self.title, owner=self.client, owner_place=place, primary=save)

    def about(self) -> str:
        return self.client

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.save}

    def arrive(self, **where: Any) -> None:
        """``person``: whose; nothing that was opened before stays open."""
        self.person, self.opened = where["person"], None
        self._blank()
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and "clients" in changes.kinds

    def refresh(self, changes: object) -> None:
        self._read()

    # Showing ------------------------------------------------------------------------------------------

    def _read(self) -> None:
        desk, person = self.room.desk, self.person
        if person is None:
            return

        def work() -> tuple[str, date | None]:
            return clients.client(desk, person).name, special_rules.goes_first(desk, person)

        self.room.read(self, work, self._show)

    def _show(self, found: tuple[str, date | None]) -> None:
        self.client, self.since = found
        self._fill()
        self.heading_changed.emit()
        if not self.form.written_in:
            self.form.focus_first()

    def _blank(self) -> None:
        empty = {"clinician": "", "judged_on": None, "sent_on": None, "speaks": "", "note": ""}
        self.form.show_values({"form": None, "knows": None, **empty})
        self.form.show_problems([])

    def _edited(self, _name: object) -> None:
        self._fill()

    def _fill(self) -> None:
        pane, today = self.pane, self.room.today()
        pane.clear()
        if self.since is None:
            pane.heading("Does not go first", "Lists keep them in their usual place.")
        else:
            pane.heading("Goes first", f"Since {days.short(self.since)}. No list says why.")
            if self.opened is None:
                pane.act("Open what is kept", self.open, icon="eye")
            pane.add(Button("No longer goes first", self._no_longer, "link", "x"), 8)
        pane.said(
            "What you keep here is sealed and each opening is written down. It is in no letter, sheet, list "
            "or export; in a copy of their own data only where they know.",
            "quiet",
            12,
        )
        typed = self.form.values()
        judged = typed["judged_on"]
        for one in special_rules.forms()[0]:
            if typed["form"] in ("", None, one.code):
                self._say_form(one)
        if judged is not None and typed["form"] == "basris" and judged <= today:
            begins = rules.begins_on(judged, today)
            pane.section("From when")
            pane.said(f"Applied for today it is paid from {days.short(begins)}.", space=8)
            if today <= rules.apply_by(judged):
                pane.said(f"Apply by {days.short(rules.apply_by(judged))}: until then the form's day counts.")
            else:
                pane.said("The form is older than 26 weeks: the clinician must say that it still holds.")

    def _say_form(self, one: rules.Form) -> None:
        pane = self.pane
        pane.section(f"{one.name}, to {one.goes_to}")
        pane.said(f"{one.who}. {one.means}.", space=4)
        for opens in special_rules.forms()[1]:
            if opens.form == one.code:
                pane.item(matter_name(opens.benefit), second=opens.what)
        pane.said(" ".join(part for part in (f"{one.source}.", one.doubt) if part), "quiet", 8)

    # Doing --------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Show what is kept; the opening is logged before it comes."""
        if self.person is not None:
            work = partial(special_rules.opened, self.room.desk, self.person)
            self.room.write(self, work, self._show_opened, partial(messages.show_fault, self))

    def _show_opened(self, found: SpecialRules) -> None:
        self.opened = found
        names = ("form", "knows", "clinician", "judged_on", "sent_on", "speaks", "note")
        self.form.show_values({name: getattr(found, name) for name in names})
        self._fill()
        self.form.focus_first()

    def save(self) -> None:
        """Keep what is typed, sealed, and put the client first."""
        if self.person is None or self.form.show_problems(self.form.unread()):
            return
        typed = self.form.values()
        draft = SpecialRules(**{**typed, "form": typed["form"] or "", "knows": typed["knows"] or ""})
        work = partial(special_rules.put_first, self.room.desk, self.person, draft, today=self.room.today())
        self.room.write(self, work, self._kept, self._refused)

    def _no_longer(self) -> None:
        if self.person is not None:
            work = partial(special_rules.no_longer, self.room.desk, self.person, today=self.room.today())
            self.room.write(self, work, self._kept, partial(messages.show_fault, self))

    def _kept(self, changes: Changes) -> None:
        self.opened = None
        self._blank()
        self.form.put_on_top(None)
        self.wrote.emit(changes)
        self.said.emit(f"Saved {clock(self.room.now())}")
        self._read()

    def _refused(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        elif isinstance(fault, ChangedMeanwhile):
            self._meet(self.form.values(), self.form.half_read())
        else:
            messages.show_fault(self, fault)

    def _meet(self, mine: dict[str, Any], half_read: dict[str, str]) -> None:
        """Somebody else was faster: what they kept is opened, which is logged, and both are shown."""
        names = tuple(self.form.fields)
        began = {name: getattr(self.opened, name, None) for name in names}

        def opened(found: SpecialRules) -> None:
            self._show_opened(found)
            top = Both(self.form, began, mine, half_read)
            self.form.put_on_top(top)
            top.begin()

        def then(could: bool) -> None:
            if could and self.person is not None:
                self.room.sights.accept(self)
                work = partial(special_rules.opened, self.room.desk, self.person)
                self.room.write(self, work, opened, partial(messages.show_fault, self))

        self.room.sights.after_next_read(self, then)
        self._read()
