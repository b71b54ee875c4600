"""The lists of an advisor with 300 clients and 5,000 key dates, against raw queries on the same file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks import caseload, reading
from benchmarks.caseload import TODAY, BigDesk
from benchmarks.measuring import Pair
from welfare_desk.casework.matters import cases, dates_page
from welfare_desk.casework.matters.cases import CaseRow
from welfare_desk.casework.matters.dates_page import Choice
from welfare_desk.casework.matters.key_dates import Wanted
from welfare_desk.vault import cipher, folders

CLIENTS, DATES_EACH = 300, 6
_CASES = """
    SELECT cases.id, cases.reference, trim(person_names.forenames || ' ' || person_names.surname),
        cases.matter, cases.opened_on, practices.name
    FROM cases
    JOIN person_names ON person_names.person_id = cases.person_id
        AND person_names.kind = 'legal' AND person_names.to_on IS NULL
    LEFT JOIN practices ON practices.id = cases.practice_id
    WHERE cases.closed_on IS NULL ORDER BY cases.opened_on DESC, cases.id DESC LIMIT 50"""
_FOR_EACH = """
    SELECT case_id, safe_on, what FROM key_dates
    WHERE case_id IN ({marks}) AND done_on IS NULL ORDER BY claimant_acts, safe_on DESC, id"""


def pairs(big: BigDesk | None = None) -> list[Pair]:
    """The dates as they are looked at, and the page of cases with the next date of each."""
    big = big or caseload.big_desk(CLIENTS, dates_each=DATES_EACH)
    desk = big.desk
    raw = cipher.connect(desk.folder / folders.DESK, desk.key.raw, read_only=True)
    mine = Choice("Mine", Wanted(advisor_id=desk.advisor.id))

    def due(name: str, choice: Choice, limit: int, more: str = "", *given: object) -> Pair:
        statement = reading.KEY_DATES.replace("ORDER BY", f"{more} ORDER BY")
        until = (TODAY + timedelta(days=36_500)).isoformat()
        return Pair(
            f"300 clients: {name}",
            lambda: dates_page.dates(desk, choice, today=TODAY, limit=limit),
            lambda: raw.execute(statement, (until, *given, limit)).fetchall(),
            lambda rows: [reading.date_told(row) for row in rows],
            lambda rows: [(row[0], row[1], *row[3:8]) for row in rows],
        )

    def bare_cases() -> list[Any]:
        rows = raw.execute(_CASES).fetchall()
        ids = [row[0] for row in rows]
        found = raw.execute(_FOR_EACH.format(marks=",".join("?" * len(ids))), ids).fetchall()
        nearest = {case: (safe, what) for case, safe, what in found}
        return [(*row, *nearest.get(row[0], (None, None))) for row in rows]

    return [
        due("dates, the first 200", Choice("All dates", Wanted()), 200),
        due("dates, all", Choice("All dates", Wanted()), 1_000_000),
        due("my dates", mine, 200, "AND cases.advisor_id = ?", desk.advisor.id.hex),
        Pair("300 clients: page of cases", lambda: cases.case_rows(desk), bare_cases, _cases_told, list),
    ]


def _cases_told(rows: list[CaseRow]) -> list[tuple[Any, ...]]:
    return [
        (
            row.id.hex, row.reference, row.client, row.matter, row.opened_on.isoformat(), row.practice,
            row.next_on.isoformat() if row.next_on else None, row.next_what,
        )
        for row in rows
    ]  # fmt: skip
