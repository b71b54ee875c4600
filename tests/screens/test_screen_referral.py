"""A referral on one screen: typed as it is told, nobody taken in twice, gaps left for later."""

from datetime import date, time

import pytest
from by_keyboard import choose, press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtWidgets import QApplication

from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.matters import cases, journal
from welfare_desk.casework.people import clients, referrals
from welfare_desk.casework.service import sessions


@pytest.fixture
def referral(practice_window, qtbot):
    practice_window.go("referral")
    settle(practice_window, qtbot)
    return practice_window.front()


@pytest.fixture
def looked(practice_window, qtbot):
    """Wait until typing has paused and whoever might be the same was looked for."""

    def wait():
        qtbot.waitUntil(lambda: not practice_window.front()._settled.isActive(), timeout=3000)
        settle(practice_window, qtbot)

    return wait


def least(screen):
    """A name, who referred, why, and that they agreed."""
    write(screen.who, "forenames", "Greer")
    write(screen.who, "surname", "Halliday")
    choose(screen.why, "referrer_role", "gp")
    tick(screen.why, "agreed", True)
    tick(screen.why, "reasons", "debt")


def wrong(screen, name):
    field = screen.fields[name]
    return field.below.text() if field.alarm.isVisibleTo(field) else ""


def test_typing_starts_at_the_name_and_gaps_read_not_recorded(referral):
    assert QApplication.focusWidget() is referral.fields["forenames"].editor
    assert referral.fields["received_on"].value() == TODAY
    for gap in ("born_on", "postcode", "phone", "ni_number", "chi_number", "deadline_on"):
        assert referral.fields[gap].editor.placeholderText() == "Not recorded"


def test_four_things_are_enough_and_one_goes_on_to_the_new_client(referral, practice, practice_window, qtbot):
    least(referral)
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert practice_window.place().screen == "client"
    view = clients.client(practice.desk, practice_window.place().where["person"])
    assert (view.name, view.practice) == ("Greer Halliday", "Millbank Medical Practice")
    [case] = cases.case_rows(practice.desk, person_id=view.id)
    assert case.kind == "debt"
    assert "Greer Halliday" in words_on(practice_window.title_line)
    practice_window.go("referral")
    assert referral.fields["forenames"].value() == "" and referral.draft() is None


def test_everything_asked_is_kept(referral, practice, practice_window, qtbot):
    least(referral)
    for name, typed in (
        ("born_on", "3/6/84"), ("postcode", "dd59zz"), ("phone", "07700 900236"), ("ni_number", "ab123456c"),
        ("address", "27 Castle Wynd"), ("contact_warning", "Ring when she is alone"),
    ):  # fmt: skip
        write(referral.who, name, typed)
    tick(referral.who, "may_leave_message", False)
    for name, typed in (
        ("referrer_name", "Dr Rennie"), ("story", "Sick pay ends in December."), ("matter", "rent arrears"),
        ("deadline_on", "31/12/2026"), ("deadline_for", "Answer the landlord"),
    ):  # fmt: skip
        write(referral.why, name, typed)
    place = referral.fields["first_meeting"]._values[1]
    choose(referral.why, "first_meeting", place)
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    person = practice_window.place().where["person"]
    draft = clients.client(practice.desk, person).draft
    assert (draft.born_on, draft.postcode, draft.ni_number) == (
        date(1984, 6, 3), "DD5 9ZZ", "AB 12 34 56 C",
    )  # fmt: skip
    assert (draft.may_leave_message, draft.contact_warning) == (False, "Ring when she is alone")
    [case] = cases.case_rows(practice.desk, person_id=person)
    assert (case.next_on, case.next_what) == (date(2026, 12, 31), "Answer the landlord")
    assert {"Sick pay ends in December.", "Referred by Dr Rennie."} <= {
        row.words for row in journal.journal_rows(practice.desk, person)
    }
    [meeting] = [one for one in sessions.session(practice.desk, place[0]).booked if one.person_id == person]
    assert meeting.at == place[1] == time(9, 30)


def test_places_already_past_today_are_not_offered(referral):
    offered = [words for words in map(referral.fields["first_meeting"].box.itemText, range(1, 7)) if words]
    assert offered[0] == "Thu 3 Dec, 09:30"  # at 10:12 today's session has no whole place left


def test_all_that_is_missing_is_said_beside_its_field_with_the_cursor_in_the_first(
    referral, practice_window, qtbot
):
    push(practice_window, "Save referral", qtbot)
    assert wrong(referral, "surname") == "There is no name. One word is enough to begin with."
    assert wrong(referral, "referrer_role") == "Say who referred."
    assert wrong(referral, "agreed") == "Say whether the patient agreed to the referral."
    assert wrong(referral, "reasons") == "Tick at least one reason."
    assert QApplication.focusWidget() is referral.fields["surname"].editor
    tick(referral.why, "agreed", False)
    push(practice_window, "Save referral", qtbot)
    assert wrong(referral, "agreed").startswith("Without the patient's agreement")


