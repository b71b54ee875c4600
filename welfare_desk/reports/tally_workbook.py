"""The tally as a workbook: a sheet to each table, cells typed, totals worked out from their rows.

Sums on the first sheet are formulas over the sheet of lines, so that whoever has the file can check them.
No text ever becomes a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from welfare_desk.reports.facts import BreakdownRow, ReportFacts, publishable
from welfare_desk.reports.in_words import in_words
from welfare_desk.reports.tally_table import (
    COUNT,
    MONEY,
    RATIO,
    Line,
    Section,
    caution,
    counted,
    evaluated,
    known_of,
    sections,
    values,
)
from welfare_desk.rules import days
from welfare_desk.rules.spreadsheet_text import harmless_text

_LINES = "Lines"
_NAMES, _PROSE, _PAGE = 48, 52, 110  # widths in letters
_FIGURES = "Figures"
_SUMS = {
    "gain.money_advice_total": ("gain.money_advice_other", "debt.written_off"),
    "gain.total": ("gain.welfare", "gain.money_advice_other", "debt.written_off"),
    "ledger.written_off": ("debt.written_off",),
}
_GAINED = ("gain.welfare", "gain.money_advice_other")
_EXCL = (*_GAINED, "adjustments.welfare", "adjustments.money_advice_other")
_DEBT = ("debt.written_off", "debt.rescheduled", "adjustments.written_off", "adjustments.rescheduled")
_RATIOS = {
    "per_pound.excl_debt": (_EXCL, "cash"),
    "per_pound.incl_debt": ((*_EXCL, *_DEBT), "cash"),
    "per_pound.excl_debt_per_la_pound": (_EXCL, "council"),
}


def tally_workbook(facts: ReportFacts) -> bytes:
    """XLSX; the file says nothing of who made it but the agency."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    made = datetime(facts.as_at.year, facts.as_at.month, facts.as_at.day, tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"title": "Tally", "author": facts.agency, "created": made})
    _Book(book, facts).write()
    book.close()
    return out.getvalue()


