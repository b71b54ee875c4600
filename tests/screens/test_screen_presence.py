"""Two programs at one shared desk, each a process of its own: each shows quietly who is on the same page."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from building import PASSPHRASE, a_case, a_client
from PySide6.QtWidgets import QApplication

from welfare_desk import settings
from welfare_desk.app import Program
from welfare_desk.casework.desk import FixedClock
from welfare_desk.casework.shared import people, presence
from welfare_desk.ui.shared.strip import SharedStrip

NOON = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
HERE = Path(__file__).parent


class Colleague:
    """Somebody else's program, told where to go."""

    def __init__(self, folder: Path) -> None:
        paths = [str(Path.cwd()), str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])]
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "colleague.py"), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths), "QT_QPA_PLATFORM": "offscreen"},
        )
        assert self.hear() == "open"

    def hear(self) -> str:
        return self.process.stdout.readline().strip()

    def go(self, where: str) -> None:
        self.process.stdin.write(f"{where}\n")
        self.process.stdin.flush()
        assert self.hear() == f"at {where.partition(' ')[0]}"

    def end(self) -> None:
        self.process.kill()
        self.process.wait(timeout=30)
        self.process.stdin.close()
        self.process.stdout.close()


@pytest.fixture
def two(house, qtbot, monkeypatch):
    """Morag's window in this process; Una's program in another. One client of both, with a case."""
    monkeypatch.setattr(settings, "save", lambda *_: None)
    monkeypatch.setattr(presence, "BEAT_SECONDS", 0.3)
    monkeypatch.setattr(presence, "GONE_SECONDS", 2.0)
    morag, una = house.invite("Morag Sinclair"), house.invite("Una Reid")
    client = a_client(morag, surname="Ahmed", forenames="Zara")
    case = a_case(morag, client)
    people.cover(morag, client, una.advisor.id, until=NOON.date(), why="Away on Friday", today=NOON.date())
    for desk in (morag, una):
        desk.close()
        house.opened.remove(desk)
    program = Program(QApplication.instance(), FixedClock(NOON), settings.Settings())
    program._asked_for_pin = True
    program.show_lock(morag.folder)
    qtbot.addWidget(program.window)
    program.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: program.desk is not None, timeout=20_000)
    colleague = Colleague(una.folder)
    yield program.window, colleague, client, case
    colleague.end()
    program.window.close()


def shown(window) -> str:
    return window.strip.others.text() if window.strip.others.isVisible() else ""


def test_each_sees_the_other_come_and_go_and_nothing_moves(two, qtbot):
    window, una, client, case = two
    window.go("client", person=client)
    una.go("today")
    qtbot.wait(600)
    assert shown(window) == ""
    top = window.title_line.y()
    una.go(f"client person={client}")
    qtbot.waitUntil(lambda: shown(window) == "Una Reid has this client open", timeout=20_000)
    assert window.title_line.y() == top
    assert "Una Reid has this client open" in window.strip.accessibleName()
    window.go("case", case=case)
    una.go(f"case case={case}")
    qtbot.waitUntil(lambda: shown(window) == "Una Reid has this case open", timeout=20_000)
    una.go("today")
    qtbot.waitUntil(lambda: shown(window) == "", timeout=20_000)


def test_a_colleague_whose_program_is_killed_is_not_there_for_ever(two, qtbot):
    window, una, client, _ = two
    window.go("client", person=client)
    una.go(f"client person={client}")
    qtbot.waitUntil(lambda: shown(window) == "Una Reid has this client open", timeout=20_000)
    una.process.kill()
    una.process.wait()
    qtbot.waitUntil(lambda: shown(window) == "", timeout=20_000)


def test_under_the_lock_nobody_is_named_and_one_is_gone_oneself(two, house, qtbot):
    window, una, client, _ = two
    window.go("client", person=client)
    una.go(f"client person={client}")
    qtbot.waitUntil(lambda: shown(window) == "Una Reid has this client open", timeout=20_000)
    window.lock()
    assert window.strip.others.text() == ""
    with house.manager.engine.connect() as connection:
        asked = "SELECT count(*) FROM presence p JOIN advisors a ON a.id = advisor_id"
        gone = connection.exec_driver_sql(f"{asked} WHERE a.name = 'Morag Sinclair'").scalar()
    assert gone == 0


def test_a_desk_of_ones_own_has_no_such_line(qtbot, practice_window):
    window = practice_window
    assert isinstance(window.strip, SharedStrip) and not window.strip.isVisible()
