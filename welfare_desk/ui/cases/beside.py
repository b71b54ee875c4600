"""What stands beside a case: its chosen date, tasks, letters, papers, gains, and how long it is kept.

Nothing is decided here; what a button does is the page's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from welfare_desk.casework.matters.case_page import CasePage
from welfare_desk.casework.matters.key_dates import KeyDateRow
from welfare_desk.rules import days
from welfare_desk.ui.cases import words
from welfare_desk.ui.cases.pane import show_key_date
from welfare_desk.ui.kit.chips import ChipLabel
from welfare_desk.ui.kit.panes import Details, SectionHead
from welfare_desk.ui.kit.ticks import Tick
from welfare_desk.ui.kit.words import Button, Words
from welfare_desk.ui.letters.words import kind_words, state_chip

if TYPE_CHECKING:
    from welfare_desk.ui.cases.page import CaseScreen


def fill(screen: CaseScreen, pane: Details, page: CasePage, chosen: KeyDateRow | None) -> None:
    """The pane of an open page, with the chosen date at its head."""
    pane.clear()
    if chosen is not None:
        show_key_date(pane, chosen, screen.room.today())
        done = "Not done after all" if chosen.done_on else "Mark done"
        if page.stages and chosen.claimant_acts and chosen.count_words and not chosen.done_on:
            went = partial(screen.challenge, form="hand-in", on=chosen.id)
            pane.act("It was handed in", went, "primary", "send")
        pane.act(done, screen.mark_done, icon="undo-2" if chosen.done_on else "check")
    still_open = page.case.row.closed_on is None
    if not still_open:
        _closed(screen, pane, page)
    headed = chosen is not None
    if page.whose.takers or page.whose.advisor:
        _whose(screen, pane, page, headed)
        headed = True
    _section(pane, "Tasks", headed, "Add task", screen.add_task if still_open else None)
    for task in page.case.tasks:
        tick = Tick(task.what)
        tick.setChecked(task.done_on is not None)
        tick.quiet_when_done = True
        tick.clicked.connect(lambda _on=False, task=task.id: screen.task_done(task))
        pane.add(tick, 8)
        if task.due_on or task.done_on:
            day = f"Done {days.without_year(task.done_on)}" if task.done_on else ""
            due = f"By {days.full(task.due_on)}" if task.due_on else ""
            pane.add(Words(day or due, "second", "quiet"))
    if not page.case.tasks:
        pane.said("Nothing to do is written down.", "quiet", 8)
    _section(pane, "Letters", True, "Write a letter", screen.any_letter)
    for letter in page.letters:
        kind = kind_words(letter.kind)
        button = Button(f"{kind} {letter.reference}", partial(screen.open_letter, letter), "link", "mail")
        pane.add(button, 8)
        pane.add(ChipLabel(state_chip(letter.state)), 2)
    if not page.letters:
        pane.said("No letter has been drafted.", "quiet", 8)
    if sum(letter.state == "issued" for letter in page.letters) > 1:
        pane.add(Button("Print all issued later", screen.print_all, "link", "printer"), 8)
    _section(pane, "Papers", True, "Add papers", screen.add_papers)
    for paper in page.papers:
        open_paper = partial(screen.add_papers, paper.id)
        pane.add(Button(paper.title, open_paper, "link", "paperclip"), 8)
    if not page.papers:
        pane.said("Notices, hospital letters and scans are kept here.", "quiet", 8)
    if page.packs or (still_open and page.papers):
        newest = page.packs[0] if page.packs else None
        said = f"Pack {newest.reference}" if newest else "Put a pack together"
        where = {"pack": newest.id} if newest else {"case": page.case.row.id}
        pane.add(Button(said, partial(screen.go, "pack", **where), "link", "folder"), 8)
    _section(pane, "Gains", True, "Record decision", screen.decision if still_open else None)
    for line in page.gains:
        first, second = words.gain_words(line)
        pane.item(first, second=second, mark="banknote")
    if not page.gains:
        pane.said("Decisions that bring money are listed here.", "quiet", 8)
    if still_open:
        pane.act("Change what it is about", screen.change_matter, "link", "pencil")
        pane.act("Close case", screen.close_case, "link", "archive")
    pane.at_foot("Open evidence", screen.evidence, "eye")
    pane.at_foot("Ask for consent", screen.consent)


def _whose(screen: CaseScreen, pane: Details, page: CasePage, ruled: bool) -> None:
    """At a desk of several: who has the case, who covers, and the way to hand it over."""
    can = page.case.row.closed_on is None and page.whose.takers
    _section(pane, "Whose case", ruled, "", None)
    pane.item(page.whose.advisor or "Nobody's yet", mark="user")
    for one in page.whose.covers:
        until = f"until {days.full(one.to_on)}" if one.to_on else "until they are back"
        pane.item(f"{one.by} covers {until}", second=one.why, mark="users")
    if can:
        pane.act("Hand it over", screen.hand_over, "link", "send", 2)


def _closed(screen: CaseScreen, pane: Details, page: CasePage) -> None:
    """After the end: the letter that says so, and when what is kept goes."""
    pane.section("Closed")
    pane.act("Write the closing letter", screen.any_letter, icon="mail")
    for what, day in page.kept:
        pane.item(what, second=day, mark="archive")


def _section(pane: Details, name: str, ruled: bool, do_words: str, do: Callable[[], object] | None) -> None:
    if ruled:
        pane.section(name, do_words if do else "", do)
        return
    head = SectionHead(name, margin=0)
    if do is not None:
        head.add(Button(do_words, do, "link", "plus"))
    pane.add(head)
