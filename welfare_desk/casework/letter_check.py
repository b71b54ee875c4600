"""The GP's check of a letter, and letting it go: check sheet, answers, issue, print again.

Only what was checked is printed as checked. Everything that leaves asks the gate ``disclose`` at the
moment it leaves; an issued letter is kept as the very file that was handed over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework import access, agency, evidence
from welfare_desk.casework.cases import case_by_reference, matter_name
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.letters import (
    PURPOSE_OF_KIND,
    CannotChange,
    NothingNoted,
    StatementRow,
    amended_mark,
    ask_gate,
    change_recipient,
    last_check,
    notes_of,
    passage_hash,
    question_of,
    resting_on,
    statement_rows,
    statements_of,
)
from welfare_desk.errors import FoundWrong, Problem, Problems
from welfare_desk.letters import facts as paper
from welfare_desk.letters.content import Document
from welfare_desk.letters.templates import document_for
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case
from welfare_desk.records.correspondence import AccuracyCheck, Issue, Letter, Statement
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.service import Advisor, Organisation, Practice

if TYPE_CHECKING:
    from welfare_desk.letters.pdf import Rendered

CLINICIANS = ("gp", "practice_nurse", "pharmacist", "consultant", "other_clinician")
REPLY_WITHIN = timedelta(days=14)


class NotReady(FoundWrong):
    sentence = "The GP has not answered every statement."
    hint = "Enter the missing answers, or send it as your own letter."


class NoRecipient(FoundWrong):
    sentence = "It is not said whom the letter goes to."
    hint = "Name one of the bodies in the recipient book."


@dataclass(frozen=True, slots=True)
class Answer:
    """The GP's word on one statement: agree, amend (with the words to use) or cannot_confirm."""

    statement_id: UUID
    answer: str
    amended: str = ""


@dataclass(frozen=True, slots=True)
class Checker:
    """The clinician who answered; a receptionist's word is no reply."""

    name: str
    role: str = "gp"
    number: str = ""
    how: str = "signed copy"


def render_pdf(document: Document) -> Rendered:
    from welfare_desk.letters import pdf  # brings ReportLab: only who prints pays for it

    return pdf.render_pdf(document)


def render_docx(document: Document) -> bytes:
    from welfare_desk.letters import word

    return word.render_docx(document)


def check_sheet(desk: Desk, letter_id: UUID, *, today: date) -> Rendered:
    """The sheet the GP answers, under ``gp_accuracy_check``: it goes to the entries' own practice only.

    Raises Blocked, CannotChange.
    """
    with desk.unit_of_work() as work:
        letter, notes = _opened(work, letter_id)
        _not_issued(letter)
        ask_gate(work, letter, "disclose", notes, checking=True)
        rendered = render_pdf(document_for("check-sheet", facts_of(work, letter, notes, today)))
        work.commit()
        return rendered


def send_to_gp(desk: Desk, letter_id: UUID, *, today: date) -> Changes:
    """The check sheet was handed to the practice; the letter waits for the answers. Raises as above."""
    with desk.unit_of_work() as work:
        letter, notes = _opened(work, letter_id)
        _not_issued(letter)
        ask_gate(work, letter, "disclose", notes, checking=True)
        letter.state, letter.sent_to_gp_on = "with_gp", today
        work.journal(
            letter.person_id,
            f"Letter {letter.reference} given to the practice to check.",
            on=today,
            case_id=letter.case_id,
            kind="letter",
        )
        work.commit()
        return Changes.of(letter, "letters")


def enter_answers(
    desk: Desk, letter_id: UUID, answers: Sequence[Answer], checker: Checker, *, today: date
) -> Changes:
    """Enter the GP's answers, statement by statement; all of them make the letter checked.

    Agreed and amended statements are the checked passage. One the GP cannot confirm keeps the letter
    unchecked until ``leave_out`` or ``in_own_words`` settles it. Raises Problems, Blocked, CannotChange.
    """
    problems = [
        Problem(f"answers.{answer.statement_id}", "An amended statement needs the GP's words.")
        for answer in answers
        if answer.answer == "amend" and not answer.amended.strip()
    ]
    problems += [
        Problem(f"answers.{answer.statement_id}", "Choose agree, amend or cannot confirm.")
        for answer in answers
        if answer.answer not in ("agree", "amend", "cannot_confirm")
    ]
    if checker.role not in CLINICIANS:
        problems.append(Problem("role", "Only a clinician's word counts.", "Leave it as not answered."))
    if not checker.name.strip():
        problems.append(Problem("name", "Say who checked it."))
    if problems:
        raise Problems(problems)
    with desk.unit_of_work() as work:
        letter, notes = _opened(work, letter_id)
        _not_issued(letter)
        ask_gate(work, letter, "quote", notes)
        key = evidence.client_key(work, letter.person_id)
        by_id = {statement.id: statement for statement in statements_of(work.session, letter_id)}
        for answer in answers:
            statement = by_id[answer.statement_id]
            statement.answer, statement.outside_check = answer.answer, False
            statement.sealed_amended = (
                key.seal(answer.amended.strip().encode(), amended_mark(statement.id))
                if answer.answer == "amend"
                else None
            )
        work.session.flush()
        _roll_up(work, letter, checker, today)
        work.commit()
        return Changes.of(letter, "letters")


