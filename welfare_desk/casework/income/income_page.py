"""What the screen of the income check shows: what is in payment, what could be claimed, scenarios
side by side.

Also the same as lines of a budget, and on paper for the client. The facts are kept by ``income_checks``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from welfare_desk import resources
from welfare_desk.casework.debt.budgets import LineDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.income import income_checks, income_questions
from welfare_desk.casework.income.income_checks import CheckRow, whom_words
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.errors import Problem, Problems
from welfare_desk.rules import money
from welfare_desk.rules.awards import WEEKS_IN_YEAR
from welfare_desk.rules.income.household import Household, InPayment, Person
from welfare_desk.rules.income.looking import HOME
from welfare_desk.rules.income.scenarios import (
    Loss,
    Scenario,
    Step,
    as_it_would_be,
    compare,
    incomes,
    lost_by_others,
)
from welfare_desk.rules.money import NOUGHT


@dataclass(frozen=True, slots=True)
class PaidRow:
    """One award in payment; ``weekly`` in pounds, None where nothing can be said."""

    benefit: str
    for_whom: str
    weekly: Decimal | None
    parts: str


@dataclass(frozen=True, slots=True)
class Side:
    """One scenario beside things as they are: pounds a week by benefit as it would be, and what differs.

    ``lost`` says in words what people outside this household would lose.
    """

    name: str
    steps: tuple[str, ...]
    then: Mapping[str, Decimal]
    difference: Mapping[str, Decimal]
    lost: tuple[str, ...]
    not_counted: tuple[str, ...]

    @property
    def weekly(self) -> Decimal:
        return sum(self.difference.values(), NOUGHT)

    @property
    def yearly(self) -> Decimal:
        """Fifty-two weeks, as a gain is counted (funder R7)."""
        return self.weekly * WEEKS_IN_YEAR


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the screen shows of one state of the facts.

    ``benefits``: the codes of the comparison, those that differ most first. ``gaps``: questions not asked
    yet, of the home and of each person.
    """

    paid: tuple[PaidRow, ...]
    rows: tuple[CheckRow, ...]
    now: Mapping[str, Decimal]
    not_counted: tuple[str, ...]
    sides: tuple[Side, ...]
    benefits: tuple[str, ...]
    gaps: Mapping[str, int]

    @property
    def weekly(self) -> Decimal:
        return sum(self.now.values(), NOUGHT)


def picture(household: Household, scenarios: tuple[Scenario, ...] = (), *, today: date) -> Picture:
    """What follows from the facts today."""
    catalogue = resources.benefits()
    now, unknown = incomes(household, on=today, catalogue=catalogue)
    sides = tuple(_side(household, one, today) for one in scenarios)
    codes = dict.fromkeys((*now, *(code for side in sides for code in side.then)))
    most = {
        code: max((abs(side.difference.get(code, NOUGHT)) for side in sides), default=NOUGHT)
        for code in codes
    }
    return Picture(
        tuple(_paid(household, now)),
        tuple(income_checks.looked(household, today=today)),
        now,
        tuple(map(matter_name, dict.fromkeys(unknown))),
        sides,
        tuple(sorted(codes, key=lambda code: -most[code])),
        income_questions.gaps(household, on=today),
    )


def _paid(household: Household, now: Mapping[str, Decimal]) -> Iterator[PaidRow]:
    holders: list[tuple[str, Mapping[str, InPayment]]] = [(HOME, household.awards)]
    holders += [(person.id, person.awards) for person in household.people]
    times: dict[str, int] = {}
    for _, awards in holders:
        for code in awards:
            times[code] = times.get(code, 0) + 1
    for whom, awards in holders:
        for code, paid in awards.items():
            own = now.get(code) if times[code] == 1 else paid.weekly
            said = ", ".join(resources.component_words(code, name) for name in paid.components)
            yield PaidRow(matter_name(code), whom_words(whom, household), own, said)


def _side(household: Household, scenario: Scenario, today: date) -> Side:
    catalogue = resources.benefits()
    then = as_it_would_be(household, scenario, catalogue)
    compared = compare(household, then, on=today, catalogue=catalogue)
    lost = lost_by_others(household, then, on=today, catalogue=catalogue)
    return Side(
        scenario.name,
        tuple(step_words(step, household) for step in scenario.steps),
        {line.benefit: line.then for line in compared.lines},
        {line.benefit: line.difference for line in compared.lines if line.difference},
        tuple(map(_loss, lost)),
        tuple(map(matter_name, compared.not_counted)),
    )


