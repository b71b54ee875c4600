"""Who else has a client, or one of their cases, open now: said by each program of itself, and forgotten soon.

A program says where its person is when they come to a page, and again every ``BEAT_SECONDS``. Who has not
been heard of for ``GONE_SECONDS`` is not there: a crash or a pulled plug needs no goodbye. The server's clock
counts, never a laptop's. It is no record: nothing is written in a journal, a trail or the access log, and a
row that row security hides is hidden here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

BEAT_SECONDS = 20.0
GONE_SECONDS = 65.0  # three beats, one of which may be late

# By the word a page's place has for it: whose it is, and which of their cases.
_FOUND = {
    "case": "SELECT person_id, id FROM cases WHERE id = %(id)s",
    "letter": "SELECT person_id, case_id FROM letters WHERE id = %(id)s",
    "meeting": "SELECT person_id, CAST(NULL AS uuid) FROM meetings WHERE id = %(id)s",
    "person": "SELECT id, CAST(NULL AS uuid) FROM people WHERE id = %(id)s",
}


@dataclass(frozen=True, slots=True)
class Here:
    """A page that is about a client: by which word its place names what it shows, and its id."""

    word: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody who has the same client open. ``device``: their computer, for one's own other one."""

    name: str
    same_case: bool
    device: str = ""


def here(where: Mapping[str, Any]) -> Here | None:
    """What a place shows of a client; None for a page that is about nobody."""
    for word in _FOUND:
        if isinstance(found := where.get(word), UUID):
            return Here(word, found)
    return None


def say(line: psycopg.Connection, at: Here, me: UUID, device: str) -> bool:
    """Say that one is there, in place of where one was; False for what is not in sight."""
    found = line.execute(_FOUND[at.word], {"id": at.id}).fetchone()
    if found is None or found[0] is None:
        leave(line, me, device)
        return False
    line.execute(
        "INSERT INTO presence (id, version, made_at, advisor_id, device, person_id, case_id, seen_at)"
        " VALUES (gen_random_uuid(), 1, now(), %s, %s, %s, %s, now())"
        " ON CONFLICT (advisor_id, device) DO UPDATE"
        " SET person_id = excluded.person_id, case_id = excluded.case_id, seen_at = excluded.seen_at",
        (me, device, *found),
    )
    return True


def leave(line: psycopg.Connection, me: UUID, device: str) -> None:
    line.execute("DELETE FROM presence WHERE advisor_id = %s AND device = %s", (me, device))


def others(line: psycopg.Connection, me: UUID, device: str) -> tuple[Other, ...]:
    """Who else has the client open that one has open oneself; by name."""
    rows = line.execute(
        "SELECT a.name, bool_or(p.case_id IS NOT DISTINCT FROM o.case_id AND p.case_id IS NOT NULL),"
        " CASE WHEN p.advisor_id = o.advisor_id THEN max(p.device) ELSE '' END"
        " FROM presence o JOIN presence p ON p.person_id = o.person_id AND p.id <> o.id"
        " JOIN advisors a ON a.id = p.advisor_id"
        " WHERE o.advisor_id = %s AND o.device = %s AND p.seen_at > now() - make_interval(secs => %s)"
        " GROUP BY p.advisor_id, o.advisor_id, a.name ORDER BY a.name",
        (me, device, GONE_SECONDS),
    ).fetchall()
    return tuple(Other(name, same, at) for name, same, at in rows)


def tell(line: psycopg.Connection, channel: str, name: str) -> None:
    """Have the others look again: said when somebody comes or goes, not at every beat."""
    line.execute("SELECT pg_notify(%s, %s)", (channel, f"presence {name}"))


def in_words(found: tuple[Other, ...]) -> str:
    """One sentence about all of them; "" when one is alone."""
    if not found:
        return ""
    names = [f"You, at {one.device}," if one.device else one.name for one in found]
    if len(names) > 3:
        names = [*names[:2], f"{len(names) - 2} others"]
    who = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    have = "has" if len(found) == 1 and not found[0].device else "have"
    what = "case" if all(one.same_case for one in found) else "client"
    return f"{who} {have} this {what} open"
