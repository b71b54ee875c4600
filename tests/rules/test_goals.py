"""Goals as they are counted: 65 % of goals met is said of those decided."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.goals import CATEGORIES, FINAL, STATES, figures


def test_partly_met_is_not_met_and_what_nobody_reviewed_is_left_out():
    found = figures(["met", "met", "partly", "not_met", "open", "open", "open", "dropped"])
    assert (found.met.part, found.met.whole, found.met.percent) == (2, 4, Decimal(50))
    assert (found.partly, found.not_reviewed) == (1, 3)


def test_of_no_goals_nothing_is_said():
    assert figures([]).met.percent is None
    assert figures(["open"]).met.percent is None


@given(st.lists(st.sampled_from(sorted(STATES))))
def test_every_goal_is_decided_or_open_or_dropped(states):
    found = figures(iter(states))
    assert found.met.whole + found.not_reviewed + states.count("dropped") == len(states)
    assert 0 <= found.met.part + found.partly <= found.met.whole


def test_the_codes_that_are_stored_stay_what_they_are():
    assert list(CATEGORIES) == [
        "money", "debt", "home", "health", "mind", "family", "work", "company", "everyday", "other",
    ]  # fmt: skip
    assert list(STATES) == ["open", "met", "partly", "not_met", "dropped"]
    assert FINAL == ("met", "partly", "not_met")


def test_every_code_has_words_of_its_own():
    for words in (CATEGORIES, STATES):
        assert all(label[0].isupper() and label.replace(" ", "").isalpha() for label in words.values())
        assert len(set(words.values())) == len(words)
