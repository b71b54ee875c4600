"""The income check against households written before it, each with a twin in which one fact is different."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from welfare_desk import resources
from welfare_desk.rules.income.check import check
from welfare_desk.rules.income.household import Care, Home, Household, InPayment, Person, pension_age_on

ON = date(2026, 11, 26)
CASES = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "income" / "households.toml").read_text(encoding="utf-8")
)["cases"]


def unknown(value):
    return None if value == "unknown" else value


def sum_of(written):
    return None if unknown(written) is None else Decimal(written)


def awards_of(written):
    return {
        code: InPayment(tuple(said.get("components", ())), sum_of(said.get("weekly", "unknown")))
        for code, said in written.items()
    }


def care_of(said):
    return Care(said["for"], said["hours"], said.get("qualifying"), said.get("severe_disability_paid"))


def person_of(said):
    return Person(
        id=said["id"],
        born=said["born"],
        condition=unknown(said.get("condition", False)),
        work_limited=unknown(said.get("work_limited", "none")),
        earnings=sum_of(said.get("earnings", "0")),
        pension=sum_of(said.get("pension", "0")),
        cares=tuple(map(care_of, said.get("cares", ()))),
        carer_paid=said.get("carer_paid", False),
        due=said.get("due"),
        school=said.get("school", ""),
        awards=awards_of(said.get("awards", {})),
    )


def household_of(case):
    rent = case.get("rent", {"tenure": "owner"})
    return Household(
        people=tuple(map(person_of, case["people"])),
        awards=awards_of(case.get("awards", {})),
        capital=sum_of(case.get("capital", "0")),
        home=Home(rent["tenure"], sum_of(rent.get("weekly", "unknown")), rent.get("spare_bedrooms", 0)),
        council_tax=unknown(case.get("council_tax", False)),
        others_at_home=case.get("others_at_home", 0),
        immigration=unknown(case.get("immigration", "settled")),
    )


def twin_of(case):
    """The case with its one fact changed."""
    changed = deepcopy(case)
    [(path, value)] = case["twin"]["set"].items()
    who, _, field = path.partition(".")
    target = next(one for one in changed["people"] if one["id"] == who) if field else changed
    target[field or who] = value
    return changed


def rows_of(case):
    return check(household_of(case), on=ON, catalogue=resources.benefits())


def names_of(rows):
    return [f"{row.benefit}@{row.whom}:{row.standing}" for row in rows]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_whole_list_in_order(case):
    rows = rows_of(case)
    assert names_of(rows) == case["expect"]
    found = {f"{row.benefit}@{row.whom}": row for row in rows}
    for key, amount in case.get("amounts", {}).items():
        assert found[key].amount == Decimal(amount)
        assert found[key].rates, "an amount says what it rests on"
    for key, words in case.get("costs", {}).items():
        assert words in " ".join(found[key].costs)
    for key, facts in case.get("missing", {}).items():
        assert list(found[key].missing) == facts
    assert all(row.why for row in rows)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_its_twin_changes_the_named_rows(case):
    before, after = names_of(rows_of(case)), names_of(rows_of(twin_of(case)))
    for row in case["twin"].get("goes", ()):
        assert row in before and row not in after
    for row in case["twin"].get("appears", ()):
        assert row in after and row not in before


@pytest.mark.parametrize(
    ("born", "reached"),
    [
        (date(1954, 10, 6), date(2020, 10, 6)),
        (date(1960, 4, 5), date(2026, 4, 5)),
        (date(1960, 4, 6), date(2026, 5, 6)),
        (date(1960, 5, 5), date(2026, 6, 5)),
        (date(1960, 5, 6), date(2026, 7, 6)),
        (date(1961, 2, 6), date(2028, 1, 6)),
        (date(1961, 3, 5), date(2028, 2, 5)),
        (date(1961, 3, 6), date(2028, 3, 6)),
        (date(1961, 6, 1), date(2028, 6, 1)),
    ],
)
def test_state_pension_age_rises_by_the_month(born, reached):
    """Pensions Act 1995 sch.4 as amended by Pensions Act 2014 s.26: a month more from 6 April 1960."""
    assert pension_age_on(born) == reached
