"""Patches of homes: driven by keys."""

import pytest
from by_keyboard import choose, press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtWidgets import QApplication

from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.service import patches


def thrice(window, qtbot):
    for _ in range(3):
        settle(window, qtbot)


def homes_of(practice):
    return patches.homes(practice.desk, patches.patches_of(practice.desk)[0].id)


def test_a_visit_is_recorded_by_keys_and_only_asks_what_bears_on_it(go, practice, practice_window, qtbot):
    screen = go("patch")
    home = next(one for one in homes_of(practice) if one.state == "not_tried")
    screen.rows.choose(home.id)
    settle(practice_window, qtbot)
    press(practice_window, "Ctrl+Shift+V", qtbot)
    form = screen.form
    assert not form.fields["issues"].isVisible() and not form.fields["asked_us"].isVisible()
    push(practice_window, "Save the visit", qtbot)
    assert form.fields["answer"].below.text() == "Choose what came of it."
    tick(form, "answer", "spoken")
    assert form.fields["issues"].isVisible()
    tick(form, "issues", "fuel", "company")
    write(form, "young_carers", "lots")
    push(practice_window, "Save the visit", qtbot)
    assert "lots is not a number of people." in form.fields["young_carers"].below.text()
    write(form, "young_carers", "1")
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    [visit] = next(one for one in homes_of(practice) if one.id == home.id).visits
    assert (visit.answer, visit.issues, visit.young_carers, visit.on) == (
        "spoken",
        ("fuel", "company"),
        1,
        TODAY,
    )
    assert "A young carer" in words_on(screen.pane)
    push(practice_window, "Take the last visit away", qtbot)
    thrice(practice_window, qtbot)
    assert next(one for one in homes_of(practice) if one.id == home.id).visits == ()


def test_a_home_that_wants_no_visits_says_so_before_anything_is_kept(go, practice, practice_window, qtbot):
    screen = go("patch")
    home = next(one for one in homes_of(practice) if one.state == "declined")
    screen.rows.choose(home.id)
    settle(practice_window, qtbot)
    assert "Wants no visits." in words_on(screen.pane)
    push(practice_window, "Record a visit", qtbot)
    tick(screen.form, "answer", "spoken")
    push(practice_window, "Save the visit", qtbot)
    assert "This home asked for no more visits." in words_on(screen.pane)
    tick(screen.form, "asked_us")
    push(practice_window, "Save the visit", qtbot)
    thrice(practice_window, qtbot)
    assert next(one for one in homes_of(practice) if one.id == home.id).state == "spoken"


def test_homes_are_found_by_how_they_stand_and_by_street(go, practice, practice_window, qtbot):
    screen = go("patch")
    screen.shown.set_value("due")
    screen.shown.edited.emit()
    thrice(practice_window, qtbot)
    shown = [row.cells[0].text for row in screen.rows.rows.rows if row.can_be_chosen]
    assert shown == ["7 Harbour Row"]
    write_search(screen, "wynd")
    thrice(practice_window, qtbot)
    assert "No home of this kind." in words_on(screen)
    push(practice_window, "Show every home", qtbot)
    thrice(practice_window, qtbot)
    assert sum(row.can_be_chosen for row in screen.rows.rows.rows) == 26


def write_search(screen, words):
    screen.search.set_value(words)
    screen.search.edited.emit()


def test_a_list_is_pasted_looked_at_and_taken(go, practice, practice_window, qtbot):
    screen = go("patch-addresses")
    assert "No list is open." in words_on(screen)
    QApplication.clipboard().setText("27 Harbour Row\n3 Mill Wynd\nDD5 9ZZ\n28 Harbour Row")
    push(practice_window, "Paste", qtbot)
    thrice(practice_window, qtbot)
    assert screen.head.note.text() == "2 new, 1 twice, 1 not an address"
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    assert practice_window.front().name == "patch" and len(homes_of(practice)) == 28
    screen = go("patch-addresses")
    push(practice_window, "Type them", qtbot)
    write(screen.form, "addresses", "29 Harbour Row")
    push(practice_window, "Show them", qtbot)
    thrice(practice_window, qtbot)
    assert screen.head.note.text() == "1 new"
    QApplication.clipboard().setText("%PDF-1.7 \x00\x01")
    push(practice_window, "Paste", qtbot)
    thrice(practice_window, qtbot)
    assert len(homes_of(practice)) == 28


def test_help_is_told_of_with_agreement_and_what_came_of_it(go, practice, practice_window, qtbot):
    screen = go("patch")
    home = next(one for one in homes_of(practice) if one.address.startswith("2 Harbour"))
    screen.rows.choose(home.id)
    settle(practice_window, qtbot)
    push(practice_window, "Add", qtbot, inside=screen.pane)
    tick(screen.form, "to", "us")
    choose(screen.form, "kind", "money")
    tick(screen.form, "how", "referred")
    push(practice_window, "Save", qtbot)
    assert screen.form.fields["agreed"].below.text().startswith("Details are passed only when they agree.")
    tick(screen.form, "agreed")
    push(practice_window, "Save", qtbot)
    thrice(practice_window, qtbot)
    push(practice_window, "What came of it", qtbot, inside=screen.pane)
    tick(screen.form, "result", "accepted")
    push(practice_window, "Save", qtbot)
    thrice(practice_window, qtbot)
    [sent] = next(one for one in homes_of(practice) if one.id == home.id).onward
    assert (sent.to, sent.result) == ("us", "accepted")


def test_a_patch_is_begun_and_ended_after_a_question(go, practice, practice_window, qtbot, heard):
    screen = go("patch")
    push(practice_window, "Start a patch", qtbot)
    push(practice_window, "Begin it", qtbot)
    assert screen.form.fields["name"].below.text().startswith("The patch needs a name.")
    write(screen.form, "name", "Quay")
    write(screen.form, "week", "0.5")
    push(practice_window, "Begin it", qtbot)
    thrice(practice_window, qtbot)
    assert "This patch has no address yet." in words_on(screen)
    screen = go("patch", patch=patches.patches_of(practice.desk)[0].id)
    thrice(practice_window, qtbot)
    push(practice_window, "Change the patch", qtbot)
    push(practice_window, "End this patch", qtbot)
    thrice(practice_window, qtbot)
    assert heard.asked == ["End Harbour and Mill?"]
    assert [one.name for one in patches.patches_of(practice.desk) if one.ended_on] == ["Harbour and Mill"]


def test_the_figures_of_a_span_are_kept_as_a_file(go, practice, practice_window, qtbot, heard, tmp_path):
    screen = go("patch-figures")
    listed = {row.key: row.cells[1].text for row in screen.rows.rows.rows if row.can_be_chosen}
    assert (listed["homes"], listed["spoken"], listed["young_carers"]) == ("25", "36 %", "1")
    heard.path = tmp_path / "figures.csv"
    push(practice_window, "Save as CSV", qtbot)
    thrice(practice_window, qtbot)
    assert "fewer than 5" in heard.path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", ["patch", "patch-addresses", "patch-figures"])
def test_everything_here_has_a_name_and_tab_comes_by(go, practice_window, name):
    screen = go(name)
    assert_every_focusable_widget_has_a_name(screen)
    practice_window.activateWindow()
    assert_tab_reaches_everything(practice_window)
