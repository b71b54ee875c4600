"""Post, the directory, goals and links, the household: driven by keys."""

import pytest
from by_keyboard import choose, press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.matters import journal
from welfare_desk.casework.people import households
from welfare_desk.casework.service import directory, post, support
from welfare_desk.casework.service.support import LinkDraft


def listed(screen):
    return [" | ".join(filter(None, (cell.spoken() for cell in row.cells))) for row in screen.rows.rows.rows]


def thrice(window, qtbot):
    for _ in range(3):
        settle(window, qtbot)


def test_post_is_noted_matched_by_its_number_and_decided(go, practice, practice_window, qtbot):
    reference = go("client", person=practice.told.clients["tam"])._page.view.reference
    screen = go("post")
    push(practice_window, "Note post", qtbot)
    assert QApplication.focusWidget() is screen.form.fields["gist"].editor
    push(practice_window, "Save", qtbot)
    assert screen.form.fields["gist"].below.text() == "Say in a few words what it is."
    QTest.keyClicks(screen.form.fields["gist"].editor, f"Award notice, our reference {reference}")
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    assert "Perhaps theirs" in words_on(screen.pane)
    push(practice_window, f"Kerr, Tam, {reference}", qtbot)
    thrice(practice_window, qtbot)
    assert "Tam Kerr" in words_on(screen.pane)
    push(practice_window, "Decide", qtbot)
    tick(screen.form, "decision", "task")
    write(screen.form, "what", "Enter the decision")
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    assert post.waiting(practice.desk) == 2
    said = journal.journal_rows(practice.desk, practice.told.clients["tam"])[0].words
    assert said == f"Letter: Award notice, our reference {reference}"
    press(practice_window, "Ctrl+Z", qtbot)
    thrice(practice_window, qtbot)
    assert post.waiting(practice.desk) == 3, words_on(practice_window.status)


def test_today_says_how_much_post_is_to_be_decided_and_leads_there(go, practice_window, qtbot):
    today = go("today")
    assert today.before.choose(("post", None))
    today.before.opened.emit(today.before.chosen_row())
    settle(practice_window, qtbot)
    assert practice_window.front().name == "post"


def test_half_noted_post_survives_the_lock(go, practice_window, qtbot):
    screen = go("post", form="note")
    QTest.keyClicks(screen.form.fields["gist"].editor, "Half a le")
    practice_window.lock()
    practice_window.unlocked()
    thrice(practice_window, qtbot)
    assert practice_window.front().form.fields["gist"].value() == "Half a le"


def test_the_directory_is_searched_added_to_and_checked(go, practice, practice_window, qtbot):
    screen = go("directory")
    assert screen.head.note.text() == "1 to check again"
    QTest.keyClicks(QApplication.focusWidget(), "shopping")
    thrice(practice_window, qtbot)
    [row] = listed(screen)
    assert row == (
        "Millbank Pantry, A week's shopping for £5 | Food and essentials | "
        "Check again, last checked 30 Oct 2025"
    )
    push(practice_window, "Nothing has changed", qtbot)
    thrice(practice_window, qtbot)
    [found] = directory.services(practice.desk, typed="shopping")
    assert found.checked_on == TODAY
    push(practice_window, "Add a service", qtbot)
    push(practice_window, "Add service", qtbot)
    assert screen.form.fields["name"].below.text() == "The service needs a name."
    assert screen.form.fields["kind"].below.text() == "Choose what it helps with."
    write(screen.form, "name", "Men's Shed")
    choose(screen.form, "kind", "company")
    push(practice_window, "Add service", qtbot)
    assert [row.name for row in directory.services(practice.desk, typed="shed")] == ["Men's Shed"]


def test_a_goal_is_set_stepped_and_reviewed(go, practice, practice_window, qtbot):
    person = practice.told.clients["callum"]
    go("client", person=person)
    press(practice_window, "Ctrl+G", qtbot)
    thrice(practice_window, qtbot)
    screen = practice_window.front()
    assert screen.name == "support"
    push(practice_window, "Set a goal", qtbot)
    write(screen.form, "words", "Get out to the garden again")
    choose(screen.form, "category", "health")
    push(practice_window, "Set the goal", qtbot)
    thrice(practice_window, qtbot)
    push(practice_window, "Add a step", qtbot)
    write(screen.form, "what", "Ask about a rail")
    choose(screen.form, "by", "us")
    push(practice_window, "Add the step", qtbot)
    thrice(practice_window, qtbot)
    push(practice_window, "Done", qtbot)
    thrice(practice_window, qtbot)
    push(practice_window, "Review", qtbot)
    tick(screen.form, "state", "partly")
    write(screen.form, "words", "On dry days")
    push(practice_window, "Save the review", qtbot)
    thrice(practice_window, qtbot)
    [goal] = support.support(practice.desk, person).goals
    assert (goal.state, goal.decided_on, goal.steps[0].done_on) == ("partly", TODAY, TODAY)
    assert "On dry days" in words_on(screen.pane)


