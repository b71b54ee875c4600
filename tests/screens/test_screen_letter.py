"""Letters: whose turn it is, what each state offers, and that closed text stands nowhere."""

import pikepdf
import pytest
from building import a_consent, a_note, a_practice, a_reading
from by_keyboard import choose, press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from welfare_desk.casework import agency
from welfare_desk.casework.access import Blocked
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letter_check, letter_text, letters
from welfare_desk.records.correspondence import StatementAnswer
from welfare_desk.ui.letters.at_desk import AtDeskView
from welfare_desk.ui.lock.cover import StartPin


@pytest.fixture
def at(practice, practice_window, qtbot):
    def go(short):
        practice_window.go("letter", letter=practice.told.letters[short])
        settle(practice_window, qtbot)
        return practice_window.front()

    return go


def refuse(practice, window, qtbot, *categories):
    """Callum takes part of his consent back: a refusal of these."""
    changed = consents.record_consent(
        practice.desk,
        consents.ConsentDraft(
            practice.told.clients["callum"],
            "refuse",
            purposes=("benefit_appeal",),
            categories=categories,
        ),
        today=practice.desk.clock.today(),
    )
    window.announce(changed)
    settle(window, qtbot)


def spoken(screen):
    return " ".join(one.spoken() for one in screen.statements.statements.shown)


def buttons(window):
    return [button.text() for button in window.title_line.buttons]


def test_the_list_says_whose_turn_it_is_and_opens_on_enter(practice_window, qtbot):
    practice_window.go("letters")
    settle(practice_window, qtbot)
    screen = practice_window.front()
    rows = {row.cells[0].text: row for row in screen.list.rows.rows}
    assert rows["Callum Reid"].cells[3].text == "The practice: its answers"
    assert rows["Callum Reid"].cells[3].second == "Since Tue 24 Nov, 2 days"
    assert rows["Moira Kane"].cells[2].chip.words == "Stopped"
    assert rows["Hugh Lennie"].cells[3].text == "Nobody"
    QAbstractItemModelTester(screen.list.rows).setUseFetchMore(False)
    screen.tabs.setCurrentIndex(5)
    settle(practice_window, qtbot)
    assert [row.cells[0].text for row in screen.list.rows.rows] == ["Hugh Lennie"]
    screen.list.setFocus()
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    settle(practice_window, qtbot)
    assert practice_window.place().screen == "letter"


def test_an_empty_state_of_letters_offers_the_first_step(practice_window, qtbot):
    practice_window.go("letters", state="checked")
    settle(practice_window, qtbot)
    assert "No letter here." in words_on(practice_window.front())


def test_statements_stand_with_their_notes_and_answers_and_the_page_beside(at, practice_window):
    screen = at("callum")
    said = spoken(screen)
    assert "rests on 2 Sep 2026 clinic letter. Amended" in said
    assert "Not yet read" in said
    assert screen.page.pages() == 1
    assert "Draft done" in screen.track.accessibleName() and "With GP now" in screen.track.accessibleName()
    assert buttons(practice_window)[-1] == "Enter Dr Rennie's answers"


def test_a_stopped_sentence_is_shown_by_nobody_and_there_are_two_ways_out(
    at, practice, practice_window, qtbot
):
    screen = at("callum")
    refuse(practice, practice_window, qtbot, "mental_health")
    assert "low mood" not in spoken(screen)
    page_text = "".join(screen.page._document.getAllText(n).text() for n in range(screen.page.pages()))
    assert "low mood" not in page_text and "Closed:" in page_text
    assert "20 metres" in spoken(screen)
    assert "Statements 1 and 2 rest on it." in words_on(screen.banner)
    issue = practice_window.title_line.buttons[-1]
    assert not issue.isEnabled() and issue.toolTip()
    push(practice_window, "Take out 1 and 2", qtbot)
    assert not screen.banner.isVisible()
    assert len(screen.statements.statements.shown) == 4
    assert buttons(practice_window)[-1] == "Enter Dr Rennie's answers"


