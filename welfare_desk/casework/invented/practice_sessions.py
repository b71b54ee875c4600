"""The practice desk's sessions: last week's, today's with seven meetings, next week's, and who still waits.

Everybody in them is invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from uuid import UUID

from welfare_desk.casework.desk import Desk
from welfare_desk.casework.service import sessions, waiting

_TODAY = (
    ("agnes", time(9, 30), "PADP claim: what she needs at night", "face_to_face"),
    ("callum", time(10, 0), "ADP appeal: read the record, agree the letter", "face_to_face"),
    ("isla", time(10, 30), "UC deductions and rent arrears", "face_to_face"),
    ("mohammed", time(11, 0), "CSP: earnings after his new hours", "face_to_face"),
    ("fiona", time(11, 45), "First meeting, referred by Dr Rennie", "face_to_face"),
    ("ewan", time(12, 5), "ADP review form; bring medication list", "face_to_face"),
    ("shona", time(12, 20), "By telephone: Scottish Child Payment letter", "telephone"),
)
_MORNING = time(9, 30), time(12, 30)


def last_session(desk: Desk, practice: UUID, clients: Mapping[str, UUID]) -> None:
    """A week ago; nobody wrote whether Jean came."""
    session = _id(sessions.plan_session(desk, practice, date(2026, 11, 19), *_MORNING).id)
    sessions.book(
        desk, clients["jean"], session_id=session, at=time(10, 30), why="Attendance Allowance letter"
    )


def todays_session(
    desk: Desk, practice: UUID, clients: Mapping[str, UUID], cases: Mapping[str, UUID], *, today: date
) -> dict[str, UUID]:
    """Today's meetings by the short name of whom they are with; another session is planned for next week."""
    session = _id(sessions.plan_session(desk, practice, today, *_MORNING).id)
    sessions.plan_session(desk, practice, date(2026, 12, 3), *_MORNING)
    made: dict[str, UUID] = {}
    for short, at, why, channel in _TODAY:
        booked = sessions.book(
            desk,
            clients[short],
            session_id=session,
            at=at,
            why=why,
            case_id=cases[short],
            channel=channel,
        )
        made[short] = _id(booked.id)
        status = {"agnes": "attended", "callum": "in_room", "mohammed": "waiting"}.get(short)
        if status:
            sessions.set_status(desk, made[short], status)
    return made


def the_waiting_list(desk: Desk, clients: Mapping[str, UUID], *, today: date) -> None:
    """Ruth and Derek still wait; the others were helped without a meeting."""
    waits = {row.person_id: row.id for row in waiting.waiting(desk)}
    for short in ("hugh", "moira", "tam"):
        if row := waits.get(clients[short]):
            waiting.take_off(desk, row, because="Seen at the office.", today=today)


def _id(made: UUID | None) -> UUID:
    assert made is not None  # noqa: S101 - each of these says what it made
    return made
