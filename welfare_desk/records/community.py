"""Tables of what is round a case: post, local services and links to them, goals, who lives together."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from welfare_desk.records.base import Kept, refers_to


class PostItem(Kept):
    """A letter or message that came in: noted at once, matched to a client and decided on later."""

    __tablename__ = "post_items"

    received_on: Mapped[date] = mapped_column(index=True)
    channel: Mapped[str]  # letter, email, message, telephone, by_hand
    from_whom: Mapped[str]
    gist: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(refers_to("people.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(refers_to("cases.id"))
    advisor_id: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    decided_on: Mapped[date | None] = mapped_column(index=True)
    decision: Mapped[str | None]  # task, filed, not_ours
    task_id: Mapped[UUID | None] = mapped_column(refers_to("tasks.id"))


class PostScan(Kept):
    """A scan that came with post nobody has matched yet; once it is somebody's, it is a paper of theirs."""

    __tablename__ = "post_scans"

    post_item_id: Mapped[UUID] = mapped_column(refers_to("post_items.id"), index=True)
    name: Mapped[str]
    pages: Mapped[int]
    size_bytes: Mapped[int]
    sealing_key: Mapped[bytes]  # its own, wrapped by the desk's
    sealed: Mapped[bytes] = mapped_column(deferred=True)  # the very file as it came
    sealed_paper: Mapped[bytes | None] = mapped_column(deferred=True)  # its pages, made safe


class Service(Kept):
    """A local service of the directory: what it does, for whom, how to reach it, when that was checked."""

    __tablename__ = "services"

    name: Mapped[str]
    kind: Mapped[str]  # a key of rules.links.KINDS
    does: Mapped[str] = mapped_column(default="")
    for_whom: Mapped[str] = mapped_column(default="")
    reach: Mapped[str] = mapped_column(default="")
    area: Mapped[str] = mapped_column(default="")
    checked_on: Mapped[date]
    checked_by: Mapped[UUID | None] = mapped_column(refers_to("advisors.id"))
    ended_on: Mapped[date | None]


class Link(Kept):
    """Other support a client was pointed to, referred to or taken to, or that could not be found."""

    __tablename__ = "links"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(refers_to("cases.id"))
    service_id: Mapped[UUID | None] = mapped_column(refers_to("services.id"), index=True)
    how: Mapped[str]  # signposted, referred, accompanied, not_found
    kind: Mapped[str]  # what was looked for: a key of rules.links.KINDS
    what: Mapped[str] = mapped_column(default="")
    on: Mapped[date] = mapped_column(index=True)
    agreed_on: Mapped[date | None]  # the client agreed to their details being passed
    result: Mapped[str | None]  # contacted, accepted, attended, took_place, not_taken_up
    result_on: Mapped[date | None]
    because: Mapped[str] = mapped_column(default="")  # why it was not taken up


class Goal(Kept):
    """What matters to the client, in their words, and what became of it."""

    __tablename__ = "goals"

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(refers_to("cases.id"))
    words: Mapped[str]
    category: Mapped[str]  # a key of rules.goals.CATEGORIES
    set_on: Mapped[date]
    review_on: Mapped[date | None] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(default="open")  # open, met, partly, not_met, dropped
    decided_on: Mapped[date | None] = mapped_column(index=True)


class GoalStep(Kept):
    """A step towards a goal, whose it is, and whether it was taken."""

    __tablename__ = "goal_steps"

    goal_id: Mapped[UUID] = mapped_column(refers_to("goals.id"), index=True)
    what: Mapped[str]
    by: Mapped[str]  # us, client, other
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]


class GoalReview(Kept):
    """How a goal stood on a day, in the client's words; the newest is the goal's own state."""

    __tablename__ = "goal_reviews"

    goal_id: Mapped[UUID] = mapped_column(refers_to("goals.id"), index=True)
    on: Mapped[date]
    state: Mapped[str]
    words: Mapped[str] = mapped_column(default="")


class HouseholdMember(Kept):
    """What somebody is to the household they live in, from when to when."""

    __tablename__ = "household_members"

    household_id: Mapped[UUID] = mapped_column(refers_to("households.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    relation: Mapped[str] = mapped_column(default="")  # partner, child, mother: in the family's words
    carer: Mapped[bool] = mapped_column(default=False)
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]


class KeptApart(Kept):
    """Two people of whom neither may learn anything of the other from us."""

    __tablename__ = "kept_apart"
    __table_args__ = (UniqueConstraint("person_id", "from_person_id"),)

    person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)  # who is protected
    from_person_id: Mapped[UUID] = mapped_column(refers_to("people.id"), index=True)
    since_on: Mapped[date]
    ended_on: Mapped[date | None]
