"""The directory of local services: what each does, for whom, how to reach it, and when that was checked.

The Scottish National Standards ask for a directory renewed at least every twelve months.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select

from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.community import Link, Service
from welfare_desk.rules.counting import months_after
from welfare_desk.rules.links import KINDS

RENEW_MONTHS = 12


@dataclass(frozen=True, slots=True)
class ServiceDraft:
    name: str
    kind: str
    does: str = ""
    for_whom: str = ""
    reach: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class ServiceRow:
    id: UUID
    draft: ServiceDraft
    checked_on: date
    check_again_on: date
    ended_on: date | None
    links: int

    @property
    def name(self) -> str:
        return self.draft.name


def problems_in(draft: ServiceDraft) -> list[Problem]:
    found = []
    if not draft.name.strip():
        found.append(Problem("name", "The service needs a name."))
    if draft.kind not in KINDS:
        found.append(Problem("kind", "Choose what it helps with."))
    return found


def keep_service(desk: Desk, draft: ServiceDraft, *, today: date, service_id: UUID | None = None) -> Changes:
    """Add a service or change one; whoever writes it has checked it today. Raises Problems."""
    if problems := problems_in(draft):
        raise Problems(problems)
    with desk.unit_of_work() as work:
        row = work.get(Service, service_id) if service_id else work.add(Service(checked_on=today))
        for name, value in asdict(draft).items():
            setattr(row, name, value.strip())
        row.checked_on, row.checked_by, row.ended_on = today, desk.advisor.id, None
        work.commit()
        return Changes.of(row, "services")


def service_checked(desk: Desk, service_id: UUID, *, today: date) -> Changes:
    """It is all still so: the entry holds for another twelve months."""
    with desk.unit_of_work() as work:
        row = work.get(Service, service_id)
        row.checked_on, row.checked_by = today, desk.advisor.id
        work.commit()
        return Changes.of(row, "services")


def service_ended(desk: Desk, service_id: UUID, *, today: date) -> Changes:
    """The service is no longer there; the links made to it stay. Said again, it is there after all."""
    with desk.unit_of_work() as work:
        row = work.get(Service, service_id)
        row.ended_on = None if row.ended_on else today
        work.commit()
        return Changes.of(row, "services")


def services(
    desk: Desk, *, typed: str = "", kind: str | None = None, ended: bool = False
) -> list[ServiceRow]:
    """The directory by name: those with every word typed somewhere in them."""
    links = select(func.count()).where(Link.service_id == Service.id).scalar_subquery()
    statement = select(Service, links).order_by(Service.ended_on.is_not(None), Service.name, Service.id)
    for word in typed.split():
        columns = (Service.name, Service.does, Service.for_whom, Service.area)
        statement = statement.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    if kind is not None:
        statement = statement.where(Service.kind == kind)
    if not ended:
        statement = statement.where(Service.ended_on.is_(None))
    with desk.look() as look:
        return [
            ServiceRow(
                one.id,
                ServiceDraft(one.name, one.kind, one.does, one.for_whom, one.reach, one.area),
                one.checked_on,
                months_after(one.checked_on, RENEW_MONTHS),
                one.ended_on,
                count,
            )
            for one, count in look.execute(statement)
        ]
