"""Ways out of debt on screen: screened from what is known, each with its reasons, and the decision."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from by_keyboard import choose, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything

from welfare_desk.casework.debt import options
from welfare_desk.casework.desk import FixedClock

TODAY = date(2026, 11, 26)


@pytest.fixture
def go(practice_window, practice, qtbot):
    def there():
        practice_window.go("client-debts", person=practice.told.clients["isla"], tab="options")
        finish(practice_window, qtbot)
        return practice_window.front()

    return there


def finish(window, qtbot):
    for _ in range(4):
        settle(window, qtbot)


def grouped(part):
    """Each way under the heading it stands in."""
    found, heading = {}, ""
    for row in part.list.rows.rows:
        if row.kind == "group":
            heading = row.cells[0].text
        else:
            found.setdefault(heading, []).append(row.key)
    return found


def wrong(screen, name):
    field = screen.form.fields[name]
    return field.below.text() if field.alarm.isVisibleTo(field) else ""


def page(practice):
    return options.page(practice.desk, practice.told.clients["isla"], today=TODAY)


def test_the_ways_stand_open_to_ask_and_closed(go):
    screen = go()
    found = grouped(screen.part())
    assert "TOKEN" in found["Open: nothing bars it"]
    assert "MAP" in found["Something to ask first"]
    assert found["Closed"] == ["MH_MORATORIUM", "BREATHING_SPACE_EW"]
    assert "The rules were last checked on 21 Nov 2026." in screen.part().budget.below.text()


def test_another_budget_screens_anew(go, practice, practice_window, qtbot):
    screen = go()
    part = screen.part()
    part.budget.editor.setFocus()
    part.budget.set_value(part.page.budgets[0].id)
    part.budget.edited.emit()
    finish(practice_window, qtbot)
    assert part.page.budget.name == "Now"


def test_what_is_asked_is_answered_and_the_way_moves(go, practice, practice_window, qtbot):
    screen = go()
    push(practice_window, "What is known", qtbot)
    choose(screen.form, "conjoined_arrestment", False)
    choose(screen.form, "has_certificate", True)
    write(screen.form, "certificate_on", "20/11/26")
    choose(screen.form, "apparently_insolvent", False)
    push(practice_window, "Keep and screen", qtbot)
    finish(practice_window, qtbot)
    found = grouped(screen.part())
    assert "MAP" in found["Open: nothing bars it"] and "DAS_DPP" in found["Open: nothing bars it"]
    assert "FULL_ADMIN" in found["Closed"]
    assert page(practice).facts.certificate_on == date(2026, 11, 20)
    screen.part().list.choose("FULL_ADMIN")
    assert "The Minimal Asset Process is open and comes first." in words_on(screen.pane)


def test_what_is_owned_is_read_a_line_to_a_thing(go, practice, practice_window, qtbot):
    screen = go()
    push(practice_window, "What is known", qtbot)
    assert screen.form.fields["assets"].value() == "Television, 150.00"
    screen.form.fields["assets"].editor.setPlainText("Car, about 2000")
    push(practice_window, "Keep and screen", qtbot)
    assert "has no sum that can be read" in wrong(screen, "assets")
    screen.form.fields["assets"].editor.setPlainText("Car, £2,500, vehicle needed\nSofa, 80, not counted")
    push(practice_window, "Keep and screen", qtbot)
    finish(practice_window, qtbot)
    car, sofa = page(practice).facts.assets
    assert (car.value, car.vehicle, car.needed, sofa.excluded) == (Decimal("2500.00"), True, True, True)


def test_a_decision_needs_its_reasons_the_risks_and_the_clients_words(go, practice, practice_window, qtbot):
    screen = go()
    screen.part().list.choose("TOKEN")
    finish(practice_window, qtbot)
    push(practice_window, "Record the decision", qtbot)
    push(practice_window, "Record the decision", qtbot, inside=screen.pane)
    assert "Say why this suits the client" in wrong(screen, "reasons")
    assert "Tick each risk" in wrong(screen, "risks_told")
    screen.form.fields["client_words"].editor.setPlainText("I can manage a pound each.")
    screen.form.fields["reasons"].editor.setPlainText("Until the award comes.")
    tick(screen.form, "risks_told", *(risk for risk, _ in screen.form.fields["risks_told"].ticks))
    push(practice_window, "Record the decision", qtbot, inside=screen.pane)
    finish(practice_window, qtbot)
    [row] = page(practice).advice
    assert (row.chosen, row.by) == ("TOKEN", "Morag Sinclair")
    assert "Until the award comes." in words_on(screen.pane)


def test_that_nothing_was_chosen_is_recorded_too(go, practice, practice_window, qtbot):
    screen = go()
    push(practice_window, "Nothing chosen", qtbot)
    screen.form.fields["reasons"].editor.setPlainText("Wants to think.")
    push(practice_window, "Record the decision", qtbot, inside=screen.pane)
    finish(practice_window, qtbot)
    assert page(practice).advice[0].chosen is None


def test_rules_a_year_old_wait_for_a_name(go, practice, practice_window, qtbot):
    practice.desk.clock = FixedClock(datetime(2027, 12, 1, 10, tzinfo=UTC))
    screen = go()
    assert "more than a year ago" in words_on(screen)
    assert grouped(screen.part()) == {}
    push(practice_window, "I have checked them myself", qtbot)
    finish(practice_window, qtbot)
    assert grouped(screen.part())


def test_a_half_written_decision_survives_the_lock(go, practice_window, qtbot):
    screen = go()
    screen.part().list.choose("TOKEN")
    finish(practice_window, qtbot)
    screen.part().decide()
    screen.form.fields["reasons"].editor.setPlainText("Until the aw")
    practice_window.lock()
    practice_window.unlocked()
    finish(practice_window, qtbot)
    assert practice_window.front().form.fields["reasons"].value() == "Until the aw"


def test_everything_has_a_name_and_the_tab_key_comes_by(go, practice_window):
    screen = go()
    assert_every_focusable_widget_has_a_name(screen)
    practice_window.activateWindow()
    assert_tab_reaches_everything(practice_window)
    screen.part().facts()
    assert_every_focusable_widget_has_a_name(screen)


def test_three_ways_stand_beside_each_other_for_this_client(go, practice_window, qtbot):
    screen = go()
    screen.part().list.choose("MORATORIUM")
    settle(practice_window, qtbot)
    push(practice_window, "Side by side", qtbot)
    finish(practice_window, qtbot)
    front = practice_window.front()
    assert front.name == "compare-ways" and front.ways[0].value() == "MORATORIUM"
    said = words_on(front)
    assert "Entered today it would run to 26 May 2027." in said and "It stands in a public register." in said
    front.ways[1].set_value("BREATHING_SPACE_EW")
    front.ways[1].edited.emit()
    assert "It is not to be had in Scotland." in words_on(front)
    first = front.ways[0]
    name = first.box.currentText()
    for width, below in ((120, name), (900, "")):  # a name that its box cuts stands whole below
        first.box.setFixedWidth(width)
        qtbot.waitUntil(lambda below=below: first.below.text() == below)
    assert_every_focusable_widget_has_a_name(front)
    assert_tab_reaches_everything(practice_window)
    push(practice_window, "Back to the ways out", qtbot)
    finish(practice_window, qtbot)
    assert practice_window.front().name == "client-debts"
