"""Who may see and write which row of a shared desk, said to the server itself, in its own words.

Worked out from the tables: what belongs to a person is seen by those whose client they are (assigned, in
the team, covering), by managers, and by reviewers, who write nothing. What belongs to nobody is the
agency's. A table that is neither is seen by nobody, and a test names it.
Roles and their functions stand in ``shared_roles``.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Table, text

from welfare_desk.records.shared_roles import Roles
from welfare_desk.records.tables import Base

# What the agency keeps of itself. Everybody at the desk reads it and writes it.
AGENCYS = frozenset(
    {"counters", "funding", "practices", "saved_matchings", "settings", "wordings", "closures"}
    | {"letter_templates", "list_sizes", "organisations", "practice_counts", "practice_terms"}
    | {"services", "sessions", "feedback_given", "feedback_slips", "file_reviews"}
    | {"patches", "patch_homes", "patch_onwards", "patch_visits"}  # doors, and nobody's name
    | {"covers", "scales"}  # who is away, and questions anybody may be asked
)
MANAGERS = frozenset({"advisors", "periods_closed"})  # read by all, written by managers
READ_ONLY = frozenset({"shared_desk", "teams", "members", "alembic_version"})  # written by functions alone
APPEND_ONLY = ("access_log", "history")
LEDGER = ("gains", "gain_endings", "debt_outcomes", "periods_closed")
QUIET = frozenset(  # of which nobody is told: presence says itself when somebody comes or goes
    {"drafts", "sealed_keys", "search_terms", "history", "access_log", "alembic_version", "presence"}
)

_ALL = "(SELECT wd_sees_all())"
_WRITES = "(SELECT wd_writes())"
_ME = "(SELECT wd_me())"


@dataclass(frozen=True, slots=True)
class Policy:
    """What a member must be to see a row, to add one, to change or take one away."""

    see: str
    add: str
    change: str

    @classmethod
    def by(cls, belongs: str, new: str = "false") -> Policy:
        """Theirs: seen by those it belongs to and who see all; ``new``: its owner is not written yet."""
        seen = f"({_ALL} OR {belongs})"
        return cls(seen, f"({_WRITES} AND ({seen} OR {new}))", f"({_WRITES} AND {seen})")


NOBODYS = Policy("false", "false", "false")


def policies() -> dict[str, Policy]:
    """Every table of the desk with its rule; one that nothing is said about is seen by nobody."""
    return {table.name: _policy(table) for table in Base.metadata.sorted_tables}


def _policy(table: Table) -> Policy:
    name = table.name
    if name in _SPECIAL:
        return _SPECIAL[name]
    if name in AGENCYS:
        return Policy("true", _WRITES, _WRITES)
    if name in MANAGERS:
        manager = "((SELECT wd_duty()) = 'manager')"
        return Policy("true", manager, manager)
    if name in READ_ONLY:
        return Policy("true", "false", "false")
    return _by_owner(table)


def _by_owner(table: Table) -> Policy:
    """Whose row it is: the person's it names, else its case's, else its parent row's."""
    parents = {
        key.column.table.name: column.name
        for column in reversed(table.columns)  # of two that point at people, the first says whose row it is
        for key in column.foreign_keys
        if key.column.table is not table
    }
    if "people" in parents and parents["people"] == "person_id":
        column = "person_id"
        belongs = f"{column} IN (SELECT wd_mine())"
        if table.columns[column].nullable:
            belongs = f"({column} IS NULL OR {belongs})"
        return Policy.by(belongs, _not_yet("people", column))
    if "cases" in parents:
        column = parents["cases"]
        return Policy.by(f"{column} IN (SELECT wd_my_cases())", _not_yet("cases", column))
    owned = [(parent, column) for parent, column in parents.items() if parent not in _NOBODYS]
    if not owned:
        return NOBODYS
    seen, new = [], []
    for parent, column in owned:
        there = f"EXISTS (SELECT 1 FROM {parent} p WHERE p.id = {table.name}.{column})"
        nullable = table.columns[column].nullable
        seen.append(f"({column} IS NULL OR {there})" if nullable and len(owned) > 1 else there)
        new.append(_not_yet(parent, column))
    return Policy.by("(" + " AND ".join(seen) + ")", "(" + " OR ".join(new) + ")")


def _not_yet(parent: str, column: str) -> str:
    # Rows of one unit of work come in any order, so a row may come before the person it is about. Nobody
    # gains by naming a row that is not there: the foreign key is checked at commit, and whoever adds a
    # person is the one they are assigned to.
    return f"wd_not_there('{parent}', {column})"


