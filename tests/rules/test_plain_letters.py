"""Letters that quote no record: authority (debt A, step 2), agreement (consent section 3), safe post."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.plain_letters import STOPS, Leaving, stops

SOUND = Leaving("sss", "mandate", assigned=True, mandate=True)
TO_CLIENT = Leaving("subject", "nothing", assigned=True, may_write=True)


def test_a_letter_under_a_live_authority_leaves() -> None:
    assert stops(SOUND) == ()
    assert stops(TO_CLIENT) == ()


@pytest.mark.parametrize(
    ("letter", "stop"),
    [
        (replace(SOUND, mandate=False), "mandate_needed"),
        (replace(SOUND, agreed=True, mandate=False), "mandate_needed"),
        (replace(SOUND, rests_on="practice_feedback"), "agreement_needed"),
        (replace(SOUND, rests_on="debt"), "agreement_needed"),
        (replace(SOUND, assigned=False), "not_assigned"),
        (replace(SOUND, died=True), "subject_deceased"),
        (replace(TO_CLIENT, may_write=False), "must_not_write"),
        (replace(TO_CLIENT, has_address=False), "no_safe_address"),
        (replace(TO_CLIENT, has_address=False, may_write=None), "no_safe_address"),
    ],
)
def test_what_is_in_the_way_is_named(letter: Leaving, stop: str) -> None:
    assert stops(letter) == (stop,)


def test_what_is_handed_over_needs_no_address() -> None:
    assert stops(replace(TO_CLIENT, may_write=False, has_address=False, by_hand=True)) == ()


def test_an_office_needs_no_address_of_the_client() -> None:
    assert stops(replace(SOUND, may_write=False, has_address=False)) == ()


_ANY = st.builds(
    Leaving,
    to=st.sampled_from(["sss", "creditor", "subject", "practice"]),
    rests_on=st.sampled_from(["nothing", "mandate", "debt", "practice_feedback", "referral_on"]),
    assigned=st.booleans(),
    died=st.booleans(),
    mandate=st.booleans(),
    agreed=st.booleans(),
    may_write=st.sampled_from([True, False, None]),
    has_address=st.booleans(),
    by_hand=st.booleans(),
)


@given(_ANY)
def test_everything_in_the_way_is_said_in_one_order(letter: Leaving) -> None:
    found = stops(letter)
    assert list(found) == [stop for stop in STOPS if stop in found]
    if not found:
        assert letter.assigned and not letter.died
        assert letter.mandate or letter.rests_on != "mandate"
        assert letter.agreed or letter.rests_on in ("nothing", "mandate")
