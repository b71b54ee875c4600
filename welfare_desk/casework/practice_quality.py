"""How the practice desk answers for its work: who lets the practice be told, and who said no.

Everybody and everything in it is invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from welfare_desk.casework import agency, consents, practice_feedback
from welfare_desk.casework.desk import Desk


def tell(desk: Desk, clients: Mapping[str, UUID], practice: UUID) -> None:
    """Hugh, Shona and Tam let Millbank be told how it went; Isla said no."""
    today = desk.clock.today()
    body = next(row.organisation_id for row in agency.practices(desk) if row.id == practice)
    for short, polarity in (
        ("hugh", "permit"),
        ("shona", "permit"),
        ("tam", "permit"),
        ("isla", "refuse"),
    ):
        draft = consents.ConsentDraft(
            person_id=clients[short],
            polarity=polarity,
            purposes=("practice_feedback",),
            actions=("disclose",),
            categories=("all",),
            recipient_ids=(body,) if body else (),
            private_place=True,
        )
        consents.record_consent(desk, draft, today=today)
    practice_feedback.keep_words(
        desk,
        clients["hugh"],
        practice,
        "Adult Disability Payment awarded from September. Thank you for checking the letter so quickly.",
        today=today,
    )
