"""A list of the screen as a file: a workbook with typed sums and days, or a CSV; no text is a formula."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter

from welfare_desk.rules.sheet_cells import Sheet, rows_of_text
from welfare_desk.rules.spreadsheet_text import csv_bytes, harmless_text

_LEAST, _MOST = 8, 60  # widths of columns, in letters


def list_workbook(sheet: Sheet, title: str, *, made_on: date) -> bytes:
    """XLSX with the headings held in sight. ``title`` names the list, never a person."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    made = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"title": title, "created": made})
    head = book.add_format({"bold": True, "bottom": 1})
    money = book.add_format({"num_format": "£#,##0.00;-£#,##0.00"})
    day = book.add_format({"num_format": "d mmm yyyy", "align": "left"})
    page = book.add_worksheet("List")
    page.freeze_panes(1, 0)
    for column, words in enumerate(sheet.heads):
        page.write_string(0, column, harmless_text(words), head)
        widest = max((len(str(line[column])) for line in sheet.lines), default=0)
        page.set_column(column, column, min(_MOST, max(_LEAST, len(words), widest) + 2))
    for number, line in enumerate(sheet.lines, start=1):
        for column, cell in enumerate(line):
            if isinstance(cell, Decimal):
                page.write_number(number, column, cell, money)
            elif isinstance(cell, int):
                page.write_number(number, column, cell)
            elif isinstance(cell, date):
                page.write_datetime(number, column, cell, day)
            elif cell:
                page.write_string(number, column, harmless_text(cell))
    if sheet.lines:
        page.autofilter(0, 0, len(sheet.lines), max(0, len(sheet.heads) - 1))
    book.close()
    return out.getvalue()


def list_csv(sheet: Sheet) -> bytes:
    """UTF-8 with its mark; sums with two places and no sign, days as 2026-11-26."""
    return csv_bytes(rows_of_text(sheet))
