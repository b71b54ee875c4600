"""The creditor book: found as one types, an address entered once for all debts."""

import pytest
from by_keyboard import press, push, settle, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtTest import QTest

from welfare_desk.casework.debt import creditor_book


@pytest.fixture
def book(go):
    return go("creditors")


def listed(screen):
    return [" | ".join(filter(None, (cell.spoken() for cell in row.cells))) for row in screen.rows.rows.rows]


def test_every_creditor_stands_with_its_address_and_its_debts(book, practice_window, qtbot):
    assert "Homeways, 9 Mill Park, Glasgow, G2 9ZZ | Not recorded | 1 owed" in listed(book)
    officers = "Ferrier and Dunn, sheriff officers, No address yet | Not recorded | 1 collected"
    assert officers in listed(book)
    QTest.keyClicks(book.search.line, "homew")
    for _ in range(3):
        settle(practice_window, qtbot)
    assert len(listed(book)) == 1
    said = words_on(book.pane)
    assert said.count("Isla Drummond") == 1 and "£412.15" in said


def test_an_address_is_typed_and_kept(book, practice, practice_window, qtbot):
    QTest.keyClicks(book.search.line, "ferrier")
    for _ in range(3):
        settle(practice_window, qtbot)
    push(practice_window, "Change the address", qtbot, inside=book.pane)
    write(book.form, "address", "2 Quay Street")
    write(book.form, "postcode", "nowhere")
    press(practice_window, "Ctrl+S", qtbot)
    assert "is not a postcode" in book.form.fields["postcode"].below.text()
    write(book.form, "postcode", "dd19zz")
    press(practice_window, "Ctrl+S", qtbot)
    [row] = creditor_book.book(practice.desk, typed="ferrier")
    assert row.where == "2 Quay Street, DD1 9ZZ"


def test_a_debt_is_gone_to_from_its_creditor(book, practice_window, qtbot):
    QTest.keyClicks(book.search.line, "homew")
    for _ in range(3):
        settle(practice_window, qtbot)
    push(practice_window, "Open", qtbot, inside=book.pane)
    for _ in range(3):
        settle(practice_window, qtbot)
    assert practice_window.front().name == "client-debts"
    assert "Catalogue or mail order" in words_on(practice_window.front().pane)


def test_everything_has_a_name_and_the_tab_key_comes_by(book, practice_window):
    assert_every_focusable_widget_has_a_name(book)
    assert_tab_reaches_everything(practice_window)
