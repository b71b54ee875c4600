"""The ten journeys behind an open window, as its screens do them: on the writer's thread, then announced."""

from __future__ import annotations

import os
import random
from multiprocessing.connection import Connection
from pathlib import Path

from building import PASSPHRASE, MovingClock
from journeys import JOURNEYS

import welfare_desk.app  # noqa: F401 - the window is already there when a trial begins
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.opening import open_desk

_SCREENS = ("today", "clients", "cases", "debts", "gains", "letters")


def live_in_a_window(folder: Path, clock: MovingClock, seed: int, tell: Connection) -> None:
    """Work at an open window, going from screen to screen, until somebody ends it."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from welfare_desk import settings
    from welfare_desk.app import Program

    app = QApplication(["welfare-desk"])
    chance = random.Random(seed)
    program = Program(app, clock, settings.Settings(), practice_passphrase=PASSPHRASE)
    program.show_lock(folder)
    program.enter(open_desk(folder, PASSPHRASE, clock=clock))
    desk = program.desk
    assert desk is not None

    def journey() -> None:
        chosen = chance.choice(JOURNEYS)
        program.jobs.run(program, lambda: act(desk, chosen), announce, writes=True)

    def act(desk: Desk, chosen: object) -> Changes:
        for table, id_ in chosen(desk, chance):  # type: ignore[operator]
            tell.send((chosen.__name__, table, str(id_)))  # type: ignore[attr-defined]
        return Changes(frozenset({"people", "cases", "letters", "gains", "debts", "sessions"}))

    def announce(changes: Changes) -> None:
        program.window.announce(changes)
        program.window.go(chance.choice(_SCREENS))
        journey()

    def begin() -> None:
        tell.send("ready")
        journey()

    QTimer.singleShot(0, begin)
    app.exec()
