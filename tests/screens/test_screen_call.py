"""A telephone call, driven by keys."""

from by_keyboard import press, words_on
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from test_screen_mandates import finish

from welfare_desk.casework.matters import journal


def test_a_call_is_one_key_away_and_warns_without_an_authority(go, practice, practice_window, qtbot):
    person = practice.told.clients["jean"]
    go("client", person=person)
    finish(practice_window, qtbot)
    press(practice_window, "Ctrl+Shift+K", qtbot)
    finish(practice_window, qtbot)
    screen = practice_window.front()
    assert screen.name == "call"
    body, name = screen.page.bodies[0]
    screen.form.show_values({"body_id": body})
    screen.form.edited.emit("body_id")
    assert f"No signed authority for {name} is recorded." in words_on(screen.pane)
    screen.form.show_values({"phrase": screen.page.phrases[0]})
    screen.form.edited.emit("phrase")
    assert screen.said_field.value() == screen.page.phrases[0] and screen.phrase.value() is None
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert practice_window.front().name == "client"
    newest = journal.journal_rows(practice.desk, person)[0]
    assert newest.kind == "call" and screen.page.phrases[0] in newest.words


def test_everything_has_a_name_and_is_reached_by_keys(go, practice, practice_window):
    go("call", person=practice.told.clients["callum"])
    assert_every_focusable_widget_has_a_name(practice_window)
    assert_tab_reaches_everything(practice_window)
