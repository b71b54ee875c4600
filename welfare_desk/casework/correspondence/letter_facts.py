"""Everything a letter may say, gathered from the desk and frozen; only after the gate was asked.

How it looks is the letters room's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework import agency
from welfare_desk.casework.correspondence import letterhead
from welfare_desk.casework.correspondence.letter_templates import template_of
from welfare_desk.casework.correspondence.letter_text import (
    StatementRow,
    last_check,
    resting_on,
    statement_rows,
)
from welfare_desk.casework.desk import Work
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.matters.matter_facts import lines, matter_of, practice_of, safe_address
from welfare_desk.casework.notes.sealed_text import unsealed
from welfare_desk.casework.people import acting
from welfare_desk.letters import facts as paper
from welfare_desk.letters.content import Document
from welfare_desk.records.cases import Case
from welfare_desk.records.correspondence import AccuracyCheck, Letter
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.service import Advisor, Organisation, Practice
from welfare_desk.rules import money
from welfare_desk.rules.acting import in_a_sentence

if TYPE_CHECKING:
    from welfare_desk.letters.pdf import Rendered


REPLY_WITHIN = timedelta(days=14)


def facts_of(
    work: Work,
    letter: Letter,
    notes: Iterable[EvidenceNote],
    today: date,
    large_print: bool | None = None,
    closed: Mapping[UUID, str] | None = None,
) -> paper.LetterFacts:
    """Everything the letter may say, gathered and frozen; only after the gate was asked.

    Statements that are ``closed`` say why in place of their text.
    """
    session = work.session
    person = work.get(Person, letter.person_id)
    case = work.get(Case, letter.case_id) if letter.case_id else None
    practice_id = next((note.practice_id for note in notes if note.practice_id), person.practice_id)
    practice = session.get(Practice, practice_id) if practice_id else None
    check = last_check(session, letter.id)
    known = {note.id: note for note in notes}
    rows = statement_rows(work, letter, resting_on(session, letter.id), known, closed)
    author = session.get(Advisor, letter.author_id) if letter.author_id else None
    copies = [session.get(Organisation, UUID(id)) for id in letter.copies or ()]
    client = _client(session, person)
    body = work.get(Organisation, letter.recipient_id)
    acts = acting.for_body(session, person.id, None if body.kind == "subject" else body.id, today)
    if acts is not None and body.kind == "subject" and not acts.address_lines:
        acts = None  # nowhere to write to in their place
    matter = matter_name(case.matter) if case else ""
    template = template_of(session, letter)
    return paper.LetterFacts(
        agency=letterhead.paper_agency(session, on=today, practice_id=practice_id),
        reference=letter.reference,
        dated=today,
        recipient=_recipient(body, client, letter, acts),
        acting=paper.Acting(acts.name, in_a_sentence(acts.power.role)) if acts else paper.Acting(),
        client=client,
        subject=", ".join(part for part in (client.name, matter) if part),
        benefit=matter,
        statements=tuple(_on_paper(row) for row in rows),
        gp=paper.GP(_named(check, person), practice.name if practice else ""),
        checked_on=letter.checked_on if letter.check_needed else None,
        being_checked=letter.check_needed and letter.checked_on is None,
        advisor=letterhead.paper_advisor(session, author, on=today),
        copies_to=tuple(client.name if body.kind == "subject" else body.name for body in copies if body),
        reply_by=(letter.sent_to_gp_on or today) + REPLY_WITHIN,
        practice=practice_of(practice),
        matter=matter_of(
            session,
            person,
            case,
            answers=template.front.answers,
            about=letter.about or {},
            today=today,
        ),
        asked=asked_of(work, letter),
        corrects=_corrected(session, letter),
        practice_desk=bool(agency.setting(session, "practice_desk", on=today)),
        large_print=letter.large_print or person.large_print if large_print is None else large_print,
        language=template.language,
    )


def document_of(
    work: Work,
    letter: Letter,
    notes: Iterable[EvidenceNote],
    today: date,
    large_print: bool | None = None,
    closed: Mapping[UUID, str] | None = None,
    *,
    gaps: bool = False,
    english: bool = False,
) -> Document:
    """The letter as it reads now, in the template that holds for it; only after the gate was asked.

    ``gaps`` is for the screen alone: a missing fact then stands on the page as a gap. ``english`` is for
    the file: the same in our language. Raises Problems, TemplateFault.
    """
    template = template_of(work.session, letter, english=english)
    return template.document(facts_of(work, letter, notes, today, large_print, closed), gaps=gaps)


def asked_of(work: Work, letter: Letter) -> dict[str, object]:
    """What the advisor wrote for this letter: words, lists of words, days and sums by their keys."""
    if letter.sealed_words is None:
        return {}
    opened = unsealed(work, letter.person_id, letter.sealed_words, words_mark(letter), of_notes=())
    kept = json.loads(opened.decode())
    types = {ask.key: ask.type for ask in template_of(work.session, letter).front.asks}
    return {key: _read(types[key], value) for key, value in kept.items() if key in types}


def words_mark(letter: Letter) -> str:
    """What the advisor's words are sealed under."""
    return f"{letter.id}:words"


