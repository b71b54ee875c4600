"""What an award is worth: the counting, the means tests and the roundings, at their edges."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.awards import (
    Award,
    NotAnAward,
    Part,
    UcIncome,
    WeeklyIncome,
    whole_months,
    whole_weeks,
    worth,
)
from welfare_desk.rules.benefits import NoRate

CATALOGUE = resources.benefits()
START = date(2026, 5, 4)
pence = st.integers(0, 400_000).map(lambda pence: Decimal(pence) / 100)


def an_award(benefit="adp", *parts, year="2026-27", last=None, means=None, first=START):
    return Award(
        benefit, tuple(Part(*part) for part in parts), year, first_day=first, last_day=last, means=means
    )


def money(award):
    found = worth(award, CATALOGUE)
    return tuple(None if sum_ is None else str(sum_) for sum_ in (found.weekly, found.monthly, found.annual))


def uc(**means):
    exact = {key: Decimal(value) if key != "allowance" else value for key, value in means.items()}
    return an_award("uc", ("standard_single_25_plus",), ("child", 2), means=UcIncome(**exact))


@pytest.mark.parametrize(
    ("days", "weeks"), [(1, 0), (6, 0), (7, 1), (13, 1), (14, 2), (363, 51), (364, 52), (371, 52), (2000, 52)]
)
def test_a_short_award_counts_its_whole_weeks_both_days_inside(days, weeks):
    award = an_award("adp", ("mobility_standard",), last=START + timedelta(days=days - 1))
    assert whole_weeks(award) == weeks
    assert worth(award, CATALOGUE).annual == Decimal("30.30") * weeks


def test_an_award_without_an_end_counts_a_year():
    assert whole_weeks(an_award("adp", ("mobility_standard",))) == 52


def test_a_four_weekly_payment_is_four_weeks():
    assert worth(an_award("adp", ("mobility_standard",)), CATALOGUE).each_payment == Decimal("121.20")
    assert worth(an_award("nsjsa", ("age_25_plus",)), CATALOGUE).each_payment == Decimal("191.10")
    assert worth(an_award("pc-guarantee", ("minimum_single",)), CATALOGUE).each_payment == Decimal("238.00")
    assert worth(an_award("whp", ("payment",)), CATALOGUE).each_payment == Decimal("62.00")
    assert worth(an_award("uc", ("child",)), CATALOGUE).each_payment == Decimal("303.94")


def test_a_short_monthly_award_is_rounded_once_at_the_end():
    short = an_award("uc", ("standard_single_25_plus",), last=START + timedelta(days=25 * 7 - 1))
    assert money(short) == ("98.05", "424.90", "2451.35")  # and not 25 x 98.05
    assert money(an_award("uc", ("standard_single_25_plus",), last=date(2028, 1, 1)))[2] == "5098.80"


def test_half_yearly_annual_and_one_off_payments():
    assert money(an_award("cas", ("half_yearly",), year="2025-26")) == ("11.29", None, "587.00")
    assert money(an_award("whp", ("payment",), last=START)) == (None, None, "62.00")
    assert money(an_award("bsg", ("school_age",), last=START)) == (None, None, "331.95")


@pytest.mark.parametrize(
    ("last", "annual"),
    [
        (None, "4700.00"),
        (date(2026, 5, 30), "3500.00"),
        (date(2026, 6, 3), "3600.00"),
        (date(2027, 4, 3), "4600.00"),
        (date(2027, 5, 3), "4700.00"),
        (date(2027, 11, 3), "4700.00"),
    ],
)
def test_a_lump_sum_with_instalments_has_no_weekly_figure_and_counts_twelve(last, annual):
    parts = (("higher_lump_sum",), ("standard_monthly",))
    assert money(an_award("bsp", *parts, last=last)) == (None, None, annual)


def test_the_instalments_alone_have_no_weekly_figure_either():
    assert money(an_award("bsp", ("standard_monthly",))) == (None, None, "1200.00")
    assert worth(an_award("bsp", ("standard_monthly",)), CATALOGUE).each_payment is None


@pytest.mark.parametrize(
    ("first", "end", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 1, 31), date(2026, 3, 30), 1),
        (date(2026, 1, 31), date(2026, 3, 31), 2),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2026, 5, 4), date(2026, 5, 4), 0),
        (date(2026, 5, 4), date(2025, 1, 1), 0),
        (date(2026, 5, 4), date(2030, 1, 1), 12),
    ],
)
def test_whole_months_are_counted_from_the_first_day(first, end, months):
    assert whole_months(first, end, at_most=12) == months


def test_whole_months_may_run_over_years():
    assert whole_months(date(2024, 1, 1), date(2026, 1, 1), at_most=36) == 24


@pytest.mark.parametrize(
    ("capital", "deducted"),
    [
        ("0", "0"),
        ("6000.00", "0"),
        ("6000.01", "4.35"),
        ("6250.00", "4.35"),
        ("6250.01", "8.70"),
        ("16000.00", "174.00"),
    ],
)
def test_capital_counts_for_each_250_or_part_above_the_lower_limit(capital, deducted):
    assert worth(uc(capital=capital), CATALOGUE).monthly == Decimal("1032.78") - Decimal(deducted)


def test_capital_above_the_upper_limit_ends_the_award():
    assert money(uc(capital="16000.01")) == ("0.00", "0.00", "0.00")


@pytest.mark.parametrize(
    ("means", "monthly"),
    [
        ({"earnings": "427.00", "allowance": "work_allowance_lower"}, "1032.78"),
        ({"earnings": "428.00", "allowance": "work_allowance_lower"}, "1032.23"),
        ({"earnings": "710.00", "allowance": "work_allowance_higher"}, "1032.78"),
        ({"earnings": "100.00"}, "977.78"),
        ({"earnings": "0.01"}, "1032.77"),  # 1032.7745, half up once
        ({"earnings": "0.10"}, "1032.73"),  # 1032.725
        ({"unearned": "100.00"}, "932.78"),
        ({"unearned": "1032.77"}, "0.01"),
        ({"unearned": "1032.79"}, "0.00"),
        ({"earnings": "500.00", "unearned": "50.00", "capital": "6001.00"}, "703.43"),
    ],
)
def test_income_reduces_universal_credit(means, monthly):
    assert str(worth(uc(**means), CATALOGUE).monthly) == monthly


@pytest.mark.parametrize(
    ("income", "weekly"), [("0.00", "238.00"), ("237.99", "0.01"), ("238.00", "0.00"), ("300", "0.00")]
)
def test_income_is_topped_up_to_the_applicable_amount(income, weekly):
    award = an_award("pc-guarantee", ("minimum_single",), means=WeeklyIncome(Decimal(income)))
    assert str(worth(award, CATALOGUE).weekly) == weekly


def test_applicable_amounts_count_in_a_means_test_only():
    award = an_award("hb", ("personal_couple",), means=WeeklyIncome(Decimal("100.00")))
    assert money(award) == ("50.15", None, "2607.80")
    with pytest.raises(NotAnAward, match="applicable"):
        worth(an_award("hb", ("personal_couple",)), CATALOGUE)


@pytest.mark.parametrize(
    "award",
    [
        an_award("uc", ("work_allowance_lower",)),
        an_award("iidb", ("rate_100_percent",)),
        an_award("pc-savings", ("maximum_single",), means=WeeklyIncome()),
        an_award("adp", ("mobility_standard",), means=UcIncome()),
        an_award("uc", ("child",), means=WeeklyIncome()),
        an_award("uc", ("child",), means=UcIncome(allowance="taper")),
        an_award("uc", ("child",), means=UcIncome(allowance="capital_lower")),
        an_award("adp", ("mobility_standard", -1)),
        an_award("adp"),
        an_award("adp", ("mobility_standard",), last=START - timedelta(days=1)),
    ],
)
def test_what_does_not_make_an_award_is_refused(award):
    with pytest.raises(NotAnAward):
        worth(award, CATALOGUE)


def test_a_rate_that_was_never_read_is_refused():
    with pytest.raises(NoRate):
        worth(an_award("uc", ("lcw",)), CATALOGUE)
    with pytest.raises(NoRate):
        worth(an_award("adp", ("mobility_standard",), year="2027-28"), CATALOGUE)
    with pytest.raises(NoRate):
        worth(an_award("smi-loan", ("interest",)), CATALOGUE)


def test_every_rate_that_is_an_award_has_a_worth():
    for year in CATALOGUE.years.values():
        for code, table in year.rates.items():
            for rate in table.values():
                if rate.role == "award":
                    found = worth(an_award(code, (rate.component,), year=year.year), CATALOGUE)
                    assert found.annual >= rate.amount


def test_it_says_which_rates_it_used_and_which_are_not_official():
    found = worth(uc(earnings="900.00", allowance="work_allowance_lower"), CATALOGUE)
    assert [rate.component for rate in found.rates] == [
        "standard_single_25_plus",
        "child",
        "capital_lower",
        "capital_upper",
        "tariff_per_250",
        "taper",
        "work_allowance_lower",
    ]
    assert found.not_official == ()  # read in the regulations themselves
    second_hand = worth(an_award("adp", ("mobility_standard",), year="2026-27"), CATALOGUE)
    assert second_hand.not_official == second_hand.rates
    official = worth(an_award("adp", ("mobility_standard",), year="2025-26"), CATALOGUE)
    assert official.not_official == () and len(official.rates) == 1


def test_a_component_taken_no_times_adds_nothing():
    assert money(an_award("adp", ("mobility_standard",), ("daily_living_standard", 0)))[0] == "30.30"


@settings(max_examples=100)
@given(lower=pence, more=pence, unearned=pence)
def test_higher_earnings_never_bring_more_universal_credit(lower, more, unearned):
    means = {"unearned": unearned, "allowance": "work_allowance_lower"}
    assert (
        worth(uc(earnings=lower + more, **means), CATALOGUE).annual
        <= worth(uc(earnings=lower, **means), CATALOGUE).annual
    )


@settings(max_examples=100)
@given(days=st.integers(0, 500))
def test_a_longer_award_is_never_worth_less(days):
    shorter, longer = (
        worth(an_award("scp", ("per_child", 3), last=START + timedelta(days=length)), CATALOGUE)
        for length in (days, days + 1)
    )
    assert shorter.annual <= longer.annual <= longer.weekly * 52


def test_one_component_taken_less_than_no_times_is_enough_to_refuse():
    with pytest.raises(NotAnAward):
        money(an_award("adp", ("daily_living_standard", 1), ("mobility_standard", -1)))
