"""A practice's list of referrals on screen: pasted, looked at row by row, taken."""

import pytest
from by_keyboard import push, settle, words_on
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.casework.people import clients
from welfare_desk.casework.service import waiting
from welfare_desk.ui.tour_stops import _A_LIST


@pytest.fixture
def screen(go, practice_window, qtbot):
    shown = go("referral-list")
    QApplication.clipboard().setText(_A_LIST)
    push(practice_window, "Paste", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    return shown


def listed(screen):
    return [" | ".join(filter(None, (cell.spoken() for cell in row.cells))) for row in screen.rows.rows.rows]


def test_each_row_says_what_is_made_of_it_and_new_ones_are_ready(screen):
    assert listed(screen) == [
        "2 | Callum Reid, ADP appeal | May be known",
        "3 | Ina Walker, Rent arrears | New | New client",
        "4 | Ina Walker, Rent arrears | Twice",
        "5 | Sorley Bain, Fuel and heating | Ask first",
        "6 | Peigi Munro, Attendance Allowance form | Refused",
    ]
    assert screen.heading().primary.words == "Take 1 referral"


def test_rows_are_decided_by_keys_and_taken_at_once(screen, practice, practice_window, qtbot):
    screen.rows.choose(2)
    settle(practice_window, qtbot)
    assert "same date of birth" in words_on(screen.pane)
    reference = clients.client(practice.desk, practice.told.clients["callum"]).reference
    push(practice_window, f"Into the file of {reference}", qtbot)
    screen.rows.choose(3)
    QTest.keyClick(screen.rows, Qt.Key.Key_Return)
    assert "New client" not in listed(screen)[1]
    QTest.keyClick(screen.rows, Qt.Key.Key_Return)
    screen.rows.choose(5)
    settle(practice_window, qtbot)
    push(practice_window, "They agreed: take as a new client", qtbot)
    push(practice_window, "Take 3 referrals", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    assert "3 referrals taken." in words_on(screen)
    assert len(clients.find(practice.desk, "callum reid")) == 1
    waits = [row.client for row in waiting.waiting(practice.desk)]
    assert {"Ina Walker", "Sorley Bain"} <= set(waits) and "Peigi Munro" not in waits


def test_what_is_no_list_is_said_in_its_place(go, practice_window, qtbot):
    shown = go("referral-list")
    QApplication.clipboard().setText("only,words\nin,here\n")
    push(practice_window, "Paste", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    assert "No column of names was found in this list." in words_on(shown)
    assert shown.heading().primary.closed_because


def test_an_open_list_survives_the_lock(screen, practice_window, qtbot):
    practice_window.lock()
    practice_window.unlocked()
    for _ in range(3):
        settle(practice_window, qtbot)
    assert len(listed(practice_window.front())) == 5


def test_everything_has_a_name_and_the_tab_key_comes_by(screen, practice_window):
    assert_every_focusable_widget_has_a_name(screen)
    practice_window.activateWindow()
    assert_tab_reaches_everything(practice_window)