def test_dates_are_read_day_first_and_the_age_stands_below(referral):
    write(referral.who, "born_on", "3/6/84")
    assert referral.fields["born_on"].below.text() == "42 years old"
    referral.fields["surname"].setFocus()
    assert referral.fields["born_on"].editor.text() == "3 Jun 1984"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("ni_number", "DB123456C", "none begins with DB"),
        ("chi_number", "0101501235", "fails its check digit"),
        ("postcode", "DD5 9CZZ", "is not a postcode"),
    ],
)
def test_a_number_that_cannot_be_is_said_once_it_is_whole_and_not_before(referral, name, typed, said):
    write(referral.who, name, typed[:5])
    assert wrong(referral, name) == ""
    write(referral.who, name, typed)
    assert said in wrong(referral, name)


def test_a_postcode_that_is_none_is_said_when_left_but_stands_in_nobodys_way(
    referral, practice, practice_window, qtbot
):
    least(referral)
    write(referral.who, "postcode", "BT hostel")
    referral.fields["surname"].setFocus()
    assert "is not a postcode" in wrong(referral, "postcode")
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    person = practice_window.place().where["person"]
    assert clients.client(practice.desk, person).draft.postcode == "BT hostel"


# Somebody we know already ---------------------------------------------------------------------------


def fiona(screen):
    write(screen.who, "forenames", "Fiona")
    write(screen.who, "surname", "McAskill")
    write(screen.who, "born_on", "19/6/2001")


def test_who_might_be_the_same_is_shown_with_the_reason_and_the_referral_goes_into_their_file(
    referral, practice, practice_window, looked, qtbot
):
    fiona(referral)
    looked()
    said = words_on(referral.banner)
    assert "Fiona MacAskill, born 19 Jun 2001, is already a client" in said
    assert "the same name and the same date of birth" in said
    push(practice_window, "Use this file", qtbot)
    assert "goes into the file of Fiona MacAskill" in words_on(referral.banner)
    assert not referral.who.isEnabled()
    choose(referral.why, "referrer_role", "self")
    tick(referral.why, "agreed", True)
    tick(referral.why, "reasons", "housing")
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert practice_window.place().where["person"] == practice.told.clients["fiona"]
    kinds = [row.kind for row in cases.case_rows(practice.desk, person_id=practice.told.clients["fiona"])]
    assert "housing" in kinds
    practice_window.go("referral")
    assert referral.who.isEnabled() and not referral.banner.isVisible()


def test_who_is_said_to_be_somebody_else_is_not_asked_about_again(referral, practice_window, looked, qtbot):
    fiona(referral)
    looked()
    push(practice_window, "Somebody else", qtbot)
    assert not referral.banner.isVisible()
    write(referral.who, "born_on", "19/06/2001")
    looked()
    assert not referral.banner.isVisible()


def test_joined_by_mistake_it_is_a_new_client_again(referral, practice_window, looked, qtbot):
    fiona(referral)
    looked()
    push(practice_window, "Use this file", qtbot)
    push(practice_window, "No, a new client", qtbot)
    assert referral.who.isEnabled() and not referral.banner.isVisible()
    assert referral.fields["surname"].value() == "McAskill"


# What is half typed ---------------------------------------------------------------------------------


def test_what_is_half_typed_survives_esc_and_the_lock_to_the_last_letter(
    referral, practice_window, looked, qtbot
):
    fiona(referral)
    looked()
    push(practice_window, "Use this file", qtbot)
    write(referral.why, "deadline_on", "31/1")
    practice_window.go("today")
    practice_window.go("referral")
    settle(practice_window, qtbot)
    assert referral.fields["surname"].value() == "McAskill"
    practice_window.lock()
    practice_window.unlocked()
    settle(practice_window, qtbot)
    again = practice_window.front()
    assert again is not referral
    assert again.fields["surname"].value() == "McAskill"
    assert again.fields["deadline_on"].editor.text() == "31/1"
    assert "Fiona MacAskill" in words_on(again.banner)


def test_discarding_asks_first_and_only_when_there_is_something(referral, practice_window, heard, qtbot):
    write(referral.who, "surname", "Halliday")
    heard.answer = False
    push(practice_window, "Discard", qtbot)
    assert heard.asked == ["Discard this referral?"]
    assert referral.fields["surname"].value() == "Halliday"
    heard.answer = True
    push(practice_window, "Discard", qtbot)
    assert practice_window.place().screen == "clients"
    practice_window.go("referral")
    settle(practice_window, qtbot)
    push(practice_window, "Discard", qtbot)
    assert len(heard.asked) == 2


def test_everything_has_a_name_and_the_tab_key_comes_by(referral, practice_window):
    assert_every_focusable_widget_has_a_name(referral)
    practice_window.activateWindow()
    assert_tab_reaches_everything(practice_window)


def test_the_key_for_saving_struck_twice_takes_one_referral(referral, practice, practice_window, qtbot):
    least(referral)
    for _ in range(2):
        referral.save()
    settle(practice_window, qtbot)
    assert len(clients.find(practice.desk, "Halliday")) == 1


def test_a_first_name_alone_is_accepted_so_no_surname_is_said_to_be_needed(referral):
    assert not referral.fields["surname"].label.needed
    write(referral.who, "forenames", "Cher")
    found = referrals.problems_in(referral._draft(), today=referral.room.today())
    assert not {problem.field for problem in found} & {"surname", "forenames"}
