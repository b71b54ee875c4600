"""The second person: what one alone may not do waits until somebody else enters their own passphrase."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from welfare_desk.casework.desk import Desk, SignedIn
from welfare_desk.errors import DeskError
from welfare_desk.records.service import Advisor
from welfare_desk.vault.keys import KeyFile


class NobodyElse(DeskError):
    sentence = "This needs a second person, and nobody else has a passphrase for this desk."
    hint = "Add one under Settings; what only ends a consent, one person can do alone."


class SamePerson(DeskError):
    sentence = "That is your own passphrase; a second person enters theirs."
    hint = "Hand them the keyboard."


def others(desk: Desk) -> list[SignedIn]:
    """Everybody but the one signed in who has a passphrase for this desk, by name."""
    keyed = {UUID(one.id) for one in KeyFile(desk.folder).people()} - {desk.advisor.id}
    with desk.look() as look:
        rows = look.scalars(
            select(Advisor).where(Advisor.id.in_(keyed), Advisor.left_on.is_(None)).order_by(Advisor.name)
        )
        return [SignedIn(one.id, one.name, one.initials, one.role) for one in rows]


def agrees(desk: Desk, passphrase: str) -> SignedIn:
    """Who the second person is, by the passphrase just entered.

    A wrong try counts as at the lock. Raises NobodyElse, SamePerson, WrongPassphrase, TryLater.
    """
    known = {one.id: one for one in others(desk)}
    if not known:
        raise NobodyElse()
    with KeyFile(desk.folder).unlock(passphrase, desk.clock.now()) as key:
        person = UUID(key.person_id) if key.person_id else None
    if person is None or person not in known:
        raise SamePerson()
    return known[person]
