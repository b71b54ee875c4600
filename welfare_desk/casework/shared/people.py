"""Who works at a shared desk and whose client is whose: cover, handing over, leaving.

The server decides who may say so (``records.shared_roles``); here the client's key goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, text

from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.cases import Case
from welfare_desk.records.people import Person
from welfare_desk.records.service import Advisor
from welfare_desk.records.shared import Assignment, Member, Team
from welfare_desk.rules.days import short
from welfare_desk.vault.pairs import fingerprint


class NobodySo(DeskError):
    sentence = "Nobody of that name works at this desk."
    hint = "welfare-desk agency people lists everybody."


class NoSuchClient(DeskError):
    sentence = "No client of that reference is at this desk, as you see it."


class SeveralWork(DeskError):
    hint = "Say whose cases go with --from NAME."

    def __init__(self, names: str) -> None:
        super().__init__(f"More than one works for this client: {names}.")


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One person of the desk, for a list; ``key`` is what two people compare aloud."""

    id: UUID
    name: str
    duty: str
    team: str
    key: str
    clients: int
    left_on: date | None


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """Somebody who works for a client: as their own advisor, or covering until a day."""

    id: UUID
    name: str
    kind: str
    reason: str
    until_on: date | None


def people(desk: Desk) -> list[MemberRow]:
    """Everybody of the desk, those who left last; how many clients are theirs, as far as you see."""
    shared_of(desk)
    with desk.look() as look:
        counted = dict(
            look.execute(
                select(Assignment.advisor_id, func.count())
                .where(Assignment.kind == "assigned", _running())
                .group_by(Assignment.advisor_id)
            ).all()
        )
        rows = look.execute(
            select(Member, Advisor.name, Advisor.left_on, Team.name)
            .join(Advisor, Advisor.id == Member.id)
            .outerjoin(Team, Team.id == Member.team_id)
            .order_by(Member.left_at.is_not(None), Advisor.name)
        )
        return [
            MemberRow(
                one.id, name, one.duty, team or "", fingerprint(one.public_key), counted.get(one.id, 0), left
            )
            for one, name, left, team in rows
        ]


def _running() -> ColumnElement[bool]:
    """By the server's own day, as its rules about rows count."""
    return or_(Assignment.until_on.is_(None), Assignment.until_on >= func.current_date())


def named(desk: Desk, typed: str) -> MemberRow:
    """The one person of this name, or whose name begins so. Raises NobodySo."""
    word = typed.strip().casefold()
    here = [one for one in people(desk) if one.left_on is None]
    found = [one for one in here if one.name.casefold() == word] or [
        one for one in here if word and one.name.casefold().startswith(word)
    ]
    if len(found) != 1:
        raise NobodySo()
    return found[0]


def client_of(desk: Desk, typed: str) -> UUID:
    """A client by their reference, or by a case's. Raises NoSuchClient."""
    word = typed.strip().upper()
    with desk.look() as look:
        found = look.scalar(select(Person.id).where(Person.reference == word)) or look.scalar(
            select(Case.person_id).where(Case.reference == word)
        )
    if found is None:
        raise NoSuchClient()
    return found


def who_works_for(desk: Desk, person_id: UUID) -> list[WorkerRow]:
    """A client's advisors and whoever covers, as of today."""
    if desk.shared is None:
        return []
    with desk.look() as look:
        rows = look.execute(
            select(Assignment, Advisor.id, Advisor.name)
            .join(Advisor, Advisor.id == Assignment.advisor_id)
            .where(Assignment.person_id == person_id, _running())
            .order_by(Assignment.kind, Advisor.name)
        )
        return [WorkerRow(id, name, one.kind, one.reason, one.until_on) for one, id, name in rows]


def own_advisor(desk: Desk, person_id: UUID, besides: UUID) -> UUID | None:
    """Whose a client is; None where they are nobody's but ``besides``. Raises SeveralWork."""
    theirs = [one for one in who_works_for(desk, person_id) if one.kind == "assigned" and one.id != besides]
    if len(theirs) > 1:
        raise SeveralWork(", ".join(one.name for one in theirs))
    return theirs[0].id if theirs else None


def cover(desk: Desk, person_id: UUID, by: UUID, *, until: date, why: str, today: date) -> Changes:
    """Let a colleague work for a client until a day; the client's key goes to them, and comes back that day.

    Said by the client's own advisor or a manager. Raises Problems, NotYours, KeyNotHeld.
    """
    problems = (
        [] if why.strip() else [Problem("why", "Say why: it stands in the client's list of who looked.")]
    )
    if until < today:
        problems.append(Problem("until", "The last day of cover has gone by."))
    if problems:
        raise Problems(problems)
    with desk.unit_of_work() as work:
        give_cover(work, [person_id], by, from_on=None, until=until, why=why.strip(), today=today)
        work.commit()
        return Changes.of(person_id, "clients", "assignments")


