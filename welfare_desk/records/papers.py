"""Tables of papers: what other people wrote, the packs they go into, what waits to be printed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Facts, Kept, Words, refers_to


class Attachment(Kept):
    """A document kept inside the desk, sealed under its person's key; at most 25 MB.

    ``sealed`` is the very file as it came, ``sealed_paper`` its pages made safe and ready for A4. A paper
    about somebody's health has a ``category`` and, like a note, the consent it was taken under.
    """

    __tablename__ = "attachments"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(refers_to("cases.id"), index=True)
    kind: Mapped[str]
    title: Mapped[str]
    media_type: Mapped[str]
    size_bytes: Mapped[int]
    content_hash: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(deferred=True)
    sealed_paper: Mapped[bytes | None] = mapped_column(deferred=True)
    pages: Mapped[int]  # nought where only its own program can set it on pages
    remarks: Mapped[Words]  # what was left out of the pages
    received_on: Mapped[date | None]
    dated_on: Mapped[date | None]  # the date written on it
    source: Mapped[str] = mapped_column(default="client_document")
    category: Mapped[str | None]
    practice_id: Mapped[UUID | None] = mapped_column(refers_to("practices.id"))
    consent_id: Mapped[UUID | None]  # no foreign key: a consent may point at its own signed sheet
    third_party: Mapped[str] = mapped_column(default="none")
    harm: Mapped[str] = mapped_column(default="none")
    author_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class Pack(Kept):
    """Papers put together for a tribunal: their order while it is a draft, and what was made of it."""

    __tablename__ = "packs"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"), index=True)
    reference: Mapped[str] = mapped_column(unique=True)
    recipient_id: Mapped[UUID] = mapped_column(refers_to("organisations.id"))
    copies: Mapped[Words]  # organisation ids: the other side, and whoever else is handed one
    duplex: Mapped[bool] = mapped_column(default=False)
    sealed_submission: Mapped[bytes | None]
    begun_on: Mapped[date]
    made_on: Mapped[date | None]
    file_hash: Mapped[str | None]
    pages: Mapped[int | None]
    contents: Mapped[Facts]  # when it was made: each paper's key, its title and its first page
    author_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class PackPaper(Kept):
    """One paper of a pack, a letter or an attachment, where it stands."""

    __tablename__ = "pack_papers"

    pack_id: Mapped[UUID] = mapped_column(refers_to("packs.id"), index=True)
    part: Mapped[str]  # letters, notices, evidence, attachments
    position: Mapped[int]
    letter_id: Mapped[UUID | None] = mapped_column(refers_to("letters.id"))
    attachment_id: Mapped[UUID | None] = mapped_column(refers_to("attachments.id"))


class PrintLater(Kept):
    """Something to be printed when there is a printer. It names the paper and holds none of it."""

    __tablename__ = "print_later"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"))
    what: Mapped[str]  # letter, check_sheet, pack
    letter_id: Mapped[UUID | None] = mapped_column(refers_to("letters.id"))
    pack_id: Mapped[UUID | None] = mapped_column(refers_to("packs.id"))
    asked_on: Mapped[date]
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    done_on: Mapped[date | None] = mapped_column(index=True)
    done_how: Mapped[str | None]  # printed, taken_out, consent_ended
