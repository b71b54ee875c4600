"""One search finds what stands anywhere on the desk; sealed notes only where the gate says so, and logged."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from building import TODAY, MovingClock, a_case, a_client, a_consent, a_note, a_practice, a_reading, body
from canary import leaks_under
from sqlalchemy import text

from welfare_desk.casework import access, finding
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letters
from welfare_desk.casework.correspondence.letters import LetterDraft
from welfare_desk.casework.desk import Desk, SignedIn
from welfare_desk.casework.finding import Hit
from welfare_desk.casework.matters import journal
from welfare_desk.casework.notes import note_search
from welfare_desk.casework.service import directory
from welfare_desk.casework.service.directory import ServiceDraft
from welfare_desk.records.service import Advisor

CANARY = "kestrel over Drumnadrochit"


def found(desk: Desk, typed: str) -> dict[str, tuple[Hit, ...]]:
    return {one.kind: one.hits for one in finding.search(desk, typed) if one.hits}


@pytest.fixture
def noted(desk: Desk) -> tuple[Any, Any, Any, Any]:
    """Somebody with a case, a consent and a note under it, a letter from that note, a journal and a task."""
    practice = a_practice(desk)
    person = a_client(desk, practice_id=practice)
    case = a_case(desk, person)
    consent = a_consent(desk, person, practice)
    reading = a_reading(desk, person, case, practice)
    note = a_note(desk, person, case, reading, f"He said: {CANARY}.")
    draft = LetterDraft(case, body(desk, "sss"), letters.from_notes(desk, case, purpose="benefit_claim"))
    letters.draft_letter(desk, draft, today=TODAY)
    journal.write_note(desk, person, "Rang the landlord: Café rent is late.", today=TODAY, case_id=case)
    journal.add_task(desk, "Ring the landlord again", person_id=person, due_on=TODAY + timedelta(3))
    return person, case, consent, note


def test_each_kind_is_found_and_says_whose_it_is(desk: Desk, noted: Any) -> None:
    person, case, *_ = noted
    directory.keep_service(desk, ServiceDraft("Larder", "food", "Food and landlord advice"), today=TODAY)
    hits = found(desk, "landlord")
    assert set(hits) == {"journal", "tasks", "services"}
    [entry] = hits["journal"]
    assert (entry.person_id, entry.case_id, entry.on) == (person, case, TODAY)
    assert "landlord" in entry.snippet or "landlord" in entry.title
    assert set(found(desk, "reid")) == {"clients", "cases", "letters"}
    assert [hit.about for hit in found(desk, "reid")["letters"]] == ["evidence"]
    assert set(found(desk, "cafe reid")) == {"journal"}  # accents do not matter, and whose it is may be typed
    assert found(desk, "supporting letter")["letters"]


@pytest.mark.parametrize("typed", ["", " ", "x", "  x  "])
def test_too_little_finds_nothing(desk: Desk, noted: Any, typed: str) -> None:
    assert finding.search(desk, typed) == () and note_search.search(desk, typed).hits == ()


def test_more_than_five_hundred_says_so(desk: Desk, noted: Any) -> None:
    person, case, *_ = noted
    with desk.unit_of_work() as work:
        for number in range(501):
            work.journal(person, f"Call {number} about kindling", on=TODAY, case_id=case)
        work.commit()
    [hits] = [one for one in finding.search(desk, "kindling") if one.hits]
    assert len(hits.hits) == finding.MOST and hits.more


def test_it_stops_when_it_is_called_off(desk: Desk, noted: Any) -> None:
    class TypedOn(Exception):
        pass

    def stop() -> None:
        raise TypedOn

    for search in (finding.search, note_search.search):
        with pytest.raises(TypedOn):
            search(desk, "landlord", still=stop)


def test_sealed_words_are_found_only_by_name_and_stand_in_the_log(desk: Desk, noted: Any) -> None:
    person, case, _, note = noted
    assert found(desk, "kestrel") == {}
    before = len(access.who_has_looked(desk, person))
    told = note_search.search(desk, "drumnad kestrel")
    [hit] = told.hits
    assert (hit.id, hit.person_id, hit.case_id, told.looked_at, told.shut) == (note, person, case, 1, 0)
    assert CANARY in hit.title
    assert note_search.search(desk, "nobody wrote this").hits == ()
    rows = [row for row in access.who_has_looked(desk, person) if row.said]
    assert len(access.who_has_looked(desk, person)) >= before + 2
    assert [(row.action, row.target, row.decision, row.said) for row in rows] == [
        ("read", "evidence_note", "read", "Looked for words in these notes")
    ] * 2  # nothing found is a look as well
    assert access.verify_log(desk) is None


def test_after_a_withdrawal_the_notes_stay_shut_and_the_no_is_logged(desk: Desk, noted: Any) -> None:
    person, _, consent, _ = noted
    consents.withdraw(desk, consent, how="in person", today=TODAY)
    told = note_search.search(desk, "kestrel")
    assert (told.hits, told.looked_at, told.shut) == ((), 0, 1)
    [no] = [row for row in access.who_has_looked(desk, person) if row.said]
    assert (no.decision, no.reason) == ("nothing", "withdrawn")


def test_nobody_looks_in_the_notes_of_clients_they_do_not_work_with(desk: Desk, noted: Any) -> None:
    person, *_ = noted
    with desk.unit_of_work() as work:
        other = work.add(Advisor(name="Ailsa Gunn", initials="AG", role="caseworker"))
        work.commit()
        theirs = SignedIn(other.id, "Ailsa Gunn", "AG")
    mine, desk.advisor = desk.advisor, theirs
    told = note_search.search(desk, "kestrel")
    desk.advisor = mine
    assert (told.hits, told.looked_at, told.shut) == ((), 0, 0)
    assert not [row for row in access.who_has_looked(desk, person) if row.said]


def test_what_was_looked_for_is_kept_nowhere(
    desk: Desk, noted: Any, clock: MovingClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    finding.search(desk, CANARY)
    assert note_search.search(desk, CANARY).hits
    assert leaks_under(desk.folder, CANARY) == [] and CANARY not in caplog.text
    with desk.engine.connect() as connection:
        for table in ("access_log", "history", "drafts", "search_terms", "journal"):
            for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings():
                assert "kestrel" not in repr(dict(row)).lower(), table
