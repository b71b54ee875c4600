"""How a shared desk is: whether its rules and log stand as they were set, what the server says."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from welfare_desk.casework import access
from welfare_desk.casework.desk import Desk, NotYours
from welfare_desk.casework.safekeeping.trust import LogBroken
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.errors import FoundWrong
from welfare_desk.records import engine as engines
from welfare_desk.records.row_security import APPEND_ONLY, policies, rules_of
from welfare_desk.records.shared_roles import Roles


class RulesBroken(FoundWrong):
    """Something that keeps people's rows apart is not as the program set it."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(
            f"The rules of this desk are not as they were set: {'; '.join(reasons[:5])}.",
            "Whoever looks after the server runs welfare-desk agency upgrade, which sets them anew.",
        )


@dataclass(frozen=True, slots=True)
class Sound:
    """What was checked and stood."""

    tables: int
    log_rows: int
    clients: int


def verify(desk: Desk) -> Sound:
    """Check the rules about rows, everybody's keys and the whole log. For managers and reviewers.

    Raises NotYours, RulesBroken, LogBroken.
    """
    shared = shared_of(desk)
    if shared.duty not in ("manager", "reviewer"):
        raise NotYours(hint="A manager or a reviewer checks: only they see all of it.")
    with desk.look() as look:
        reasons = [*_rules_wrong(look, _roles(look)), *_keys_wrong(look)]
        rows = look.scalar(text("SELECT count(*) FROM access_log")) or 0
        clients = look.scalar(text("SELECT count(*) FROM people")) or 0
    if reasons:
        raise RulesBroken(reasons)
    bad = access.verify_log(desk)
    if bad is not None:
        raise LogBroken(bad)
    return Sound(len(policies()), rows, clients)


def _rules_wrong(look: Session, roles: Roles) -> list[str]:
    asked = text(
        "SELECT c.relname, c.relrowsecurity, pg_get_userbyid(c.relowner) AS owner,"
        " ARRAY(SELECT p.polname || ' ' || r.rolname FROM pg_policy p LEFT JOIN pg_roles r"
        " ON p.polroles = ARRAY[r.oid] WHERE p.polrelid = c.oid) AS rules"
        " FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
    )
    there = {row.relname: row for row in look.execute(asked)}
    wrong = []
    for table, policy in policies().items():
        found = there.get(table)
        owner = roles.log if table in APPEND_ONLY else roles.owner
        if found is None:
            wrong.append(f"{table} is missing")
        elif not found.relrowsecurity:
            wrong.append(f"{table} shows its rows to everybody")
        elif found.owner != owner:
            wrong.append(f"{table} belongs to {found.owner}")
        elif set(found.rules) != {f"{rule} {getattr(roles, who)}" for rule, who in rules_of(policy).items()}:
            wrong.append(f"{table} has other rules")
    may = text("SELECT has_table_privilege(:role, :table, 'UPDATE, DELETE, TRUNCATE, TRIGGER')")
    wrong += [
        f"{table} can be changed"
        for table in APPEND_ONLY
        if table in there and look.scalar(may, {"role": roles.member, "table": table})
    ]
    misplaced = text(
        "SELECT a.name FROM members m JOIN advisors a ON a.id = m.id JOIN pg_roles r ON r.rolname = m.login"
        " WHERE pg_has_role(r.oid, CAST(:overseer AS name), 'MEMBER')"
        " <> (m.left_at IS NULL AND m.duty IN ('manager', 'reviewer'))"
        " OR pg_has_role(r.oid, CAST(:caseworker AS name), 'MEMBER')"
        " <> (m.left_at IS NULL AND m.duty = 'caseworker') ORDER BY a.name"
    )
    if {roles.overseer, roles.caseworker} <= set(look.scalars(text("SELECT rolname FROM pg_roles"))):
        given = {"overseer": roles.overseer, "caseworker": roles.caseworker}
        wrong += [f"{name} is under another duty's rules" for name in look.scalars(misplaced, given)]
    unwatched = text(
        "SELECT count(*) FROM pg_trigger WHERE tgname IN ('wd_follows', 'wd_stands', 'wd_brought')"
        " AND tgenabled <> 'D'"
    )
    if (look.scalar(unwatched) or 0) < 6:
        wrong.append("the log or the ledger is not watched")
    return wrong


def _roles(look: Session) -> Roles:
    """By the owner's name, not the database's: a restored copy has another name and the same roles."""
    owner = look.scalar(text("SELECT tableowner FROM pg_tables WHERE tablename = 'members'")) or ""
    return Roles(owner.removesuffix("_owner"))


def _keys_wrong(look: Session) -> list[str]:
    lacking = text(
        "SELECT count(*) FROM people p WHERE p.sealing_key IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM sealed_keys k WHERE k.person_id = p.id AND k.advisor_id IS NULL)"
    )
    duty = look.scalar(text("SELECT wd_duty()"))
    many = look.scalar(lacking) if duty == "manager" else 0  # a reviewer sees no key
    return [f"{many} clients' keys are not sealed for the two halves"] if many else []


def health(desk: Desk) -> list[tuple[str, str]]:
    """What the server says of itself and of this desk, line by line, for whoever looks after it."""
    shared_of(desk)
    asked = (
        ("Server", "SELECT split_part(version(), ' ', 2)"),
        (
            "Reached",
            "SELECT CASE WHEN ssl THEN 'over TLS, ' || version ELSE 'on this computer' END"
            " FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
        ),
        ("Size", "SELECT pg_size_pretty(pg_database_size(current_database()))"),
        (
            "Connections",
            "SELECT count(*) || ' of ' || current_setting('max_connections') FROM pg_stat_activity",
        ),
        (
            "Standby",
            "SELECT CASE WHEN pg_is_in_recovery() THEN 'this is a standby: reading only' ELSE 'no' END",
        ),
        ("People", "SELECT count(*) || ' working' FROM members WHERE left_at IS NULL"),
        ("Clients you see", "SELECT count(*)::text FROM people"),
        (
            "Newest row of the log",
            "SELECT coalesce(to_char(at, 'YYYY-MM-DD HH24:MI'), 'none yet')"
            " FROM (SELECT max(at) AS at FROM access_log) last",
        ),
        ("Checksums of pages", "SELECT current_setting('data_checksums')"),
    )
    with desk.look() as look:
        told = [(name, str(look.scalar(text(one)) or "none yet")) for name, one in asked]
    ours, there = engines.newest_revision(), engines.revision(desk.engine)
    return [*told, ("Tables", f"at {there}; this program's are at {ours}")]
