"""Who can open which client's sealed text at a shared desk: every client's key, sealed for each person apart.

A key is made on the computer of whoever adds the client, and goes to the server only sealed: for them, for
each manager, and for the agency's two halves. Cover and hand-over seal it for one more. The server and its
administrator never hold one that opens.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.orm import Session

from welfare_desk.casework.desk import Desk, Work
from welfare_desk.casework.shared.committing import Commits
from welfare_desk.casework.shared.seen import refuse_unseen
from welfare_desk.errors import DeskError
from welfare_desk.records.base import new_id
from welfare_desk.records.shared import Member, SealedKey
from welfare_desk.vault import sealing
from welfare_desk.vault.desk_key import DeskKey
from welfare_desk.vault.faults import SealBroken
from welfare_desk.vault.joined import Joined
from welfare_desk.vault.pairs import seal_for

COMMON = "common key"  # what it is sealed as: it belongs to no client
NOT_FOR_YOU = "(Sealed: open to those who work for this client.)"
NOT_FOR_ALL = "(Sealed: open to the two it concerns and who were managers then.)"
_OF_CLIENT, _OF_AGENCY, _OF_EACH = "sealed:client:", "sealed:agency:", "sealed:each:"


class KeyNotHeld(DeskError):
    sentence = "This client's sealed text opens only for those who work for them."
    hint = "Ask their advisor, or a manager, to record that you cover."


@dataclass(slots=True)
class Shared:
    """One person at a shared desk: their own key, and what it has opened since they signed in."""

    way: Joined = field(repr=False)
    local: DeskKey = field(repr=False)  # of this computer's folder
    common: DeskKey = field(repr=False)  # what everybody at the desk may open
    duty: str
    name: str = ""  # of this opening of the desk, among all that are open
    commits: Commits = field(default_factory=Commits)
    _raw: dict[UUID, bytes] = field(default_factory=dict, repr=False)

    @property
    def me(self) -> UUID:
        """Whose way in it is."""
        return UUID(self.way.advisor_id)

    def before_flush(self, session: Session, desk: Desk) -> None:
        refuse_unseen(session, self.commits.own)

    def commit(self, session: Session, desk: Desk) -> None:
        self.commits.commit(session, desk)

    def forget(self) -> None:
        self._raw.clear()
        self.local.wipe()

    def raw_key(self, session: Session, person_id: UUID) -> bytes:
        """A client's key as it is. Raises KeyNotHeld, SealBroken."""
        if person_id not in self._raw:
            # A look sees one moment: what is not held is not asked for once more at each line of a journal.
            lacking: set[UUID] = session.info.setdefault("keys not held", set())
            if person_id in lacking:
                raise KeyNotHeld()
            sealed = session.scalar(
                select(SealedKey.sealed).where(
                    SealedKey.person_id == person_id, SealedKey.advisor_id == UUID(self.way.advisor_id)
                )
            )
            if sealed is None:
                lacking.add(person_id)
                raise KeyNotHeld()
            self._raw[person_id] = self.way.pair.open(sealed, self.way.agency_id, str(person_id))
        return self._raw[person_id]

    def client_key(self, session: Session, person_id: UUID) -> sealing.ClientKey:
        return sealing.client_key_of(self.raw_key(session, person_id), str(person_id))

    def new_client_key(self, work: Work, person_id: UUID) -> bytes:
        """Make a client's key and seal it for those who hold it from the first."""
        return self.keep_client_key(work, person_id, secrets.token_bytes(32))

    def keep_client_key(self, work: Work, person_id: UUID, raw: bytes) -> bytes:
        """The same with a key that comes from another desk."""
        self._raw[person_id] = raw
        me = UUID(self.way.advisor_id)
        holders: dict[UUID | None, bytes] = {
            me: self.way.pair.public,
            None: bytes.fromhex(self.way.recovery_public),
        }
        holders |= managers(work.session)
        for row in sealed_for(raw, self.way.agency_id, person_id, holders.items()):
            work.add(row)
        return b"\x02"  # kept elsewhere; erasing takes this and those away

    def seal_for_another(self, work: Work, person_id: UUID, advisor_id: UUID, public: bytes) -> None:
        """One more person who may open a client's text; nothing where they may already."""
        raw = self.raw_key(work.session, person_id)
        for row in sealed_for(raw, self.way.agency_id, person_id, [(advisor_id, public)]):
            row.made_at = work.now
            work.session.execute(_unless_there(row))

    # The journal -----------------------------------------------------------------------------------

    def seal_words(self, session: Session, person_id: UUID, entry_id: UUID, words: str) -> str:
        """A line sealed for those who work for the client; by anybody else, for the people of the desk."""
        try:
            key, kind = self.client_key(session, person_id), _OF_CLIENT
        except KeyNotHeld:
            key, kind = self._common(person_id), _OF_AGENCY
        return kind + base64.b64encode(key.seal(words.encode(), f"journal {entry_id}")).decode()

    def seal_words_with(self, raw: bytes, person_id: UUID, entry_id: UUID, words: str) -> str:
        """A line sealed with a client's key that is in hand."""
        key = sealing.client_key_of(raw, str(person_id))
        return _OF_CLIENT + base64.b64encode(key.seal(words.encode(), f"journal {entry_id}")).decode()

    def open_words(self, session: Session, person_id: UUID, entry_id: UUID, written: str) -> str:
        for kind in (_OF_CLIENT, _OF_AGENCY):
            if written.startswith(kind):
                break
        else:
            return written
        try:
            key = self.client_key(session, person_id) if kind == _OF_CLIENT else self._common(person_id)
            sealed = base64.b64decode(written[len(kind) :])
            return key.unseal(sealed, f"journal {entry_id}").decode()
        except (KeyNotHeld, SealBroken, ValueError):
            return NOT_FOR_YOU

    # What is for some of those who work here, and for no client --------------------------------------

    def seal_for_each(self, session: Session, those: Iterable[UUID | None], mark: str, words: str) -> str:
        """Words that these people and every manager open, each with their own key."""
        wanted = [one for one in those if one is not None]
        rows = session.execute(select(Member.id, Member.public_key).where(Member.id.in_(wanted)))
        holders = managers(session) | {row.id: row.public_key for row in rows}
        each = {
            str(one): base64.b64encode(
                seal_for(public, words.encode(), self.way.agency_id, mark, str(one))
            ).decode()
            for one, public in holders.items()
        }
        return _OF_EACH + json.dumps(each)

    def open_mine(self, mark: str, written: str) -> str:
        """What ``seal_for_each`` sealed, or words of before it; a sentence for whom it was not sealed for."""
        if not written.startswith(_OF_EACH):
            return written
        me = self.way.advisor_id
        try:
            sealed = base64.b64decode(json.loads(written[len(_OF_EACH) :])[me])
            return self.way.pair.open(sealed, self.way.agency_id, mark, me).decode()
        except (KeyError, TypeError, SealBroken, ValueError):
            return NOT_FOR_ALL

    def _common(self, person_id: UUID) -> sealing.ClientKey:
        return sealing.client_key_of(self.common.derive(f"journal {person_id}"), str(person_id))


def managers(session: Session) -> dict[UUID | None, bytes]:
    """Everybody who opens every client's text, with their public key."""
    rows = session.execute(
        select(Member.id, Member.public_key).where(Member.duty == "manager", Member.left_at.is_(None))
    )
    return {row.id: row.public_key for row in rows}


def sealed_for(
    raw: bytes, agency_id: str, person_id: UUID | None, holders: Iterable[tuple[UUID | None, bytes]]
) -> list[SealedKey]:
    """A key sealed for each of these; no person: the key common to the desk."""
    name = str(person_id) if person_id else COMMON
    return [
        SealedKey(person_id=person_id, advisor_id=holder, sealed=seal_for(public, raw, agency_id, name))
        for holder, public in holders
    ]


def _unless_there(row: SealedKey) -> Insert:
    values = {
        "id": new_id(),
        "version": 1,
        "made_at": row.made_at,
        "person_id": row.person_id,
        "advisor_id": row.advisor_id,
        "sealed": row.sealed,
    }
    return insert(SealedKey).values(values).on_conflict_do_nothing()
