"""Cases handed over to a colleague in one act, with its reason: both are told, and it can be undone.

At a shared desk the clients go along: the server gives their rows, their keys are sealed for whoever takes
them, and whoever gave them up sees no more of a client of whom no open case is left to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session as Look

from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.service import cover
from welfare_desk.casework.service.cover import CoverRow, NotTheirs, oversees, theirs_or_a_managers
from welfare_desk.errors import DeskError, Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.cases import Case, JournalEntry, KeyDate, Task
from welfare_desk.records.correspondence import Letter
from welfare_desk.records.network import Handover
from welfare_desk.records.service import Advisor, Meeting

SHOWN_FOR = timedelta(days=30)  # a hand-over stands among those who work here; ours

_CHANGED = ("cases", "advisors", "key_dates", "journal", "clients", "assignments")


class DoneSince(DeskError):
    sentence = "Something was done for these clients since they were handed over."
    hint = "Hand them over once more, the other way."


class TakenBackAlready(DeskError):
    sentence = "That was taken back already."


@dataclass(frozen=True, slots=True)
class HandedRow:
    """One hand-over as somebody at the desk sees it. ``giver`` is "" where the cases were nobody's.

    ``to_tell``: whoever asks got them, or gave them up by another's hand, and has not said they know.
    """

    id: UUID
    giver_id: UUID | None
    giver: str
    taker_id: UUID
    taker: str
    by: str
    on: date
    why: str
    cases: int
    clients: int
    to_tell: bool
    may_undo: bool


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose a case is today, who covers for them, and to whom it could go; nothing at a desk of one."""

    advisor: str = ""
    covers: tuple[CoverRow, ...] = ()
    takers: tuple[tuple[UUID, str], ...] = ()


# Handing over -----------------------------------------------------------------------------------------


def hand_over(
    desk: Desk,
    from_id: UUID | None,
    to_id: UUID | None,
    *,
    why: str,
    practice_id: UUID | None = None,
    case_id: UUID | None = None,
    person_id: UUID | None = None,
    today: date,
) -> tuple[Changes, int]:
    """Somebody's open cases become another's: all, those at one practice, of one client, or one.

    Each journal says so. Without ``from_id`` it is those that were nobody's. At a shared desk all of
    somebody's are all their clients, those with no open case among them. Answers how many cases.
    Raises Problems, NotTheirs; at a shared desk NotYours and KeyNotHeld.
    """
    problems = [] if to_id is not None and to_id != from_id else [Problem("to_id", "Choose to whom.")]
    if not why.strip():
        problems.append(Problem("why", "Say why: both of you, and each journal, are told."))
    if problems or to_id is None:
        raise Problems(problems)
    with desk.unit_of_work() as work:
        theirs_or_a_managers(work, {from_id} if from_id else set())
        taker = work.get(Advisor, to_id)
        if taker.left_on is not None or taker.role == "reviewer":
            raise Problems([Problem("to_id", f"{taker.name} takes no cases.")])
        wanted = select(Case).where(Case.advisor_id == from_id, Case.closed_on.is_(None))
        if practice_id is not None:
            wanted = wanted.where(Case.practice_id == practice_id)
        if case_id is not None:
            wanted = wanted.where(Case.id == case_id)
        if person_id is not None:
            wanted = wanted.where(Case.person_id == person_id)
        cases = list(work.session.scalars(wanted.order_by(Case.id)))
        whole = case_id is None and practice_id is None
        theirs = _clients_of(work, from_id) if whole else set()
        clients = {case.person_id for case in cases} | (theirs & {person_id} if person_id else theirs)
        if not clients:
            raise Problems([Problem("", "There is nothing of theirs to hand over.")])
        given = _give(work, clients, to_id)
        giver = work.get(Advisor, from_id).name if from_id is not None else ""
        line = f"Handed over {f'by {giver} ' if giver else ''}to {taker.name}: {why.strip()}"
        for case in cases:
            case.advisor_id = to_id
            work.journal(case.person_id, line, on=today, case_id=case.id)
        for person_id in sorted(clients - {case.person_id for case in cases}):
            work.journal(person_id, line, on=today)
        work.session.flush()
        let_go = sorted(clients if whole else clients - _still_working(work.session, from_id, clients))
        let_go = _theirs_now(work, from_id, let_go)
        me = desk.advisor.id
        id = new_id()  # made after the journals' lines: what comes later was done since
        kept = work.add(
            Handover(
                id=id,
                from_id=from_id,
                to_id=to_id,
                by_id=me,
                on=today,
                why=_sealed(work, id, (from_id, to_id, me), why.strip()),
                what={
                    "cases": _said(case.id for case in cases),
                    "people": _said(clients),
                    "given": _said(given),
                    "let_go": _said(let_go),
                },
                from_seen_on=today if from_id in (None, me) else None,
                to_seen_on=today if to_id == me else None,
            )
        )
        work.session.flush()
        if from_id is not None:
            _let_go(work, let_go, from_id)
        work.commit()
        return Changes.of(kept.from_id, *_CHANGED), len(cases)


