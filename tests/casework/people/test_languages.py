"""The language a client reads is chosen once; a page is never marked with one it is not in."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from building import TODAY, a_client, a_practice, body
from rights import Known, an_officer

from welfare_desk.casework.consent import consent_paper
from welfare_desk.casework.consent.consent_paper import SheetDraft
from welfare_desk.casework.correspondence import letter_check
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.people import clients, languages
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.rights import access_report, subject_copy
from welfare_desk.errors import Problems
from welfare_desk.records.people import Person


def marked(pdf: bytes) -> str:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return str(opened.Root.Lang)


def test_every_language_has_a_name_and_ours_comes_first() -> None:
    names = languages.names()
    assert next(iter(names)) == languages.OURS and len(set(names.values())) == len(names) > 15
    assert languages.in_words(languages.OURS) == "" == languages.lacking(languages.OURS)


def test_what_is_said_beside_a_language_we_have_no_texts_of() -> None:
    assert languages.of_page("so") == languages.OURS
    assert languages.in_words("so") == "Our letters and sheets are in English: have them read out in Somali."
    assert languages.of_page("never heard of") == languages.OURS


def test_a_language_that_is_not_on_the_list_is_refused(desk: Desk) -> None:
    with pytest.raises(Problems) as wrong:
        clients.add_client(desk, ClientDraft("Reid", "Ann", language="klingon"), today=TODAY)
    assert [one.field for one in wrong.value.problems] == ["language"]


def test_an_english_page_for_somebody_who_reads_somali_says_that_it_is_english(desk: Desk) -> None:
    an_officer(desk)
    known = Known(desk)
    with desk.unit_of_work() as work:
        work.get(Person, known.person).language = "so"
        work.commit()
    asked = SheetDraft(known.person, known.practice, ("benefit_claim",), (body(desk, "sss"),))
    made = [
        consent_paper.signature_sheet(desk, asked, today=TODAY).data,
        letter_check.check_sheet(desk, known.letter, today=TODAY).data,
        access_report.for_the_client(desk, known.person, today=TODAY).data,
        subject_copy.give(desk, known.asks(), today=TODAY).pages,
    ]
    assert [marked(pdf) for pdf in made] == [languages.OURS] * 4


def test_the_language_is_kept_with_the_client(desk: Desk) -> None:
    person = a_client(desk, practice_id=a_practice(desk), language="pl")
    assert clients.client(desk, person).draft.language == "pl"
