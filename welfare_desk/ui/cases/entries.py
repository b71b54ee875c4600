"""The journal as it is read: a line for each entry, its day, its words in full, and whose it is.

What an entry says, and in which order they come, is casework's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from welfare_desk.casework.matters.journal import JournalRow
from welfare_desk.rules import days
from welfare_desk.ui import theme
from welfare_desk.ui.kit.panes import Hairline
from welfare_desk.ui.kit.words import Prose, Words


class Entries(QWidget):
    """Entries under each other, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Journal")
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        self._shown: tuple[JournalRow, ...] = ()
        theme.dress(self._dress)

    def show_entries(self, rows: Sequence[JournalRow]) -> None:
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        before: date | None = None
        top = Qt.AlignmentFlag.AlignTop
        for number, row in enumerate(rows):
            day = days.without_year(row.on) if row.on != before else ""
            before = row.on
            self._grid.addWidget(Words(day, "text", "quiet"), 2 * number, 0, top)
            self._grid.addWidget(Prose(row.words), 2 * number, 1, top)
            self._grid.addWidget(Words(row.by or "", "text", "quiet"), 2 * number, 2, top)
            self._grid.addWidget(Hairline(), 2 * number + 1, 0, 1, 3)
        if not rows:
            quiet = Words(
                "Everything done on this case is recorded here automatically.", "text", "quiet", wraps=True
            )
            self._grid.addWidget(quiet, 0, 0, 1, 3)

    def _dress(self) -> None:
        edge = theme.px(24)
        self._grid.setContentsMargins(edge, theme.px(12), edge, edge)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(9))
