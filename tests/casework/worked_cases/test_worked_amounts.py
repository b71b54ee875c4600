"""The worked cases of what awards are worth, and how their words are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from welfare_desk.casework.worked_cases import amounts, read_cases, work_out

CASES = read_cases(Path(__file__).parents[2] / "data" / "vectors" / "gains.json")
BY_ID = {case["id"]: case for case in CASES}


def work(case_id, **changes):
    case = {key: value for key, value in BY_ID[case_id].items() if key != "expect"} | changes
    [worked] = work_out("amounts", [case])
    return worked


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_worked_amount_comes_out(case):
    [worked] = work_out("amounts", [case])
    assert worked.agrees, worked.result


def test_there_are_as_many_cases_as_were_given():
    assert len(CASES) == 34


def test_the_result_has_every_key_as_text_or_null():
    assert work("g03").result == {"weekly": "29.20", "monthly": None, "annual": "1518.40", "not_official": []}
    assert work("g15").result["monthly"] == "424.90"
    assert work("g26").result["weekly"] is None
    assert work("g01").result["not_official"] == ["adp daily_living_standard 2026-27"]


def test_a_benefit_may_be_named_as_people_name_it():
    assert work("g23", benefit="Pension Credit").result == work("g23").result


@pytest.mark.parametrize(
    ("case_id", "changes", "words"),
    [
        ("g01", {"benefit": "gold"}, "benefit=gold"),
        ("g01", {"benefit": None}, "benefit=None"),
        ("g01", {"tax_year": "2027-28"}, "tax_year=2027-28"),
        ("g01", {"award_from": "soon"}, "award_from=soon"),
        ("g01", {"award_until": "2026-02-30"}, "award_until=2026-02-30"),
        ("g01", {"award_until": "2026-05-03"}, "case=The award ends before it begins."),
        ("g01", {"components": None}, "components=None"),
        ("g01", {"components": ["lower"]}, "components[0]=lower"),
        ("g01", {"components": []}, "case=An award needs"),
        ("g01", {"components": [{"component": "care_middle"}]}, "components[0].component=care_middle"),
        ("g01", {"components": [{"component": "mobility_standard", "count": "2"}]}, "components[0].count=2"),
        ("g01", {"components": [{"component": "mobility_standard", "each": 2}]}, "components[0].each=2"),
        ("g01", {"colour": "red"}, "case.colour=red"),
        ("g19", {"means_test": "none"}, "means_test=none"),
        ("g19", {"means_test": {"kind": "guess"}}, "means_test.kind=guess"),
        ("g19", {"means_test": {"kind": "uc_taper", "income_weekly": "1"}}, "means_test.income_weekly=1"),
        ("g19", {"means_test": {"kind": "uc_taper", "allowance": "big"}}, "case=The 2025-26 table"),
        ("g19", {"means_test": {"kind": "uc_taper", "allowance": 3}}, "means_test.allowance=3"),
        ("g19", {"means_test": {"kind": "uc_taper", "capital": "lots"}}, "means_test.capital=lots"),
        ("g19", {"means_test": {"kind": "uc_taper", "capital": "-0.01"}}, "means_test.capital=-0.01"),
        ("g19", {"means_test": {"kind": "uc_taper", "capital": True}}, "means_test.capital=True"),
        ("g19", {"means_test": {"kind": "uc_taper", "capital": "1.005"}}, "means_test.capital=1.005"),
    ],
)
def test_words_outside_the_vocabulary_are_named(case_id, changes, words):
    worked = work(case_id, **changes)
    assert worked.result is None
    assert worked.not_understood[0].startswith(words)


def test_one_case_that_is_not_understood_does_not_stop_the_rest():
    rows = work_out("amounts", [{"id": "x"}, BY_ID["g01"]])
    assert [row.result is None for row in rows] == [True, False]


def test_agreement_is_to_the_penny_and_null_is_not_nought():
    found = {"weekly": None, "annual": "62.00"}
    assert amounts.agrees(found, {"weekly": None, "annual": "62"})
    assert not amounts.agrees(found, {"annual": "62.01"})
    assert not amounts.agrees(found, {"weekly": "0.00"})
    assert not amounts.agrees({"weekly": "0.00"}, {"weekly": None})
    assert not amounts.agrees(found, {"monthly": None})
