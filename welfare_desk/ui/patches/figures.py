"""What a quarter or a year in a patch came to: each figure with how it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from welfare_desk.casework.service import patch_figures, patches
from welfare_desk.casework.service.patch_figures import PatchFile, PatchLine
from welfare_desk.casework.service.patches import PatchRow
from welfare_desk.rules import days
from welfare_desk.ui import saving
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading
from welfare_desk.ui.span import THIS_QUARTER, SpanLine

_Found = tuple[list[PatchRow], list[tuple[str, list[PatchLine]]]]


class PatchFiguresScreen(ListScreen):
    """The figures of one patch, or of all of them."""

    name, title, rail = "patch-figures", "Figures of a patch", "practice"
    kinds = frozenset({"patches"})

    def __init__(self, room: Room) -> None:
        self.which = ChoiceField(unset="Every patch")
        self.which.call("&Patch")
        self.line = SpanLine(room.today(), [self.which], self._other, THIS_QUARTER)
        columns = [Column("Figure"), Column("Number", 130, right=True), Column("", 150, right=True)]
        empty = Empty("No patch yet.", "Its figures appear here once homes have been visited.")
        super().__init__(room, "Figures", columns, empty, pane_width=340, above=self.line)
        self.patch: UUID | None = None
        self._known: dict[object, PatchLine] = {}

    def heading(self) -> Heading:
        return Heading(self.title, primary=Act("Save as CSV", self.save, "download"))

    def arrive(self, **where: Any) -> None:
        """``patch``: which one; none is all of them."""
        self.patch = where.get("patch", self.patch)
        super().arrive(**where)

    def load(self) -> Callable[[], _Found]:
        desk, patch, period = self.room.desk, self.patch, self.line.period()
        return lambda: (patches.patches_of(desk), patch_figures.lines(desk, patch, period))

    def listed(self, found: _Found) -> Iterable[Row]:
        every, told = found
        self.which.offer([(one.id, one.name) for one in every], unset="Every patch")
        self.which.set_value(self.patch)
        period = self.line.period()
        self.head.say("Figures", f"{days.short(period.first)} to {days.short(period.last)}")
        self._known = {one.code: one for _, theirs in told for one in theirs}
        if not every:
            return
        for heading, theirs in told:
            if theirs:
                yield group(heading)
            for one in theirs:
                value = RowCell(one.value, strong=True, raw=one.count)
                yield Row(one.code, (RowCell(one.words), value, RowCell(one.beside, role="quiet")))

    def fill(self, key: object) -> None:
        one, pane = self._known[key], self.pane
        pane.heading(one.words, one.value)
        if one.beside:
            pane.said(f"{one.beside}.", space=12)
        pane.section("How it is made")
        pane.said(f"{one.formula[0].upper()}{one.formula[1:].rstrip('.')}.", space=8)
        if one.is_few:
            pane.section("Outside the agency")
            pane.said("Fewer than five homes: the file says so and not how many.", "quiet", 8)

    def _other(self) -> None:
        self.patch = self.which.value()
        self.read()

    def save(self) -> None:
        """Keep the figures as a file to give away."""
        desk, patch, period = self.room.desk, self.patch, self.line.period()
        self.room.read(self, lambda: patch_figures.as_file(desk, patch, period), self._keep)

    def _keep(self, file: PatchFile) -> None:
        if saving.keep(self, "Save the figures", file.name, file.data, "CSV (*.csv)"):
            self.said.emit("Figures saved")
