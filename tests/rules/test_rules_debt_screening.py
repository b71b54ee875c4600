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


ABLE = replace(
    WHOLE, surplus_p=6_000, available_p=6_000, contribution_p=6_000, prescribed_benefits_months=0,
    lump_sum_p=50_000,
)  # fmt: skip
BANKRUPTCIES = ("MAP", "FULL_ADMIN")


@pytest.mark.parametrize(
    ("base", "unknown", "fact", "ways"),
    [
        (WHOLE, {"lived_in_scotland_last_year": None, "lives_in_scotland": False},
         "lived_in_scotland_last_year", ("MORATORIUM", *BANKRUPTCIES, "PTD")),
        (WHOLE, {"lives_in_scotland": None, "lived_in_scotland_last_year": False},
         "lives_in_scotland", ("MORATORIUM", *BANKRUPTCIES, "PTD")),
        (WHOLE, {"habitually_resident": None}, "habitually_resident", ("DAS_DPP",)),
        (WHOLE, {"owns_land": None}, "owns_land", ("MORATORIUM", *BANKRUPTCIES)),
        (WHOLE, {"assets": None}, "assets", ("MORATORIUM", *BANKRUPTCIES)),
        (WHOLE, {"certificate": None}, "certificate", ("MORATORIUM", *BANKRUPTCIES)),
        (WHOLE, {"never_map": None}, "last_map_award", ("MORATORIUM", *BANKRUPTCIES)),
        (WHOLE, {"never_other": None}, "last_other_award", ("MORATORIUM", *BANKRUPTCIES)),
        (WHOLE, {"in_ptd": None}, "in_ptd", ("MORATORIUM", "DAS_DPP", *BANKRUPTCIES, "PTD")),
        (WHOLE, {"undischarged": None}, "undischarged", ("DAS_DPP", "PTD")),
        (WHOLE, {"bro": None}, "bro", ("DAS_DPP",)),
        (WHOLE, {"conjoined_arrestment": None}, "conjoined_arrestment", ("DAS_DPP",)),
        (WHOLE, {"surplus_p": None}, "budget", ("DAS_DPP",)),
        (WHOLE, {"available_p": None}, "budget", ("PRO_RATA",)),
        (WHOLE, {"contribution_p": None}, "budget", ("PTD",)),
        (WHOLE, {"lump_sum_p": None}, "lump_sum", ("FULL_FINAL",)),
        (WHOLE, {"prior_time_to_pay": None}, "prior_time_to_pay", ("TTPO",)),
        (ABLE, {"prescribed_benefits_months": None}, "prescribed_benefits_months", BANKRUPTCIES),
        (ABLE, {"contribution_p": None}, "budget", (*BANKRUPTCIES, "PTD")),
        (ABLE, {"certificate": None}, "certificate", BANKRUPTCIES),
        (ABLE, {"owns_land": None}, "owns_land", ("MAP",)),
        (ABLE, {"assets": None}, "assets", ("MAP",)),
    ],
)  # fmt: skip
def test_one_question_is_asked_where_its_answer_could_still_close_a_way(base, unknown, fact, ways):
    found = screened(replace(base, **unknown))
    asked = {code: one.ask for code, one in found.items() if one.ask}
    assert asked == dict.fromkeys(ways, (fact,))


@pytest.mark.parametrize(
    "unknown", ["lives_in_scotland", "lived_in_scotland_last_year", "land_equity_p", "stages"]
)
def test_a_question_whose_answer_changes_nothing_is_not_asked(unknown):
    assert not [one.code for one in screened(replace(WHOLE, **{unknown: None})).values() if one.ask]


def test_somebody_with_money_to_spare_has_other_ways_open():
    found = screened(ABLE)
    assert found["MAP"].reasons == ("CONTRIBUTION_DUE",)
    for code in ("DAS_DPP", "FULL_ADMIN", "PTD", "PRO_RATA", "FULL_FINAL", "MORATORIUM"):
        assert (found[code].state, found[code].reasons) == ("open", ())


def test_a_day_of_the_last_bankruptcy_is_an_answer_even_where_nobody_asked_whether_there_was_one():
    long_ago = replace(WHOLE, never_other=None, last_other_award=date(2010, 5, 1))
    assert screened(long_ago) == screened(WHOLE)
    lately = replace(WHOLE, never_map=None, last_map_award=date(2024, 5, 1))
    assert "MAP_WITHIN_10Y" in screened(lately)["MAP"].reasons


def test_with_no_debt_there_is_nothing_to_agree():
    found = screened(replace(WHOLE, debts=(), stages={}))
    for code in ("CREDITOR_HOLD", "TOKEN", "PAYMENT_HOLIDAY", "WRITE_OFF", "PRO_RATA", "FULL_FINAL"):
        assert (found[code].state, found[code].reasons) == ("closed", ("NO_DEBT",))
    assert found["TTPO"].reasons == found["TTPD"].reasons == ("NO_DEBT",)


