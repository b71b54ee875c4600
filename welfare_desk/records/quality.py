"""Tables of how the service answers for its work: what practices are told, with their patients' agreement."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Kept, refers_to


class FeedbackLine(Kept):
    """What an advisor would say to a practice about one patient, in their own words; the newest holds."""

    __tablename__ = "feedback_lines"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    practice_id: Mapped[UUID] = mapped_column(refers_to("practices.id"))
    on: Mapped[date]
    words: Mapped[str]  # empty: as it is put together from what is recorded
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class FeedbackGiven(Kept):
    """Something told to a practice: whom it was for, of how many people, and how many were left out."""

    __tablename__ = "feedback_given"

    practice_id: Mapped[UUID] = mapped_column(refers_to("practices.id"), index=True)
    on: Mapped[date]
    kind: Mapped[str]  # line, meeting, by_gp
    from_on: Mapped[date]
    to_on: Mapped[date]
    told_to: Mapped[str]
    people: Mapped[int]
    left_out: Mapped[int]
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
