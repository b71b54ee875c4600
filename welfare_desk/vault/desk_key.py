"""The data key of an open desk, and whose passphrase it was opened by.

What is done with it belongs to the rooms that ask for it (``cipher``, ``sealing``, ``backup``); how it is
had from a passphrase is in ``keys``.
"""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from welfare_desk.vault import faults, slots
from welfare_desk.vault.slots import Strength


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with a passphrase of their own; ``id`` is casework's, ``name`` is for the lock screen."""

    id: str
    name: str


class DeskKey:
    """An open desk's data key, in memory while the desk is unlocked. ``wipe`` it to lock.

    Python cannot promise that no copy of it is left in memory, and nothing here claims so.
    """

    __slots__ = ("_raw", "desk_id", "opened_by", "person_id", "strength")

    def __init__(
        self, raw: bytearray, *, desk_id: str, person_id: str, opened_by: str, strength: Strength
    ) -> None:
        self._raw = raw
        self.strength = strength  # of this desk's passphrases, as proved by the slot that was opened
        self.desk_id = desk_id
        self.person_id = person_id  # "" for the recovery key, which is nobody's
        self.opened_by = opened_by  # "passphrase", "recovery" or "keyring"

    @property
    def raw(self) -> bytearray:
        """The 32 bytes that open ``desk.db``. Raises KeyWiped once the desk is locked."""
        if not self._raw:
            raise faults.KeyWiped()
        return self._raw

    def derive(self, purpose: str) -> bytes:
        """A key of its own for each purpose, from which neither the data key nor another can be had."""
        info = f"welfare-desk {purpose} 1".encode()
        return HKDF(SHA256(), slots.KEY_BYTES, self.desk_id.encode(), info).derive(bytes(self.raw))

    def copy(self) -> DeskKey:
        """The same key for somebody who will wipe theirs."""
        return DeskKey(
            bytearray(self.raw),
            desk_id=self.desk_id,
            person_id=self.person_id,
            opened_by=self.opened_by,
            strength=self.strength,
        )

    def wipe(self) -> None:
        for place in range(len(self._raw)):
            self._raw[place] = 0
        self._raw = bytearray()

    def __repr__(self) -> str:
        return f"DeskKey({'locked' if not self._raw else 'open'}, desk {self.desk_id})"

    def __enter__(self) -> DeskKey:
        return self

    def __exit__(self, *_: object) -> None:
        self.wipe()
