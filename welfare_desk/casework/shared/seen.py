"""What somebody had seen when they began to write, so that nothing others wrote since is written over unseen.

At a shared desk a page takes down the moment at which it read. What is saved from it later is saved as of
that moment: a row somebody else has written in between is not touched, and ``ChangedMeanwhile`` says so,
whatever use-case it was and whichever of its rows. A desk of one folder has one writer, and needs none of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import ChangedMeanwhile, Desk
from welfare_desk.records.base import Kept


@dataclass(frozen=True, slots=True)
class Moment:
    """Which of the server's transactions had ended when somebody looked."""

    snapshot: str


_AS_OF: ContextVar[Moment | None] = ContextVar("what the writer had seen", default=None)

# A row's xmin has 32 bits and a snapshot's numbers 64: it is of the same age of the server or the one before.
_NEWER = """
    SELECT id FROM {table}, LATERAL (SELECT
        pg_snapshot_xmax(CAST(:snapshot AS pg_snapshot))::text::bigint AS next,
        xmin::text::bigint AS low) n, LATERAL (SELECT
        (n.next & ~4294967295::bigint) + n.low AS guess) g, LATERAL (SELECT
        CASE WHEN g.guess - n.next > 2147483648 THEN g.guess - 4294967296
             WHEN n.next - g.guess > 2147483648 THEN g.guess + 4294967296 ELSE g.guess END AS writer) w
    WHERE id = ANY(:ids) AND w.writer >= 3 AND NOT (w.writer = ANY(:own))
      AND NOT pg_visible_in_snapshot(w.writer::text::xid8, CAST(:snapshot AS pg_snapshot))
"""


def moment(desk: Desk) -> Moment | None:
    """Now, as the server counts; taken before what is shown is read. None at a desk of one folder."""
    if desk.shared is None:
        return None
    with desk.look() as look:
        return Moment(look.scalar(text("SELECT pg_current_snapshot()::text")) or "")


@contextmanager
def as_of(seen: Moment | None) -> Iterator[None]:
    """What is written inside may change no row that somebody else wrote after ``seen``."""
    before = _AS_OF.set(seen)
    try:
        yield
    finally:
        _AS_OF.reset(before)


def refuse_unseen(session: Session, own_writes: Collection[int]) -> None:
    """Before a flush. ``own_writes``: the numbers of what was committed here. Raises ChangedMeanwhile."""
    seen = _AS_OF.get()
    if seen is None:
        return
    rows: dict[str, list[UUID]] = defaultdict(list)
    for row in (*session.dirty, *session.deleted):
        if (
            isinstance(row, Kept)
            and inspect(row).persistent
            and (row in session.deleted or session.is_modified(row))
        ):
            rows[row.__tablename__].append(row.id)
    own = sorted(own_writes)
    for table, ids in rows.items():
        asked = text(_NEWER.format(table=f'"{table}"'))
        values = {"snapshot": seen.snapshot, "ids": ids, "own": own}
        if session.connection().execute(asked, values).first() is not None:
            raise ChangedMeanwhile()
