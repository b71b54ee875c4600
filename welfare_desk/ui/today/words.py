"""Days, spans and times as *Today* says them."""

from __future__ import annotations

from datetime import date, time, timedelta

from welfare_desk.rules import days


def at(moment: time | None) -> str:
    return f"{moment:%H:%M}" if moment else ""


def short(day: date) -> str:
    return days.short(day).rpartition(" ")[0]


def span(left: timedelta) -> str:
    return "today" if not left.days else f"{left.days} day{'s' * (left.days != 1)}"