_NOBODYS = AGENCYS | MANAGERS | READ_ONLY
_SPECIAL = {
    "supervision_notes": Policy(
        f"((SELECT wd_duty()) = 'manager' OR of_advisor_id = {_ME} OR by_advisor_id = {_ME})",
        # A manager brings a laptop's desk in, with what others wrote.
        f"({_WRITES} AND ((SELECT wd_duty()) = 'manager' OR by_advisor_id = {_ME}))",
        f"({_WRITES} AND by_advisor_id = {_ME})",
    ),
    "people": Policy(
        f"({_ALL} OR id IN (SELECT wd_mine()))",
        _WRITES,
        f"({_WRITES} AND ({_ALL} OR id IN (SELECT wd_mine())))",
    ),
    "households": Policy.by(
        "(EXISTS (SELECT 1 FROM people p WHERE p.household_id = households.id)"
        " OR EXISTS (SELECT 1 FROM household_members m WHERE m.household_id = households.id)"
        " OR wd_nobody_lives_in(id))",
        "true",
    ),
    "household_members": Policy.by("person_id IN (SELECT wd_mine())", _not_yet("people", "person_id")),
    "meeting_moves": Policy.by(
        "EXISTS (SELECT 1 FROM meetings p WHERE p.id = meeting_moves.from_id)",
        _not_yet("meetings", "from_id"),
    ),
    "debt_liable": Policy.by(
        "EXISTS (SELECT 1 FROM debts p WHERE p.id = debt_liable.debt_id)", _not_yet("debts", "debt_id")
    ),
    "debt_events": Policy.by(
        "EXISTS (SELECT 1 FROM debts p WHERE p.id = debt_events.debt_id)", _not_yet("debts", "debt_id")
    ),
    "drafts": Policy(f"advisor_id = {_ME}", f"advisor_id = {_ME}", f"advisor_id = {_ME}"),
    "intakes": Policy.by(f"advisor_id = {_ME}"),
    "access_log": Policy(
        f"({_ALL} OR advisor_id = {_ME} OR person_id IN (SELECT wd_mine()))", f"advisor_id = {_ME}", "false"
    ),
    "history": Policy(_ALL, f"advisor_id = {_ME}", "false"),
    "assignments": Policy(f"({_ALL} OR person_id IN (SELECT wd_mine()))", "false", "false"),
    "sealed_keys": Policy(
        f"((advisor_id = {_ME} AND (person_id IS NULL OR (SELECT wd_duty()) = 'manager'"
        " OR person_id IN (SELECT wd_mine_to_open())))"
        " OR (advisor_id IS NULL AND (SELECT wd_duty()) = 'manager'))",
        f"({_WRITES} AND ((SELECT wd_duty()) = 'manager'"
        " OR person_id IN (SELECT wd_mine_to_open()) OR wd_not_there('people', person_id)))",
        f"({_WRITES} AND person_id IS NOT NULL AND ((SELECT wd_duty()) = 'manager'"
        " OR person_id IN (SELECT wd_mine_to_open())))",
    ),
    "presence": Policy(
        # One's own row always: where cover has ended meanwhile, one must still be able to leave.
        f"({_ALL} OR advisor_id = {_ME} OR person_id IN (SELECT wd_mine()))",
        f"(advisor_id = {_ME} AND ({_ALL} OR person_id IN (SELECT wd_mine())))",
        f"(advisor_id = {_ME})",
    ),
}


def secure(connection: Connection, roles: Roles) -> None:
    """Say all of it anew, in every upgrade's own transaction: owners, rights, rules, watchers."""

    def say(sentence: str) -> None:
        connection.execute(text(sentence))

    say("SET CONSTRAINTS ALL IMMEDIATE")  # a table with a check outstanding cannot be altered
    roles.define_functions(connection)
    found = policies()
    for table in [*found, "alembic_version"]:
        say(f'ALTER TABLE "{table}" OWNER TO {roles.log if table in APPEND_ONLY else roles.owner}')
        say(f'REVOKE ALL ON "{table}" FROM PUBLIC, {roles.member}')
        say(f'GRANT SELECT ON "{table}" TO {roles.member}')
    # Functions answer for a caller out of tables of either owner.
    say(f"GRANT SELECT ON {', '.join(APPEND_ONLY)} TO {roles.owner}")
    for table, policy in found.items():
        say(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
        _rules(connection, table, policy, roles)
        _watch(connection, table)


def _rules(connection: Connection, table: str, policy: Policy, roles: Roles) -> None:
    def rule(act: str, using: str | None, check: str | None) -> None:
        clauses = (f" USING ({using})" if using else "") + (f" WITH CHECK ({check})" if check else "")
        connection.execute(text(f'DROP POLICY IF EXISTS wd_{act} ON "{table}"'))
        if "false" not in (using, check):
            connection.execute(text(f'GRANT {act} ON "{table}" TO {roles.member}'))
            connection.execute(
                text(f'CREATE POLICY wd_{act} ON "{table}" FOR {act} TO {roles.member}{clauses}')
            )

    rule("select", policy.see, None)
    rule("insert", None, policy.add)
    rule("update", policy.change, policy.add if policy.change != "false" else None)
    rule("delete", policy.change, None)


def _watch(connection: Connection, table: str) -> None:
    """A new client is their finder's, the log follows itself, the ledger stands, others are told."""

    def trigger(name: str, when: str, function: str, each: str = "ROW") -> None:
        connection.execute(text(f'DROP TRIGGER IF EXISTS {name} ON "{table}"'))
        connection.execute(
            text(f'CREATE TRIGGER {name} {when} ON "{table}" FOR EACH {each} EXECUTE FUNCTION {function}()')
        )

    if table == "people":
        trigger("wd_finder", "AFTER INSERT", "wd_finder_has_client")
    if table == "access_log":
        trigger("wd_follows", "BEFORE INSERT", "wd_log_follows")
    if table in LEDGER:
        trigger("wd_stands", "BEFORE UPDATE OR DELETE", "wd_ledger_stands")
    if table not in QUIET:
        trigger("wd_tell", "AFTER INSERT OR UPDATE OR DELETE", "wd_tell", each="STATEMENT")
