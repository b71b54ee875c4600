"""A letter as its page shows it: what the gate lets through, and for the rest since when it is closed.

Statements that rest on an ended consent stay sealed here; the page never meets their text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework import access, agency
from welfare_desk.casework.correspondence import (
    letter_check,
    letter_corrections,
    letter_facts,
    letter_issue,
    letter_proof,
    letter_text,
    letters,
)
from welfare_desk.casework.correspondence.letter_kinds import purpose_of
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.matters.cases import case as case_view
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.notes import evidence
from welfare_desk.casework.people.clients import client
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.cases import Case
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.records.people import Person
from welfare_desk.records.service import Practice
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import days


@dataclass(frozen=True, slots=True)
class LetterPage:
    """Everything the letter's page needs at once.

    ``closed`` says, for each statement whose text is kept back, since when and why; ``blocked`` are the
    reasons behind it, ``against_issue`` all that keeps the letter from leaving. ``pdf`` is None where
    nothing may be shown. ``ended`` names the consents in the way. ``check`` is
    False for the advisor's own letter. ``proofs`` are the client's papers an answer can rest on.
    """

    row: letters.LetterRow
    state: str
    matter: str
    purpose: str
    statements: tuple[letter_text.StatementRow, ...]
    closed: Mapping[UUID, str]
    ended: tuple[str, ...]
    blocked: tuple[access.Reason, ...]
    against_issue: tuple[access.Reason, ...]
    pdf: bytes | None
    large_print: bool
    check: bool
    own_because: str
    gp_name: str
    practice: str
    checker: letter_check.Checker | None
    recipient_id: UUID
    copies: tuple[UUID, ...]
    bodies: tuple[agency.RecipientRow, ...]
    used: tuple[evidence.NoteHead, ...]
    unused: tuple[evidence.NoteHead, ...]
    proofs: tuple[tuple[UUID, str], ...]
    chain: letter_corrections.Chain
    envelope: str


@dataclass(frozen=True, slots=True)
class LetterStart:
    """What is known before a letter is drafted: whose it is, what it could rest on, whom it could go to."""

    case_id: UUID
    person_id: UUID
    client: str
    matter: str
    purpose: str
    large_print: bool
    notes: tuple[evidence.NoteHead, ...]
    bodies: tuple[agency.RecipientRow, ...]


def start(desk: Desk, case_id: UUID) -> LetterStart:
    """What a new letter for this case could be made of. Raises NotFound."""
    row = case_view(desk, case_id).row
    person = client(desk, row.person_id).draft
    notes = evidence.note_heads(desk, person_id=row.person_id)
    return LetterStart(
        case_id,
        row.person_id,
        row.client,
        matter_name(row.matter),
        purpose_of(row.kind),
        person.large_print,
        tuple(note for note in notes if note.case_id in (None, case_id)),
        bodies_for(desk, person.practice_id),
    )


def bodies_for(desk: Desk, practice_id: UUID | None) -> tuple[agency.RecipientRow, ...]:
    """The recipient book without the practices that are not the client's own."""
    own = {row.organisation_id for row in agency.practices(desk) if row.id == practice_id}
    return tuple(row for row in agency.recipients(desk) if row.kind != "practice" or row.id in own)


def draft_from_notes(
    desk: Desk,
    begun: LetterStart,
    note_ids: Sequence[UUID],
    recipient_id: UUID,
    *,
    copies: tuple[UUID, ...] = (),
    large_print: bool = False,
    today: date,
) -> Changes:
    """Draft a letter with one statement for each of these notes. Raises Blocked, Problems, NothingNoted."""
    statements = letters.from_notes(desk, begun.case_id, purpose=begun.purpose, only=set(note_ids))
    draft = letters.LetterDraft(
        begun.case_id, recipient_id, statements, begun.purpose, copies=copies, large_print=large_print
    )
    return letters.draft_letter(desk, draft, today=today)


def add_notes(
    desk: Desk, letter_id: UUID, case_id: UUID, note_ids: Sequence[UUID], *, purpose: str, today: date
) -> Changes:
    """One more statement for each of these notes, after those there are. Raises Blocked, CannotChange."""
    more = letters.from_notes(desk, case_id, purpose=purpose, only=set(note_ids))
    kept = letters.letter(desk, letter_id).statements
    return letters.change_statements(desk, letter_id, [*map(as_draft, kept), *more], today=today)


def add_own_paragraph(desk: Desk, letter_id: UUID, text: str, *, today: date) -> Changes:
    """A free paragraph under “In our own words”, after what was checked; no answer and no check is lost.

    Raises Problems, CannotChange, Blocked.
    """
    if not text.strip():
        raise Problems([Problem("text", "Write what you want to say.")])
    kept = map(as_draft, letters.letter(desk, letter_id).statements)
    own = letters.StatementDraft("", text, (), own=True)
    return letters.change_statements(desk, letter_id, [*kept, own], today=today)


def as_draft(row: letter_text.StatementRow) -> letters.StatementDraft:
    notes = tuple(source.note_id for source in row.sources)
    return letters.StatementDraft(row.heading, row.text, notes, row.id, own=row.outside_check)