def _loss(loss: Loss) -> str:
    whom = loss.whom[:1].upper() + loss.whom[1:]
    return f"{whom} would lose {money.shown(loss.weekly)} a week of Pension Credit."


def step_words(step: Step, household: Household) -> str:
    """With Adult Disability Payment for Ann Bell (standard daily living)."""
    whom = "" if step.whom == HOME else f" for {whom_words(step.whom, household)}"
    parts = ", ".join(resources.component_words(step.benefit, name) for name in step.components)
    said = f"{matter_name(step.benefit)}{whom}{f' ({parts})' if parts else ''}"
    return f"Without {said}" if step.ended else f"With {said}"


def step_problems(step: Step) -> list[Problem]:
    """What keeps a step from having a figure."""
    if not step.benefit:
        return [Problem("benefit", "Choose the award.")]
    if not step.ended and not step.components and income_questions.all_parts(step.benefit):
        return [Problem("components", "Say at which rate.", "Try the lowest first: you can add another.")]
    return []


def people_of(household: Household) -> tuple[tuple[str, str], ...]:
    """Whose an award may be: by id and in words."""
    return (*((one.id, whom_words(one.id, household)) for one in household.people), (HOME, "The household"))


def may_have(person: Person | None) -> tuple[tuple[str, str], ...]:
    """Awards that a scenario may give somebody: by code and in words."""
    if person is None:
        return income_questions.benefits(income_questions.OF_THE_HOME)
    if person.id in ("client", "partner"):
        return income_questions.benefits(
            (*income_questions.ADULT_DISABILITY, "csp", "ca", *income_questions.WITH_A_SUM)
        )
    return income_questions.benefits(income_questions.CHILD_DISABILITY)


def with_scenario(scenarios: tuple[Scenario, ...], name: str, step: Step) -> tuple[Scenario, ...]:
    """A step more in the scenario of that name, or a new one. Raises Problems."""
    if not name.strip():
        raise Problems([Problem("name", "Give it a name, such as “If she claims”.")])
    if wrong := step_problems(step):
        raise Problems(wrong)
    known = {one.name: one for one in scenarios}
    steps = known[name].steps if name in known else ()
    return tuple((known | {name: Scenario(name, (*steps, step))}).values())


def claim_of(row: CheckRow, household: Household) -> tuple[str, str]:
    """What a row of the check is a claim for: the benefit's code, and for whom where it is not the client."""
    benefit, _, whom = row.key.partition("@")
    own = whom in (HOME, household.client.id)
    return benefit.partition(".")[0], "" if own else whom_words(whom, household)


# As a budget ------------------------------------------------------------------------------------------


def budget_lines(desk: Desk, person_id: UUID, scenario: str = "", *, today: date) -> list[LineDraft]:
    """What comes in each week as lines of a budget: as things are, or as a named scenario would have it.

    Awards that share a line of the statement stand in it together, named in its note; what has no figure
    is left out. Raises NoBirthDate, Problems where there is no scenario of that name.
    """
    facts = income_checks.facts(desk, person_id)
    household = facts.household
    if scenario:
        named = next((one for one in facts.scenarios if one.name == scenario), None)
        if named is None:
            raise Problems([Problem("scenario", "There is no scenario of that name any more.")])
        household = as_it_would_be(household, named, resources.benefits())
    weekly, _ = incomes(household, on=today, catalogue=resources.benefits())
    lines, sums, notes = resources.debt_tables().benefit_lines, dict[str, Decimal](), dict[str, list[str]]()
    for code, amount in weekly.items():
        line = lines.get(code, "ben_other")
        sums[line] = sums.get(line, NOUGHT) + amount
        notes.setdefault(line, []).append(matter_name(code))
    source = f"Income check, {scenario}" if scenario else "Income check"
    return [
        LineDraft(line, amount, "week", "client_says", f"{source}: {', '.join(notes[line])}")
        for line, amount in sums.items()
        if amount
    ]
