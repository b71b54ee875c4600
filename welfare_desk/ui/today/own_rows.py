"""The rows of *Today* that come of no client's case: what we owe an answer for, what the desk wants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from welfare_desk.casework.quality.quality_due import AnswerDue
from welfare_desk.casework.safekeeping.keeping import Due
from welfare_desk.rules import days
from welfare_desk.ui.kit.rows import Row, RowCell, group


def answers(owed: Sequence[AnswerDue], today: date) -> Iterator[Row]:
    """Incidents to be judged, complaints to be answered."""
    if owed:
        yield group("To answer for", str(len(owed)), role="soon", mark="flag")
    for one in owed:
        over = one.by is not None and one.by < today
        day = days.without_year(one.by) if one.by else ""
        role = "overdue" if over else "soon"
        right = RowCell(day, "over" if over else "last day", role=role)
        yield Row(("answer", (one.screen, one.id)), (RowCell(one.words, one.why), right))


def care(wanted: Sequence[Due]) -> Iterator[Row]:
    """What the desk itself wants done now and then."""
    if wanted:
        yield group("For the desk itself", str(len(wanted)), role="soon", mark="shield-check")
    for one in wanted:
        last = days.without_year(one.last_on) if one.last_on else "Never yet"
        right = RowCell(last, "last done" if one.last_on else "")
        yield Row(("care", one.section), (RowCell(one.words, one.why), right))
