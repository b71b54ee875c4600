"""Everything the desk holds about one person, gathered through the gate: what may be given, what may not.

Which tables those are is ``held``; who may ask and what a copy looks like is ``subject_copy``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import access
from welfare_desk.casework.correspondence import letter_text
from welfare_desk.casework.desk import Work
from welfare_desk.casework.matters import journal
from welfare_desk.casework.notes import evidence, note_bearings
from welfare_desk.casework.notes.sealed_text import unsealed
from welfare_desk.casework.papers.attachments import ENDINGS
from welfare_desk.casework.people import special_rules
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.casework.rights import held, subject_access
from welfare_desk.casework.service import crisis
from welfare_desk.casework.workbook.intake_sealing import opened_cells
from welfare_desk.letters.sealed_copy import Inside
from welfare_desk.records.cases import JournalEntry
from welfare_desk.records.correspondence import Statement, StatementSource
from welfare_desk.records.evidence import Access, EvidenceNote, NoteMark
from welfare_desk.records.intake import Intake, IntakeRow
from welfare_desk.records.people import GoesFirst, Person, PersonName
from welfare_desk.records.rights import SubjectRequest
from welfare_desk.records.service import Advisor, CrisisRecord, Organisation, Practice
from welfare_desk.records.tables import Base
from welfare_desk.rules.days import short
from welfare_desk.vault.faults import SealBroken

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """One row as it is given: its columns by name, texts opened, and which table it is from."""

    table: str
    id: UUID | None
    values: Row


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One thing not given: its kind and day, and the code of the reason."""

    table: str
    row_id: UUID
    what: str
    because: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Everything that may be given, in the order it is read, the papers that go along, and what may not."""

    person: str
    client: str
    reference: str
    parts: tuple[tuple[str, tuple[Piece, ...]], ...]
    papers: tuple[Inside, ...]
    left_out: tuple[LeftOut, ...]
    given_to: tuple[str, ...]
    names: Mapping[str, str] = field(repr=False)

    def counts(self) -> dict[str, int]:
        return {title: len(pieces) for title, pieces in self.parts}


class _Gathering:
    """One copy being put together."""

    def __init__(self, work: Work, request: SubjectRequest, *, opening: bool) -> None:
        self.work, self.session, self.request, self.opening = work, work.session, request, opening
        self.decided = {
            (one.table, one.row_id): one for one in subject_access.held_back(work.session, request.id)
        }
        self.silenced = access.silenced(work.session, request.person_id)
        self.unsaid = special_rules.unsaid(work, request.person_id)
        self.left_out: list[LeftOut] = []
        self.papers: list[Inside] = []
        self.notes: dict[UUID, EvidenceNote] = {}  # those that may go
        self.closed: dict[UUID, str] = {}  # notes that may not, with the reason

    def ask_about_notes(self) -> None:
        for thing in subject_access.things_of(self.session, self.request.person_id):
            table = thing.__tablename__
            ask = subject_access.question_about(self.work, self.request, thing)
            because = self._by_hand(table, thing.id) or self._gate_against(ask)
            if because:
                self.closed[thing.id] = because
                self.leave_out(table, thing.id, subject_access.in_short(thing), because)
            elif isinstance(thing, EvidenceNote):
                self.notes[thing.id] = thing

    def _gate_against(self, ask: access.Ask) -> str:
        """Why the gate refuses this note; "" where it may go. Logged where the copy is really made."""
        if self.opening:
            granted = access.answer(self.work, ask).granted
        else:
            granted = access.would_allow(self.work, ask)
        return "" if granted else subject_access.reason_against(self.work, ask) or "confidence"

    def _by_hand(self, table: str, id: UUID) -> str:
        kept = self.decided.get((table, id))
        return kept.because if kept is not None else ""

    def leave_out(self, table: str, id: UUID, what: str, because: str) -> None:
        self.left_out.append(LeftOut(table, id, what, because))

    def rows(self, table: str) -> Iterator[Piece]:
        made = Base.metadata.tables[table]
        order = [made.columns[name] for name in ("on", "at", "seq", "id") if name in made.columns]
        opened = self.opening and table in _OPENERS
        columns = [one for one in made.columns if opened or not isinstance(one.type, LargeBinary)]
        statement = select(*columns).where(held.of(table, self.request.person_id)).order_by(*order)
        hidden = set(resources.table("subject_copy.toml")["left_out"]["columns"])
        for found in self.session.execute(statement).mappings():
            if table == "access_log" and found["purpose"] == "sar":
                continue  # which note was refused would say what is on the sheet kept apart
            if table == "access_log" and access.is_silenced(found["reason"], found["said"], self.silenced):
                continue  # a legal power was used, and telling the client would do harm
            if table == "access_log" and found["target_id"] in self.unsaid:
                continue  # that something was opened would ask what it was
            if table == "overrides" and found["silent_because"]:
                continue
            id = found.get("id")
            if isinstance(id, UUID) and (because := self._closed(table, id, found)):
                if (table, id) not in {(one.table, one.row_id) for one in self.left_out}:
                    self.leave_out(table, id, _row_words(table, found), because)
                continue
            values = {name: value for name, value in found.items() if name not in hidden}
            # The journal is nobody's to ask for by itself, and is sealed on a shared desk alone.
            values |= self._opened(table, found) if self.opening or table == "journal" else {}
            yield Piece(table, id if isinstance(id, UUID) else None, values)

    def _closed(self, table: str, id: UUID, found: Any) -> str:
        by_hand = self._by_hand(table, id)
        if table == GoesFirst.__tablename__ and not by_hand:
            return "" if id not in self.unsaid else "opinion_needed"
        if by_hand or table not in _ON_NOTES:
            return by_hand
        return next(
            (self.closed[note] for note in _ON_NOTES[table](self.session, found) if note in self.closed), ""
        )

    def _opened(self, table: str, found: Any) -> dict[str, Any]:
        """The sealed words of a row; what has been erased already says so."""
        opener = _OPENERS.get(table)
        try:
            return opener(self, found) if opener is not None else {}
        except SealBroken:
            return {"text": "Erased: what it said is gone."}

    def _note(self, found: Any) -> dict[str, Any]:
        id = found["id"]
        said: dict[str, Any] = {"text": self._unsealed(found["sealed"], str(id), [id]).decode()}
        if found["sealed_harm"]:
            said["against"] = self._unsealed(found["sealed_harm"], evidence.against_mark(id), [id]).decode()
        activities, bearings = note_bearings.of(self.work, self.work.get(EvidenceNote, id))
        weighed = [note_bearings.in_words(slug, one) for slug, one in bearings.items()]
        return said | {"activities": list(activities), "bearings": weighed}

    def _mark(self, found: Any) -> dict[str, Any]:
        if not found["sealed_basis"]:
            return {}
        mark = note_bearings.basis_mark(self.work.get(NoteMark, found["id"]))
        return {"basis": self._unsealed(found["sealed_basis"], mark, [found["note_id"]]).decode()}

    def _statement(self, found: Any) -> dict[str, Any]:
        rests_on = _notes_of_statement(self.session, found)
        said = {"text": self._unsealed(found["sealed"], str(found["id"]), rests_on).decode()}
        if found["sealed_amended"]:
            mark = letter_text.amended_mark(found["id"])
            said["text_amended"] = self._unsealed(found["sealed_amended"], mark, rests_on).decode()
        return said

    def _issue(self, found: Any) -> dict[str, Any]:
        rests_on = _notes_of_issue(self.session, found)
        data = self._unsealed(found["sealed_file"], str(found["id"]), rests_on)
        return {"paper": self._paper("letter", "application/pdf", data)}

    def _attachment(self, found: Any) -> dict[str, Any]:
        about_health = [found["id"]] if found["category"] else []
        data = self._unsealed(found["sealed"], str(found["id"]), about_health)
        return {"paper": self._paper("paper", found["media_type"], data)}

    def _income(self, found: Any) -> dict[str, Any]:
        return {"text": self._unsealed(found["sealed"], str(found["id"]), ()).decode()}

    def _unsealed(self, sealed: bytes, mark: str, of_notes: Sequence[UUID]) -> bytes:
        return unsealed(self.work, self.request.person_id, sealed, mark, of_notes=of_notes)

    def _cells(self, found: Any) -> dict[str, Any]:
        row = self.work.get(IntakeRow, found["id"])
        intake = self.work.get(Intake, row.intake_id)
        cells = opened_cells(self.work.desk, intake, row) if row.sealed else ()
        return {"cells": {heading or address: text for address, heading, text in cells if text}}

    def _journal(self, found: Any) -> dict[str, Any]:
        return {"words": journal.written(self.session, self.work.get(JournalEntry, found["id"]))}

    def _crisis(self, found: Any) -> dict[str, Any]:
        return {"text": crisis.words_of(self.work, self.work.get(CrisisRecord, found["id"]))}

    def _first(self, found: Any) -> dict[str, Any]:
        said = special_rules.words_of(self.work, self.work.get(GoesFirst, found["id"]))
        return {name: value for name, value in asdict(said).items() if value}

    def _paper(self, stem: str, media_type: str, data: bytes) -> str:
        name = f"{stem}-{len(self.papers) + 1}.{ENDINGS.get(media_type, 'bin')}"
        self.papers.append(Inside(name, media_type, data))
        return name


def gather(work: Work, request: SubjectRequest, *, opening: bool) -> Copy:
    gathering = _Gathering(work, request, opening=opening)
    gathering.ask_about_notes()
    shape = resources.table("subject_copy.toml")
    person = work.get(Person, request.person_id)
    named = {table for part in shape["part"] for table in part["tables"]}
    skipped = set(shape["left_out"]["tables"])
    parts = [(part["title"], part["tables"]) for part in shape["part"]]
    parts += [
        (_words(table), [table]) for table in held.tables() if table not in named and table not in skipped
    ]
    read = tuple(
        (
            title,
            tuple(piece for table in tables if table not in skipped for piece in gathering.rows(table)),
        )
        for title, tables in parts
    )
    if not opening:
        gathering.papers = [
            Inside("", "", b"")
            for title, pieces in read
            for piece in pieces
            if piece.table in ("issues", "attachments")
        ]
    return Copy(
        person=str(person.id),
        client=work.session.scalar(
            select(client_name()).select_from(PersonName).where(current_name(person.id))
        )
        or "",
        reference=person.reference,
        parts=tuple((title, pieces) for title, pieces in read if pieces),
        papers=tuple(gathering.papers),
        left_out=tuple(gathering.left_out),
        given_to=_given_to(work.session, person.id),
        names=_names(work.session),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a copy would hold, to be looked through before it goes: what it is, what it says where that
    is not sealed, and why it stays out ("" where it goes)."""

    table: str
    id: UUID
    what: str
    words: str
    on: date | None
    because: str
    by_hand: bool


