"""Those who work at this desk: their roles, how much each has in hand, who is away, who has left.

Whoever joins chooses their own passphrase; whoever leaves can no longer open the desk.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Look

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.opening import NewAdvisor, advisor_row
from welfare_desk.casework.service import cover
from welfare_desk.casework.service.cover import CoverRow, ShareRow, oversees
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case, KeyDate
from welfare_desk.records.service import Advisor, Practice, Session
from welfare_desk.records.shared import Member
from welfare_desk.vault.desk_key import Person
from welfare_desk.vault.keys import KeyFile

ROLES = {
    "caseworker": "Advisor",
    "link_worker": "Community link worker",
    "manager": "Manager",
    "reviewer": "Reviewer of files",
    "dpo": "Data protection officer",
}


class ForAManager(DeskError):
    sentence = "Only a manager of this desk may do this."
    hint = "Ask one of them."


class LastOne(DeskError):
    sentence = "Nobody else could open this desk then."
    hint = "Give somebody else a passphrase first."


class HasCases(DeskError):
    sentence = "They still have open cases."
    hint = "Hand them over first; each case says then who took it."


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """Somebody of the desk with what they have in hand today."""

    id: UUID
    name: str
    initials: str
    role: str
    job_title: str
    left_on: date | None
    opens_desk: bool  # has a passphrase of their own here
    open_cases: int
    overdue: int
    by_practice: tuple[tuple[str, int], ...]  # open cases, the most first
    practices: tuple[str, ...]  # where they held a session in the last year
    cover: CoverRow | None  # who does their work today
    covers: tuple[CoverRow, ...]  # whose work they do today
    shares: tuple[ShareRow, ...]


def workers(desk: Desk, *, today: date) -> list[WorkerRow]:
    """Everybody by name; those who left come last."""
    now = [one for one in cover.covers(desk, today=today) if one.holds_on(today)]
    shared = cover.shares(desk, today=today)
    with desk.look() as look:
        keyed = _keyed(desk, look)
        rows = look.scalars(select(Advisor).order_by(Advisor.left_on.is_not(None), Advisor.name, Advisor.id))
        people = list(rows)
        cases: dict[UUID, Counter[str]] = defaultdict(Counter)
        for advisor, practice, many in look.execute(
            select(Case.advisor_id, Practice.name, func.count())
            .outerjoin(Practice, Practice.id == Case.practice_id)
            .where(Case.closed_on.is_(None))
            .group_by(Case.advisor_id, Practice.name)
        ):
            if advisor is not None:
                cases[advisor][practice or "No practice"] += many
        late = dict(
            look.execute(
                select(Case.advisor_id, func.count())
                .join(KeyDate, KeyDate.case_id == Case.id)
                .where(KeyDate.done_on.is_(None), KeyDate.claimant_acts, KeyDate.due_on < today)
                .group_by(Case.advisor_id)
            ).all()
        )
        held: dict[UUID, list[str]] = defaultdict(list)
        for who, name in look.execute(
            select(Session.advisor_id, Practice.name)
            .join(Practice, Practice.id == Session.practice_id)
            .where(Session.on > date(today.year - 1, today.month, min(today.day, 28)), Session.on <= today)
            .where(Session.status != "cancelled")
            .distinct()
            .order_by(Practice.name)
        ):
            if who is not None:
                held[who].append(name)
    return [
        WorkerRow(
            one.id,
            one.name,
            one.initials,
            one.role,
            one.job_title or "",
            one.left_on,
            one.id in keyed,
            sum(cases[one.id].values()),
            late.get(one.id, 0),
            tuple(cases[one.id].most_common()),
            tuple(held[one.id]),
            next((each for each in now if each.advisor_id == one.id), None),
            tuple(each for each in now if each.by_id == one.id),
            tuple(each for each in shared if each.advisor_id == one.id),
        )
        for one in people
    ]


def _keyed(desk: Desk, look: Look) -> set[UUID]:
    """Who can open the desk: with a passphrase in its folder, or at their own computer of an agency's."""
    if desk.shared is None:
        return {UUID(one.id) for one in KeyFile(desk.folder).people()}
    return set(look.scalars(select(Member.id).where(Member.left_at.is_(None))))


