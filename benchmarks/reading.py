"""What an advisor waits for on a big desk: search, a page of clients, key dates, the year's tally.

The bare side is the query as SQL through sqlcipher3 on the same file, its rows left as they come.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from benchmarks import tallying
from benchmarks.caseload import TODAY, BigDesk
from benchmarks.measuring import Pair
from welfare_desk.casework.matters import key_dates
from welfare_desk.casework.matters.key_dates import KeyDateRow
from welfare_desk.casework.people import clients
from welfare_desk.casework.people.clients import ClientRow
from welfare_desk.vault import cipher, folders

CLIENTS = """
    SELECT people.id, people.reference, person_names.surname, person_names.forenames, people.born_on,
        addresses.postcode, practices.name, people.sort_name
    FROM people
    JOIN person_names ON person_names.person_id = people.id
        AND person_names.kind = 'legal' AND person_names.to_on IS NULL
    LEFT JOIN addresses ON addresses.person_id = people.id AND addresses.to_on IS NULL
    LEFT JOIN practices ON practices.id = people.practice_id
    {where} ORDER BY people.sort_name, people.id LIMIT 50"""
FOUND = """WHERE people.id IN (
        SELECT person_id FROM ({ways}) AS all_found ORDER BY sort_name, person_id LIMIT 50)"""
WAY = "SELECT DISTINCT sort_name, person_id FROM search_terms AS found WHERE term >= ? AND term < ?"
ALSO = """ AND EXISTS (SELECT 1 FROM search_terms AS other
        WHERE other.person_id = found.person_id AND other.term >= ? AND other.term < ?)"""
KEY_DATES = """
    SELECT key_dates.id, cases.id, cases.person_id,
        trim(person_names.forenames || ' ' || person_names.surname), cases.reference, key_dates.what,
        key_dates.due_on, key_dates.safe_on, key_dates.latest_on, key_dates.late, key_dates.late_words,
        key_dates.claimant_acts, key_dates.received_by, key_dates.count_words, key_dates.citation,
        key_dates.confidence, key_dates.doubts, key_dates.done_on
    FROM key_dates
    JOIN cases ON cases.id = key_dates.case_id
    JOIN person_names ON person_names.person_id = cases.person_id
        AND person_names.kind = 'legal' AND person_names.to_on IS NULL
    WHERE key_dates.done_on IS NULL AND key_dates.snoozed_to IS NULL AND key_dates.safe_on <= ?
    ORDER BY key_dates.safe_on, key_dates.id LIMIT ?"""
_TYPED = ("m", "mc", "mcken", "reid c", "dd5 9")
_FORTNIGHT = timedelta(days=14)


def pairs(big: BigDesk) -> list[Pair]:
    """Everything measured on the big desk."""
    desk = big.desk
    raw = cipher.connect(desk.folder / folders.DESK, desk.key.raw, read_only=True)

    def sql(statement: str, *given: object) -> Callable[[], Any]:
        return lambda: raw.execute(statement, given).fetchall()

    def search(typed: str) -> Pair:
        words = sorted(typed.split(), key=len, reverse=True)
        ways = [WAY + ALSO * (len(words) - 1)]
        if len(words) > 1 and any(letter.isdigit() for letter in typed):  # as one code too: DD5 9
            ways.append(WAY)
            words.append(typed.replace(" ", ""))
        where = FOUND.format(ways=" UNION ".join(ways))
        bounds = [bound for word in words for bound in (word, word + "\U0010ffff")]
        return Pair(
            f"search, “{typed}” typed",
            lambda: clients.find(desk, typed),
            sql(CLIENTS.format(where=where), *bounds),
            _clients_told,
            _bare_clients_told,
        )

    def due(name: str, limit: int) -> Pair:
        until = (TODAY + _FORTNIGHT).isoformat()
        return Pair(
            f"key dates of 14 days, {name}",
            lambda: key_dates.upcoming(desk, today=TODAY, within=_FORTNIGHT, limit=limit),
            sql(KEY_DATES, until, limit),
            lambda rows: [date_told(row) for row in rows],
            lambda rows: [(row[0], row[1], *row[3:8]) for row in rows],
        )

    return [
        *map(search, _TYPED),
        Pair(
            "page of 50 clients",
            lambda: clients.page(desk),
            sql(CLIENTS.format(where="")),
            _clients_told,
            _bare_clients_told,
        ),
        due("the first 200", 200),
        due("all", 1_000_000),
        *tallying.pairs(big),
    ]


def _clients_told(rows: list[ClientRow]) -> list[tuple[Any, ...]]:
    return [
        (row.id.hex, row.reference, row.name, str(row.born_on), row.postcode, row.practice) for row in rows
    ]


def _bare_clients_told(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [(row[0], row[1], f"{row[2]}, {row[3]}", *row[4:7]) for row in rows]


def date_told(row: KeyDateRow) -> tuple[Any, ...]:
    days = (row.due_on.isoformat(), row.safe_on.isoformat())
    return (row.id.hex, row.case_id.hex, row.client, row.case_reference, row.what, *days)
