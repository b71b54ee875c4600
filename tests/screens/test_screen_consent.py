"""Consent: nothing ticked beforehand, no as good as yes, read back in words, ended in one act."""

import sys
from datetime import date
from pathlib import Path

import pytest
from by_keyboard import choose, press, push, say_the_client_said_it, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "letters"))
import strangers_papers as strangers

from welfare_desk.casework.consent import consents
from welfare_desk.casework.invented.practice_desk import NOW
from welfare_desk.casework.people import clients
from welfare_desk.ui.kit.fields import TicksField


@pytest.fixture
def screen(practice, practice_window, qtbot):
    told = practice.told
    practice_window.go("consent", person=told.clients["callum"], case=told.cases["callum"])
    settle(practice_window, qtbot)
    return practice_window.front()


def kept(practice, short):
    return consents.consents(practice.desk, practice.told.clients[short], now=NOW)


def test_nothing_is_ticked_before_the_client_has_spoken(screen):
    ticked = [
        tick.text()
        for field in screen.form.fields.values()
        if isinstance(field, TicksField)
        for _, tick in field.ticks
        if tick.isChecked()
    ]
    assert ticked == ["Yes"], "in a private place: how it is asked, not what is answered"
    assert QApplication.focusWidget() is screen.form.fields["polarity"].ticks[0][1]
    assert "For this case: challenging a benefit decision" in words_on(screen.form)


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_recorded(
    screen, practice, practice_window, qtbot
):
    before = kept(practice, "callum")
    press(practice_window, "Ctrl+S", qtbot)
    said = words_on(screen.form)
    for sentence in (
        "Say whether the client agreed or refused.",
        "Tick at least one thing it is for.",
        "Say which part of the record.",
        "Say how it was given.",
    ):
        assert sentence in said
    assert kept(practice, "callum") == before


def test_before_anything_is_asked_it_says_that_no_date_of_birth_is_known_and_leads_there(
    practice, practice_window, qtbot
):
    """A new client: all was asked and ticked, and only saving it said that their age was wanted."""
    draft = clients.ClientDraft(surname="Ogilvie", forenames="Margaret")
    person = clients.add_client(practice.desk, draft, today=NOW.date()).id
    for screen in ("consent", "evidence"):
        practice_window.go(screen, person=person)
        settle(practice_window, qtbot)
        if screen == "evidence":
            push(practice_window, "Read the record", qtbot)
            write(practice_window.front().form, "why", "Walking")
            tick(practice_window.front().form, "categories", "summary")
            press(practice_window, "Ctrl+S", qtbot)
        assert "The date of birth is not recorded." in words_on(practice_window.front())
        push(practice_window, "Open their details", qtbot)
        assert practice_window.place().screen == "client-details"
    practice_window.go("consent", person=person)
    settle(practice_window, qtbot)
    assert "Not answered yet" in words_on(practice_window.front().details)


def test_a_refusal_is_recorded_as_readily_as_a_yes(screen, practice, practice_window, qtbot):
    tick(screen.form, "polarity", "refuse")
    assert practice_window.title_line.buttons[-1].text() == "Record refusal"
    tick(screen.form, "purposes", "benefit_appeal")
    tick(screen.form, "categories", "mental_health")
    tick(screen.form, "method", "telephone")
    press(practice_window, "Ctrl+S", qtbot)
    assert "Refusal recorded." in words_on(screen)
    row = kept(practice, "callum")[0]
    assert (row.polarity, row.categories, row.method) == ("refuse", ("mental_health",), "telephone")


def test_the_words_are_read_back_while_the_client_talks(screen):
    form = screen.form
    tick(form, "polarity", "permit")
    tick(form, "purposes", "benefit_appeal", "debt")
    tick(form, "categories", "all")
    tick(form, "exclude", "mental_health")
    tick(form, "always_ask", "substance_use")
    tick(form, "actions", "read", "write")
    tick(form, "method", "spoken")
    write(form, "witness", "S Ali")
    said = words_on(screen.details)
    assert "Callum Reid agrees" in said
    assert "Challenging a benefit decision and Dealing with debt." in said
    assert "Everything on the ordinary list and alcohol and drugs, but not mental health." in said
    assert "Look at it and write notes from it." in said
    assert "Spoken, heard by S Ali." in said
    assert "Nobody: no letter may go out under it." in said
    assert "Wed 26 May 2027, or sooner if they say so." in said


