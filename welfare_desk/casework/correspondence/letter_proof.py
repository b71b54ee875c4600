"""The proof of a GP's answer: the practice's e-mail or the signed sheet, kept as a paper of the client.

What the practice wrote about a letter is about the client's health, so keeping it asks the gate.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework.correspondence.letter_text import notes_of, notes_under
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.papers import attachments
from welfare_desk.casework.papers.attachments import Looked, PaperDraft
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.papers import Attachment
from welfare_desk.records.people import Person
from welfare_desk.rules import days

KIND = "gp-answer"


def keep(desk: Desk, letter_id: UUID, looked: Looked, *, today: date) -> Changes:
    """Keep a file that was looked at as the practice's answer about this letter.

    Raises Blocked, AlreadyKept, Problems.
    """
    with desk.look() as look:
        letter = Work(desk, look).get(Letter, letter_id)
        notes = notes_of(look, notes_under(look, letter_id))
        practice_id = next((note.practice_id for note in notes if note.practice_id), None)
        draft = PaperDraft(
            letter.person_id,
            KIND,
            f"Practice's answer, {letter.reference}, {days.short(today)}",
            letter.case_id,
            received_on=today,
            category=notes[0].category if notes else None,
            practice_id=practice_id or Work(desk, look).get(Person, letter.person_id).practice_id,
        )
    return attachments.add(desk, draft, looked, today=today)


def papers_of(session: Session, person_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """A client's papers by title, the newest first: an answer can rest on any of them."""
    found = session.execute(
        select(Attachment.id, Attachment.title)
        .where(Attachment.person_id == person_id)
        .order_by(Attachment.id.desc())
    )
    return tuple((id, title) for id, title in found)
