"""Copying clinical text: marked secret for clipboard managers, and gone again after ten seconds.

A manager that ignores the marks may keep a history all the same; the manual says so.
"""

from __future__ import annotations

from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

CLEAR_AFTER_MS = 10_000

# What each desktop reads as "do not keep this".
_MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
}


_ALL: WeakSet[SecretClipboard] = WeakSet()


def clear_after(seconds: int) -> None:
    """From the next copy on, take it back after so long: sooner where others use the computer."""
    global _after_ms
    _after_ms = seconds * 1000


def take_back_everything() -> None:
    """What any screen copied and is still there goes: at the lock, and when the program ends."""
    for one in [*_ALL]:
        if shiboken6.isValid(one):
            one.clear()


def copy_secretly(text: str) -> None:
    """Copy ``text`` for whoever has no clipboard of their own: one for the whole program, while it runs."""
    global _of_program
    if _of_program is None or not shiboken6.isValid(_of_program):
        _of_program = SecretClipboard(QGuiApplication.instance())
    _of_program.copy(text)


class SecretClipboard(QObject):
    """Copies text and takes it back, unless something else has been copied since."""

    def __init__(self, parent: QObject | None = None, *, clear_after_ms: int | None = None) -> None:
        super().__init__(parent)
        self._copied: str | None = None
        _ALL.add(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._after_ms = clear_after_ms
        self._timer.setInterval(_after_ms if clear_after_ms is None else clear_after_ms)
        self._timer.timeout.connect(self.clear)

    def copy(self, text: str) -> None:
        """Copy ``text``; it is taken back after the interval, on ``clear``, on lock and on exit."""
        data = QMimeData()
        data.setText(text)
        for kind, value in _MARKS.items():
            data.setData(kind, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._copied = text
        self._timer.start(_after_ms if self._after_ms is None else self._after_ms)

    def clear(self) -> None:
        """Take back what was copied, from the clipboard and from X11's selection, if it is still there."""
        self._timer.stop()
        if self._copied is None:
            return
        clipboard = QGuiApplication.clipboard()
        modes = [QClipboard.Mode.Clipboard]
        if clipboard.supportsSelection():
            modes.append(QClipboard.Mode.Selection)
        for mode in modes:
            if clipboard.text(mode) == self._copied:
                clipboard.clear(mode)
        self._copied = None


_of_program: SecretClipboard | None = None
_after_ms = CLEAR_AFTER_MS
