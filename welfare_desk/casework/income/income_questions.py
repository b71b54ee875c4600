"""What the income check asks of a household: the answers to choose from in words, and what is not asked yet.

How the answers are kept is ``income_checks``; what follows from them is ``rules/income``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from welfare_desk import resources
from welfare_desk.casework.matters.cases import matter_name
from welfare_desk.rules.income.household import (
    CONDITION,
    FIT_NOTE,
    LCW,
    LCWRA,
    OWNER,
    PRIVATE,
    SETTLED,
    SOCIAL,
    Household,
    Person,
)
from welfare_desk.rules.income.looking import CARE_OPENS_A_CARERS, HOME

Choice = tuple[str, str]

WORK: tuple[Choice, ...] = (
    ("none", "No"),
    (FIT_NOTE, "Yes, with a fit note"),
    (LCW, "Yes: limited capability for work"),
    (LCWRA, "Yes: limited capability for work-related activity"),
)
IMMIGRATION: tuple[Choice, ...] = (
    (SETTLED, "Nothing stands in the way"),
    (CONDITION, "A condition on public funds"),
)
TENURES: tuple[Choice, ...] = (
    (SOCIAL, "Rents from a council or housing association"),
    (PRIVATE, "Rents privately"),
    (OWNER, "Owns it, or pays no rent"),
)
CLASSES: tuple[Choice, ...] = (
    *((f"P{year}", f"P{year}") for year in range(1, 8)),
    *((f"S{year}", f"S{year}") for year in range(1, 7)),
    ("education", "In education past 16"),
)

ADULT_DISABILITY = ("adp", "padp", "pip", "aa", "sadla", "dla", "afip")
CHILD_DISABILITY = ("cdp", "dla", "adp")
WITH_A_SUM = ("sp", "nsesa", "nsjsa", "ma", "wpa")
"""Paid by contributions: what each comes to is asked, for it counts in the means-tested awards."""
ADULT_OTHERS = ("csp", "ca", "scs", "capp", *WITH_A_SUM, "blue-badge")
CHILD_OTHERS = ("bsg", "fsm")
OF_THE_HOME = (
    *("uc", "pc-guarantee", "pc-savings", "hb", "ctr", "dhp"),
    *("cb", "scp", "bsf", "clothing-grant", "esa-ir", "jsa-ib", "is"),
)
UC_ELEMENTS = ("carer", "lcw", "lcwra", "lcwra_new_claim", "disabled_child_lower", "disabled_child_higher")
PC_ADDITIONS = ("severe_disability", "carer")


def benefits(codes: tuple[str, ...]) -> tuple[Choice, ...]:
    """Awards to tick, each as an advisor says it."""
    return tuple((code, _SHORT.get(code) or matter_name(code)) for code in codes)


def claimable() -> tuple[Choice, ...]:
    """Everything a claim may be begun for, by code and in words."""
    live = (one for one in resources.benefits().benefits.values() if one.status == "open")
    return tuple(sorted(((one.code, one.name) for one in live), key=lambda choice: choice[1]))


_SHORT = {
    "nsesa": "New Style ESA",
    "nsjsa": "New Style JSA",
    "esa-ir": "Income-related ESA",
    "jsa-ib": "Income-based JSA",
    "capp": "Carer Additional Person",
    "pc-guarantee": "Pension Credit guarantee",
    "pc-savings": "Pension Credit savings",
}


def parts(benefit: str, components: tuple[str, ...]) -> tuple[Choice, ...]:
    """Components in words: "Enhanced daily living"."""
    said = ((name, resources.component_words(benefit, name)) for name in components)
    return tuple((name, words[:1].upper() + words[1:]) for name, words in said)


def care_parts(benefit: str) -> tuple[Choice, ...]:
    """The rates for care or daily living of a disability benefit; of one in a single part, its rates."""
    known = resources.benefits().benefits[benefit].components
    return parts(benefit, tuple(name for name in known if not name.startswith(("mobility", "transitional"))))


def mobility_parts(benefit: str) -> tuple[Choice, ...]:
    known = resources.benefits().benefits[benefit].components
    return parts(benefit, tuple(name for name in known if name.startswith("mobility")))


def all_parts(benefit: str) -> tuple[Choice, ...]:
    """What an award of this may consist of, where anything but its name is to be said."""
    if benefit in (*ADULT_DISABILITY, *CHILD_DISABILITY):
        return (*care_parts(benefit), *mobility_parts(benefit))
    return ()


def gaps(household: Household, *, on: date) -> dict[str, int]:
    """How many questions nobody has answered yet: of the home, and of each person by id."""
    home = household.home
    asked: list[object] = [household.immigration, household.capital, home.tenure]
    asked += [household.council_tax, household.others_at_home]
    asked += [home.weekly] if home.rents else []
    asked += [home.spare_bedrooms] if home.tenure == SOCIAL else []
    found = {HOME: _unanswered(asked)}
    for person in household.people:
        adult = person in household.adults
        found[person.id] = _unanswered(_of_adult(person, household, on) if adult else [person.condition])
    return found


def _of_adult(person: Person, household: Household, on: date) -> list[object]:
    asked: list[object] = [person.condition, person.earnings]
    asked += [] if person.of_pension_age(on) else [person.work_limited]
    asked += [person.carer_paid] if person.has_component(*CARE_OPENS_A_CARERS) else []
    for care in person.cares:
        asked.append(care.hours)
        if household.person(care.whom) is None:
            asked += [care.qualifying, care.severe_disability_paid]
    return asked


def _unanswered(asked: Sequence[object]) -> int:
    return sum(1 for answer in asked if answer is None)