def take_back(desk: Desk, handover_id: UUID, *, today: date) -> Changes:
    """What was handed over is as it was, while nothing has been done for any of those clients since.

    By whoever handed it over or got it, or a manager. Raises NotTheirs, DoneSince, TakenBackAlready; at a
    shared desk KeyNotHeld where a caseworker who gave it away has closed the desk since.
    """
    with desk.unit_of_work() as work:
        act = work.get(Handover, handover_id)
        if act.undone_on is not None:
            raise TakenBackAlready()
        if not _may_undo(work.session, desk, act):
            raise NotTheirs()
        back = act.from_id
        let_go = [UUID(one) for one in act.what["let_go"]]
        if back == desk.advisor.id:
            _have_again(work, act)
        if _done_since(work.session, act):
            raise DoneSince()
        taker = work.get(Advisor, act.to_id).name
        giver = work.get(Advisor, back).name if back is not None else ""
        if back is not None:
            _give(work, let_go, back)
        line = f"Not handed over to {taker} after all{f': with {giver}' if giver else ''}."
        cases = _cases(work.session, act)
        for case in cases:
            case.advisor_id = back
            work.journal(case.person_id, line, on=today, case_id=case.id)
        act.undone_on = today
        work.session.flush()
        _let_go(work, [UUID(one) for one in act.what["given"]], act.to_id)
        work.commit()
        return Changes.of(act.to_id, *_CHANGED)


def seen(desk: Desk, handover_id: UUID, *, today: date) -> Changes:
    """Whoever got cases, or gave them up by another's hand, knows of it. Raises NotTheirs."""
    with desk.unit_of_work() as work:
        act, me = work.get(Handover, handover_id), desk.advisor.id
        if me not in (act.to_id, act.from_id):
            raise NotTheirs()
        if me == act.to_id:
            act.to_seen_on = act.to_seen_on or today
        if me == act.from_id:
            act.from_seen_on = act.from_seen_on or today
        work.commit()
        return Changes.of(act.to_id, "advisors")


# Being told -------------------------------------------------------------------------------------------


def handed(desk: Desk, *, today: date) -> list[HandedRow]:
    """What was handed over these thirty days and not taken back, the newest first.

    A manager sees all, anybody else what they gave or got.
    """
    with desk.look() as look:
        me = desk.advisor.id
        wanted = _of_late() if oversees(look, desk.advisor.role) else _of_late().where(_is_one_of_them())
        return _handed(look, desk, look.scalars(wanted, {"since": today - SHOWN_FOR, "me": me}).all())


def to_tell(desk: Desk, *, today: date) -> tuple[HandedRow, ...]:
    """What whoever asks got, or gave up by another's hand, and has not said they know; for *Today*."""
    with desk.look() as look:
        given = {"since": today - SHOWN_FOR, "me": desk.advisor.id}
        return tuple(_handed(look, desk, look.scalars(_untold(), given).all()))


def _handed(look: Look, desk: Desk, acts: Sequence[Handover]) -> list[HandedRow]:
    if not acts:
        return []
    me, manages = desk.advisor.id, oversees(look, desk.advisor.role)
    names: dict[UUID | None, str] = {None: ""}
    names |= dict(look.execute(select(Advisor.id, Advisor.name)).all())
    return [
        HandedRow(
            act.id, act.from_id, names.get(act.from_id, "Somebody"), act.to_id, names[act.to_id],
            names[act.by_id], act.on, _opened(desk, act), len(act.what["cases"]), len(act.what["people"]),
            (act.to_id == me and act.to_seen_on is None) or (act.from_id == me and act.from_seen_on is None),
            manages or _may_undo(look, desk, act),
        )
        for act in acts
    ]  # fmt: skip


@cache
def _of_late() -> Any:
    standing = select(Handover).where(Handover.undone_on.is_(None), Handover.on >= bindparam("since"))
    return standing.order_by(Handover.id.desc()).limit(200)


def _is_one_of_them() -> Any:
    me: Any = bindparam("me")
    return or_(Handover.from_id == me, Handover.to_id == me, Handover.by_id == me)


@cache
def _untold() -> Any:
    me: Any = bindparam("me")
    got = and_(Handover.to_id == me, Handover.to_seen_on.is_(None))
    gave = and_(Handover.from_id == me, Handover.from_seen_on.is_(None))
    return _of_late().where(or_(got, gave))


