"""Every rule about rows is what stands in the way: with that rule alone gone, the attack succeeds.

For each table and each act, somebody who should not tries it on a row that is not theirs and fails; then,
in the same transaction, that one policy is opened (or its right given) and the very same sentence works.
Every transaction is undone, so the desk is the one the other attacks are tried on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import agency_desk
import psycopg
import pytest
from agency_desk import AgencyDesk
from building import MovingClock, a_case, a_client
from psycopg import sql
from sqlalchemy import Table
from sqlalchemy.engine import URL

from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.records.row_security import policies
from welfare_desk.records.shared_roles import Roles
from welfare_desk.records.tables import Base

ACTS = ("select", "insert", "update", "delete")
TABLES = {table.name: table for table in Base.metadata.sorted_tables}
_MADE_BY_THE_PROGRAM = ("people", "cases", "advisors")
# What every member may see: there is nobody to keep from it.
OPEN_TO_ALL = {(name, "select") for name, policy in policies().items() if policy.see == "true"}
HELD = [(name, act) for name in policies() for act in ACTS if (name, act) not in OPEN_TO_ALL]


@dataclass
class Stranger:
    """Somebody at the server as a role of theirs, beside whoever runs it, in one transaction."""

    there: psycopg.Connection[Any]
    login: str

    @contextmanager
    def being_them(self) -> Iterator[None]:
        # As after signing in: session_user is theirs, which is what the desk's functions ask.
        self.there.execute(sql.SQL("SET SESSION AUTHORIZATION {}").format(sql.Identifier(self.login)))
        yield
        self.there.execute("RESET SESSION AUTHORIZATION")

    def does(self, sentence: sql.Composable, given: dict[str, Any]) -> bool:
        """Whether it worked: a row was seen, added, changed or taken away. Nothing of it stays."""
        try:
            with self.there.transaction(force_rollback=True), self.being_them():
                return self.there.execute(sentence, given).rowcount > 0
        except psycopg.errors.InsufficientPrivilege:
            return False
        except psycopg.errors.UniqueViolation:
            return True  # asked only of a row that every rule about rows has let through


@dataclass
class House:
    house: AgencyDesk
    roles: Roles
    thief: str
    reviewer: str
    rows: dict[str, dict[str, Any]]  # one of each table, about the hidden client

    @contextmanager
    def as_stranger(self, login: str) -> Iterator[Stranger]:
        way = self.house.address
        with (
            psycopg.connect(host="127.0.0.1", port=way.port, dbname=way.database, user="wdadmin") as there,
            there.transaction(force_rollback=True),
        ):
            # The rules about rows are tried by themselves: the watchers have a test of their own.
            there.execute("SET LOCAL session_replication_role = replica")
            for name, row in self.rows.items():
                if name not in _MADE_BY_THE_PROGRAM:
                    there.execute(_insert(name, row), row)
            yield Stranger(there, login)


def _insert(name: str, row: dict[str, Any]) -> sql.Composed:
    return sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(name),
        sql.SQL(", ").join(map(sql.Identifier, row)),
        sql.SQL(", ").join(map(sql.Placeholder, row)),
    )


_FILLERS: dict[type, Callable[[], Any]] = {
    str: lambda: f"x {uuid4()}",
    int: lambda: 7,
    bool: lambda: False,
    date: lambda: date(2026, 11, 1),
    datetime: lambda: datetime(2026, 11, 1, tzinfo=UTC),
    time: lambda: time(9),
    bytes: lambda: bytes(32),
    UUID: uuid4,
    dict: lambda: "{}",
}


def a_row(table: Table, about: dict[str, Any]) -> dict[str, Any]:
    """A row of any table: what it points at is the hidden client's, what it must hold is anything."""
    row: dict[str, Any] = {}
    for column in table.columns:
        pointed = {key.column.table.name for key in column.foreign_keys}
        if known := pointed & set(about):
            row[column.name] = about[known.pop()]
        elif column.name == "by_advisor_id" or column.name == "of_advisor_id":
            row[column.name] = about["advisors"]
        elif not column.nullable and not pointed:
            stored = getattr(column.type, "impl", column.type)
            kind = dict if "JSON" in type(stored).__name__ else stored.python_type
            row[column.name] = _FILLERS[kind]()
    if table.name == "sealed_keys":
        row["advisor_id"] = uuid4()  # its owner has theirs, once
    return row


@pytest.fixture(scope="module")
def house(server: URL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    clock = MovingClock(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))
    made = agency_desk.make(server, tmp_path_factory.mktemp("house"), clock)
    owner, thief = made.invite("Morag Sinclair"), made.invite("Rab Kerr")
    reviewer = made.invite("Rhona Weir", role="reviewer")
    hidden = a_client(owner)
    case = a_case(owner, hidden)
    about: dict[str, Any] = {"people": hidden, "cases": case, "advisors": owner.advisor.id}
    rows: dict[str, dict[str, Any]] = {}
    for name, table in TABLES.items():
        rows[name] = a_row(table, about)
        if name in _MADE_BY_THE_PROGRAM:
            rows[name]["id"] = about[name]
        if "id" in rows[name]:
            about[name] = rows[name]["id"]
    yield House(
        made, Roles.of(made.address.database), shared_of(thief).way.login, shared_of(reviewer).way.login, rows
    )
    made.close()


