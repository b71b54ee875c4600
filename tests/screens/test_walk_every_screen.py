"""Every screen as somebody hears it and goes through it: names, roles, states, and Tab all the way round."""

import pytest
from for_everyone import assert_every_focusable_widget_has_a_name, focusable
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.casework.invented.practice_desk import Told
from welfare_desk.ui.screens import TABLE
from welfare_desk.ui.tour_stops import stops_of

_ROLES_WITHOUT_A_WORD = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane}


class _Anybody(dict):
    """Names the stops without a desk: which screen each shows, and under which name."""

    def __missing__(self, key):
        return None


STOPS = {
    stop.name: stop.screen
    for stop in stops_of(Told(*(_Anybody() for _ in range(5)), meetings=_Anybody()))
    if stop.then is None or stop.name == stop.screen  # what it does first, such as typing, is left out
}


def test_every_screen_of_the_program_is_walked():
    assert set(TABLE) - set(STOPS.values()) <= {"patch-addresses"}  # one comes to it from a patch


def interface(widget):
    return QAccessible.queryAccessibleInterface(widget)


@pytest.mark.parametrize("name", STOPS)
def test_a_screen_is_heard_whole_and_no_key_is_caught_in_it(name, practice, go):
    stop = next(each for each in stops_of(practice.told) if each.name == name)
    screen = go(stop.screen, **stop.where)
    window = screen.window()
    assert_every_focusable_widget_has_a_name(window)
    for widget in focusable(window):
        told = interface(widget)
        assert (told is not None and told.role() not in _ROLES_WITHOUT_A_WORD) or told.childCount(), widget
        assert told.text(QAccessible.Text.Name), f"{type(widget).__name__} is nameless"
        assert told.state().focusable, f"{type(widget).__name__} {widget.accessibleName()!r} says no focus"
    # Round and round: Tab comes back to where it began, and no widget keeps it.
    seen, stuck = [], QApplication.focusWidget()
    for _ in range(3 * len(focusable(window)) + 8):
        here = QApplication.focusWidget() or window
        QTest.keyClick(here, Qt.Key.Key_Tab)
        there = QApplication.focusWidget()
        assert there is not here or there is None, f"Tab is caught in {here.accessibleName()!r}"
        if there in seen:
            break
        seen.append(there)
    assert stuck is None or len(seen) > 1
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is not None
