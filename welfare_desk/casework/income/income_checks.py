"""The income check of a client: facts kept once, sealed, and what could be claimed on them, made for the eye.

What follows from the facts is ``rules/income``; nothing here decides what anybody is due.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from welfare_desk import resources
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.income.rates_page import in_words
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.casework.notes.sealed_text import client_key, unsealed
from welfare_desk.casework.people import households
from welfare_desk.casework.people.clients import whole_person
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.base import new_id
from welfare_desk.records.income import IncomeCheck
from welfare_desk.records.people import Person as Known
from welfare_desk.rules import money
from welfare_desk.rules.benefits import OFFICIAL
from welfare_desk.rules.income.check import check
from welfare_desk.rules.income.household import Care, Home, Household, InPayment, Person
from welfare_desk.rules.income.looking import HOME, Suggestion
from welfare_desk.rules.income.scenarios import Comparison, Scenario, Step, compare
from welfare_desk.rules.income.whose_facts import still_taken

STANDINGS = {
    "claim": "Claim now",
    "after": "Opens after another",
    "automatic": "Paid automatically",
    "ask": "Find out first",
    "advice": "Immigration advice first",
}
PERIODS = {
    "weekly": "a week",
    "monthly": "a month",
    "annual": "a year",
    "half-yearly": "each half year",
    "one-off": "once",
}
MISSING = {
    "capital": "savings",
    "earnings": "what is earned after tax",
    "condition": "whether there is a lasting condition",
    "work_limited": "whether it limits work",
    "cares": "hours of care, and the other person's award",
    "council_tax": "who pays council tax",
    "eligible_rent": "the rent the council would count",
    "local_housing_allowance": "the Local Housing Allowance of the area",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """The household as it was last written down; ``taken_on`` is None where nobody has asked yet."""

    person_id: UUID
    client: str
    household: Household
    taken_on: date | None
    scenarios: tuple[Scenario, ...] = ()
    left_out: bool = False  # facts of somebody no longer of the household, or who said no, are not taken


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One row of the check in words. ``sources``: each rate it rests on that was not read officially."""

    key: str
    benefit: str
    for_whom: str
    standing: str
    standing_words: str
    why: str
    amount: str
    opens: tuple[str, ...]
    costs: tuple[str, ...]
    missing: tuple[str, ...]
    doubts: tuple[str, ...]
    rests_on: tuple[str, ...]


class NoBirthDate(Problems):
    """Almost every row turns on age."""

    def __init__(self) -> None:
        super().__init__([Problem("born", "The client's date of birth is not recorded.", "Add it first.")])


def facts(desk: Desk, person_id: UUID) -> Facts:
    """What was written down last; before that a client of whom nothing is known. Raises NoBirthDate."""
    with desk.unit_of_work() as work:
        person = whole_person(work.session, person_id)
        name = next((one for one in person.names if one.kind == "legal" and one.to_on is None), None)
        called = f"{name.forenames} {name.surname}".strip() if name else person.reference
        kept = work.session.scalars(
            select(IncomeCheck)
            .where(IncomeCheck.person_id == person_id)
            .order_by(IncomeCheck.taken_on.desc())
            .limit(1)
        ).first()
        if kept is not None:
            told = json.loads(unsealed(work, person_id, kept.sealed, str(kept.id), of_notes=()))
            gone = households.no_longer_with(work.session, person_id)
            household, left_out = still_taken(from_data(told), gone)
            here = {HOME, *(one.id for one in household.people)}
            scenarios = tuple(
                replace(one, steps=tuple(step for step in one.steps if step.whom in here))
                for one in scenarios_of(told)
            )
            return Facts(person_id, called, household, kept.taken_on, scenarios, left_out)
        if person.born_on is None:
            raise NoBirthDate()
        client = Person("client", person.born_on, name=called)
    return Facts(person_id, called, _as_known(desk, person_id, client), None)


_PARTNERS = ("partner", "wife", "husband", "spouse", "civil partner")
_GROWN = 20  # until then somebody in education may still count as a child (1992 c.4 s.142)


def _as_known(desk: Desk, person_id: UUID, client: Person) -> Household:
    """Who lives there by the page of the household; the rest is unknown until it is asked."""
    people, others = [client], households.household(desk, person_id).others
    with desk.look() as look:
        ids = [member.person_id for member in others]
        born = {row.id: row.born_on for row in look.scalars(select(Known).where(Known.id.in_(ids)))}
    for member in others:
        born_on = born.get(member.person_id)
        if born_on is None or member.age is None:
            continue
        if member.relation.strip().casefold() in _PARTNERS and people[-1].id == "client":
            people.append(Person("partner", born_on, name=member.name))
        elif member.age < _GROWN:
            people.append(Person(next_child(people), born_on, name=member.name))
    grown = len(others) - len(people) + 1
    return Household(tuple(people), others_at_home=grown or None)


def next_child(people: Sequence[Person]) -> str:
    """An id for one child more: never one that is in use."""
    taken = {one.id for one in people}
    return next(id for number in range(1, len(people) + 2) if (id := f"child{number}") not in taken)


