"""A budget as the income check would have it: estimates, worked out together, that no creditor sees."""

from datetime import date
from decimal import Decimal

import pytest
from building import TODAY, a_case, a_client
from test_budgets import LIMITED

from welfare_desk.casework.debt import budget_scenarios, budgets, debt_permission
from welfare_desk.casework.debt.budgets import BudgetDraft, LineDraft
from welfare_desk.casework.debt.budgets import Household as Home
from welfare_desk.casework.income import income_checks
from welfare_desk.errors import Problems
from welfare_desk.rules.income.household import Household, InPayment, Person
from welfare_desk.rules.income.scenarios import Comparison, Line, Scenario, Step


@pytest.fixture
def client(desk):
    debt_permission.set_permission(desk, LIMITED, today=TODAY)
    return a_client(desk)


@pytest.fixture
def case_id(desk, client):
    return a_case(desk, client, "rent", "debt", route=None)


@pytest.fixture
def now(desk, case_id):
    id = budgets.new_budget(desk, case_id, BudgetDraft("Now", household=Home(1, 1)), today=TODAY).id
    lines = [LineDraft("ben_universal_credit", Decimal("600.00"), "month", "award_letter", "Journal"),
             LineDraft("food_groceries", Decimal("60.00"), "week")]  # fmt: skip
    budgets.put_lines(desk, id, lines, today=TODAY)
    with desk.look() as look:
        return budgets.one(look, id)


def a_family(desk, client):
    """A parent on Universal Credit with a child: Child Benefit and Scottish Child Payment not yet claimed."""
    people = (
        Person("client", date(1974, 3, 2), earnings=Decimal("0.00")),
        Person("child1", date(2020, 1, 1)),
    )
    household = Household(people, awards={"uc": InPayment()}, capital=Decimal("0.00"), immigration="settled")
    scenario = Scenario("If she is awarded ADP", (Step("client", "adp", ("daily_living_standard",)),))
    income_checks.keep(desk, client, household, scenarios=(scenario,), today=TODAY)


def newest(desk, client):
    return budgets.budgets(desk, client)[-1]


def test_without_a_check_nothing_could_come(desk, client, now, case_id):
    assert budget_scenarios.could_come(desk, client, today=TODAY) == []
    with pytest.raises(Problems, match="Choose what would come in"):
        budget_scenarios.begin(desk, case_id, now, ["cb@household"], name="After", today=TODAY)


def test_what_could_be_claimed_begins_a_version_of_estimates(desk, client, now, case_id):
    a_family(desk, client)
    found = {one.key.partition("@")[0]: one for one in budget_scenarios.could_come(desk, client, today=TODAY)}
    assert {"cb", "scp"} <= set(found) and all(one.weekly > 0 and one.why for one in found.values())
    keys = [found["cb"].key, found["scp"].key]
    budget_scenarios.begin(desk, case_id, now, keys, name="After both claims", today=TODAY)
    made = newest(desk, client)
    assert (made.name, made.copied_from_id, made.draft.household) == ("After both claims", now.id, Home(1, 1))
    child, payment = made.line("ben_child_benefit"), made.line("ben_other")
    assert (child.amount, child.period, child.evidence) == (found["cb"].weekly, "week", "estimated")
    assert payment.amount == found["scp"].weekly and "Scottish Child Payment" in payment.note
    assert made.line("food_groceries").amount == Decimal("60.00")
    assert made.income > now.income
    with pytest.raises(Problems, match="only estimated"):
        budgets.agree(desk, made.id, how="signed", may_be_sent=True, today=TODAY)
    budgets.agree(desk, made.id, how="signed", may_be_sent=False, today=TODAY)


def test_a_scenario_named_in_the_check_can_be_a_version(desk, client, now, case_id):
    a_family(desk, client)
    first = budget_scenarios.could_come(desk, client, today=TODAY)[0]
    assert (first.key, first.words) == ("scenario:If she is awarded ADP", "“If she is awarded ADP”")
    budget_scenarios.begin(desk, case_id, now, [first.key], name="After ADP", today=TODAY)
    line = newest(desk, client).line("ben_disability")
    assert line.evidence == "estimated" and line.note.startswith("Income check: Adult Disability Payment")
    assert 0 < line.amount <= first.weekly


def test_a_line_that_stands_is_moved_in_its_own_period_and_never_below_nothing(now):
    compared = Comparison(
        (Line("uc", Decimal("150.00"), Decimal("100.00")), Line("csp", Decimal("0.00"), Decimal("83.30")),
         Line("scs", Decimal("0.00"), Decimal("11.70")), Line("cb", Decimal("26.05"), Decimal("26.05"))),
        (),
    )  # fmt: skip
    lines = {line.code: line for line in budget_scenarios.changed_lines(now, compared)}
    uc = lines["ben_universal_credit"]
    assert (uc.amount, uc.period, uc.evidence) == (Decimal("383.33"), "month", "estimated")
    assert uc.note == "Journal. Income check: Universal Credit £50.00 less a week"
    assert lines["ben_carers"].amount == Decimal("83.30") and lines["ben_other"].amount == Decimal("11.70")
    assert "ben_child_benefit" not in lines
    gone = Comparison((Line("uc", Decimal("900.00"), Decimal("0.00")),), ())
    assert budget_scenarios.changed_lines(now, gone)[0].amount == 0
