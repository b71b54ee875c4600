"""Where a letter stands, for its track and its banner: the stages reached, and what stands in the way.

What may be done about it is offered by the page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from welfare_desk.casework.correspondence.letter_corrections import Chain, LetterLink
from welfare_desk.casework.correspondence.letter_page import LetterPage
from welfare_desk.casework.correspondence.letter_text import StatementRow
from welfare_desk.casework.correspondence.written_page import WrittenPage
from welfare_desk.rules import days
from welfare_desk.ui.consents import blocked
from welfare_desk.ui.consents.said import listed
from welfare_desk.ui.kit.banner import Banner
from welfare_desk.ui.kit.track import Stage

_ORDER = ("draft", "with_gp", "checked", "issued")


def stages(page: LetterPage | None) -> list[Stage]:
    """The track: Draft, With GP, Checked, Issued; for our own letter the check is named as not made."""
    if page is None:
        return [Stage("Draft", "now", "now"), Stage("With GP"), Stage("Checked"), Stage("Issued")]
    row = page.row
    if page.state in _ORDER:
        reached = _ORDER.index(page.state)
    else:  # stopped where it was
        reached = 2 if row.checked_on else 1 if row.sent_to_gp_on else 0
    named = [
        ("Draft", days.without_year(row.drafted_on)),
        ("With GP", f"since {days.without_year(row.sent_to_gp_on)}" if row.sent_to_gp_on else ""),
        ("Checked", days.without_year(row.checked_on) if row.checked_on else ""),
        ("Issued", days.without_year(row.issued_on) if row.issued_on else ""),
    ]
    if page.state == "stopped":
        named[reached] = (named[reached][0], "stopped")
    if not page.check:
        named[1:3] = [("Our own letter", "not checked")]
        reached = 2 if page.state == "issued" else 1
    issued = page.state == "issued"
    return [
        Stage(words, second, "done" if issued or number < reached else "now")
        if issued or number <= reached
        else Stage(words)
        for number, (words, second) in enumerate(named)
    ]


def written_stages(page: WrittenPage) -> list[Stage]:
    """The track of a letter that is written, not drawn from notes: Draft, Issued."""
    drafted = days.without_year(page.row.drafted_on)
    if page.row.state == "issued" and page.row.issued_on:
        issued = days.without_year(page.row.issued_on)
        return [Stage("Draft", drafted, "done"), Stage("Issued", issued, "done")]
    return [Stage("Draft", drafted, "now"), Stage("Issued")]


def unsettled(page: LetterPage) -> list[StatementRow]:
    """The statements the GP cannot confirm that nobody has settled yet."""
    return [row for row in page.statements if row.answer == "cannot_confirm" and not row.outside_check]


def shut(page: LetterPage) -> list[StatementRow]:
    """The statements that are closed."""
    return [row for row in page.statements if row.id in page.closed]


def numbers(page: LetterPage, rows: list[StatementRow]) -> str:
    """Statements by the numbers they have on the screen: "4 and 5"."""
    return listed(str(page.statements.index(row) + 1) for row in rows)


def only_the_address(page: LetterPage) -> bool:
    """Whether all that stands in the way is whom it goes to."""
    return {reason.code for reason in page.blocked} == {"recipient_not_covered"}


def why_closed(page: LetterPage) -> tuple[str, str]:
    """Which consent, which statements, and what lets the letter go on."""
    closed, name = shut(page), page.row.client.split()[0]
    ended = listed(page.ended) or blocked.in_words(page.blocked)[0].rstrip(".").lower()
    if page.state == "issued":
        return (
            f"This letter has gone out, and {ended}.",
            "It stays on file and is not printed again. Ask whether the recipient should be told.",
        )
    if only_the_address(page):
        return blocked.in_words(page.blocked)
    sentence = f"This letter is stopped: {ended}."
    if len(closed) == len(page.statements):
        return sentence, (
            f"Every statement rests on it. Only a new consent from {name}, covering the notes already held, "
            "lets the letter go on."
        )
    which, rest, them = ("Statement", "rests", "it") if len(closed) == 1 else ("Statements", "rest", "them")
    return sentence, (
        f"{which} {numbers(page, closed)} {rest} on it. Ask {name} for a new consent that covers the notes "
        f"already held, or take {them} out. Either lets the letter go on."
    )


def corrects_words(chain: Chain) -> str:
    """ "corrects CN-0452-H", for the title line; empty for a letter that corrects none."""
    return f"corrects {chain.corrects.reference}" if chain.corrects else ""


def say_corrected(banner: Banner, by: LetterLink, go: Callable[..., object], screen: str = "letter") -> None:
    """That another letter takes the place of this one, or soon will."""
    if by.issued_on is not None:
        banner.say(
            f"Letter {by.reference} of {days.short(by.issued_on)} corrects this one and takes its place.",
            "Print that one. This one stays on file as it went out.",
        )
    else:
        banner.say(f"A letter that corrects this one, {by.reference}, is begun and has not gone out yet.", "")
    banner.offer("Open it", partial(go, screen, letter=by.id), "primary")
