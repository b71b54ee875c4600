"""Closing a reporting period: its figures are kept as they stand, and what comes later is an adjustment.

Which knowledge a report rests on is ``rules/known.py``; the figures themselves are ``tally``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework import access
from welfare_desk.casework.desk import Changes, Desk
from welfare_desk.casework.figures.tally import DIMENSIONS, TallyView, tally
from welfare_desk.errors import DeskError
from welfare_desk.records.money import PeriodClosed
from welfare_desk.records.service import Advisor
from welfare_desk.rules import days
from welfare_desk.rules.caseload import Period


class NotOverYet(DeskError):
    sentence = "This period is not over yet."
    hint = "Close it once its last day has passed."


class ClosedAlready(DeskError):
    sentence = "This period has been closed already."
    hint = "What is recorded now appears as an adjustment in the period it is recorded in."


class CutsAcross(DeskError):
    hint = "Close whole periods: quarters within their year, or the year."


class ClosedTooLongAgo(DeskError):
    sentence = "A closing can be taken back only on the day it was made."
    hint = "Its figures may have left the agency. What has changed since is an adjustment."


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """A closed period: when, by whom, and the head of the access log at that moment."""

    id: UUID
    period: Period
    closed_on: date
    closed_by: str
    chain_head: str


@dataclass(frozen=True, slots=True)
class Differs:
    """A figure that would read otherwise today than it did at the closing."""

    path: str
    closed: Any
    now: Any


def close_period(desk: Desk, period: Period, *, today: date) -> Changes:
    """Close a period: from now on its report says what it says today.

    Raises NotOverYet, ClosedAlready, and CutsAcross where it overlaps a closed period without lying in it.
    """
    if period.last >= today:
        raise NotOverYet()
    for row in closed_periods(desk):
        if row.period == period:
            raise ClosedAlready()
        inside = row.period.first <= period.first and period.last <= row.period.last
        around = period.first <= row.period.first and row.period.last <= period.last
        apart = period.last < row.period.first or row.period.last < period.first
        if not (inside or around or apart):
            raise CutsAcross(
                f"This period cuts across one already closed, {days.short(row.period.first)} to"
                f" {days.short(row.period.last)}."
            )
    figures = tally(desk, period, by=DIMENSIONS).as_json()
    with desk.unit_of_work() as work:
        last = access.log_head(work.session)
        kept = work.add(
            PeriodClosed(
                from_on=period.first,
                to_on=period.last,
                closed_on=today,
                closed_by=desk.advisor.id,
                figures=figures,
                chain_head=f"{last.seq}:{last.row_hash}" if last else "",
            )
        )
        work.commit()
        return Changes.of(kept, "gains", "periods")


def open_again(desk: Desk, closed_id: UUID, *, today: date) -> Changes:
    """Take a closing back, on the day it was made only. Raises ClosedTooLongAgo, NotFound."""
    with desk.unit_of_work() as work:
        kept = work.get(PeriodClosed, closed_id)
        if kept.closed_on != today:
            raise ClosedTooLongAgo()
        work.session.delete(kept)
        work.commit()
        return Changes(frozenset({"gains", "periods"}), closed_id)


def closed_periods(desk: Desk) -> list[ClosedRow]:
    """The closed periods, the newest first."""
    with desk.look() as look:
        names = {one.id: one.name for one in look.scalars(select(Advisor))}
        return [
            ClosedRow(
                row.id,
                Period(row.from_on, row.to_on),
                row.closed_on,
                names.get(row.closed_by, "") if row.closed_by else "",
                row.chain_head,
            )
            for row in look.scalars(
                select(PeriodClosed).order_by(PeriodClosed.to_on.desc(), PeriodClosed.from_on.desc())
            )
        ]


def differs(view: TallyView) -> list[Differs]:
    """The figures of a closed period that would read otherwise if it were counted today: people entered or
    corrected since. Gains and debts cannot be among them: those are adjustments of a later period.
    """
    if view.frozen is None:
        return []
    now = dict(_leaves(view.counted_now()))
    return [
        Differs(path, value, now[path])
        for path, value in _leaves(view.frozen)
        if path in now and now[path] != value
    ]


def _leaves(figures: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in figures.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value
