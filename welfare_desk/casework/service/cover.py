"""Whose cases are whose: shared, covered while somebody is away. Handed over: ``handing``.

Whoever covers or shares is assigned to the case in the gate's eyes for those days, and no longer. At a shared
desk a cover goes by the same door as ``welfare-desk agency cover``: the server gives the rows, the clients'
keys go along, and both end with the last day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import Session as Look

from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.cases import Case
from welfare_desk.records.network import CaseShare, Cover
from welfare_desk.records.service import Advisor

MANAGERS = ("manager", "dpo")


class NotTheirs(DeskError):
    sentence = "Only whose cases they are, or a manager, may do this."
    hint = "Ask them, or a manager of this desk."


@dataclass(frozen=True, slots=True)
class CoverDraft:
    """``advisor_id`` is away, ``by_id`` does their work; ``to_on`` is the last day, None where not known."""

    advisor_id: UUID
    by_id: UUID | None
    from_on: date
    to_on: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class CoverRow:
    id: UUID
    advisor_id: UUID
    away: str
    by_id: UUID
    by: str
    from_on: date
    to_on: date | None
    why: str

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or self.to_on >= day)


@dataclass(frozen=True, slots=True)
class ShareRow:
    id: UUID
    case_id: UUID
    reference: str
    advisor_id: UUID
    advisor: str


def covered_by(look: Look, advisor_id: UUID, day: date) -> frozenset[UUID]:
    """Those whose work somebody does on a day, themselves among them."""
    holds = Cover.from_on <= day, or_(Cover.to_on.is_(None), Cover.to_on >= day)
    found = look.scalars(select(Cover.advisor_id).where(Cover.by_id == advisor_id, *holds))
    return frozenset((advisor_id, *found))


def shared_with(look: Look, advisor_id: UUID, day: date) -> frozenset[UUID]:
    """The cases somebody works together with whoever has them."""
    holds = CaseShare.from_on <= day, or_(CaseShare.to_on.is_(None), CaseShare.to_on >= day)
    return frozenset(
        look.scalars(select(CaseShare.case_id).where(CaseShare.advisor_id == advisor_id, *holds))
    )


def theirs(look: Look, advisor_id: UUID, day: date) -> ColumnElement[bool]:
    """Which cases are somebody's to work on a day: their own, those they share, those they cover."""
    owners, shared = covered_by(look, advisor_id, day), shared_with(look, advisor_id, day)
    own = Case.advisor_id == advisor_id if len(owners) == 1 else Case.advisor_id.in_(owners)
    return or_(own, Case.id.in_(shared)) if shared else own


def works_alone(look: Look) -> bool:
    """Whether one person works the desk: then everybody on it is theirs."""
    return look.scalar(select(func.count()).select_from(Advisor).where(Advisor.left_on.is_(None))) == 1


def is_assigned(look: Look, advisor_id: UUID, person_id: UUID, case_id: UUID | None, day: date) -> bool:
    """Whether a client, or one case of theirs, is somebody's to work on a day."""
    cases = select(Case.id).where(Case.person_id == person_id, theirs(look, advisor_id, day)).limit(1)
    if case_id is not None:
        cases = cases.where(Case.id == case_id)
    return look.scalars(cases).first() is not None


def worked_with(look: Look, advisor_id: UUID, people: Iterable[UUID], day: date) -> list[UUID]:
    """Those of the clients with whom somebody works on a day, in the order given."""
    alone = works_alone(look)
    return [id for id in people if alone or is_assigned(look, advisor_id, id, None, day)]


# Cover ------------------------------------------------------------------------------------------------


def problems_in(draft: CoverDraft) -> list[Problem]:
    found = []
    if draft.by_id is None:
        found.append(Problem("by_id", "Choose who covers."))
    elif draft.by_id == draft.advisor_id:
        found.append(Problem("by_id", "Nobody covers for themselves."))
    if draft.to_on is not None and draft.to_on < draft.from_on:
        found.append(Problem("to_on", "The cover ends before it begins."))
    return found


def begin_cover(desk: Desk, draft: CoverDraft) -> Changes:
    """Somebody does another's work for some days. Raises Problems, NotTheirs; at a shared desk also NotYours
    and KeyNotHeld, where who says so is neither the clients' advisor nor a manager.
    """
    problems = problems_in(draft)
    if desk.shared is not None and draft.to_on is None:
        more = "Begin another when it turns out longer."
        problems.append(Problem("to_on", "At a shared desk a cover has a last day.", more))
    if problems or draft.by_id is None:
        raise Problems(problems)
    with desk.unit_of_work() as work:
        theirs_or_a_managers(work, {draft.advisor_id})
        taker = work.get(Advisor, draft.by_id)
        if taker.role == "reviewer" or taker.left_on is not None:
            raise Problems([Problem("by_id", f"{taker.name} takes no cases.")])
        row = work.add(
            Cover(
                advisor_id=work.get(Advisor, draft.advisor_id).id,
                by_id=draft.by_id,
                from_on=draft.from_on,
                to_on=draft.to_on,
                why=draft.why.strip(),
            )
        )
        if desk.shared is not None and draft.to_on is not None:
            from welfare_desk.casework.shared import people  # a desk of one's own never needs it

            people.give_cover(
                work,
                people.of_advisor(work, draft.advisor_id, draft.by_id),
                draft.by_id,
                from_on=draft.from_on,
                until=draft.to_on,
                why=_reason(row),
                today=desk.clock.today(),
            )
        work.commit()
        return Changes.of(row.advisor_id, "advisors", "key_dates")


