"""Letting a letter go: how it would look today, its bytes, its issue, printing it again.

Everything that leaves asks the gate ``disclose`` at the moment it leaves; an issued letter is kept as
the very file that was handed over.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework import access
from welfare_desk.casework.correspondence import letter_corrections, written_gate
from welfare_desk.casework.correspondence.letter_facts import document_of, render_pdf, word_file_of
from welfare_desk.casework.correspondence.letter_kinds import FROM_NOTES, purpose_of
from welfare_desk.casework.correspondence.letter_templates import language_of, template_for, template_of
from welfare_desk.casework.correspondence.letter_text import (
    NothingNoted,
    ask_gate,
    not_issued,
    notes_of,
    notes_under,
    opened,
    question_of,
)
from welfare_desk.casework.correspondence.letters import change_recipient
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.matters.cases import case_by_reference
from welfare_desk.casework.notes.sealed_text import client_key, unsealed
from welfare_desk.casework.papers import attachments
from welfare_desk.casework.people.languages import OURS
from welfare_desk.errors import UsageFault
from welfare_desk.records.base import new_id
from welfare_desk.records.correspondence import Issue, Letter
from welfare_desk.records.people import Person
from welfare_desk.records.service import Organisation

if TYPE_CHECKING:
    from welfare_desk.letters.pdf import Rendered


class UnknownRecipient(UsageFault):
    hint = "Give a body's name, code or id as it stands there."

    def __init__(self, named: str) -> None:
        super().__init__(f"Nobody called {named} is in the recipient book.")


def preview(desk: Desk, letter_id: UUID, *, today: date, large_print: bool | None = None) -> Rendered:
    """The letter as it would be printed today, for the screen, under ``quote``. Raises Blocked, Problems."""
    with desk.unit_of_work() as work:
        letter, notes = opened(work, letter_id)
        ask_gate(work, letter, "quote", notes)
        rendered = render_pdf(document_of(work, letter, notes, today, large_print))
        work.commit()
        return rendered


def print_out(
    desk: Desk, letter_id: UUID, *, today: date, word: bool = False, large: bool | None = None
) -> bytes:
    """The letter's bytes to leave the desk (PDF, or Word), under ``disclose``.

    An issued letter gives the very file that was issued. Raises Blocked, NotReady, Problems.
    """
    with desk.unit_of_work() as work:
        letter, notes = opened(work, letter_id)
        ask_gate(work, letter, "disclose", notes)
        issued = issue_of(work, letter_id)
        if issued is not None and not word:
            data = file_of(work, letter, issued)
        else:
            on = issued.on if issued else today
            if word:
                data = word_file_of(work, letter, notes, on, large)
            else:
                data = render_pdf(document_of(work, letter, notes, on, large)).data
        work.commit()
        return data


def issue(desk: Desk, letter_id: UUID, *, today: date) -> Changes:
    """Issue the letter: it can no longer be changed. Raises Blocked, CannotChange."""
    with desk.unit_of_work() as work:
        letter, notes = opened(work, letter_id)
        not_issued(letter)
        relied_on = ask_gate(work, letter, "disclose", notes)
        letter.template_id = template_for(work.session, letter.kind)[1]
        rendered = render_pdf(document_of(work, letter, notes, today), prove=True)
        kept = Issue(
            id=new_id(),
            letter_id=letter_id,
            at=work.now,
            on=today,
            recipients=[str(letter.recipient_id), *(letter.copies or ())],
            file_hash=hashlib.sha256(rendered.data).hexdigest(),
            pages=rendered.pages,
            relied_on=list(relied_on),
            marks={},
        )
        kept.sealed_file = client_key(work, letter.person_id).seal(rendered.data, str(kept.id))
        work.add(kept)
        _keep_the_english(work, letter, today)
        letter_corrections.mark_corrected(work, letter)
        letter.state, letter.issued_on = "issued", today
        work.journal(
            letter.person_id,
            f"Letter {letter.reference} issued.",
            on=today,
            case_id=letter.case_id,
            kind="letter",
        )
        work.commit()
        return Changes.of(letter, "letters")


def _keep_the_english(work: Work, letter: Letter, today: date) -> None:
    """A letter in the client's language leaves its English with the client's papers: the file is read in it.

    The language is fixed with the issue, whatever the client may read best later.
    """
    if template_of(work.session, letter).translation is None:
        return
    language = language_of(work.session, letter)
    if template_of(work.session, letter).language != OURS:
        english = render_pdf(document_of(work, letter, (), today, english=True))
        title = f"English copy of letter {letter.reference}"
        attachments.keep_our_own(
            work, letter.person_id, "other", title, english.data, english.pages, today=today
        )
    letter.about = {**(letter.about or {}), "language": language}


def reasons_against_issue(desk: Desk, letter_id: UUID) -> tuple[access.Reason, ...]:
    """Everything that stops this letter from leaving now; empty when it may."""
    with desk.look() as look:
        letter = look.get(Letter, letter_id)
        if letter is None:
            return ()
        notes = notes_of(look, notes_under(look, letter_id))
        ask = question_of(look, letter, "disclose", notes)
        if not notes:
            return written_gate.reasons_against(Work(desk, look), letter, ask)
    return access.reasons_against(desk, ask)


def letter_to_print(desk: Desk, case: str, kind: str, *, recipient: str | None = None, today: date) -> UUID:
    """The newest letter of this kind a case has, for the command line, readdressed where one is named.

    Raises NoSuchCase; NothingNoted, with everything that is missing before there can be one;
    UnknownRecipient.
    """
    with desk.look() as look:
        found = case_by_reference(look, case)
        newest = look.scalars(
            select(Letter.id)
            .where(Letter.case_id == found.id, Letter.kind == kind)
            .order_by(Letter.drafted_on.desc(), Letter.id.desc())
            .limit(1)
        ).first()
        person = look.get(Person, found.person_id)
        practice_id = person.practice_id if person else None
        purpose = purpose_of(found.kind)
        body_id = _named_body(look, recipient) if recipient else None
    if newest is None and kind not in FROM_NOTES:
        raise NothingNoted("No letter of this kind has been begun on this case.", "Begin it in the window.")
    if newest is None:
        asked = access.Ask(
            person_id=found.person_id,
            case_id=found.id,
            action="read",
            target="gp_record",
            purpose=purpose,
            categories=("summary",),
            practice_id=practice_id,
        )
        missing = [f"{reason.sentence} {reason.next_step}" for reason in access.reasons_against(desk, asked)]
        raise NothingNoted(" ".join([*missing, NothingNoted.sentence]), NothingNoted.hint)
    if body_id is not None:
        change_recipient(desk, newest, body_id)
    return newest


def _named_body(look: Session, named: str) -> UUID:
    bodies = look.execute(select(Organisation.id, Organisation.name, Organisation.code)).all()
    wanted = named.strip().casefold()
    for id, name, code in bodies:
        if wanted in (str(id), name.casefold(), (code or "").casefold()):
            return id
    raise UnknownRecipient(named)


def issued_file(work: Work, letter: Letter) -> bytes | None:
    """The very file that was handed over, for those who have just asked the gate; None before the issue."""
    issued = issue_of(work, letter.id)
    return None if issued is None else file_of(work, letter, issued)


def file_of(work: Work, letter: Letter, issued: Issue) -> bytes:
    """What was handed over in this issue, for those who have just asked the gate. Raises SealBroken."""
    resting = notes_under(work.session, letter.id)
    return unsealed(work, letter.person_id, issued.sealed_file, str(issued.id), of_notes=resting)


def issue_of(work: Work, letter_id: UUID) -> Issue | None:
    """The issue of a letter, its file still sealed; None before it."""
    return work.session.scalars(select(Issue).where(Issue.letter_id == letter_id)).first()
