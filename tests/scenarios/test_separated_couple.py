"""A couple separates: what one said stays with them, and the other's later checks do not take it."""

from datetime import date
from decimal import Decimal

from building import TODAY, a_client

from welfare_desk.casework.income import income_checks, income_page, income_sheet
from welfare_desk.casework.people import households
from welfare_desk.rules.income.household import Household, InPayment, Person


def a_couple(desk):
    ann = a_client(desk, forenames="Ann", born_on=date(1980, 1, 1))
    bob = a_client(desk, forenames="Bob", born_on=date(1978, 2, 2))
    households.join(desk, ann, bob, relation="Husband", today=TODAY)
    for whose, me, other in (
        (ann, date(1980, 1, 1), date(1978, 2, 2)),
        (bob, date(1978, 2, 2), date(1980, 1, 1)),
    ):
        home = Household(
            (
                Person("client", me, name="Me", earnings=Decimal(100)),
                Person(
                    "partner",
                    other,
                    earnings=Decimal("777.77"),
                    told_by="themselves",
                    awards={"adp": InPayment(("daily_living_standard",))},
                ),
            ),
            capital=Decimal(5000),
            immigration="settled",
        )
        income_checks.keep(desk, whose, home, today=TODAY)
    return ann, bob


def said(desk, person):
    facts = income_checks.facts(desk, person)
    return repr(facts.household) + repr(income_page.picture(facts.household, facts.scenarios, today=TODAY))


def test_while_they_live_together_each_check_takes_both(desk):
    for person in a_couple(desk):
        assert "777.77" in said(desk, person)
        assert not income_checks.facts(desk, person).left_out


def test_after_a_separation_neither_takes_the_others(desk):
    ann, bob = a_couple(desk)
    households.leave(desk, bob, today=TODAY)
    for person in (ann, bob):
        facts = income_checks.facts(desk, person)
        assert facts.left_out and facts.household.partner is None and facts.household.capital is None
        assert "777.77" not in said(desk, person)
        assert b"777" not in income_sheet.printed(desk, person, today=TODAY)


def test_a_safety_flag_does_the_same_at_once(desk):
    ann, bob = a_couple(desk)
    households.keep_apart(desk, ann, bob, today=TODAY)
    assert "777.77" not in said(desk, ann) and "777.77" not in said(desk, bob)


def test_a_check_kept_later_does_not_bring_it_back_and_the_earlier_one_stays(desk):
    ann, bob = a_couple(desk)
    households.leave(desk, bob, today=TODAY)
    later = date(2026, 12, 3)
    income_checks.keep(desk, ann, income_checks.facts(desk, ann).household, today=later)
    assert "777.77" not in said(desk, ann)
    households.join(desk, ann, bob, relation="Husband", today=later)
    assert "777.77" not in said(desk, ann)  # asked again when he is back
    assert "777.77" in said(desk, bob)  # nobody wrote over his


def test_people_an_import_put_together_are_kept_from_each_other_too(desk):
    from welfare_desk.casework.people import circumstances

    ann, bob = a_couple(desk)
    households.leave(desk, bob, today=TODAY)
    circumstances.live_together(desk, [ann, bob])
    assert "777.77" in said(desk, ann)
    households.leave(desk, ann, today=TODAY)
    assert "777.77" not in said(desk, bob)
