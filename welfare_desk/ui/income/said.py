"""What the income check says of a household: its rows, and the pane beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from welfare_desk.casework.income.income_checks import CheckRow
from welfare_desk.casework.income.income_page import Picture
from welfare_desk.rules import money
from welfare_desk.ui.kit.chips import Chip
from welfare_desk.ui.kit.panes import Details
from welfare_desk.ui.kit.rows import Row, RowCell, group
from welfare_desk.ui.kit.words import Button

CHIPS = {
    "claim": Chip("Claim now", "done"),
    "after": Chip("Opens after another", "plain", "clock"),
    "automatic": Chip("Paid automatically"),
    "ask": Chip("Find out first", "soon", "circle-question-mark"),
    "advice": Chip("Immigration advice first", "overdue", "circle-alert"),
}
_MARKS = {
    "claim": ("check", "done"),
    "ask": ("circle-question-mark", "soon"),
    "advice": ("circle-alert", "overdue"),
}
_LEFT_OUT = (
    "Something said earlier is not taken any more: somebody lives elsewhere now, or said it may not be used "
    "in another's papers. Ask anew what is missing."
)


def summary(pane: Details, picture: Picture, *, left_out: bool) -> None:
    """While the questions are asked: what the answers lead to so far."""
    gaps = sum(picture.gaps.values())
    asked = f"{gaps} question{'s' * (gaps != 1)} not asked yet" if gaps else "Everything is asked"
    pane.heading("What follows so far", asked)
    if left_out:
        pane.said(_LEFT_OUT, "soon", 8)
    if not picture.rows:
        pane.said("Nothing to claim that is not in payment already.", "quiet", 8)
    for row in picture.rows:
        mark, tone = _MARKS.get(row.standing, ("clock", "quiet"))
        worth = row.amount or CHIPS[row.standing].words
        pane.item(row.benefit, worth, mark, tone=tone, second=row.for_whom)
        for cost in row.costs:
            pane.item(cost, mark="triangle-alert", tone="overdue")


def claim(
    pane: Details, picture: Picture, chosen: Row | None, start: Callable[[CheckRow, bool], object]
) -> None:
    """The row chosen of what to claim: why, what it is worth, what it opens and costs."""
    row = next((one for one in picture.rows if chosen and one.key == chosen.key), None)
    if row is None:
        paid = next((one for n, one in enumerate(picture.paid) if chosen and ("paid", n) == chosen.key), None)
        if paid is not None:
            pane.heading(paid.benefit, paid.for_whom, Chip("In payment", "done"))
            weekly = money.shown(paid.weekly) if paid.weekly is not None else "No figure here"
            pane.facts([("A week", weekly), ("Parts", paid.parts)])
        return
    pane.heading(row.benefit, row.for_whom, CHIPS[row.standing])
    pane.said(row.why, space=12)
    if row.standing in ("claim", "after", "ask"):
        first = row.standing == "claim" and not row.costs
        pane.act("Start this claim", partial(start, row, True), "primary" if first else "secondary", "check")
        pane.add(Button("Keep it for later", partial(start, row, False), "link", "clock"), 4)
    if row.amount:
        pane.facts([("Worth", row.amount)])
    for cost in row.costs:
        pane.item("What it would cost", mark="triangle-alert", tone="overdue", second=cost)
    if row.missing:
        pane.section("To find out")
        for one in row.missing:
            pane.item(f"{one[:1].upper()}{one[1:]}", mark="circle-question-mark", tone="soon")
    for doubt in row.doubts:
        pane.said(doubt, "soon", 8)
    if row.opens:
        pane.section("What it opens")
        for opened in row.opens:
            what, _, when = opened.partition(": ")
            pane.item(what, mark="arrow-right", second=when)
    if row.rests_on:
        pane.section("What the amount rests on")
        for source in row.rests_on:
            pane.said(source, "quiet")


def subject(words: str, gaps: int) -> RowCell:
    return RowCell(
        words, f"{gaps} not asked" if gaps else "All asked", second_role="soon" if gaps else "quiet"
    )


def claim_rows(picture: Picture) -> Iterator[Row]:
    """What to claim in its order, then what is in payment."""
    if picture.rows:
        yield group("To claim, in the order in which one opens another", str(len(picture.rows)))
    for row in picture.rows:
        yield Row(row.key, _claim_cells(row))
    if picture.paid:
        yield group("In payment", f"{money.shown(picture.weekly)} a week")
    for place, paid in enumerate(picture.paid):
        worth = f"{money.shown(paid.weekly)} a week" if paid.weekly is not None else ""
        second = ", ".join(filter(None, (paid.for_whom, paid.parts)))
        yield Row(
            ("paid", place), (RowCell(paid.benefit, second), RowCell(), RowCell(worth, raw=paid.weekly))
        )


def _claim_cells(row: CheckRow) -> tuple[RowCell, ...]:
    cost = RowCell(row.benefit, row.for_whom, strong=True)
    if row.costs:
        cost = replace(
            cost, mark="triangle-alert", mark_role="overdue", said=f"{row.benefit}, {row.for_whom}, it costs"
        )
    return cost, RowCell(chip=CHIPS[row.standing]), RowCell(row.amount)