class _Book:
    def __init__(self, book: Any, facts: ReportFacts) -> None:
        self.book, self.facts = book, facts
        self.style = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True}),
            "head code": book.add_format(
                {"bold": True, "bottom": 1, "valign": "top", "align": "left", "indent": 1}
            ),
            "head right": book.add_format({"bold": True, "bottom": 1, "align": "right", "valign": "top"}),
            MONEY: book.add_format({"valign": "top", "num_format": "£#,##0.00;-£#,##0.00"}),
            RATIO: book.add_format({"valign": "top", "num_format": '"£"0.00'}),
            COUNT: book.add_format({"valign": "top", "num_format": "#,##0"}),
            "share": book.add_format({"valign": "top", "num_format": '0.0"%"'}),
            "mean": book.add_format({"valign": "top", "num_format": "#,##0.00"}),
            "number": book.add_format({"valign": "top", "num_format": "#,##0"}),
            "total": book.add_format({"bold": True, "num_format": "£#,##0.00;-£#,##0.00", "top": 1}),
            "total count": book.add_format({"bold": True, "num_format": "#,##0", "top": 1}),
            "total words": book.add_format({"bold": True, "top": 1}),
            "quiet": book.add_format({"font_color": "#52606D"}),
            "quiet code": book.add_format({"font_color": "#52606D", "align": "left", "indent": 1}),
            "quiet right": book.add_format({"valign": "top", "font_color": "#52606D", "align": "right"}),
            "code": book.add_format({"align": "left", "indent": 1}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
            "wrapped code": book.add_format(
                {"text_wrap": True, "valign": "top", "align": "left", "indent": 1}
            ),
        }

    def write(self) -> None:
        told = list(sections(self.facts))
        self.figures([section for section in told if not section.adds_up and not _is_list(section)])
        for section in told:
            if _is_list(section):
                self.people(section)
        for dimension, rows in self.facts.by.items():
            self.breakdown(dimension, rows if self.facts.whole else publishable(rows))
        self.evaluation()
        self.lines()
        self.words("In words", in_words(self.facts))
        self.words("How it was counted", counted(self.facts))

    def sheet(self, name: str, *widths: float) -> Any:
        sheet = self.book.add_worksheet(name[:31])
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def say(self, sheet: Any, row: int, column: int, words: str, style: str = "") -> None:
        sheet.write_string(row, column, harmless_text(words), self.style.get(style))

    # The figures ----------------------------------------------------------------------------------

    def figures(self, told: Sequence[Section]) -> None:
        facts = self.facts
        sheet = self.sheet(_FIGURES, 58, 20)
        self.say(sheet, 0, 0, facts.agency or "Tally", "title")
        period = f"{days.short(facts.first)} to {days.short(facts.last)}, as known on"
        self.say(sheet, 1, 0, f"{period} {days.short(facts.as_at)}", "quiet")
        row = 2
        for note in _marks_of(facts):
            self.say(sheet, row, 0, note, "quiet")
            row += 1
        places: dict[str, str] = {}
        row += 1
        self.say(sheet, row, 0, "Funding in cash", "head")
        sheet.write_blank(row, 1, None, self.style["head"])
        for name, words, sum_ in (
            ("cash", "All cash funding", facts.cash),
            ("council", "Of that, from the council", facts.council),
        ):
            row += 1
            self.say(sheet, row, 0, words)
            sheet.write_number(row, 1, float(sum_), self.style[MONEY])
            places[name] = xl_rowcol_to_cell(row, 1, row_abs=True, col_abs=True)
        row += 1
        for section in told:
            row += 1
            self.say(sheet, row, 0, section.words, "head")
            sheet.write_blank(row, 1, None, self.style["head"])
            for line, shown in zip(section.lines, values(facts, section), strict=True):
                row += 1
                self.say(sheet, row, 0, line.words)
                self.figure(sheet, row, line, shown, places)
            row += 1
        sheet.freeze_panes(2, 0)

    def figure(self, sheet: Any, row: int, line: Line, shown: str, places: dict[str, str]) -> None:
        """A number; money as the sum of its lines, a ratio as what it divides by what."""
        formula = self.formula(line, places)
        if line.value is None:
            self.say(sheet, row, 1, line.shown, "quiet right")
        elif line.kind == COUNT and shown != line.shown:
            self.say(sheet, row, 1, shown, "quiet right")
        elif formula and self.facts.lines:
            sheet.write_formula(row, 1, formula, self.style[line.kind], float(line.value))
        else:
            sheet.write_number(row, 1, float(line.value), self.style[line.kind])

    def formula(self, line: Line, places: dict[str, str]) -> str:
        if line.path in _RATIOS:
            parts, below = _RATIOS[line.path]
            return f"=ROUND(({_sum(parts)})/{places[below]},2)"
        if line.path == "ledger.lump":
            return f"={_sum(_GAINED, 'E')}"
        if line.path == "ledger.ongoing_annual":
            return f"={_sum(_GAINED)}-({_sum(_GAINED, 'E')})"
        if line.kind == MONEY:
            return f"={_sum(_SUMS.get(line.path, (line.path,)))}"
        return ""

    # The tables -----------------------------------------------------------------------------------

    def people(self, section: Section) -> None:
        """Counts of people with their total, which is worked out where nothing is withheld."""
        sheet = self.sheet(section.words.split(",")[0], 46, 16, 30)
        for column, words in enumerate((section.words, "Number", "Code")):
            self.say(sheet, 0, column, words, ("head", "head right", "head code")[column])
        shown = values(self.facts, section)
        for row, (line, said) in enumerate(zip(section.lines, shown, strict=True), start=1):
            self.say(sheet, row, 0, line.words)
            if said == line.shown:
                sheet.write_number(row, 1, int(line.value or 0), self.style[COUNT])
            else:
                self.say(sheet, row, 1, said, "quiet right")
            self.say(sheet, row, 2, line.path.rsplit(".", 1)[1], "quiet code")
        last = len(section.lines)
        if section.adds_up and last:
            total = sum(int(line.value or 0) for line in section.lines)
            self.say(sheet, last + 1, 0, "Total", "total words")
            if all(said == line.shown for line, said in zip(section.lines, shown, strict=True)):
                self.total(sheet, last + 1, 1, last, total, "total count")
            else:
                sheet.write_number(last + 1, 1, total, self.style["total count"])
        self.finish(sheet, last, 2)

    def breakdown(self, dimension: str, rows: Sequence[BreakdownRow]) -> None:
        sheet = self.sheet(f"By {dimension}", _NAMES, 16, 16, 16, 16, 16)
        heads = (
            "Kind of case" if dimension == "kind" else dimension.capitalize(),
            "More a week",
            "More a year",
            "Lump sums",
            "Written off",
            "Sums confirmed",
        )
        for column, words in enumerate(heads):
            self.say(sheet, 0, column, words, "head right" if column else "head")
        sums: list[Callable[[BreakdownRow], Decimal]] = [
            lambda row: row.weekly,
            lambda row: row.annual,
            lambda row: row.lump,
            lambda row: row.written_off,
        ]
        for at, row in enumerate(rows, start=1):
            self.say(sheet, at, 0, row.name, "wrapped")
            sheet.set_row(at, _tall((row.name, _NAMES)))
            for column, of in enumerate(sums, start=1):
                sheet.write_number(at, column, float(of(row)), self.style[MONEY])
            sheet.write_number(at, 5, row.gains, self.style[COUNT])
        last = len(rows)
        if last:
            self.say(sheet, last + 1, 0, "Total of the rows shown", "total words")
            for column, of in enumerate(sums, start=1):
                whole = sum((of(row) for row in rows), Decimal(0))
                self.total(sheet, last + 1, column, last, float(whole), "total")
            self.total(sheet, last + 1, 5, last, sum(row.gains for row in rows), "total count")
        self.finish(sheet, last, 5)

    def evaluation(self) -> None:
        """Headline figures with how many each rests on."""
        if not self.facts.evaluation:
            return
        sheet = self.sheet("Evaluation", _NAMES, 22, 14, 14, _PROSE, _PROSE)
        heads = ("Figure", "Value", "Asked about", "Known of", "Formula", "Caution")
        for column, words in enumerate(heads):
            style = "head right" if column in (1, 2, 3) else "head code" if column == 4 else "head"
            self.say(sheet, 0, column, words, style)
        for at, figure in enumerate(self.facts.evaluation, start=1):
            said = evaluated(self.facts, figure)
            self.say(sheet, at, 0, figure.words, "wrapped")
            if figure.value is None or said.startswith("rests"):
                self.say(sheet, at, 1, said, "quiet right")
            else:
                style = MONEY if figure.kind == "pounds" else figure.kind
                sheet.write_number(at, 1, float(figure.value), self.style[style])
            counts = zip(known_of(self.facts, figure), (figure.n, figure.with_data), strict=True)
            for column, (words, number) in enumerate(counts, start=2):
                if words == f"{number:,}":
                    sheet.write_number(at, column, number, self.style[COUNT])
                else:
                    self.say(sheet, at, column, words, "quiet right")
            made, beware = figure.why or figure.formula, caution(self.facts, figure)
            self.say(sheet, at, 4, made, "wrapped code")
            self.say(sheet, at, 5, beware, "wrapped")
            sheet.set_row(at, _tall((figure.words, _NAMES), (made, _PROSE), (beware, _PROSE)))
        self.finish(sheet, len(self.facts.evaluation), 5)

    def lines(self) -> None:
        """Every line behind the money, under a mark that names nobody."""
        if not self.facts.lines:
            return
        sheet = self.sheet(_LINES, 30, 14, 40, 12, 16, 16, 52)
        heads = ("Figure", "Mark", "What", "Month", "Of it, once", "Amount", "How it was made")
        for column, words in enumerate(heads):
            style = "head right" if column in (4, 5) else "head code" if column == 6 else "head"
            self.say(sheet, 0, column, words, style)
        for at, line in enumerate(self.facts.lines, start=1):
            for column, words in (
                (0, line.cell),
                (1, line.mark),
                (2, line.what),
                (3, line.month),
                (6, line.how),
            ):
                self.say(sheet, at, column, words, "code" if column == 6 else "")
            sheet.write_number(at, 4, float(line.once), self.style[MONEY])
            sheet.write_number(at, 5, float(line.amount), self.style[MONEY])
        self.finish(sheet, len(self.facts.lines), 6)

    def total(self, sheet: Any, row: int, column: int, last: int, value: float, style: str) -> None:
        """A live total of the rows a filter leaves."""
        first, end = xl_rowcol_to_cell(1, column), xl_rowcol_to_cell(last, column)
        sheet.write_formula(row, column, f"=SUBTOTAL(109,{first}:{end})", self.style[style], value)

    def finish(self, sheet: Any, last: int, columns: int) -> None:
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, last), columns)
        sheet.repeat_rows(0)

    def words(self, name: str, said: Sequence[str]) -> None:
        sheet = self.sheet(name, _PAGE)
        for row, words in enumerate(said):
            self.say(sheet, row, 0, words, "wrapped")
            sheet.set_row(row, _tall((words, _PAGE)) + 4)


def _tall(*cells: tuple[str, int]) -> float:
    """How high a row must be for its wrapped words, each in a column so many letters wide: not every program
    makes room by itself.
    """
    lines = max(ceil(len(words) / (width * 0.95)) for words, width in cells)
    return 15.0 * max(1, lines)


def _is_list(section: Section) -> bool:
    """Whether it is a table of its own: one question and its answers."""
    return section.people and section.words != "People"


def _sum(cells: Sequence[str], column: str = "F") -> str:
    return "+".join(
        f'SUMIFS({_LINES}!${column}:${column},{_LINES}!$A:$A,"{cell}")' for cell in dict.fromkeys(cells)
    )


def _marks_of(facts: ReportFacts) -> list[str]:
    said = ["Practice desk: invented people, not a real report"] if facts.practice_desk else []
    return said + (["For the agency's own use: small numbers are shown"] if facts.whole else [])
