"""Debts: found as one types, recorded on a case, their newest balance beside the older ones."""

from datetime import date
from decimal import Decimal

import pytest
from by_keyboard import choose, press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.casework.debt import debts
from welfare_desk.ui.debts.forms import DebtForm


@pytest.fixture
def go(practice_window, qtbot):
    def there(**where):
        practice_window.go("debts", **where)
        for _ in range(3):
            settle(practice_window, qtbot)
        return practice_window.front()

    return there


def listed(screen):
    return [" | ".join(filter(None, (cell.spoken() for cell in row.cells))) for row in screen.rows.rows.rows]


def wrong(screen, name):
    field = screen.form.fields[name]
    return field.below.text() if field.alarm.isVisibleTo(field) else ""


def rent_of(practice):
    return next(
        row for row in debts.debts(practice.desk, case_id=practice.told.cases["isla"]) if row.kind == "rent"
    )


def test_debts_are_found_by_letters_and_show_what_is_owed(go, practice_window, qtbot):
    screen = go()
    assert QApplication.focusWidget() is screen.search.editor
    QTest.keyClicks(QApplication.focusWidget(), "isla")
    settle(practice_window, qtbot)
    assert listed(screen)[0] == (
        "Isla Drummond, Rent arrears | Millbank Housing Association | £1,240.00 | £1,240.00, 24 Nov 2026"
    )
    assert len(listed(screen)) == 4
    press(practice_window, "Esc", qtbot)
    assert screen.search.value() == "" and len(listed(screen)) > 4
    assert practice_window.front() is screen


def test_what_was_written_off_says_when_or_that_it_is_to_be_confirmed(go):
    rows = listed(go())
    assert any(row.endswith("£7,349.57, 4 Jul 2024") for row in rows)
    assert any(row.endswith("to confirm") for row in rows)


def test_nothing_found_says_so(go):
    screen = go(typed="zzzz")
    assert "No debt found." in words_on(screen)
    assert "A newer balance" not in words_on(screen.pane)


def test_a_newer_balance_stands_at_once_and_the_older_one_is_kept(go, practice, practice_window, qtbot):
    screen = go(typed="millbank housing")
    write(screen.form, "balance", "1,180.50")
    write(screen.form, "arrears", "640")
    write(screen.form, "balance_on", "25/11/26")
    push(practice_window, "Add balance", qtbot)
    row = rent_of(practice)
    assert (row.balance, row.arrears, row.balance_on) == (
        Decimal("1180.50"), Decimal("640.00"), date(2026, 11, 25),
    )  # fmt: skip
    assert listed(screen) == [
        "Isla Drummond, Rent arrears | Millbank Housing Association | £640.00 | £1,180.50, 25 Nov 2026"
    ]
    assert "Saved 10:12" in words_on(practice_window.status)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("balance", "", "Give the balance as the letter has it."),
        ("balance", "about a lot", ""),
        ("balance_on", "32/11/2026", ""),
    ],
)
def test_a_balance_that_cannot_be_is_said_beside_it(go, practice, practice_window, qtbot, name, typed, said):
    screen = go(typed="millbank housing")
    write(screen.form, name, typed)
    push(practice_window, "Add balance", qtbot)
    assert wrong(screen, name) and said in wrong(screen, name)
    assert rent_of(practice).balance == Decimal("1240.00")


def test_a_debt_is_added_to_a_case_found_by_letters(go, practice, practice_window, qtbot):
    screen = go()
    push(practice_window, "Add a debt", qtbot)
    assert QApplication.focusWidget() is screen.form.typed.editor
    QTest.keyClicks(QApplication.focusWidget(), "derek laing")
    settle(practice_window, qtbot)
    assert screen.form.case.value() == practice.told.cases["derek"]
    choose(screen.form, "kind", "COUNCIL_TAX")
    write(screen.form, "creditor", "Tayside Council")
    write(screen.form, "balance", "412")
    tick(screen.form, "evidence", "client_says")
    push(practice_window, "Add debt", qtbot)
    [debt] = debts.debts(practice.desk, case_id=practice.told.cases["derek"])
    assert (debt.kind, debt.creditor, debt.balance) == ("council_tax", "Tayside Council", Decimal("412.00"))
    assert screen.rows.chosen_row().key == debt.id


