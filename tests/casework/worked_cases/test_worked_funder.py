"""The worked cases of the funder's figures, and how their words are read."""

from __future__ import annotations

import copy
from decimal import Decimal
from pathlib import Path

import pytest

from welfare_desk.casework.worked_cases import funder, read_cases, work_out

CASES = read_cases(Path(__file__).parents[2] / "data" / "vectors" / "funder.json")
BY_ID = {case["id"][:3]: case for case in CASES}


def work(case):
    [worked] = work_out("funder", [{key: value for key, value in case.items() if key != "expect"}])
    return worked


def changed(case_id, path, value):
    """A copy of a case with one thing in it set; ``path`` names keys and places, from the case."""
    case = copy.deepcopy(BY_ID[case_id])
    *way, last = path
    place = case
    for step in way:
        place = place[step]
    place[last] = value
    return case


def figures(case_id, path, value):
    return work(changed(case_id, path, value)).result


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_worked_report_comes_out(case):
    [worked] = work_out("funder", [case])
    assert worked.agrees, worked.result


def test_there_are_as_many_cases_as_were_given():
    assert len(CASES) == 18


def test_the_result_is_ready_for_json():
    found = work(BY_ID["F13"]).result
    assert found["gain"]["welfare"] == "1872.00"
    assert found["per_pound"]["excl_debt_per_la_pound"] == "31.67"
    assert found["total_clients"] == 1
    assert work(BY_ID["F01"]).result["per_pound"]["excl_debt"] is None
    keys = {key for case in CASES for key in case["expect"]}
    assert keys <= set(found)


def test_keys_that_are_absent_or_null_are_nothing():
    bare = {
        "id": "bare",
        "period": {"from": "2025-04-01", "to": "2026-03-31"},
        "cases": [{"case": 1, "client": 2, "household": None, "type": "II", "gains": None, "person": None}],
    }
    assert work(bare).result["total_clients"] == 0
    assert work({**bare, "cases": None}).result["cases"]["opened"] == 0


def test_facts_that_are_null_are_not_recorded():
    found = figures("F14", ["cases", 0, "person", "household_income"], None)
    assert found["demographics"]["income_band"]["not_recorded"] == 2
    found = figures("F14", ["cases", 0, "person", "simd_decile"], "unknown")
    assert found["demographics"]["simd"]["unknown"] == 2
    found = figures("F14", ["cases", 0, "person", "family_types"], None)
    assert set(found["family_types"].values()) == {0}
    found = work(changed("F14", [*CASE, "first_contact"], {"date": "2025-05-01", "channel": None})).result
    assert found["contacts_by_channel"]["not_recorded"] == 1


def test_every_part_of_a_gain_is_read():
    gain = ["cases", 0, "gains", 0]
    assert figures("F01", [*gain, "arrears"], Decimal("31.67"))["gain"]["welfare"] == "4836.47"
    assert figures("F01", [*gain, "previous_amount"], 90)["gain"]["welfare"] == "124.80"
    assert figures("F01", [*gain, "award_to"], "2023-03-07")["gain"]["welfare"] == "184.80"
    assert figures("F01", [*gain, "voided_on"], "2023-03-31")["gain"]["welfare"] == "0.00"
    assert figures("F01", [*gain, "recorded_on"], "2023-04-01")["gain"]["welfare"] == "0.00"
    assert figures("F01", [*gain, "outcome"], "refused")["gain"]["welfare"] == "0.00"
    assert figures("F01", [*gain, "area"], "money_advice")["gain"]["money_advice_other"] == "4804.80"
    lost = {"date": "2023-03-08", "known_on": "2023-03-31"}
    assert figures("F01", [*gain, "ended"], lost)["gain"]["welfare"] == "184.80"
    assert figures("F01", [*gain, "ended"], lost | {"recoverable": True})["gain"]["total"] == "0.00"
    lost_quietly = {"date": "2023-03-08", "known_on": None}
    assert figures("F01", [*gain, "ended"], lost_quietly)["gain"]["welfare"] == "184.80"


def test_somebody_supported_before_is_not_new():
    assert figures("F01", ["cases", 0, "person", "first_supported"], "2019-01-01")["new_clients"] == 0


CASE, GAIN, DEBT = ["cases", 0], ["cases", 0, "gains", 0], ["cases", 0, "debts", 0]


