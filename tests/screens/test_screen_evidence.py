"""Evidence: heads on the map, one note opened at a time through its door, the record open in plain sight."""

import pytest
from by_keyboard import choose, press, push, say_the_client_said_it, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.casework import access, agency
from welfare_desk.casework.consent import consents
from welfare_desk.casework.notes import evidence

TEXT = "Since May he has been treated for low mood, and has stopped seeing people outside the family."


@pytest.fixture
def at(practice, practice_window, qtbot):
    def go(short):
        told = practice.told
        practice_window.go("evidence", person=told.clients[short], case=told.cases[short])
        settle(practice_window, qtbot)
        return practice_window.front()

    return go


def openings(practice, short):
    rows = access.who_has_looked(practice.desk, practice.told.clients[short])
    return [row for row in rows if row.target == "evidence_note" and row.action == "read"]


def test_the_map_shows_heads_and_never_a_word_of_a_note(at, practice):
    before = len(openings(practice, "callum"))
    screen = at("callum")
    model = screen.map.cells
    spoken = [
        str(model.data(model.index(row, column), Qt.ItemDataRole.AccessibleTextRole))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    assert "Moving around: Clinic letter, 2 Sep 2026 bears on it" in spoken
    assert not any("30 metres" in words for words in (*spoken, words_on(screen)))
    assert len(openings(practice, "callum")) == before


def test_enter_opens_the_note_and_the_log_knows(at, practice, practice_window, qtbot):
    screen = at("callum")
    before = len(openings(practice, "callum"))
    number = next(n for n, note in enumerate(screen.map.cells.notes) if "engaging" in note.head.activities)
    screen.map.choose(number)
    QTest.keyClick(screen.map, Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    assert TEXT in words_on(screen.details)
    assert len(openings(practice, "callum")) == before + 1
    QTest.keyClick(screen.map, Qt.Key.Key_Left)
    assert TEXT not in words_on(screen.details)


def test_gaps_are_things_to_look_or_ask_for_the_weightiest_first(at):
    said = words_on(at("callum").details)
    assert "What the record does not say yet" in said
    assert "Communicating verbally, up to 12 points" in said
    assert "Moving around, up to" not in said  # something is noted there


def test_without_consent_the_record_stays_shut_and_says_what_to_do(at, practice_window, qtbot):
    screen = at("moira")
    push(practice_window, "Read the record", qtbot)
    write(screen.form, "why", "night needs")
    tick(screen.form, "categories", "function")
    press(practice_window, "Ctrl+S", qtbot)
    assert "The client has withdrawn this consent." in words_on(screen.banner)
    assert screen.form.values()["why"] == "night needs"
    push(practice_window, "Record consent", qtbot, inside=screen)
    assert practice_window.place().screen == "consent"


def test_a_practice_that_agreed_nothing_is_named_before_its_record_is_opened(
    at, practice, practice_window, qtbot
):
    """A new desk: the record was read and a note typed before anybody heard that none may be kept."""
    silent = agency.change_practice(practice.desk, agency.PracticeDraft("Kinloch Surgery", "")).id
    screen = at("callum")
    push(practice_window, "Read the record", qtbot)
    assert not screen.banner.isVisible()
    choose(screen.form, "practice_id", silent)
    assert "Nothing may be noted from this practice's record." in words_on(screen.banner)
    push(practice_window, "Practice terms", qtbot, inside=screen)
    assert practice_window.place().where["section"] == "terms"
    practice_window.go_back()
    settle(practice_window, qtbot)
    assert "Nothing may be noted from this practice's record." in words_on(screen.banner)
    assert QApplication.focusWidget() is screen.form.fields["why"].editor


def test_a_reading_needs_its_why_and_its_parts(at, practice_window, qtbot):
    screen = at("callum")
    push(practice_window, "Read the record", qtbot)
    press(practice_window, "Ctrl+S", qtbot)
    said = words_on(screen.form)
    assert "Say why the record is opened." in said and "Say which part of the record is read." in said


def test_a_closed_note_has_no_way_in(at):
    screen = at("moira")
    assert "Closed: its consent has ended." in words_on(screen.details)
    assert "Open note" not in words_on(screen.details)


def test_a_withdrawal_elsewhere_closes_the_open_note_and_the_record(at, practice, practice_window, qtbot):
    screen = at("callum")
    person = practice.told.clients["callum"]
    evidence.start_reading(
        practice.desk,
        evidence.ReadingDraft(
            person,
            screen._page.practice_id,
            "benefit_appeal",
            "the appeal",
            ("function",),
            practice.told.cases["callum"],
        ),
    )
    screen.refresh(None)
    settle(practice_window, qtbot)
    assert "Record open since" in words_on(screen)
    QTest.keyClick(screen.map, Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    assert "“" in words_on(screen.details)
    practice_window.announce(
        consents.withdraw(
            practice.desk, practice.told.consents["callum"], how="told the advisor", today=screen.room.today()
        )
    )
    settle(practice_window, qtbot)
    assert "Record open since" not in words_on(screen)
    assert "“" not in words_on(screen.details)


def test_a_half_written_note_is_found_again(at, practice, practice_window, qtbot):
    screen = at("callum")
    push(practice_window, "Note from the client", qtbot)
    write(screen.form, "text", "His sister phones every night.")
    press(practice_window, "Esc", qtbot)
    assert evidence.typing(practice.desk, practice.told.clients["callum"]).text.startswith(
        "His sister phones"
    )
    at("moira")
    screen = at("callum")
    assert screen.form.values()["text"] == "His sister phones every night."


def test_a_half_written_note_goes_on_after_a_look_at_the_map(at, practice_window, qtbot):
    screen = at("callum")
    push(practice_window, "Note from the client", qtbot)
    write(screen.form, "text", "His sister phones every night.")
    push(practice_window, "Back to the map", qtbot)
    push(practice_window, "Note from the client", qtbot)
    settle(practice_window, qtbot)
    assert screen.form.values()["text"] == "His sister phones every night."


def test_typing_under_a_withdrawn_consent_is_gone_with_it(practice):
    person, consent = practice.told.clients["callum"], practice.told.consents["callum"]
    desk = practice.desk
    view = next(row for row in evidence.readings(desk, person))
    reading = evidence.start_reading(
        desk,
        evidence.ReadingDraft(
            person,
            consents.consents(desk, person, now=desk.clock.now())[0].practice_id,
            "benefit_appeal",
            "again",
            view.categories,
            practice.told.cases["callum"],
        ),
    )
    draft = evidence.NoteDraft("Half a word", "function", None, "")
    evidence.keep_typing(desk, person, draft, reading_id=reading.id)
    assert evidence.typing(desk, person) == draft
    consents.withdraw(desk, consent, how="told the advisor", today=desk.clock.today())
    assert evidence.typing(desk, person) is None


def test_copied_text_is_taken_back(at, practice_window, qtbot):
    screen = at("callum")
    QTest.keyClick(screen.map, Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    push(practice_window, "Copy for ten seconds", qtbot)
    clipboard = QApplication.clipboard()
    assert "arthritis" in clipboard.text()
    assert clipboard.mimeData().data("x-kde-passwordManagerHint") == b"secret"
    screen.clipboard.clear()
    assert clipboard.text() == ""


def test_an_empty_page_offers_the_first_step(at):
    screen = at("shona")
    assert "Nothing is noted yet." in words_on(screen)
    assert QApplication.focusWidget().accessibleName() == "Read the record"


def test_every_stop_of_map_and_forms_has_a_name(at, practice_window, qtbot):
    screen = at("callum")
    assert_every_focusable_widget_has_a_name(screen)
    push(practice_window, "Read the record", qtbot)
    assert_every_focusable_widget_has_a_name(screen)
    press(practice_window, "Esc", qtbot)
    push(practice_window, "Note from the client", qtbot)
    assert_every_focusable_widget_has_a_name(screen)


def test_a_note_is_weighed_and_the_points_are_added_up_beside_the_map(practice, practice_window, qtbot):
    told = practice.told
    practice_window.go("evidence", person=told.clients["callum"], case=told.cases["callum"])
    settle(practice_window, qtbot)
    screen = practice_window.front()
    bears = [n for n, note in enumerate(screen.map.cells.notes) if "engaging" in note.head.activities]
    screen.map.choose(bears[0])
    settle(practice_window, qtbot)
    push(practice_window, "Weigh it", qtbot)
    assert_every_focusable_widget_has_a_name(screen)
    assert screen.showing == "weigh"
    choose(screen.form, "descriptor", screen.form.activity.descriptors[-1].letter)
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert "Say how often it is so." in words_on(screen.form)
    tick(screen.form, "how_often", "most")
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert screen.showing == "map"
    assert "points likely" in words_on(screen.details) and "enhanced" in words_on(screen.details)


def test_nothing_that_is_a_statement_is_chosen_beforehand(at, practice_window, qtbot):
    screen = at("callum")
    push(practice_window, "Note from the client", qtbot)
    said = screen.form.values()
    for name in ("quoted", "category", "source", "third_party", "harm", "supports", "author_role"):
        assert said[name] is None, name
    write(screen.form, "text", "He says he cannot manage the stairs.")
    press(practice_window, "Ctrl+S", qtbot)
    told = words_on(screen.form)
    for wanted in ("whose words", "comes from", "somebody else", "do harm", "which part"):
        assert wanted in told


def test_a_note_is_written_in_full_and_weighed_as_its_activities_are_ticked(
    at, practice, practice_window, qtbot
):
    said_himself = consents.ConsentDraft(
        practice.told.clients["callum"],
        purposes=("benefit_appeal",),
        actions=("write",),
        categories=("all",),
    )
    consents.record_consent(practice.desk, said_himself, today=practice.desk.clock.today())
    screen = at("callum")
    push(practice_window, "Note from the client", qtbot)
    form = screen.form
    write(form, "text", "He says the stairs stop him on bad days.")
    say_the_client_said_it(form)
    assert not form.fields["against"].isVisible()
    tick(form, "supports", "may_harm")
    write(form, "against", "He managed them in May.")
    tick(form, "activities", "moving_around")
    choose(form, "bearing.moving_around", "d")
    assert_every_focusable_widget_has_a_name(screen)
    press(practice_window, "Ctrl+S", qtbot)
    assert "Say how often it is so." in words_on(form)
    choose(form, "often.moving_around", "most")
    tick(form, "fails.moving_around", "repeatedly")
    press(practice_window, "Ctrl+S", qtbot)
    heads = evidence.note_heads(practice.desk, person_id=practice.told.clients["callum"])
    [head] = [one for one in heads if one.entry_kind == "conversation"]
    assert (head.supports, head.quoted, head.author_role) == ("may_harm", False, "")
    assert head.bearings["moving_around"].not_reliably == ("repeatedly",)
    left = form.values()
    assert left["text"] == "" and left["third_party"] is None and left["quoted"] is None
    assert not form.fields["often.moving_around"].isVisible() and left["often.moving_around"] is None


def test_harm_is_settled_by_a_clinicians_word_and_what_it_rests_on_opens_with_the_note(
    at, practice, practice_window, qtbot
):
    screen = at("callum")
    push(practice_window, "Decide about harm", qtbot)
    form = screen.form
    tick(form, "state", "cleared")
    write(form, "said_by", "Dr Rennie")
    press(practice_window, "Ctrl+S", qtbot)
    assert "Only a clinician can say" in words_on(form)
    choose(form, "said_by_role", "gp")
    write(form, "basis", "He has the letter at home.")
    assert_every_focusable_widget_has_a_name(screen)
    press(practice_window, "Ctrl+S", qtbot)
    assert screen.showing == "map"
    assert "A clinician has cleared it" in words_on(screen.details)
    assert "He has the letter" not in words_on(screen.details)
    QTest.keyClick(screen.map, Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    assert "Dr Rennie, GP. He has the letter at home." in words_on(screen.details)
