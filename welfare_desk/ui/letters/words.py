"""A letter's states and answers in an advisor's words, and who waits for whom."""

from __future__ import annotations

from datetime import date

from welfare_desk.casework.correspondence.letter_kinds import FROM_NOTES
from welfare_desk.casework.correspondence.letter_text import StatementRow
from welfare_desk.casework.correspondence.letters import LetterRow
from welfare_desk.rules import days
from welfare_desk.ui.kit.chips import Chip, Tone

STATES = {
    "draft": "Draft",
    "with_gp": "With GP",
    "checked": "Checked",
    "issued": "Issued",
    "stopped": "Stopped",
}
_KINDS = {
    "evidence": "Supporting letter",
    "redetermination-request": "Re-determination request",
    "gp-information": "Request to the practice",
    "debt-pro-rata": "Debt: offer in proportion",
    "client-care": "Welcome letter",
    "award": "Letter about an award",
}


def kind_words(kind: str) -> str:
    """What a letter is, for a list: "Appeal grounds", "Debt: holding"."""
    about_debt, _, rest = kind.rpartition("debt-")
    words = rest.replace("-", " ")
    named = f"Debt: {words}" if kind.startswith("debt-") and not about_debt else words[:1].upper() + words[1:]
    return _KINDS.get(kind, named)


def page_of(kind: str) -> str:
    """The screen a letter of this kind is opened on."""
    return "letter" if kind in FROM_NOTES else "written-letter"


_TONES: dict[str, Tone] = {"checked": "done", "stopped": "overdue"}

# word, mark, role of an answer
ANSWERS = {
    "agree": ("Accurate", "check", "done"),
    "amend": ("Amended", "pencil", "soon"),
    "cannot_confirm": ("Cannot confirm", "triangle-alert", "overdue"),
}
LATE_AFTER = 14  # days a practice is given to answer a check sheet


def state_chip(state: str) -> Chip:
    return Chip(STATES[state], _TONES.get(state, "plain"))


def since(day: date | None, today: date) -> str:
    """How long ago, in days: "today", "1 day", "7 days"."""
    gone = (today - day).days if day else 0
    return "today" if gone <= 0 else "1 day" if gone == 1 else f"{gone} days"


def who_waits(row: LetterRow, today: date) -> tuple[str, str]:
    """Whose turn it is, and since when."""
    match row.state:
        case "draft" if row.kind not in FROM_NOTES:
            return "You: finish and issue it", f"Drafted {days.short(row.drafted_on)}"
        case "draft":
            return "You: give it to the GP to check", f"Drafted {days.short(row.drafted_on)}"
        case "with_gp":
            sent = row.sent_to_gp_on or row.drafted_on
            return "The practice: its answers", f"Since {days.without_year(sent)}, {since(sent, today)}"
        case "checked":
            on = f"Checked {days.short(row.checked_on)}" if row.checked_on else ""
            return "You: issue it", on
        case "issued":
            return "Nobody", f"Issued {days.short(row.issued_on)}" if row.issued_on else ""
        case _:
            return "The client: a new consent", "Its consent has ended"


def is_late(row: LetterRow, today: date) -> bool:
    """Whether the practice has had longer than it was given."""
    return row.state == "with_gp" and (today - (row.sent_to_gp_on or row.drafted_on)).days > LATE_AFTER


def answer_of(row: StatementRow, *, check: bool) -> tuple[str, str, str]:
    """The GP's answer to a statement: the word, its mark and its colour."""
    if row.outside_check:
        return "In our own words", "pencil", "quiet"
    if row.answer is None:
        return ("Not yet read", "clock", "quiet") if check else ("", "", "quiet")
    return ANSWERS[row.answer]


def counted(rows: tuple[StatementRow, ...], *, check: bool) -> str:
    """How the answers stand: "4 accurate, 1 amended, 1 not yet read"."""
    tally: dict[str, int] = {}
    for row in rows:
        word = answer_of(row, check=check)[0]
        tally[word] = tally.get(word, 0) + 1
    if not check or set(tally) == {"Not yet read"}:
        return "1 statement" if len(rows) == 1 else f"{len(rows)} statements"
    return ", ".join(f"{count} {word[0].lower()}{word[1:]}" for word, count in tally.items())


def short_name(name: str) -> str:
    """A clinician as one speaks of them: "Dr A Rennie" is Dr Rennie."""
    parts = name.split()
    return " ".join((parts[0], parts[-1])) if len(parts) > 2 else name


def facts_of(row: LetterRow) -> list[tuple[str, str]]:
    """What a pane says of a letter, from its draft to its issue."""
    drafted = ("Drafted", days.full(row.drafted_on))
    issued = ("Issued", days.full(row.issued_on) if row.issued_on else "Not yet")
    if row.kind not in FROM_NOTES:
        return [drafted, issued]
    statements = "1 statement" if row.statements == 1 else f"{row.statements} statements"
    return [
        ("Says", statements),
        drafted,
        ("To the GP", days.full(row.sent_to_gp_on) if row.sent_to_gp_on else "Not yet"),
        ("Checked", days.full(row.checked_on) if row.checked_on else "Not yet"),
        issued,
    ]
