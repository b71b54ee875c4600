"""A caseload comes in by keyboard: seen first, accepted as a whole, its refused rows mended, undone."""

import openpyxl
import pytest
from by_keyboard import press, push, settle, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.matters import cases
from welfare_desk.casework.matters.cases import CaseDraft
from welfare_desk.casework.people import clients
from welfare_desk.casework.workbook import intake, marks
from welfare_desk.casework.workbook.intake import NOT_PROTECTED

HEADINGS = ["Ref", "Surname", "Forename", "DOB", "NI No", "Benefit", "Weekly gain", "MH", "Said"]
ROWS = [
    ["B1", "Reid", "Ann", "07/05/1961", None, "PIP", 20, "Y", "comes on Fridays"],
    ["B2", "Mutch", "Tom", "08/06/1962", None, "UC", 30, "N", ""],
    ["B3", "Kerr", "Sal", "41/05/1961", None, "PIP", -5, "N", ""],
]


@pytest.fixture
def file(tmp_path):
    book = openpyxl.Workbook()
    for row in (HEADINGS, *ROWS):
        book.active.append(row)
    book.save(tmp_path / "cases.xlsx")
    return tmp_path / "cases.xlsx"


@pytest.fixture
def screen(practice_window, qtbot):
    practice_window.go("import")
    settle(practice_window, qtbot)
    return practice_window.front()


@pytest.fixture
def read(screen, file, heard, practice_window, qtbot):
    heard.path = file
    push(practice_window, "Choose file", qtbot)
    return screen


def kept(practice):
    return intake.intakes(practice.desk)


def shown(rows):
    return [row.cells[1].text for row in rows.rows.rows]


def test_what_was_read_is_said_in_one_sentence_and_nothing_has_come_in(read, practice, practice_window):
    assert read.heading().second == "Read the sheet Sheet of cases.xlsx, headings in row 1."
    assert practice_window.title_line.buttons[-1].text() == "Bring in 2 cases"
    assert [read.preview.tabs.tabText(place) for place in range(6)] == [
        "Columns 9",
        "All rows 3",
        "To bring in 2",
        "Duplicates 0",
        "Blank 0",
        "Refused 1",
    ]
    assert len(kept(practice)) == 1
    assert QApplication.focusWidget() is read.preview.columns


def test_a_health_column_stays_outside_unless_the_agency_said_otherwise(read):
    rows = {row.key: row.cells[2].text for row in read.preview.columns.rows.rows}
    assert rows["MH"] == "Not imported"
    assert rows["DOB"] == "Date of birth"


def test_a_guess_is_put_right_by_keyboard_and_kept_by_name(read, practice, practice_window, qtbot):
    rows = read.preview.columns
    rows.choose("Said")
    QTest.keyClick(rows, Qt.Key.Key_Return)
    box = read.preview.brought_in_as
    assert QApplication.focusWidget() is box.editor
    box.editor.setCurrentText("Notes")
    settle(practice_window, qtbot)
    assert {row.key: row.cells[2].text for row in rows.rows.rows}["Said"] == "Notes"
    push(practice_window, "Save matching", qtbot)
    assert "Give the matching a name." in words_on(read.preview.details)
    read.preview.name.set_value("Our own book")
    push(practice_window, "Save matching", qtbot)
    [matching] = intake.matchings(practice.desk)
    assert matching.name == "Our own book" and "notes" in matching.fields


def test_each_fate_is_a_filter_and_every_reason_is_said(read):
    read.preview.tabs.setCurrentIndex(5)
    assert shown(read.preview.rows) == ["Sal Kerr"]
    said = words_on(read.preview.details)
    assert "D4: the date of birth “41/05/1961” is not a date." in said
    assert "G4: the weekly gain -5 is less than nothing." in said
    read.preview.tabs.setCurrentIndex(2)
    assert shown(read.preview.rows) == ["Ann Reid", "Tom Mutch"]


@pytest.fixture
def came_in(read, practice_window, qtbot):
    press(practice_window, "Ctrl+S", qtbot)
    return read


def test_after_it_came_in_the_workbook_is_said_to_be_unprotected(came_in, practice):
    assert "2 cases came in. 1 row was refused." in words_on(came_in)
    assert NOT_PROTECTED in words_on(came_in)
    assert kept(practice)[0].accepted == 2
    assert came_in.brought.files.chosen_row().key == kept(practice)[0].id


def test_rows_that_a_colleague_brought_in_meanwhile_are_said_to_be_there(
    read, practice_window, qtbot, monkeypatch
):
    at_a_colleagues = {row.fingerprint for row in read._outcome.rows if row.fate == "accepted"}
    monkeypatch.setattr(marks, "_with_colleagues", lambda *_: at_a_colleagues)
    press(practice_window, "Ctrl+S", qtbot)
    said = "No case came in. 1 row was refused. 2 rows were in the desk already, brought in by a colleague."
    assert said in words_on(read)


