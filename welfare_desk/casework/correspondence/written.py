"""Letters that are written, not drawn from notes: every kind of the catalogue, for whom, to whom, about what.

The facts come from the desk; what only the advisor can say is kept sealed with the letter. Letting it go
is ``letter_issue``; letters that quote the medical record are ``letters`` and ``letter_check``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework import agency
from welfare_desk.casework.correspondence import letter_text
from welfare_desk.casework.correspondence.letter_facts import words_mark
from welfare_desk.casework.correspondence.letter_kinds import FROM_NOTES, purpose_of
from welfare_desk.casework.correspondence.letter_templates import template_for
from welfare_desk.casework.debt import creditors
from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.matters.matter_facts import debt_words, debts_of, notice_words, notices_of
from welfare_desk.casework.notes.sealed_text import client_key
from welfare_desk.casework.people import languages
from welfare_desk.errors import Problem, Problems
from welfare_desk.letters import templates
from welfare_desk.letters.front_matter import FrontMatter, TemplateFault
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case
from welfare_desk.records.correspondence import Letter, LetterTemplate
from welfare_desk.records.money import Debt
from welfare_desk.records.people import Person
from welfare_desk.records.service import Organisation
from welfare_desk.rules import days

_OF_ROUTE = {"SSS": "sss", "DWP": "dwp", "HMRC": "hmrc"}
_OF_A_CASE = ("benefit", "decision.", "last_day.", "awards", "case.")
_OF_A_DEBT = ("debt.",)


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of letter as the list of kinds shows it; ``own`` where the agency has changed it."""

    kind: str
    title: str
    about: str
    goes_to: str
    group: str
    own: bool
    of_a_case: bool
    of_a_debt: bool
    rests_on: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a letter can be about or go to: its id, and its words."""

    id: UUID
    words: str


@dataclass(frozen=True, slots=True)
class WrittenStart:
    """What a letter of one kind could be made of for this client. ``recipient_id`` is the likely one."""

    kind: KindRow
    person_id: UUID
    case_id: UUID | None
    bodies: tuple[agency.RecipientRow, ...]
    recipient_id: UUID | None
    cases: tuple[Choice, ...]
    notices: tuple[Choice, ...]
    debts: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """A letter to be begun: its kind, for whom, to whom, about what."""

    kind: str
    person_id: UUID
    recipient_id: UUID | None
    case_id: UUID | None = None
    notice_id: UUID | None = None
    debt_id: UUID | None = None


def kinds(desk: Desk) -> tuple[KindRow, ...]:
    """Every kind of letter that can be written, group by group; an agency's own kinds come last."""
    with desk.look() as look:
        listed = [(group.words, kind) for group in templates.GROUPS for kind in group.kinds]
        added = set(look.scalars(select(LetterTemplate.kind).distinct())) - set(templates.KINDS)
        listed += [("Our own letters", kind) for kind in sorted(added)]
        return tuple(
            row for group, kind in listed if kind not in FROM_NOTES and (row := _kind_row(look, group, kind))
        )


def _kind_row(look: Session, group: str, kind: str) -> KindRow | None:
    try:
        template, own = template_for(look, kind)
    except TemplateFault:
        return None  # an agency's own kind that was taken back, or that this program no longer reads
    front = template.front
    return KindRow(
        kind,
        front.title,
        front.about,
        front.recipient,
        group,
        own is not None,
        any(need.startswith(_OF_A_CASE) for need in front.needs),
        any(need.startswith(_OF_A_DEBT) for need in front.needs),
        front.rests_on,
    )


