"""What every section of the settings is: a page with a heading, and perhaps one act for the title line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework.desk import ChangedMeanwhile, Changes
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.ui import messages
from welfare_desk.ui.kit.both import began_of, bring_back
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Page
from welfare_desk.ui.kit.words import Prose, Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Screen
from welfare_desk.ui.shared.stale import show_both


class Section(QWidget):
    """One section; ``words`` stand in the list at the left, ``hint`` under its heading."""

    words, hint = "", ""

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__()
        self.room, self.around = room, screen
        self.page = Page(self.words, margin=24, space=16)
        self.page.add(Words(self.words, "section"))
        if self.hint:
            self.page.add(Prose(self.hint, "text", "quiet"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.page)

    def read(self) -> None:
        """Ask casework what stands now; called each time the section is shown."""

    def catch_up(self) -> None:
        """Others wrote while it is shown: what is half typed stays."""
        self.read()

    def primary(self) -> Act | None:
        return None

    def start_typing(self) -> None:
        """Put the cursor where typing starts."""

    def leave(self) -> bool:
        """Esc: close what is open inside. True when there was something."""
        return False

    def draft(self) -> dict[str, object] | None:
        """What has been typed and not saved; never a passphrase."""
        return None

    def restore(self, draft: dict[str, object]) -> None: ...

    def untouched(self) -> dict[str, object] | None:
        """What its form showed before anything was typed; None where it holds nothing that was there."""
        return dict(getattr(self, "_untouched", {})) or None

    def write(self, form: Form, work: Callable[[], Changes], said: str, done: Callable[[], object]) -> None:
        """Have casework write; its problems stand beside the fields, its other faults on top of the form."""
        if form.show_problems(form.unread()):
            return

        def written(changes: Changes) -> None:
            self.around.wrote.emit(changes)
            self.around.said.emit(said)
            done()

        def refused(fault: BaseException) -> None:
            untouched = self.untouched()
            if isinstance(fault, ChangedMeanwhile) and untouched is not None:
                show_both(self.room, self, form, untouched, self.read)
            else:
                show_refused(self, form, fault)

        self.room.write(self, work, written, refused)


class FormSection(Section):
    """A section of one form: what is typed in it and not saved survives the lock, with what it began with."""

    form: Form
    _untouched: dict[str, object]
    _brought: dict[str, Any] | None = None  # what was kept, until what stands now has been read

    def typed(self) -> bool:
        changed = self.form.values() != self._untouched or bool(self.form.half_read())
        return bool(self._untouched) and changed

    def draft(self) -> dict[str, object] | None:
        if self._brought is not None or not self.typed():
            return self._brought
        began, half_read = began_of(self.form, self._untouched), self.form.half_read()
        return {"typed": self.form.values(), "began": began, "half_read": half_read}

    def restore(self, draft: dict[str, object]) -> None:
        self._brought = draft
        if self._untouched:
            self.bring()

    def show_standing(self, stands: Mapping[str, Any]) -> None:
        """What stands now, where nothing is typed; beside it what was kept."""
        if not self.typed():
            self.form.put_on_top(None)
            self.form.show_values(dict(stands))
            self._untouched = self.form.values()
        self.bring()

    def bring(self) -> None:
        if self._brought is not None:
            kept, self._brought = self._brought, None
            bring_back(self.form, kept["began"], kept["typed"], kept["half_read"])


def show_refused(owner: QWidget, form: Form, fault: BaseException) -> None:
    """Why casework would not: beside the fields where it can be."""
    if isinstance(fault, Problems):
        form.show_problems(fault.problems)
    elif isinstance(fault, DeskError):
        form.show_problems([Problem("", fault.said, fault.advice)])
    else:
        messages.show_fault(owner, fault)
