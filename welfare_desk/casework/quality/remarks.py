"""Complaints with their clocks, and compliments: what came, by when it is answered, what was learned.

A client's complaint of how their data was used is taken and answered in ``data_requests``, since it also
holds everything from being erased; it stands in this list and is opened there.

The times are data (``resources/quality.toml``), counted by ``rules.complaints``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.casework.rights import data_requests, subject_access
from welfare_desk.casework.rights.data_requests import RequestDraft
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.quality import Remark
from welfare_desk.records.rights import DataRequest
from welfare_desk.rules import complaints
from welfare_desk.rules.complaints import Clock
from welfare_desk.rules.data_requests import COMPLAIN

COMPLIMENT, DATA = "compliment", "data"
HOW = {
    "spoken": "Said",
    "letter": "By letter",
    "email": "By e-mail",
    "telephone": "By telephone",
    "practice": "Through the practice",
}
OUTCOMES = {
    "upheld": "They were right",
    "partly": "They were right in part",
    "not_upheld": "We could not agree",
    "withdrawn": "They took it back",
}


@dataclass(frozen=True, slots=True)
class RemarkDraft:
    kind: str
    received_on: date
    about: str
    from_whom: str = ""
    how: str = "spoken"
    wanted: str = ""
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One complaint or compliment. ``next_by`` is the nearest day by which something is due."""

    id: UUID
    kind: str
    received_on: date
    how: str
    from_whom: str
    person_id: UUID | None
    client: str | None
    about: str
    wanted: str
    acknowledge_by: date | None
    acknowledged_on: date | None
    answer_by: date | None
    answered_on: date | None
    outcome: str | None
    answer: str
    learned: str
    on_client: bool = False  # answered on the client's page

    @property
    def next_by(self) -> date | None:
        if self.kind == COMPLIMENT or self.answered_on is not None:
            return None
        if self.acknowledged_on is None and self.acknowledge_by is not None:
            return self.acknowledge_by
        return self.answer_by

    @property
    def open(self) -> bool:
        return self.kind != COMPLIMENT and self.answered_on is None


def kinds() -> dict[str, str]:
    """What a complaint may be about, by code."""
    return {one["code"]: one["words"] for one in resources.table("quality.toml")["complaint"]}


def source_of(kind: str) -> tuple[str, str, str]:
    """Where this clock comes from, its doubt, and what the answer must say; empty for a compliment."""
    told: list[dict[str, str]] = resources.table("quality.toml")["complaint"]
    found = next((one for one in told if one["code"] == kind), {})
    return found.get("source", ""), found.get("doubt", ""), found.get("afterwards", "")


def clock_of(kind: str, received_on: date) -> Clock:
    """By when a complaint of this kind, received on this day, is acknowledged and answered."""
    told = next(one for one in resources.table("quality.toml")["complaint"] if one["code"] == kind)
    return complaints.clock(received_on, told, resources.holidays())


def record(desk: Desk, draft: RemarkDraft, *, today: date) -> Changes:
    """Keep what somebody said of us; a complaint gets its days. Raises Problems."""
    found: list[Problem] = []
    if draft.kind != COMPLIMENT and draft.kind not in kinds():
        found.append(Problem("kind", "Choose what it is."))
    if not draft.about.strip():
        found.append(Problem("about", "Write what they said."))
    if draft.received_on > today:
        found.append(Problem("received_on", "It cannot have come on a day to come."))
    if draft.how not in HOW:
        found.append(Problem("how", "Choose how it came."))
    if found:
        raise Problems(found)
    if draft.kind == DATA and draft.person_id is not None:
        how = draft.how if draft.how in subject_access.HOW else "in_person"
        said = "; ".join(part for part in (draft.about.strip(), draft.wanted.strip()) if part)
        taken = RequestDraft(draft.person_id, COMPLAIN, draft.received_on, how, said)
        changed = data_requests.take(desk, taken, today=today)
        return Changes(changed.kinds | {"remarks"}, changed.id)
    clock = Clock(None, None) if draft.kind == COMPLIMENT else clock_of(draft.kind, draft.received_on)
    with desk.unit_of_work() as work:
        if draft.person_id is not None:
            work.get(Person, draft.person_id)
        kept = work.add(
            Remark(
                received_on=draft.received_on,
                kind=draft.kind,
                how=draft.how,
                person_id=draft.person_id,
                from_whom=draft.from_whom.strip(),
                about=draft.about.strip(),
                wanted=draft.wanted.strip(),
                acknowledge_by=clock.acknowledge_by,
                answer_by=clock.answer_by,
                answer="",
                learned="",
                recorded_by=desk.advisor.id,
            )
        )
        work.commit()
        return Changes.of(kept, "remarks")


