"""Tables of a desk that several people share on a server: who they are, whose client is whose, which keys
each of them holds, and who is looking at what now. Empty in a desk of one folder.

What each person may see and write of all other tables follows from these: ``row_security``.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Kept, refers_to


class SharedDesk(Kept):
    """The one row of a shared desk: its name, the public half of its recovery key, who may still join in."""

    __tablename__ = "shared_desk"

    name: Mapped[str]
    recovery_public: Mapped[bytes]
    works_from: Mapped[str]  # the oldest tables' number whose program may still work at this desk


class Team(Kept):
    """People who see each other's clients: names, dates and cases; sealed text stays with its own people."""

    __tablename__ = "teams"

    name: Mapped[str] = mapped_column(unique=True)


class Member(Kept):
    """An advisor as the server knows them; the id is the advisor's. Not theirs to change."""

    __tablename__ = "members"

    login: Mapped[str] = mapped_column(unique=True)  # their own role on the server
    duty: Mapped[str]  # caseworker, manager, reviewer
    team_id: Mapped[UUID | None] = mapped_column(refers_to("teams.id"))
    public_key: Mapped[bytes]
    left_at: Mapped[datetime | None]


class Assignment(Kept):
    """Whose client somebody is: an advisor's, a team's, or an advisor's for a time who covers."""

    __tablename__ = "assignments"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id", ondelete="CASCADE"), index=True)
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(refers_to("teams.id"), index=True)
    kind: Mapped[str]  # assigned, cover, team
    reason: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    given_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))


class SealedKey(Kept):
    """A client's key sealed for one person. No person: for the two halves; no client: the common key."""

    __tablename__ = "sealed_keys"
    __table_args__ = (UniqueConstraint("person_id", "advisor_id", postgresql_nulls_not_distinct=True),)

    person_id: Mapped[UUID | None] = mapped_column(refers_to("people.id", ondelete="CASCADE"))
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"), index=True)
    sealed: Mapped[bytes]


class Presence(Kept):
    """Who has a client's page or case open now, and since when they were last seen there."""

    __tablename__ = "presence"
    __table_args__ = (UniqueConstraint("advisor_id", "device"),)

    advisor_id: Mapped[UUID] = mapped_column(refers_to("advisors.id"))
    device: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(refers_to("people.id", ondelete="CASCADE"), index=True)
    case_id: Mapped[UUID | None]
    seen_at: Mapped[datetime]