def lines(work: Work, request: SubjectRequest, title: str) -> list[Line]:
    """The things of one part that can be left out by hand, the newest first. Opens nothing that is sealed."""
    shape = resources.table("subject_copy.toml")
    named = {part["title"]: part["tables"] for part in shape["part"]}
    tables = named.get(title) or [name for name in held.tables() if _words(name) == title]
    gathering = _Gathering(work, request, opening=False)
    gathering.ask_about_notes()
    found = []
    for table in tables:
        if table in _WHOLE or table in shape["left_out"]["tables"]:
            continue
        made = Base.metadata.tables[table]
        columns = [one for one in made.columns if not isinstance(one.type, LargeBinary)]
        statement = select(*columns).where(held.of(table, request.person_id))
        for found_row in work.session.execute(statement).mappings():
            row: dict[Any, Any] = dict(found_row)
            id = row.get("id")
            if not isinstance(id, UUID) or row.get("silent_because"):
                continue
            if table == "journal":  # sealed on a shared desk alone, and nobody's to ask for by itself
                row |= gathering._opened(table, row)
            what, said = _row_words(table, row), next((row[n] for n in _SAYS if row.get(n)), "")
            because = gathering._closed(table, id, row)
            by_hand = bool(gathering._by_hand(table, id))
            found.append(Line(table, id, what, str(said), _day_of(row), because, by_hand))
    return sorted(found, key=lambda one: (one.on or date.min, one.id), reverse=True)