def test_asking_for_consent_is_the_other_way_out(at, practice_window, qtbot, practice):
    at("moira")
    push(practice_window, "Ask for consent", qtbot)
    assert practice_window.place().screen == "consent"
    assert practice_window.place().where["case"] == practice.told.cases["moira"]


def test_a_letter_with_nothing_left_to_show_shows_nothing(at, practice_window):
    screen = at("moira")
    assert "the consent of 24 Nov 2026 was withdrawn on Tue 24 Nov 2026" in words_on(screen.banner)
    assert "Only a new consent from Moira" in words_on(screen.banner)
    assert screen.page.pages() == 0 and "jars" not in spoken(screen)


def test_a_checked_statement_is_changed_only_after_asking(at, practice, practice_window, qtbot, heard):
    screen = at("callum")
    heard.answer = False
    QTest.keyClick(screen.statements, Qt.Key.Key_Return)
    assert heard.asked and screen.showing == "statements"
    heard.answer = True
    QTest.keyClick(screen.statements, Qt.Key.Key_Return)
    write(screen.form, "text", "He has been low in mood since May.")
    press(practice_window, "Ctrl+S", qtbot)
    assert "He has been low in mood since May." in spoken(screen)
    view = letters.letter(practice.desk, practice.told.letters["callum"])
    [changed] = [row for row in view.statements if row.text == "He has been low in mood since May."]
    assert view.row.state == "with_gp" and changed.answer is None
    assert sum(row.answer is not None for row in view.statements) == len(view.statements) - 2
    assert buttons(practice_window)[-1] == "Enter Dr Rennie's answers"


def test_the_check_sheet_is_saved_locked_and_its_password_shown_once(
    at, practice, practice_window, qtbot, heard, tmp_path
):
    screen = at("callum")
    heard.path = tmp_path / "sheet.pdf"
    push(practice_window, "Save for e-mail", qtbot)
    [(said, hint)] = heard.told
    assert "by telephone" in hint
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(heard.path)
    with pikepdf.open(heard.path, password=said.rpartition(" ")[2]) as pdf:
        assert len(pdf.pages) >= 1
    assert screen.heading().acts


def test_a_statement_needs_words_and_a_note(at, practice_window, qtbot):
    screen = at("callum")
    QTest.keyClick(screen.statements, Qt.Key.Key_Return)
    write(screen.form, "text", " ")
    press(practice_window, "Ctrl+S", qtbot)
    assert "A statement needs words." in words_on(screen.form)


