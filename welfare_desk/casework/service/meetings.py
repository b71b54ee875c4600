"""One meeting with one client: everything the advisor needs in front of them, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Look

from welfare_desk import resources
from welfare_desk.casework.consent import consents
from welfare_desk.casework.correspondence import letters
from welfare_desk.casework.correspondence.letters import LetterRow
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.matters import journal, key_dates
from welfare_desk.casework.matters.journal import JournalRow
from welfare_desk.casework.matters.key_dates import KeyDateRow
from welfare_desk.casework.people import client_page
from welfare_desk.casework.people.client_page import Glance
from welfare_desk.casework.service import sessions
from welfare_desk.casework.service.sessions import Place
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.cases import Case, KeyDate, Task
from welfare_desk.records.service import Meeting, MeetingRecord, Session
from welfare_desk.rules import days

PLACES = {
    "practice": "In the practice",
    "telephone": "By telephone",
    "video": "By video",
    "home": "At their home",
    "office": "At our office",
    "tribunal": "At the tribunal",
}
NEXT_BY = {"us": "We do", "client": "They do", "practice": "The practice does"}
# Where somebody was met makes it the kind of support it is counted as, and the way they were reached.
_KIND = {"telephone": "phone", "video": "video", "home": "home_visit", "tribunal": "tribunal"}
_CHANNEL = {"telephone": "telephone", "video": "other"}
_RECENT = 6  # notes shown beside the one being written
_MOST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class MeetingEnd:
    """How a meeting went. ``follow_up`` is a free place; ``next_step_by`` a key of NEXT_BY."""

    status: str
    minutes: int | None = None
    place: str | None = None
    present: str = ""
    accompanied: bool | None = None
    private_place: bool | None = None
    interpreter: str = ""
    next_step: str = ""
    next_step_on: date | None = None
    next_step_by: str | None = None
    follow_up: tuple[UUID, time] | None = None


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Everything for the person opposite, in one read."""

    meeting_id: UUID
    session_id: UUID | None
    person_id: UUID
    case_id: UUID | None
    on: date
    at: time | None
    why: str
    status: str
    channel: str
    glance: Glance
    dates: tuple[KeyDateRow, ...]
    consents: tuple[consents.ConsentRow, ...]
    letters: tuple[LetterRow, ...]  # those not issued yet
    tasks: tuple[journal.TaskRow, ...]
    recent: tuple[JournalRow, ...]
    end: MeetingEnd
    places: tuple[Place, ...]


def problems_in(end: MeetingEnd, *, today: date) -> list[Problem]:
    found = []
    if end.status not in sessions.STATUSES:
        found.append(Problem("status", "Choose how it went."))
    if end.minutes is not None and not 0 <= end.minutes <= _MOST_MINUTES:
        found.append(Problem("minutes", "A meeting lasts between no time and ten hours."))
    if end.next_step_on and not end.next_step.strip():
        found.append(Problem("next_step", "Say what is to be done by that day."))
    if end.next_step_on and end.next_step_on < today:
        found.append(Problem("next_step_on", "That day has passed."))
    return found


def end_meeting(desk: Desk, meeting_id: UUID, end: MeetingEnd, *, today: date) -> Changes:
    """Record how a meeting went: who came, how long, what is next and whose, the next meeting.

    A step that is ours becomes a task. Saying it again changes what was said; a task done or a follow-up
    booked before stays as it is. Raises Problems, with nothing kept.
    """
    problems = problems_in(end, today=today)
    if problems:
        raise Problems(problems)
    with desk.unit_of_work() as work:
        meeting = work.get(Meeting, meeting_id)
        sessions.keep_status(work, meeting, end.status)
        record = _record(work, meeting_id)
        _write(meeting, record, end)
        _keep_task(work, meeting, record, end)
        if end.follow_up is not None and record.follow_up_id is None:
            record.follow_up_id = _follow_up(work, meeting, end.follow_up).id
        work.commit()
        return Changes(frozenset({"sessions", "gains", "tasks", "waiting"}), meeting.id)


