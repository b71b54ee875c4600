"""The ledger: each line with the sum that proves it, confirmed or taken back from beside it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from by_keyboard import choose, press, push, settle, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from welfare_desk.casework.figures import estimates, gains, ledger_page
from welfare_desk.casework.figures.estimates import EstimateDraft
from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.papers import attachments
from welfare_desk.ui.kit.fields import ChoiceField


@pytest.fixture
def screen(practice_window, qtbot):
    practice_window.go("gains")
    settle(practice_window, qtbot)
    return practice_window.front()


def line_of(screen, client):
    return next(line for line in screen._lines.values() if line.row.client == client)


def chips(screen):
    return {row.cells[1].text: row.cells[5].chip.words for row in screen.list.rows.rows}


def test_the_first_line_is_open_with_its_sum(screen):
    tam = line_of(screen, "Tam Kerr")
    said = words_on(screen.pane)
    for words in (
        "£144.90 a week",
        "£0.00 a week",
        "For 52 weeks",
        "Would count as",
        "£7,534.80",
        "To confirm",
    ):
        assert words in said or words in chips(screen)["Tam Kerr"]
    assert tam.counts_as == tam.more * 52
    assert screen.list.hasFocus()


def test_a_confirmed_line_says_how_and_when_and_adds_its_backdating(screen):
    hugh = line_of(screen, "Hugh Lennie")
    screen.list.choose(hugh.row.id)
    said = words_on(screen.pane)
    assert hugh.once == hugh.row.arrears and str(hugh.once) == "853.60"
    for words in ("Counts as", "£6,402.00", "Award letter seen", "Fri 20 Nov 2026", hugh.row.case_reference):
        assert words in said


def test_waiting_lines_alone_are_one_choice_away(screen, practice_window, qtbot):
    screen.filter.box.setCurrentIndex(1)
    settle(practice_window, qtbot)
    assert set(chips(screen).values()) == {"To confirm"}


def test_a_gain_is_confirmed_from_the_pane_and_stands_confirmed_once(
    screen, practice, practice_window, qtbot
):
    waiting = line_of(screen, "Tam Kerr")
    press(practice_window, "Ctrl+S", qtbot)
    assert "Say how it was confirmed." in words_on(screen.pane.form)
    choose(screen.pane.form, "confirmed_by", "payment_seen")
    press(practice_window, "Ctrl+S", qtbot)
    assert chips(screen)["Tam Kerr"] == "Confirmed"
    assert waiting.row.id not in screen._lines
    assert screen.pane.line.row.client == "Tam Kerr" and "Payment seen" in words_on(screen.pane)
    [confirmed] = [
        line for line in ledger_page.lines(practice.desk, today=TODAY) if line.row.client == "Tam Kerr"
    ]
    assert confirmed.row.confirmed_on == TODAY


def test_a_line_is_taken_back_only_with_a_reason_and_stays_in_the_ledger(
    screen, practice, practice_window, qtbot
):
    hugh = line_of(screen, "Hugh Lennie")
    screen.list.choose(hugh.row.id)
    settle(practice_window, qtbot)
    push(practice_window, "Correct this gain", qtbot)
    push(practice_window, "Take it back", qtbot)
    assert "Say why the line is taken back." in words_on(screen.pane.form)
    write(screen.pane.form, "because", "Keyed twice")
    QTest.keyClick(screen.pane.form.fields["because"].line, Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    assert chips(screen)["Hugh Lennie"] == "Taken back"
    taken = [row for row in gains.ledger(practice.desk, limit=500) if row.reverses_id == hugh.row.id]
    assert len(taken) == 1


def test_the_lines_stand_in_the_order_they_were_entered(screen):
    days = [row.cells[0].raw for row in screen.list.rows.rows]
    assert days == sorted(days, reverse=True)


def test_a_line_says_where_its_client_counts_as_nobody_and_leads_there(screen, practice_window, qtbot):
    screen.list.choose(line_of(screen, "Hugh Lennie").row.id)
    settle(practice_window, qtbot)
    assert "No contact is recorded between 1 Apr 2026 and 31 Mar 2027" in words_on(screen.pane)
    push(practice_window, "Record the contact there was", qtbot)
    settle(practice_window, qtbot)
    assert practice_window.front().name == "report-gaps" and practice_window.front().key() == "no-contact"


def test_a_gain_is_traced_down_to_the_award_letter(screen, practice, practice_window, qtbot):
    hugh = line_of(screen, "Hugh Lennie")
    paper = attachments.PaperDraft(hugh.row.person_id, "notice", "Award notice", hugh.row.case_id)
    looked = attachments.look_at("award.txt", b"You are awarded the enhanced rate.")
    kept = attachments.add(practice.desk, paper, looked, today=TODAY).id
    screen.list.choose(hugh.row.id)
    settle(practice_window, qtbot)
    which = screen.pane.findChild(ChoiceField, "letter") or screen.pane.findChildren(ChoiceField)[-1]
    which.box.setCurrentIndex(1)
    settle(practice_window, qtbot)
    settle(practice_window, qtbot)
    assert line_of(screen, "Hugh Lennie").row.letter_id == kept
    push(practice_window, "Open Award notice", qtbot)
    settle(practice_window, qtbot)
    assert practice_window.front().name == "papers"


def test_an_estimate_is_written_down_and_stands_apart(practice, practice_window, qtbot):
    case = next(iter(gains.ledger(practice.desk, limit=1))).case_id
    practice_window.go("estimate", case=case)
    settle(practice_window, qtbot)
    form = practice_window.front().form
    press(practice_window, "Ctrl+S", qtbot)
    assert "Write what it may bring." in words_on(form)
    write(form, "value", "5000")
    write(form, "part", "a part not decided")
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    front = practice_window.front()
    assert front.name == "gains"
    assert "Estimate" in [row.cells[5].chip.words for row in front.list.rows.rows]
    front.filter.set_value("estimates")
    front.filter.edited.emit()
    settle(practice_window, qtbot)
    assert set(chips(front).values()) == {"Estimate"}
    assert_every_focusable_widget_has_a_name(practice_window)


def test_esc_closes_the_correction_first(screen, practice_window, qtbot):
    screen.list.choose(line_of(screen, "Hugh Lennie").row.id)
    settle(practice_window, qtbot)
    push(practice_window, "Correct this gain", qtbot)
    press(practice_window, "Esc", qtbot)
    assert not screen.pane.correcting
    assert practice_window.front() is screen


def test_the_next_lines_come_when_the_list_nears_its_end_and_none_comes_twice(screen, practice):
    while screen.list.rows.canFetchMore(screen.list.rootIndex()):
        screen.list.rows.fetchMore(screen.list.rootIndex())
    shown = [row.key for row in screen.list.rows.rows]
    assert len(shown) == len(set(shown)) > 50
    assert len(shown) == len(gains.ledger(practice.desk, limit=10_000, each_once=True))


def test_one_line_can_be_gone_to_wherever_it_stands(practice, practice_window, qtbot):
    oldest = gains.ledger(practice.desk, limit=10_000, each_once=True)[-1]
    practice_window.go("gains", gain=oldest.id)
    settle(practice_window, qtbot)
    settle(practice_window, qtbot)
    assert practice_window.front().pane.line.row.id == oldest.id


def test_a_half_written_reason_survives_the_lock(screen, practice_window, qtbot):
    screen.list.choose(line_of(screen, "Hugh Lennie").row.id)
    settle(practice_window, qtbot)
    push(practice_window, "Correct this gain", qtbot)
    write(screen.pane.form, "because", "Keyed tw")
    practice_window.lock()
    practice_window.unlocked()
    settle(practice_window, qtbot)
    again = practice_window.front()
    assert again.pane.line.row.client == "Hugh Lennie"
    assert again.pane.form.fields["because"].value() == "Keyed tw"


def test_the_months_are_said_for_who_cannot_see_them(screen):
    assert "August £34,623.45" in screen.months.accessibleName()


def test_every_stop_has_a_name_a_screen_reader_can_say(screen, practice_window):
    assert_every_focusable_widget_has_a_name(practice_window)


def test_an_award_that_stopped_counts_for_less_and_says_so(screen, practice, practice_window, qtbot):
    hugh = line_of(screen, "Hugh Lennie")
    screen.list.choose(hugh.row.id)
    settle(practice_window, qtbot)
    push(practice_window, "It stopped or must be repaid", qtbot)
    push(practice_window, "Record the ending", qtbot)
    assert "Write the first day it was not paid." in words_on(screen.pane.form)
    day = hugh.row.award_from or hugh.row.decided_on
    write(screen.pane.form, "ended_on", f"{day + timedelta(days=70):%d/%m/%Y}")
    write(screen.pane.form, "reason", "Moved abroad")
    push(practice_window, "Record the ending", qtbot)
    assert chips(screen)["Hugh Lennie"] == "Ended"
    line = ledger_page.line(practice.desk, hugh.row.id, today=TODAY)
    assert line is not None and line.counts_as < hugh.counts_as


def test_esc_closes_the_ending_first(screen, practice_window, qtbot):
    screen.list.choose(line_of(screen, "Hugh Lennie").row.id)
    settle(practice_window, qtbot)
    push(practice_window, "It stopped or must be repaid", qtbot)
    press(practice_window, "Esc", qtbot)
    assert not screen.pane.ending
    assert practice_window.front() is screen


def test_an_estimate_is_no_gain_and_waits_for_no_confirmation(practice, practice_window, qtbot):
    tam = next(
        line for line in ledger_page.lines(practice.desk, today=TODAY) if line.row.client == "Tam Kerr"
    )
    draft = EstimateDraft(Decimal("2000.00"), TODAY, "uc")
    estimates.record_estimate(practice.desk, tam.row.case_id, draft, today=TODAY)
    practice_window.go("gains")
    settle(practice_window, qtbot)
    screen = practice_window.front()
    line = next(one for one in screen._lines.values() if one.is_estimate)
    screen.list.choose(line.row.id)
    settle(practice_window, qtbot)
    assert "Thought to be worth" in words_on(screen.pane) and "£2,000.00" in words_on(screen.pane)
    assert not line.is_waiting and screen.pane.form is None
    to_confirm = ledger_page.lines(practice.desk, today=TODAY, waiting_only=True)
    assert line.row.id not in {row.row.id for row in to_confirm}
