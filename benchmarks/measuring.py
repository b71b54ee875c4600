"""Two ways to the same answer, timed turn by turn in one run, so that only their ratio is said.

A machine that is busy slows both sides; an absolute time is printed for the bare side alone and is never
asserted. What is measured lies in the files beside this one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any


def _as_it_is(answer: Any) -> Any:
    return answer


@dataclass(frozen=True, slots=True)
class Pair:
    """One piece of work as the program does it, and the least that gives the same answer.

    ``told`` and ``bare_told`` bring both answers into one shape; they are outside the timing. ``calls``
    is how often each side runs in a turn: more than once for what is too short to time alone;
    ``most_turns`` spares one's patience with what takes long.
    """

    name: str
    ours: Callable[[], Any]
    bare: Callable[[], Any]
    told: Callable[[Any], Any] = _as_it_is
    bare_told: Callable[[Any], Any] = _as_it_is
    calls: int = 1
    most_turns: int = 99
    is_rate: bool = False

    def agrees(self) -> bool:
        """Whether both sides give the same answer; a rate has nothing to agree with."""
        return self.is_rate or self.told(self.ours()) == self.bare_told(self.bare())


@dataclass(frozen=True, slots=True)
class Timed:
    """Median seconds of one call of each side."""

    pair: Pair
    ours: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.ours / self.bare


def side_by_side(pair: Pair, rounds: int) -> Timed:
    """Ours, bare, ours, bare ... after one turn of each to warm up."""
    ours, bare = [], []
    for _ in range(min(rounds, pair.most_turns) + 1):
        ours.append(_seconds(pair.ours, pair.calls))
        bare.append(_seconds(pair.bare, pair.calls))
    return Timed(pair, median(ours[1:]), median(bare[1:]))


def _seconds(work: Callable[[], Any], calls: int) -> float:
    began = time.perf_counter()
    for _ in range(calls):
        work()
    return (time.perf_counter() - began) / calls
