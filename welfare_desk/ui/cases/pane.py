"""Pieces of the pane beside a case or a list of dates: a key date opened, the days a notice would start.

What they say is reckoned elsewhere; where they stand is for the screen.
"""

from __future__ import annotations

from datetime import date

from welfare_desk.casework.matters.case_page import CasePage
from welfare_desk.casework.matters.key_dates import KeyDateRow
from welfare_desk.rules import days
from welfare_desk.rules.key_dates import KeyDate
from welfare_desk.ui.cases import words
from welfare_desk.ui.kit.chips import ChipLabel
from welfare_desk.ui.kit.panes import Details
from welfare_desk.ui.kit.words import Words


def show_key_date(details: Details, one: KeyDateRow, today: date, *, whose: bool = False) -> None:
    """A key date opened: who must have it, what if it is late, the rule, what may be otherwise."""
    client = [("Client", one.client), ("Case", one.case_reference)] if whose else []
    details.heading(one.what, words.SURENESS.get(one.confidence, ""), words.row_chip(one, today))
    latest = f"To {days.full(one.latest_on)}. " if one.latest_on else ""
    facts = [
        *client,
        ("Goes to", one.received_by),
        ("If late", f"{latest}{one.late_words}".strip()),
        ("The rule", one.citation),
    ]
    details.facts([(label, value) for label, value in facts if value])
    for doubt in one.doubts:
        details.item(doubt, mark="circle-question-mark", tone="soon")


def show_clocks(details: Details, found: tuple[KeyDate, ...], today: date) -> None:
    """The dates a notice would start, each with its count."""
    if not found:
        details.said("It starts no time; the case moves on to its stage.", "quiet", 8)
    for one in found:
        details.add(Words(one.step, "name", wraps=True), 12)
        chip = words.due_chip(one.safe_day, one.last_day, today) if one.claimant_acts else None
        if chip is not None:
            details.add(ChipLabel(chip), 4)
        details.facts([("Safe day", days.full(one.safe_day)), ("Legal last day", days.full(one.last_day))], 8)
        details.said(" ".join(one.counted), "quiet", 8)
        for doubt in one.doubts:
            details.item(doubt, mark="circle-question-mark", tone="soon")


def show_closing(details: Details, page: CasePage | None) -> None:
    """What is still open, and what closing a case does."""
    if page is not None:
        show_waiting(details, page)
        guesses = [line for line in page.gains if line.confirmed_on is None and not line.reversed_on]
        for line in guesses:
            first, second = words.gain_words(line)
            details.item(first, second=f"{second}: chase it before you close", mark="banknote", tone="soon")
        details.section("What happens")
    else:
        details.heading("What happens")
    details.said("The case leaves the lists; dates still to be met stay among the dates.")
    details.said("It can be opened again at any time.", space=8)


def show_waiting(details: Details, page: CasePage) -> None:
    """What waits on the case already, while something is added to it."""
    details.heading("On this case already")
    waiting = [(each.what, days.full(each.safe_on)) for each in page.case.key_dates if not each.done_on]
    for task in page.case.tasks:
        if not task.done_on:
            waiting.append((task.what, days.full(task.due_on) if task.due_on else "No day"))
    for what, day in waiting:
        details.item(what, second=day, mark="clock")
    if not waiting:
        details.said("No date and no task is waiting.", "quiet", 8)
