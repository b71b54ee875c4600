"""What one unit of work did to which rows, so that it can be taken back: recorded as it is written.

How a step is turned back is ``undoing``; which tables may be, and what stands, is ``resources/undo.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, select
from sqlalchemy.orm import ORMExecuteState, Session

from welfare_desk import resources
from welfare_desk.records.base import Kept
from welfare_desk.records.tables import Base

MOST_ROWS = 200  # an act on more rows than this has a way back of its own, or none
_MOST_STEPS = 50
_NO_ACT = frozenset({"drafts", "removed"})  # typing that saves itself; the wastebasket itself
_BESIDE = frozenset({"history", "search_terms", "access_log", "counters", "removed", "drafts"})
_LOOKED_AT = frozenset({"journal"})  # what was said of the act is read again when it is taken back
_ONE_SITTING = timedelta(minutes=10)  # what is saved while it is typed is one act
_TYPED = frozenset({"journal", "meeting_records"})

Image = Mapping[str, Any]
"""A row as it stood: column names and values."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One row of a step. ``before`` is missing where it was made, ``version`` is nought where it is gone."""

    table: str
    id: UUID
    act: str  # made, changed, removed
    version: int
    before: Image | None = None
    after: Image | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One act. ``stands`` says why it cannot be taken back; "" where it can."""

    at: datetime
    rows: tuple[Touched, ...]
    stands: str = ""
    said: tuple[tuple[UUID, UUID | None, str], ...] = ()  # whose journal it stands in, the case, the words

    def main(self) -> Touched | None:
        """The row the act is called by."""
        order = {"removed": 0, "made": 1, "changed": 2}
        rank = {table: place for place, table in enumerate(undoable())}
        known = [row for row in self.rows if row.table in rank]
        return min(known, key=lambda row: (order[row.act], rank[row.table]), default=None)


@dataclass(slots=True)
class Steps:
    """What was done since the desk was opened, the newest last, and what was taken back of it."""

    past: list[Step] = field(default_factory=list)
    ahead: list[Step] = field(default_factory=list)

    def did(self, step: Step) -> None:
        """A new act: nothing that was taken back before it can be done again."""
        self.ahead.clear()
        if self.past and (whole := _one_sitting(self.past[-1], step)):
            self.past[-1] = whole
            return
        self.past = [*self.past[1 - _MOST_STEPS :], step]

    def forget(self) -> None:
        self.past.clear()
        self.ahead.clear()


def _one_sitting(earlier: Step, later: Step) -> Step | None:
    """Both as one, where the later goes on writing at what the earlier wrote."""
    before = {(row.table, row.id): row for row in earlier.rows}
    if earlier.stands or later.stands or later.at - earlier.at > _ONE_SITTING:
        return None
    if any(row.act != "changed" or row.table not in _TYPED for row in later.rows):
        return None
    if {(row.table, row.id) for row in later.rows} - {key for key, row in before.items() if row.version}:
        return None
    for row in later.rows:
        was = before[row.table, row.id]
        before[row.table, row.id] = Touched(row.table, row.id, was.act, row.version, was.before, row.after)
    return Step(later.at, tuple(before.values()), "", earlier.said + later.said)


@cache
def undoable() -> Mapping[str, Mapping[str, Any]]:
    """By table: what a row of it is called, and whether it waits under *Recently removed*."""
    tables: Mapping[str, Mapping[str, Any]] = resources.table("undo.toml")["tables"]
    return tables


@cache
def standing() -> Mapping[str, str]:
    """By table: why an act that touched it is never taken back."""
    told = resources.table("undo.toml")["stands"]
    return {table: each["because"] for each in told for table in each["tables"]}


def firm_because(table: str, image: Image) -> str:
    """Why a row that stands so is not undone any more; "" while it may be."""
    guard = resources.table("undo.toml")["firm"].get(table)
    return guard["because"] if guard is not None and image.get(guard["column"]) is not None else ""


TOO_MUCH = "That changed too many things at once to be taken back in one step."

NO_WAY_BACK = "That has no way back by this key."


class Trace:
    """What is written in one unit of work, until it is committed."""

    def __init__(self) -> None:
        self.on = True
        self._made: dict[tuple[str, UUID], None] = {}
        self._before: dict[tuple[str, UUID], Image] = {}
        self._removed: set[tuple[str, UUID]] = set()
        self._whole = True

    def forget(self, _session: Session | None = None) -> None:
        """Nothing of what was written so far holds: it was rolled back, or committed."""
        self._made, self._before, self._removed, self._whole = {}, {}, set(), True

    def before_flush(self, session: Session) -> None:
        """Keep how each row stood before it is written over."""
        if not self.on or len(self._made) + len(self._before) > MOST_ROWS:
            return
        for row in session.new:
            if isinstance(row, Kept) and row.__tablename__ not in _NO_ACT:
                self._made[row.__tablename__, row.id] = None
        gone = [row for row in session.deleted if isinstance(row, Kept)]
        for row in (*gone, *(row for row in session.dirty if isinstance(row, Kept))):
            key = row.__tablename__, row.id
            if row.__tablename__ in _NO_ACT or (row not in gone and not session.is_modified(row)):
                continue
            if key not in self._made and key not in self._before:
                stood = image(session.connection(), *key)
                if stood is not None:
                    self._before[key] = stood
            if row in gone:
                self._made.pop(key, None)
                self._removed.add(key)

    def on_statement(self, state: ORMExecuteState) -> None:
        """A statement that writes many rows at once leaves no picture of them: such an act stands."""
        if self.on and (state.is_insert or state.is_update or state.is_delete):
            table = getattr(state.statement, "table", None)
            if table is not None and table.name not in _BESIDE:
                self._whole = False

    def step(self, session: Session, at: datetime) -> Step | None:
        """What was done, once all of it is written; None where nothing was that anybody would call an act."""
        if not self.on or not (self._made or self._before or not self._whole):
            return None
        if not self._whole or len(self._made) + len(self._before) > MOST_ROWS:
            return Step(at, (), TOO_MUCH)
        connection, rows = session.connection(), []
        for table, id in self._made:
            now = image(connection, table, id)
            if now is not None:
                kept = now if table in _LOOKED_AT or firm_because(table, now) else None
                rows.append(Touched(table, id, "made", now["version"], None, kept))
        for (table, id), before in self._before.items():
            now = image(connection, table, id) if (table, id) not in self._removed else None
            if now is None:
                rows.append(Touched(table, id, "removed", 0, before))
            elif {**now, "version": 0} != {**before, "version": 0}:
                rows.append(Touched(table, id, "changed", now["version"], before, now))
        if not rows:
            return None
        said = tuple(
            (row.after["person_id"], row.after["case_id"], row.after["words"])
            for row in rows
            if row.table == "journal" and row.act == "made" and row.after and row.after["kind"] != "note"
        )
        return Step(at, tuple(rows), _why_it_stands(rows), said)


def _why_it_stands(rows: list[Touched]) -> str:
    for row in rows:
        why = standing().get(row.table, "" if row.table in undoable() else NO_WAY_BACK)
        for stood in (row.before, row.after):
            why = why or (firm_because(row.table, stood) if stood is not None else "")
        if why:
            return why
    return ""


def image(connection: Connection, table: str, id: UUID) -> Image | None:
    """A row as the store has it now."""
    made: Table = Base.metadata.tables[table]
    found = connection.execute(select(made).where(made.c.id == id)).mappings().first()
    return dict(found) if found is not None else None
