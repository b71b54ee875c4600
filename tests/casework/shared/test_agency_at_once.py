"""Two at two computers who change one client in the same moment: told apart, nothing lost, still found.

And one who looks in every letter, while others go on reading.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import UUID

import pytest
from agency_desk import AgencyDesk
from building import TODAY, a_client, an_issued_letter
from sqlalchemy import select

from welfare_desk.casework import access
from welfare_desk.casework.correspondence import letter_search
from welfare_desk.casework.desk import ChangedMeanwhile, Desk
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientView
from welfare_desk.records.people import SearchTerm

ROUNDS = 8


def save(desk: Desk, seen: ClientView, start: Barrier, **facts: str) -> bool:
    """Whether it was saved; else it was said that somebody else had changed it."""
    start.wait()
    try:
        draft = replace(seen.draft, **facts)  # type: ignore[arg-type]
        clients.change_client(desk, seen.id, draft, version=seen.version, today=TODAY)
    except ChangedMeanwhile:
        return False
    return True


def terms(desk: Desk, person: UUID) -> set[str]:
    with desk.look() as look:
        return set(look.scalars(select(SearchTerm.term).where(SearchTerm.person_id == person)))


@pytest.mark.parametrize(
    "theirs",
    [{"phone": "0141 496 0002"}, {"surname": "Sinclair"}, {}],
    ids=["the same field", "another field", "nothing"],
)
def test_two_who_save_one_client_at_once_are_told_apart(house: AgencyDesk, theirs: dict[str, str]) -> None:
    other = house.invite("Morag Sinclair", role="manager")
    person = a_client(house.manager)
    start = Barrier(2, timeout=20)
    with ThreadPoolExecutor(2) as at_once:
        for turn in range(ROUNDS):
            seen = clients.client(house.manager, person)
            number = f"0141 496 1{turn:03}"
            first = at_once.submit(save, house.manager, seen, start, phone=number)
            second = at_once.submit(save, other, seen, start, **theirs)
            saved = first.result(), second.result()
            assert any(saved)
            kept = clients.client(house.manager, person)
            assert kept.version - seen.version == (saved[0] if not theirs else 1), "one save, one version"
            with house.manager.look() as look:
                whole = clients.whole_person(look, person)
                assert terms(house.manager, person) == clients.search_terms(whole)
            theirs = {name: f"{words}{turn}" for name, words in theirs.items()}


def test_nobody_waits_while_a_colleague_looks_in_their_letters(
    house: AgencyDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, reads = house.invite("Nell Orr"), house.invite("Olaf Petrie")
    person, _, letter = an_issued_letter(looks, said="Walks slowly, past the herons.")
    other = a_client(reads)
    words_of, read_meanwhile = letter_search.read_back.words_of, []

    def slowly(data: bytes) -> str:
        """As if this letter were long: a colleague's read, which the log keeps, comes and goes meanwhile."""
        read_meanwhile.append(colleague.submit(access.who_has_looked, reads, other).result(timeout=20))
        # What is being looked in stands in the log already, for anybody else as well.
        seen = [(row.action, row.said) for row in access.who_has_looked(house.manager, person) if row.said]
        assert seen == [("quote", "Looked for words in this letter")]
        return words_of(data)

    monkeypatch.setattr(letter_search.read_back, "words_of", slowly)
    with ThreadPoolExecutor(1) as colleague:
        told = letter_search.search(looks, "herons")
    assert [hit.id for hit in told.hits] == [letter] and len(read_meanwhile) == 1
    assert access.verify_log(house.manager) is None
