"""What may happen to a challenge, and when a letter must be posted to be had in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.tribunal import (
    ANSWERS_NOTHING,
    FORUMS,
    HANDED_IN,
    OURS,
    TURNS,
    post_by,
    short_term_assistance,
    turns_of,
)

NEW_YEAR = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 1, 4)})


def test_a_letter_is_posted_three_working_days_before_it_must_be_had():
    assert post_by(date(2026, 11, 26), frozenset()) == date(2026, 11, 23)
    assert post_by(date(2026, 11, 23), frozenset()) == date(2026, 11, 18)  # over a weekend
    assert post_by(date(2027, 1, 5), NEW_YEAR) == date(2026, 12, 29)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_the_day_to_post_is_a_working_day_before_the_safe_day(safe):
    posted = post_by(safe, NEW_YEAR)
    assert posted < safe and posted.weekday() < 5 and posted not in NEW_YEAR
    assert safe - posted <= timedelta(days=12)


@pytest.mark.parametrize("route", list(HANDED_IN))
def test_everything_that_is_handed_in_enters_a_stage_of_its_route(route):
    routes = resources.routes()
    for event in HANDED_IN[route]:
        assert routes.stage_opened_by(event, route) is not None, event
        assert event in routes.event_words
    if route in FORUMS:
        assert routes.stage_opened_by(FORUMS[route], route) is not None


def test_what_answers_nothing_is_known_to_the_table():
    routes = resources.routes()
    assert set(routes.event_words) >= ANSWERS_NOTHING
    assert OURS < ANSWERS_NOTHING and "redet_sent" not in ANSWERS_NOTHING


def test_only_a_tribunal_strikes_out_and_only_its_rules_start_the_month():
    """SI 2008/2685 rr. 8 and 17: reinstatement within a month of the notice."""
    assert "struck_out" in turns_of("DWP") and "struck_out" not in turns_of("SWF")
    assert "lapsed" not in turns_of("SSS")  # the 2018 Act knows no revision that ends an appeal
    for code in ("struck_out", "withdrawn"):
        assert resources.routes().started_by(TURNS[code].event, "DWP", "uc")
    assert set(turns_of("")) <= set(TURNS)


def test_housing_benefit_turns_as_the_departments_own_do():
    """The same chamber and rules: SI 2008/2685."""
    assert turns_of("HB") == turns_of("HMRC") == turns_of("DWP") == tuple(TURNS)
    assert TURNS["died"].event == TURNS["lapsed"].event == ""


@pytest.mark.parametrize(
    ("benefit", "outcome", "said"),
    [("adp", "reduced", True), ("cdp", "ended", True), ("adp", "refused", False), ("uc", "reduced", False)],
)
def test_an_award_that_fell_can_be_kept_going_while_it_is_challenged(benefit, outcome, said):
    """2018 asp 9 s.36 and sch.10: only an award that was in payment."""
    assert bool(short_term_assistance(benefit, outcome)) is said
