"""How the sessions of a span of days went, by practice: held and cancelled, missed, used, waited for."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Look

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.service.sessions import GIVEN_BACK
from welfare_desk.records.service import ListSize, Meeting, Practice, Referral, Session, Waiting
from welfare_desk.rules import session_use
from welfare_desk.rules.session_times import MINUTES, free_times
from welfare_desk.rules.session_use import Share, Wait, Waited


@dataclass(frozen=True, slots=True)
class Figures:
    """One practice's sessions in a span of days; the rules of ``session_use``."""

    practice_id: UUID | None
    practice: str
    held: int
    cancelled_by_practice: int
    cancelled_by_service: int
    not_said: int  # past, neither held nor cancelled
    offered: int
    attended: int
    did_not_come: int
    cancelled_by_client: int
    waits: tuple[Wait, ...]  # of the referrals received in the span
    still_waiting: int
    patients: int | None
    patients_on: date | None

    @property
    def missed(self) -> Share:
        return session_use.missed(self.attended, self.did_not_come)

    @property
    def use(self) -> Share:
        return session_use.use(self.attended, self.offered)

    @property
    def to_offer(self) -> Waited:
        return session_use.waited(one.to_offer for one in self.waits)

    @property
    def to_meeting(self) -> Waited:
        return session_use.waited(one.to_meeting for one in self.waits)


@dataclass(slots=True)
class _Held:
    sessions: list[Session] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    offered: int = 0
    waits: list[Wait] = field(default_factory=list)
    waiting: int = 0


def figures(desk: Desk, *, from_on: date, to_on: date, today: date) -> list[Figures]:
    """Each practice's figures by name. A practice without a session, referral or patient is there too."""
    with desk.look() as look:
        practices = look.scalars(select(Practice).order_by(Practice.name)).all()
        held: dict[UUID, _Held] = defaultdict(_Held)
        _sessions(look, from_on, to_on, held)
        _waits(look, from_on, to_on, held)
        for practice_id in look.scalars(select(Waiting.practice_id).where(Waiting.ended_on.is_(None))):
            if practice_id is not None:
                held[practice_id].waiting += 1
        sizes: dict[UUID, tuple[date, int]] = {
            id: (on, patients)
            for id, on, patients in look.execute(
                select(ListSize.practice_id, ListSize.on, ListSize.patients)
                .where(ListSize.on <= to_on)
                .order_by(ListSize.on, ListSize.id)
            )
        }
    return [_figures(one, held[one.id], sizes.get(one.id), today) for one in practices]


def _figures(practice: Practice, held: _Held, size: tuple[date, int] | None, today: date) -> Figures:
    by = Counter(one.cancelled_by for one in held.sessions if one.status == "cancelled")
    return Figures(
        practice_id=practice.id,
        practice=practice.name,
        held=sum(one.status == "held" for one in held.sessions),
        cancelled_by_practice=by["practice"],
        cancelled_by_service=by["service"],
        not_said=sum(one.status == "planned" and one.on < today for one in held.sessions),
        offered=held.offered,
        attended=held.statuses["attended"],
        did_not_come=held.statuses["dna"],
        cancelled_by_client=held.statuses["cancelled_by_client"],
        waits=tuple(held.waits),
        still_waiting=held.waiting,
        patients=size[1] if size else None,
        patients_on=size[0] if size else None,
    )


def _sessions(look: Look, from_on: date, to_on: date, held: dict[UUID, _Held]) -> None:
    sessions = look.scalars(select(Session).where(Session.on >= from_on, Session.on <= to_on)).all()
    took_place = {one.id for one in sessions if one.status == "held"}
    meetings: dict[UUID, list[tuple[time | None, str]]] = defaultdict(list)
    for session_id, at, status in look.execute(
        select(Meeting.session_id, Meeting.at, Meeting.status).where(Meeting.session_id.in_(took_place))
    ):
        if session_id is not None:
            meetings[session_id].append((at, status))
    for one in sessions:
        here = held[one.practice_id]
        here.sessions.append(one)
        if one.id not in took_place:
            continue
        kept = [(at, status) for at, status in meetings[one.id] if status not in GIVEN_BACK]
        free = free_times(one.starts, one.ends, [at for at, _ in kept if at is not None])
        here.offered += len(kept) + sum(each.minutes >= MINUTES for each in free)
        here.statuses.update(status for _, status in meetings[one.id])


def _waits(look: Look, from_on: date, to_on: date, held: dict[UUID, _Held]) -> None:
    referrals = look.execute(
        select(Referral.person_id, Referral.practice_id, Referral.received_on).where(
            Referral.received_on >= from_on, Referral.received_on <= to_on
        )
    ).all()
    days: dict[UUID, list[tuple[date, str]]] = defaultdict(list)
    for person_id, on, status in look.execute(
        select(Meeting.person_id, Meeting.on, Meeting.status).where(
            Meeting.person_id.in_(
                select(Referral.person_id).where(
                    Referral.received_on >= from_on, Referral.received_on <= to_on
                )
            ),
            Meeting.session_id.is_not(None),
        )
    ):
        days[person_id].append((on, status))
    for person_id, practice_id, received_on in referrals:
        if practice_id is not None:
            theirs = days[person_id]
            held[practice_id].waits.append(
                session_use.wait(
                    received_on,
                    (on for on, _ in theirs),
                    (on for on, status in theirs if status == "attended"),
                )
            )
