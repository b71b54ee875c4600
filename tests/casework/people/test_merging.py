"""Two files of one person: looked at, made one, and taken apart with every row as it was."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from building import TODAY, a_case, a_client
from rights import Known, an_officer
from sqlalchemy import text

from welfare_desk.casework import access
from welfare_desk.casework.correspondence import letters
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import gains
from welfare_desk.casework.figures.gains import DecisionDraft, GainDraft
from welfare_desk.casework.matters import cases, journal, key_dates
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.people import clients, households, merging, special_rules
from welfare_desk.casework.people.merging import NotOnePerson, NotTheNewest
from welfare_desk.casework.people.special_rules import SpecialRules
from welfare_desk.casework.rights import erasure, held
from welfare_desk.casework.service import crisis, sessions
from welfare_desk.casework.service.crisis import CrisisDraft
from welfare_desk.errors import Problems
from welfare_desk.records.people import Person
from welfare_desk.records.tables import Base
from welfare_desk.rules import retention as rule

# The journal of what was changed, the chain of who looked, and what says that there was a merge.
ITS_OWN = {"history", "access_log", "merges", "journal", "counters", "search_terms"}


def everything(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table but those that tell of the merge itself; versions count saves."""
    found = {}
    with desk.engine.connect() as connection:
        for table in sorted(set(Base.metadata.tables) - ITS_OWN):
            rows = connection.execute(text(f'SELECT * FROM "{table}"')).mappings()
            plain = [{key: value for key, value in row.items() if key != "version"} for row in rows]
            found[table] = sorted(plain, key=repr)
    return found


@pytest.fixture
def known(desk: Desk) -> Known:
    """The file that goes, full of things; ``kept`` stays."""
    an_officer(desk)
    found = Known(desk)
    today = desk.clock.today()
    key_dates.add_key_date(desk, found.case, "Send the form", date(2026, 12, 3), today=today)
    crisis.record(desk, CrisisDraft(found.person, "violence", "He hits her."))
    special_rules.put_first(desk, found.person, SpecialRules("basris", "no", "Dr A"), today=today)
    partner = a_client(desk, surname="Reid", forenames="Moira")
    households.join(desk, found.person, partner, relation="Partner", today=today)
    session = sessions.plan_session(desk, found.practice, today, time(9), time(12)).id
    sessions.book(desk, found.person, session_id=session, at=time(9))
    journal.write_note(desk, found.person, "He rang.", today=today)
    return found


@pytest.fixture
def kept(desk: Desk) -> Any:
    return a_client(
        desk, forenames="Calum", born_on=None, ni_number=None, phone="07700 900186", address="9 Mill Wynd"
    )


def test_the_review_says_what_differs_what_stands_and_what_comes_over(known: Known, kept: Any) -> None:
    found = merging.review(known.desk, kept, known.person)
    said = {one.what: (one.kept, one.gone, one.stands) for one in found.differs}
    assert said["Name"] == ("Calum Reid", "Callum Reid", "Calum Reid")
    assert said["Born"] == ("", "2 Mar 1974", "2 Mar 1974")
    assert said["Address"][2] == "9 Mill Wynd"
    moves = dict(found.moves)
    assert moves["case"] == 1 and moves["evidence notes"] == 2 and moves["consent"] == 1


def test_all_of_it_is_one_file_and_what_was_sealed_opens(known: Known, kept: Any) -> None:
    desk = known.desk
    merging.merge(desk, kept, known.person, why="Same NI number on both letters", today=TODAY)
    assert [row.person_id for row in cases.case_rows(desk)] == [kept]
    assert [row.id for row in clients.find(desk, "Reid Cal")] == [kept]
    assert [row.id for row in clients.find(desk, "Callum")] == [kept]  # found by the name of before
    view = clients.client(desk, kept)
    assert view.draft.born_on == date(1974, 3, 2) and "Callum Reid" in view.former_names
    opened = evidence.open_note(desk, known.note, purpose="benefit_claim")
    assert opened.text.startswith("Walks about 30 metres")
    [head] = crisis.heads(desk, kept)
    assert crisis.open_record(desk, head.id).said == "He hits her."
    assert special_rules.opened(desk, kept).clinician == "Dr A"
    assert letters.letter(desk, known.letter).statements[0].text
    assert any(row.target == "reading" or row.action == "read" for row in access.who_has_looked(desk, kept))
    assert access.verify_log(desk) is None
    [made] = merging.merges(desk, kept)
    assert made.name == "Callum Reid" and made.newest and made.why.startswith("Same NI")


def test_taken_apart_every_row_is_as_it_was(known: Known, kept: Any) -> None:
    desk = known.desk
    before = everything(desk)
    merging.merge(desk, kept, known.person, why="One person", today=TODAY)
    assert everything(desk) != before
    [made] = merging.merges(desk, kept)
    merging.undo(desk, made.id, today=TODAY)
    assert everything(desk) == before
    assert [row.id for row in clients.find(desk, "Callum")] == [known.person]
    assert evidence.open_note(desk, known.note, purpose="benefit_claim").text
    assert special_rules.opened(desk, known.person).clinician == "Dr A"


