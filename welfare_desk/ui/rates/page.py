"""Rates and rules: what is paid, by when to act, what opens what, each with where it was read and how sure.

What there is to look up, and how it is said, is ``casework/income/rates_page.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from welfare_desk.casework.income import rates_page
from welfare_desk.casework.income.rates_page import STANDINGS, SURENESS, Entry
from welfare_desk.errors import DeskError
from welfare_desk.rules import days
from welfare_desk.ui import messages, theme
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.fields import DateField, TextField
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Beside, Details, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row, RowCell, group
from welfare_desk.ui.kit.tabs import Tabs
from welfare_desk.ui.kit.words import Words
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Heading, Screen

_CHIPS = {
    "official": Chip("Official", "done"),
    "secondary": Chip("Second hand"),
    "uncertain": Chip("Uncertain", "soon", "circle-question-mark"),
    "high": Chip("Sure", "done"),
    "medium": Chip("Fairly sure"),
    "low": Chip("Unsure", "soon", "circle-question-mark"),
}


def _words(entry: Entry) -> tuple[RowCell, ...]:
    return (RowCell(entry.words, entry.second),)


def _rate(entry: Entry) -> tuple[RowCell, ...]:
    return (
        RowCell(entry.words, entry.second),
        RowCell(entry.figure),
        RowCell(entry.per, role="quiet"),
        RowCell(days.short(entry.since) if entry.since else "", role="quiet"),
        RowCell(chip=_CHIPS.get(entry.standing)),
    )


def _limit(entry: Entry) -> tuple[RowCell, ...]:
    return (
        RowCell(entry.words, entry.second),
        RowCell(entry.figure, entry.per),
        RowCell(chip=_CHIPS.get(entry.standing)),
    )


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of thing to look up: its tab and columns, how it is read, what might be typed.

    ``heads``: its lines stand in groups; ``dated``: it differs from day to day.
    """

    words: str
    columns: tuple[Column, ...]
    read: Callable[[date, str], list[Entry]]
    cells: Callable[[Entry], tuple[RowCell, ...]]
    such_as: str
    heads: bool = True
    dated: bool = True


