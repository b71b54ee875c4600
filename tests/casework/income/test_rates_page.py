"""What can be looked up in the tables: each thing found by the words people type, said in words."""

from __future__ import annotations

import re
from datetime import date

import pytest

from welfare_desk import resources
from welfare_desk.casework.income import rates_page
from welfare_desk.rules.benefits import NoRate

TODAY = date(2026, 11, 26)


def test_a_rate_says_its_amount_its_day_and_the_year_before():
    [rate] = rates_page.rates(TODAY, "adp standard daily")
    assert (rate.head, rate.words) == ("Adult Disability Payment (ADP)", "Standard daily living")
    assert (rate.figure, rate.per, rate.since) == ("£76.70", "a week", date(2026, 4, 6))
    assert ("Before that", "£73.90 a week, in 2025/26") in rate.facts


def test_the_day_asked_about_decides_the_year():
    [rate] = rates_page.rates(date(2026, 4, 5), "adp standard daily")
    assert rate.figure == "£73.90"


def test_no_table_of_another_year_is_stood_in():
    with pytest.raises(NoRate):
        rates_page.rates(date(2031, 1, 1))


def test_a_benefit_without_a_figure_is_found_and_says_so():
    assert not [entry for entry in rates_page.rates(TODAY) if entry.key[0] == "benefit"]
    found = rates_page.rates(TODAY, "short-term assistance")
    assert [entry.words for entry in found] == ["No figure is kept here"]


def test_a_share_is_no_sum():
    [taper] = rates_page.rates(TODAY, "universal credit taper")
    assert (taper.figure, taper.second) == ("55%", "A share, not a sum")


def test_the_benefit_cap_is_among_the_rates():
    figures = {entry.words: entry.figure for entry in rates_page.rates(TODAY, "benefit cap")}
    assert figures == {"Single no children": "£283.71", "Couple or with children": "£423.46"}


@pytest.mark.parametrize("year", ["2024-25", "2025-26", "2026-27"])
def test_every_component_has_words(year):
    for code, table in resources.benefits().years[year].rates.items():
        for component in table:
            assert "_" not in resources.component_words(code, component)


def test_time_limits_that_differ_by_benefit_stand_one_by_one():
    [adp] = rates_page.limits(TODAY, "adp ask redetermination determination")
    assert (adp.figure, adp.standing) == ("42 days", "high")
    [scp] = rates_page.limits(TODAY, "scp ask redetermination determination")
    assert (scp.figure, scp.standing) == ("31 days", "medium")


def test_the_count_is_said_whole_in_the_pane():
    appeal = rates_page.limits(TODAY, "adp appeal tribunal redetermination sent")[0]
    assert dict(appeal.facts)["Counted"] == (
        "31 days beginning with the day it is taken as received, two days after sending"
    )


def test_the_pane_gives_the_address_at_which_the_rule_was_read():
    told = {entry.key: dict(entry.facts).get("Read at") for entry in rates_page.limits(TODAY)}
    assert told["limit", "DWP", "dwp.claim-uc"] == (
        "https://www.legislation.gov.uk/uksi/2013/380/regulation/26"
    )
    own = next(address for key, address in told.items() if key[2:] == ("sss.ask-redetermination", "adp"))
    assert own == "https://www.legislation.gov.uk/sdsi/2022/9780111052778/regulation/54"


def test_a_low_confidence_comes_with_its_doubt():
    assert all(entry.doubts for entry in rates_page.limits(TODAY) if entry.standing == "low")


def test_no_code_is_left_in_what_opens_what():
    codes = {code for code in resources.benefits().benefits if "-" in code or code in ("uc", "hb", "csp")}
    for door in rates_page.doors():
        told = dict(door.facts)
        said = " ".join([door.words, door.second, told.get("Opens", ""), told.get("On condition", "")])
        assert not codes & set(re.findall(r"[\w-]+", said))


def test_a_list_says_what_the_report_calls_its_codes_and_since_when():
    for entry in rates_page.lists(TODAY):
        assert entry.since is not None and entry.since <= TODAY
    assert rates_page.lists(date(2010, 1, 1)) == []


def test_every_answer_of_the_consent_check_can_be_looked_up():
    assert len(rates_page.consent_answers()) == len(resources.consent_words().reasons_in_words)


@pytest.mark.parametrize("typed", ["", "   ", "(", "adp (", "É", "a" * 500, "£76.70", "42 days"])
def test_whatever_is_typed_something_or_nothing_is_found(typed):
    for read in (rates_page.rates, rates_page.limits, rates_page.lists):
        assert isinstance(read(TODAY, typed), list)


def test_adp_does_not_find_pension_age_disability_payment():
    assert {entry.head for entry in rates_page.rates(TODAY, "adp")} == {"Adult Disability Payment (ADP)"}