def keep(
    desk: Desk,
    person_id: UUID,
    household: Household,
    *,
    today: date,
    scenarios: tuple[Scenario, ...] | None = None,
) -> Changes:
    """Write the facts down as today's; those of earlier days stay as they were. Raises Problems.

    ``scenarios`` None leaves those that were named before.
    """
    wrong = problems_in(household, today=today)
    if wrong:
        raise Problems(wrong)
    if scenarios is None:
        with contextlib.suppress(NoBirthDate):
            scenarios = facts(desk, person_id).scenarios
    with desk.unit_of_work() as work:
        kept = work.session.scalars(
            select(IncomeCheck).where(IncomeCheck.person_id == person_id, IncomeCheck.taken_on == today)
        ).one_or_none()
        if kept is None:
            kept = IncomeCheck(id=new_id(), person_id=person_id, taken_on=today)
            _journal_first(work, person_id, today)
        told = to_data(household) | {"scenarios": [_plain(one) for one in scenarios or ()]}
        kept.sealed = client_key(work, person_id).seal(json.dumps(told).encode(), str(kept.id))
        work.add(kept)
        work.commit()
        return Changes.of(kept, "income", "journal")


def _journal_first(work: Work, person_id: UUID, today: date) -> None:
    """The journal says that it was done, not what was found: the facts are sealed."""
    work.journal(person_id, "Income check: what the household could claim was looked at.", on=today)


def problems_in(household: Household, *, today: date) -> list[Problem]:
    found = []
    for person in household.people:
        if person.born > today:
            found.append(Problem("born", "That day of birth is in the future.", "Check the year."))
        for sum_ in (person.earnings, person.pension):
            if sum_ is not None and sum_ < 0:
                found.append(Problem("earnings", "A sum cannot be less than nothing."))
    if household.capital is not None and household.capital < 0:
        found.append(Problem("capital", "Savings cannot be less than nothing."))
    return found


def looked(household: Household, *, today: date) -> list[CheckRow]:
    """What looks claimable today, in the order in which one award opens another."""
    rows = check(household, on=today, catalogue=resources.benefits())
    return [_row(row, household) for row in rows]


def compared(now: Household, then: Household, *, today: date) -> Comparison:
    """Two states of the household side by side, pounds a week."""
    return compare(now, then, on=today, catalogue=resources.benefits())


def _row(row: Suggestion, household: Household) -> CheckRow:
    sources = resources.benefits().sources
    amount = f"{money.shown(row.amount)} {PERIODS[row.period]}" if row.amount is not None else ""
    return CheckRow(
        key=f"{row.benefit}@{row.whom}",
        benefit=benefit_words(row.benefit),
        for_whom=whom_words(row.whom, household),
        standing=row.standing,
        standing_words=STANDINGS[row.standing],
        why=row.why,
        amount=amount,
        opens=tuple(_opened(one) for one in row.opens),
        costs=row.costs,
        missing=tuple(MISSING.get(one, one) for one in row.missing),
        doubts=row.doubts,
        rests_on=tuple(
            dict.fromkeys(
                f"{rate.tax_year} rates: {sources[rate.source].title}"
                + ("" if rate.checked == OFFICIAL else f" ({_CHECKED[rate.checked]})")
                for rate in row.rates
            )
        ),
    )


def _opened(said: str) -> str:
    """What an award opens, with no code left in its condition."""
    name, _, condition = said.partition(": ")
    return f"{name}: {in_words(condition)}"


_CHECKED = {"secondary": "second hand", "uncertain": "uncertain"}


def benefit_words(benefit: str) -> str:
    """The benefit's name, with the part of it that is meant."""
    code, _, part = benefit.partition(".")
    if not part:
        return matter_name(code)
    known = resources.benefits().benefits[code].components
    component = part if part in known else next(one for one in known if one.startswith(part))
    return f"{matter_name(code)}: {resources.component_words(code, component)}"


def whom_words(whom: str, household: Household) -> str:
    if whom == HOME:
        return "The household"
    person = household.person(whom)
    return person.name if person and person.name else _RELATION.get(whom, "Child")


_RELATION = {"client": "The client", "partner": "The partner"}


# As it is stored ----------------------------------------------------------------------------------


def to_data(household: Household) -> dict[str, Any]:
    """Plain values for JSON: dates in ISO, sums as text."""
    return _plain(household)


def _plain(value: Household | Scenario) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(asdict(value), default=str))
    return plain


def scenarios_of(told: Mapping[str, Any]) -> tuple[Scenario, ...]:
    """The scenarios named then; none in facts of before there were any."""
    return tuple(
        Scenario(
            one["name"],
            tuple(Step(**step | {"components": tuple(step["components"])}) for step in one["steps"]),
        )
        for one in told.get("scenarios", ())
    )


def from_data(told: Mapping[str, Any]) -> Household:
    return Household(
        people=tuple(map(_person, told["people"])),
        awards=_awards(told["awards"]),
        capital=_sum(told["capital"]),
        home=Home(**(told["home"] | {"weekly": _sum(told["home"]["weekly"])})),
        council_tax=told["council_tax"],
        others_at_home=told["others_at_home"],
        immigration=told["immigration"],
    )


def _person(told: Mapping[str, Any]) -> Person:
    known = {one.name: told[one.name] for one in fields(Person) if one.name in told}
    return Person(
        **known
        | {
            "born": date.fromisoformat(told["born"]),
            "due": date.fromisoformat(told["due"]) if told["due"] else None,
            "earnings": _sum(told["earnings"]),
            "pension": _sum(told["pension"]),
            "cares": tuple(Care(**care) for care in told["cares"]),
            "awards": _awards(told["awards"]),
        }
    )


def _awards(told: Mapping[str, Any]) -> dict[str, InPayment]:
    return {code: InPayment(tuple(paid["components"]), _sum(paid["weekly"])) for code, paid in told.items()}


def _sum(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)
