"""Special rules, driven by keys: what is kept shows only once it is opened."""

from by_keyboard import press, push, words_on
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from test_screen_mandates import finish

from welfare_desk.casework.people import special_rules


def test_it_is_kept_opened_and_taken_back(go, practice, practice_window, qtbot):
    person = practice.told.clients["agnes"]
    screen = go("special-rules", person=person)
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert screen.form.fields["knows"].below.text() == "Say whether the client knows."
    screen.form.show_values({"form": "basris", "knows": "no", "clinician": "Dr Kestrel"})
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert special_rules.goes_first(practice.desk, person)
    assert screen.form.values()["clinician"] == "" and "Kestrel" not in words_on(screen)
    push(practice_window, "Open what is kept", qtbot)
    finish(practice_window, qtbot)
    assert screen.form.values()["clinician"] == "Dr Kestrel"
    go("client", person=person)
    again = go("special-rules", person=person)
    assert again.form.values()["clinician"] == ""
    assert "Kestrel" not in practice_window.windowTitle() and "pecial" not in practice_window.windowTitle()
    push(practice_window, "No longer goes first", qtbot)
    finish(practice_window, qtbot)
    assert special_rules.goes_first(practice.desk, person) is None


def test_everything_has_a_name_and_is_reached_by_keys(go, practice, practice_window):
    go("special-rules", person=practice.told.clients["callum"])
    assert_every_focusable_widget_has_a_name(practice_window)
    assert_tab_reaches_everything(practice_window)
