"""What ``keys.json`` says, as values: read strictly, written one way.

Only its shape is known here; who may change what, and when the file is written, is in ``keys``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from welfare_desk.vault import faults, slots
from welfare_desk.vault.guesses import Guesses
from welfare_desk.vault.slots import Slot

FORMAT: Final = "welfare-desk-keys"
VERSION: Final = 2  # 1: slots that only their own secret could fill


@dataclass(frozen=True, slots=True)
class Content:
    """Everything in the file: the desk it is of, its slots, and the wrong tries at them."""

    desk_id: str
    slots: tuple[Slot, ...]
    guesses: Guesses | None  # None: missing or altered

    @classmethod
    def read(cls, text: bytes) -> Content:
        """Raises DeskNewer for a later program's file, before more of it is looked at; KeysDamaged."""
        try:
            raw = json.loads(text)
            if raw["format"] != FORMAT or type(raw["version"]) is not int:
                raise faults.KeysDamaged()
            if raw["version"] > VERSION:
                raise faults.DeskNewer()
            desk_id, found = str(raw["desk"]), tuple(Slot.read(slot) for slot in raw["slots"])
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            raise faults.KeysDamaged() from error
        if raw["version"] < 1 or not found or len({slot.id for slot in found}) < len(found):
            raise faults.KeysDamaged()
        return cls(desk_id, found, Guesses.read(raw.get("guesses"), desk_id, found))

    def written(self) -> bytes:
        guesses = self.guesses if self.guesses is not None else Guesses()
        raw = {
            "format": FORMAT,
            "version": VERSION,
            "desk": self.desk_id,
            "slots": [dict(slot.fields) for slot in self.slots],
            "guesses": guesses.written(self.desk_id, self.slots),
        }
        return json.dumps(raw, indent=1).encode()

    def of_kind(self, kind: str) -> list[Slot]:
        return [slot for slot in self.slots if slot.kind == kind]

    def passphrase_of(self, person_id: str) -> Slot:
        """Raises UnknownPerson."""
        for slot in self.of_kind(slots.PASSPHRASE):
            if slot.person == person_id:
                return slot
        raise faults.UnknownPerson()

    def without(self, gone: Callable[[Slot], bool]) -> Content:
        return replace(self, slots=tuple(slot for slot in self.slots if not gone(slot)))


@dataclass(frozen=True, slots=True)
class CountedContent(Content):
    """The same, with counts that can be relied on."""

    guesses: Guesses
