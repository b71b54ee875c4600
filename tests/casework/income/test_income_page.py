"""What the screen, the budget and the sheet show of a household's facts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from building import TODAY, a_carers_home, a_client

from welfare_desk.casework.debt import budgets
from welfare_desk.casework.income import income_checks, income_page, income_questions
from welfare_desk.casework.people import households
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.errors import Problems
from welfare_desk.rules.income.household import Home, Household, InPayment, Person
from welfare_desk.rules.income.scenarios import Scenario, Step

HOME = a_carers_home()
CARER = Scenario("If she claims", (Step("client", "csp"),))


def test_scenarios_are_kept_with_the_facts_and_carried_over_where_nothing_is_said(desk):
    person = a_client(desk)
    income_checks.keep(desk, person, HOME, today=TODAY, scenarios=(CARER,))
    income_checks.keep(desk, person, replace(HOME, capital=Decimal(5)), today=TODAY)
    assert income_checks.facts(desk, person).scenarios == (CARER,)
    income_checks.keep(desk, person, HOME, today=TODAY, scenarios=())
    assert income_checks.facts(desk, person).scenarios == ()


def test_the_first_look_knows_who_lives_there_but_nobody_kept_apart(desk):
    person = a_client(desk)
    for name, born, relation in (
        ("Bea", date(1980, 1, 1), "Wife"),
        ("Cal", date(2015, 5, 5), "Son"),
        ("Dot", date(1950, 1, 1), "Mother"),
        ("Eve", None, "Aunt"),
    ):
        draft = ClientDraft("Reid", name, born_on=born)
        households.add_member(desk, person, draft, relation=relation, today=TODAY)
    away = a_client(desk, forenames="Zed")
    households.join(desk, person, away, relation="Brother", today=TODAY)
    households.keep_apart(desk, person, away, today=TODAY)
    found = income_checks.facts(desk, person).household
    assert [(one.id, one.name) for one in found.people] == [
        ("client", "Callum Reid"),
        ("partner", "Bea Reid"),
        ("child1", "Cal Reid"),
    ]
    assert found.others_at_home == 2


def test_a_carers_claim_side_by_side_says_what_the_other_loses():
    shown = income_page.picture(HOME, (CARER,), today=TODAY)
    [side] = shown.sides
    assert side.difference == {
        "uc": Decimal("-86.45"),
        "csp": Decimal("86.45"),
        "scs": Decimal("11.70"),
    }
    assert (side.weekly, side.yearly) == (Decimal("11.70"), Decimal("608.40"))
    assert side.lost == ("Her mother would lose £86.05 a week of Pension Credit.",)
    assert shown.benefits[-1] == "cb"
    assert shown.weekly == sum(shown.now.values())


def test_what_is_in_payment_stands_with_its_parts_and_sum():
    client = replace(HOME.client, awards={"adp": InPayment(("daily_living_standard",))})
    paid = income_page.picture(HOME.changed(client), today=TODAY).paid
    assert [(row.benefit, row.for_whom, row.parts) for row in paid][-1] == (
        "Adult Disability Payment",
        "Ann Bell",
        "standard daily living",
    )
    assert paid[-1].weekly == Decimal("76.70")


def test_no_code_is_left_in_what_an_award_opens():
    rows = income_page.picture(replace(HOME, awards={}), today=TODAY).rows
    opened = " ".join(words for row in rows for words in row.opens)
    assert opened and not {"ycg", "uc", "scs", "capp", "hb", "ctr"} & set(opened.replace(",", "").split())


def test_every_question_not_asked_is_counted_and_none_that_has_no_bearing():
    bare = Household((Person("client", date(1981, 3, 3)), Person("child1", date(2017, 1, 1))))
    assert income_questions.gaps(bare, on=TODAY) == {"household": 5, "client": 3, "child1": 1}
    assert sum(income_questions.gaps(HOME, on=TODAY).values()) == 0
    renting = replace(bare, home=Home("social"))
    assert income_questions.gaps(renting, on=TODAY)["household"] == 6
    old = Household((Person("client", date(1940, 1, 1)),))
    assert income_questions.gaps(old, on=TODAY)["client"] == 2


def test_a_scenario_needs_a_name_and_a_rate_and_grows_step_by_step():
    with pytest.raises(Problems, match="name"):
        income_page.with_scenario((), " ", Step("client", "csp"))
    with pytest.raises(Problems, match="rate"):
        income_page.with_scenario((), "ADP", Step("client", "adp"))
    with pytest.raises(Problems, match="award"):
        income_page.with_scenario((), "ADP", Step("client", ""))
    one = income_page.with_scenario((), "ADP", Step("client", "adp", ("mobility_standard",)))
    two = income_page.with_scenario(one, "ADP", Step("client", "csp"))
    assert [len(scenario.steps) for scenario in two] == [2]


def test_every_award_a_scenario_may_give_has_words_and_rates_to_choose():
    for person in (None, HOME.client, HOME.dependants[0]):
        for code, words in income_page.may_have(person):
            assert words and code not in words
            assert all(said and name not in said for name, said in income_questions.all_parts(code))


def test_a_scenario_becomes_lines_of_a_budget(desk):
    person = a_client(desk)
    income_checks.keep(desk, person, HOME, today=TODAY, scenarios=(CARER,))
    now = {line.code: line for line in income_page.budget_lines(desk, person, today=TODAY)}
    then = {line.code: line for line in income_page.budget_lines(desk, person, "If she claims", today=TODAY)}
    assert now.keys() == {"ben_universal_credit", "ben_child_benefit"}
    assert then["ben_carers"].amount == Decimal("86.45") and then["ben_carers"].period == "week"
    assert then["ben_other"].note == "Income check, If she claims: Scottish Carer Supplement"
    assert set(then) <= {
        code for section in budgets.resources.debt_tables().sections.values() for code in section.lines
    }
    with pytest.raises(Problems, match="no scenario"):
        income_page.budget_lines(desk, person, "Gone", today=TODAY)
