"""The facts of a household that checks, letters and budgets share; what is not known is None.

What they lead to is ``rules/income/check.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from welfare_desk.rules.counting import months_after, years_after

SETTLED, CONDITION = "settled", "condition"
FIT_NOTE, LCW, LCWRA = "fit_note", "lcw", "lcwra"
SOCIAL, PRIVATE, OWNER = "social", "private", "owner"


@dataclass(frozen=True, slots=True)
class InPayment:
    """An award in payment: its components by the catalogue's names, and pounds a week where it is known."""

    components: tuple[str, ...] = ()
    weekly: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Care:
    """Care given to somebody: a person of the household by id, or anyone else in words.

    ``hours`` a week. ``qualifying``: whether they get a disability award that opens a carer's; of a person of
    the household their awards say so. ``severe_disability_paid``: whether the addition that a carer's claim
    would end is in payment to them.
    """

    whom: str
    hours: int | None = None
    qualifying: bool | None = None
    severe_disability_paid: bool | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One person. ``earnings`` and ``pension`` are pounds a week after tax.

    ``condition``: a lasting condition or disability that makes daily life or getting about harder.
    ``work_limited``: "none", ``FIT_NOTE``, ``LCW`` or ``LCWRA``. ``carer_paid``: somebody is paid for caring
    for them. ``due``: the day a baby is expected. ``school``: the year ("P6"), or "education" past 16.
    """

    id: str
    born: date
    condition: bool | None = None
    work_limited: str | None = None
    earnings: Decimal | None = None
    pension: Decimal | None = None
    cares: tuple[Care, ...] = ()
    carer_paid: bool | None = None
    due: date | None = None
    school: str = ""
    name: str = ""  # what they are called here; the id where nobody wrote one
    awards: Mapping[str, InPayment] = field(default_factory=dict)
    told_by: str = ""  # whom these facts come from: a key of whose_facts.TOLD_BY
    for_others: bool | None = None  # whether they may be used in another's papers; None is not asked

    def age(self, on: date) -> int:
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))

    def of_pension_age(self, on: date) -> bool:
        return on >= pension_age_on(self.born)

    def gets(self, *benefits: str) -> bool:
        return any(code in self.awards for code in benefits)

    def has_component(self, *words: str) -> bool:
        """Whether any award is one of these: ``aa``, ``adp.daily_living``, ``adp.mobility_enhanced``."""
        held = [f"{code}.{part}" for code, paid in self.awards.items() for part in paid.components]
        return any(
            word in self.awards or any(one == word or one.startswith(f"{word}_") for one in held)
            for word in words
        )


@dataclass(frozen=True, slots=True)
class Home:
    """``weekly`` rent in pounds; ``tenure`` is None where nobody has asked."""

    tenure: str | None = None
    weekly: Decimal | None = None
    spare_bedrooms: int | None = None

    @property
    def rents(self) -> bool:
        return self.tenure in (SOCIAL, PRIVATE)


@dataclass(frozen=True, slots=True)
class Household:
    """The client first, a partner by the id ``partner``, then the children; ``awards`` are the whole home's.

    ``capital`` in pounds. ``council_tax``: somebody here is liable. ``others_at_home``: grown people who are
    neither. ``immigration``: ``SETTLED``, ``CONDITION`` (on public funds), or None for not known.
    """

    people: tuple[Person, ...]
    awards: Mapping[str, InPayment] = field(default_factory=dict)
    capital: Decimal | None = None
    home: Home = Home()
    council_tax: bool | None = None
    others_at_home: int | None = None
    immigration: str | None = None

    @property
    def client(self) -> Person:
        return self.people[0]

    @property
    def partner(self) -> Person | None:
        return next((one for one in self.people[1:] if one.id == "partner"), None)

    @property
    def adults(self) -> tuple[Person, ...]:
        """The client and the partner: whose means and claims these are."""
        return (self.client, self.partner) if self.partner else (self.client,)

    @property
    def dependants(self) -> tuple[Person, ...]:
        return tuple(one for one in self.people[1:] if one.id != "partner")

    def children(self, on: date) -> tuple[Person, ...]:
        """Those under 16."""
        return tuple(one for one in self.dependants if one.age(on) < 16)

    def person(self, who: str) -> Person | None:
        return next((one for one in self.people if one.id == who), None)

    def gets(self, *benefits: str) -> bool:
        """Whether the home, or either adult, is paid any of these."""
        return any(code in self.awards for code in benefits) or any(
            one.gets(*benefits) for one in self.adults
        )

    def paid(self, code: str) -> InPayment | None:
        return self.awards.get(code) or next(
            (one.awards[code] for one in self.adults if code in one.awards), None
        )

    def changed(self, person: Person) -> Household:
        """The same with one person as they would be."""
        return replace(self, people=tuple(person if one.id == person.id else one for one in self.people))


def pension_age_on(born: date) -> date:
    """The day State Pension age is reached by somebody born from 6 October 1954 to 5 April 1977.

    Sixty-six; a month more for each month of birth from 6 April 1960; sixty-seven from 6 March 1961 (Pensions
    Act 1995 sch.4 para 1, as amended by Pensions Act 2014 s.26). Those born later are far from it.
    """
    if born < date(1960, 4, 6):
        return years_after(born, 66)
    if born >= date(1961, 3, 6):
        return years_after(born, 67)
    months = (born.year - 1960) * 12 + born.month - 4 + (1 if born.day >= 6 else 0)
    return months_after(years_after(born, 66), months)
