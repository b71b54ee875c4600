"""This computer: its colours and how soon it hides the screen; kept on the machine, not in the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import QApplication

from welfare_desk.errors import Problem
from welfare_desk.ui import theme
from welfare_desk.ui.kit.fields import ChoiceField, OneOfField, TickField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Screen
from welfare_desk.ui.settings.section import Section

_CURTAIN = (1, 2, 3, 5, 10)
_LOCK = (3, 5, 10, 15, 20, 30)


class ComputerSection(Section):
    words = "This computer"
    hint = "These belong to this computer and to you; they hold from the moment you choose."

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self.form = Form(2)
        add = self.form.add_row
        self.theme = add(
            "&Colours",
            OneOfField([("system", "As the computer"), ("light", "Light"), ("dark", "Dark")]),
            name="theme",
            span=2,
        )
        self.curtain = add(
            "&Hide the screen after",
            ChoiceField([(n, _minutes(n)) for n in _CURTAIN], unset="", help="Your PIN shows it again"),
            name="curtain_minutes",
        )
        self.lock = add(
            "&Lock the desk after",
            ChoiceField([(n, _minutes(n)) for n in _LOCK], unset="", help="Your passphrase opens it again"),
            name="lock_minutes",
        )
        add(
            "",
            TickField(
                "Other people use this computer",
                "Hidden after 2 minutes and locked after 5 at most; what you copy goes after 5 seconds;"
                " where the desk lies is not remembered, and the keyring opens it no more",
            ),
            name="shared_computer",
            span=2,
        )
        self.form.edited.connect(self._changed)
        self.page.add(self.form)

    def read(self) -> None:
        machine = self.room.machine
        for box, minutes in ((self.curtain, machine.curtain_minutes), (self.lock, machine.lock_minutes)):
            usual = _CURTAIN if box is self.curtain else _LOCK
            box.offer([(n, _minutes(n)) for n in sorted({*usual, minutes})])
        self.form.show_values(
            {
                "theme": machine.theme,
                "curtain_minutes": machine.curtain_minutes,
                "lock_minutes": machine.lock_minutes,
                "shared_computer": machine.shared_computer,
            }
        )

    def start_typing(self) -> None:
        self.theme.setFocus()

    def _changed(self, name: str) -> None:
        chosen = self.form.values()
        if chosen["theme"] is None:  # the circle that was on goes off first
            return
        if chosen["lock_minutes"] < chosen["curtain_minutes"]:
            self.form.show_problems(
                [
                    Problem(
                        name,
                        "The desk would lock before the screen is hidden.",
                        "Choose a longer time to lock.",
                    )
                ]
            )
            return
        self.form.show_problems([])
        machine = replace(self.room.machine, **chosen)
        if machine == self.room.machine:
            return
        app = QApplication.instance()
        if isinstance(app, QApplication) and machine.theme != self.room.machine.theme:
            theme.apply(app, cast(theme.Choice, machine.theme), theme.text_scale())
        self.room.machine = machine
        self.room.keep_machine(machine)
        self.around.said.emit("Kept on this computer")


def _minutes(number: int) -> str:
    return "1 minute" if number == 1 else f"{number} minutes"
