"""Wishes about data: to be erased, or a complaint of how it was used; taken, timed and answered.

What the answer to erasing is, and the holds, is ``retention``; erasing is ``erasure``; a copy of the data is
``subject_access``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework.consent import consents
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.rights import retention
from welfare_desk.casework.rights.subject_access import HOW, AlreadyClosed
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.cases import Task
from welfare_desk.records.evidence import Consent, Withdrawal
from welfare_desk.records.people import Person
from welfare_desk.records.rights import DataRequest
from welfare_desk.rules import data_requests as rule
from welfare_desk.rules import retention as keeping
from welfare_desk.rules.counting import days_after
from welfare_desk.rules.days import on_paper

KINDS = {
    rule.ERASE: "They want what we hold erased",
    rule.COMPLAIN: "A complaint about how their data was used",
}
ANSWERS = {
    keeping.REFUSE: "Not now",
    keeping.RESTRICT: "Kept apart, and used for nothing else",
    keeping.ERASE: "Yes",
}
_TASKS = {
    rule.ERASE: "Tell the client what became of their wish to be erased",
    rule.COMPLAIN: "Acknowledge the complaint about the client's data",
}
_ANSWER_IT = "Answer the complaint about the client's data"
_LATER = "Erase what is held of this client: the duty to keep it has ended"

ANSWER_WITHIN = 30  # days from acknowledging a complaint to looking at it again; ours, the law names none


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """A wish as it came. ``take_back``: they also take back every consent they gave."""

    person_id: UUID
    kind: str
    received_on: date
    how: str = "in_person"
    said: str = ""
    take_back: bool = False


@dataclass(frozen=True, slots=True)
class RequestRow:
    """``answer`` and ``why``: what the rule said on the day it came. ``due``: the day the law sets."""

    id: UUID
    kind: str
    received_on: date
    how: str
    said: str
    took_back: int
    answer: str
    until_on: date | None
    why: str
    due: rule.Due
    acknowledged_on: date | None
    answered_on: date | None
    outcome: str

    @property
    def is_open(self) -> bool:
        return self.answered_on is None

    def may_erase(self, today: date) -> bool:
        """Whether the wish, as it was answered, lets it be erased now."""
        if self.kind != rule.ERASE:
            return False
        kept_until = self.until_on if self.answer == keeping.RESTRICT else None
        return self.answer == keeping.ERASE or (kept_until is not None and kept_until < today)


def take(desk: Desk, draft: RequestDraft, *, today: date) -> Changes:
    """Record a wish with its answer by the rule, and a task for the day the law sets.

    Consents they take back with it end at once, with all that follows. Raises Problems.
    """
    found = rule.problems_in(draft.received_on, today=today)
    if draft.kind not in KINDS:
        found.append(Problem("kind", "Say what they ask."))
    if draft.how not in HOW:
        found.append(Problem("how", "Say how it came."))
    if draft.kind == rule.COMPLAIN and not draft.said.strip():
        found.append(Problem("said", "Write in a line what they complain of."))
    if found:
        raise Problems(found)
    with desk.unit_of_work() as work:
        person = work.get(Person, draft.person_id)
        kept = work.add(
            DataRequest(
                person_id=person.id,
                kind=draft.kind,
                received_on=draft.received_on,
                how=draft.how,
                said=draft.said.strip() or None,
                recorded_by=desk.advisor.id,
            )
        )
        if draft.kind == rule.ERASE:
            _answer(work, person, kept, today)
        kept.took_back = _take_back(work, person.id, today) if draft.take_back else 0
        due = rule.due(draft.kind, draft.received_on)
        _task(work, person.id, _TASKS[draft.kind], due.on)
        work.journal(person.id, f"{KINDS[draft.kind]}: came {on_paper(draft.received_on)}.", on=today)
        work.commit()
        return Changes.of(kept, "retention", "subject_requests", "consents", "letters", "tasks", "journal")


def _answer(work: Work, person: Person, kept: DataRequest, today: date) -> None:
    standing = retention.standing_of(work.session, person)
    figures = retention.periods_on(work.session, today)
    said = keeping.answer_to_erasure(standing, figures, asked_on=kept.received_on, today=today)
    kept.answer, kept.until_on, kept.why = said.kind, said.until, said.why
    if said.kind == keeping.RESTRICT and said.until is not None:
        _task(work, person.id, _LATER, said.until)


def _take_back(work: Work, person_id: UUID, today: date) -> int:
    """Every yes that still stands ends now: what is held is then used for nothing."""
    ended = select(Withdrawal.consent_id)
    standing = work.session.scalars(
        select(Consent).where(
            Consent.person_id == person_id,
            Consent.polarity == "permit",
            Consent.state == "active",
            Consent.id.not_in(ended),
        )
    ).all()
    for kept in standing:
        consents.end(work, kept, "with their wish about their data", today, work.now)
    return len(standing)


def _task(work: Work, person_id: UUID, what: str, due_on: date) -> None:
    work.add(Task(person_id=person_id, advisor_id=work.desk.advisor.id, what=what, due_on=due_on))


def acknowledge(desk: Desk, request_id: UUID, *, on: date, today: date) -> Changes:
    """A complaint was acknowledged on a day. Raises Problems, AlreadyClosed."""
    with desk.unit_of_work() as work:
        kept = _open(work, request_id)
        if found := rule.problems_in(kept.received_on, today=today, acknowledged_on=on):
            raise Problems(found)
        kept.acknowledged_on = on
        _done(work, kept, today)
        _task(work, kept.person_id, _ANSWER_IT, days_after(on, ANSWER_WITHIN))
        work.commit()
        return Changes.of(kept, "retention", "tasks")


def answer(desk: Desk, request_id: UUID, *, outcome: str, on: date, today: date) -> Changes:
    """They were told what came of it: the wish is closed. Raises Problems, AlreadyClosed."""
    with desk.unit_of_work() as work:
        kept = _open(work, request_id)
        found = rule.problems_in(kept.received_on, today=today, answered_on=on)
        if not outcome.strip():
            found.append(Problem("outcome", "Write what they were told."))
        if found:
            raise Problems(found)
        close(work, kept, outcome.strip(), on, today)
        work.commit()
        return Changes.of(kept, "retention", "tasks", "journal")


def close(work: Work, kept: DataRequest, outcome: str, on: date, today: date) -> None:
    kept.answered_on, kept.outcome = on, outcome
    _done(work, kept, today)
    work.journal(kept.person_id, f"{KINDS[kept.kind]}: answered.", on=today, kind="letter")


def erased(work: Work, person_id: UUID, today: date) -> None:
    """What is erased answers every wish to be erased that is open."""
    for kept in work.session.scalars(
        select(DataRequest).where(
            DataRequest.person_id == person_id,
            DataRequest.kind == rule.ERASE,
            DataRequest.answered_on.is_(None),
        )
    ):
        close(work, kept, "Erased; the certificate says what went.", today, today)


def _done(work: Work, kept: DataRequest, today: date) -> None:
    wanted = (_TASKS[kept.kind], _ANSWER_IT) if kept.kind == rule.COMPLAIN else (_TASKS[kept.kind],)
    for task in work.session.scalars(
        select(Task).where(Task.person_id == kept.person_id, Task.what.in_(wanted), Task.done_on.is_(None))
    ):
        task.done_on = today


def _open(work: Work, request_id: UUID) -> DataRequest:
    kept = work.get(DataRequest, request_id)
    if kept.answered_on is not None:
        raise AlreadyClosed()
    return kept


def requests_of(look: Session, person_id: UUID) -> tuple[RequestRow, ...]:
    """Every wish of one client, the open ones first, the newest first."""
    found: Sequence[DataRequest] = look.scalars(
        select(DataRequest)
        .where(DataRequest.person_id == person_id)
        .order_by(DataRequest.answered_on.is_not(None), DataRequest.received_on.desc(), DataRequest.id.desc())
    ).all()
    return tuple(
        RequestRow(
            id=one.id,
            kind=one.kind,
            received_on=one.received_on,
            how=one.how,
            said=one.said or "",
            took_back=one.took_back,
            answer=one.answer or "",
            until_on=one.until_on,
            why=one.why or "",
            due=rule.due(one.kind, one.received_on),
            acknowledged_on=one.acknowledged_on,
            answered_on=one.answered_on,
            outcome=one.outcome or "",
        )
        for one in found
    )
