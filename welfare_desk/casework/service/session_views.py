"""The week and the month of sessions as they are looked at: who is booked, what is free, why a day has none.

Planning is ``session_plan``, booking ``sessions``, moving ``moving``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy import func, select

from welfare_desk import resources
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.service import session_plan, sessions
from welfare_desk.casework.service.session_plan import ClosureRow
from welfare_desk.casework.service.sessions import GIVEN_BACK, Booked, SessionRow
from welfare_desk.records.service import Advisor, Meeting, Waiting
from welfare_desk.rules.session_times import MINUTES, free_times, in_words

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Tally:
    """How a session stands. ``free`` counts whole places; whoever cancelled is in none of the three."""

    booked: int = 0  # still to come, in the room, or came
    free: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of the month view. ``off`` says why there is no session."""

    on: date
    sessions: tuple[SessionRow, ...]
    off: str = ""
    tallies: Mapping[UUID, Tally] | None = None

    def tally(self, session_id: UUID) -> Tally:
        return (self.tallies or {}).get(session_id, Tally())


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a session in the week: somebody booked, or a free place (``booked`` is missing)."""

    at: time | None
    booked: Booked | None = None
    free: str = ""  # "11:30 (15 minutes)"

    @property
    def whole(self) -> bool:
        """Whether it is free and long enough for a meeting."""
        return self.booked is None and "(" not in self.free


@dataclass(frozen=True, slots=True)
class WeekSession:
    row: SessionRow
    lines: tuple[Line, ...]
    tally: Tally
    advisor: str = ""  # whose it is, where that is not who looks


@dataclass(frozen=True, slots=True)
class WeekDay:
    on: date
    sessions: tuple[WeekSession, ...]
    off: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday; ``others`` sessions of colleagues left out, ``waiting`` people without a meeting."""

    monday: date
    days: tuple[WeekDay, ...]
    waiting: int
    others: int


def monday_of(on: date) -> date:
    return on - timedelta(days=on.weekday())


def week(desk: Desk, on: date, *, everybodys: bool = False) -> Week:
    """The week of a day: each session with its lines in time order, one's own or everybody's.

    A session nobody is named for is everybody's own.
    """
    first = monday_of(on)
    last = first + A_WEEK - timedelta(days=1)
    rows = sessions.sessions(desk, from_on=first, to_on=last)
    shown = [row for row in rows if everybodys or row.advisor_id in (None, desk.advisor.id)]
    closed = session_plan.closures(desk, from_on=first)
    with desk.look() as look:
        booked = sessions.booked_in_all(look, [row.id for row in shown])
        names = {one.id: one.name for one in look.scalars(select(Advisor))}
        waits = look.scalar(select(func.count()).select_from(Waiting).where(Waiting.ended_on.is_(None))) or 0
    found = []
    for number in range(7):
        day = first + timedelta(days=number)
        theirs = tuple(
            _week_session(row, booked.get(row.id, ()), _other(names, row, desk))
            for row in shown
            if row.on == day
        )
        found.append(WeekDay(day, theirs, why_off(day, closed)))
    return Week(first, tuple(found), waits, len(rows) - len(shown))


def _other(names: Mapping[UUID, str], row: SessionRow, desk: Desk) -> str:
    if row.advisor_id is None or row.advisor_id == desk.advisor.id:
        return ""
    return names.get(row.advisor_id, "")


def _week_session(row: SessionRow, booked: tuple[Booked, ...], advisor: str) -> WeekSession:
    """Its meetings and free places in time order; whoever gave a time back stands before who has it now."""
    lines = [Line(one.at, one) for one in booked]
    if row.status != "cancelled":
        lines += [Line(free.at, free=in_words(free)) for free in sessions.free_in(row, booked)]
    lines.sort(key=lambda line: (line.at or time.max, line.booked is None or not line.booked.given_back))
    statuses = [(one.at, one.status) for one in booked]
    return WeekSession(row, tuple(lines), _tally(row, statuses), advisor)


def _tally(row: SessionRow, meetings: Iterable[tuple[time | None, str]]) -> Tally:
    kept = [(at, status) for at, status in meetings if status not in GIVEN_BACK]
    missed = sum(status == "dna" for _, status in kept)
    free = free_times(row.starts, row.ends, (at for at, _ in kept if at is not None))
    whole = sum(each.minutes >= MINUTES for each in free) if row.status != "cancelled" else 0
    return Tally(len(kept) - missed, whole, missed)


def why_off(on: date, closed: Iterable[ClosureRow]) -> str:
    """Why a day has no session: a closure in its own words, or a bank holiday; "" where nothing says so."""
    off = "; ".join(
        f"{one.practice}: {one.why or 'closed'}" if one.practice else one.why or "No sessions"
        for one in closed
        if one.from_on <= on <= one.to_on
    )
    holidays = resources.holidays()
    known = holidays.first_year <= on.year <= holidays.last_year
    if not off and known and on.weekday() < 5 and not holidays.working(on):
        off = "Bank holiday"
    return off


def month(desk: Desk, first: date) -> list[MonthDay]:
    """The weeks of a month, whole ones from Monday on, each day with its sessions or why there is none."""
    start = monday_of(first.replace(day=1))
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    end = after + timedelta(days=(7 - after.weekday()) % 7 - 1)
    rows = sessions.sessions(desk, from_on=start, to_on=end)
    closed = session_plan.closures(desk, from_on=start)
    with desk.look() as look:
        meetings = look.execute(
            select(Meeting.session_id, Meeting.at, Meeting.status).where(
                Meeting.session_id.in_([row.id for row in rows])
            )
        ).all()
    tallies = {
        row.id: _tally(row, ((at, status) for id, at, status in meetings if id == row.id)) for row in rows
    }
    days = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    return [
        MonthDay(on, tuple(row for row in rows if row.on == on), why_off(on, closed), tallies) for on in days
    ]
