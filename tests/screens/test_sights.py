"""A page that reads again is told when all of it has been read, whatever became of its parts meanwhile."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from welfare_desk.ui.jobs import Jobs
from welfare_desk.ui.room import Room
from welfare_desk.ui.screen import Screen


@pytest.fixture
def room(desk, qapp):
    made = Room(desk, Jobs())
    yield made
    assert made.jobs.finish()


@pytest.fixture
def page(qtbot):
    made = Screen()
    qtbot.addWidget(made)
    return made


def test_a_part_that_went_while_it_was_read_is_not_waited_for(room, page, qtbot):
    gate, told = threading.Event(), []
    part = QWidget(page)  # made anew with what the page shows
    room.read(page, gate.wait, lambda _: None)
    room.read(part, gate.wait, lambda _: told.append("a part that is gone"))
    room.sights.after_next_read(page, told.append)
    part.deleteLater()
    QApplication.sendPostedEvents(part, QEvent.Type.DeferredDelete)
    gate.set()
    qtbot.waitUntil(lambda: not room.jobs.busy())
    assert told == [True]


def test_a_reading_that_was_called_off_is_not_waited_for(room, page, qtbot):
    gate, told = threading.Event(), []
    off = room.read(page, gate.wait, told.append)
    room.read(page, gate.wait, lambda _: None)
    room.sights.after_next_read(page, told.append)
    off.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not room.jobs.busy())
    assert told == [True]


def test_a_page_that_could_not_be_read_says_so_at_once_and_once(room, page, qtbot):
    told = []

    def breaks():
        raise OSError("gone")

    room.sights.after_next_read(page, told.append)
    room.read(page, breaks, lambda _: None, lambda _fault: None)
    qtbot.waitUntil(lambda: not room.jobs.busy())
    assert told == [False]


def test_a_page_that_has_saved_is_not_kept_by_what_it_saved(room, page, qtbot):
    room.write(page, lambda: page.objectName())
    qtbot.waitUntil(lambda: not room.jobs.busy())
    assert page not in room.sights._saving
