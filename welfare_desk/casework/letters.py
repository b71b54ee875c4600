"""Supporting letters: drafted from notes, checked by the GP statement by statement, issued once.

The gate is asked anew at every step: ``quote`` to see a draft, ``gp_accuracy_check`` to hand it to the
practice, ``disclose`` for anything that leaves. What a letter looks like is the letters room's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import access, agency, evidence
from welfare_desk.casework.clients import client_name, current_name
from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.errors import DeskError, FoundWrong, Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case
from welfare_desk.records.correspondence import AccuracyCheck, Letter, Statement, StatementSource
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.records.people import PersonName
from welfare_desk.records.service import Organisation
from welfare_desk.rules import consent_record as words

STATES = ("draft", "with_gp", "checked", "issued", "stopped")
PURPOSE_OF_KIND = {
    "tribunal": "benefit_appeal",
    "debt": "debt",
    "housing": "housing",
    "employability": "employability",
}


class NothingNoted(FoundWrong):
    sentence = "There is nothing noted to write from."
    hint = "Note evidence under a consent first."


class CannotChange(DeskError):
    sentence = "This letter has been issued and can no longer be changed."
    hint = "Write a new one that corrects it."


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """A sentence of the letter, the heading it stands under, and the notes it rests on."""

    heading: str
    text: str
    note_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class LetterDraft:
    case_id: UUID
    recipient_id: UUID
    statements: tuple[StatementDraft, ...]
    purpose: str = "benefit_claim"
    kind: str = "evidence"
    copies: tuple[UUID, ...] = ()
    large_print: bool = False


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


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One line of the list of letters."""

    id: UUID
    reference: str
    case_id: UUID
    person_id: UUID
    client: str
    kind: str
    state: str
    recipient: str
    statements: int
    drafted_on: date
    sent_to_gp_on: date | None
    checked_on: date | None
    issued_on: date | None

    @property
    def cursor(self) -> tuple[date, UUID]:
        return self.drafted_on, self.id


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter opened: its statements where the gate allows them, else the reasons why not."""

    row: LetterRow
    statements: tuple[StatementRow, ...]
    blocked: tuple[access.Reason, ...]
    stopped_statements: tuple[UUID, ...]
    large_print: bool
    checker: str | None
    purpose: str


def draft_letter(desk: Desk, draft: LetterDraft, *, today: date) -> Changes:
    """Draft a letter from statements that each rest on notes. Raises Blocked, Problems, NothingNoted."""
    if not draft.statements:
        raise NothingNoted()
    problems = [
        Problem(f"statements.{place}", "A statement has no words or no note behind it.")
        for place, statement in enumerate(draft.statements)
        if not statement.text.strip() or not statement.note_ids
    ]
    if problems:
        raise Problems(problems)
    with desk.unit_of_work() as work:
        case = work.get(Case, draft.case_id)
        letter = Letter(
            id=new_id(),
            person_id=case.person_id,
            case_id=case.id,
            kind=draft.kind,
            recipient_id=draft.recipient_id,
            copies=[str(id) for id in draft.copies],
            purpose=draft.purpose,
            large_print=draft.large_print,
            drafted_on=today,
            author_id=desk.advisor.id,
        )
        letter.check_needed = agency.Agency.of(
            agency.setting(work.session, "agency", on=today)
        ).accuracy_check_needed
        notes = notes_of(work.session, {id for statement in draft.statements for id in statement.note_ids})
        ask_gate(work, letter, "quote", notes)
        letter.reference = work.next_reference()
        work.add(letter)
        work.session.flush()
        _keep_statements(work, letter, draft.statements)
        work.journal(
            case.person_id, f"Letter {letter.reference} drafted.", on=today, case_id=case.id, kind="letter"
        )
        work.commit()
        return Changes.of(letter, "letters")


def from_notes(
    desk: Desk, case_id: UUID, *, purpose: str, only: Collection[UUID] | None = None
) -> tuple[StatementDraft, ...]:
    """One statement for each note of a case (or ``only`` these), in the order of the record, to be edited.

    Every note is opened through its door. Raises NothingNoted, Blocked.
    """
    with desk.look() as look:
        case = look.get(Case, case_id)
        if case is None:
            raise NotFound()
        person_id = case.person_id
    heads = [
        head
        for head in evidence.note_heads(desk, person_id=person_id)
        if head.case_id in (None, case_id) and (only is None or head.id in only)
    ]
    if not heads:
        raise NothingNoted()
    return tuple(
        StatementDraft(_heading(head), evidence.open_note(desk, head.id, purpose=purpose), (head.id,))
        for head in heads
    )


def _heading(head: evidence.NoteHead) -> str:
    if head.activities:
        return activity_name(head.activities[0])
    return resources.consent_words().labels["categories"].get(head.category, "What the record says")


def activity_name(slug: str) -> str:
    """The activity a note bears on, as a heading: "Moving around"."""
    tables = resources.descriptors()
    for component in (tables.daily_living, tables.mobility, tables.work):
        if slug in component.activities:
            return component.activities[slug].name
    return slug.replace("_", " ").capitalize()


def change_statements(
    desk: Desk, letter_id: UUID, statements: Sequence[StatementDraft], *, today: date
) -> Changes:
    """Rewrite a draft's statements; a check already given no longer stands. Raises CannotChange, Blocked."""
    with desk.unit_of_work() as work:
        letter = work.get(Letter, letter_id)
        if letter.state == "issued":
            raise CannotChange()
        notes = notes_of(work.session, {id for statement in statements for id in statement.note_ids})
        ask_gate(work, letter, "quote", notes)
        for statement in statements_of(work.session, letter_id):
            for source in work.session.scalars(
                select(StatementSource).where(StatementSource.statement_id == statement.id)
            ):
                work.session.delete(source)
            work.session.flush()
            work.session.delete(statement)
        work.session.flush()
        _keep_statements(work, letter, statements)
        letter.state, letter.sent_to_gp_on, letter.checked_on = "draft", None, None
        work.commit()
        return Changes.of(letter, "letters")