def start(desk: Desk, kind: str, person_id: UUID, case_id: UUID | None) -> WrittenStart:
    """What this letter could go to and be about. Raises NotFound, TemplateFault."""
    with desk.look() as look:
        person = Work(desk, look).get(Person, person_id)
        row = _kind_row(look, "", kind)
        if row is None:
            raise NotFound()
        front = template_for(look, kind)[0].front
        case = look.get(Case, case_id) if case_id else None
        open_cases = look.scalars(
            select(Case)
            .where(Case.person_id == person_id)
            .order_by(Case.closed_on.is_not(None), Case.id.desc())
        )
        listed = tuple(Choice(one.id, f"{matter_name(one.matter)}, {one.reference}") for one in open_cases)
        debts = debts_of(look, case) if case else []
        bodies = _bodies(desk, front, person)
        return WrittenStart(
            row,
            person_id,
            case_id,
            bodies,
            _likely(look, front, bodies, person, case),
            listed,
            tuple(
                Choice(one.id, f"{notice_words(one)}, {days.short(one.event_on)}")
                for one in (notices_of(look, case.id, front.answers) if case else ())
            ),
            tuple(Choice(id, debt_words(debt)) for id, debt in debts) if row.of_a_debt else (),
        )


def _bodies(desk: Desk, front: FrontMatter, person: Person) -> tuple[agency.RecipientRow, ...]:
    """The bodies a letter of this kind may go to; of practices only the client's own."""
    own = {row.organisation_id for row in agency.practices(desk) if row.id == person.practice_id}
    return tuple(
        body
        for body in agency.recipients(desk)
        if (not front.to or body.kind in front.to) and (body.kind != "practice" or body.id in own)
    )


def _likely(
    look: Session,
    front: FrontMatter,
    bodies: tuple[agency.RecipientRow, ...],
    person: Person,
    case: Case | None,
) -> UUID | None:
    """Whom it most likely goes to: the only one there is, or who decides on the case."""
    if len(bodies) == 1:
        return bodies[0].id
    code = _OF_ROUTE.get(case.route or "") if case else None
    return next((body.id for body in bodies if code and body.code == code), None)


def write_letter(desk: Desk, draft: WrittenDraft, *, today: date) -> Changes:
    """Begin a letter; what it still wants is seen on its page. Raises Problems, TemplateFault."""
    with desk.unit_of_work() as work:
        letter = begin(work, draft, today=today)
        work.commit()
        return Changes.of(letter, "letters")


def begin(work: Work, draft: WrittenDraft, *, today: date, batch: UUID | None = None) -> Letter:
    """The letter of a draft, not yet committed; ``batch`` are those begun together. Raises as above."""
    person = work.get(Person, draft.person_id)
    front = template_for(work.session, draft.kind)[0].front
    case = work.get(Case, draft.case_id) if draft.case_id else None
    recipient = draft.recipient_id or _creditor_of(work, draft.debt_id)
    row = _kind_row(work.session, "", draft.kind)
    wrong = _wrong(draft, row, case, recipient)
    if wrong or recipient is None:
        raise Problems(wrong)
    about = {"notice": draft.notice_id, "debt": draft.debt_id, "batch": batch}
    letter = Letter(
        id=new_id(),
        person_id=person.id,
        case_id=case.id if case else None,
        kind=draft.kind,
        reference=work.next_reference(),
        recipient_id=recipient,
        copies=[],
        purpose=purpose_of(case.kind if case else None),
        large_print=person.large_print,
        check_needed=False,
        drafted_on=today,
        author_id=work.desk.advisor.id,
        about={key: str(id) for key, id in about.items() if id},
    )
    work.add(letter)
    said = f"{front.title} {letter.reference} begun."
    work.journal(person.id, said, on=today, case_id=letter.case_id, kind="letter")
    return letter


def _wrong(
    draft: WrittenDraft, row: KindRow | None, case: Case | None, recipient: UUID | None
) -> list[Problem]:
    wrong = []
    if row is not None and (row.of_a_case or row.of_a_debt) and case is None:
        wrong.append(Problem("case_id", "Say which case it is about."))
    if row is not None and row.of_a_debt and draft.debt_id is None:
        wrong.append(Problem("debt_id", "Say which debt it is about.", "Record the debt first."))
    if case is not None and case.person_id != draft.person_id:
        wrong.append(Problem("case_id", "That case is another client's."))
    if recipient is None and not (row is not None and row.of_a_debt and draft.debt_id is None):
        wrong.append(Problem("recipient_id", "Say whom it goes to."))
    return wrong


