"""What the tabs of a client's debts have in common: a list, a pane, and one form at a time in that pane."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.casework.debt.debt_page import ClientDebts
from welfare_desk.casework.desk import Changes
from welfare_desk.ui.kit.empty import Empty, OrEmpty
from welfare_desk.ui.kit.form import Form
from welfare_desk.ui.kit.panes import Details
from welfare_desk.ui.kit.row_list import RowList
from welfare_desk.ui.kit.rows import Column, Row
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Act

Work = Callable[[], Changes]


class Host(Protocol):
    """The page of a client's debts, as its tabs know it."""

    room: Room

    def heading_again(self) -> None:
        """The buttons of the title line are other ones now."""

    def save_form(self) -> None:
        """Save the form that is open, as its button does."""

    def go(self, screen: str, **where: Any) -> None: ...

    def write(self, work: Work, done: Callable[[Changes], object] | None = None) -> None:
        """Have it written; what is wrong is shown in the form that is open."""

    def open_form(self, name: str, title: str, form: Form, act: str, work: Callable[[], Work | None]) -> None:
        """Put a form in the pane; ``work`` gives what saves it, or None where the form shows a problem."""

    def reread(self) -> None:
        """Read this tab again."""


class Part(QWidget):
    """One tab. ``openers`` are its forms by name, so that a half-typed one is found again after the lock.

    Signals:
        pane_changed: what stands beside the list is to be said anew.
        listed: the list has just been read and shown.
    """

    words: ClassVar[str] = ""
    pane_changed = Signal()
    listed = Signal()

    def __init__(self, host: Host, name: str, columns: Iterable[Column], empty: Empty) -> None:
        super().__init__()
        self.host = host
        self.client: ClientDebts | None = None
        self.openers: dict[str, Callable[[], object]] = {}
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)
        self.list = RowList(name, columns)
        self.empty = empty
        self.or_empty = OrEmpty(self.list, empty)
        self.list.chosen.connect(lambda _: self.pane_changed.emit())
        self.list.opened.connect(lambda row: self.open(row.key))
        self.fill_box()

    def fill_box(self) -> None:
        """What stands above the list, and the list."""
        self.box.addWidget(self.or_empty, 1)

    def read(self, client: ClientDebts) -> None:
        """Read and show this tab for a client whose debts have just been read."""

    def fill(self, pane: Details) -> None:
        """Say in the pane what there is to say of what is chosen."""

    def heading_acts(self) -> tuple[tuple[Act, ...], Act | None]:
        """The buttons of the title line while this tab is in front."""
        return (), None

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {}

    def show_list(self, rows: Iterable[Row]) -> None:
        """Show these rows, the first chosen unless another was."""
        found = list(rows)
        self.list.show_rows(found)
        self.or_empty.show_full(bool(found))
        if self.list.chosen_row() is None:
            self.list.choose_first()
        self.listed.emit()
        self.pane_changed.emit()

    def show_line(self, key: Any) -> bool:
        """Choose the row with this key, where this tab has it."""
        return self.list.choose(key)

    def chosen(self) -> Any:
        row = self.list.chosen_row()
        return row.key if row is not None else None

    def open(self, key: Any) -> None:
        """Enter on a row."""

    def start(self) -> None:
        self.list.setFocus()
