"""Two states of a household side by side: what comes in each week, benefit by benefit, and the difference.

Universal Credit and Pension Credit are worked out afresh on both sides, so that only the change shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from welfare_desk.rules.awards import WEEKS_IN_YEAR
from welfare_desk.rules.benefits import Catalogue, Successor
from welfare_desk.rules.income.household import Household, InPayment, Person
from welfare_desk.rules.income.looking import Look
from welfare_desk.rules.income.means_tested import guarantee_worth, uc_worth
from welfare_desk.rules.money import NOUGHT, half_up


@dataclass(frozen=True, slots=True)
class Step:
    """One award that comes, or (``ended``) goes: of a person by id, or of the whole home."""

    whom: str
    benefit: str
    components: tuple[str, ...] = ()
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Scenario:
    """What would be different, under a name of its own: "if she claims CSP"."""

    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """What somebody who is not counted here would lose: pounds a week."""

    whom: str
    weekly: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """Pounds a week of one benefit as things are and as they would be."""

    benefit: str
    now: Decimal
    then: Decimal

    @property
    def difference(self) -> Decimal:
        return self.then - self.now


@dataclass(frozen=True, slots=True)
class Comparison:
    """The lines that differ first, the largest difference on top; ``not_counted`` has no figure here."""

    lines: tuple[Line, ...]
    not_counted: tuple[str, ...]

    @property
    def weekly(self) -> Decimal:
        return sum((line.difference for line in self.lines), NOUGHT)

    @property
    def yearly(self) -> Decimal:
        """Fifty-two weeks, as a gain is counted (funder R7)."""
        return self.weekly * WEEKS_IN_YEAR


def with_award(household: Household, who: str, benefit: str, *components: str) -> Household:
    """The same with an award in payment: of a person by id, or of the whole home by any other word."""
    paid = InPayment(components)
    person = household.person(who)
    if person is None:
        return replace(household, awards={**household.awards, benefit: paid})
    return household.changed(replace(person, awards={**person.awards, benefit: paid}))


def without_award(household: Household, benefit: str) -> Household:
    """The same without a benefit, whoever had it."""

    def less(awards: Mapping[str, InPayment]) -> dict[str, InPayment]:
        return {code: paid for code, paid in awards.items() if code != benefit}

    people = tuple(replace(one, awards=less(one.awards)) for one in household.people)
    return replace(household, people=people, awards=less(household.awards))


def as_it_would_be(household: Household, scenario: Scenario, catalogue: Catalogue) -> Household:
    """The household after every step. An award takes the place of one it replaces (ADP of PIP)."""
    for step in scenario.steps:
        going = {step.benefit} if step.ended else {one.code for one in _replaced(step.benefit, catalogue)}
        person = household.person(step.whom)
        held = person.awards if person else household.awards
        left = {code: paid for code, paid in held.items() if code not in going}
        if person:
            household = household.changed(replace(person, awards=left))
        else:
            household = replace(household, awards=left)
        if not step.ended:
            household = with_award(household, step.whom, step.benefit, *step.components)
    return household


def _replaced(code: str, catalogue: Catalogue) -> tuple[Successor, ...]:
    return catalogue.benefits[code].replaces if code in catalogue.benefits else ()


def lost_by_others(now: Household, then: Household, *, on: date, catalogue: Catalogue) -> tuple[Loss, ...]:
    """A carer's award ends the severe disability addition of whoever is cared for.

    Only where it is known to be in payment to somebody outside this home (SI 2002/1792 sch.1 para 1).
    """
    look = Look(then, on, catalogue)
    found = []
    for person in then.adults:
        before = now.person(person.id)
        begins = person.gets("csp", "ca") and not (before and before.gets("csp", "ca"))
        for care in person.cares if begins else ():
            if care.severe_disability_paid and then.person(care.whom) is None:
                found.append(Loss(care.whom, look.weekly("pc-guarantee", "severe_disability")))
    return tuple(found)


def compare(now: Household, then: Household, *, on: date, catalogue: Catalogue) -> Comparison:
    before, unknown_before = incomes(now, on=on, catalogue=catalogue)
    after, unknown_after = incomes(then, on=on, catalogue=catalogue)
    codes = dict.fromkeys((*before, *after))
    lines = [Line(code, before.get(code, NOUGHT), after.get(code, NOUGHT)) for code in codes]
    lines.sort(key=lambda line: (line.difference == 0, -abs(line.difference)))
    return Comparison(tuple(lines), tuple(dict.fromkeys((*unknown_before, *unknown_after))))


def incomes(household: Household, *, on: date, catalogue: Catalogue) -> tuple[dict[str, Decimal], list[str]]:
    """Pounds a week by benefit of what is in payment, and the benefits for which there is no figure."""
    look = Look(household, on, catalogue)
    weekly: dict[str, Decimal] = {}
    unknown: list[str] = []
    for person in (None, *household.people):
        for code, paid in (person.awards if person else household.awards).items():
            amount = _amount(code, paid, person, look)
            if amount is None:
                unknown.append(code)
            else:
                weekly[code] = weekly.get(code, NOUGHT) + amount
            if code == "csp" and person and not person.gets("scs"):
                weekly["scs"] = weekly.get("scs", NOUGHT) + look.weekly("scs", "weekly")
    return weekly, unknown


def _amount(code: str, paid: InPayment, person: Person | None, look: Look) -> Decimal | None:
    home = look.household
    if code in ("uc", "pc-guarantee"):
        if home.capital is None or any(one.earnings is None for one in home.adults):
            return paid.weekly
        worth = half_up(uc_worth(look)[0] * 12 / WEEKS_IN_YEAR) if code == "uc" else guarantee_worth(look)[0]
        return max(worth, NOUGHT)
    if paid.weekly is not None:
        return paid.weekly
    children = len(home.children(look.on))
    if code == "scp":
        return look.weekly("scp", "per_child") * children
    if code == "cb":
        further = look.weekly("cb", "additional") * (children - 1)
        return look.weekly("cb", "eldest") + further if children else NOUGHT
    components = paid.components or (("weekly",) if code in ("csp", "ca", "scs") else ())
    rates = [look.rate(code, name) for name in components]
    sums = [rate.amount for rate in rates if rate and rate.period == "weekly"]
    return sum(sums, NOUGHT) if sums and len(sums) == len(components) else None
