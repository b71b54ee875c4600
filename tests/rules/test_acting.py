"""Who signs and is written to: SI 1987/1968 reg 33, 2018 asp 9 s.85B, 2000 asp 4 ss.15, 16 and 64."""

from datetime import date
from uuid import UUID

import pytest

from welfare_desk.rules.acting import ROLES, Power, in_a_sentence, who_acts

SSS, DWP = UUID(int=1), UUID(int=2)
ON = date(2026, 11, 26)


def a_power(role, body=None, n=9, **days):
    said = {"from_on": date(2026, 1, 1), "to_on": None, "ended_on": None} | days
    return Power(UUID(int=n), role, body, **said)


def test_an_appointee_acts_for_the_body_that_appointed_them_alone():
    appointee = a_power("appointee", DWP)
    assert who_acts([appointee], DWP, ON) is appointee
    assert who_acts([appointee], SSS, ON) is None and who_acts([appointee], None, ON) is None


@pytest.mark.parametrize("role", ["attorney_continuing", "guardian_financial"])
def test_a_power_over_money_holds_towards_everybody(role):
    power = a_power(role)
    assert who_acts([power], SSS, ON) is power and who_acts([power], None, ON) is power


@pytest.mark.parametrize("role", ["attorney_welfare", "guardian_welfare"])
def test_a_welfare_power_reaches_no_money(role):
    assert who_acts([a_power(role)], SSS, ON) is None


def test_the_bodys_own_appointee_comes_before_an_attorney_and_the_newest_before_an_older_one():
    attorney, appointee = a_power("attorney_continuing", n=1), a_power("appointee", DWP, n=2)
    assert who_acts([attorney, appointee], DWP, ON) is appointee
    assert who_acts([attorney, appointee], SSS, ON) is attorney
    newer = a_power("attorney_continuing", n=3, from_on=date(2026, 6, 1))
    assert who_acts([attorney, newer], None, ON) is newer


@pytest.mark.parametrize(
    ("days", "acts"),
    [
        ({"from_on": ON}, True),
        ({"from_on": date(2026, 11, 27)}, False),
        ({"to_on": ON}, True),
        ({"to_on": date(2026, 11, 25)}, False),
        ({"ended_on": ON}, False),
        ({"ended_on": date(2026, 11, 27)}, True),
    ],
)
def test_its_last_day_counts_and_the_day_it_was_ended_does_not(days, acts):
    assert (who_acts([a_power("attorney_continuing", **days)], None, ON) is not None) is acts


def test_every_power_has_its_words():
    assert all(in_a_sentence(role) for role in ROLES) and in_a_sentence("x") == ""
