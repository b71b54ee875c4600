"""One search over the whole desk: clients, cases, letters, journal, tasks and the directory of services.

What is not sealed is looked through in memory, newest first, as the store and its rules of rows give it.
Evidence notes are another door (``notes/note_search``). Nothing of what was looked for is kept anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select, type_coerce
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters.cases import case_rows, matter_name
from welfare_desk.casework.people import clients, shown_names
from welfare_desk.casework.people.clients import current_name
from welfare_desk.casework.service import directory
from welfare_desk.casework.shared.keys import NOT_FOR_YOU
from welfare_desk.records.cases import JournalEntry, Task
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.quick import QuickId
from welfare_desk.records.service import Organisation
from welfare_desk.rules.words_found import Wanted

MOST = 500  # of each kind; who has more must type more
KINDS = ("clients", "cases", "letters", "journal", "tasks", "services")
_SUPPORTING = {"evidence": "supporting letter", "check-sheet": "check sheet"}
_AT_ONCE = 500  # rows between two looks at whether somebody has typed on

Still = Callable[[], object]
"""Called every so often; raises where the search has been called off."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what it is and whose, the piece of its words, and the ids to open it by."""

    kind: str
    id: UUID
    title: str
    snippet: str = ""
    client: str = ""
    on: date | None = None
    person_id: UUID | None = None
    case_id: UUID | None = None
    about: str = ""  # of a letter its kind; of a journal entry what it is


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one kind; ``more``: only the first ``MOST`` are here."""

    kind: str
    hits: tuple[Hit, ...]
    more: bool = False


def go_on() -> None:
    return


def search(desk: Desk, typed: str, *, still: Still = go_on) -> tuple[Hits, ...]:
    """Everything not sealed in which what is typed stands, by kind. Nothing where too little is typed."""
    wanted = Wanted.typed(typed)
    if not wanted:
        return ()
    found = [_clients(desk, typed), _cases(desk, typed)]
    still()
    with desk.look() as look:
        named = names_of(look)
        found.append(_first("letters", _letters(look, wanted, named)))
        found.append(_first("journal", _journal(look, wanted, named, still)))
        found.append(_first("tasks", _tasks(look, wanted, named)))
    found.append(_services(desk, typed, wanted))
    return tuple(found)


def _first(kind: str, hits: Generator[Hit, None, None]) -> Hits:
    taken: list[Hit] = []
    with closing(hits):
        for hit in hits:
            if len(taken) == MOST:
                return Hits(kind, tuple(taken), more=True)
            taken.append(hit)
    return Hits(kind, tuple(taken))


def _clients(desk: Desk, typed: str) -> Hits:
    rows = clients.find(desk, typed, limit=MOST + 1)
    hits = (
        Hit("clients", row.id, row.name, ", ".join(filter(None, (row.postcode, row.practice))), "",
            row.born_on, row.id, about=row.reference)
        for row in rows
    )  # fmt: skip
    return _first("clients", hits)


def _cases(desk: Desk, typed: str) -> Hits:
    rows = case_rows(desk, typed=typed, open_only=False, limit=MOST + 1)
    return _first(
        "cases",
        (
            Hit(
                "cases",
                row.id,
                matter_name(row.matter),
                row.reference,
                row.client,
                row.opened_on,
                row.person_id,
                row.id,
                "closed" if row.closed_on else "",
            )
            for row in rows
        ),
    )


def names_of(look: Session) -> dict[UUID, str]:
    rows = look.execute(
        select(type_coerce(Person.id, QuickId()), PersonName.surname, PersonName.forenames).join(
            PersonName, current_name(Person.id)
        )
    )
    return {id: shown_names.listed(surname, forenames) for id, surname, forenames in rows}


def _letters(look: Session, wanted: Wanted, named: dict[UUID, str]) -> Generator[Hit, None, None]:
    bodies = dict(look.execute(select(Organisation.id, Organisation.name)).all())
    rows = look.execute(
        select(
            Letter.id, Letter.reference, Letter.kind, Letter.person_id, Letter.case_id, Letter.recipient_id,
            Letter.drafted_on,
        ).order_by(Letter.drafted_on.desc(), Letter.id.desc())
    )  # fmt: skip
    for id, reference, kind, person_id, case_id, recipient_id, on in rows:
        client, to = named.get(person_id, ""), bodies.get(recipient_id, "")
        said = _SUPPORTING.get(kind, kind.replace("-", " "))
        if wanted.stands_in(f"{reference} {said} {to} {client}"):
            yield Hit(
                "letters", id, reference, f"To {to}" if to else "", client, on, person_id, case_id, kind
            )


def _journal(
    look: Session, wanted: Wanted, named: dict[UUID, str], still: Still
) -> Generator[Hit, None, None]:
    shared = look.info.get("shared")
    rows = look.execute(
        select(
            type_coerce(JournalEntry.id, QuickId()),
            type_coerce(JournalEntry.person_id, QuickId()),
            type_coerce(JournalEntry.case_id, QuickId()),
            JournalEntry.on,
            JournalEntry.kind,
            JournalEntry.words,
        )
        .order_by(JournalEntry.on.desc(), JournalEntry.id.desc())
        .execution_options(yield_per=_AT_ONCE)  # a common word is found often enough long before the end
    )
    with closing(rows):  # whoever has enough leaves the rest unread, and a server holds it until told
        for number, (id, person_id, case_id, on, kind, kept) in enumerate(rows):
            if number % _AT_ONCE == 0:
                still()
            said = kept if shared is None else shared.open_words(look, person_id, id, kept)
            whose = named.get(person_id, "")
            if said is not NOT_FOR_YOU and wanted.stands_in(said, whose):
                yield Hit("journal", id, wanted.snippet(said), "", whose, on, person_id, case_id, kind)


def _tasks(look: Session, wanted: Wanted, named: dict[UUID, str]) -> Generator[Hit, None, None]:
    rows = look.execute(
        select(Task.id, Task.person_id, Task.case_id, Task.due_on, Task.done_on, Task.what).order_by(
            Task.done_on.is_not(None), Task.due_on, Task.id
        )
    )
    for id, person_id, case_id, due_on, done_on, what in rows:
        client = named.get(person_id, "") if person_id else ""
        if wanted.stands_in(what, client):
            done = "done" if done_on else ""
            yield Hit("tasks", id, wanted.snippet(what), "", client, due_on, person_id, case_id, done)


def _services(desk: Desk, typed: str, wanted: Wanted) -> Hits:
    return _first(
        "services",
        (
            Hit("services", row.id, row.name, wanted.snippet(row.draft.does), "", row.checked_on)
            for row in directory.services(desk, typed=typed, ended=True)
        ),
    )
