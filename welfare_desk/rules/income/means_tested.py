"""Universal Credit and Pension Credit, what either may lack, and the State Pension that counts in both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, Decimal

from welfare_desk.rules.awards import Award, Part, UcIncome, uc_after_means
from welfare_desk.rules.benefits import Rate
from welfare_desk.rules.income.disability_and_care import cares_enough
from welfare_desk.rules.income.household import (
    FIT_NOTE,
    LCW,
    LCWRA,
    PRIVATE,
    SOCIAL,
    Household,
    Person,
)
from welfare_desk.rules.income.looking import (
    AFTER,
    ASK,
    CARE_OPENS_A_CARERS,
    CLAIM,
    HOME,
    Look,
    Suggestion,
)
from welfare_desk.rules.money import NOUGHT, half_up

_A_MONTH = Decimal(52) / 12
_BEFORE_TWO_CHILDREN = date(2017, 4, 6)
_COUNTED_WEEKLY = ("sp", "nsesa", "nsjsa", "ca", "csp", "wpa", "ma")
"""What counts in full in Universal Credit (SI 2013/376 reg 66); disability benefits and SCS do not."""


def pension_age(household: Household, on: date) -> bool:
    """Pension Credit, not Universal Credit: both of a couple are old enough (2002 c.16 s.4(1A))."""
    return all(one.of_pension_age(on) for one in household.adults)


def state_pension(look: Look) -> Iterator[Suggestion]:
    for person in look.household.adults:
        if person.of_pension_age(look.on) and not person.gets("sp"):
            why = "State Pension age is reached and none is in payment: it is not paid unless it is claimed."
            doubt = "What it pays rests on the contribution record."
            yield Suggestion("sp", person.id, CLAIM, why, doubts=(doubt,))


# Universal Credit ------------------------------------------------------------------------------------


def universal_credit(look: Look) -> Iterator[Suggestion]:
    """A new claim, or what an award in payment seems to lack."""
    home = look.household
    if home.gets("uc"):
        yield from _missing_elements(look)
    elif not pension_age(home, look.on) and home.client.age(look.on) >= 18 and not home.gets("pc-guarantee"):
        yield from _claim(look)


def _claim(look: Look) -> Iterator[Suggestion]:
    home, upper = look.household, look.rate("uc", "capital_upper")
    if home.capital is not None and upper and home.capital > upper.amount:
        return
    missing = tuple(name for name, asked in _asked(home).items() if asked)
    if missing:
        best, _, _ = uc_worth(look, count_earnings=False, private_rent=True)
        if best > 0:
            yield Suggestion(
                "uc", HOME, ASK, "It depends on means that nobody has asked about.", missing=missing
            )
        return
    monthly, rates, doubts = uc_worth(look)
    if monthly > 0:
        why = "Income and savings are below what the household is counted to need."
        yield Suggestion("uc", HOME, CLAIM, why, monthly, "monthly", rates, doubts=doubts)
    elif uc_worth(look, private_rent=True)[0] > 0:
        why = "It depends on the Local Housing Allowance, which is not held here."
        yield Suggestion("uc", HOME, ASK, why, missing=("local_housing_allowance",))


def _asked(home: Household) -> dict[str, bool]:
    return {
        "capital": home.capital is None,
        "earnings": any(one.earnings is None for one in home.adults),
    }


def uc_worth(
    look: Look, *, count_earnings: bool = True, private_rent: bool = False
) -> tuple[Decimal, tuple[Rate, ...], tuple[str, ...]]:
    """Pounds a month, the rates it rests on, and what was left out (SI 2013/376 regs 18, 22, 24, 36, 66, 72).

    A private rent is left out unless ``private_rent``, which counts it whole: more than would be paid.
    """
    home, on = look.household, look.on
    components = _elements(look)
    rates = [rate for name in components if (rate := look.rate("uc", name))]
    if len(rates) != len(components):
        return NOUGHT, (), ("The tables hold no rate for this day.",)
    needs = sum((rate.amount for rate in rates), NOUGHT)
    doubts = []
    rent = home.home.weekly or NOUGHT
    if home.home.tenure == SOCIAL or (private_rent and home.home.tenure == PRIVATE):
        needs += rent * _A_MONTH
        if home.home.tenure == SOCIAL and home.home.spare_bedrooms is None:
            doubts.append("The rent is counted whole: a spare bedroom would reduce it.")
    elif home.home.tenure == PRIVATE:
        doubts.append("Nothing is counted for the rent: the Local Housing Allowance is not held here.")
    limited = any(one.work_limited in (LCW, LCWRA) for one in home.adults)
    allowance = None
    if home.children(on) or limited:
        allowance = "work_allowance_lower" if home.home.rents else "work_allowance_higher"
    earned = sum((one.earnings or NOUGHT for one in home.adults), NOUGHT) if count_earnings else NOUGHT
    means = UcIncome(
        earnings=earned * _A_MONTH,
        unearned=_unearned(home, look) * _A_MONTH,
        allowance=allowance,
        capital=home.capital or NOUGHT,
    )
    award = Award("uc", tuple(map(Part, components)), rates[0].tax_year, on, means=means)
    left, limits = uc_after_means(needs, award, means, look.catalogue)
    return half_up(left), (*rates, *limits), tuple(doubts)


def _elements(look: Look) -> list[str]:
    """What the household would be counted to need, by the rates' names, but for rent and childcare."""
    home, on = look.household, look.on
    older = any(one.age(on) >= 25 for one in home.adults)
    couple = "couple" if home.partner else "single"
    found = [f"standard_{couple}_{'25_plus' if older else 'under_25'}"]
    children = sorted(home.children(on), key=lambda child: child.born)
    for number, child in enumerate(children):
        first = number == 0 and child.born < _BEFORE_TWO_CHILDREN
        found.append("child_first_pre_2017" if first else "child")
        if element := disabled_child_element(child):
            found.append(element)
    for person in home.adults:
        if cares_enough(person, home) and person.work_limited != LCWRA:
            found.append("carer")
    return found


