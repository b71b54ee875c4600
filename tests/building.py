"""Builders of valid things: a test states only what matters to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from welfare_desk.casework import agency
from welfare_desk.casework.agency import PracticeDraft
from welfare_desk.casework.consent import consents
from welfare_desk.casework.consent.consents import ConsentDraft
from welfare_desk.casework.correspondence import letter_check, letter_issue, letters
from welfare_desk.casework.correspondence.letter_check import Answer, Checker
from welfare_desk.casework.correspondence.letters import LetterDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters import cases
from welfare_desk.casework.matters.cases import CaseDraft
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.notes.evidence import NoteDraft, ReadingDraft
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.service import practice_terms
from welfare_desk.casework.service.practice_terms import Terms
from welfare_desk.rules.income.household import Care, Home, Household, InPayment, Person

PASSPHRASE = "seven blue herons walk"
TODAY = date(2026, 11, 26)


@dataclass
class MovingClock:
    """A clock a test moves by hand."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)

    def set(self, year: int, month: int, day: int, hour: int = 9) -> None:
        self.at = datetime(year, month, day, hour, tzinfo=UTC)


def a_practice(desk: Desk, name: str = "Millbank Medical Practice", *, agreed: bool = True) -> UUID:
    """A practice whose terms let us note and keep everything, or one with which nothing is agreed."""
    changed = agency.change_practice(desk, PracticeDraft(name, "2 Mill Lane, Millbank"))
    assert changed.id is not None
    if agreed:
        terms_agreed(desk, changed.id)
    return changed.id


def terms_agreed(desk: Desk, practice_id: UUID) -> None:
    """This practice lets us note from its record and keep CHI numbers."""
    terms = Terms(date(2024, 4, 1), notes_allowed=True, keep_chi=True, agreed_by="Dr Rennie")
    practice_terms.record_terms(desk, practice_id, terms, today=desk.clock.today())


def a_client(desk: Desk, **facts: Any) -> UUID:
    known: dict[str, Any] = {
        "surname": "Reid",
        "forenames": "Callum",
        "born_on": date(1974, 3, 2),
        "address": "7 Mill Wynd",
        "postcode": "DD5 9ZZ",
    }
    changed = clients.add_client(desk, ClientDraft(**(known | facts)), today=desk.clock.today())
    assert changed.id is not None
    return changed.id


def a_case(desk: Desk, person_id: UUID, matter: str = "adp", kind: str = "income", **facts: Any) -> UUID:
    changed = cases.open_case(
        desk, CaseDraft(person_id, kind, matter, **({"route": "SSS"} | facts)), today=desk.clock.today()
    )
    assert changed.id is not None
    return changed.id


def body(desk: Desk, code: str) -> UUID:
    """A body of the recipient book by its code: sss, dwp, subject ..."""
    return next(row.id for row in agency.recipients(desk) if row.code == code)


def a_consent(desk: Desk, person_id: UUID, practice_id: UUID | None, **facts: Any) -> UUID:
    said: dict[str, Any] = {
        "purposes": ("benefit_claim", "benefit_appeal"),
        "actions": ("read", "write", "quote", "disclose"),
        "categories": ("all",),
        "recipient_ids": (body(desk, "sss"),),
    }
    changed = consents.record_consent(
        desk,
        ConsentDraft(person_id=person_id, practice_id=practice_id, **(said | facts)),
        today=desk.clock.today(),
    )
    assert changed.id is not None
    return changed.id


def a_reading(desk: Desk, person_id: UUID, case_id: UUID, practice_id: UUID, **facts: Any) -> UUID:
    asked: dict[str, Any] = {
        "purpose": "benefit_claim",
        "why": "evidence for the claim",
        "categories": ("diagnosis", "function"),
    }
    changed = evidence.start_reading(
        desk,
        ReadingDraft(person_id=person_id, practice_id=practice_id, case_id=case_id, **(asked | facts)),
    )
    assert changed.id is not None
    return changed.id


def a_note(
    desk: Desk,
    person_id: UUID,
    case_id: UUID,
    reading_id: UUID | None,
    text: str = "Walks about 30 metres with a stick before pain stops him.",
    purpose: str = "benefit_claim",
    **facts: Any,
) -> UUID:
    noted: dict[str, Any] = {
        "category": "function",
        "entry_on": date(2026, 9, 2),
        "entry_kind": "clinic letter",
        "activities": ("moving_around",),
    }
    changed = evidence.write_note(
        desk,
        NoteDraft(text, **(noted | facts)),
        purpose=purpose,
        person_id=person_id,
        case_id=case_id,
        reading_id=reading_id,
    )
    assert changed.id is not None
    return changed.id


def an_issued_letter(desk: Desk, *, said: str) -> tuple[UUID, UUID, UUID]:
    """A client, the consent, and a letter that quotes a note in the GP's own wording, issued."""
    practice, today = a_practice(desk), desk.clock.today()
    person = a_client(desk, practice_id=practice, may_write=True)
    case = a_case(desk, person, practice_id=practice)
    consent = a_consent(desk, person, practice)
    a_note(desk, person, case, a_reading(desk, person, case, practice), "Walks with one stick.")
    draft = LetterDraft(case, body(desk, "sss"), letters.from_notes(desk, case, purpose="benefit_claim"))
    letter = letters.draft_letter(desk, draft, today=today).id
    assert letter is not None
    [statement] = letters.letter(desk, letter).statements
    amended = Answer(statement.id, "amend", said)
    letter_check.enter_answers(desk, letter, [amended], Checker("Dr A Rennie"), today=today)
    letter_issue.issue(desk, letter, today=today)
    return person, consent, letter


def a_carers_home() -> Household:
    """A carer on Universal Credit with one child, everything asked; her mother's addition is in payment."""
    return Household(
        people=(
            Person(
                "client",
                date(1981, 3, 3),
                condition=False,
                work_limited="none",
                earnings=Decimal("0.00"),
                cares=(Care("her mother", 40, True, True),),
                name="Ann Bell",
            ),
            Person("child1", date(2017, 1, 1), condition=False, school="P5", name="Ina"),
        ),
        awards={"uc": InPayment(), "cb": InPayment()},
        capital=Decimal("0.00"),
        home=Home("social", Decimal("90.00"), 0),
        council_tax=True,
        others_at_home=0,
        immigration="settled",
    )
