"""What we owe an answer for soon: incidents with their hours, complaints with their days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.quality import incidents, remarks
from welfare_desk.rules import consent_record as words

_SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class AnswerDue:
    """One of them: the screen it stands on, which one, and the last day; None where no day is set."""

    screen: str
    id: object
    words: str
    why: str
    by: date | None


def due(desk: Desk, *, today: date) -> tuple[AnswerDue, ...]:
    """Every incident not judged, and complaints due within a week or over, the most pressing first."""
    found = [
        AnswerDue("incidents", row.id, "Judge an incident", row.what, words.local_day(row.judge_by))
        for row in incidents.incidents(desk)
        if row.judged_at is None
    ]
    found += [
        AnswerDue(
            "complaints",
            row.id,
            "Answer a complaint" if row.acknowledged_on else "Acknowledge a complaint",
            row.about,
            row.next_by,
        )
        for row in remarks.remarks(desk)
        if row.open and row.next_by is not None and row.next_by <= today + _SOON
    ]
    return tuple(sorted(found, key=lambda one: one.by or date.max))
