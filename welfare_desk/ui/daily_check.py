"""Once a day, while the desk is open, every page of it and the whole access log are read (promise R11).

Off the screen's thread, and only after somebody has been at work for a minute. A sound desk is not spoken of.
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
    from welfare_desk.casework.safekeeping import keeping, trust
else:
    keeping = Later("welfare_desk.casework.safekeeping.keeping")
    trust = Later("welfare_desk.casework.safekeeping.trust")


class DailyCheck(QObject):
    """Asks once a day whether the desk is whole; ``found`` hears of damage, ``damaged`` remembers it."""

    def __init__(
        self, jobs: Jobs, found: Callable[[DeskError], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._found = jobs, found
        self._asked: tuple[Path, date] | None = None
        self.damaged: set[Path] = set()

    def look(self, desk: Desk, today: date) -> None:
        """Check the desk, if nobody has today."""
        if desk.read_only or desk.shared is not None or self._asked == (desk.folder, today):
            return
        self._asked = (desk.folder, today)
        check = partial(keeping.check_once_a_day, desk, today=today)
        self._jobs.run(self, check, partial(self._checked, desk, today), partial(self._again, desk, today))

    def _checked(self, desk: Desk, today: date, rows: int | None) -> None:
        if rows is not None:
            mark = partial(keeping.mark_checked, desk, rows, today=today)
            self._jobs.run(self, mark, None, self._let_be, writes=True)

    def _again(self, desk: Desk, today: date, fault: BaseException) -> None:
        """A page caught half written looks damaged: asked once more while nothing is being written."""
        if not isinstance(fault, DeskError):
            raise fault
        check = partial(keeping.check_once_a_day, desk, today=today)
        sound, told = partial(self._checked, desk, today), partial(self._tell, desk)
        self._jobs.run(self, check, sound, told, writes=True)

    def _tell(self, desk: Desk, fault: BaseException) -> None:
        if not isinstance(fault, DeskError):
            raise fault
        if isinstance(fault, trust.DeskUnsound):
            self.damaged.add(desk.folder)
        self._found(fault)

    def _let_be(self, fault: BaseException) -> None:
        """It could not be written down that the desk is sound: it is asked again at the next start."""
        if not isinstance(fault, DeskError):
            raise fault