def give_cover(
    work: Work,
    person_ids: Iterable[UUID],
    by: UUID,
    *,
    from_on: date | None,
    until: date,
    why: str,
    today: date,
) -> None:
    """The one door to cover: each client's rows and key go to a colleague for these days; journals say so.

    Without ``from_on`` it begins on the server's own day. Raises NotYours, KeyNotHeld.
    """
    member, name = work.get(Member, by), work.get(Advisor, by).name
    shared = shared_of(work.desk)
    first = "coalesce(CAST(:from_on AS date), current_date)"
    given = text(f"SELECT wd_cover(:person, :to, :why, {first}, :until)")
    for person_id in person_ids:
        shared.seal_for_another(work, person_id, by, member.public_key)
        told = {"person": person_id, "to": by, "why": why, "from_on": from_on, "until": until}
        work.session.execute(given, told)
        begins = f"from {short(from_on)} " if from_on is not None and from_on > today else ""
        work.journal(person_id, f"{name} covers {begins}until {short(until)}: {why}", on=today)


def of_advisor(work: Work, advisor_id: UUID, besides: UUID) -> list[UUID]:
    """The clients who are one advisor's today and not already ``besides``, as far as whoever asks sees."""
    already = select(Assignment.person_id).where(
        Assignment.advisor_id == besides, Assignment.kind == "assigned", _running()
    )
    found = work.session.scalars(
        select(Assignment.person_id)
        .where(Assignment.advisor_id == advisor_id, Assignment.kind == "assigned", _running())
        .where(Assignment.person_id.not_in(already))
        .distinct()
    )
    return sorted(found)


def end_cover(work: Work, by: UUID, *, from_on: date, why: str) -> None:
    """What a cover opened is closed again; what else is the colleague's stays theirs. Raises NotYours."""
    opened = work.session.scalars(
        select(Assignment.person_id).where(
            Assignment.advisor_id == by,
            Assignment.kind == "cover",
            Assignment.reason == why,
            Assignment.from_on == from_on,
            _running(),
        )
    ).all()
    for person_id in opened:
        work.session.execute(
            text("SELECT wd_uncover(:person, :by, :why, :from_on)"),
            {"person": person_id, "by": by, "why": why, "from_on": from_on},
        )


def assigned_to(work: Work, advisor_id: UUID) -> set[UUID]:
    """The clients who are somebody's today, as far as whoever asks sees."""
    found = select(Assignment.person_id).where(
        Assignment.advisor_id == advisor_id, Assignment.kind == "assigned", _running()
    )
    return set(work.session.scalars(found))


def give_clients(work: Work, person_ids: Iterable[UUID], to: UUID) -> list[UUID]:
    """Clients become a colleague's beside whoever has them, with their keys; those that were not theirs yet.

    Why is not said here, where the server reads it. Raises NotYours, KeyNotHeld.
    """
    wanted, already = sorted(set(person_ids)), assigned_to(work, to)
    shared, public = shared_of(work.desk), work.get(Member, to).public_key
    for person_id in wanted:
        shared.seal_for_another(work, person_id, to, public)
        if person_id not in already:
            told = {"person": person_id, "to": to}
            work.session.execute(text("SELECT wd_assign(:person, :to, 'assigned', '', NULL)"), told)
    return [person_id for person_id in wanted if person_id not in already]


def let_go(work: Work, person_ids: Iterable[UUID], of: UUID) -> None:
    """Clients are somebody's no longer, and their keys are taken from them. Raises NotYours."""
    for person_id in person_ids:
        told = {"person": person_id, "whom": of}
        work.session.execute(text("SELECT wd_unassign(:person, :whom)"), told)


def have_again(work: Work, handover_id: UUID) -> None:
    """A caseworker who gave clients away sees them again, to take the rest of it back. Raises NotYours."""
    if shared_of(work.desk).duty == "caseworker":
        work.session.execute(text("SELECT wd_take_back(:handed)"), {"handed": handover_id})
        work.session.expire_all()


def leaves(desk: Desk, who: UUID, *, today: date) -> Changes:
    """Somebody leaves: their role signs in no more, their keys are taken away. Their clients must be others'.

    Raises Problems while clients are only theirs, NotYours for anybody but a manager.
    """
    alone = _only_theirs(desk, who)
    if alone:
        raise Problems(
            [
                Problem(
                    "who",
                    f"{alone} client{'s are' if alone != 1 else ' is'} theirs alone.",
                    "Hand them over first, under Those who work here.",
                )
            ]
        )
    with desk.unit_of_work() as work:
        work.session.execute(text("SELECT wd_leaves(:who)"), {"who": who})
        work.commit()
        return Changes.of(who, "advisors", "assignments")


def _only_theirs(desk: Desk, who: UUID) -> int:
    others = select(Assignment.person_id).where(
        Assignment.advisor_id != who, Assignment.kind == "assigned", _running()
    )
    with desk.look() as look:
        return (
            look.scalar(
                select(func.count(func.distinct(Assignment.person_id))).where(
                    Assignment.advisor_id == who,
                    Assignment.kind == "assigned",
                    _running(),
                    Assignment.person_id.not_in(others),
                )
            )
            or 0
        )