def test_a_referral_asks_for_agreement_and_its_result_is_kept_apart(go, practice, practice_window, qtbot):
    person = practice.told.clients["callum"]
    screen = go("support", person=person)
    push(practice_window, "Add a link", qtbot)
    assert not screen.form.fields["agreed"].isVisible()
    tick(screen.form, "how", "referred")
    assert screen.form.fields["agreed"].isVisible()
    choose(screen.form, "kind", "food")
    assert screen.form.fields["service_id"].box.count() == 2  # none chosen, and the one that helps with food
    choose(screen.form, "service_id", screen.form.fields["service_id"]._values[1])
    push(practice_window, "Add the link", qtbot)
    assert screen.form.fields["agreed"].below.text().startswith("Details are passed only when")
    tick(screen.form, "agreed")
    push(practice_window, "Add the link", qtbot)
    thrice(practice_window, qtbot)
    push(practice_window, "What came of it", qtbot)
    assert not screen.form.fields["because"].isVisible()
    tick(screen.form, "result", "not_taken_up")
    push(practice_window, "Save", qtbot)
    assert screen.form.fields["because"].below.text() == "Say why it was not taken up."
    write(screen.form, "because", "No bus there")
    push(practice_window, "Save", qtbot)
    thrice(practice_window, qtbot)
    [link] = support.support(practice.desk, person).links
    assert (link.result, link.because, link.connected) == ("not_taken_up", "No bus there", False)


def test_what_is_not_found_is_recorded_as_lacking(go, practice, practice_window, qtbot):
    person = practice.told.clients["callum"]
    support.add_link(practice.desk, LinkDraft(person, "not_found", "transport"), today=TODAY)
    screen = go("support", person=person)
    assert "It counts among what is lacking here." in words_on(screen.pane)
    assert "Transport, Looked for, not found | 26 Nov 2026" in listed(screen)


def test_a_household_of_five_with_a_young_carer_is_on_one_page(go, practice, practice_window, qtbot):
    person = practice.told.clients["isla"]
    screen = go("household", person=person)
    push(practice_window, "Add somebody new", qtbot)
    push(practice_window, "Add them", qtbot)
    assert screen.form.fields["surname"].below.text() == "There is no name. One word is enough to begin with."
    write(screen.form, "forenames", "Baby")
    write(screen.form, "surname", "Drummond")
    write(screen.form, "born_on", "1/6/2026")
    write(screen.form, "relation", "Son")
    push(practice_window, "Add them", qtbot)
    thrice(practice_window, qtbot)
    push(practice_window, "Add somebody we know", qtbot)
    write(screen.form, "typed", "tam kerr")
    thrice(practice_window, qtbot)
    write(screen.form, "relation", "Partner")
    push(practice_window, "They live here", qtbot)
    thrice(practice_window, qtbot)
    rows = listed(screen)
    assert len(rows) == 5
    assert any(row.startswith("Rory Drummond, Young carer, Son | 14") for row in rows)
    # Tam's cases are his own: on Isla's page they are opened for a reason only.
    screen.rows.choose(practice.told.clients["tam"])
    settle(practice_window, qtbot)
    said = words_on(screen.pane)
    assert "Not shown on another member's page." in said and "Adult Disability Payment" not in said
    push(practice_window, "See them, for a reason", qtbot)
    push(practice_window, "See their cases", qtbot)
    assert screen.form.fields["why"].below.text() == "Say why you need to see their cases."
    write(screen.form, "why", "Their joint rent arrears")
    push(practice_window, "See their cases", qtbot)
    thrice(practice_window, qtbot)
    assert "Adult Disability Payment" in words_on(screen.pane)
    push(practice_window, "Close", qtbot)
    assert "Adult Disability Payment" not in words_on(screen.pane)


def test_two_kept_apart_stand_on_neither_page(go, practice, practice_window, qtbot):
    isla, tam = practice.told.clients["isla"], practice.told.clients["tam"]
    households.join(practice.desk, isla, tam, relation="Partner", today=TODAY)
    screen = go("household", person=isla)
    assert any("Tam Kerr" in row for row in listed(screen))
    push(practice_window, "Keep apart", qtbot)
    write(screen.form, "typed", "tam kerr")
    thrice(practice_window, qtbot)
    push(practice_window, "Keep them apart", qtbot)
    thrice(practice_window, qtbot)
    assert not any("Tam Kerr" in row for row in listed(screen))
    assert "Tam" not in words_on(practice_window)
    screen.rows.choose(isla)
    settle(practice_window, qtbot)
    push(practice_window, "Who they are kept apart from", qtbot)
    settle(practice_window, qtbot)
    assert "Tam Kerr" in words_on(screen.pane)
    screen = go("household", person=tam)
    assert "Isla" not in words_on(practice_window) and len(listed(screen)) == 1


@pytest.mark.parametrize("name", ["post", "directory", "support", "household"])
def test_everything_has_a_name_and_the_tab_key_comes_by(go, practice, practice_window, name):
    screen = go(name, person=practice.told.clients["isla"])
    assert_every_focusable_widget_has_a_name(screen)
    practice_window.activateWindow()
    assert_tab_reaches_everything(practice_window)


def test_a_scan_is_added_to_post_seen_and_becomes_their_paper(
    go, practice, practice_window, heard, tmp_path, qtbot
):
    heard.path = tmp_path / "notice.txt"
    heard.path.write_text("Your award begins on 1 December.")
    screen = go("post")
    screen.rows.choose_first()
    thrice(practice_window, qtbot)
    push(practice_window, "Add a scan or photo", qtbot)
    thrice(practice_window, qtbot)
    assert "1 scan, sealed until it is known whose" in words_on(screen.pane)
    push(practice_window, "Say whose it is", qtbot)
    write(screen.form, "typed", "tam kerr")
    thrice(practice_window, qtbot)
    push(practice_window, "It is theirs", qtbot)
    thrice(practice_window, qtbot)
    row = next(one for one in post.post(practice.desk) if one.person_id == practice.told.clients["tam"])
    assert row.scans == 0
