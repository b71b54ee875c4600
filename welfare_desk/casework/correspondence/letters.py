"""Supporting letters: drafted from notes, checked by the GP statement by statement, issued once.

The gate is asked anew at every step: ``quote`` to see a draft, ``gp_accuracy_check`` to hand it to the
practice, ``disclose`` for anything that leaves. What a letter looks like is the letters room's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import access, agency
from welfare_desk.casework.correspondence.letter_text import (
    CannotChange,
    NothingNoted,
    StatementRow,
    amended_mark,
    ask_gate,
    last_check,
    notes_of,
    passage_hash,
    resting_on,
    statement_rows,
    statements_of,
)
from welfare_desk.casework.desk import ChangedMeanwhile, Changes, Desk, NotFound, Work
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.notes.sealed_text import client_key
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case
from welfare_desk.records.correspondence import Letter, Statement, StatementSource, StatementVersion
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.records.people import PersonName
from welfare_desk.records.service import Organisation

STATES = ("draft", "with_gp", "checked", "issued", "stopped")


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """A sentence of the letter, the heading it stands under, and the notes it rests on.

    ``id`` is the statement it was, so that what is not changed keeps the GP's answer; None where it is new.
    ``own`` is a free paragraph of the advisor's, which rests on no note and is in no check.
    """

    heading: str
    text: str
    note_ids: tuple[UUID, ...]
    id: UUID | None = None
    own: bool = False


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
class LetterRow:
    """One line of the list of letters."""

    id: UUID
    reference: str
    case_id: UUID | None
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
    _require_sense(draft.statements)
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


def _require_sense(statements: Sequence[StatementDraft]) -> None:
    """Each has words, and a note behind it or the mark of our own. Raises Problems, NothingNoted."""
    if not any(statement.note_ids for statement in statements):
        raise NothingNoted()
    problems = [
        Problem(f"statements.{place}", "A statement has no words or no note behind it.")
        for place, statement in enumerate(statements)
        if not statement.text.strip() or not (statement.note_ids or statement.own)
    ]
    if problems:
        raise Problems(problems)


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
        StatementDraft(_heading(head), evidence.open_note(desk, head.id, purpose=purpose).text, (head.id,))
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
    """Rewrite a letter's statements. What is the same word for word keeps the GP's answer; what is not is
    asked again, and what it said before is kept.

    Raises CannotChange, Blocked, Problems, NothingNoted, ChangedMeanwhile for a statement no longer there.
    """
    with desk.unit_of_work() as work:
        letter = work.get(Letter, letter_id)
        if letter.state == "issued":
            raise CannotChange()
        _require_sense(statements)
        resting = resting_on(work.session, letter_id)
        kept = {draft.id for draft in statements if draft.id is not None}
        bearing = {id for statement in statements for id in statement.note_ids}
        bearing |= {id for statement, ids in resting.items() if statement in kept for id in ids}
        notes = notes_of(work.session, bearing)
        ask_gate(work, letter, "quote", notes)
        before = {statement.id: statement for statement in statements_of(work.session, letter_id)}
        rows = _stood(work, letter, resting, notes, kept)
        for position, draft in enumerate(statements, start=1):
            old = before.pop(draft.id, None) if draft.id is not None else None
            if draft.id is not None and old is None:
                raise ChangedMeanwhile()  # taken out by somebody else, who is not overruled unasked
            if old is None:
                _keep_statement(work, letter, position, draft)
            else:
                old.position = position
                _rewrite(work, letter, old, rows[old.id], draft, today)
        for left_out in before.values():
            left_out.removed = True
        work.session.flush()
        _ask_again(work, letter)
        work.commit()
        return Changes.of(letter, "letters")


def _stood(
    work: Work,
    letter: Letter,
    resting: dict[UUID, tuple[UUID, ...]],
    notes: tuple[EvidenceNote, ...],
    kept: set[UUID],
) -> dict[UUID, StatementRow]:
    """What the statements that stay said until now, in their order; the others are not opened."""
    closed = dict.fromkeys(set(resting) - kept, "")
    known = {note.id: note for note in notes}
    opened = {id: ids for id, ids in resting.items() if id in kept}
    return {row.id: row for row in statement_rows(work, letter, opened, known, closed) if row.id in kept}


def _rewrite(
    work: Work, letter: Letter, old: Statement, stood: StatementRow, draft: StatementDraft, today: date
) -> None:
    """Write one statement anew where it is not the same; the GP's answer was to the words before."""
    sources = tuple(source.note_id for source in stood.sources)
    said = (draft.heading.strip(), draft.text.strip(), set(draft.note_ids))
    if said == (stood.heading, stood.text, set(sources)):
        return
    if draft.text.strip() != stood.text:
        work.add(
            StatementVersion(
                statement_id=old.id,
                sealed=old.sealed,
                sealed_amended=old.sealed_amended,
                answer=old.answer,
                replaced_on=today,
            )
        )
        key = client_key(work, letter.person_id)
        words = draft.text.strip().encode()
        if old.outside_check:
            old.sealed_amended = key.seal(words, amended_mark(old.id))
        else:
            old.sealed, old.sealed_amended = key.seal(words, str(old.id)), None
    old.heading = draft.heading.strip()
    if not old.outside_check:
        old.answer = None
    for source in work.session.scalars(select(StatementSource).where(StatementSource.statement_id == old.id)):
        work.session.delete(source)
    work.session.flush()
    for note_id in draft.note_ids:
        work.add(StatementSource(statement_id=old.id, note_id=note_id))


def _ask_again(work: Work, letter: Letter) -> None:
    """Where the letter stands now: still checked if nothing bears on the check, else back with the GP."""
    left = [one for one in statements_of(work.session, letter.id) if not one.outside_check]
    check = last_check(work.session, letter.id)
    if check is not None and check.passage_hash == passage_hash(work.session, letter):
        return
    answered = [one for one in left if one.answer is not None]
    if not answered:
        letter.state, letter.sent_to_gp_on = "draft", None
    elif letter.state != "stopped":
        letter.state = "with_gp"
    letter.checked_on = None
    if len(answered) == len(left) and check is not None:  # only moved about: each answer still stands
        from welfare_desk.casework.correspondence.letter_check import (
            check_again,  # brings the template language
        )

        check_again(work, letter)


def _keep_statements(work: Work, letter: Letter, statements: Iterable[StatementDraft]) -> None:
    for position, draft in enumerate(statements, start=1):
        _keep_statement(work, letter, position, draft)


def _keep_statement(work: Work, letter: Letter, position: int, draft: StatementDraft) -> None:
    key = client_key(work, letter.person_id)
    statement = Statement(id=new_id(), letter_id=letter.id, position=position, heading=draft.heading.strip())
    statement.outside_check = draft.own
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


def letter_row(session: Session, letter: Letter) -> LetterRow:
    [row] = _rows(session, select(Letter).where(Letter.id == letter.id))
    return row


def _rows(session: Session, statement: Any) -> Iterable[LetterRow]:
    counted: dict[UUID, int] = {}
    letters = session.scalars(statement).all()
    ids = [one.id for one in letters]
    if not ids:
        return
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
