"""What bites first: every charge, arrestment, eviction, disconnection and court date still open, by its day.

Also the moratorium that holds some of them off. Recording a threat is ``debt_events``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework.debt.debts import owed_by, type_name
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.people.clients import client_name, current_name
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.cases import Case
from welfare_desk.records.debts import DebtEvent, Moratorium
from welfare_desk.records.money import Debt
from welfare_desk.records.people import PersonName
from welfare_desk.rules import as_shown, days
from welfare_desk.rules.debt import moratorium as rules
from welfare_desk.rules.debt.tables import Threat

_OVER = {"PRESCRIBED", "WRITTEN_OFF", "SETTLED", "DISCHARGED"}


@dataclass(frozen=True, slots=True)
class Emergency:
    """One thing that bites. ``bites_on`` None: the letter gave no day, so it may be any day.

    ``held_until``: a moratorium in force keeps it off until then.
    """

    id: UUID
    debt_id: UUID
    case_id: UUID
    person_id: UUID
    client: str
    debt: str
    creditor: str
    threat: Threat
    happened_on: date
    bites_on: date | None
    held_until: date | None
    words: str

    def in_words(self, today: date) -> str:
        """How near it is: "in 4 days", "today", "since 3 days"."""
        if self.bites_on is None:
            return "any day"
        left = (self.bites_on - today).days
        if left == 0:
            return "today"
        count = f"{abs(left)} day{'' if abs(left) == 1 else 's'}"
        return f"in {count}" if left > 0 else f"{count} ago"


@dataclass(frozen=True, slots=True)
class MoratoriumRow:
    """A moratorium with its dates; ``ends_on`` is the last day inside, None until it is in the register."""

    id: UUID
    case_id: UUID
    notice_on: date
    entered_on: date | None
    ends_on: date | None
    ended_on: date | None
    intends: str
    in_force: bool
    another_from: date
    ended_because: str = ""


INTENDS = {"DAS_DPP": "a debt payment programme", "MAP": "bankruptcy", "PTD": "a trust deed"}


def emergencies(
    desk: Desk, *, today: date, person_id: UUID | None = None, limit: int = 200
) -> list[Emergency]:
    """What bites and is not dealt with, the nearest day first; what has no day stands with today's."""
    threats = resources.debt_tables().threats
    statement = _threatening(limit)
    if person_id is not None:
        statement = statement.where(owed_by(person_id))
    with desk.look() as look:
        found = look.execute(statement, {"kinds": list(threats)}).all()
        held = _held(look, [debt.person_id for _, debt, _ in found], today)
        rows = [
            Emergency(
                event.id,
                debt.id,
                debt.case_id,
                debt.person_id,
                name,
                type_name(debt.type, debt.kind),
                as_shown.body(debt.creditor or ""),
                threats[event.kind],
                event.on,
                event.bites_on,
                held.get(debt.person_id) if threats[event.kind].held_by_moratorium else None,
                event.words,
            )
            for event, debt, name in found
        ]
    return sorted(rows, key=lambda row: (row.bites_on or today, row.id))


@cache
def _threatening(limit: int) -> Any:
    return (
        select(DebtEvent, Debt, client_name())
        .join(Debt, Debt.id == DebtEvent.debt_id)
        .join(Case, Case.id == Debt.case_id)
        .join(PersonName, current_name(Debt.person_id))
        .where(
            DebtEvent.kind.in_(bindparam("kinds", expanding=True)),
            DebtEvent.taken_back_on.is_(None),
            DebtEvent.dealt_with_on.is_(None),
            Case.closed_on.is_(None),
            or_(Debt.stage.is_(None), Debt.stage.not_in(_OVER)),
        )
        .order_by(DebtEvent.bites_on.asc().nulls_first(), DebtEvent.id)
        .limit(limit)
    )


def _held(look: Session, people: Sequence[UUID], today: date) -> Mapping[UUID, date]:
    """Until when each person's moratorium lasts, where one is in force today."""
    if not people:
        return {}
    found = look.scalars(select(Moratorium).where(Moratorium.person_id.in_(set(people))))
    rows = ((one.person_id, moratorium_row(one, today)) for one in found)
    return {person: row.ends_on for person, row in rows if row.in_force and row.ends_on}


