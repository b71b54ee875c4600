"""Descriptors: which applies, what it scores, and the rates that follow."""

from __future__ import annotations

import copy
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.descriptors import (
    RELIABLE,
    ChildNeeds,
    applies,
    attendance_rate,
    child_care_rate,
    child_mobility_rate,
    from_data,
    unreliable,
)

TABLES = resources.descriptors()
DAILY, MOBILITY, WORK = TABLES.daily_living, TABLES.mobility, TABLES.work
WASHING, MOVING = DAILY.activities["washing"], MOBILITY.activities["moving_around"]


def points(component):
    return {
        slug: [descriptor.points for descriptor in activity.descriptors]
        for slug, activity in component.activities.items()
    }


def test_the_points_of_pip_and_adp_are_the_schedules():
    assert points(DAILY) == {  # SI 2013/377 Sch 1 Part 2
        "preparing_food": [0, 2, 2, 2, 4, 8],
        "taking_nutrition": [0, 2, 2, 4, 6, 10],
        "managing_therapy": [0, 1, 2, 4, 6, 8],
        "washing": [0, 2, 2, 2, 3, 4, 8],
        "toilet": [0, 2, 2, 4, 6, 8],
        "dressing": [0, 2, 2, 2, 4, 8],
        "communicating": [0, 2, 4, 8, 12],
        "reading": [0, 2, 2, 4, 8],
        "engaging": [0, 2, 4, 8],
        "budgeting": [0, 2, 4, 6],
    }
    assert points(MOBILITY) == {  # Part 3
        "planning_journeys": [0, 4, 8, 10, 10, 12],
        "moving_around": [0, 4, 8, 10, 12, 12],
    }


def test_the_points_of_capability_for_work_are_the_schedules():
    assert points(WORK) == {  # SI 2013/376 Sch 6
        "mobilising": [15, 9, 9, 6, 0],
        "standing_sitting": [15, 9, 6, 0],
        "reaching": [15, 9, 6, 0],
        "picking_up": [15, 9, 6, 0],
        "dexterity": [15, 15, 9, 9, 0],
        "being_understood": [15, 15, 6, 0],
        "understanding": [15, 15, 6, 0],
        "navigation": [15, 15, 9, 0],
        "continence": [15, 6, 0],
        "consciousness": [15, 6, 0],
        "learning": [15, 9, 6, 0],
        "hazards": [15, 9, 6, 0],
        "personal_action": [15, 9, 6, 0],
        "coping_change": [15, 9, 6, 0],
        "getting_about": [15, 9, 6, 0],
        "social_engagement": [15, 9, 6, 0],
        "behaviour": [15, 15, 9, 0],
    }
    parts = [activity.part for activity in WORK.activities.values()]
    assert parts == ["physical"] * 10 + ["mental"] * 7


def test_every_activity_and_criterion_is_named_and_prompts_for_evidence():
    activities = [*DAILY.activities.values(), *MOBILITY.activities.values()]
    assert [activity.number for activity in activities] == list(range(1, 13))
    for activity in [*activities, *WORK.activities.values()]:
        assert activity.name
        assert all(descriptor.text for descriptor in activity.descriptors)
    assert DAILY.activities["washing"].part == ""
    assert len(TABLES.work_related) == 16
    assert set(TABLES.attendance) == {"day", "night", "renal", "terminal"}
    assert set(TABLES.child) == {
        *("care_lowest", "care_middle", "care_highest"),
        *("mobility_higher", "mobility_lower"),
    }
    for criterion in [*TABLES.work_related.values(), *TABLES.attendance.values(), *TABLES.child.values()]:
        assert criterion.text
        assert 3 <= len(criterion.evidence_prompts) <= 6
    assert (
        TABLES.work_related["mobilising"].evidence_prompts == WORK.activities["mobilising"].evidence_prompts
    )
    nutrition = DAILY.activities["taking_nutrition"].evidence_prompts
    assert TABLES.work_related["conveying_food"].evidence_prompts == nutrition
    assert set(TABLES.reliability) == set(RELIABLE)
    assert len(TABLES.treated_as) == 8
    assert TABLES.sources["pip"].startswith("Social Security (Personal Independence Payment)")
    assert (DAILY.name, MOBILITY.benefits, WORK.benefits) == ("Daily living", ("pip", "adp"), ("uc", "nsesa"))
    assert TABLES.attendance["day"].name == "Day condition"


@pytest.mark.parametrize(
    ("scored", "rate"),
    [(0, None), (7, None), (8, "standard"), (11, "standard"), (12, "enhanced"), (40, "enhanced")],
)
@pytest.mark.parametrize("component", [DAILY, MOBILITY])
def test_eight_points_are_standard_and_twelve_enhanced(component, scored, rate):
    assert component.rate(scored) == rate


