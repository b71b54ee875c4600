"""What practices count for us: consultations and items prescribed, six months before and after support.

The counts come without a name or a number of anybody's: a line to a patient, two figures to a line. So the
desk holds nothing of who consulted how often, and nobody can be read off it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, select

from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.service import Practice, PracticeCounts
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.evaluation import COUNTED, Pair

_MOST = 999  # in six months; more is a patient's number or a date
_NOT_KNOWN = ("", "-", "?", "x", "n/a", "na")


@dataclass(frozen=True, slots=True)
class CountsDraft:
    """``pasted``: a line to each patient, before and after; the days: when they were first supported."""

    practice_id: UUID
    kind: str
    from_on: date | None
    to_on: date | None
    given_on: date | None
    pasted: str


@dataclass(frozen=True, slots=True)
class CountsRow:
    id: UUID
    practice: str
    kind: str
    period: Period
    given_on: date
    pairs: tuple[Pair, ...]

    @property
    def with_both(self) -> int:
        return sum(before is not None and after is not None for before, after in self.pairs)


def read_pasted(text: str) -> tuple[list[Pair], list[Problem]]:
    """Two whole numbers a line, apart by a tab, comma, semicolon or blanks; a dash where it is not known.

    A first line of words is a heading. Whatever holds more than two figures, or a name, is refused by its
    line: it has no business here.
    """
    found: list[Pair] = []
    wrong = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in re.split(r"\t|,|;|\s+", line.strip(" \t")) if cell.strip()]
        if number == 1 and not any(character.isdigit() for character in line):
            continue
        if len(cells) != 2 or not all(_is_count(cell) for cell in cells):
            hint = "Two figures to a line, before and after; no name, number or date of anybody's."
            wrong.append(Problem("pasted", f"Line {number} is not two counts.", hint))
            continue
        before, after = (None if cell.casefold() in _NOT_KNOWN else int(cell) for cell in cells)
        found.append((before, after))
    if not found and not wrong:
        wrong.append(Problem("pasted", "Paste the counts: a line to each patient, before and after."))
    return found, wrong[:3]


def _is_count(cell: str) -> bool:
    known = cell.isascii() and cell.isdigit() and len(cell) <= 4 and int(cell) <= _MOST
    return known or cell.casefold() in _NOT_KNOWN


def add_counts(desk: Desk, draft: CountsDraft, *, today: date) -> Changes:
    """Keep what a practice counted. Raises Problems."""
    pairs, wrong = read_pasted(draft.pasted)
    if draft.kind not in COUNTED:
        wrong.append(Problem("kind", "Choose what was counted."))
    for name, day in (("from_on", draft.from_on), ("to_on", draft.to_on), ("given_on", draft.given_on)):
        if day is None:
            wrong.append(Problem(name, "Write the day."))
    if draft.from_on and draft.to_on and draft.to_on < draft.from_on:
        wrong.append(Problem("to_on", "The last day is before the first."))
    if draft.given_on and draft.given_on > today:
        wrong.append(Problem("given_on", "That day has not come yet."))
    if wrong or draft.from_on is None or draft.to_on is None or draft.given_on is None:
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        practice = work.get(Practice, draft.practice_id)
        others = _rows(work.session.connection())
        if any(
            row.practice == practice.name
            and row.kind == draft.kind
            and row.period.first <= draft.to_on
            and draft.from_on <= row.period.last
            for row in others
        ):
            hint = "Take those away first, or choose days after them: nobody is counted twice."
            raise Problems([Problem("from_on", "There are counts of this practice for such days.", hint)])
        kept = work.add(
            PracticeCounts(
                practice_id=draft.practice_id,
                kind=draft.kind,
                from_on=draft.from_on,
                to_on=draft.to_on,
                given_on=draft.given_on,
                pairs={"rows": [list(pair) for pair in pairs]},
            )
        )
        work.commit()
        return Changes.of(kept, "settings", "gains")


def take_away(desk: Desk, counts_id: UUID) -> Changes:
    """Counts that were entered by mistake go; they are nobody's record. Raises NotFound."""
    with desk.unit_of_work() as work:
        work.session.delete(work.get(PracticeCounts, counts_id))
        work.commit()
        return Changes.of(counts_id, "settings", "gains")


def counts(desk: Desk) -> list[CountsRow]:
    """Everything practices gave us, the newest first."""
    with desk.look() as look:
        return _rows(look.connection())


def of_period(connection: Connection, period: Period, kind: str) -> list[CountsRow]:
    """Counts of patients whose first support lies in the period."""
    return [
        row
        for row in _rows(connection)
        if row.kind == kind and period.first <= row.period.first and row.period.last <= period.last
    ]


def _rows(connection: Connection) -> list[CountsRow]:
    statement = (
        select(
            PracticeCounts.id,
            Practice.name,
            PracticeCounts.kind,
            PracticeCounts.from_on,
            PracticeCounts.to_on,
            PracticeCounts.given_on,
            PracticeCounts.pairs,
        )
        .join(Practice, Practice.id == PracticeCounts.practice_id)
        .order_by(PracticeCounts.given_on.desc(), PracticeCounts.id.desc())
    )
    return [
        CountsRow(id, name, kind, Period(first, last), given, tuple(_pairs(pairs["rows"])))
        for id, name, kind, first, last, given, pairs in connection.execute(statement)
    ]


def _pairs(rows: Sequence[Sequence[int | None]]) -> list[Pair]:
    return [(before, after) for before, after in rows]
