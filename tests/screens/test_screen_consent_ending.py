"""Ending a consent on screen: all or a part in one act; who decides; one row of the log for each look."""

from __future__ import annotations

from datetime import date

import pytest
from by_keyboard import press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name
from rights import a_second_person
from sqlalchemy import func, select

from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letters
from welfare_desk.casework.invented.practice_desk import NOW
from welfare_desk.casework.matters import journal
from welfare_desk.casework.people import capacity
from welfare_desk.records.evidence import Access


@pytest.fixture
def ending(practice, practice_window, qtbot):
    told = practice.told
    practice_window.go("consent-ending", person=told.clients["callum"], consent=told.consents["callum"])
    settle(practice_window, qtbot)
    return practice_window.front()


def states(practice):
    rows = consents.consents(practice.desk, practice.told.clients["callum"], now=NOW)
    return [(row.polarity, row.state) for row in rows]


def letter_state(practice):
    rows = letters.letters(practice.desk, person_id=practice.told.clients["callum"])
    [row] = [each for each in rows if each.id == practice.told.letters["callum"]]
    return row.state


def test_all_of_it_ends_by_one_key_and_what_had_gone_is_listed(
    ending, practice, practice_window, qtbot, heard
):
    assert "Withdraw all of it" in words_on(practice_window.title_line)
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert heard.asked == [] and states(practice)[0] == ("permit", "withdrawn")
    assert letter_state(practice) == "stopped"
    said = words_on(ending)
    assert "Consent withdrawn." in said and "What it closed" in said
    assert "Millbank Medical Practice" in words_on(ending.details)
    assert "Tell the client what happens to notes" in words_on(ending.details)


def test_a_task_is_done_where_it_stands(ending, practice, practice_window, qtbot):
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    before = journal.tasks_of(practice.desk, practice.told.clients["callum"])
    push(practice_window, "Done", qtbot)
    settle(practice_window, qtbot)
    assert len(journal.tasks_of(practice.desk, practice.told.clients["callum"])) == len(before) - 1


def test_a_part_by_telephone_leaves_the_rest(ending, practice, practice_window, qtbot):
    fields = ending.form.fields
    assert not fields["identity_checked"].isVisible()
    tick(ending.form, "how", "by telephone")
    assert fields["identity_checked"].isVisible()
    tick(ending.form, "categories", "mental_health")
    assert "Take back what is ticked" in words_on(practice_window.title_line)
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert states(practice)[:2] == [("refuse", "live"), ("permit", "live")]
    assert "That part is taken back." in words_on(ending)
    assert "Confirm the withdrawal" in words_on(ending.details)


def test_a_day_to_come_is_refused_beside_its_field(ending, practice, practice_window, qtbot):
    write(ending.form, "on", "1/12/2026")
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert "in the future" in words_on(ending.form) and states(practice)[0] == ("permit", "live")


def test_a_mistake_is_struck_out_with_a_second_person(ending, practice, practice_window, qtbot, heard):
    desk = practice.desk
    assert "needs a second person" in words_on(ending.details)
    a_second_person(desk, "Ann Orr", passphrase="nine grey seals bask")
    ending.refresh(None)
    settle(practice_window, qtbot)
    push(practice_window, "Strike it out", qtbot)
    assert not ending.form.isVisible() and ending.error.isVisible()
    assert_every_focusable_widget_has_a_name(ending)
    press(practice_window, "Esc", qtbot)
    assert ending.form.isVisible()
    ending.strike(True)
    ending.error.fields["passphrase"].set_value("nine grey seals bask")
    ending.strike_out()
    settle(practice_window, qtbot)
    assert "Say what was wrong" in words_on(ending.error)
    assert ending.error.fields["passphrase"].value() == ""
    write(ending.error, "why", "his brother's")
    ending.error.fields["passphrase"].set_value("nine grey seals bask")
    ending.strike_out()
    settle(practice_window, qtbot)
    assert states(practice)[0] == ("permit", "entered_in_error")
    assert "Struck out as entered in error." in words_on(ending)


def test_the_lock_keeps_what_is_ticked_but_never_a_passphrase(ending, practice_window, qtbot):
    tick(ending.form, "categories", "mental_health")
    ending.error.fields["passphrase"].set_value("secret words")
    assert "secret" not in repr(ending.draft())
    practice_window.lock()
    practice_window.unlocked()
    settle(practice_window, qtbot)
    assert practice_window.front().form.fields["categories"].value() == ("mental_health",)


def test_every_stop_of_the_ending_has_a_name(ending):
    assert_every_focusable_widget_has_a_name(ending)


def test_who_decides_is_found_recorded_and_follows_at_once(practice, practice_window, qtbot):
    person = practice.told.clients["callum"]
    practice_window.go("who-decides", person=person)
    settle(practice_window, qtbot)
    screen = practice_window.front()
    assert_every_focusable_widget_has_a_name(screen)
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert "Say what was found." in words_on(screen.form)
    tick(screen.form, "outcome", "lacks")
    write(screen.form, "assessed_by", "Dr Rennie")
    screen.form.fields["basis"].set_value("Asked twice, two days apart.")
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    [row] = capacity.assessments(practice.desk, person)
    assert (row.outcome, row.on) == ("lacks", date(2026, 11, 26))
    assert letter_state(practice) == "stopped"
    assert "Cannot decide this" in words_on(screen.details)


def test_a_death_is_recorded_with_who_told_us(practice, practice_window, qtbot):
    person = practice.told.clients["callum"]
    practice_window.go("who-decides", person=person)
    settle(practice_window, qtbot)
    screen = practice_window.front()
    tick(screen.form, "kind", "death")
    assert screen.form.fields["died_on"].isVisible() and not screen.form.fields["outcome"].isVisible()
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert "Say who told us." in words_on(screen.form)
    write(screen.form, "died_source", "the practice")
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert "Every consent of theirs ended that day" in words_on(screen.details)
    assert letter_state(practice) == "stopped"


# One row a look ---------------------------------------------------------------------------------------


def rows(practice) -> int:
    with practice.desk.look() as look:
        return look.scalar(select(func.count()).select_from(Access)) or 0


def test_opening_a_note_on_the_map_is_one_row_however_often_it_is_drawn(practice, practice_window, qtbot):
    told = practice.told
    practice_window.go("evidence", person=told.clients["callum"], case=told.cases["callum"])
    settle(practice_window, qtbot)
    screen, before = practice_window.front(), rows(practice)
    screen.refresh(None)  # heads alone are no look
    settle(practice_window, qtbot)
    assert rows(practice) == before
    screen.open_note(screen.map.chosen_note())
    settle(practice_window, qtbot)
    assert rows(practice) == before + 1 and "“" in words_on(screen.details)
    for _ in range(3):
        screen.open_note(screen.map.chosen_note())
        screen._fill_pane()
    settle(practice_window, qtbot)
    assert rows(practice) == before + 1


def test_opening_a_letter_is_one_row(practice, practice_window, qtbot):
    before = rows(practice)
    practice_window.go("letter", letter=practice.told.letters["callum"])
    settle(practice_window, qtbot)
    assert rows(practice) == before + 1


def test_the_client_page_shows_no_note_and_logs_none(practice, practice_window, qtbot):
    before = rows(practice)
    practice_window.go("client", person=practice.told.clients["callum"], tab="consent")
    settle(practice_window, qtbot)
    assert rows(practice) == before
