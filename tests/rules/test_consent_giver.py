"""Who may give consent, on which days (DPA 2018 s.208; Adults with Incapacity (Scotland) Act 2000)."""

from dataclasses import replace
from datetime import date

import pytest
from consent_values import ADULT, DEAD, a_consent, a_refusal, a_request, an_executor, answer, by

from welfare_desk.rules.consent_giver import giver_fault, had_standing
from welfare_desk.rules.consent_record import GivenBy

USE = date(2026, 11, 5)  # the consents of these tests are given on 1 June 2026


def aged(dob, understanding="not_assessed"):
    return replace(ADULT, dob=date.fromisoformat(dob), understanding=understanding)


def able(capacity, assessed_on=None):
    on = assessed_on and date.fromisoformat(assessed_on)
    return replace(ADULT, capacity=capacity, capacity_assessed_on=on)


LACKS = able("lacks", "2026-01-15")


def fault(given_by, subject=ADULT, **consent):
    return giver_fault(a_consent(given_by=given_by, **consent), subject, USE)


SELF = GivenBy("self", None)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (ADULT, None),
        (aged("2010-11-05", "lacks"), None),  # sixteen today: capacity is presumed
        (aged("2010-11-06", "lacks"), "child_capacity_not_shown"),
        (aged("2010-11-06"), None),
        (aged("2014-11-05"), None),  # twelve today
        (aged("2014-11-06"), "child_capacity_not_shown"),
        (aged("2014-12-01"), "child_capacity_not_shown"),
        (aged("2014-11-06", "has"), None),
        (aged("2014-11-06", "lacks"), "child_capacity_not_shown"),
        (able("lacks", "2026-06-02"), "capacity_lost"),
        (able("lacks", "2026-06-01"), "giver_lacked_capacity"),
        (able("lacks", "2026-05-31"), "giver_lacked_capacity"),
        (able("lacks"), "capacity_lost"),
        (able("lacks", "2026-11-05"), "capacity_lost"),
        (able("lacks", "2026-11-06"), None),  # presumed until the day it was assessed
        (able("doubt", "2026-11-01"), "capacity_in_doubt"),
        (able("doubt"), "capacity_in_doubt"),
        (able("doubt", "2026-11-06"), None),
        (DEAD, "authority_not_valid"),
        (replace(DEAD, deceased_on=USE), "authority_not_valid"),
        (replace(DEAD, deceased_on=date(2026, 11, 6)), None),
    ],
)
def test_a_patients_own_word(subject, expected):
    assert fault(SELF, subject) == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (aged("2014-11-06"), None),
        (aged("2014-11-05"), "child_now_decides"),
        (aged("2014-11-05", "has"), "child_now_decides"),
        (aged("2014-11-05", "lacks"), None),
        (aged("2010-11-06", "lacks"), None),
        (aged("2010-11-06"), "child_now_decides"),
        (aged("2010-11-05"), "child_now_16"),
        (aged("2010-11-05", "lacks"), "child_now_16"),
    ],
)
def test_a_parent_decides_until_the_child_does(subject, expected):
    assert fault(by("parent", registered=False, starts_on=None, powers=()), subject) == expected


@pytest.mark.parametrize("role", ["attorney_continuing", "appointee", "next_of_kin", "advocate"])
@pytest.mark.parametrize("subject", [ADULT, LACKS, DEAD])
def test_some_never_decide_about_health_information(role, subject):
    assert fault(by(role), subject) == "wrong_authority"


@pytest.mark.parametrize("role", ["attorney_welfare", "guardian_welfare", "intervener"])
@pytest.mark.parametrize(
    ("authority", "expected"),
    [
        ({}, None),
        ({"seen": False}, "authority_not_seen"),
        ({"starts_on": date(2026, 6, 1)}, None),
        ({"starts_on": date(2026, 6, 2)}, "authority_not_started"),
        ({"starts_on": None}, "authority_not_started"),
        ({"last_day": USE}, None),
        ({"last_day": date(2026, 11, 4)}, "authority_lapsed"),
        ({"ended_on": date(2026, 11, 6)}, None),
        ({"ended_on": USE}, "authority_lapsed"),
        ({"last_day": USE, "ended_on": USE}, "authority_lapsed"),
        ({"powers": ("money",)}, "powers_insufficient"),
        ({"powers": ("money", "health_information")}, None),
        # each of two faults: the earlier test is reported
        ({"seen": False, "starts_on": None}, "authority_not_seen"),
        ({"starts_on": None, "last_day": date(2026, 11, 4)}, "authority_not_started"),
        ({"last_day": date(2026, 11, 4), "powers": ()}, "authority_lapsed"),
    ],
)
def test_a_deed_or_order_must_be_seen_in_force_and_wide_enough(role, authority, expected):
    assert fault(by(role, **authority), LACKS) == expected


