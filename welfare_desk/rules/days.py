"""Days in an advisor's words, the same on every machine whatever its language: Thu 26 Nov 2026."""

from __future__ import annotations

from datetime import date

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def short(day: date) -> str:
    """26 Nov 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full(day: date) -> str:
    """Thu 26 Nov 2026."""
    return f"{WEEKDAYS[day.weekday()]} {short(day)}"


def without_year(day: date) -> str:
    """Thu 26 Nov."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def on_paper(day: date) -> str:
    """26 November 2026, as a letter writes it."""
    return f"{day.day} {LONG_MONTHS[day.month - 1]} {day.year}"
