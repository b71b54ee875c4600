"""Tables of letters: drafts and their statements, the GP's check, what was issued to whom."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Facts, Kept, Words, refers_to


class Letter(Kept):
    """A letter from draft to issue; once issued it is never edited."""

    __tablename__ = "letters"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(refers_to("cases.id"), index=True)
    kind: Mapped[str]
    reference: Mapped[str] = mapped_column(unique=True)
    recipient_id: Mapped[UUID] = mapped_column(refers_to("organisations.id"))
    copies: Mapped[Words]  # organisation ids; "subject" is a copy to the client
    purpose: Mapped[str]
    state: Mapped[str] = mapped_column(
        default="draft", index=True
    )  # draft, with_gp, checked, issued, stopped
    large_print: Mapped[bool] = mapped_column(default=False)
    check_needed: Mapped[bool] = mapped_column(default=True)
    own_letter_because: Mapped[str | None]
    drafted_on: Mapped[date]
    sent_to_gp_on: Mapped[date | None]
    checked_on: Mapped[date | None]
    issued_on: Mapped[date | None]
    author_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    about: Mapped[Facts | None]  # ids of the notice, the debt it is about; nothing anybody wrote
    sealed_words: Mapped[bytes | None]  # what the advisor wrote for it, as JSON, sealed for the client
    template_id: Mapped[UUID | None] = mapped_column(refers_to("letter_templates.id"))
    corrects_id: Mapped[UUID | None] = mapped_column(refers_to("letters.id"))


class LetterTemplate(Kept):
    """One version of an agency's own template; no source: the one that ships holds again from here on."""

    __tablename__ = "letter_templates"

    kind: Mapped[str] = mapped_column(index=True)
    number: Mapped[int]
    on: Mapped[date]
    source: Mapped[str | None]
    word: Mapped[bytes | None]  # the Word file it is; its source is then what the letter needs and asks
    author_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class Statement(Kept):
    """One statement of a letter and the GP's answer to it; texts are sealed like the notes they rest on."""

    __tablename__ = "statements"

    letter_id: Mapped[UUID] = mapped_column(refers_to("letters.id"), index=True)
    position: Mapped[int]
    heading: Mapped[str]
    sealed: Mapped[bytes]
    answer: Mapped[str | None]  # agree, amend, cannot_confirm
    sealed_amended: Mapped[bytes | None]
    outside_check: Mapped[bool] = mapped_column(
        default=False
    )  # the advisor's own words, not the checked passage
    removed: Mapped[bool] = mapped_column(default=False)


class StatementVersion(Kept):
    """What a statement said before it was written anew, and what the GP had answered to that."""

    __tablename__ = "statement_versions"

    statement_id: Mapped[UUID] = mapped_column(refers_to("statements.id"), index=True)
    sealed: Mapped[bytes]
    sealed_amended: Mapped[bytes | None]
    answer: Mapped[str | None]
    replaced_on: Mapped[date]


class StatementAnswer(Kept):
    """A clinician's word on one statement: whose, when, how it came, its proof; never changed."""

    __tablename__ = "statement_answers"

    statement_id: Mapped[UUID] = mapped_column(refers_to("statements.id"), index=True)
    answer: Mapped[str]  # agree, amend, cannot_confirm
    checker_name: Mapped[str]
    checker_role: Mapped[str]
    checker_number: Mapped[str | None]
    on: Mapped[date]
    how: Mapped[str]
    proof_id: Mapped[UUID | None] = mapped_column(refers_to("attachments.id"))


class StatementSource(Kept):
    """A note a statement rests on."""

    __tablename__ = "statement_sources"

    statement_id: Mapped[UUID] = mapped_column(refers_to("statements.id"), index=True)
    note_id: Mapped[UUID] = mapped_column(refers_to("evidence_notes.id"), index=True)


class AccuracyCheck(Kept):
    """A clinician's answer to one version of a letter's clinical passage (consent file, section 10)."""

    __tablename__ = "accuracy_checks"

    letter_id: Mapped[UUID] = mapped_column(refers_to("letters.id"), index=True)
    passage_hash: Mapped[str]
    checker_name: Mapped[str]
    checker_role: Mapped[str]
    checker_number: Mapped[str | None]
    practice_id: Mapped[UUID | None] = mapped_column(refers_to("practices.id"))
    on: Mapped[date]
    how: Mapped[str]
    outcome: Mapped[str]  # accurate, accurate_amended, not_accurate, declined, no_reply
    may_be_named: Mapped[bool | None]  # whether the letter may say who checked it; none: not asked


class ReportRights(Kept):
    """The steps before a report goes to an insurer or employer (Access to Medical Reports Act 1988)."""

    __tablename__ = "report_rights"

    letter_id: Mapped[UUID] = mapped_column(refers_to("letters.id"), unique=True)
    explained_on: Mapped[date | None]
    wants_to_see: Mapped[bool | None]
    notice_on: Mapped[date | None]  # when they were told it was asked for: 21 days to arrange to see it
    seen_on: Mapped[date | None]
    changes_on: Mapped[date | None]  # asked in writing for something in it to be changed (s.5(2))
    changes: Mapped[str | None]
    changes_answered_on: Mapped[date | None]  # changed, or their own view attached
    agreed_on: Mapped[date | None]
    refused_on: Mapped[date | None]  # they do not want it sent


class Issue(Kept):
    """What was handed over: the very file, sealed, and its hash."""

    __tablename__ = "issues"

    letter_id: Mapped[UUID] = mapped_column(refers_to("letters.id"), index=True)
    at: Mapped[datetime]
    on: Mapped[date]
    recipients: Mapped[Words]
    sealed_file: Mapped[bytes]
    file_hash: Mapped[str]
    pages: Mapped[int]
    how: Mapped[str | None]  # printed, pdf, word, e-mail
    relied_on: Mapped[Words | None]  # ids of the consents or the mandate it left on
    marks: Mapped[Facts]  # "consent later withdrawn on ..." and the like
