"""A list of addresses for a patch: pasted or opened, every row shown with what becomes of it, then taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.service import patches
from welfare_desk.casework.service.patches import PatchRow
from welfare_desk.rules.address_list import Fate, Line
from welfare_desk.ui.kit.chips import Chip, Tone
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import LongTextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.outside_list import OutsideListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading

_Found = tuple[PatchRow | None, list[Line]]
_STATES: dict[Fate, tuple[str, Tone]] = {
    Fate.NEW: ("New", "done"),
    Fate.TWICE: ("Twice", "soon"),
    Fate.REFUSED: ("Not an address", "overdue"),
}


class PatchAddressesScreen(OutsideListScreen):
    """Many addresses at once."""

    name, title, rail = "patch-addresses", "Addresses for a patch", "practice"
    kinds = frozenset({"patches"})
    asks_for = "Open a list of addresses"

    def __init__(self, room: Room) -> None:
        columns = [Column("Row", 44, right=True), Column("Address"), Column("Postcode", 96), Column("", 140)]
        empty = Empty(
            "No list is open.",
            "One address to a line, or columns with headings. Names and telephone numbers in columns of their"
            " own are left out. Nothing is kept until you take it.",
            "Open a list",
            self.open_file,
            "upload",
        )
        super().__init__(room, "Rows", columns, empty, pane_width=340)
        self.patch: UUID | None = None
        self._here: PatchRow | None = None
        self._lines: dict[object, Line] = {}

    def heading(self) -> Heading:
        count = len(self._new())
        closed = "" if count else "No row is a new address."
        words = f"Take {count} address{'es' * (count != 1)}"
        return Heading(
            self.title,
            owner=self._here.name if self._here else "",
            owner_place=("patch", {"patch": self.patch}) if self.patch else None,
            acts=(
                Act("Type them", lambda: self._type(None), "pencil"),
                Act("Paste", self.paste, "copy"),
                Act("Open a list", self.open_file, "upload"),
            ),
            primary=Act(words, self.take, "check", closed),
        )

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return super().acts() or ({"save": self.take} if self._new() else {})

    def forms(self) -> Mapping[str, Callable[[Any], object]]:
        return {"type": self._type}

    def arrive(self, **where: Any) -> None:
        """``patch``: which one the addresses are for."""
        if where.get("patch", self.patch) != self.patch:
            self.patch, self.data = where["patch"], b""
        super().arrive(**where)

    def load(self) -> Callable[[], _Found]:
        desk, patch, data = self.room.desk, self.patch, self.data

        def work() -> _Found:
            every = [one for one in patches.patches_of(desk) if one.ended_on is None]
            here = next((one for one in every if one.id == patch), every[0] if every else None)
            return here, patches.read_addresses(desk, here.id, data) if here and data else []

        return work

    def nothing(self) -> _Found:
        return self._here, []

    def listed(self, found: _Found) -> Iterable[Row]:
        self._here = found[0]
        self.patch = self._here.id if self._here else None
        lines = [line for line in found[1] if line.fate is not Fate.BLANK]
        self._lines = {line.row: line for line in lines}
        counted = Counter(_STATES[line.fate][0].lower() for line in lines)
        self.head.say("Rows", ", ".join(f"{number} {words}" for words, number in counted.items()))
        return [self._row(line) for line in lines]

    def _row(self, line: Line) -> Row:
        words, tone = _STATES[line.fate]
        address = RowCell(line.home.address or "Nothing", line.why, strong=line.fate is Fate.NEW)
        return Row(
            line.row,
            (
                RowCell(str(line.row), role="quiet"),
                address,
                RowCell(line.home.postcode or ""),
                RowCell(chip=Chip(words, tone)),
            ),
        )

    def fill(self, key: object) -> None:
        line = self._lines[key]
        self.pane.heading(line.home.address or "Nothing", f"Row {line.row}")
        if line.why:
            self.pane.said(line.why, "overdue" if line.fate is Fate.REFUSED else "soon", 8)
        self.pane.facts([("Postcode", line.home.postcode or "")])
        self.pane.said("Every new row is taken; the others are left out.", "quiet", 12)

    # Doing --------------------------------------------------------------------------------------------

    def _new(self) -> list[Line]:
        return [line for line in self._lines.values() if line.fate is Fate.NEW]

    def _type(self, _on: Any) -> None:
        form = Form(1)
        form.add_row(
            "&Addresses", LongTextField("14 Mill Lane, Millbank, DD5 9ZZ", lines=8), name="addresses"
        )

        def show() -> None:
            typed = form.fields["addresses"].value()
            self.back()
            self.take_in(typed.encode(errors="ignore"))

        second = "One to a line."
        self.ask("type", None, "Type addresses", form, "Show them", None, save=show, second=second)

    def take(self) -> None:
        """Take every new address into the patch."""
        if self.patch is not None:
            work = partial(patches.add_homes, self.room.desk, self.patch, self._new())
            self.room.write(self, work, self._taken)

    def _taken(self, changes: Changes) -> None:
        count = len(self._new())
        self.data, self._lines = b"", {}
        self.wrote.emit(changes)
        self.said.emit(f"{count} address{'es' * (count != 1)} taken")
        self.go_on("patch", patch=self.patch)
