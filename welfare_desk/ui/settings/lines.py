"""A section of the settings that is a form over the lines entered so far: added above, taken away below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from welfare_desk.casework.desk import Changes
from welfare_desk.errors import Problem
from welfare_desk.ui import messages
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row
from welfare_desk.ui.kit.words import Button, Prose
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Screen
from welfare_desk.ui.settings.section import Section, show_refused


class LinesSection(Section):
    """``adds`` is what the title line's button says, ``added`` what is said once it is done."""

    adds, added = "Add", "Added"
    columns: tuple[Column, ...] = ()
    empty_words = ("Nothing is entered yet.", "Add the first above.")
    needed: tuple[tuple[str, str], ...] = ()  # fields, and what is said while they are empty
    kept: tuple[str, ...] = ()  # fields that stay as they are for the next line

    def __init__(self, room: Room, screen: Screen) -> None:
        super().__init__(room, screen)
        self._lines: list[Any] = []
        self._untouched: dict[str, object] = {}
        self.form = Form(2)
        self.build(self.form)
        self._untouched = self.form.values()
        self.page.add(self.form)
        self.told = Prose("", "text", "quiet")
        self.page.add(self.told)
        self.list = RowList(self.words, self.columns, margin=0, grows=True)
        self.full = OrEmpty(self.list, Empty(*self.empty_words, inset=0))
        self.page.add(self.full)
        self.away = Button("Remove the chosen one", self.take_away, "secondary", "trash-2")
        self.page.add(self.away)

    # What a section says ------------------------------------------------------------------------------

    def build(self, form: Form) -> None:
        """Put the fields on the form."""
        raise NotImplementedError

    def row(self, line: Any, place: int) -> Row:
        raise NotImplementedError

    def add(self, typed: dict[str, Any]) -> Callable[[], Changes]:
        """The work that adds what was typed."""
        raise NotImplementedError

    def remove(self, line: Any) -> Callable[[], Changes]:
        raise NotImplementedError

    def says(self, lines: Sequence[Any]) -> str:
        """A sentence over the list; none by itself."""
        return ""

    # What is the same in all --------------------------------------------------------------------------

    def primary(self) -> Act | None:
        return Act(self.adds, self.save, "plus")

    def start_typing(self) -> None:
        self.form.focus_first()

    def show_lines(self, lines: Iterable[Any]) -> None:
        self._lines = list(lines)
        self.full.show_full(bool(self._lines))
        self.away.setVisible(bool(self._lines))
        self.list.show_rows(self.row(line, place) for place, line in enumerate(self._lines))
        said = self.says(self._lines)
        self.told.setVisible(bool(said))
        self.told.say(said)

    def draft(self) -> dict[str, object] | None:
        typed = self.form.values()
        return typed if typed != self._untouched else None

    def restore(self, draft: dict[str, object]) -> None:
        self.form.show_values(draft)

    def save(self) -> None:
        """Add what was typed, unless something needed is missing."""
        typed = self.form.values()
        missing = [Problem(name, said) for name, said in self.needed if typed[name] in (None, "")]
        if self.form.show_problems([*self.form.unread(), *missing]):
            return

        def done() -> None:
            self.form.show_values(self._untouched | {name: typed[name] for name in self.kept})
            self.read()
            self.start_typing()

        self.write(self.form, self.add(typed), self.added, done)

    def take_away(self) -> None:
        """Take a line that was a mistake away, once it is sure."""
        row = self.list.chosen_row()
        if row is None:
            self.around.said.emit("Choose a line first")
            return
        line = self._lines[int(str(row.key))]
        if not messages.ask(self, "Remove this line?", yes="Take away", no="Keep"):
            return

        def done(changes: Changes) -> None:
            self.around.wrote.emit(changes)
            self.around.said.emit("Taken away")
            self.read()

        self.room.write(self, self.remove(line), done, lambda fault: show_refused(self, self.form, fault))
