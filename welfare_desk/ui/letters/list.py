"""The list of letters by state, with whose turn it is; a letter opens on a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from welfare_desk.casework.correspondence import letters
from welfare_desk.casework.correspondence.letters import LetterRow
from welfare_desk.casework.desk import Changes
from welfare_desk.ui import theme
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.panes import Beside, Details, column
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Page, Row, RowCell
from welfare_desk.ui.kit.tabs import Tabs
from welfare_desk.ui.letters.words import (
    STATES,
    facts_of,
    is_late,
    kind_words,
    page_of,
    state_chip,
    who_waits,
)
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act, Heading, Screen

_TABS = (None, "draft", "with_gp", "checked", "stopped", "issued")
PAGE = 50


class LettersScreen(Screen):
    """Every letter of the desk, the newest first."""

    name, title, rail = "letters", "Letters", "letters"

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.state: str | None = None
        self._rows: dict[UUID, LetterRow] = {}
        self.tabs = Tabs("Letters by state", ["All", *(STATES[state] for state in _TABS if state)])
        columns = [
            Column("Client and letter"),
            Column("To", 172),
            Column("State", 100),
            Column("Waiting for", 196),
        ]
        self.list = RowList("Letters", columns)
        empty = Empty(
            "No letter here.",
            "A letter is drafted from the notes of a case: open its evidence and choose Use in letter.",
            "Go to the cases",
            partial(self.go, "cases"),
            "folder",
        )
        self.list_or_empty = OrEmpty(self.list, empty)
        self.details = Details("The letter chosen")
        self.tabs.chosen.connect(self._tab_chosen)
        self.list.chosen.connect(lambda row: self._show_details(self._rows[row.key]))
        self.list.opened.connect(lambda row: self._open(row.key))
        self._band = QWidget()
        self._across = QHBoxLayout(self._band)
        self._across.addWidget(self.tabs)
        theme.dress(self._dress)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        main = column(self.list_or_empty, stretch=self.list_or_empty)
        box.addWidget(Beside(main, self.details, self.list_or_empty))

    def heading(self) -> Heading:
        chosen = self.list.chosen_row()
        primary = Act("Open letter", self._open_chosen, "mail") if chosen else None
        acts = (
            Act("Templates", partial(self.go, "letter-templates"), "pencil"),
            Act("Print later", partial(self.go, "print-later"), "printer"),
        )
        return Heading(self.title, "Who waits for whom", acts=acts, primary=primary)

    def band(self) -> QWidget:
        return self._band

    def _dress(self) -> None:
        self._across.setContentsMargins(theme.px(22), 0, theme.px(24), 0)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {}

    def arrive(self, **where: Any) -> None:
        state = where.get("state")
        if state in _TABS and state != self.state:
            self.tabs.setCurrentIndex(_TABS.index(state))
        self._read()
        self.list.setFocus()

    def refresh(self, changes: object) -> None:
        self._read()

    def concerns(self, changes: object) -> bool:
        return isinstance(changes, Changes) and bool(changes.kinds & {"letters", "clients", "consents"})

    def _tab_chosen(self, place: int) -> None:
        self.state = _TABS[place]
        self._read()

    def _read(self) -> None:
        work = partial(letters.letters, self.room.desk, state=self.state, limit=PAGE)
        self.room.read(self, work, partial(self._show, self.state))

    def _show(self, state: str | None, found: list[LetterRow]) -> None:
        if state != self.state:
            return
        self._rows = {}
        first: Page | None = self._page_of(found)
        self.list_or_empty.show_full(bool(found))

        def load(after: object | None) -> Page:
            nonlocal first
            if after is None and first is not None:
                ready, first = first, None
                return ready
            cursor = self._rows[after].cursor if isinstance(after, UUID) else None
            return self._page_of(letters.letters(self.room.desk, state=self.state, after=cursor, limit=PAGE))

        self.list.show_pages(load)
        if self.list.chosen_row() is None:
            self.list.choose_first()
        if not found:
            self.details.clear()
        self.heading_changed.emit()

    def _page_of(self, found: list[LetterRow]) -> Page:
        self._rows |= {row.id: row for row in found}
        today = self.room.today()
        return Page(tuple(_row(row, today) for row in found), more=len(found) == PAGE)

    def _show_details(self, row: LetterRow) -> None:
        today = self.room.today()
        waits, _ = who_waits(row, today)
        self.details.clear()
        self.details.heading(row.client, f"{kind_words(row.kind)} {row.reference}", state_chip(row.state))
        self.details.facts([("To", row.recipient), ("Waiting for", waits), *facts_of(row)])
        self.details.act("Open letter", partial(self._open, row.id), icon="mail")
        self.heading_changed.emit()

    def _open_chosen(self) -> None:
        chosen = self.list.chosen_row()
        if chosen is not None and isinstance(chosen.key, UUID):
            self._open(chosen.key)

    def _open(self, letter: UUID) -> None:
        self.go(page_of(self._rows[letter].kind), letter=letter)


def _row(row: LetterRow, today: date) -> Row:
    waits, when = who_waits(row, today)
    late = is_late(row, today)
    name = RowCell(row.client, f"{row.reference}, {kind_words(row.kind)}", strong=True)
    state = RowCell(chip=Chip("Late", "soon") if late else state_chip(row.state), raw=row.state)
    return Row(row.id, (name, RowCell(row.recipient), state, RowCell(waits, when)))
