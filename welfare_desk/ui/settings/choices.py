"""Preferences: one page made from ``settings.TABLE``, by whose: this computer's, yours, the agency's.

Each holds from the moment it is chosen; there is nothing to save.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from welfare_desk import settings
from welfare_desk.casework import choices
from welfare_desk.casework.desk import Changes
from welfare_desk.errors import Problem
from welfare_desk.settings import Declared, Held
from welfare_desk.ui.kit.fields import ChoiceField, Field, OneOfField, TickField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Hairline
from welfare_desk.ui.kit.words import Prose, Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Screen
from welfare_desk.ui.settings.folder_field import FolderField
from welfare_desk.ui.settings.section import Section, show_refused

_PARTS: dict[Held, tuple[str, str]] = {
    "machine": (
        "This computer",
        "Kept on this computer and outside the desk: the lock screen has to be readable, and has to know when"
        " to lock, before anybody has said who they are.",
    ),
    "person": (
        "You",
        "Kept inside the desk, sealed for you alone; they come along to any computer that opens it.",
    ),
    "agency": (
        "The agency",
        "For everybody at this desk. What else the agency decides has pages of its own, at the left.",
    ),
}
_WHO = "A manager of this desk chooses it."
_FEW = 3  # as many choices stand side by side; more are let down


class ChoicesSection(Section):
    words = "Preferences"
    hint = "Each holds from the moment it is chosen; there is nothing to save."

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self.forms: dict[Held, Form] = {}
        self.fields: dict[str, Field] = {}
        for held, (words, why) in _PARTS.items():
            self.page.add(Hairline())
            self.page.add(Words(words, "name"))
            self.page.add(Prose(why, "text", "quiet"))
            form = self.forms[held] = Form(2)
            for one in settings.of(held):
                field = _control(one)
                words = "" if isinstance(field, TickField) else one.words
                self.fields[one.name] = form.add_row(words, field, name=one.name)
            form.edited.connect(partial(self._chosen, held))
            self.page.add(form)
        self.as_chosen = Prose("", "text", "ink")  # in place of the agency's form, for whoever only reads it
        self.page.add(self.as_chosen)
        self.as_chosen.hide()

    def read(self) -> None:
        self._show_machine()
        self.room.read(self, partial(choices.of_person, self.room.desk), self.forms["person"].show_values)
        desk = self.room.desk

        def look() -> tuple[dict[str, Any], bool]:
            return choices.of_agency(desk), choices.may_choose_for_agency(desk)

        self.room.read(self, look, self._show_agency)

    def _show_agency(self, found: tuple[dict[str, Any], bool]) -> None:
        """To be chosen by a manager; to anybody else as it stands."""
        kept, may = found
        self.forms["agency"].show_values(kept)
        self.forms["agency"].setVisible(may)
        self.as_chosen.setVisible(not may)
        self.as_chosen.say(
            " ".join((*(_in_words(one, kept[one.name]) for one in settings.of("agency")), _WHO))
        )

    def start_typing(self) -> None:
        self.forms["machine"].focus_first()

    def show_choice(self, name: str) -> None:
        """Put the cursor on one of them."""
        if name in self.fields:
            field = self.fields[name]
            field.setFocus()
            self.page.ensureWidgetVisible(field if field.isVisibleTo(self) else self.as_chosen)

    def _show_machine(self) -> None:
        machine = self.room.machine
        for one in settings.of("machine"):
            field, value = self.fields[one.name], getattr(machine, one.name)
            if isinstance(field, ChoiceField):
                field.offer(_offered(one, value))
            field.set_value(value)

    def _chosen(self, held: Held, name: str) -> None:
        value = self.fields[name].value()
        if value is None:  # the circle that was on goes off first
            return
        if held == "machine":
            self._keep_machine(name, value)
            return
        form = self.forms[held]
        form.show_problems([])

        def done(changes: Changes) -> None:
            self.around.wrote.emit(changes)
            self.around.said.emit("Kept for everybody at this desk" if held == "agency" else "Kept for you")

        def refused(fault: BaseException) -> None:
            show_refused(self, form, fault)
            self.read()

        self.room.write(self, partial(choices.choose, self.room.desk, name, value), done, refused)

    def _keep_machine(self, name: str, value: Any) -> None:
        form = self.forms["machine"]
        machine = replace(self.room.machine, **{name: value})
        wrong = [Problem(name, one.sentence, one.hint) for one in settings.problems(machine)]
        desk = self.room.desk.folder.resolve()
        if name == "backup_folder" and value and Path(value).resolve().is_relative_to(desk):
            hint = "Choose another disk or a USB stick."
            wrong = [Problem(name, "A backup is kept outside the desk's own folder.", hint)]
        if form.show_problems(wrong) or machine == self.room.machine:
            return
        self.room.machine = machine
        self.room.keep_machine(machine)
        self._show_machine()  # what one choice rules out, another no longer says
        self.around.said.emit("Kept on this computer")


def _control(one: Declared) -> Field:
    if isinstance(one.usual, bool):
        return TickField(one.words, one.sentence)
    if one.folder:
        return FolderField(one.sentence, may_choose=one.name != "last_desk")
    if len(one.offered) <= _FEW:
        return OneOfField(one.offered, one.sentence)
    return ChoiceField(one.offered, unset="", help=one.sentence)


def _in_words(one: Declared, value: settings.Value) -> str:
    """A choice as a sentence: what it is called, and what was chosen."""
    said = dict(_offered(one, value))[value]
    return f"{one.words.replace('&', '')}: {said[:1].lower()}{said[1:]}."


def _offered(one: Declared, now: settings.Value) -> list[tuple[settings.Value, str]]:
    """What is offered, and what stands there though it is none of that."""
    there = [value for value, _ in one.offered]
    if now in there:
        return list(one.offered)
    unit = " %" if one.name == "text_size" else " minutes"
    return sorted([*one.offered, (now, f"{now}{unit}")], key=lambda pair: pair[0])
