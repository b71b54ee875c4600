"""A meeting, the round at the end and the steps when somebody is at risk, by keys."""

import pytest
from building import a_note, a_reading, body
from by_keyboard import press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.casework.correspondence import letters
from welfare_desk.casework.correspondence.letters import LetterDraft
from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.matters import journal
from welfare_desk.casework.service import crisis, day, meetings


def status(practice, short):
    booked = day.today(practice.desk, today=TODAY).booked
    return next(one.status for one in booked if one.id == practice.told.meetings[short])


def test_from_today_a_meeting_is_opened_noted_and_ended_by_keys(go, practice, practice_window, qtbot):
    today = go("today")
    today.booked.choose(("meeting", practice.told.meetings["isla"]))
    press(practice_window, "F6", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    screen = practice_window.front()
    assert screen.name == "meeting"
    assert status(practice, "isla") == "in_room"
    assert screen.warning.isVisible()
    assert "Do not write to the house." in words_on(screen)
    assert "Reply to sheriff officers" in words_on(screen.pane)
    assert QApplication.focusWidget() is screen.note.text
    QTest.keyClicks(QApplication.focusWidget(), "The officers came on Monday")
    write(screen.form, "next_step", "Ring the sheriff officers")
    write(screen.form, "next_step_on", "1/12/2026")
    write(screen.form, "minutes", "25 min")
    tick(screen.form, "private_place", True)
    press(practice_window, "Ctrl+S", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    assert practice_window.front().name == "today"
    page = meetings.meeting(practice.desk, practice.told.meetings["isla"], today=TODAY)
    assert (page.status, page.end.minutes, page.end.private_place) == ("attended", 25, True)
    assert [task.what for task in page.tasks] == ["Ring the sheriff officers"]
    assert page.recent[0].words == "The officers came on Monday"


def test_what_is_half_typed_in_a_meeting_survives_the_lock(go, practice, practice_window, qtbot):
    screen = go("meeting", meeting=practice.told.meetings["callum"])
    screen.note.setFocus()
    QTest.keyClicks(screen.note.text, "Half a sen")
    write(screen.form, "present", "His brother")
    write(screen.form, "next_step_on", "31/1")
    practice_window.lock()
    practice_window.unlocked()
    for _ in range(4):
        settle(practice_window, qtbot)
    screen = practice_window.front()
    assert screen.note.value() == "Half a sen"
    assert screen.form.fields["present"].value() == "His brother"
    assert screen.form.fields["next_step_on"].editor.text() == "31/1"


def test_the_round_goes_from_one_meeting_to_the_next_and_ends_the_session(
    go, practice, practice_window, qtbot
):
    go("today")
    press(practice_window, "F7", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    screen = practice_window.front()
    assert screen.name == "round"
    assert screen.head.note.text() == "6 to go"
    press(practice_window, "Ctrl+S", qtbot)
    assert screen.form.fields["status"].below.text() == "Choose how it went."
    for number, came in enumerate(("attended", "dna", "attended", "attended", "dna", "attended")):
        tick(screen.form, "status", came)
        if not number:
            write(screen.form, "next_step", "Bring the letters")
        press(practice_window, "Ctrl+S", qtbot)
        for _ in range(3):
            settle(practice_window, qtbot)
    assert screen.head.note.text() == "All said"
    push(practice_window, "End the session", qtbot)
    assert practice_window.front().name == "today"
    view = day.today(practice.desk, today=TODAY)
    assert view.session.status == "held"
    assert [one.status for one in view.booked].count("dna") == 2


def test_a_draft_is_handed_to_the_practice_from_the_round(go, practice, practice_window, qtbot):
    desk, told = practice.desk, practice.told
    person, case = told.clients["ewan"], told.cases["ewan"]
    reading = a_reading(desk, person, case, told.practice)
    a_note(desk, person, case, reading)
    said = letters.from_notes(desk, case, purpose="benefit_claim")
    draft = LetterDraft(case, body(desk, "sss"), said)
    letter = letters.draft_letter(desk, draft, today=TODAY).id
    screen = go("round")
    screen.back()
    screen.rows.choose(told.meetings["ewan"])
    settle(practice_window, qtbot)
    assert "Letters to hand over" in words_on(screen.pane)
    push(practice_window, "Handed to the practice", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    assert letters.letter(desk, letter).row.state == "with_gp"
    assert "Letters to hand over" not in words_on(screen.pane)


def test_one_key_opens_the_steps_and_keeps_a_protected_record(go, practice, practice_window, qtbot):
    screen = go("meeting", meeting=practice.told.meetings["callum"])
    press(practice_window, "F8", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    screen = practice_window.front()
    assert screen.name == "crisis"
    assert screen.form.values()["kind"] is None and "ring 999" in words_on(screen.form)
    push(practice_window, "Keep the record", qtbot)
    assert screen.form.fields["kind"].below.text() == "Choose what it is about."
    assert screen.form.fields["said"].below.text() == "Write what was said or seen."
    tick(screen.form, "kind", "suicide")
    settle(practice_window, qtbot)
    assert any("999" in tick_.text() for _, tick_ in screen.form.fields["steps_done"].ticks)
    tick(screen.form, "kind", "violence")
    settle(practice_window, qtbot)
    assert "See them alone." in screen.form.fields["steps_done"].ticks[0][1].text()
    write(screen.form, "said", "Afraid of his brother")
    push(practice_window, "Keep the record", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    [head] = crisis.heads(practice.desk, practice.told.clients["callum"])
    assert head.kind == "violence"
    assert "Afraid" not in words_on(practice_window)
    push(practice_window, "Open", qtbot)
    settle(practice_window, qtbot)
    assert "Afraid of his brother" in words_on(screen.pane)
    push(practice_window, "Close it", qtbot)
    settle(practice_window, qtbot)
    assert "Afraid" not in words_on(practice_window)
    said = [entry.words for entry in journal.journal_rows(practice.desk, practice.told.clients["callum"])]
    assert not any("Afraid" in words for words in said)


def test_without_a_client_the_steps_stand_and_nothing_can_be_kept(go, practice_window, qtbot):
    go("settings")
    press(practice_window, "F8", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    screen = practice_window.front()
    assert screen.name == "crisis"
    assert screen.heading().primary.closed_because


def test_the_agency_writes_its_own_steps(go, practice, practice_window, qtbot):
    screen = go("crisis", person=practice.told.clients["callum"])
    push(practice_window, "Our own steps", qtbot)
    write(screen.changing, "steps", "Ring Ailsa first")
    push(practice_window, "Save our steps", qtbot)
    for _ in range(3):
        settle(practice_window, qtbot)
    steps = {one.kind: one.steps for one in crisis.steps(practice.desk, on=TODAY)}
    assert steps["suicide"] == ("Ring Ailsa first",)
    assert [tick_.text() for _, tick_ in screen.form.fields["steps_done"].ticks] == ["Ring Ailsa first"]


@pytest.mark.parametrize("name", ["meeting", "round", "crisis"])
def test_everything_has_a_name_and_the_tab_key_comes_by(go, practice, practice_window, name):
    where = {
        "meeting": {"meeting": practice.told.meetings["callum"]},
        "crisis": {"person": practice.told.clients["callum"]},
    }
    screen = go(name, **where.get(name, {}))
    assert_every_focusable_widget_has_a_name(screen)
    practice_window.activateWindow()
    assert_tab_reaches_everything(practice_window)
