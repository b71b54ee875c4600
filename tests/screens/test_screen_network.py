"""The network side by side, and those who work in it: driven by keys."""

import pytest
from by_keyboard import choose, press, push, settle, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything

from welfare_desk.casework.desk import Changes
from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.matters import cases
from welfare_desk.casework.opening import NewAdvisor
from welfare_desk.casework.service import cover, handing, workers

THEIR_OWN = "three grey seals singing quietly"


def thrice(window, qtbot):
    for _ in range(3):
        settle(window, qtbot)


def listed(screen):
    return [" | ".join(filter(None, (cell.spoken() for cell in row.cells))) for row in screen.rows.rows.rows]


def test_practices_and_localities_stand_side_by_side_and_few_are_not_shown(
    go, practice, practice_window, qtbot
):
    screen = go("network")
    assert listed(screen)[-1].startswith("The whole network | 26 | 1.0")
    screen.by.set_value("locality")
    screen.by.edited.emit()
    thrice(practice_window, qtbot)
    assert [row.split(" | ")[0] for row in listed(screen)] == [
        "Harbour side, 2 practices",
        "Landward, 2 practices",
        "The whole network",
    ]
    screen.by.set_value("worker")
    screen.by.edited.emit()
    thrice(practice_window, qtbot)
    shown = listed(screen)
    few = [row for row in shown if "fewer than 5" in row]
    assert few and all(row.count("|") == 1 for row in few)
    screen.inside.set_value(True)
    screen.inside.edited.emit()
    thrice(practice_window, qtbot)
    assert not any("fewer than 5" in row for row in listed(screen))


def test_the_comparison_is_kept_as_a_file(go, practice_window, qtbot, heard, tmp_path):
    go("network")
    heard.path = tmp_path / "network.csv"
    push(practice_window, "Save as CSV", qtbot)
    thrice(practice_window, qtbot)
    assert "The whole network,26," in heard.path.read_text(encoding="utf-8-sig")


def test_somebody_joins_covers_and_takes_cases_over(go, practice, practice_window, qtbot):
    screen = go("workers")
    assert "Only you work at this desk" in words_on(screen.pane)
    push(practice_window, "Add somebody", qtbot)
    push(practice_window, "Add them", qtbot)
    assert screen.form.fields["name"].below.text() == "Say who they are."
    write(screen.form, "name", "Ewan Rae")
    choose(screen.form, "role", "link_worker")
    write(screen.form, "passphrase", THEIR_OWN)
    push(practice_window, "Add them", qtbot)
    assert screen.form.fields["again"].below.text() == "The two differ."
    write(screen.form, "again", THEIR_OWN)
    assert screen.draft() is None, "no passphrase outlives the lock"
    push(practice_window, "Add them", qtbot)
    thrice(practice_window, qtbot)
    ewan = next(row for row in workers.workers(practice.desk, today=TODAY) if row.name == "Ewan Rae")
    me = practice.desk.advisor.id
    screen.rows.choose(me)
    settle(practice_window, qtbot)
    push(practice_window, "Away: who covers?", qtbot)
    push(practice_window, "Begin the cover", qtbot)
    assert screen.form.fields["by_id"].below.text() == "Choose who covers."
    choose(screen.form, "by_id", ewan.id)
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    assert "Ewan Rae covers" in listed(screen)[1]
    assert "Ewan Rae covers for Morag Sinclair" in words_on(screen.pane)
    today = go("today")
    assert "Ewan Rae covers for you" in " ".join(beside(today))
    go("workers", chosen=me)
    push(practice_window, "End it", qtbot)
    thrice(practice_window, qtbot)
    assert cover.covers(practice.desk, today=TODAY) == []
    screen.rows.choose(me)
    settle(practice_window, qtbot)
    push(practice_window, "Hand their cases over", qtbot)
    choose(screen.form, "to_id", ewan.id)
    assert screen.form.fields["why"].below.text() == "Each client's journal says it: name nobody here"
    push(practice_window, "Hand them over", qtbot)
    assert screen.form.fields["why"].below.text() == "Say why: both of you, and each journal, are told."
    write(screen.form, "why", "New patch")
    push(practice_window, "Hand them over", qtbot)
    thrice(practice_window, qtbot)
    many = in_hand(practice)
    assert many["Morag Sinclair"] == 0 and many["Ewan Rae"] > 10
    screen.rows.choose(ewan.id)
    settle(practice_window, qtbot)
    push(practice_window, "Take it back", qtbot)
    thrice(practice_window, qtbot)
    assert in_hand(practice) == {"Morag Sinclair": many["Ewan Rae"], "Ewan Rae": 0}


def in_hand(practice):
    return {row.name: row.open_cases for row in workers.workers(practice.desk, today=TODAY)}


def beside(today):
    return [" | ".join(filter(None, (cell.spoken() for cell in row.cells))) for row in today.before.rows.rows]


def test_one_case_is_handed_over_from_its_own_page_and_whose_it_is_stands_there(
    go, practice, practice_window, qtbot
):
    case = practice.told.cases["isla"]
    assert "Whose case" not in words_on(go("case", case=case).details), "nobody else's, at a desk of one"
    ewan = workers.add_worker(practice.desk, NewAdvisor("Ewan Rae"), THEIR_OWN, today=TODAY).id
    me = practice.desk.advisor.id
    cover.begin_cover(practice.desk, cover.CoverDraft(me, ewan, TODAY, TODAY, "Dentist"))
    screen = go("case", case=case)
    practice_window.announce(Changes(frozenset({"cases"}), None))
    thrice(practice_window, qtbot)
    shown = words_on(screen.details)
    assert "Whose case" in shown and "Morag Sinclair" in shown and "Ewan Rae covers until" in shown
    push(practice_window, "Hand it over", qtbot)
    choose(screen.form, "to_id", ewan)
    write(screen.form, "why", "Lives nearer")
    press(practice_window, "Ctrl+S", qtbot)
    thrice(practice_window, qtbot)
    there = practice_window.front()
    assert there.name == "workers" and there.key() == ewan
    assert "1 case from Morag Sinclair to Ewan Rae" in words_on(there.pane)
    assert cases.case(practice.desk, case).advisor_id == ewan


def test_nobodys_cases_are_given_and_whoever_left_has_none(go, practice, practice_window, qtbot, heard):
    draft = NewAdvisor("Una Hay", role="caseworker")
    una = workers.add_worker(practice.desk, draft, THEIR_OWN, today=TODAY).id
    screen = go("workers", chosen=una)
    if workers.without_worker(practice.desk):
        push(practice_window, "Give them cases that are nobody's", qtbot)
        write(screen.form, "why", "Came with the workbook")
        push(practice_window, "Give them", qtbot)
        thrice(practice_window, qtbot)
        assert workers.without_worker(practice.desk) == 0
        handing.hand_over(practice.desk, una, practice.desk.advisor.id, why="New patch", today=TODAY)
    screen = go("workers", chosen=una)
    push(practice_window, "They have left", qtbot)
    thrice(practice_window, qtbot)
    assert heard.asked == ["Una Hay has left?"]
    assert "Has left" in listed(screen)[-1]


@pytest.mark.parametrize("name", ["network", "workers"])
def test_everything_here_has_a_name_and_tab_comes_by(go, practice_window, name):
    screen = go(name)
    assert_every_focusable_widget_has_a_name(screen)
    practice_window.activateWindow()
    assert_tab_reaches_everything(practice_window)