def _reason(row: Cover) -> str:
    """What the server and each client's journal are told: it never stands without a reason there."""
    return row.why or "Away"


def end_cover(desk: Desk, cover_id: UUID, *, today: date) -> Changes:
    """They are back: yesterday was the last day of the cover. Raises NotTheirs."""
    with desk.unit_of_work() as work:
        row = work.get(Cover, cover_id)
        theirs_or_a_managers(work, {row.advisor_id, row.by_id})
        if desk.shared is not None:
            from welfare_desk.casework.shared import people  # a desk of one's own never needs it

            people.end_cover(work, row.by_id, from_on=row.from_on, why=_reason(row))
        row.to_on = date.fromordinal(today.toordinal() - 1)
        work.commit()
        return Changes.of(row.advisor_id, "advisors", "key_dates")


def covers(desk: Desk, *, today: date) -> list[CoverRow]:
    """The covers that hold or are to come, by their first day."""
    with desk.look() as look:
        rows = look.scalars(_to_come(), {"today": today}).all()
        names = dict(_names(desk)) if rows else {}
        return [
            CoverRow(
                one.id, one.advisor_id, names.get(one.advisor_id, "Somebody"), one.by_id,
                names.get(one.by_id, "Somebody"), one.from_on, one.to_on, one.why,
            )
            for one in rows
            if one.to_on is None or one.to_on >= one.from_on
        ]  # fmt: skip


@cache
def _to_come() -> Any:
    over = or_(Cover.to_on.is_(None), Cover.to_on >= bindparam("today"))
    return select(Cover).where(over).order_by(Cover.from_on, Cover.id)


def _names(desk: Desk) -> list[tuple[UUID, str]]:
    with desk.look() as look:
        return [(id, name) for id, name in look.execute(select(Advisor.id, Advisor.name))]


# Sharing -----------------------------------------------------------------------------


def share_case(desk: Desk, case_id: UUID, advisor_id: UUID | None, *, today: date) -> Changes:
    """Somebody works a case together with whoever has it. Raises Problems, NotTheirs."""
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        theirs_or_a_managers(work, {case.advisor_id} if case.advisor_id else set())
        if advisor_id is None:
            raise Problems([Problem("advisor_id", "Choose with whom.")])
        if advisor_id == case.advisor_id or case_id in shared_with(work.session, advisor_id, today):
            raise Problems([Problem("advisor_id", "It is theirs already.")])
        work.add(CaseShare(case_id=case_id, advisor_id=advisor_id, from_on=today))
        name = work.get(Advisor, advisor_id).name
        work.journal(case.person_id, f"Shared with {name}.", on=today, case_id=case_id)
        work.commit()
        return Changes.of(case, "cases", "advisors", "journal")


def end_share(desk: Desk, share_id: UUID, *, today: date) -> Changes:
    """They no longer work it together. Raises NotTheirs."""
    with desk.unit_of_work() as work:
        row = work.get(CaseShare, share_id)
        case = work.get(Case, row.case_id)
        theirs_or_a_managers(work, {row.advisor_id, *([case.advisor_id] if case.advisor_id else [])})
        row.to_on = date.fromordinal(today.toordinal() - 1)
        work.journal(case.person_id, "No longer shared.", on=today, case_id=case.id)
        work.commit()
        return Changes.of(case, "cases", "advisors", "journal")


def shares(desk: Desk, *, today: date) -> list[ShareRow]:
    """The cases that are shared today, by reference."""
    with desk.look() as look:
        rows = look.execute(
            select(CaseShare.id, CaseShare.case_id, Case.reference, CaseShare.advisor_id, Advisor.name)
            .join(Case, Case.id == CaseShare.case_id)
            .join(Advisor, Advisor.id == CaseShare.advisor_id)
            .where(CaseShare.from_on <= today, or_(CaseShare.to_on.is_(None), CaseShare.to_on >= today))
            .order_by(Case.reference, CaseShare.id)
        )
        return [ShareRow(*row) for row in rows]


def oversees(look: Look, role: str) -> bool:
    """Whether a person with this role may do what is a manager's; anyone may where there is none."""
    if role in MANAGERS:
        return True
    managers = select(Advisor.id).where(Advisor.role.in_(MANAGERS), Advisor.left_on.is_(None)).limit(1)
    return look.scalars(managers).first() is None


def theirs_or_a_managers(work: Work, whose: Collection[UUID]) -> None:
    me = work.desk.advisor
    if whose and me.id not in whose and not oversees(work.session, me.role):
        raise NotTheirs()
