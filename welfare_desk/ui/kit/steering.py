"""A list steered from the field that narrows it: one goes on typing, the arrows choose, Enter opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from welfare_desk.ui.kit.row_list import RowList

_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LOOK_AGAIN_MS = 20


class Steering(QObject):
    """Hands the arrows and Enter pressed in ``line`` to ``rows``.

    ``answered``: whether the rows on show are those of what is typed. Enter pressed sooner waits for them,
    or it would open whoever stood there before; another key takes it back.
    """

    def __init__(self, line: QLineEdit, rows: RowList, answered: Callable[[], bool]) -> None:
        super().__init__(rows)
        self._rows, self._answered = rows, answered
        self._enter = QTimer(self)
        self._enter.setInterval(_LOOK_AGAIN_MS)
        self._enter.timeout.connect(self._open)
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._enter.stop()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        self._enter.stop()
        if event.key() in _OPENS:
            self._open()
            return True
        if event.key() not in _MOVES:
            return False
        if self._rows.chosen_row() is None:
            self._rows.choose_first()
        else:
            QApplication.sendEvent(self._rows, event)
        return True

    def _open(self) -> None:
        if not self._answered():
            self._enter.start()
            return
        self._enter.stop()
        row = self._rows.chosen_row()
        if row is not None:
            self._rows.opened.emit(row)
