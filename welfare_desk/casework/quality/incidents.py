"""What went wrong with somebody's data: every breach written down and judged (UK GDPR Art. 33).

Those the program finds itself, letters that went out after a withdrawal, stand in the same list; the
judging is a manager's and is ``access_report.judge``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from welfare_desk import resources
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.evidence import Incident
from welfare_desk.records.people import Person, PersonName
from welfare_desk.rules import consent_record as words

WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class IncidentDraft:
    """What happened, as far as is known. The clock runs from ``found_at``, when we became aware."""

    kind: str
    what: str
    happened_at: datetime | None
    found_at: datetime | None
    done: str = ""
    people: int | None = None
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class IncidentRow:
    id: UUID
    kind: str
    what: str
    done: str
    people: int | None
    person_id: UUID | None
    client: str | None
    happened_at: datetime
    found_at: datetime
    judge_by: datetime
    judged_at: datetime | None
    judgement: str | None
    reported: bool | None
    people_told_on: date | None

    def hours_left(self, now: datetime) -> int:
        """Whole hours until it must have been judged; below nought where that is past."""
        return (self.judge_by - now) // timedelta(hours=1)


def kinds() -> dict[str, str]:
    """What may have happened, by code."""
    return {one["code"]: one["words"] for one in resources.table("quality.toml")["incident"]}


def clock_source() -> str:
    """Where the 72 hours come from."""
    return str(resources.table("quality.toml")["incident_clock"]["source"])


def record(desk: Desk, draft: IncidentDraft) -> Changes:
    """Write down what went wrong; 72 hours run from when we became aware. Raises Problems."""
    now = desk.clock.now()
    found = []
    if draft.kind not in kinds():
        found.append(Problem("kind", "Choose what happened."))
    if not draft.what.strip():
        found.append(Problem("what", "Write what happened."))
    if draft.found_at is None:
        found.append(Problem("found_on", "Say when we became aware of it: the clock runs from there."))
    elif draft.found_at > now:
        found.append(Problem("found_on", "That is still to come."))
    if draft.happened_at and draft.found_at and draft.happened_at > draft.found_at:
        found.append(Problem("happened_on", "It cannot have happened after we became aware of it."))
    if draft.people is not None and draft.people < 0:
        found.append(Problem("people", "That is not a number of people."))
    if found or draft.found_at is None:
        raise Problems(found)
    hours = int(resources.table("quality.toml")["incident_clock"]["hours"])
    with desk.unit_of_work() as work:
        if draft.person_id is not None:
            work.get(Person, draft.person_id)
        kept = work.add(
            Incident(
                person_id=draft.person_id,
                happened_at=draft.happened_at or draft.found_at,
                found_at=draft.found_at,
                judge_by=draft.found_at + timedelta(hours=hours),
                kind=draft.kind,
                what=draft.what.strip(),
                done=draft.done.strip(),
                people=draft.people,
                recorded_by=desk.advisor.id,
            )
        )
        work.commit()
        return Changes.of(kept, "incidents")


def add_what_was_done(desk: Desk, incident_id: UUID, done: str, *, people_told_on: date | None) -> Changes:
    """What was done to stop it and put it right, and when the people it is about were told (Article 34)."""
    with desk.unit_of_work() as work:
        kept = work.get(Incident, incident_id)
        if people_told_on is not None and people_told_on < words.local_day(kept.found_at):
            raise Problems([Problem("people_told_on", "That is before we became aware of it.")])
        kept.done, kept.people_told_on = done.strip(), people_told_on
        work.commit()
        return Changes.of(kept, "incidents")


def incidents(desk: Desk, *, limit: int = 200) -> list[IncidentRow]:
    """Those to be judged first, the most pressing at the top; then the judged, the newest first."""
    with desk.look() as look:
        rows = look.execute(
            select(Incident, client_name())
            .outerjoin(PersonName, current_name(Incident.person_id))
            .order_by(Incident.judged_at.is_not(None), Incident.judge_by, Incident.id)
            .limit(limit)
        )
        found = [
            IncidentRow(
                one.id,
                one.kind,
                one.what or "A letter left after its client had withdrawn",
                one.done,
                one.people,
                one.person_id,
                name,
                one.happened_at,
                one.found_at,
                one.judge_by,
                one.judged_at,
                one.judgement,
                one.reported,
                one.people_told_on,
            )
            for one, name in rows
        ]
    judged = [row for row in found if row.judged_at is not None]
    judged.sort(key=lambda row: row.found_at, reverse=True)
    return [*(row for row in found if row.judged_at is None), *judged]


def to_judge(desk: Desk) -> int:
    """How many wait to be judged."""
    with desk.look() as look:
        waiting = select(func.count()).select_from(Incident).where(Incident.judged_at.is_(None))
        return look.scalar(waiting) or 0
