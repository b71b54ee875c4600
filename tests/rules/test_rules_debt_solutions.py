"""Ways out of debt, the moratorium and the trust deed's vote (Bankruptcy (Scotland) Act 2016; DAS)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.debt.moratorium import moratorium, next_notice_safe_from
from welfare_desk.rules.debt.solutions import (
    Asset,
    Eligibility,
    Facts,
    ListedDebt,
    application_fee,
    awarded_within,
    counted_assets,
    eligibility,
)
from welfare_desk.rules.debt.tables import STATUTORY
from welfare_desk.rules.debt.trust_deed import Creditor, Objection, objection

TABLES = resources.debt_tables()
TODAY = date(2026, 11, 21)
PROGRAMME, MINIMAL, FULL, DEED = "DAS_DPP", "MAP", "FULL_ADMIN", "PTD"


def owing(*balances: int, kind: str = "CREDIT_CARD") -> tuple[ListedDebt, ...]:
    return tuple(ListedDebt(f"D{number}", kind, balance) for number, balance in enumerate(balances))


CLIENT = Facts(
    lives_in_scotland=True,
    lived_in_scotland_last_year=True,
    habitually_resident=True,
    debts=owing(1_200_000),
    contribution_p=0,
    surplus_p=5000,
    prescribed_benefits_months=0,
    owns_land=False,
    land_equity_p=0,
    assets=(Asset("ISA", 50_000),),
    certificate=True,
    apparently_insolvent=False,
    last_map_award=None,
    last_other_award=None,
    in_ptd=False,
    undischarged=False,
    bro=False,
    conjoined_arrestment=False,
    single_debt_ttp=False,
    last_moratorium_notice=None,
)


def outcome(**facts) -> Eligibility:
    return eligibility(replace(CLIENT, **facts), TABLES, as_of=TODAY)


def against(code: str, **facts) -> tuple[str, ...]:
    return outcome(**facts).closed.get(code, ())


def test_a_client_with_few_assets_has_every_way_but_full_administration():
    found = outcome()
    assert found.open == ("MORATORIUM", "DAS_DPP", "MAP", "PTD")
    assert found.closed == {"FULL_ADMIN": ("MAP_AVAILABLE",)}


def test_either_living_here_or_having_lived_here_is_enough():
    for code in (MINIMAL, FULL, DEED):
        assert "NOT_CONNECTED_TO_SCOTLAND" not in against(code, lives_in_scotland=False)
        assert "NOT_CONNECTED_TO_SCOTLAND" not in against(code, lived_in_scotland_last_year=False)
        neither = against(code, lives_in_scotland=False, lived_in_scotland_last_year=False)
        assert "NOT_CONNECTED_TO_SCOTLAND" in neither
    assert against(PROGRAMME, lives_in_scotland=False, lived_in_scotland_last_year=False) == ()


@pytest.mark.parametrize(
    ("code", "balance", "reason", "barred"),
    [
        (MINIMAL, 2_500_000, "DEBT_OVER_25000", False),
        (MINIMAL, 2_500_001, "DEBT_OVER_25000", True),
        (FULL, 300_000, "DEBT_UNDER_3000", False),
        (FULL, 299_999, "DEBT_UNDER_3000", True),
        (DEED, 500_000, "DEBT_UNDER_5000", False),
        (DEED, 499_999, "DEBT_UNDER_5000", True),
        (PROGRAMME, 1, "NO_DEBT", False),
        (PROGRAMME, 0, "NO_DEBT", True),
    ],
)
def test_each_limit_of_debt_is_itself_allowed(code, balance, reason, barred):
    halves = owing(balance // 2, balance - balance // 2)
    assert (reason in against(code, debts=halves)) is barred


def test_student_loans_are_outside_the_ceiling_and_inside_the_floors():
    debts = owing(100_000) + owing(2_500_000, kind="STUDENT_LOAN")
    assert against(MINIMAL, debts=debts) == ()
    assert against(FULL, debts=debts) == ("MAP_AVAILABLE",)
    assert against(DEED, debts=debts) == ()
    assert "NO_DEBT" not in against(PROGRAMME, debts=owing(1, kind="STUDENT_LOAN"))
    assert against(PROGRAMME, debts=()) == ("NO_DEBT",)


def car(value: int, name: str = "CAR", **flags: bool) -> Asset:
    return Asset(name, value, vehicle=True, **{"reasonably_required": True, **flags})


@pytest.mark.parametrize(
    ("assets", "reasons"),
    [
        ((Asset("A", 100_000), Asset("B", 100_000)), ()),
        ((Asset("A", 100_001),), ("SINGLE_ASSET_OVER_1000",)),
        ((Asset("A", 100_000), Asset("B", 100_000), Asset("C", 1)), ("ASSETS_OVER_2000",)),
        ((Asset("A", 200_001),), ("ASSETS_OVER_2000", "SINGLE_ASSET_OVER_1000")),
        ((Asset("A", 900_000, excluded=True),), ()),
        ((car(300_000), Asset("A", 100_000), Asset("B", 100_000)), ()),
        ((car(300_001),), ("ASSETS_OVER_2000", "SINGLE_ASSET_OVER_1000")),
        ((car(150_000, reasonably_required=False),), ("SINGLE_ASSET_OVER_1000",)),
        ((Asset("VAN", 150_000, vehicle=True),), ("SINGLE_ASSET_OVER_1000",)),
        ((Asset("RING", 150_000, reasonably_required=True),), ("SINGLE_ASSET_OVER_1000",)),
        ((car(90_000), car(250_000, "VAN")), ()),  # the dearer is left out
        ((car(150_000), car(150_000, "VAN")), ("SINGLE_ASSET_OVER_1000",)),
        ((car(900_000, excluded=True), car(150_000, "VAN")), ()),
    ],
)
def test_assets_are_counted_without_excluded_goods_and_one_needed_vehicle(assets, reasons):
    assert against(MINIMAL, assets=assets) == reasons


@given(st.lists(st.tuples(st.integers(0, 400_000), st.booleans(), st.booleans(), st.booleans()), max_size=5))
def test_at_most_one_vehicle_is_left_out_and_nothing_else_unless_excluded(rows):
    assets = [Asset(str(number), *row) for number, row in enumerate(rows)]
    kept = counted_assets(assets, TABLES.minimal_asset)
    attachable = [asset for asset in assets if not asset.excluded]
    left_out = [asset for asset in attachable if asset not in kept]
    assert len(left_out) == (
        1 if any(a.vehicle and a.reasonably_required and a.value_p <= 300_000 for a in attachable) else 0
    )
    assert sum(asset.value_p for asset in counted_assets(assets[::-1], TABLES.minimal_asset)) == sum(
        asset.value_p for asset in kept
    )


def test_a_contribution_bars_the_minimal_process_unless_six_months_of_benefit():
    assert against(MINIMAL, contribution_p=1) == ("CONTRIBUTION_DUE",)
    assert against(MINIMAL, contribution_p=1, prescribed_benefits_months=5) == ("CONTRIBUTION_DUE",)
    assert against(MINIMAL, contribution_p=1, prescribed_benefits_months=6) == ()


@pytest.mark.parametrize(
    ("award", "years", "as_of", "within"),
    [
        (date(2016, 11, 21), 10, TODAY, True),
        (date(2016, 11, 20), 10, TODAY, False),
        (date(2021, 11, 21), 5, TODAY, True),
        (date(2021, 11, 20), 5, TODAY, False),
        (TODAY, 5, TODAY, True),
        (date(2024, 2, 29), 5, date(2029, 2, 28), True),
        (date(2024, 2, 29), 5, date(2029, 3, 1), False),
        (None, 5, TODAY, False),
    ],
)
def test_the_anniversary_of_an_award_still_bars_and_the_day_after_does_not(award, years, as_of, within):
    assert awarded_within(award, years, as_of) is within


def test_a_minimal_award_counts_ten_years_there_and_five_in_full_administration():
    six_years_ago, four_years_ago = date(2020, 11, 21), date(2022, 11, 21)
    assert against(MINIMAL, last_map_award=six_years_ago) == ("MAP_WITHIN_10Y",)
    assert against(FULL, last_map_award=six_years_ago) == ()
    assert against(FULL, last_map_award=four_years_ago) == ("SEQUESTRATION_WITHIN_5Y",)
    assert against(MINIMAL, last_map_award=four_years_ago) == ("MAP_WITHIN_10Y",)
    assert against(MINIMAL, last_other_award=six_years_ago) == ()
    assert against(MINIMAL, last_other_award=four_years_ago) == ("SEQUESTRATION_WITHIN_5Y",)
    assert against(FULL, last_other_award=four_years_ago) == ("SEQUESTRATION_WITHIN_5Y",)


def test_full_administration_needs_a_certificate_or_apparent_insolvency():
    assert against(FULL, certificate=False) == ("NO_INSOLVENCY_PROOF",)
    assert against(FULL, certificate=False, apparently_insolvent=True) == ()
    assert against(MINIMAL, certificate=False, apparently_insolvent=True) == ("NO_CERTIFICATE",)
    assert against(FULL, apparently_insolvent=True) == ("MAP_AVAILABLE",)


@pytest.mark.parametrize(
    ("flag", "reason", "codes"),
    [
        ("in_ptd", "IN_PTD", {PROGRAMME, MINIMAL, FULL, DEED}),
        ("undischarged", "UNDISCHARGED", {PROGRAMME, DEED}),
        ("owns_land", "OWNS_LAND", {MINIMAL}),
        ("bro", "BRO", {PROGRAMME}),
        ("conjoined_arrestment", "CONJOINED_ARRESTMENT", {PROGRAMME}),
        ("single_debt_ttp", "SINGLE_DEBT_TTP", {PROGRAMME}),
    ],
)
def test_each_standing_bars_what_the_law_says_and_no_more(flag, reason, codes):
    assert {code for code, reasons in outcome(**{flag: True}).closed.items() if reason in reasons} == codes


@pytest.mark.parametrize(("surplus", "open_"), [(-1, False), (0, False), (1, True)])
def test_a_programme_needs_something_left_each_month(surplus, open_):
    assert (against(PROGRAMME, surplus_p=surplus) == ()) is open_
    assert against(PROGRAMME, habitually_resident=False) == ("NOT_HABITUALLY_RESIDENT",)


def test_a_trust_deed_needs_funds_of_some_kind():
    assert against(DEED, assets=()) == ("NO_FUNDS",)
    assert against(DEED, assets=(car(300_000), Asset("A", 9, excluded=True))) == ("NO_FUNDS",)
    assert against(DEED, assets=(Asset("A", 1),)) == ()
    assert against(DEED, assets=(), land_equity_p=1) == ()
    assert against(DEED, assets=(), contribution_p=1) == ()
    assert "ASSETS_OVER_2000" not in against(MINIMAL, land_equity_p=900_000)


def test_a_trust_deed_that_would_pay_everything_is_none():
    assert against(DEED, debts=owing(576_000), contribution_p=12_000) == ("PAYS_IN_FULL",)
    assert against(DEED, debts=owing(576_001), contribution_p=12_000) == ()


def test_every_reason_is_given_in_its_order():
    found = outcome(
        lives_in_scotland=False,
        lived_in_scotland_last_year=False,
        habitually_resident=False,
        debts=owing(2_500_001),
        contribution_p=60_000,
        surplus_p=0,
        owns_land=True,
        assets=(Asset("A", 300_000),),
        certificate=False,
        last_map_award=date(2025, 1, 1),
        last_other_award=date(2025, 1, 1),
        in_ptd=True,
        undischarged=True,
        bro=True,
        conjoined_arrestment=True,
        single_debt_ttp=True,
        last_moratorium_notice=TODAY,
    )
    assert found.open == ()
    assert found.closed == {
        "MORATORIUM": ("NOTICE_WITHIN_12_MONTHS", "NO_STATUTORY_OPTION"),
        "DAS_DPP": (
            "NOT_HABITUALLY_RESIDENT",
            "IN_PTD",
            "UNDISCHARGED",
            "BRO",
            "CONJOINED_ARRESTMENT",
            "SINGLE_DEBT_TTP",
            "NO_SURPLUS",
        ),
        "MAP": (
            "NOT_CONNECTED_TO_SCOTLAND",
            "DEBT_OVER_25000",
            "ASSETS_OVER_2000",
            "SINGLE_ASSET_OVER_1000",
            "OWNS_LAND",
            "CONTRIBUTION_DUE",
            "NO_CERTIFICATE",
            "MAP_WITHIN_10Y",
            "SEQUESTRATION_WITHIN_5Y",
            "IN_PTD",
        ),
        "FULL_ADMIN": (
            "NOT_CONNECTED_TO_SCOTLAND",
            "SEQUESTRATION_WITHIN_5Y",
            "NO_INSOLVENCY_PROOF",
            "IN_PTD",
        ),
        "PTD": ("NOT_CONNECTED_TO_SCOTLAND", "UNDISCHARGED", "IN_PTD", "PAYS_IN_FULL"),
    }
    assert list(found.closed) == list(STATUTORY)


def test_someone_who_owes_nothing_has_no_way_that_needs_debt():
    found = outcome(debts=(), assets=(), contribution_p=0)
    assert found.closed["DAS_DPP"] == ("NO_DEBT",)
    assert found.closed["PTD"] == ("DEBT_UNDER_5000", "NO_FUNDS", "PAYS_IN_FULL")
    assert found.closed["FULL_ADMIN"] == ("DEBT_UNDER_3000", "MAP_AVAILABLE")


def test_every_reason_that_can_be_given_has_its_sentence():
    found = outcome(in_ptd=True, debts=(), certificate=False, last_moratorium_notice=TODAY)
    for reasons in found.closed.values():
        assert set(reasons) <= TABLES.reasons.keys()


def test_a_moratorium_leads_to_something_or_is_closed():
    assert against("MORATORIUM", in_ptd=True) == ("NO_STATUTORY_OPTION",)
    assert against("MORATORIUM", in_ptd=False) == ()
    only_deed = {"certificate": False, "surplus_p": 0}
    assert outcome(**only_deed).open == ("MORATORIUM", "PTD")


def test_another_notice_waits_until_after_the_anniversary():
    assert against("MORATORIUM", last_moratorium_notice=date(2025, 11, 21)) == ("NOTICE_WITHIN_12_MONTHS",)
    assert against("MORATORIUM", last_moratorium_notice=date(2025, 11, 20)) == ()


@pytest.mark.parametrize(
    ("notice", "entered", "ends", "safe"),
    [
        ("2026-09-14", "2026-09-15", "2027-03-15", "2027-09-15"),
        ("2026-08-30", "2026-08-31", "2027-02-28", "2027-08-31"),
        ("2027-08-31", "2027-08-31", "2028-02-29", "2028-09-01"),
        ("2028-02-29", "2028-02-29", "2028-08-29", "2029-03-01"),
        ("2026-12-31", "2026-12-31", "2027-06-30", "2028-01-01"),
    ],
)
def test_a_moratorium_lasts_six_months_clamped_to_the_months_end(notice, entered, ends, safe):
    found = moratorium(date.fromisoformat(notice), date.fromisoformat(entered), TABLES.moratorium)
    assert found.begins_on == date.fromisoformat(entered)
    assert found.ends_on == date.fromisoformat(ends)
    assert found.next_notice_safe_from == date.fromisoformat(safe)


def test_both_ends_of_a_moratorium_are_inside_it():
    found = moratorium(date(2026, 9, 14), date(2026, 9, 15), TABLES.moratorium)
    inside = {offset: found.in_force(found.begins_on + timedelta(days=offset)) for offset in (-1, 0, 1)}
    assert inside == {-1: False, 0: True, 1: True}
    ends = {offset: found.in_force(found.ends_on + timedelta(days=offset)) for offset in (-1, 0, 1)}
    assert ends == {-1: True, 0: True, 1: False}


@given(st.dates(date(2015, 1, 1), date(2060, 1, 1)), st.integers(0, 400))
def test_a_later_entry_never_ends_or_frees_sooner(entered, later):
    first = moratorium(entered, entered, TABLES.moratorium)
    after = moratorium(entered + timedelta(later), entered + timedelta(later), TABLES.moratorium)
    assert first.ends_on <= after.ends_on
    assert first.next_notice_safe_from <= after.next_notice_safe_from
    assert (first.ends_on.year * 12 + first.ends_on.month) - (entered.year * 12 + entered.month) == 6
    assert next_notice_safe_from(entered, TABLES.moratorium) == first.next_notice_safe_from


def vote(*creditors: tuple[int, bool]) -> Objection:
    listed = [Creditor(str(number), value, objects) for number, (value, objects) in enumerate(creditors)]
    return objection(listed, TABLES.trust_deed)


@pytest.mark.parametrize(
    ("creditors", "expected"),
    [
        (((600, False), (300, True), (200, False)), Objection(1, 300, True)),
        (((600, False), (300, True)), Objection(1, 300, False)),  # exactly a third in value
        (((601, False), (300, True)), Objection(1, 300, True)),
        (((9000, False), (1, True)), Objection(1, 1, True)),  # exactly half in number
        (((9000, False), (1, True), (1, True)), Objection(2, 2, False)),
        (((0, False), (0, False)), Objection(0, 0, True)),
        ((), Objection(0, 0, True)),
    ],
)
def test_a_deed_is_protected_unless_more_than_half_or_a_third_in_value_object(creditors, expected):
    assert vote(*creditors) == expected


@pytest.mark.parametrize(
    ("months", "surplus_p", "fee_p"),
    [
        (6, 5000, 0),
        (5, 5000, 5000),
        (0, 0, 0),
        (None, -1, 0),
        (None, 5000, None),
        (None, 1, None),
        (0, 1, 5000),
        (0, None, None),
        (6, None, 0),
    ],
)
def test_the_fee_of_a_bankruptcy_is_nil_on_a_listed_benefit_or_with_nothing_left(months, surplus_p, fee_p):
    criteria = TABLES.solutions["MAP"].criteria
    asked = application_fee(criteria, benefit_months=months, surplus_p=surplus_p, needed_months=6)
    assert asked == fee_p
