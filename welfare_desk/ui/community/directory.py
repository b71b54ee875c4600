"""The directory of local services, found by a few letters, with the day each entry was checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.service import directory
from welfare_desk.casework.service.directory import ServiceDraft, ServiceRow
from welfare_desk.rules import days
from welfare_desk.rules.links import KINDS
from welfare_desk.ui import theme
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, LongTextField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading


class DirectoryScreen(ListScreen):
    """Local services."""

    name, title, rail = "directory", "Directory of services", "clients"
    kinds = frozenset({"services", "links"})

    def __init__(self, room: Room) -> None:
        self.search = TextField("Find: pantry, carers, damp")
        self.search.call("&Find a service")
        self.search.label.hide()
        self.search.edited.connect(self.read)
        self._top = QWidget()
        self._line = QVBoxLayout(self._top)
        self._line.addWidget(self.search)
        columns = [Column("Service"), Column("Helps with", 150), Column("Checked", 168)]
        empty = Empty(
            "No service found.",
            "Local services with what they do, for whom and how to reach them; checked again every year.",
            "Add a service",
            self.add,
            "plus",
        )
        super().__init__(room, "Services", columns, empty, pane_width=360, above=self._top)
        self._rows: dict[object, ServiceRow] = {}
        theme.dress(self._dress)

    def heading(self) -> Heading:
        lacking = Act("What is lacking", lambda: self.go("lacking"), "search")
        return Heading(self.title, acts=(lacking,), primary=Act("Add a service", self.add, "plus"))

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"service": self._change}

    def arrive(self, **where: Any) -> None:
        super().arrive(**where)
        self.search.setFocus()

    def load(self) -> Callable[[], tuple[str, list[ServiceRow]]]:
        desk, typed = self.room.desk, self.search.value()
        return lambda: (typed, directory.services(desk, typed=typed, ended=True))

    def _show(self, found: tuple[str, list[ServiceRow]]) -> None:
        if found[0] == self.search.value():  # else more has been typed; the answer to that is on its way
            super()._show(found)

    def listed(self, found: tuple[str, list[ServiceRow]]) -> Iterable[Row]:
        _, rows = found
        self._rows = {row.id: row for row in rows}
        stale = sum(row.check_again_on <= self.room.today() and not row.ended_on for row in rows)
        self.head.say("Services", f"{stale} to check again" if stale else f"{len(rows)}")
        return [self._row(row) for row in rows]

    def _row(self, row: ServiceRow) -> Row:
        checked = RowCell(days.short(row.checked_on), role="quiet")
        if row.ended_on is not None:
            checked = RowCell("No longer there", role="quiet")
        elif row.check_again_on <= self.room.today():
            since = f"last checked {days.short(row.checked_on)}"
            checked = RowCell(chip=Chip("Check again", "soon"), second=since)
        kind = RowCell(KINDS[row.draft.kind])
        return Row(row.id, (RowCell(row.name, row.draft.does, strong=not row.ended_on), kind, checked))

    def fill(self, key: object) -> None:
        row = self._rows[key]
        draft, pane, today = row.draft, self.pane, self.room.today()
        pane.heading(row.name, KINDS[draft.kind])
        pane.said(draft.does, space=12)
        pane.facts(
            [
                ("For", draft.for_whom),
                ("Where", draft.area),
                ("Reach them", draft.reach),
                ("Checked", days.full(row.checked_on)),
                ("Check again", days.full(row.check_again_on)),
                ("Links", f"{row.links} of our clients" if row.links else "None yet"),
            ]
        )
        if row.ended_on is None:
            checked = partial(directory.service_checked, self.room.desk, row.id, today=today)
            pane.act("Nothing has changed", partial(self.write, checked), icon="check")
        pane.act("Change", lambda: self._change(row.id), icon="pencil")
        ended = partial(directory.service_ended, self.room.desk, row.id, today=today)
        pane.act(
            "It is there after all" if row.ended_on else "No longer there", partial(self.write, ended), "link"
        )

    def open_row(self, key: object) -> None:
        self._change(key)

    def add(self) -> None:
        self._change(None)

    def _change(self, id: Any) -> None:
        known = self._rows.get(id) if id is not None else None
        form = Form(1)
        form.add_row("&Name", TextField(), name="name")
        form.add_row("Helps &with", ChoiceField(tuple(KINDS.items()), unset="Choose"), name="kind")
        form.add_row("What it &does", LongTextField(lines=3), name="does")
        form.add_row("For w&hom", TextField("Anyone in DD5, carers of adults"), name="for_whom")
        form.add_row("&Reach them", LongTextField("Telephone, hours, who to ask for", lines=2), name="reach")
        form.add_row("Wh&ere", TextField("Millbank, the whole of Tayside"), name="area")
        if known is not None:
            form.show_values(asdict(known.draft))

        def do(typed: dict[str, Any]) -> Changes:
            draft = ServiceDraft(**(typed | {"kind": typed["kind"] or ""}))
            return directory.keep_service(
                self.room.desk, draft, today=self.room.today(), service_id=known.id if known else None
            )

        heading, act = (known.name, "Save service") if known else ("A new service", "Add service")
        self.ask("service", id, heading, form, act, do, second="Saved, it counts as checked today.")

    def _dress(self) -> None:
        margin = theme.px(24)
        self._line.setContentsMargins(margin, 0, margin, theme.px(8))
