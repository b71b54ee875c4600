"""What comes with children and a birth, most of it resting on Universal Credit or Pension Credit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from welfare_desk.rules.counting import days_after, months_after, years_after
from welfare_desk.rules.income.household import Person
from welfare_desk.rules.income.looking import AFTER, ASK, AUTOMATIC, CLAIM, HOME, Look, Suggestion
from welfare_desk.rules.money import NOUGHT

_LOW_INCOME = ("uc", "pc-guarantee", "pc-savings", "is", "jsa-ib", "esa-ir")
_GRANT = ("uc", "pc-guarantee", "hb", "is", "jsa-ib", "esa-ir")


def child_benefit(look: Look) -> Iterator[Suggestion]:
    """For each child under 16, or in education (1992 c.4 s.141-142)."""
    counted = [one for one in look.household.dependants if one.age(look.on) < 16 or one.school]
    if not counted or look.household.gets("cb"):
        return
    eldest, further = look.rate("cb", "eldest"), look.rate("cb", "additional")
    why = f"{len(counted)} {'child' if len(counted) == 1 else 'children'}, and no Child Benefit in payment."
    if eldest is None or further is None:
        yield Suggestion("cb", HOME, CLAIM, why)
        return
    amount = eldest.amount + further.amount * (len(counted) - 1)
    rates = (eldest, further)[: min(2, len(counted))]
    yield Suggestion("cb", HOME, CLAIM, why, amount, "weekly", rates, costs=tuple(_tax_charge(look)))


def _tax_charge(look: Look) -> Iterator[str]:
    """The high income charge begins at 60,000 pounds a year (ITEPA 2003 s.681B)."""
    if any((one.earnings or NOUGHT) * 52 > 60_000 for one in look.household.adults):
        yield "Somebody here earns over £60,000 a year: some or all is taken back in tax."


def scottish_child_payment(look: Look) -> Iterator[Suggestion]:
    """For each child under 16 of somebody paid a qualifying benefit (SSI 2020/351)."""
    children = look.household.children(look.on)
    standing = look.resting_on(*_LOW_INCOME)
    if children and standing and not look.household.gets("scp"):
        why = f"{len(children)} under 16, in a household paid Universal Credit or Pension Credit."
        if standing == AFTER:
            why = "Opens with Universal Credit or Pension Credit: claim it the same day."
        yield look.priced("scp", HOME, standing, why, "per_child", len(children))


def best_start(look: Look) -> Iterator[Suggestion]:
    """Best Start Grants by their windows (SSI 2018/370 schs 2 to 4), then Best Start Foods (SSI 2019/193)."""
    yield from _birth(look)
    for child in look.household.children(look.on):
        early = months_after(child.born, 24) <= look.on < months_after(child.born, 42)
        if early:
            yield from _grant(look, child, "early_learning", "Between two years and three and a half.")
        if school_window(child.born, look.on):
            yield from _grant(look, child, "school_age", "Old enough to start school this year.")
    yield from _foods(look)


def _birth(look: Look) -> Iterator[Suggestion]:
    standing = look.resting_on(*_GRANT)
    if standing is None:
        return
    babies = [child for child in look.household.children(look.on) if look.on < months_after(child.born, 6)]
    older = len(look.household.children(look.on)) > len(babies)
    component = "pregnancy_baby_later" if older else "pregnancy_baby_first"
    why = "From the 24th week of pregnancy until the child is six months old."
    for person in (*babies, *filter(lambda one: _pregnant(one, look.on), look.household.adults)):
        if not person.gets("bsg"):
            yield look.priced(f"bsg.{component}", person.id, standing, why, component)


def _pregnant(person: Person, on: date) -> bool:
    """In the 24th week or later: 16 weeks or fewer to the day the baby is expected."""
    return person.due is not None and on >= days_after(person.due, -16 * 7)


def _grant(look: Look, child: Person, component: str, why: str) -> Iterator[Suggestion]:
    """Paid without a form to whoever is paid Scottish Child Payment."""
    if child.gets("bsg") or look.household.gets("bsg"):
        return
    if look.household.gets("scp"):
        yield look.priced(
            f"bsg.{component}", child.id, AUTOMATIC, f"{why} It comes with Scottish Child Payment.", component
        )
    elif standing := look.resting_on(*_GRANT):
        yield look.priced(f"bsg.{component}", child.id, standing, why, component)


def school_window(born: date, on: date) -> bool:
    """1 June to the end of February for those who turn five from that March on (SSI 2018/370 sch.4)."""
    year = on.year if on.month >= 6 else on.year - 1
    open_now = date(year, 6, 1) <= on < date(year + 1, 3, 1)
    return open_now and date(year - 5, 3, 1) <= born < date(year - 4, 3, 1)


def _foods(look: Look) -> Iterator[Suggestion]:
    home = look.household
    young = [child for child in home.children(look.on) if look.on < years_after(child.born, 3)]
    pregnant = any(one.due and one.due >= look.on for one in home.adults)
    standing = look.resting_on("uc", "pc-guarantee", "is", "jsa-ib", "esa-ir")
    if home.gets("bsf") or standing is None or not (young or pregnant):
        return
    basic, under_one = look.rate("bsf", "basic"), look.rate("bsf", "under_one")
    why = "Pregnant, or a child under three."
    missing: tuple[str, ...] = ()
    if standing == CLAIM and home.gets("uc") and any(one.earnings != 0 for one in home.adults):
        standing, missing = ASK, ("earnings",)
        why = "With earnings there is a limit of income for Best Start Foods: check it at mygov.scot."
    if basic is None or under_one is None:
        yield Suggestion("bsf", HOME, standing, why, missing=missing)
        return
    babies = [child for child in young if look.on < years_after(child.born, 1)]
    amount = under_one.amount * len(babies) + basic.amount * (len(young) - len(babies) + int(pregnant))
    rates = tuple(
        rate for rate, used in ((basic, len(young) > len(babies) or pregnant), (under_one, babies)) if used
    )
    yield Suggestion("bsf", HOME, standing, why, amount, "weekly", rates, missing)


def school(look: Look) -> Iterator[Suggestion]:
    """Free meals in P6 and P7 with Scottish Child Payment, and the council's clothing grant."""
    meals = look.resting_on("scp")
    for child in look.household.children(look.on):
        if child.school in ("P6", "P7") and meals and not child.gets("fsm"):
            why = "In P6 or P7 of a household paid Scottish Child Payment; younger classes have them free."
            yield Suggestion("fsm", child.id, meals, why)
    of_school_age = [child for child in look.household.children(look.on) if _at_school(child, look.on)]
    standing = look.resting_on("uc", "is", "jsa-ib", "esa-ir")
    if of_school_age and standing and not look.household.gets("clothing-grant"):
        why = f"{len(of_school_age)} at school. The council decides, by earnings and a limit of its own."
        yield Suggestion("clothing-grant", HOME, standing, why)


def _at_school(child: Person, on: date) -> bool:
    """Old enough to have started in August: five by the end of the February after it."""
    started = on.year if on.month >= 8 else on.year - 1
    return child.born < date(started - 4, 3, 1)
