"""Bringing a caseload into the desk: preview, accept, show what was refused, undo the whole.

What a workbook's rows say is read in ``caseload``; here they become clients, cases and ledger lines, in
one transaction. Nobody's consent comes from a cell, and no evidence note is ever made.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework import agency
from welfare_desk.casework.caseload import Caseload, Fate, JudgedRow, Matching, read_caseload
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.people.clients import refresh_search_terms, whole_person
from welfare_desk.casework.workbook import marks
from welfare_desk.casework.workbook.intake_rows import Keeper, client_draft
from welfare_desk.casework.workbook.intake_sealing import opened_cells, sealed_cells
from welfare_desk.errors import DeskError
from welfare_desk.records.base import Base, new_id
from welfare_desk.records.engine import take_turns
from welfare_desk.records.intake import Intake, IntakeMade, IntakeRow, SavedMatching
from welfare_desk.records.people import ImportedRef, Person, SearchTerm
from welfare_desk.records.service import Organisation
from welfare_desk.rules import names
from welfare_desk.rules.spreadsheet_text import harmless_text
from welfare_desk.vault import sealing

NOT_PROTECTED = "The workbook itself is not protected: keep it where nobody else can open it, or delete it."
SHARED = ("organisations", "practices")  # what a caseload brought for everybody, in the order it is let go
MENDED_ROW = "a mended row"  # what stands where the name of a file would
Progress = Callable[[str, int, int], None]


class CannotUndo(DeskError):
    sentence = "This caseload can no longer be taken out as a whole."
    hint = "Work has been added to its clients since; close or correct the cases one by one."


class CameWithADesk(DeskError):
    sentence = "This caseload came with a desk that was moved in, and cannot be taken out as a whole."
    hint = "Its clients have been worked with; close or correct the cases one by one."


class AlreadyUndone(DeskError):
    sentence = "This caseload has already been taken out."


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What became of a file. ``people``: distinct people of its rows that are in the desk afterwards.

    ``new``: rows the desk had not seen before, to come in or to wait until they are put right.
    """

    intake_id: UUID | None  # None where nothing new came in, or it was only tried
    sentence: str  # which sheet, which header row
    matching: Matching
    rows: tuple[JudgedRow, ...]
    people: int
    new: int = 0

    @property
    def counts(self) -> dict[str, int]:
        met = Counter(row.fate for row in self.rows)
        return {fate.value: met[fate] for fate in Fate}

    @property
    def with_a_colleague(self) -> int:
        """Rows that somebody else at the agency's desk had brought in."""
        return sum(marks.WITH_A_COLLEAGUE in row.reasons for row in self.rows)

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": [
                {
                    "row": row.row,
                    "fate": row.fate.value,
                    "reasons": list(row.reasons),
                    "warnings": list(row.warnings),
                }
                for row in self.rows
            ],
            "counts": self.counts,
            "people": self.people,
        }


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that did not come in, opened from its seal: what it said and why it cannot be right."""

    id: UUID
    row: int
    reasons: tuple[str, ...]
    cells: tuple[tuple[str, str, str], ...]  # address, heading, text


@dataclass(frozen=True, slots=True)
class IntakeListed:
    id: UUID
    file_name: str
    on: date
    accepted: int
    refused: int
    undone_on: date | None
    with_a_desk: bool = False  # moved in with a laptop's, or taken out of an agency's


def try_out(
    desk: Desk, data: bytes, name: str, *, today: date, matching: Matching | None = None
) -> BroughtIn:
    """What bringing this file in would do; writes nothing. Raises a CannotRead."""
    read = _read(desk, data, name, today, matching)
    with desk.look() as look:
        read, people = marks.against_the_desk(desk, look, read)
        new = len(marks.unseen(look, read.rows))
        return BroughtIn(None, read.source.sentence, read.matching, read.rows, people, new)


def bring_in(
    desk: Desk,
    data: bytes,
    name: str,
    *,
    today: date,
    matching: Matching | None = None,
    progress: Progress | None = None,
) -> BroughtIn:
    """Bring a workbook or CSV in, all of it in one transaction. Raises a CannotRead.

    Rows already in the desk, whoever brought them in, are duplicates; a file with nothing new leaves the
    desk as it was, and so does a ``progress`` that raises: it is told how many rows are done of how many.
    """
    read = _read(desk, data, name, today, matching)
    with desk.unit_of_work() as work:
        # Two with the same workbook at the same moment: the later knows what the first brought in.
        take_turns(work.session.connection(), Intake.__tablename__)
        read, people = marks.against_the_desk(desk, work.session, read)
        intake_id, new = None, len(marks.unseen(work.session, read.rows))
        if new:
            intake_id = _keep(work, read, data, today, progress)
            work.commit()
        return BroughtIn(intake_id, read.source.sentence, read.matching, read.rows, people, new)


def _read(desk: Desk, data: bytes, name: str, today: date, matching: Matching | None) -> Caseload:
    allowed = agency.agency(desk, on=today).may_hold_health_statistics
    read = read_caseload(
        data,
        name,
        today=today,
        benefit_code=resources.benefits().find,
        allow_health=allowed,
        matching=matching,
    )
    return marks.marked(desk, read)


def _keep(work: Work, read: Caseload, data: bytes, today: date, progress: Progress | None) -> UUID:
    intake = Intake(
        id=new_id(),
        file_name=read.source.file,
        file_hash=hashlib.sha256(data).hexdigest(),
        sheet=read.source.sheet or None,
        header_row=read.source.header_row,
        on=today,
        advisor_id=work.desk.advisor.id,
        matching=read.matching.as_data(),
    )
    intake.sealing_key = sealing.new_client_key(work.desk.key, str(intake.id))
    work.add(intake)
    work.session.flush()
    unseen = {row.row for row in marks.unseen(work.session, read.rows)}
    keeper = Keeper(work, intake, today)
    group_of = {at: group for group in read.people for at in group.rows}
    with work.session.no_autoflush:  # everything is written once, at the end
        for done, row in enumerate(read.rows):
            if progress is not None and done % 50 == 0:
                progress("Bringing the rows in", done, len(read.rows))
            if row.row not in unseen:
                continue
            kept = IntakeRow(
                id=new_id(),
                intake_id=intake.id,
                row=row.row,
                fate=row.fate.value,
                reasons=list(row.reasons),
                warnings=list(row.warnings),
                fingerprint=row.fingerprint,
            )
            kept.sealed = sealed_cells(work.desk, intake, kept.id, row.raw)
            if row.fate is Fate.ACCEPTED and row.entry is not None:
                group = group_of[row.row]
                person_id = keeper.person(group, lambda who: _client_of(work.session, who))
                kept.person_id, kept.case_id = person_id, keeper.case(row.entry, person_id)
            work.add(kept)
    keeper.finish()
    return intake.id


def _client_of(session: Session, person: Any) -> UUID | None:
    """The client this is already, by a hard number, or by name and date of birth; None: a new one."""
    draft = client_draft(person)
    numbers = [
        (column, value)
        for column, value in ((Person.ni_number, draft.ni_number), (Person.chi_number, draft.chi_number))
        if value
    ]
    if numbers:
        matches = session.scalars(
            select(Person).where(or_(*(column == value for column, value in numbers))).order_by(Person.id)
        ).all()
        same = [one for one in matches if _nothing_against(one, draft)]
        if same:
            return same[0].id
    if draft.born_on is None:
        return None
    namesakes = select(Person).where(Person.sort_name == _sort_name(draft), Person.born_on == draft.born_on)
    for one in session.scalars(namesakes.order_by(Person.id)):
        if _nothing_against(one, draft):
            return one.id
    return None


def _sort_name(draft: Any) -> str:
    return f"{names.fold(draft.surname)} {names.fold(draft.forenames)}".strip()


def _nothing_against(one: Person, draft: Any) -> bool:
    pairs = (
        (one.ni_number, draft.ni_number),
        (one.chi_number, draft.chi_number),
        (one.born_on, draft.born_on),
    )
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)


def intakes(desk: Desk) -> list[IntakeListed]:
    """Every file brought in, the newest first."""
    with desk.look() as look:
        counts: dict[tuple[UUID, str], int] = {
            (intake_id, fate): n
            for intake_id, fate, n in look.execute(
                select(IntakeRow.intake_id, IntakeRow.fate, func.count()).group_by(
                    IntakeRow.intake_id, IntakeRow.fate
                )
            )
        }
        made_here = set(look.scalars(select(IntakeMade.intake_id).distinct()))
        return [
            IntakeListed(
                one.id,
                one.file_name,
                one.on,
                counts.get((one.id, "accepted"), 0),
                counts.get((one.id, "refused"), 0),
                one.undone_on,
                bool(counts.get((one.id, "accepted"))) and one.id not in made_here,
            )
            for one in look.scalars(select(Intake).order_by(Intake.id.desc()))
        ]


def refused_rows(desk: Desk, intake_id: UUID | None = None) -> list[RefusedRow]:
    """Rows that wait to be mended, with their cells as they stood and every reason."""
    statement = (
        select(IntakeRow, Intake)
        .join(Intake, Intake.id == IntakeRow.intake_id)
        .where(IntakeRow.fate == Fate.REFUSED.value, IntakeRow.mended.is_(False), Intake.undone_on.is_(None))
        .order_by(IntakeRow.intake_id, IntakeRow.row)
    )
    if intake_id is not None:
        statement = statement.where(IntakeRow.intake_id == intake_id)
    with desk.look() as look:
        return [
            RefusedRow(kept.id, kept.row, tuple(kept.reasons), opened_cells(desk, intake, kept))
            for kept, intake in look.execute(statement)
        ]


def mend(desk: Desk, row_id: UUID, cells: Mapping[str, str], *, today: date) -> BroughtIn:
    """Bring a refused row in with some cells put right (heading -> text).

    The row is judged again like any other; where it is still wrong nothing changes and the answer
    holds the reasons.
    """
    with desk.look() as look:
        kept = look.get(IntakeRow, row_id)
        intake = look.get(Intake, kept.intake_id) if kept else None
        if kept is None or intake is None:
            raise DeskError("That row is no longer waiting.")
        stood = opened_cells(desk, intake, kept)
        matching = Matching.from_data(intake.matching)
    headings = [heading for _, heading, _ in stood]
    texts = [cells.get(heading, text) for _, heading, text in stood]
    written = as_csv([headings, texts])
    outcome = try_out(desk, written, "a mended row", today=today, matching=matching)
    if outcome.counts["refused"] == 0:
        outcome = bring_in(desk, written, MENDED_ROW, today=today, matching=matching)
        with desk.unit_of_work() as work:
            work.get(IntakeRow, row_id).mended = True
            work.commit()
    return outcome


def refused_as_csv(desk: Desk, intake_id: UUID | None = None) -> bytes:
    """The refused rows written out, each with its reasons; formula-looking text stays text."""
    rows = refused_rows(desk, intake_id)
    headings = list(dict.fromkeys(heading for row in rows for _, heading, _ in row.cells))
    lines = [["Row", "Why it was refused", *headings]]
    for row in rows:
        said = {heading: text for _, heading, text in row.cells}
        lines.append([str(row.row), " ".join(row.reasons), *(said.get(heading, "") for heading in headings)])
    return as_csv(lines, harmless=True)


def as_csv(lines: Sequence[Sequence[str]], *, harmless: bool = False) -> bytes:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerows([harmless_text(text) if harmless else text for text in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def undo(desk: Desk, intake_id: UUID, *, today: date) -> Changes:
    """Take a caseload out again as a whole, its sealed rows with it; that it was here stays on record.

    A practice it brought stays where others have come to use it. Raises CannotUndo once work was added
    to its clients, CameWithADesk, AlreadyUndone.
    """
    with desk.unit_of_work() as work:
        intake = work.get(Intake, intake_id)
        if intake.undone_on is not None:
            raise AlreadyUndone()
        made: dict[str, set[UUID]] = {}
        for table, row_id in work.session.execute(
            select(IntakeMade.table, IntakeMade.made_row_id).where(IntakeMade.intake_id == intake_id)
        ):
            made.setdefault(table, set()).add(row_id)
        if not made and _any_accepted(work.session, intake_id):
            raise CameWithADesk()
        for name in SHARED:
            made[name] = made.get(name, set()) - _built_upon(work.session, name, made)
        made["organisations"] -= _of_other_practices(work.session, made)
        if any(_built_upon(work.session, name, made) for name in made if name not in SHARED):
            raise CannotUndo()
        joined = _joined(work.session, made)
        for part in _parts(made.get("people", set())):
            work.session.execute(delete(SearchTerm).where(SearchTerm.person_id.in_(part)))
        for table in reversed(Base.metadata.sorted_tables):
            for part in _parts(made.get(table.name, set())):
                work.session.execute(delete(table).where(table.c.id.in_(part)))
        for person_id in joined:
            refresh_search_terms(work.session, whole_person(work.session, person_id))
        work.session.execute(delete(IntakeRow).where(IntakeRow.intake_id == intake_id))
        work.session.execute(delete(IntakeMade).where(IntakeMade.intake_id == intake_id))
        intake.undone_on, intake.sealing_key = today, b""
        work.commit()
        return Changes.of(intake, "clients", "cases", "gains", "key_dates", "consents")


def _any_accepted(session: Session, intake_id: UUID) -> bool:
    accepted = select(IntakeRow.id).where(IntakeRow.intake_id == intake_id, IntakeRow.fate == "accepted")
    return session.scalar(accepted.limit(1)) is not None


def _of_other_practices(session: Session, made: Mapping[str, set[UUID]]) -> set[UUID]:
    """Bodies whose practice stays, and which stay with it."""
    found = session.execute(select(Organisation.id, Organisation.practice_id))
    return {id for id, practice_id in found if practice_id and practice_id not in made["practices"]}


def _joined(session: Session, made: Mapping[str, set[UUID]]) -> set[UUID]:
    """Clients who were here before and got a reference from the workbook."""
    found: set[UUID] = set()
    for part in _parts(made.get("imported_refs", set())):
        found |= set(session.scalars(select(ImportedRef.person_id).where(ImportedRef.id.in_(part))))
    return found - made.get("people", set())


def _parts(ids: set[UUID]) -> list[list[UUID]]:
    listed = sorted(ids)
    return [listed[start : start + 500] for start in range(0, len(listed), 500)]


# Made with a client and gone with them: search words; at a shared desk whose they are, and their keys.
_COMES_AND_GOES = {"search_terms", "assignments", "sealed_keys", "presence"}


def _built_upon(session: Session, name: str, made: Mapping[str, set[UUID]]) -> set[UUID]:
    """Which of these rows were changed since, or are pointed at by a row that came from elsewhere."""
    table = Base.metadata.tables[name]
    going = _parts(made.get(name, set()))
    changed = (select(table.c.id).where(table.c.id.in_(part), table.c.version > 1) for part in going)
    found = {id for statement in changed for id in session.scalars(statement)}
    for other in Base.metadata.sorted_tables:
        if other.name in _COMES_AND_GOES:
            continue
        ours = made.get(other.name, set())
        for column in other.columns:
            if any(key.column.table is table for key in column.foreign_keys):
                for part in going:
                    pointing = session.execute(select(other.c.id, column).where(column.in_(part)))
                    found |= {target for row_id, target in pointing if row_id not in ours}
    return found


def save_matching(desk: Desk, matching: Matching) -> Changes:
    """Keep how a workbook's columns are read, by its name."""
    with desk.unit_of_work() as work:
        kept = work.session.scalars(
            select(SavedMatching).where(SavedMatching.name == matching.name)
        ).one_or_none()
        if kept is None:
            kept = work.add(SavedMatching(name=matching.name))
        kept.matching = matching.as_data()
        work.commit()
        return Changes.of(kept, "settings")


def matchings(desk: Desk) -> list[Matching]:
    with desk.look() as look:
        return [
            Matching.from_data(kept.matching)
            for kept in look.scalars(select(SavedMatching).order_by(SavedMatching.name))
        ]
