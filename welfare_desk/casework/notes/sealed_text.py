"""The one place where a client's sealed text is opened, and only in the unit of work that has asked the gate.

``Work.granted`` holds the notes the gate has let through there, with the row of the access log written;
without it nothing opens, whoever calls.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select

from welfare_desk.casework.desk import Work
from welfare_desk.records.people import Merge, Person
from welfare_desk.vault import sealing
from welfare_desk.vault.faults import SealBroken


class GateNotAsked(RuntimeError):
    """Our bug: sealed text was wanted in a unit of work that did not ask the gate for its notes."""


@dataclass(frozen=True, slots=True)
class FileKey:
    """The key of a client's file. What came over from another file of theirs opens with that file's key."""

    work: Work
    person_id: UUID
    own: sealing.ClientKey

    def seal(self, plain: bytes, row_id: str) -> bytes:
        return self.own.seal(plain, row_id)

    def unseal(self, sealed: bytes, row_id: str) -> bytes:
        """Raises SealBroken for anything altered, moved, or sealed under somebody else's key."""
        try:
            return self.own.unseal(sealed, row_id)
        except SealBroken:
            for other in _other_files(self.work, self.person_id):
                with suppress(SealBroken):
                    return _own_key(self.work, other).unseal(sealed, row_id)
            raise


def client_key(work: Work, person_id: UUID) -> FileKey:
    """The key this client's texts are sealed with. Raises SealBroken once it was erased."""
    return FileKey(work, person_id, _own_key(work, person_id))


def _own_key(work: Work, person_id: UUID) -> sealing.ClientKey:
    person = work.get(Person, person_id)
    if work.desk.shared is not None and person.sealing_key:
        return work.desk.shared.client_key(work.session, person_id)
    return sealing.open_client_key(work.desk.key, str(person_id), person.sealing_key or b"")


def new_client_key(work: Work, person_id: UUID) -> bytes:
    """A key for a new client's sealed text; what the client's row keeps of it.

    In a desk of one folder that is the key itself, wrapped by the desk's. On a shared desk it is kept apart,
    once for each person who may open it (``shared.keys``).
    """
    if work.desk.shared is not None:
        return work.desk.shared.new_client_key(work, person_id)
    return sealing.new_client_key(work.desk.key, str(person_id))


def _other_files(work: Work, person_id: UUID) -> set[UUID]:
    """The files that were ever one with this: they stand in the log of merges, undone ones as well, because
    what was written while they were one is sealed under the key of the file that stood."""
    found, near = {person_id}, {person_id}
    while near:
        pairs = work.session.execute(
            select(Merge.person_id, Merge.gone_id).where(
                or_(Merge.person_id.in_(near), Merge.gone_id.in_(near))
            )
        ).all()
        near = {id for pair in pairs for id in pair} - found
        found |= near
    return found - {person_id}


def unsealed(work: Work, person_id: UUID, sealed: bytes, mark: str, *, of_notes: Iterable[UUID]) -> bytes:
    """What was sealed under ``mark``, which says nothing beyond these notes.

    ``of_notes`` is empty only for what its own writer is still typing, which is no note yet.
    Raises GateNotAsked, SealBroken.
    """
    if not {str(id) for id in of_notes} <= work.granted:
        raise GateNotAsked("the gate was not asked for these notes in this unit of work")
    return client_key(work, person_id).unseal(sealed, mark)
