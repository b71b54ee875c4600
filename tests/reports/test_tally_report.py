"""The report on paper, in a workbook and as CSV says the same figures, read back by other programs."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from building import MovingClock

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import reporting
from welfare_desk.casework.workbook import intake
from welfare_desk.errors import UsageFault
from welfare_desk.reports import charts
from welfare_desk.reports.facts import (
    BreakdownRow,
    MonthOfGains,
    ReportFacts,
    publishable,
    published,
    published_together,
)
from welfare_desk.reports.tally_csv import tally_csv
from welfare_desk.reports.tally_pdf import tally_pdf
from welfare_desk.reports.tally_workbook import tally_workbook
from welfare_desk.rules.caseload import Period

WORKBOOK = Path(__file__).parents[1] / "data" / "caseload" / "practice-desk.xlsx"
FIRST, LAST = date(2025, 4, 1), date(2026, 3, 31)


@pytest.fixture
def facts(desk: Desk, clock: MovingClock) -> ReportFacts:
    intake.bring_in(desk, WORKBOOK.read_bytes(), WORKBOOK.name, today=clock.today())
    for kind, pounds in (("local_authority", "14000"), ("hscp", "9000"), ("in_kind", "5000")):
        agency.add_funding(desk, agency.FundingDraft("A funder", kind, FIRST, LAST, Decimal(pounds)))
    return reporting.report_facts(desk, Period(FIRST, LAST))


def cells(data: bytes) -> dict[str, str]:
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))
    return {row["Key"]: row["Value"] for row in rows}


def test_the_ratio_is_about_fifteen_pounds_for_one(facts: ReportFacts) -> None:
    said = cells(tally_csv(facts))
    assert said["gain.welfare"] == "298588.82" and said["ledger.written_off"] == "47474.77"
    assert said["per_pound.incl_debt"] == "15.05"  # (298,588.82 + 47,474.77) / 23,000
    assert said["per_pound.excl_debt_per_la_pound"] == "21.33"


def test_the_workbook_holds_the_same_figures_as_numbers(facts: ReportFacts) -> None:
    book = openpyxl.load_workbook(BytesIO(tally_workbook(facts)))
    found = {row[0].value: row[1] for row in book["Figures"].iter_rows(max_col=2)}
    assert found["Welfare benefits gain"].value == 298588.82
    assert found["Clients"].data_type == "n"
    assert "By benefit" in book.sheetnames


def test_the_pdf_says_them_too_with_its_fonts_inside(facts: ReportFacts) -> None:
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtPdf import QPdfDocument

    data = tally_pdf(facts)
    read = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    read.load(buffer)
    text = " ".join(read.getAllText(page).text() for page in range(read.pageCount()))
    assert "£298,588.82" in text and "£15.05 for each £1" in text and "Gain by benefit" in text
    assert "fewer than 5" in text
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                assert "/FontFile2" in inner.FontDescriptor


def test_the_same_facts_make_the_same_pdf(facts: ReportFacts) -> None:
    assert tally_pdf(facts) == tally_pdf(facts)


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("x")', "+44 7700", "@SUM(A1)", "-- Practice", "Tab\tPractice", "<b>Bold & Co</b>"]
)
def test_a_practices_name_is_never_worked_out(facts: ReportFacts, name: str) -> None:
    row = BreakdownRow(name, name, Decimal(1), Decimal(52), Decimal(0), Decimal(0), 1)
    hostile = replace(facts, agency=name, by={"practice": (row,)}, practices=(name,))
    book = openpyxl.load_workbook(BytesIO(tally_workbook(hostile)))
    ours = re.compile(r"=(SUBTOTAL|ROUND|SUMIFS)\(")
    for cell in (cell for sheet in book for line in sheet.iter_rows() for cell in line):
        assert cell.data_type != "f" or (ours.match(cell.value) and name not in cell.value)
    for line in csv.reader(StringIO(tally_csv(hostile).decode("utf-8-sig"))):
        assert all(cell[:1] not in ("=", "+", "@") for cell in line)
    assert tally_pdf(hostile).startswith(b"%PDF")


def test_small_counts_of_people_are_not_published() -> None:
    assert [published(count) for count in (0, 1, 4, 5, 1200)] == [
        "0",
        "fewer than 5",
        "fewer than 5",
        "5",
        "1,200",
    ]


def test_without_funding_no_ratio_is_claimed(desk: Desk) -> None:
    figures = json.loads(reporting.report(desk, FIRST, LAST, format="json"))
    assert figures["per_pound"] == {"excl_debt": None, "incl_debt": None, "excl_debt_per_la_pound": None}
    assert "no funding recorded" in str(openpyxl_text(reporting.report(desk, FIRST, LAST, format="xlsx")))


def openpyxl_text(data: bytes) -> list[object]:
    sheet = openpyxl.load_workbook(BytesIO(data))["Figures"]
    return [cell.value for line in sheet.iter_rows() for cell in line]


def test_an_empty_desk_makes_every_face(desk: Desk) -> None:
    for kind in reporting.FORMATS:
        assert reporting.report(desk, FIRST, LAST, format=kind)


def test_an_unknown_breakdown_or_format_is_said(desk: Desk) -> None:
    with pytest.raises(UsageFault, match="no breakdown by moon"):
        reporting.report(desk, FIRST, LAST, by=("moon",), format="json")
    with pytest.raises(UsageFault, match="no format"):
        reporting.report(desk, FIRST, LAST, format="odt")


def test_the_charts_are_drawn_for_the_screen(facts: ReportFacts) -> None:
    drawn = [
        reporting.chart_as_svg(facts, chart, width=700, height=200, text=12, dark=dark)
        for chart in ("month", "benefit")
        for dark in (False, True)
    ]
    for svg in drawn:
        assert b"<svg" in svg and b"Inter" in svg


def test_a_small_count_alone_in_a_list_takes_the_next_smallest_with_it() -> None:
    assert published_together([40, 3, 0, 9]) == ["40", "fewer than 5", "0", "not shown"]
    assert published_together([40, 3, 2]) == ["40", "fewer than 5", "fewer than 5"]
    assert published_together([3, 0]) == ["fewer than 5", "0"]


def a_row(code: str, gains: int) -> BreakdownRow:
    return BreakdownRow(code, code.upper(), Decimal(1), Decimal(52), Decimal(7), Decimal(0), gains)


def test_codes_of_few_sums_leave_the_agency_together_and_nothing_is_lost() -> None:
    rows = [a_row("adp", 9), a_row("uc", 2), a_row("pc", 4), a_row("hb", 0)]
    told = publishable(rows)
    assert [(row.name, row.gains) for row in told] == [("ADP", 9), ("UC and PC together", 6)]
    assert sum(row.total for row in told) == sum(row.total for row in rows if row.gains)
    alone = publishable([a_row("adp", 9), a_row("uc", 6), a_row("pc", 1)])
    assert [row.name for row in alone] == ["ADP", "PC and UC together"]


def test_an_online_form_does_not_lend_email_its_name(facts: ReportFacts) -> None:
    assert facts.label("channel", "email") == "Email"


def test_a_large_agencys_chart_has_few_lines_and_short_words() -> None:
    months = [
        MonthOfGains(f"{2021 + n // 12}-{n % 12 + 1:02}", Decimal(23_000_000), Decimal(1), Decimal(0))
        for n in range(60)
    ]
    drawn = charts.by_month(months, 480, 170)
    lines = [shape for shape in drawn.contents if type(shape).__name__ == "Line"]
    words = [shape.text for shape in drawn.contents if type(shape).__name__ == "String"]
    assert 3 <= len(lines) <= 6 and "£25,000,000" in words
    assert sum("21" in word for word in words) < 12  # not every month can be named


def test_many_benefits_end_in_one_bar_of_the_rest() -> None:
    rows = [a_row(f"b{n}", 9) for n in range(30)]
    words = [shape.text for shape in charts.by_benefit(rows, 480).contents if hasattr(shape, "text")]
    assert "Others together" in words and len(words) == 2 * charts.MOST_BARS


def test_every_page_says_its_number_and_how_many_there_are(facts: ReportFacts) -> None:
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtPdf import QPdfDocument

    read, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(tally_pdf(replace(facts, practice_desk=True))))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    read.load(buffer)
    pages = read.pageCount()
    for page in range(pages):
        text = read.getAllText(page).text()
        assert f"Page {page + 1} of {pages}" in text and "Practice desk" in text


def test_the_same_facts_make_the_same_workbook_and_csv(facts: ReportFacts) -> None:
    assert tally_workbook(facts) == tally_workbook(facts)
    assert tally_csv(facts) == tally_csv(facts)
