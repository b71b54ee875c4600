"""Recently removed: what was taken out these thirty days, and a way to put it back as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.taking_back import undoing
from welfare_desk.casework.taking_back.undoing import RemovedRow, TakenBack
from welfare_desk.rules import days
from welfare_desk.ui.clients.words import clock
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading


class RemovedScreen(ListScreen):
    """What waits to be put back, the newest first."""

    name, title, rail = "recently-removed", "Recently removed", "settings"

    def __init__(self, room: Room) -> None:
        empty = Empty(
            "Nothing has been removed in the last thirty days.",
            "What is taken out, or taken back with Ctrl+Z, waits here for thirty days. "
            "An issued letter, a consent or a confirmed gain is never removed.",
            icon="trash-2",
        )
        columns = [Column("What"), Column("Client", 180), Column("Removed", 120), Column("Until", 120)]
        super().__init__(room, "What can be put back", columns, empty)
        self.found: dict[UUID, RemovedRow] = {}

    def heading(self) -> Heading:
        acts = (Act("Put back", self.put_back, "undo-2"),) if self.found else ()
        return Heading(
            self.title, "For thirty days; then it is gone for good", primary=acts[0] if acts else None
        )

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes)

    def load(self) -> Callable[[], list[RemovedRow]]:
        return partial(undoing.recently_removed, self.room.desk, today=self.room.today())

    def listed(self, found: list[RemovedRow]) -> Iterable[Row]:
        self.found = {row.id: row for row in found}
        for row in found:
            yield Row(
                row.id,
                (
                    RowCell(_first_up(row.what), row.title, strong=True),
                    RowCell(row.client or "No client"),
                    RowCell(days.short(row.on), raw=row.on),
                    RowCell(days.short(row.until), raw=row.until),
                ),
            )

    def fill(self, key: object) -> None:
        row = self.found.get(key) if isinstance(key, UUID) else None
        if row is None:
            return
        self.pane.heading(_first_up(row.what), row.title)
        self.pane.facts(
            [
                ("Client", row.client or "No client"),
                ("Removed", days.full(row.on)),
                ("By", row.by or "not recorded"),
                ("Until", f"{days.full(row.until)}; then it is gone for good"),
            ]
        )
        self.pane.act("Put back", self.put_back, icon="undo-2")

    def open_row(self, key: object) -> None:
        self.put_back()

    def put_back(self) -> None:
        """The chosen thing stands again as it was, with all that belonged to it."""
        chosen = self.key()
        if isinstance(chosen, UUID):
            work = partial(undoing.put_back, self.room.desk, chosen, today=self.room.today())
            self.room.write(self, work, self._back)

    def _back(self, back: TakenBack) -> None:
        self.wrote.emit(back.changes)
        self.said.emit(f"{back.words} {clock(self.room.now())}")
        self.read()
        self.rows.setFocus()


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]
