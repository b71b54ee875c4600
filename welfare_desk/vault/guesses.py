"""How long a guesser must wait: 1, 2, 4 ... seconds after each wrong try, up to fifteen minutes.

The count is kept in ``keys.json`` for each slot, and so survives a restart; reading and writing that
file is done in ``keys``. What the mark over the count can promise is said at ``Guesses.read``.
"""

from __future__ import annotations

import hashlib
import hmac
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final

from welfare_desk.vault.slots import Slot, canonical

LONGEST: Final = 15 * 60  # seconds
_COUNT_OF_LONGEST: Final = 11  # 2 ** 10 seconds is past the longest


def delay(wrong: int) -> int:
    """Seconds to wait after this many wrong tries in a row."""
    return 0 if wrong < 1 else min(2 ** min(wrong - 1, 10), LONGEST)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Wrong tries in a row at one slot, and when the last of them was."""

    count: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Guesses:
    """The wrong tries at every slot that has any, by slot id."""

    wrong: Mapping[str, Wrong] = field(default_factory=dict)

    def wait(self, slot_id: str, now: datetime) -> int:
        """Whole seconds before this slot may be tried again; 0 for at once."""
        if (wrong := self.wrong.get(slot_id)) is None:
            return 0
        waited = max((now - wrong.last_at).total_seconds(), 0)
        return max(math.ceil(delay(wrong.count) - waited), 0)

    def one_more(self, slot_ids: Iterable[str], now: datetime) -> Guesses:
        counts = {each: self.wrong[each].count if each in self.wrong else 0 for each in slot_ids}
        return Guesses({**self.wrong, **{each: Wrong(count + 1, now) for each, count in counts.items()}})

    def forgiven(self, slot_id: str) -> Guesses:
        return Guesses({each: wrong for each, wrong in self.wrong.items() if each != slot_id})

    def taken_back(self, slot_ids: Iterable[str], before: Guesses) -> Guesses:
        """The same with the last try at these slots undone, whatever else was counted meanwhile."""
        wrong = dict(self.wrong)
        for each in slot_ids:
            counted, earlier = wrong.pop(each, None), before.wrong.get(each)
            if counted is not None and counted.count > 1:
                undone = replace(counted, count=counted.count - 1)
                wrong[each] = earlier if earlier and earlier.count == undone.count else undone
        return Guesses(wrong)

    def not_after(self, now: datetime) -> Guesses:
        """The same with no try in the future: a clock put right must not lock its owner out for years."""
        return Guesses(
            {each: replace(wrong, last_at=min(wrong.last_at, now)) for each, wrong in self.wrong.items()}
        )

    @classmethod
    def longest_wait(cls, slots: Iterable[Slot], now: datetime) -> Guesses:
        return cls({slot.id: Wrong(_COUNT_OF_LONGEST, now) for slot in slots})

    def written(self, desk_id: str, slots: Iterable[Slot]) -> dict[str, Any]:
        said = {
            each: {"wrong": wrong.count, "last_at": wrong.last_at.astimezone(UTC).isoformat()}
            for each, wrong in self.wrong.items()
        }
        return {"tries": said, "mark": _mark(said, desk_id, slots)}

    @classmethod
    def read(cls, raw: Any, desk_id: str, slots: Iterable[Slot]) -> Guesses | None:
        """The counts, or None when they are missing or were altered: then the longest wait applies.

        The mark is made without any secret, because a locked desk has none: it catches a hand in the
        file, not someone who writes their own program or puts back an older copy of the whole file.
        Against them the cost of each guess (``Strength``) is the only control, as for a copied file.
        """
        try:
            said = raw["tries"]
            if not hmac.compare_digest(str(raw["mark"]), _mark(said, desk_id, slots)):
                return None
            return cls(
                {
                    str(each): Wrong(
                        int(one["wrong"]), datetime.fromisoformat(one["last_at"]).astimezone(UTC)
                    )
                    for each, one in said.items()
                }
            )
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            return None


def _mark(said: Mapping[str, Any], desk_id: str, slots: Iterable[Slot]) -> str:
    over = {"tries": said, "desk": desk_id, "slots": [dict(slot.fields) for slot in slots]}
    return hashlib.sha256(b"welfare-desk guesses 1\n" + canonical(over)).hexdigest()
