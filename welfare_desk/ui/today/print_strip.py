"""The strip that asks how the session sheet is wanted: with or without names, on paper or as a file.

It stands over the list until it is closed; the sheet itself is ``sheet``.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from welfare_desk.casework.service.day import TodayView
from welfare_desk.errors import DeskError
from welfare_desk.ui import messages, printing, theme
from welfare_desk.ui.kit.ticks import Tick
from welfare_desk.ui.kit.words import Button, Elided
from welfare_desk.ui.room import Room
from welfare_desk.ui.today import sheet


class PrintStrip(QWidget):
    """How to print the session.

    Signals:
        closed: the strip has gone away.
        letters_wanted: payload UUID, the session whose letters are to be printed in one go.
    """

    closed = Signal()
    letters_wanted = Signal(object)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._view: TodayView | None = None
        self.names = Tick("With clients' names")
        self.print_button = Button("Print", self._print, "secondary", "printer")
        buttons = (
            self.print_button,
            Button("Save as PDF", self._save, "secondary", "download"),
            Button("Letters", self._letters, "secondary", "mail"),
        )
        self._line = QHBoxLayout(self)
        self._line.addWidget(Elided("Session sheet", "name"), 1)
        for widget in (self.names, *buttons, Button("Close", self.close_up, "link")):
            self._line.addWidget(widget)
        theme.dress(self._dress)

    def ask(self, view: TodayView) -> None:
        """Show the strip for this session, with names as it is mostly wanted."""
        self._view = view
        self.names.setChecked(True)
        self.show()
        self.print_button.setFocus()

    def close_up(self) -> None:
        self.hide()
        self.closed.emit()

    def _sheet(self, view: TodayView) -> bytes:
        return sheet.session_sheet(view, names=self.names.isChecked(), practice=self.room.practice)

    def _print(self) -> None:
        if self._view is None:
            return
        try:
            if printing.print_pdf(self, self._sheet(self._view), "Session sheet"):
                self.close_up()
        except DeskError as fault:
            messages.show_fault(self, fault)

    def _save(self) -> None:
        if self._view is None:
            return
        suggested = f"session-sheet-{self._view.today.isoformat()}.pdf"
        file = messages.file_to_save(self, "Save the session sheet", suggested, "PDF (*.pdf)")
        if file is None:
            return
        try:
            printing.save(file, self._sheet(self._view))
        except DeskError as fault:
            messages.show_fault(self, fault)
        else:
            self.close_up()

    def _letters(self) -> None:
        if self._view is not None and self._view.session is not None:
            self.letters_wanted.emit(self._view.session.id)

    def _dress(self) -> None:
        margin = theme.px(24)
        self._line.setContentsMargins(margin, theme.px(8), margin, theme.px(8))
        self._line.setSpacing(theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("raised"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
