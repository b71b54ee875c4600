"""Tables of distance travelled: the scales an agency may use, and what somebody came to on one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Facts, Kept, refers_to


class Scale(Kept):
    """A scale as its file says it, for as long as the agency uses it."""

    __tablename__ = "scales"

    name: Mapped[str]
    definition: Mapped[Facts]  # as rules.scales takes it
    loaded_on: Mapped[date]
    ended_on: Mapped[date | None]


class ScaleScore(Kept):
    """What a client came to on a day. The answers are added up and not kept."""

    __tablename__ = "scale_scores"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    scale_id: Mapped[UUID] = mapped_column(refers_to("scales.id"), index=True)
    on: Mapped[date] = mapped_column(index=True)
    raw: Mapped[int]
    score_hundredths: Mapped[int]
