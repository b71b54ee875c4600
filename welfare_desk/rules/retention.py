"""How long what is held about a person is kept, why, and what a request to erase is answered with.

Days in, days and reasons out. The figures are the agency's settings; erasing is casework's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from welfare_desk.errors import Problem
from welfare_desk.rules.counting import days_after, months_after, years_after
from welfare_desk.rules.days import on_paper

NOTES, CASEWORK, PROOF = "notes", "casework", "proof"
CLASSES = (NOTES, CASEWORK, PROOF)

REFUSE, RESTRICT, ERASE = "refuse", "restrict", "erase"


@dataclass(frozen=True, slots=True)
class Periods:
    """The agency's figures. ``required_years`` after closing, by ``required_by`` (a funder, the Financial
    Conduct Authority, an insurer), go before a client's wish; 0 where nobody requires any."""

    notes_days: int = 90
    casework_years: int = 6
    child_age: int = 22
    proof_years: int = 6
    required_years: int = 0
    required_by: str = ""

    @classmethod
    def of(cls, chosen: Mapping[str, Any]) -> Periods:
        return cls(**{one.name: chosen[one.name] for one in fields(cls) if one.name in chosen})

    def in_words(self, words: str) -> str:
        return words.format(**asdict(self))

    def problems(self) -> list[Problem]:
        """Figures that would keep nothing, or keep it for ever."""
        found = [
            Problem(name, sentence)
            for name, least, most, sentence in (
                ("notes_days", 0, 3650, "Between 0 and 3,650 days."),
                ("casework_years", 1, 30, "Between 1 and 30 years."),
                ("child_age", 16, 30, "Between 16 and 30."),
                ("proof_years", 1, 30, "Between 1 and 30 years."),
                ("required_years", 0, 30, "Between 0 and 30 years."),
            )
            if not least <= getattr(self, name) <= most
        ]
        if self.required_years and not self.required_by.strip():
            found.append(Problem("required_by", "Say who requires it."))
        return found


@dataclass(frozen=True, slots=True)
class Hold:
    """Why nothing may be erased: a code of the list of holds, and since when."""

    kind: str
    since: date


@dataclass(frozen=True, slots=True)
class Standing:
    """One person as retention sees them. ``last_day``: the last closing of a case, or for somebody without a
    case the last thing that happened; None while a case is open."""

    last_day: date | None
    born_on: date | None = None
    open_cases: int = 0
    holds: tuple[Hold, ...] = ()
    notes_unused: int = 0
    casework_gone_on: date | None = None
    proof_gone_on: date | None = None


@dataclass(frozen=True, slots=True)
class End:
    """When one class is due to go. None: not to be said yet, ``why`` says what it waits for."""

    code: str
    ends_on: date | None
    why: str
    done_on: date | None = None

    def due(self, today: date) -> bool:
        """Its last day is past. The day itself still counts as kept."""
        return self.done_on is None and self.ends_on is not None and self.ends_on < today


def ends(standing: Standing, periods: Periods) -> tuple[End, ...]:
    """Every class with its end and the reason (consent file, section 13; the figures are settings)."""
    return _notes(standing, periods), _casework(standing, periods), _proof(standing, periods)


def casework_end(standing: Standing, periods: Periods) -> date | None:
    """Years from the last closing; for a child not before the birthday, as prescription does not run under 16
    (Prescription and Limitation (Scotland) Act 1973 s.6(4)(b))."""
    if standing.last_day is None:
        return None
    plain = years_after(standing.last_day, max(periods.casework_years, periods.required_years))
    if standing.born_on is None:
        return plain
    return max(plain, years_after(standing.born_on, periods.child_age))


def _waits(standing: Standing) -> str:
    if standing.open_cases:
        count = standing.open_cases
        return "A case is open." if count == 1 else f"{count} cases are open."
    if standing.holds:
        first = min(standing.holds, key=lambda hold: hold.since)
        return f"Kept since {on_paper(first.since)} for as long as the hold lasts."
    return ""


def _notes(standing: Standing, periods: Periods) -> End:
    if standing.casework_gone_on:
        return End(NOTES, None, "Gone with the cases.", standing.casework_gone_on)
    waits = _waits(standing)
    if waits or standing.last_day is None:
        return End(NOTES, None, waits)
    if not standing.notes_unused:
        return End(NOTES, None, "There are none.")
    ends_on = days_after(standing.last_day, periods.notes_days)
    return End(
        NOTES, ends_on, f"The last case closed {on_paper(standing.last_day)}; {periods.notes_days} days on."
    )


def _casework(standing: Standing, periods: Periods) -> End:
    if standing.casework_gone_on:
        return End(CASEWORK, None, "Erased.", standing.casework_gone_on)
    waits = _waits(standing)
    ends_on = casework_end(standing, periods)
    if waits or ends_on is None or standing.last_day is None:
        return End(CASEWORK, None, waits)
    years = max(periods.casework_years, periods.required_years)
    if ends_on > years_after(standing.last_day, years):
        return End(CASEWORK, ends_on, f"They turn {periods.child_age} that day: they were a child.")
    by = f", as {periods.required_by} requires" if periods.required_years > periods.casework_years else ""
    return End(
        CASEWORK, ends_on, f"The last case closed {on_paper(standing.last_day)}; {years} years on{by}."
    )


def _proof(standing: Standing, periods: Periods) -> End:
    if standing.proof_gone_on:
        return End(PROOF, None, "Erased.", standing.proof_gone_on)
    gone = standing.casework_gone_on
    if gone is None:
        return End(PROOF, None, f"{periods.proof_years} years after the cases are gone.")
    waits = _waits(standing)
    if waits:
        return End(PROOF, None, waits)
    ends_on = years_after(gone, periods.proof_years)
    return End(PROOF, ends_on, f"The cases went {on_paper(gone)}; {periods.proof_years} years on.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client who asks to be erased is told: refused, kept apart until a day, or erased by a day."""

    kind: str
    until: date | None
    why: str


def answer_to_erasure(standing: Standing, periods: Periods, *, asked_on: date, today: date) -> Answer:
    """A hold first (UK GDPR Art 17(3)(e)), then a duty to keep (Art 17(3)(b)), else erase within the month
    (Art 12(3), 17(1))."""
    if standing.holds:
        return Answer(REFUSE, None, _waits(Standing(None, holds=standing.holds)))
    if standing.open_cases:
        return Answer(REFUSE, None, f"{_waits(standing)} Close it with the client first.")
    if periods.required_years and standing.last_day is not None:
        until = years_after(standing.last_day, periods.required_years)
        if until >= today:
            return Answer(RESTRICT, until, f"{periods.required_by} requires it until then.")
    return Answer(ERASE, months_after(asked_on, 1), "Nothing stands in the way.")
