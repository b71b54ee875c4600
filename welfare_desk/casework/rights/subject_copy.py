"""The copy of their own data a client asked for: gathered through the gate, read by people and by machines.

What may not be given stays out and is listed on a sheet kept apart. The clock and the decisions are
``subject_access``; which rows are about a person is ``held``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from welfare_desk import resources
from welfare_desk.casework import access, agency
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.rights import privacy, subject_access
from welfare_desk.casework.rights.subject_data import Copy, LeftOut, Line, Piece, Row, gather
from welfare_desk.casework.rights.subject_data import lines as gather_lines
from welfare_desk.letters.sealed_copy import Inside
from welfare_desk.records.people import Person
from welfare_desk.records.rights import SubjectRequest, Withheld
from welfare_desk.rules import consent as gate


@dataclass(frozen=True, slots=True)
class Plan:
    """What a copy would hold, before anybody is given anything."""

    counts: Mapping[str, int]
    papers: int
    left_out: tuple[LeftOut, ...]
    may_give: bool
    reasons: tuple[access.Reason, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A copy made: the locked file, its password (kept nowhere else), and the same on paper."""

    changes: Changes
    locked: bytes = field(repr=False)
    password: str = field(repr=False)
    pages: bytes = field(repr=False)
    left_out: int = 0


def plan(desk: Desk, request_id: UUID) -> Plan:
    """What the copy would hold and what it would leave out. Opens no text, so it logs nothing."""
    with desk.unit_of_work() as work:
        request = work.get(SubjectRequest, request_id)
        gathered = gather(work, request, opening=False)
        reasons = _reasons_against_all(work, request)
        return Plan(
            gathered.counts(),
            len(gathered.papers),
            gathered.left_out,
            not reasons,
            reasons,
        )


def part_with(table: str) -> str:
    """The title of the part of a copy that a table's rows stand in."""
    parts = resources.table("subject_copy.toml")["part"]
    return next((str(part["title"]) for part in parts if table in part["tables"]), "")


def lines(desk: Desk, request_id: UUID, title: str) -> list[Line]:
    """What one part of the copy would hold, thing by thing. Opens no text, so it logs nothing."""
    with desk.unit_of_work() as work:
        return gather_lines(work, work.get(SubjectRequest, request_id), title)


def give(desk: Desk, request_id: UUID, *, today: date) -> Given:
    """Make the copy, log what goes, list what stays, and close the request.

    Every note is asked of the gate by itself; a note it refuses is left out and the rest goes. Raises
    Blocked for who may not do this, for a client who has died, or for an addressee without a mandate.
    """
    with desk.unit_of_work() as work:
        request = work.get(SubjectRequest, request_id)
        if request.closed_on is not None:
            raise subject_access.AlreadyClosed()
        _refuse_whole(work, request)
        gathered = gather(work, request, opening=True)
        made = _files(work, request, gathered, today)
        _keep_what_stays(work, request, gathered)
        request.given = {
            "parts": gathered.counts(),
            "papers": len(gathered.papers),
            "left_out": len(gathered.left_out),
            "file_hash": hashlib.sha256(made[0]).hexdigest(),
        }
        subject_access.close(work, request, "given", today)
        work.journal(request.person_id, "Given a copy of their data.", on=today, kind="letter")
        work.commit()
        changes = Changes.of(request, "subject_requests", "tasks", "journal")
        return Given(changes, *made, len(gathered.left_out))


def withheld_sheet(desk: Desk, request_id: UUID, *, today: date) -> bytes:
    """The list of what was left out and why, for those who answer for it; never part of the copy.

    Raises Blocked for anybody but a manager or the data protection officer; looking is logged.
    """
    from welfare_desk.casework.rights import subject_paper  # sets type: only who prints pays for it

    with desk.unit_of_work() as work:
        request = work.get(SubjectRequest, request_id)
        _officers_only(work, request.person_id)
        access.log(
            work,
            access.Ask(
                person_id=request.person_id,
                action="read",
                target="withheld_sheet",
                purpose="sar",
                target_id=request.id,
            ),
            gate.Ruling("read", "ok_sar"),
        )
        kept = list(subject_access.held_back(work.session, request_id))
        pages = subject_paper.sheet(work, request, kept, today)
        work.commit()
        return pages


# Who may ------------------------------------------------------------------------------------------------