def test_what_was_written_while_they_were_one_stays_and_still_opens(known: Known, kept: Any) -> None:
    desk = known.desk
    merging.merge(desk, kept, known.person, why="One person", today=TODAY)
    later = a_case(desk, kept, "cdp")
    said = letters.StatementDraft("Moving around", "He walks 20 metres.", (known.note,))
    letters.change_statements(desk, known.letter, [said], today=TODAY)
    clients.change_client(
        desk,
        kept,
        clients.client(desk, kept).draft,
        version=clients.client(desk, kept).version,
        today=TODAY,
    )
    merging.undo(desk, merging.merges(desk, kept)[0].id, today=TODAY)
    assert {row.id for row in cases.case_rows(desk, person_id=kept)} == {later}
    assert {row.id for row in cases.case_rows(desk, person_id=known.person)} == {known.case}
    assert letters.letter(desk, known.letter).statements[0].text == "He walks 20 metres."


def test_only_the_newest_is_undone_and_three_files_come_apart_in_turn(desk: Desk) -> None:
    people = [a_client(desk, forenames=name) for name in ("Ann", "Anne", "Anna")]
    made = [a_case(desk, person) for person in people]
    before = everything(desk)
    merging.merge(desk, people[1], people[0], why="One", today=TODAY)
    merging.merge(desk, people[2], people[1], why="One", today=TODAY)
    assert {row.person_id for row in cases.case_rows(desk)} == {people[2]}
    newest, older = merging.merges(desk, people[2])
    with pytest.raises(NotTheNewest):
        merging.undo(desk, older.id, today=TODAY)
    merging.undo(desk, newest.id, today=TODAY)
    merging.undo(desk, older.id, today=TODAY)
    assert everything(desk) == before
    assert [cases.case(desk, case).row.person_id for case in made] == people


def test_people_kept_apart_are_never_one_and_a_reason_is_asked(desk: Desk) -> None:
    one, other = a_client(desk), a_client(desk, forenames="Calum")
    with pytest.raises(Problems):
        merging.merge(desk, one, other, why=" ", today=TODAY)
    with pytest.raises(NotOnePerson):
        merging.merge(desk, one, one, why="x", today=TODAY)
    assert [row.id for row in merging.might_be(desk, one)] == [other]
    households.keep_apart(desk, one, other, today=TODAY)
    assert merging.might_be(desk, one) == []
    for pair in ((one, other), (other, one)):
        with pytest.raises(NotOnePerson):
            merging.review(desk, *pair)
        with pytest.raises(NotOnePerson):
            merging.merge(desk, *pair, why="x", today=TODAY)


def test_a_file_that_went_goes_nowhere_else(desk: Desk) -> None:
    one, other, third = (a_client(desk, forenames=name) for name in ("Ann", "Anne", "Anna"))
    merging.merge(desk, one, other, why="One", today=TODAY)
    with pytest.raises(NotOnePerson):
        merging.merge(desk, third, other, why="One", today=TODAY)


def test_who_was_protected_from_somebody_stays_so(desk: Desk) -> None:
    kept, gone, him = a_client(desk), a_client(desk, forenames="Calum"), a_client(desk, surname="Other")
    for person in (kept, gone):
        households.keep_apart(desk, person, him, today=TODAY)
    households.end_apart(desk, kept, him, today=TODAY)
    merging.merge(desk, kept, gone, why="One", today=TODAY)
    assert [row.person_id for row in households.apart_from(desk, kept)] == [him]


def test_their_copy_and_their_erasure_take_in_both_files(known: Known, kept: Any) -> None:
    desk = known.desk
    merging.merge(desk, kept, known.person, why="One person", today=TODAY)
    known.person = kept
    cases.close_case(desk, known.case, because="Done", today=TODAY)
    erasure.erase(desk, kept, rule.CASEWORK, today=date(2040, 1, 1))
    with desk.look() as look:
        keys = look.query(Person.sealing_key).filter(Person.ni_number.is_not(None)).all()
        ids = set(look.scalars(held.files_of(kept)))
    assert keys == [] and kept in ids


def test_an_award_is_counted_once_for_the_one_file(desk: Desk) -> None:
    one, other = a_client(desk), a_client(desk, forenames="Calum")
    case = a_case(desk, other)
    gain = GainDraft(Decimal("73.90"), frequency="weekly", confirmed_on=TODAY, confirmed_by="award_letter")
    gains.record_decision(desk, case, DecisionDraft(date(2026, 11, 2), "awarded", gain=gain), today=TODAY)
    merging.merge(desk, one, other, why="One", today=TODAY)
    [line] = gains.ledger(desk, limit=9)
    assert line.award_key.startswith(f"{one}:")
