"""The list of key dates: whose they may be, what falls before the next session, a calendar file of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.matters import key_dates
from welfare_desk.casework.matters.key_dates import KeyDateRow, Wanted
from welfare_desk.casework.service import sessions
from welfare_desk.records.service import Advisor
from welfare_desk.rules.calendar_file import Entry, calendar_file

_AHEAD = timedelta(days=365)
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to look at the list. ``before``: only what falls by the day of the next session there."""

    words: str
    wanted: Wanted
    before: date | None = None

    def within(self, today: date) -> timedelta | None:
        return None if self.before is None else max(self.before - today, timedelta(0))


def choices(desk: Desk, *, today: date) -> list[Choice]:
    """All, mine, a colleague's (to cover for them), before the next session at a practice, out of sight."""
    found = [Choice("All dates", Wanted()), Choice("Mine", Wanted(advisor_id=desk.advisor.id))]
    with desk.look() as look:
        others = look.execute(
            select(Advisor.id, Advisor.name).where(Advisor.id != desk.advisor.id).order_by(Advisor.name)
        ).all()
    found += [Choice(f"Of {name}", Wanted(advisor_id=id)) for id, name in others]
    planned = sessions.sessions(desk, from_on=today + timedelta(days=1), to_on=today + _AHEAD)
    nearest: dict[UUID, date] = {}
    for one in planned:
        if one.status != "cancelled":
            nearest.setdefault(one.practice_id, one.on)
    for practice in agency.practices(desk):
        if practice.id in nearest:
            words = f"Before the next session at {practice.name}"
            found.append(Choice(words, Wanted(practice_id=practice.id), nearest[practice.id]))
    return [*found, Choice("Out of sight for now", Wanted(asleep=True))]


def dates(
    desk: Desk,
    choice: Choice,
    *,
    today: date,
    typed: str = "",
    after: tuple[date, UUID] | None = None,
    limit: int = 200,
) -> list[KeyDateRow]:
    """One page of the list as it is looked at."""
    whole = choice.wanted
    wanted = Wanted(whole.person_id, whole.case_id, whole.advisor_id, whole.practice_id, whole.asleep, typed)
    return key_dates.upcoming(
        desk, today=today, within=choice.within(today), wanted=wanted, after=after, limit=limit
    )


def calendar(desk: Desk, choice: Choice, *, today: date) -> bytes:
    """These dates as a calendar file, each on its safe day. It goes where we do not: it names nobody.

    What an advisor wrote by hand may name somebody, so of such a date only the case's reference is said.
    """
    rows = dates(desk, choice, today=today, limit=_MOST)
    entries = [
        Entry(
            row.id.hex,
            row.safe_on,
            f"{row.what if row.count_words else 'Key date'}, case {row.case_reference}",
            f"Legal last day {row.due_on:%d %B %Y}. {row.citation}".strip(),
        )
        for row in rows
    ]
    return calendar_file(entries, now=desk.clock.now(), name="Key dates")
