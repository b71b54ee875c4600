"""What follows at once when a consent is given, ended or found wrong: what closes, what stops, what has gone.

Everything here asks the gate afresh; nothing is closed or revived by the name of the act alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework import access
from welfare_desk.casework.correspondence import letter_text, print_gate
from welfare_desk.casework.desk import Work
from welfare_desk.casework.notes import evidence
from welfare_desk.records.cases import Task
from welfare_desk.records.correspondence import Issue, Letter
from welfare_desk.records.evidence import Access, Incident, Reading
from welfare_desk.records.people import Person
from welfare_desk.records.service import Organisation, Practice
from welfare_desk.rules import consent as gate
from welfare_desk.rules import consent_record as words
from welfare_desk.rules.report_rights import Steps

UNSENT = ("draft", "with_gp", "checked")  # states of a letter that has not left
TO_JUDGE = timedelta(hours=72)  # UK GDPR Art. 33(1): from becoming aware
# The day of an entry, which a reading does not keep: each note's own day is asked when it is written.
_BESIDE = "entry_date_not_covered"
_EXPLAINED = Steps(explained_on=date.min, wants_to_see=False)


@dataclass(frozen=True, slots=True)
class Effects:
    """What an act closed, stopped and brought back."""

    readings: tuple[UUID, ...] = ()
    stopped: tuple[UUID, ...] = ()
    revived: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that has left the desk under a consent: what, when, and to whom by name."""

    letter_id: UUID | None
    reference: str
    on: date
    to: tuple[str, ...]
    to_check: bool  # shown to the practice to be checked, not sent out


def take_effect(work: Work, person_id: UUID, *, because: str) -> Effects:
    """Close the readings, stop the drafts and bring back the stopped ones, as the gate now has it.

    ``because`` is kept on a reading that closes ("consent withdrawn").
    """
    work.session.flush()
    closed, stopped, revived = [], [], []
    for reading in work.session.scalars(
        select(Reading).where(Reading.person_id == person_id, Reading.closed_at.is_(None))
    ):
        if not _stands(work, evidence.question_of(reading)):
            reading.closed_at, reading.closed_because = work.now, because
            closed.append(reading.id)
    for letter in work.session.scalars(
        select(Letter).where(Letter.person_id == person_id, Letter.state.in_((*UNSENT, "stopped")))
    ):
        notes = letter_text.notes_of(work.session, letter_text.notes_under(work.session, letter.id))
        stands = not notes or _stands(work, letter_text.question_of(work.session, letter, "quote", notes))
        if letter.state == "stopped" and stands:
            letter.state = "checked" if letter.checked_on else "with_gp" if letter.sent_to_gp_on else "draft"
            revived.append(letter.id)
        elif letter.state != "stopped" and not stands:
            letter.state = "stopped"
            stopped.append(letter.id)
    work.session.flush()
    print_gate.cancel_for(work, person_id)
    return Effects(tuple(closed), tuple(stopped), tuple(revived))


def _stands(work: Work, ask: access.Ask) -> bool:
    ruling = access.ruling_for_anyone(work, ask)
    return ruling.granted or ruling.reason == _BESIDE


def gone_under(look: Session, consent_id: UUID, person_id: UUID) -> list[Gone]:
    """What left the desk on the strength of this consent, from the access log, the newest first."""
    rows = [row for row in _disclosures(look, person_id) if str(consent_id) in row.consents]
    names = _names(look, person_id)
    known: dict[UUID, str] = dict(
        look.execute(select(Letter.id, Letter.reference).where(Letter.person_id == person_id)).all()
    )
    found = {
        (row.target_id, words.local_day(row.at), row.purpose): Gone(
            row.target_id,
            known.get(row.target_id, "") if row.target_id else "",
            words.local_day(row.at),
            tuple(names.get(one, "a body no longer in the book") for one in row.recipients),
            row.purpose == "gp_accuracy_check",
        )
        for row in rows
    }
    return list(found.values())


