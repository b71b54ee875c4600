"""Rates and rules: what is in force on a day, since when, where it was read, and how sure that is.

Everything here ships with the program as dated tables; nothing is worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from welfare_desk import resources
from welfare_desk.errors import DeskError
from welfare_desk.rules import days, money, names
from welfare_desk.rules.benefits import Rate
from welfare_desk.rules.routes import Step
from welfare_desk.ui import theme
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import DateField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.tabs import Tabs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Heading, Screen

STANDING = {
    "official": Chip("Official", "done"),
    "secondary": Chip("Secondary", "soon"),
    "uncertain": Chip("Uncertain", "overdue"),
}
_SAYS = {
    "official": "Read in the instrument or the official table itself.",
    "secondary": "Read where somebody else restates it; check it before it leaves the desk.",
    "uncertain": "Doubtful or only proposed when it was read; do not rely on it.",
}
_ROLES = {
    "award": "A sum that can be paid as it stands",
    "applicable": "An amount used in a means test",
    "maximum": "The most that can be paid",
    "minimum": "The least",
    "threshold": "A limit",
    "deduction": "Taken off",
    "ratio": "A share",
}
_EVERY = {
    "one-off": "once",
    "annual": "a year",
    "four-weekly": "every four weeks",
    "capital": "of capital",
    "ratio": "",
}


class RatesScreen(Screen):
    """Tables of the law."""

    name, title, rail = "rates-and-rules", "Rates and rules", "settings"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.rates: dict[object, Rate] = {}
        self.steps: dict[object, Step] = {}
        self.tabs = Tabs("Rates and rules", ["Benefit rates", "Time limits"])
        self.tabs.chosen.connect(lambda _: self._show())
        self.form = Form(2)
        self.typed = self.form.add_row("&Search", TextField("Benefit, body or rule"), name="typed")
        self.on = self.form.add_row("In force &on", DateField(room.today), name="on")
        self.form.edited.connect(lambda _: self._show())
        self.form.setContentsMargins(24, 12, 24, 8)
        columns = [Column("What"), Column("Since", 120), Column("Amount", 120, right=True), Column("", 110)]
        self.rows = RowList("Rates and rules", columns)
        self.rows.chosen.connect(lambda row: self._show_chosen(row.key))
        empty = Empty("Nothing is in force under those words.", "Fewer letters or another day may find it.")
        self.full = OrEmpty(self.rows, empty)
        self.pane = Details("Where it comes from")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(theme.px(16), 0, theme.px(24), 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        box.addWidget(Beside(column(top, self.form, self.full, stretch=self.full), self.pane))

    def heading(self) -> Heading:
        return Heading(self.title, "Each with its source and its doubt")

    def arrive(self, **where: Any) -> None:
        if self.on.value() is None:
            self.on.set_value(self.room.today())
        self._show()
        self.typed.setFocus()

    def concerns(self, changes: object) -> bool:
        return False

    def _show(self) -> None:
        on = self.on.value() or self.room.today()
        wanted = names.fold(self.typed.value()).split()
        self.pane.clear()
        try:
            rows = list(self._rates(on, wanted) if self.tabs.currentIndex() == 0 else self._limits(wanted))
        except DeskError as none_in_force:
            rows = []
            self.pane.heading("No table of rates")
            self.pane.said(str(none_in_force))
        self.full.show_full(bool(rows))
        self.rows.show_rows(rows)
        first = next((row for row in rows if row.can_be_chosen), None)
        if first is not None:
            self.rows.choose(first.key)

    def _rates(self, on: date, wanted: list[str]) -> Iterator[Row]:
        catalogue = resources.benefits()
        in_force = catalogue.rates_in_force(on)
        self.rates = {}
        for code in sorted(in_force, key=lambda code: catalogue.name(code).casefold()):
            benefit = catalogue.benefits[code]
            said = names.fold(f"{benefit.name} {benefit.acronym} {code} {benefit.body}")
            rates = [
                rate
                for name, rate in in_force[code].items()
                if all(word in f"{said} {names.fold(name)}" for word in wanted)
            ]
            if rates:
                yield group(benefit.name, benefit.body.upper())
            for rate in rates:
                key = (code, rate.component)
                self.rates[key] = rate
                yield Row(
                    key,
                    (
                        RowCell(_component(rate.component)),
                        RowCell(days.short(rate.starts), role="quiet"),
                        RowCell(_amount(rate), strong=True),
                        RowCell(chip=STANDING[rate.checked]),
                    ),
                )

    def _limits(self, wanted: list[str]) -> Iterator[Row]:
        routes = resources.routes()
        self.steps = {}
        for code, route in routes.routes.items():
            found = [
                step
                for step in routes.steps
                if code in step.routes
                and all(
                    word in names.fold(f"{route.name} {route.decides} {step.does} {step.citation}")
                    for word in wanted
                )
            ]
            if found:
                yield group(route.decides, route.name)
            for step in found:
                key = (code, step.id)
                self.steps[key] = step
                yield Row(
                    key,
                    (
                        RowCell(step.does, routes.event_words.get(step.event, step.happened)),
                        RowCell(),
                        RowCell(_length(step)),
                        RowCell(f"{step.confidence.capitalize()} confidence", role="quiet"),
                    ),
                )

    def _show_chosen(self, key: object) -> None:
        self.pane.clear()
        if key in self.rates:
            self._show_rate(self.rates[key])
        elif key in self.steps:
            self._show_step(self.steps[key])

    def _show_rate(self, rate: Rate) -> None:
        catalogue = resources.benefits()
        source = catalogue.sources[rate.source]
        self.pane.heading(catalogue.name(rate.benefit), _component(rate.component), STANDING[rate.checked])
        self.pane.facts(
            [
                ("Amount", f"{_amount(rate)} {_every(rate)}".strip()),
                ("Since", days.full(rate.starts)),
                ("Tax year", rate.tax_year),
                ("What it is", _ROLES.get(rate.role, rate.role)),
            ]
        )
        self.pane.section("Where it was read")
        self.pane.said(source.title)
        self.pane.said(source.where, "quiet", 8)
        if rate.ref:
            self.pane.said(rate.ref, "quiet", 4)
        self.pane.said(_SAYS[rate.checked], space=12)
        if doubt := catalogue.doubt(rate.benefit, self.on.value() or self.room.today()):
            self.pane.item(doubt, mark="circle-question-mark", tone="soon")

    def _show_step(self, step: Step) -> None:
        self.pane.heading(
            step.does, f"After: {resources.routes().event_words.get(step.event, step.happened)}"
        )
        self.pane.facts(
            [
                ("Time", _length(step)),
                ("Goes to", step.receives),
                ("If late", step.test),
                ("After that", step.beyond),
                ("The rule", step.citation),
                ("How sure", step.confidence),
            ]
        )
        for doubt in step.doubts:
            self.pane.item(doubt, mark="circle-question-mark", tone="soon")


def _component(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _amount(rate: Rate) -> str:
    return f"{rate.amount:f}" if rate.period == "ratio" else money.shown(rate.amount)


def _every(rate: Rate) -> str:
    often = rate.period.removesuffix("ly")
    return _EVERY.get(rate.period, f"a {often}")


def _length(step: Step) -> str:
    """The time in words; a step whose length is its benefit's own says so."""
    if isinstance(step.length, str):
        return "By benefit"
    number = step.length.n
    unit = step.length.count.split("_")[0]
    words = {"months": "month", "days": "day", "working": "working day", "years": "year"}
    noun = words.get(unit, unit)
    return f"{number} {noun}{'s' * (number != 1)}" if number else "That day"
