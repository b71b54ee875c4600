"""The GP's check of a letter, and letting it go: check sheet, answers, issue, print again.

Only what was checked is printed as checked. Everything that leaves asks the gate ``disclose`` at the
moment it leaves; an issued letter is kept as the very file that was handed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from welfare_desk.casework.correspondence.letter_facts import facts_of, render_pdf
from welfare_desk.casework.correspondence.letter_text import (
    NothingNoted,
    amended_mark,
    ask_gate,
    last_check,
    not_issued,
    opened,
    passage_hash,
    resting_on,
    statements_of,
)
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.notes import note_marks
from welfare_desk.casework.notes.evidence import WrongClient
from welfare_desk.casework.notes.sealed_text import client_key
from welfare_desk.errors import FoundWrong, Problem, Problems
from welfare_desk.letters.templates import document_for
from welfare_desk.records.correspondence import (
    AccuracyCheck,
    Letter,
    Statement,
    StatementAnswer,
    StatementVersion,
)
from welfare_desk.records.papers import Attachment
from welfare_desk.rules import days

if TYPE_CHECKING:
    from welfare_desk.letters.pdf import Rendered

CLINICIANS = ("gp", "practice_nurse", "pharmacist", "consultant", "other_clinician")


class NotReady(FoundWrong):
    sentence = "The GP has not answered every statement."
    hint = "Enter the missing answers, or send it as your own letter."


@dataclass(frozen=True, slots=True)
class Answer:
    """The GP's word on one statement: agree, amend (with the words to use) or cannot_confirm."""

    statement_id: UUID
    answer: str
    amended: str = ""


@dataclass(frozen=True, slots=True)
class Checker:
    """The clinician who answered; a receptionist's word is no reply.

    ``on`` is the day of the answer, today where it is None; ``proof_id`` the e-mail or signed sheet, kept
    as a paper of the client; ``may_be_named`` None where nobody asked.
    """

    name: str
    role: str = "gp"
    number: str = ""
    how: str = "signed copy"
    on: date | None = None
    proof_id: UUID | None = None
    may_be_named: bool | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """What the clinician raised of statements: reading them could do harm, or they tell of somebody else."""

    harmful: tuple[UUID, ...] = ()
    about_others: tuple[UUID, ...] = ()


def check_sheet(desk: Desk, letter_id: UUID, *, today: date) -> Rendered:
    """The sheet the GP answers, under ``gp_accuracy_check``: it goes to the entries' own practice only.

    Raises Blocked, CannotChange.
    """
    with desk.unit_of_work() as work:
        letter, notes = opened(work, letter_id)
        not_issued(letter)
        ask_gate(work, letter, "disclose", notes, checking=True)
        rendered = render_pdf(document_for("check-sheet", facts_of(work, letter, notes, today)))
        work.commit()
        return rendered


@dataclass(frozen=True, slots=True)
class ForEmail:
    """A check sheet locked with a password, which goes by another road than the file."""

    data: bytes
    password: str


def check_sheet_for_email(desk: Desk, letter_id: UUID, *, today: date) -> ForEmail:
    """The check sheet as a locked PDF (AES-256) for the practice's e-mail; under the same gate, and noted.

    Raises Blocked, CannotChange.
    """
    from welfare_desk.letters import sealed_copy  # brings pikepdf: only who sends pays for it

    with desk.unit_of_work() as work:
        letter, notes = opened(work, letter_id)
        not_issued(letter)
        ask_gate(work, letter, "disclose", notes, checking=True)
        rendered = render_pdf(document_for("check-sheet", facts_of(work, letter, notes, today)))
        password = sealed_copy.new_password()
        said = f"Check sheet of letter {letter.reference} saved, locked, for the practice's e-mail."
        work.journal(letter.person_id, said, on=today, case_id=letter.case_id, kind="letter")
        work.commit()
        return ForEmail(sealed_copy.sealed(rendered.data, (), (), password), password)


def send_to_gp(desk: Desk, letter_id: UUID, *, today: date) -> Changes:
    """The check sheet was handed to the practice; the letter waits for the answers. Raises as above."""
    with desk.unit_of_work() as work:
        letter, notes = opened(work, letter_id)
        not_issued(letter)
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
    desk: Desk,
    letter_id: UUID,
    answers: Sequence[Answer],
    checker: Checker,
    *,
    raised: Raised = Raised(),
    today: date,
) -> Changes:
    """Enter the GP's answers, statement by statement; all of them make the letter checked.

    Agreed and amended statements are the checked passage. One the GP cannot confirm keeps the letter
    unchecked until ``leave_out`` or ``in_own_words`` settles it. What the GP raised is marked on the notes
    behind, and the gate heeds it at once. Raises Problems, Blocked, CannotChange, WrongClient.
    """
    if problems := _problems_in(answers, checker, today):
        raise Problems(problems)
    on = checker.on or today
    with desk.unit_of_work() as work:
        letter, notes = opened(work, letter_id)
        not_issued(letter)
        if on < letter.drafted_on:
            raise Problems([Problem("on", "The letter was not drafted yet on that day.")])
        if checker.proof_id and work.get(Attachment, checker.proof_id).person_id != letter.person_id:
            raise WrongClient()
        ask_gate(work, letter, "quote", notes)
        by_id = {statement.id: statement for statement in statements_of(work.session, letter_id)}
        for answer in answers:
            _keep_answer(work, letter, by_id[answer.statement_id], answer, checker, on)
        work.session.flush()
        roll_up(work, letter, checker, on)
        resting = resting_on(work.session, letter_id)
        work.commit()
    _mark_notes(desk, raised, resting, checker, on)
    return Changes(frozenset({"letters", "evidence"} if raised != Raised() else {"letters"}), letter_id)


