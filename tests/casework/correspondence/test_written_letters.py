"""Written letters: facts from the desk, gaps that say where to fill them, and the door they leave by."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from io import BytesIO
from uuid import UUID

import docx
import pytest
from building import TODAY, a_case, a_client, a_consent, a_practice, body

from welfare_desk.casework import access, agency
from welfare_desk.casework.correspondence import letter_issue, letters, written, written_page
from welfare_desk.casework.correspondence.written import WrittenDraft
from welfare_desk.casework.debt import debts
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters import cases, key_dates
from welfare_desk.casework.people import mandates
from welfare_desk.casework.service import sessions
from welfare_desk.errors import Problems
from welfare_desk.letters.templates import KINDS
from welfare_desk.records.correspondence import Letter
from welfare_desk.rules.key_dates import Notice

SAID = {
    "disputed": "The points for moving around.",
    "reasons": ["He cannot repeat thirty metres.", "Łukasz & <b> said {{ x }}"],
    "reduced": True,
}


@pytest.fixture
def case(desk: Desk) -> UUID:
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice, may_write=True)
    made = a_case(desk, person, practice_id=practice)
    key_dates.record_notice(
        desk, made, Notice("SSS", "ADP", "determination_sent", date(2026, 11, 9)), today=TODAY
    )
    return made


def person_of(desk: Desk, case: UUID) -> UUID:
    return cases.case(desk, case).row.person_id


def begun(desk: Desk, case: UUID, kind: str, to: UUID | None = None, **about: UUID) -> UUID:
    draft = WrittenDraft(kind, person_of(desk, case), to, case, **about)
    made = written.write_letter(desk, draft, today=TODAY).id
    assert made is not None
    return made


def a_request(desk: Desk, case: UUID) -> UUID:
    letter = begun(desk, case, "redetermination-request", body(desk, "sss"))
    written.keep_words(desk, letter, SAID)
    written.change_address(
        desk, letter, body(desk, "sss"), address="PO Box 10298\nDundee", postcode="dd1 9zz"
    )
    return letter


def a_mandate(desk: Desk, case: UUID, to: UUID) -> UUID:
    made = mandates.record_mandate(desk, person_of(desk, case), to, signed_on=TODAY, today=TODAY).id
    assert made is not None
    return made


def blocked(desk: Desk, letter: UUID) -> str:
    with pytest.raises(access.Blocked) as no:
        letter_issue.issue(desk, letter, today=TODAY)
    return no.value.reasons[0].code


def test_every_kind_but_those_drawn_from_notes_can_be_chosen(desk: Desk) -> None:
    listed = [row.kind for row in written.kinds(desk)]
    assert sorted(listed) == sorted(set(KINDS) - {"evidence", "check-sheet"})


def test_a_letter_takes_its_facts_from_the_case(desk: Desk, case: UUID) -> None:
    letter = a_request(desk, case)
    page = written_page.opened(desk, letter, today=TODAY)
    assert page.wanting == () and page.fault == "" and page.pdf is not None
    assert page.answers["reasons"] == SAID["reasons"]
    assert page.recipient.postcode == "DD1 9ZZ"
    a_mandate(desk, case, body(desk, "sss"))
    word = letter_issue.print_out(desk, letter, today=TODAY, word=True)
    said = text_of_word(word)
    for part in ("9 November 2026", "22 December 2026", "Adult Disability Payment", "short-term assistance"):
        assert part in said
    assert "Łukasz & <b> said {{ x }}" in said


def text_of_word(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)


def test_what_is_wanting_is_named_and_stops_the_letter(desk: Desk, case: UUID) -> None:
    letter = begun(desk, case, "redetermination-request", body(desk, "sss"))
    a_mandate(desk, case, body(desk, "sss"))
    page = written_page.opened(desk, letter, today=TODAY)
    assert {one.field for one in page.wanting} == {"recipient.street", "asked.disputed", "asked.reasons"}
    assert page.pdf is not None
    with pytest.raises(Problems):
        letter_issue.issue(desk, letter, today=TODAY)
    assert written_page.opened(desk, letter, today=TODAY).row.state == "draft"


def test_no_letter_to_an_office_without_a_signed_authority(desk: Desk, case: UUID) -> None:
    letter = a_request(desk, case)
    assert blocked(desk, letter) == "mandate_needed"
    mandate = a_mandate(desk, case, body(desk, "sss"))
    letter_issue.issue(desk, letter, today=TODAY)
    assert written_page.opened(desk, letter, today=TODAY).row.state == "issued"
    mandates.end_mandate(desk, mandate, ended_on=TODAY, today=TODAY)
    with pytest.raises(access.Blocked):
        letter_issue.print_out(desk, letter, today=TODAY)


def test_an_authority_for_one_body_is_none_for_another(desk: Desk, case: UUID) -> None:
    a_mandate(desk, case, body(desk, "dwp"))
    assert blocked(desk, a_request(desk, case)) == "mandate_needed"


def test_an_authority_ends_with_its_last_day(desk: Desk, case: UUID, clock: object) -> None:
    letter = a_request(desk, case)
    mandates.record_mandate(
        desk,
        person_of(desk, case),
        body(desk, "sss"),
        signed_on=date(2026, 1, 5),
        to_on=date(2026, 11, 25),
        today=TODAY,
    )
    assert blocked(desk, letter) == "mandate_needed"


def test_each_letter_that_leaves_and_each_that_may_not_is_in_the_log(desk: Desk, case: UUID) -> None:
    letter = a_request(desk, case)
    blocked(desk, letter)
    a_mandate(desk, case, body(desk, "sss"))
    letter_issue.issue(desk, letter, today=TODAY)
    rows = access.who_has_looked(desk, person_of(desk, case))
    assert [(row.decision, row.reason) for row in rows[:2]] == [
        ("disclose", "ok_no_note"),
        ("nothing", "mandate_needed"),
    ]
    assert access.verify_log(desk) is None


def test_a_client_who_may_not_be_written_to_gets_it_by_hand(desk: Desk) -> None:
    person = a_client(desk, may_write=False)
    case = a_case(desk, person)
    session = sessions.plan_session(desk, a_practice(desk), date(2026, 12, 3), time(9, 30), time(12, 30)).id
    assert session is not None
    sessions.book(desk, person, session_id=session, at=time(10, 30), why="form")
    letter = begun(desk, case, "appointment", body(desk, "subject"))
    assert blocked(desk, letter) == "must_not_write"
    written.change_address(desk, letter, body(desk, "subject"), address="", postcode="", by_hand=True)
    letter_issue.issue(desk, letter, today=TODAY)


def test_feedback_to_the_practice_needs_the_clients_agreement_naming_it(desk: Desk, case: UUID) -> None:
    person = person_of(desk, case)
    [practice] = agency.practices(desk)
    letter = begun(desk, case, "practice-feedback", practice.organisation_id)
    written.keep_words(
        desk, letter, {"referred_for": "a claim", "done": "helped", "outcome": "Awarded from September."}
    )
    assert blocked(desk, letter) == "agreement_needed"
    a_consent(
        desk,
        person,
        practice.id,
        purposes=("practice_feedback",),
        recipient_ids=(practice.organisation_id,),
    )
    letter_issue.issue(desk, letter, today=TODAY)
    page = written_page.opened(desk, letter, today=TODAY)
    assert page.paste.endswith("seen for a claim. Awarded from September.")


def test_a_later_refusal_takes_the_agreement_away(desk: Desk, case: UUID, clock) -> None:
    person = person_of(desk, case)
    [practice] = agency.practices(desk)
    letter = begun(desk, case, "practice-feedback", practice.organisation_id)
    written.keep_words(desk, letter, {"referred_for": "a", "done": "b", "outcome": "c"})
    told = {"purposes": ("practice_feedback",), "recipient_ids": (practice.organisation_id,)}
    a_consent(desk, person, practice.id, **told)
    clock.move(hours=1)
    a_consent(desk, person, practice.id, polarity="refuse", **told)
    assert blocked(desk, letter) == "agreement_needed"


def test_a_debt_letter_takes_its_facts_from_the_debt_and_goes_to_its_creditor(desk: Desk) -> None:
    person = a_client(desk)
    case = a_case(desk, person, "credit_or_store_card", "debt", route=None)
    with pytest.raises(Problems) as stopped:
        begun(desk, case, "debt-holding")
    assert [problem.field for problem in stopped.value.problems] == ["debt_id"]
    draft = debts.DebtDraft(
        "credit_or_store_card", "Northgate Bank", "4929 1234", Decimal("3120.77"), balance_on=TODAY
    )
    debt = debts.add_debt(desk, case, draft, today=TODAY).id
    assert debt is not None
    letter = begun(desk, case, "debt-holding", debt_id=debt)
    page = written_page.opened(desk, letter, today=TODAY)
    assert page.recipient.name == "Northgate Bank" and page.recipient.kind == "creditor"
    assert {one.field for one in page.wanting} == {"recipient.street", "asked.days", "asked.reply_by"}
    written.keep_words(desk, letter, {"days": "30", "reply_by": date(2026, 12, 10)})
    written.change_address(desk, letter, page.recipient.id, address="1 High Street", postcode="DD1 1AA")
    a_mandate(desk, case, page.recipient.id)
    said = text_of_word(letter_issue.print_out(desk, letter, today=TODAY, word=True))
    assert "4929 1234" in said and "30 days" in said and "10 December 2026" in said


def test_an_issued_letter_is_not_written_again(desk: Desk, case: UUID) -> None:
    letter = a_request(desk, case)
    a_mandate(desk, case, body(desk, "sss"))
    letter_issue.issue(desk, letter, today=TODAY)
    first = letter_issue.print_out(desk, letter, today=TODAY)
    with pytest.raises(Exception, match="issued"):
        written.keep_words(desk, letter, {"disputed": "else"})
    with pytest.raises(Exception, match="issued"):
        written.drop(desk, letter, today=TODAY)
    assert letter_issue.print_out(desk, letter, today=TODAY) == first


def test_a_draft_can_be_thrown_away(desk: Desk, case: UUID) -> None:
    letter = begun(desk, case, "redetermination-request", body(desk, "sss"))
    written.drop(desk, letter, today=TODAY)
    assert letters.letters(desk, case_id=case) == []


def test_what_the_advisor_wrote_lies_sealed(desk: Desk, case: UUID) -> None:
    letter = a_request(desk, case)
    with desk.look() as look:
        kept = look.get_one(Letter, letter)
    assert kept.sealed_words and b"thirty metres" not in kept.sealed_words
    assert "thirty" not in str(kept.about)
