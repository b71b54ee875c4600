"""The time as a desk takes it. Apart from the desk itself, for the lock screen has a clock and no store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """The time as the desk takes it: the real one, or a practice desk's pretended day."""

    def now(self) -> datetime: ...
    def today(self) -> date: ...


class RealClock:
    """The machine's clock; made in ``app.py`` and ``cli.py`` and nowhere else."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands at one moment; the practice desk's and the tests'."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()