def leave_out(desk: Desk, *statement_ids: UUID, today: date) -> Changes:
    """Take statements out of the letter. Raises CannotChange; NothingNoted where none would be left.

    Nothing is shown by it, so the gate is not asked: this is the way out for what rests on an ended consent.
    """
    with desk.unit_of_work() as work:
        statements = [work.get(Statement, id) for id in statement_ids]
        letter = work.get(Letter, statements[0].letter_id)
        _not_issued(letter)
        for statement in statements:
            statement.removed, statement.outside_check = True, False
        work.session.flush()
        if not statements_of(work.session, letter.id):
            raise NothingNoted("Nothing would be left of the letter.", "Draft a new one when there is.")
        if letter.state == "stopped":
            letter.state = "with_gp" if letter.sent_to_gp_on else "draft"
        _check_again(work, letter)
        said = f"{len(statements)} taken out of letter {letter.reference}."
        work.journal(letter.person_id, said, on=today, case_id=letter.case_id, kind="letter")
        work.commit()
        return Changes.of(letter, "letters")


def in_own_words(desk: Desk, statement_id: UUID, text: str, *, today: date) -> Changes:
    """Move a statement the GP cannot confirm outside the checked passage, in the advisor's own words."""
    if not text.strip():
        raise Problems([Problem("text", "Write it in your own words.")])
    with desk.unit_of_work() as work:
        statement = work.get(Statement, statement_id)
        letter, notes = _opened(work, statement.letter_id)
        _not_issued(letter)
        ask_gate(work, letter, "quote", notes)
        key = evidence.client_key(work, letter.person_id)
        statement.outside_check = True
        statement.sealed_amended = key.seal(text.strip().encode(), amended_mark(statement_id))
        work.session.flush()
        _check_again(work, letter)
        work.commit()
        return Changes.of(letter, "letters")


def _check_again(work: Work, letter: Letter) -> None:
    """What the clinician said still holds for what is left in the checked passage, unless written anew."""
    check = last_check(work.session, letter.id)
    left = statements_of(work.session, letter.id)
    if check is not None and all(one.answer or one.outside_check for one in left):
        checker = Checker(check.checker_name, check.checker_role, check.checker_number or "", check.how)
        _roll_up(work, letter, checker, check.on)


def _roll_up(work: Work, letter: Letter, checker: Checker, on: date) -> None:
    """All agree: accurate; some amend: accurate as amended; one not confirmed: not accurate (section 10)."""
    answers = [
        statement.answer
        for statement in statements_of(work.session, letter.id)
        if not statement.outside_check
    ]
    if None in answers:
        letter.state, letter.checked_on = "with_gp", None
        return
    if "cannot_confirm" in answers:
        outcome = "not_accurate"
    else:
        outcome = "accurate_amended" if "amend" in answers else "accurate"
    work.add(
        AccuracyCheck(
            letter_id=letter.id,
            passage_hash=passage_hash(work.session, letter),
            checker_name=checker.name.strip(),
            checker_role=checker.role,
            checker_number=checker.number or None,
            practice_id=None,
            on=on,
            how=checker.how,
            outcome=outcome,
        )
    )
    passed = outcome != "not_accurate"
    letter.state, letter.checked_on = ("checked", on) if passed else ("with_gp", None)
    said = {"accurate": "accurate", "accurate_amended": "accurate as amended", "not_accurate": "not accurate"}
    work.journal(
        letter.person_id,
        f"{checker.name.strip()} checked letter {letter.reference}: {said[outcome]}.",
        on=on,
        case_id=letter.case_id,
        kind="letter",
    )


