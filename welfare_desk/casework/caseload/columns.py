"""Which column holds what: the row of headings found, guessed at, and put right by the advisor.

Belongs here: headings and the words of the cells, from ``resources/caseload/columns.toml``. What a row
then says is for ``judge``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from welfare_desk import resources
from welfare_desk.casework.caseload import faults
from welfare_desk.casework.caseload.sheet import Book, Row, Sheet, is_empty
from welfare_desk.errors import UsageFault
from welfare_desk.rules import names

_SEARCHED_ROWS = 60
_FEWEST = 3
_NAMES = {"surname", "forename", "name"}


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of headings and cells, folded."""

    says: Mapping[str, str]
    health: frozenset[str]
    exactly: Mapping[str, str]
    within: tuple[tuple[str, str], ...]
    other_people: tuple[str, ...]
    cells: Mapping[str, Mapping[str, str]]
    totals: re.Pattern[str]

    def cell(self, table: str, text: str) -> str | None:
        """Our word for what a cell says: ``cell("kinds", "Inc max")`` is "income"."""
        return self.cells[table].get(names.fold(text))

    def is_total(self, text: str) -> bool:
        return bool(self.totals.fullmatch(names.fold(text)))


@cache
def words() -> Words:
    table = resources.table("caseload/columns.toml")
    fields: Mapping[str, Any] = table["fields"]
    within = [(word, field) for field, entry in fields.items() for word in entry["within"]]
    totals = "|".join(map(re.escape, table["totals"]["words"]))
    return Words(
        says={field: entry["says"] for field, entry in fields.items()},
        health=frozenset(field for field, entry in fields.items() if entry.get("health")),
        exactly={word: field for field, entry in fields.items() for word in entry["exactly"]},
        within=tuple(sorted(within, key=lambda pair: -len(pair[0]))),
        other_people=tuple(table["other_people"]),
        cells={
            name: {word: code for code, said in table[name].items() for word in said}
            for name in ("kinds", "outcomes", "attendance", "debts")
        },
        totals=re.compile(rf"(?:{totals})(?: .*)?"),
    )


@cache
def fold_heading(heading: str) -> str:
    """Words only, abbreviations told apart no longer: "NI No." and "NI Number" are one."""
    same = resources.table("caseload/columns.toml")["same_words"]
    spoken = names.fold(re.sub(r"\(s\)|&", lambda found: "s" if found[0] == "(s)" else " and ", heading))
    return " ".join(word for word in (same.get(word, word) for word in spoken.split()) if word)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet, counted from nought; ``field`` is None where it is not brought in."""

    at: int
    heading: str
    field: str | None


@dataclass(frozen=True, slots=True)
class Matching:
    """What each column is taken for. An advisor may correct it and save it under a name for the next file.

    Columns are known by their headings, so a saved matching fits a file whose columns stand otherwise.
    """

    columns: tuple[Column, ...]
    name: str = ""

    def at(self, field: str) -> int | None:
        return next((column.at for column in self.columns if column.field == field), None)

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(column.field for column in self.columns if column.field)

    @property
    def not_brought_in(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns if column.field is None)

    def corrected(self, heading: str, field: str | None) -> Matching:
        """The same with one column taken for ``field``, or for nothing; a field has one column at a time.

        Raises UsageFault for a heading that is not in the sheet or a field there is not.
        """
        if field is not None and field not in words().says:
            raise UsageFault(f"There is nothing called {field} to bring a column in as.")
        if heading not in {column.heading for column in self.columns}:
            raise UsageFault(f"There is no column headed {heading}.")
        return replace(
            self,
            columns=tuple(
                replace(column, field=field)
                if column.heading == heading
                else replace(column, field=None)
                if field is not None and column.field == field
                else column
                for column in self.columns
            ),
        )

    def as_data(self) -> dict[str, Any]:
        """For keeping: the name, and the field of each heading."""
        return {"name": self.name, "columns": {column.heading: column.field for column in self.columns}}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Matching:
        """A kept matching. A field this program no longer has is let go."""
        known = words().says
        columns = enumerate(data["columns"].items())
        return cls(
            tuple(Column(at, head, f if f in known else None) for at, (head, f) in columns), data["name"]
        )


@dataclass(frozen=True, slots=True)
class Found:
    """The sheet with the best headings, the row they stand in, and what they are taken for."""

    sheet: Sheet
    header_row: int
    matching: Matching


def find_headings(book: Book, saved: Matching | None = None) -> Found:
    """The row with the most headings we know, in whichever sheet; the first of equals.

    Raises faults.NoHeadings when no row has at least three of them with a name among them.
    """
    best: Found | None = None
    for sheet in book.sheets:
        for number, row in enumerate(sheet.rows[:_SEARCHED_ROWS], start=1):
            if sum(not is_empty(value) for value in row) < _FEWEST:
                continue
            matching = _match(row, saved)
            fields = matching.fields
            enough = len(fields) >= _FEWEST and (fields & _NAMES or saved)
            if enough and (best is None or len(fields) > len(best.matching.fields)):
                best = Found(sheet, number, matching)
    if best is None:
        raise faults.NoHeadings
    return best


def _match(row: Row, saved: Matching | None) -> Matching:
    headings: dict[str, int] = {}
    for at, value in enumerate(row):
        if is_empty(value):
            continue
        heading = plain = " ".join(str(value).split())
        again = 2
        while heading in headings:
            heading, again = f"{plain} ({again})", again + 1
        headings[heading] = at
    decided = {fold_heading(c.heading): c.field for c in saved.columns} if saved else {}
    fields: dict[str, str | None] = {
        h: decided[fold_heading(h)] for h in headings if fold_heading(h) in decided
    }
    for guess in (_exactly, _within):
        for heading in headings:
            if fields.get(heading) is None and fold_heading(heading) not in decided:
                field = guess(fold_heading(heading))
                fields[heading] = None if field in fields.values() else field
    return Matching(
        tuple(Column(at, heading, fields[heading]) for heading, at in headings.items()),
        saved.name if saved else "",
    )


def _exactly(heading: str) -> str | None:
    return words().exactly.get(heading)


def _within(heading: str) -> str | None:
    padded = f" {heading} "
    if any(f" {other} " in padded for other in words().other_people):
        return None
    return next((field for word, field in words().within if f" {word} " in padded), None)
