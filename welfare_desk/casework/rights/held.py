"""What the desk holds about one person, table by table, found by following what points at them.

The way from a person to each table is read off the tables themselves, so that a table added tomorrow is in
the copy a client asks for, and goes when they are erased, without anybody having to remember it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, or_, select

from welfare_desk.records.people import Household, Merge, Person
from welfare_desk.records.tables import Base

PEOPLE = Person.__tablename__
HOUSEHOLDS = Household.__tablename__


@cache
def tables() -> tuple[str, ...]:
    """Every table that holds something about a person, those nearer to the person first."""
    return (PEOPLE, HOUSEHOLDS, *_ways())


@cache
def _ways() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By table: the columns that lead towards a person, each with the table it leads to."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    waiting = {
        name: table for name, table in Base.metadata.tables.items() if name not in (PEOPLE, HOUSEHOLDS)
    }
    for name, table in list(waiting.items()):
        if "person_id" in table.columns:
            found[name] = (("person_id", PEOPLE),)
            del waiting[name]
    while reached := {
        name: ways for name, table in waiting.items() if (ways := tuple(_towards(table, found)))
    }:
        # What a row must have says whose it is; what it may have, such as a paper, is followed only after.
        firm = {name: ways for name, ways in reached.items() if _is_firm(name, ways)} or reached
        found |= firm
        for name in firm:
            del waiting[name]
    # Where a row need not name a person itself, it may be about one by what it belongs to.
    for name, ways in list(found.items()):
        table = Base.metadata.tables[name]
        if "person_id" in table.columns and table.columns["person_id"].nullable:
            found[name] = ways + tuple(way for way in _towards(table, found) if way[0] != "person_id")
    return found


def _is_firm(name: str, ways: Iterable[tuple[str, str]]) -> bool:
    columns = Base.metadata.tables[name].columns
    return any(not columns[column].nullable for column, _ in ways)


def _towards(table: Table, reached: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for column in table.columns:
        for key in column.foreign_keys:
            target = key.column.table.name
            if target in reached and target != table.name:
                yield column.name, target


def files_of(person_id: UUID) -> Select[Any]:
    """The ids of a person's file and of those made one with it: what stays behind there is theirs too."""
    merged = select(Merge.gone_id).where(Merge.person_id == person_id, Merge.undone_on.is_(None))
    return select(Person.id).where(or_(Person.id == person_id, Person.id.in_(merged)))


def of(table: str, person_id: UUID) -> ColumnElement[bool]:
    """Which rows of a table are about this person."""
    columns = Base.metadata.tables[table].columns
    if table == PEOPLE:
        return columns["id"] == person_id
    if table == HOUSEHOLDS:
        return columns["id"].in_(select(Person.household_id).where(Person.id == person_id))
    ways = []
    for column, target in _ways()[table]:
        if target == PEOPLE:
            ways.append(columns[column].in_(files_of(person_id)))
            continue
        there = Base.metadata.tables[target]
        ways.append(columns[column].in_(select(there.columns["id"]).where(of(target, person_id))))
    return or_(*ways)
