"""What a funder asks about a client and their home: sex, ethnicity, work, tenure, income, who lives together.

Nothing here is needed to advise anybody, so every fact may stay unrecorded; one is never inferred.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from welfare_desk import resources
from welfare_desk.casework.agency import Agency, setting
from welfare_desk.casework.desk import Changes, Desk, Work
from welfare_desk.casework.people.clients import ClientView, client
from welfare_desk.errors import Problem, Problems
from welfare_desk.records.people import Household, Person
from welfare_desk.rules import money


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Codes of the funder's lists; None where nobody has asked, which is no code of its own.

    ``income``: the household's net pounds a year, ``income_on`` the day it was taken. ``first_supported_on``:
    support before this desk was in use. ``decile`` and its edition describe the area, not the person.
    ``prior_advice``: whether they had used an advice service before; ``on_benefits``: whether any benefit was
    in payment to them when support began. Health is for statistics alone, and kept
    only where the agency has told its clients so.
    """

    sex: str | None = None
    ethnicity: str | None = None
    employment: str | None = None
    tenure: str | None = None
    household_type: str | None = None
    family_types: tuple[str, ...] = ()
    income: Decimal | None = None
    income_on: date | None = None
    first_supported_on: date | None = None
    decile: int | None = None
    decile_edition: str | None = None
    prior_advice: str | None = None
    on_benefits: bool | None = None
    mental_health: bool | None = None
    long_term_condition: bool | None = None


_OF_PERSON = ("sex", "ethnicity", "employment")
_ASKED_ONCE = ("prior_advice", "on_benefits", "mental_health", "long_term_condition")
_HEALTH = ("mental_health", "long_term_condition")
PRIOR_ADVICE = {
    "never": "Never",
    "this_one": "Yes, from us",
    "another": "Yes, from another service",
    "not_known": "They do not know",
}
_NO_HEALTH = (
    "Your agency has not told clients that it keeps such answers.",
    "A manager ticks this in Settings, Agency and letterhead.",
)
_OF_HOME = ("tenure", "household_type")


def problems_in(draft: Circumstances, *, today: date) -> list[Problem]:
    """Everything that cannot be right about what was recorded."""
    lists = resources.code_lists()
    found = [
        Problem(name, "That is not in the funder's list.", "Choose from the list.")
        for name in (*_OF_PERSON, *_OF_HOME)
        if getattr(draft, name) is not None and getattr(draft, name) not in lists.on(name, today)
    ]
    if draft.prior_advice is not None and draft.prior_advice not in PRIOR_ADVICE:
        found.append(Problem("prior_advice", "Choose from the list."))
    families = lists.on("family_type", today)
    if any(code not in families for code in draft.family_types):
        found.append(Problem("family_types", "That is not in the funder's list.", "Choose from the list."))
    if draft.income is not None and draft.income < 0:
        found.append(Problem("income", "An income cannot be less than nothing."))
    for name in ("income_on", "first_supported_on"):
        day = getattr(draft, name)
        if day is not None and day > today:
            found.append(Problem(name, "That day is in the future.", "Check the year."))
    if draft.decile is not None and not 1 <= draft.decile <= 10:
        found.append(Problem("decile", "A decile is a number from 1 to 10."))
    return found


def may_keep_health(look: Session, today: date) -> bool:
    """Whether the agency keeps health answers for statistics, and has told its clients so."""
    return Agency.of(setting(look, "agency", on=today)).may_hold_health_statistics


def circumstances(desk: Desk, person_id: UUID) -> Circumstances:
    """What is recorded. Raises NotFound."""
    with desk.look() as look:
        person = Work(desk, look).get(Person, person_id)
        home = look.get(Household, person.household_id) if person.household_id else None
        income = home.annual_income_pence if home else None
        return Circumstances(
            sex=person.sex,
            ethnicity=person.ethnicity,
            employment=person.employment,
            tenure=home.tenure if home else None,
            household_type=home.kind if home else None,
            family_types=tuple(home.family_types.split(",")) if home and home.family_types else (),
            income=None if income is None else money.from_pence(income),
            income_on=home.income_taken_on if home else None,
            first_supported_on=person.first_supported_on,
            decile=person.simd_decile,
            decile_edition=person.simd_edition,
            prior_advice=person.prior_advice,
            on_benefits=person.on_benefits,
            mental_health=person.mental_health,
            long_term_condition=person.long_term_condition,
        )