def moratorium_row(kept: Moratorium, today: date) -> MoratoriumRow:
    figures = resources.debt_tables().moratorium
    runs = rules.moratorium(kept.notice_on, kept.entered_on, figures) if kept.entered_on else None
    ends_on = runs.ends_on if runs else None
    if ends_on and kept.ended_on:
        ends_on = min(ends_on, kept.ended_on)
    over = kept.ended_on is not None and kept.ended_on < today
    return MoratoriumRow(
        kept.id,
        kept.case_id,
        kept.notice_on,
        kept.entered_on,
        ends_on,
        kept.ended_on,
        kept.intends,
        runs is not None and runs.in_force(today) and not over,
        rules.next_notice_safe_from(kept.notice_on, figures),
        kept.ended_because or "",
    )


def moratoria(desk: Desk, person_id: UUID, *, today: date) -> list[MoratoriumRow]:
    """A client's moratoria, the newest first."""
    with desk.look() as look:
        found = look.scalars(
            select(Moratorium)
            .where(Moratorium.person_id == person_id)
            .order_by(Moratorium.notice_on.desc(), Moratorium.id.desc())
        )
        return [moratorium_row(one, today) for one in found]


def record_moratorium(
    desk: Desk, case_id: UUID, *, notice_on: date, entered_on: date | None, intends: str, today: date
) -> Changes:
    """A notice of intention given, and the day it stood in the register once that is known.

    Raises Problems: a notice within twelve months of the last is refused by the register (s.195).
    """
    wrong = []
    if intends not in INTENDS:
        wrong.append(Problem("intends", "Say what the client means to apply for."))
    if notice_on > today:
        wrong.append(Problem("notice_on", "That date is in the future."))
    if entered_on is not None and not notice_on <= entered_on <= today:
        wrong.append(Problem("entered_on", "It is entered on or after the day of the notice, and not ahead."))
    if wrong:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        case = work.get(Case, case_id)
        earlier = work.session.scalars(select(Moratorium).where(Moratorium.person_id == case.person_id))
        waiting = None
        for one in earlier:
            if one.notice_on == notice_on and one.entered_on is None:
                waiting = one
                continue
            safe = moratorium_row(one, today).another_from
            if one.notice_on <= notice_on < safe:
                raise Problems(
                    [
                        Problem(
                            "notice_on",
                            f"The last notice was given on {days.short(one.notice_on)}.",
                            f"Another is safe from {days.short(safe)}.",
                        )
                    ]
                )
        kept = waiting or work.add(
            Moratorium(case_id=case_id, person_id=case.person_id, notice_on=notice_on, intends=intends)
        )
        kept.entered_on, kept.intends = entered_on, intends
        row = moratorium_row(kept, today)
        until = f", in force to {days.short(row.ends_on)}" if row.ends_on else ", not yet in the register"
        work.journal(
            case.person_id,
            f"Moratorium: notice given {days.short(notice_on)}{until}.",
            on=today,
            case_id=case_id,
        )
        work.commit()
        return Changes.of(kept, "debts", "moratoria")


def end_moratorium(desk: Desk, moratorium_id: UUID, *, on: date, because: str, today: date) -> Changes:
    """It ended before its time: an award, a protected deed, a programme approved, or withdrawn (s.198)."""
    wrong = [] if because.strip() else [Problem("because", "Say what ended it.")]
    if on > today:
        wrong.append(Problem("on", "That date is in the future."))
    with desk.unit_of_work() as work:
        kept = work.get(Moratorium, moratorium_id)
        if on < (kept.entered_on or kept.notice_on):
            wrong.append(Problem("on", "That is before it began."))
        if wrong:
            raise Problems(wrong)
        kept.ended_on, kept.ended_because = on, because.strip()
        work.journal(
            kept.person_id,
            f"Moratorium ended {days.short(on)}: {because.strip()}",
            on=today,
            case_id=kept.case_id,
        )
        work.commit()
        return Changes.of(kept, "debts", "moratoria")
