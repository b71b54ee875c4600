"""A letter's statements for the GP to answer on this very screen: that letter and nothing else of the desk.

Showing them is handing the practice its check sheet, so the gate is asked and the log written as for paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework.correspondence.letter_text import (
    StatementRow,
    ask_gate,
    not_issued,
    opened,
    resting_on,
    statement_rows,
)
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import FoundWrong
from welfare_desk.records.cases import Case
from welfare_desk.records.people import Person
from welfare_desk.records.service import Practice

ON_SCREEN = "on our screen"


class NothingToAnswer(FoundWrong):
    sentence = "Every statement has its answer."
    hint = "Change a statement, or enter a correction yourself."


@dataclass(frozen=True, slots=True)
class AtDesk:
    """What the GP sees: whom it is about, what for, and the statements still to be answered,
    each with its number in the letter.

    ``answered`` counts those that have an answer and are not shown again.
    """

    letter_id: UUID
    reference: str
    client: str
    born: date | None
    matter: str
    practice: str
    gp_name: str
    statements: tuple[tuple[int, StatementRow], ...]
    answered: int
    changes: Changes


def show(desk: Desk, letter_id: UUID, *, today: date) -> AtDesk:
    """Open the statements for the GP; a draft is with the GP from now on.

    Raises Blocked, CannotChange, NothingToAnswer.
    """
    with desk.unit_of_work() as work:
        letter, notes = opened(work, letter_id)
        not_issued(letter)
        ask_gate(work, letter, "quote", notes)  # a draft on a screen, whoever sits before it
        ask_gate(work, letter, "disclose", notes, checking=True)
        session = work.session
        person = work.get(Person, letter.person_id)
        case = work.get(Case, letter.case_id) if letter.case_id else None
        practice = session.get(Practice, person.practice_id) if person.practice_id else None
        known = {note.id: note for note in notes}
        resting = resting_on(session, letter_id)
        numbered = enumerate(statement_rows(work, letter, resting, known), start=1)
        rows = [(number, row) for number, row in numbered if not row.outside_check]
        wanted = tuple((number, row) for number, row in rows if row.answer is None)
        if not wanted:
            raise NothingToAnswer()
        if letter.state == "draft":
            letter.state, letter.sent_to_gp_on = "with_gp", today
        said = f"Letter {letter.reference} shown to the practice on our screen, to check."
        work.journal(letter.person_id, said, on=today, case_id=letter.case_id, kind="letter")
        view = AtDesk(
            letter_id=letter_id,
            reference=letter.reference,
            client=session.scalar(select(client_name()).where(current_name(letter.person_id))) or "",
            born=person.born_on,
            matter=matter_name(case.matter) if case else "",
            practice=practice.name if practice else "",
            gp_name=person.gp_name or "",
            statements=wanted,
            answered=len(rows) - len(wanted),
            changes=Changes.of(letter, "letters"),
        )
        work.commit()
        return view
