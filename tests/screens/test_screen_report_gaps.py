"""Before a report is sent: what it lacks, whose it is, and mending it from beside the list."""

import pytest
from by_keyboard import push, settle, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from welfare_desk.casework.figures import unseen
from welfare_desk.ui.kit.row_list import RowList


@pytest.fixture
def screen(practice_window, qtbot):
    practice_window.go("report-gaps")
    settle(practice_window, qtbot)
    return practice_window.front()


def listed(screen):
    return [each for each in screen.pane.findChildren(RowList) if each.isVisible()][-1]


def open_first(screen, practice_window, qtbot):
    there = listed(screen)
    there.choose_first()
    QTest.keyClick(there, Qt.Key.Key_Return)
    settle(practice_window, qtbot)


def test_the_worst_stands_first_with_what_it_does_to_the_report(screen):
    assert screen.key() == "no-contact"
    assert "in no count of people" in words_on(screen.pane)
    assert len(screen._gaps["no-contact"].rows) == 12


def test_a_contact_is_recorded_and_the_person_counts_from_then(screen, practice, practice_window, qtbot):
    open_first(screen, practice_window, qtbot)
    push(practice_window, "Record contact", qtbot)
    settle(practice_window, qtbot)
    assert "Write the day it was." in words_on(screen.form)
    screen.form.fields["kind"].set_value("phone")
    write(screen.form, "on", "20/4/26")
    push(practice_window, "Record contact", qtbot)
    settle(practice_window, qtbot)
    assert screen._gaps["no-contact"].count == 11
    with practice.desk.look() as look:
        assert unseen.without_contact(look.connection(), screen._period) == 11


def test_each_gap_leads_to_where_it_is_mended(screen, practice_window, qtbot):
    for code, name in (("facts", "circumstances"), ("dormant", "case"), ("areas", "client-details")):
        practice_window.go("report-gaps", chosen=code)
        settle(practice_window, qtbot)
        open_first(practice_window.front(), practice_window, qtbot)
        assert practice_window.front().name == name
    practice_window.go("report-gaps", chosen="to-confirm")
    settle(practice_window, qtbot)
    push(practice_window, "Open the lines to confirm", qtbot)
    settle(practice_window, qtbot)
    assert practice_window.front().name == "gains" and practice_window.front().filter.value() == "waiting"


def test_every_stop_has_a_name_a_screen_reader_can_say(screen, practice_window):
    assert_every_focusable_widget_has_a_name(practice_window)