def test_only_a_power_of_attorney_must_be_registered():
    roles = ("attorney_welfare", "guardian_welfare", "intervener")
    faults = [fault(by(role, registered=False, starts_on=date(2020, 1, 1)), LACKS) for role in roles]
    assert faults == ["authority_not_registered", None, None]
    unstarted = by("attorney_welfare", registered=False, starts_on=None)
    assert fault(unstarted, LACKS) == "authority_not_registered"
    assert fault(by("attorney_welfare", seen=False, registered=False), LACKS) == "authority_not_seen"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (LACKS, None),
        (able("lacks"), None),
        (able("lacks", "2026-11-05"), None),
        (able("lacks", "2026-11-06"), "attorney_not_active"),
        (able("doubt", "2026-01-15"), "attorney_not_active"),
        (ADULT, "attorney_not_active"),
        (replace(LACKS, deceased_on=USE), "authority_not_valid"),
    ],
)
def test_a_welfare_attorney_acts_only_while_the_patient_cannot(subject, expected):
    assert fault(by("attorney_welfare"), subject) == expected
    assert fault(by("attorney_welfare", powers=()), subject) in ("powers_insufficient", "authority_not_valid")


def test_a_guardian_needs_no_fresh_assessment():
    assert fault(by("guardian_welfare"), ADULT) is None


@pytest.mark.parametrize("role", ["parent", "guardian_welfare", "attorney_welfare"])
def test_authority_that_was_never_recorded_was_never_seen(role):
    assert fault(GivenBy(role, None), LACKS) == "authority_not_seen"


@pytest.mark.parametrize("seen", [False, True])
def test_a_parent_must_show_parental_rights(seen):
    child = aged("2018-01-01")
    assert fault(by("parent", seen=seen), child) == (None if seen else "authority_not_seen")


def test_parental_rights_may_start_and_end():
    child = aged("2018-01-01")
    assert fault(by("parent", starts_on=date(2026, 6, 2)), child) == "authority_not_started"
    assert fault(by("parent", ended_on=USE), child) == "authority_lapsed"


@pytest.mark.parametrize(
    ("given", "authority", "died", "expected"),
    [
        ("2026-11-03 09:00", {}, "2026-10-30", None),
        ("2026-10-30 09:00", {}, "2026-10-30", None),
        ("2026-10-29 09:00", {}, "2026-10-30", "authority_not_valid"),
        ("2026-11-03 09:00", {}, None, "authority_not_valid"),
        ("2026-11-03 09:00", {"seen": False}, "2026-10-30", "authority_not_valid"),
        ("2026-11-03 09:00", {"ended_on": USE}, "2026-10-30", "authority_lapsed"),
        ("2026-11-03 09:00", {"registered": False, "starts_on": None, "powers": ()}, "2026-10-30", None),
    ],
)
def test_an_executor_decides_after_death_once_confirmation_was_seen(given, authority, died, expected):
    subject = replace(ADULT, deceased_on=died and date.fromisoformat(died))
    assert fault(by("executor", **authority), subject, given=given) == expected


def test_an_executor_without_any_paper_decides_nothing():
    assert fault(GivenBy("executor", None), DEAD, given="2026-11-03 09:00") == "authority_not_valid"


def test_days_are_counted_in_scotland():
    """Given 23:30 GMT on 31 May is 00:30 on 1 June in Scotland, the first day of the order."""
    order = by("guardian_welfare", starts_on=date(2026, 6, 1))
    assert fault(order, given="2026-05-31 23:30") is None
    assert fault(order, given="2026-05-31 22:30") == "authority_not_started"


@pytest.mark.parametrize(
    ("given_by", "subject", "stood"),
    [
        (SELF, ADULT, True),
        (SELF, able("doubt", "2026-01-15"), True),
        (SELF, able("lacks", "2026-09-02"), True),
        (SELF, able("lacks"), True),
        (SELF, able("lacks", "2026-09-01"), False),
        (SELF, aged("2014-09-02"), False),
        (SELF, aged("2014-09-01"), True),
        (SELF, DEAD, True),
        (by("parent"), aged("2014-09-02"), True),
        (by("parent"), aged("2014-09-01"), False),
        (by("next_of_kin"), ADULT, False),
        (by("executor"), DEAD, False),
        (by("guardian_welfare", last_day=date(2026, 9, 1)), LACKS, True),
        (by("guardian_welfare", last_day=date(2026, 8, 31)), LACKS, False),
    ],
)
def test_a_refusal_counts_if_its_giver_had_standing_that_day(given_by, subject, stood):
    refusal = a_refusal(given_by=given_by)
    assert had_standing(refusal, subject) is stood
    permit = a_consent(given_by=by("guardian_welfare"))
    if subject is not DEAD:
        assert answer(a_request(subject_state=subject), permit, refusal) == ("refused" if stood else "ok")


def test_a_consent_prepared_but_not_yet_given_is_judged_by_the_day_of_use():
    order = by("guardian_welfare", starts_on=USE)
    assert giver_fault(replace(a_consent(given_by=order), given_at=None), ADULT, USE) is None


def test_nobody_has_standing_before_they_have_spoken():
    assert had_standing(replace(a_refusal(), given_at=None), ADULT) is False


def test_an_executors_refusal_counts():
    assert had_standing(an_executor(polarity="refuse"), DEAD) is True
