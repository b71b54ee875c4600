"""Tables of working together: who covers for whom, and who shares a case."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Kept, refers_to


class Cover(Kept):
    """Somebody does another's work while they are away."""

    __tablename__ = "covers"

    advisor_id: Mapped[UUID] = mapped_column(refers_to("advisors.id"), index=True)  # who is away
    by_id: Mapped[UUID] = mapped_column(refers_to("advisors.id"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    why: Mapped[str] = mapped_column(default="")


class CaseShare(Kept):
    """Somebody works a case together with whoever has it."""

    __tablename__ = "case_shares"

    case_id: Mapped[UUID] = mapped_column(refers_to("cases.id"), index=True)
    advisor_id: Mapped[UUID] = mapped_column(refers_to("advisors.id"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date | None]
