"""How long an open desk may wait untouched: as this computer counts, and no longer than its agency allows.

The counting itself is ``idle``'s; what the agency allows is asked of each desk as it is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from welfare_desk.errors import DeskError
from welfare_desk.later import Later
from welfare_desk.settings import Settings
from welfare_desk.ui.jobs import Jobs
from welfare_desk.ui.lock.idle import Idle

if TYPE_CHECKING:
    from welfare_desk.casework import choices
    from welfare_desk.casework.desk import Desk
else:
    choices = Later("welfare_desk.casework.choices")


class Minutes(QObject):
    """Sets what ``idle`` counts to; ``bug`` hears of a fault that is not the world's."""

    def __init__(
        self,
        jobs: Jobs,
        idle: Idle,
        kept: Settings,
        bug: Callable[[BaseException], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._idle, self._settings, self._bug = jobs, idle, kept, bug
        self._desk: Desk | None = None
        self._at_most = 0  # idle seconds until the lock that the agency of the open desk allows; any number

    def of_computer(self, kept: Settings) -> None:
        """Count by these settings from now on."""
        self._settings = kept
        self._count()

    def of_desk(self, desk: Desk | None) -> None:
        """How long any computer may wait with this desk open; counted by it as soon as it is known."""
        self._desk = desk
        if desk is None:
            self._at_most = 0
            return

        def done(chosen: Mapping[str, Any]) -> None:
            self._at_most = 60 * chosen["lock_at_most"] if self._desk is desk else 0
            self._count()

        self._jobs.run(self, partial(choices.of_agency, desk), done, self._left_as_it_is)

    def _left_as_it_is(self, fault: BaseException) -> None:
        """A server that is gone just now: it is asked again at the next unlock."""
        if not isinstance(fault, DeskError):
            self._bug(fault)

    def _count(self) -> None:
        lock = self._settings.lock_seconds
        self._idle.curtain_after = self._settings.curtain_seconds
        self._idle.lock_after = min(lock, self._at_most) if self._at_most else lock
