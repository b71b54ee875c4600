"""Today for a network of 19 practices, 14 workers and 10,500 people, against its raw queries.

The bare side sends the statements *Today* sends, with the same values, through sqlcipher3 on the same file
and leaves the rows as they come: what is measured is everything the program does round them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import event

from benchmarks import caseload
from benchmarks.caseload import TODAY, BigDesk, Network
from benchmarks.measuring import Pair
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.service import day
from welfare_desk.casework.service.day import TodayView
from welfare_desk.vault import cipher, folders

PEOPLE, PRACTICES, WORKERS = 10_500, 19, 14
_THE_DATES = "ORDER BY key_dates.safe_on, key_dates.id"


def pairs(big: BigDesk | None = None) -> list[Pair]:
    """The day of one worker of the network."""
    big = big or caseload.big_desk(PEOPLE, network=Network(PRACTICES, WORKERS))
    desk = big.desk
    raw = cipher.connect(desk.folder / folders.DESK, desk.key.raw, read_only=True)
    asked = _statements(desk)

    def bare() -> list[tuple[str, list[Any]]]:
        return [(statement, raw.execute(statement, given).fetchall()) for statement, given in asked]

    return [
        Pair(
            f"Today, {PRACTICES} practices, {WORKERS} workers",
            lambda: day.today(desk, today=TODAY),
            bare,
            _told,
            _bare_told,
        )
    ]


def _statements(desk: Desk) -> list[tuple[str, Any]]:
    """Every statement of one reading of Today with its values."""
    asked: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        if statement.lstrip().startswith("SELECT"):
            asked.append((statement, given))

    event.listen(desk.engine, "before_cursor_execute", hear)
    try:
        day.today(desk, today=TODAY)
    finally:
        event.remove(desk.engine, "before_cursor_execute", hear)
    return asked


def _told(view: TodayView) -> tuple[list[str], int]:
    return sorted(row.id.hex for row in (*view.overdue, *view.due)), len(view.booked)


def _bare_told(answers: list[tuple[str, list[Any]]]) -> tuple[list[str], int]:
    dates = next(rows for statement, rows in answers if _THE_DATES in statement)
    booked = next(rows for statement, rows in answers if "WHERE meetings.session_id IN (?)" in statement)
    return sorted(row[0] for row in dates), len(booked)
