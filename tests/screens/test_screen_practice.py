"""Practices: sessions planned, clients booked into them, a practice's own details."""

from datetime import date, time

import pytest
from by_keyboard import choose, press, push, settle, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.service import sessions
from welfare_desk.ui.practice.forms import PlanForm

NEXT = date(2026, 12, 3)


@pytest.fixture
def go(practice_window, qtbot):
    def there(**where):
        practice_window.go("practice", **where)
        for _ in range(3):  # the list, then the session chosen in it, then whom it is for
            settle(practice_window, qtbot)
        return practice_window.front()

    return there


def listed(screen):
    return [" | ".join(filter(None, (cell.spoken() for cell in row.cells))) for row in screen.rows.rows.rows]


def booked(practice, on):
    [one] = sessions.sessions(practice.desk, from_on=on, to_on=on)
    return sessions.session(practice.desk, one.id).booked


def wrong(screen, name):
    field = screen.form.fields[name]
    return field.below.text() if field.alarm.isVisibleTo(field) else ""


def choose_day(screen, on, window, qtbot):
    key = next(key for key, row in screen.sessions.items() if row.on == on)
    screen.rows.choose(key)
    settle(window, qtbot)


def test_sessions_stand_by_what_is_to_come_with_who_is_booked_beside(go):
    screen = go()
    assert listed(screen) == [
        "To come, 2",
        "Thu 26 Nov 2026, today | Millbank Medical Practice | 09:30 to 12:30 | 7 booked",
        "Thu 3 Dec 2026 | Millbank Medical Practice | 09:30 to 12:30 | Nobody booked",
        "Earlier, 1",
        "Thu 19 Nov 2026 | Millbank Medical Practice | 09:30 to 12:30 | 1 booked",
    ]
    assert "Thu 26 Nov 2026, 09:30 to 12:30" in words_on(screen.pane)
    assert screen.form.at.help == "Free: 11:30 (15 minutes)"


def test_a_client_is_found_by_letters_and_booked_with_their_case(go, practice, practice_window, qtbot):
    screen = go()
    choose_day(screen, NEXT, practice_window, qtbot)
    press(practice_window, "Ctrl+M", qtbot)
    assert QApplication.focusWidget() is screen.form.typed.editor
    QTest.keyClicks(QApplication.focusWidget(), "callum reid")
    settle(practice_window, qtbot)
    settle(practice_window, qtbot)
    assert screen.form.person.box.currentText().startswith("Reid, Callum")
    assert screen.form.case.box.currentText() == "Adult Disability Payment appeal"
    write(screen.form, "at", "1030")
    write(screen.form, "why", "Agree the letter")
    push(practice_window, "Book", qtbot)
    [meeting] = booked(practice, NEXT)
    assert (meeting.client, meeting.at, meeting.why) == ("Callum Reid", time(10, 30), "Agree the letter")
    assert meeting.case_id == practice.told.cases["callum"]
    assert "Thu 3 Dec 2026 | Millbank Medical Practice | 09:30 to 12:30 | 1 booked" in listed(screen)


def test_of_several_found_one_is_chosen_by_hand(go, practice, practice_window, qtbot):
    screen = go()
    write(screen.form, "typed", "mac")
    settle(practice_window, qtbot)
    assert screen.form.person.value() is None
    assert screen.form.person.box.currentText().startswith("Choose one of ")
    push(practice_window, "Book", qtbot)
    assert wrong(screen, "person") == "Choose who it is."
    write(screen.form, "typed", "zzzz")
    settle(practice_window, qtbot)
    assert screen.form.person.box.currentText() == "Nobody found"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("10:00", "That time is taken."),
        ("14:00", "That time is outside the session."),
        ("noonish", "noonish is not a time of day. Write it like 10:30."),
        ("", "Say at what time."),
    ],
)
def test_a_time_that_cannot_be_is_said_beside_it(go, practice, practice_window, qtbot, typed, said):
    screen = go(person=practice.told.clients["ruth"])
    write(screen.form, "at", typed)
    if not typed:
        screen.form.at.editor.clear()
        screen.form.at.read()
    push(practice_window, "Book", qtbot)
    assert wrong(screen, "at") == said
    assert len(booked(practice, TODAY)) == 7


