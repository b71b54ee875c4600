"""The tally as a workbook: a sheet of figures and a sheet for each breakdown, every cell typed."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from welfare_desk.reports.facts import ReportFacts
from welfare_desk.reports.tally_table import COUNT, sections
from welfare_desk.rules import days
from welfare_desk.rules.spreadsheet_text import harmless_text


def tally_workbook(facts: ReportFacts) -> bytes:
    """XLSX; text never becomes a formula, and the file says nothing of who made it but the agency."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    made = datetime(facts.as_at.year, facts.as_at.month, facts.as_at.day, tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"title": "Tally", "author": facts.agency, "created": made})
    style = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bottom": 1}),
        "money": book.add_format({"num_format": "£#,##0.00;-£#,##0.00"}),
        "count": book.add_format({"num_format": "#,##0"}),
        "quiet": book.add_format({"font_color": "#52606D"}),
    }
    _figures(book, style, facts)
    for dimension, rows in facts.by.items():
        _breakdown(book, style, dimension, rows)
    book.close()
    return out.getvalue()


def _figures(book: Any, style: Any, facts: ReportFacts) -> None:
    sheet = book.add_worksheet("Figures")
    sheet.set_column(0, 0, 58)
    sheet.set_column(1, 1, 18)
    sheet.write_string(0, 0, harmless_text(facts.agency) or "Tally", style["title"])
    period = f"{days.short(facts.first)} to {days.short(facts.last)}, as known on {days.short(facts.as_at)}"
    sheet.write_string(1, 0, period, style["quiet"])
    row = 2
    if facts.practice_desk:
        sheet.write_string(row, 0, "Practice desk: invented people, not a real report", style["quiet"])
        row += 1
    for section in sections(facts):
        row += 1
        sheet.write_string(row, 0, section.words, style["head"])
        sheet.write_blank(row, 1, None, style["head"])
        row += 1
        for line in section.lines:
            sheet.write_string(row, 0, harmless_text(line.words))
            if line.value is None:
                sheet.write_string(row, 1, "cannot be worked out", style["quiet"])
            else:
                sheet.write_number(
                    row, 1, float(line.value), style["count" if line.kind == COUNT else "money"]
                )
            row += 1
    for note in facts.choices:
        row += 1
        sheet.write_string(row, 0, harmless_text(note), style["quiet"])
    sheet.freeze_panes(2, 0)


def _breakdown(book: Any, style: Any, dimension: str, rows: Any) -> None:
    sheet = book.add_worksheet(f"By {dimension}")
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 5, 16)
    for column, words in enumerate(
        (dimension.capitalize(), "A week", "A year", "Lump sums", "Written off", "Sums confirmed")
    ):
        sheet.write_string(0, column, words, style["head"])
    for at, row in enumerate(rows, start=1):
        sheet.write_string(at, 0, harmless_text(row.name))
        for column, amount in enumerate((row.weekly, row.annual, row.lump, row.written_off), start=1):
            sheet.write_number(at, column, float(amount), style["money"])
        sheet.write_number(at, 5, row.gains, style["count"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(rows)), 5)