def test_points_are_added_across_activities_and_the_highest_taken_within_one():
    assert DAILY.points({}) == 0
    assert DAILY.points({"washing": "", "toilet": "a"}) == 0
    assert DAILY.points({"washing": "e", "toilet": "b", "budgeting": "c"}) == 9
    assert DAILY.points({"washing": "ebf"}) == 4
    with pytest.raises(KeyError, match="washing has no descriptor h"):
        DAILY.points({"washing": "h"})
    with pytest.raises(KeyError, match="flying"):
        DAILY.points({"flying": "a"})


@pytest.mark.parametrize(
    ("days", "letter"),
    [
        ({"e": 53}, "e"),  # over half of 105
        ({"e": 52}, None),
        ({"a": 60, "b": 45}, "a"),  # a descriptor without points can be the one that applies
        ({"b": 105, "e": 60, "f": 53}, "f"),  # the highest of those over half
        ({"b": 105, "e": 60, "f": 52}, "e"),
        ({"b": 40, "e": 30}, "b"),  # together over half: the longest
        ({"e": 40, "b": 40}, "e"),  # equal: the highest
        ({"b": 40, "e": 40}, "e"),
        ({"b": 26, "e": 27}, "e"),  # 53 together
        ({"b": 26, "e": 26}, None),  # 52 together
        ({"a": 50, "e": 20, "f": 20}, None),  # no points, so a's days do not help (reg 7(1)(c))
        ({"a": 52, "e": 27, "f": 26}, "e"),  # and a is not chosen for its days
        ({"b": 40, "c": 40}, "c"),  # as many points: one of them, however listed
        ({"c": 40, "b": 40}, "c"),
        ({}, None),
        ({"g": 0}, None),
    ],
)
def test_the_descriptor_that_applies_is_the_regulations(days, letter):
    found = applies(WASHING, days, 105)
    assert (found and found.letter) == letter


def test_exactly_half_of_the_days_is_not_over_half():
    assert applies(WASHING, {"e": 182}, 364) is None
    assert applies(WASHING, {"e": 183}, 364).letter == "e"


def test_days_outside_the_period_and_letters_that_do_not_exist_are_refused():
    assert applies(MOVING, {"f": 105}, 105).points == 12
    with pytest.raises(ValueError, match="no more days"):
        applies(MOVING, {"f": 106}, 105)
    with pytest.raises(ValueError, match="no more days"):
        applies(MOVING, {"f": -1}, 105)
    with pytest.raises(KeyError):
        applies(MOVING, {"g": 5}, 105)


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 364)), st.randoms(use_true_random=False))
def test_the_order_in_which_days_are_listed_changes_nothing(days, random):
    shuffled = list(days.items())
    random.shuffle(shuffled)
    assert applies(WASHING, days, 364) == applies(WASHING, dict(shuffled), 364)


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 364)))
def test_what_applies_was_satisfied_and_nothing_over_half_scores_more(days):
    found = applies(WASHING, days, 364)
    over_half = [WASHING.descriptor(letter).points for letter, count in days.items() if count > 182]
    assert found is not None or not over_half
    if found is not None:
        assert days[found.letter] > 0
        assert found.points >= max(over_half, default=0)


def reliably(**change):
    facts = {
        "safely": True,
        "acceptable_standard": True,
        "repeatedly": True,
        "minutes": 20,
        "usual_minutes": 10,
    }
    return unreliable(**{**facts, **change})


def test_a_thing_is_done_only_if_it_is_done_reliably():
    assert reliably() == ()
    for way in RELIABLE[:3]:
        assert reliably(**{way: False}) == (way,)
    assert reliably(minutes=21) == ("reasonable_time",)
    assert reliably(minutes=Fraction(201, 10)) == ("reasonable_time",)
    assert reliably(safely=False, minutes=30) == ("safely", "reasonable_time")


def circumstance(group, slug):
    [found] = [row for row in TABLES.treated_as if (row.group, row.slug) == (group, slug)]
    return found


def test_fifteen_points_are_limited_capability_for_work():
    assert TABLES.limited_capability({}) is None
    assert TABLES.limited_capability({"mobilising": "b"}) is None
    assert TABLES.limited_capability({"mobilising": "b", "learning": "c"}) == "lcw"
    assert TABLES.limited_capability({"mobilising": "bd"}) is None  # the highest alone: 9, not 15
    assert TABLES.limited_capability({"mobilising": "b", "reaching": "d", "learning": "d"}) is None
    assert TABLES.limited_capability({"behaviour": "b"}) == "lcw"


def test_a_circumstance_stands_for_the_points():
    assert TABLES.limited_capability({}, [circumstance("lcw", "infectious_exclusion")]) == "lcw"
    assert TABLES.limited_capability({}, [circumstance("lcw", "substantial_risk")]) == "lcw"
    strong = circumstance("lcwra", "substantial_risk")
    assert TABLES.limited_capability({}, [circumstance("lcw", "substantial_risk"), strong]) == "lcwra"


def test_one_criterion_is_limited_capability_for_work_related_activity():
    assert TABLES.limited_for_work_related([]) is False
    assert TABLES.limited_for_work_related(["learning"]) is True
    assert TABLES.limited_for_work_related([], [circumstance("lcwra", "cancer_treatment")]) is True
    assert TABLES.limited_for_work_related([], [circumstance("lcw", "substantial_risk")]) is False
    with pytest.raises(KeyError):
        TABLES.limited_for_work_related(["navigation"])  # scores points, is no criterion


