"""The orders a list of cases may stand in, found a page at a time by the store.

A page goes on from the ``place`` of the last row shown, so that no page costs more than the first.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import and_, exists, func, not_, or_, tuple_
from sqlalchemy.orm import Session, aliased

from welfare_desk.records.cases import Case, KeyDate
from welfare_desk.records.people import Person

ORDERS = {
    "date": "Nearest date",
    "opened": "Newest case",
    "client": "Client's name",
    "kind": "Kind of case",
}
USUAL = "date"
_OPEN = date.max

Place = tuple[Any, ...]
"""Where a row stands in its order; the first of it says what the others are."""


def is_open(look: Session) -> Any:
    """Not "is null" where it is SQLite: by the index of days closed it would fetch every open case and sort.

    A server takes few rows to answer to a sum of its own, and would sort all of them to show fifty.
    """
    if look.get_bind().dialect.name != "sqlite":
        return Case.closed_on.is_(None)
    return func.coalesce(Case.closed_on, _OPEN) == _OPEN


def page_of(look: Session, statement: Any, order: str, after: Place | None, limit: int | None) -> list[Place]:
    """Rows of ``statement`` (columns of cases) in an order, each with its place as the last of its columns.

    ``date`` puts the case whose nearest date is next first, as ``key_dates.nearest`` has it; cases with
    nothing to be done, and closed ones, follow from the newest. Raises KeyError for an order there is not.
    """
    if order != "date":
        return _plain(look, statement, order, after, limit)
    rows: list[Place] = []
    if after is None or after[0] == "due":
        rows = _due(look, statement, after, limit)
    if limit is None or len(rows) < limit:
        rest = after if after is not None and after[0] == "opened" else None
        left = None if limit is None else limit - len(rows)
        rows += _plain(look, statement.where(_nothing_due()), "opened", rest, left)
    return rows


def _due(look: Session, statement: Any, after: Place | None, limit: int | None) -> list[Place]:
    """Open cases by the one date that is their nearest: read along the dates, so that a page is a page."""
    nearer = aliased(KeyDate)
    before = or_(
        and_(nearer.claimant_acts, not_(KeyDate.claimant_acts)),
        and_(
            nearer.claimant_acts == KeyDate.claimant_acts,
            or_(
                nearer.safe_on < KeyDate.safe_on,
                and_(nearer.safe_on == KeyDate.safe_on, nearer.id > KeyDate.id),
            ),
        ),
    )
    of_this_case = exists().where(nearer.case_id == KeyDate.case_id, nearer.done_on.is_(None), before)
    found = (
        statement.add_columns(KeyDate.safe_on, KeyDate.id)
        .join(KeyDate, KeyDate.case_id == Case.id)
        .where(is_open(look), KeyDate.done_on.is_(None), not_(of_this_case))
        .order_by(KeyDate.safe_on, KeyDate.id)
        .limit(limit)
    )
    if after is not None:
        found = found.where(tuple_(KeyDate.safe_on, KeyDate.id) > after[1:])
    return [(*row[:-2], ("due", *row[-2:])) for row in look.connection().execute(found)]


def _nothing_due() -> Any:
    due = exists().where(KeyDate.case_id == Case.id, KeyDate.done_on.is_(None))
    return or_(Case.closed_on.is_not(None), not_(due))


def _plain(look: Session, statement: Any, order: str, after: Place | None, limit: int | None) -> list[Place]:
    """One of the orders that stand in the case or its client."""
    newest = (Case.opened_on.desc(), Case.id.desc())
    goes_on: Any = None
    match order:
        case "opened":
            found = statement.add_columns(Case.opened_on, Case.id).order_by(*newest)
            if after is not None:
                goes_on = tuple_(Case.opened_on, Case.id) < after[1:]
        case "kind":
            found = statement.add_columns(Case.kind, Case.opened_on, Case.id).order_by(Case.kind, *newest)
            if after is not None:
                same = and_(Case.kind == after[1], tuple_(Case.opened_on, Case.id) < after[2:])
                # The first of these says no more; an index begins there and not at the first kind.
                goes_on = and_(Case.kind >= after[1], or_(Case.kind > after[1], same))
        case "client":
            named = statement.join(Person, Person.id == Case.person_id)
            found = named.add_columns(Person.sort_name, Case.id).order_by(Person.sort_name, Case.id)
            if after is not None:
                goes_on = tuple_(Person.sort_name, Case.id) > after[1:]
        case _:
            raise KeyError(order)
    if goes_on is not None:
        found = found.where(goes_on)
    keys = 3 if order == "kind" else 2
    return [(*row[:-keys], (order, *row[-keys:])) for row in look.connection().execute(found.limit(limit))]