def _read(type: str, value: object) -> object:
    """A stored answer as this type; one of another type, from an older template, is none."""
    match type, value:
        case "date", str():
            with suppress(ValueError):
                return date.fromisoformat(value)
        case "money", str():
            with suppress(ValueError):
                return money.pounds(value)
        case "tick", bool():
            return value
        case "lines", list():
            return [str(line) for line in value]
        case "text" | "long", str():
            return value
    return None


def _corrected(session: Session, letter: Letter) -> paper.Corrected | None:
    before = session.get(Letter, letter.corrects_id) if letter.corrects_id else None
    return paper.Corrected(before.reference, before.issued_on) if before and before.issued_on else None


def _named(check: AccuracyCheck | None, person: Person) -> str:
    """The clinician's name, but for one who said that only the practice may be named."""
    if check is None:
        return person.gp_name or ""
    return "" if check.may_be_named is False else check.checker_name


def _recipient(
    body: Organisation, client: paper.Client, letter: Letter, acts: acting.ActingRow | None
) -> paper.Recipient:
    """Whom it goes to; to the client, it goes to the address at which they may be written to, or to whoever
    acts for them towards everybody.
    """
    if (letter.about or {}).get("by_hand"):
        name = client.name if body.kind == "subject" else body.name
        return paper.Recipient(name, ("By hand",), body.kind)
    if body.kind == "subject":
        if acts is not None and acts.address_lines:
            return paper.Recipient(f"{acts.name}, for {client.name}", acts.address_lines, body.kind)
        return paper.Recipient(client.name, client.address_lines, body.kind)
    return paper.Recipient(body.name, lines(body.address, body.postcode), body.kind)


def _client(session: Session, person: Person) -> paper.Client:
    name = session.scalars(
        select(PersonName).where(
            PersonName.person_id == person.id, PersonName.kind == "legal", PersonName.to_on.is_(None)
        )
    ).first()
    return paper.Client(
        name=f"{name.forenames} {name.surname}".strip() if name else "",
        born=person.born_on,
        ni_number=person.ni_number or "",
        address_lines=safe_address(session, person.id),
    )


def _on_paper(row: StatementRow) -> paper.Statement:
    answer = "own_words" if row.outside_check else row.answer
    return paper.Statement(
        id=str(row.id),
        heading=row.heading,
        text=row.text,
        sources=tuple(
            paper.Source(source.entry_on, source.entry_kind) for source in row.sources if source.entry_on
        ),
        answer=paper.Answer(answer) if answer else None,
    )


def envelope_of(document: Document, letter: Letter) -> str:
    """How the letter goes into a window envelope, where the agency uses them; else empty."""
    if not document.frame.window or (letter.about or {}).get("by_hand"):
        return ""
    from welfare_desk.letters import envelope

    found = envelope.fit(document)
    return "shows in a window envelope" if found.fits else f"not for a window envelope: {found.why}"


def render_pdf(document: Document, *, prove: bool = False) -> Rendered:
    from welfare_desk.letters import pdf  # brings ReportLab: only who prints pays for it

    return pdf.render_pdf(document, prove=prove)


def word_file_of(
    work: Work, letter: Letter, notes: Iterable[EvidenceNote], today: date, large_print: bool | None = None
) -> bytes:
    """The letter as a Word file: the agency's own with its marks filled, where its template is one.

    Only after the gate was asked. Raises Problems, TemplateFault.
    """
    from welfare_desk.letters import word, word_template  # brings python-docx: only who wants Word pays

    template = template_of(work.session, letter)
    facts = facts_of(work, letter, notes, today, large_print)
    document = template.document(facts)
    if template.word is None:
        return word.render_docx(document)
    return word_template.fill(template, facts, document)
