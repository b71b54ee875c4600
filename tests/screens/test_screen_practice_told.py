"""What a practice is told, and what goes between its calendar and ours, driven by keys."""

from by_keyboard import press, push, settle, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtWidgets import QApplication

from welfare_desk.casework.service import practice_feedback


def thrice(window, qtbot):
    for _ in range(3):
        settle(window, qtbot)


def test_who_agreed_stands_first_and_a_line_is_copied_and_logged(go, practice, practice_window, qtbot):
    screen = go("practice-feedback")
    assert screen.head.note.text() == "3 agreed, 12 left out"
    screen.rows.choose(practice.told.clients["hugh"])
    thrice(practice_window, qtbot)
    push(practice_window, "Copy the line", qtbot)
    thrice(practice_window, qtbot)
    assert QApplication.clipboard().text().startswith("26 Nov 2026. Welfare rights (Tayside Advice")
    [told] = practice_feedback.given(practice.desk, practice.told.practice)
    assert (told.kind, told.people) == ("line", 1)
    assert "Last told" in words_on(screen.pane)


def test_who_said_no_is_left_out_with_the_reason_and_can_be_asked(go, practice, practice_window, qtbot):
    screen = go("practice-feedback")
    screen.rows.choose(practice.told.clients["isla"])
    thrice(practice_window, qtbot)
    assert "Said no to the practice being told." in words_on(screen.pane)
    assert "Copy the line" not in words_on(screen.pane)
    push(practice_window, "Ask for consent", qtbot)
    thrice(practice_window, qtbot)
    assert practice_window.front().name == "consent"


def test_the_list_is_saved_with_how_many_were_left_out(go, practice, practice_window, heard, tmp_path, qtbot):
    heard.path = tmp_path / "list.pdf"
    screen = go("practice-feedback")
    press(practice_window, "Ctrl+P", qtbot)
    thrice(practice_window, qtbot)
    assert "3 people who agreed. 12 left out." in words_on(screen.pane)
    write(screen.form, "told_to", "Meeting of 3 December")
    screen.form.fields["how"].set_value("save")
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    assert heard.path.read_bytes().startswith(b"%PDF")
    [told] = practice_feedback.given(practice.desk, practice.told.practice)
    assert (told.kind, told.told_to, told.people, told.left_out) == (
        "meeting",
        "Meeting of 3 December",
        3,
        12,
    )


def test_own_words_half_typed_survive_the_lock(go, practice, practice_window, qtbot):
    screen = go("practice-feedback")
    screen.rows.choose(practice.told.clients["tam"])
    thrice(practice_window, qtbot)
    push(practice_window, "Change the words", qtbot)
    screen.form.fields["words"].set_value("Award is in pay")
    practice_window.lock()
    practice_window.unlocked()
    thrice(practice_window, qtbot)
    screen = practice_window.front()
    assert screen.form.fields["words"].value() == "Award is in pay"
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    told = {row.person_id: row for row in screen._rows.values()}
    assert told[practice.told.clients["tam"]].words == "Award is in pay"


def test_everything_has_a_name_and_is_reached(go, practice_window, qtbot):
    screen = go("practice-feedback")
    assert_every_focusable_widget_has_a_name(screen)
    assert_tab_reaches_everything(screen)


def test_sessions_go_out_as_a_calendar_and_days_off_come_in(
    go, practice, practice_window, heard, tmp_path, qtbot
):
    from welfare_desk.casework.service import session_plan

    screen = go("practices")
    heard.path = tmp_path / "sessions.ics"
    push(practice_window, "Sessions as a calendar file", qtbot)
    settle(practice_window, qtbot)
    assert "Session\\, Millbank" in heard.path.read_text() and "Agnes" not in heard.path.read_text()
    heard.path.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261221\nDTEND;VALUE=DATE:20261226\n"
        "SUMMARY:Dr Rennie away\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    push(practice_window, "Take them from a calendar file", qtbot)
    settle(practice_window, qtbot)
    field = screen.form.fields["spans"]
    field.set_value(tuple(value for value, _ in field.ticks))
    press(practice_window, "Ctrl+S", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    [kept] = session_plan.closures(practice.desk, from_on=practice.desk.clock.today())
    assert (kept.from_on.day, kept.to_on.day, kept.why) == (21, 25, "Closed")
