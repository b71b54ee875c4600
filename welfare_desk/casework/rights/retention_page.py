"""What is due to go, for whom, and why: one client's classes of data, and the dry run over everybody.

Nothing here changes anything; erasing is ``erasure``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.casework.rights import data_requests, erasure, retention
from welfare_desk.casework.rights.data_requests import RequestRow
from welfare_desk.casework.rights.retention import HoldRow
from welfare_desk.records.cases import Case
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.records.people import Person, PersonName
from welfare_desk.records.rights import Erasure
from welfare_desk.rules import retention as rule
from welfare_desk.rules.counting import days_after, years_after


@dataclass(frozen=True, slots=True)
class EndRow:
    """One class of a client's data: what it is, how much there is, when it goes, why, by which rule."""

    code: str
    title: str
    rows: int
    ends_on: date | None
    done_on: date | None
    why: str
    rule: str
    source: str
    doubt: str
    due: bool


@dataclass(frozen=True, slots=True)
class ClientEnds:
    person_id: UUID
    client: str
    reference: str
    ends: tuple[EndRow, ...]
    holds: tuple[HoldRow, ...]
    requests: tuple[RequestRow, ...] = ()


def ends_of(desk: Desk, person_id: UUID, *, today: date) -> ClientEnds:
    """When what is held about one client goes, class by class, with the rule. Raises NotFound."""
    with desk.unit_of_work() as work:
        person = work.get(Person, person_id)
        ends = _ends(work.session, person, retention.periods_on(work.session, today), today)
        return replace(ends, requests=data_requests.requests_of(work.session, person_id))


def _ends(look: Session, person: Person, figures: rule.Periods, today: date) -> ClientEnds:
    table = resources.table("retention.toml")
    rows = []
    for end in rule.ends(retention.standing_of(look, person), figures):
        said = table[end.code]
        rows.append(
            EndRow(
                code=end.code,
                title=said["title"],
                rows=sum(erasure.counts(look, person.id, end.code).values()),
                ends_on=end.ends_on,
                done_on=end.done_on,
                why=end.why,
                rule=figures.in_words(said["words"]),
                source=said["source"],
                doubt=said["doubt"],
                due=end.due(today),
            )
        )
    name = look.scalar(select(client_name()).select_from(PersonName).where(current_name(person.id)))
    return ClientEnds(
        person.id, name or "", person.reference, tuple(rows), retention.holds_of(look, person.id)
    )


def due(desk: Desk, *, today: date, limit: int = 500) -> list[ClientEnds]:
    """The dry run: every client of whom something has reached its end, the longest overdue first.

    Changes nothing. Whoever is held back by a case, a hold or a request is not among them.
    """
    found = []
    with desk.look() as look:
        figures = retention.periods_on(look, today)
        for person in _perhaps_due(look, figures, today):
            client = _ends(look, person, figures, today)
            if any(end.due for end in client.ends):
                found.append(client)
    found.sort(key=_first_day)
    return found[:limit]


def _first_day(client: ClientEnds) -> tuple[date, str]:
    return min(end.ends_on for end in client.ends if end.due and end.ends_on), client.client


def _perhaps_due(look: Session, figures: rule.Periods, today: date) -> Iterable[Person]:
    """Whoever can be due at all: only these are looked at closely."""
    last = select(Case.person_id, func.max(Case.closed_on).label("on")).group_by(Case.person_id).subquery()
    open_now = select(Case.person_id).where(Case.closed_on.is_(None))
    gone = select(Erasure.person_id).where(Erasure.kind == rule.CASEWORK)
    finished = select(Erasure.person_id).where(Erasure.kind == rule.PROOF)
    years_ago = years_after(today, -max(figures.casework_years, figures.required_years))
    days_ago = days_after(today, -figures.notes_days)
    statement = (
        select(Person)
        .outerjoin(last, last.c.person_id == Person.id)
        .where(
            Person.id.not_in(open_now),
            Person.id.not_in(finished),
            or_(
                last.c.on <= years_ago,
                and_(last.c.on <= days_ago, Person.id.in_(select(EvidenceNote.person_id))),
                last.c.on.is_(None),
                Person.id.in_(gone),
            ),
        )
        .order_by(Person.id)
    )
    return look.scalars(statement).all()
