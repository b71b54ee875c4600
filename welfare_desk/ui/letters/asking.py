"""What is asked before a letter goes: one plain question, whom it goes to and what then stands."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from welfare_desk.casework.correspondence.letter_page import LetterPage
from welfare_desk.casework.correspondence.written_page import WrittenPage
from welfare_desk.rules import days
from welfare_desk.ui import messages
from welfare_desk.ui.consents.said import listed

_FOR_GOOD = (
    "After that its words, its date and whom it goes to can no longer be changed. "
    "A mistake is put right by a new letter that points back to this one."
)


def before_issue(parent: QWidget, reference: str, to: Iterable[str], says: str, envelope: str = "") -> bool:
    """Whether the letter is to be issued after all that stands in the question."""
    first, *copies = to
    posted = f"The letter {envelope}".replace("letter not for", "letter is not for") if envelope else ""
    lines = [f"To {first}." + (f" Copies to {listed(copies)}." if copies else ""), says, posted, _FOR_GOOD]
    return messages.ask(
        parent,
        f"Issue letter {reference}?",
        hint="\n\n".join(line for line in lines if line),
        yes="Issue letter",
        no="Keep draft",
    )


def readers_of(page: LetterPage | WrittenPage) -> list[str]:
    """Everyone who gets the letter or a copy of it, by name."""
    names = {one.id: "the client" if one.kind == "subject" else one.name for one in page.bodies}
    if isinstance(page, WrittenPage):
        names[page.recipient.id] = "the client" if page.recipient.kind == "subject" else page.recipient.name
        first = page.recipient.id
    else:
        first = page.recipient_id
    return [names.get(id, "a body no longer in the book") for id in (first, *page.copies)]


def what_it_says(page: LetterPage) -> str:
    """How many statements it makes, and whose word stands behind them."""
    count = len(page.statements)
    some = "1 statement" if count == 1 else f"{count} statements"
    if not page.check:
        return f"It makes {some}, as our own letter: nobody at the practice has checked it, and it says so."
    gp = page.checker.name if page.checker else page.gp_name or "the practice"
    on = f", {days.full(page.row.checked_on)}" if page.row.checked_on else ""
    return f"It makes {some}, checked by {gp}{on}."
