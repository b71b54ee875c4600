"""Tables of what people may ask of us about their own data, and what practices agreed that we may do.

Requests with their clock, what was held back and why, clinicians' opinions on release, practice terms,
holds on erasing and what was erased, and legal powers used over consent.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Facts, Kept, Words, refers_to


class PracticeTerms(Kept):
    """What a practice agreed from a day on about reading its records; the newest not after today holds."""

    __tablename__ = "practice_terms"
    __table_args__ = (UniqueConstraint("practice_id", "from_on"),)

    practice_id: Mapped[UUID] = mapped_column(refers_to("practices.id"))
    from_on: Mapped[date]
    may_read: Mapped[bool]  # the record may be opened, with the patient's consent
    written_consent: Mapped[bool]  # a signature, not the spoken word
    notes_allowed: Mapped[bool]  # else the screen only
    keep_chi: Mapped[bool]  # the CHI number may be kept outside the practice
    check_needed: Mapped[bool]  # letters go to the GP first
    agreed_by: Mapped[str]
    said: Mapped[str | None]  # where the agreement lies, its reference
    recorded_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class SubjectRequest(Kept):
    """Somebody asked for a copy of what we hold about them (UK GDPR Article 15)."""

    __tablename__ = "subject_requests"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    received_on: Mapped[date]
    how: Mapped[str]  # in_person, letter, telephone, email
    asked_by: Mapped[str]  # subject, subject_rep
    representative: Mapped[str | None]
    mandate_seen: Mapped[bool] = mapped_column(default=False)
    wanted: Mapped[str | None]  # what they asked for in their own words; None: everything
    identity_asked_on: Mapped[date | None]
    identity_proved_on: Mapped[date | None]
    identity_how: Mapped[str | None]
    extended_on: Mapped[date | None]
    extended_because: Mapped[str | None]
    silent_because: Mapped[str | None]  # why the client is not told that something was held back
    closed_on: Mapped[date | None]
    outcome: Mapped[str | None]  # given, taken_back
    given: Mapped[Facts]  # how many of each part, pages, the file's hash
    recorded_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class DataRequest(Kept):
    """Somebody asked to be erased, or complained of how their data was used; what they were answered."""

    __tablename__ = "data_requests"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    kind: Mapped[str]  # erase, complain
    received_on: Mapped[date]
    how: Mapped[str]  # in_person, letter, telephone, email
    said: Mapped[str | None]  # what they want or complain of, in a line
    took_back: Mapped[int] = mapped_column(default=0)  # consents they took back with it
    answer: Mapped[str | None]  # erase: refuse, restrict, erase, as the rule said on the day
    until_on: Mapped[date | None]  # kept apart until then, or erased by then
    why: Mapped[str | None]
    acknowledged_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    outcome: Mapped[str | None]  # what they were told
    recorded_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class RequestPause(Kept):
    """We asked what is meant, and the days until the answer do not count."""

    __tablename__ = "subject_request_pauses"

    request_id: Mapped[UUID] = mapped_column(refers_to("subject_requests.id"), index=True)
    asked_on: Mapped[date]
    answered_on: Mapped[date | None]
    why: Mapped[str]


class Withheld(Kept):
    """One thing left out of a copy and the reason; the sheet of these is kept apart from the copy."""

    __tablename__ = "withheld"

    request_id: Mapped[UUID] = mapped_column(refers_to("subject_requests.id"), index=True)
    table: Mapped[str] = mapped_column("table_name")
    row_id: Mapped[UUID]
    what: Mapped[str]  # its kind and day, never its words
    because: Mapped[str]  # third_party, harm, opinion_needed, legal_advice, confidence
    said: Mapped[str | None]
    decided_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class HealthOpinion(Kept):
    """Whether giving a note or a paper to its patient could do serious harm: they know it, or a clinician
    said (Data Protection Act 2018 Schedule 3 Part 2)."""

    __tablename__ = "health_opinions"

    note_id: Mapped[UUID | None] = mapped_column(refers_to("evidence_notes.id"), index=True)
    paper_id: Mapped[UUID | None] = mapped_column(refers_to("attachments.id"), index=True)
    basis: Mapped[str]  # known_to_subject, opinion
    on: Mapped[date]
    harm: Mapped[bool | None]
    clinician: Mapped[str | None]
    clinician_role: Mapped[str | None]
    said: Mapped[str | None]  # how we know the client knows
    recorded_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class LegalHold(Kept):
    """Why nothing of a client may be erased for now."""

    __tablename__ = "legal_holds"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    kind: Mapped[str]  # appeal, complaint, claim, safeguarding
    why: Mapped[str]
    from_on: Mapped[date]
    set_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    lifted_on: Mapped[date | None]
    lifted_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class Erasure(Kept):
    """What was erased, by which rule and who answered for it: the tombstone, and an entry of the list that is
    applied again to a restored desk. It names nobody but by an id that leads nowhere any more."""

    __tablename__ = "erasures"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    number: Mapped[str] = mapped_column(unique=True)  # of the certificate
    kind: Mapped[str]  # notes, casework, proof
    at: Mapped[datetime]
    rule: Mapped[str]
    asked: Mapped[bool]  # the client asked for it; else its time had come
    row_ids: Mapped[Words]  # of notes erased singly
    counts: Mapped[Facts]  # table: rows
    approved_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class Override(Kept):
    """A legal power used over consent for what is held, asked by one person and approved by another."""

    __tablename__ = "overrides"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    basis: Mapped[str]  # asp_s10, court_order, safeguarding, vital_interests, legal_claim
    reason: Mapped[str]
    recipient_id: Mapped[UUID | None] = mapped_column(refers_to("organisations.id"))
    note_ids: Mapped[Words]
    asked_by: Mapped[UUID] = mapped_column(refers_to("advisors.id"))
    asked_at: Mapped[datetime]
    approved_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    approved_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
    silent_because: Mapped[str | None]  # why the client's own list leaves it out
