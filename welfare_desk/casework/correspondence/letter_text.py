"""The statements of a letter in the store: their words, the notes they rest on, the question to the gate.

Text comes out only to those who have asked the gate in the same unit of work. Writing a letter is
``letters.py``, its check by the GP ``letter_check.py``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework import access
from welfare_desk.casework.consent.report_rights import steps_of
from welfare_desk.casework.correspondence import written_gate
from welfare_desk.casework.desk import NotFound, Work
from welfare_desk.casework.notes.sealed_text import unsealed
from welfare_desk.errors import DeskError, FoundWrong
from welfare_desk.records.correspondence import (
    AccuracyCheck,
    Letter,
    ReportRights,
    Statement,
    StatementSource,
)
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.records.service import Organisation
from welfare_desk.rules import consent_record as words
from welfare_desk.rules.report_rights import Steps


@dataclass(frozen=True, slots=True)
class SourceRow:
    note_id: UUID
    entry_on: date | None
    entry_kind: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement as the screen shows it; ``text`` is what will be printed."""

    id: UUID
    position: int
    heading: str
    text: str
    original: str
    answer: str | None
    outside_check: bool
    sources: tuple[SourceRow, ...]


def notes_of(session: Session, ids: Iterable[UUID]) -> tuple[EvidenceNote, ...]:
    wanted = set(ids)
    found = tuple(
        session.scalars(select(EvidenceNote).where(EvidenceNote.id.in_(wanted)).order_by(EvidenceNote.id))
    )
    if len(found) != len(wanted):
        raise NotFound()
    return found


def statements_of(session: Session, letter_id: UUID) -> list[Statement]:
    return list(
        session.scalars(
            select(Statement)
            .where(Statement.letter_id == letter_id, Statement.removed.is_(False))
            .order_by(Statement.position)
        )
    )


def resting_on(session: Session, letter_id: UUID) -> dict[UUID, tuple[UUID, ...]]:
    """The notes each statement rests on."""
    found: dict[UUID, tuple[UUID, ...]] = {}
    for statement_id, note_id in session.execute(
        select(StatementSource.statement_id, StatementSource.note_id)
        .join(Statement, Statement.id == StatementSource.statement_id)
        .where(Statement.letter_id == letter_id, Statement.removed.is_(False))
        .order_by(StatementSource.id)
    ):
        found[statement_id] = (*found.get(statement_id, ()), note_id)
    return found


def notes_under(session: Session, letter_id: UUID) -> set[UUID]:
    """Every note a letter rests on."""
    return {id for ids in resting_on(session, letter_id).values() for id in ids}


def question_of(
    session: Session, letter: Letter, action: str, notes: tuple[EvidenceNote, ...], *, checking: bool = False
) -> access.Ask:
    person_id = letter.person_id
    if checking:
        practices = {note.practice_id for note in notes if note.practice_id}
        to = tuple(words.Recipient(str(id), "practice") for id in sorted(practices, key=str))
    else:
        bodies = [
            session.get(Organisation, id) for id in (letter.recipient_id, *map(UUID, letter.copies or ()))
        ]
        to = tuple(access.recipient_for_gate(body, person_id) for body in bodies if body is not None)
    passage = passage_hash(session, letter) if action == "disclose" and not checking else None
    check = last_check(session, letter.id) if passage else None
    return access.Ask(
        person_id=person_id,
        case_id=letter.case_id,
        action=action,
        target="letter",
        purpose="gp_accuracy_check" if checking else letter.purpose,
        notes=tuple(access.note_for_gate(note) for note in notes),
        recipients=to,
        target_id=letter.id,
        content_hash=passage,
        accuracy=words.Accuracy(
            required=letter.check_needed and not checking,
            outcome=check.outcome if check else None,
            hash_matches=check.passage_hash == passage if check else None,
        ),
        rights=_rights(session, letter.id),
    )


def _rights(session: Session, letter_id: UUID) -> Steps | None:
    kept = session.scalars(select(ReportRights).where(ReportRights.letter_id == letter_id)).first()
    return steps_of(kept) if kept is not None else None


def ask_gate(
    work: Work, letter: Letter, action: str, notes: tuple[EvidenceNote, ...], *, checking: bool = False
) -> tuple[str, ...]:
    """Ask whether this may be done with the letter, and log it; the ids of what allows it.

    A letter that quotes no note has a door of its own, at which it stops only when it leaves. Raises Blocked.
    """
    ask = question_of(work.session, letter, action, notes, checking=checking)
    if notes or checking:
        return access.require(work, ask).relied_on
    return written_gate.require(work, letter, ask) if action == "disclose" else ()


def last_check(session: Session, letter_id: UUID) -> AccuracyCheck | None:
    return session.scalars(
        select(AccuracyCheck)
        .where(AccuracyCheck.letter_id == letter_id)
        .order_by(AccuracyCheck.id.desc())
        .limit(1)
    ).first()


def passage_hash(session: Session, letter: Letter) -> str:
    """What the GP's check belongs to: the sealed clinical passage as it stands, statement by statement.

    Sealed bytes change whenever a text is written anew, so a rewritten passage is never the checked one;
    headings count, addresses and dates do not.
    """
    digest = hashlib.sha256()
    for statement in statements_of(session, letter.id):
        if statement.outside_check:
            continue
        for part in (statement.heading.encode(), statement.sealed_amended or statement.sealed):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def amended_mark(statement_id: UUID) -> str:
    """What the GP's wording is sealed under, so that it never opens as the draft's."""
    return f"{statement_id}:amended"


def statement_rows(
    work: Work,
    letter: Letter,
    resting: dict[UUID, tuple[UUID, ...]],
    notes: dict[UUID, EvidenceNote],
    closed: Mapping[UUID, str] | None = None,
) -> Iterable[StatementRow]:
    """The statements opened; those ``closed`` stay sealed and say why instead."""
    for statement in statements_of(work.session, letter.id):
        rests_on = resting.get(statement.id, ())
        if closed and statement.id in closed:
            original = text = closed[statement.id]
        else:
            words_of = partial(unsealed, work, letter.person_id, of_notes=rests_on)
            original = words_of(statement.sealed, str(statement.id)).decode()
            amended = statement.sealed_amended
            text = words_of(amended, amended_mark(statement.id)).decode() if amended else original
        yield StatementRow(
            statement.id,
            statement.position,
            statement.heading,
            text,
            original,
            statement.answer,
            statement.outside_check,
            tuple(SourceRow(id, notes[id].entry_on, notes[id].entry_kind) for id in rests_on),
        )


class CannotChange(DeskError):
    sentence = "This letter has been issued and can no longer be changed."
    hint = "Write a new one that corrects it."


class NothingNoted(FoundWrong):
    sentence = "There is nothing noted to write from."
    hint = "Note evidence under a consent first."


def opened(work: Work, letter_id: UUID) -> tuple[Letter, tuple[EvidenceNote, ...]]:
    letter = work.get(Letter, letter_id)
    return letter, notes_of(work.session, notes_under(work.session, letter_id))


def not_issued(letter: Letter) -> None:
    if letter.state == "issued":
        raise CannotChange()
