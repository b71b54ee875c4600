"""Requests for one's own data: taken, timed, what may not be given decided note by note, and closed.

What a copy holds and how it is handed over is ``subject_copy``; how its days are counted is
``rules/subject_access.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from welfare_desk.casework import access
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.papers import attachments
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.cases import Task
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.records.papers import Attachment
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.rights import HealthOpinion, RequestPause, SubjectRequest, Withheld
from welfare_desk.rules import consent_record as words
from welfare_desk.rules import subject_access as rule
from welfare_desk.rules.days import short

HOW = {
    "in_person": "In person",
    "letter": "By letter",
    "telephone": "By telephone",
    "email": "By email",
}
REASONS = {
    "third_party": "It is about somebody else too",
    "harm": "A clinician says it could do serious harm",
    "opinion_needed": "No clinician has been asked whether it could do harm",
    "confidence": "Somebody told us in confidence",
    "legal_advice": "It is legal advice, or was written for a claim",
}
_OF_THE_GATE = {
    "third_party_unresolved": "third_party",
    "health_opinion_needed": "opinion_needed",
    "harm_confirmed": "harm",
}
Thing = EvidenceNote | Attachment  # what says something of somebody's health

FROM_THE_CLIENT = ("client_said", "client_document")
_OPEN_TASK = "Give the client a copy of their data"


class AlreadyClosed(DeskError):
    sentence = "This request has been answered."
    hint = "Take a new one if they ask again."


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """A request as it came. ``wanted`` empty: everything."""

    person_id: UUID
    received_on: date
    how: str = "in_person"
    asked_by: str = "subject"
    representative: str = ""
    mandate_seen: bool = False
    wanted: str = ""
    doubt_who_asks: bool = False


@dataclass(frozen=True, slots=True)
class RequestRow:
    id: UUID
    person_id: UUID
    client: str
    reference: str
    received_on: date
    how: str
    asked_by: str
    representative: str
    wanted: str
    clock: rule.AccessClock
    extended: bool
    silent_because: str
    closed_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class NoteToRelease:
    """A note as the request sees it: where it comes from, and why it may not go yet. Never what it says."""

    id: UUID
    source: str
    category: str
    entry_on: date | None
    entry_kind: str
    because: str  # a code of REASONS; "" where it may go
    opinion: str  # how we know it may
    table: str


@dataclass(frozen=True, slots=True)
class OpinionDraft:
    """Why a note may or may not be given: ``known_to_subject`` with how we know, or a clinician's
    ``opinion`` with who, when and whether serious harm is likely."""

    basis: str
    on: date
    harm: bool | None = None
    clinician: str = ""
    clinician_role: str = ""
    said: str = ""


def _facts(request: SubjectRequest, pauses: Sequence[RequestPause]) -> rule.RequestFacts:
    return rule.RequestFacts(
        received_on=request.received_on,
        identity_asked_on=request.identity_asked_on,
        identity_proved_on=request.identity_proved_on,
        pauses=tuple(rule.Pause(one.asked_on, one.answered_on) for one in pauses),
        extended_on=request.extended_on,
    )


def facts_of(session: Session, request: SubjectRequest) -> rule.RequestFacts:
    return _facts(request, _pauses(session, request.id))


def _pauses(session: Session, request_id: UUID) -> Sequence[RequestPause]:
    return session.scalars(
        select(RequestPause).where(RequestPause.request_id == request_id).order_by(RequestPause.asked_on)
    ).all()


def take_request(desk: Desk, draft: RequestDraft, *, today: date) -> Changes:
    """Record that somebody asked for a copy of their data, with a task for its safe day. Raises Problems."""
    facts = rule.RequestFacts(draft.received_on, today if draft.doubt_who_asks else None)
    found = rule.problems_in(facts, today=today)
    if draft.how not in HOW:
        found.append(Problem("how", "Say how they asked."))
    if draft.asked_by not in ("subject", "subject_rep"):
        found.append(Problem("asked_by", "Say who asks."))
    if draft.asked_by == "subject_rep" and not draft.representative.strip():
        found.append(Problem("representative", "Name who asks for the client."))
    if found:
        raise Problems(found)
    with desk.unit_of_work() as work:
        person = work.get(Person, draft.person_id)
        request = work.add(
            SubjectRequest(
                person_id=person.id,
                received_on=draft.received_on,
                how=draft.how,
                asked_by=draft.asked_by,
                representative=draft.representative.strip() or None,
                mandate_seen=draft.mandate_seen,
                wanted=draft.wanted.strip() or None,
                identity_asked_on=facts.identity_asked_on,
                given={},
                recorded_by=desk.advisor.id,
            )
        )
        due = rule.clock(facts, today=today).safe_on
        work.add(Task(person_id=person.id, advisor_id=desk.advisor.id, what=_OPEN_TASK, due_on=due))
        work.journal(person.id, "Asked for a copy of their data.", on=today)
        work.commit()
        return Changes.of(request, "subject_requests", "tasks", "journal")


def identity_proved(desk: Desk, request_id: UUID, *, how: str, on: date, today: date) -> Changes:
    """Who asks is sure now: the month begins. Raises Problems, AlreadyClosed."""
    with desk.unit_of_work() as work:
        request = _open(work, request_id)
        facts = replace(facts_of(work.session, request), identity_proved_on=on)
        found = rule.problems_in(facts, today=today)
        if not how.strip():
            found.append(Problem("how", "Say what you saw."))
        if found:
            raise Problems(found)
        request.identity_proved_on, request.identity_how = on, how.strip()
        _move_task(work, request, today)
        work.commit()
        return Changes.of(request, "subject_requests", "tasks")


def ask_what_is_meant(desk: Desk, request_id: UUID, *, why: str, on: date, today: date) -> Changes:
    """The clock stands until the client says what they mean. Raises Problems, AlreadyClosed."""
    with desk.unit_of_work() as work:
        request = _open(work, request_id)
        found = []
        if not why.strip():
            found.append(Problem("why", "Write what you asked and why it is needed."))
        if not request.received_on <= on <= today:
            found.append(Problem("on", "That day is before the request, or still to come."))
        if any(pause.answered_on is None for pause in _pauses(work.session, request_id)):
            found.append(Problem("why", "A question is open already.", "Record the answer first."))
        if found:
            raise Problems(found)
        work.add(RequestPause(request_id=request_id, asked_on=on, why=why.strip()))
        work.session.flush()
        _move_task(work, request, today)
        work.commit()
        return Changes.of(request, "subject_requests", "tasks")


def client_answered(desk: Desk, request_id: UUID, *, on: date, today: date) -> Changes:
    """The client said what they mean: the clock runs on. Raises Problems, AlreadyClosed."""
    with desk.unit_of_work() as work:
        request = _open(work, request_id)
        waiting = [pause for pause in _pauses(work.session, request_id) if pause.answered_on is None]
        if not waiting:
            raise Problems([Problem("on", "No question is open.")])
        if not waiting[0].asked_on <= on <= today:
            raise Problems([Problem("on", "The answer came after the question, and not in the future.")])
        waiting[0].answered_on = on
        work.session.flush()
        _move_task(work, request, today)
        work.commit()
        return Changes.of(request, "subject_requests", "tasks")


def take_more_time(desk: Desk, request_id: UUID, *, because: str, told_on: date, today: date) -> Changes:
    """Two months more, for a request that is complex or one of many, once the client was told why.

    Raises Problems, AlreadyClosed.
    """
    with desk.unit_of_work() as work:
        request = _open(work, request_id)
        found = rule.problems_extending(facts_of(work.session, request), told_on)
        if told_on > today or told_on < request.received_on:
            found.append(Problem("told_on", "That day is before the request, or still to come."))
        if not because.strip():
            found.append(Problem("because", "Write the reason the client was given."))
        if found:
            raise Problems(found)
        request.extended_on, request.extended_because = told_on, because.strip()
        _move_task(work, request, today)
        work.journal(
            request.person_id, "Told that their copy takes up to two months more.", on=today, kind="letter"
        )
        work.commit()
        return Changes.of(request, "subject_requests", "tasks")


def take_back(desk: Desk, request_id: UUID, *, today: date) -> Changes:
    """The client no longer wants the copy. Raises AlreadyClosed."""
    with desk.unit_of_work() as work:
        request = _open(work, request_id)
        close(work, request, "taken_back", today)
        work.commit()
        return Changes.of(request, "subject_requests", "tasks")


def close(work: Work, request: SubjectRequest, outcome: str, today: date) -> None:
    request.closed_on, request.outcome = today, outcome
    for task in _tasks(work.session, request.person_id):
        task.done_on = today


def say_nothing_of_it(desk: Desk, request_id: UUID, *, because: str) -> Changes:
    """The copy does not say that something was left out, because saying so would defeat the purpose.

    An empty reason makes it say so again.
    """
    with desk.unit_of_work() as work:
        request = _open(work, request_id)
        request.silent_because = because.strip() or None
        work.commit()
        return Changes.of(request, "subject_requests")


def record_opinion(desk: Desk, note_id: UUID, draft: OpinionDraft, *, today: date) -> Changes:
    """Record that the client knows what a note says, or what a clinician says of giving it. Raises Problems.

    Only the newest counts; the earlier stay.
    """
    found = []
    if draft.basis not in words.SAR_BASES:
        found.append(Problem("basis", "Say whether the client knows it or a clinician was asked."))
    if draft.basis == "known_to_subject" and not draft.said.strip():
        found.append(Problem("said", "Write how you know that they know it."))
    if draft.basis == "opinion":
        if not draft.clinician.strip():
            found.append(Problem("clinician", "Name the clinician."))
        if draft.harm is None:
            found.append(Problem("harm", "Say whether serious harm is likely."))
    if draft.on > today:
        found.append(Problem("on", "That day is still to come."))
    if found:
        raise Problems(found)
    with desk.unit_of_work() as work:
        is_note = work.session.get(EvidenceNote, note_id) is not None
        if not is_note:
            work.get(Attachment, note_id)
        opinion = draft.basis == "opinion"
        kept = work.add(
            HealthOpinion(
                note_id=note_id if is_note else None,
                paper_id=None if is_note else note_id,
                basis=draft.basis,
                on=draft.on,
                harm=draft.harm if opinion else None,
                clinician=draft.clinician.strip() or None if opinion else None,
                clinician_role=draft.clinician_role.strip() or None if opinion else None,
                said=draft.said.strip() or None,
                recorded_by=desk.advisor.id,
            )
        )
        work.commit()
        return Changes.of(kept, "subject_requests")


def hold_back(desk: Desk, request_id: UUID, table: str, row_id: UUID, what: str, because: str) -> Changes:
    """Leave one thing out by an advisor's judgement: somebody else's, a confidence, legal advice.

    Said again with another reason it replaces the first; with none it is given after all. Raises Problems.
    """
    if because and because not in REASONS:
        raise Problems([Problem("because", "Say why it is left out.")])
    with desk.unit_of_work() as work:
        request = _open(work, request_id)
        kept = work.session.scalars(
            select(Withheld).where(
                Withheld.request_id == request_id, Withheld.table == table, Withheld.row_id == row_id
            )
        ).first()
        if not because:
            if kept is not None:
                work.session.delete(kept)
        elif kept is None:
            work.add(
                Withheld(
                    request_id=request_id,
                    table=table,
                    row_id=row_id,
                    what=what,
                    because=because,
                    decided_by=desk.advisor.id,
                )
            )
        else:
            kept.because, kept.decided_by = because, desk.advisor.id
        work.commit()
        return Changes.of(request, "subject_requests")


# Looking ---------------------------------------------------------------------------------------------


def requests(desk: Desk, person_id: UUID | None = None, *, today: date) -> list[RequestRow]:
    """Requests of one client, or every open one, the nearest day first."""
    statement = (
        select(SubjectRequest, Person.reference, client_name())
        .join(Person, Person.id == SubjectRequest.person_id)
        .outerjoin(PersonName, current_name(Person.id))
        .order_by(SubjectRequest.received_on, SubjectRequest.id)
    )
    if person_id is None:
        statement = statement.where(SubjectRequest.closed_on.is_(None))
    else:
        statement = statement.where(SubjectRequest.person_id == person_id)
    with desk.look() as look:
        return [
            _row(request, reference, name or "", rule.clock(facts_of(look, request), today=today))
            for request, reference, name in look.execute(statement).all()
        ]


def _row(request: SubjectRequest, reference: str, name: str, clock: rule.AccessClock) -> RequestRow:
    return RequestRow(
        id=request.id,
        person_id=request.person_id,
        client=name,
        reference=reference,
        received_on=request.received_on,
        how=request.how,
        asked_by=request.asked_by,
        representative=request.representative or "",
        wanted=request.wanted or "",
        clock=clock,
        extended=request.extended_on is not None,
        silent_because=request.silent_because or "",
        closed_on=request.closed_on,
        outcome=request.outcome or "",
    )


def notes_to_release(desk: Desk, request_id: UUID) -> list[NoteToRelease]:
    """Every note and health paper with why it may not go yet, if so; opens no text and so logs nothing."""
    with desk.unit_of_work() as work:
        request = work.get(SubjectRequest, request_id)
        found = []
        for note in things_of(work.session, request.person_id):
            opinion = opinion_of(work.session, note)
            ask = question_about(work, request, note)
            because = "" if access.would_allow(work, ask) else reason_against(work, ask)
            found.append(
                NoteToRelease(
                    note.id,
                    note.source,
                    note.category or "",
                    _day_of(note),
                    _kind_of(note),
                    because,
                    _how_known(note, opinion),
                    note.__tablename__,
                )
            )
        return found


def reason_against(work: Work, ask: access.Ask) -> str:
    """Why a note may not go, as a reason for leaving it out; "" where the whole copy is stopped."""
    stops = access.stops(work, ask)
    return next((_OF_THE_GATE[stop.reason] for stop in stops if stop.reason in _OF_THE_GATE), "")


def _day_of(thing: Thing) -> date | None:
    return thing.entry_on if isinstance(thing, EvidenceNote) else thing.dated_on or thing.received_on


def _kind_of(thing: Thing) -> str:
    return thing.entry_kind if isinstance(thing, EvidenceNote) else thing.title


def in_short(thing: Thing) -> str:
    """A note or paper by its kind and day: never what it says."""
    day = _day_of(thing)
    when = short(day) if day else "no date"
    kind = f"Note from a {thing.entry_kind.lower()}" if isinstance(thing, EvidenceNote) else "Paper"
    return f"{kind}, {when}"


def _how_known(note: Thing, opinion: HealthOpinion | None) -> str:
    if opinion is None:
        return "It came from the client." if note.source in FROM_THE_CLIENT else ""
    if opinion.basis == "known_to_subject":
        return f"They know it: {opinion.said}"
    verdict = "serious harm is likely" if opinion.harm else "no serious harm"
    return f"{opinion.clinician}, {short(opinion.on)}: {verdict}"


def notes_of(session: Session, person_id: UUID) -> Sequence[EvidenceNote]:
    return session.scalars(
        select(EvidenceNote)
        .where(EvidenceNote.person_id == person_id)
        .order_by(EvidenceNote.entry_on, EvidenceNote.id)
    ).all()


def things_of(session: Session, person_id: UUID) -> list[Thing]:
    """Everything about the client's health that the gate is asked about, one by one: notes, then papers."""
    papers = session.scalars(
        select(Attachment)
        .where(Attachment.person_id == person_id, Attachment.category.is_not(None))
        .order_by(Attachment.id)
    )
    return [*notes_of(session, person_id), *papers]


