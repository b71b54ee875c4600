"""What a patch comes to: practice service, section 8 (households a worker: the whole patch, not clients)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from welfare_desk.rules import patches
from welfare_desk.rules.patches import ANSWERS, ISSUES, Onward, Try
from welfare_desk.rules.session_use import Share

DAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ((), "not_tried"),
        (("nobody", "left"), "nobody"),
        (("nobody", "spoken", "nobody"), "spoken"),
        (("later",), "spoken"),
        (("spoken", "declined"), "declined"),
        (("declined", "nobody"), "declined"),
        (("declined", "spoken"), "spoken"),
        (("empty",), "empty"),
        (("empty", "nobody"), "nobody"),
    ],
)
def test_the_last_clear_word_holds_and_a_closed_door_is_none(answers, state):
    assert patches.state((DAY, answer) for answer in answers) == state


def test_a_home_that_wants_no_visits_or_is_empty_is_not_gone_to():
    assert [patches.may_call(one) for one in patches.STATES] == [True, True, True, False, False]


def figures(tries, homes="abcd", before=(), onward=(), workers="1"):
    return patches.figures(list(homes), before, tries, onward, Decimal(workers))


def test_coverage_is_of_homes_and_attempts_are_of_attempts():
    told = figures(
        [Try("a", DAY, "door", "nobody"), Try("a", DAY, "door", "spoken"), Try("b", DAY, "phone", "declined")]
    )
    assert (told.spoken, told.answered) == (Share(1, 4), Share(2, 3))
    assert (told.tried, told.visits, told.declined, told.not_tried) == (2, 2, 1, 2)
    assert told.by_how == (("door", 2), ("phone", 1))


def test_what_was_before_the_span_tells_how_a_home_stands_and_is_not_counted():
    told = figures([], before=[Try("a", DAY, "door", "spoken"), Try("b", DAY, "door", "empty")])
    assert (told.spoken, told.homes, told.empty, told.visits, told.not_tried) == (Share(0, 3), 3, 1, 0, 2)


def test_an_issue_counts_homes_and_a_carer_is_counted_once():
    told = figures(
        [
            Try("a", DAY, "door", "spoken", ("fuel", "money"), 2, 1),
            Try("a", DAY, "door", "spoken", ("fuel",), 1, 1),
            Try("b", DAY, "door", "spoken", ("fuel",)),
        ]
    )
    assert told.issues == (("fuel", 2), ("money", 1))
    assert (told.carers, told.young_carers, told.homes_with_carers) == (2, 1, 1)


def test_referrals_on_keep_their_own_bar():
    onward = [
        Onward("a", "fuel", "referred", "accepted"),
        Onward("b", "fuel", "signposted", None),
        Onward("b", "food", "accompanied", "took_place"),
    ]
    told = figures([], onward=onward)
    assert told.onward == (("fuel", 2, 1), ("food", 1, 1)) and told.connected == Share(2, 3)


def test_homes_a_worker_is_the_whole_patch():
    assert figures([], homes=[str(n) for n in range(130)], workers="0.8").homes_a_worker == Decimal("162.5")
    assert figures([], workers="0").homes_a_worker is None


def test_every_kind_of_support_is_an_issue_that_can_be_met():
    assert {"money", "carers", "children", "abuse", "health", "repairs", "other"} <= set(ISSUES)
    assert list(ISSUES)[-1] == "other"


tries = some.builds(
    Try,
    some.sampled_from("abcdef"),
    some.just(DAY),
    some.sampled_from(["door", "phone"]),
    some.sampled_from(list(ANSWERS)),
    some.lists(some.sampled_from(list(ISSUES)), max_size=3).map(tuple),
    some.integers(0, 3),
    some.integers(0, 3),
)


@given(some.lists(tries, max_size=20), some.lists(tries, max_size=20))
def test_the_figures_hold_together_whatever_was_entered(before, within):
    told = figures(within, homes="abcdef", before=before)
    assert told.homes + told.empty == 6
    assert told.spoken.part <= told.tried <= told.homes
    assert told.answered.part <= told.answered.whole == len(within)
    assert sum(many for _, many in told.by_how) == len(within)
    assert all(many <= 6 for _, many in told.issues)