def test_a_refused_row_says_what_is_wrong_beside_each_cell_and_comes_in_when_mended(
    came_in, practice, practice_window, qtbot
):
    brought = came_in.brought
    brought.refused.choose_first()
    assert "The date of birth “41/05/1961” is not a date." in words_on(brought.form.fields["DOB"])
    write(brought.form, "DOB", "11/05/1961")
    QTest.keyClick(brought.form.fields["DOB"].line, Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    assert "less than nothing" in words_on(brought.form.fields["Weekly gain"])
    assert "is not a date" not in words_on(brought.form.fields["DOB"])
    write(brought.form, "Weekly gain", "5")
    QTest.keyClick(brought.form.fields["Weekly gain"].line, Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    assert kept(practice)[0].accepted == 1
    brought.files.choose(kept(practice)[1].id)
    settle(practice_window, qtbot)
    assert brought.refused.isHidden()


def test_the_refused_rows_are_written_out_on_request(came_in, heard, tmp_path, practice_window, qtbot):
    heard.path = tmp_path / "refused.csv"
    push(practice_window, "Save refused rows", qtbot)
    assert "Kerr" in heard.path.read_text(encoding="utf-8-sig")


def test_the_last_one_is_taken_out_again_only_after_a_plain_question(
    came_in, practice, heard, practice_window, qtbot
):
    heard.answer = False
    push(practice_window, "Remove this caseload again", qtbot)
    assert heard.asked == ["Take the 2 cases of cases.xlsx out of the desk again?"]
    assert kept(practice)[0].undone_on is None
    heard.answer = True
    push(practice_window, "Remove this caseload again", qtbot)
    assert kept(practice)[0].undone_on is not None
    assert "Taken out Thu 26 Nov" in [row.cells[3].chip.words for row in came_in.brought.files.rows.rows]


def test_one_that_has_been_worked_on_is_not_taken_out_and_says_why(came_in, practice, practice_window, qtbot):
    [ann] = clients.find(practice.desk, "Ann Reid")
    cases.open_case(practice.desk, CaseDraft(ann.id, "income", "adp", route="SSS"), today=TODAY)
    push(practice_window, "Remove this caseload again", qtbot)
    assert "This caseload can no longer be taken out as a whole." in words_on(came_in.trouble)
    assert kept(practice)[0].undone_on is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"nothing here is a heading\n1,2,3\n", "No row of headings was found"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "cannot be read|password|old Excel|not a workbook",
        ),
    ],
)
def test_an_unreadable_file_gets_one_sentence_beside_its_name(
    screen, content, sentence, tmp_path, heard, practice_window, qtbot
):
    heard.path = tmp_path / "odd.xlsx"
    heard.path.write_bytes(content)
    push(practice_window, "Choose file", qtbot)
    said = screen.trouble.sentence.text()
    assert said.startswith("odd.xlsx: ")
    assert any(part in said + screen.trouble.hint.words for part in sentence.split("|"))
    assert heard.told == []


def test_a_file_that_has_gone_is_said_beside_its_name_too(screen, tmp_path, heard, practice_window, qtbot):
    heard.path = tmp_path / "gone.xlsx"
    push(practice_window, "Choose file", qtbot)
    assert screen.trouble.sentence.text() == "gone.xlsx: This file cannot be opened."


def test_a_file_dropped_on_the_screen_is_read(screen, file, practice_window, qtbot):
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    screen.dropEvent(QDropEvent(QPointF(50, 50), copy, dropped, Qt.MouseButton.LeftButton, none))
    settle(practice_window, qtbot)
    assert practice_window.title_line.buttons[-1].text() == "Bring in 2 cases"


def test_a_file_with_nothing_new_cannot_be_accepted_and_says_why(
    came_in, file, heard, practice_window, qtbot
):
    push(practice_window, "Choose file", qtbot)
    assert came_in.heading().primary.closed_because == "Nothing in this file is new."


def test_esc_leaves_the_file_and_changes_nothing(read, practice, practice_window, qtbot):
    press(practice_window, "Esc", qtbot)
    assert read.parts.currentWidget() is read.brought
    assert len(kept(practice)) == 1


def test_the_lock_keeps_the_file_and_the_cell_being_mended(came_in, practice_window, qtbot):
    came_in.brought.refused.choose_first()
    write(came_in.brought.form, "DOB", "11/05/19")
    practice_window.lock()
    practice_window.unlocked()
    settle(practice_window, qtbot)
    again = practice_window.front()
    settle(practice_window, qtbot)
    assert again.brought.form.fields["DOB"].value() == "11/05/19"


def test_every_stop_has_a_name_a_screen_reader_can_say(came_in, practice_window):
    came_in.brought.refused.choose_first()
    assert_every_focusable_widget_has_a_name(practice_window)


def test_a_matching_that_was_kept_can_be_chosen(read, practice, practice_window, qtbot):
    read.preview.name.set_value("Ours")
    push(practice_window, "Save matching", qtbot)
    read.preview.kept.box.setCurrentIndex(0)
    settle(practice_window, qtbot)
    assert read._chosen.matching is None
    read.preview.kept.box.setCurrentIndex(1)
    settle(practice_window, qtbot)
    assert read._chosen.matching.name == "Ours"
