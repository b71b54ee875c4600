"""The awards to look at first: disability, and the carers whose claims rest on it."""

from __future__ import annotations

from collections.abc import Iterator

from welfare_desk.rules.income.household import Care, Household, Person
from welfare_desk.rules.income.looking import (
    AFTER,
    ASK,
    AUTOMATIC,
    CARE_OPENS_A_CARERS,
    CLAIM,
    Look,
    Suggestion,
)
from welfare_desk.rules.money import shown

_IN_PARTS = ("adp", "pip", "dla", "sadla", "cdp")
_DISABILITY = ("adp", "pip", "dla", "sadla", "cdp", "padp", "aa", "afip")
CARER_HOURS, FURTHER_HOURS, YOUNG_CARER_HOURS = 35, 20, 16


def disability(look: Look) -> Iterator[Suggestion]:
    """ADP from 16 to pension age, PADP after it, CDP before 16 (SSI 2022/54, SSI 2024/166, SSI 2021/174).

    Whoever in Scotland is still paid PIP makes a fresh ADP claim (transfers ended on 6 November 2025).
    """
    for person in (*look.household.adults, *look.household.dependants):
        if person.gets("pip") and not person.gets("adp"):
            why = "PIP is no longer moved across: a fresh claim is made, and PIP goes on until it is decided."
            yield Suggestion("adp", person.id, CLAIM, why)
        elif not person.gets(*_DISABILITY):
            code, why = _by_age(person, look)
            if person.condition:
                yield Suggestion(code, person.id, CLAIM, why)
            elif person.condition is None:
                asked = "Is there a condition or disability that has lasted, or will last?"
                yield Suggestion(code, person.id, ASK, asked, missing=("condition",))


def _by_age(person: Person, look: Look) -> tuple[str, str]:
    if person.of_pension_age(look.on):
        return "padp", "Help or watching over is needed for a condition, at State Pension age or over."
    if person.age(look.on) >= 16:
        return "adp", "A condition makes daily life or getting about harder, under State Pension age."
    return "cdp", "A child under 16 with a condition needs more help than others of that age."


def qualifies(care: Care, household: Household) -> bool | None:
    """Whether the cared-for person's award opens a carer's claim; of somebody outside, what was said.

    None where nobody knows: an award whose components are not written down may or may not.
    """
    cared_for = household.person(care.whom)
    if cared_for is None:
        return care.qualifying
    if cared_for.has_component(*CARE_OPENS_A_CARERS):
        return True
    not_written = [
        code for code in _IN_PARTS if code in cared_for.awards and not cared_for.awards[code].components
    ]
    return None if not_written else False


def cares_enough(person: Person, household: Household) -> Care | None:
    """The care that counts for a carer's award or element: 35 hours, and the other's award."""
    return next(
        (care for care in person.cares if (care.hours or 0) >= CARER_HOURS and qualifies(care, household)),
        None,
    )


def carers(look: Look) -> Iterator[Suggestion]:
    """CSP with its supplement, the addition for a further person, and the Young Carer Grant.

    35 hours a week and earnings within the limit (SSI 2023/302); 20 hours for each further person; 16 hours
    for a young carer (SSI 2019/324).
    """
    for person in look.household.adults:
        if not person.gets("csp", "ca"):
            yield from _support_payment(person, look)
        if person.gets("csp") or look.suggested("csp", whom=person.id):
            yield from _further_people(person, look)
        else:
            yield from _young_carer(person, look)


def _support_payment(person: Person, look: Look) -> Iterator[Suggestion]:
    if person.age(look.on) < 16:
        return
    limit = look.rate("csp", "earnings_limit")
    if person.earnings is not None and limit and person.earnings > limit.amount:
        return
    care = _best_care(person, look)
    if care is None:
        return
    standing = _standing(care, look)
    why = f"Cares {care.hours} hours a week for {_whom(care, look)}, whose award opens this."
    missing: tuple[str, ...] = ()
    if standing == AFTER:
        why = f"Opens once {_whom(care, look)} is awarded a disability benefit."
    elif standing == ASK:
        why = f"Cares for {_whom(care, look)}: find out which award they have, and for how long each week."
        missing = ("cares",)
    elif person.earnings is None:
        standing, missing = ASK, ("earnings",)
        why = "Opens within the earnings limit: find out what is earned after tax."
    if person.gets("sp"):
        why += " The State Pension is paid instead of most of it, but being entitled still opens additions."
    costs = tuple(_costs(care, look)) if standing in (CLAIM, ASK) else ()
    yield look.priced("csp", person.id, standing, why, "weekly", missing=missing, costs=costs)
    if standing == CLAIM:
        why = "Paid with Carer Support Payment, without a claim of its own."
        yield look.priced("scs", person.id, AUTOMATIC, why, "weekly")


def _best_care(person: Person, look: Look) -> Care | None:
    """The care nearest to opening a claim: sure before hoped for before unknown."""
    open_to = [care for care in person.cares if _standing(care, look) in (CLAIM, AFTER, ASK)]
    return min(open_to, key=lambda care: (CLAIM, AFTER, ASK).index(_standing(care, look)), default=None)


def _standing(care: Care, look: Look) -> str:
    """Empty where this care opens nothing."""
    if care.hours is not None and care.hours < CARER_HOURS:
        return ""
    qualifying = qualifies(care, look.household)
    cared_for = look.household.person(care.whom)
    if cared_for and qualifying is False:
        return AFTER if look.suggested("adp", "padp", "cdp", whom=cared_for.id) else ""
    if qualifying and care.hours is not None:
        return CLAIM
    return "" if qualifying is False else ASK


def _costs(care: Care, look: Look) -> Iterator[str]:
    """Pay for the care ends the cared-for person's severe disability addition (SI 2002/1792 sch.1)."""
    if care.severe_disability_paid:
        lost = look.weekly("pc-guarantee", "severe_disability")
        yield f"It ends the severe disability addition of {_whom(care, look)}, {shown(lost)} a week."
    elif care.severe_disability_paid is None and look.household.person(care.whom) is None:
        yield f"Ask first whether {_whom(care, look)} is paid a severe disability addition: this ends it."


def _whom(care: Care, look: Look) -> str:
    cared_for = look.household.person(care.whom)
    if cared_for is None:
        return care.whom
    return cared_for.name or ("the partner" if care.whom == "partner" else "the child")


def _further_people(person: Person, look: Look) -> Iterator[Suggestion]:
    counted = [
        care
        for care in person.cares
        if (care.hours or 0) >= FURTHER_HOURS and qualifies(care, look.household)
    ]
    further = len(counted) - 1
    if further > 0 and not person.gets("capp"):
        why = f"Cares 20 hours or more for {further} further {'person' if further == 1 else 'people'}."
        yield look.priced("capp", person.id, CLAIM, why, "per_additional_person", further)


def _young_carer(person: Person, look: Look) -> Iterator[Suggestion]:
    hours = sum(care.hours or 0 for care in person.cares if qualifies(care, look.household))
    if 16 <= person.age(look.on) <= 19 and hours >= YOUNG_CARER_HOURS and not person.gets("ca", "ycg"):
        why = "A carer of 16 to 19, 16 hours or more a week on average, without a carer's benefit."
        yield look.priced("ycg", person.id, CLAIM, why, "grant")
