"""The steps before a report to an insurer goes, reached from the letter's banner, by keys."""

from __future__ import annotations

import pytest
from building import a_consent, a_note, a_reading
from by_keyboard import press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything

from welfare_desk.casework import agency
from welfare_desk.casework.consent import report_rights
from welfare_desk.casework.correspondence import letter_check, letters
from welfare_desk.casework.correspondence.letters import LetterDraft, StatementDraft


@pytest.fixture
def report(practice):
    """Callum's letter to an insurer, our own."""
    desk, told = practice.desk, practice.told
    today, person, case = desk.clock.today(), told.clients["callum"], told.cases["callum"]
    insurer = agency.add_recipient(desk, "Lifeco", "insurer").id
    a_consent(desk, person, told.practice, recipient_ids=(insurer,))
    note = a_note(desk, person, case, a_reading(desk, person, case, told.practice))
    draft = LetterDraft(case, insurer, (StatementDraft("Moving", "He walks 30 metres.", (note,)),))
    letter = letters.draft_letter(desk, draft, today=today).id
    letter_check.make_own_letter(desk, letter, because="no time", today=today)
    return letter


def test_the_banner_leads_to_the_steps_and_they_let_it_go(report, go, practice, practice_window, qtbot):
    go("letter", letter=report)
    push(practice_window, "Their rights", qtbot)
    screen = practice_window.front()
    assert screen.name == "report-rights" and "Explain their rights" in words_on(screen.details)
    assert not screen.form.fields["seen_on"].isVisible()
    write(screen.form, "explained_on", "25.11.2026")
    tick(screen.form, "wants_to_see", True)
    assert screen.form.fields["seen_on"].isVisible()
    write(screen.form, "notice_on", "25.11.2026")
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert "Wed 16 Dec 2026" in words_on(screen.details)
    tick(screen.form, "wants_to_see", False)
    press(practice_window, "Ctrl+S", qtbot)
    settle(practice_window, qtbot)
    assert "They do not want to see it first. It may go." in words_on(screen.details)
    page = report_rights.page(practice.desk, report, today=practice.desk.clock.today())
    assert page.steps.wants_to_see is False and page.steps.notice_on is None


def test_where_consent_is_asked_a_report_is_pointed_out(report, go, practice, practice_window, qtbot):
    [insurer] = [one.id for one in agency.recipients(practice.desk) if one.name == "Lifeco"]
    screen = go("consent", person=practice.told.clients["callum"])
    assert "they may see it before it goes" not in words_on(screen.details)
    tick(screen.form, "recipient_ids", insurer)
    settle(practice_window, qtbot)
    assert "they may see it before it goes" in words_on(screen.details)


def test_a_step_out_of_order_is_said_beside_its_field(report, go, practice_window, qtbot):
    screen = go("report-rights", letter=report)
    tick(screen.form, "wants_to_see", True)
    write(screen.form, "changes_on", "25.11.2026")
    press(practice_window, "Ctrl+S", qtbot)
    assert "that comes first" in screen.form.fields["explained_on"].below.text()
    assert screen.form.fields["seen_on"].below.text()
    assert screen.form.fields["changes"].below.text() == "Write what they asked to be changed."
    assert screen.draft() is not None


def test_a_letter_the_act_does_not_touch_says_so(go, practice):
    screen = go("report-rights", letter=practice.told.letters["callum"])
    assert "the Act asks nothing here" in words_on(screen)


def test_everything_has_a_name_and_is_reached_by_keys(report, go, practice_window):
    go("report-rights", letter=report)
    assert_every_focusable_widget_has_a_name(practice_window)
    assert_tab_reaches_everything(practice_window)
