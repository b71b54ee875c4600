"""A budget pasted from a spreadsheet: each row's line, sum and period, or what could not be made of it.

What is pasted is somebody's own sheet: headings, totals and blank rows are passed over, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from welfare_desk.errors import Problem
from welfare_desk.rules import as_typed
from welfare_desk.rules.debt.tables import DebtTables

_PER = {
    as_typed.Per.WEEK: "week",
    as_typed.Per.FORTNIGHT: "fortnight",
    as_typed.Per.FOUR_WEEKS: "four_week",
    as_typed.Per.MONTH: "month",
    as_typed.Per.YEAR: "year",
}


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One row. ``code`` is a line of the statement; ``problem`` says why the row brings nothing.

    ``row`` counts from 1 as pasted.
    """

    row: int
    words: str
    code: str | None = None
    amount: Decimal | None = None
    period: str | None = None
    problem: str = ""


def read(text: str, tables: DebtTables, *, period: str = "month") -> list[PastedRow]:
    """Every row that has a sum; ``period`` is meant where a row says none."""
    return list(_rows(text, tables, period))


def _rows(text: str, tables: DebtTables, usual: str) -> Iterator[PastedRow]:
    names = _names(tables)
    sections = {_plain(section.name): section.code for section in tables.sections.values()}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip().strip('"') for cell in re.split(r"\t|;|\s{2,}", line) if cell.strip()]
        if not cells:
            continue
        # "4 weekly" reads as a sum as well: what says how often is never the sum.
        told = [cell for cell in cells if _period(cell, tables) is None]
        words = next((cell for cell in told if _money(cell) is None), "")
        sums = [read for cell in told if (read := _money(cell)) is not None]
        if not sums:
            section = sections.get(_plain(words), section)
            continue
        if _plain(words).startswith("total"):
            continue
        said = next((found for cell in cells if (found := _period(cell, tables)) is not None), None)
        yield _row(number, words, sums, said, usual, names, section, tables)


def _row(
    number: int,
    words: str,
    sums: list[as_typed.Sum],
    said: str | None,
    usual: str,
    names: dict[str, list[str]],
    section: str,
    tables: DebtTables,
) -> PastedRow:
    found = names.get(_plain(words), [])
    here = [code for code in found if code in tables.sections[section].lines] if section else found
    code = here[0] if len(here) == 1 else found[0] if len(found) == 1 else None
    if code is None:
        why = (
            "several lines have this name: paste the section's heading above it" if found else "no such line"
        )
        return PastedRow(number, words, problem=f"{why.capitalize()}.")
    if len(sums) > 1:
        return PastedRow(number, words, code, problem="There are two sums in this row.")
    amount, per = sums[0].amount, sums[0].per
    if amount < 0:
        return PastedRow(number, words, code, problem="A line cannot be less than nothing.")
    if per is as_typed.Per.ONCE:
        return PastedRow(number, words, code, problem="A sum paid once is no part of a month.")
    return PastedRow(number, words, code, amount, said or (_PER[per] if per else usual))


def _money(cell: str) -> as_typed.Sum | None:
    read = as_typed.read_money(cell)
    return None if read is None or isinstance(read, Problem) else read


def _period(cell: str, tables: DebtTables) -> str | None:
    plain = _plain(cell)
    return next((code for code, words in tables.period_words.items() if plain in words), None)


def _names(tables: DebtTables) -> dict[str, list[str]]:
    """What a row may be called: a line's code, its name, or another word for it."""
    names: dict[str, list[str]] = {}
    for code, name in tables.lines().items():
        for word in (code, name, *tables.line_words.get(code, ())):
            if code not in names.setdefault(_plain(word), []):
                names[_plain(word)].append(code)
    return names


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", words.casefold()).strip()
