"""The lists behind every exported number, under marks that name nobody.

A mark is made from the desk's key, the period, the table and the record's id: the agency can find the record
again, nobody else can, and marks of two tables or two periods cannot be brought together.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from welfare_desk import resources
from welfare_desk.casework.debt.debts import kind_name
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures.tally import TallyView
from welfare_desk.casework.figures.tally_proof import parts_behind
from welfare_desk.reports.facts import SMALL, LineBehind, MarkBehind, ReportFacts

_PEOPLE = ("total_clients", "new_clients", "households", "clients_with_gain", "debt.clients")
_OTHERS = "Others together"


def with_annex(desk: Desk, view: TallyView, facts: ReportFacts, *, people: bool) -> ReportFacts:
    """The facts with the lines behind every sum; with the ``people`` and cases behind every count too."""
    marks = _Marks(desk, view)
    return replace(
        facts,
        lines=tuple(_lines(view, marks, facts)),
        marks=tuple(_counted(view, marks, facts)) if people else (),
    )


class _Marks:
    def __init__(self, desk: Desk, view: TallyView) -> None:
        purpose = f"report annex {view.period.first} {view.period.last}".encode()
        self._key = hmac.digest(desk.key.raw, purpose, hashlib.sha256)

    def of(self, table: str, id: str) -> str:
        made = hmac.digest(self._key, f"{table}:{id}".encode(), hashlib.sha256)
        return base64.b32encode(made[:6]).decode().rstrip("=")


def _lines(view: TallyView, marks: _Marks, facts: ReportFacts) -> Iterator[LineBehind]:
    """Each line behind money; a benefit of fewer than five lines is not named, so nobody is read off it."""
    parts = list(parts_behind(view))
    often = Counter((cell, part.words) for cell, part in parts)
    for cell, part in parts:
        named = facts.whole or often[cell, part.words] >= SMALL
        yield LineBehind(
            cell=cell,
            mark=marks.of(cell, part.id),
            what=_what(cell, part.words) if named else _OTHERS,
            month=f"{part.on:%Y-%m}" if part.on else "",
            amount=part.amount,
            once=part.once if cell.startswith("gain.") else part.amount,
            how=part.sum_words if named else "",
        )


def _what(cell: str, word: str) -> str:
    catalogue = resources.benefits()
    if not cell.startswith("debt") and (word in catalogue.benefits or word in catalogue.families):
        return catalogue.name(word)
    return kind_name(word)


def _counted(view: TallyView, marks: _Marks, facts: ReportFacts) -> Iterator[MarkBehind]:
    """Who and what is behind each count that is published; a withheld number has no list."""
    behind: Mapping[str, tuple[str, ...]] = view.behind
    for cell, ids in behind.items():
        table, _, rest = cell.partition(".")
        if table in ("gain", "adjustments", "estimated") or (table == "debt" and rest != "clients"):
            continue
        if table == "demographics":
            table = f"{table}.{rest.split('.')[0]}"
        if facts.whole or len(set(ids)) >= SMALL:
            for id in dict.fromkeys(ids):
                yield MarkBehind(cell, marks.of(cell if cell in _PEOPLE else table, id))
