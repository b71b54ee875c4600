"""Rates and rules: what is paid, by when to act, what opens what, each with where it was read and how sure.

What there is to look up, and how it is said, is ``casework/rates_page.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from welfare_desk.casework import rates_page
from welfare_desk.casework.rates_page import SURENESS, Entry
from welfare_desk.errors import DeskError
from welfare_desk.rules import days
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


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of thing to look up: its tab, its columns, how it is read, what to try in the search."""

    words: str
    columns: tuple[Column, ...]
    read: Callable[[date, str], list[Entry]]
    dated: bool = True
    try_typing: str = ""


_SHELVES = (
    Shelf(
        "Rates",
        (
            Column("What is paid"),
            Column("Amount", 96, right=True),
            Column("Paid", 84),
            Column("Since", 92),
            Column("Source", 120),
        ),
        rates_page.rates,
        try_typing="adp mobility",
    ),
    Shelf(
        "Time limits",
        (
            Column("What must happen"),
            Column("How long", 112),
            Column("Counted", 220),
            Column("How sure", 104),
        ),
        rates_page.limits,
        try_typing="uc reconsideration",
    ),
    Shelf(
        "What opens what",
        (Column("Opens, and with what"),),
        lambda _on, typed: rates_page.doors(typed),
        dated=False,
        try_typing="carer",
    ),
    Shelf("Lists", (Column("On the record"),), rates_page.lists, try_typing="tenure"),
    Shelf(
        "Consent",
        (Column("What the consent check answers, and what to do next"),),
        lambda _on, typed: rates_page.consent_answers(typed),
        dated=False,
        try_typing="withdrawn",
    ),
)
_CHIPS = {
    "official": Chip("Official", "done"),
    "secondary": Chip("Second hand"),
    "uncertain": Chip("Uncertain", "soon", "circle-question-mark"),
    "high": Chip("Sure", "done"),
    "medium": Chip("Fairly sure"),
    "low": Chip("Unsure", "soon", "circle-question-mark"),
}


class RatesScreen(Screen):
    """One search over the tables the program ships with, in force on a day."""

    name, title, rail = "rates-and-rules", "Rates and rules", ""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.shelf = _SHELVES[0]
        self._entries: dict[tuple[str, ...], Entry] = {}
        self._asked = 0
        self.tabs = Tabs("What to look up", [shelf.words for shelf in _SHELVES])
        self.asking = Form(columns=4)
        self.search = self.asking.add_row("&Search", TextField(), span=3)
        self.on = self.asking.add_row("In force &on", DateField(room.today, "Today"))
        self.search.line.installEventFilter(self)
        self.lists = {shelf.words: RowList(shelf.words, shelf.columns, one_line=30) for shelf in _SHELVES}
        self.empty = Empty("Nothing found.")
        self.details = Details("About the one chosen", 360)
        self._stacks = {words: OrEmpty(rows, self.empty_for(words)) for words, rows in self.lists.items()}
        for rows in self.lists.values():
            rows.chosen.connect(lambda row: self._show_details(self._entries[row.key]))
        self.tabs.chosen.connect(self._tab_chosen)
        self.asking.edited.connect(lambda _: self._read())
        self._band = QWidget()
        across = QHBoxLayout(self._band)
        across.addWidget(self.tabs)
        theme.dress(lambda: across.setContentsMargins(theme.px(22), 0, theme.px(24), 0))
        self._lay_out()

    def _lay_out(self) -> None:
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.addWidget(self.asking)
        theme.dress(lambda: inside.setContentsMargins(theme.px(24), theme.px(14), theme.px(24), theme.px(12)))
        self.shown = column(*self._stacks.values())
        main = column(holder, *self._stacks.values())
        layout = main.layout()
        if isinstance(layout, QVBoxLayout):
            for stack in self._stacks.values():
                layout.setStretchFactor(stack, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(main, self.details))
        self._show_shelf()

    def empty_for(self, words: str) -> Empty:
        shelf = next(shelf for shelf in _SHELVES if shelf.words == words)
        return Empty("Nothing found.", f"Try fewer letters, such as “{shelf.try_typing}”.")
