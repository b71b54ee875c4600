"""Words inside issued letters: found when asked, through the gate, in the very file that was handed over."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from building import TODAY, a_client, an_issued_letter, body
from canary import leaks_under
from sqlalchemy import text

from welfare_desk.casework import access
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letter_issue, letter_search, written
from welfare_desk.casework.desk import Desk, SignedIn
from welfare_desk.records.service import Advisor

CANARY = "kestrels above Drumnadrochit"


@pytest.fixture
def issued(desk: Desk) -> tuple[UUID, UUID, UUID]:
    return an_issued_letter(desk, said=f"Walks slowly, looking for {CANARY}.")


def looked(desk: Desk, person: UUID) -> list[access.AccessRow]:
    return [row for row in access.who_has_looked(desk, person) if row.said]


def a_written_one(desk: Desk, person: UUID, on: date = TODAY) -> UUID:
    """A letter that quotes no note, issued."""
    begun = written.write_letter(
        desk, written.WrittenDraft("signposting", person, body(desk, "subject")), today=TODAY
    ).id
    assert begun is not None
    said = {"matter": "food for the week", "services": ["Larder by the Linnhe, 01382 496 0099"]}
    written.keep_words(desk, begun, said)
    letter_issue.issue(desk, begun, today=on)
    return begun


def test_what_was_handed_over_is_found_in_its_own_words_and_logged(
    desk: Desk, issued: tuple[UUID, UUID, UUID]
) -> None:
    person, _, letter = issued
    told = letter_search.search(desk, "drumnad kestrel")
    [hit] = told.hits
    assert (hit.kind, hit.id, hit.person_id, told.looked_in, told.shut) == ("letters", letter, person, 1, 0)
    assert CANARY in hit.snippet and hit.on == TODAY and hit.about == "evidence"
    assert letter_search.search(desk, "stick").hits == ()  # the draft said so; what was issued does not
    assert [(row.action, row.target, row.decision, row.said) for row in looked(desk, person)] == [
        ("quote", "letter", "quote", "Looked for words in this letter")
    ] * 2  # nothing found is a look as well
    assert access.verify_log(desk) is None


def test_a_letter_that_quotes_nothing_is_found_too(desk: Desk, issued: tuple[UUID, UUID, UUID]) -> None:
    person, _, letter = issued
    other = a_written_one(desk, person)
    told = letter_search.search(desk, "linnhe")
    assert [hit.id for hit in told.hits] == [other] and told.looked_in == 2
    assert {hit.id for hit in letter_search.search(desk, "reid").hits} == {letter, other}


def test_drafts_are_not_looked_in(desk: Desk) -> None:
    person = a_client(desk, may_write=True)
    written.write_letter(
        desk, written.WrittenDraft("signposting", person, body(desk, "subject")), today=TODAY
    )
    assert letter_search.search(desk, "reid") == letter_search.LetterHits((), 0, 0)


def test_after_a_withdrawal_it_stays_shut_and_the_no_is_logged(
    desk: Desk, issued: tuple[UUID, UUID, UUID]
) -> None:
    person, consent, _ = issued
    consents.withdraw(desk, consent, how="in person", today=TODAY)
    told = letter_search.search(desk, "kestrel")
    assert (told.hits, told.looked_in, told.shut) == ((), 0, 1)
    [no] = looked(desk, person)
    assert (no.decision, no.reason) == ("nothing", "withdrawn")


def test_nobody_looks_in_the_letters_of_clients_they_do_not_work_with(
    desk: Desk, issued: tuple[UUID, UUID, UUID]
) -> None:
    person, *_ = issued
    with desk.unit_of_work() as work:
        other = work.add(Advisor(name="Ailsa Gunn", initials="AG", role="caseworker"))
        work.commit()
        theirs = SignedIn(other.id, "Ailsa Gunn", "AG")
    mine, desk.advisor = desk.advisor, theirs
    told = letter_search.search(desk, "kestrel")
    desk.advisor = mine
    assert told == letter_search.LetterHits((), 0, 0) and not looked(desk, person)


def test_called_off_it_stops_and_what_was_opened_stands_in_the_log(
    desk: Desk, issued: tuple[UUID, UUID, UUID]
) -> None:
    class CalledOff(Exception):
        pass

    person, *_ = issued
    a_written_one(desk, person, TODAY - timedelta(days=1))
    steps: list[tuple[int, int]] = []

    def step(done: int, of: int) -> None:
        steps.append((done, of))
        if done:
            raise CalledOff

    with pytest.raises(CalledOff):
        letter_search.search(desk, "kestrel", step=step)
    assert steps == [(0, 2), (1, 2)] and len(looked(desk, person)) == 1  # the newest first, which quotes


@pytest.mark.parametrize("typed", ["", " ", "x"])
def test_too_little_opens_nothing(desk: Desk, issued: tuple[UUID, UUID, UUID], typed: str) -> None:
    assert letter_search.search(desk, typed).looked_in == 0 and not looked(desk, issued[0])


def test_nothing_of_it_is_kept_anywhere(desk: Desk, issued: tuple[UUID, UUID, UUID]) -> None:
    assert letter_search.search(desk, CANARY).hits
    assert leaks_under(desk.folder, CANARY) == []
    with desk.engine.connect() as connection:
        for table in ("access_log", "history", "drafts", "search_terms", "journal"):
            for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings():
                assert "kestrel" not in repr(dict(row)).lower(), table
