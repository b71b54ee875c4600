"""What bites first among all clients: each with the day and what stops it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.matters import emergencies
from welfare_desk.casework.matters.emergencies import Emergency
from welfare_desk.ui.debts.shown import show_threat, threat_row
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.panes import Beside, Details, SectionHead, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen


class EmergenciesScreen(Screen):
    """Charges, arrestments, evictions, disconnections and court dates, the nearest first."""

    name, title, rail = "debt-emergencies", "Most urgent debts", "debts"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._rows: dict[Any, Emergency] = {}
        columns = [
            Column("Client and debt"),
            Column("What it is", 170),
            Column("How near", 150),
            Column("Takes effect on", 104, right=True),
        ]
        self.rows = RowList("Most urgent debts", columns)
        self.rows.chosen.connect(lambda _: self._fill())
        self.rows.opened.connect(lambda row: self._open())
        self.empty = Empty(
            "Nothing is urgent.",
            "Charges, arrestments, evictions and court dates are listed here once they are recorded.",
        )
        self.full = OrEmpty(self.rows, self.empty)
        self.pane = Details("What stops it")
        head = SectionHead("Recorded on open debt cases", "The nearest day first")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(column(head, self.full, stretch=self.full), self.pane))

    def heading(self) -> Heading:
        return Heading(self.title, acts=(Act("All debts", lambda: self.go("debts"), "credit-card"),))

    def arrive(self, **where: Any) -> None:
        self._read()
        self.rows.setFocus()

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"debts", "cases", "moratoria"})

    def _read(self) -> None:
        work = partial(emergencies.emergencies, self.room.desk, today=self.room.today())
        self.room.read(self, work, self._show)

    def _show(self, found: list[Emergency]) -> None:
        today = self.room.today()
        self._rows = {("threat", one.id): one for one in found}
        self.rows.show_rows([threat_row(one, today, with_client=True) for one in found])
        self.full.show_full(bool(found))
        if self.rows.chosen_row() is None:
            self.rows.choose_first()
        self._fill()

    def _fill(self) -> None:
        self.pane.clear()
        chosen = self.rows.chosen_row()
        found = self._rows.get(chosen.key) if chosen is not None else None
        if found is not None:
            show_threat(self.pane, found, self.room.today())
            self.pane.act("Open the client's debts", self._open, "primary", icon="credit-card")

    def _open(self) -> None:
        chosen = self.rows.chosen_row()
        found = self._rows.get(chosen.key) if chosen is not None else None
        if found is not None:
            self.go("client-debts", person=found.person_id, debt=("threat", found.id))