def covers_to_tell(desk: Desk, *, today: date) -> tuple[CoverRow, ...]:
    """Who covers for whom today, in which whoever asks is one of the two; a manager sees all."""
    me = desk.advisor.id
    holding = [one for one in cover.covers(desk, today=today) if one.holds_on(today)]
    if holding and any(me not in (one.advisor_id, one.by_id) for one in holding):
        with desk.look() as look:
            manages = desk.advisor.role in cover.MANAGERS and oversees(look, desk.advisor.role)
        holding = [one for one in holding if manages or me in (one.advisor_id, one.by_id)]
    return tuple(holding)


def whose(desk: Desk, advisor_id: UUID | None, *, today: date) -> Whose:
    """Whose a case is, who covers for them today, and to whom it could be handed over."""
    with desk.look() as look:
        here = look.execute(
            select(Advisor.id, Advisor.name, Advisor.role, Advisor.left_on).order_by(Advisor.name, Advisor.id)
        ).all()
    works = [one for one in here if one.left_on is None]
    if len(works) < 2 and advisor_id in {None, *(one.id for one in works)}:
        return Whose()
    name = next((one.name for one in here if one.id == advisor_id), "")
    held = tuple(
        one for one in cover.covers(desk, today=today) if one.advisor_id == advisor_id and one.holds_on(today)
    )
    takers = tuple((one.id, one.name) for one in works if one.id != advisor_id and one.role != "reviewer")
    return Whose(name, held, takers)


# What it rests on -------------------------------------------------------------------------------------


def _may_undo(look: Look, desk: Desk, act: Handover) -> bool:
    me = desk.advisor.id
    return me in (act.by_id, act.to_id) or oversees(look, desk.advisor.role)


def _cases(look: Look, act: Handover) -> list[Case]:
    ids = [UUID(one) for one in act.what["cases"]]
    return list(look.scalars(select(Case).where(Case.id.in_(ids)).order_by(Case.id)))


def _done_since(look: Look, act: Handover) -> bool:
    """Whether a line, a letter, a date, a task or a meeting came since, or a case went on from the taker."""
    people = [UUID(one) for one in act.what["people"]]
    cases = _cases(look, act)
    if any(case.advisor_id != act.to_id or case.closed_on is not None for case in cases):
        return True
    ids = [case.id for case in cases]
    since = (
        exists().where(JournalEntry.person_id.in_(people), JournalEntry.id > act.id),
        exists().where(Letter.person_id.in_(people), Letter.id > act.id),
        exists().where(Meeting.person_id.in_(people), Meeting.id > act.id),
        exists().where(KeyDate.case_id.in_(ids), KeyDate.id > act.id),
        exists().where(Task.case_id.in_(ids), Task.id > act.id),
    )
    return bool(look.scalar(select(or_(*since))))


def _still_working(look: Look, advisor_id: UUID | None, clients: set[UUID]) -> set[UUID]:
    """Those of the clients of whom somebody has another open case."""
    rows = select(Case.person_id).where(
        Case.advisor_id == advisor_id, Case.closed_on.is_(None), Case.person_id.in_(clients)
    )
    return set(look.scalars(rows))


def _said(ids: Any) -> list[str]:
    return [str(one) for one in sorted(ids)]


# At a shared desk: the clients go along ---------------------------------------------------------------


def _clients_of(work: Work, advisor_id: UUID | None) -> set[UUID]:
    if work.desk.shared is None or advisor_id is None:
        return set()
    from welfare_desk.casework.shared import people  # a desk of one's own never needs it

    return people.assigned_to(work, advisor_id)


def _give(work: Work, clients: Any, to: UUID) -> list[UUID]:
    if work.desk.shared is None:
        return []
    from welfare_desk.casework.shared import people

    return people.give_clients(work, clients, to)


def _theirs_now(work: Work, advisor_id: UUID | None, clients: list[UUID]) -> list[UUID]:
    mine = _clients_of(work, advisor_id)
    return [one for one in clients if one in mine]


def _let_go(work: Work, clients: list[UUID], of: UUID) -> None:
    if work.desk.shared is not None:
        from welfare_desk.casework.shared import people

        people.let_go(work, clients, of)


def _have_again(work: Work, act: Handover) -> None:
    if work.desk.shared is not None:
        from welfare_desk.casework.shared import people

        people.have_again(work, act.id)


# Why it was done says something of workers and clients: at a shared desk it is for those it concerns alone.


def _sealed(work: Work, id: UUID, those: tuple[UUID | None, ...], why: str) -> str:
    shared = work.desk.shared
    return why if shared is None else shared.seal_for_each(work.session, those, f"handover {id}", why)


def _opened(desk: Desk, act: Handover) -> str:
    return act.why if desk.shared is None else desk.shared.open_mine(f"handover {act.id}", act.why)
