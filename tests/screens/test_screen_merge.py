"""One person, two files: looked at, made one, taken apart, by keys."""

from by_keyboard import press, push, settle, words_on
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from test_screen_mandates import finish

from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.people import clients, conflicts, merging
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.people.conflicts import OtherSideDraft


def a_twin(practice):
    view = clients.client(practice.desk, practice.told.clients["callum"])
    draft = ClientDraft(view.draft.surname, "Calum", born_on=view.draft.born_on)
    return clients.add_client(practice.desk, draft, today=TODAY).id


def test_two_files_are_looked_at_made_one_and_taken_apart(go, practice, practice_window, qtbot, heard):
    twin, person = a_twin(practice), practice.told.clients["callum"]
    screen = go("merge", person=person)
    finish(practice_window, qtbot)
    assert "Calum" in words_on(screen.pane)
    push(practice_window, "Look at both", qtbot)
    finish(practice_window, qtbot)
    assert screen.review is not None and screen.review.gone.id == twin
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert screen.form.fields["why"].below.text() == "Say how you know that they are one person."
    screen.form.fields["why"].set_value("The same letters")
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert heard.asked and merging.merges(practice.desk, person)[0].newest
    push(practice_window, "Separate them again", qtbot)
    finish(practice_window, qtbot)
    assert merging.merges(practice.desk, person)[0].undone_on is not None
    settle(practice_window, qtbot)


def test_the_other_side_is_named_and_a_conflict_decided(go, practice, practice_window, qtbot):
    person = practice.told.clients["isla"]
    screen = go("conflicts", person=person)
    push(practice_window, "Name the other side", qtbot)
    screen.form.show_values({"role": "neighbour", "forenames": "Callum", "surname": "Reid"})
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    [one] = conflicts.page(practice.desk, person).found
    screen.rows.choose(one.id)
    finish(practice_window, qtbot)
    push(practice_window, "Decide", qtbot)
    screen.form.show_values({"decision": "none", "why": "Another man of that name"})
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert conflicts.page(practice.desk, person).found[0].decision == "none"


def test_a_referral_says_so_before_it_is_saved_and_names_nobody_unasked(go, practice, practice_window, qtbot):
    draft = OtherSideDraft(practice.told.clients["isla"], "landlord", "Watt", "James")
    conflicts.name_other_side(practice.desk, draft, today=TODAY)
    screen = go("referral")
    screen.fields["surname"].set_value("Watt")
    screen.fields["forenames"].set_value("James")
    screen._look_for_the_same()
    finish(practice_window, qtbot)
    assert screen.conflict.isVisible() and "Isla" not in words_on(screen.conflict)
    push(practice_window, "Say with whom", qtbot)
    assert "landlord" in words_on(screen.conflict) and "Isla" in words_on(screen.conflict)


def test_everything_has_a_name_and_is_reached_by_keys(go, practice, practice_window):
    for screen in ("merge", "conflicts"):
        go(screen, person=practice.told.clients["callum"])
        assert_every_focusable_widget_has_a_name(practice_window)
        assert_tab_reaches_everything(practice_window)
