"""Tables of consent and evidence: what was agreed, each look into a record, each note, each access.

Evidence text is sealed under its person's key before it comes here, and is in no index. A consent is
never edited once active: its ending is a row of its own.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Base, Facts, Kept, Words, refers_to


class Wording(Kept):
    """The words a person was shown or told; a version is never changed."""

    __tablename__ = "wordings"

    code: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]
    from_on: Mapped[date]


class Consent(Kept):
    """What one person agreed to or refused (consent file, section 3)."""

    __tablename__ = "consents"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    polarity: Mapped[str]  # permit, refuse
    state: Mapped[str]  # draft, active, not_done, entered_in_error
    giver_role: Mapped[str] = mapped_column(default="self")
    giver_name: Mapped[str | None]
    authority: Mapped[Facts]  # seen, registered, from, to, ended_on, powers
    method: Mapped[str]
    witness: Mapped[str | None]
    wording_code: Mapped[str | None]
    given_at: Mapped[datetime | None]
    recorded_at: Mapped[datetime]
    valid_from: Mapped[date | None]
    expires_on: Mapped[date | None] = mapped_column(index=True)
    review_on: Mapped[date | None]
    replaces: Mapped[Words]  # ids
    covers_prior_notes: Mapped[bool] = mapped_column(default=False)
    purposes: Mapped[Words]
    actions: Mapped[Words]
    categories: Mapped[Words]
    exclude: Mapped[Words]
    practice_id: Mapped[UUID | None] = mapped_column(refers_to("practices.id"))
    record_from: Mapped[date | None]
    record_to: Mapped[date | None]
    recipients: Mapped[Words]  # organisation ids
    private_place: Mapped[bool | None]
    accompanied_by: Mapped[str | None]
    interpreter: Mapped[str | None]
    identity_checked: Mapped[bool | None]  # of a caller
    said: Mapped[str | None]  # "sheet says 19 May 2025; ask again"
    recorded_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    attachment_id: Mapped[UUID | None] = mapped_column(refers_to("attachments.id"))


class Withdrawal(Kept):
    """The end of a consent: when it was said and when the desk learned of it."""

    __tablename__ = "withdrawals"

    consent_id: Mapped[UUID] = mapped_column(refers_to("consents.id"), index=True)
    withdrawn_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    how: Mapped[str]
    taken_by: Mapped[str | None]
    identity_checked: Mapped[bool] = mapped_column(default=True)


class StruckOut(Kept):
    """A consent entered in error: why, and the second person who agreed that it was."""

    __tablename__ = "struck_out"

    consent_id: Mapped[UUID] = mapped_column(refers_to("consents.id"), unique=True)
    at: Mapped[datetime]
    why: Mapped[str]
    struck_by: Mapped[UUID] = mapped_column(refers_to("advisors.id"))
    agreed_by: Mapped[UUID] = mapped_column(refers_to("advisors.id"))


class Reading(Kept):
    """One look into the GP record, under one consent."""

    __tablename__ = "readings"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(refers_to("cases.id"))
    consent_id: Mapped[UUID] = mapped_column(refers_to("consents.id"))
    practice_id: Mapped[UUID] = mapped_column(refers_to("practices.id"))
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    purpose: Mapped[str]
    categories: Mapped[Words]
    why: Mapped[str]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_because: Mapped[str | None]


class EvidenceNote(Kept):
    """One statement from the record or the client; its text is sealed and opens only through one door."""

    __tablename__ = "evidence_notes"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(refers_to("cases.id"), index=True)
    consent_id: Mapped[UUID | None] = mapped_column(refers_to("consents.id"))
    reading_id: Mapped[UUID | None] = mapped_column(refers_to("readings.id"))
    source: Mapped[str]  # gp_record, client_document, client_said, third_person
    practice_id: Mapped[UUID | None] = mapped_column(refers_to("practices.id"))
    category: Mapped[str]
    entry_on: Mapped[date | None]
    entry_kind: Mapped[str]  # clinic letter, GP consultation, ...
    author_role: Mapped[str | None]  # of the entry: GP, consultant, ...
    quoted: Mapped[bool] = mapped_column(default=False)  # the entry's own words, not the advisor's
    activities: Mapped[Words]  # as earlier versions kept them; sealed since
    bearings: Mapped[Facts]
    sealed_bearings: Mapped[bytes | None]  # activities it bears on; for each what it comes to
    supports: Mapped[str | None]  # supports, neutral, may_harm
    sealed_harm: Mapped[bytes | None]  # how it may tell against the claim
    third_party: Mapped[str] = mapped_column(default="none")
    harm: Mapped[str] = mapped_column(default="none")
    sealed: Mapped[bytes]
    content_hash: Mapped[str]
    author_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    corrects_id: Mapped[UUID | None] = mapped_column(refers_to("evidence_notes.id"))


class NoteMark(Kept):
    """What was settled of a note after it was written: somebody else in it, or harm it might do."""

    __tablename__ = "note_marks"

    note_id: Mapped[UUID] = mapped_column(refers_to("evidence_notes.id"), index=True)
    about: Mapped[str]  # third_party, harm
    state: Mapped[str]
    on: Mapped[date]
    said_by: Mapped[str]
    said_by_role: Mapped[str | None]
    basis: Mapped[str] = mapped_column(default="")  # as earlier versions kept it; sealed since
    sealed_basis: Mapped[bytes | None]
    marked_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class Incident(Kept):
    """Something went out, was lost or was seen that should not have been; a manager judges it in 72 hours.

    Where a withdrawal was learned of late the program finds it (``letter_id``, ``consent_id``); any other is
    told by whoever noticed it.
    """

    __tablename__ = "incidents"

    person_id: Mapped[UUID | None] = mapped_column(refers_to("people.id"), index=True)
    letter_id: Mapped[UUID | None] = mapped_column(refers_to("letters.id"))
    consent_id: Mapped[UUID | None] = mapped_column(refers_to("consents.id"))
    access_seq: Mapped[int | None]  # the row of the access log it is about
    happened_at: Mapped[datetime]
    found_at: Mapped[datetime]
    judge_by: Mapped[datetime]
    judged_at: Mapped[datetime | None]
    judged_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    judgement: Mapped[str | None]
    kind: Mapped[str] = mapped_column(default="withdrawn")  # else a code of resources/quality.toml
    what: Mapped[str] = mapped_column(default="")
    done: Mapped[str] = mapped_column(default="")  # to stop it and put it right
    people: Mapped[int | None]  # how many it is about
    people_told_on: Mapped[date | None]
    reported: Mapped[bool | None]
    recorded_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class Access(Base):
    """One row of the access log: written before anything is shown, chained to the row before it."""

    __tablename__ = "access_log"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    high_water: Mapped[datetime]
    advisor_id: Mapped[UUID | None]
    role: Mapped[str]
    device: Mapped[str]
    app_version: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(index=True)
    case_id: Mapped[UUID | None]
    action: Mapped[str]
    target: Mapped[str]
    target_id: Mapped[UUID | None]
    content_hash: Mapped[str | None]
    purpose: Mapped[str]
    categories: Mapped[Words]
    recipients: Mapped[Words]
    decision: Mapped[str]
    reason: Mapped[str]
    consents: Mapped[Words]
    said: Mapped[str | None]  # the cover or override reason, nothing else
    prev_hash: Mapped[str]
    row_hash: Mapped[str]
