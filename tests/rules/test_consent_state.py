"""Where a consent stands on a day, as far as was known then."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from consent_values import ADULT, DEAD, NOW, a_consent, a_refusal, an_executor, by, moment

from welfare_desk.rules.consent_record import UNDERSTANDINGS
from welfare_desk.rules.consent_state import DERIVED_STATES, When, derived_state, enders_among, refusal_stands

OTHER = a_consent("c2", given="2026-10-01 09:00", replaces=("c1",))


def state(consent, at=NOW, known=None, subject=ADULT, others=()):
    derived = derived_state(consent, at, known or at, subject, (consent, *others))
    assert derived in DERIVED_STATES
    return derived


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "live"),
        ({"state": "entered_in_error"}, "entered_in_error"),
        ({"state": "draft"}, "draft"),
        ({"state": "not_done"}, "not_done"),
        ({"state": "draft", "given_at": None}, "draft"),
        ({"given_at": None}, "draft"),
        ({"given_at": NOW, "recorded_at": NOW}, "live"),
        ({"given": "2026-11-05 10:01"}, "unknown"),
        ({"recorded_at": moment("2026-11-05 10:01")}, "unknown"),
        ({"valid_from": date(2026, 11, 5)}, "live"),
        ({"valid_from": date(2026, 11, 6)}, "not_yet_valid"),
        ({"withdrawn": "2026-11-05 10:00"}, "withdrawn"),
        ({"withdrawn": "2026-11-05 10:01"}, "live"),
        ({"withdrawn": "2026-01-01 10:00"}, "withdrawn"),  # dated before the consent itself
        ({"withdrawn_at": moment("2026-10-01 10:00")}, "withdrawn"),  # half a record still counts
        ({"withdrawal_recorded_at": moment("2026-10-01 10:00")}, "withdrawn"),
        ({"withdrawn_at": moment("2026-11-05 10:01")}, "live"),
        ({"withdrawal_recorded_at": moment("2026-11-05 10:01")}, "live"),
        ({"expires_on": date(2026, 11, 5)}, "live"),
        ({"expires_on": date(2026, 11, 4)}, "expired"),
        ({"expires_on": None}, "expired"),
        ({"given_by": by("next_of_kin")}, "authority_lapsed"),
        ({"review_on": date(2026, 11, 5)}, "live"),
        ({"review_on": date(2026, 11, 4)}, "review_due"),
        ({"review_on": date(2026, 10, 8)}, "review_due"),  # twenty-eight days ago
        ({"review_on": date(2026, 10, 7)}, "review_overdue"),
        ({"review_on": None}, "live"),
    ],
)
def test_a_consent_stands_where_its_dates_say(changes, expected):
    assert state(a_consent(**changes)) == expected


def test_of_two_states_the_earlier_named_is_shown():
    """Each fault in the order of the list; all are present, and mending one shows the next."""
    faults = {
        "recorded_at": moment("2027-01-01 09:00"),
        "state": "entered_in_error",
        "valid_from": date(2026, 12, 1),
        "withdrawn": "2026-10-01 09:00",
        "expires_on": date(2026, 10, 2),
        "given_by": by("next_of_kin"),
        "review_on": date(2026, 9, 1),
    }
    seen = []
    while faults:
        seen.append(state(a_consent(**dict(faults)), others=(OTHER,) if "withdrawn" in faults else ()))
        faults.pop(next(iter(faults)))
    expected = ["unknown", "entered_in_error", "not_yet_valid", "superseded", "expired", "authority_lapsed"]
    assert seen == [*expected, "review_overdue"]


def test_a_replaced_consent_stays_replaced_when_it_is_also_withdrawn():
    assert state(a_consent(withdrawn="2026-10-20 09:00"), others=(OTHER,)) == "superseded"
    assert state(a_consent(withdrawn="2026-10-20 09:00", expires_on=None)) == "withdrawn"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (OTHER, "superseded"),
        (replace(OTHER, valid_from=date(2026, 12, 1)), "superseded"),  # from the moment it is given
        (replace(OTHER, state="draft"), "live"),
        (replace(OTHER, state="entered_in_error"), "live"),
        (replace(OTHER, subject="p2"), "live"),
        (replace(OTHER, replaces=("c9",)), "live"),
        (replace(OTHER, given_at=moment("2026-11-05 10:01")), "live"),
        (replace(OTHER, recorded_at=moment("2026-11-05 10:01")), "live"),
        (replace(OTHER, withdrawn_at=NOW, withdrawal_recorded_at=NOW), "superseded"),  # nothing revives
    ],
)
def test_a_consent_is_replaced_by_a_later_one_once_that_is_given_and_known(other, expected):
    assert state(a_consent(), others=(other,)) == expected


def test_a_consent_never_replaces_itself():
    assert state(a_consent(replaces=("c1",))) == "live"


def test_the_last_day_is_scotlands():
    consent = a_consent(expires_on=date(2026, 7, 10))
    assert state(consent, moment("2026-07-10 22:59")) == "live"
    assert state(consent, moment("2026-07-10 23:00")) == "expired"


def test_the_hour_that_comes_twice_is_told_apart():
    """25 October 2026: 01:30 comes first in summer time, then again in Greenwich time."""
    london = ZoneInfo("Europe/London")
    first = datetime(2026, 10, 25, 1, 30, tzinfo=london)
    again = first.replace(fold=1)
    given = a_consent(given_at=again.replace(minute=10), recorded_at=again.replace(minute=10))
    assert state(given, first) == "unknown"
    assert state(given, again) == "live"
    assert state(a_consent(), first, others=(replace(given, id="c3", replaces=("c1",)),)) == "live"
    assert state(a_consent(), again, others=(replace(given, id="c3", replaces=("c1",)),)) == "superseded"


@pytest.mark.parametrize(
    ("at", "known", "expected"),
    [
        ("2026-10-25 10:00", "2026-10-25 10:00", "live"),  # told to the receptionist, not yet recorded
        ("2026-10-25 10:00", "2026-11-01 09:00", "withdrawn"),
        ("2026-10-25 10:00", "2026-11-01 08:59", "live"),
        ("2026-10-20 08:59", "2026-11-05 10:00", "live"),  # before the patient spoke
        ("2026-10-20 09:00", "2026-11-05 10:00", "withdrawn"),
    ],
)
def test_a_replay_sees_what_was_learned_later(at, known, expected):
    told, recorded = moment("2026-10-20 09:00"), moment("2026-11-01 09:00")
    consent = a_consent(withdrawn_at=told, withdrawal_recorded_at=recorded)
    assert state(consent, moment(at), moment(known)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "live"),
        ({"expires_on": date(2026, 10, 1), "review_on": date(2026, 1, 1)}, "live"),
        ({"state": "entered_in_error"}, "entered_in_error"),
        ({"valid_from": date(2026, 11, 5)}, "live"),
        ({"valid_from": date(2026, 11, 6)}, "not_yet_valid"),
        ({"withdrawn": "2026-10-01 09:00"}, "withdrawn"),
        ({"withdrawn": "2026-11-05 10:01"}, "live"),
        ({"withdrawn_at": moment("2026-10-01 09:00")}, "live"),  # half a record takes no refusal away
        ({"withdrawal_recorded_at": moment("2026-10-01 09:00")}, "live"),
        ({"given_by": by("next_of_kin")}, "authority_lapsed"),
    ],
)
def test_a_refusal_does_not_lapse(changes, expected):
    refusal = a_refusal(**changes)
    assert state(refusal) == expected
    assert refusal_stands(refusal, When(NOW, NOW), enders_among((refusal,)), ADULT) is (expected == "live")


def test_a_refusal_is_replaced_only_by_somebody_with_standing():
    by_patient = a_consent("c3", given="2026-10-01 09:00", replaces=("r1",))
    assert state(a_refusal(), others=(by_patient,)) == "superseded"
    assert state(a_refusal(), others=(replace(by_patient, given_by=by("next_of_kin")),)) == "live"


def test_nobody_takes_back_the_no_of_the_dead():
    replacing = an_executor(replaces=("r1",))
    in_life = a_consent("c3", given="2026-10-01 09:00", replaces=("r1",))
    assert state(a_refusal(), subject=DEAD, others=(replacing,)) == "live"
    assert state(a_refusal(), subject=DEAD, others=(in_life,)) == "superseded"
    assert state(a_refusal(withdrawn="2026-10-30 09:00"), subject=DEAD) == "withdrawn"
    assert state(a_refusal(withdrawn="2026-10-31 09:00"), subject=DEAD) == "live"
    assert state(a_refusal(withdrawn="2026-10-31 09:00")) == "withdrawn"
    executors = an_executor("r2", polarity="refuse", withdrawn="2026-11-04 09:00")
    assert state(executors, subject=DEAD) == "withdrawn"


def test_the_day_of_a_moment_is_local():
    assert When(datetime(2026, 7, 1, 23, 30, tzinfo=UTC), NOW).day == date(2026, 7, 2)


def test_capacity_is_presumed_until_the_day_it_was_assessed():
    """Adults with Incapacity (Scotland) Act 2000 s.1(6)."""
    doubted = replace(ADULT, capacity="doubt", capacity_assessed_on=date(2026, 11, 5))
    assert doubted.capacity_on(date(2026, 11, 4)) == "presumed"
    assert doubted.capacity_on(date(2026, 11, 5)) == "doubt"
    assert ADULT.capacity_on(date(2026, 11, 5)) == ADULT.capacity


def test_a_childs_understanding_is_one_of_three_words():
    assert UNDERSTANDINGS == ("not_assessed", "has", "lacks")
