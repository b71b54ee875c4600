"""File reviews, complaints, incidents, slips and supervision, driven by keys."""

from dataclasses import replace

import pytest
from by_keyboard import choose, press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything

from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.matters import journal
from welfare_desk.casework.quality import feedback_slips, file_reviews, incidents, remarks, supervision


def thrice(window, qtbot):
    for _ in range(3):
        settle(window, qtbot)


def test_files_are_drawn_read_and_put_right(go, practice, practice_window, qtbot):
    screen = go("file-reviews")
    push(practice_window, "Choose files", qtbot)
    choose(screen.form, "topic", "benefits")
    thrice(practice_window, qtbot)
    assert screen.form.fields["topic"].below.text().startswith("6 files could be drawn; ")
    push(practice_window, "Draw", qtbot)
    assert screen.form.fields["reviewer"].below.text() == "Say who reads them."
    write(screen.form, "reviewer", "Al Kirk")
    write(screen.form, "seed", "december")
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    newest = file_reviews.review(practice.desk, file_reviews.reviews(practice.desk)[0].id)
    assert (newest.row.reviewer, newest.row.files, newest.seed) == ("Al Kirk", 6, "december")
    first = newest.files[0]
    screen.rows.choose(first.id)
    thrice(practice_window, qtbot)
    push(practice_window, "Enter what was found", qtbot)
    assert not screen.form.fields["advice_to_do"].isVisible()
    for code in file_reviews.checklist():
        tick(screen.form, code, "yes")
    tick(screen.form, "advice", "no")
    assert screen.form.fields["advice_to_do"].isVisible()
    press(practice_window, "Ctrl+S", qtbot)
    assert screen.form.fields["advice_to_do"].below.text() == "Say what is to be done about it."
    write(screen.form, "advice_to_do", "Check the taper")
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    assert "File check: Check the taper" in [
        task.what for task in journal.tasks_of(practice.desk, first.person_id)
    ]
    assert "Check the taper" in words_on(screen.pane)


def test_the_pages_for_the_reviewer_are_saved(go, practice, practice_window, heard, tmp_path, qtbot):
    heard.path = tmp_path / "review.pdf"
    screen = go("file-reviews")
    push(practice_window, "Pages for the reviewer", qtbot)
    screen.form.fields["how"].set_value("save")
    push(practice_window, "Make them", qtbot)
    thrice(practice_window, qtbot)
    assert heard.path.read_bytes().startswith(b"%PDF")
    [view] = [file_reviews.review(practice.desk, row.id) for row in file_reviews.reviews(practice.desk)]
    assert all(one.given_on == TODAY for one in view.files)


def test_a_complaint_is_written_down_acknowledged_and_answered(go, practice, practice_window, qtbot):
    screen = go("complaints")
    push(practice_window, "Record one", qtbot)
    choose(screen.form, "kind", "data")
    write(screen.form, "about", "A letter went to the old address")
    write(screen.form, "from_whom", "Mrs Bain")
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    kept = next(one for one in remarks.remarks(practice.desk) if one.kind == "data")
    screen.rows.choose(kept.id)
    thrice(practice_window, qtbot)
    assert "By Fri 25 Dec 2026" in words_on(screen.pane) and "s.164A" in words_on(screen.pane)
    push(practice_window, "It was acknowledged", qtbot)
    push(practice_window, "Save", qtbot)
    thrice(practice_window, qtbot)
    push(practice_window, "Answer it", qtbot)
    choose(screen.form, "outcome", "upheld")
    write(screen.form, "said", "We are sorry")
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    kept = next(one for one in remarks.remarks(practice.desk) if one.kind == "data")
    assert (kept.open, kept.acknowledged_on, kept.outcome) == (False, TODAY, "upheld")


def test_an_incident_runs_for_72_hours_until_it_is_judged(go, practice, practice_window, qtbot):
    screen = go("incidents")
    push(practice_window, "Record one", qtbot)
    press(practice_window, "Ctrl+S", qtbot)
    assert screen.form.fields["kind"].below.text() == "Choose what happened."
    choose(screen.form, "kind", "lost")
    write(screen.form, "what", "A bag on the bus")
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    left = [cell.chip.words for row in screen.rows.rows.rows for cell in row.cells if cell.chip]
    assert left == ["72 hours left"]
    push(practice_window, "Decide", qtbot)
    tick(screen.form, "report", False)
    write(screen.form, "why", "It came back locked")
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    assert incidents.to_judge(practice.desk) == 0


def test_a_slip_is_entered_by_its_number(go, practice, practice_window, qtbot):
    screen = go("client-feedback")
    assert screen.head.note.text() == "3 of 8 came back since 1 April"
    push(practice_window, "Enter a slip", qtbot)
    write(screen.form, "number", "5")
    tick(screen.form, "again", "yes")
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    assert screen.head.note.text() == "4 of 8 came back since 1 April"
    [five] = [row for row in feedback_slips.slips(practice.desk) if row.number == 5]
    assert five.answers == {"again": "yes"}


def test_a_note_of_supervision_half_typed_survives_the_lock(go, practice, practice_window, qtbot):
    screen = go("supervision", form="add")
    write(screen.form, "words", "Three new cases")
    practice_window.lock()
    practice_window.unlocked()
    thrice(practice_window, qtbot)
    screen = practice_window.front()
    assert screen.form.fields["words"].value() == "Three new cases"
    choose(screen.form, "of_advisor_id", practice.desk.advisor.id)
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    assert supervision.notes(practice.desk)[0].words == "Three new cases"
    push(practice_window, "Change the note", qtbot)
    write(screen.form, "words", "Four new cases")
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    assert supervision.notes(practice.desk)[0].words == "Four new cases"
    assert "Four new cases" in words_on(screen.pane)


@pytest.mark.parametrize("name", ["file-reviews", "complaints", "incidents", "client-feedback"])
def test_everything_has_a_name_and_is_reached(go, practice_window, qtbot, name):
    screen = go(name)
    assert_every_focusable_widget_has_a_name(screen)
    assert_tab_reaches_everything(screen)


def test_a_reviewers_window_opens_and_says_what_is_not_theirs(go, practice, practice_window, heard, qtbot):
    practice.desk.advisor = replace(practice.desk.advisor, role="reviewer")
    for name in ("today", "file-reviews", "clients"):
        go(name)
    assert heard.told == []
    screen = go("client", person=practice.told.clients["tam"])
    screen.room.write(
        screen,
        lambda: journal.write_note(practice.desk, practice.told.clients["tam"], "Rang.", today=TODAY),
    )
    settle(practice_window, qtbot)
    assert heard.told == [
        (
            "A reviewer of files reads what was drawn for them and changes no case.",
            "Write what you found under Quality; whoever has the case puts it right.",
        )
    ]
