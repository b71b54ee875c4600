"""What the page of a client's papers shows, in one reading: whose they are, the papers, their cases."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters.cases import CaseRow
from welfare_desk.casework.papers import attachments, packs
from welfare_desk.casework.papers.attachments import PaperRow
from welfare_desk.casework.papers.packs import PackRow
from welfare_desk.casework.people.client_page import glance


@dataclass(frozen=True, slots=True)
class PapersPage:
    """A client's papers, of all cases or of one, and the packs made of them."""

    person_id: UUID
    client: str
    papers: tuple[PaperRow, ...]
    packs: tuple[PackRow, ...]
    cases: tuple[CaseRow, ...]
    practice: tuple[UUID, str] | None


def page(desk: Desk, person_id: UUID, case_id: UUID | None = None) -> PapersPage:
    """Everything the page of papers shows; nothing of what is on them. Raises NotFound."""
    seen = glance(desk, person_id)
    practice_id = seen.view.draft.practice_id
    named = next((row.name for row in agency.practices(desk) if row.id == practice_id), None)
    kept = attachments.papers(desk, person_id=person_id)
    return PapersPage(
        person_id,
        seen.view.name,
        tuple(row for row in kept if case_id is None or row.case_id in (None, case_id)),
        tuple(packs.packs(desk, case_id=case_id) if case_id else packs.packs(desk, person_id=person_id)),
        seen.cases,
        (practice_id, named) if practice_id and named else None,
    )