def acknowledge(desk: Desk, remark_id: UUID, on: date, *, today: date) -> Changes:
    """They were told that it came. Raises Problems."""
    with desk.unit_of_work() as work:
        kept = work.get(Remark, remark_id)
        _day_fits(on, kept, today)
        kept.acknowledged_on = on
        work.commit()
        return Changes.of(kept, "remarks")


def answer(
    desk: Desk, remark_id: UUID, outcome: str, *, said: str, learned: str, on: date, today: date
) -> Changes:
    """What we answered, and what we do differently from now on. Raises Problems."""
    with desk.unit_of_work() as work:
        kept = work.get(Remark, remark_id)
        found = []
        if outcome not in OUTCOMES:
            found.append(Problem("outcome", "Choose what came of it."))
        if not said.strip():
            found.append(Problem("said", "Write what they were answered."))
        if found:
            raise Problems(found)
        _day_fits(on, kept, today)
        kept.outcome, kept.answer, kept.learned = outcome, said.strip(), learned.strip()
        kept.answered_on = on
        kept.acknowledged_on = kept.acknowledged_on or on
        work.commit()
        return Changes.of(kept, "remarks")


def reopen(desk: Desk, remark_id: UUID) -> Changes:
    """They are not content with the answer: it is open again, its words kept."""
    with desk.unit_of_work() as work:
        kept = work.get(Remark, remark_id)
        kept.answered_on = None
        work.commit()
        return Changes.of(kept, "remarks")


def _day_fits(on: date, kept: Remark, today: date) -> None:
    if on > today:
        raise Problems([Problem("on", "That day is still to come.")])
    if on < kept.received_on:
        raise Problems([Problem("on", "That is before it came.")])


def remarks(desk: Desk, *, limit: int = 200) -> list[RemarkRow]:
    """Open complaints first, whoever is due soonest at the top; then the rest, the newest first."""
    with desk.look() as look:
        rows = look.execute(
            select(Remark, client_name())
            .outerjoin(PersonName, current_name(Remark.person_id))
            .order_by(Remark.received_on.desc(), Remark.id.desc())
            .limit(limit)
        )
        found = [
            RemarkRow(
                one.id,
                one.kind,
                one.received_on,
                one.how,
                one.from_whom,
                one.person_id,
                name,
                one.about,
                one.wanted,
                one.acknowledge_by,
                one.acknowledged_on,
                one.answer_by,
                one.answered_on,
                one.outcome,
                one.answer,
                one.learned,
            )
            for one, name in rows
        ]
        found += _of_data(look, limit)
        found.sort(key=lambda row: row.received_on, reverse=True)
    open_ones = sorted((row for row in found if row.open), key=lambda row: row.next_by or date.max)
    return [*open_ones, *(row for row in found if not row.open)]


def _of_data(look: Session, limit: int) -> list[RemarkRow]:
    """Clients' complaints about their data, as this list shows them."""
    rows = look.execute(
        select(DataRequest, client_name())
        .outerjoin(PersonName, current_name(DataRequest.person_id))
        .where(DataRequest.kind == COMPLAIN)
        .order_by(DataRequest.received_on.desc(), DataRequest.id.desc())
        .limit(limit)
    )
    return [
        RemarkRow(
            id=one.id,
            kind=DATA,
            received_on=one.received_on,
            how=one.how if one.how in HOW else "spoken",
            from_whom="",
            person_id=one.person_id,
            client=name,
            about=one.said or "",
            wanted="",
            acknowledge_by=clock_of(DATA, one.received_on).acknowledge_by,
            acknowledged_on=one.acknowledged_on,
            answer_by=None,
            answered_on=one.answered_on,
            outcome=None,
            answer=one.outcome or "",
            learned="",
            on_client=True,
        )
        for one, name in rows
    ]
