"""Screens are tried offscreen, in the light theme, at the size the pictures have."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import contextmanager

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from building import PASSPHRASE
from by_keyboard import settle
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from welfare_desk import settings
from welfare_desk.app import Program
from welfare_desk.casework.desk import FixedClock
from welfare_desk.casework.invented import practice_desk
from welfare_desk.casework.opening import open_desk
from welfare_desk.ui import messages, theme
from welfare_desk.ui.jobs import Jobs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screens import offer_all
from welfare_desk.ui.tidying import tidy
from welfare_desk.ui.window import Window

QtBot.waitUntil.__kwdefaults__["timeout"] = 30_000  # a machine with much to do is no fault of a screen


def pytest_configure(config):
    # The offscreen plugin says this of every window with a minimum size; it is no fault of ours.
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


class Heard:
    """Stands in for every box: remembers what was said, and answers as told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.asked: list[str] = []
        self.hints: list[str] = []
        self.answer = True
        self.path = None
        self.paper = None

    def tell(self, parent, sentence, hint):
        self.told.append((sentence, hint))

    def ask(self, parent, question, hint, yes, no):
        self.asked.append(question)
        self.hints.append(hint)
        return self.answer

    def file_to_open(self, parent, words, kinds):
        return self.path

    def file_to_save(self, parent, words, suggested, kinds):
        return self.path

    def folder(self, parent, words):
        return self.path

    def printer(self, parent, words, pages):
        return self.paper


@pytest.fixture(autouse=True)
def swept():
    """What a test leaves for an event loop to delete goes with it: a hundred windows slow every new one."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tidy()


@pytest.fixture(autouse=True)
def dressed(qapp):
    dressed_so = bool(qapp.styleSheet()) and theme.roles() is theme.LIGHT and theme.base() == 13
    if not dressed_so or qapp.style().objectName() != "fusion":
        theme.apply(qapp, "light")


@pytest.fixture(autouse=True)
def heard():
    """No real box ever opens in a test."""
    listener = Heard()
    before = messages.use(listener)
    yield listener
    messages.use(before)


@pytest.fixture(scope="session")
def practice_template(tmp_path_factory):
    """The practice desk, built once and closed; who is who in it comes along."""
    place = tmp_path_factory.mktemp("practice")
    made = practice_desk.make(place)
    made.desk.close()
    return place / "desk", made.told


@pytest.fixture
def practice(practice_template, tmp_path):
    """A practice desk of the test's own: ``.desk`` open on its pretended day, ``.told`` by short names."""
    template, told = practice_template
    folder = tmp_path / "practice"
    shutil.copytree(template, folder)
    desk = open_desk(folder, practice_desk.PASSPHRASE, clock=FixedClock(practice_desk.NOW))
    yield practice_desk.PracticeDesk(desk, told)
    desk.close()


@pytest.fixture
def practice_window(practice, qtbot):
    """A window with every screen of the product, on a practice desk of its own; ``.room`` has the jobs."""
    window = Window()
    window.room = Room(practice.desk, Jobs(window), practice=True)
    offer_all(window, window.room)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    yield window
    window.room.jobs.finish()


@pytest.fixture
def go(practice_window, qtbot):
    """Goes to a screen of the practice window and waits until what it reads has come home."""

    def there(screen, **where):
        practice_window.go(screen, **where)
        for _ in range(3):  # a list, then what is chosen in it, then whom that is about
            settle(practice_window, qtbot)
        return practice_window.front()

    return there


@pytest.fixture
def slowly(practice_window, monkeypatch):
    """What is asked for inside, or saved, is answered after what is asked for next."""
    jobs, slow = practice_window.room.jobs, set()
    run = jobs.run

    def run_slowly(owner, work, *args, writes=False, **kwargs):
        if writes not in slow:
            return run(owner, work, *args, writes=writes, **kwargs)
        return run(owner, lambda *steps: (time.sleep(LATE), work(*steps))[1], *args, writes=writes, **kwargs)

    @contextmanager
    def inside(saves=False):
        slow.add(saves)
        yield
        slow.clear()

    monkeypatch.setattr(jobs, "run", run_slowly)
    return inside


LATE = 0.12  # seconds


@pytest.fixture(scope="module")
def morag(house):
    """A second manager of an agency's desk, at her own computer; her desk is closed."""
    desk = house.invite("Morag Sinclair", role="manager")
    desk.close()
    house.opened.remove(desk)
    return desk


@pytest.fixture
def program(house, morag, qtbot, monkeypatch):
    """The whole program, with Morag signed in at the agency's desk; nobody tells it what others change."""
    monkeypatch.setattr(settings, "save", lambda *_: None)
    program = Program(QApplication.instance(), FixedClock(house.clock.now()), settings.Settings())
    program._asked_for_pin = True
    program.show_lock(morag.folder)
    qtbot.addWidget(program.window)
    program.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: program.desk is not None, timeout=20_000)
    program.link.end()  # what the other did is found out by saving
    yield program
    program.window.close()