def _keep_statements(work: Work, letter: Letter, statements: Iterable[StatementDraft]) -> None:
    key = evidence.client_key(work, letter.person_id)
    for position, draft in enumerate(statements, start=1):
        statement = Statement(
            id=new_id(), letter_id=letter.id, position=position, heading=draft.heading.strip()
        )
        statement.sealed = key.seal(draft.text.strip().encode(), str(statement.id))
        work.add(statement)
        work.session.flush()
        for note_id in draft.note_ids:
            work.add(StatementSource(statement_id=statement.id, note_id=note_id))


def change_recipient(
    desk: Desk, letter_id: UUID, recipient_id: UUID, *, copies: tuple[UUID, ...] = ()
) -> Changes:
    """Send the letter to another body; whether it may go there is asked again at print."""
    with desk.unit_of_work() as work:
        letter = work.get(Letter, letter_id)
        if letter.state == "issued":
            raise CannotChange()
        letter.recipient_id, letter.copies = recipient_id, [str(id) for id in copies]
        work.commit()
        return Changes.of(letter, "letters")


def change_print(desk: Desk, letter_id: UUID, *, large: bool) -> Changes:
    """Print the letter in large print, or no longer; no check is lost by it. Raises CannotChange."""
    with desk.unit_of_work() as work:
        letter = work.get(Letter, letter_id)
        if letter.state == "issued":
            raise CannotChange()
        letter.large_print = large
        work.commit()
        return Changes.of(letter, "letters")


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
    )


def ask_gate(
    work: Work, letter: Letter, action: str, notes: tuple[EvidenceNote, ...], *, checking: bool = False
) -> None:
    access.require(work, question_of(work.session, letter, action, notes, checking=checking))


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


def letter(desk: Desk, letter_id: UUID) -> LetterView:
    """Open a letter on screen, under ``quote``; where the gate says no, its reasons instead of its text."""
    with desk.unit_of_work() as work:
        kept = work.get(Letter, letter_id)
        row = letter_row(work.session, kept)
        resting = resting_on(work.session, letter_id)
        notes = notes_of(work.session, {id for ids in resting.values() for id in ids})
        check = last_check(work.session, letter_id)
        large, purpose = kept.large_print, kept.purpose
        try:
            ask_gate(work, kept, "quote", notes)
        except access.Blocked as no:
            stopped = {reason.note for reason in no.reasons}
            about_all = None in stopped
            return LetterView(
                row,
                (),
                no.reasons,
                tuple(
                    id for id, ids in resting.items() if about_all or any(str(one) in stopped for one in ids)
                ),
                large,
                check.checker_name if check else None,
                purpose,
            )
        statements = tuple(statement_rows(work, kept, resting, {note.id: note for note in notes}))
        work.commit()
        return LetterView(row, statements, (), (), large, check.checker_name if check else None, purpose)


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
    key = evidence.client_key(work, letter.person_id)
    for statement in statements_of(work.session, letter.id):
        if closed and statement.id in closed:
            original = text = closed[statement.id]
        else:
            original = key.unseal(statement.sealed, str(statement.id)).decode()
            amended = statement.sealed_amended
            text = key.unseal(amended, amended_mark(statement.id)).decode() if amended else original
        yield StatementRow(
            statement.id,
            statement.position,
            statement.heading,
            text,
            original,
            statement.answer,
            statement.outside_check,
            tuple(
                SourceRow(id, notes[id].entry_on, notes[id].entry_kind)
                for id in resting.get(statement.id, ())
            ),
        )


def letter_row(session: Session, letter: Letter) -> LetterRow:
    [row] = _rows(session, select(Letter).where(Letter.id == letter.id))
    return row


def _rows(session: Session, statement: Any) -> Iterable[LetterRow]:
    counted: dict[UUID, int] = {}
    letters = session.scalars(statement).all()
    ids = [one.id for one in letters]
    for (letter_id,) in session.execute(
        select(Statement.letter_id).where(Statement.letter_id.in_(ids), Statement.removed.is_(False))
    ):
        counted[letter_id] = counted.get(letter_id, 0) + 1
    named: dict[UUID, str] = dict(
        session.execute(
            select(Letter.id, client_name())
            .join(PersonName, current_name(Letter.person_id))
            .where(Letter.id.in_(ids))
        ).all()
    )
    bodies = dict(session.execute(select(Organisation.id, Organisation.name)).all())
    for one in letters:
        yield LetterRow(
            one.id,
            one.reference,
            one.case_id,
            one.person_id,
            named.get(one.id, ""),
            one.kind,
            one.state,
            bodies.get(one.recipient_id, ""),
            counted.get(one.id, 0),
            one.drafted_on,
            one.sent_to_gp_on,
            one.checked_on,
            one.issued_on,
        )


def letters(
    desk: Desk,
    *,
    person_id: UUID | None = None,
    case_id: UUID | None = None,
    state: str | None = None,
    after: tuple[date, UUID] | None = None,
    limit: int = 50,
) -> list[LetterRow]:
    """Letters, the newest first; no text of theirs."""
    statement = select(Letter).order_by(Letter.drafted_on.desc(), Letter.id.desc()).limit(limit)
    for column, value in ((Letter.person_id, person_id), (Letter.case_id, case_id), (Letter.state, state)):
        if value is not None:
            statement = statement.where(column == value)
    if after is not None:
        statement = statement.where(tuple_(Letter.drafted_on, Letter.id) < after)
    with desk.look() as look:
        return list(_rows(look, statement))
