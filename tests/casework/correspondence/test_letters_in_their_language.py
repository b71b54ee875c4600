"""A letter to a client in the language they read; its English is kept; offices are written to in English."""

from __future__ import annotations

import zipfile
from io import BytesIO
from uuid import UUID

import pikepdf
import pytest
from building import TODAY, a_case, a_client, a_practice, body
from sqlalchemy import select

from welfare_desk.casework.consent import consent_page, consent_paper
from welfare_desk.casework.consent.consent_paper import SheetDraft
from welfare_desk.casework.correspondence import (
    letter_issue,
    letter_text,
    template_book,
    written,
    written_page,
)
from welfare_desk.casework.correspondence.written import WrittenDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.papers import attachments
from welfare_desk.casework.people import clients, languages
from welfare_desk.errors import Problems
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.papers import Attachment
from welfare_desk.records.people import Person

SAID = {"matter": "wypowiedzenie najmu", "services": ["Shelter Scotland: 0808 800 4444"]}


def language_of(pdf: bytes) -> str:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return str(opened.Root.Lang)


@pytest.fixture
def reader(desk: Desk) -> UUID:
    practice = a_practice(desk)
    return a_client(
        desk, practice_id=practice, language="pl", may_write=True, address="3 Kiln Brae", postcode="DD5 9ZZ"
    )


def begun(desk: Desk, person: UUID, kind: str = "signposting", to: str = "subject") -> UUID:
    made = written.write_letter(desk, WrittenDraft(kind, person, body(desk, to)), today=TODAY).id
    assert made is not None
    written.keep_words(desk, made, SAID)
    return made


def page(desk: Desk, letter: UUID) -> written_page.WrittenPage:
    return written_page.opened(desk, letter, today=TODAY)


def test_the_page_is_polish_and_the_advisor_is_told_that_nobody_has_checked_it(
    desk: Desk, reader: UUID
) -> None:
    shown = page(desk, begun(desk, reader))
    assert shown.spoken is not None and shown.pdf is not None and shown.spoken.english is not None
    assert (shown.spoken.name, shown.spoken.chosen, shown.spoken.beside) == ("Polish", True, False)
    assert shown.spoken.checked == "translated, not yet checked by a native speaker"
    assert (language_of(shown.pdf), language_of(shown.spoken.english)) == ("pl", "en-GB")
    assert shown.title == "Letter pointing to another service"  # what the advisor reads stays English


def test_an_issued_polish_letter_leaves_its_english_with_the_clients_papers(desk: Desk, reader: UUID) -> None:
    letter = begun(desk, reader)
    letter_issue.issue(desk, letter, today=TODAY)
    assert language_of(letter_issue.print_out(desk, letter, today=TODAY)) == "pl"
    with desk.look() as look:
        [paper] = look.scalars(select(Attachment).where(Attachment.person_id == reader))
        reference = look.get(Letter, letter).reference  # type: ignore[union-attr]
    assert paper.title == f"English copy of letter {reference}"
    assert language_of(attachments.open_paper(desk, paper.id)) == "en-GB"
    assert page(desk, letter).spoken is not None


def test_what_was_issued_keeps_its_language_whatever_the_client_reads_later(desk: Desk, reader: UUID) -> None:
    letter = begun(desk, reader)
    letter_issue.issue(desk, letter, today=TODAY)
    with desk.unit_of_work() as work:
        work.get(Person, reader).language = languages.OURS
        work.commit()
    word = letter_issue.print_out(desk, letter, today=TODAY, word=True)
    assert "Kto jeszcze może pomóc".encode() in unzipped(word)


def test_a_letter_issued_in_english_before_stays_english(desk: Desk, reader: UUID) -> None:
    letter = begun(desk, reader)
    written.choose_language(desk, letter, languages.OURS)
    letter_issue.issue(desk, letter, today=TODAY)
    with desk.unit_of_work() as work:
        work.get(Letter, letter).about = {}  # as a letter issued before there was any Polish
        work.commit()
    assert b"Who else can help you" in unzipped(letter_issue.print_out(desk, letter, today=TODAY, word=True))


def unzipped(word: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(word)) as file:
        return file.read("word/document.xml")


def test_the_advisor_may_have_it_in_english_only_and_back(desk: Desk, reader: UUID) -> None:
    letter = begun(desk, reader)
    written.choose_language(desk, letter, languages.OURS)
    shown = page(desk, letter)
    assert shown.spoken is not None and not shown.spoken.chosen and language_of(shown.pdf or b"") == "en-GB"
    written.choose_language(desk, letter, "pl")
    assert language_of(page(desk, letter).pdf or b"") == "pl"
    with pytest.raises(Problems):
        written.choose_language(desk, letter, "so")
    letter_issue.issue(desk, letter, today=TODAY)
    with pytest.raises(letter_text.CannotChange):
        written.choose_language(desk, letter, languages.OURS)


def test_an_office_is_written_to_in_english(desk: Desk, reader: UUID) -> None:
    case = a_case(desk, reader)
    draft = WrittenDraft("authority", reader, body(desk, "sss"), case)
    letter = written.write_letter(desk, draft, today=TODAY).id
    assert letter is not None
    shown = page(desk, letter)
    assert shown.spoken is None and language_of(shown.pdf or b"") == "en-GB"


def test_a_letter_the_agency_has_written_its_own_way_is_in_its_words(desk: Desk, reader: UUID) -> None:
    source = (
        template_book.book_page(desk, "signposting").source if hasattr(template_book, "book_page") else ""
    )
    assert source is not None
    letter = begun(desk, reader)
    with desk.unit_of_work() as work:
        from welfare_desk.letters import templates
        from welfare_desk.records.base import new_id
        from welfare_desk.records.correspondence import LetterTemplate

        changed = templates.shipped("signposting").source.replace("Who else can help you", "Others who help")
        work.add(LetterTemplate(id=new_id(), kind="signposting", number=1, on=TODAY, source=changed))
        work.commit()
    shown = page(desk, letter)
    assert shown.spoken is None and language_of(shown.pdf or b"") == "en-GB"


def test_the_sheet_to_sign_has_polish_beside_and_the_conversation_says_so(desk: Desk, reader: UUID) -> None:
    practice = clients.client(desk, reader).draft.practice_id
    draft = SheetDraft(reader, practice, ("benefit_claim",), (body(desk, "sss"),))
    sheet = consent_paper.signature_sheet(desk, draft, today=TODAY)
    assert language_of(sheet.data) == "en-GB" and sheet.pages == 2
    shown = consent_page.page(desk, reader)
    assert (shown.reads, shown.translated) == ("Polish", True)
    assert languages.in_words("pl").startswith("Letters to them are in Polish, translated, not yet checked")
