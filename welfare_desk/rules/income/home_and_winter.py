"""Rent, council tax, heating and the badge: what rests on the awards above it."""

from __future__ import annotations

from collections.abc import Iterator

from welfare_desk.rules.income.household import SOCIAL, Household
from welfare_desk.rules.income.looking import AFTER, ASK, AUTOMATIC, CLAIM, HOME, Look, Suggestion
from welfare_desk.rules.income.means_tested import pension_age

_HIGHEST_CARE = (
    *("cdp.care_highest", "dla.care_highest", "adp.daily_living_enhanced", "pip.daily_living_enhanced"),
)
_ENHANCED_MOBILITY = (
    *("adp.mobility_enhanced", "pip.mobility_enhanced", "cdp.mobility_higher", "dla.mobility_higher"),
    "sadla.mobility_higher",
)


def _too_much_saved(look: Look) -> bool:
    """Above the limit nothing is paid without the Pension Credit guarantee (SI 2006/214 regs 26, 43)."""
    limit, capital = look.rate("ctr", "capital_limit"), look.household.capital
    return limit is not None and capital is not None and capital > limit.amount


def housing_benefit(look: Look) -> Iterator[Suggestion]:
    """At pension age, for rent; in full with the guarantee (SI 2006/214)."""
    home = look.household
    if not (home.home.rents and pension_age(home, look.on)) or home.gets("hb"):
        return
    standing = look.resting_on("pc-guarantee")
    if standing:
        why = "Pension Credit guarantee opens Housing Benefit in full."
        if standing == AFTER:
            why = "Claim it together with Pension Credit, which opens it in full."
        yield Suggestion("hb", HOME, standing, why)
    elif not _too_much_saved(look):
        why = "Renting at pension age: the council works it out from rent, income and savings."
        yield Suggestion("hb", HOME, ASK, why, missing=("eligible_rent",))


def council_tax(look: Look) -> Iterator[Suggestion]:
    """Council Tax Reduction for somebody liable (SSI 2021/249; pension age SSI 2012/319)."""
    home = look.household
    if home.council_tax is False or home.gets("ctr") or not look.resting_on("uc", "pc-guarantee"):
        return
    if _too_much_saved(look) and not look.resting_on("pc-guarantee"):
        return
    why = "On a low income and liable for council tax: the council decides, once it is asked."
    if home.council_tax is None:
        yield Suggestion(
            "ctr", HOME, ASK, "Is anybody here liable for council tax?", missing=("council_tax",)
        )
    else:
        yield Suggestion("ctr", HOME, CLAIM, why)


def spare_bedroom(look: Look) -> Iterator[Suggestion]:
    """Discretionary Housing Payment meets the whole under-occupancy deduction in Scotland."""
    home = look.household
    reduced = home.home.tenure == SOCIAL and home.home.spare_bedrooms and home.gets("uc", "hb")
    if reduced and not (home.gets("dhp") or pension_age(home, look.on)):
        why = "A spare bedroom cuts the help with rent; the council makes it good."
        yield Suggestion("dhp", HOME, CLAIM, why)


def winter(look: Look) -> Iterator[Suggestion]:
    """Heating payments, which come by themselves once a year where the benefit behind them is in payment."""
    home = look.household
    if home.gets("pc-guarantee", "pc-savings") or _uc_opens_winter(home, look):
        why = "Comes in winter with the award in payment."
        yield look.priced("whp", HOME, AUTOMATIC, why, "payment")
    for person in (*home.adults, *home.dependants):
        if person.age(look.on) < 19 and person.has_component(*_HIGHEST_CARE):
            why = "Under 19 with the highest rate of care in the qualifying week of September."
            yield look.priced("cwhp", person.id, AUTOMATIC, why, "payment")
    yield from _pension_age_winter(look)
    if home.gets("pc-guarantee"):
        yield look.priced(
            "whd", HOME, AUTOMATIC, "Comes off the electricity bill with Pension Credit.", "rebate"
        )
    elif home.gets("uc", "hb"):
        why = "Most get it without asking from this winter; check that the supplier is in the scheme."
        yield look.priced("whd", HOME, ASK, why, "rebate")


def _uc_opens_winter(home: Household, look: Look) -> bool:
    """UC without earnings, and a child under five, a disabled child or limited work (SSI 2023/16)."""
    paid = home.paid("uc")
    if paid is None or any(one.earnings is None or one.earnings > 0 for one in home.adults):
        return False
    element = any(part.startswith(("lcw", "disabled_child")) for part in paid.components)
    return element or any(child.age(look.on) < 5 for child in home.children(look.on))


def _pension_age_winter(look: Look) -> Iterator[Suggestion]:
    """By age, by who else is paid, and by whether a relevant benefit is in payment (SSI 2024/351)."""
    home = look.household
    old = [one for one in home.adults if one.of_pension_age(look.on)]
    on_benefit = home.gets("pc-guarantee", "pc-savings", "uc", "jsa-ib", "esa-ir", "is")
    for person in old[:1] if on_benefit else old:
        eighty = person.age(look.on) >= 80
        if on_benefit:
            any_eighty = any(one.age(look.on) >= 80 for one in old)
            component = f"on_relevant_benefit_{'80_plus' if any_eighty else 'under_80'}"
        elif len(old) == 1:
            component = f"not_on_benefit_{'80_plus' if eighty else 'under_80'}_alone"
        else:
            other = next(one for one in old if one is not person)
            shared = "80_plus" if other.age(look.on) >= 80 else "under_80"
            component = (
                f"not_on_benefit_80_plus_with_{shared}" if eighty else "not_on_benefit_under_80_shared"
            )
        why = "Comes each winter from State Pension age; taken back in tax above £35,000 a year."
        yield look.priced("pawhp", person.id, AUTOMATIC, why, component)


def badge(look: Look) -> Iterator[Suggestion]:
    """A Blue Badge without further assessment."""
    for person in look.household.people:
        if person.has_component(*_ENHANCED_MOBILITY) and not person.gets("blue-badge"):
            why = "The mobility award opens a badge without another assessment."
            yield Suggestion("blue-badge", person.id, CLAIM, why)
