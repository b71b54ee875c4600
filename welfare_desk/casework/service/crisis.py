"""When somebody is at risk: the agency's steps, and a sealed record of what was said and done.

The record stands in no journal, timeline, sheet or household page; it is opened here, by name, and each
opening is in the access log.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework import access, agency
from welfare_desk.casework.access import Ask
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.notes.sealed_text import client_key, unsealed
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.people import Person
from welfare_desk.records.service import Advisor, CrisisRecord
from welfare_desk.rules import consent as gate

_SETTING = "crisis_steps"


@dataclass(frozen=True, slots=True)
class Steps:
    """What to do for one kind of risk; ``own`` where the agency has written its own steps."""

    kind: str
    label: str
    steps: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class CrisisDraft:
    person_id: UUID
    kind: str
    said: str
    told: str = ""  # whom we told, and when
    steps_done: tuple[str, ...] = ()
    meeting_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CrisisHead:
    """That there is a record and of what day: not a word of it."""

    id: UUID
    at: datetime
    kind: str
    by: str


@dataclass(frozen=True, slots=True)
class CrisisView:
    """One record, opened."""

    head: CrisisHead
    said: str
    told: str
    steps_done: tuple[str, ...]


def steps(desk: Desk, *, on: date) -> tuple[Steps, ...]:
    """The steps for each kind of risk: the agency's own where it wrote some, else those shipped."""
    with desk.look() as look:
        own = agency.setting(look, _SETTING, on=on)
    shipped = resources.table("crisis.toml")["kind"]
    return tuple(
        Steps(
            one["code"],
            one["label"],
            tuple(own.get(one["code"]) or one["steps"]),
            bool(own.get(one["code"])),
        )
        for one in shipped
    )


def change_steps(desk: Desk, own: Mapping[str, Sequence[str]], *, today: date) -> Changes:
    """Put the agency's own steps in place of those shipped; an empty list goes back to them."""
    with desk.unit_of_work() as work:
        kept = {kind: [line.strip() for line in lines if line.strip()] for kind, lines in own.items()}
        agency.keep_setting(work, _SETTING, kept, today=today)
        work.commit()
        return Changes.of(None, "settings")


def record(desk: Desk, draft: CrisisDraft) -> Changes:
    """Keep what was said and done, sealed. Raises Problems."""
    known = {one["code"] for one in resources.table("crisis.toml")["kind"]}
    wrong = []
    if draft.kind not in known:
        wrong.append(Problem("kind", "Choose what it is about."))
    if not draft.said.strip():
        wrong.append(Problem("said", "Write what was said or seen."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        work.get(Person, draft.person_id)
        id = new_id()
        written = json.dumps({"said": draft.said.strip(), "told": draft.told.strip()}, ensure_ascii=False)
        row = work.add(
            CrisisRecord(
                id=id,
                person_id=draft.person_id,
                advisor_id=desk.advisor.id,
                meeting_id=draft.meeting_id,
                at=work.now,
                kind=draft.kind,
                steps_done=list(draft.steps_done),
                sealed=client_key(work, draft.person_id).seal(written.encode(), str(id)),
            )
        )
        _log(work, draft.person_id, "write", id)
        work.commit()
        return Changes.of(row, "crisis")


def heads(desk: Desk, person_id: UUID) -> list[CrisisHead]:
    """Which records there are of a client, the newest first; their words stay sealed."""
    with desk.look() as look:
        rows = look.execute(
            select(CrisisRecord, Advisor.name)
            .outerjoin(Advisor, Advisor.id == CrisisRecord.advisor_id)
            .where(CrisisRecord.person_id == person_id)
            .order_by(CrisisRecord.at.desc(), CrisisRecord.id.desc())
        )
        return [CrisisHead(row.id, row.at, row.kind, name or "Someone") for row, name in rows]


def open_record(desk: Desk, record_id: UUID) -> CrisisView:
    """The words of one record; the opening is logged before they are given."""
    with desk.unit_of_work() as work:
        row = work.get(CrisisRecord, record_id)
        name = work.session.scalar(select(Advisor.name).where(Advisor.id == row.advisor_id))
        written = json.loads(words_of(work, row))
        _log(work, row.person_id, "read", row.id)
        work.commit()
        head = CrisisHead(row.id, row.at, row.kind, name or "Someone")
        return CrisisView(head, written["said"], written["told"], tuple(row.steps_done))


def words_of(work: Work, row: CrisisRecord) -> str:
    """The sealed words of a row, as they were written; no evidence note is among them."""
    return unsealed(work, row.person_id, row.sealed, str(row.id), of_notes=()).decode()


def _log(work: Work, person_id: UUID, action: str, id: UUID) -> None:
    ask = Ask(person_id, action, access.PROTECTED, "safeguarding", target_id=id)
    access.log(work, ask, gate.Ruling(action, "ok_log", ()))
