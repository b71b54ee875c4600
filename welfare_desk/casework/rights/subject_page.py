"""What the page of a client's request for their data shows, in one read; nothing is opened for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.people import clients
from welfare_desk.casework.rights import subject_access, subject_copy
from welfare_desk.casework.rights.subject_access import NoteToRelease, RequestRow
from welfare_desk.casework.rights.subject_copy import Plan


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """A client, the open request if there is one with what its copy would hold, and the answered ones."""

    person_id: UUID
    client: str
    reference: str
    request: RequestRow | None
    plan: Plan | None
    notes: tuple[NoteToRelease, ...]
    earlier: tuple[RequestRow, ...]


def page(desk: Desk, person_id: UUID, *, today: date) -> SubjectPage:
    """Raises NotFound."""
    view = clients.client(desk, person_id)
    rows = subject_access.requests(desk, person_id, today=today)
    request = next((row for row in rows if row.closed_on is None), None)
    return SubjectPage(
        person_id,
        view.name,
        view.reference,
        request,
        subject_copy.plan(desk, request.id) if request else None,
        tuple(subject_access.notes_to_release(desk, request.id)) if request else (),
        tuple(row for row in reversed(rows) if row.closed_on is not None),
    )
