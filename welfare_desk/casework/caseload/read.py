"""A caseload from bytes to judged rows and people: the one door to this package.

Nothing here is stored, and the clock is an argument: bringing the rows into a desk is the next step.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from welfare_desk.casework.caseload import faults
from welfare_desk.casework.caseload.columns import Matching, find_headings
from welfare_desk.casework.caseload.judge import BenefitCode, judge_rows
from welfare_desk.casework.caseload.people import PersonGroup, join
from welfare_desk.casework.caseload.rows import Fate, JudgedRow
from welfare_desk.casework.caseload.sheet import open_book


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rows came from. ``sheet`` is empty for a CSV, ``written_as`` for a workbook."""

    file: str
    kind: str
    sheet: str
    other_sheets: tuple[str, ...]
    header_row: int
    written_as: str

    @property
    def sentence(self) -> str:
        """What was read, for the advisor to see before anything comes in."""
        if self.kind == "csv":
            return f"Read {self.file} ({self.written_as}), headings in row {self.header_row}."
        left = f"; not read: {', '.join(self.other_sheets)}" if self.other_sheets else ""
        return f"Read the sheet {self.sheet} of {self.file}, headings in row {self.header_row}{left}."


@dataclass(frozen=True, slots=True)
class Caseload:
    """Every row below the headings, judged, and the people of the accepted ones."""

    source: Source
    matching: Matching
    rows: tuple[JudgedRow, ...]
    people: tuple[PersonGroup, ...]

    @property
    def counts(self) -> dict[Fate, int]:
        met = Counter(row.fate for row in self.rows)
        return {fate: met[fate] for fate in Fate}


def read_caseload(
    data: bytes,
    name: str,
    *,
    today: date,
    benefit_code: BenefitCode,
    allow_health: bool = False,
    matching: Matching | None = None,
) -> Caseload:
    """Read a workbook or CSV of cases, told by its content; ``name`` is only for the sentence about it.

    ``benefit_code`` gives our code or family for a benefit's written name, or None. ``matching`` is one the
    advisor corrected or saved. ``allow_health``: the agency has ticked that health answers may come in for
    statistics; otherwise they are not even kept as they stood.
    Raises a faults.CannotRead, with its one sentence, when the whole file cannot be read.
    """
    book = open_book(data)
    found = find_headings(book, matching)
    if len(found.sheet.rows) <= found.header_row:
        raise faults.NoRows
    width = len(found.sheet.rows[found.header_row - 1]) if book.kind == "csv" else None
    judged = judge_rows(found, today=today, benefit_code=benefit_code, allow_health=allow_health, width=width)
    rows, people = join(tuple(judged))
    others = tuple(sheet.name for sheet in book.sheets if sheet is not found.sheet)
    source = Source(name, book.kind, found.sheet.name, others, found.header_row, book.written_as)
    return Caseload(source, found.matching, rows, people)
