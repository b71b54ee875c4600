"""The week and the month of sessions: walked by arrows, and people and whole sessions moved in them."""

from datetime import date, time

import pytest
from by_keyboard import press, push, settle, words_on
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.service import session_plan, sessions
from welfare_desk.ui import theme

NEXT = date(2026, 12, 3)


def on(practice, day):
    return sessions.sessions(practice.desk, from_on=day, to_on=day)


def booked(practice, day):
    [row] = on(practice, day)
    return [
        (one.client, one.at) for one in sessions.session(practice.desk, row.id).booked if not one.given_back
    ]


@pytest.fixture
def week(go, practice, practice_window, qtbot):
    """The week of the third of December, with Tam Kerr at half past nine."""
    [row] = on(practice, NEXT)
    sessions.book(practice.desk, practice.told.clients["tam"], session_id=row.id, at=time(9, 30), why="Form")
    screen = go("week", on=NEXT)
    settle(practice_window, qtbot)
    return screen


def key(screen, *keys, window, qtbot):
    for each in keys:
        QTest.keyClick(screen.grid, each)
        settle(window, qtbot)


def drag(grid, start, end):
    def point(box):
        return QPoint(int(box.center().x()), int(box.center().y()))

    QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=point(start))
    QTest.mouseMove(grid, point(start) + QPoint(0, 15))
    QTest.mouseMove(grid, point(end))
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=point(end))


def test_the_arrows_walk_the_week_and_say_where_they_are(week, practice_window, qtbot):
    assert QApplication.focusWidget() is week.grid
    assert week.grid.accessibleDescription() == "Thu 3 Dec 2026, 09:30, Tam Kerr, Booked, Form"
    key(week, Qt.Key.Key_Down, window=practice_window, qtbot=qtbot)
    assert week.grid.accessibleDescription() == "Thu 3 Dec 2026, 10:00 free"
    assert "2 people wait for a meeting" in words_on(week.pane)
    key(week, Qt.Key.Key_Up, Qt.Key.Key_Up, window=practice_window, qtbot=qtbot)
    told = "Thu 3 Dec 2026, Millbank Medical Practice, 09:30 to 12:30, 1 booked, 5 free"
    assert week.grid.accessibleDescription() == told
    key(week, Qt.Key.Key_Right, window=practice_window, qtbot=qtbot)
    assert week.grid.accessibleDescription() == "Fri 4 Dec 2026: no session"
    key(week, Qt.Key.Key_PageUp, window=practice_window, qtbot=qtbot)
    assert week.heading().note == "Mon 23 Nov to Sun 29 Nov 2026"
    key(week, Qt.Key.Key_Left, window=practice_window, qtbot=qtbot)
    assert week.grid.accessibleDescription() == "Thu 26 Nov 2026, 09:30, Agnes Mutch, Came, " + (
        "PADP claim: what she needs at night"
    )


def test_somebody_is_moved_by_keys_to_another_week_and_the_screen_says_whom_to_tell(
    week, practice, practice_window, qtbot
):
    sessions.plan_session(practice.desk, practice.told.practice, date(2026, 12, 10), time(9, 30), time(11))
    key(week, Qt.Key.Key_M, window=practice_window, qtbot=qtbot)
    assert "Moving Tam Kerr" in words_on(week.pane)
    key(week, Qt.Key.Key_PageDown, window=practice_window, qtbot=qtbot)
    assert week.grid.accessibleDescription() == "Moving Tam Kerr. Thu 10 Dec 2026, 09:30 free"
    key(week, Qt.Key.Key_Down, Qt.Key.Key_Return, window=practice_window, qtbot=qtbot)
    settle(practice_window, qtbot)
    assert booked(practice, NEXT) == []
    assert booked(practice, date(2026, 12, 10)) == [("Tam Kerr", time(10, 0))]
    said = words_on(week.pane)
    assert "Tam Kerr: from Thu 3 Dec, 09:30 to Thu 10 Dec, 10:00." in said
    assert "Who to tell" in said and "Reception of Millbank Medical Practice" in said
    assert week.grid.accessibleDescription() == "Thu 10 Dec 2026, 10:00, Tam Kerr, Booked, Form"
    press(practice_window, "Ctrl+Z", qtbot)
    settle(practice_window, qtbot)
    assert booked(practice, NEXT) == [("Tam Kerr", time(9, 30))]
    assert "Who to tell" not in words_on(week.pane)


def test_somebody_is_dragged_to_a_free_place_and_not_onto_somebody_else(
    week, practice, practice_window, qtbot
):
    [row] = on(practice, NEXT)
    sessions.book(practice.desk, practice.told.clients["ruth"], session_id=row.id, at=time(11, 0))
    week.refresh(None)
    settle(practice_window, qtbot)
    spots = {(spot.line.at if spot.line else None): spot for spot, _ in week.grid.boxes() if spot.session}
    drag(week.grid, week.grid.box(spots[time(9, 30)]), week.grid.box(spots[time(11, 0)]))
    settle(practice_window, qtbot)
    assert week.grid.carried is None
    assert booked(practice, NEXT) == [("Tam Kerr", time(9, 30)), ("Ruth Paterson", time(11, 0))]
    drag(week.grid, week.grid.box(spots[time(9, 30)]), week.grid.box(spots[time(12, 0)]))
    settle(practice_window, qtbot)
    settle(practice_window, qtbot)
    assert booked(practice, NEXT) == [("Ruth Paterson", time(11, 0)), ("Tam Kerr", time(12, 0))]
    assert "Tam Kerr: from Thu 3 Dec, 09:30 to Thu 3 Dec, 12:00." in words_on(week.pane)
    push(practice_window, "They know", qtbot)
    assert "Who to tell" not in words_on(week.pane)


