"""The slots a desk gives out: one person's passphrase, the recovery paper; and what an opened one gives.

Who may have them added, changed and taken away is in ``keys``; how one is sealed in ``slots``.
"""

from __future__ import annotations

from datetime import UTC, datetime

from welfare_desk.vault import passphrases, slots
from welfare_desk.vault.desk_key import DeskKey, Person
from welfare_desk.vault.key_content import Content
from welfare_desk.vault.slots import Slot, Strength


def to_try(content: Content, person_id: str | None) -> list[Slot]:
    if person_id is None:
        return content.of_kind(slots.PASSPHRASE)
    return [content.passphrase_of(person_id)]


def opened(slot: Slot, raw: bytearray, desk_id: str) -> DeskKey:
    return DeskKey(raw, desk_id=desk_id, person_id=slot.person, opened_by=slot.kind, strength=slot.strength)


def moment(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds")


def passphrase_slot(key: DeskKey, person: Person, passphrase: str, now: datetime) -> Slot:
    return Slot.wrap(
        key.raw,
        passphrases.as_bytes(passphrase),
        desk_id=key.desk_id,
        kind=slots.PASSPHRASE,
        id=person.id,
        person=person.id,
        name=person.name,
        made_at=moment(now),
        strength=key.strength,
    )


def refilled(old: Slot, passphrase: str, fresh: bytes | bytearray, desk_id: str, strength: Strength) -> Slot:
    return Slot.wrap(
        fresh,
        passphrases.as_bytes(passphrase),
        desk_id=desk_id,
        kind=slots.PASSPHRASE,
        id=old.id,
        person=old.person,
        name=old.name,
        made_at=str(old.fields["made_at"]),
        strength=strength,
    )


def recovery_slot(key: DeskKey, paper: bytes, now: datetime) -> Slot:
    return Slot.wrap(
        key.raw,
        paper,
        desk_id=key.desk_id,
        kind=slots.RECOVERY,
        id=slots.RECOVERY,
        made_at=moment(now),
        strength=key.strength,
    )
