"""Tables of patches: homes that a worker goes round. They hold addresses and never a person's name."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Kept, Words, refers_to


class Patch(Kept):
    """Some streets that one worker goes round, in so much of their week."""

    __tablename__ = "patches"

    name: Mapped[str] = mapped_column(unique=True)
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    practice_id: Mapped[UUID | None] = mapped_column(refers_to("practices.id"))
    week_hundredths: Mapped[int] = mapped_column(default=100)  # 100 is a full week
    from_on: Mapped[date]
    ended_on: Mapped[date | None]


class PatchHome(Kept):
    """One address of a patch."""

    __tablename__ = "patch_homes"
    __table_args__ = (UniqueConstraint("patch_id", "key"),)

    patch_id: Mapped[UUID] = mapped_column(refers_to("patches.id"), index=True)
    address: Mapped[str]
    postcode: Mapped[str | None]
    key: Mapped[str]  # the same however it is written: rules.address_list
    walk: Mapped[str]  # the order one walks in
    warning: Mapped[str] = mapped_column(default="")  # for whoever goes there: a dog, two together
    again_on: Mapped[date | None]  # when they asked us to come


class PatchVisit(Kept):
    """One attempt to speak with a home, and what came of it."""

    __tablename__ = "patch_visits"

    home_id: Mapped[UUID] = mapped_column(refers_to("patch_homes.id"), index=True)
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    on: Mapped[date] = mapped_column(index=True)
    how: Mapped[str]  # a key of rules.patches.HOW
    answer: Mapped[str]  # a key of rules.patches.ANSWERS
    issues: Mapped[Words]  # keys of rules.patches.ISSUES
    carers: Mapped[int] = mapped_column(default=0)
    young_carers: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(default="")


class PatchOnward(Kept):
    """A home was told of help, referred to it or taken there, and what came of it."""

    __tablename__ = "patch_onwards"

    home_id: Mapped[UUID] = mapped_column(refers_to("patch_homes.id"), index=True)
    service_id: Mapped[UUID | None] = mapped_column(refers_to("services.id"))
    to: Mapped[str]  # us, practice, service
    kind: Mapped[str]  # a key of rules.patches.ISSUES
    how: Mapped[str]  # signposted, referred, accompanied
    on: Mapped[date] = mapped_column(index=True)
    agreed_on: Mapped[date | None]
    result: Mapped[str | None]
    result_on: Mapped[date | None]
    because: Mapped[str] = mapped_column(default="")