def _record(work: Work, meeting_id: UUID) -> MeetingRecord:
    found = work.session.scalars(select(MeetingRecord).where(MeetingRecord.meeting_id == meeting_id)).first()
    return found or work.add(MeetingRecord(meeting_id=meeting_id))


def _write(meeting: Meeting, record: MeetingRecord, end: MeetingEnd) -> None:
    if end.minutes is not None:
        meeting.minutes = end.minutes
    if end.place is not None:
        meeting.channel = _CHANNEL.get(end.place, "face_to_face")
        if end.status == "attended":
            meeting.kind = _KIND.get(end.place, "attended")
    meeting.next_step = end.next_step.strip() or None
    record.place, record.present, record.accompanied = end.place, end.present.strip(), end.accompanied
    record.private_place, record.interpreter = end.private_place, end.interpreter.strip()
    record.next_step_on, record.next_step_by = end.next_step_on, end.next_step_by


def _keep_task(work: Work, meeting: Meeting, record: MeetingRecord, end: MeetingEnd) -> None:
    """Our own next step is on the list of what is to be done; another wording changes the same line."""
    ours = bool(end.next_step.strip()) and end.next_step_by in (None, "us")
    task = work.session.get(Task, record.task_id) if record.task_id else None
    if task is not None and task.done_on is not None:
        return
    if ours and task is None:
        task = work.add(Task(person_id=meeting.person_id, case_id=meeting.case_id))
        task.advisor_id = work.desk.advisor.id
        record.task_id = task.id
    if task is not None and ours:
        task.what, task.due_on = end.next_step.strip(), end.next_step_on
    elif task is not None:
        record.task_id = None
        work.session.flush()
        work.session.delete(task)


def _follow_up(work: Work, meeting: Meeting, place: tuple[UUID, time]) -> Meeting:
    session_id, at = place
    try:
        made = sessions.keep_meeting(
            work,
            meeting.person_id,
            session_id=session_id,
            at=at,
            why=meeting.next_step or meeting.why,
            case_id=meeting.case_id,
        )
    except Problems as taken:
        raise Problems([Problem("follow_up", one.sentence, one.hint) for one in taken.problems]) from taken
    work.session.flush()
    return made


def meeting(desk: Desk, meeting_id: UUID, *, today: date) -> MeetingPage:
    """Everything for one meeting. Raises NotFound."""
    with desk.look() as look:
        one = Work(desk, look).get(Meeting, meeting_id)
        record = _kept(look, meeting_id)
        still_open = key_dates.dates().where(Case.person_id == one.person_id, KeyDate.done_on.is_(None))
        dates = tuple(key_dates.date_rows(look, still_open))
        tasks = tuple(
            journal.TaskRow(task.id, task.what, task.due_on, task.done_on, task.case_id, None)
            for task in look.scalars(
                select(Task)
                .where(Task.person_id == one.person_id, Task.done_on.is_(None))
                .order_by(Task.due_on.is_(None), Task.due_on, Task.id)
            )
        )
    glance = client_page.glance(desk, one.person_id)
    return MeetingPage(
        meeting_id=meeting_id,
        session_id=one.session_id,
        person_id=one.person_id,
        case_id=one.case_id or next((row.id for row in glance.cases if row.closed_on is None), None),
        on=one.on,
        at=one.at,
        why=one.why,
        status=one.status,
        channel=one.channel,
        glance=glance,
        dates=dates,
        consents=tuple(consents.consents(desk, one.person_id, now=desk.clock.now())),
        letters=tuple(row for row in letters.letters(desk, person_id=one.person_id) if row.issued_on is None),
        tasks=tasks,
        recent=tuple(journal.journal_rows(desk, one.person_id, limit=_RECENT)),
        end=_end(one, record, glance),
        places=tuple(place for place in sessions.places(desk, today=today, most=24) if place.on > one.on),
    )


def _kept(look: Look, meeting_id: UUID) -> MeetingRecord | None:
    return look.scalars(select(MeetingRecord).where(MeetingRecord.meeting_id == meeting_id)).first()


