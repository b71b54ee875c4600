"""Households for the income check's tests: everything known and nothing the matter, unless a test says so."""

from datetime import date
from decimal import Decimal

from welfare_desk import resources
from welfare_desk.rules.income.check import check
from welfare_desk.rules.income.household import Home, Household, InPayment, Person

ON = date(2026, 11, 26)
BENEFITS = resources.benefits()
NOUGHT = Decimal("0.00")
PAID = InPayment()


def a_person(who="client", born=date(1981, 3, 3), **facts):
    known = {"condition": False, "work_limited": "none", "earnings": NOUGHT, "carer_paid": False}
    return Person(who, born, **(known | facts))


def a_home(*people, **facts):
    known = {"capital": NOUGHT, "home": Home("owner"), "council_tax": False, "others_at_home": 0}
    return Household(tuple(people), **(known | {"immigration": "settled"} | facts))


def paid(*components, weekly=None):
    return InPayment(components, None if weekly is None else Decimal(weekly))


def awards(*codes):
    return dict.fromkeys(codes, PAID)


def found(*people, on=ON, **facts):
    """What the check suggests, by benefit@whom."""
    rows = check(a_home(*people, **facts), on=on, catalogue=BENEFITS)
    return {f"{row.benefit}@{row.whom}": row for row in rows}


def standing(key, *people, on=ON, **facts):
    """How one row stands; None where it is not suggested."""
    row = found(*people, on=on, **facts).get(key)
    return row.standing if row else None
