"""Tables of bringing a caseload in: each file, each row with its fate, and saved column matchings.

Rows are kept sealed as they stood, so that a refused one can be mended here or written out on request.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Facts, Kept, Words, refers_to


class Intake(Kept):
    """One file brought in; undone as a whole."""

    __tablename__ = "intakes"

    file_name: Mapped[str]
    file_hash: Mapped[str]
    sheet: Mapped[str | None]
    header_row: Mapped[int]
    on: Mapped[date]
    advisor_id: Mapped[UUID | None]
    matching: Mapped[Facts]
    sealing_key: Mapped[bytes]  # its rows' key, wrapped by the desk's
    undone_on: Mapped[date | None]


class IntakeRow(Kept):
    """One row of a file: its fate, the reasons, and its cells, sealed."""

    __tablename__ = "intake_rows"
    __table_args__ = (Index("ix_intake_rows_fingerprint", "fingerprint"),)

    intake_id: Mapped[UUID] = mapped_column(refers_to("intakes.id"), index=True)
    row: Mapped[int]
    fate: Mapped[str]
    reasons: Mapped[Words]
    warnings: Mapped[Words]
    fingerprint: Mapped[str | None]
    sealed: Mapped[bytes]  # the cells as they stood: address, heading, text
    person_id: Mapped[UUID | None]
    case_id: Mapped[UUID | None]
    mended: Mapped[bool] = mapped_column(default=False)


class IntakeMade(Kept):
    """A row some table gained through an intake, so that the whole can be undone."""

    __tablename__ = "intake_made"

    intake_id: Mapped[UUID] = mapped_column(refers_to("intakes.id"), index=True)
    table: Mapped[str] = mapped_column("table_name")
    made_row_id: Mapped[UUID]
    in_one_go: Mapped[bool | None]  # set by an agency's server: it saw the row made in the same transaction


class SavedMatching(Kept):
    """How one kind of workbook's columns are read, saved by name."""

    __tablename__ = "saved_matchings"

    name: Mapped[str] = mapped_column(unique=True)
    matching: Mapped[Facts]
