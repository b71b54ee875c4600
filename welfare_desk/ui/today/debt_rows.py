"""The rows of *Today* that come of debt work: what bites, moratoria that run out, whom to ask again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from welfare_desk.casework.debt.debts_ahead import DebtsAhead
from welfare_desk.rules import days
from welfare_desk.ui.kit.rows import Row, RowCell, group

_ASKED = {
    "sent": "has not answered",
    "ignored": "gave no answer",
    "refused": "refused: ask again",
    "counter": "wants more",
    "ask_again": "owns it now: ask",
}


def before(ahead: DebtsAhead, today: date) -> Iterator[Row]:
    """What must not be overlooked: it stands above everything that is only due."""
    if ahead.bites:
        yield group("Most urgent debts", str(len(ahead.bites)), role="overdue", mark="triangle-alert")
    for one in ahead.bites:
        day = days.without_year(one.bites_on) if one.bites_on else "Any day"
        what = ", ".join(part for part in (one.threat.name, one.creditor) if part)
        key = ("threat", (one.person_id, one.id))
        left = RowCell(one.client, what)
        yield Row(key, (left, RowCell(day, one.in_words(today), role="overdue")))
    if ahead.ending:
        yield group("Moratoria that run out", str(len(ahead.ending)), role="soon", mark="clock")
    for end in ahead.ending:
        last = RowCell(days.without_year(end.ends_on), "its last day", role="soon")
        yield Row(("owed", end.person_id), (RowCell(end.client, "Apply before it ends"), last))


def to_ask(ahead: DebtsAhead) -> Iterator[Row]:
    """The creditors whose answers are awaited."""
    if ahead.to_ask:
        yield group("Creditors to ask", str(len(ahead.to_ask)))
    for one in ahead.to_ask:
        words = _ASKED.get(one.answer, "to be asked")
        due = RowCell(days.without_year(one.chase_on), words)
        yield Row(("chase", (one.person_id, one.share_id)), (RowCell(one.client, one.creditor), due))
