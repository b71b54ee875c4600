"""What the consent screen needs before the conversation: who is asked, which practice, which bodies.

Recording and ending a consent is ``consents``; what a consent opens is the gate's to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from welfare_desk.casework import agency, consents, evidence, letter_page, letters
from welfare_desk.casework.cases import case as case_view
from welfare_desk.casework.clients import age_on, client
from welfare_desk.casework.desk import Desk


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """``wanted`` is the purpose the case would need: it is pointed out, never ticked."""

    person_id: UUID
    client: str
    age: int | None
    died: bool
    interpreter: str
    our_name: str
    practice_id: UUID | None
    practices: tuple[agency.PracticeRow, ...]
    bodies: tuple[agency.RecipientRow, ...]
    wanted: str | None
    has_notes: bool
    rows: tuple[consents.ConsentRow, ...]


def page(desk: Desk, person_id: UUID, case_id: UUID | None = None) -> ConsentPage:
    """Everything the consent screen shows. Raises NotFound."""
    view = client(desk, person_id)
    today = desk.clock.today()
    kind = case_view(desk, case_id).row.kind if case_id else None
    return ConsentPage(
        person_id=person_id,
        client=view.name,
        age=age_on(view.draft.born_on, today),
        died=view.died_on is not None,
        interpreter=view.draft.interpreter or "",
        our_name=agency.agency(desk, on=today).name,
        practice_id=view.draft.practice_id,
        practices=tuple(agency.practices(desk)),
        bodies=letter_page.bodies_for(desk, view.draft.practice_id),
        wanted=letters.PURPOSE_OF_KIND.get(kind, "benefit_claim") if kind else None,
        has_notes=bool(evidence.note_heads(desk, person_id=person_id)),
        rows=tuple(consents.consents(desk, person_id, now=desk.clock.now())),
    )
