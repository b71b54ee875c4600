"""Workbooks and CSV files made for a test, as advisors keep them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from welfare_desk import resources
from welfare_desk.casework.caseload import Caseload, Matching, read_caseload

TODAY = date(2026, 11, 21)
HEADINGS = [
    *("Ref", "Surname", "Forename", "DOB", "NI No", "CHI", "Postcode", "Case type", "Benefit"),
    *("Decision date", "Outcome", "Weekly gain", "Lump sum", "Written off", "Date confirmed"),
    *("Attended?", "Records consent", "Notes"),
]
ANN = {
    "Ref": "A1",
    "Surname": "Reid",
    "Forename": "Ann",
    "DOB": "7/5/61",
    "NI No": "YM995758D",
    "CHI": "0705612643",
}


def workbook(*rows: Sequence[object], title: str = "Log", before: int = 0) -> bytes:
    """One sheet holding these rows as they are; ``before`` empty rows above them."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    fill(sheet, *rows, first=before + 1)
    return saved(book)


def fill(sheet: Worksheet, *rows: Sequence[object], first: int = 1) -> None:
    """Rows put below one another; text stays text, though it looks like a formula."""
    for number, row in enumerate(rows, start=first):
        for column, value in enumerate(row, start=1):
            if value is not None:
                cell = sheet.cell(number, column, value)
                if isinstance(value, str) and value.startswith("="):
                    cell.data_type = "s"


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive(parts: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def part_changed(workbook: bytes, ending: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with the parts whose name ends so changed."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    return archive({name: change(part) if name.endswith(ending) else part for name, part in parts.items()})


def comma_file(*rows: Sequence[object], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def read(data: bytes, *, allow_health: bool = False, matching: Matching | None = None) -> Caseload:
    find = resources.benefits().find
    return read_caseload(
        data, "log", today=TODAY, benefit_code=find, allow_health=allow_health, matching=matching
    )


def cases(*cases: dict[str, object]) -> Caseload:
    """A CSV of these cases under the usual headings, row 2 the first of them."""
    rows = [[case.get(heading, "") for heading in HEADINGS] for case in cases]
    return read(comma_file(HEADINGS, *rows))
