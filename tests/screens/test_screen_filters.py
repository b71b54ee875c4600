"""Filters kept under a name, by keys alone: kept on a list, chosen again, called otherwise, removed, back."""

import pytest
from by_keyboard import press, push, settle, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.casework import own_filters
from welfare_desk.ui import theme
from welfare_desk.ui.filters import source

ASKED = {
    "dates": {"typed": "Reid", "which": "Mine"},
    "cases": {"typed": "Reid", "kind": "debt", "open_only": False, "order": "client"},
    "clients": {"typed": "DD"},
    "gains": {"which": "waiting"},
    "debts": {"typed": "council"},
}
each_list = pytest.mark.parametrize("of", ASKED)


def kept_on(of, name, go, window, qtbot):
    """Asked by hand as ``ASKED`` says, then kept under a name; the page of filters is in front."""
    screen = go(of)
    if of == "cases":
        write(screen.filters, "typed", "Reid")
        screen.filters.fields["kind"].editor.setCurrentText("Debt")
        screen.filters.fields["open_only"].editor.setCurrentIndex(1)
        screen.filters.fields["order"].editor.setCurrentText("Client's name")
    elif of == "gains":
        screen.filter.editor.setCurrentText("To confirm")
    else:
        screen.search.line.setFocus()
        screen.search.line.selectAll()
        QTest.keyClicks(screen.search.line, ASKED[of]["typed"])
        if of == "dates":
            screen.which.editor.setCurrentText("Mine")
    settle(window, qtbot)
    press(window, "Shift+F3", qtbot)
    QTest.keyClicks(QApplication.focusWidget(), name)
    press(window, "Ctrl+S", qtbot)
    settle(window, qtbot)
    return window.front()


@each_list
def test_what_a_list_is_asked_for_is_kept_and_asked_again_with_one_choice(
    of, practice, practice_window, go, qtbot
):
    page = kept_on(of, "Of mine", go, practice_window, qtbot)
    [one] = own_filters.filters(practice.desk)
    assert (one.of, one.name, dict(one.says)) == (of, "Of mine", ASKED[of])
    assert page.name == "filters" and page.key() == (of, "Of mine")
    screen = go(of)
    screen.wear(screen.asks_nothing)
    assert screen.filter_says() != ASKED[of] or of == "dates"  # whose ways to look are read on arriving
    go(of)
    press(practice_window, "F3", qtbot)
    settle(practice_window, qtbot)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    for _ in range(3):
        settle(practice_window, qtbot)
    assert practice_window.front().filter_says() == ASKED[of]
    assert "Filter: Of mine" in words_on(practice_window.title_line)
    press(practice_window, "Esc", qtbot)  # empties the search where there is one, else goes back
    if of not in ("gains", "dates"):
        assert "Filter: Of mine" not in words_on(practice_window.title_line)


def test_it_is_called_otherwise_removed_and_brought_back(practice, practice_window, go, qtbot):
    page = kept_on("clients", "Dundee", go, practice_window, qtbot)
    push(practice_window, "Rename", qtbot, inside=page)
    write(page.form, "name", "Postcodes DD")
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert page.key() == ("clients", "Postcodes DD")
    push(practice_window, "Remove it", qtbot, inside=page)
    settle(practice_window, qtbot)
    assert "You have no saved filters yet." in words_on(page)
    press(practice_window, "Ctrl+Z", qtbot)
    settle(practice_window, qtbot)
    assert "Taken back: change to a filter you keep" in words_on(practice_window.status)
    assert [one.name for one in own_filters.filters(practice.desk)] == ["Postcodes DD"]
    assert page.key() == ("clients", "Postcodes DD")


def test_a_name_that_is_taken_is_said_beside_it_and_nothing_is_lost(practice, practice_window, go, qtbot):
    own_filters.keep(practice.desk, "clients", "Dundee", {"typed": "x"})
    page = kept_on("clients", "dundee", go, practice_window, qtbot)
    assert "You have a filter of that name." in words_on(page.form.fields["name"])
    write(page.form, "name", "Dundee too")
    practice_window.lock()
    practice_window.unlocked()
    for _ in range(3):
        settle(practice_window, qtbot)
    page = practice_window.front()
    assert page.form.fields["name"].value() == "Dundee too"
    press(practice_window, "Ctrl+S", qtbot)
    kept = {one.name: dict(one.says) for one in own_filters.filters(practice.desk)}
    assert kept == {"Dundee": {"typed": "x"}, "Dundee too": ASKED["clients"]}


@each_list
def test_nothing_filtered_is_nothing_to_keep(of, practice, practice_window, go, qtbot):
    go(of)
    press(practice_window, "Shift+F3", qtbot)
    assert practice_window.front().name == of
    assert "Nothing is filtered yet" in words_on(practice_window.status)
    assert own_filters.filters(practice.desk) == ()


def test_the_palette_finds_a_filter_by_its_name(practice, practice_window, go, qtbot):
    own_filters.keep(practice.desk, "cases", "My debt cases", ASKED["cases"])
    go("today")
    [line] = source.source(practice_window, practice_window.room).find("my debt")
    assert line.second == "filter of cases: “Reid”, Debt, open and closed, order: client's name"
    line.open()
    for _ in range(2):
        settle(practice_window, qtbot)
    assert practice_window.front().filter_says() == ASKED["cases"]


def test_a_way_to_look_that_is_gone_is_said_and_all_is_shown(practice, practice_window, go, qtbot):
    says = {"typed": "", "which": "Before the next session at Gone Surgery"}
    go("dates", filter=says, named="Gone")
    assert "no longer among the ways to look" in words_on(practice_window.status)
    assert practice_window.front().choice().words == "All dates"


@pytest.mark.parametrize(
    "odd", [{}, {"typed": 7, "which": [], "kind": "no such", "open_only": "x", "order": 3}]
)
@each_list
def test_a_filter_of_another_version_is_worn_as_far_as_it_fits(of, odd, practice_window, go):
    screen = go(of, filter=odd, named="Old")
    assert screen.filter_says() == dict(screen.asks_nothing)


def test_every_stop_of_the_page_has_a_name_and_tab_reaches_it(practice, practice_window, go, qtbot):
    page = go("filters")
    assert "You have no saved filters yet." in words_on(page)
    own_filters.keep(practice.desk, "cases", "C" * 60, ASKED["cases"])
    own_filters.keep(practice.desk, "dates", "Mine", ASKED["dates"])
    page = go("filters")
    assert_every_focusable_widget_has_a_name(practice_window)
    assert_tab_reaches_everything(practice_window)


def test_with_large_text_a_form_below_the_list_is_brought_into_sight(practice_window, go, qtbot, qapp):
    theme.apply(qapp, "light", 2.0)
    try:
        page = go("filters", of="cases", says=ASKED["cases"], form="keep", on="cases")
        line = page.form.fields["name"].line
        qtbot.waitUntil(lambda: line.hasFocus() and not line.visibleRegion().isEmpty())
    finally:
        theme.apply(qapp, "light")
