"""Scenarios beside things as they are: each week benefit by benefit, what differs on top."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from welfare_desk.casework.income import income_page
from welfare_desk.casework.income.income_page import Picture, Side
from welfare_desk.casework.income.income_questions import all_parts
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.rules import money
from welfare_desk.rules.income.household import Household
from welfare_desk.rules.income.scenarios import Step
from welfare_desk.rules.money import NOUGHT
from welfare_desk.ui.kit.fields import ChoiceField, OneOfField, TextField, TicksField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.in_a_line import InALine
from welfare_desk.ui.kit.panes import Details
from welfare_desk.ui.kit.rows import Column, Row, RowCell
from welfare_desk.ui.kit.words import Button

ABREAST = 3  # scenarios beside "now"; the rest are reached by taking others away


def columns(shown: Picture) -> list[Column]:
    width = 180 if len(shown.sides) < ABREAST else 132
    names = [Column(side.name, width, right=True) for side in shown.sides[:ABREAST]]
    return [Column("A week"), Column("Now", 104, right=True), *names]


def rows(shown: Picture) -> Iterator[Row]:
    """The difference first: by the week, by the year, then each benefit."""
    sides = shown.sides[:ABREAST]
    if sides:
        weekly = (_more(side.weekly) for side in sides)
        yearly = (_more(side.yearly) for side in sides)
        yield Row("weekly", (RowCell("More each week"), RowCell(), *weekly), "total")
        yield Row("yearly", (RowCell("More each year, 52 weeks"), RowCell(), *yearly), "total")
    for code in shown.benefits:
        cells = (_cell(side, code) for side in sides)
        yield Row(code, (RowCell(matter_name(code)), _sum(shown.now.get(code, NOUGHT)), *cells))
    together = (_sum(sum(side.then.values(), NOUGHT)) for side in sides)
    yield Row("together", (RowCell("Together"), _sum(shown.weekly), *together), "total")


def _more(amount: Decimal) -> RowCell:
    role = "overdue" if amount < 0 else "done" if amount else "ink"
    return RowCell(_signed(amount), raw=amount, role=role, strong=True)


def _signed(amount: Decimal) -> str:
    return f"{'+' if amount > 0 else ''}{money.shown(amount)}"


def _sum(amount: Decimal) -> RowCell:
    return RowCell(money.shown(amount) if amount else "", raw=amount, said=money.shown(amount))


def _cell(side: Side, code: str) -> RowCell:
    then, more = side.then.get(code, NOUGHT), side.difference.get(code, NOUGHT)
    role = "overdue" if more < 0 else "done"
    if not more:
        return RowCell(money.shown(then) if then else "", raw=then, role="quiet")
    return RowCell(_signed(more), money.shown(then), raw=more, role=role)


def fill(
    pane: Details, shown: Picture, forget: Callable[[str], object], add: Callable[[str], object]
) -> None:
    """The scenarios in words: what each rests on, what others lose by it."""
    for place, side in enumerate(shown.sides):
        if place:
            pane.section(side.name)
        else:
            pane.heading(side.name)
        for step in side.steps:
            pane.item(step, mark="check")
        role = "overdue" if side.weekly < 0 else "done"
        pane.said(f"{_signed(side.weekly)} a week, {_signed(side.yearly)} a year.", role, 8)
        for lost in side.lost:
            pane.said(lost, "overdue", 8)
        if side.not_counted:
            pane.said(f"Not counted, for there is no figure here: {', '.join(side.not_counted)}.", "quiet", 8)
        buttons = (
            Button("Add to it", partial(add, side.name), "link", "plus"),
            Button("Take it away", partial(forget, side.name), "link", "x"),
        )
        pane.add(InALine(*buttons), 8)
    pane.said(
        "Universal Credit and Pension Credit are worked out afresh on both sides, so that the change shows. "
        "It is no award notice: deductions, sanctions and transitional sums are not in it.",
        "quiet",
        16,
    )


class StepForm(Form):
    """One award that would come or go, in a scenario of that name."""

    def __init__(self, household: Household, name: str = "") -> None:
        super().__init__(1)
        self.household = household
        self.add_row("&Name", TextField("If she claims"), name="name").set_value(name)
        self.add_row("&Whose award", ChoiceField(income_page.people_of(household), unset=""), name="whom")
        self.add_row("&Award", ChoiceField(unset="Choose"), name="benefit")
        how = ((False, "Comes into payment"), (True, "Is lost"))
        self.add_row("It", OneOfField(how), name="ended").set_value(False)
        self.parts: dict[str, str] = {}
        self._rates: list[str] = []
        self.edited.connect(self._answered)
        self._answered("whom")

    def _answered(self, name: object) -> None:
        benefit = self.fields["benefit"]
        if name == "whom" and isinstance(benefit, ChoiceField):
            whom = self.household.person(self.fields["whom"].value())
            benefit.offer(income_page.may_have(whom))
        if name in ("whom", "benefit"):
            self._offer_rates(benefit.value())

    def _offer_rates(self, code: str | None) -> None:
        """The rates of this benefit; those asked of another one are left out."""
        asked = f"rates_{code}" if code and all_parts(code) else ""
        if asked and asked not in self._rates:
            ticks = TicksField(all_parts(code or ""), columns=1)
            self.add_row("At which rate", ticks, name=asked)
            self._rates.append(asked)
        self.ask_only(*(name for name in self._rates if name != asked))

    def step(self) -> Step:
        found: dict[str, Any] = self.values()
        rates = found.get(f"rates_{found['benefit']}", ())
        return Step(found["whom"], found["benefit"] or "", tuple(rates), bool(found["ended"]))