def _disclosures(look: Session, person_id: UUID) -> list[Access]:
    return list(
        look.scalars(
            select(Access)
            .where(Access.person_id == person_id, Access.decision == "disclose")
            .order_by(Access.seq.desc())
        )
    )


def _names(look: Session, person_id: UUID) -> Mapping[str, str]:
    bodies = {str(id): name for id, name in look.execute(select(Organisation.id, Organisation.name))}
    practices = {str(id): name for id, name in look.execute(select(Practice.id, Practice.name))}
    return bodies | practices | {str(person_id): "the client"}


def mark_issued(work: Work, consent_id: UUID, person_id: UUID, *, ended_on: date) -> None:
    """Write on every letter that went out under this consent that it was later withdrawn."""
    sent = {one.letter_id for one in gone_under(work.session, consent_id, person_id) if not one.to_check}
    for issue in work.session.scalars(select(Issue).where(Issue.letter_id.in_(sent))):
        issue.marks = {**issue.marks, "consent_withdrawn_on": ended_on.isoformat()}


def find_incidents(work: Work, consent_id: UUID, person_id: UUID, *, since: datetime) -> list[Incident]:
    """Replay what was disclosed since a withdrawal that was said earlier than it was learned.

    Each that would not have been allowed, had we known, becomes an incident that a manager judges within
    72 hours of now (consent file, section 7).
    """
    person = work.get(Person, person_id)
    found = []
    for row in _disclosures(work.session, person_id):
        if not since <= row.at <= work.now or str(consent_id) not in row.consents or not row.target_id:
            continue
        letter = work.session.get(Letter, row.target_id)
        if letter is None or not _flips(work, row, letter, person):
            continue
        found.append(
            work.add(
                Incident(
                    person_id=person_id,
                    letter_id=letter.id,
                    consent_id=consent_id,
                    access_seq=row.seq,
                    happened_at=row.at,
                    found_at=work.now,
                    judge_by=work.now + TO_JUDGE,
                )
            )
        )
    return found


def _flips(work: Work, row: Access, letter: Letter, person: Person) -> bool:
    """Whether the gate, asked about that moment with what is known now, says no for the client's word."""
    session = work.session
    notes = letter_text.notes_of(session, letter_text.notes_under(session, letter.id))
    checking = row.purpose == "gp_accuracy_check"
    ask = letter_text.question_of(session, letter, "disclose", notes, checking=checking)
    kinds = {to.id: to for to in ask.recipients}
    to = tuple(kinds.get(one, words.Recipient(one, "other")) for one in row.recipients)
    asked = replace(ask, recipients=to, accuracy=access.NO_CHECK, rights=_EXPLAINED)
    consents, request = access.question(work, asked)
    request = replace(
        request,
        user=replace(request.user, assigned=True),
        at=row.at,
        as_known_at=work.now,
        clock=words.Clock(row.at, None),
    )
    return not gate.decide(consents, request).granted


def what_to_do(work: Work, person_id: UUID, *, how: str, incidents: int, today: date) -> None:
    """The tasks a withdrawal leaves: what to tell, what to ask, and what a manager judges."""
    soon = today + timedelta(days=7)
    tasks = [
        ("Tell the client what happens to notes and to letters already sent", soon),
        (
            "Ask the client two things apart: whether those who got a letter are to be told, and whether "
            "the notes are to be erased",
            soon,
        ),
    ]
    if "telephone" in how:
        person = work.get(Person, person_id)
        way = (
            "by the safe way on the client's page, not by letter"
            if person.may_write is False
            else "in a letter to the safe address"
        )
        tasks.append((f"Confirm the withdrawal {way}", today + timedelta(days=3)))
    if incidents:
        went = "1 letter" if incidents == 1 else f"{incidents} letters"
        tasks.append(
            (
                f"For a manager: {went} left after the client had withdrawn; judge within 72 hours whether "
                "to report it",
                today + timedelta(days=3),
            )
        )
    for what, due_on in tasks:
        work.add(Task(person_id=person_id, advisor_id=work.desk.advisor.id, what=what, due_on=due_on))