def test_authority_is_asked_only_of_those_who_need_it(screen):
    fields = screen.form.fields
    assert not fields["seen"].isVisible() and not fields["registered"].isVisible()
    choose(screen.form, "giver_role", "attorney_welfare")
    assert fields["seen"].isVisible() and fields["registered"].isVisible() and fields["from"].isVisible()
    choose(screen.form, "giver_role", "parent")
    assert fields["seen"].isVisible() and not fields["registered"].isVisible()
    choose(screen.form, "giver_role", "next_of_kin")
    assert not fields["seen"].isVisible()
    assert "cannot decide about health information" in words_on(screen.form)


def test_a_consent_never_lasts_longer_than_twelve_months(screen, practice_window, qtbot):
    tick(screen.form, "polarity", "permit")
    write(screen.form, "expires_on", "1/12/2027")
    press(practice_window, "Ctrl+S", qtbot)
    assert "No consent lasts longer than 12 months." in words_on(screen.form)


def test_withdrawing_is_one_act_and_no_reason_is_asked(screen, practice, practice_window, qtbot, heard):
    assert "Live to 24 May 2027" in [chip.accessibleName() for chip in chips(screen)]
    push(practice_window, "Withdraw now", qtbot)
    assert heard.asked == []
    assert kept(practice, "callum")[0].state == "withdrawn"
    assert "Withdrawn 26 Nov 2026" in [chip.accessibleName() for chip in chips(screen)]
    assert "Withdraw now" not in words_on(screen)


def test_a_date_in_a_workbook_is_no_consent_and_says_so(practice, practice_window, qtbot):
    from sqlalchemy import select

    from welfare_desk.records.evidence import Consent

    with practice.desk.look() as look:
        person = look.scalars(select(Consent.person_id).where(Consent.state == "not_done")).first()
    if person is None:
        pytest.skip("no line of the practice workbook speaks of consent")
    practice_window.go("consent", person=person)
    settle(practice_window, qtbot)
    assert "Not a consent:" in words_on(practice_window.front())
    assert "Ask again" in [chip.accessibleName() for chip in chips(practice_window.front())]


def test_the_lock_keeps_what_was_ticked(screen, practice_window, qtbot):
    tick(screen.form, "polarity", "permit")
    write(screen.form, "accompanied_by", "his sister")
    practice_window.lock()
    practice_window.unlocked()
    settle(practice_window, qtbot)
    form = practice_window.front().form
    assert form.fields["polarity"].value() == "permit"
    assert form.fields["accompanied_by"].value() == "his sister"


def test_every_stop_has_a_name_and_esc_leaves(screen, practice_window, qtbot):
    assert_every_focusable_widget_has_a_name(screen)
    practice_window.go("letters")
    settle(practice_window, qtbot)
    practice_window.go("consent", person=screen._where["person"])
    settle(practice_window, qtbot)
    press(practice_window, "Esc", qtbot)
    assert practice_window.place().screen == "letters"


def chips(screen):
    from welfare_desk.ui.kit.chips import ChipLabel

    return [chip for chip in screen.findChildren(ChipLabel) if chip.isVisible()]


def ticked_for_callum(screen, practice):
    form = screen.form
    tick(form, "polarity", "permit")
    tick(form, "purposes", "benefit_appeal")
    tick(form, "categories", "all")
    tick(form, "actions", "read", "write", "quote", "disclose")
    tick(form, "private_place", True)


def draw(pad):
    for start, end in ((20, 120), (140, 240)):
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(start, 30))
        for x in range(start, end, 5):
            QTest.mouseMove(pad, QPoint(x, 30 + x % 20))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(end, 40))


def test_after_recording_the_page_says_what_was_recorded_and_not_that_nobody_answered(
    screen, practice, practice_window, qtbot
):
    ticked_for_callum(screen, practice)
    tick(screen.form, "method", "written")
    press(practice_window, "Ctrl+S", qtbot)
    said = words_on(screen)
    assert "Callum Reid agrees" in said and "Challenging a benefit decision" in said
    assert "has not answered yet" not in said and "Not said yet" not in said
    assert not screen.form.isVisible()
    push(practice_window, "Record another answer", qtbot)
    assert screen.form.isVisible() and "Callum Reid has not answered yet" in words_on(screen.details)


