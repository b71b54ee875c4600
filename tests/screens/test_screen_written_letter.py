"""Letters of every kind: found by a word, begun from a case, filled in beside the page, issued when whole."""

from __future__ import annotations

import pytest
from by_keyboard import settle, words_on
from for_everyone import assert_every_focusable_widget_has_a_name
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from welfare_desk.casework.correspondence import letters, written_page


@pytest.fixture
def at(practice, practice_window, qtbot):
    def go(screen, **where):
        practice_window.go(screen, **where)
        settle(practice_window, qtbot)
        return practice_window.front()

    return go


@pytest.fixture
def choosing(at, practice):
    told = practice.told
    return at("choose-letter", person=told.clients["callum"], case=told.cases["callum"])


def names(screen):
    return [row.cells[0].text for row in screen.list.rows.rows]


def read(practice, screen):
    return written_page.opened(practice.desk, screen._where["letter"], today=practice.desk.clock.today())


def wait_saved(screen, window, qtbot):
    screen.keep()
    settle(window, qtbot)


def test_every_kind_stands_under_its_group_and_a_word_finds_it(choosing, practice_window, qtbot):
    assert names(choosing)[:3] == [
        "Medical evidence",
        "Supporting letter",
        "Request for information from the practice",
    ]
    assert len(names(choosing)) > 35
    QAbstractItemModelTester(choosing.list.rows).setUseFetchMore(False)
    choosing.search.set_value("write off")
    choosing._show_kinds()
    settle(practice_window, qtbot)
    assert names(choosing) == ["Debt", "Request to write off on medical grounds"]
    choosing.search.set_value("write off zzz")
    choosing._show_kinds()
    settle(practice_window, qtbot)
    assert "No letter is called that." in words_on(choosing)
    assert_every_focusable_widget_has_a_name(practice_window)


def test_a_letter_is_begun_with_whom_it_likely_goes_to(choosing, practice, practice_window, qtbot):
    choosing.list.choose("late-request")
    settle(practice_window, qtbot)
    assert "signed authority" in words_on(choosing)
    assert choosing.form.fields["recipient_id"].editor.currentText() == "Social Security Scotland"
    choosing.begin()
    settle(practice_window, qtbot)
    screen = practice_window.front()
    assert screen.name == "written-letter"
    page = read(practice, screen)
    assert page.row.recipient == "Social Security Scotland" and page.matter == "Adult Disability Payment"


def test_a_debt_letter_wants_a_debt_first(choosing, practice_window, qtbot):
    choosing.list.choose("debt-holding")
    settle(practice_window, qtbot)
    choosing.begin()
    settle(practice_window, qtbot)
    assert practice_window.front() is choosing
    assert "Say which debt it is about." in words_on(choosing)


def test_what_is_typed_is_kept_and_stands_on_the_page(at, practice, practice_window, qtbot):
    screen = at("written-letter", letter=practice.told.letters["welcome"])
    assert "what we are helping with" in screen.heading().primary.closed_because
    screen.answers.fields["help"].text.setFocus()
    qtbot.keyClicks(screen.answers.fields["help"].text, "Your rent & <b> {{ x }}")
    wait_saved(screen, practice_window, qtbot)
    assert read(practice, screen).answers["help"] == "Your rent & <b> {{ x }}"
    assert "{{ x }}" in screen.page._document.getAllText(0).text()
    assert_every_focusable_widget_has_a_name(practice_window)


def test_a_whole_letter_under_a_signed_authority_is_issued_and_its_file_saved(
    at, practice, practice_window, qtbot, heard, tmp_path
):
    screen = at("written-letter", letter=practice.told.letters["grounds"])
    assert not screen.banner.isVisible()
    assert screen.heading().primary.closed_because == ""
    screen.issue()
    settle(practice_window, qtbot)
    assert read(practice, screen).row.state == "issued"
    assert not screen.answers.isEnabled()
    heard.path = tmp_path / "grounds.pdf"
    screen.save(False)
    settle(practice_window, qtbot)
    assert heard.path.read_bytes().startswith(b"%PDF")


def test_without_an_authority_the_banner_offers_to_record_it(at, practice, practice_window, qtbot, choosing):
    choosing.list.choose("postponement")
    settle(practice_window, qtbot)
    field = choosing.form.fields["recipient_id"]
    field.editor.setCurrentText("First-tier Tribunal for Scotland, Social Security Chamber")
    choosing.begin()
    settle(practice_window, qtbot)
    screen = practice_window.front()
    assert "No signed authority for First-tier Tribunal for Scotland" in words_on(screen)
    screen.record_mandate()
    screen.heading().primary.do()
    settle(practice_window, qtbot)
    assert "No signed authority" not in words_on(screen)
    assert screen.showing == "answers"


def test_the_address_is_kept_in_the_book(at, practice, practice_window, qtbot):
    screen = at("written-letter", letter=practice.told.letters["grounds"])
    screen.change_address()
    screen.form.fields["postcode"].set_value("dd2 2bb")
    screen.heading().primary.do()
    settle(practice_window, qtbot)
    assert read(practice, screen).recipient.postcode == "DD2 2BB"


def test_a_draft_is_thrown_away_only_when_asked_twice(at, practice, practice_window, qtbot, heard):
    screen = at("written-letter", letter=practice.told.letters["welcome"])
    heard.answer = False
    screen.drop()
    settle(practice_window, qtbot)
    assert practice_window.front() is screen
    heard.answer = True
    screen.drop()
    settle(practice_window, qtbot)
    assert practice_window.front().name == "letters"
    person = practice.told.clients["fiona"]
    assert letters.letters(practice.desk, person_id=person) == []


def test_a_letter_opens_on_the_page_of_its_kind_from_the_list(at, practice, practice_window, qtbot):
    screen = at("letters")
    screen.list.choose(practice.told.letters["grounds"])
    screen.list.setFocus()
    qtbot.keyClick(screen.list, Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    assert practice_window.front().name == "written-letter"
