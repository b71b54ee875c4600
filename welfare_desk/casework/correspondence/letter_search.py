"""Looking for words inside issued letters: only when asked for by name, letter by letter, through the gate.

What is looked in is the very file that was handed over, opened in memory and let go again; nothing of it is
indexed anywhere. A letter that quotes notes is opened as its own page opens it, under ``quote``, in the unit
of work that has just asked the gate, and stands in the client's access log, yes or no. That unit is short and
one letter's: rows of the log follow each other, and colleagues who read would wait for whoever looks in many.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework import access
from welfare_desk.casework.correspondence import letter_text
from welfare_desk.casework.correspondence.letter_issue import file_of, issue_of
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.finding import MOST, Hit, names_of
from welfare_desk.casework.service import cover
from welfare_desk.errors import DeskError
from welfare_desk.letters import read_back
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.service import Organisation
from welfare_desk.rules import consent_record as words
from welfare_desk.rules.words_found import Wanted

Step = Callable[[int, int], object]
"""Told how many letters of how many have been looked in; raises where the search has been called off."""


@dataclass(frozen=True, slots=True)
class LetterHits:
    """What was found inside letters: in how many was looked, how many stayed shut."""

    hits: tuple[Hit, ...]
    looked_in: int
    shut: int


def _not_told(_done: int, _of: int) -> None:
    return


def search(desk: Desk, typed: str, *, step: Step = _not_told) -> LetterHits:
    """Issued letters of clients one works with in whose own words what is typed stands, newest first.

    Each letter is asked for and logged in a unit of work of its own, and read when that has been saved.
    """
    wanted = Wanted.typed(typed)
    if not wanted:
        return LetterHits((), 0, 0)
    with desk.look() as look:
        named = names_of(look)
        bodies = dict(look.execute(select(Organisation.id, Organisation.name)).all())
        of_person: dict[UUID, list[UUID]] = {}
        for person_id, id in look.execute(
            select(Letter.person_id, Letter.id)
            .where(Letter.state == "issued")
            .order_by(Letter.issued_on.desc(), Letter.id.desc())
        ):
            of_person.setdefault(person_id, []).append(id)
        day = words.local_day(desk.clock.now())
        people = sorted((id for id in of_person if id in named), key=lambda id: named[id])
        mine = cover.worked_with(look, desk.advisor.id, people, day)
    of = sum(len(of_person[id]) for id in mine)
    found: list[Hit] = []
    looked, shut = 0, 0
    for person_id in mine:
        for id in of_person[person_id]:
            step(looked + shut, of)
            opened = _opened(desk, id)
            if opened is None:
                shut += 1
                continue
            looked += 1
            letter, data = opened
            said = read_back.words_of(data)
            if wanted.stands_in(said, named[person_id]):
                to = bodies.get(letter.recipient_id, "")
                found.append(_hit(letter, wanted.snippet(said), named[person_id], to))
    found.sort(key=lambda hit: (hit.on or date.min, hit.title), reverse=True)
    return LetterHits(tuple(found[:MOST]), looked, shut)


def _opened(desk: Desk, id: UUID) -> tuple[Letter, bytes] | None:
    """A letter and the file that was handed over; None where it stays shut. Once this is back, it is logged.

    A letter that quotes no note is opened as its page is: for who may see the client, with nothing to ask.
    """
    with desk.unit_of_work() as work:
        letter = work.session.get(Letter, id)
        issued = issue_of(work, id)  # on its way from a server before a turn at the log is taken
        if letter is None or issued is None:  # handed over, or erased, while others were looked in
            return None
        notes = letter_text.notes_of(work.session, letter_text.notes_under(work.session, id))
        granted, data = True, None
        if notes:
            ask = letter_text.question_of(work.session, letter, "quote", notes)
            granted = access.answer(work, ask, said="Looked for words in this letter").granted
        if granted:
            with suppress(DeskError):  # the seal broken, or its key not held: erased, or handed over
                data = file_of(work, letter, issued)
        work.commit()
        return None if data is None else (letter, data)


def _hit(letter: Letter, snippet: str, client: str, to: str) -> Hit:
    said = f"To {to}: {snippet}" if to else snippet
    return Hit(
        "letters", letter.id, letter.reference, said, client, letter.issued_on, letter.person_id,
        letter.case_id, letter.kind,
    )  # fmt: skip
