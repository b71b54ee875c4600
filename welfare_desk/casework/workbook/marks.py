"""By what a row of a workbook is known when it comes again: its mark, and which marks the desk has.

A mark is made of all that a row says. In a desk's own encrypted file it is kept as a digest; on an agency's
server it is sealed under the key common to its people, so that nobody without that key can try out there
whether somebody came in. Rows of a colleague's workbook are not seen; the server says of marks that it is
shown which of them came in, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from welfare_desk.casework.caseload import Caseload, Fate, JudgedRow
from welfare_desk.casework.desk import Desk
from welfare_desk.records.intake import Intake, IntakeRow
from welfare_desk.vault import sealing

IN_THE_DESK = "already in the desk"
WITH_A_COLLEAGUE = "already in the desk, brought in by a colleague"
_SEALED_AS = "rows of workbooks"
_AT_ONCE = 500


def kept(desk: Desk, digest: str) -> str:
    """A digest as this desk keeps it; equal digests are kept as equal marks."""
    if desk.shared is None:
        return digest
    return base64.b64encode(sealing.seal_steadily(desk.key, digest.encode(), _SEALED_AS)).decode()


def carried(source: Desk, target: Desk, mark: str) -> str:
    """The mark of the same row where it is carried to. Raises SealBroken."""
    if source.shared is None:
        return kept(target, mark)
    return kept(target, sealing.unseal_steadily(source.key, base64.b64decode(mark), _SEALED_AS).decode())


def marked(desk: Desk, read: Caseload) -> Caseload:
    """The same rows, each with the mark by which this desk knows it."""
    return replace(
        read,
        rows=tuple(
            replace(row, fingerprint=kept(desk, _refused_digest(row) if refused else row.fingerprint))
            if (refused := row.fate is Fate.REFUSED) or row.fingerprint
            else row
            for row in read.rows
        ),
    )


def _refused_digest(row: JudgedRow) -> str:
    """What tells a refused row apart when the same file comes again: its cells as they stood."""
    said = json.dumps([[cell.heading, cell.text] for cell in row.raw], ensure_ascii=False)
    return "refused:" + hashlib.sha256(said.encode()).hexdigest()


def against_the_desk(desk: Desk, look: Session, read: Caseload) -> tuple[Caseload, int]:
    """The rows with those the desk has as duplicates, and how many people they are when all are in.

    Distinct people: those held already by their id, the rest by the group their rows make.
    """
    whose = _held(look, [row.fingerprint for row in read.rows if row.entry])
    colleagues = _with_colleagues(desk, look, [row for row in read.rows if row.fingerprint not in whose])
    by_row = {row.row: row.fingerprint for row in read.rows}
    people: set[UUID | tuple[int, ...]] = set()
    apart: set[int] = set()  # rows of people who are a colleague's clients by other rows
    for group in read.people:
        marks = {by_row[at] for at in group.rows}
        known = {whose[mark] for mark in marks if mark in whose}
        people |= known or {group.rows}
        if marks & colleagues and not known:
            apart.update(group.rows)

    def judged(row: JudgedRow) -> JudgedRow:
        if row.fate is not Fate.ACCEPTED:
            return row
        if row.fingerprint in whose or row.fingerprint in colleagues:
            reason = IN_THE_DESK if row.fingerprint in whose else WITH_A_COLLEAGUE
            return replace(row, fate=Fate.DUPLICATE, reasons=(reason,))
        if row.row in apart:
            return replace(row, warnings=(*row.warnings, _apart(row.row)))
        return row

    return replace(read, rows=tuple(map(judged, read.rows))), len(people)


def _apart(number: int) -> str:
    return (
        f"Row {number}: a colleague brought in other rows of this person; with this one they come in as"
        " your client too, unless they are already. A manager can make the two files one."
    )


def _held(look: Session, marks: Sequence[str]) -> dict[str, UUID]:
    """Which of these rows are in the desk as far as one sees it, and whose they are."""
    found: dict[str, UUID] = {}
    for part in _parts(marks):
        for mark, person_id in look.execute(
            select(IntakeRow.fingerprint, IntakeRow.person_id)
            .join(Intake, Intake.id == IntakeRow.intake_id)
            .where(
                IntakeRow.fingerprint.in_(part),
                IntakeRow.fate == Fate.ACCEPTED.value,
                Intake.undone_on.is_(None),
            )
        ):
            if mark and person_id:
                found[mark] = person_id
    return found


def _with_colleagues(desk: Desk, look: Session, rows: Sequence[JudgedRow]) -> set[str]:
    """Which of these marks came in with anybody at the agency."""
    if desk.shared is None:
        return set()
    marks = [row.fingerprint for row in rows if row.fate is Fate.ACCEPTED]
    found: set[str] = set()
    for part in _parts(marks):
        found |= set(look.scalars(select(func.wd_rows_known(part).column_valued("mark"))))
    return found


def unseen(look: Session, rows: Sequence[JudgedRow]) -> list[JudgedRow]:
    """Accepted rows, and refused ones that are not sealed in the desk already."""
    known: set[str | None] = set()
    for part in _parts([row.fingerprint for row in rows if row.fate is Fate.REFUSED]):
        known |= set(
            look.scalars(
                select(IntakeRow.fingerprint)
                .join(Intake, Intake.id == IntakeRow.intake_id)
                .where(IntakeRow.fingerprint.in_(part), Intake.undone_on.is_(None))
            )
        )
    return [
        row
        for row in rows
        if row.fate is Fate.ACCEPTED or (row.fate is Fate.REFUSED and row.fingerprint not in known)
    ]


def _parts(marks: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(marks), _AT_ONCE):
        yield list(marks[start : start + _AT_ONCE])