def _day_of(found: Any) -> date | None:
    return next((found[name] for name in _DAYS if isinstance(found.get(name), date)), None)


_DAYS = ("on", "received_on", "opened_on", "entry_on", "from_on", "due_on", "dated_on")
_SAYS = ("words", "what", "why", "title", "said", "surname", "name", "entry_kind", "matter")
_WHOLE = ("people", "households", "access_log")  # given whole or not at all; the log is one chain


def _notes_of_statement(session: Session, found: Any) -> Sequence[UUID]:
    return session.scalars(
        select(StatementSource.note_id).where(StatementSource.statement_id == found["id"])
    ).all()


def _notes_of_issue(session: Session, found: Any) -> Sequence[UUID]:
    return session.scalars(
        select(StatementSource.note_id)
        .join(Statement, Statement.id == StatementSource.statement_id)
        .where(Statement.letter_id == found["letter_id"])
    ).all()


# A clinician's word, a sentence, a letter as it was handed over: each goes only where all its notes go.
_ON_NOTES: Mapping[str, Callable[[Session, Any], Sequence[UUID]]] = {
    "evidence_notes": lambda _session, found: [found["id"]],
    "attachments": lambda _session, found: [found["id"]],
    "health_opinions": lambda _session, found: [found["note_id"] or found["paper_id"]],
    "note_marks": lambda _session, found: [found["note_id"]],
    "statement_answers": lambda session, found: _notes_of_statement(session, {"id": found["statement_id"]}),
    "statement_versions": lambda session, found: _notes_of_statement(session, {"id": found["statement_id"]}),
    "statements": _notes_of_statement,
    "issues": _notes_of_issue,
}
_OPENERS: Mapping[str, Callable[[_Gathering, Any], dict[str, Any]]] = {
    "evidence_notes": _Gathering._note,
    "note_marks": _Gathering._mark,
    "statements": _Gathering._statement,
    "issues": _Gathering._issue,
    "attachments": _Gathering._attachment,
    "intake_rows": _Gathering._cells,
    "crisis_records": _Gathering._crisis,
    "journal": _Gathering._journal,
    "income_checks": _Gathering._income,
    "goes_first": _Gathering._first,
}


