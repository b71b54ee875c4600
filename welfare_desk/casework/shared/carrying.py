"""Everything about some clients, carried whole from a laptop's desk into the agency's, or back.

Rows keep their ids, so that carrying twice carries once. What both desks have (a practice, a body written
to, an advisor) is matched by its own name or code, and every row that points at it points there. Each client
comes in a unit of work of their own: ended half-way, it goes on where it stopped when it is begun again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Desk, Work
from welfare_desk.casework.rights import held
from welfare_desk.casework.shared.opening import shared_of
from welfare_desk.casework.workbook import marks
from welfare_desk.records.base import new_id
from welfare_desk.records.intake import Intake, IntakeRow
from welfare_desk.records.people import ImportedRef, Person
from welfare_desk.records.tables import Base
from welfare_desk.vault import sealing
from welfare_desk.vault.faults import SealBroken

Values = dict[str, Any]
Progress = Callable[[int, int], None]

# By what a row of the agency's own is the same row at both desks; none: by its id alone.
_KNOWN_BY: Mapping[str, tuple[str, ...]] = {
    "practices": ("name",),
    "organisations": ("code",),
    "wordings": ("code",),
    "services": ("name",),
    "settings": ("key",),
    "saved_matchings": ("name",),
    "sessions": ("practice_id", "on", "advisor_id"),
    "funding": ("funder", "from_on", "to_on"),
    "list_sizes": ("practice_id", "on"),
    "practice_counts": ("practice_id", "kind", "from_on", "to_on"),
    "closures": ("practice_id", "from_on", "to_on"),
}
# What stays where it is: each desk's own log and trail, numbers, keys, and who is where. Of a workbook only
# the rows that its clients came by go along.
STAYS = frozenset(
    {"access_log", "history", "counters", "drafts", "periods_closed", "advisors", "intakes", "intake_rows"}
    | {"intake_made", "shared_desk", "teams", "members", "assignments", "sealed_keys", "presence"}
    | {"handovers"}
)


_FILES, _ROWS = (Base.metadata.tables[each.__tablename__] for each in (Intake, IntakeRow))


class Carrying:
    """One carrying from ``source`` to ``target``; ``ids`` says which id there stands for which one here."""

    def __init__(self, source: Desk, target: Desk, ids: Mapping[UUID, UUID]) -> None:
        self.source, self.target, self.ids = source, target, dict(ids)
        self.carried: dict[str, int] = {}

    def surroundings(self) -> None:
        """The practices, bodies, sessions and settings that clients' rows may point at."""
        personal = set(held.tables()) | STAYS
        with self.source.look() as look, self.target.unit_of_work() as work:
            for table in Base.metadata.sorted_tables:
                if table.name not in personal:
                    rows = [dict(row) for row in look.execute(select(table)).mappings()]
                    self._agencys_own(work.session, table, rows)
            work.commit()

    def _agencys_own(self, session: Session, table: Table, rows: list[Values]) -> None:
        if "id" not in table.columns:
            return
        there = [dict(row) for row in session.execute(select(table)).mappings()]
        ids_there = {row["id"] for row in there}
        known_by = _KNOWN_BY.get(table.name, ())
        known: dict[tuple[Any, ...], UUID] = {}
        for row in there:
            known.setdefault(tuple(row[name] for name in known_by), row["id"])
        new = []
        for row in rows:
            moved = self._mapped(row)
            mark = tuple(moved[name] for name in known_by)
            if moved["id"] in ids_there:
                continue
            if known_by and any(mark) and mark in known:
                self.ids[row["id"]] = known[mark]
                continue
            new.append(moved)
        self._insert(session, table, new)

    def _mapped(self, row: Mapping[str, Any]) -> Values:
        return {
            name: self.ids.get(value, value) if isinstance(value, UUID) else self._in_lists(value)
            for name, value in row.items()
        }

    def _in_lists(self, value: Any) -> Any:
        """Ids kept as text, as a consent keeps the bodies it names."""
        if isinstance(value, list):
            return [self._in_lists(one) for one in value]
        if isinstance(value, dict):
            return {key: self._in_lists(one) for key, one in value.items()}
        if isinstance(value, str) and len(value) == 36 and value.count("-") == 4:
            try:
                return str(self.ids.get(UUID(value), UUID(value)))
            except ValueError:
                return value
        return value

    def client(self, person_id: UUID, then: Callable[[Work], None] | None = None) -> bool:
        """Carry one client whole, and ``then`` with it; False where they are there already."""
        with self.source.look() as look, self.target.unit_of_work() as work:
            if work.session.get(Person, person_id) is not None:
                return False
            raw = raw_key(self.source, look, person_id)
            for name in ("households", "people", *held.tables()[2:]):
                if name not in STAYS:
                    self._rows_of(look, work, Base.metadata.tables[name], person_id, raw)
            self._brought_in(look, work, person_id)
            if raw is not None and self.target.shared is not None:
                shared_of(self.target).keep_client_key(work, person_id, raw)
            work.session.flush()
            if then is not None:
                then(work)
            work.commit()
            return True

    def _rows_of(self, look: Session, work: Work, table: Table, person_id: UUID, raw: bytes | None) -> None:
        rows = [
            dict(row) for row in look.execute(select(table).where(held.of(table.name, person_id))).mappings()
        ]
        if not rows:
            return
        if "id" in table.columns:
            there = set(
                work.session.scalars(
                    select(table.columns["id"]).where(table.columns["id"].in_([row["id"] for row in rows]))
                )
            )
            rows = [row for row in rows if row["id"] not in there]
        rows = [row for row in rows if self._all_there(work.session, table, row, person_id)]
        moved = [self._mapped(row) for row in rows]
        if table.name == "people":
            for row in moved:
                row["sealing_key"] = kept_of(self.target, person_id, raw)
        if table.name == "journal":
            for row in moved:
                row["words"] = self._journal(look, work, row, raw)
        if table.name in ("people", "cases"):
            for row in moved:
                self._reference(work, table, row, person_id)
        self._insert(work.session, table, moved)

    def _brought_in(self, look: Session, work: Work, person_id: UUID) -> None:
        """The rows of a workbook that a client came by: brought in there once more, they are duplicates.

        What else the workbook made is not said there: work was done with it here, and no desk takes it out.
        """
        of_client = (IntakeRow.person_id == person_id, IntakeRow.fate == "accepted")
        files = select(Intake.__table__).where(
            Intake.undone_on.is_(None), Intake.id.in_(select(IntakeRow.intake_id).where(*of_client))
        )
        for file in look.execute(files).mappings().all():
            if work.session.get(Intake, file["id"]) is None:
                try:
                    raw = sealing.raw_client_key(self.source.key, str(file["id"]), file["sealing_key"])
                    key = sealing.wrap_client_key(self.target.key, str(file["id"]), raw)
                except SealBroken:  # the rows are known by their marks all the same
                    key = b""
                self._insert(work.session, _FILES, [self._mapped(dict(file)) | {"sealing_key": key}])
            asked = select(_ROWS).where(*of_client, IntakeRow.intake_id == file["id"])
            rows = [self._mapped(dict(row)) for row in look.execute(asked).mappings()]
            for row in rows:
                row["fingerprint"] = marks.carried(self.source, self.target, row["fingerprint"])
            self._insert(work.session, _ROWS, rows)

    def _all_there(self, session: Session, table: Table, row: Values, person_id: UUID | None) -> bool:
        """Whether everybody else a row names has come: two people kept apart, one who acted for another."""
        others = {row[name] for name in _people_in(table)} - {person_id, None}
        return all(session.get(Person, other) is not None for other in others)

    def between_people(self) -> None:
        """At the end: rows that name two people, whichever of them came first."""
        with self.source.look() as look, self.target.unit_of_work() as work:
            for table in Base.metadata.sorted_tables:
                if table.name in STAYS or len(_people_in(table)) < 2:
                    continue
                there = set(work.session.scalars(select(table.columns["id"])))
                rows = [dict(row) for row in look.execute(select(table)).mappings()]
                self._insert(
                    work.session,
                    table,
                    [
                        self._mapped(row)
                        for row in rows
                        if row["id"] not in there and self._all_there(work.session, table, row, None)
                    ],
                )
            work.commit()

    def _journal(self, look: Session, work: Work, row: Values, raw: bytes | None) -> str:
        words = str(row["words"])
        if self.source.shared is not None:
            words = shared_of(self.source).open_words(look, row["person_id"], row["id"], words)
        if self.target.shared is None or raw is None:
            return words
        return shared_of(self.target).seal_words_with(raw, row["person_id"], row["id"], words)

    def _reference(self, work: Work, table: Table, row: Values, person_id: UUID) -> None:
        """A reference somebody else has there is given anew; people still know them by the old one."""
        taken = select(func.count()).select_from(table).where(table.columns["reference"] == row["reference"])
        if not work.session.scalar(taken):
            return
        old, row["reference"] = row["reference"], work.next_reference()
        work.session.flush()
        kept = {"id": new_id(), "version": 1, "made_at": work.now, "ref": old, "person_id": person_id}
        case = row["id"] if table.name == "cases" else None
        self._insert(
            work.session, Base.metadata.tables[ImportedRef.__tablename__], [kept | {"case_id": case}]
        )

    def _insert(self, session: Session, table: Table, rows: Iterable[Values]) -> None:
        rows = list(rows)
        if rows:
            session.execute(insert(table), rows)
            self.carried[table.name] = self.carried.get(table.name, 0) + len(rows)


def _people_in(table: Table) -> list[str]:
    if table.name == Person.__tablename__:
        return []
    keys = [key for key in table.foreign_keys if key.column.table.name == Person.__tablename__]
    return [key.parent.name for key in keys]


def raw_key(desk: Desk, session: Session, person_id: UUID) -> bytes | None:
    """A client's own key as it is; None once they were erased."""
    wrapped = session.scalar(select(Person.sealing_key).where(Person.id == person_id))
    if not wrapped:
        return None
    if desk.shared is not None:
        return shared_of(desk).raw_key(session, person_id)
    try:
        return sealing.raw_client_key(desk.key, str(person_id), wrapped)
    except SealBroken:
        return None


def kept_of(desk: Desk, person_id: UUID, raw: bytes | None) -> bytes | None:
    """What a client's row keeps of this key at a desk."""
    if raw is None:
        return None
    return b"\x02" if desk.shared is not None else sealing.wrap_client_key(desk.key, str(person_id), raw)
