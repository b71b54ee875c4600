"""Letters: each sentence on a note, each note on a consent; what is printed is what was checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from uuid import UUID

import pikepdf
import pytest
from building import MovingClock, a_case, a_client, a_consent, a_note, a_practice, a_reading, body
from sqlalchemy import select

from welfare_desk.casework import access
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letter_check, letter_issue, letter_page, letter_text, letters
from welfare_desk.casework.correspondence.letter_check import Answer, Checker
from welfare_desk.casework.correspondence.letters import LetterDraft, StatementDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.errors import Problems
from welfare_desk.records.correspondence import StatementVersion

TODAY = date(2026, 11, 26)
RENNIE = Checker("Dr A Rennie")


@dataclass(frozen=True)
class Told:
    """A client with a consent, a reading, two notes and a letter drafted from them."""

    person: UUID
    case: UUID
    practice: UUID
    consent: UUID
    notes: tuple[UUID, UUID]
    letter: UUID


@pytest.fixture
def told(desk: Desk) -> Told:
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice)
    case = a_case(desk, person, practice_id=practice)
    consent = a_consent(desk, person, practice)
    reading = a_reading(desk, person, case, practice)
    first = a_note(desk, person, case, reading)
    second = a_note(
        desk,
        person,
        case,
        reading,
        "Cannot step over the side of a bath unaided.",
        activities=("washing",),
    )
    drafted = letters.draft_letter(
        desk,
        LetterDraft(case, body(desk, "sss"), letters.from_notes(desk, case, purpose="benefit_claim")),
        today=TODAY,
    )
    assert drafted.id is not None
    return Told(person, case, practice, consent, (first, second), drafted.id)


def answered(desk: Desk, told: Told, *answers: str, amended: str = "Walks about 40 metres.") -> None:
    view = letters.letter(desk, told.letter)
    letter_check.enter_answers(
        desk,
        told.letter,
        [
            Answer(statement.id, answer, amended if answer == "amend" else "")
            for statement, answer in zip(view.statements, answers, strict=True)
        ],
        RENNIE,
        today=TODAY,
    )


def refused(action: object) -> str:
    with pytest.raises(access.Blocked) as no:
        action()  # type: ignore[operator]
    return no.value.reasons[0].code


def test_a_draft_says_each_note_under_its_heading(desk: Desk, told: Told) -> None:
    view = letters.letter(desk, told.letter)
    assert [statement.text for statement in view.statements] == [
        "Walks about 30 metres with a stick before pain stops him.",
        "Cannot step over the side of a bath unaided.",
    ]
    assert [statement.sources[0].note_id for statement in view.statements] == list(told.notes)


def test_an_unchecked_letter_does_not_leave(desk: Desk, told: Told) -> None:
    assert refused(lambda: letter_issue.print_out(desk, told.letter, today=TODAY)) == "accuracy_check_needed"


def test_the_check_sheet_goes_to_the_practice_before_any_check(desk: Desk, told: Told) -> None:
    sheet = letter_check.check_sheet(desk, told.letter, today=TODAY)
    assert sheet.data.startswith(b"%PDF") and sheet.pages >= 1
    letter_check.send_to_gp(desk, told.letter, today=TODAY)
    assert letters.letter(desk, told.letter).row.state == "with_gp"


def test_a_checked_letter_leaves_with_the_gps_words(desk: Desk, told: Told) -> None:
    answered(desk, told, "amend", "agree")
    view = letters.letter(desk, told.letter)
    assert view.row.state == "checked"
    assert view.statements[0].text == "Walks about 40 metres."
    assert letter_issue.print_out(desk, told.letter, today=TODAY).startswith(b"%PDF")


def test_a_statement_not_confirmed_keeps_the_letter_back_until_settled(desk: Desk, told: Told) -> None:
    answered(desk, told, "agree", "cannot_confirm")
    assert refused(lambda: letter_issue.issue(desk, told.letter, today=TODAY)) == "accuracy_check_needed"
    view = letters.letter(desk, told.letter)
    letter_check.leave_out(desk, view.statements[1].id, today=TODAY)
    letter_issue.issue(desk, told.letter, today=TODAY)
    assert len(letters.letter(desk, told.letter).statements) == 1


def test_own_words_stand_outside_the_checked_passage(desk: Desk, told: Told) -> None:
    answered(desk, told, "agree", "cannot_confirm")
    statement = letters.letter(desk, told.letter).statements[1]
    letter_check.in_own_words(desk, statement.id, "He told us he needs help to bathe.", today=TODAY)
    view = letters.letter(desk, told.letter)
    assert view.row.state == "checked" and view.statements[1].outside_check
    letter_issue.issue(desk, told.letter, today=TODAY)


def test_a_receptionists_word_is_no_check(desk: Desk, told: Told) -> None:
    view = letters.letter(desk, told.letter)
    with pytest.raises(Problems, match="Only a clinician"):
        letter_check.enter_answers(
            desk,
            told.letter,
            [Answer(view.statements[0].id, "agree")],
            Checker("Jean", role="receptionist"),
            today=TODAY,
        )


def test_rewriting_a_checked_letter_makes_the_check_stale(desk: Desk, told: Told) -> None:
    answered(desk, told, "agree", "agree")
    letters.change_statements(
        desk,
        told.letter,
        (StatementDraft("Moving around", "Cannot walk at all.", (told.notes[0],)),),
        today=TODAY,
    )
    assert letters.letter(desk, told.letter).row.state == "draft"
    assert refused(lambda: letter_issue.issue(desk, told.letter, today=TODAY)) == "accuracy_check_stale"


def drafts(desk: Desk, told: Told) -> list[StatementDraft]:
    return [letter_page.as_draft(row) for row in letters.letter(desk, told.letter).statements]


def test_editing_one_statement_keeps_the_answers_to_the_others(desk: Desk, told: Told) -> None:
    answered(desk, told, "amend", "agree")
    first, second = drafts(desk, told)
    changed = replace(second, text="Cannot step over the side of a bath without a hand.")
    letters.change_statements(desk, told.letter, [first, changed], today=TODAY)
    view = letters.letter(desk, told.letter)
    assert view.row.state == "with_gp" and view.row.checked_on is None
    assert [(one.answer, one.text) for one in view.statements] == [
        ("amend", "Walks about 40 metres."),
        (None, changed.text),
    ]
    assert refused(lambda: letter_issue.issue(desk, told.letter, today=TODAY)) == "accuracy_check_stale"
    with desk.look() as look:
        [before] = look.scalars(select(StatementVersion))
    assert before.answer == "agree" and before.statement_id == view.statements[1].id
    rest = [Answer(view.statements[1].id, "agree")]
    letter_check.enter_answers(desk, told.letter, rest, RENNIE, today=TODAY)
    letter_issue.issue(desk, told.letter, today=TODAY)


def test_moving_a_statement_keeps_every_answer_and_the_check(desk: Desk, told: Told) -> None:
    answered(desk, told, "agree", "agree")
    letters.change_statements(desk, told.letter, drafts(desk, told)[::-1], today=TODAY)
    view = letters.letter(desk, told.letter)
    assert view.row.state == "checked" and [one.answer for one in view.statements] == ["agree", "agree"]
    assert view.statements[0].text.startswith("Cannot step")
    letter_issue.issue(desk, told.letter, today=TODAY)


def test_saving_what_was_not_changed_changes_nothing(desk: Desk, told: Told) -> None:
    answered(desk, told, "agree", "agree")
    letters.change_statements(desk, told.letter, drafts(desk, told), today=TODAY)
    assert letters.letter(desk, told.letter).row.state == "checked"


def test_the_check_sheet_for_email_opens_with_its_password_only(desk: Desk, told: Told) -> None:
    sheet = letter_check.check_sheet_for_email(desk, told.letter, today=TODAY)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(sheet.data))
    with pikepdf.open(BytesIO(sheet.data), password=sheet.password) as pdf:
        assert len(pdf.pages) >= 1
    assert b"stick" not in sheet.data and b"bath" not in sheet.data
    [row] = access.who_has_looked(desk, told.person)[:1]
    assert row.reason == "ok_accuracy_check"
    consents.withdraw(desk, told.consent, how="by telephone", today=TODAY)
    assert refused(lambda: letter_check.check_sheet_for_email(desk, told.letter, today=TODAY))


def test_a_letter_may_not_go_to_a_body_the_client_did_not_name(desk: Desk, told: Told) -> None:
    answered(desk, told, "agree", "agree")
    letters.change_recipient(desk, told.letter, body(desk, "dwp"))
    assert refused(lambda: letter_issue.issue(desk, told.letter, today=TODAY)) == "recipient_not_covered"


def test_an_issued_letter_is_never_changed_and_prints_the_same_bytes(
    desk: Desk, told: Told, clock: MovingClock
) -> None:
    answered(desk, told, "agree", "agree")
    letter_issue.issue(desk, told.letter, today=TODAY)
    first = letter_issue.print_out(desk, told.letter, today=TODAY)
    clock.move(days=3)
    assert letter_issue.print_out(desk, told.letter, today=clock.today()) == first
    with pytest.raises(letter_text.CannotChange):
        letters.change_statements(desk, told.letter, (), today=TODAY)


def test_withdrawing_the_consent_kills_the_letter_and_hides_its_text(desk: Desk, told: Told) -> None:
    answered(desk, told, "agree", "agree")
    consents.withdraw(desk, told.consent, how="by telephone", today=TODAY)
    view = letters.letter(desk, told.letter)
    assert view.row.state == "stopped" and view.statements == ()
    assert view.blocked[0].code in ("withdrawn", "note_restricted")
    assert set(view.stopped_statements) and view.blocked[0].sentence
    assert refused(lambda: letter_issue.print_out(desk, told.letter, today=TODAY)) in (
        "withdrawn",
        "note_restricted",
    )


def test_an_own_letter_leaves_without_a_check_and_claims_none(desk: Desk, told: Told) -> None:
    letter_check.make_own_letter(desk, told.letter, because="the last day is tomorrow", today=TODAY)
    assert letter_issue.print_out(desk, told.letter, today=TODAY).startswith(b"%PDF")


def test_the_word_version_reads_too(desk: Desk, told: Told) -> None:
    answered(desk, told, "agree", "agree")
    assert letter_issue.print_out(desk, told.letter, today=TODAY, word=True).startswith(b"PK")


def test_every_look_is_in_the_log_and_the_chain_holds(desk: Desk, told: Told) -> None:
    assert access.verify_log(desk) is None
    before = access.who_has_looked(desk, told.person)
    letters.letter(desk, told.letter)
    refused(lambda: letter_issue.issue(desk, told.letter, today=TODAY))
    after = access.who_has_looked(desk, told.person)
    new = [(row.action, row.decision) for row in after[: len(after) - len(before)]]
    assert ("disclose", "nothing") in new and ("quote", "quote") in new
    assert access.verify_log(desk) is None
