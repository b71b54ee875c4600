"""The guide on screen: F1 from anywhere, the search, the pictures, and nothing from elsewhere."""

import pytest
from by_keyboard import settle
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest

from welfare_desk.ui import commands


@pytest.fixture
def guide_at(practice_window, qtbot):
    def go(**where):
        practice_window.go("help", **where)
        settle(practice_window, qtbot)
        return practice_window.front()

    return go


def press_f1(window):
    commands.run(window, next(each for each in commands.TABLE if each.key == "F1"))


@pytest.mark.parametrize(
    ("screen", "title"), [("letters", "Letters"), ("gains", "Gains and the funder's report")]
)
def test_f1_opens_the_page_of_the_screen_and_back_returns(practice_window, qtbot, screen, title):
    practice_window.go(screen)
    press_f1(practice_window)
    settle(practice_window, qtbot)
    shown = practice_window.front()
    assert shown.name == "help" and shown.browser.toPlainText().startswith(title)
    assert shown.list.chosen_row().cells[0].text == title
    press_f1(practice_window)
    practice_window.go_back()
    assert practice_window.front().name == screen


def test_what_is_typed_narrows_the_pages_and_enter_goes_to_the_page(guide_at):
    shown = guide_at(about="today")
    QTest.keyClicks(shown.search.line, "safe day")
    assert 0 < shown.list.rows.rowCount() < 14
    QTest.keyClick(shown.search.line, Qt.Key.Key_Return)
    assert shown.browser.hasFocus()
    assert "safe day" in shown.browser.toPlainText().casefold()
    QTest.keyClicks(shown.search.line, "xyzzy")
    assert shown.list.rows.rowCount() == 0


def test_its_pictures_are_shown_and_no_other_file_is(guide_at):
    shown = guide_at(about="letter")
    image = QTextDocument.ResourceType.ImageResource.value
    picture = shown.browser.loadResource(image, QUrl("pictures/letter.png"))
    assert isinstance(picture, QImage) and not picture.isNull()
    for elsewhere in (
        "../../pyproject.toml",
        "/etc/passwd",
        "https://example.org/x.png",
        "pictures/none.png",
    ):
        assert shown.browser.loadResource(image, QUrl(elsewhere)) is None


def test_every_key_stands_on_its_page(guide_at, practice_window, qtbot):
    commands.run(practice_window, next(each for each in commands.TABLE if each.id == "keys"))
    settle(practice_window, qtbot)
    text = practice_window.front().browser.toPlainText()
    assert all(command.key in text for command in commands.TABLE if command.key)


def test_a_page_is_laid_out_once_in_a_wide_window_too(guide_at, practice_window, qtbot):
    practice_window.resize(1920, 1080)
    shown = guide_at(page="keys")
    words = shown.browser.toPlainText().splitlines()
    assert words.count("Go to") == words.count("Do") == 1


def test_everyone_can_use_it(guide_at):
    shown = guide_at(about="today")
    assert_every_focusable_widget_has_a_name(shown)
    assert_tab_reaches_everything(shown)
