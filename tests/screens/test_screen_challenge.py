"""The challenge of a decision, driven by keys: handed in, heard, decided."""

from by_keyboard import choose, press, push, settle, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything


def test_a_challenge_is_handed_in_heard_and_decided_by_keys(go, practice, practice_window, qtbot):
    case = practice.told.cases["callum"]
    go("case", case=case)
    push(practice_window, "It was handed in", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    screen = practice_window.front()
    assert screen.name == "challenge" and "If it is posted, by Fri 4 Dec." in words_on(screen)
    choose(screen.form, "what", "appeal_lodged")
    press(practice_window, "Ctrl+S", qtbot)
    assert screen.form.fields["how"].below.text() == "Say how it went: online, by hand, signed for."
    write(screen.form, "how", "Online")
    press(practice_window, "Ctrl+S", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    assert "Online" in words_on(screen.pane) and "If it is posted" not in words_on(screen)
    push(practice_window, "Hearing", qtbot)
    write(screen.form, "on", "12/1/2027")
    write(screen.form, "at", "25:00")
    choose(screen.form, "mode", "telephone")
    press(practice_window, "Ctrl+S", qtbot)
    assert screen.form.fields["at"].below.text() == "Write the time as 10:30."
    write(screen.form, "at", "10.30")
    press(practice_window, "Ctrl+S", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    assert "Tue 12 Jan 2027, 10:30" in words_on(screen.pane)
    push(practice_window, "What came of it", qtbot)
    choose(screen.form, "outcome", "award made higher")
    write(screen.form, "held_on", "26/11/2026")
    write(screen.form, "parts", "Daily living: enhanced")
    press(practice_window, "Ctrl+S", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    said = words_on(screen.pane)
    assert "Award made higher" in said and "enhanced" in said
    push(practice_window, "Record the decision notice", qtbot)
    assert practice_window.front().name == "decision"


def test_the_challenge_can_be_reached_and_read_by_keys(go, practice, practice_window):
    go("challenge", case=practice.told.cases["sanction"])
    assert_every_focusable_widget_has_a_name(practice_window)
    assert_tab_reaches_everything(practice_window)