def test_statements_change_places_with_alt_and_an_arrow(at, practice_window, qtbot):
    screen = at("callum")
    first, second = (one.row.text for one in screen.statements.statements.shown[:2])
    QTest.keyClick(screen.statements, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle(practice_window, qtbot)
    assert [one.row.text for one in screen.statements.statements.shown[:2]] == [second, first]
    assert screen.statements.chosen_statement().text == first


def test_what_the_gp_cannot_confirm_is_left_out_or_said_in_our_own_words(at, practice_window, qtbot):
    screen = at("agnes")
    push(practice_window, "Enter Dr Rennie's answers", qtbot)
    ids = [one.row.id for one in screen.statements.statements.shown]
    for number, id in enumerate(ids):
        tick(screen.form, f"answers.{id}", "cannot_confirm" if number < 2 else "agree")
    choose(screen.form, "role", "gp")
    choose(screen.form, "how", "signed copy")
    press(practice_window, "Ctrl+S", qtbot)
    assert "Dr Rennie cannot confirm statement 1." in words_on(screen.banner)
    push(practice_window, "Leave it out", qtbot)
    assert "cannot confirm statement" in words_on(screen.banner)
    push(practice_window, "In our own words", qtbot)
    write(screen.form, "text", "She tells us she fell twice.")
    press(practice_window, "Ctrl+S", qtbot)
    assert "In our own words" in spoken(screen)
    assert "Checked now" in screen.track.accessibleName()
    assert buttons(practice_window)[-1] == "Issue letter: it can no longer be changed"


def test_a_receptionists_answer_is_no_answer(at, practice_window, qtbot):
    screen = at("agnes")
    push(practice_window, "Enter Dr Rennie's answers", qtbot)
    first = screen.statements.statements.shown[0].row.id
    assert screen.form.values()[f"answers.{first}"] is None and screen.form.values()["role"] is None
    tick(screen.form, f"answers.{first}", "agree")
    press(practice_window, "Ctrl+S", qtbot)
    assert "Only a clinician's word counts." in words_on(screen.form)
    assert "Say how the answer came." in words_on(screen.form)


def test_our_own_letter_needs_its_reason_and_implies_no_check(at, practice_window, qtbot):
    screen = at("agnes")
    push(practice_window, "Send as our own", qtbot)
    press(practice_window, "Ctrl+S", qtbot)
    assert "Say why it cannot wait for the GP." in words_on(screen.form)
    write(screen.form, "because", "No answer and the form is due")
    press(practice_window, "Ctrl+S", qtbot)
    assert "Our own letter now not checked" in screen.track.accessibleName()
    page = screen.page._document.getAllText(0).text()
    assert "own letter" in page and "has checked" not in page


def test_a_body_the_consent_does_not_name_keeps_the_letter_in(at, practice, practice_window, qtbot):
    screen = at("agnes")
    push(practice_window, "Address", qtbot)
    dwp = next(row.id for row in agency.recipients(practice.desk) if row.code == "dwp")
    choose(screen.form, "recipient_id", dwp)
    press(practice_window, "Ctrl+S", qtbot)
    assert not practice_window.title_line.buttons[-1].isEnabled()
    assert "named in the consent" in words_on(screen.banner)
    push(practice_window, "Change address", qtbot)
    sss = next(row.id for row in agency.recipients(practice.desk) if row.code == "sss")
    choose(screen.form, "recipient_id", sss)
    press(practice_window, "Ctrl+S", qtbot)
    assert not screen.banner.isVisible() and screen.page.pages()


def test_an_issued_letter_is_saved_under_its_reference(at, practice_window, qtbot, heard, tmp_path):
    at("hugh")
    for words, ending, begins in (("Save as PDF", "pdf", b"%PDF"), ("Save as Word", "docx", b"PK")):
        heard.path = tmp_path / f"letter.{ending}"
        push(practice_window, words, qtbot)
        assert heard.path.read_bytes().startswith(begins)
    heard.path = tmp_path / "no such place" / "letter.pdf"
    push(practice_window, "Save as PDF", qtbot)
    assert heard.told == [
        (
            "The file could not be written.",
            "Check that the place still exists and has room, or choose another.",
        )
    ]


def test_thinking_better_of_printing_leaves_the_letter_a_draft(at, practice, practice_window, qtbot, heard):
    letters.change_statements(
        practice.desk,
        practice.told.letters["agnes"],
        [
            letters.StatementDraft(row.heading, row.text, tuple(s.note_id for s in row.sources))
            for row in letters.letter(practice.desk, practice.told.letters["agnes"]).statements
        ],
        today=practice.desk.clock.today(),
    )
    screen = at("agnes")
    heard.paper = None
    push(practice_window, "Print check sheet for the GP", qtbot)
    assert "Draft now" in screen.track.accessibleName()


def test_large_print_is_one_tick_and_stays(at, practice, practice_window, qtbot):
    screen = at("callum")
    screen.large.setFocus()
    QTest.keyClick(screen.large, Qt.Key.Key_Space)
    settle(practice_window, qtbot)
    assert screen.page.pages() == 2
    assert letters.letter(practice.desk, practice.told.letters["callum"]).large_print


def test_copying_a_statement_goes_through_the_guard(at, practice_window, qtbot):
    screen = at("callum")
    screen.statements.setFocus()
    QTest.keyClick(screen.statements, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QApplication.clipboard()
    assert clipboard.text() == screen.statements.chosen_statement().text
    assert clipboard.mimeData().hasFormat("x-kde-passwordManagerHint")
    screen.clipboard.clear()


def test_the_lock_keeps_half_entered_answers(at, practice_window, qtbot):
    screen = at("agnes")
    push(practice_window, "Enter Dr Rennie's answers", qtbot)
    first = screen.statements.statements.shown[0].row.id
    tick(screen.form, f"answers.{first}", "amend")
    write(screen.form, f"amended.{first}", "Sight impaired since 2023.")
    practice_window.lock()
    practice_window.unlocked()
    settle(practice_window, qtbot)
    form = practice_window.front().form
    assert form.fields[f"amended.{first}"].value() == "Sight impaired since 2023."
    assert form.fields[f"amended.{first}"].isVisible()


def test_a_letter_from_no_notes_says_where_to_begin(practice, practice_window, qtbot):
    practice_window.go("letter", case=practice.told.cases["shona"])
    settle(practice_window, qtbot)
    assert "There is nothing noted to write from." in words_on(practice_window.front())
    push(practice_window, "Open evidence", qtbot)
    assert practice_window.place().screen == "evidence"


def test_what_is_noted_after_a_letter_was_looked_for_too_soon_is_there_on_coming_back(
    practice, practice_window, qtbot
):
    desk, case, person = practice.desk, practice.told.cases["shona"], practice.told.clients["shona"]
    place = a_practice(desk, "Kinloch Surgery")
    practice_window.go("letter", case=case)
    settle(practice_window, qtbot)
    screen = practice_window.front()
    someone = screen.form.fields["recipient_id"]._values[1]
    choose(screen.form, "recipient_id", someone)
    push(practice_window, "Open evidence", qtbot)
    a_consent(desk, person, place, given_at=desk.clock.now(), expires_on=desk.clock.today())
    a_note(desk, person, case, a_reading(desk, person, case, place), entry_on=desk.clock.today())
    practice_window.go_back()
    settle(practice_window, qtbot)
    assert "There is nothing noted to write from." not in words_on(screen)
    typed = screen.form.values()
    assert len(typed["notes"]) == 1 and typed["recipient_id"] == someone


def test_leaving_out_every_statement_is_refused(practice):
    with pytest.raises(letter_text.NothingNoted):
        shown = letter_text.resting_on
        with practice.desk.look() as look:
            ids = list(shown(look, practice.told.letters["moira"]))
        letter_check.leave_out(practice.desk, *ids, today=practice.desk.clock.today())


def test_closed_statements_cannot_be_rewritten_by_their_own_words(practice):
    letter = practice.told.letters["moira"]
    with practice.desk.look() as look:
        resting = letter_text.resting_on(look, letter)
    drafts = [letters.StatementDraft("", "Closed: ...", notes) for notes in resting.values()]
    with pytest.raises(Blocked):
        letters.change_statements(practice.desk, letter, drafts, today=practice.desk.clock.today())


def test_every_stop_of_the_page_and_its_forms_has_a_name(at, practice_window, qtbot):
    screen = at("agnes")
    assert_every_focusable_widget_has_a_name(screen)
    for open_form in (screen.enter_answers, screen.change_address, screen.make_own, screen.edit_statement):
        open_form()
        assert screen.showing != "statements"
        assert_every_focusable_widget_has_a_name(screen)
        press(practice_window, "Esc", qtbot)
        assert screen.showing == "statements"


def test_issue_asks_once_naming_whom_it_goes_to_and_what_then_stands(
    at, practice, practice_window, qtbot, heard
):
    letter_check.make_own_letter(
        practice.desk,
        practice.told.letters["agnes"],
        because="The form is due.",
        today=practice.desk.clock.today(),
    )
    screen = at("agnes")
    heard.answer = False
    screen.issue()
    settle(practice_window, qtbot)
    [question] = heard.asked
    [hint] = heard.hints
    assert screen._page.row.reference in question
    assert "To Social Security Scotland." in hint and "statement" in hint
    assert "can no longer be changed" in hint and "new letter that points back" in hint
    assert screen._page.state == "draft"
    heard.answer = True
    screen.issue()
    settle(practice_window, qtbot)
    assert screen._page.state == "issued"


def test_going_back_from_a_new_letter_is_never_an_empty_draft(practice, practice_window, qtbot):
    case = practice.told.cases["hugh"]
    practice_window.go("case", case=case)
    practice_window.go("letter", case=case)
    settle(practice_window, qtbot)
    screen = practice_window.front()
    sss = next(row.id for row in agency.recipients(practice.desk) if row.code == "sss")
    choose(screen.form, "recipient_id", sss)
    press(practice_window, "Ctrl+S", qtbot)
    assert "letter" in practice_window.place().where
    practice_window.go_back()
    settle(practice_window, qtbot)
    assert practice_window.place().screen == "case"


def test_answers_that_stand_are_not_given_again_by_whoever_answers_the_rest(
    at, practice, practice_window, qtbot
):
    screen = at("callum")
    push(practice_window, "Enter Dr Rennie's answers", qtbot)
    rows = screen.statements.statements.shown
    last, first = rows[-1].row.id, rows[0].row.id
    assert not screen.form.fields[f"answers.{first}"].isVisible()
    tick(screen.form, f"answers.{last}", "agree")
    assert [answer.statement_id for answer in screen.form.answers()] == [last]
    screen.form.fields["correct"].editor.click()
    settle(practice_window, qtbot)
    assert screen.form.fields[f"answers.{first}"].isVisible()
    tick(screen.form, f"answers.{first}", "cannot_confirm")
    assert {answer.statement_id for answer in screen.form.answers()} == {first, last}


def test_the_practices_email_is_attached_as_proof(at, practice, practice_window, qtbot, heard, tmp_path):
    screen = at("agnes")
    push(practice_window, "Enter Dr Rennie's answers", qtbot)
    heard.path = tmp_path / "answer.eml"
    heard.path.write_bytes(b"From: rennie@example.org\r\nSubject: Letter\r\n\r\nAll right by me.\r\n")
    push(practice_window, "Attach proof", qtbot)
    settle(practice_window, qtbot)
    proof = screen.form.values()["proof_id"]
    assert heard.told == [] and proof is not None
    for row in screen.statements.statements.shown:
        tick(screen.form, f"answers.{row.row.id}", "agree")
    choose(screen.form, "role", "gp")
    choose(screen.form, "how", "practice e-mail")
    press(practice_window, "Ctrl+S", qtbot)
    assert screen._page.state == "checked"
    with practice.desk.look() as look:
        assert set(look.scalars(select(StatementAnswer.proof_id))) == {None, proof}


class TestHandedOver:
    """The GP at the desk sees one letter's statements, and only the advisor's unlock leads away from them."""

    @pytest.fixture
    def guest(self, at, practice_window, qtbot):
        screen = at("agnes")
        push(practice_window, "Hand over the screen", qtbot)
        guest = practice_window._layers.currentWidget()
        assert isinstance(guest, AtDeskView)
        assert screen.isVisible() is False
        return guest

    def test_nothing_else_of_the_desk_is_in_sight_or_in_reach(self, guest, practice_window, qtbot):
        assert practice_window.is_covered()
        assert not practice_window.rail.isVisible() and not practice_window.title_line.isVisible()
        assert "Agnes Mutch" in words_on(guest) and "Callum" not in words_on(practice_window)
        assert_every_focusable_widget_has_a_name(guest)
        here = practice_window.place()
        for keys in ("Ctrl+K", "Ctrl+2", "Alt+Left", "Esc", "Ctrl+N", "F10", "Ctrl+P", "Ctrl+S"):
            press(practice_window, keys, qtbot)
            assert practice_window._layers.currentWidget() is guest
            assert practice_window.place() == here and not practice_window.palette_panel.isVisible()
            assert not practice_window.menuBar().isVisible()

    def test_handing_back_asks_for_the_pin(self, guest, practice_window, qtbot):
        practice_window.pin = StartPin("482913")
        guest.back.click()
        assert practice_window._layers.currentWidget() is practice_window.curtain
        assert practice_window.is_covered()
        practice_window.curtain.field.line.textEdited.emit("482913")
        assert practice_window.place().screen == "letter" and not practice_window.is_covered()

    def test_without_a_pin_handing_back_locks(self, guest, practice_window):
        guest.back.click()
        assert practice_window._layers.currentWidget() is practice_window.lock_screen

    def test_the_gps_answers_are_saved_and_the_statements_gone(self, guest, practice, practice_window, qtbot):
        for _, row in guest.form.rows:
            tick(guest.form, f"answers.{row.id}", "agree")
        write(guest.form, "name", "Dr A Rennie")
        guest.finish.click()
        settle(practice_window, qtbot)
        assert "Only a clinician's word counts." in words_on(guest.form)
        choose(guest.form, "role", "gp")
        guest.finish.click()
        settle(practice_window, qtbot)
        assert not guest.page.isVisible() and "hand the screen back" in words_on(guest.thanks)
        row = letters.letter(practice.desk, practice.told.letters["agnes"]).row
        assert row.state == "checked"
        with practice.desk.look() as look:
            hows = look.scalars(select(StatementAnswer.how)).all()
        assert hows.count("on our screen") == len(guest.form.rows)

    def test_a_statement_without_an_answer_is_named(self, guest, practice_window, qtbot):
        guest.finish.click()
        settle(practice_window, qtbot)
        assert "This one has no answer yet." in words_on(guest.form)

    def test_the_lock_keeps_what_the_gp_had_chosen_for_the_advisor(self, guest, practice_window, qtbot):
        first = guest.form.rows[0][1].id
        tick(guest.form, f"answers.{first}", "amend")
        write(guest.form, f"amended.{first}", "Sight impaired since 2023.")
        practice_window.lock()
        practice_window.unlocked()
        settle(practice_window, qtbot)
        form = practice_window.front().form
        assert form.values()[f"amended.{first}"] == "Sight impaired since 2023."
        assert form.values()["how"] == "on our screen"


def test_a_paragraph_of_our_own_is_written_changed_and_taken_out(at, practice, practice_window, qtbot, heard):
    screen = at("callum")
    push(practice_window, "Our own", qtbot)
    press(practice_window, "Ctrl+S", qtbot)
    assert "Write what you want to say" in words_on(screen.form)
    write(screen.form, "text", "I saw him sit down after the stairs.")
    press(practice_window, "Ctrl+S", qtbot)
    assert heard.asked == []  # no answer of the GP's is touched
    last = screen.statements.statements.shown[-1]
    assert (last.row.text, last.answer) == ("I saw him sit down after the stairs.", "In our own words")
    screen.statements.choose(len(screen.statements.statements.shown) - 1)
    screen.edit_statement()
    write(screen.form, "text", "I saw him sit down on the stairs.")
    press(practice_window, "Ctrl+S", qtbot)
    assert screen.statements.statements.shown[-1].row.text == "I saw him sit down on the stairs."
    screen.edit_statement()
    settle(practice_window, qtbot)
    push(practice_window, "Take it out", qtbot)
    assert "I saw him" not in spoken(screen)


def test_an_issued_letter_is_corrected_by_a_new_one_that_says_so(at, practice_window, qtbot):
    screen = at("hugh")
    before = screen._page.row.reference
    push(practice_window, "Correct it", qtbot)
    assert screen._page.row.reference != before and screen._page.state == "checked"
    assert f"corrects {before}" in practice_window.title_line.note.text()
    assert f"corrects our letter {before}" in " ".join(screen.page._document.getAllText(0).text().split())
    practice_window.go_back()
    settle(practice_window, qtbot)
    assert "A letter that corrects this one" in words_on(screen.banner)
    push(practice_window, "Open it", qtbot)
    screen.issue()
    settle(practice_window, qtbot)
    at("hugh")
    assert "takes its place" in words_on(screen.banner)
    assert "Correct it" not in buttons(practice_window)