def _officers_only(work: Work, person_id: UUID) -> None:
    """Raises Blocked, with the refusal logged, for a caseworker (consent file, section 12)."""
    if work.desk.advisor.role in ("manager", "dpo"):
        return
    refused = gate.Stop("role_not_allowed")
    ask = access.Ask(person_id=person_id, action="disclose", target="evidence_note", purpose="sar")
    work.session.rollback()
    access.log(work, ask, gate.Ruling(gate.NOTHING, refused.reason))
    work.commit()
    raise access.Blocked(access.in_words([refused]))


def _reasons_against_all(work: Work, request: SubjectRequest) -> tuple[access.Reason, ...]:
    """What stops the whole copy, whatever is in it."""
    stops = []
    person = work.get(Person, request.person_id)
    if work.desk.advisor.role not in ("manager", "dpo"):
        stops.append(gate.Stop("role_not_allowed"))
    if person.died_on is not None:
        stops.append(gate.Stop("subject_deceased"))
    if request.asked_by == "subject_rep" and not request.mandate_seen:
        stops.append(gate.Stop("recipient_not_covered"))
    return access.in_words(stops)


def _refuse_whole(work: Work, request: SubjectRequest) -> None:
    _officers_only(work, request.person_id)
    reasons = _reasons_against_all(work, request)
    if reasons:
        ask = subject_access.question_about(work, request)
        work.session.rollback()
        access.log(work, ask, gate.Ruling(gate.NOTHING, reasons[0].code))
        work.commit()
        raise access.Blocked(reasons)


# Writing it down ----------------------------------------------------------------------------------------


def _keep_what_stays(work: Work, request: SubjectRequest, gathered: Copy) -> None:
    kept = {(one.table, one.row_id) for one in subject_access.held_back(work.session, request.id)}
    for one in gathered.left_out:
        if (one.table, one.row_id) not in kept:
            work.add(
                Withheld(
                    request_id=request.id,
                    table=one.table,
                    row_id=one.row_id,
                    what=one.what,
                    because=one.because,
                    decided_by=work.desk.advisor.id,
                )
            )


def _files(work: Work, request: SubjectRequest, copy: Copy, today: date) -> tuple[bytes, str, bytes]:
    from welfare_desk.casework.rights import subject_paper  # sets type: only who prints pays for it
    from welfare_desk.letters import sealed_copy

    pages = subject_paper.pages(work, request, copy, today)
    data = Inside("your-data.json", "application/json", as_json(work, copy, today))
    password = sealed_copy.new_password()
    locked = sealed_copy.sealed(pages, copy.papers, [data], password)
    return locked, password, sealed_copy.with_papers(pages, copy.papers)


def as_json(work: Work, copy: Copy, today: date) -> bytes:
    """The same for machines: every row by the name of its table and columns, with who is meant by each id."""
    said = {
        "made_on": today.isoformat(),
        "made_by": agency.Agency.of(agency.setting(work.session, "agency", on=today)).name,
        "about": copy.reference,
        "purposes": [
            {"class": one.title, "purposes": one.purposes, "article_6": one.basis_6, "article_9": one.basis_9}
            for one in privacy.classes_on(work.session, today)
        ],
        "given_to": list(copy.given_to),
        "data": {
            table: [_plain(piece.values) for piece in pieces] for table, pieces in _by_table(copy).items()
        },
        "names": {id: name for id, name in copy.names.items() if id in _ids_in(copy)},
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _by_table(copy: Copy) -> dict[str, list[Piece]]:
    found: dict[str, list[Piece]] = {}
    for _, pieces in copy.parts:
        for piece in pieces:
            found.setdefault(piece.table, []).append(piece)
    return found


def _ids_in(copy: Copy) -> set[str]:
    return {str(value) for _, pieces in copy.parts for piece in pieces for value in _flat(piece.values)}


def _flat(values: Row) -> Iterator[Any]:
    for value in values.values():
        yield from value if isinstance(value, list) else (value,)


def _plain(values: Row) -> dict[str, Any]:
    return {name: _machine(value) for name, value in values.items() if value is not None}


def _machine(value: Any) -> Any:
    match value:
        case UUID() | Decimal():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case bytes():
            return None
        case _ if hasattr(value, "isoformat"):
            return value.isoformat()
    return value