def _unearned(home: Household, look: Look) -> Decimal:
    total = NOUGHT
    for person in home.adults:
        total += person.pension or NOUGHT
        for code in _COUNTED_WEEKLY:
            if code in person.awards:
                known = person.awards[code].weekly
                total += known if known is not None else look.weekly(code, "weekly")
    return total


def disabled_child_element(child: Person) -> str:
    """Any rate of CDP or DLA opens the lower element, highest care the higher (SI 2013/376 reg 24(2))."""
    if child.has_component("cdp.care_highest", "dla.care_highest"):
        return "disabled_child_higher"
    return "disabled_child_lower" if child.gets("cdp", "dla") else ""


def _missing_elements(look: Look) -> Iterator[Suggestion]:
    home, paid = look.household, look.household.paid("uc")
    held = paid.components if paid else ()
    for person in home.adults:
        if person.work_limited != LCWRA and not any(part.startswith("carer") for part in held):
            if cares_enough(person, home):
                why = (
                    "Cares 35 hours a week for somebody with a disability award; no carer's claim is needed."
                )
                yield look.priced("uc.carer", person.id, CLAIM, why, "carer")
            elif look.suggested("csp", whom=person.id):
                why = "Opens with the disability award of the person cared for."
                yield look.priced("uc.carer", person.id, AFTER, why, "carer")
    for person in home.adults:
        yield from _health_element(person, held, look)
    for child in home.children(look.on):
        element = disabled_child_element(child)
        if element and element not in held:
            why = "The child has a disability award and the element is not in the award."
            yield look.priced(f"uc.{element}", child.id, CLAIM, why, element)


def _health_element(person: Person, held: tuple[str, ...], look: Look) -> Iterator[Suggestion]:
    """Reported with a fit note, then assessed (SI 2013/376 regs 27, 28 and 41)."""
    if any(part.startswith("lcwra") for part in held) or person.of_pension_age(look.on):
        return
    if person.work_limited in (FIT_NOTE, LCWRA):
        why = "Too ill to work: report the condition with a fit note and ask for the assessment."
        yield look.priced("uc.lcwra", person.id, CLAIM, why, "lcwra_new_claim")
    elif person.work_limited is None and person.condition:
        why = "There is a condition: does it limit work, and is there a fit note?"
        yield Suggestion("uc.lcwra", person.id, ASK, why, missing=("work_limited",))


# Pension Credit --------------------------------------------------------------------------------------


def pension_credit(look: Look) -> Iterator[Suggestion]:
    home = look.household
    if not pension_age(home, look.on) or home.gets("uc"):
        return
    if home.gets("pc-guarantee"):
        yield from _missing_addition(look)
        return
    if home.capital is None or any(one.earnings is None for one in home.adults):
        missing = tuple(name for name, asked in _asked(home).items() if asked)
        yield Suggestion(
            "pc-guarantee", HOME, ASK, "It depends on means that nobody has asked about.", missing=missing
        )
        return
    weekly, rates = guarantee_worth(look)
    if weekly > 0:
        why = "Income is below what it guarantees; it also opens help with rent, council tax and heating."
        doubts = tuple(
            "No State Pension is counted for somebody who should claim it."
            for one in home.adults
            if not one.gets("sp")
        )
        yield Suggestion("pc-guarantee", HOME, CLAIM, why, weekly, "weekly", rates, doubts=doubts[:1])


def guarantee_worth(look: Look) -> tuple[Decimal, tuple[Rate, ...]]:
    """Pounds a week below the guarantee (2002 c.16 s.2; SI 2002/1792 regs 6, 15(6), 17, schs 1 and 6)."""
    home = look.household
    names = ["minimum_couple" if home.partner else "minimum_single"]
    names += ["severe_disability"] if severe_disability(home, home.client) else []
    names += ["carer" for one in home.adults if one.gets("csp", "ca")]
    names += ["child" for _ in home.children(look.on)]
    rates = [rate for name in names if (rate := look.rate("pc-guarantee", name))]
    if len(rates) != len(names):
        return NOUGHT, ()
    income = _unearned(home, look)
    earned = sum((one.earnings or NOUGHT for one in home.adults), NOUGHT)
    income += max(earned - (10 if home.partner else 5), NOUGHT)
    disregard = look.rate("pc-guarantee", "capital_disregard")
    if disregard and home.capital:
        over = max(home.capital - disregard.amount, NOUGHT)
        income += (over / 500).to_integral_value(ROUND_CEILING)
        rates.append(disregard)
    return half_up(sum((rate.amount for rate in rates if rate.role == "award"), NOUGHT) - income), tuple(
        rates
    )


def severe_disability(home: Household, person: Person) -> bool:
    """Whether the addition is due to somebody living alone (SI 2002/1792 sch.1 para 1(1)(a)).

    An award for care, nobody else of 18 or over at home, and nobody paid for caring.
    """
    alone = home.partner is None and home.others_at_home == 0
    return person.has_component(*CARE_OPENS_A_CARERS) and alone and person.carer_paid is False


def _missing_addition(look: Look) -> Iterator[Suggestion]:
    home, paid = look.household, look.household.paid("pc-guarantee")
    lacking = paid and paid.components and "severe_disability" not in paid.components
    if lacking and severe_disability(home, home.client):
        why = "An award for care, nobody else at home, nobody paid for caring: the addition is due."
        yield look.priced("pc-guarantee.severe_disability", home.client.id, CLAIM, why, "severe_disability")
