"""Notices that nobody has touched the machine, and says so in time.

Which seconds count, and what happens then, is decided by whoever listens.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}
_ASLEEP = 30.0  # seconds between two ticks that can only mean the machine slept


class Idle(QObject):
    """Counts the seconds since a hand was last on the machine.

    ``clock`` gives wall-clock seconds (so that sleep counts); tests pass their own and call ``tick``.

    Signals:
        curtain_due: after ``curtain_after`` idle seconds.
        lock_due: after ``lock_after`` idle seconds, or when the machine has slept.
        remaining: payload int, seconds until the lock, each second.
    """

    curtain_due = Signal()
    lock_due = Signal()
    remaining = Signal(int)

    def __init__(
        self,
        clock: Callable[[], float],
        parent: QObject | None = None,
        *,
        curtain_after: int = 180,
        lock_after: int = 600,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self.curtain_after, self.lock_after = curtain_after, lock_after
        self._touched = self._ticked = clock()
        self._drawn = self._locked = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)

    def start(self, app: QObject) -> None:
        """Watch the whole application."""
        app.installEventFilter(self)
        self._timer.start()

    def stop(self, app: QObject) -> None:
        """Watch no longer: the window is gone."""
        self._timer.stop()
        app.removeEventFilter(self)

    def begin_again(self) -> None:
        """Someone has been let in: count from now."""
        self._touched = self._ticked = self._clock()
        self._drawn = self._locked = False

    def tick(self) -> None:
        now = self._clock()
        slept, self._ticked = now - self._ticked > _ASLEEP, now
        idle = max(0.0, now - self._touched)
        if self._locked:
            return
        self.remaining.emit(max(0, round(self.lock_after - idle)))
        if slept or idle >= self.lock_after:
            self._locked = True
            self.lock_due.emit()
        elif idle >= self.curtain_after and not self._drawn:
            self._drawn = True
            self.curtain_due.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Behind the curtain a touch does not put off the lock: only the PIN does.
        if event.type() in _TOUCHES and not self._drawn:
            self._touched = self._clock()
        return False