def _end(one: Meeting, record: MeetingRecord | None, glance: Glance) -> MeetingEnd:
    """What has been said of it; before that, what is known already: the place, the interpreter."""
    if record is None:
        by_phone = one.channel == "telephone"
        needed = glance.view.draft.interpreter or ""
        place = "telephone" if by_phone else "practice"
        return MeetingEnd(one.status, None, place, interpreter=needed, next_step=one.next_step or "")
    return MeetingEnd(
        one.status,
        one.minutes,
        record.place,
        record.present,
        record.accompanied,
        record.private_place,
        record.interpreter,
        one.next_step or "",
        record.next_step_on,
        record.next_step_by,
    )


# The round at the end of a session -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One meeting as the round at the end goes through it."""

    booked: sessions.Booked
    end: MeetingEnd
    said: bool  # who came, and what is next or that nothing is
    to_hand_over: tuple[LetterRow, ...]  # drafts the practice is to check
    follow_up: tuple[date, time | None] | None


@dataclass(frozen=True, slots=True)
class Round:
    row: sessions.SessionRow
    lines: tuple[RoundLine, ...]
    places: tuple[Place, ...]

    @property
    def left(self) -> int:
        """Meetings of which it is not said who came."""
        return sum(not line.said for line in self.lines)


def round_of(desk: Desk, session_id: UUID, *, today: date) -> Round:
    """The meetings of a session with what has been said of each. Raises NotFound."""
    view = sessions.session(desk, session_id)
    booked = [one for one in view.booked if not one.given_back]
    people = {one.person_id for one in booked}
    drafts = [row for row in letters.letters(desk, state="draft", limit=1000) if row.person_id in people]
    with desk.look() as look:
        kept = {
            record.meeting_id: (record, on, at)
            for record, on, at in look.execute(
                select(MeetingRecord, Meeting.on, Meeting.at)
                .outerjoin(Meeting, Meeting.id == MeetingRecord.follow_up_id)
                .where(MeetingRecord.meeting_id.in_([one.id for one in booked]))
            )
        }
        meetings = {
            one.id: one
            for one in look.scalars(select(Meeting).where(Meeting.id.in_([one.id for one in booked])))
        }
    lines = []
    for one in booked:
        record, on, at = kept.get(one.id, (None, None, None))
        end = _end(meetings[one.id], record, client_page.glance(desk, one.person_id))
        lines.append(
            RoundLine(
                one,
                end,
                said=one.status in ("attended", "dna"),
                to_hand_over=tuple(row for row in drafts if row.person_id == one.person_id),
                follow_up=(on, at) if on is not None else None,
            )
        )
    after = [place for place in sessions.places(desk, today=today, most=40) if place.on > view.row.on]
    return Round(view.row, tuple(lines), tuple(after))


def end_session(desk: Desk, session_id: UUID) -> Changes:
    """The session is over. Raises Problems where it is not said of everybody who came."""
    with desk.unit_of_work() as work:
        session = work.get(Session, session_id)
        unsaid = work.session.scalars(
            select(Meeting.id).where(
                Meeting.session_id == session_id, Meeting.status.in_(("booked", "waiting", "in_room"))
            )
        ).all()
        if unsaid:
            many = f"{len(unsaid)} meeting{'s' * (len(unsaid) != 1)}"
            raise Problems([Problem("status", f"Of {many} it is not said who came.")])
        if session.status == "cancelled":
            raise Problems([Problem("status", f"The session of {days.full(session.on)} was cancelled.")])
        session.status = "held"
        work.commit()
        return Changes.of(session, "sessions")


def seen_between(look: Look, from_on: date, to_on: date) -> set[UUID]:
    """Who was supported in these days, in whatever way (funder R2)."""
    kinds = resources.code_lists().on("contact_kind", to_on).supporting()
    return set(
        look.scalars(
            select(Meeting.person_id).where(
                Meeting.on >= from_on, Meeting.on <= to_on, Meeting.kind.in_(sorted(kinds))
            )
        )
    )
