"""The financial statement as files: CSV for any spreadsheet, a workbook with typed sums and live totals.

No text ever becomes a formula: what people wrote enters as text.
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from welfare_desk.reports.financial_statement import TITLE, StatementFacts
from welfare_desk.rules import days, money
from welfare_desk.rules.spreadsheet_text import harmless_text

_WIDTHS = (34, 42, 14, 24, 14, 30, 40)


def statement_csv(facts: StatementFacts) -> bytes:
    """The lines as a file any spreadsheet opens: code, section, line, as given, a month, known from, note."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["code", "section", "line", "as given", "a month", "known from", "note"])
    for section in facts.sections:
        for line in section.lines:
            texts = [line.code, section.name, line.name, line.given]
            writer.writerow([*texts, money.plain(line.a_month), line.evidence, harmless_text(line.note)])
    for words, sum_ in (
        ("Income", facts.income),
        ("Outgoings", facts.outgoings),
        ("Left each month", facts.surplus),
        ("Set aside", facts.contingency),
        ("Available for creditors", facts.available),
    ):
        writer.writerow(["", "Sums", words, "", money.plain(sum_), "", ""])
    return out.getvalue().encode("utf-8-sig")


def statement_workbook(facts: StatementFacts) -> bytes:
    """XLSX: one sheet of lines with what each comes to by the month, one of debts; totals are formulas."""
    import xlsxwriter  # a third of a second: only who saves a workbook pays

    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    made = datetime(facts.on.year, facts.on.month, facts.on.day, tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"title": TITLE, "author": facts.agency, "created": made})
    _Book(book, facts).write()
    book.close()
    return out.getvalue()


class _Book:
    def __init__(self, book: Any, facts: StatementFacts) -> None:
        self.book, self.facts = book, facts
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.money = book.add_format({"num_format": "£#,##0.00;-£#,##0.00"})
        self.total = book.add_format({"bold": True, "top": 1, "num_format": "£#,##0.00;-£#,##0.00"})
        self.strong = book.add_format({"bold": True, "top": 1})
        self.day = book.add_format({"num_format": "d mmm yyyy"})

    def write(self) -> None:
        self.lines()
        if self.facts.debts:
            self.debts()

    def lines(self) -> None:
        facts, sheet = self.facts, self.book.add_worksheet(TITLE)
        sheet.write_string(0, 0, TITLE, self.title)
        about = f"{facts.client}, {facts.reference}. {facts.version}, {days.short(facts.on)}."
        sheet.write_string(1, 0, harmless_text(about))
        sheet.write_string(2, 0, facts.agreed or "Draft: not yet agreed, and not to be sent to a creditor")
        for column, words in enumerate(
            ("Section", "Line", "As given", "How often", "A month", "Known from", "Note")
        ):
            sheet.set_column(column, column, _WIDTHS[column])
            sheet.write_string(4, column, words, self.head)
        sheet.freeze_panes(5, 2)
        row, sums = 5, {}
        for word, groups, total in (
            ("Income", ("income",), facts.income),
            ("Outgoings", ("fixed", "flexible", "savings", "fee"), facts.outgoings),
        ):
            first = row
            for section in facts.sections:
                for line in section.lines if section.group in groups else ():
                    for column, text in ((0, section.name), (1, line.name), (3, line.period),
                                         (5, line.evidence), (6, line.note)):  # fmt: skip
                        sheet.write_string(row, column, harmless_text(text))
                    sheet.write_number(row, 2, line.amount, self.money)
                    sheet.write_number(row, 4, line.a_month, self.money)
                    row += 1
            sums[word] = f"E{row + 1}"
            added = f"=SUM(E{first + 1}:E{row})" if row > first else "=0"
            self._sum(sheet, row, word, added, total)
            row += 2
        self._sum(sheet, row, "Left each month", f"={sums['Income']}-{sums['Outgoings']}", facts.surplus)
        left = f"E{row + 1}"
        sheet.write_string(row + 1, 1, "Put by for what cannot be foreseen")
        sheet.write_number(row + 1, 4, facts.contingency, self.money)
        self._sum(sheet, row + 2, "Available for creditors", f"=MAX(0,{left}-E{row + 2})", facts.available)

    def debts(self) -> None:
        facts, sheet = self.facts, self.book.add_worksheet("Debts")
        offered = any(debt.share is not None for debt in facts.debts)
        heads = ["Creditor", "Kind", "Comes first", "As at", "Owed", "Arrears"]
        heads += ["Offered a month"] if offered else []
        for column, words in enumerate(heads):
            sheet.set_column(column, column, 34 if column < 2 else 14)
            sheet.write_string(0, column, words, self.head)
        sheet.freeze_panes(1, 1)
        for row, debt in enumerate(facts.debts, start=1):
            sheet.write_string(row, 0, harmless_text(debt.creditor or "Not recorded"))
            sheet.write_string(row, 1, debt.kind)
            sheet.write_string(row, 2, "Yes" if debt.first else "")
            if debt.on is not None:
                sheet.write_datetime(row, 3, debt.on, self.day)
            for column, sum_ in enumerate((debt.balance, debt.arrears, debt.share), start=4):
                if sum_ is not None:
                    sheet.write_number(row, column, sum_, self.money)
        last = len(facts.debts)
        sheet.write_string(last + 1, 0, "Together", self.strong)
        for column, letter in enumerate("EFG"[: 3 if offered else 2], start=4):
            values = [(debt.balance, debt.arrears, debt.share)[column - 4] for debt in facts.debts]
            together = sum((one or Decimal(0) for one in values), Decimal(0))
            sheet.write_formula(
                last + 1, column, f"=SUM({letter}2:{letter}{last + 1})", self.total, float(together)
            )

    def _sum(self, sheet: Any, row: int, words: str, formula: str, value: Decimal) -> None:
        sheet.write_string(row, 1, words, self.strong)
        sheet.write_formula(row, 4, formula, self.total, float(value))
