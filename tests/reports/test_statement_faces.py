"""The financial statement on paper for a reading machine, and as a workbook with typed sums."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from letters.reading_back import read_tagged

from welfare_desk.reports.financial_statement import (
    StatementDebt,
    StatementFacts,
    StatementLine,
    StatementSection,
    statement_pdf,
)
from welfare_desk.reports.statement_files import statement_workbook

GAS = StatementLine("util_gas", "Gas", "£12.00 a week", Decimal("52.00"), "Bill seen", "=1+1",
                    Decimal("12.00"), "a week")  # fmt: skip
WAGES = StatementLine("earn_client", "Salary", "£900.00 a month", Decimal("900.00"), "Payslip seen", "",
                      Decimal("900.00"), "a month")  # fmt: skip


def facts(**more):
    given = {
        "agency": "Tayside Advice", "agency_lines": ("Limited permission 000000",), "advisor": "M Sinclair",
        "client": "Callum Reid", "reference": "HR-0142-K", "version": "Now", "on": date(2026, 11, 26),
        "review_on": None, "household": (("Adults", "1"),),
        "sections": (
            StatementSection("Earnings", "income", (WAGES,), Decimal("900.00")),
            StatementSection("Utilities", "fixed", (GAS,), Decimal("52.00")),
        ),
        "income": Decimal("900.00"), "outgoings": Decimal("52.00"), "surplus": Decimal("848.00"),
        "contingency": Decimal("20.00"), "available": Decimal("828.00"), "tool": (), "contribution": None,
        "debts": (
            StatementDebt("Rent", "=cmd|x", Decimal("1240.00"), Decimal("840.00"), date(2026, 11, 3), True,
                          Decimal("25.00")),
            StatementDebt("Card", "Northgate Bank", None, None, None, False),
        ),
        "agreed": "Signed on 26 Nov 2026",
    }  # fmt: skip
    return StatementFacts(**(given | more))


def test_a_reading_machine_hears_headings_and_tables_with_their_heads():
    read = read_tagged(statement_pdf(facts()))
    assert read.of("H1") == ["Financial statement"]
    assert read.of("H2") == [
        "What comes in", "What goes out", "What is left", "What is owed", "The client's agreement",
    ]  # fmt: skip
    heads = [tag.scope for tag in read.root.walk() if tag.kind == "TH"]
    assert heads.count("/Column") == 4 + 4 + 5 and heads.count("/Row") > 8
    assert "Gas £12.00 a week £52.00 Bill seen. =1+1" in read.text
    assert "Page 1 of 1" in read.artifacts and "Page 1 of 1" not in read.text


def test_a_draft_has_a_place_to_sign_and_a_long_one_goes_on_overleaf():
    lines = tuple(
        StatementLine(f"x{n}", f"Line {n}", "£1.00 a month", Decimal("1.00"), "Said", "A note. " * 9)
        for n in range(60)
    )  # fmt: skip
    section = StatementSection("Personal", "flexible", lines, Decimal("60.00"))
    read = read_tagged(statement_pdf(facts(agreed="", sections=(section,), debts=())))
    assert "Signed" in read.text and "not to be sent to a creditor" in read.text
    assert "Line 59" in read.text and "Page 2 of" in read.artifacts


@pytest.mark.parametrize("name", ["Ὀδυσσεύς 🙂 Ніна", "<b>&amp;</b>", "A" * 200])
def test_any_name_prints(name):
    assert statement_pdf(facts(client=name)).startswith(b"%PDF")


def test_the_workbook_has_typed_sums_live_totals_and_no_formula_of_anybodys():
    book = openpyxl.load_workbook(BytesIO(statement_workbook(facts())))
    sheet, debts = book["Financial statement"], book["Debts"]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=6) if row[1].value}
    assert rows["Gas"][2].value == 12 and rows["Gas"][4].value == 52 and rows["Gas"][3].value == "a week"
    assert rows["Gas"][6].value == "'=1+1" and rows["Gas"][6].data_type == "s"
    assert rows["Income"][4].value == "=SUM(E6:E6)"
    assert rows["Left each month"][4].value.startswith("=E")
    assert debts["A2"].value == "'=cmd|x" and debts["A2"].data_type == "s"
    assert debts["E2"].value == 1240 and debts["D2"].value.date() == date(2026, 11, 3)
    assert debts["E4"].value == "=SUM(E2:E3)" and debts["G2"].value == 25


def test_the_totals_are_kept_for_who_does_not_work_them_out():
    book = openpyxl.load_workbook(BytesIO(statement_workbook(facts())), data_only=True)
    sheet = book["Financial statement"]
    kept = {row[1].value: row[4].value for row in sheet.iter_rows(min_row=6) if row[1].value}
    assert (kept["Income"], kept["Outgoings"], kept["Available for creditors"]) == (900, 52, 828)
