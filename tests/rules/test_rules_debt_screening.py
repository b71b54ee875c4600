"""Ways out of debt screened from what is known: what is not known stays unknown, and no answer is guessed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.debt.screening import Known, figures, screen, too_old
from welfare_desk.rules.debt.solutions import Asset, ListedDebt
from welfare_desk.rules.debt.tables import STATUTORY

TABLES = resources.debt_tables()
TODAY = date(2026, 11, 26)
WHOLE = Known(
    debts=(ListedDebt("a", "CREDIT_CARD", 900_000), ListedDebt("b", "COUNCIL_TAX", 80_000)),
    surplus_p=0,
    available_p=0,
    contribution_p=0,
    lives_in_scotland=True,
    lived_in_scotland_last_year=True,
    habitually_resident=True,
    prescribed_benefits_months=8,
    owns_land=False,
    land_equity_p=0,
    assets=(),
    certificate=True,
    apparently_insolvent=False,
    never_map=True,
    never_other=True,
    in_ptd=False,
    undischarged=False,
    bro=False,
    conjoined_arrestment=False,
    lump_sum_p=0,
    stages={"a": "COLLECTOR", "b": "CHARGE_SERVED"},
    prior_time_to_pay=False,
)


def screened(known):
    return {one.code: one for one in screen(known, TABLES, as_of=TODAY)}


def test_every_way_of_the_table_is_screened_once_in_its_order():
    assert [one.code for one in screen(WHOLE, TABLES, as_of=TODAY)] == list(TABLES.solutions)
    assert set(TABLES.advice) == set(TABLES.solutions)
    for one in screen(Known(), TABLES, as_of=TODAY):
        assert set(one.reasons) <= set(TABLES.reasons) and set(one.ask) <= set(TABLES.asked)


def test_what_is_known_closes_with_every_reason_and_opens_the_rest():
    found = screened(WHOLE)
    assert found["MAP"].state == "open" and found["MORATORIUM"].state == "open"
    assert found["FULL_ADMIN"].reasons == ("MAP_AVAILABLE",)
    assert found["DAS_DPP"].reasons == ("NO_SURPLUS",)
    assert found["PTD"].reasons == ("NO_FUNDS",)
    assert (found["TTPO"].state, found["TTPO"].debts) == ("open", ("b",))
    assert found["TTPD"].reasons == ("WRONG_STAGE",)
    assert found["PRO_RATA"].reasons == ("NO_SURPLUS",) and found["TOKEN"].state == "open"
    assert found["BREATHING_SPACE_EW"].reasons == ("NOT_IN_SCOTLAND",)
    assert found["MH_MORATORIUM"].reasons == ("NOT_IN_FORCE",)


def test_what_nobody_asked_is_asked_and_closes_nothing():
    found = screened(replace(WHOLE, certificate=None, assets=None))
    assert found["MAP"].state == "ask" and set(found["MAP"].ask) == {"certificate", "assets"}
    assert found["FULL_ADMIN"].state == "ask"
    assert found["MORATORIUM"].state == "ask"


def test_a_sure_reason_closes_whatever_else_is_unknown():
    much = replace(Known(), debts=(ListedDebt("a", "CREDIT_CARD", 2_600_000),))
    assert screened(much)["MAP"].state == "closed"
    assert screened(much)["MAP"].reasons == ("DEBT_OVER_25000",)


def test_a_missing_balance_neither_opens_nor_closes_by_sums():
    one = (ListedDebt("a", "CREDIT_CARD", 100_000),)
    little = replace(WHOLE, debts=one, debts_whole=False, never_map=None, last_map_award=date(2020, 1, 1))
    found = screened(little)
    assert found["FULL_ADMIN"].state == "ask" and "debts" in found["FULL_ADMIN"].ask
    assert found["PTD"].state == "closed" and "DEBT_UNDER_5000" not in found["PTD"].reasons


def test_no_budget_asks_for_one():
    found = screened(replace(WHOLE, surplus_p=None, available_p=None, contribution_p=None))
    assert found["DAS_DPP"].ask == ("budget",) and found["PRO_RATA"].ask == ("budget",)


def test_the_figure_that_decides_is_named():
    much = replace(WHOLE, debts=(ListedDebt("a", "CREDIT_CARD", 2_600_001),))
    assert figures(["DEBT_OVER_25000", "NO_SURPLUS"], much, TABLES) == {
        "DEBT_OVER_25000": (2_600_001, 2_500_000), "NO_SURPLUS": (0, 0),
    }  # fmt: skip


@pytest.mark.parametrize(("today", "old"), [(date(2027, 11, 21), False), (date(2027, 11, 22), True)])
def test_rules_are_too_old_the_day_after_twelve_months(today, old):
    assert too_old(date(2026, 11, 21), today) is old


NAMES = [
    "lives_in_scotland", "lived_in_scotland_last_year", "habitually_resident", "owns_land", "certificate",
    "apparently_insolvent", "in_ptd", "undischarged", "bro", "conjoined_arrestment",
]  # fmt: skip
SUMS = st.integers(0, 3_000_000)
DEBTS = st.builds(ListedDebt, st.uuids().map(str), st.sampled_from(["CREDIT_CARD", "STUDENT_LOAN"]), SUMS)
ASSETS = st.builds(Asset, st.just("x"), st.integers(0, 400_000), st.booleans(), st.booleans())
FULL = st.builds(
    Known,
    debts=st.lists(DEBTS, max_size=4),
    surplus_p=st.integers(-50_000, 50_000),
    available_p=st.integers(0, 50_000),
    contribution_p=st.integers(0, 90_000),
    prescribed_benefits_months=st.integers(0, 12),
    land_equity_p=SUMS,
    assets=st.lists(ASSETS, max_size=2),
    never_map=st.just(True),
    never_other=st.just(True),
    lump_sum_p=SUMS,
    prior_time_to_pay=st.booleans(),
    **{name: st.booleans() for name in NAMES},
)  # fmt: skip
HIDDEN = [*NAMES, "assets", "prescribed_benefits_months", "land_equity_p"]


@settings(max_examples=300)
@given(FULL, st.sets(st.sampled_from(HIDDEN)))
def test_an_answer_learnt_later_never_goes_against_what_was_said_before(known, hidden):
    """Open stays open and a sure reason stays, whatever the answers turn out to be."""
    if not known.owns_land:
        known = replace(known, land_equity_p=0)
    before = screened(replace(known, **dict.fromkeys(hidden)))
    after = screened(known)
    for code in STATUTORY:
        if before[code].state == "open":
            assert after[code].state == "open", code
        if before[code].state == "closed":
            assert after[code].state == "closed", code
            assert set(before[code].reasons) <= set(after[code].reasons), code
        assert after[code].state != "ask", code
