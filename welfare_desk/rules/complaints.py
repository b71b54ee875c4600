"""The clocks of a complaint: by when it is acknowledged and by when it is answered.

The times are data with their sources (``resources/quality.toml``); here is only how they are counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from welfare_desk.rules import counting
from welfare_desk.rules.counting import Holidays


@dataclass(frozen=True, slots=True)
class Clock:
    """By when a complaint is acknowledged and answered; None where no day is set, only *without delay*."""

    acknowledge_by: date | None
    answer_by: date | None


def clock(received_on: date, kind: Mapping[str, Any], holidays: Holidays) -> Clock:
    """The last days for a complaint of this kind, each inclusive."""
    return Clock(
        _by(received_on, kind.get("acknowledge"), holidays), _by(received_on, kind.get("answer"), holidays)
    )


def _by(received_on: date, time: Mapping[str, Any] | None, holidays: Holidays) -> date | None:
    if time is None:
        return None
    manner, number = time["manner"], time["days"]
    if manner == "working_days_after":
        return counting.working_days_after(received_on, number, holidays)
    if manner == "days_beginning_with":
        return counting.days_beginning_with(received_on, number)
    if manner == "weeks_after":
        return received_on + timedelta(weeks=number)
    raise ValueError(f"nobody counts a complaint in {manner}")
