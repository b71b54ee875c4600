"""Tables of working together: who covers for whom, who shares a case, what was handed over."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Facts, Kept, refers_to


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


class Handover(Kept):
    """Cases given to a colleague in one act, and why. It names no client: both sides may read it.

    ``what`` holds ids: ``cases`` that went, ``people`` they are of, and of those who at a shared desk came
    to be the taker's (``given``) and whom the giver let go (``let_go``).
    """

    __tablename__ = "handovers"

    from_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"), index=True)  # None: nobody's
    to_id: Mapped[UUID] = mapped_column(refers_to("advisors.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(refers_to("advisors.id"), index=True)
    on: Mapped[date]
    why: Mapped[str]
    what: Mapped[Facts]
    from_seen_on: Mapped[date | None]
    to_seen_on: Mapped[date | None]
    undone_on: Mapped[date | None]
