"""Bank holidays proclaimed for Scotland since this release; whoever counts working days asks here.

Dates counted before a day was added stay as they are: one of ours is then a day early, never late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework.agency import keep_setting, setting
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import Problem, Problems
from welfare_desk.rules import days
from welfare_desk.rules.counting import Holidays

_KEY = "proclaimed_days"


@dataclass(frozen=True, slots=True)
class ProclaimedDay:
    on: date
    why: str


def holidays(look: Session, *, today: date) -> Holidays:
    """All bank holidays known today: the released table and the days the agency has added."""
    return resources.holidays([day.on for day in _kept(look, today)])


def proclaimed(desk: Desk, *, today: date) -> list[ProclaimedDay]:
    """The days the agency has added, the latest first."""
    with desk.look() as look:
        return sorted(_kept(look, today), key=lambda day: day.on, reverse=True)


def proclaim(desk: Desk, on: date, why: str, *, today: date) -> Changes:
    """Add a day proclaimed for Scotland (Banking and Financial Dealings Act 1971 s.1(3)). Raises Problems."""
    with desk.unit_of_work() as work:
        known = holidays(work.session, today=today)
        wrong = []
        if not known.first_year <= on.year <= known.last_year:
            wrong.append(Problem("on", f"Days from {known.first_year} to {known.last_year} can be added."))
        elif on.weekday() >= 5:
            wrong.append(
                Problem("on", f"{days.full(on)} is not a weekday.", "Add the day kept instead of it.")
            )
        elif not known.working(on):
            wrong.append(Problem("on", f"{days.full(on)} is a bank holiday already."))
        if not why.strip():
            wrong.append(Problem("why", "Say what the day is for."))
        if wrong:
            raise Problems(wrong)
        stand = [*_kept(work.session, today), ProclaimedDay(on, why.strip())]
        keep_setting(work, _KEY, {day.on.isoformat(): day.why for day in stand}, today=today)
        work.commit()
        return Changes.of(None, "settings")


def take_back(desk: Desk, on: date, *, today: date) -> Changes:
    """Remove a day added by mistake; dates already counted with it are not counted again."""
    with desk.unit_of_work() as work:
        stand = [day for day in _kept(work.session, today) if day.on != on]
        keep_setting(work, _KEY, {day.on.isoformat(): day.why for day in stand}, today=today)
        work.commit()
        return Changes.of(None, "settings")


def _kept(look: Session, today: date) -> list[ProclaimedDay]:
    return [ProclaimedDay(date.fromisoformat(on), why) for on, why in setting(look, _KEY, on=today).items()]
