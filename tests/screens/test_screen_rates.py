"""Rates and rules as an advisor looks them up: typed, walked by key, on another day."""

from __future__ import annotations

import pytest
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


@pytest.fixture
def rates(practice_window, qtbot):
    def go(**where):
        practice_window.go("rates-and-rules", **where)
        qtbot.waitUntil(lambda: not practice_window.room.jobs.busy())
        return practice_window.front()

    return go


def shown(screen):
    return [row.cells[0].text for row in screen.front.rows.rows if row.kind == "row"]


def test_typing_starts_in_the_search_and_narrows_the_list(rates, practice_window, qtbot):
    screen = rates()
    practice_window.activateWindow()
    assert screen.search.line.hasFocus() or not practice_window.isActiveWindow()
    QTest.keyClicks(screen.search.line, "adp mobility")
    qtbot.waitUntil(lambda: shown(screen) == ["Standard mobility", "Enhanced mobility"])


def test_down_goes_into_what_was_found_and_the_pane_follows(rates, qtbot):
    screen = rates(find="adp")
    QTest.keyClick(screen.search.line, Qt.Key.Key_Down)
    QTest.keyClick(screen.front, Qt.Key.Key_Down)
    assert screen.front.chosen_row().cells[0].text == "Enhanced daily living"


def test_another_day_gives_its_own_rates(rates, qtbot):
    screen = rates(find="adp standard daily")
    QTest.keyClicks(screen.on.line, "1 Mar 2026")
    qtbot.waitUntil(lambda: screen.front.rows.row(1).cells[1].text == "£73.90")
    assert "1 Mar 2026" in screen.heading().note


def test_a_day_without_a_table_says_so(rates, qtbot):
    screen = rates()
    QTest.keyClicks(screen.on.line, "1 Mar 2031")
    qtbot.waitUntil(lambda: "No table of rates" in screen.empty.words.text())


def test_esc_empties_the_search_first_and_then_leaves(rates, practice_window, qtbot):
    screen = rates(find="adp")
    assert screen.leave() and screen.search.value() == ""
    assert not screen.leave()


@pytest.mark.parametrize("shelf", ["Rates", "Time limits", "Which benefit opens which", "Lists", "Consent"])
def test_each_tab_shows_something_and_has_names(rates, practice_window, qtbot, shelf):
    screen = rates(shelf=shelf)
    assert shown(screen)
    assert_every_focusable_widget_has_a_name(screen)


def test_nothing_found_says_what_to_try(rates):
    screen = rates(find="zzz")
    assert screen.empty.words.text() == "Nothing found."
    assert "adp" in screen.empty.hint.text()


def test_the_search_outlives_the_lock(rates, practice_window, qtbot):
    screen = rates(shelf="Time limits", find="uc")
    kept = screen.draft()
    screen.search.set_value("")
    screen.tabs.setCurrentIndex(0)
    screen.restore(kept)
    qtbot.waitUntil(lambda: not practice_window.room.jobs.busy())
    assert screen.search.value() == "uc" and screen.shelf.words == "Time limits"


def test_tab_reaches_everything(rates, practice_window, qtbot):
    screen = rates()
    practice_window.activateWindow()
    qtbot.waitUntil(practice_window.isActiveWindow)
    screen.search.setFocus()
    assert_tab_reaches_everything(screen)