def make_own_letter(desk: Desk, letter_id: UUID, *, because: str, today: date) -> Changes:
    """No answer came in time: the letter goes out as the advisor's own and implies no check."""
    if not because.strip():
        raise Problems([Problem("because", "Say why it cannot wait for the GP.")])
    with desk.unit_of_work() as work:
        letter = work.get(Letter, letter_id)
        _not_issued(letter)
        letter.check_needed, letter.own_letter_because = False, because.strip()
        letter.state, letter.checked_on = "draft", None
        words = f"Letter {letter.reference} becomes our own letter: {because.strip()}"
        work.journal(letter.person_id, words, on=today, case_id=letter.case_id, kind="letter")
        work.commit()
        return Changes.of(letter, "letters")


def preview(desk: Desk, letter_id: UUID, *, today: date, large_print: bool | None = None) -> Rendered:
    """The letter as it would be printed today, for the screen, under ``quote``. Raises Blocked, Problems."""
    with desk.unit_of_work() as work:
        letter, notes = _opened(work, letter_id)
        ask_gate(work, letter, "quote", notes)
        rendered = render_pdf(document_for("evidence", facts_of(work, letter, notes, today, large_print)))
        work.commit()
        return rendered


def print_out(
    desk: Desk, letter_id: UUID, *, today: date, word: bool = False, large: bool | None = None
) -> bytes:
    """The letter's bytes to leave the desk (PDF, or Word), under ``disclose``.

    An issued letter gives the very file that was issued. Raises Blocked, NotReady, Problems.
    """
    with desk.unit_of_work() as work:
        letter, notes = _opened(work, letter_id)
        ask_gate(work, letter, "disclose", notes)
        issued = _issue_of(work, letter_id)
        if issued is not None and not word:
            data = _file_of(work, letter, issued)
        else:
            document = document_for(
                "evidence", facts_of(work, letter, notes, issued.on if issued else today, large)
            )
            data = render_docx(document) if word else render_pdf(document).data
        work.commit()
        return data


def issue(desk: Desk, letter_id: UUID, *, today: date) -> Changes:
    """Issue the letter: it can no longer be changed. Raises Blocked, CannotChange."""
    with desk.unit_of_work() as work:
        letter, notes = _opened(work, letter_id)
        _not_issued(letter)
        ask_gate(work, letter, "disclose", notes)
        rendered = render_pdf(document_for("evidence", facts_of(work, letter, notes, today)))
        kept = Issue(
            id=new_id(),
            letter_id=letter_id,
            at=work.now,
            on=today,
            recipients=[str(letter.recipient_id), *(letter.copies or ())],
            file_hash=hashlib.sha256(rendered.data).hexdigest(),
            pages=rendered.pages,
            marks={},
        )
        kept.sealed_file = evidence.client_key(work, letter.person_id).seal(rendered.data, str(kept.id))
        work.add(kept)
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


def reasons_against_issue(desk: Desk, letter_id: UUID) -> tuple[access.Reason, ...]:
    """Everything that stops this letter from leaving now; empty when it may."""
    with desk.look() as look:
        letter = look.get(Letter, letter_id)
        if letter is None:
            return ()
        ids = {id for ids in resting_on(look, letter_id).values() for id in ids}
        ask = question_of(look, letter, "disclose", notes_of(look, ids))
    return access.reasons_against(desk, ask)


def letter_to_print(desk: Desk, case: str, kind: str, *, recipient: str | None = None, today: date) -> UUID:
    """The newest letter of this kind a case has, for the command line, readdressed where one is named.

    Raises NoSuchCase; NothingNoted, with everything that is missing before there can be one; NoRecipient.
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
        purpose = PURPOSE_OF_KIND.get(found.kind, "benefit_claim")
        body_id = _named_body(look, recipient) if recipient else None
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
    raise NoRecipient()


def _opened(work: Work, letter_id: UUID) -> tuple[Letter, tuple[EvidenceNote, ...]]:
    letter = work.get(Letter, letter_id)
    ids = {id for ids in resting_on(work.session, letter_id).values() for id in ids}
    return letter, notes_of(work.session, ids)


def _not_issued(letter: Letter) -> None:
    if letter.state == "issued":
        raise CannotChange()


def issued_file(work: Work, letter: Letter) -> bytes | None:
    """The very file that was handed over, for those who have just asked the gate; None before the issue."""
    issued = _issue_of(work, letter.id)
    return None if issued is None else _file_of(work, letter, issued)


def _file_of(work: Work, letter: Letter, issued: Issue) -> bytes:
    return evidence.client_key(work, letter.person_id).unseal(issued.sealed_file, str(issued.id))


def _issue_of(work: Work, letter_id: UUID) -> Issue | None:
    return work.session.scalars(select(Issue).where(Issue.letter_id == letter_id)).first()


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