@pytest.mark.parametrize(
    ("case_id", "path", "value", "words"),
    [
        ("F01", ["period"], None, "period=None"),
        ("F01", ["period"], "2025", "period=2025"),
        ("F01", ["period", "to"], "2022-03-31", "period=The period ends before it begins."),
        ("F01", ["period", "from"], "today", "period.from=today"),
        ("F01", ["period", "until"], "2022-03-31", "period.until=2022-03-31"),
        ("F01", ["colour"], "red", "case.colour=red"),
        ("F01", ["cases"], "none", "cases=none"),
        ("F01", CASE, "none", "cases[0]=none"),
        ("F01", [*CASE, "colour"], "red", "cases[0].colour=red"),
        ("F01", [*CASE, "case"], None, "cases[0].case=None"),
        ("F01", [*CASE, "client"], True, "cases[0].client=True"),
        ("F01", [*CASE, "type"], "IV", "cases[0].type=IV"),
        ("F01", [*CASE, "episodes", 0, "opened"], None, "cases[0].episodes[0].opened=None"),
        ("F01", [*CASE, "activity", 1, "kind"], "fax", "cases[0].activity[1].kind=fax"),
        (
            "F01",
            [*CASE, "first_contact", "channel"],
            "online_form",
            "cases[0].first_contact.channel=online_form",
        ),
        ("F15", [*CASE, "referral", "by"], "friend", "cases[0].referral.by=friend"),
        ("F18", ["cases", 1, "type_history", 0, "type"], "0", "cases[1].type_history[0].type=0"),
        ("F14", [*CASE, "person", "sex"], "f", "cases[0].person.sex=f"),
        ("F14", [*CASE, "person", "simd_decile"], 11, "cases[0].person.simd_decile=11"),
        ("F14", [*CASE, "person", "family_types"], "all", "cases[0].person.family_types=all"),
        ("F14", [*CASE, "person", "family_types"], ["big"], "cases[0].person.family_types=big"),
        ("F14", [*CASE, "person", "age"], 5, "cases[0].person.age=5"),
        ("F01", [*GAIN, "frequency"], "daily", "cases[0].gains[0].frequency=daily"),
        ("F01", [*GAIN, "area"], "other", "cases[0].gains[0].area=other"),
        ("F01", [*GAIN, "outcome"], "lost", "cases[0].gains[0].outcome=lost"),
        ("F01", [*GAIN, "amount"], "lots", "cases[0].gains[0].amount=lots"),
        ("F01", [*GAIN, "amount"], True, "cases[0].gains[0].amount=True"),
        ("F01", [*GAIN, "amount"], Decimal("1.005"), "cases[0].gains[0].amount=1.005"),
        ("F01", [*GAIN, "amount"], Decimal("1E+99"), "cases[0].gains[0].amount=1E+99"),
        ("F01", [*GAIN, "award_key"], None, "cases[0].gains[0].award_key=None"),
        ("F01", [*GAIN, "confirmed", "by"], "hearsay", "cases[0].gains[0].confirmed.by=hearsay"),
        ("F09", [*GAIN, "ended", "recoverable"], "yes", "cases[0].gains[0].ended.recoverable=yes"),
        ("F03", [*GAIN, "estimate", "on"], None, "cases[0].gains[0].estimate.on=None"),
        ("F11", [*DEBT, "kind"], "bet", "cases[0].debts[0].kind=bet"),
        ("F11", [*DEBT, "strategy", "name"], "hope", "cases[0].debts[0].strategy.name=hope"),
        ("F11", [*DEBT, "balances", 0, "amount"], "?", "cases[0].debts[0].balances[0].amount=?"),
        ("F12", ["funding", "lottery"], 5, "funding.lottery=5"),
    ],
)
def test_words_outside_the_vocabulary_are_named(case_id, path, value, words):
    worked = work(changed(case_id, path, value))
    assert worked.result is None
    assert worked.not_understood == (words,)


def test_agreement_is_by_value_and_only_about_what_is_expected():
    found = {"gain": {"welfare": "4804.80"}, "n": 2, "cells": {"a": 1}, "ratio": None, "zero": "0.00"}
    assert funder.agrees(found, {"gain": {"welfare": Decimal("4804.8")}, "n": 2})
    assert funder.agrees(found, {"gain": {"welfare": "4804.80"}, "cells": {"a": 1, "b": 0}, "ratio": None})
    for expect in (
        {"gain": {"welfare": Decimal("4804.81")}},
        {"n": 3},
        {"cells": {"b": 1}},
        {"ratio": 0},
        {"zero": None},
        {"n": {"a": 1}},
        {"cells": 0},
        {"missing": {"a": 1}},
    ):
        assert not funder.agrees(found, expect), expect
