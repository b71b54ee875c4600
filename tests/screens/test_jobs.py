import logging
import threading
import time

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QWidget

from welfare_desk.errors import WorldFault
from welfare_desk.ui import messages
from welfare_desk.ui.jobs import Jobs, Progress


class DiskFull(WorldFault):
    sentence = "The disk is full."
    hint = "Free some space and save again."


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    assert made.finish()


@pytest.fixture
def owner(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_work_is_done_elsewhere_and_the_answer_comes_here(jobs, owner, qtbot):
    threads = []
    jobs.run(
        owner,
        lambda: threads.append(QThread.currentThread()) or 42,
        lambda answer: threads.extend((answer, QThread.currentThread())),
    )
    qtbot.waitUntil(lambda: len(threads) == 3)
    worked, answer, heard = threads
    assert answer == 42
    assert heard is QApplication.instance().thread()
    assert worked is not heard


def test_an_answer_for_a_screen_that_has_gone_is_dropped(jobs, qtbot):
    owner, gate, heard = QObject(), threading.Event(), []
    jobs.run(owner, gate.wait, heard.append)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, 52)  # DeferredDelete
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert heard == []


def test_writes_go_one_at_a_time_and_reads_do_not_wait_for_them(jobs, owner, qtbot):
    inside, most, gate, read = [], [], threading.Event(), []

    def write():
        inside.append(1)
        most.append(len(inside))
        gate.wait(30)
        inside.pop()

    for _ in range(3):
        jobs.run(owner, write, writes=True)
    jobs.run(owner, lambda: "read", read.append)
    qtbot.waitUntil(lambda: read == ["read"])
    assert most == [1]
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert most == [1, 1, 1]


def test_writes_keep_their_order(jobs, owner, qtbot):
    order = []
    for number in range(20):
        jobs.run(owner, lambda number=number: order.append(number), writes=True)
    qtbot.waitUntil(lambda: not jobs.busy())
    assert order == list(range(20))


def test_a_fault_of_the_world_is_said_in_its_own_words(jobs, owner, qtbot, heard):
    def work():
        raise DiskFull

    jobs.run(owner, work)
    qtbot.waitUntil(lambda: bool(heard.told))
    assert heard.told == [("The disk is full.", "Free some space and save again.")]


def test_a_screen_may_show_the_fault_itself(jobs, owner, qtbot, heard):
    faults = []

    def work():
        raise DiskFull

    jobs.run(owner, work, failed=faults.append)
    qtbot.waitUntil(lambda: bool(faults))
    assert isinstance(faults[0], DiskFull)
    assert heard.told == []


def test_our_own_bug_gets_a_reference_and_no_word_of_a_client(jobs, owner, qtbot, heard, caplog):
    def work():
        raise KeyError("Callum Reid walks thirty metres")

    with caplog.at_level(logging.ERROR):
        jobs.run(owner, work)
        qtbot.waitUntil(lambda: bool(heard.told))
    sentence, hint = heard.told[0]
    assert "saved is safe" in sentence
    reference = hint.rstrip(".").split()[-1]
    assert reference in caplog.text
    assert "KeyError" in caplog.text
    assert "test_jobs.py" in caplog.text
    assert "Callum" not in caplog.text + sentence + hint


def test_long_work_says_how_far_it_is_and_stops_when_called_off(jobs, owner, qtbot):
    said, ended, done = [], [], []

    def work(steps):
        try:
            for number in range(1000):
                steps.say("Checking pages", number, 1000)
                time.sleep(0.005)
        finally:
            ended.append(True)

    job = jobs.run(owner, work, done.append, progress=said.append)
    qtbot.waitUntil(lambda: len(said) > 2)
    assert said[0] == Progress("Checking pages", 0, 1000)
    job.cancel()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert ended == [True]
    assert done == []


def test_work_called_off_before_it_began_never_begins(jobs, owner, qtbot):
    gate, began = threading.Event(), []
    jobs.run(owner, lambda: gate.wait(2), writes=True)
    waiting = jobs.run(owner, lambda: began.append(1), writes=True)
    waiting.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert began == []


def test_a_save_that_waits_for_long_work_is_made_before_the_pages_go(jobs, owner, qtbot):
    """Look inside every letter, mark a date done, lock: the date stayed open and nobody said so."""
    began, saved, heard = threading.Event(), [], []

    def long_work(steps):
        while True:
            began.set()
            steps.say("Looking in issued letters")
            time.sleep(0.005)

    jobs.run(owner, long_work, progress=lambda _: None, writes=True)
    jobs.run(owner, lambda: saved.append(1), lambda _: heard.append(1), writes=True)
    assert began.wait(30) and jobs.saving()
    assert jobs.settle()
    assert (saved, heard) == ([1], [1])  # its answer too, without a turn of the event loop


def test_a_save_refused_after_its_part_of_a_page_has_gone_is_said(jobs, qtbot):
    owner, gate, unheard = QWidget(), threading.Event(), []

    def work():
        gate.wait(30)
        raise DiskFull

    jobs.unheard.connect(unheard.append)
    jobs.run(owner, work, failed=lambda _: None, writes=True)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, 52)  # DeferredDelete
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert [type(fault) for fault in unheard] == [DiskFull]


def test_a_fault_nobody_caught_keeps_the_drafts_and_shows_one_window(heard, monkeypatch):
    import sys

    kept = []
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    messages.catch_everything(lambda: kept.append(True))
    sys.excepthook(RuntimeError, RuntimeError("boom"), None)
    assert kept == [True]
    assert len(heard.told) == 1


def test_the_program_outlives_more_calls_than_none_has_references(qapp):
    thing = QObject()
    for _ in range(60_000):
        thing.setObjectName("desk")
    assert thing.objectName() == "desk"