def test_from_a_free_place_of_today_only_the_name_is_left_to_type(go, practice, practice_window, qtbot):
    [one] = sessions.sessions(practice.desk, from_on=TODAY, to_on=TODAY)
    screen = go(session=one.id, at=time(11, 30))
    assert QApplication.focusWidget() is screen.form.typed.editor
    QTest.keyClicks(QApplication.focusWidget(), "paterson ruth")
    settle(practice_window, qtbot)
    push(practice_window, "Book", qtbot)
    assert ("Ruth Paterson", time(11, 30)) in [(one.client, one.at) for one in booked(practice, TODAY)]


def test_a_session_is_planned_on_the_next_usual_day_at_the_usual_times(go, practice, practice_window, qtbot):
    screen = go()
    push(practice_window, "Plan sessions", qtbot)
    form = screen.form
    assert isinstance(form, PlanForm)
    assert [form.fields[name].editor.text() for name in ("on", "starts", "ends")] == [
        "Thu 10 Dec 2026", "09:30", "12:30",
    ]  # fmt: skip
    push(practice_window, "Plan", qtbot)
    assert [row.on for row in sessions.sessions(practice.desk, from_on=NEXT, to_on=date(2027, 1, 1))] == [
        NEXT, date(2026, 12, 10),
    ]  # fmt: skip
    assert screen.sessions[screen.rows.chosen_row().key].on == date(2026, 12, 10)
    assert "Saved 10:12" in words_on(practice_window.status)


def test_what_is_missing_of_a_plan_is_said_beside_its_field_and_esc_goes_back(go, practice_window, qtbot):
    screen = go(plan=True)
    choose(screen.form, "practice", None)
    for name in ("on", "starts", "ends"):
        screen.form.fields[name].set_value(None)
    write(screen.form, "ends", "9.00")
    push(practice_window, "Plan", qtbot)
    assert wrong(screen, "practice") == "Choose the practice."
    assert wrong(screen, "on") == "Give the day."
    assert wrong(screen, "starts") == "Say when it begins."
    press(practice_window, "Esc", qtbot)
    assert not isinstance(screen.form, PlanForm)
    assert practice_window.front() is screen


def test_a_session_that_ends_before_it_begins_is_refused_beside_its_end(go, practice_window, qtbot):
    screen = go(plan=True)
    write(screen.form, "starts", "12:30")
    write(screen.form, "ends", "9:30")
    push(practice_window, "Plan", qtbot)
    assert wrong(screen, "ends") == "The session ends before it begins."


def test_what_is_being_typed_is_not_swept_away_by_a_write_elsewhere(go, practice, practice_window, qtbot):
    screen = go()
    write(screen.form, "why", "Bring the forms")
    [one] = sessions.sessions(practice.desk, from_on=NEXT, to_on=NEXT)
    changed = sessions.book(practice.desk, practice.told.clients["tam"], session_id=one.id, at=time(9, 30))
    practice_window.announce(changed)
    settle(practice_window, qtbot)
    assert screen.form.fields["why"].value() == "Bring the forms"
    assert "Thu 3 Dec 2026 | Millbank Medical Practice | 09:30 to 12:30 | 1 booked" in listed(screen)


def test_what_is_half_typed_survives_the_lock(go, practice, practice_window, qtbot):
    def locked_and_back():
        practice_window.lock()
        practice_window.unlocked()
        for _ in range(3):
            settle(practice_window, qtbot)
        return practice_window.front().form

    screen = go()
    choose_day(screen, NEXT, practice_window, qtbot)
    write(screen.form, "typed", "tam kerr")
    write(screen.form, "why", "Confirm the gain")
    settle(practice_window, qtbot)
    form = locked_and_back()
    assert (form.fields["why"].value(), form.person.value()) == (
        "Confirm the gain", practice.told.clients["tam"],
    )  # fmt: skip
    assert practice_window.front().sessions[practice_window.front().rows.chosen_row().key].on == NEXT
    practice_window.front()._back()
    push(practice_window, "Plan sessions", qtbot)
    write(practice_window.front().form, "on", "31/1")
    assert locked_and_back().fields["on"].editor.text() == "31/1"


def test_everything_has_a_name_and_the_tab_key_comes_by(go, practice_window):
    screen = go()
    assert_every_focusable_widget_has_a_name(screen)
    practice_window.activateWindow()
    assert_tab_reaches_everything(practice_window)