def opened(desk: Desk, letter_id: UUID, *, today: date) -> LetterPage:
    """Open a letter under ``quote``, statement by statement: what may not be quoted stays sealed.

    Raises NotFound.
    """
    against_issue = letter_issue.reasons_against_issue(desk, letter_id)
    with desk.look() as look:
        letter = Work(desk, look).get(Letter, letter_id)
        practice_id = Work(desk, look).get(Person, letter.person_id).practice_id
        resting = letter_text.resting_on(look, letter_id)
        notes = letter_text.notes_of(look, {id for ids in resting.values() for id in ids})
        asked = letter_text.question_of(look, letter, "quote", notes)
    blocked = access.reasons_against(desk, asked)
    bodies = bodies_for(desk, practice_id)
    with desk.unit_of_work() as work:
        letter = work.get(Letter, letter_id)
        by_id = {note.id: note for note in notes}
        closed = _closed(work, letter, resting, by_id, blocked, today)
        open_notes = {note for id, ids in resting.items() if id not in closed for note in ids}
        pdf, envelope = None, ""
        if open_notes:
            letter_text.ask_gate(work, letter, "quote", tuple(n for n in notes if n.id in open_notes))
        statements = tuple(letter_text.statement_rows(work, letter, resting, by_id, closed))
        if open_notes:
            pdf = letter_issue.issued_file(work, letter) if not closed else None
            if pdf is None:
                document = letter_facts.document_of(work, letter, notes, today, None, closed)
                pdf = letter_facts.render_pdf(document).data
                envelope = letter_facts.envelope_of(document, letter)
        page = _page(
            work, letter, today, by_id, statements, closed, blocked, against_issue, pdf, bodies, envelope
        )
        work.commit()
        return page


def _closed(
    work: Work,
    letter: Letter,
    resting: Mapping[UUID, tuple[UUID, ...]],
    notes: Mapping[UUID, EvidenceNote],
    blocked: tuple[access.Reason, ...],
    today: date,
) -> dict[UUID, str]:
    """For each statement that may not be quoted, the words that stand in its place."""
    of_all = next((reason for reason in blocked if reason.note is None), None)
    of_note = {UUID(reason.note): reason for reason in reversed(blocked) if reason.note}
    consents = {one.id: one for one in access.consents_of(work.session, letter.person_id)}
    closed = {}
    for statement, ids in resting.items():
        stopped = next((id for id in ids if id in of_note), ids[0] if of_all else None)
        if stopped is None:
            continue
        consent = consents.get(str(notes[stopped].consent_id))
        reason = of_note.get(stopped) or of_all
        if consent is not None and consent.withdrawn_at is not None:
            ended = days.full(words.local_day(consent.withdrawn_at))
            closed[statement] = f"Closed: rests on a consent withdrawn on {ended}."
        elif consent is not None and consent.expires_on is not None and consent.expires_on < today:
            ended = days.full(consent.expires_on)
            closed[statement] = f"Closed: rests on a consent that ran out on {ended}."
        elif reason is not None:
            closed[statement] = f"Closed: {reason.sentence[0].lower()}{reason.sentence[1:]}"
    return closed


def _ended(work: Work, letter: Letter, blocked: tuple[access.Reason, ...], today: date) -> tuple[str, ...]:
    """The consents behind the reasons, by the day they were given and the day they ended."""
    wanted = {id for reason in blocked for id in reason.consents}
    said = []
    for one in access.consents_of(work.session, letter.person_id):
        if one.id not in wanted or one.given_at is None:
            continue
        given = days.short(words.local_day(one.given_at))
        if one.withdrawn_at is not None:
            said.append(
                f"the consent of {given} was withdrawn on {days.full(words.local_day(one.withdrawn_at))}"
            )
        elif one.expires_on is not None and one.expires_on < today:
            said.append(f"the consent of {given} ran out on {days.full(one.expires_on)}")
    return tuple(said)


def _page(
    work: Work,
    letter: Letter,
    today: date,
    used: Mapping[UUID, EvidenceNote],
    statements: tuple[letter_text.StatementRow, ...],
    closed: Mapping[UUID, str],
    blocked: tuple[access.Reason, ...],
    against_issue: tuple[access.Reason, ...],
    pdf: bytes | None,
    bodies: tuple[agency.RecipientRow, ...],
    envelope: str,
) -> LetterPage:
    session = work.session
    case = work.get(Case, letter.case_id) if letter.case_id else None
    person = work.get(Person, letter.person_id)
    practice = session.get(Practice, person.practice_id) if person.practice_id else None
    check = letter_text.last_check(session, letter.id)
    unused = session.scalars(
        select(EvidenceNote)
        .where(EvidenceNote.person_id == letter.person_id, EvidenceNote.id.not_in(used))
        .order_by(EvidenceNote.entry_on, EvidenceNote.id)
    )
    state = letter.state
    if state == "stopped" and not blocked:  # a new consent covers it: it goes on from where it stood
        state = "checked" if letter.checked_on else "with_gp" if letter.sent_to_gp_on else "draft"
    return LetterPage(
        row=letters.letter_row(session, letter),
        state=state,
        matter=matter_name(case.matter) if case else "",
        purpose=letter.purpose,
        statements=statements,
        closed=closed,
        ended=_ended(work, letter, blocked, today),
        blocked=blocked,
        against_issue=against_issue,
        pdf=pdf,
        large_print=letter.large_print or person.large_print,
        check=letter.check_needed,
        own_because=letter.own_letter_because or "",
        gp_name=person.gp_name or "",
        practice=practice.name if practice else "",
        checker=letter_check.checker_of(check) if check else None,
        recipient_id=letter.recipient_id,
        copies=tuple(UUID(id) for id in letter.copies or ()),
        bodies=bodies,
        used=tuple(evidence.head(work, note) for note in used.values()),
        unused=tuple(evidence.head(work, note) for note in unused if note.case_id in (None, letter.case_id)),
        proofs=letter_proof.papers_of(session, letter.person_id),
        chain=letter_corrections.chain_of(session, letter),
        envelope=envelope,
    )
