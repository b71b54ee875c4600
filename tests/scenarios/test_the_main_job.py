"""The main job on a real workbook: GP0020 from consent to a counted gain, and back to a dead letter.

One story, told in the order an advisor would live it; each step leans on the one before.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from building import MovingClock, a_consent, a_note, a_reading, body, terms_agreed

from welfare_desk.casework import access
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letter_check, letter_issue, letters
from welfare_desk.casework.correspondence.letter_check import Answer, Checker
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import gains, tally
from welfare_desk.casework.figures.gains import DecisionDraft, GainDraft
from welfare_desk.casework.matters import cases
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.people import clients
from welfare_desk.casework.service.practice_terms import NotInTheTerms
from welfare_desk.casework.workbook import intake
from welfare_desk.rules.caseload import Period

WORKBOOK = Path(__file__).parents[1] / "data" / "caseload" / "practice-desk.xlsx"
YEAR = Period(date(2026, 4, 1), date(2027, 3, 31))


def welfare(desk: Desk) -> Decimal:
    return Decimal(tally.tally(desk, YEAR).as_json()["gain"]["welfare"])


def test_from_a_workbook_to_a_checked_letter_and_a_proven_tally(desk: Desk, clock: MovingClock) -> None:
    intake.bring_in(desk, WORKBOOK.read_bytes(), WORKBOOK.name, today=clock.today())
    case_id = cases.find_case(desk, "GP0020")
    person_id = cases.case(desk, case_id).row.person_id
    person = clients.client(desk, person_id)
    assert person.draft.practice_id is not None
    practice_id = person.draft.practice_id

    # What the sheet says of consent opens nothing.
    [said] = consents.consents(desk, person_id, now=clock.now())
    assert said.state == "not_done" and said.said is not None and "ask again" in said.said
    with pytest.raises(access.Blocked):
        a_reading(desk, person_id, case_id, practice_id)

    # Consent, a reading, two notes.
    consent_id = a_consent(desk, person_id, practice_id)
    reading_id = a_reading(desk, person_id, case_id, practice_id)
    with pytest.raises(NotInTheTerms):
        a_note(desk, person_id, case_id, reading_id)  # nothing is agreed with this practice yet
    terms_agreed(desk, practice_id)
    a_note(desk, person_id, case_id, reading_id, "Walks about 30 metres with a stick.")
    a_note(desk, person_id, case_id, reading_id, "Needs help to bathe.", activities=("washing",))
    evidence.close_reading(desk, reading_id)

    # A letter; the GP amends one statement; it is issued.
    today = clock.today()
    draft = letters.LetterDraft(
        case_id, body(desk, "sss"), letters.from_notes(desk, case_id, purpose="benefit_claim")
    )
    letter_id = letters.draft_letter(desk, draft, today=today).id
    assert letter_id is not None
    letter_check.send_to_gp(desk, letter_id, today=today)
    first, second = letters.letter(desk, letter_id).statements
    answers = [Answer(first.id, "amend", "Walks about 20 metres with a stick."), Answer(second.id, "agree")]
    letter_check.enter_answers(desk, letter_id, answers, Checker("Dr A Lennox"), today=today)
    letter_issue.issue(desk, letter_id, today=today)
    printed = letter_issue.print_out(desk, letter_id, today=today)
    assert printed.startswith(b"%PDF")

    # The decision letter and its gain: the year moves by exactly the difference's fifty-two weeks.
    before = welfare(desk)
    clock.move(days=30)
    decided = DecisionDraft(
        date(2026, 12, 18),
        "awarded",
        gain=GainDraft(
            Decimal("106.70"),
            previous=Decimal("72.65"),
            award_from=date(2026, 12, 18),
            confirmed_on=clock.today(),
            confirmed_by="award_letter",
        ),
    )
    gains.record_decision(desk, case_id, decided, today=clock.today())
    assert welfare(desk) - before == (Decimal("106.70") - Decimal("72.65")) * 52

    # The same decision again is refused, and nothing moves.
    with pytest.raises(gains.AlreadyCounted) as again:
        gains.record_decision(desk, case_id, decided, today=clock.today())
    assert again.value.line.amount == Decimal("106.70")
    assert welfare(desk) - before == (Decimal("106.70") - Decimal("72.65")) * 52

    # Withdrawn by telephone: the issued letter is not printed again.
    consents.withdraw(desk, consent_id, how="by telephone", today=clock.today())
    with pytest.raises(access.Blocked):
        letter_issue.print_out(desk, letter_id, today=clock.today())

    # Every look is in the log, granted or not, and the log holds.
    looks = [(row.action, row.target, row.decision) for row in access.who_has_looked(desk, person_id)]
    assert ("read", "gp_record", "nothing") in looks  # before the consent
    assert ("read", "gp_record", "read") in looks
    assert looks.count(("write", "evidence_note", "write")) == 2
    assert looks.count(("read", "evidence_note", "read")) == 2  # each note opened once to draft from
    assert ("disclose", "letter", "disclose") in looks
    assert looks[0] == ("disclose", "letter", "nothing")  # the reprint refused
    assert access.verify_log(desk) is None
