"""Authorities to act, driven by keys."""

from by_keyboard import choose, press, push, settle, words_on
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything

from welfare_desk.casework.people import mandates


def finish(window, qtbot):
    for _ in range(3):
        settle(window, qtbot)


def test_an_authority_is_recorded_held_and_taken_back(go, practice, practice_window, qtbot):
    person = practice.told.clients["jean"]
    screen = go("mandates", person=person)
    assert "No authority has been signed." in words_on(screen)
    push(practice_window, "Record one signed", qtbot)
    press(practice_window, "Ctrl+S", qtbot)
    assert screen.form.fields["body"].below.text() == "Choose which body may talk to us."
    choose(screen.form, "body", screen._bodies[0][0])
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert "Not acknowledged yet" in words_on(screen.pane)
    push(practice_window, "They have it on file", qtbot)
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert screen.head.note.text() == "1 in force"
    push(practice_window, "The client took it back", qtbot)
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    [row] = mandates.register(practice.desk, person)
    assert row.acknowledged_on and row.ended_on


def test_everything_has_a_name_and_is_reached_by_keys(go, practice, practice_window):
    go("mandates", person=practice.told.clients["callum"])
    assert_every_focusable_widget_has_a_name(practice_window)
    assert_tab_reaches_everything(practice_window)
