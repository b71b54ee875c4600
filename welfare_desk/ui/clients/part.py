"""What the parts of a client's page have in common: a tab, what it shows, what the pane says beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.people.client_page import ClientPage
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.panes import Details
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row
from welfare_desk.ui.room import Room


class Host(Protocol):
    """The page, as its parts know it."""

    room: Room

    def go(self, screen: str, **where: object) -> None: ...

    def written(self, changes: Changes) -> None:
        """Say that something was saved, tell the other screens, and read the page again."""


class Part(QWidget):
    """One tab of the page.

    Signals:
        pane_changed: what stands beside the list is to be said anew.
    """

    words: ClassVar[str] = ""
    pane_changed = Signal()

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self.page: ClientPage | None = None
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)

    def show_page(self, page: ClientPage) -> None:
        """Show this part of the page."""

    def tab_words(self) -> str:
        """The tab's words, with a count where one helps."""
        return self.words

    def fill(self, pane: Details) -> None:
        """Say in the pane what there is to say of what is chosen."""

    def shown(self) -> None:
        """The tab has been chosen: read what is read only then."""

    def start(self) -> None:
        """Put the cursor where one begins."""


class ListPart(Part):
    """A tab that is a list, with the first step where it is empty."""

    def __init__(self, host: Host, name: str, columns: Iterable[Column], empty: Empty) -> None:
        super().__init__(host)
        self.list = RowList(name, columns)
        self.or_empty = OrEmpty(self.list, empty)
        self.list.chosen.connect(lambda _: self.pane_changed.emit())
        self.list.opened.connect(lambda row: self.open(row.key))
        self.box.addWidget(self.or_empty, 1)

    def show_list(self, rows: Iterable[Row]) -> None:
        """Show these rows, the first chosen unless another was."""
        found = list(rows)
        self.list.show_rows(found)
        self.or_empty.show_full(bool(found))
        if self.list.chosen_row() is None:
            self.list.choose_first()

    def chosen(self) -> object | None:
        row = self.list.chosen_row()
        return row.key if row is not None else None

    def open(self, key: object) -> None:
        """Enter on a row."""

    def start(self) -> None:
        self.list.setFocus()
