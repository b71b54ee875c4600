"""What a household was found to be when somebody looked at what it could claim, and the claims it made."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Kept, Words, refers_to


class IncomeCheck(Kept):
    """The facts of one day, sealed under the client's key: they say who is ill and who cares for whom."""

    __tablename__ = "income_checks"
    __table_args__ = (UniqueConstraint("person_id", "taken_on"),)

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    taken_on: Mapped[date]
    sealed: Mapped[bytes]


class Claim(Kept):
    """One claim from the day it is thought of to its decision; its times are key dates of its case."""

    __tablename__ = "claims"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(refers_to("cases.id"), index=True)
    notice_id: Mapped[UUID | None] = mapped_column(refers_to("notices.id"))  # what started its clock
    benefit: Mapped[str]  # a code of the catalogue
    whom: Mapped[str] = mapped_column(default="")  # in words where it is not the client's own
    identified_on: Mapped[date]
    started_on: Mapped[date | None]  # the day that protects it
    sent_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    outcome: Mapped[str | None]
    ended_on: Mapped[date | None] = mapped_column(index=True)  # decided, or given up
    given_up_because: Mapped[str | None]
    needs: Mapped[Words]  # evidence still wanted
    next_step: Mapped[str] = mapped_column(default="")
    next_by: Mapped[str] = mapped_column(default="us")  # us, client, other
    next_on: Mapped[date | None]
