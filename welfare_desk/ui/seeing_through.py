"""What a page is saving is saved before the page is hidden for good; what was not saved is said afterwards.

The lock, the private view and the end of the program take the pages down. A save asked for a moment before
is seen through first, behind what hides it; its answer is heard, so that nothing saved is given back as half
typed. A save refused meanwhile is told to whoever is there when pages may be shown again.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from welfare_desk.ui import messages
from welfare_desk.ui.jobs import Jobs
from welfare_desk.ui.window import Window

_NOT_SAVED = "What was being saved when the screen was hidden was not saved."
_UNSURE = "Something was still being saved when the screen was hidden."


class SeeingThrough(QObject):
    """Waits for saves, at most some seconds, and keeps what is to be said about them."""

    def __init__(self, jobs: Jobs, window: Window, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._window = jobs, window
        self._untold: list[tuple[str, str]] = []
        window.hiding.connect(self.see)
        window.arrived.connect(lambda _place: self._soon())
        jobs.unheard.connect(self._not_heard)

    def see(self) -> None:
        """Called once everything is covered: the cover is painted, then whatever is being saved is."""
        if not self._jobs.saving():
            return
        self._window.repaint()
        with messages.held() as told:
            through = self._jobs.settle()
        self._untold += [(_NOT_SAVED, f"{sentence} {hint}".strip()) for sentence, hint in told]
        if not through:
            self._untold.append((_UNSURE, "Look whether it is there."))

    def _not_heard(self, fault: object) -> None:
        with messages.held() as told:
            messages.show_fault(self._window, fault)
        self._untold += told
        self._soon()

    def _soon(self) -> None:
        if self._untold:
            QTimer.singleShot(0, self, self._say)

    def _say(self) -> None:
        if self._window.is_covered() or self._window.private:
            return  # said on arriving at the next page
        untold, self._untold = self._untold, []
        for sentence, hint in untold:
            messages.tell(self._window, sentence, hint)
