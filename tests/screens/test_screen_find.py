"""Finding anything from the keyboard: as one types, by kind, and in sealed notes when asked."""

from __future__ import annotations

from datetime import date

import pytest
from by_keyboard import press, push, settle, words_on
from canary import leaks_under
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from welfare_desk.casework import access
from welfare_desk.casework.correspondence import letter_search
from welfare_desk.casework.matters import journal
from welfare_desk.casework.notes import evidence
from welfare_desk.ui.list_saving import list_in_front
from welfare_desk.ui.palette import Found

CANARY = "kindling by the Drumnadrochit road"


@pytest.fixture
def find(practice, practice_window, go, qtbot):
    """The screen, and a way to type into it and wait for the answer."""
    callum, case = practice.told.clients["callum"], practice.told.cases["callum"]
    for number in range(8):
        words = f"Call {number}: {CANARY}"
        journal.write_note(practice.desk, callum, words, today=date(2026, 11, 26), case_id=case)
    screen = go("find")

    def typed(words):
        screen.search.line.setFocus()
        screen.search.line.selectAll()
        QTest.keyClicks(screen.search.line, words)
        qtbot.waitUntil(lambda: screen._shown_for == words)
        settle(practice_window, qtbot)
        return screen

    return typed


def test_what_is_typed_is_found_by_kind_with_a_key_for_each(find, practice_window, qtbot):
    screen = find("kindl")
    rows = screen.rows.rows.rows
    assert [row.kind for row in rows] == ["group", *["row"] * 5]
    assert rows[0].cells[0].second == "All 8 with Alt+5"
    press(practice_window, "Alt+5", qtbot)
    assert screen.kind() == "journal" and len(screen.rows.rows.rows) == 8
    assert "Callum" in screen.rows.rows.rows[0].cells[1].text
    press(practice_window, "Alt+2", qtbot)
    assert screen.empty.isVisible() and "Nothing found" in words_on(screen)
    press(practice_window, "Alt+1", qtbot)
    QTest.keyClick(screen.search.line, Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    assert practice_window.place().screen == "case"


def test_it_is_reached_by_key_and_from_the_palette_with_what_was_typed(find, practice_window, go, qtbot):
    find("kindl")
    go("today")
    press(practice_window, "Ctrl+F", qtbot)
    assert practice_window.place().screen == "find"
    go("today")
    from welfare_desk.ui.screens import add_sources

    add_sources(practice_window, practice_window.room)
    press(practice_window, "Ctrl+K", qtbot)
    QTest.keyClicks(practice_window.palette_panel.line, "drumnad")
    found = practice_window.palette_panel.chosen()
    assert "drumnad" in found.words
    QTest.keyClick(practice_window.palette_panel.line, Qt.Key.Key_Return)
    screen = practice_window.front()
    qtbot.waitUntil(lambda: screen._shown_for == "drumnad")
    assert screen.rows.rows.rows


def test_typing_on_calls_off_what_is_under_way_and_shows_only_the_last(find, practice_window, qtbot):
    screen = find("kindl")
    first = screen._job
    QTest.keyClicks(screen.search.line, "i")
    assert first.cancelled or first.finished
    screen.read()
    under_way = screen._job
    QTest.keyClicks(screen.search.line, "ng zzz")
    assert under_way.cancelled
    qtbot.waitUntil(lambda: screen._shown_for == "kindling zzz")
    settle(practice_window, qtbot)
    assert not screen.rows.rows.rows and screen.empty.isVisible()


def test_nothing_typed_says_what_can_be_found_and_one_letter_finds_nothing(find, practice_window, qtbot):
    screen = find("q")
    assert "Type two letters or more" in words_on(screen)
    assert not screen.empty.button.isVisible()
    assert screen.leave() and screen.search.value() == ""
    assert not screen.leave()


def test_sealed_notes_are_looked_in_when_asked_and_are_logged_and_never_saved(
    find, practice, practice_window, qtbot
):
    callum = practice.told.clients["callum"]
    head = evidence.note_heads(practice.desk, person_id=callum)[0]
    said = evidence.open_note(practice.desk, head.id, purpose="benefit_appeal").text
    word = max(said.replace(".", "").replace(",", "").split(), key=len)
    screen = find(word)
    assert "sealed" not in {key[0] for key in screen._hits}
    push(practice_window, "Look in the sealed notes", qtbot)
    qtbot.waitUntil(lambda: screen._unsealed is not None)
    settle(practice_window, qtbot)
    assert screen.kind() == "sealed" and len(screen.rows.rows.rows) >= 1
    assert word in " ".join(row.cells[0].text for row in screen.rows.rows.rows)
    assert [row for row in access.who_has_looked(practice.desk, callum) if row.said]
    assert list_in_front(practice_window) is None
    assert word not in practice_window.windowTitle()
    assert leaks_under(practice.desk.folder, CANARY) == []
    QTest.keyClicks(screen.search.line, "x")  # typing on shuts them again
    assert screen._unsealed is None


def test_everything_on_it_has_a_name_and_is_reached_by_tab(find, practice_window):
    screen = find("appeal")
    assert_every_focusable_widget_has_a_name(screen)
    assert_tab_reaches_everything(practice_window)


def test_issued_letters_are_looked_in_when_asked_and_the_words_are_theirs(
    find, practice, practice_window, qtbot
):
    opened = letter_search.search(practice.desk, "sets out what").hits
    assert opened, "the practice desk has issued letters"
    screen = find("sets out what")
    assert not screen._hits, "no kind, reference, body or client is called so"
    push(practice_window, "Look inside issued letters", qtbot)
    qtbot.waitUntil(lambda: screen._said_in is not None)
    settle(practice_window, qtbot)
    assert screen.kind() == "letters" and screen.underway.isHidden()
    assert {hit.id for hit in opened} <= {hit.id for hit in screen._hits.values()}
    assert "sets out" in " ".join(row.cells[0].second for row in screen.rows.rows.rows)
    assert list_in_front(practice_window) is None
    QTest.keyClick(screen.search.line, Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    assert practice_window.place().screen == "letter"


def test_typing_on_shuts_issued_letters_again(find, practice_window, qtbot):
    screen = find("sets out what")
    screen.look_in_letters()
    assert screen.underway.isVisible()
    under_way = screen._job
    QTest.keyClicks(screen.search.line, " zzz")
    assert under_way.cancelled and screen.underway.isHidden()
    qtbot.waitUntil(lambda: screen._shown_for == "sets out what zzz")
    settle(practice_window, qtbot)
    assert screen._said_in is None


def test_what_finds_nothing_takes_no_room_in_the_palette_from_what_does(practice_window, go, qtbot):
    from welfare_desk.ui.screens import add_sources

    go("today")
    add_sources(practice_window, practice_window.room)
    press(practice_window, "Ctrl+K", qtbot)
    panel = practice_window.palette_panel
    QTest.keyClicks(panel.line, "cal")
    lines = [line.words for line in panel._lines if isinstance(line, Found)]
    assert len(lines) == 11, "all there is room for"
    assert "Date calculator" in lines
