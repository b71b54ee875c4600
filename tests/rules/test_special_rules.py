"""Special rules for terminal illness: SSI 2021/174 reg 15, SSI 2024/166 reg 18, 2018 asp 9 s.62A."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules import special_rules as rules

days = st.dates(date(2022, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("judged_on", "begins"),
    [
        (None, date(2026, 11, 26)),
        (date(2026, 11, 26), date(2026, 11, 26)),
        (date(2026, 9, 1), date(2026, 9, 1)),
        (date(2026, 5, 28), date(2026, 5, 28)),  # 26 weeks to the day
        (date(2026, 5, 27), date(2026, 5, 28)),  # a day older: 26 weeks before the application
        (date(2026, 12, 1), date(2026, 11, 26)),  # the form came after the application
    ],
)
def test_the_judgement_counts_for_26_weeks_before_the_application(judged_on, begins):
    assert rules.begins_on(judged_on, date(2026, 11, 26)) == begins


@given(days, days)
def test_it_never_begins_after_the_application_or_more_than_26_weeks_before(judged_on, applied_on):
    begins = rules.begins_on(judged_on, applied_on)
    assert applied_on - timedelta(weeks=26) <= begins <= applied_on
    if judged_on <= applied_on <= rules.apply_by(judged_on):
        assert begins == judged_on


@pytest.mark.parametrize("knows", ["no", "not_asked", "", "perhaps"])
def test_only_a_plain_yes_lets_it_be_said(knows):
    assert rules.may_be_said("yes") and not rules.may_be_said(knows)


def test_every_benefit_a_form_opens_is_in_the_catalogue_and_has_its_source():
    forms, opens = rules.from_data(resources.table("special_rules.toml"))
    known = {one.code for one in forms}
    assert {one.form for one in opens} == known
    for one in opens:
        assert one.benefit in resources.benefits().benefits and one.source
