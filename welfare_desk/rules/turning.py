"""Birthdays that change what somebody is entitled to, sixteen and eighteen, and what is to be done for each.

The things to do are data (``resources/turning.toml``), each with its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from welfare_desk.rules.counting import years_after

AGES = (16, 18)
AHEAD, BEHIND = timedelta(days=84), timedelta(days=28)
"""Ours: said twelve weeks before, time enough for a claim in two parts, and until four weeks after."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do; ``doubt`` says what of it was not read anew."""

    turns: int
    what: str
    source: str
    doubt: str = ""


def tasks_from_data(data: Mapping[str, Any]) -> tuple[ToDo, ...]:
    return tuple(ToDo(**row) for row in data["tasks"])


def turns_soon(born: date, today: date) -> tuple[int, date] | None:
    """Which of these birthdays is near, and its day; None where neither is."""
    for age in AGES:
        on = years_after(born, age)
        if on - AHEAD <= today <= on + BEHIND:
            return age, on
    return None


def born_between(age: int, today: date) -> tuple[date, date]:
    """The days of birth of everybody for whom this birthday may be near, a few days wide on both sides."""
    spare = timedelta(days=3)
    return years_after(today - BEHIND - spare, -age), years_after(today + AHEAD + spare, -age)
