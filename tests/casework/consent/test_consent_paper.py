"""Consent on paper: the sheet to sign, the slip that renews, the words of each version kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from building import TODAY, MovingClock, a_client, a_consent, a_practice, body
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from sqlalchemy import select

from welfare_desk.casework import access
from welfare_desk.casework.consent import consent_paper, consents
from welfare_desk.casework.consent.consent_paper import NothingToRenew, SheetDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.people import clients
from welfare_desk.errors import Problems
from welfare_desk.records.evidence import Consent, Wording


def words_of(pdf: bytes) -> str:
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    found = " ".join(document.getAllText(page).text() for page in range(document.pageCount()))
    document.close()
    return " ".join(found.replace("\xa0", " ").split())


def a_sheet(desk: Desk, **facts: object) -> SheetDraft:
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice)
    to = (body(desk, "sss"), body(desk, "subject"))
    return replace(SheetDraft(person, practice, ("benefit_claim", "debt"), to), **facts)  # type: ignore[arg-type]


def test_the_sheet_names_who_asks_for_what_to_whom_and_until_when(desk: Desk) -> None:
    said = words_of(consent_paper.signature_sheet(desk, a_sheet(desk), today=TODAY).data)
    for words in (
        "Callum Reid, born 2 March 1974",
        "Tayside Advice Partnership",
        "The record is held by Millbank Medical Practice",
        "☐ Claiming a benefit",
        "☐ Dealing with debt",
        "☐ Social Security Scotland",
        "☐ A copy to me",
        "26 May 2027",
        "Signed",
        "sexual health",
    ):
        assert words in said, words
    assert "☐ The client" not in said  # the copy has its own box, once


def test_what_the_sheet_lacks_is_all_said_at_once(desk: Desk) -> None:
    bare = a_sheet(desk, practice_id=None, purposes=(), recipient_ids=())
    with pytest.raises(Problems) as wrong:
        consent_paper.signature_sheet(desk, bare, today=TODAY)
    assert [one.field for one in wrong.value.problems] == ["practice_id", "purposes", "recipient_ids"]


def test_large_print_belongs_to_the_client_and_every_sheet_follows(desk: Desk) -> None:
    draft = a_sheet(desk)
    ordinary = consent_paper.signature_sheet(desk, draft, today=TODAY)
    view = clients.client(desk, draft.person_id)
    clients.change_client(
        desk, draft.person_id, replace(view.draft, large_print=True), version=view.version, today=TODAY
    )
    large = consent_paper.signature_sheet(desk, draft, today=TODAY)
    assert large.data != ordinary.data
    assert large.data == consent_paper.signature_sheet(desk, replace(draft, large=True), today=TODAY).data
    with pikepdf.open(BytesIO(large.data)) as pdf:
        assert "Callum" not in str(pdf.docinfo)


def test_a_consent_signed_on_the_sheet_says_which_words_it_was(desk: Desk) -> None:
    draft = a_sheet(desk)
    sheet = consent_paper.signature_sheet(desk, draft, today=TODAY)
    again = consent_paper.signature_sheet(desk, draft, today=TODAY)
    assert sheet.wording_code == again.wording_code and sheet.data == again.data
    kept = a_consent(desk, draft.person_id, draft.practice_id, wording_code=sheet.wording_code)
    spoken = a_consent(desk, draft.person_id, draft.practice_id, method="spoken", witness="S Ali")
    with desk.look() as look:
        codes = {id: look.get_one(Consent, id).wording_code for id in (kept, spoken)}
        texts = dict(look.execute(select(Wording.code, Wording.text)).all())
    assert codes[kept] == sheet.wording_code and "May we see your medical record?" in texts[codes[kept]]
    assert codes[spoken] != codes[kept] and "How daily life is affected" in texts[codes[spoken]]


def test_words_that_change_get_a_code_of_their_own(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from welfare_desk import resources

    draft = a_sheet(desk)
    before = consent_paper.signature_sheet(desk, draft, today=TODAY).wording_code
    text = resources.text
    monkeypatch.setattr(
        resources, "text", lambda name: text(name) + ("\n" if name.endswith("sheet.md") else "")
    )
    after = consent_paper.signature_sheet(desk, draft, today=TODAY).wording_code
    assert after != before
    with desk.look() as look:
        assert len(look.scalars(select(Wording)).all()) == 2


def test_the_slip_says_what_was_agreed_and_what_would_follow(desk: Desk, clock: MovingClock) -> None:
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice)
    to = (body(desk, "sss"), body(desk, "subject"))
    consent = a_consent(
        desk, person, practice, categories=("all", "genetic"), exclude=("mental_health",), recipient_ids=to
    )
    said = words_of(consent_paper.renewal_slip(desk, consent, today=TODAY).data)
    for words in (
        "On 26 November 2026 you agreed",
        "That ends on 26 May 2027",
        "Everything on the ordinary list, Genetic tests, but not mental health",
        "Social Security Scotland; a copy to me",
        "Yes, as before, until 26 November 2027",
    ):
        assert words in said, words
    clock.set(2027, 7, 1)  # run out since: the new one counts from the day it is asked
    assert "until 1 January 2028" in words_of(
        consent_paper.renewal_slip(desk, consent, today=date(2027, 7, 1)).data
    )


def test_a_refusal_and_a_mandate_have_no_slip(desk: Desk) -> None:
    person = a_client(desk)
    practice = a_practice(desk)
    no = a_consent(desk, person, practice, polarity="refuse", purposes=("all",), recipient_ids=())
    mandate = a_consent(desk, person, None)
    for consent in (no, mandate):
        with pytest.raises(NothingToRenew):
            consent_paper.renewal_slip(desk, consent, today=TODAY)


def test_paper_says_nothing_of_the_record_and_leaves_no_row(desk: Desk) -> None:
    draft = a_sheet(desk)
    consent_paper.signature_sheet(desk, draft, today=TODAY)
    assert access.who_has_looked(desk, draft.person_id) == []
    assert consents.consents(desk, draft.person_id, now=desk.clock.now()) == []
