"""The screens round the sessions: weeks planned, sessions cancelled, people moved, the month, who waits."""

from datetime import date, time

import pytest
from by_keyboard import choose, press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.casework import agency
from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.service import session_plan, sessions, waiting

NEXT = date(2026, 12, 3)


def on(practice, day):
    return sessions.sessions(practice.desk, from_on=day, to_on=day)


def listed(rows):
    return [" | ".join(filter(None, (cell.spoken() for cell in row.cells))) for row in rows.rows.rows]


def test_weeks_are_planned_by_the_pattern_and_bank_holidays_left_out(go, practice, practice_window, qtbot):
    screen = go("practice", plan=True)
    form = screen.form
    write(form, "on", "11/12/2026")
    choose(form, "every", "fortnight")
    write(form, "to_on", "8/1/2027")
    settle(practice_window, qtbot)
    assert form.to_on.help == "2 sessions. Left out: Fri 25 Dec (bank holiday)."
    push(practice_window, "Plan", qtbot)
    assert [len(on(practice, day)) for day in (date(2026, 12, 11), date(2026, 12, 25), date(2027, 1, 8))] == [
        1, 0, 1,
    ]  # fmt: skip


def test_a_session_is_cancelled_and_its_people_booked_anew_by_keys(go, practice, practice_window, qtbot):
    [one] = on(practice, NEXT)
    desk = practice.desk
    sessions.plan_session(desk, one.practice_id, date(2026, 12, 10), time(9, 30), time(10, 30))
    for short, at in (("tam", time(9, 30)), ("ruth", time(10, 0)), ("derek", time(11, 0))):
        sessions.book(desk, practice.told.clients[short], session_id=one.id, at=at)
    screen = go("practice", session=one.id)
    push(practice_window, "Cancel sessions", qtbot)
    settle(practice_window, qtbot)
    screen = practice_window.front()
    assert screen.name == "cancel-sessions"
    push(practice_window, "Cancel 1 session and book 3 anew", qtbot)
    assert screen.what.fields["by"].below.text() == "Say who cancelled."
    tick(screen.what, "by", "practice")
    write(screen.what, "why", "Snow")
    notes = [field.help for field in screen.who.fields.values()]
    assert notes[0] == "Ask for a mandatory reconsideration by Mon 30 Nov: falls before that."
    push(practice_window, "Cancel 1 session and book 3 anew", qtbot)
    settle(practice_window, qtbot)
    front = practice_window.front()
    assert front.name == "practice"
    assert "The practice cancelled this session: Snow" in words_on(front.pane)
    [later] = on(practice, date(2026, 12, 10))
    assert [one.client for one in sessions.session(desk, later.id).booked] == ["Ruth Paterson", "Derek Laing"]
    assert [row.client for row in waiting.waiting(desk)] == ["Tam Kerr"]
    push(practice_window, "It is going ahead after all", qtbot)
    assert sessions.session(desk, one.id).row.status == "planned"


def test_one_place_for_two_people_is_said_beside_the_second(go, practice, practice_window, qtbot):
    [one] = on(practice, NEXT)
    sessions.plan_session(practice.desk, one.practice_id, date(2026, 12, 10), time(9, 30), time(12, 30))
    for short, at in (("tam", time(9, 30)), ("jean", time(10, 0))):
        sessions.book(practice.desk, practice.told.clients[short], session_id=one.id, at=at)
    screen = go("cancel-sessions", practice=one.practice_id, on=NEXT)
    tick(screen.what, "by", "service")
    first, second = screen.who.fields
    choose(screen.who, second, screen.who.fields[first].value())
    push(practice_window, "Cancel 1 session and book 2 anew", qtbot)
    assert "Two people would have this place." in words_on(screen.who)
    assert sessions.session(practice.desk, one.id).row.status == "planned"


