"""The table of what was taken out of the desk and may still be put back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Base, Facts, Kept, Words, refers_to

__all__ = ["Base", "Removed"]


class Removed(Kept):
    """One thing that was taken out, with the rows it was made of as they stood; gone for good after a while.

    What was sealed in those rows is sealed in here by the same seal: erasing a client closes both.
    """

    __tablename__ = "removed"

    person_id: Mapped[UUID | None] = mapped_column(refers_to("people.id"), index=True)
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    on: Mapped[date] = mapped_column(index=True)
    table: Mapped[str] = mapped_column("table_name")
    row_id: Mapped[UUID] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(default="")
    row_ids: Mapped[Words]  # of everything that goes back with it
    rows: Mapped[Facts]  # under "removed" and "changed", by table, as JSON can hold them
