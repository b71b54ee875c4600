"""How long a client's data is kept: holds set and lifted, a wish to be erased, a complaint, by keys."""

from __future__ import annotations

from by_keyboard import press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything

from welfare_desk.casework.matters import cases
from welfare_desk.casework.rights import privacy, retention_page
from welfare_desk.rules import retention as rule


def ends(practice, person):
    return retention_page.ends_of(practice.desk, person, today=practice.desk.clock.today())


def finish(window, qtbot):
    for _ in range(3):
        settle(window, qtbot)


def test_a_hold_is_set_and_lifted(go, practice, practice_window, qtbot, heard):
    person = practice.told.clients["callum"]
    screen = go("keeping", person=person)
    push(practice_window, "Hold everything", qtbot)
    press(practice_window, "Ctrl+S", qtbot)
    assert screen.form.fields["kind"].below.text() == "Say what kind of hold it is."
    tick(screen.form, "kind", "claim")
    write(screen.form, "why", "Letter of the solicitor, 20 November")
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    [hold] = ends(practice, person).holds
    assert (hold.kind, hold.why) == ("claim", "Letter of the solicitor, 20 November")
    assert "1 hold" in words_on(screen) and "Letter of the solicitor" in words_on(screen.pane)
    push(practice_window, "Lift the hold", qtbot)
    finish(practice_window, qtbot)
    assert heard.asked == ["Lift this hold?"] and ends(practice, person).holds == ()


def test_each_part_says_when_it_goes_and_by_which_rule(go, practice, practice_window, qtbot):
    screen = go("keeping", person=practice.told.clients["callum"])
    screen.rows.choose(rule.CASEWORK)
    settle(practice_window, qtbot)
    assert "A case is open." in words_on(screen.pane)
    assert "Prescription and Limitation" in words_on(screen.pane)
    assert "Erase it for good" not in words_on(screen.pane)


def test_a_wish_is_answered_by_the_rule_and_closed(go, practice, practice_window, qtbot):
    person = practice.told.clients["callum"]
    screen = go("keeping", person=person)
    push(practice_window, "Record what they ask", qtbot)
    tick(screen.form, "kind", "erase")
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert "Not now. A case is open. Close it with the client first." in words_on(screen.pane)
    push(practice_window, "They were told", qtbot)
    press(practice_window, "Ctrl+S", qtbot)
    assert screen.form.fields["outcome"].below.text() == "Write what they were told."
    write(screen.form, "outcome", "Told why")
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    [request] = ends(practice, person).requests
    assert not request.is_open and "Told why" in words_on(screen.pane)


def test_with_nothing_in_the_way_it_is_erased_with_a_certificate(
    go, practice, practice_window, qtbot, heard, tmp_path
):
    person, today = practice.told.clients["callum"], practice.desk.clock.today()
    privacy.answer_for(practice.desk, "dpo", today=today)
    for row in cases.case_rows(practice.desk, person_id=person):
        cases.close_case(practice.desk, row.id, because="won", today=today)
    screen = go("keeping", person=person)
    push(practice_window, "Record what they ask", qtbot)
    tick(screen.form, "kind", "erase")
    tick(screen.form, "take_back")
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert "Yes. Nothing stands in the way." in words_on(screen.pane)
    heard.path = tmp_path / "certificate.pdf"
    push(practice_window, "Erase everything but the proof", qtbot)
    finish(practice_window, qtbot)
    assert heard.asked[-1] == "Erase this for good?" and heard.path.exists()
    done = ends(practice, person)
    assert done.ends[1].done_on == today and not done.requests[0].is_open


def test_a_complaint_is_acknowledged_and_holds_everything(go, practice, practice_window, qtbot):
    person = practice.told.clients["callum"]
    screen = go("keeping", person=person)
    push(practice_window, "Record what they ask", qtbot)
    tick(screen.form, "kind", "complain")
    assert not screen.form.fields["take_back"].isVisible()
    press(practice_window, "Ctrl+S", qtbot)
    assert screen.form.fields["said"].below.text() == "Write in a line what they complain of."
    write(screen.form, "said", "A letter went to the wrong flat")
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert [hold.kind for hold in ends(practice, person).holds] == ["complaint"]
    push(practice_window, "Acknowledged", qtbot)
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert ends(practice, person).requests[0].acknowledged_on == practice.desk.clock.today()


def test_everything_has_a_name_and_is_reached_by_keys(go, practice, practice_window):
    go("keeping", person=practice.told.clients["callum"])
    assert_every_focusable_widget_has_a_name(practice_window)
    assert_tab_reaches_everything(practice_window)
