"""Supervision: what was talked through and agreed, and when the next one is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from welfare_desk.casework import agency
from welfare_desk.casework.agency import AdvisorRow
from welfare_desk.casework.desk import Changes
from welfare_desk.casework.quality import supervision
from welfare_desk.casework.quality.supervision import SupervisionDraft, SupervisionRow
from welfare_desk.rules import days
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, DateField, LongTextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.quality.tabs import QualityTabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_SECOND = "Leave clients' names out where a reference will do."
_Found = tuple[list[SupervisionRow], list[AdvisorRow]]


class SupervisionScreen(ListScreen):
    """Notes of supervision that this person may read."""

    name, title, rail = "supervision", "Supervision", "practice"
    kinds = frozenset({"supervision"})

    def __init__(self, room: Room) -> None:
        columns = [Column("On", 120), Column("Who, and with whom", 190), Column("What was talked through")]
        empty = Empty(
            "No note of supervision yet.",
            "What was talked through and agreed, read by the two of you and a manager.",
            "Write a note",
            self.add,
            "plus",
        )
        super().__init__(room, "Supervision", columns, empty, pane_width=360)
        self._rows: dict[object, SupervisionRow] = {}
        self._advisors: list[AdvisorRow] = []
        self._tabs = QualityTabs(self)

    def band(self) -> QWidget:
        return self._tabs

    def heading(self) -> Heading:
        return Heading("Quality", primary=Act("Write a note", self.add, "plus"))

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"add": lambda _: self.add(), "change": self.change}

    def load(self) -> Callable[[], _Found]:
        desk = self.room.desk
        return lambda: (supervision.notes(desk), agency.advisors(desk))

    def listed(self, found: _Found) -> Iterable[Row]:
        rows, self._advisors = found
        self._rows = {row.id: row for row in rows}
        if self.form is not None:  # half typed before who works here was known
            self.form.fields["of_advisor_id"].offer(self._whose(), unset="Choose")  # type: ignore[attr-defined]
        coming = min(
            (row.next_on for row in rows if row.next_on and row.next_on >= self.room.today()), default=None
        )
        self.head.say("Supervision", f"next on {days.full(coming)}" if coming else "")
        return [
            Row(
                row.id,
                (
                    RowCell(days.short(row.on), raw=row.on),
                    RowCell(row.of, f"by {row.by}", strong=True),
                    RowCell(" ".join(row.words.split())),
                ),
            )
            for row in rows
        ]

    def _whose(self) -> list[tuple[UUID, str]]:
        return [(row.id, row.name) for row in self._advisors]

    def fill(self, key: object) -> None:
        row = self._rows.get(key)
        if row is None:
            return
        self.pane.heading(row.of, f"{days.full(row.on)}, by {row.by}")
        self.pane.said(row.words, space=12)
        next_on = days.full(row.next_on) if row.next_on else ""
        self.pane.facts([("Agreed", row.agreed), ("Next", next_on)])
        if row.mine and not self.room.desk.read_only:
            self.pane.act("Change the note", partial(self.change, row.id), icon="pencil")

    def add(self) -> None:
        """Write a note of what was talked through."""
        form = self._note_form()

        def do(typed: dict[str, Any]) -> Changes:
            return supervision.write(self.room.desk, self._draft(typed), today=self.room.today())

        self.ask("add", None, "A note of supervision", form, "Save the note", do, second=_SECOND, icon="plus")

    def change(self, key: Any) -> None:
        """Put a note of one's own right; Ctrl+Z brings back what it said."""
        row = self._rows.get(key)
        if row is None or not row.mine:
            return
        form = self._note_form()
        said = {"words": row.words, "agreed": row.agreed, "on": row.on, "next_on": row.next_on}
        form.show_values(said | {"of_advisor_id": row.of_advisor_id})

        def do(typed: dict[str, Any]) -> Changes:
            draft = self._draft(typed)
            return supervision.change(self.room.desk, row.id, draft, today=self.room.today())

        self.ask("change", row.id, "Change the note", form, "Save the note", do, second=_SECOND)

    def _note_form(self) -> Form:
        form = Form(2)
        whose = ChoiceField(self._whose(), unset="Choose")
        form.add_row("&Whose supervision", whose, name="of_advisor_id", span=2)
        form.add_row("What was &talked through", LongTextField("", lines=6), name="words", span=2)
        form.add_row("What was &agreed", LongTextField("", lines=3), name="agreed", span=2)
        on = form.add_row("&On", DateField(self.room.today), name="on")
        on.set_value(self.room.today())
        form.add_row("&Next", DateField(self.room.today), name="next_on")
        return form

    def _draft(self, typed: dict[str, Any]) -> SupervisionDraft:
        on = typed["on"] or self.room.today()
        return SupervisionDraft(typed["of_advisor_id"], on, typed["words"], typed["agreed"], typed["next_on"])