def _creditor_of(work: Work, debt_id: UUID | None) -> UUID | None:
    """The body a debt is owed to, put into the book where only its name is known."""
    debt = work.get(Debt, debt_id) if debt_id else None
    if debt is None or not (debt.creditor_id or debt.creditor):
        return None
    if debt.creditor_id is None:
        body = creditors.known_creditor(work, debt.creditor or "")
        work.session.flush()
        debt.creditor_id = body.id if body else None
    return debt.creditor_id


def keep_words(desk: Desk, letter_id: UUID, answers: Mapping[str, object]) -> Changes:
    """Keep what the advisor wrote so far: words, lists, days, sums by the keys of what is asked.

    Raises CannotChange.
    """
    with desk.unit_of_work() as work:
        letter = work.get(Letter, letter_id)
        letter_text.not_issued(letter)
        seal_words(work, letter, answers)
        work.commit()
        return Changes.of(letter, "letters")


def seal_words(work: Work, letter: Letter, answers: Mapping[str, object]) -> None:
    """What the advisor wrote for a letter, sealed with it."""
    plain = {key: said for key, value in answers.items() if (said := _plain(value)) not in ("", [], None)}
    key = client_key(work, letter.person_id)
    letter.sealed_words = key.seal(json.dumps(plain).encode(), words_mark(letter))


def _plain(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case str():
            return value.strip()
        case list() | tuple():
            return [line for one in value if (line := str(one).strip())]
    return value


def change_address(
    desk: Desk,
    letter_id: UUID,
    recipient_id: UUID,
    *,
    address: str,
    postcode: str,
    copies: tuple[UUID, ...] = (),
    by_hand: bool = False,
) -> Changes:
    """Whom the letter goes to, and where that body is; the address is kept in the recipient book.

    A client's address is changed on their own page, so here it is left as it is. Raises CannotChange.
    """
    with desk.unit_of_work() as work:
        letter = work.get(Letter, letter_id)
        letter_text.not_issued(letter)
        body = work.get(Organisation, recipient_id)
        if body.kind != "subject":
            body.address, body.postcode = address.strip(), postcode.strip().upper() or None
        letter.recipient_id, letter.copies = body.id, [str(id) for id in copies]
        letter.about = {**(letter.about or {}), "by_hand": by_hand}
        work.commit()
        return Changes.of(letter, "letters", "recipients")


def choose_language(desk: Desk, letter_id: UUID, language: str) -> Changes:
    """Write a letter to a client in this language; what has no text in it stays in ours.

    Raises CannotChange, Problems.
    """
    if languages.of_page(language) != language:
        raise Problems([Problem("language", "There are no letters in that language.")])
    with desk.unit_of_work() as work:
        letter = work.get(Letter, letter_id)
        letter_text.not_issued(letter)
        letter.about = {**(letter.about or {}), "language": language}
        work.commit()
        return Changes.of(letter, "letters")


def drop(desk: Desk, letter_id: UUID, *, today: date) -> Changes:
    """Throw a draft away that never left. Raises CannotChange."""
    with desk.unit_of_work() as work:
        letter = work.get(Letter, letter_id)
        letter_text.not_issued(letter)
        if letter.kind in FROM_NOTES:
            raise letter_text.CannotChange("A supporting letter is kept.", "Leave it as a draft.")
        words = f"Draft {letter.reference} thrown away."
        work.journal(letter.person_id, words, on=today, case_id=letter.case_id, kind="letter")
        work.session.delete(letter)
        work.commit()
        return Changes.of(letter_id, "letters")
