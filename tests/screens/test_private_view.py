"""While the private view is on, no screen paints or speaks a client's name or anything clinical."""

from __future__ import annotations

import re

import pytest
from by_keyboard import settle
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from seen_and_heard import heard, painted
from sqlalchemy import select

from welfare_desk.casework.matters import journal
from welfare_desk.records.people import PersonName
from welfare_desk.ui.private_view import TO_LOOK_AT
from welfare_desk.ui.screens import TABLE, add_sources
from welfare_desk.ui.tour_stops import stops_of

CANARY = "Kestrelmuir"
ALSO_A_WORD = {"Grant"}  # somebody's name, and a Best Start one


def clients_names(desk) -> set[str]:
    with desk.look() as look:
        told = look.execute(select(PersonName.surname, PersonName.forenames)).all()
    return {word for row in told for name in row for word in re.findall(r"\w{3,}", name or "")}


def told_of(window, words) -> set[str]:
    said = f"{painted(window)}\n{heard(window)}"
    return words & set(re.findall(r"\w{3,}", said))


def press_f9(window) -> None:
    QTest.keyClick(window, Qt.Key.Key_F9)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as the program's own loop does next


def test_no_screen_shows_or_says_a_name_or_what_is_clinical(practice, practice_window, go, qtbot):
    desk, told = practice.desk, practice.told
    words = clients_names(desk) - set(desk.advisor.name.split()) - ALSO_A_WORD
    window, left, hidden = practice_window, {}, 0
    for stop in stops_of(told):
        if stop.then is not None and stop.name != stop.screen:
            continue
        go(stop.screen, **stop.where)
        open_first = told_of(window, words)
        press_f9(window)
        settle(window, qtbot)
        assert window.private
        if found := told_of(window, words):
            left[stop.name] = found
        hidden += bool(open_first)
        press_f9(window)
    assert left == {}
    assert hidden > 40, "the search finds names on the screens as they are"


def test_a_canary_in_a_note_is_gone_and_comes_back(practice, practice_window, go, qtbot):
    desk, callum = practice.desk, practice.told.clients["callum"]
    journal.write_note(desk, callum, f"{CANARY} was spoken of.", today=desk.clock.today())
    window = practice_window
    go("client", person=callum)
    assert CANARY in painted(window) and CANARY in heard(window)
    press_f9(window)
    settle(window, qtbot)
    assert CANARY not in painted(window) + heard(window)
    assert "Private view" in painted(window) and "Private view" in heard(window)
    press_f9(window)
    settle(window, qtbot)
    assert window.place().screen == "client" and CANARY in painted(window) + heard(window)


def test_what_may_be_shown_is_reached_from_the_plate_and_says_how_it_ends(practice_window, go, qtbot):
    window = practice_window
    go("clients")
    press_f9(window)
    for screen in TO_LOOK_AT:
        assert screen in TABLE
        go(screen)
        assert window.front() is not None and window.front().name == screen
        assert "F9" in painted(window.title_line)
    go("clients")
    assert window.front() is None and window.windowTitle() == "Welfare Desk"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.place().screen == "clients", "nothing moves unseen behind the plate"


def test_the_palette_finds_no_client_and_no_box_stays_open(practice, practice_window, go, qtbot):
    window = practice_window
    add_sources(window, window.room)
    go("clients")
    window.open_palette()
    line = window.palette_panel.findChild(QLineEdit)
    line.setText("reid")
    assert "Reid" in painted(window.palette_panel)
    box = QDialog(window)
    box.setWindowTitle("Callum Reid")
    box.show()
    press_f9(window)
    assert not box.isVisible() and not window.palette_panel.isVisible()
    window.open_palette()
    line.setText("reid")
    assert "Reid" not in painted(window.palette_panel)
    line.setText("private")
    assert "nothing clinical" in painted(window.palette_panel)
    window.status.show_word("Callum Reid's details are as they were.")
    assert "Reid" not in heard(window.status)


def test_it_outlasts_the_lock_and_keeps_what_was_half_written(practice, practice_window, go, qtbot):
    window = practice_window
    front = go("case", case=practice.told.cases["callum"])
    front.acts()["write-note"]()
    settle(window, qtbot)
    QTest.keyClicks(QApplication.focusWidget(), "Half a line about Kestrelmuir")
    assert front.draft() is not None
    press_f9(window)
    assert [at.split(" ")[0] for at in window.half_typed()] == ["case"]
    assert CANARY not in painted(window) + heard(window)
    window.lock("10:12")
    window.unlocked()
    assert window.private and window.front() is None
    press_f9(window)
    settle(window, qtbot)
    assert window.front().draft() is not None
    assert CANARY in painted(window) + heard(window)


@pytest.mark.parametrize("name", ["client", "case", "evidence", "letter", "today", "call"])
def test_behind_the_lock_nothing_in_the_window_says_a_name(name, practice, practice_window, go, qtbot):
    """Not even what is hidden: a screen reader goes through parts that are not shown as well."""
    words = clients_names(practice.desk) - set(practice.desk.advisor.name.split()) - ALSO_A_WORD
    window = practice_window
    stop = next(each for each in stops_of(practice.told) if each.name == name)
    go(stop.screen, **stop.where)
    window.status.show_word("Callum Reid's details are as they were.")
    assert told_of(window, words)
    window.lock("10:12")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert told_of(window, words) == set()


def test_behind_the_lock_and_before_a_desk_is_open_the_key_does_nothing(practice_window, go):
    window = practice_window
    press_f9(window)
    assert not window.private
    go("today")
    window.open_locked()
    press_f9(window)
    assert not window.private