def test_nobody_is_taken_to_speak_for_a_child(practice, practice_window, qtbot):
    from welfare_desk.casework.people import clients

    born = clients.ClientDraft(surname="Reid", forenames="Mairi", born_on=date(2016, 5, 1))
    child = clients.add_client(practice.desk, born, today=practice.desk.clock.today()).id
    practice_window.go("consent", person=child)
    settle(practice_window, qtbot)
    screen = practice_window.front()
    assert screen.form.values()["giver_role"] is None
    press(practice_window, "Ctrl+S", qtbot)
    assert "Say who gives it." in words_on(screen.form)


def test_a_client_signs_on_the_screen_where_there_is_no_printer(screen, practice, practice_window, qtbot):
    push(practice_window, "Sign on the screen", qtbot)
    assert "Tick at least one thing it is for." in words_on(screen.form)
    ticked_for_callum(screen, practice)
    push(practice_window, "Sign on the screen", qtbot)
    assert not screen.form.isVisible()
    assert "Callum Reid agrees" in words_on(screen.read_back)
    assert_every_focusable_widget_has_a_name(screen)
    press(practice_window, "Ctrl+S", qtbot)
    said = words_on(screen.signing)
    assert "Nothing is drawn yet." in said and "Write who saw it signed." in said
    draw(screen.signing.pad)
    write(screen.signing.form, "seen_by", "Morag Sinclair")
    press(practice_window, "Ctrl+S", qtbot)
    assert "Consent recorded until Wed 26 May 2027." in words_on(screen)
    row = kept(practice, "callum")[0]
    assert (row.method, row.witness) == ("electronic", "Morag Sinclair") and row.proof is not None


def test_what_was_drawn_is_cleared_by_key_and_the_ticks_are_still_there(
    screen, practice, practice_window, qtbot
):
    ticked_for_callum(screen, practice)
    push(practice_window, "Sign on the screen", qtbot)
    draw(screen.signing.pad)
    assert len(screen.signing.pad.strokes()) == 2
    QTest.keyClick(screen.signing.pad, Qt.Key.Key_Backspace)
    assert screen.signing.pad.is_empty()
    draw(screen.signing.pad)
    press(practice_window, "Esc", qtbot)
    assert screen.form.isVisible() and screen.signing.pad.is_empty()
    assert screen.form.values()["purposes"] == ("benefit_appeal",)


def test_the_scan_of_a_signed_sheet_is_attached_and_looked_at(
    screen, practice, practice_window, qtbot, heard, tmp_path
):
    ticked_for_callum(screen, practice)
    tick(screen.form, "method", "written")
    press(practice_window, "Ctrl+S", qtbot)
    heard.path = tmp_path / "scan.pdf"
    heard.path.write_bytes(strangers.a_pdf(pages=1))
    push(practice_window, "Attach the signed sheet", qtbot)
    assert "The signed sheet is kept with the consent." in words_on(screen)
    proof = kept(practice, "callum")[0].proof
    assert proof is not None
    practice_window.go("client", person=practice.told.clients["callum"], tab="consent")
    settle(practice_window, qtbot)
    push(practice_window, "Look at the signed sheet", qtbot)
    settle(practice_window, qtbot)
    assert practice_window.place().screen == "papers"


def test_what_the_client_says_is_asked_for_apart_from_the_record(practice, practice_window, qtbot):
    person, case = practice.told.clients["callum"], practice.told.cases["callum"]
    practice_window.go("evidence", person=person, case=case)
    settle(practice_window, qtbot)
    push(practice_window, "Note from the client", qtbot)
    form = practice_window.front().form
    write(form, "text", "He says he sleeps in his chair.")
    say_the_client_said_it(form)
    press(practice_window, "Ctrl+S", qtbot)
    assert "No consent covers yet what the client says or brings." in words_on(practice_window.front())
    push(practice_window, "Record consent", qtbot, inside=practice_window.front())
    assert practice_window.front().form.values()["practice_id"] is None
