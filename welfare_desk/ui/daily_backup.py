"""Today's backup by itself, where this computer has a place for it: once, when the desk is opened.

A stick that is not in is no fault; Today says when a backup has been wanting for too long.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from welfare_desk.errors import DeskError
from welfare_desk.later import Later
from welfare_desk.ui.jobs import Jobs

if TYPE_CHECKING:
    from welfare_desk.casework.desk import Desk
    from welfare_desk.casework.safekeeping import keeping
else:
    keeping = Later("welfare_desk.casework.safekeeping.keeping")


class DailyBackup(QObject):
    """Backs the open desk up quietly; ``say`` hears that it was done, ``bug`` of a fault of ours."""

    def __init__(
        self,
        jobs: Jobs,
        say: Callable[[str], object],
        bug: Callable[[BaseException], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._say, self._bug = jobs, say, bug

    def keep(self, desk: Desk, place: str, *, today: date) -> None:
        """Today's backup of this desk into ``place``, unless there is one; nothing is said when it fails."""
        if desk.read_only or desk.shared or not place or not Path(place).is_dir():
            return
        work = partial(keeping.keep_backed_up, desk, Path(place), today=today)
        self._jobs.run(self, work, self._done, self._failed)

    def _done(self, by_itself: keeping.ByItself) -> None:
        if by_itself.made is not None:
            self._say("Backed up by itself and read back whole.")

    def _failed(self, fault: BaseException) -> None:
        if not isinstance(fault, DeskError):
            self._bug(fault)
