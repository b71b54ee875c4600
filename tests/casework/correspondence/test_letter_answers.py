"""The GP's word on each statement: whose it was, how it came and what proves it; the screen handed over."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from building import a_case, a_client, a_consent, a_note, a_practice, a_reading, body
from sqlalchemy import select

from welfare_desk.casework import access
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import (
    letter_at_desk,
    letter_check,
    letter_facts,
    letter_page,
    letter_proof,
    letter_text,
    letters,
)
from welfare_desk.casework.correspondence.letter_check import Answer, Checker, Raised
from welfare_desk.casework.correspondence.letters import LetterDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.notes.evidence import WrongClient
from welfare_desk.casework.papers import attachments
from welfare_desk.casework.papers.attachments import Looked, PaperDraft
from welfare_desk.errors import Problems
from welfare_desk.letters.facts import GP
from welfare_desk.letters.papers.judge import Judged
from welfare_desk.letters.papers.kinds import MAIL
from welfare_desk.records.correspondence import StatementAnswer, StatementVersion
from welfare_desk.records.evidence import Access

TODAY = date(2026, 11, 26)
RENNIE = Checker("Dr A Rennie", number="7012345", how="practice e-mail")
MAIL_FILE = Looked("answer.eml", b"From: Dr Rennie\r\n\r\nAll right by me.", Judged(MAIL, 1, b"%PDF-1.7"))


@pytest.fixture
def letter(desk: Desk) -> UUID:
    """A letter of two statements, drafted from two notes under one consent."""
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice)
    case = a_case(desk, person, practice_id=practice)
    a_consent(desk, person, practice)
    reading = a_reading(desk, person, case, practice)
    a_note(desk, person, case, reading)
    a_note(desk, person, case, reading, "Cannot step over the side of a bath.", activities=("washing",))
    notes = letters.from_notes(desk, case, purpose="benefit_claim")
    drafted = letters.draft_letter(desk, LetterDraft(case, body(desk, "sss"), notes), today=TODAY)
    assert drafted.id is not None
    return drafted.id


def rows(desk: Desk, letter: UUID) -> tuple[UUID, ...]:
    return tuple(row.id for row in letters.letter(desk, letter).statements)


def fields_of(refused: pytest.ExceptionInfo[Problems]) -> set[str]:
    return {problem.field for problem in refused.value.problems}


def test_each_answer_keeps_who_gave_it_when_and_how(desk: Desk, letter: UUID) -> None:
    first, second = rows(desk, letter)
    letter_check.enter_answers(desk, letter, [Answer(first, "agree")], RENNIE, today=TODAY)
    boyd = Checker("Nurse Boyd", "practice_nurse", how="in person", on=TODAY)
    letter_check.enter_answers(desk, letter, [Answer(second, "agree")], boyd, today=TODAY)
    with desk.look() as look:
        kept = look.scalars(select(StatementAnswer).order_by(StatementAnswer.id)).all()
    assert [(one.statement_id, one.checker_name, one.checker_number, one.how) for one in kept] == [
        (first, "Dr A Rennie", "7012345", "practice e-mail"),
        (second, "Nurse Boyd", None, "in person"),
    ]
    assert letters.letter(desk, letter).row.state == "checked"


def test_an_answer_given_anew_keeps_the_words_before(desk: Desk, letter: UUID) -> None:
    first, _ = rows(desk, letter)
    for words in ("Walks 40 metres.", "Walks 20 metres."):
        letter_check.enter_answers(desk, letter, [Answer(first, "amend", words)], RENNIE, today=TODAY)
    with desk.look() as look:
        [before] = look.scalars(select(StatementVersion))
    assert before.answer == "amend" and before.sealed_amended is not None
    assert letters.letter(desk, letter).statements[0].text == "Walks 20 metres."


def test_an_answer_has_a_day_a_road_and_a_statement(desk: Desk, letter: UUID) -> None:
    first, _ = rows(desk, letter)
    tomorrow = Checker("Dr A Rennie", how="", on=date(2026, 11, 27))
    with pytest.raises(Problems) as no:
        letter_check.enter_answers(desk, letter, [Answer(first, "agree")], tomorrow, today=TODAY)
    assert fields_of(no) == {"how", "on"}
    with pytest.raises(Problems) as no:
        letter_check.enter_answers(desk, letter, [], RENNIE, today=TODAY)
    assert fields_of(no) == {""}
    early = Checker("Dr A Rennie", on=date(2026, 11, 25))
    with pytest.raises(Problems) as no:
        letter_check.enter_answers(desk, letter, [Answer(first, "agree")], early, today=TODAY)
    assert fields_of(no) == {"on"}


def test_the_practices_email_is_kept_as_proof_and_cannot_be_removed(desk: Desk, letter: UUID) -> None:
    first, _ = rows(desk, letter)
    proof = letter_proof.keep(desk, letter, MAIL_FILE, today=TODAY).id
    assert proof is not None
    said = Checker("Dr A Rennie", how="practice e-mail", proof_id=proof)
    letter_check.enter_answers(desk, letter, [Answer(first, "agree")], said, today=TODAY)
    with desk.look() as look:
        assert look.scalars(select(StatementAnswer.proof_id)).all() == [proof]
    with pytest.raises(attachments.InUse, match="the proof of a GP's answer"):
        attachments.remove(desk, proof, today=TODAY)
    assert proof in dict(letter_page.opened(desk, letter, today=TODAY).proofs)


def test_the_proof_is_about_health_and_asks_the_gate(desk: Desk, letter: UUID) -> None:
    person = letters.letter(desk, letter).row.person_id
    draft = consents.ConsentDraft(person, "refuse", purposes=("benefit_claim",), categories=("function",))
    consents.record_consent(desk, draft, today=TODAY)
    with pytest.raises(access.Blocked):
        letter_proof.keep(desk, letter, MAIL_FILE, today=TODAY)


def test_another_clients_paper_proves_nothing(desk: Desk, letter: UUID) -> None:
    other = a_client(desk, surname="Kane", forenames="Moira")
    paper = attachments.add(desk, PaperDraft(other, "reply", "An e-mail"), MAIL_FILE, today=TODAY).id
    first, _ = rows(desk, letter)
    with pytest.raises(WrongClient):
        letter_check.enter_answers(
            desk, letter, [Answer(first, "agree")], Checker("Dr A Rennie", proof_id=paper), today=TODAY
        )


def test_who_may_not_be_named_is_not(desk: Desk, letter: UUID) -> None:
    answers = [Answer(id, "agree") for id in rows(desk, letter)]
    unnamed = Checker("Dr A Rennie", may_be_named=False)
    letter_check.enter_answers(desk, letter, answers, unnamed, today=TODAY)
    with desk.unit_of_work() as work:
        kept, notes = letter_text.opened(work, letter)
        letter_text.ask_gate(work, kept, "quote", notes)
        assert letter_facts.facts_of(work, kept, notes, TODAY).gp == GP("", "Millbank Medical Practice")


def test_what_the_gp_raises_is_marked_on_the_notes_behind(desk: Desk, letter: UUID) -> None:
    first, second = rows(desk, letter)
    raised = Raised(harmful=(first,), about_others=(second,))
    answers = [Answer(first, "agree"), Answer(second, "agree")]
    letter_check.enter_answers(desk, letter, answers, RENNIE, raised=raised, today=TODAY)
    used = {note.id: note for note in letter_page.opened(desk, letter, today=TODAY).used}
    assert {note.harm for note in used.values()} == {"suspected", "none"}
    assert {note.third_party for note in used.values()} == {"unresolved", "none"}


def test_handing_over_the_screen_asks_the_gate_and_is_logged(desk: Desk, letter: UUID) -> None:
    first, second = rows(desk, letter)
    letter_check.enter_answers(desk, letter, [Answer(first, "agree")], RENNIE, today=TODAY)
    view = letter_at_desk.show(desk, letter, today=TODAY)
    assert [(number, row.id) for number, row in view.statements] == [(2, second)]
    assert view.answered == 1 and view.client == "Callum Reid"
    with desk.look() as look:
        last = look.scalars(select(Access).order_by(Access.seq.desc())).first()
    assert last is not None and (last.decision, last.purpose) == ("disclose", "gp_accuracy_check")
    letter_check.enter_answers(desk, letter, [Answer(second, "agree")], RENNIE, today=TODAY)
    with pytest.raises(letter_at_desk.NothingToAnswer):
        letter_at_desk.show(desk, letter, today=TODAY)


def test_a_draft_shown_on_the_screen_is_with_the_gp(desk: Desk, letter: UUID) -> None:
    letter_at_desk.show(desk, letter, today=TODAY)
    row = letters.letter(desk, letter).row
    assert (row.state, row.sent_to_gp_on) == ("with_gp", TODAY)


def test_a_withdrawn_consent_shows_the_gp_nothing(desk: Desk, letter: UUID) -> None:
    person = letters.letter(desk, letter).row.person_id
    draft = consents.ConsentDraft(person, "refuse", purposes=("benefit_claim",), categories=("all",))
    consents.record_consent(desk, draft, today=TODAY)
    with pytest.raises(access.Blocked):
        letter_at_desk.show(desk, letter, today=TODAY)