_SHELVES = (
    Shelf(
        "Rates",
        (
            Column("What is paid"),
            Column("Amount", 96, right=True),
            Column("Paid", 84),
            Column("Since", 92),
            Column("Source", 108),
        ),
        rates_page.rates,
        _rate,
        "adp mobility",
    ),
    Shelf(
        "Time limits",
        (Column("What must happen"), Column("How long", 210), Column("How sure", 96)),
        rates_page.limits,
        _limit,
        "uc reconsideration",
    ),
    Shelf(
        "Which benefit opens which",
        (Column("What is opened, and with what"),),
        lambda _on, typed: rates_page.doors(typed),
        _words,
        "carer",
        heads=False,
        dated=False,
    ),
    Shelf("Lists", (Column("On the record"),), rates_page.lists, _words, "tenure"),
    Shelf(
        "Consent",
        (Column("What the consent check answers, and what to do next"),),
        lambda _on, typed: rates_page.consent_answers(typed),
        _words,
        "withdrawn",
        heads=False,
        dated=False,
    ),
)
_TO_THE_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class RatesScreen(Screen):
    """One search over the tables the program ships with, in force on a day."""

    name, title = "rates-and-rules", "Rates and rules"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.shelf = _SHELVES[0]
        self._asked = 0
        self._entries: dict[tuple[str, ...], Entry] = {}
        self.tabs = Tabs("What to look up", [shelf.words for shelf in _SHELVES])
        self.asking = Form(columns=4)
        self.search = self.asking.add_row("&Search", TextField(), span=3)
        self.on = self.asking.add_row("In force &on", DateField(room.today, "Today"), name="on")
        self.search.line.installEventFilter(self)
        self.lists = [RowList(shelf.words, shelf.columns, one_line=30) for shelf in _SHELVES]
        self.empty = Empty("Nothing found.")
        self.details = Details("About the line chosen", 360)
        self.stack = QStackedWidget()
        for rows in self.lists:
            self.stack.addWidget(rows)
            rows.chosen.connect(self._show_details)
        self.tabs.chosen.connect(self._tab_chosen)
        self.asking.edited.connect(lambda _: self._read())
        self._lay_out()

    def _lay_out(self) -> None:
        self._band, top = QWidget(), QWidget()
        self._across, self._inside = QHBoxLayout(self._band), QVBoxLayout(top)
        self._across.addWidget(self.tabs)
        self._inside.addWidget(self.asking)
        theme.dress(self._dress)
        self.stack_or_empty = OrEmpty(self.stack, self.empty)
        self.stack.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(column(top, self.stack_or_empty, stretch=self.stack_or_empty), self.details))

    def _dress(self) -> None:
        self._across.setContentsMargins(theme.px(22), 0, theme.px(24), 0)
        self._inside.setContentsMargins(theme.px(24), theme.px(14), theme.px(24), theme.px(12))

    # What the frame asks --------------------------------------------------------------------------

    def heading(self) -> Heading:
        note = f"As in force {days.full(self._day())}" if self.shelf.dated else ""
        return Heading(self.title, note)

    def band(self) -> QWidget:
        return self._band

    def concerns(self, changes: object) -> bool:
        return False  # nothing an advisor writes changes the tables

    def arrive(self, **where: Any) -> None:
        """``find`` is what to search for, ``shelf`` which tab ("Time limits")."""
        if "shelf" in where:
            self.tabs.setCurrentIndex([shelf.words for shelf in _SHELVES].index(where["shelf"]))
        if "find" in where:
            self.search.set_value(where["find"])
        self._read()
        self.search.setFocus()
        self.search.line.selectAll()

    def leave(self) -> bool:
        if not self.search.value():
            return False
        self.search.set_value("")
        self.search.setFocus()
        self._read()
        return True

    def draft(self) -> object | None:
        return self.asking.values() | {"shelf": self.tabs.currentIndex()} if self.search.value() else None

    def restore(self, draft: object) -> None:
        if isinstance(draft, dict):
            self.tabs.setCurrentIndex(draft["shelf"])
            self.asking.show_values(draft)
            self._read()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search straight into what was found."""
        pressed = event.type() == QEvent.Type.KeyPress and watched is self.search.line
        if pressed and isinstance(event, QKeyEvent) and event.key() in _TO_THE_LIST:
            self.front.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    # Reading ----------------------------------------------------------------------------------------

    @property
    def front(self) -> RowList:
        """The list of the tab in front."""
        return self.lists[_SHELVES.index(self.shelf)]

    def _day(self) -> date:
        day: date | None = self.on.value()
        return day or self.room.today()

    def _tab_chosen(self, place: int) -> None:
        self.shelf = _SHELVES[place]
        self.stack.setCurrentIndex(place)
        self.on.setVisible(self.shelf.dated)
        self._read()

    def _read(self) -> None:
        self._asked += 1
        asked = self._asked
        self.heading_changed.emit()
        self.room.read(
            self,
            partial(self.shelf.read, self._day(), self.search.value()),
            partial(self._show, asked),
            partial(self._cannot, asked),
        )

    def _show(self, asked: int, found: list[Entry]) -> None:
        if asked != self._asked:  # something newer has been typed
            return
        self._entries = {entry.key: entry for entry in found}
        self.front.show_rows(_rows(found, self.shelf))
        self.stack_or_empty.show_full(bool(found))
        if not found:
            self.empty.say("Nothing found.", f"Try fewer letters, such as “{self.shelf.such_as}”.")
            self.details.clear()
        elif self.front.chosen_row() is None:
            self.front.choose_first()

    def _cannot(self, asked: int, fault: BaseException) -> None:
        if asked != self._asked:
            return
        if not isinstance(fault, DeskError):
            messages.show_fault(self, fault)
            return
        self.stack_or_empty.show_full(False)
        self.empty.say(fault.said, fault.advice)
        self.details.clear()

    def _show_details(self, row: Row) -> None:
        entry = self._entries[row.key] if isinstance(row.key, tuple) else None
        self.details.clear()
        if entry is None:
            return
        self.details.heading(entry.words, entry.head, _CHIPS.get(entry.standing))
        if entry.figure:
            self.details.add(Words(f"{entry.figure} {entry.per}", "section"), 12)
        if entry.second and entry.key[0] == "rate":
            self.details.said(entry.second, "quiet")
        sure = STANDINGS.get(entry.standing) or SURENESS.get(entry.standing)
        if sure:
            self.details.said(f"{sure}.", "quiet", 8)
        for doubt in entry.doubts:
            self.details.item(doubt, mark="circle-question-mark", tone="soon")
        self.details.facts([(label, _breakable(value)) for label, value in entry.facts])


def _breakable(value: str) -> str:
    """An address on the web may be broken at its signs; words are left alone."""
    return re.sub(r"([/+?=&._-])", "\\1\u200b", value) if value.startswith("http") else value


def _rows(found: list[Entry], shelf: Shelf) -> list[Row]:
    """Lines under a heading for each benefit, route or list."""
    rows: list[Row] = []
    head = ""
    for entry in found:
        if entry.head != head and shelf.heads:
            head = entry.head
            rows.append(group(head))
        rows.append(Row(entry.key, shelf.cells(entry)))
    return rows
