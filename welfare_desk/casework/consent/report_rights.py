"""The client's rights before a report goes to an insurer or employer (Access to Medical Reports Act 1988).

Until they are recorded as dealt with, the gate lets no such letter leave.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.correspondence import Letter, ReportRights
from welfare_desk.records.people import PersonName
from welfare_desk.records.service import Organisation
from welfare_desk.rules import report_rights as rule
from welfare_desk.rules.report_rights import Steps


@dataclass(frozen=True, slots=True)
class RightsPage:
    """A letter's steps, what is next, and what of them concerns whom it goes to."""

    letter_id: UUID
    person_id: UUID
    client: str
    reference: str
    recipient: str
    concerned: bool  # the Act is about insurers and employers
    steps: Steps
    changes: str
    next: rule.Next


def record_rights(desk: Desk, letter_id: UUID, steps: Steps, *, changes: str = "", today: date) -> Changes:
    """Record how far it has come, with what they asked to be changed. Raises Problems."""
    found = rule.problems_in(steps, today=today)
    if steps.changes_on is not None and not changes.strip():
        found.append(Problem("changes", "Write what they asked to be changed."))
    if found:
        raise Problems(found)
    with desk.unit_of_work() as work:
        letter = work.get(Letter, letter_id)
        kept = _kept(work.session, letter_id) or work.add(ReportRights(letter_id=letter_id))
        for name, value in asdict(steps).items():
            setattr(kept, name, value)
        kept.changes = changes.strip() or None
        said = "Rights under the Access to Medical Reports Act recorded for letter"
        work.journal(
            letter.person_id, f"{said} {letter.reference}.", on=today, case_id=letter.case_id, kind="letter"
        )
        work.commit()
        return Changes.of(letter, "letters")


def steps_of(kept: ReportRights) -> Steps:
    return Steps(**{one.name: getattr(kept, one.name) for one in fields(Steps)})


def page(desk: Desk, letter_id: UUID, *, today: date) -> RightsPage:
    """What is recorded of them for this letter, and what comes next. Raises NotFound."""
    with desk.unit_of_work() as work:
        letter = work.get(Letter, letter_id)
        body = work.session.get(Organisation, letter.recipient_id)
        kept = _kept(work.session, letter_id)
        steps = steps_of(kept) if kept is not None else Steps()
        name = work.session.scalar(
            select(client_name()).select_from(PersonName).where(current_name(letter.person_id))
        )
        return RightsPage(
            letter_id,
            letter.person_id,
            name or "",
            letter.reference,
            body.name if body else "",
            body is not None and body.kind in ("insurer", "employer"),
            steps,
            (kept.changes or "") if kept is not None else "",
            rule.next_step(steps, today),
        )


def _kept(look: Session, letter_id: UUID) -> ReportRights | None:
    return look.scalars(select(ReportRights).where(ReportRights.letter_id == letter_id)).first()