def _another(value: Any) -> Any:
    """Of the same kind, for what may be there once."""
    if isinstance(value, int):
        return value + 1
    return value + timedelta(days=1) if isinstance(value, date) else _FILLERS[type(value)]()


def _act(act: str, name: str, row: dict[str, Any]) -> tuple[sql.Composable, dict[str, Any]]:
    """The sentence a stranger types, and what they give it."""
    table = sql.Identifier(name)
    if act == "insert":
        once = {column.name for column in TABLES[name].primary_key} - {"person_id"}
        once |= {key for key, value in row.items() if str(value).startswith("x ") or type(value) is date}
        if name == "sealed_keys":
            once |= {"advisor_id"}
        again = row | {key: _another(row[key]) for key in once}
        return _insert(name, again), again
    where = sql.SQL(" AND ").join(
        sql.SQL("{} = {}").format(sql.Identifier(column.name), sql.Placeholder(column.name))
        for column in TABLES[name].primary_key
    )
    one = sql.Identifier(next(iter(TABLES[name].primary_key)).name)
    begin = {
        "select": sql.SQL("SELECT 1 FROM {}").format(table),
        "update": sql.SQL("UPDATE {} SET {} = {}").format(table, one, one),
        "delete": sql.SQL("DELETE FROM {}").format(table),
    }[act]
    return begin + sql.SQL(" WHERE ") + where, row


def _open(stranger: Stranger, roles: Roles, name: str, act: str) -> None:
    """Take this one rule away: its policy lets everybody, its right is given."""
    clauses = {
        "select": "USING (true)",
        "insert": "WITH CHECK (true)",
        "update": "USING (true) WITH CHECK (true)",
        "delete": "USING (true)",
    }[act]
    there = stranger.there
    there.execute(f'DROP POLICY IF EXISTS wd_{act} ON "{name}"'.encode())
    there.execute(f'GRANT {act} ON "{name}" TO {roles.member}'.encode())
    there.execute(f'CREATE POLICY wd_{act} ON "{name}" FOR {act} TO {roles.member} {clauses}'.encode())


def _whose_attack(house: House, name: str, act: str) -> str:
    """The reviewer's, who writes nothing, where every caseworker may; else another caseworker's."""
    policy = policies()[name]
    everybodys = {"insert": policy.add, "update": policy.change, "delete": policy.change}.get(act)
    anybody_adds = act == "insert" and name == "households"  # a home nobody lives in yet
    return house.reviewer if everybodys == "(SELECT wd_writes())" or anybody_adds else house.thief


@pytest.mark.parametrize("act", ACTS)
def test_each_rule_is_what_stands_between_a_stranger_and_a_row(
    house: House, act: str, counted: Callable[[str, int, int, str], None]
) -> None:
    """Nothing is done with the rule there, and the same is done with that rule gone."""
    got_through, no_attack, tried = [], [], 0
    about = house.rows
    for login in (house.thief, house.reviewer):
        with house.as_stranger(login) as stranger:
            for name, held_act in HELD:
                if held_act != act or name not in about or _whose_attack(house, name, act) != login:
                    continue
                tried += 1
                with stranger.there.transaction(force_rollback=True):
                    if act in ("update", "delete"):  # else the rule about seeing would be what refuses
                        _open(stranger, house.roles, name, "select")
                    if stranger.does(*_act(act, name, about[name])):
                        got_through.append(name)
                    _open(stranger, house.roles, name, act)
                    if not stranger.does(*_act(act, name, about[name])):
                        no_attack.append(name)
    assert got_through == [], "a stranger did it with the rule in its place"
    assert no_attack == [], "the attack fails without the rule as well, so it shows nothing of it"
    held = sum(held_act == act for _, held_act in HELD)
    more = f"{tried} of {held} rules tried there and gone; {len(OPEN_TO_ALL)} tables are for all to see"
    counted(f"Rules about rows, {act}", tried, len(got_through), more)
    assert tried == held


def test_row_security_itself_and_each_tables_owner_are_what_stands_in_the_way(
    house: House, counted: Callable[[str, int, int, str], None]
) -> None:
    tried = 0
    with house.as_stranger(house.thief) as stranger:
        for name, row in house.rows.items():
            look = _act("select", name, row)
            off = sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(sql.Identifier(name))
            with stranger.there.transaction(force_rollback=True):
                if (name, "select") not in OPEN_TO_ALL:
                    assert not stranger.does(*look), name
                    stranger.there.execute(off)
                    assert stranger.does(*look), name
                    tried += 1
            with stranger.there.transaction(force_rollback=True):
                with (
                    pytest.raises(psycopg.errors.InsufficientPrivilege),
                    stranger.there.transaction(),
                    stranger.being_them(),
                ):
                    stranger.there.execute(off)
                owned = sql.SQL("ALTER TABLE {} OWNER TO {}")
                stranger.there.execute(owned.format(sql.Identifier(name), sql.Identifier(stranger.login)))
                with stranger.being_them():
                    stranger.there.execute(off)
                tried += 1
    counted("Row security and owners", tried, 0, f"of {len(house.rows)} tables")
