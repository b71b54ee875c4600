"""A client in an advisor's words: age, safe contact, how consent stands, a case by its matter.

Only words: what is so is worked out by casework.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from welfare_desk.casework.consent.consents import ConsentRow
from welfare_desk.casework.debt import debts
from welfare_desk.casework.matters.cases import CaseRow, matter_name
from welfare_desk.casework.people.clients import ClientView
from welfare_desk.rules import consent_record, days

KINDS = {
    "income": "Benefit",
    "tribunal": "Appeal",
    "debt": "Debt",
    "housing": "Housing",
    "employability": "Work",
    "other": "Other",
}
REACH = {True: "Yes", False: "No", None: ""}


def born(view: ClientView, age: int | None) -> str:
    """Age and birthday: "52, born 2 Mar 1974"."""
    day = view.draft.born_on
    if view.died_on is not None:
        return f"died {days.short(view.died_on)}"
    if day is None:
        return "date of birth not recorded"
    return f"{age}, born {days.short(day)}"


def practice(view: ClientView) -> str:
    return ", ".join(part for part in (view.practice, view.draft.gp_name) if part)


def matter(row: CaseRow) -> str:
    """What a case is about: "Adult Disability Payment appeal", "Rent arrears"."""
    name = debts.kind_name(row.matter) if row.kind == "debt" else matter_name(row.matter)
    return f"{name} appeal" if row.kind == "tribunal" else name


def next_date(row: CaseRow) -> str:
    if row.closed_on is not None:
        return f"Closed {days.short(row.closed_on)}"
    if row.next_on is None:
        return "No date set"
    return f"{days.full(row.next_on)}: {row.next_what}"


def consent(rows: Iterable[ConsentRow]) -> tuple[str, str, str, str]:
    """How consent to read the record stands: the words, what follows them, their mark and its colour."""
    rows = list(rows)
    asked = [row for row in rows if row.polarity == "permit" and row.practice_id and "read" in row.actions]
    if reading := [row for row in asked if row.is_live]:
        last = max(row.expires_on or date.max for row in reading)
        until = f"until {days.short(last)}" if last != date.max else ""
        return "Consent to read the record", until, "shield-check", "done"
    if any(row.polarity == "refuse" and row.state == "live" for row in rows):
        return "Refused: the record stays closed", "", "x", "overdue"
    if any(row.is_live for row in rows):
        return "Consent for what they tell us", "not the record", "shield-check", "done"
    ended = next((row for row in asked if row.state in ("withdrawn", "expired")), None)  # the newest first
    day = (ended.withdrawn_on or ended.expires_on) if ended is not None else None
    if ended is not None and day is not None:
        word = "withdrawn" if ended.withdrawn_on else "ended"
        return "No consent to read the record:", f"{word} {days.short(day)}", "lock", "overdue"
    return "No consent to read the record", "", "lock", "quiet"


def clock(at: datetime) -> str:
    """A moment as the clock on the wall says it."""
    return f"{at.astimezone(consent_record.LONDON):%H:%M}"
