"""Builders for what people ask of us about their own data: an officer, a client with all kinds of things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from building import a_case, a_client, a_consent, a_note, a_practice, a_reading, body

from welfare_desk.casework.correspondence import letters
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.rights import subject_access
from welfare_desk.records.service import Advisor
from welfare_desk.vault.desk_key import Person
from welfare_desk.vault.keys import KeyFile


def an_officer(desk: Desk, role: str = "dpo") -> None:
    """Whoever works here answers for data protection from now on."""
    with desk.unit_of_work() as work:
        work.get(Advisor, desk.advisor.id).role = role
        work.commit()
    desk.advisor = replace(desk.advisor, role=role)


def a_second_person(
    desk: Desk, name: str = "Ailsa Grant", role: str = "manager", *, passphrase: str = ""
) -> UUID:
    """Somebody else who works here, with a passphrase of their own where one is given."""
    with desk.unit_of_work() as work:
        other = work.add(Advisor(name=name, initials="AG", role=role))
        work.commit()
    if passphrase:
        KeyFile(desk.folder).add_person(desk.key, Person(str(other.id), name), passphrase, desk.clock.now())
    return other.id


class Known:
    """A client with a case, a consent, notes from the record and from themselves, and an unsent letter."""

    def __init__(self, desk: Desk) -> None:
        self.desk, today = desk, desk.clock.today()
        self.practice = a_practice(desk)
        self.person = a_client(desk)
        self.case = a_case(desk, self.person)
        self.consent = a_consent(desk, self.person, self.practice)
        self.reading = a_reading(desk, self.person, self.case, self.practice)
        self.note = a_note(desk, self.person, self.case, self.reading)
        self.other_note = a_note(
            desk, self.person, self.case, self.reading, "Sertraline since March.", category="diagnosis"
        )
        made = letters.draft_letter(
            desk,
            letters.LetterDraft(
                self.case,
                body(desk, "sss"),
                (letters.StatementDraft("Moving around", "He walks 30 metres with a stick.", (self.note,)),),
            ),
            today=today,
        )
        assert made.id is not None
        self.letter = made.id

    def asks(self, **said: object) -> UUID:
        draft = subject_access.RequestDraft(self.person, self.desk.clock.today(), **said)  # type: ignore[arg-type]
        made = subject_access.take_request(self.desk, draft, today=self.desk.clock.today())
        assert made.id is not None
        return made.id

    def cleared(self, note: UUID, *, harm: bool = False, on: date | None = None) -> None:
        today = self.desk.clock.today()
        subject_access.record_opinion(
            self.desk,
            note,
            subject_access.OpinionDraft("opinion", on or today - timedelta(days=3), harm, "Dr Rennie", "GP"),
            today=today,
        )
