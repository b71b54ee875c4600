"""A list that comes from outside: opened or pasted, its rows shown and judged before any of them is taken."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QApplication

from welfare_desk.errors import DeskError
from welfare_desk.ui import messages
from welfare_desk.ui.list_screen import ListScreen

_KINDS = "Lists (*.csv *.tsv *.txt *.xlsx)"


class OutsideListScreen(ListScreen):
    """The base of such screens: ``data`` is the list as it came; none is open where it is empty."""

    asks_for: ClassVar[str] = ""  # what the file dialog says

    data: bytes = b""

    def nothing(self) -> Any:
        """What ``listed`` is given where the list cannot be read."""
        raise NotImplementedError

    def open_file(self) -> None:
        file = messages.file_to_open(self, self.asks_for, _KINDS)
        if file is not None:
            try:
                self.take_in(file.read_bytes())
            except OSError as fault:
                messages.tell(self, "That file could not be read.", str(fault.strerror or ""))

    def paste(self) -> None:
        """Rows copied from a mail or a workbook."""
        self.take_in(QApplication.clipboard().text().encode(errors="ignore"))

    def take_in(self, data: bytes) -> None:
        self.data = data
        self.read()

    def read(self) -> None:
        self.room.read(self, self.load(), self._show, self._cannot_read)

    def _cannot_read(self, fault: BaseException) -> None:
        self.data = b""
        if isinstance(fault, DeskError):
            self.empty.say(fault.said, fault.advice)
        self._show(self.nothing())
        if not isinstance(fault, DeskError):
            messages.show_fault(self, fault)