def test_a_meeting_is_moved_by_keys_and_moved_back(go, practice, practice_window, qtbot):
    [one] = on(practice, NEXT)
    sessions.book(practice.desk, practice.told.clients["tam"], session_id=one.id, at=time(9, 30))
    screen = go("practice", session=one.id)

    def meetings():
        [found] = [
            child
            for child in screen.pane.findChildren(type(screen.rows))
            if child.accessibleName() == "Booked meetings" and child.isVisible()
        ]
        found.setFocus()
        found.choose_first()
        return found

    QTest.keyClick(meetings(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle(practice_window, qtbot)
    settle(practice_window, qtbot)
    [now] = sessions.session(practice.desk, one.id).booked
    assert now.at == time(10, 0)
    press(practice_window, "Ctrl+Z", qtbot)
    settle(practice_window, qtbot)
    [now] = sessions.session(practice.desk, one.id).booked
    assert now.at == time(9, 30)
    sessions.plan_session(practice.desk, one.practice_id, date(2026, 12, 10), time(9, 30), time(12, 30))
    QTest.keyClick(meetings(), Qt.Key.Key_M)
    settle(practice_window, qtbot)
    push(practice_window, "Move the meeting", qtbot)
    assert screen.form.fields["place"].below.text() == "Choose a place."
    [later] = on(practice, date(2026, 12, 10))
    choose(screen.form, "place", (later.id, time(9, 30)))
    push(practice_window, "Move the meeting", qtbot)
    assert [each.client for each in sessions.session(practice.desk, later.id).booked] == ["Tam Kerr"]


def test_whoever_waits_is_booked_from_the_list(go, practice, practice_window, qtbot):
    screen = go("waiting")
    assert [row.split(" | ")[0] for row in listed(screen.rows)] == [
        "Ruth Paterson, first meeting", "Derek Laing, first meeting",
    ]  # fmt: skip
    press(practice_window, "Ctrl+M", qtbot)
    push(practice_window, "Book", qtbot)
    [one] = on(practice, NEXT)
    assert [each.client for each in sessions.session(practice.desk, one.id).booked] == ["Ruth Paterson"]
    assert len(listed(screen.rows)) == 1


def test_somebody_is_put_on_the_list_and_taken_off_and_back(go, practice, practice_window, qtbot):
    screen = go("waiting")
    push(practice_window, "Put somebody on the list", qtbot)
    push(practice_window, "Put on the list", qtbot)
    assert screen.form.fields["typed"].below.text() == "Choose who it is."
    write(screen.form, "typed", "hugh lennie")
    settle(practice_window, qtbot)
    settle(practice_window, qtbot)
    write(screen.form, "why", "Blue badge")
    push(practice_window, "Put on the list", qtbot)
    settle(practice_window, qtbot)
    assert "Hugh Lennie" in words_on(screen.pane)
    push(practice_window, "Remove from the list", qtbot)
    push(practice_window, "Remove from the list", qtbot)
    assert screen.form.fields["because"].below.text() == "Say why they no longer wait."
    write(screen.form, "because", "Had it already")
    push(practice_window, "Remove from the list", qtbot)
    assert "Hugh Lennie" not in [row.client for row in waiting.waiting(practice.desk)]
    press(practice_window, "Ctrl+Z", qtbot)
    assert "Hugh Lennie" in [row.client for row in waiting.waiting(practice.desk)]


def test_what_is_half_typed_on_the_list_survives_the_lock(go, practice_window, qtbot):
    screen = go("waiting")
    push(practice_window, "Put somebody on the list", qtbot)
    write(screen.form, "why", "Blue badge")
    write(screen.form, "since_on", "31/1")
    practice_window.lock()
    practice_window.unlocked()
    for _ in range(3):
        settle(practice_window, qtbot)
    form = practice_window.front().form
    assert form is not None
    assert (form.fields["why"].value(), form.fields["since_on"].editor.text()) == ("Blue badge", "31/1")


def test_a_practice_is_renamed_measured_and_closed_for_a_week(go, practice, practice_window, qtbot):
    screen = go("practices")
    assert "Millbank Medical Practice" in words_on(screen.pane)
    push(practice_window, "Change details", qtbot)
    write(screen.form, "name", "Mill Surgery")
    write(screen.form, "room", "Room 7")
    push(practice_window, "Save practice", qtbot)
    [mill] = [row for row in agency.practices(practice.desk) if row.name == "Mill Surgery"]
    assert (mill.draft.room, mill.draft.phone, mill.draft.session_every) == (
        "Room 7", "01382 496 0100", "week",
    )  # fmt: skip
    screen.forms()["size"](mill.id)
    settle(practice_window, qtbot)
    write(screen.form, "patients", "many")
    push(practice_window, "Add", qtbot, inside=screen.form.parentWidget())
    assert screen.form.fields["patients"].below.text().startswith("many is not a number of patients.")
    write(screen.form, "patients", "6,402")
    push(practice_window, "Add", qtbot, inside=screen.form.parentWidget())
    assert agency.list_sizes(practice.desk, mill.id)[0].patients == 6402
    screen.forms()["closure"](mill.id)
    settle(practice_window, qtbot)
    write(screen.form, "from_on", "7/12/2026")
    write(screen.form, "to_on", "11/12/2026")
    push(practice_window, "Add", qtbot, inside=screen.form.parentWidget())
    [closed] = session_plan.closures(practice.desk, from_on=TODAY)
    assert (closed.practice, closed.to_on) == ("Mill Surgery", date(2026, 12, 11))
    push(practice_window, "Add a practice", qtbot)
    push(practice_window, "Add practice", qtbot)
    assert screen.form.fields["name"].below.text() == "The practice needs a name."


def test_the_month_is_walked_by_arrows_and_opens_the_session(go, practice, practice_window, qtbot):
    screen = go("month")
    grid = screen.grid
    assert QApplication.focusWidget() is grid
    assert grid.accessibleDescription() == "Thu 26 Nov 2026: Millbank Medical Practice, 7 booked"
    QTest.keyClick(grid, Qt.Key.Key_Down)
    settle(practice_window, qtbot)
    assert screen.heading().note == "December 2026"
    assert grid.accessibleDescription() == "Thu 3 Dec 2026: Millbank Medical Practice, nobody booked, 6 free"
    QTest.keyClick(grid, Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    settle(practice_window, qtbot)
    front = practice_window.front()
    assert front.name == "practice"
    assert front.sessions[front.rows.chosen_row().key].on == NEXT


@pytest.mark.parametrize("name", ["week", "month", "waiting", "practices"])
def test_everything_has_a_name_and_the_tab_key_comes_by(go, practice_window, name):
    screen = go(name)
    assert_every_focusable_widget_has_a_name(screen)
    practice_window.activateWindow()
    assert_tab_reaches_everything(practice_window)
