"""A letter that went out is put right by a new one that points back to it; the old one stays as it was.

What the GP said of a statement holds for the very words it was given to, so it comes along with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework.correspondence.letter_check import checker_of, roll_up
from welfare_desk.casework.correspondence.letter_facts import words_mark
from welfare_desk.casework.correspondence.letter_text import (
    amended_mark,
    ask_gate,
    last_check,
    opened,
    resting_on,
    statement_rows,
    statements_of,
)
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.notes.sealed_text import client_key, unsealed
from welfare_desk.errors import DeskError
from welfare_desk.records.base import new_id
from welfare_desk.records.correspondence import (
    Issue,
    Letter,
    Statement,
    StatementAnswer,
    StatementSource,
)
from welfare_desk.records.evidence import EvidenceNote


class NotGoneYet(DeskError):
    sentence = "This letter has not gone out, so it can be changed as it is."
    hint = "Only an issued letter needs another to correct it."


@dataclass(frozen=True, slots=True)
class LetterLink:
    """Another letter one can go to."""

    id: UUID
    reference: str
    state: str
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class Chain:
    """The letter this one corrects, and the one that corrects it."""

    corrects: LetterLink | None = None
    corrected_by: LetterLink | None = None


def chain_of(session: Session, letter: Letter) -> Chain:
    """What a letter points back to, and what points back to it."""
    before = session.get(Letter, letter.corrects_id) if letter.corrects_id else None
    after = session.scalars(
        select(Letter).where(Letter.corrects_id == letter.id).order_by(Letter.id.desc()).limit(1)
    ).first()
    return Chain(_link(before), _link(after))


def _link(letter: Letter | None) -> LetterLink | None:
    if letter is None:
        return None
    return LetterLink(letter.id, letter.reference, letter.state, letter.issued_on)


def correct(desk: Desk, letter_id: UUID, *, today: date) -> Changes:
    """Begin the letter that corrects this one, with all it said, or find the one begun already.

    Raises NotGoneYet; Blocked where what it rests on may no longer be quoted.
    """
    with desk.unit_of_work() as work:
        old, notes = opened(work, letter_id)
        if old.state != "issued":
            raise NotGoneYet()
        begun = chain_of(work.session, old).corrected_by
        if begun is not None and begun.state != "issued":
            return Changes.of(begun.id, "letters")
        ask_gate(work, old, "quote", notes)
        new = _copied(work, old, today)
        _copy_statements(work, old, new, {note.id: note for note in notes})
        words = f"Letter {new.reference} begun, to correct letter {old.reference}."
        work.journal(old.person_id, words, on=today, case_id=old.case_id, kind="letter")
        work.commit()
        return Changes.of(new, "letters")


def _copied(work: Work, old: Letter, today: date) -> Letter:
    new = Letter(
        id=new_id(),
        person_id=old.person_id,
        case_id=old.case_id,
        kind=old.kind,
        reference=work.next_reference(),
        recipient_id=old.recipient_id,
        copies=list(old.copies or ()),
        purpose=old.purpose,
        large_print=old.large_print,
        check_needed=old.check_needed,
        own_letter_because=old.own_letter_because,
        drafted_on=today,
        author_id=work.desk.advisor.id,
        about=dict(old.about or {}),
        corrects_id=old.id,
    )
    if old.sealed_words is not None:
        said = unsealed(work, old.person_id, old.sealed_words, words_mark(old), of_notes=())
        new.sealed_words = client_key(work, old.person_id).seal(said, words_mark(new))
    work.add(new)
    work.session.flush()
    return new


def _copy_statements(work: Work, old: Letter, new: Letter, notes: dict[UUID, EvidenceNote]) -> None:
    session, key = work.session, client_key(work, old.person_id)
    resting = resting_on(session, old.id)
    stood = {one.id: one for one in statements_of(session, old.id)}
    for row in list(statement_rows(work, old, resting, notes)):
        before = stood[row.id]
        one = Statement(
            id=new_id(),
            letter_id=new.id,
            position=row.position,
            heading=row.heading,
            answer=row.answer,
            outside_check=row.outside_check,
        )
        one.sealed = key.seal(row.original.encode(), str(one.id))
        if before.sealed_amended is not None:
            one.sealed_amended = key.seal(row.text.encode(), amended_mark(one.id))
        work.add(one)
        session.flush()
        for note_id in resting.get(row.id, ()):
            work.add(StatementSource(statement_id=one.id, note_id=note_id))
        _copy_last_answer(work, row.id, one.id)
    session.flush()
    check = last_check(session, old.id)
    if check is not None and new.check_needed:
        new.sent_to_gp_on = old.sent_to_gp_on
        roll_up(work, new, checker_of(check), check.on)


def _copy_last_answer(work: Work, old_id: UUID, new_id_: UUID) -> None:
    last = work.session.scalars(
        select(StatementAnswer)
        .where(StatementAnswer.statement_id == old_id)
        .order_by(StatementAnswer.id.desc())
        .limit(1)
    ).first()
    if last is not None:
        work.add(
            StatementAnswer(
                statement_id=new_id_,
                answer=last.answer,
                checker_name=last.checker_name,
                checker_role=last.checker_role,
                checker_number=last.checker_number,
                on=last.on,
                how=last.how,
                proof_id=last.proof_id,
            )
        )


def mark_corrected(work: Work, letter: Letter) -> None:
    """The correction goes out now: the letter before bears its reference."""
    if letter.corrects_id is None:
        return
    for issue in work.session.scalars(select(Issue).where(Issue.letter_id == letter.corrects_id)):
        issue.marks = {**issue.marks, "corrected_by": letter.reference}
