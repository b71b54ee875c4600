"""Letters that quote no record: authority (debt A, step 2), agreement (consent section 3), safe post."""

from __future__ import annotations

from dataclasses import replace

import pytest
from consent_values import ADULT, NOW, a_consent, a_refusal, moment
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.consent_record import ALL
from welfare_desk.rules.plain_letters import LIVE, STOPS, Leaving, agreed, stops

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


YES = a_consent(purposes=("debt",), recipients=("brown-bank",))
NO = a_refusal(purposes=("debt",), recipients=("brown-bank",), given_at=moment("2026-07-01 09:00"))


def under(*consents, purpose: str = "debt", recipient: str = "brown-bank") -> str | None:
    return agreed(consents, purpose, recipient, ADULT, NOW)


def test_an_agreement_names_the_purpose_and_the_body_and_allows_sending() -> None:
    assert LIVE == ("live", "review_due")
    assert under(YES) == YES.id
    assert under() is None
    assert under(YES, purpose="referral_on") is None
    assert under(YES, recipient="other-bank") is None
    kept_here = replace(YES, scope=replace(YES.scope, actions=("read",)))
    assert under(kept_here) is None


@pytest.mark.parametrize(
    "facts",
    [
        {"withdrawn_at": moment("2026-11-01 09:00")},
        {"expires_on": moment("2026-11-04 09:00").date()},
        {"state": "draft"},
    ],
)
def test_an_agreement_that_is_over_or_unfinished_is_none(facts) -> None:
    assert under(replace(YES, **facts)) is None


def test_an_agreement_due_for_review_still_holds() -> None:
    assert under(replace(YES, review_on=moment("2026-11-01 09:00").date())) == YES.id


@pytest.mark.parametrize(
    "refused",
    [
        {},
        {"purposes": (ALL,)},
        {"recipients": (ALL,)},
        {"recipients": ()},
        {"given_at": YES.given_at},
    ],
)
def test_a_later_refusal_takes_it_away(refused) -> None:
    assert under(YES, replace(NO, **refused)) is None


@pytest.mark.parametrize(
    "refused",
    [
        {"purposes": ("referral_on",)},
        {"recipients": ("other-bank",)},
        {"given_at": moment("2026-05-01 09:00")},
    ],
)
def test_a_refusal_of_something_else_or_from_before_does_not(refused) -> None:
    assert under(YES, replace(NO, **refused)) == YES.id


def test_agreeing_again_after_a_refusal_counts_and_the_latest_is_named() -> None:
    again = replace(YES, id="c9", given_at=moment("2026-09-01 09:00"))
    for order in ((YES, NO, again), (again, NO, YES)):
        assert under(*order) == "c9"


def test_of_several_agreements_the_latest_is_named() -> None:
    later = replace(YES, id="c9", given_at=moment("2026-09-01 09:00"))
    assert under(YES, later) == under(later, YES) == "c9"
