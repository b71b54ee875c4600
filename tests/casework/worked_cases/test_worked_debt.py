"""Every worked case of debt comes out as expected, and a word outside the vocabulary is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from welfare_desk.casework.worked_cases import debt, read_cases, work_out
from welfare_desk.casework.worked_cases.vocabulary import NotUnderstood

VECTORS = Path(__file__).parents[2] / "data" / "vectors" / "debt.json"
CASES = read_cases(VECTORS)
BY_ID = {case["id"]: case for case in CASES}
BY_KIND = {case["kind"]: case for case in reversed(CASES)}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_case_comes_out_as_expected(case):
    inputs = {key: value for key, value in case.items() if key != "expect"}
    result = debt.result(inputs)
    assert debt.agrees(result, case["expect"]), (result, case["expect"])
    assert json.loads(json.dumps(result)) == result


def test_all_forty_two_pass_and_every_kind_is_among_them():
    assert [row.agrees for row in work_out("debt", CASES)] == [True] * 42
    assert debt.KINDS.keys() == {case["kind"] for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_wrong_expectation_is_seen(case):
    result = debt.result(case)
    for key in case["expect"]:
        assert not debt.agrees(result, {**case["expect"], key: "something else"})
    assert not debt.agrees(result, {**case["expect"], "a_key_nobody_has": 1})


def test_reasons_are_compared_as_sets_and_the_open_ways_in_order():
    case = BY_ID["debt-elig-08"]
    result = debt.result(case)
    expect = case["expect"]
    turned = {code: reasons[::-1] for code, reasons in expect["closed"].items()}
    assert debt.agrees(result, {**expect, "closed": turned})
    assert not debt.agrees(result, {**expect, "open": expect["open"][::-1]})
    fewer = {code: reasons[:1] for code, reasons in expect["closed"].items()}
    assert not debt.agrees(result, {**expect, "closed": fewer})
    assert not debt.agrees(result, {"closed": {"PTD": expect["closed"]["PTD"]}})
    lapse = debt.result(BY_KIND["time_to_pay"])
    assert debt.agrees(lapse, {"ttpo": {"why_not": ["WRONG_STAGE"], "open": False}})
    assert not debt.agrees(lapse, {"ttpo": {"why_not": ["WRONG_STAGE"], "open": True}})
    assert not debt.agrees(lapse, {"ttpo": {"why_not": ["OVER_25000"], "open": False}})


def not_understood(case) -> list[str]:
    with pytest.raises(NotUnderstood) as words:
        debt.result(case)
    return words.value.words


def changed(kind: str, /, **inputs):
    case = BY_KIND[kind]
    return {**case, "input": {**case["input"], **inputs}}


@pytest.mark.parametrize(
    ("kind", "inputs", "words"),
    [
        ("budget_convert", {"from": "daily"}, "input.from=daily"),
        ("budget_convert", {"to": 12}, "input.to=12"),
        ("budget_convert", {"amount_p": "50.00"}, "input.amount_p=50.00"),
        ("budget_convert", {"amount_p": True}, "input.amount_p=True"),
        ("budget_convert", {"rounding": "down"}, "input.rounding=down"),
        ("budget_surplus", {"savings_rule": "sfs"}, "input.savings_rule=sfs"),
        ("budget_surplus", {"income": {}}, "input.income={}"),
        ("budget_surplus", {"income": ["x"]}, "input.income[0]=x"),
        (
            "budget_surplus",
            {"outgoings": [{"line": "yacht", "amount_p": 1, "period": "month"}]},
            "input.outgoings[0].line=yacht",
        ),
        (
            "budget_surplus",
            {"outgoings": [{"line": "home_rent", "amount_p": 1, "period": "moon"}]},
            "input.outgoings[0].period=moon",
        ),
        ("cft_contribution", {"contribution_bearing_income_p": -1}, "input.contribution_bearing_income_p=-1"),
        ("pro_rata", {"method": "equal"}, "input.method=equal"),
        ("pro_rata", {"offer_p": -1}, "input.offer_p=-1"),
        ("pro_rata", {"debts": [{"id": "A", "balance_p": -1}]}, "input.debts[0].balance_p=-1"),
        ("pro_rata", {"debts": [{"id": 7, "balance_p": 1}]}, "input.debts[0].id=7"),
        (
            "pro_rata",
            {"debts": [{"id": "A", "balance_p": 1}, {"id": "A", "balance_p": 2}]},
            "input.debts[1].id=A",
        ),
        ("pro_rata", {"debts": [{"id": "A", "balance_p": 1, "rank": 2}]}, "input.debts[0].rank=2"),
        ("joint_debt", {"view": "couple"}, "input.view=couple"),
        (
            "joint_debt",
            {"debts": [{"id": "A", "balance_p": 1, "liable": ["P1", 2]}]},
            "input.debts[0].liable[1]=2",
        ),
        ("eligibility", {"as_of": "21/11/2026"}, "input.as_of=21/11/2026"),
        ("eligibility", {"facts": None}, "input.facts=None"),
        ("prescription", {"debt_type": "GAMBLING"}, "input.debt_type=GAMBLING"),
        (
            "prescription",
            {"acknowledgements": [{"on": "2024-01-01", "kind": "spoken", "by": "P1"}]},
            "input.acknowledgements[0].kind=spoken",
        ),
        ("prescription", {"bank_holidays": ["Christmas"]}, "input.bank_holidays[0]=Christmas"),
        ("prescription", {"person": 1}, "input.person=1"),
        ("moratorium", {"notice_on": None}, "input.notice_on=None"),
        ("moratorium_action", {"action": "shout"}, "input.action=shout"),
        (
            "ptd_objection",
            {"creditors": [{"id": "A", "value_p": 1, "objects": "yes"}]},
            "input.creditors[0].objects=yes",
        ),
        ("time_to_pay", {"stage": "LATE"}, "input.stage=LATE"),
        ("time_to_pay", {"kind": "GAMBLING"}, "input.kind=GAMBLING"),
        ("time_to_pay", {"prior_ttp": 0}, "input.prior_ttp=0"),
        ("ttp_lapse", {"due_dates": []}, "input.due_dates=[]"),
        ("ttp_lapse", {"instalment_p": 0}, "input.instalment_p=0"),
        ("earnings_arrestment", {"period": "day"}, "input.period=day"),
        ("earnings_arrestment", {"net_p": -1}, "input.net_p=-1"),
        (
            "bank_arrestment",
            {"accounts": [{"group": "B", "kind": "joint", "balance_p": 1}]},
            "input.accounts[0].kind=joint",
        ),
        ("dpp_term", {"payment_p": 0}, "input.payment_p=0"),
    ],
)
def test_a_word_outside_the_vocabulary_is_named_with_its_path(kind, inputs, words):
    assert not_understood(changed(kind, **inputs)) == [words]


def test_an_unknown_kind_or_no_input_is_named():
    assert not_understood({"id": "x", "kind": "horoscope", "input": {}}) == ["kind=horoscope"]
    assert not_understood({"id": "x"}) == ["kind=None"]
    assert not_understood({"id": "x", "kind": "pro_rata"}) == ["input=None"]


@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_a_missing_input_is_named_or_has_a_meaning(kind):
    optional = {
        "debt_admin_fee_p",
        "method",
        "person",
        "acknowledgements",
        "claims",
        "decree_on",
        "bank_holidays",
    }
    case = BY_KIND[kind]
    for key in case["input"]:
        without = {name: value for name, value in case["input"].items() if name != key}
        if key in optional and (kind, key) != ("joint_debt", "person"):
            assert debt.result({**case, "input": without})
        else:
            [words] = not_understood({**case, "input": without})
            assert words.startswith(f"input.{key}=")


def facts(**changes):
    case = BY_KIND["eligibility"]
    return {**case, "input": {**case["input"], "facts": {**case["input"]["facts"], **changes}}}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"horses": 2}, "input.facts.horses=2"),
        ({"bro": None}, "input.facts.bro=None"),
        ({"contribution_p": -1}, "input.facts.contribution_p=-1"),
        ({"prescribed_benefits_months": "six"}, "input.facts.prescribed_benefits_months=six"),
        ({"last_map_award": "2020"}, "input.facts.last_map_award=2020"),
        ({"debts": [{"id": "A", "type": "BET", "balance_p": 1}]}, "input.facts.debts[0].type=BET"),
        ({"assets": [{"id": "A", "value_p": 1, "vehicle": "car"}]}, "input.facts.assets[0].vehicle=car"),
    ],
)
def test_a_fact_outside_the_vocabulary_is_named(changes, words):
    assert not_understood(facts(**changes)) == [words]


def test_a_surplus_below_nought_is_a_fact():
    assert debt.result(facts(surplus_p=-500))["closed"]["DAS_DPP"] == ["NO_SURPLUS"]


def test_a_day_beyond_the_calendar_is_not_understood():
    [words] = not_understood(changed("moratorium", entered_on="9999-12-31"))
    assert words.startswith("input=")


def test_a_case_not_understood_leaves_the_rest_to_run():
    rows = work_out("debt", [changed("dpp_term", payment_p=0), BY_KIND["dpp_term"]])
    assert [row.agrees for row in rows] == [False, True]
    assert rows[0].as_json()["not_understood"] == ["input.payment_p=0"]
    assert rows[0].result is None


def test_a_pending_claim_is_null_and_years_are_kept():
    result = debt.result(changed("prescription", claims=[{"made_on": "2022-01-10", "disposed_on": None}]))
    assert result == {"years": 5, "last_day": None, "extinguished_from": None, "prescribed": False}


def test_what_must_not_be_computed_is_null():
    result = debt.result(changed("prescription", debt_type="COURT_FINE"))
    assert result == {"years": None, "last_day": None, "extinguished_from": None, "prescribed": None}


def test_a_letter_of_another_debtor_is_left_out():
    acts = [{"on": "2023-02-14", "kind": "written", "by": "P2"}]
    own = debt.result(changed("prescription", acknowledgements=acts, person="P2"))
    other = debt.result(changed("prescription", acknowledgements=acts, person="P1"))
    assert (own["last_day"], other["last_day"]) == ("2028-02-14", "2026-03-10")


def test_a_joint_statement_needs_no_person():
    result = debt.result(changed("joint_debt", view="joint", person=None))
    assert result["total_p"] == 610_000


def test_the_two_reasons_against_a_direction_may_come_in_either_order():
    result = debt.result(changed("time_to_pay", stage="ARREARS", principal_p=2_500_001))
    assert result["ttpd"] == {"open": False, "why_not": ["OVER_25000", "WRONG_STAGE"]}
    assert debt.agrees(result, {"ttpd": {"open": False, "why_not": ["WRONG_STAGE", "OVER_25000"]}})
    order = debt.result(changed("time_to_pay", prior_ttp=True))
    assert debt.agrees(order, {"ttpo": {"open": False, "why_not": ["PRIOR_TIME_TO_PAY", "WRONG_STAGE"]}})


def test_tokens_of_just_what_is_available_do_not_exceed_it():
    assert debt.result(changed("token_offer", available_p=300))["exceeds_available"] is False
    assert debt.result(changed("token_offer", available_p=299))["exceeds_available"] is True


def test_a_penny_is_an_instalment_and_a_payment():
    assert debt.result(changed("ttp_lapse", instalment_p=1))["lapsed"] is False
    assert debt.result(changed("dpp_term", payment_p=1))["months"] == 900_000


def test_without_a_savings_rule_nothing_is_put_by_and_a_fee_left_out_is_nothing():
    plain = debt.result(changed("budget_surplus", savings_rule="none"))
    assert plain["contingency_p"] == 0
    assert plain["available_p"] == plain["surplus_p"]
    assert debt.result(changed("budget_surplus", debt_admin_fee_p=500))["available_p"] == 8500
    case = changed("budget_surplus")
    del case["input"]["debt_admin_fee_p"]
    assert debt.result(case)["available_p"] == 9000


def test_business_money_has_no_protected_minimum():
    accounts = [{"group": "B", "kind": "business", "balance_p": 500}]
    assert debt.result(changed("bank_arrestment", accounts=accounts)) == {"arrested_p": 500, "protected_p": 0}


def test_an_asset_is_what_its_flags_say_and_absent_flags_are_no():
    def reasons(**flags):
        return debt.result(facts(assets=[{"id": "A", "value_p": 150_000, **flags}]))["closed"].get("MAP", [])

    assert (
        reasons() == reasons(vehicle=True) == reasons(reasonably_required=True) == ["SINGLE_ASSET_OVER_1000"]
    )
    assert reasons(vehicle=True, reasonably_required=True) == reasons(excluded=True) == []


def test_a_claim_disposed_of_begins_the_count_again():
    claims = [{"made_on": "2022-01-10", "disposed_on": "2023-01-16"}]
    assert debt.result(changed("prescription", claims=claims))["last_day"] == "2028-01-17"


def test_a_payment_counts_against_every_debtor():
    acts = [{"on": "2023-02-14", "kind": "payment", "by": "P2"}]
    result = debt.result(changed("prescription", acknowledgements=acts, person="P1"))
    assert result["last_day"] == "2028-02-14"
