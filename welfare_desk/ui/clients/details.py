"""Changing a client's details: problems beside their fields, and nothing typed lost when another was faster.

What may be right is ``casework.clients``' to say; the page that shows the details is ``page``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.desk import ChangedMeanwhile, Changes
from welfare_desk.casework.people import client_page, clients, languages
from welfare_desk.casework.people.client_page import DetailsPage
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.errors import Problems
from welfare_desk.ui import messages
from welfare_desk.ui.clients import words
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.fields import ChoiceField, DateField, LongTextField, OneOfField, TextField, TickField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Page, column
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen
from welfare_desk.ui.shared.stale import show_both

_MAY_BE_NONE = ("ni_number", "chi_number", "postcode", "phone", "gp_name", "contact_warning", "interpreter")
_YES_NO = ((True, "Yes"), (False, "No"))


class ClientDetailsScreen(Screen):
    """One client's details, to be put right."""

    name, title, rail = "client-details", "Details", "clients"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self._page: DetailsPage | None = None
        self._untouched: dict[str, Any] = {}
        self._kept: tuple[int, dict[str, Any], dict[str, Any], dict[str, str]] | None = None
        self.version = 0  # of the client as the form began from it
        self.banner = Banner("soon", edge=True)
        self.banner.hide()
        self.form = self._form()
        self.body = Page("Details", self.form, margin=24, space=16)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(self.banner, self.body, stretch=self.body))

    def _form(self) -> Form:
        form = Form(3)
        add = form.add_row
        form.section("Who they are")
        add("&Surname", TextField(), name="surname")
        add("&Forenames", TextField(), name="forenames")
        add("&Known as", TextField("As in the forenames"), name="known_as")
        self.born_on = add("Date of &birth", DateField(self.room.today, birth=True), name="born_on")
        add("&NI number", TextField("QQ 12 34 56 C"), name="ni_number")
        add("C&HI number", TextField("Ten digits"), name="chi_number")
        form.section("Reaching them safely")
        add("&Telephone", TextField(), name="phone")
        add("&Address", LongTextField(lines=3), name="address")
        add("&Postcode", TextField(), name="postcode")
        add("May we ring?", OneOfField(_YES_NO), name="may_call")
        add("May we leave a message?", OneOfField(_YES_NO), name="may_leave_message")
        add("May we write?", OneOfField(_YES_NO), name="may_write")
        add(
            "&What to know before any contact",
            TextField("Ring only after four; leave no message", "Shown wherever their number is"),
            name="contact_warning",
            span=2,
        )
        add("&Interpreter", TextField("None needed", "Language"), name="interpreter")
        spoken = list(languages.names().items())
        self.language = add("Lang&uage they read best", ChoiceField(spoken), name="language")
        add("", TickField("Letters in large print"), name="large_print", span=2)
        form.section("Practice")
        self.practice = add("P&ractice", ChoiceField(), name="practice_id")
        add("&GP", TextField("Dr"), name="gp_name")
        form.edited.connect(self._edited)
        return form

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        page = self._page
        if page is None:
            return Heading(self.title)
        closed = "" if self._is_changed() else "Nothing has been changed."
        return Heading(
            self.title,
            "A former name or address stays with its dates",
            owner=page.view.name,
            owner_place=("client", {"person": page.view.id}),
            acts=(Act("Do not change", self._back),),
            primary=Act("Save details", self.save, "check", closed),
        )

    def about(self) -> str:
        return self._page.view.name if self._page else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {"save": self.save} if self._page is not None else {}

    def arrive(self, **where: Any) -> None:
        """``person``: the id of the client."""
        if where != self._where or not self._is_changed():
            self._page = None
            self.banner.hide()
            self.form.show_problems(())
        self._where = where
        self._read()

    def refresh(self, changes: object) -> None:
        if self._where:
            self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"clients", "practices"})

    def draft(self) -> object | None:
        return (
            (self._where, (self.version, self.form.values(), self._untouched, self.form.half_read()))
            if self._is_changed()
            else None
        )

    def restore(self, draft: object) -> None:
        if isinstance(draft, tuple) and len(draft) == 2 and draft[0] == self._where:
            self._kept = draft[1]
            if self._page is not None:
                self._show_kept()

    # Showing --------------------------------------------------------------------------------------

    def _is_changed(self) -> bool:
        typed = self.form.values() != self._untouched or bool(self.form.half_read())
        return self._page is not None and typed

    def _read(self) -> None:
        work = partial(client_page.details, self.room.desk, self._where["person"])
        self.room.read(self, work, self._show)

    def _show(self, page: DetailsPage) -> None:
        first = self._page is None
        if not first and self._is_changed():
            self._page = page
            if page.view.version != self.version:
                self._say_changed_meanwhile()
            return
        self._page, self.version = page, page.view.version
        self.practice.offer([(one.id, one.name) for one in page.practices])
        known = page.view.draft
        self.form.show_values({name: getattr(known, name) for name in self.form.fields})
        self._untouched = self.form.values()
        self._age()
        if first:
            self.form.focus_first()
        self._show_kept()
        self.heading_changed.emit()

    def _show_kept(self) -> None:
        if self._kept is not None:
            self.version, values, self._untouched, half_read = self._kept
            self._kept = None
            self.form.show_values(values)
            self.form.show_half_read(half_read)
            self._edited()
            if self._page is not None and self._page.view.version != self.version:
                self._say_changed_meanwhile()

    def _edited(self, *_: object) -> None:
        self._age()
        self.language.assist(languages.in_words(self.language.value() or languages.OURS))
        self.heading_changed.emit()

    def _age(self) -> None:
        age = clients.age_on(self.born_on.value(), self.room.today())
        self.born_on.assist(f"Aged {age}" if age is not None else "")

    # Saving ---------------------------------------------------------------------------------------

    def client_draft(self) -> ClientDraft:
        """The client as the form has it; what it does not ask stays as it was."""
        if self._page is None:
            raise ValueError("there is no client on the form yet")
        typed = self.form.values()
        typed |= {name: typed[name] or None for name in _MAY_BE_NONE}
        known = self._page.view.draft
        return ClientDraft(
            **{one.name: typed.get(one.name, getattr(known, one.name)) for one in fields(known)}
        )

    def save(self) -> None:
        """Save, unless something cannot be right or somebody else was faster."""
        if self._page is None or self.form.show_problems(self.form.unread()):
            return
        work = partial(
            clients.change_client,
            self.room.desk,
            self._page.view.id,
            self.client_draft(),
            version=self.version,
            today=self.room.today(),
        )
        self.room.write(self, work, self._saved, self._not_saved)

    def _saved(self, changes: Changes) -> None:
        self._untouched = self.form.values()
        self.banner.hide()
        self.form.put_on_top(None)
        self.said.emit(f"Saved {words.clock(self.room.now())}")
        self.wrote.emit(changes)
        self._back()

    def _not_saved(self, fault: BaseException) -> None:
        if isinstance(fault, Problems):
            self.form.show_problems(fault.problems)
        elif isinstance(fault, ChangedMeanwhile):
            self.see_both()
        else:
            messages.show_fault(self, fault)

    def _say_changed_meanwhile(self) -> None:
        """Said above the form, which stays as it is under whoever is typing."""
        self.banner.clear()
        self.banner.say(ChangedMeanwhile.sentence, "What you typed is still here.")
        self.banner.offer("See both versions", self.see_both)
        self.banner.show()

    def see_both(self) -> None:
        """What each of the two says where they differ, and which is kept."""
        self.banner.hide()
        show_both(self.room, self, self.form, self._untouched, self._read)

    def _back(self) -> None:
        if self._page is not None:
            if self._is_changed():
                self.form.show_values(self._untouched)
            self.go("client", person=self._page.view.id)
