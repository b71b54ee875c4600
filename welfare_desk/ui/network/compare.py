"""Practices, localities or workers side by side over a year or a quarter; the whole network below."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QWidget

from welfare_desk.casework.service import network
from welfare_desk.casework.service.network import Comparison
from welfare_desk.reports.facts import FEW
from welfare_desk.rules import days
from welfare_desk.rules.network import Compared
from welfare_desk.ui import saving
from welfare_desk.ui.kit.empty import Empty
from welfare_desk.ui.kit.fields import ChoiceField, TickField
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.list_screen import ListScreen
from welfare_desk.ui.practice.tabs import PracticeTabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading
from welfare_desk.ui.span import SpanLine

_WHOLE = "whole"


class NetworkScreen(ListScreen):
    """The comparison."""

    name, title, rail = "network", "The network", "practice"
    kinds = frozenset({"practices", "sessions", "cases", "clients", "advisors", "settings"})

    def __init__(self, room: Room) -> None:
        self.by = ChoiceField(tuple(network.BY.items()), unset="")
        self.by.call("Si&de by side")
        self.inside = TickField("Show them, inside the agency")
        self.inside.call("Small numbers")
        self.line = SpanLine(room.today(), [self.by, self.inside], self.read)
        columns = [
            Column("Where"),
            Column("People", 110, right=True),
            Column("Meetings each", 116, right=True),
            Column("Sessions", 84, right=True),
            Column("Referrals", 88, right=True),
        ]
        empty = Empty("Nothing to compare yet.", "Practices are listed here once you add one.")
        super().__init__(room, "Side by side", columns, empty, pane_width=340, above=self.line)
        self.found: Comparison | None = None
        self._tabs = PracticeTabs(self)

    def band(self) -> QWidget:
        return self._tabs

    def heading(self) -> Heading:
        return Heading("Practice", primary=Act("Save as CSV", self.save, "download"))

    def load(self) -> Callable[[], Comparison]:
        by = self.by.value() or "practice"
        return partial(network.compare, self.room.desk, self.line.period(), by=by)

    def listed(self, found: Comparison) -> Iterable[Row]:
        self.found = found
        period = found.period
        self.head.say("Side by side", f"{days.short(period.first)} to {days.short(period.last)}")
        for row in found.rows:
            hidden = row.is_few and not self.inside.value()
            yield Row(row.key, self._cells(row.words, row.second, row.told, hidden))
        if found.rows:
            yield Row(_WHOLE, self._cells("The whole network", "", found.whole, False))

    def _cells(self, words: str, second: str, told: Compared, hidden: bool) -> tuple[RowCell, ...]:
        name = RowCell(words, second, strong=True)
        if hidden:
            return (name, RowCell(FEW, role="quiet"), *(RowCell() for _ in range(3)))
        return (
            name,
            RowCell(f"{told.people:,}", raw=told.people),
            RowCell(_number(told.meetings_each), raw=told.meetings_each),
            RowCell(f"{told.sessions:,}", raw=told.sessions),
            RowCell(f"{told.referrals:,}" if told.referrals else "", raw=told.referrals),
        )

    def fill(self, key: object) -> None:
        if self.found is None:
            return
        row = next((one for one in self.found.rows if one.key == key), None)
        told, pane = row.told if row else self.found.whole, self.pane
        pane.heading(row.words if row else "The whole network", row.second if row else "")
        if row is not None and row.is_few and not self.inside.value():
            pane.said("Fewer than five people, or so near to it that they could be worked out.", "quiet", 12)
            pane.said("Outside the agency nothing is said of so few.", "quiet")
            return
        worker = _number(told.people_a_worker)
        workers = "Full-time workers" if row is None else "Workers"
        pane.facts(
            [
                ("People", f"{told.people:,}"),
                ("Meetings", f"{told.meetings:,}"),
                ("To a person", _number(told.meetings_each)),
                (workers, f"{told.workers.normalize():f}" if told.workers else "Nobody named"),
                *((("To a worker", f"{worker} people"),) if worker else ()),
                ("Practices", self._practices(told)),
                ("On the lists", f"{told.patients:,} patients" if told.patients else ""),
                ("Of the lists", f"{told.of_the_list} %" if told.of_the_list is not None else ""),
            ]
        )
        pane.section("How they are counted")
        pane.said(
            "People with support in these days, each once; meetings they came to. Somebody met in two places"
            " is counted in both, so the lines add up to more than the whole.",
            "quiet",
            8,
        )

    def _practices(self, told: Compared) -> str:
        if not told.practices.whole:
            return ""
        share = "" if told.practices.percent is None else f", {told.practices.percent} %"
        return f"{told.practices.part} of {told.practices.whole} with a session{share}"

    def save(self) -> None:
        """Keep the comparison as a file to give away."""
        if self.found is not None:
            file = network.as_file(self.found)
            if saving.keep(self, "Save the comparison", file.name, file.data, "CSV (*.csv)"):
                self.said.emit("Comparison saved")


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:,.1f}"
