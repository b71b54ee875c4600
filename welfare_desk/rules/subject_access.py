"""The clock of a request for one's own data, and the tests a request must pass: days in, days out.

What is given and what is held back is casework's; whether a note may go is the consent gate's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from welfare_desk.errors import Problem
from welfare_desk.rules.counting import months_after
from welfare_desk.rules.days import on_paper

MONTHS = 1
EXTRA_MONTHS = 2
_DAY = timedelta(days=1)

# Article 12A: 2025 Act s 76, in force 5 February 2026 (legislation.gov.uk/uksi/2026/82/made).
LAW = "UK GDPR Article 12(3) and Article 12A (Data (Use and Access) Act 2025)"
DOUBTS = (
    "Article 12A says one month beginning with the day of receipt, the Information Commission's guidance the"
    " same day of the next month: the safe day is the day before.",
    "Where the last day is a Saturday, a Sunday or a bank holiday the guidance allows the next working day;"
    " this clock does not use it.",
)


@dataclass(frozen=True, slots=True)
class Pause:
    """We asked which information is meant, and could not reasonably go on without the answer."""

    asked_on: date
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What the clock of one request runs on.

    ``identity_asked_on`` only where there was real doubt who asks; the month then begins when it is proved.
    """

    received_on: date
    identity_asked_on: date | None = None
    identity_proved_on: date | None = None
    pauses: tuple[Pause, ...] = ()
    extended_on: date | None = None  # the day the client was told, with the reason


@dataclass(frozen=True, slots=True)
class AccessClock:
    """``due_on``: the legal last day; ``safe_on``: the earliest reading of it; ``tell_by``: the last day on
    which more time can be taken. All None while the month has not begun. ``waiting``: the clock stands.
    """

    begins_on: date | None
    due_on: date | None
    safe_on: date | None
    tell_by: date | None
    waiting: str
    words: tuple[str, ...]


def clock(facts: RequestFacts, *, today: date) -> AccessClock:
    """When the answer is due.

    One month from the request, or from the proof of identity that was asked for if later (UK GDPR Art
    12A(2)); two months more where the client was told within the first (Art 12A(3), (4)); the days from
    asking what is meant to having the answer do not count (Art 12A(5)).
    """
    begins = _begins(facts)
    if begins is None:
        asked = facts.identity_asked_on or facts.received_on
        waiting = f"Waiting since {on_paper(asked)} for proof of who asks: the month has not begun."
        return AccessClock(None, None, None, None, waiting, (waiting,))
    tell_by, _ = _last_day(begins, MONTHS, facts.pauses, today)
    extended = facts.extended_on is not None and facts.extended_on <= tell_by
    due, safe = _last_day(begins, MONTHS + (EXTRA_MONTHS if extended else 0), facts.pauses, today)
    return AccessClock(
        begins, due, safe - _DAY, tell_by, _waiting(facts), tuple(_words(facts, begins, due, extended))
    )


def _begins(facts: RequestFacts) -> date | None:
    if facts.identity_asked_on is None:
        return facts.received_on
    proved = facts.identity_proved_on
    return None if proved is None else max(facts.received_on, proved)


def _last_day(begins: date, months: int, pauses: Sequence[Pause], today: date) -> tuple[date, date]:
    """The last day by the letter of the Act, where both ends of a pause are left out, and the cautious one,
    where the day of the answer counts again.

    A pause that begins after the time has run out adds nothing; days in two pauses count once.
    """
    due = safe = months_after(begins, months)
    taken = begins  # the first day no pause has taken yet
    for pause in sorted(pauses, key=lambda one: one.asked_on):
        first, last = max(pause.asked_on, taken), pause.answered_on or max(today, pause.asked_on)
        if pause.asked_on > due or last < first:
            continue
        due, safe = due + (last - first + _DAY), safe + (last - first)
        taken = last + _DAY
    return due, safe


def _waiting(facts: RequestFacts) -> str:
    asked = min((pause.asked_on for pause in facts.pauses if pause.answered_on is None), default=None)
    return "" if asked is None else f"Waiting since {on_paper(asked)} for the client to say what is meant."


def _words(facts: RequestFacts, begins: date, due: date, extended: bool) -> list[str]:
    if begins == facts.received_on:
        said = [f"Received {on_paper(begins)}; one month from then."]
    else:
        said = [f"Received {on_paper(facts.received_on)}; who asks was proved {on_paper(begins)}."]
        said.append("One month from the proof.")
    for pause in sorted(facts.pauses, key=lambda one: one.asked_on):
        end = f"answered {on_paper(pause.answered_on)}" if pause.answered_on else "no answer yet"
        said.append(f"Asked what is meant {on_paper(pause.asked_on)}, {end}: these days do not count.")
    if extended and facts.extended_on:
        said.append(f"Two months more: the client was told {on_paper(facts.extended_on)}.")
    elif facts.extended_on:
        said.append("More time was taken too late and does not count.")
    return [*said, f"Last day {on_paper(due)}."]


def problems_in(facts: RequestFacts, *, today: date) -> list[Problem]:
    """What cannot be right in the days of a request."""
    found = []
    if facts.received_on > today:
        found.append(Problem("received_on", "It cannot have come in the future.", "Check the date."))
    if facts.identity_proved_on and facts.identity_asked_on is None:
        found.append(Problem("identity_proved_on", "Proof of who asks was never asked for."))
    asked, proved = facts.identity_asked_on, facts.identity_proved_on
    if asked and asked < facts.received_on:
        found.append(Problem("identity_asked_on", "That is before the request came."))
    if asked and proved and not asked <= proved <= today:
        found.append(Problem("identity_proved_on", "The proof came after we asked, and not in the future."))
    return found


def problems_extending(facts: RequestFacts, on: date) -> list[Problem]:
    """Why more time cannot be taken on a day: it may be once only, and told before the first month ends."""
    if facts.extended_on is not None:
        return [Problem("extended_on", "More time has been taken already.", "It can be taken once.")]
    stands = clock(facts, today=on)
    if stands.tell_by is not None and on > stands.tell_by:
        sentence = f"The last day to tell the client was {on_paper(stands.tell_by)}."
        return [Problem("extended_on", sentence, "Answer now; tell your manager it is late.")]
    return []
