"""Tables of casework: cases, their stages, notices, key dates, tasks and journal."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Facts, Kept, Words, refers_to

_OPEN = text("closed_on IS NULL")


class Case(Kept):
    """One matter for one client: income, tribunal, debt, housing, employability or other."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_opened", "opened_on", "id"),
        Index("ix_cases_closed", "closed_on", "person_id"),  # those still open, of a network of thousands
        Index("ix_cases_still_open", "opened_on", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    reference: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    matter: Mapped[str]  # a benefit code, a debt kind, or a word of the matter list
    route: Mapped[str | None]  # routes.toml, where decisions on this matter are challenged
    stage: Mapped[str]
    highest_type: Mapped[str] = mapped_column(default="II")  # Scottish National Standards I, II, III
    practice_id: Mapped[UUID | None] = mapped_column(refers_to("practices.id"), index=True)
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    closed_because: Mapped[str | None]


# In the order of the list by kind: each kind from its newest.
Index("ix_cases_kind", Case.kind, Case.opened_on.desc(), Case.id.desc())


class Episode(Kept):
    """A span in which a case was open; a reopened case has several."""

    __tablename__ = "episodes"
    __table_args__ = (Index("ix_episodes_span", "case_id", "opened_on", "closed_on"),)

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"))
    opened_on: Mapped[date] = mapped_column(index=True)
    closed_on: Mapped[date | None]


class CaseType(Kept):
    """The day a case reached a type of the Scottish National Standards."""

    __tablename__ = "case_types"

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"), index=True)
    on: Mapped[date]
    type: Mapped[str]


class StageReached(Kept):
    """A stage of a case's route and the day it was entered."""

    __tablename__ = "stages"

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"), index=True)
    stage: Mapped[str]
    on: Mapped[date]
    outcome: Mapped[str | None]


class Notice(Kept):
    """What happened and on which date it was sent, received or proved: what a clock runs from."""

    __tablename__ = "notices"

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"), index=True)
    route: Mapped[str]
    benefit: Mapped[str | None]
    event: Mapped[str]
    event_on: Mapped[date]
    facts: Mapped[Facts]
    attachment_id: Mapped[UUID | None] = mapped_column(refers_to("attachments.id"))


_NOT_DONE = text("done_on IS NULL")


class KeyDate(Kept):
    """A date a case lives or dies by, with the count that gave it."""

    __tablename__ = "key_dates"
    __table_args__ = (  # those still to be done in the order of lists: PostgreSQL needs it said so
        Index("ix_key_dates_due", "safe_on", "id", sqlite_where=_NOT_DONE, postgresql_where=_NOT_DONE),
    )

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"), index=True)
    notice_id: Mapped[UUID | None] = mapped_column(refers_to("notices.id"))
    what: Mapped[str]
    due_on: Mapped[date]  # the legal last day
    safe_on: Mapped[date]  # the earliest reading
    latest_on: Mapped[date | None]  # last day a late step can be allowed, where there is one
    late: Mapped[str] = mapped_column(default="open")  # until, open, none
    late_words: Mapped[str] = mapped_column(default="")
    claimant_acts: Mapped[bool] = mapped_column(default=True)  # else it is the body's own time to act
    received_by: Mapped[str] = mapped_column(default="")
    count_words: Mapped[Words]
    citation: Mapped[str] = mapped_column(default="")
    confidence: Mapped[str] = mapped_column(default="ours")
    doubts: Mapped[Words]
    done_on: Mapped[date | None]
    snoozed_to: Mapped[date | None]  # out of sight until then
    snoozed_because: Mapped[str | None]  # asked for only where that is past the legal day


class Task(Kept):
    """Something to do for a client, by a day or some time."""

    __tablename__ = "tasks"

    person_id: Mapped[UUID | None] = mapped_column(refers_to("people.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(refers_to("cases.id"), index=True)
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    what: Mapped[str]
    due_on: Mapped[date | None] = mapped_column(index=True)
    done_on: Mapped[date | None]


class JournalEntry(Kept):
    """A line of a client's or case's journal: a note typed while talking, or a thing that happened."""

    __tablename__ = "journal"
    __table_args__ = (
        Index("ix_journal_case", "case_id", "on", "id"),
        Index("ix_journal_person", "person_id", "on", "id"),
    )

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"))
    case_id: Mapped[UUID | None] = mapped_column(refers_to("cases.id"))
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    on: Mapped[date]
    at: Mapped[datetime]
    kind: Mapped[str]  # note, call, event, decision, letter, consent, import
    words: Mapped[str]
    corrects_id: Mapped[UUID | None] = mapped_column(refers_to("journal.id"))


class Hearing(Kept):
    """One hearing of a case: where and how, what the client needs there, who goes."""

    __tablename__ = "hearings"

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"), index=True)
    notified_on: Mapped[date | None]
    on: Mapped[date]
    at: Mapped[time | None]
    mode: Mapped[str]  # in_person, telephone, video, papers
    venue: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="")
    adjustments: Mapped[Words]
    attends: Mapped[Words]
    prepared: Mapped[str] = mapped_column(default="")
    key_date_id: Mapped[UUID | None] = mapped_column(refers_to("key_dates.id"))
    held_on: Mapped[date | None]
    outcome: Mapped[str | None]
    outcome_parts: Mapped[Facts]  # what each component became


class Lodged(Kept):
    """A request or appeal that was handed in: what, to whom, when, and what proves it."""

    __tablename__ = "lodgings"

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"), index=True)
    key_date_id: Mapped[UUID | None] = mapped_column(refers_to("key_dates.id"))
    what: Mapped[str]
    to: Mapped[str]
    on: Mapped[date]
    how: Mapped[str]
    proof: Mapped[str] = mapped_column(default="")
    late_reason: Mapped[str | None]