@pytest.mark.parametrize(
    ("facts", "rate"),
    [
        ({"day": False, "night": False}, None),
        ({"day": True, "night": False}, "lower"),
        ({"day": False, "night": True}, "lower"),
        ({"day": True, "night": True}, "higher"),
        ({"day": False, "night": False, "terminal": True}, "higher"),
        ({"day": False, "night": False, "dialysis": "day"}, "lower"),
        ({"day": False, "night": False, "dialysis": "night"}, "lower"),
        ({"day": True, "night": False, "dialysis": "day"}, "lower"),
        ({"day": True, "night": False, "dialysis": "night"}, "higher"),
        ({"day": False, "night": True, "dialysis": "day"}, "higher"),
        ({"day": False, "night": True, "dialysis": "night"}, "lower"),
    ],
)
def test_one_condition_is_the_lower_rate_and_both_the_higher(facts, rate):
    assert attendance_rate(**facts) == rate


def care(months, **needs):
    return child_care_rate(ChildNeeds(months, **needs), TABLES.child_ages)


def mobility(months, **needs):
    return child_mobility_rate(ChildNeeds(months, **needs), TABLES.child_ages)


def test_a_childs_care_rate_follows_the_conditions_met():
    assert care(60) is None
    assert care(60, part_of_day=True) == "lowest"
    assert care(60, day=True) == care(60, night=True) == care(60, night=True, part_of_day=True) == "middle"
    assert care(60, day=True, night=True) == "highest"


def test_under_sixteen_needs_must_be_beyond_the_usual():
    needs = {"day": True, "night": True, "beyond_usual": False}
    assert care(191, **needs) is None
    assert care(192, **needs) == "highest"
    assert care(191, part_of_day=True, beyond_usual=False) is None
    assert mobility(191, needs_guidance=True, beyond_usual=False) is None
    assert mobility(192, needs_guidance=True, beyond_usual=False) == "lower"
    assert mobility(100, cannot_walk=True, beyond_usual=False) == "higher"


def test_the_cooking_test_begins_at_sixteen():
    assert care(191, cannot_cook=True) is None
    assert care(192, cannot_cook=True) == "lowest"
    assert care(192, cannot_cook=True, day=True) == "middle"
    assert care(192) is None


def test_care_begins_at_three_months_and_at_birth_with_terminal_illness():
    assert care(2, day=True) is None
    assert care(3, day=True) == "middle"
    assert care(0, terminal=True) == "highest"


def test_mobility_begins_at_three_and_five_terminal_illness_included():
    assert mobility(35, cannot_walk=True, terminal=True) is None
    assert mobility(36, cannot_walk=True) == "higher"
    assert mobility(36, terminal=True) == "higher"
    assert mobility(59, needs_guidance=True) is None
    assert mobility(60, needs_guidance=True) == "lower"
    assert mobility(60, needs_guidance=True, cannot_walk=True) == "higher"
    assert mobility(60) is None


@pytest.mark.parametrize(
    ("benefit", "first", "last", "verified"),
    [
        ("adp", "2026-08-23", "2027-08-21", True),
        ("pip", "2026-08-22", "2027-08-21", True),
        ("padp", "2026-05-24", "2026-11-21", False),
        ("aa", "2026-05-22", "2026-11-21", True),
        ("cdp", "2026-08-23", "2027-05-22", False),
    ],
)
def test_the_required_period_lies_around_the_day(benefit, first, last, verified):
    period = TABLES.required_periods[benefit]
    around = period.around(date(2026, 11, 21))
    assert [day.isoformat() for day in around] == [first, last]
    assert period.verified is verified


def test_the_required_periods_are_those_five():
    assert set(TABLES.required_periods) == {"adp", "pip", "padp", "aa", "cdp"}


def spoilt():
    return copy.deepcopy(resources.table("descriptors.toml"))


def test_letters_out_of_order_are_refused():
    data = spoilt()
    data["mobility"]["activities"][0]["descriptors"][1]["letter"] = "c"
    with pytest.raises(ValueError, match="planning_journeys"):
        from_data(data)
    data["mobility"]["activities"][0]["descriptors"] = []
    with pytest.raises(ValueError, match="planning_journeys"):
        from_data(data)


@pytest.mark.parametrize("count", [2, 7])
def test_too_few_or_too_many_prompts_are_refused(count):
    data = spoilt()
    data["lcw"]["activities"][0]["evidence_prompts"] = ["x"] * count
    with pytest.raises(ValueError, match="prompts"):
        from_data(data)


def test_the_tables_cannot_be_changed():
    with pytest.raises(TypeError):
        DAILY.activities["washing"] = MOVING


def test_a_criterion_of_work_related_activity_has_words_and_no_name():
    assert {criterion.name for criterion in TABLES.work_related.values()} == {""}
    assert all(criterion.text for criterion in TABLES.work_related.values())
