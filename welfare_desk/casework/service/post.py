"""The post inbox: what came in is noted at once, matched to a client, and decided on when there is time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from welfare_desk.casework.desk import Changes, Desk, NotFound, Work
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientRow, client_name, current_name
from welfare_desk.casework.service import post_scans
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.cases import Case, Task
from welfare_desk.records.community import PostItem
from welfare_desk.records.people import PersonName

CHANNELS = {
    "letter": "Letter",
    "email": "E-mail",
    "message": "Message",
    "telephone": "Telephone message",
    "by_hand": "Handed in",
}
DECISIONS = {"task": "Something to do", "filed": "For the file only", "not_ours": "Not for us"}
_CODES = (
    re.compile(r"\b[A-HJ-NP-Z]{2}-\d{3,6}-[A-Z]\b", re.IGNORECASE),  # our own references
    re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE),  # National Insurance
    re.compile(r"\b\d{10}\b"),  # CHI
)
_MOST = 6


@dataclass(frozen=True, slots=True)
class PostDraft:
    gist: str
    from_whom: str = ""
    channel: str = "letter"
    received_on: date | None = None
    person_id: UUID | None = None
    case_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PostRow:
    id: UUID
    received_on: date
    channel: str
    from_whom: str
    gist: str
    person_id: UUID | None
    client: str | None
    case_id: UUID | None
    decided_on: date | None
    decision: str | None
    scans: int = 0  # that wait to become somebody's papers


def note_post(desk: Desk, draft: PostDraft, *, today: date) -> Changes:
    """Note what came in; whose it is may be said later. Raises Problems."""
    wrong = []
    if not draft.gist.strip():
        wrong.append(Problem("gist", "Say in a few words what it is."))
    if draft.received_on and draft.received_on > today:
        wrong.append(Problem("received_on", "It cannot have come on a day to come."))
    if draft.channel not in CHANNELS:
        wrong.append(Problem("channel", "Choose how it came."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        _same_client(work, draft.person_id, draft.case_id)
        item = work.add(
            PostItem(
                received_on=draft.received_on or today,
                channel=draft.channel,
                from_whom=draft.from_whom.strip(),
                gist=draft.gist.strip(),
                person_id=draft.person_id,
                case_id=draft.case_id,
                advisor_id=desk.advisor.id,
            )
        )
        work.commit()
        return Changes.of(item, "post")


def match_post(
    desk: Desk,
    item_id: UUID,
    person_id: UUID | None,
    case_id: UUID | None = None,
    *,
    kind: str = "notice",
    today: date | None = None,
) -> Changes:
    """Say whose it is, or that nobody knows after all. Raises NotFound, Problems once it is decided.

    Scans that came with it become papers of that client's, of this ``kind``.
    """
    scans = post_scans.looked_at(desk, item_id) if person_id is not None else []
    with desk.unit_of_work() as work:
        item = work.get(PostItem, item_id)
        if item.decided_on is not None:
            raise Problems([Problem("person", "It is decided already.", "Take the decision back first.")])
        _same_client(work, person_id, case_id)
        item.person_id, item.case_id = person_id, case_id
        if person_id is not None:
            post_scans.make_papers(work, item, scans, kind, today=today or desk.clock.today())
        work.commit()
        return Changes.of(item, "post", "papers")


def decide_post(
    desk: Desk, item_id: UUID, decision: str, *, what: str = "", due_on: date | None = None, today: date
) -> Changes:
    """What becomes of it: something to do by a day, for the file only, or not for us. Raises Problems.

    What belongs to a client stands in their journal from then on.
    """
    with desk.unit_of_work() as work:
        item = work.get(PostItem, item_id)
        wrong = []
        if decision not in DECISIONS:
            wrong.append(Problem("decision", "Choose what becomes of it."))
        if decision == "task" and not what.strip():
            wrong.append(Problem("what", "Say what is to be done."))
        if decision == "filed" and item.person_id is None:
            wrong.append(Problem("decision", "Say first whose file it goes to."))
        if wrong:
            raise Problems(wrong)
        item.decision, item.decided_on = decision, today
        if decision == "task":
            task = work.add(Task(person_id=item.person_id, case_id=item.case_id, what=what.strip()))
            task.due_on, task.advisor_id, item.task_id = due_on, desk.advisor.id, task.id
        if item.person_id is not None and decision != "not_ours":
            work.journal(item.person_id, _said(item), on=today, case_id=item.case_id, kind="letter")
        work.commit()
        return Changes.of(item, "post", "tasks", "journal")


def undecide_post(desk: Desk, item_id: UUID, *, today: date) -> Changes:
    """Take the decision back; a task made of it goes, if it is not done, and the journal says so."""
    with desk.unit_of_work() as work:
        item = work.get(PostItem, item_id)
        task = work.session.get(Task, item.task_id) if item.task_id else None
        item.decision = item.decided_on = item.task_id = None
        work.session.flush()
        if task is not None and task.done_on is None:
            work.session.delete(task)
        if item.person_id is not None:
            told = f"To be decided again: {_said(item)}"
            work.journal(item.person_id, told, on=today, case_id=item.case_id)
        work.commit()
        return Changes.of(item, "post", "tasks", "journal")


def post(desk: Desk, *, decided: bool = False, limit: int = 200) -> list[PostRow]:
    """What is still to be decided, the oldest first; with ``decided`` what was, the newest first."""
    statement = (
        select(PostItem, client_name(), post_scans.how_many())
        .outerjoin(PersonName, current_name(PostItem.person_id))
        .where(PostItem.decided_on.is_not(None) if decided else PostItem.decided_on.is_(None))
        .limit(limit)
    )
    if decided:
        statement = statement.order_by(PostItem.decided_on.desc(), PostItem.id.desc())
    else:
        statement = statement.order_by(PostItem.received_on, PostItem.id)
    with desk.look() as look:
        return [
            PostRow(
                one.id, one.received_on, one.channel, one.from_whom, one.gist, one.person_id, name,
                one.case_id, one.decided_on, one.decision, scans,
            )
            for one, name, scans in look.execute(statement)
        ]  # fmt: skip


_UNDECIDED = select(func.count()).select_from(PostItem).where(PostItem.decided_on.is_(None))


def waiting(desk: Desk) -> int:
    """How much is still to be decided."""
    with desk.look() as look:
        return look.scalar(_UNDECIDED) or 0


def suggestions(desk: Desk, typed: str) -> list[ClientRow]:
    """Whose it may be, by the numbers and references in what was noted; nobody is matched without a word."""
    found: dict[UUID, ClientRow] = {}
    for pattern in _CODES:
        for code in pattern.findall(typed):
            for row in clients.find(desk, code, limit=2):
                found.setdefault(row.id, row)
    return list(found.values())[:_MOST]


def _said(item: PostItem) -> str:
    who = f" from {item.from_whom}" if item.from_whom else ""
    return f"{CHANNELS[item.channel]}{who}: {item.gist}"


def _same_client(work: Work, person_id: UUID | None, case_id: UUID | None) -> None:
    if case_id is not None and work.get(Case, case_id).person_id != person_id:
        raise NotFound()
