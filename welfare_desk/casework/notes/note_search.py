"""Looking for words in evidence notes: only when asked for by name, client by client, through the gate.

Nothing sealed is indexed anywhere. Notes are opened in memory in the unit of work that has just asked the
gate for them, under the purpose of their case, and written into the access log, yes or no.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework import access
from welfare_desk.casework.correspondence.letter_kinds import purpose_of
from welfare_desk.casework.desk import Desk, Work
from welfare_desk.casework.finding import MOST, Hit, Still, go_on, names_of
from welfare_desk.casework.notes.sealed_text import unsealed
from welfare_desk.casework.service import cover
from welfare_desk.errors import Problems
from welfare_desk.records.cases import Case
from welfare_desk.records.evidence import EvidenceNote
from welfare_desk.rules import consent_record as words
from welfare_desk.rules.words_found import Wanted
from welfare_desk.vault.faults import SealBroken


@dataclass(frozen=True, slots=True)
class SealedHits:
    """What was found in sealed notes: in how many clients' notes was looked, how many notes stayed shut."""

    hits: tuple[Hit, ...]
    looked_at: int
    shut: int


def search(desk: Desk, typed: str, *, still: Still = go_on) -> SealedHits:
    """Evidence notes in which what is typed stands: of clients one works with, where the gate lets one read.

    Each client's notes are asked for and logged in a unit of work of their own, yes or no; what is refused
    stays shut. A note is read under the purpose of its case.
    """
    wanted = Wanted.typed(typed)
    if not wanted:
        return SealedHits((), 0, 0)
    with desk.look() as look:
        named = names_of(look)
        day = words.local_day(desk.clock.now())
        noted = look.scalars(select(EvidenceNote.person_id).distinct()).all()
        mine = cover.worked_with(look, desk.advisor.id, [id for id in noted if id in named], day)
    found: list[Hit] = []
    looked, shut = 0, 0
    for person_id in sorted(mine, key=lambda id: named[id]):
        still()
        hits, opened, refused = _sealed_of(desk, person_id, wanted, named[person_id])
        found += hits
        looked, shut = looked + (1 if opened else 0), shut + refused
    return SealedHits(tuple(found[:MOST]), looked, shut)


def _sealed_of(desk: Desk, person_id: UUID, wanted: Wanted, client: str) -> tuple[list[Hit], int, int]:
    """What was found in one client's notes, how many were opened, how many stayed shut."""
    hits: list[Hit] = []
    opened, shut = 0, 0
    with desk.unit_of_work() as work:
        rows = work.session.execute(
            select(EvidenceNote, Case.kind)
            .outerjoin(Case, Case.id == EvidenceNote.case_id)
            .where(EvidenceNote.person_id == person_id)
            .order_by(EvidenceNote.case_id, EvidenceNote.entry_on.desc(), EvidenceNote.id)
        ).all()
        by_case: dict[tuple[UUID | None, str], list[EvidenceNote]] = {}
        for note, kind in rows:
            purpose = purpose_of(kind)
            by_case.setdefault((note.case_id, purpose), []).append(note)
        for (case_id, purpose), notes in by_case.items():
            try:
                may = _may_be_read(work, person_id, case_id, purpose, notes)
            except Problems:  # no date of birth: the gate cannot be asked at all
                shut += len(notes)
                continue
            shut += len(notes) - len(may)
            for note in may:
                try:
                    said = unsealed(work, person_id, note.sealed, str(note.id), of_notes=(note.id,)).decode()
                except SealBroken:  # erased, or sealed for others
                    shut += 1
                    continue
                opened += 1
                if wanted.stands_in(said, client):
                    hits.append(
                        Hit("sealed", note.id, wanted.snippet(said), note.entry_kind, client, note.entry_on,
                            person_id, case_id, note.category)
                    )  # fmt: skip
        work.commit()
    return hits, opened, shut


def _may_be_read(
    work: Work, person_id: UUID, case_id: UUID | None, purpose: str, notes: list[EvidenceNote]
) -> list[EvidenceNote]:
    """Those of the notes the gate lets through now, asked and logged together; one no does not shut the rest.

    Where it lets none through, its no is logged.
    """

    def ask(some: Iterable[EvidenceNote]) -> access.Ask:
        seen = tuple(access.note_for_gate(note) for note in some)
        return access.Ask(person_id, "read", "evidence_note", purpose, case_id=case_id, notes=seen)

    may = notes if access.would_allow(work, ask(notes)) else []
    if not may and len(notes) > 1:
        may = [note for note in notes if access.would_allow(work, ask([note]))]
    access.answer(work, ask(may or notes), said="Looked for words in these notes")
    return may
