"""A part of a copy looked through line by line: one left out and let go again, by keys."""

from __future__ import annotations

import pytest
from by_keyboard import press, push, settle, tick, words_on
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything

from welfare_desk.casework.matters import journal
from welfare_desk.casework.rights import subject_access, subject_copy
from welfare_desk.casework.rights.subject_access import RequestDraft

PART = "What was written while we worked for you"


def finish(window, qtbot):
    for _ in range(3):
        settle(window, qtbot)


@pytest.fixture
def asked(practice):
    """Callum has asked for a copy, after his brother said something."""
    desk, person, today = practice.desk, practice.told.clients["callum"], practice.desk.clock.today()
    journal.write_note(desk, person, "His brother says he drinks.", today=today)
    made = subject_access.take_request(desk, RequestDraft(person, today), today=today)
    return made.id


def test_a_line_is_left_out_and_let_go_again(asked, go, practice, practice_window, qtbot):
    person = practice.told.clients["callum"]
    screen = go("subject-access", person=person)
    screen.rows.choose(("part", PART))
    finish(practice_window, qtbot)
    push(practice_window, "Look through it", qtbot)
    finish(practice_window, qtbot)
    screen = practice_window.front()
    assert screen.name == "copy-lines"
    [brother] = [line for line in screen._lines.values() if "brother" in line.words]
    screen.rows.choose(brother.id)
    finish(practice_window, qtbot)
    assert "His brother says he drinks." in words_on(screen.pane)
    push(practice_window, "Leave it out", qtbot, screen.pane)
    press(practice_window, "Ctrl+S", qtbot)
    assert screen.form.fields["because"].below.text() == "Say why it is left out."
    tick(screen.form, "because", "confidence")
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    left = {(one.table, one.row_id): one for one in subject_copy.plan(practice.desk, asked).left_out}
    assert left["journal", brother.id].because == "confidence"
    assert left["journal", brother.id].what.startswith("Line of the journal")
    assert screen.key() == brother.id and "stands on the sheet kept apart" in words_on(screen.pane)
    push(practice_window, "Let it go after all", qtbot)
    finish(practice_window, qtbot)
    assert ("journal", brother.id) not in {
        (one.table, one.row_id) for one in subject_copy.plan(practice.desk, asked).left_out
    }


def test_a_note_is_left_out_by_hand_and_is_never_said(asked, go, practice, practice_window, qtbot):
    screen = go("subject-access", person=practice.told.clients["callum"])
    note = screen.page.notes[0]
    screen.rows.choose(("note", note.id))
    finish(practice_window, qtbot)
    push(practice_window, "Leave it out for another reason", qtbot)
    finish(practice_window, qtbot)
    lines = practice_window.front()
    assert lines.name == "copy-lines" and lines.key() == note.id
    assert lines._lines[note.id].because == "opinion_needed" and not lines._lines[note.id].by_hand


def test_without_a_request_there_is_nothing_to_look_through(go, practice):
    screen = go("copy-lines", person=practice.told.clients["callum"], part=PART)
    assert "Nothing to look through." in words_on(screen)


def test_everything_has_a_name_and_is_reached_by_keys(asked, go, practice, practice_window):
    go("copy-lines", person=practice.told.clients["callum"], part=PART)
    assert_every_focusable_widget_has_a_name(practice_window)
    assert_tab_reaches_everything(practice_window)
