"""The proof of a consent: drawn on the screen with a witness, or the scan of the sheet; sealed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from building import TODAY, a_client, a_consent, a_practice, body
from test_consent_paper import words_of

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "letters"))
import strangers_papers as strangers

from welfare_desk.casework.consent import consent_signing, consents
from welfare_desk.casework.consent.consent_signing import HasProof, Signed
from welfare_desk.casework.consent.consents import ConsentDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.papers import attachments
from welfare_desk.casework.papers.attachments import InUse
from welfare_desk.casework.people import clients
from welfare_desk.errors import Problems
from welfare_desk.records.evidence import Consent
from welfare_desk.records.papers import Attachment

STROKES = (((0.1, 0.2), (0.4, 0.9), (0.6, 0.1)), ((0.7, 0.5),))
NAME = Signed(STROKES, 4.0, "Callum Reid", "Morag Sinclair")


def a_draft(desk: Desk, **facts: object) -> ConsentDraft:
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice)
    draft = ConsentDraft(
        person,
        purposes=("benefit_claim",),
        actions=("read", "write", "quote", "disclose"),
        categories=("all",),
        exclude=("mental_health",),
        practice_id=practice,
        recipient_ids=(body(desk, "sss"), body(desk, "subject")),
    )
    return replace(draft, **facts)  # type: ignore[arg-type]


def signed(desk: Desk, draft: ConsentDraft, by: Signed = NAME) -> UUID:
    made = consent_signing.record_signed(desk, draft, by, today=TODAY)
    assert made.id is not None
    return made.id


def test_a_signature_on_the_screen_is_kept_with_what_was_agreed_and_who_saw_it(desk_on_both: Desk) -> None:
    desk = desk_on_both
    draft = a_draft(desk)
    id = signed(desk, draft)
    [row] = consents.consents(desk, draft.person_id, now=desk.clock.now())
    assert (row.id, row.method, row.witness, row.is_live) == (id, "electronic", "Morag Sinclair", True)
    assert row.proof is not None
    said = words_of(attachments.open_paper(desk, row.proof))
    for words in (
        "Callum Reid, born 2 March 1974",
        "Claiming a benefit",
        "My medical record at Millbank Medical Practice",
        "Summary of the record, diagnoses, medicines, how daily life is affected",
        "Not: mental health",
        "Social Security Scotland",
        "26 May 2027",
        "Signed by Callum Reid",
        "Signed on the screen on 26 November 2026 at 09:30. Seen by Morag Sinclair.",
    ):
        assert words in said, words


def test_the_drawn_name_is_on_the_sheet_and_nothing_of_it_stands_open_in_the_desk(desk: Desk) -> None:
    draft = a_draft(desk)
    signed(desk, draft)
    with desk.look() as look:
        [paper] = look.query(Attachment).all()
        assert b"%PDF" not in paper.sealed and paper.category is None
    drawn = attachments.open_paper(desk, paper.id)
    other = replace(draft, person_id=a_client(desk, surname="Boyd"))
    signed(desk, other, replace(NAME, strokes=(((0.1, 0.1), (0.9, 0.9)),)))
    row = consents.consents(desk, other.person_id, now=desk.clock.now())[0]
    assert row.proof is not None and attachments.open_paper(desk, row.proof) != drawn


def test_large_print_follows_onto_the_signed_sheet(desk: Desk) -> None:
    draft = a_draft(desk)
    view = clients.client(desk, draft.person_id)
    clients.change_client(
        desk, draft.person_id, replace(view.draft, large_print=True), version=view.version, today=TODAY
    )
    signed(desk, draft)
    [row] = consents.consents(desk, draft.person_id, now=desk.clock.now())
    [paper] = attachments.papers(desk, person_id=draft.person_id)
    assert row.proof == paper.id and paper.pages == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"strokes": ()}, "signature"),
        ({"strokes": (((0.5, 0.5),),)}, "signature"),
        ({"strokes": (((0.5, 0.5),) * 20_001,)}, "signature"),
        ({"strokes": (((0.5, 0.5), (float("nan"), 2.0)),)}, "signature"),
        ({"strokes": (((0.5, 0.5), (0.6, 0.6)), ())}, "signature"),
        ({"ratio": 0.0}, "signature"),
        ({"ratio": float("nan")}, "signature"),
        ({"name": " "}, "signed_by"),
        ({"witness": ""}, "seen_by"),
    ],
)
def test_a_signature_is_drawn_named_and_witnessed_or_nothing_is_recorded(
    desk: Desk, change: dict[str, object], field: str
) -> None:
    draft = a_draft(desk)
    with pytest.raises(Problems) as wrong:
        consent_signing.record_signed(desk, draft, replace(NAME, **change), today=TODAY)  # type: ignore[arg-type]
    assert [one.field for one in wrong.value.problems] == [field]
    assert consents.consents(desk, draft.person_id, now=desk.clock.now()) == []
    assert attachments.papers(desk, person_id=draft.person_id) == []


def test_a_refusal_needs_no_signature_and_nobody_is_taken_to_have_spoken(desk: Desk) -> None:
    for change, field in (({"polarity": "refuse"}, "polarity"), ({"giver_role": ""}, "giver_role")):
        with pytest.raises(Problems) as wrong:
            signed(desk, a_draft(desk, **change))
        assert field in {one.field for one in wrong.value.problems}


def test_somebody_who_signs_for_the_client_is_named_so(desk: Desk) -> None:
    draft = a_draft(desk, giver_role="attorney_welfare", giver_name="Isla Reid", authority={"seen": True})
    signed(desk, draft, replace(NAME, name="Isla Reid"))
    [row] = consents.consents(desk, draft.person_id, now=desk.clock.now())
    assert row.proof is not None
    said = words_of(attachments.open_paper(desk, row.proof))
    assert "Signed by Isla Reid, welfare attorney, for Callum Reid" in said


def test_the_scan_of_a_signed_sheet_is_the_consents_proof_once(desk_on_both: Desk) -> None:
    desk = desk_on_both
    practice = a_practice(desk)
    person = a_client(desk)
    consent = a_consent(desk, person, practice)
    looked = attachments.look_at("scan 1.pdf", strangers.a_pdf(pages=1))
    consent_signing.attach_scan(desk, consent, looked, today=TODAY)
    [paper] = attachments.papers(desk, person_id=person)
    assert (paper.title, paper.kind) == ("Signed agreement, 26 Nov 2026", "authority")
    with desk.look() as look:
        kept = look.get(Consent, consent)
        assert kept is not None and kept.attachment_id == paper.id
    with pytest.raises(HasProof):
        other = attachments.look_at("scan 2.pdf", strangers.a_pdf(pages=2))
        consent_signing.attach_scan(desk, consent, other, today=TODAY)
    with pytest.raises(InUse):
        attachments.remove(desk, paper.id, today=TODAY)


def test_a_name_our_letters_cannot_print_does_not_stop_a_consent(desk: Desk) -> None:
    draft = a_draft(desk)
    signed(desk, draft, replace(NAME, name="王小明", witness="Zoë 🙂"))
    [row] = consents.consents(desk, draft.person_id, now=desk.clock.now())
    assert row.proof is not None and row.witness == "Zoë 🙂"
