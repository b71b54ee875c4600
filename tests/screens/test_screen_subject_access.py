"""A client asks for their data: recorded, timed, decided note by note, made and handed over, by keys."""

from __future__ import annotations

import pikepdf
import pytest
from another_program import pdftotext
from by_keyboard import choose, press, push, settle, tick, words_on, write
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from welfare_desk.casework.rights import privacy, subject_access
from welfare_desk.ui.kit.panes import Details


@pytest.fixture
def asked(practice, practice_window, qtbot):
    """The screen of Callum's data, reached from his page by its command."""
    practice_window.go("client", person=practice.told.clients["callum"])
    settle(practice_window, qtbot)
    practice_window.acts()["give-data"]()
    settle(practice_window, qtbot)
    return practice_window.screen_named("subject-access")


def test_a_request_is_recorded_and_its_day_is_shown(asked, practice, practice_window, qtbot):
    assert "Nobody has asked yet." in words_on(asked)
    write(asked.form, "wanted", "Everything about my ADP")
    push(practice_window, "Record the request", qtbot)
    assert "Due by Fri 25 Dec 2026" in words_on(asked.pane)
    assert "Only a manager or the data protection officer may do this." in words_on(asked)
    [row] = subject_access.requests(practice.desk, today=practice.desk.clock.today())
    assert row.wanted == "Everything about my ADP"


def test_a_day_that_cannot_be_stands_beside_its_field(asked, practice_window, qtbot):
    write(asked.form, "received_on", "1.1.2027")
    push(practice_window, "Record the request", qtbot)
    assert "It cannot have come in the future." in words_on(asked.form)
    write(asked.form, "received_on", "someday")
    push(practice_window, "Record the request", qtbot)
    assert asked.page.request is None


def test_somebody_for_them_is_named(asked, practice, practice_window, qtbot):
    assert not asked.form.fields["representative"].isVisible()
    tick(asked.form, "asked_by", "subject_rep")
    push(practice_window, "Record the request", qtbot)
    assert "Name who asks for the client." in words_on(asked.form)
    write(asked.form, "representative", "Shona Reid")
    push(practice_window, "Record the request", qtbot)
    assert "Shona Reid" in words_on(asked.pane)


def test_the_copy_is_made_and_saved_locked(asked, practice, practice_window, qtbot, heard, tmp_path):
    privacy.answer_for(practice.desk, "dpo", today=practice.desk.clock.today())
    push(practice_window, "Record the request", qtbot)
    asked.rows.setFocus()
    QTest.keyClick(asked.rows, Qt.Key.Key_Home)
    QTest.keyClick(asked.rows, Qt.Key.Key_Down)
    settle(practice_window, qtbot)
    assert "No clinician has been asked" in words_on(asked.pane)
    write(asked.form, "clinician", "Dr Rennie")
    choose(asked.form, "clinician_role", "gp")
    push(practice_window, "Record it", qtbot)
    assert "Say whether serious harm is likely." in words_on(asked.form)
    tick(asked.form, "harm", False)
    push(practice_window, "Record it", qtbot)
    assert any(note.opinion.startswith("Dr Rennie") for note in asked.page.notes)
    push(practice_window, "Make the copy", qtbot)
    assert heard.asked == ["Make the copy and close the request?"]
    heard.path = tmp_path / "copy.pdf"
    assert asked.given.password in words_on(asked.pane)
    push(practice_window, "Save the locked copy", qtbot)
    with pikepdf.open(heard.path, password=asked.given.password) as pdf:
        assert len(pdf.pages) > 2 and "your-data.json" in pdf.attachments
    heard.path = tmp_path / "sheet.pdf"
    push(practice_window, "Save that sheet", qtbot)
    assert "No clinician has been asked whether it could" in pdftotext(heard.path)


def test_the_clock_stands_while_we_ask_what_is_meant(asked, practice, practice_window, qtbot):
    push(practice_window, "Record the request", qtbot)
    push(practice_window, "Ask what they mean", qtbot)
    push(practice_window, "Stop the clock", qtbot)
    assert "Write what you asked" in words_on(asked.form)
    write(asked.form, "words", "Which years?")
    push(practice_window, "Stop the clock", qtbot)
    assert "no answer yet" in words_on(asked)
    push(practice_window, "They have answered", qtbot)
    push(practice_window, "Run the clock on", qtbot)
    push(practice_window, "Take two months more", qtbot)
    press(practice_window, "Esc", qtbot)
    assert asked.form is None
    push(practice_window, "They no longer want it", qtbot)
    assert asked.page.request is None and len(asked.page.earlier) == 1


def test_what_is_half_typed_is_kept_over_the_lock(asked, practice, practice_window, qtbot):
    write(asked.form, "wanted", "My letters")
    kept = asked.draft()
    assert kept is not None
    practice_window.go("today")
    settle(practice_window, qtbot)
    asked.restore(kept)
    practice_window.go("subject-access", person=practice.told.clients["callum"])
    settle(practice_window, qtbot)
    assert asked.form.values()["wanted"] == "My letters"
    assert isinstance(asked.pane, Details)
