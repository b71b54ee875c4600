"""Who may see and write which row of a shared desk, said to the server itself, in its own words.

Worked out from the tables: what belongs to a person is seen by those whose client they are (assigned, in
the team, covering), by managers, and by reviewers, who write only what they found. What belongs to nobody
is the agency's. A table that is neither is seen by nobody, and a test names it.
Roles and their functions stand in ``shared_roles``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

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
_MANAGER = "((SELECT wd_duty()) = 'manager')"


@dataclass(frozen=True, slots=True)
class Policy:
    """What a member must be to see a row, to add one, to change or take one away.

    ``over``: what managers and reviewers must be, in a rule of their own, where these are the caseworkers'.
    """

    see: str
    add: str
    change: str
    over: Policy | None = None

    @classmethod
    def by(cls, belongs: str, new: str = "false", *, one: str = "") -> Policy:
        """Theirs: seen by those it belongs to, and by those who see all.

        ``new``: its owner is not written yet. ``one`` asks ``belongs`` of the row that is written alone.
        """
        one = one or belongs
        return cls(belongs, f"({_WRITES} AND ({one} OR {new}))", f"({_WRITES} AND {one})", SEES_ALL)


SEES_ALL = Policy(_ALL, _MANAGER, _MANAGER)
# What a reviewer writes of the files drawn for them, while their review is open: what they found,
# a task for each finding, and a line of the journal. Which files those are a watcher keeps as drawn.
_READS = "wd_reviews(review_id)"
_FOUND = "wd_reviews_case(case_id, person_id)"
REVIEWERS = {
    "reviewed_files": Policy(_ALL, f"({_MANAGER} OR {_READS})", f"({_MANAGER} OR {_READS})"),
    "tasks": Policy(
        _ALL, f"({_MANAGER} OR (what LIKE 'File check: %' AND done_on IS NULL AND {_FOUND}))", _MANAGER
    ),
    "journal": Policy(
        _ALL, f"({_MANAGER} OR (advisor_id = {_ME} AND kind = 'event' AND {_FOUND}))", _MANAGER
    ),
}
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
        return Policy("true", _MANAGER, _MANAGER)
    if name in READ_ONLY:
        return Policy("true", "false", "false")
    found = _by_owner(table)
    return replace(found, over=REVIEWERS[name]) if name in REVIEWERS else found


def _by_owner(table: Table) -> Policy:
    """Whose row it is: the person's it names, else its case's, else its parent row's."""
    name = table.name
    parents = {
        key.column.table.name: column.name
        for column in reversed(table.columns)  # of two that point at people, the first says whose row it is
        for key in column.foreign_keys
        if key.column.table is not table
    }
    if "people" in parents and parents["people"] == "person_id":
        column = "person_id"
        belongs, one = f"{column} IN (SELECT * FROM wd_mine())", f"wd_is_mine({column})"
        if table.columns[column].nullable:
            belongs, one = f"({column} IS NULL OR {belongs})", f"({column} IS NULL OR {one})"
        return Policy.by(belongs, _not_yet("people", column), one=one)
    if "cases" in parents:
        column = parents["cases"]
        new = _not_yet("cases", column)
        return Policy.by(_sees("cases", name, column), new, one=f"wd_is_my_case({column})")
    owned = [(parent, column) for parent, column in parents.items() if parent not in _NOBODYS]
    if not owned:
        return NOBODYS
    seen, new_ones = [], []
    for parent, column in owned:
        there = _sees(parent, name, column)
        nullable = table.columns[column].nullable
        seen.append(f"({column} IS NULL OR {there})" if nullable and len(owned) > 1 else there)
        new_ones.append(_not_yet(parent, column))
    return Policy.by("(" + " AND ".join(seen) + ")", "(" + " OR ".join(new_ones) + ")")


