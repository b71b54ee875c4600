"""Practices, localities and workers side by side: what each figure is made of, and what may be shown of few.

Below five people nothing is published (description of the practice service, section 8). A figure left out
alone could be had back by taking the others from the sum, so it is never left out alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from welfare_desk.rules.evaluation import mean, per_cent
from welfare_desk.rules.session_use import Share

SMALL = 5
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Compared:
    """What one practice, locality or worker, or the whole network, did in a span of days.

    ``people`` are counted once here, however often they were met; somebody met in two places is in both.
    """

    people: int
    meetings: int  # attended, in person, at home, by video or at a tribunal
    sessions: int  # held
    referrals: int
    workers: Decimal  # those who met somebody here; full-time equivalents for the whole network
    practices: Share  # with a session held, of those known
    patients: int | None  # on the lists, where they are recorded

    @property
    def meetings_each(self) -> Decimal | None:
        """Meetings to a person: "4 to 6 sessions on average" in the words of the Edinburgh network."""
        return mean(self.meetings, self.people)

    @property
    def people_a_worker(self) -> Decimal | None:
        """People, not appointments, to a worker."""
        return mean(Decimal(self.people) / self.workers, 1) if self.workers else None

    @property
    def of_the_list(self) -> Decimal | None:
        """People in per cent of the patients on the lists."""
        return per_cent(self.people, self.patients) if self.patients else None


def withheld(people: Mapping[Key, int]) -> set[Key]:
    """Which of these may not be shown outside: those of fewer than five people, and never one alone.

    Where exactly one would be left out the next smallest goes with it; nought points at nobody.
    """
    few = {key for key, count in people.items() if 0 < count < SMALL}
    if len(few) == 1:
        others = sorted((count, str(key), key) for key, count in people.items() if count >= SMALL)
        few |= {others[0][2]} if others else set()
    return few
