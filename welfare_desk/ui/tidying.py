"""Python's cycles are freed on the screen's thread alone, a little at a time.

Left to itself the collector runs on whichever thread happens to allocate. A widget it frees on a reader's
thread takes the program down with it, for Qt's widgets belong to the thread of the screen.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 400


class Tidying(QObject):
    """Stands in for the automatic collector while it lives; the last one to go gives it back."""

    _living = 0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        Tidying._living += 1
        gc.disable()
        self.destroyed.connect(_gone)
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(tidy)
        self._timer.start()


def tidy() -> None:
    """Free what the collector would have freed by now, the oldest generation that is due."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return


def _gone(_: object = None) -> None:
    Tidying._living -= 1
    if not Tidying._living:
        gc.enable()
