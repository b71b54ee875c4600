"""Up to three ways out of debt beside each other: what each does, how long, what it costs, what must be told.

What stands in a column is ``options``; the decision is recorded on the client's own page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from welfare_desk.casework.debt import options
from welfare_desk.casework.debt.options import Option, OptionsPage
from welfare_desk.casework.desk import Changes
from welfare_desk.rules import days, money
from welfare_desk.ui import theme
from welfare_desk.ui.debts.options import STATES
from welfare_desk.ui.kit.chips import ChipLabel
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import ChoiceField
from welfare_desk.ui.kit.panes import Hairline, Page
from welfare_desk.ui.kit.words import Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_ABREAST = 3
_KINDS = {"advice", "budgets", "debts", "moratoria"}


class CompareScreen(Screen):
    """Ways out side by side."""

    name, title, rail = "compare-ways", "Ways out side by side", "debts"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._where: dict[str, Any] = {}
        self.page: OptionsPage | None = None
        self.ways = tuple(ChoiceField(unset="None") for _ in range(_ABREAST))
        for words, field in zip(("&First", "&Second", "&Third"), self.ways, strict=True):
            field.call(words)
            field.edited.connect(self._lay_out)
            field.box.resized.connect(self._say_whole)
        self.body = QWidget()
        self.grid = QGridLayout(self.body)
        self.sheet = Page("Ways out side by side", self.body, margin=24)
        self.empty = Empty("Nothing to compare.", "The rules have to be checked first.")
        self.full = OrEmpty(self.sheet, self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.full)
        self._shown: list[QWidget] = []
        self._over = False
        theme.dress(self._dress)

    def heading(self) -> Heading:
        page = self.page
        back = Act("Back to the ways out", self.back, "arrow-left")
        if page is None:
            return Heading(self.title, acts=(back,))
        budget = page.budget
        left = f"Out of “{budget.name}”: {money.shown(budget.surplus)} left each month" if budget else ""
        return Heading(
            "Ways out side by side",
            left or "No budget yet",
            owner=page.client,
            owner_place=("client", {"person": self._where["person"]}),
            acts=(back,),
        )

    def about(self) -> str:
        return self.page.client if self.page else ""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {}

    def arrive(self, **where: Any) -> None:
        """``person``: whose; ``budget``: screened with which; ``way``: the one that stands first."""
        if where.get("person") != self._where.get("person"):
            self.page = None
            for field in self.ways:
                field.offer((), unset="None")
        self._where = dict(where)
        self._read()
        self.ways[0].setFocus()

    def refresh(self, changes: object) -> None:
        if self._where:
            self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & _KINDS)

    def back(self) -> None:
        self.go("client-debts", person=self._where["person"], tab="options")

    def leave(self) -> bool:
        self.back()
        return True

    def _read(self) -> None:
        work = partial(
            options.page,
            self.room.desk,
            self._where["person"],
            today=self.room.today(),
            budget_id=self._where.get("budget"),
            override_by=self._where.get("override", ""),
        )
        self.room.read(self, work, self._show)

    def _show(self, page: OptionsPage) -> None:
        before = [field.value() for field in self.ways]
        self.page = page
        named = [(one.code, one.solution.name) for one in _sorted(page, None)]
        wanted = before if any(before) else [one.code for one in _sorted(page, self._where.get("way"))]
        for place, field in enumerate(self.ways):
            field.offer(named, unset="None")
            field.set_value(wanted[place] if place < len(wanted) else None)
        self.full.show_full(bool(page.options))
        self._lay_out()

    def _chosen(self) -> list[Option]:
        held = {one.code: one for one in self.page.options} if self.page else {}
        codes = dict.fromkeys(field.value() for field in self.ways)
        return [held[code] for code in codes if code in held]

    # Laying it out --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for widget in self._shown:
            self.grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = []
        shown = self._chosen()
        self._over = self._is_narrow()
        first = 0 if self._over else 1
        self.grid.setColumnMinimumWidth(0, theme.px(120) * first)
        for column in range(_ABREAST + 1):
            self.grid.setColumnStretch(column, int(first <= column < first + _ABREAST))
        for column, field in enumerate(self.ways, first):
            self.grid.addWidget(field, 0, column, Qt.AlignmentFlag.AlignTop)
        row = 1
        for heading, cells in self._lines(shown):
            self._put(Hairline(), row, 0, span=_ABREAST + first)
            said = Words(heading, "name", wraps=True)
            self._put(said, row + 2 - self._over, 0, span=_ABREAST if self._over else 1)
            for column, cell in enumerate(cells, first):
                self._put(cell, row + 2, column)
            row += 3
        self._say_whole()
        self.heading_changed.emit()

    def _say_whole(self) -> None:
        """A way whose box cuts its name has it whole below: many begin with the same words."""
        for field in self.ways:
            whole = field.box.currentText() if field.box.cuts() else ""
            if whole != field.help:
                field.assist(whole)

    def _is_narrow(self) -> bool:
        """Whether a line's heading stands over it: beside it, the ways would have too little room."""
        return self.width() < theme.px(720)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.page is not None and self._over != self._is_narrow():
            self._lay_out()

    def _lines(self, shown: list[Option]) -> Iterator[tuple[str, list[QWidget]]]:
        if not shown:
            return
        yield "How it stands", [_standing(one) for one in shown]
        yield "What it does", [_said((one.advice.effect,)) for one in shown]
        yield "How long", [_said((one.advice.term,)) for one in shown]
        if any(one.in_figures for one in shown):
            yield "For this client", [_said((one.in_figures,)) for one in shown]
        yield "Costs", [_said((one.advice.cost,)) for one in shown]
        yield "What must be told", [_said(one.advice.risks) for one in shown]
        yield "Figures as of", [_said((days.short(one.solution.figures_as_of),), "quiet") for one in shown]

    def _put(self, widget: QWidget, row: int, column: int, *, span: int = 1) -> None:
        top = Qt.AlignmentFlag(0) if span > 1 else Qt.AlignmentFlag.AlignTop
        self.grid.addWidget(widget, row, column, 1, span, top)
        self._shown.append(widget)

    def _dress(self) -> None:
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(theme.px(24))
        self.grid.setVerticalSpacing(theme.px(10))


_MAIN = ("DAS_DPP", "MAP", "FULL_ADMIN", "PTD")
"""The ways that end a debt by law: compared first where they can be had."""


def _sorted(page: OptionsPage, first: str | None) -> list[Option]:
    """What can still be had before what is closed, the way one came from at the head."""
    kept = sorted(page.options, key=lambda one: (one.state == "closed", one.code not in _MAIN))
    return sorted(kept, key=lambda one: one.code != first) if first else kept


def _standing(option: Option) -> QWidget:
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.px(4))
    box.addWidget(ChipLabel(STATES[option.state][1]), 0, Qt.AlignmentFlag.AlignLeft)
    for words in (*option.reasons, *option.ask):
        box.addWidget(Words(words, "text", "ink", wraps=True))
    if option.debts:
        box.addWidget(Words(f"For {', '.join(option.debts)}", "second", "quiet", wraps=True))
    return holder


def _said(lines: tuple[str, ...], role: str = "ink") -> QWidget:
    """One sentence, or several under each other; nothing reads as a dash in words."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.px(6))
    for words in [line for line in lines if line] or ["Nothing to say here"]:
        box.addWidget(Words(words, "text", role if any(lines) else "quiet", wraps=True))
    return holder
