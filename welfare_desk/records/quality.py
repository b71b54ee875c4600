"""Tables of how the service answers for its work.

What practices are told with their patients' agreement, files read by somebody else, supervision, slips of
clients, complaints and compliments. Incidents stand with consent (``evidence``).
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Facts, Kept, refers_to


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


class FileReview(Kept):
    """Files drawn by lot to be read by somebody else, for one topic; the seed lets the draw be done again."""

    __tablename__ = "file_reviews"

    topic: Mapped[str]  # a code of resources/quality.toml
    from_on: Mapped[date]  # of cases open at some time in these days ...
    to_on: Mapped[date]  # ... to this one
    seed: Mapped[str]
    wanted: Mapped[int]
    drawn_on: Mapped[date]
    drawn_from: Mapped[int]  # files whose clients agreed
    left_out: Mapped[int]  # files whose clients have not
    reviewer: Mapped[str]  # by name, as it stands on paper
    reviewer_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))  # who may enter what they find
    organisation_id: Mapped[UUID | None] = mapped_column(refers_to("organisations.id"))  # outside reviewers
    closed_on: Mapped[date | None]
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class ReviewedFile(Kept):
    """One file of a review: what was found at each point of the checklist, and the tasks made of it."""

    __tablename__ = "reviewed_files"
    __table_args__ = (UniqueConstraint("review_id", "number"),)

    review_id: Mapped[UUID] = mapped_column(refers_to("file_reviews.id"))
    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"), index=True)
    number: Mapped[int]  # its place in the draw, which is what the reviewer calls it
    given_on: Mapped[date | None]  # when its pages were made for the reviewer
    taken_out: Mapped[str | None]  # why it is not reviewed after all
    reviewed_on: Mapped[date | None]
    answers: Mapped[Facts]  # by point of the checklist: yes, no, none
    findings: Mapped[Facts]  # by point: what is to be done
    said: Mapped[str]


class SupervisionNote(Kept):
    """What was agreed between an advisor and whoever supervises them."""

    __tablename__ = "supervision_notes"

    of_advisor_id: Mapped[UUID] = mapped_column(refers_to("advisors.id"), index=True)
    by_advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    on: Mapped[date]
    words: Mapped[str]
    agreed: Mapped[str]
    next_on: Mapped[date | None]


class FeedbackSlip(Kept):
    """A slip handed to a client to say how it was. Its answers stand under its number, without a name."""

    __tablename__ = "feedback_slips"

    number: Mapped[int] = mapped_column(unique=True)
    given_on: Mapped[date] = mapped_column(index=True)
    practice_id: Mapped[UUID | None] = mapped_column(refers_to("practices.id"))
    answered_on: Mapped[date | None]
    answers: Mapped[Facts]
    said: Mapped[str]


class Remark(Kept):
    """A complaint with its clock, or a compliment."""

    __tablename__ = "remarks"

    received_on: Mapped[date] = mapped_column(index=True)
    kind: Mapped[str]  # compliment, or a kind of complaint of resources/quality.toml
    how: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(refers_to("people.id"), index=True)
    from_whom: Mapped[str]
    about: Mapped[str]
    wanted: Mapped[str]
    acknowledge_by: Mapped[date | None]
    acknowledged_on: Mapped[date | None]
    answer_by: Mapped[date | None]
    answered_on: Mapped[date | None]
    outcome: Mapped[str | None]  # upheld, partly, not_upheld, withdrawn
    answer: Mapped[str]
    learned: Mapped[str]
    recorded_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
