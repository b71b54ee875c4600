"""What the community lacks: help that was looked for and not found, and help found but not taken up, and why.

From the links of clients; counted in people, each once for each kind of help.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures.tally_money import within
from welfare_desk.records.community import Link, Service
from welfare_desk.records.people import Person
from welfare_desk.records.service import Practice
from welfare_desk.reports.facts import published
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.links import KINDS
from welfare_desk.rules.spreadsheet_text import csv_bytes


@dataclass(frozen=True, slots=True)
class LackingRow:
    """One kind of help. ``listed``: services of the directory that help with it."""

    kind: str
    words: str
    not_found: int  # people
    not_taken_up: int
    linked: int  # people who were linked to some, whatever came of it
    listed: int
    wanted: tuple[str, ...]  # what exactly was looked for, in the words of the links
    why_not: tuple[tuple[str, int], ...]  # why it was not taken up, the most frequent first
    where: tuple[tuple[str, int], ...]  # people for whom none was found, by practice


@dataclass(slots=True)
class _Kind:
    not_found: set[UUID] = field(default_factory=set)
    not_taken_up: set[UUID] = field(default_factory=set)
    linked: set[UUID] = field(default_factory=set)
    wanted: dict[str, None] = field(default_factory=dict)
    why_not: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    where: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))


def lacking(desk: Desk, period: Period) -> list[LackingRow]:
    """Every kind of help that was wanting in a period, the most wanting first."""
    kinds: dict[str, _Kind] = defaultdict(_Kind)
    with desk.look() as look:
        for link, practice in look.execute(
            select(Link, Practice.name)
            .join(Person, Person.id == Link.person_id)
            .outerjoin(Practice, Practice.id == Person.practice_id)
            .where(within(Link.on, period))
            .order_by(Link.on, Link.id)
        ):
            told = kinds[link.kind]
            if link.how == "not_found":
                told.not_found.add(link.person_id)
                told.where[practice or "No practice"].add(link.person_id)
                if link.what.strip():
                    told.wanted[link.what.strip()] = None
            else:
                told.linked.add(link.person_id)
            if link.result == "not_taken_up":
                told.not_taken_up.add(link.person_id)
                told.why_not[link.because.strip() or "No reason given"].add(link.person_id)
        listed = list(look.scalars(select(Service.kind).where(Service.ended_on.is_(None))))
    rows = [
        LackingRow(
            kind, KINDS[kind], len(told.not_found), len(told.not_taken_up), len(told.linked),
            listed.count(kind), tuple(told.wanted), _counted(told.why_not), _counted(told.where),
        )
        for kind, told in kinds.items()
        if told.not_found or told.not_taken_up
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row.not_found, -row.not_taken_up, row.words))


def _counted(people: dict[str, set[UUID]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(((words, len(who)) for words, who in people.items()), key=lambda p: (-p[1], p[0])))


def as_file(desk: Desk, period: Period) -> tuple[str, bytes]:
    """The name and content of the report to give away: counts alone, none of them below five."""
    rows = [
        ["Gaps in local services", period.first.isoformat(), period.last.isoformat()],
        ["Help with", "Looked for, not found", "Not taken up", "Linked", "Services listed"],
    ]
    for row in lacking(desk, period):
        counts = (row.not_found, row.not_taken_up, row.linked)
        rows.append([row.words, *(published(count) for count in counts), str(row.listed)])
    return "what-the-community-lacks.csv", csv_bytes(rows)
