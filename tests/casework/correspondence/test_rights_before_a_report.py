"""A report to an insurer leaves only when the rights of the 1988 Act are through, step by step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from building import MovingClock, a_case, a_client, a_consent, a_note, a_practice, a_reading

from welfare_desk.casework import access, agency
from welfare_desk.casework.consent import report_rights
from welfare_desk.casework.correspondence import letter_check, letter_issue, letters
from welfare_desk.casework.correspondence.letters import LetterDraft, StatementDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.errors import Problems
from welfare_desk.rules.report_rights import Steps

TOLD = date(2026, 11, 26)


@pytest.fixture
def report(desk: Desk) -> UUID:
    """A letter of our own to an insurer, whom the consent names."""
    insurer = agency.add_recipient(desk, "Lifeco", "insurer").id
    assert insurer is not None
    practice, person = a_practice(desk), a_client(desk)
    case = a_case(desk, person)
    a_consent(desk, person, practice, recipient_ids=(insurer,))
    note = a_note(desk, person, case, a_reading(desk, person, case, practice))
    draft = LetterDraft(case, insurer, (StatementDraft("Moving", "He walks 30 metres.", (note,)),))
    letter = letters.draft_letter(desk, draft, today=desk.clock.today()).id
    assert letter is not None
    letter_check.make_own_letter(desk, letter, because="no time", today=desk.clock.today())
    return letter


def record(desk: Desk, letter: UUID, steps: Steps, changes: str = "") -> None:
    report_rights.record_rights(desk, letter, steps, changes=changes, today=desk.clock.today())


def may_go(desk: Desk, letter: UUID) -> bool:
    """Asked of the gate by the real print, and said alike on the page of the steps."""
    page = report_rights.page(desk, letter, today=desk.clock.today())
    try:
        letter_issue.print_out(desk, letter, today=desk.clock.today())
    except access.Blocked as no:
        assert [one.code for one in no.reasons] == ["amra_check_needed"]
        assert not page.next.may_go
        return False
    assert page.next.may_go and page.concerned
    return True


def test_nothing_goes_before_the_rights_are_explained(desk: Desk, report: UUID) -> None:
    assert not may_go(desk, report)
    record(desk, report, Steps(explained_on=TOLD))
    assert not may_go(desk, report)
    record(desk, report, Steps(explained_on=TOLD, wants_to_see=False))
    assert may_go(desk, report)


def test_who_wants_to_see_it_has_21_days(desk: Desk, report: UUID, clock: MovingClock) -> None:
    record(desk, report, Steps(explained_on=TOLD, wants_to_see=True, notice_on=TOLD))
    clock.move(days=20)
    assert not may_go(desk, report)
    clock.move(days=1)
    assert may_go(desk, report)


def test_once_seen_it_waits_for_their_word_and_for_the_change(
    desk: Desk, report: UUID, clock: MovingClock
) -> None:
    seen = Steps(explained_on=TOLD, wants_to_see=True, notice_on=TOLD, seen_on=TOLD)
    record(desk, report, seen)
    clock.move(days=30)
    assert not may_go(desk, report)
    asked = replace(seen, changes_on=TOLD, agreed_on=TOLD)
    with pytest.raises(Problems):
        record(desk, report, asked)
    record(desk, report, asked, "It was the left knee")
    assert not may_go(desk, report)
    assert report_rights.page(desk, report, today=clock.today()).changes == "It was the left knee"
    record(desk, report, replace(asked, changes_answered_on=clock.today()), "It was the left knee")
    assert may_go(desk, report)


def test_a_no_stops_it_whatever_came_before(desk: Desk, report: UUID) -> None:
    record(desk, report, Steps(explained_on=TOLD, wants_to_see=False))
    assert may_go(desk, report)
    record(desk, report, Steps(explained_on=TOLD, wants_to_see=False, refused_on=TOLD))
    assert not may_go(desk, report)


def test_a_day_that_cannot_be_is_refused_and_changes_nothing(desk: Desk, report: UUID) -> None:
    with pytest.raises(Problems):
        record(desk, report, Steps(agreed_on=TOLD))
    assert report_rights.page(desk, report, today=TOLD).steps == Steps()
