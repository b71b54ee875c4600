"""How the dates and figures of a case are said: chips beside days, kinds of case, outcomes, how often.

Only words; which day is due and what a gain is worth come from casework.
"""

from __future__ import annotations

from datetime import date, datetime

from welfare_desk.casework.figures.gains import GainRow
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.matters.key_dates import KeyDateRow
from welfare_desk.rules import days, money
from welfare_desk.rules.consent_record import LONDON
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.rows import Row, RowCell

SOON_DAYS = 14

KINDS = {
    "income": "Income",
    "tribunal": "Tribunal",
    "debt": "Debt",
    "housing": "Housing",
    "employability": "Work and training",
    "other": "Other",
}
OUTCOMES = {
    "awarded": "Awarded",
    "increased": "Increased",
    "same": "No change",
    "reduced": "Reduced",
    "refused": "Refused",
    "written_off": "Debt written off",
    "pending": "Not decided yet",
}
HOW_OFTEN = {
    "weekly": "a week",
    "fortnightly": "every two weeks",
    "four_weekly": "every four weeks",
    "monthly": "a month",
    "half_yearly": "every half year",
    "annual": "a year",
    "one_off": "once",
}
EVERY = {
    "weekly": "Every week",
    "fortnightly": "Every two weeks",
    "four_weekly": "Every four weeks",
    "monthly": "Every month",
    "half_yearly": "Twice a year",
    "annual": "Once a year",
    "one_off": "Once only",
}
CONFIRMED_BY = {
    "award_letter": "Award letter seen",
    "payment_seen": "Payment seen",
    "online_account": "Online account",
    "agency_told": "Agency told us",
    "client_statement": "The client says so",
}
SURENESS = {
    "high": "Sure: the text of the law was read",
    "medium": "Fairly sure: see what may be otherwise",
    "low": "Unsure: get advice before relying on it",
    "ours": "Set by hand",
}


def several(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"


def due_chip(safe_on: date, due_on: date, today: date) -> Chip | None:
    """How a day stands: over, to be done now that the safe day is past, or how many days are left."""
    if due_on < today:
        return Chip(f"{several((today - due_on).days, 'day')} over", "overdue")
    if safe_on < today:
        return Chip("Act now", "overdue")
    left = (safe_on - today).days
    if left > SOON_DAYS:
        return None
    return Chip("Today" if not left else several(left, "day"), "soon")


def row_chip(row: KeyDateRow, today: date) -> Chip | None:
    """The chip of a key date; what a decision-maker has to do is expected, and never ours to be over."""
    if row.done_on is not None:
        return Chip("Done", "done")
    if not row.claimant_acts:
        return Chip("Expected" if row.due_on >= today else "Not come yet", "plain")
    return due_chip(row.safe_on, row.due_on, today)


def key_date_row(row: KeyDateRow, today: date, *, whose: bool = False) -> Row:
    """A key date as a row: what, safe day with its chip, legal last day; ``whose`` names the client first."""
    second = expected(row) if not row.claimant_acts else by_whom(row)
    what = RowCell(row.client, row.what, strong=True) if whose else RowCell(row.what, second, strong=True)
    gone = "quiet" if row.done_on or not row.claimant_acts else "ink"
    chip = row_chip(row, today)
    safe = RowCell(days.full(row.safe_on), chip=chip, strong=gone == "ink", role=gone, raw=row.safe_on)
    last = RowCell(days.full(row.due_on), role=gone, raw=row.due_on)
    return Row(row.id, (what, safe, last))


def standing(row: KeyDateRow | None) -> str:
    """How a date stands, as a sentence; nothing of one that is not there."""
    if row is None:
        return ""
    if row.done_on is not None:
        return f"Done on {days.full(row.done_on)}."
    return f"To be met by {days.full(row.due_on)}."


def by_whom(row: KeyDateRow) -> str:
    return f"Goes to {row.received_by}" if row.received_by else "Set by hand"


def expected(row: KeyDateRow) -> str:
    return "Theirs to do; ask if it has not come"


def gain_words(line: GainRow) -> tuple[str, str]:
    """A line of the ledger and, quieter, how it stands."""
    first = f"{matter_name(line.benefit)}, {money.shown(line.amount)} {HOW_OFTEN[line.frequency]}"
    if line.reversed_on:
        return first, f"Taken back {days.short(line.reversed_on)}"
    stands = f"Confirmed {days.short(line.confirmed_on)}" if line.confirmed_on else "Waits to be confirmed"
    return first, stands


def saved(now: datetime) -> str:
    """For the status line: "Saved 14:02", in Scotland's time."""
    return f"Saved {now.astimezone(LONDON):%H:%M}"