def test_esc_leaves_whoever_is_being_moved_where_they_are(week, practice, practice_window, qtbot):
    key(week, Qt.Key.Key_M, Qt.Key.Key_Down, window=practice_window, qtbot=qtbot)
    press(practice_window, "Esc", qtbot)
    assert practice_window.front() is week and week.grid.carried is None
    assert booked(practice, NEXT) == [("Tam Kerr", time(9, 30))]


def test_a_place_taken_meanwhile_is_said_and_another_may_be_chosen(week, practice, practice_window, qtbot):
    [row] = on(practice, NEXT)
    key(week, Qt.Key.Key_M, Qt.Key.Key_Down, window=practice_window, qtbot=qtbot)
    sessions.book(practice.desk, practice.told.clients["ruth"], session_id=row.id, at=time(10, 0))
    key(week, Qt.Key.Key_Return, window=practice_window, qtbot=qtbot)
    settle(practice_window, qtbot)
    assert "That time is taken." in words_on(practice_window.status)
    assert week.grid.carrying() is not None
    key(week, Qt.Key.Key_Down, Qt.Key.Key_Return, window=practice_window, qtbot=qtbot)
    settle(practice_window, qtbot)
    assert booked(practice, NEXT) == [("Ruth Paterson", time(10, 0)), ("Tam Kerr", time(10, 30))]


def test_who_came_stays_and_a_week_without_sessions_offers_to_plan_one(go, practice_window, qtbot):
    screen = go("week")
    key(screen, Qt.Key.Key_M, window=practice_window, qtbot=qtbot)
    assert screen.grid.carried is None  # Agnes has been
    screen = go("week", on=date(2027, 2, 3))
    assert "Nothing is planned this week." in words_on(screen.pane)
    assert "Plan a session" in words_on(screen.pane)


def test_a_cancelled_session_and_a_closed_day_say_so_in_the_week(go, practice, practice_window, qtbot):
    [row] = on(practice, NEXT)
    session_plan.cancel_sessions(
        practice.desk, [row.id], by="practice", why="Snow", rebook={}, today=TODAY, closed=(NEXT, NEXT)
    )
    screen = go("week", on=NEXT)
    assert "Thu 3 Dec 2026, Millbank Medical Practice, The practice cancelled: Snow" in (
        screen.grid.accessibleDescription()
    )
    assert screen.grid.accessibleDescription().endswith("Millbank Medical Practice: Snow")


def test_a_session_is_dragged_to_another_day_of_the_month_with_its_people(
    go, practice, practice_window, qtbot
):
    [row] = on(practice, NEXT)
    sessions.book(practice.desk, practice.told.clients["tam"], session_id=row.id, at=time(9, 30))
    screen = go("month", on=NEXT)
    grid = screen.grid
    places = {one.on: grid._box(number) for number, one in enumerate(grid.days)}
    drag(grid, places[NEXT], places[date(2026, 12, 4)])
    for _ in range(4):
        settle(practice_window, qtbot)
    assert on(practice, NEXT) == []
    assert booked(practice, date(2026, 12, 4)) == [("Tam Kerr", time(9, 30))]
    front = practice_window.front()
    assert front.name == "week"
    said = words_on(front.pane)
    assert "The session of Thu 3 Dec, to Fri 4 Dec." in said and "Tam Kerr" in said


def test_a_session_is_moved_by_keys_and_a_bank_holiday_refused(go, practice, practice_window, qtbot):
    screen = go("month", on=NEXT)
    key(screen, Qt.Key.Key_M, window=practice_window, qtbot=qtbot)
    assert "Moving Millbank Medical Practice, Thu 3 Dec (nobody booked)" in words_on(practice_window.status)
    screen.grid.choose(date(2026, 12, 25))
    settle(practice_window, qtbot)
    key(screen, Qt.Key.Key_Return, window=practice_window, qtbot=qtbot)
    assert "Fri 25 Dec 2026 is a bank holiday." in words_on(practice_window.status)
    key(screen, Qt.Key.Key_Left, Qt.Key.Key_Return, window=practice_window, qtbot=qtbot)
    settle(practice_window, qtbot)
    assert len(on(practice, date(2026, 12, 24))) == 1


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_long_names_and_large_text_stay_inside_their_column(week, practice_window, qapp, qtbot, scale):
    try:
        theme.apply(qapp, "light", scale)
        settle(practice_window, qtbot)
        columns = week.grid.columns()
        for spot, box in week.grid.boxes():
            column = columns[spot.on.weekday()]
            assert column.left() <= box.left() and box.right() <= column.right() + 1
        assert week.grid.height() >= max(box.bottom() for spot, box in week.grid.boxes() if spot.session)
    finally:
        theme.apply(qapp, "light")
