"""The closed lists of the record and of the funder's report: dated data, since funders change them.

What is counted under the codes is ``rules/funder.py``; the codes of benefits are ``rules/benefits.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Code:
    """One entry. ``funder_code`` is what the report calls it; ``up_to`` ends a band, its figure inside.

    ``support``: a contact of this kind supported somebody. ``priority``: a debt of this kind comes first.
    """

    code: str
    label: str
    funder_code: str
    up_to: Decimal | None = None
    support: bool = False
    priority: bool = False


@dataclass(frozen=True, slots=True)
class CodeList:
    """One edition of a list. ``unrecorded`` is its code for a fact nobody wrote down, if it has one."""

    name: str
    starts: date
    basis: str
    codes: tuple[Code, ...]
    unrecorded: str

    def __contains__(self, code: object) -> bool:
        return any(entry.code == code for entry in self.codes)

    def words(self) -> tuple[str, ...]:
        return tuple(entry.code for entry in self.codes)

    def funder_codes(self) -> dict[str, str]:
        """What the report calls each code."""
        return {entry.code: entry.funder_code for entry in self.codes}

    def cells(self) -> tuple[str, ...]:
        """The report's codes, each once, in the order of the list."""
        return tuple(dict.fromkeys(entry.funder_code for entry in self.codes))

    def supporting(self) -> frozenset[str]:
        return frozenset(entry.code for entry in self.codes if entry.support)

    def band(self, figure: Decimal | int) -> str:
        """The first band whose upper edge is not below ``figure``. Raises ValueError above the last."""
        for entry in self.codes:
            if entry.up_to is not None and figure <= entry.up_to:
                return entry.code
        raise ValueError(f"{figure} lies above every band of {self.name}")


@dataclass(frozen=True, slots=True)
class CodeLists:
    """Every list in every edition."""

    editions: Mapping[str, tuple[CodeList, ...]]

    def on(self, name: str, day: date) -> CodeList:
        """The edition in force on a day. Raises ValueError before the first one."""
        for edition in reversed(self.editions[name]):
            if edition.starts <= day:
                return edition
        raise ValueError(f"there is no list of {name} for {day}")


def from_data(data: Mapping[str, Any]) -> CodeLists:
    """The lists from their table. Raises ValueError where a list is not whole."""
    editions: dict[str, list[CodeList]] = {}
    for row in data["list"]:
        editions.setdefault(row["name"], []).append(_list(row))
    return CodeLists(
        {name: tuple(sorted(dated, key=lambda edition: edition.starts)) for name, dated in editions.items()}
    )


def _list(row: Mapping[str, Any]) -> CodeList:
    codes = tuple(_code(entry) for entry in row["codes"])
    words = [entry.code for entry in codes]
    unrecorded = row.get("unrecorded", "")
    if len(set(words)) != len(words) or (unrecorded and unrecorded not in words):
        raise ValueError(f"{row['name']}: a code is there twice, or the unrecorded one is not there")
    if not _ascending(entry.up_to for entry in codes if entry.up_to is not None):
        raise ValueError(f"{row['name']}: the bands are out of order")
    return CodeList(row["name"], date.fromisoformat(row["from"]), row["basis"], codes, unrecorded)


def _code(entry: Mapping[str, Any]) -> Code:
    up_to = entry.get("up_to")
    return Code(
        code=entry["code"],
        label=entry["label"],
        funder_code=entry.get("funder_code", entry["code"]),
        up_to=None if up_to is None else Decimal(up_to),
        support=entry.get("support", False),
        priority=entry.get("priority", False),
    )


def _ascending(edges: Iterable[Decimal]) -> bool:
    written = list(edges)
    return written == sorted(set(written))
