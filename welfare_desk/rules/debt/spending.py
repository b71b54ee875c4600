"""An agency's own spending figures: read from its file, and set against a budget for a household.

The figures belong to the schemes that issue them and are given to members only: none is shipped. A sum above
a figure is no bar: it wants a note, and evidence where there is some (debt B1, B2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from welfare_desk.errors import Problem
from welfare_desk.rules import as_typed, money
from welfare_desk.rules.debt.tables import DebtTables

WHO = ("first_adult", "other_adult", "younger", "older", "vehicle")
"""What a figure is given for: the first adult, each further one, each child by age, each vehicle."""
_HEADS = {
    "group": re.compile(r"group|section|category"),
    "first_adult": re.compile(r"(first|1st|single|one) adult"),
    "other_adult": re.compile(r"(each )?(other|additional|further|second|2nd|extra) adult"),
    "younger": re.compile(r"(each )?(child(ren)? )?under (?P<age>14|16)"),
    "older": re.compile(r"(each )?(child(ren)? )?(aged )?(?P<age>14|16) (to|and|up to) 1[78]"),
    "vehicle": re.compile(r"(each )?(vehicle|car)s?"),
}
_NAMES = {"communications": "comms", "food": "food", "personal": "pers", "phone": "phone",
          "travel": "travel", "housekeeping": "housekeeping", "other": "other"}  # fmt: skip
_FAULTS_SAID = 8
MOST = Decimal(5000)
"""No figure for a month is as large: one that is has lost its decimal point (ours)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Pence a month of one group, for each of ``WHO``."""

    group: str
    pence: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one file by group, and from which age its children count as older (14 or 16)."""

    groups: Mapping[str, Figure]
    older_from: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Whom the figures count in a household."""

    adults: int
    younger: int
    older: int
    vehicles: int


@dataclass(frozen=True, slots=True)
class Against:
    """A group of the budget set against its figure, in pence a month."""

    group: str
    spent_p: int
    figure_p: int

    @property
    def over_p(self) -> int:
        """By how much it is above; nought or less where it is within."""
        return self.spent_p - self.figure_p


def groups_with_figures(tables: DebtTables) -> dict[str, str]:
    """The groups that schemes issue figures for, with their names: of the statement, then of the tool."""
    named = {one.code: one.name for one in tables.sections.values() if one.spending_guideline}
    return named | {one.code: one.name for one in tables.cft_groups.values() if one.trigger}


def figure_p(figure: Figure, household: Counted) -> int:
    """What the figure comes to for a household: the first adult, and so much for each of the others."""
    pence = figure.pence
    return (
        pence.get("first_adult", 0)
        + pence.get("other_adult", 0) * max(0, household.adults - 1)
        + pence.get("younger", 0) * household.younger
        + pence.get("older", 0) * household.older
        + pence.get("vehicle", 0) * household.vehicles
    )


def against(
    figures: Figures, household: Counted, sections: Mapping[str, int], tool: Mapping[str, int]
) -> tuple[Against, ...]:
    """Every group that has a figure, as it stands by the month."""
    spent = {**tool, **sections}
    return tuple(
        Against(code, spent.get(code, 0), figure_p(figure, household))
        for code, figure in figures.groups.items()
    )


def read(rows: Sequence[Sequence[object]], tables: DebtTables) -> Figures | list[Problem]:
    """A table of figures: a heading row, then one row to a group; or everything that is wrong with it.

    Nothing is guessed: a group or a heading it does not know is said, with its row.
    """
    at, heads, ages = _headed(rows)
    if at is None:
        said = "It has no heading row with “group” and “first adult”."
        return [Problem("file", said, "One row to a group; a column for each kind of person.")]
    if len(ages) > 1:
        return [Problem("file", "It counts children from 14 and from 16 at once.", "Use one of the two.")]
    known = groups_with_figures(tables)
    found: dict[str, Figure] = {}
    wrong: list[Problem] = []
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        name = _text(row, heads["group"])
        sums = {who: _cell(row, place) for who, place in heads.items() if who != "group"}
        if not name and not any(sums.values()):
            continue
        code = _group(name, known)
        if code is None:
            wrong.append(Problem("file", f"Row {number}: “{name}” is no group that figures are issued for."))
            continue
        if code in found:
            wrong.append(Problem("file", f"Row {number}: “{name}” stands there twice."))
            continue
        pence, faults = _row(number, name, sums)
        wrong += faults
        found[code] = Figure(code, pence)
    if not found and not wrong:
        wrong.append(Problem("file", "There is no figure in it."))
    return wrong[:_FAULTS_SAID] or Figures(found, next(iter(ages), None))


def _headed(rows: Sequence[Sequence[object]]) -> tuple[int | None, dict[str, int], set[int]]:
    """Which row heads the table, where each column is, and the ages its children are told apart by."""
    for at, row in enumerate(rows[:20]):
        heads: dict[str, int] = {}
        ages: set[int] = set()
        for place in range(len(row)):
            plain = _plain(_text(row, place))
            for name, shape in _HEADS.items():
                read = shape.fullmatch(plain)
                if read and name not in heads:
                    heads[name] = place
                    ages |= {int(read["age"])} if "age" in read.groupdict() else set()
        if "group" in heads and "first_adult" in heads:
            return at, heads, ages
    return None, {}, set()


def _row(number: int, name: str, sums: Mapping[str, object]) -> tuple[dict[str, int], list[Problem]]:
    pence: dict[str, int] = {}
    wrong = []
    for who, value in sums.items():
        if value is None or value == "":
            continue
        amount = _money(value)
        words = f"Row {number}, {name}, {who.replace('_', ' ')}"
        if amount is None or amount < 0:
            wrong.append(Problem("file", f"{words}: “{value}” is no sum of money."))
        elif amount > MOST:
            wrong.append(Problem("file", f"{words}: {money.shown(amount)} a month cannot be right."))
        else:
            pence[who] = money.pence(amount)
    if not wrong and "first_adult" not in pence:
        wrong.append(Problem("file", f"Row {number}, {name}: the figure for the first adult is missing."))
    return pence, wrong


def _money(value: object) -> Decimal | None:
    if isinstance(value, Decimal):
        return value if value == value.quantize(Decimal("0.01")) else None
    read = as_typed.read_money(str(value))
    return read.amount if isinstance(read, as_typed.Sum) and read.per in (None, as_typed.Per.MONTH) else None


def _group(name: str, known: Mapping[str, str]) -> str | None:
    plain = _plain(name)
    for code, words in known.items():
        if plain in (_plain(code), _plain(words), _plain(words.partition("(")[0])):
            return code
    first = plain.partition(" ")[0]
    return _NAMES.get(first) if first in _NAMES and _NAMES[first] in known else None


def _cell(row: Sequence[object], place: int) -> object:
    return row[place] if place < len(row) else None


def _text(row: Sequence[object], place: int) -> str:
    value = _cell(row, place)
    return "" if value is None else " ".join(str(value).split())


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", words.casefold()).strip()
