"""A letter put right by a new one that points back; a paragraph of the advisor's own among the statements."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from uuid import UUID

import docx
import pikepdf
import pytest
from building import a_case, a_client, a_consent, a_note, a_practice, a_reading, body
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from sqlalchemy import select

from welfare_desk.casework import access
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import (
    letter_check,
    letter_corrections,
    letter_facts,
    letter_issue,
    letter_page,
    letter_text,
    letters,
    written,
)
from welfare_desk.casework.correspondence.letter_check import Answer, Checker
from welfare_desk.casework.correspondence.letters import LetterDraft
from welfare_desk.casework.desk import Desk, Work
from welfare_desk.errors import Problems
from welfare_desk.records.correspondence import Issue, Letter, StatementAnswer

TODAY = date(2026, 11, 26)
LATER = date(2026, 11, 30)
OWN = "I saw him hold on to the door frame on 24 November, and he had to sit down at once."


@pytest.fixture
def letter(desk: Desk) -> UUID:
    """A letter of two statements whose every statement the GP agreed or amended."""
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
    first, second = (row.id for row in letters.letter(desk, drafted.id).statements)
    answers = [Answer(first, "agree"), Answer(second, "amend", "Cannot get into a bath unaided.")]
    letter_check.enter_answers(desk, drafted.id, answers, Checker("Dr A Rennie"), today=TODAY)
    return drafted.id


def printed(data: bytes) -> str:
    """What a PDF says, page by page."""
    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    said = " ".join(document.getAllText(page).text() for page in range(document.pageCount()))
    return " ".join(said.split())


def in_word(data: bytes) -> str:
    return " ".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)


def test_our_own_paragraph_follows_what_was_checked_and_costs_no_answer(desk: Desk, letter: UUID) -> None:
    letter_page.add_own_paragraph(desk, letter, OWN, today=TODAY)
    view = letters.letter(desk, letter)
    assert view.row.state == "checked"
    assert [(row.answer, row.outside_check) for row in view.statements] == [
        ("agree", False),
        ("amend", False),
        (None, True),
    ]
    page = printed(letter_issue.print_out(desk, letter, today=TODAY))
    checked, own = page.split("In our own words", 2)[-2:]
    assert OWN in own and OWN not in checked
    assert "This part is our own account" in page
    word = docx.Document(BytesIO(letter_issue.print_out(desk, letter, today=TODAY, word=True)))
    assert OWN in [paragraph.text.strip() for paragraph in word.paragraphs]


def test_the_gp_is_not_asked_about_our_own_paragraph(desk: Desk, letter: UUID) -> None:
    letter_page.add_own_paragraph(desk, letter, OWN, today=TODAY)
    assert OWN not in printed(letter_check.check_sheet(desk, letter, today=TODAY).data)


def test_our_own_paragraph_is_changed_and_taken_out_without_asking_anybody(desk: Desk, letter: UUID) -> None:
    letter_page.add_own_paragraph(desk, letter, OWN, today=TODAY)
    *rest, own = map(letter_page.as_draft, letters.letter(desk, letter).statements)
    again = letters.StatementDraft("", "I saw him on the stair.", (), own.id, own=True)
    letters.change_statements(desk, letter, [*rest, again], today=TODAY)
    view = letters.letter(desk, letter)
    assert view.statements[-1].text == "I saw him on the stair." and view.row.state == "checked"
    letter_check.leave_out(desk, view.statements[-1].id, today=TODAY)
    assert letters.letter(desk, letter).row.state == "checked"


def test_a_paragraph_needs_words_and_a_statement_a_note(desk: Desk, letter: UUID) -> None:
    with pytest.raises(Problems):
        letter_page.add_own_paragraph(desk, letter, "  ", today=TODAY)
    first, second = map(letter_page.as_draft, letters.letter(desk, letter).statements)
    bare = letters.StatementDraft("", "He cannot walk.", ())
    with pytest.raises(Problems):
        letters.change_statements(desk, letter, [first, second, bare], today=TODAY)


def test_a_letter_of_our_own_paragraphs_alone_is_none(desk: Desk, letter: UUID) -> None:
    letter_page.add_own_paragraph(desk, letter, OWN, today=TODAY)
    stated = [row.id for row in letters.letter(desk, letter).statements if row.sources]
    with pytest.raises(letter_text.NothingNoted):
        letter_check.leave_out(desk, *stated, today=TODAY)


def test_nothing_left_in_the_checked_part_is_no_check(desk: Desk, letter: UUID) -> None:
    for row in letters.letter(desk, letter).statements:
        letter_check.in_own_words(desk, row.id, "As I understand it.", today=TODAY)
    assert letters.letter(desk, letter).row.state == "with_gp"


def test_why_and_by_when_our_own_letter_goes_is_recorded(desk: Desk, letter: UUID) -> None:
    day = date(2026, 12, 9)
    letter_check.make_own_letter(desk, letter, because="No answer yet.", legal_day=day, today=TODAY)
    page = letter_page.opened(desk, letter, today=TODAY)
    assert page.own_because == "No answer yet. It must be in by Wed 9 Dec 2026."


def test_a_letter_that_has_not_gone_needs_no_correction(desk: Desk, letter: UUID) -> None:
    with pytest.raises(letter_corrections.NotGoneYet):
        letter_corrections.correct(desk, letter, today=TODAY)


def test_a_correction_says_all_the_letter_said_and_points_back(desk: Desk, letter: UUID) -> None:
    letter_page.add_own_paragraph(desk, letter, OWN, today=TODAY)
    letter_issue.issue(desk, letter, today=TODAY)
    before = letter_issue.print_out(desk, letter, today=TODAY)
    new = letter_corrections.correct(desk, letter, today=LATER).id
    assert new is not None and new != letter
    old_view, view = letters.letter(desk, letter), letters.letter(desk, new)
    assert [(row.heading, row.text, row.answer, row.sources) for row in view.statements] == [
        (row.heading, row.text, row.answer, row.sources) for row in old_view.statements
    ]
    assert view.row.state == "checked" and view.row.checked_on == TODAY
    said = (
        f"This letter corrects our letter {old_view.row.reference} of 26 November 2026 and takes its place."
    )
    for word in (False, True):
        data = letter_issue.print_out(desk, new, today=LATER, word=word)
        text = (
            printed(data) if not word else " ".join(p.text for p in docx.Document(BytesIO(data)).paragraphs)
        )
        assert said in text
    with pikepdf.open(BytesIO(letter_issue.print_out(desk, new, today=LATER))) as pdf:
        assert pdf.Root.MarkInfo.Marked
    assert letter_issue.print_out(desk, letter, today=LATER) == before


def test_a_correction_is_begun_once_and_marks_the_old_letter_when_it_goes(desk: Desk, letter: UUID) -> None:
    letter_issue.issue(desk, letter, today=TODAY)
    new = letter_corrections.correct(desk, letter, today=LATER).id
    assert new is not None
    assert letter_corrections.correct(desk, letter, today=LATER).id == new
    letter_issue.issue(desk, new, today=LATER)
    page = letter_page.opened(desk, letter, today=LATER)
    assert page.chain.corrected_by is not None and page.chain.corrected_by.id == new
    with desk.look() as look:
        marks = look.scalars(select(Issue.marks).where(Issue.letter_id == letter)).one()
    assert marks["corrected_by"] == page.chain.corrected_by.reference


def test_what_is_corrected_is_asked_of_the_gp_again_and_the_rest_is_not(desk: Desk, letter: UUID) -> None:
    letter_issue.issue(desk, letter, today=TODAY)
    new = letter_corrections.correct(desk, letter, today=LATER).id
    assert new is not None
    first, second = map(letter_page.as_draft, letters.letter(desk, new).statements)
    changed = letters.StatementDraft(first.heading, "Walks about 20 metres.", first.note_ids, first.id)
    letters.change_statements(desk, new, [changed, second], today=LATER)
    assert [row.answer for row in letters.letter(desk, new).statements] == [None, "amend"]
    assert letters.letter(desk, new).row.state == "with_gp"
    with desk.look() as look:
        assert len(look.scalars(select(StatementAnswer)).all()) == 4  # two given, two brought along


def test_what_may_no_longer_be_quoted_is_not_copied(desk: Desk, letter: UUID) -> None:
    letter_issue.issue(desk, letter, today=TODAY)
    person = letters.letter(desk, letter).row.person_id
    draft = consents.ConsentDraft(person, "refuse", purposes=("benefit_claim",), categories=("all",))
    consents.record_consent(desk, draft, today=TODAY)
    with pytest.raises(access.Blocked):
        letter_corrections.correct(desk, letter, today=LATER)


def test_a_written_letter_brings_its_own_words_along(desk: Desk) -> None:
    person = a_client(desk)
    draft = written.WrittenDraft("missed-appointment", person, body(desk, "subject"))
    begun = written.write_letter(desk, draft, today=TODAY).id
    assert begun is not None
    written.keep_words(desk, begun, {"close_on": date(2027, 1, 8)})
    with desk.unit_of_work() as work:  # as if it had been issued
        kept = work.get(Letter, begun)
        kept.state, kept.issued_on = "issued", TODAY
        work.commit()
    new = letter_corrections.correct(desk, begun, today=LATER).id
    assert new is not None
    with desk.look() as look:
        work = Work(desk, look)
        assert letter_facts.asked_of(work, work.get(Letter, new)) == {"close_on": date(2027, 1, 8)}
