"""Everything a letter may say, gathered from the desk and frozen; only after the gate was asked.

How it looks is the letters room's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework import agency
from welfare_desk.casework.cases import matter_name
from welfare_desk.casework.desk import Work
from welfare_desk.casework.letter_text import StatementRow, last_check, resting_on, statement_rows
from welfare_desk.letters import facts as paper
from welfare_desk.letters.content import Document
from welfare_desk.records.cases import Case
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.service import Advisor, Organisation, Practice

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
    case = work.get(Case, letter.case_id)
    recipient = work.get(Organisation, letter.recipient_id)
    house = agency.Agency.of(agency.setting(session, "agency", on=today))
    author = session.get(Advisor, letter.author_id) if letter.author_id else None
    practice_id = next((note.practice_id for note in notes if note.practice_id), person.practice_id)
    practice = session.get(Practice, practice_id) if practice_id else None
    check = last_check(session, letter.id)
    known = {note.id: note for note in notes}
    rows = statement_rows(work, letter, resting_on(session, letter.id), known, closed)
    copies = [session.get(Organisation, UUID(id)) for id in letter.copies or ()]
    return paper.LetterFacts(
        agency=paper.Agency(house.name, _lines(house.address), house.phone, house.registration),
        reference=letter.reference,
        dated=today,
        recipient=paper.Recipient(recipient.name, _lines(recipient.address, recipient.postcode)),
        client=_client(session, person),
        subject=f"{_client(session, person).name}, {matter_name(case.matter)}",
        benefit=matter_name(case.matter),
        statements=tuple(_on_paper(row) for row in rows),
        gp=paper.GP(check.checker_name if check else person.gp_name or "", practice.name if practice else ""),
        checked_on=letter.checked_on if letter.check_needed else None,
        being_checked=letter.check_needed and letter.checked_on is None,
        advisor=paper.Advisor(author.name, author.job_title or "Welfare rights advisor")
        if author
        else paper.Advisor(""),
        copies_to=tuple(body.name for body in copies if body),
        reply_by=(letter.sent_to_gp_on or today) + REPLY_WITHIN,
        practice_desk=bool(agency.setting(session, "practice_desk", on=today)),
        large_print=letter.large_print or person.large_print if large_print is None else large_print,
        language=person.language,
    )


def _lines(address: str, postcode: str | None = None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (*address.splitlines(), postcode or "") if line.strip())


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


def render_pdf(document: Document) -> Rendered:
    from welfare_desk.letters import pdf  # brings ReportLab: only who prints pays for it

    return pdf.render_pdf(document)


def render_docx(document: Document) -> bytes:
    from welfare_desk.letters import word

    return word.render_docx(document)
