"""What a report reads: a period, its funding, and cases with their contacts, gains and debts.

Values only; what is counted of them is ``rules/funder.py`` and ``rules/ledger.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from welfare_desk.errors import UsageFault
from welfare_desk.rules.debt_outcomes import Debt
from welfare_desk.rules.demographics import NOBODY, Person
from welfare_desk.rules.gains import GainLine
from welfare_desk.rules.money import NOUGHT

TYPES = ("I", "II", "III")
ENQUIRY = "I"


class PeriodRunsBackwards(UsageFault):
    sentence = "The period ends before it begins."
    hint = "Check the two dates."


@dataclass(frozen=True, slots=True)
class Period:
    """``first`` to ``last``, both inside (R1). Raises PeriodRunsBackwards."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodRunsBackwards()

    @property
    def before(self) -> date:
        """The day before it begins."""
        return self.first - timedelta(days=1)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


def financial_year(day: date) -> Period:
    """The year to 31 March that a day lies in."""
    first = date(day.year if (day.month, day.day) >= (4, 1) else day.year - 1, 4, 1)
    return Period(first, date(first.year + 1, 3, 31))


@dataclass(frozen=True, slots=True)
class Funding:
    """What funders gave in the period, in pounds; ``in_kind`` is no cash."""

    local_authority: Decimal = NOUGHT
    hscp: Decimal = NOUGHT
    other: Decimal = NOUGHT
    in_kind: Decimal = NOUGHT

    @property
    def cash(self) -> Decimal:
        return self.local_authority + self.hscp + self.other


@dataclass(frozen=True, slots=True)
class Episode:
    """One opening of a case; ``closed`` None is open still."""

    opened: date
    closed: date | None = None

    def open_on(self, day: date) -> bool:
        return self.opened <= day and (self.closed is None or self.closed > day)


@dataclass(frozen=True, slots=True)
class TypeReached:
    on: date
    type: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Something done with or for a client; whether its kind is support says the list of contact kinds."""

    on: date
    kind: str


@dataclass(frozen=True, slots=True)
class FirstContact:
    on: date
    channel: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as the report sees it. The same client in two cases is one person."""

    id: str
    client: str
    household: str
    type: str
    episodes: tuple[Episode, ...] = ()
    type_history: tuple[TypeReached, ...] = ()
    referred_on: date | None = None
    first_contact: FirstContact | None = None
    contacts: tuple[Contact, ...] = ()
    person: Person = NOBODY
    gains: tuple[GainLine, ...] = ()
    debts: tuple[Debt, ...] = ()

    def open_on(self, day: date) -> bool:
        return any(episode.open_on(day) for episode in self.episodes)

    def type_by(self, day: date) -> str:
        """The highest type reached by a day; the case's own where its history says nothing by then (R6)."""
        reached = [step.type for step in self.type_history if step.on <= day]
        return max(reached, key=TYPES.index) if reached else self.type
