"""What the community lacks: help looked for and not found, and help that was found and not taken up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from welfare_desk.casework.service import lacking
from welfare_desk.casework.service.lacking import LackingRow
from welfare_desk.rules import days
from welfare_desk.ui import saving
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading
from welfare_desk.ui.span import SpanLine


class LackingScreen(ListScreen):
    """The report, kind by kind."""

    name, title, rail = "lacking", "Gaps in local services", "clients"
    kinds = frozenset({"links", "services"})

    def __init__(self, room: Room) -> None:
        self.line = SpanLine(room.today(), [], self.read)
        columns = [
            Column("Help with"),
            Column("Not found", 110, right=True),
            Column("Not taken up", 120, right=True),
            Column("In the directory", 130, right=True),
        ]
        empty = Empty(
            "Nothing was missing in these days.",
            "Help a client needs and cannot get is recorded under their goals and links; it is listed here.",
        )
        super().__init__(room, "What was needed", columns, empty, pane_width=360, above=self.line)
        self._rows: dict[object, LackingRow] = {}

    def heading(self) -> Heading:
        return Heading(
            self.title,
            owner="Directory of services",
            owner_place=("directory", {}),
            primary=Act("Save as CSV", self.save, "download"),
        )

    def load(self) -> Callable[[], list[LackingRow]]:
        return partial(lacking.lacking, self.room.desk, self.line.period())

    def listed(self, found: list[LackingRow]) -> Iterable[Row]:
        self._rows = {row.kind: row for row in found}
        period = self.line.period()
        self.head.say("What was needed", f"people, {days.short(period.first)} to {days.short(period.last)}")
        for row in found:
            counts = (row.not_found, row.not_taken_up, row.listed)
            cells = (RowCell(f"{count:,}" if count else "None", raw=count) for count in counts)
            yield Row(row.kind, (RowCell(row.words, ", ".join(row.wanted), strong=True), *cells))

    def fill(self, key: object) -> None:
        row, pane = self._rows[key], self.pane
        pane.heading(row.words, f"{_services(row.listed)} in the directory")
        pane.section("Looked for, not found")
        for words, count in row.where:
            pane.item(words, _people(count))
        for words in row.wanted:
            pane.said(words, "quiet", 8)
        if not row.where:
            pane.said("It was always found.", "quiet", 8)
        pane.section("Found, not taken up")
        for words, count in row.why_not:
            pane.item(words, _people(count))
        if not row.why_not:
            pane.said("It was always taken up, as far as is known.", "quiet", 8)
        pane.section("Linked in these days")
        pane.said(f"{_people(row.linked)[0].upper()}{_people(row.linked)[1:]}.", space=8)

    def save(self) -> None:
        """Keep the report as a file to give away."""
        work = partial(lacking.as_file, self.room.desk, self.line.period())
        self.room.read(self, work, self._keep)

    def _keep(self, file: tuple[str, bytes]) -> None:
        if saving.keep(self, "Save the report", *file, "CSV (*.csv)"):
            self.said.emit("Report saved")


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _services(count: int) -> str:
    return "None" if not count else "1 service" if count == 1 else f"{count} services"