def test_from_a_case_its_debts_stand_alone_and_the_next_goes_to_it(go, practice, practice_window, qtbot):
    screen = go(case=practice.told.cases["isla"])
    assert len(listed(screen)) == 4
    push(practice_window, "Add a debt", qtbot)
    settle(practice_window, qtbot)
    assert screen.form.case.value() == practice.told.cases["isla"]
    press(practice_window, "Esc", qtbot)
    assert not isinstance(screen.form, DebtForm) and len(listed(screen)) == 4


def test_what_is_missing_of_a_debt_is_said_beside_its_field(go, practice_window, qtbot):
    screen = go()
    push(practice_window, "Add a debt", qtbot)
    push(practice_window, "Add debt", qtbot)
    assert wrong(screen, "typed") == "Choose the case it belongs to."
    assert wrong(screen, "kind") == "Say what kind of debt it is."


def test_typing_a_balance_survives_a_write_elsewhere(go, practice, practice_window, qtbot):
    screen = go(typed="millbank housing")
    write(screen.form, "balance", "900")
    draft = debts.DebtDraft("catalogue", "Homeways")
    changed = debts.add_debt(practice.desk, practice.told.cases["derek"], draft, today=date(2026, 11, 26))
    practice_window.announce(changed)
    settle(practice_window, qtbot)
    assert screen.form.fields["balance"].editor.text() == "900"


@pytest.mark.parametrize("typed", ["900", "9 or so"])
def test_a_half_typed_balance_survives_the_lock_and_stays_with_its_debt(go, practice_window, qtbot, typed):
    screen = go(typed="isla")
    screen.rows.choose(screen.rows.rows.rows[2].key)
    chosen = screen.rows.chosen_row().key
    write(screen.form, "balance", typed)
    practice_window.lock()
    practice_window.unlocked()
    for _ in range(3):
        settle(practice_window, qtbot)
    again = practice_window.front()
    assert again is not screen
    assert again.rows.chosen_row().key == chosen
    assert again.form.fields["balance"].editor.text() in (typed, "£900.00")


def test_a_half_typed_debt_survives_the_lock(go, practice, practice_window, qtbot):
    screen = go()
    push(practice_window, "Add a debt", qtbot)
    write(screen.form, "typed", "derek laing")
    write(screen.form, "creditor", "Tayside Council")
    practice_window.lock()
    practice_window.unlocked()
    for _ in range(3):
        settle(practice_window, qtbot)
    form = practice_window.front().form
    assert form.fields["creditor"].value() == "Tayside Council"
    assert form.case.value() == practice.told.cases["derek"]


def test_enter_opens_the_clients_debts(go, practice, practice_window, qtbot):
    screen = go(typed="millbank housing")
    screen.rows.setFocus()
    QTest.keyClick(screen.rows, Qt.Key.Key_Return)
    assert practice_window.place().screen == "client-debts"
    assert practice_window.place().where["person"] == practice.told.clients["isla"]


def test_the_rest_of_a_long_list_comes_when_one_gets_there(go, practice, qtbot):
    screen = go()
    everything = [row.id for row in debts.debts(practice.desk, limit=10_000)]
    screen.rows.setFocus()
    while len(listed(screen)) < len(everything):
        shown = len(listed(screen))
        QTest.keyClick(screen.rows, Qt.Key.Key_End)
        qtbot.waitUntil(lambda shown=shown: len(listed(screen)) > shown)
    assert [row.key for row in screen.rows.rows.rows] == everything


def test_everything_has_a_name_and_the_tab_key_comes_by(go, practice_window):
    screen = go()
    assert_every_focusable_widget_has_a_name(screen)
    practice_window.activateWindow()
    assert_tab_reaches_everything(practice_window)