@dataclass(frozen=True, slots=True)
class CircumstancesPage:
    """What is recorded of a client, and whether health may be asked."""

    client: ClientView
    known: Circumstances
    may_keep_health: bool
    lives_with: int  # others in the same household, whom the facts of the home are about too


def page(desk: Desk, person_id: UUID, *, today: date) -> CircumstancesPage:
    """Everything the screen shows. Raises NotFound."""
    view, known = client(desk, person_id), circumstances(desk, person_id)
    with desk.look() as look:
        person = Work(desk, look).get(Person, person_id)
        together = select(func.count()).where(Person.household_id == person.household_id)
        others = (look.scalar(together) or 1) - 1 if person.household_id else 0
        return CircumstancesPage(view, known, may_keep_health(look, today), others)


def choices(name: str, today: date) -> list[tuple[str, str]]:
    """What may be answered to a question of the funder's lists, each in words; unrecorded is no answer."""
    asked = resources.code_lists().on(name, today)
    return [(one.code, one.label) for one in asked.codes if one.code != asked.unrecorded]


def change_circumstances(desk: Desk, person_id: UUID, draft: Circumstances, *, today: date) -> Changes:
    """Put down everything as it is said now: what is blank is no longer recorded. Health answers stay as they
    are where the agency keeps none; the area is the lookup's to say. Raises Problems, NotFound.
    """
    if wrong := problems_in(draft, today=today):
        raise Problems(wrong)
    with desk.unit_of_work() as work:
        person = work.get(Person, person_id)
        health = _HEALTH if may_keep_health(work.session, today) else ()
        for name in (*_OF_PERSON, "prior_advice", "on_benefits", "first_supported_on", *health):
            setattr(person, name, getattr(draft, name))
        of_home = (draft.tenure, draft.household_type, draft.income, draft.family_types)
        if person.household_id is not None or any(fact not in (None, ()) for fact in of_home):
            home = keep_household(work, person_id)
            home.tenure, home.kind = draft.tenure, draft.household_type
            home.family_types = ",".join(draft.family_types) or None
            home.annual_income_pence = None if draft.income is None else money.pence(draft.income)
            home.income_taken_on = None if draft.income is None else draft.income_on or today
        work.commit()
        return Changes.of(person, "clients", "gains")


def record_circumstances(desk: Desk, person_id: UUID, draft: Circumstances, *, today: date) -> Changes:
    """Write down what was said; what is not given stays as it is. Raises Problems, NotFound."""
    if wrong := problems_in(draft, today=today):
        raise Problems(wrong)
    said = {
        one.name: getattr(draft, one.name)
        for one in fields(draft)
        if getattr(draft, one.name) not in (None, ())
    }
    with desk.unit_of_work() as work:
        person = work.get(Person, person_id)
        if said.keys() & set(_HEALTH) and not may_keep_health(work.session, today):
            raise Problems([Problem(name, *_NO_HEALTH) for name in _HEALTH if name in said])
        for name in (*_OF_PERSON, *_ASKED_ONCE):
            if name in said:
                setattr(person, name, said[name])
        if "first_supported_on" in said:
            earlier = person.first_supported_on or said["first_supported_on"]
            person.first_supported_on = min(earlier, said["first_supported_on"])
        if "decile" in said:
            person.simd_decile, person.simd_edition = draft.decile, draft.decile_edition
        if said.keys() & {"tenure", "household_type", "family_types", "income"}:
            home = keep_household(work, person_id)
            home.tenure = draft.tenure or home.tenure
            home.kind = draft.household_type or home.kind
            home.family_types = ",".join(draft.family_types) or home.family_types
            if draft.income is not None:
                home.annual_income_pence = money.pence(draft.income)
                home.income_taken_on = draft.income_on or today
        work.commit()
        return Changes.of(person, "clients", "gains")


def keep_household(work: Work, person_id: UUID) -> Household:
    """The household somebody lives in, made where none is known yet."""
    person = work.get(Person, person_id)
    if person.household_id is not None:
        return work.get(Household, person.household_id)
    home = work.add(Household())
    work.session.flush()
    person.household_id = home.id
    return home


def live_together(desk: Desk, people: Sequence[UUID]) -> Changes:
    """These people are one household: the first one's, or one made for them. Raises NotFound."""
    with desk.unit_of_work() as work:
        home = keep_household(work, people[0])
        for person_id in people[1:]:
            work.get(Person, person_id).household_id = home.id
        work.commit()
        return Changes.of(home, "clients", "gains")
