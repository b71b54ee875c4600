"""What every screen is given: the open desk, the jobs, and this day. Made anew at each unlock.

A screen reads with ``room.read`` and writes with ``room.write``; both call one function of casework off
the screen's thread and hand the answer back on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from welfare_desk.casework.desk import Desk
from welfare_desk.settings import Settings
from welfare_desk.ui.jobs import Job, Jobs
from welfare_desk.ui.shared.sights import Sights


@dataclass(slots=True)
class Room:
    """The desk somebody has unlocked. ``practice``: it is the practice desk, which says so everywhere.

    ``machine`` is what this computer remembers; ``keep_machine`` has the wiring remember something else;
    ``change_key`` and ``open_other`` have it lock this desk, to give it another data key or to open another.
    """

    desk: Desk
    jobs: Jobs
    practice: bool = False
    machine: Settings = field(default_factory=Settings)
    keep_machine: Callable[[Settings], object] = lambda _settings: None
    change_key: Callable[[str], object] = lambda _passphrase: None
    open_other: Callable[[Path], object] = lambda _folder: None
    sights: Sights = field(default_factory=Sights)

    def today(self) -> date:
        return self.desk.clock.today()

    def now(self) -> datetime:
        return self.desk.clock.now()

    def read(
        self,
        owner: QObject,
        work: Callable[[], Any],
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None = None,
        *,
        logged: bool = False,
    ) -> Job:
        """Ask casework something and show the answer.

        ``logged``: being read is itself written down, so it waits its turn with those who write.
        """
        return self.sights.read(self, owner, work, done, failed, logged=logged)

    def write(
        self,
        owner: QObject,
        work: Callable[[], Any],
        done: Callable[[Any], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
    ) -> Job:
        """Have casework write something; ``done`` gets its ``Changes``, for the screen to announce.

        The same act asked for twice before its answer, as by a double click, is one act.
        At a shared desk it is written as of what the page had read: see ``shared.sights``.
        """
        return self.sights.write(self, owner, work, done, failed)
