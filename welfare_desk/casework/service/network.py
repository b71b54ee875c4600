"""Practices, localities and workers of a network side by side, worked out from meetings and sessions.

Where somebody was met decides where they count: the session's practice, else the case's, else their own.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session as Look

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures.evaluation import IN_PERSON, list_sizes
from welfare_desk.casework.figures.tally_money import within
from welfare_desk.casework.figures.tally_sums import supporting
from welfare_desk.records.cases import Case
from welfare_desk.records.people import Person
from welfare_desk.records.service import Advisor, Meeting, Practice, Referral, Session
from welfare_desk.reports.facts import FEW
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.evaluation import mean_fte
from welfare_desk.rules.network import Compared, withheld
from welfare_desk.rules.session_use import Share
from welfare_desk.rules.spreadsheet_text import harmless_text

BY = {"practice": "By practice", "locality": "By locality", "worker": "By worker"}
NO_LOCALITY = "No locality"
_NOWHERE, _NOBODY = "No practice", "Nobody named"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One line of the comparison. ``is_few``: not to be shown outside the agency."""

    key: str
    words: str
    second: str
    told: Compared
    is_few: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    by: str
    period: Period
    rows: tuple[ComparedRow, ...]
    whole: Compared


@dataclass(slots=True)
class _Group:
    people: set[UUID] = field(default_factory=set)
    meetings: int = 0
    sessions: int = 0
    referrals: int = 0
    workers: set[UUID] = field(default_factory=set)
    known: set[UUID] = field(default_factory=set)
    reached: set[UUID] = field(default_factory=set)


def compare(desk: Desk, period: Period, *, by: str) -> Comparison:
    """The comparison by practice, locality or worker; every practice and locality known stands in it."""
    with desk.look() as look:
        practices = {row.id: row for row in look.scalars(select(Practice))}
        advisors = dict(look.execute(select(Advisor.id, Advisor.name)).all())
        staff = agency.staff_lines(agency.setting(look, "staff", on=desk.clock.today()))
        sizes = {id: patients for id, (_, patients) in list_sizes(look.connection(), period).items()}
        groups: dict[object, _Group] = defaultdict(_Group)
        whole = _Group(known=set(practices))

        def of(practice: UUID | None, worker: UUID | None) -> tuple[_Group, _Group]:
            if by == "worker":
                return groups[worker], whole
            if by == "practice":
                return groups[practice], whole
            return groups[_locality(practices.get(practice) if practice else None)], whole

        if by != "worker":
            for id in practices:
                of(id, None)[0].known.add(id)
        for practice, worker, person, met in _met(look, period):
            for group in of(practice, worker):
                group.people.add(person)
                group.meetings += met
                if worker is not None:
                    group.workers.add(worker)
        for practice, worker, held in look.execute(
            select(Session.practice_id, Session.advisor_id, func.count())
            .where(within(Session.on, period), Session.status == "held")
            .group_by(Session.practice_id, Session.advisor_id)
        ):
            for group in of(practice, worker):
                group.sessions += held
                group.reached.add(practice)
                if by == "worker":
                    group.known.add(practice)
        for practice, sent in look.execute(
            select(Referral.practice_id, func.count())
            .where(within(Referral.received_on, period))
            .group_by(Referral.practice_id)
        ):
            whole.referrals += sent
            if by != "worker":
                of(practice, None)[0].referrals += sent

    def told(group: _Group, workers: Decimal) -> Compared:
        here = [sizes[id] for id in group.known if id in sizes]
        return Compared(
            len(group.people), group.meetings, group.sessions, group.referrals, workers,
            Share(len(group.reached), len(group.known)), sum(here) if here and by != "worker" else None,
        )  # fmt: skip

    few = withheld({key: len(group.people) for key, group in groups.items()})
    rows = [
        ComparedRow(
            str(key or ""),
            _words(key, by, practices, advisors),
            _second(key, by, practices, group),
            told(group, Decimal(len(group.workers))),
            key in few,
        )
        for key, group in groups.items()
    ]
    rows.sort(key=lambda row: (-row.told.people, row.words))
    fte = mean_fte(staff, period) or Decimal(len(whole.workers))
    return Comparison(by, period, tuple(rows), told(whole, fte))


def _met(look: Look, period: Period) -> Iterable[tuple[UUID | None, UUID | None, UUID, int]]:
    """Where, by whom and who was supported, with how many of the meetings were attended."""
    practice = func.coalesce(Session.practice_id, Case.practice_id, Person.practice_id)
    worker = func.coalesce(Session.advisor_id, Case.advisor_id)
    in_person = func.sum(case((Meeting.kind.in_(IN_PERSON), 1), else_=0))
    rows = look.execute(
        select(practice, worker, Meeting.person_id, in_person)
        .select_from(Meeting)
        .join(Person, Person.id == Meeting.person_id)
        .outerjoin(Session, Session.id == Meeting.session_id)
        .outerjoin(Case, Case.id == Meeting.case_id)
        .where(within(Meeting.on, period), Meeting.kind.in_(supporting(period)))
        .group_by(practice, worker, Meeting.person_id)
    )
    return [(place, who, person, int(met)) for place, who, person, met in rows]


def _locality(practice: Practice | None) -> str:
    return (practice.locality if practice else None) or NO_LOCALITY


def _words(key: object, by: str, practices: dict[UUID, Practice], advisors: dict[UUID, str]) -> str:
    if by == "locality":
        return str(key)
    if by == "worker":
        return advisors.get(key, _NOBODY) if isinstance(key, UUID) else _NOBODY
    return practices[key].name if isinstance(key, UUID) and key in practices else _NOWHERE


def _second(key: object, by: str, practices: dict[UUID, Practice], group: _Group) -> str:
    if by == "practice":
        return (practices[key].locality or "") if isinstance(key, UUID) and key in practices else ""
    many = len(group.known)
    return f"{many} practice{'s' * (many != 1)}" if many else ""


@dataclass(frozen=True, slots=True)
class NetworkFile:
    name: str
    data: bytes


def as_file(comparison: Comparison) -> NetworkFile:
    """The comparison as CSV to give away; lines of fewer than five people say so and nothing else."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(
        [BY[comparison.by], comparison.period.first.isoformat(), comparison.period.last.isoformat()]
    )
    heads = ["", "People", "Meetings", "Meetings to a person", "Sessions held", "Referrals", "Workers"]
    rows.writerow([*heads, "People to a worker", "Practices with a session", "Practices", "Patients"])
    for row in comparison.rows:
        name = harmless_text(row.words)
        rows.writerow([name, FEW] if row.is_few else [name, *_cells(row.told)])
    rows.writerow(["The whole network", *_cells(comparison.whole)])
    return NetworkFile(f"network-by-{comparison.by}.csv", out.getvalue().encode("utf-8-sig"))


def _cells(told: Compared) -> list[str]:
    values = (
        told.people, told.meetings, told.meetings_each, told.sessions, told.referrals, told.workers,
        told.people_a_worker, told.practices.part, told.practices.whole, told.patients,
    )  # fmt: skip
    return ["" if value is None else str(value) for value in values]