@pytest.mark.parametrize(("available_p", "state"), [(1, "open"), (0, "closed"), (-1, "closed")])
def test_sharing_needs_a_penny_to_share(available_p, state):
    assert screened(replace(WHOLE, available_p=available_p))["PRO_RATA"].state == state


@pytest.mark.parametrize(("lump_p", "state"), [(1, "open"), (0, "closed")])
def test_a_full_and_final_offer_needs_a_lump_sum(lump_p, state):
    assert screened(replace(WHOLE, lump_sum_p=lump_p))["FULL_FINAL"].state == state


def test_a_balance_that_is_missing_may_lift_every_floor_and_pass_the_ceiling():
    unsure = replace(ABLE, debts_whole=False, prescribed_benefits_months=8, contribution_p=0)
    assert screened(unsure)["MAP"].ask == ("debts",)
    nothing = screened(replace(ABLE, debts=(), debts_whole=False))
    assert nothing["FULL_ADMIN"].state == "ask" and "debts" in nothing["FULL_ADMIN"].ask
    assert nothing["DAS_DPP"].ask == ("debts",)


def test_land_somebody_may_own_may_be_worth_something():
    """Nobody can say that there are no funds for a trust deed while the house is unknown."""
    poor = replace(WHOLE, owns_land=None, land_equity_p=None)
    assert screened(poor)["PTD"].ask == ("land_equity",)
    assert screened(replace(poor, owns_land=False))["PTD"].reasons == ("NO_FUNDS",)


def test_the_figure_that_decides_is_named():
    much = replace(WHOLE, debts=(ListedDebt("a", "CREDIT_CARD", 2_600_001),))
    assert figures(["DEBT_OVER_25000", "NO_SURPLUS"], much, TABLES) == {
        "DEBT_OVER_25000": (2_600_001, 2_500_000), "NO_SURPLUS": (0, 0),
    }  # fmt: skip


def test_every_reason_that_turns_on_a_sum_has_its_figure_and_its_limit():
    debts = (ListedDebt("a", "CREDIT_CARD", 200_000), ListedDebt("s", "STUDENT_LOAN", 50_000))
    owner = replace(
        ABLE, debts=debts, contribution_p=1_500, surplus_p=-40,
        assets=(
            Asset("van", 260_000, vehicle=True), Asset("ring", 120_000), Asset("bed", 9_000, excluded=True),
        ),
    )  # fmt: skip
    assert figures(
        [
            "DEBT_OVER_25000", "DEBT_UNDER_3000", "DEBT_UNDER_5000", "ASSETS_OVER_2000",
            "SINGLE_ASSET_OVER_1000", "CONTRIBUTION_DUE", "NO_SURPLUS", "PAYS_IN_FULL", "OVER_25000", "BRO",
        ],
        owner, TABLES,
    ) == {
        "DEBT_OVER_25000": (200_000, 2_500_000),
        "DEBT_UNDER_3000": (250_000, 300_000),
        "DEBT_UNDER_5000": (250_000, 500_000),
        "ASSETS_OVER_2000": (380_000, 200_000),
        "SINGLE_ASSET_OVER_1000": (260_000, 100_000),
        "CONTRIBUTION_DUE": (1_500, 0),
        "NO_SURPLUS": (-40, 0),
        "PAYS_IN_FULL": (1_500 * 48, 250_000),
        "OVER_25000": (200_000, 2_500_000),
    }  # fmt: skip
    assert figures(["CONTRIBUTION_DUE", "PAYS_IN_FULL"], replace(owner, contribution_p=None), TABLES) == {
        "PAYS_IN_FULL": (0, 250_000)
    }
    nothing = replace(WHOLE, debts=(), assets=None)
    assert figures(["SINGLE_ASSET_OVER_1000", "OVER_25000"], nothing, TABLES) == {
        "SINGLE_ASSET_OVER_1000": (0, 100_000), "OVER_25000": (0, 2_500_000),
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


def test_where_every_time_to_pay_hangs_on_one_question_it_is_asked():
    found = screened(replace(WHOLE, prior_time_to_pay=None))["TTPO"]
    assert (found.state, found.ask, found.debts) == ("ask", ("prior_time_to_pay",), ("b",))


def test_too_little_owed_for_a_trust_deed_asks_for_the_missing_balance():
    few = replace(ABLE, debts=(ListedDebt("a", "CREDIT_CARD", 400_000),), debts_whole=False)
    assert screened(few)["PTD"].ask == ("debts",)
    assert screened(replace(few, debts_whole=True))["PTD"].reasons == ("DEBT_UNDER_5000",)


def test_things_nobody_asked_about_may_fund_a_trust_deed():
    assert screened(replace(WHOLE, assets=None, owns_land=None, land_equity_p=None))["PTD"].ask == (
        "land_equity", "assets",
    )  # fmt: skip
