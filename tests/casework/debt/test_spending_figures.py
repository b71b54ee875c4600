"""Spending figures a member agency loads (invented ones): taken whole or not at all, shown with budgets."""

from datetime import date
from decimal import Decimal

import pytest
from building import TODAY, a_case, a_client

from welfare_desk.casework.debt import budgets, debt_permission, financial_statement, spending_figures
from welfare_desk.casework.debt.budgets import BudgetDraft, Household, LineDraft
from welfare_desk.casework.debt.debt_permission import Permission
from welfare_desk.errors import DeskError, Problems

FILE = (
    b"group,first adult,other adult,under 14,14 to 18,vehicle\n"
    b"Communications and leisure,33.33,11.11,2.22,4.44,\nTravel costs,40.00,20.00,,,15.00\n"
)
APRIL = date(2026, 4, 6)


@pytest.fixture
def budget(desk):
    debt_permission.set_permission(desk, Permission("local_authority"), today=date(2026, 1, 5))
    case = a_case(desk, a_client(desk), "rent", "debt", route=None)
    home = Household(adults=2, under_14=1, vehicles=1)
    id = budgets.new_budget(desk, case, BudgetDraft("Now", household=home), today=TODAY).id
    lines = [LineDraft("comms_mobile", Decimal("60.00")), LineDraft("trans_fuel", Decimal("10.00"), "week")]
    budgets.put_lines(desk, id, lines, today=TODAY)
    return id


def load(desk, data=FILE, **more):
    given = {"file": "figures.csv", "name": "Invented 2026", "from_on": APRIL, "today": TODAY}
    return spending_figures.load(desk, data, **(given | more))


def view(desk, budget):
    with desk.look() as look:
        return budgets.one(look, budget)


def test_without_a_file_no_budget_is_set_against_anything(desk, budget):
    assert view(desk, budget).compared is None
    assert spending_figures.edition(desk, on=TODAY) is None


def test_a_budget_says_what_is_above_and_whether_it_is_explained(desk, budget):
    load(desk)
    shown = view(desk, budget)
    assert shown.compared.edition == "Invented 2026" and not shown.compared.ages_differ
    over = {one.group: one.over_p for one in shown.compared.rows}
    assert over == {"comms": 6000 - (3333 + 1111 + 222), "travel": 4333 - (4000 + 2000 + 1500)}
    assert not shown.explained("comms")
    why = LineDraft("comms_mobile", Decimal("60.00"), note="Needed for his interpreter.")
    budgets.put_lines(desk, budget, [why], today=TODAY)
    assert view(desk, budget).explained("comms") and not view(desk, budget).explained("travel")


def test_the_edition_its_file_and_its_day_are_kept(desk, budget):
    load(desk)
    kept = spending_figures.edition(desk, on=TODAY)
    assert (kept.name, kept.from_on, kept.file, kept.loaded_on) == (
        "Invented 2026",
        APRIL,
        "figures.csv",
        TODAY,
    )
    assert kept.groups == ("Communications and leisure", "Travel costs") and len(kept.fingerprint) == 16
    assert spending_figures.edition(desk, on=date(2026, 4, 5)) is None


def test_figures_of_next_year_wait_for_their_day_and_an_old_budget_keeps_its_own(desk, budget):
    load(desk)
    load(desk, FILE.replace(b"33.33", b"44.44"), name="Invented 2027", from_on=date(2027, 4, 5))
    assert view(desk, budget).compared.edition == "Invented 2026"
    assert spending_figures.edition(desk, on=date(2027, 4, 5)).name == "Invented 2027"
    spending_figures.forget(desk, today=TODAY)
    assert view(desk, budget).compared is None


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04nothing", b"group,first adult\nRent,10\n"])
def test_what_is_no_such_file_is_refused_whole(desk, budget, data):
    load(desk)
    with pytest.raises(DeskError):
        load(desk, data)
    assert spending_figures.edition(desk, on=TODAY).name == "Invented 2026"


def test_edition_and_day_are_asked_for(desk):
    with pytest.raises(Problems) as wrong:
        load(desk, name=" ", from_on=None)
    assert [one.field for one in wrong.value.problems] == ["name", "from_on"]


def test_no_paper_carries_a_figure_of_the_scheme(desk, budget):
    """They go to members only: a statement says what is spent and why, never what the figure is."""
    load(desk)
    shown = view(desk, budget)
    told = repr(financial_statement.facts(desk, budget, today=TODAY, layout="statutory"))
    for one in shown.compared.rows:
        assert f"{one.figure_p / 100:.2f}" not in told
    for format in ("csv", "xlsx"):
        assert b"33.33" not in financial_statement.printed(desk, budget, today=TODAY, format=format)
