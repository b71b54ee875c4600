"""Who acts for a client, driven by keys."""

from by_keyboard import press, push, words_on
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from test_screen_mandates import finish

from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.people import acting


def test_a_power_is_recorded_on_a_document_seen_and_ended(go, practice, practice_window, qtbot):
    person = practice.told.clients["agnes"]
    screen = go("acting", person=person)
    assert "Nobody acts for this client." in words_on(screen)
    push(practice_window, "Record who acts", qtbot)
    screen.form.show_values({"role": "attorney_continuing", "name": "Morven Hay"})
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert screen.form.fields["document"].below.text().startswith("Nobody acts on a word alone.")
    screen.form.show_values({"document": "Deed", "seen_on": TODAY})
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert screen.head.note.text() == "1 now" and "letters go to the client's own" in words_on(screen.pane)
    push(practice_window, "They no longer act", qtbot)
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert acting.register(practice.desk, person)[0].power.ended_on == TODAY


def test_everything_has_a_name_and_is_reached_by_keys(go, practice, practice_window):
    go("acting", person=practice.told.clients["callum"])
    assert_every_focusable_widget_has_a_name(practice_window)
    assert_tab_reaches_everything(practice_window)
