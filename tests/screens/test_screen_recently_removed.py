"""Ctrl+Z over the whole window, what it says at the foot, and the place where what was taken out waits."""

import pytest
from by_keyboard import press, push, settle, words_on
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from welfare_desk.casework.invented import practice_desk
from welfare_desk.casework.matters import journal
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.taking_back import undoing

TODAY = practice_desk.TODAY


@pytest.fixture
def task(practice, go):
    """A task of Callum's, made after the window opened."""
    go("today")
    journal.add_task(practice.desk, "Ring the landlord", person_id=practice.told.clients["callum"])


def test_ctrl_z_takes_back_says_so_and_ctrl_shift_z_does_it_again(task, practice, practice_window, qtbot):
    callum = practice.told.clients["callum"]
    press(practice_window, "Ctrl+Z", qtbot)
    assert "Ring the landlord" not in [one.what for one in journal.tasks_of(practice.desk, callum)]
    assert "Taken back: new task" in words_on(practice_window.status)
    press(practice_window, "Ctrl+Shift+Z", qtbot)
    assert "Ring the landlord" in [one.what for one in journal.tasks_of(practice.desk, callum)]
    assert "Done again: new task" in words_on(practice_window.status)


def test_what_cannot_be_taken_back_says_why_at_the_foot(practice, practice_window, go, qtbot, heard):
    go("today")
    press(practice_window, "Ctrl+Z", qtbot)
    assert "nothing to take back since the desk was opened" in words_on(practice_window.status)
    assert heard.told == []


def test_a_text_field_keeps_ctrl_z_for_what_is_typed(task, practice, practice_window, go, qtbot):
    screen = go("clients")
    line = practice_window.focusWidget()
    QTest.keyClicks(line, "reid")
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(practice_window, qtbot)
    assert line.text() != "reid" and screen is practice_window.front()
    callum = practice.told.clients["callum"]
    assert "Ring the landlord" in [one.what for one in journal.tasks_of(practice.desk, callum)]


def test_whoever_is_no_longer_there_is_no_longer_in_front(practice, practice_window, go, qtbot):
    go("clients")
    new = clients.add_client(practice.desk, ClientDraft("Bain", "Sorley"), today=TODAY).id
    go("client", person=new)
    practice_window.rail.items["clients"].setFocus()  # a text field would keep the key for its own words
    press(practice_window, "Ctrl+Z", qtbot)
    settle(practice_window, qtbot)
    assert practice_window.front().name == "clients", words_on(practice_window.status)
    assert clients.find(practice.desk, "sorley bain") == []


def test_what_was_removed_is_listed_and_put_back_by_keys(task, practice, practice_window, go, qtbot):
    press(practice_window, "Ctrl+Z", qtbot)
    screen = go("recently-removed")
    assert_every_focusable_widget_has_a_name(screen)
    assert_tab_reaches_everything(screen)
    said = words_on(screen.pane)
    assert "Ring the landlord" in said and "Callum Reid" in said and "26 Dec 2026" in said
    push(practice_window, "Put back", qtbot, inside=screen.pane)
    settle(practice_window, qtbot)
    callum = practice.told.clients["callum"]
    assert "Ring the landlord" in [one.what for one in journal.tasks_of(practice.desk, callum)]
    assert "Nothing has been removed in the last thirty days." in words_on(screen)
    assert undoing.recently_removed(practice.desk, today=TODAY) == []


def test_the_lock_ends_what_can_be_taken_back_with_one_key(task, practice_window, qtbot):
    practice_window.lock()
    assert practice_window.undoing is None
    press(practice_window, "Ctrl+Z", qtbot)
    assert practice_window.is_covered()
