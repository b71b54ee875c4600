"""What Python no longer needs is freed on the screen's thread, never on a reader's."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject

from welfare_desk.ui import tidying
from welfare_desk.ui.jobs import Jobs


class Thing:
    """Something that only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


def a_lot_of_rubbish() -> int:
    return len([Thing() for _ in range(5000)])


def test_a_reader_that_makes_rubbish_frees_nothing_of_the_screens(qtbot):
    owner = QObject()
    jobs, freed_on = Jobs(owner), []
    thing = Thing()
    weakref.finalize(thing, lambda: freed_on.append(threading.current_thread()))
    del thing
    answers = []
    for _ in range(3):
        jobs.run(owner, a_lot_of_rubbish, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert set(freed_on) <= {threading.main_thread()}  # a slow machine may have tidied already
    for _ in range(3):
        tidying.tidy()
    gc.collect()
    assert freed_on == [threading.main_thread()]
    jobs.finish()


def test_rubbish_is_freed_without_being_asked(qtbot):
    owner = QObject()
    jobs, freed = Jobs(owner), []
    thing = Thing()
    weakref.finalize(thing, lambda: freed.append(True))
    del thing
    a_lot_of_rubbish()
    qtbot.waitUntil(lambda: bool(freed), timeout=3000)
    jobs.finish()


def test_the_automatic_collector_comes_back_with_the_last_to_go(qtbot):
    gc.collect()
    before = tidying.Tidying._living
    first, second = tidying.Tidying(), tidying.Tidying()
    assert not gc.isenabled()
    first.deleteLater()
    qtbot.waitUntil(lambda: tidying.Tidying._living == before + 1)
    assert not gc.isenabled()
    second.deleteLater()
    qtbot.waitUntil(lambda: tidying.Tidying._living == before)
    assert gc.isenabled() == (before == 0)
