"""Letter templates: found by a word, written beside what they print, kept as versions; faults by line."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from by_keyboard import press, push, settle, words_on
from for_everyone import assert_every_focusable_widget_has_a_name
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.casework import agency
from welfare_desk.casework.correspondence import letter_issue, template_book, written


@pytest.fixture
def at(practice_window, qtbot):
    def go(screen, **where):
        practice_window.go(screen, **where)
        for _ in range(3):
            settle(practice_window, qtbot)
        return practice_window.front()

    return go


def looked(screen, window, qtbot):
    screen._read_look()
    settle(window, qtbot)


def rows(listed):
    return [row for row in listed.rows.rows if row.kind == "row"]


def test_the_book_finds_a_letter_by_a_word_and_says_whose_words_it_has(at, practice_window, qtbot):
    screen = at("letter-templates")
    assert_every_focusable_widget_has_a_name(practice_window)
    QAbstractItemModelTester(screen.list.rows).setUseFetchMore(False)
    QTest.keyClicks(screen.search.line, "write off")
    settle(practice_window, qtbot)
    assert [row.cells[0].text for row in rows(screen.list)] == ["Request to write off on medical grounds"]
    assert "Nobody here has changed it." in words_on(screen.details)
    QTest.keyClicks(screen.search.line, " zzz")
    assert "No letter is called that." in words_on(screen)
    assert screen.leave() and len(rows(screen.list)) > 25


def test_words_are_changed_beside_the_page_and_saved_as_a_version(at, practice, practice_window, qtbot):
    screen = at("letter-template", kind="closing")
    assert_every_focusable_widget_has_a_name(practice_window)
    assert screen.page.pages() == 1 and not screen.banner.isVisible()
    assert "Nothing has changed." in screen.heading().primary.closed_because
    screen.editor.moveCursor(screen.editor.textCursor().MoveOperation.End)
    QTest.keyClick(screen.editor, Qt.Key.Key_Return)
    QTest.keyClicks(screen.editor, "Keep well, ")
    push(practice_window, "Put in a field", qtbot)
    screen.search.line.setText("client’s name")
    screen.search.line.clear()
    QTest.keyClicks(screen.search.line, "client's name")
    assert rows(screen.fields)[0].cells[0].second == "client.name"
    assert rows(screen.fields)[0].cells[1].text == "Callum Reid"
    push(practice_window, "Put it in", qtbot)
    assert screen.editor.toPlainText().endswith("Keep well, {{ client.name }}")
    looked(screen, practice_window, qtbot)
    assert screen.page.mark([template_mark("Keep well, Callum Reid")]) == 1
    press(practice_window, "Ctrl+S", qtbot)
    page = template_book.opened(practice.desk, "closing")
    assert page.row.number == 1 and page.words.source.endswith("Keep well, {{ client.name }}")
    assert screen.heading().primary.words == "Save as version 2"
    book = at("letter-templates", kind="closing")
    assert "Your version 1" in [row.cells[2].chip.words for row in rows(book.list) if row.cells[2].chip]
    push(practice_window, "Bring the shipped letter back", qtbot)
    assert template_book.opened(practice.desk, "closing").row.number is None


def template_mark(words):
    from welfare_desk.ui.kit.page_view import PageMark

    return PageMark(words)


def test_a_fault_is_said_with_its_line_and_the_last_good_page_stays(at, practice_window, qtbot):
    screen = at("letter-template", kind="closing")
    screen.editor.moveCursor(screen.editor.textCursor().MoveOperation.End)
    QTest.keyClick(screen.editor, Qt.Key.Key_Return)
    QTest.keyClicks(screen.editor, "{{ client.nmae }}")
    looked(screen, practice_window, qtbot)
    last = screen.editor.document().blockCount()
    assert f"Line {last}: there is no merge field “client.nmae”" in words_on(screen.banner)
    assert screen.page.pages() == 1 and "before the fault" in words_on(screen.page_head)
    assert "Mend" in screen.heading().primary.closed_because
    screen.editor.moveCursor(screen.editor.textCursor().MoveOperation.Start)
    push(practice_window, f"Go to line {last}", qtbot)
    assert screen.editor.textCursor().blockNumber() + 1 == last
    screen.undo()
    looked(screen, practice_window, qtbot)
    assert not screen.banner.isVisible()
    assert "Nothing has changed." in screen.heading().primary.closed_because


def test_what_is_half_written_goes_over_the_lock_and_esc_closes_the_picker(at, practice_window, qtbot):
    screen = at("letter-template", kind="closing")
    screen.editor.insertPlainText("Half a thought ")
    kept = screen.draft()
    screen.undo()
    assert screen.draft() is None
    screen.restore(kept)
    assert "Half a thought" in screen.editor.toPlainText()
    screen.show_fields()
    assert screen.leave() and screen.showing == "words" and not screen.leave()


def test_an_earlier_version_is_looked_at_and_used_again(at, practice, practice_window, qtbot):
    first = template_book.shipped_source("closing").replace("Dear", "Good day")
    today = practice.desk.clock.today()
    template_book.save(practice.desk, "closing", first, today=today)
    template_book.save(practice.desk, "closing", first.replace("Good day", "Hello"), today=today)
    screen = at("letter-template", kind="closing")
    push(practice_window, "Versions", qtbot)
    assert [row.cells[0].text for row in rows(screen.versions)] == ["Version 2, in use", "Version 1"]
    QTest.keyClick(screen.versions, Qt.Key.Key_Down)
    push(practice_window, "Look at this version", qtbot)
    assert screen.editor.toPlainText() == first
    looked(screen, practice_window, qtbot)
    press(practice_window, "Ctrl+S", qtbot)
    assert template_book.opened(practice.desk, "closing").row.number == 3


def test_a_file_goes_out_and_comes_back_and_a_wrong_one_is_refused(
    at, practice, practice_window, qtbot, heard, tmp_path
):
    at("letter-templates", kind="closing")
    heard.path = tmp_path / "closing.md"
    push(practice_window, "Save it as a file", qtbot)
    assert heard.path.read_text() == template_book.shipped_source("closing")
    heard.path.write_text(heard.path.read_text().replace("Dear", "Good day"))
    push(practice_window, "Import a file", qtbot)
    editor = practice_window.front()
    for _ in range(3):
        settle(practice_window, qtbot)
    assert editor.name == "letter-template" and "Good day" in editor.editor.toPlainText()
    assert not template_book.opened(practice.desk, "closing").versions
    at("letter-templates")
    heard.path = tmp_path / "picture.md"
    heard.path.write_bytes(b"\x89PNG\0\0")
    push(practice_window, "Import a file", qtbot)
    assert heard.told[-1][0].startswith("That file is not a letter template: it is not plain text.")


def test_a_letter_of_our_own_begins_with_something_that_prints(at, practice, practice_window, qtbot):
    at("letter-templates")
    push(practice_window, "New letter of our own", qtbot)
    screen = practice_window.front()
    settle(practice_window, qtbot)
    assert screen.page.pages() == 1
    screen.editor.insertPlainText("Some words. ")
    looked(screen, practice_window, qtbot)
    press(practice_window, "Ctrl+S", qtbot)
    assert template_book.opened(practice.desk, "our-letter").row.title == "Letter of our own"


def test_a_word_file_of_ones_own_is_looked_at_saved_and_fills_the_letter(
    at, practice, practice_window, qtbot, heard, tmp_path
):
    told, today = practice.told, practice.desk.clock.today()
    word = docx.Document()
    word.add_paragraph("Goodbye «client.name», from «agency.name».")
    heard.path = tmp_path / "ours.docx"
    word.save(str(heard.path))
    at("letter-templates", kind="closing")
    push(practice_window, "Use a Word file", qtbot)
    screen = practice_window.front()
    for _ in range(3):
        settle(practice_window, qtbot)
    assert "This letter is a Word file." in words_on(screen.banner)
    assert screen.page.mark([template_mark("Goodbye Callum Reid")]) == 1
    press(practice_window, "Ctrl+S", qtbot)
    page = template_book.opened(practice.desk, "closing")
    assert page.words.word is not None and page.versions[0].in_word
    draft = written.WrittenDraft("closing", told.clients["callum"], None, told.cases["callum"])
    client = next(body for body in agency.recipients(practice.desk) if body.kind == "subject")
    begun = written.write_letter(practice.desk, replace(draft, recipient_id=client.id), today=today)
    letter_issue.issue(practice.desk, begun.id, today=today)
    data = letter_issue.print_out(practice.desk, begun.id, today=today, word=True)
    assert docx.Document(BytesIO(data)).paragraphs[0].text == (
        "Goodbye Callum Reid, from Tayside Advice Partnership."
    )
    heard.path = tmp_path / "out.docx"
    at("letter-templates", kind="closing")
    push(practice_window, "Save it as a file", qtbot)
    assert heard.path.read_bytes() == page.words.word


def test_a_picture_called_word_and_a_wrong_mark_are_refused_in_words(
    at, practice, practice_window, qtbot, heard, tmp_path
):
    at("letter-templates", kind="closing")
    heard.path = tmp_path / "ours.docx"
    heard.path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    push(practice_window, "Use a Word file", qtbot)
    word = docx.Document()
    word.add_paragraph("Dear «client.nmae»")
    word.save(str(heard.path))
    push(practice_window, "Use a Word file", qtbot)
    assert heard.told[0][0].startswith("That file cannot be a letter")
    assert "paragraph 1 has «client.nmae»" in heard.told[1][0]
    assert practice_window.front().name == "letter-templates"
    push(practice_window, "Copy the marks already there", qtbot)
    assert "«client.name»\tthe client's name" in QApplication.clipboard().text()
