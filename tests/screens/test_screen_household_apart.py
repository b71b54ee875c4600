"""A separated couple, one protected from the other: neither is on any page that is opened for the other.

Every screen that a client's view leads to is opened for each of them in turn, and everything written on it
is read: labels, lists, fields, what a screen reader hears. Lists of the whole desk are the advisor's own.
"""

import pytest
from by_keyboard import settle, words_on
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.matters import cases, journal
from welfare_desk.casework.people import clients, households
from welfare_desk.ui import screens
from welfare_desk.ui.kit.row_list import RowList

# Screens of one client. Those left out are lists of the whole desk or belong to one letter, debt or session.
OF_A_CLIENT = (
    *("client", "client-details", "circumstances", "household", "support", "distance", "mandates", "claims"),
    *("income-check", "client-debts", "compare-ways", "consent", "who-decides", "legal-power"),
    *("evidence", "subject-access", "papers", "choose-letter", "crisis"),
)
OF_A_CASE = ("case", "decision", "challenge", "estimate", "evidence", "papers", "pack", "creditor-letters")


def everything_on(widget: QWidget) -> str:
    """All that stands on a screen or would be read out, hidden parts of the window's chrome left out."""
    found = [words_on(widget)]
    for list_ in widget.findChildren(RowList):
        found += [cell.spoken() + cell.why for row in list_.rows.rows for cell in row.cells]
    for line in widget.findChildren(QLineEdit):
        found += [line.text(), line.placeholderText()]
    for text in (*widget.findChildren(QPlainTextEdit), *widget.findChildren(QTextEdit)):
        found.append(text.toPlainText())
    for box in widget.findChildren(QComboBox):
        found += [box.itemText(place) for place in range(box.count())]
    for each in widget.findChildren(QWidget):
        found += [each.accessibleName(), each.accessibleDescription(), each.toolTip()]
    found += [button.text() for button in widget.findChildren(QAbstractButton)]
    return "\n".join(found)


def marks_of(desk, person):
    """What would give somebody away: their names, reference, address, telephone, cases."""
    view = clients.client(desk, person)
    marks = {view.name, view.draft.surname, view.reference, view.draft.address, view.draft.phone or ""}
    marks |= {row.reference for row in cases.case_rows(desk, person_id=person, open_only=False)}
    return {mark for mark in marks if mark and len(mark) > 3}


@pytest.fixture
def apart(practice):
    """They lived together, with a case each; now one is protected from the other."""
    isla, tam = practice.told.clients["isla"], practice.told.clients["tam"]
    households.join(practice.desk, isla, tam, relation="Partner", today=TODAY)
    journal.write_note(practice.desk, tam, "Rang about the award.", today=TODAY)
    households.keep_apart(practice.desk, isla, tam, today=TODAY)
    return {"isla": isla, "tam": tam}


@pytest.mark.parametrize(("one", "other"), [("isla", "tam"), ("tam", "isla")])
def test_no_page_of_one_says_anything_of_the_other(go, practice, practice_window, qtbot, apart, one, other):
    marks = marks_of(practice.desk, apart[other])
    assert len(marks) > 3, "there is something to look for"
    seen = 0
    theirs = [row.id for row in cases.case_rows(practice.desk, person_id=apart[one], open_only=False)]
    places = [(name, {"person": apart[one]}) for name in OF_A_CLIENT]
    places += [(name, {"person": apart[one], "case": case}) for name in OF_A_CASE for case in theirs[:2]]
    for name, where in places:
        screen = go(name, **where)
        tabs = [bar for bar in screen.window().findChildren(QTabBar) if bar.isVisible()]
        for place in range(tabs[0].count() if tabs else 1):
            if tabs and tabs[0].isTabEnabled(place):
                tabs[0].setCurrentIndex(place)
                settle(practice_window, qtbot)
                if practice_window.front() is not screen:
                    break
            told = everything_on(screen)
            seen += len(told)
            given_away = sorted(mark for mark in marks if mark in told)
            assert not given_away, f"{name}, tab {place}, says {given_away}"
    assert seen > 10_000, "the screens were really read"


def test_before_they_were_apart_the_household_did_show_who_lives_there(go, practice, practice_window, qtbot):
    """Else the test above could not fail."""
    isla, tam = practice.told.clients["isla"], practice.told.clients["tam"]
    households.join(practice.desk, isla, tam, relation="Partner", today=TODAY)
    screen = go("household", person=isla)
    told = everything_on(screen)
    assert clients.client(practice.desk, tam).name in told
    references = {row.reference for row in cases.case_rows(practice.desk, person_id=tam)}
    assert references and not any(reference in told for reference in references), "nor then, his cases"


def test_every_screen_is_one_of_a_client_or_of_the_whole_desk():
    """A new screen of a client belongs in the list above."""
    assert set(OF_A_CLIENT) | set(OF_A_CASE) <= set(screens.TABLE)
