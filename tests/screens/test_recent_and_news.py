"""Where somebody was last, and what changed since, are kept in the desk for them alone."""

from __future__ import annotations

import pytest
from by_keyboard import press, settle, words_on
from canary import leaks_under

from welfare_desk import changelog
from welfare_desk.casework import own_things
from welfare_desk.casework.desk import SignedIn
from welfare_desk.ui.help import whats_new
from welfare_desk.ui.recent import Recent


@pytest.fixture
def recent(practice, practice_window, go):
    made = Recent(practice_window, practice_window.room)
    told = practice.told
    go("client", person=told.clients["callum"])
    go("case", case=told.cases["callum"])
    go("letter", letter=told.letters["callum"])
    go("client", person=told.clients["isla"])
    go("client", person=told.clients["callum"])
    return made


def test_where_i_was_is_kept_sealed_the_newest_first_and_shown_when_asked(
    recent, practice, practice_window, go, qtbot
):
    recent.keep()
    settle(practice_window, qtbot)
    hits = own_things.recent(practice.desk)
    callum, isla = practice.told.clients["callum"], practice.told.clients["isla"]
    assert [hit.id for hit in hits[:2]] == [callum, isla]
    assert {hit.kind for hit in hits} == {"clients", "cases", "letters"} and len(hits) == 4
    screen = go("find")
    assert "Reid" not in words_on(screen)  # no name unasked
    press(practice_window, "Alt+9", qtbot)
    settle(practice_window, qtbot)
    assert next(row.key for row in screen.rows.rows.rows) == ("clients", callum)
    screen.open_row(("clients", isla))
    assert practice_window.place().where == {"person": isla}
    assert leaks_under(practice.desk.folder, callum.hex) == []


def test_nobody_else_at_the_desk_is_told(recent, practice, practice_window, qtbot):
    recent.keep()
    settle(practice_window, qtbot)
    mine = practice.desk.advisor
    practice.desk.advisor = SignedIn(practice.told.clients["isla"], "Somebody Else", "SE")
    assert own_things.recent(practice.desk) == ()
    practice.desk.advisor = mine
    assert own_things.recent(practice.desk)


def test_what_is_gone_is_left_out_and_keeping_is_no_act_to_take_back(practice, practice_window, qtbot):
    before = len(practice.desk.steps.past)
    own_things.remember_places(practice.desk, [("client", practice.told.cases["callum"])])
    assert own_things.recent(practice.desk) == ()
    assert own_things.kept(practice.desk, "nothing of that name") is None
    assert len(practice.desk.steps.past) == before


def greeted(window, qtbot):
    window.room.practice = False
    window.go("today")
    settle(window, qtbot)
    whats_new.greet(window, window.room)
    settle(window, qtbot)
    return window.front()


def test_what_changed_is_shown_once_after_an_upgrade(practice, practice_window, qtbot):
    assert greeted(practice_window, qtbot).name == "today"  # the first time all is new: nothing is shown
    known = own_things.kept(practice.desk, "changes read")
    own_things.keep(practice.desk, "changes read", known[2:])
    shown = greeted(practice_window, qtbot)
    said = shown.browser.toPlainText()
    assert shown.name == "help" and "New since you were last here" in said
    first = changelog.changes()[0].words.replace("*", "")
    assert " ".join(said.split()).find(first[:30]) > 0
    practice_window.go_back()
    assert practice_window.front().name == "today"
    assert greeted(practice_window, qtbot).name == "today"


def test_it_is_reached_from_the_palette(practice_window, qtbot):
    practice_window.go("today")
    practice_window.open_palette()
    practice_window.palette_panel.line.setText("what's new")
    practice_window.palette_panel._enter()
    settle(practice_window, qtbot)
    shown = practice_window.front()
    assert shown.browser.toPlainText().startswith("What's new")
    assert shown.list.chosen_row().key == "whats-new"
