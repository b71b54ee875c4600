"""What a cell of a list is once it leaves for a spreadsheet: a sum, a count, a day, or words made harmless.

The list shows words; whoever pastes them wants to add them up and sort them by day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from welfare_desk.rules import days, money
from welfare_desk.rules.days import MONTHS, WEEKDAYS
from welfare_desk.rules.spreadsheet_text import harmless_text

Value = str | int | Decimal | date

_MONEY = re.compile(r"^-?£\d{1,3}(,\d{3})*\.\d\d$|^-?£\d+\.\d\d$")
_COUNT = re.compile(r"^(0|-?[1-9]\d{0,2}(,\d{3})*|-?[1-9]\d*)$")
_DAY = re.compile(rf"^(?:(?:{'|'.join(WEEKDAYS)}) )?(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as it leaves: its headings, and each line with as many cells as there are headings."""

    heads: tuple[str, ...]
    lines: tuple[tuple[Value, ...], ...]


def value_of(shown: str, raw: object = None, *, figure: bool = False) -> Value:
    """What stands in a cell, as a spreadsheet should take it.

    ``raw`` is the value behind the words where the list keeps one; it counts only where it is what the words
    say, for a list may sort by something else. ``figure``: the column stands to the right, as numbers do,
    so that a bare count is one; elsewhere a run of digits is a reference or a telephone and stays words.
    """
    words = " ".join(shown.split())
    if _MONEY.match(words):
        return Decimal(words.replace("£", "").replace(",", ""))
    if found := _DAY.match(words):
        try:
            return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
        except ValueError:
            return words
    is_count = isinstance(raw, int) and not isinstance(raw, bool)
    if _COUNT.match(words) and (figure or (is_count and int(words.replace(",", "")) == raw)):
        return int(words.replace(",", ""))
    if not words and isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    return words


def as_text(sheet: Sheet) -> str:
    """The list as a spreadsheet takes it from the clipboard: tabs between cells, one line a row.

    Sums and days are written as a British spreadsheet reads them (-£1,234.50, 26 Nov 2026) and an e-mail
    can be read; words that would be worked out as a formula are led by an apostrophe.
    """
    lines = ["\t".join(harmless_text(head) for head in sheet.heads)] if any(sheet.heads) else []
    lines += ["\t".join(_plain(cell) for cell in line) for line in sheet.lines]
    return "\n".join(lines)


def rows_of_text(sheet: Sheet) -> Iterable[Sequence[str]]:
    """The same, cell by cell, for a CSV; words are still to be made harmless by whoever writes it."""
    yield sheet.heads
    for line in sheet.lines:
        yield [_written(cell) for cell in line]


def _plain(cell: Value) -> str:
    if isinstance(cell, Decimal):
        return money.shown(cell)
    if isinstance(cell, date):
        return days.short(cell)
    # A line break inside a cell would begin another row of whatever it is pasted into.
    return harmless_text(" ".join(cell.split())) if isinstance(cell, str) else str(cell)


def _written(cell: Value) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)
