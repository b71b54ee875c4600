"""What a practice agreed switches noting and the CHI number on or off, from its day."""

from __future__ import annotations

from datetime import date

import pytest
from building import MovingClock, a_case, a_client, a_consent, a_note, a_practice, a_reading
from sqlalchemy import select

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.people import chi_numbers, clients
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.service import practice_terms
from welfare_desk.casework.service.practice_terms import NONE_YET, NotInTheTerms, Terms
from welfare_desk.errors import Problems
from welfare_desk.records.evidence import EvidenceNote, Reading
from welfare_desk.records.people import Person

CHI = "0705612643"


def agree(desk: Desk, practice, **said) -> None:
    today = desk.clock.today()
    terms = Terms(**({"from_on": today, "agreed_by": "Dr Rennie"} | said))
    practice_terms.record_terms(desk, practice, terms, today=today)


def test_until_something_is_agreed_nothing_is_noted(desk: Desk) -> None:
    practice = a_practice(desk, agreed=False)
    person = a_client(desk)
    case = a_case(desk, person)
    a_consent(desk, person, practice)
    reading = a_reading(desk, person, case, practice)
    with pytest.raises(NotInTheTerms) as stopped:
        a_note(desk, person, case, reading)
    assert "record its terms" in stopped.value.advice
    with desk.look() as look:
        assert look.scalars(select(EvidenceNote)).all() == []
    agree(desk, practice, notes_allowed=True)
    a_note(desk, person, case, reading)


def test_a_practice_may_close_its_record_or_want_a_signature(desk: Desk) -> None:
    practice = a_practice(desk, agreed=False)
    person = a_client(desk)
    case = a_case(desk, person)
    a_consent(desk, person, practice, method="spoken", witness="Nurse Bell")
    agree(desk, practice, written_consent=True)
    with pytest.raises(NotInTheTerms, match="in writing"):
        a_reading(desk, person, case, practice)
    agree(desk, practice, may_read=False)
    with pytest.raises(NotInTheTerms, match="does not let us open"):
        a_reading(desk, person, case, practice)
    with desk.look() as look:
        assert look.scalars(select(Reading)).all() == []


def test_a_chi_number_is_kept_only_where_the_practice_agreed(desk: Desk, clock: MovingClock) -> None:
    practice = a_practice(desk, agreed=False)
    with pytest.raises(Problems) as wrong:
        a_client(desk, chi_number=CHI, practice_id=practice)
    assert [one.field for one in wrong.value.problems] == ["chi_number"]
    agree(desk, practice, keep_chi=True)
    person = a_client(desk, chi_number=CHI, practice_id=practice, born_on=date(1961, 5, 7))
    clock.move(days=2)
    agree(desk, practice, keep_chi=False)
    view = clients.client(desk, person)
    draft = ClientDraft(**{**vars_of(view.draft), "forenames": "Calum"})
    clients.change_client(desk, person, draft, version=view.version, today=clock.today())
    assert chi_numbers.against_terms(desk, today=clock.today()) == 1
    assert chi_numbers.take_out(desk, today=clock.today()) == 1
    assert chi_numbers.against_terms(desk, today=clock.today()) == 0
    with desk.look() as look:
        assert look.get_one(Person, person).chi_number is None
    assert clients.find(desk, CHI) == []


def vars_of(draft: ClientDraft) -> dict:
    return {name: getattr(draft, name) for name in draft.__dataclass_fields__}


def test_terms_hold_from_their_day_and_are_not_edited_backwards(desk: Desk, clock: MovingClock) -> None:
    practice = a_practice(desk, agreed=False)
    with desk.look() as look:
        assert practice_terms.terms_on(look, practice, clock.today()) == NONE_YET
    agree(desk, practice, from_on=date(2026, 12, 1), notes_allowed=True)
    with desk.look() as look:
        assert practice_terms.terms_on(look, practice, date(2026, 11, 30)) == NONE_YET
        assert practice_terms.terms_on(look, practice, date(2026, 12, 1)).notes_allowed
    with pytest.raises(Problems) as wrong:
        agree(desk, practice, from_on=date(2026, 11, 1))
    assert [one.field for one in wrong.value.problems] == ["from_on"]
    agree(desk, practice, from_on=date(2027, 1, 1))
    assert [one.from_on for one in practice_terms.history(desk, practice)] == [
        date(2027, 1, 1),
        date(2026, 12, 1),
    ]
    for gap in ({"from_on": None}, {"agreed_by": " "}, {"may_read": False, "notes_allowed": True}):
        with pytest.raises(Problems):
            agree(desk, practice, **({"from_on": date(2027, 2, 1)} | gap))
