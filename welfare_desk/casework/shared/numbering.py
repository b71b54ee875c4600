"""The running number of a shared desk's references, taken so that nobody waits for another's act to end."""

from __future__ import annotations

from sqlalchemy import text

from welfare_desk.casework.desk import Desk

_NEXT = text(
    "INSERT INTO counters (name, last) VALUES ('reference', 1)"
    " ON CONFLICT (name) DO UPDATE SET last = counters.last + 1 RETURNING last"
)


def next_number(desk: Desk) -> int:
    """The next number, this desk's for good whatever becomes of what it was taken for.

    Taken on a line of its own: held until an act ended, fifty advisors' letters would stand in one queue.
    So an act that is not saved leaves a number unused; none is given out twice, and none may be missing
    but from the access log, which is numbered by its own rule.
    """
    with desk.engine.begin() as line:
        taken: int = line.execute(_NEXT).scalar_one()
        return taken
