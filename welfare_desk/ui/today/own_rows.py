"""The rows of *Today* that come of no client's case: answers we owe, colleagues, what the desk wants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from welfare_desk.casework.quality.quality_due import AnswerDue
from welfare_desk.casework.safekeeping.keeping import Due
from welfare_desk.casework.service.day import TodayView
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


def colleagues(view: TodayView) -> Iterator[Row]:
    """What was handed over and is not known yet; who covers for whom today."""
    if view.handed:
        yield group("Handed over", str(len(view.handed)), role="soon", mark="send")
    for one in view.handed:
        many = f"{one.cases} case{'s' * (one.cases != 1)}" if one.cases else f"{one.clients} clients"
        got = one.taker_id == view.me
        said = f"{many} from {one.giver or 'nobody'}" if got else f"{many} to {one.taker}"
        key = ("handed", (one.id, (one.giver_id or one.taker_id) if got else one.taker_id))
        right = RowCell(days.without_year(one.on), "yours now" if got else f"by {one.by}", role="soon")
        yield Row(key, (RowCell(said, one.why), right))
    if view.covers:
        yield group("Cover", str(len(view.covers)), mark="users")
    for cover in view.covers:
        if cover.by_id == view.me:
            said = f"You cover for {cover.away}"
        else:
            said = f"{cover.by} covers for {'you' if cover.advisor_id == view.me else cover.away}"
        until = days.without_year(cover.to_on) if cover.to_on else "Until back"
        right = RowCell(until, "last day" if cover.to_on else "")
        yield Row(("worker", cover.advisor_id), (RowCell(said, cover.why), right))


def care(wanted: Sequence[Due]) -> Iterator[Row]:
    """What the desk itself wants done now and then."""
    if wanted:
        yield group("For the desk itself", str(len(wanted)), role="soon", mark="shield-check")
    for one in wanted:
        last = days.without_year(one.last_on) if one.last_on else "Never yet"
        right = RowCell(last, "last done" if one.last_on else "")
        yield Row(("care", one.section), (RowCell(one.words, one.why), right))
