"""What happens behind the lock screen once it is painted: all that an open desk will need is fetched.

The program's modules on another thread, its screens between what somebody types; and the computer is asked
to say when it is left. Nothing here opens a desk.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from welfare_desk import later, machine
from welfare_desk.ui.jobs import Jobs
from welfare_desk.ui.lock.idle import Idle
from welfare_desk.ui.window import Window

if TYPE_CHECKING:
    from welfare_desk.ui.lock.session import SessionWatch, WindowsWatch

PAINTED_MS = 60  # by then the lock screen is painted, and what comes next may take its time
FIRST_SCREENS = ("screens", "recent", "help.whats_new", "clients.source", "today.page")


class GettingReady(QObject):
    """Fetches behind a painted window, and hears from the computer from then on.

    Signals:
        left: the computer is being left (its screen locked, the lid shut, somebody else logged in).
    """

    left = Signal()

    def __init__(
        self, app: QApplication, jobs: Jobs, idle: Idle, window: Window, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._app, self._jobs, self._idle, self._window = app, jobs, idle, window
        self._watch: SessionWatch | None = None
        self._windows: WindowsWatch | None = None

    def begin(self, then: Callable[[], object] = lambda: None) -> None:
        """With the first window painted: fetch, and call ``then`` when the modules are here."""

        def painted() -> None:
            self._idle.start(self._app)  # whose first event makes every type Qt has
            self._jobs.run(self, later.fetch, fetched)

        def fetched(_: object) -> None:
            then()
            self.listen()
            self._bring(iter(FIRST_SCREENS))

        # Counted from inside the event loop: before it runs nothing is painted.
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(PAINTED_MS, self, painted))

    def _bring(self, names: Iterator[str]) -> None:
        """Screens are made of Qt and imported on its thread: one at a time, between what somebody types."""
        if name := next(names, None):
            importlib.import_module(f"welfare_desk.ui.{name}")
            QTimer.singleShot(0, self, partial(self._bring, names))

    def listen(self) -> None:
        """Hear from the computer when it is left; asked again it changes nothing."""
        if self._watch is not None:
            return
        from welfare_desk.ui.lock.session import SessionWatch, WindowsWatch  # D-Bus takes its time

        self._watch = SessionWatch(parent=self)
        self._watch.left.connect(self.left)
        if machine.WINDOWS:
            self._windows = WindowsWatch(self._watch)
            self._app.installNativeEventFilter(self._windows)
            self._windows.ask_for(int(self._window.winId()))
