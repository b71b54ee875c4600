"""How the practice desk answers for its work: who lets the practice be told, and who said no.

Everybody and everything in it is invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from welfare_desk.casework import agency
from welfare_desk.casework.consent import consents
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.quality import feedback_slips, file_reviews, incidents, remarks, supervision
from welfare_desk.casework.rights import access_report
from welfare_desk.casework.service import practice_feedback


def tell(desk: Desk, clients: Mapping[str, UUID], practice: UUID) -> None:
    """Hugh, Shona and Tam let Millbank be told how it went; Isla said no. What the year said of the work."""
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
    _reviewed(desk, clients)
    _said_of_us(desk, practice)


def _reviewed(desk: Desk, clients: Mapping[str, UUID]) -> None:
    """Six agreed to a check of their files; four were drawn, two are read."""
    today = desk.clock.today()
    for short in ("hugh", "mohammed", "agnes", "ewan", "tam", "ruth"):
        draft = consents.ConsentDraft(
            person_id=clients[short],
            purposes=("quality_review",),
            actions=("read",),
            categories=("all",),
            private_place=True,
        )
        consents.record_consent(desk, draft, today=today)
    drawn = file_reviews.draw(
        desk,
        file_reviews.ReviewDraft(
            "benefits", today - timedelta(days=365), today, 4, "Jo Baird", seed="november"
        ),
        today=today,
    )
    if drawn.id is None:
        return
    first, second, *_ = file_reviews.review(desk, drawn.id).files
    well = dict.fromkeys(file_reviews.checklist(), "yes")
    late = {"next_step": "Write the next step with its day"}
    file_reviews.record_file(
        desk, first.id, well | {"next_step": "no"}, late, "Clear throughout.", today=today
    )
    file_reviews.record_file(desk, second.id, well | {"closing": "none"}, {}, "", today=today)


def _said_of_us(desk: Desk, practice: UUID) -> None:
    """A complaint, some thanks, an incident, slips of which some came back, a note of supervision."""
    today, now = desk.clock.today(), desk.clock.now()
    for draft in (
        remarks.RemarkDraft(
            "service", today - timedelta(days=4), "Nobody rang back for a week", "A daughter", "telephone",
            "To be rung on the day that was said",
        ),
        remarks.RemarkDraft("compliment", today - timedelta(days=9), "I slept for the first time in months"),
    ):  # fmt: skip
        remarks.record(desk, draft, today=today)
    seen = incidents.record(
        desk,
        incidents.IncidentDraft(
            "seen",
            "The session sheet lay on the reception desk for some minutes; names turned down",
            now - timedelta(days=10, hours=1),
            now - timedelta(days=10),
            "Taken away at once; reception says nobody stood there",
            7,
        ),
    )
    if seen.id is not None:
        why = "Nobody stood there; sheets without names are printed since"
        access_report.judge(desk, seen.id, report=False, why=why, today=today)
    feedback_slips.hand_out(desk, 8, practice_id=practice, today=today - timedelta(days=20))
    for number, again, outcome, said in (
        (2, "yes", "yes", "Explained so that I understood"),
        (3, "yes", "partly", ""),
        (7, "no", "no", "I waited too long"),
    ):
        answers = {"again": again, "understood": "yes", "outcome": outcome}
        feedback_slips.enter(desk, number, answers, said, on=today - timedelta(days=2), today=today)
    supervision.write(
        desk,
        supervision.SupervisionDraft(
            desk.advisor.id,
            today - timedelta(days=14),
            "The number of open cases; two that drag on. What Fridays could look like.",
            "Two appeals go to a colleague until the new year",
            today + timedelta(days=28),
        ),
        today=today,
    )
