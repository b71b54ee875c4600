"""The client's rights before a report goes to an insurer or employer (Access to Medical Reports Act 1988).

Until they are recorded as dealt with, the gate lets no such letter leave.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.correspondence import Letter, ReportRights


@dataclass(frozen=True, slots=True)
class RightsDraft:
    """``notice_on``: the day the client was told, from which 21 days run (ss.3 to 5)."""

    explained_on: date | None = None
    wants_to_see: bool | None = None
    notice_on: date | None = None
    agreed_on: date | None = None


def record_rights(desk: Desk, letter_id: UUID, draft: RightsDraft, *, today: date) -> Changes:
    """Record how far it has come: explained, wants to see it or not, seen and agreed. Raises Problems."""
    found = [
        Problem(name, "That date is in the future.", "Check the year.")
        for name in ("explained_on", "notice_on", "agreed_on")
        if (day := getattr(draft, name)) is not None and day > today
    ]
    if draft.explained_on is None and (draft.wants_to_see is not None or draft.agreed_on):
        found.append(Problem("explained_on", "Say when the rights were explained; that comes first."))
    if draft.agreed_on and draft.explained_on and draft.agreed_on < draft.explained_on:
        found.append(Problem("agreed_on", "They cannot have agreed before it was explained."))
    if found:
        raise Problems(found)
    with desk.unit_of_work() as work:
        letter = work.get(Letter, letter_id)
        kept = _kept(work.session, letter_id) or work.add(ReportRights(letter_id=letter_id))
        kept.explained_on, kept.wants_to_see = draft.explained_on, draft.wants_to_see
        kept.notice_on, kept.agreed_on = draft.notice_on, draft.agreed_on
        said = "Rights under the Access to Medical Reports Act recorded for letter"
        work.journal(
            letter.person_id, f"{said} {letter.reference}.", on=today, case_id=letter.case_id, kind="letter"
        )
        work.commit()
        return Changes.of(letter, "letters")


def rights(desk: Desk, letter_id: UUID) -> RightsDraft:
    """What is recorded of them for this letter."""
    with desk.look() as look:
        kept = _kept(look, letter_id)
        if kept is None:
            return RightsDraft()
        return RightsDraft(kept.explained_on, kept.wants_to_see, kept.notice_on, kept.agreed_on)


def _kept(look: Session, letter_id: UUID) -> ReportRights | None:
    return look.scalars(select(ReportRights).where(ReportRights.letter_id == letter_id)).first()
