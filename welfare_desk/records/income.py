"""What a household was found to be when somebody looked at what it could claim."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Kept, refers_to


class IncomeCheck(Kept):
    """The facts of one day, sealed under the client's key: they say who is ill and who cares for whom."""

    __tablename__ = "income_checks"
    __table_args__ = (UniqueConstraint("person_id", "taken_on"),)

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    taken_on: Mapped[date]
    sealed: Mapped[bytes]