def without_worker(desk: Desk) -> int:
    """Open cases that are nobody's, such as those of a workbook that named no advisor of this desk."""
    with desk.look() as look:
        nobodys = select(func.count()).where(Case.closed_on.is_(None), Case.advisor_id.is_(None))
        return look.scalar(nobodys) or 0


class AskedInstead(DeskError):
    sentence = "At an agency's desk people join from their own computer, with an invitation."
    hint = "Make one with: welfare-desk agency add-advisor."


def _for_a_manager(work: Work) -> None:
    if not oversees(work.session, work.desk.advisor.role):
        raise ForAManager()


def problems_in(name: str, role: str) -> list[Problem]:
    found = []
    if not name.strip():
        found.append(Problem("name", "Say who they are."))
    if role not in ROLES:
        found.append(Problem("role", "Choose what they do here."))
    return found


def add_worker(desk: Desk, draft: NewAdvisor, passphrase: str, *, today: date) -> Changes:
    """Somebody joins: their name, what they do, and the passphrase they have chosen and typed themselves.

    Raises Problems (the passphrase too weak among them), ForAManager, AskedInstead at an agency's desk.
    """
    if desk.shared is not None:
        raise AskedInstead()
    if problems := problems_in(draft.name, draft.role):
        raise Problems(problems)
    house = agency.agency(desk, on=today)
    id = new_id()
    with desk.unit_of_work() as work:
        _for_a_manager(work)
        work.add(advisor_row(id, draft))
        work.session.flush()
        person = Person(str(id), draft.name.strip())
        KeyFile(desk.folder).add_person(desk.key, person, passphrase, work.now, agency=house.name)
        work.commit()
    return Changes.of(id, "advisors")


def change_worker(desk: Desk, advisor_id: UUID, *, role: str, job_title: str) -> Changes:
    """What somebody does here from now on. Raises Problems, ForAManager."""
    with desk.unit_of_work() as work:
        _for_a_manager(work)
        one = work.get(Advisor, advisor_id)
        if problems := problems_in(one.name, role):
            raise Problems(problems)
        one.role, one.job_title = role, job_title.strip() or None
        work.commit()
        if advisor_id == desk.advisor.id:  # holds at once, not only when they next open the desk
            desk.advisor = replace(desk.advisor, role=role)
        return Changes.of(one, "advisors")


def has_left(desk: Desk, advisor_id: UUID, *, today: date) -> Changes:
    """Somebody works here no longer and can open the desk no more; what they did keeps their name.

    Raises ForAManager, HasCases, LastOne; at a shared desk Problems while clients are theirs alone.
    """
    if desk.shared is not None:
        from welfare_desk.casework.shared import people  # a desk of one's own never needs it

        with desk.unit_of_work() as work:
            _for_a_manager(work)
        return people.leaves(desk, advisor_id, today=today)
    keys = KeyFile(desk.folder)
    with desk.unit_of_work() as work:
        _for_a_manager(work)
        one = work.get(Advisor, advisor_id)
        mine = select(Case.id).where(Case.advisor_id == advisor_id, Case.closed_on.is_(None)).limit(1)
        if work.session.scalars(mine).first() is not None:
            raise HasCases()
        keyed = {each.id for each in keys.people()}
        if keyed <= {str(advisor_id)}:
            raise LastOne()
        if advisor_id == desk.advisor.id:
            raise LastOne("Nobody takes themselves out.", "Ask another manager of this desk.")
        one.left_on = today
        work.session.flush()
        if str(advisor_id) in keyed:
            keys.remove_person(desk.key, str(advisor_id), work.now)
        work.commit()
        return Changes.of(one, "advisors")
