"""What is taken out waits thirty days: rows as JSON can hold them, and back. Who asks is ``undoing``."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, LargeBinary, Time, Uuid, delete, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.types import Date, TypeDecorator, TypeEngine

from welfare_desk import resources
from welfare_desk.casework.trace import Image, Step, Touched, undoable
from welfare_desk.records.base import new_id
from welfare_desk.records.people import Person
from welfare_desk.records.removed import Removed
from welfare_desk.records.tables import Base
from welfare_desk.rules.days import short


def keep_days() -> timedelta:
    return timedelta(days=resources.table("undo.toml")["keep_days"])


def keep(session: Session, step: Step, *, advisor_id: UUID, at: datetime) -> None:
    """What this step took out waits to be put back; what has waited long enough goes for good."""
    gone = [row for row in step.rows if row.act == "removed" and row.before is not None]
    listed = [row for row in gone if undoable().get(row.table, {}).get("listed")]
    if not listed or step.stands:
        return
    main = min(listed, key=lambda row: list(undoable()).index(row.table))
    assert main.before is not None  # noqa: S101 - a removed row has its picture
    clear_out(session, at.astimezone().date())
    changed = [row for row in step.rows if row.act == "changed" and row.before and row.after]
    values = {
        "id": new_id(),
        "version": 1,
        "made_at": at,
        "person_id": _whose(session, gone),
        "advisor_id": advisor_id,
        "on": at.astimezone().date(),
        "table_name": main.table,
        "row_id": main.id,
        "title": _title(main.table, main.before),
        "row_ids": [str(row.id) for row in gone],
        "rows": {
            "removed": [[row.table, written(row.table, row.before or {})] for row in gone],
            "changed": [
                [row.table, written(row.table, row.before or {}), written(row.table, row.after or {})]
                for row in changed
            ],
        },
    }
    session.execute(insert(Base.metadata.tables["removed"]).values(values))


def clear_out(session: Session, today: date) -> int:
    """What has waited its days goes for good; how many."""
    due = delete(Base.metadata.tables["removed"])
    return int(session.execute(due.where(Removed.on < today - keep_days())).rowcount)  # type: ignore[attr-defined]


def forget(session: Session, ids: Iterable[UUID]) -> None:
    """These rows are in the desk again: nothing waits to bring them back a second time."""
    wanted = {str(id) for id in ids}
    for waiting in session.scalars(select(Removed)):
        if wanted & set(waiting.row_ids):
            session.execute(delete(Base.metadata.tables["removed"]).where(Removed.id == waiting.id))


def _whose(session: Session, gone: Iterable[Touched]) -> UUID | None:
    """The one client it is about; none where they went with it, or it is about nobody or several."""
    found = {id for row in gone if row.before and isinstance(id := row.before.get("person_id"), UUID)}
    if len(found) != 1:
        return None
    [id] = found
    return session.scalar(select(Person.id).where(Person.id == id))


def _title(table: str, stood: Image) -> str:
    """Which one it was, from a column anybody may read in a list."""
    value = stood.get(undoable()[table].get("title", ""))
    if isinstance(value, date):
        return short(value)
    line = str(value or "").strip().partition("\n")[0]
    return line if len(line) <= 120 else line[:117].rstrip() + "..."


# Rows as JSON can hold them ------------------------------------------------------------------------------


def written(table: str, stood: Image) -> dict[str, Any]:
    return {name: _put(value) for name, value in stood.items()}


def _put(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date | time):  # a moment is a date too
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def read(table: str, kept: Mapping[str, Any]) -> dict[str, Any]:
    """The row again. A column that was since taken out of the table is passed over."""
    columns = Base.metadata.tables[table].columns
    return {name: _take(columns[name].type, value) for name, value in kept.items() if name in columns}


def _take(kind: TypeEngine[Any], value: Any) -> Any:
    plain = kind.impl if isinstance(kind, TypeDecorator) else kind
    if not isinstance(value, str):
        return value
    if isinstance(plain, Uuid):
        return UUID(value)
    if isinstance(plain, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(plain, Date):
        return date.fromisoformat(value)
    if isinstance(plain, Time):
        return time.fromisoformat(value)
    if isinstance(plain, LargeBinary):
        return base64.b64decode(value)
    return value
