"""What a letter decides part by part, and what it comes to by the rates of its day."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.decided import CARE, IN_PARTS, MOBILITY, outcome, parts_of, weekly

BOOK = resources.benefits()
STANDARD, ENHANCED = "daily_living_standard", "daily_living_enhanced"
MOVES = "mobility_standard"


def test_the_parts_of_adp_are_daily_living_and_mobility_each_from_the_lowest():
    assert parts_of("adp", BOOK) == {CARE: (STANDARD, ENHANCED), MOBILITY: (MOVES, "mobility_enhanced")}
    assert parts_of("padp", BOOK) == {CARE: ("lower", "higher")}
    assert parts_of("uc", BOOK) == {}


def test_the_week_comes_from_the_rates_of_the_day_and_is_not_guessed_without_them():
    assert weekly("adp", (STANDARD, MOVES), date(2026, 11, 26), BOOK) == Decimal("107.00")
    assert weekly("adp", (), date(2026, 11, 26), BOOK) == 0
    assert weekly("adp", (STANDARD,), date(2019, 1, 1), BOOK) is None


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        ({CARE: ("", ""), MOBILITY: ("", "")}, "refused"),
        ({CARE: ("", STANDARD), MOBILITY: ("", "")}, "awarded"),
        ({CARE: (STANDARD, ENHANCED), MOBILITY: (MOVES, MOVES)}, "increased"),
        ({CARE: (ENHANCED, STANDARD), MOBILITY: ("", "")}, "reduced"),
        ({CARE: (STANDARD, ""), MOBILITY: ("", "")}, "reduced"),
        ({CARE: (STANDARD, STANDARD), MOBILITY: ("", "")}, "same"),
        ({CARE: (STANDARD, ENHANCED), MOBILITY: (MOVES, "")}, ""),
    ],
)
def test_a_decision_is_named_only_where_every_part_points_one_way(decided, expected):
    assert outcome("adp", decided, BOOK) == expected


@given(st.sampled_from(IN_PARTS), st.data())
def test_turning_a_decision_round_turns_up_into_down(benefit, data):
    decided = {
        part: (data.draw(st.sampled_from(("", *rates))), data.draw(st.sampled_from(("", *rates))))
        for part, rates in parts_of(benefit, BOOK).items()
    }
    back = {part: (now, was) for part, (was, now) in decided.items()}
    opposite = {"increased": {"reduced"}, "awarded": {"reduced"}, "reduced": {"increased", "awarded"}}
    said = outcome(benefit, decided, BOOK)
    assert outcome(benefit, back, BOOK) in opposite.get(said, {said})