def opinion_of(session: Session, thing: Thing) -> HealthOpinion | None:
    return session.scalars(
        select(HealthOpinion)
        .where(or_(HealthOpinion.note_id == thing.id, HealthOpinion.paper_id == thing.id))
        .order_by(HealthOpinion.made_at.desc(), HealthOpinion.id.desc())
        .limit(1)
    ).first()


def _sar_check(session: Session, note: Thing) -> words.SarCheck | None:
    """What the gate is told of a note's release. What the client said or brought they know already."""
    opinion = opinion_of(session, note)
    if opinion is not None:
        return words.SarCheck(opinion.basis, opinion.on, opinion.harm)
    known = note.source in FROM_THE_CLIENT
    return words.SarCheck("known_to_subject", None, None) if known else None


def question_about(work: Work, request: SubjectRequest, *notes: Thing) -> access.Ask:
    """What giving these notes asks of the gate (consent file, section 12)."""
    to = (
        words.Recipient(str(request.person_id), "subject")
        if request.asked_by == "subject"
        else words.Recipient(f"representative {request.id}", "subject_rep")
    )
    return access.Ask(
        person_id=request.person_id,
        action="disclose",
        target="evidence_note",
        purpose="sar",
        notes=tuple(replace(_for_gate(note), sar_check=_sar_check(work.session, note)) for note in notes),
        recipients=(to,),
        target_id=notes[0].id if len(notes) == 1 else request.id,
        content_hash=notes[0].content_hash if len(notes) == 1 else None,
        mandate_seen=request.mandate_seen,
    )


def _for_gate(thing: Thing) -> words.Note:
    if isinstance(thing, EvidenceNote):
        return access.note_for_gate(thing)
    return attachments.note_for_gate(thing)


def held_back(session: Session, request_id: UUID) -> Sequence[Withheld]:
    return session.scalars(
        select(Withheld).where(Withheld.request_id == request_id).order_by(Withheld.table, Withheld.id)
    ).all()


def _open(work: Work, request_id: UUID) -> SubjectRequest:
    request = work.get(SubjectRequest, request_id)
    if request.closed_on is not None:
        raise AlreadyClosed()
    return request


def _tasks(session: Session, person_id: UUID) -> Sequence[Task]:
    return session.scalars(
        select(Task).where(Task.person_id == person_id, Task.what == _OPEN_TASK, Task.done_on.is_(None))
    ).all()


def _move_task(work: Work, request: SubjectRequest, today: date) -> None:
    """The task stands on the safe day; while the clock stands it has the day as it would be now."""
    due = rule.clock(facts_of(work.session, request), today=today).safe_on
    for task in _tasks(work.session, request.person_id):
        task.due_on = due