def _problems_in(answers: Sequence[Answer], checker: Checker, today: date) -> list[Problem]:
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
    if not checker.how.strip():
        problems.append(Problem("how", "Say how the answer came."))
    if checker.on is not None and checker.on > today:
        problems.append(Problem("on", "That day has not come yet."))
    if not answers:
        problems.append(Problem("", "No statement is answered yet.", "Choose an answer for at least one."))
    return problems


def _keep_answer(
    work: Work, letter: Letter, statement: Statement, answer: Answer, checker: Checker, on: date
) -> None:
    """Write one answer down; what the clinician had said of the statement before is kept."""
    key = client_key(work, letter.person_id)
    if statement.answer is not None or statement.sealed_amended is not None:
        work.add(
            StatementVersion(
                statement_id=statement.id,
                sealed=statement.sealed,
                sealed_amended=statement.sealed_amended,
                answer=statement.answer,
                replaced_on=on,
            )
        )
    statement.answer, statement.outside_check = answer.answer, False
    amended = answer.amended.strip().encode()
    mark = amended_mark(statement.id)
    statement.sealed_amended = key.seal(amended, mark) if answer.answer == "amend" else None
    work.add(
        StatementAnswer(
            statement_id=statement.id,
            answer=answer.answer,
            checker_name=checker.name.strip(),
            checker_role=checker.role,
            checker_number=checker.number.strip() or None,
            on=on,
            how=checker.how,
            proof_id=checker.proof_id,
        )
    )


def _mark_notes(
    desk: Desk, raised: Raised, resting: Mapping[UUID, tuple[UUID, ...]], checker: Checker, on: date
) -> None:
    for about, state, statements in (
        ("harm", "suspected", raised.harmful),
        ("third_party", "unresolved", raised.about_others),
    ):
        for note_id in {note for id in statements for note in resting.get(id, ())}:
            said = note_marks.MarkDraft(
                note_id, about, state, on, checker.name, checker.role, "raised when checking a letter"
            )
            note_marks.mark_note(desk, said, today=on)


def leave_out(desk: Desk, *statement_ids: UUID, today: date) -> Changes:
    """Take statements out of the letter. Raises CannotChange; NothingNoted where none would be left.

    Nothing is shown by it, so the gate is not asked: this is the way out for what rests on an ended consent.
    """
    with desk.unit_of_work() as work:
        statements = [work.get(Statement, id) for id in statement_ids]
        letter = work.get(Letter, statements[0].letter_id)
        not_issued(letter)
        for statement in statements:
            statement.removed, statement.outside_check = True, False
        work.session.flush()
        if not resting_on(work.session, letter.id):
            raise NothingNoted("Nothing would be left of the letter.", "Draft a new one when there is.")
        if letter.state == "stopped":
            letter.state = "with_gp" if letter.sent_to_gp_on else "draft"
        check_again(work, letter)
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
        letter, notes = opened(work, statement.letter_id)
        not_issued(letter)
        ask_gate(work, letter, "quote", notes)
        key = client_key(work, letter.person_id)
        statement.outside_check = True
        statement.sealed_amended = key.seal(text.strip().encode(), amended_mark(statement_id))
        work.session.flush()
        check_again(work, letter)
        work.commit()
        return Changes.of(letter, "letters")


def check_again(work: Work, letter: Letter) -> None:
    """What the clinician said still holds for what is left in the checked passage, unless written anew."""
    check = last_check(work.session, letter.id)
    left = statements_of(work.session, letter.id)
    if check is not None and all(one.answer or one.outside_check for one in left):
        roll_up(work, letter, checker_of(check), check.on)


def checker_of(check: AccuracyCheck) -> Checker:
    """Who gave the word a check rests on."""
    return Checker(
        check.checker_name,
        check.checker_role,
        check.checker_number or "",
        check.how,
        check.on,
        may_be_named=check.may_be_named,
    )


def roll_up(work: Work, letter: Letter, checker: Checker, on: date) -> None:
    """All agree: accurate; some amend: accurate as amended; one not confirmed: not accurate (section 10)."""
    answers = [
        statement.answer
        for statement in statements_of(work.session, letter.id)
        if not statement.outside_check
    ]
    if not answers or None in answers:  # with nothing in the checked part there is no check
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
            may_be_named=checker.may_be_named,
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


def make_own_letter(
    desk: Desk, letter_id: UUID, *, because: str, legal_day: date | None = None, today: date
) -> Changes:
    """No answer came in time: the letter goes out as the advisor's own and implies no check.

    Why, and the legal last day it must keep to, are recorded (consent file, section 10).
    """
    if not because.strip():
        raise Problems([Problem("because", "Say why it cannot wait for the GP.")])
    if legal_day is not None:
        because = f"{because.strip().rstrip('.')}. It must be in by {days.full(legal_day)}."
    with desk.unit_of_work() as work:
        letter = work.get(Letter, letter_id)
        not_issued(letter)
        letter.check_needed, letter.own_letter_because = False, because.strip()
        letter.state, letter.checked_on = "draft", None
        words = f"Letter {letter.reference} becomes our own letter: {because.strip()}"
        work.journal(letter.person_id, words, on=today, case_id=letter.case_id, kind="letter")
        work.commit()
        return Changes.of(letter, "letters")
