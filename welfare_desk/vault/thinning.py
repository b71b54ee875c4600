"""Which backups may go, so that the rest reach back sanely (promise R10). Pure: dates in, names out.

No clock is read: days, weeks and months are counted over the backups there are, so a clock set
far ahead adds a backup and purges none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

LAST: Final = 10
DAILY: Final = 12
WEEKLY: Final = 10
MONTHLY: Final = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup there is: its folder's name, when it says it was made, whether it was read back whole."""

    name: str
    made_at: datetime
    verified: bool


def thin(backups: Sequence[Kept], *, just_made: str | None = None) -> list[Kept]:
    """Those that may be deleted, oldest first.

    Never the last 10, nor the newest of the last 12 days, 10 weeks and 12 months that have any. The
    newest verified one always stays, and so does the one ``just_made``, even when a clock set back
    has made it look old. While none is verified, none is deleted.
    """
    newest_first = sorted(backups, key=lambda backup: (backup.made_at, backup.name), reverse=True)
    verified = [backup for backup in newest_first if backup.verified]
    if not verified:
        return []
    kept = {backup.name for backup in newest_first[:LAST]} | {verified[0].name, just_made}
    for most, period in _PERIODS:
        kept |= _newest_of_each(newest_first, most, period)
    return [backup for backup in reversed(newest_first) if backup.name not in kept]


_PERIODS: Final[tuple[tuple[int, Callable[[datetime], object]], ...]] = (
    (DAILY, lambda at: at.date()),
    (WEEKLY, lambda at: at.isocalendar()[:2]),
    (MONTHLY, lambda at: (at.year, at.month)),
)


def _newest_of_each(
    newest_first: Sequence[Kept], most: int, period: Callable[[datetime], object]
) -> set[str]:
    """The names of the newest in each of the last ``most`` periods, a verified one where there is one."""
    chosen: dict[object, Kept] = {}
    for backup in newest_first:
        at = period(backup.made_at)
        if at not in chosen:
            if len(chosen) == most:
                break
            chosen[at] = backup
        elif backup.verified and not chosen[at].verified:
            chosen[at] = backup
    return {backup.name for backup in chosen.values()}