def _sees(parent: str, table: str, column: str) -> str:
    # Not EXISTS, for which the server may read the whole of the parent's table once: of a million people's
    # cases that takes longer than to look up the few that are asked about, one by one.
    return f"(SELECT p.id FROM {parent} p WHERE p.id = {table}.{column}) IS NOT NULL"


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
    "people": Policy("id IN (SELECT * FROM wd_mine())", _WRITES, f"({_WRITES} AND wd_is_mine(id))", SEES_ALL),
    "households": Policy.by(
        "(EXISTS (SELECT 1 FROM people p WHERE p.household_id = households.id)"
        " OR EXISTS (SELECT 1 FROM household_members m WHERE m.household_id = households.id)"
        " OR wd_nobody_lives_in(id))",
        "true",
    ),
    "household_members": Policy.by(
        "person_id IN (SELECT * FROM wd_mine())", _not_yet("people", "person_id"), one="wd_is_mine(person_id)"
    ),
    "meeting_moves": Policy.by(
        _sees("meetings", "meeting_moves", "from_id"), _not_yet("meetings", "from_id")
    ),
    "debt_liable": Policy.by(_sees("debts", "debt_liable", "debt_id"), _not_yet("debts", "debt_id")),
    "debt_events": Policy.by(_sees("debts", "debt_events", "debt_id"), _not_yet("debts", "debt_id")),
    "handovers": Policy(  # it names no client
        f"({_MANAGER} OR {_ME} IN (from_id, to_id, by_id))",
        *2 * (f"({_WRITES} AND ({_MANAGER} OR {_ME} IN (from_id, to_id, by_id)))",),
    ),
    "drafts": Policy(f"advisor_id = {_ME}", f"advisor_id = {_ME}", f"advisor_id = {_ME}"),
    "intakes": Policy.by(f"advisor_id = {_ME}"),
    "access_log": Policy(
        f"(advisor_id = {_ME} OR person_id IN (SELECT * FROM wd_mine()))",
        f"advisor_id = {_ME}",
        "false",
        Policy(_ALL, f"advisor_id = {_ME}", "false"),
    ),
    "history": Policy("false", f"advisor_id = {_ME}", "false", Policy(_ALL, f"advisor_id = {_ME}", "false")),
    "assignments": Policy(
        "person_id IN (SELECT * FROM wd_mine())", "false", "false", Policy(_ALL, "false", "false")
    ),
    "sealed_keys": Policy(
        f"((advisor_id = {_ME} AND (person_id IS NULL OR (SELECT wd_duty()) = 'manager'"
        " OR person_id IN (SELECT * FROM wd_mine_to_open())))"
        " OR (advisor_id IS NULL AND (SELECT wd_duty()) = 'manager'))",
        f"({_WRITES} AND ((SELECT wd_duty()) = 'manager'"
        " OR person_id IN (SELECT * FROM wd_mine_to_open()) OR wd_not_there('people', person_id)))",
        f"({_WRITES} AND person_id IS NOT NULL AND ((SELECT wd_duty()) = 'manager'"
        " OR person_id IN (SELECT * FROM wd_mine_to_open())))",
    ),
    "presence": Policy(
        # One's own row always: where cover has ended meanwhile, one must still be able to leave.
        f"(advisor_id = {_ME} OR person_id IN (SELECT * FROM wd_mine()))",
        f"(advisor_id = {_ME} AND wd_is_mine(person_id))",
        f"(advisor_id = {_ME})",
        Policy(_ALL, f"(advisor_id = {_ME} AND {_ALL})", f"(advisor_id = {_ME})"),
    ),
}


def secure(connection: Connection, roles: Roles) -> None:
    """Say all of it anew, in every upgrade's own transaction: owners, rights, rules, watchers."""

    def say(sentence: str) -> None:
        connection.execute(text(sentence))

    say("SET CONSTRAINTS ALL IMMEDIATE")  # a table with a check outstanding cannot be altered
    roles.make_duties(connection)
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
    roles.place_everybody(connection)


def rules_of(policy: Policy) -> dict[str, str]:
    """The rules of a table by their names on the server, each with whose it is: an attribute of Roles."""
    if policy.over is None:
        return _named(policy, "", "member")
    return _named(policy, "", "caseworker") | _named(policy.over, "_all", "overseer")


def _named(policy: Policy, ending: str, whose: str) -> dict[str, str]:
    says = {"select": policy.see, "insert": policy.add, "update": policy.change, "delete": policy.change}
    return {f"wd_{act}{ending}": whose for act, said in says.items() if said != "false"}


def _rules(connection: Connection, table: str, policy: Policy, roles: Roles) -> None:
    wanted = rules_of(policy)

    def rule(act: str, ending: str, using: str | None, check: str | None) -> None:
        name = f"wd_{act}{ending}"
        clauses = (f" USING ({using})" if using else "") + (f" WITH CHECK ({check})" if check else "")
        connection.execute(text(f'DROP POLICY IF EXISTS {name} ON "{table}"'))
        if name in wanted:
            whose = getattr(roles, wanted[name])
            connection.execute(text(f'GRANT {act} ON "{table}" TO {roles.member}'))
            connection.execute(text(f'CREATE POLICY {name} ON "{table}" FOR {act} TO {whose}{clauses}'))

    for said, ending in ((policy, ""), (policy.over or NOBODYS, "_all")):
        rule("select", ending, said.see, None)
        rule("insert", ending, None, said.add)
        rule("update", ending, said.change, said.add)
        rule("delete", ending, said.change, None)


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
    if table == "members":
        trigger("wd_duty_moves", "AFTER UPDATE OF duty, left_at", "wd_duty_moves")
    if table == "reviewed_files":
        trigger("wd_drawn", "BEFORE INSERT OR UPDATE OR DELETE", "wd_draw_stands")
    if table == "intake_made":
        trigger("wd_brought", "BEFORE INSERT OR UPDATE", "wd_brought_in")
    if table in LEDGER:
        trigger("wd_stands", "BEFORE UPDATE OR DELETE", "wd_ledger_stands")
    if table not in QUIET:
        trigger("wd_tell", "AFTER INSERT OR UPDATE OR DELETE", "wd_tell", each="STATEMENT")