def _given_to(session: Session, person_id: UUID) -> tuple[str, ...]:
    """Everybody something about this client really went to, from the log of what was disclosed."""
    ids = {
        id
        for listed in session.scalars(
            select(Access.recipients).where(
                Access.person_id == person_id, Access.action == "disclose", Access.decision == "disclose"
            )
        )
        for id in listed or ()
    }
    names = _names(session)
    return tuple(sorted({names[id] for id in ids if id in names and id != str(person_id)}))


def _names(session: Session) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in (Advisor, Practice, Organisation):
        found |= {str(id): name for id, name in session.execute(select(kind.id, kind.name))}
    return found


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _row_words(table: str, found: Any) -> str:
    day = next((found[name] for name in ("on", "received_on", "opened_on") if found.get(name)), None)
    shown = f", {short(day)}" if isinstance(day, date) else ""
    return _SINGULAR.get(table, _words(table)) + shown


_SINGULAR = {
    "goes_first": "A protected record",
    "health_opinions": "Clinician's opinion on a note",
    "statements": "Sentence of a letter",
    "statement_answers": "GP's answer to a sentence",
    "issues": "Letter as it was handed over",
    "journal": "Line of the journal",
    "referrals": "Referral",
    "attachments": "Paper",
    "intake_rows": "Row of an earlier list",
}
