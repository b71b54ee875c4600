"""The headline figures of the published studies come out of their own counts (practice service 8)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.caseload import Period
from welfare_desk.rules.evaluation import (
    MEAN,
    NUMBER,
    POUNDS,
    SHARE,
    Staff,
    fewer_after,
    mean,
    mean_fall,
    mean_fte,
    per_cent,
    pooled_fall,
    social_return,
)


def test_148_patients_with_0_63_fewer_consultations_make_93_in_all() -> None:
    counts = [(4, 3)] * 93 + [(2, 2)] * 55
    assert mean_fall(counts) == (Decimal("0.63"), 93, 148)
    assert mean_fall([*counts, (5, None), (None, 1)]) == (Decimal("0.63"), 93, 148)
    assert mean_fall([*counts, (9, 2)]) == (Decimal("0.67"), 100, 149)
    assert mean_fall([]) == (None, 0, 0)


def test_the_kinds_of_figure_are_those_the_page_knows() -> None:
    assert (SHARE, MEAN, NUMBER, POUNDS) == ("share", "mean", "number", "pounds")


def test_a_tie_is_not_fewer() -> None:
    assert fewer_after([(4, 3), (2, 2), (1, 5), (3, None)]) == Decimal("33.3")


def test_prescriptions_are_pooled_and_not_a_mean_of_ratios() -> None:
    assert pooled_fall([(90, 70), (10, 8)]) == Decimal("22.0")
    assert pooled_fall([(100, 80), (1, 0)]) == Decimal("20.8")  # a mean of the two ratios would be 60
    assert pooled_fall([(0, 0)]) is None
    assert pooled_fall([(100, 78), (50, None), (None, 1)]) == Decimal("22.0")


def test_shares_are_of_those_who_answered() -> None:
    assert (per_cent(17, 20), per_cent(68, 100), per_cent(65, 100)) == (
        Decimal("85.0"),
        Decimal("68.0"),
        Decimal("65.0"),
    )
    assert per_cent(0, 0) is None and per_cent(18, 21) == Decimal("85.7")


def test_social_return_is_made_of_what_somebody_entered_only() -> None:
    proxies = [(10, Decimal(3000), Decimal("0.2"))]
    assert social_return(Decimal(15_000), proxies, Decimal(1000)) == Decimal("39.00")
    assert social_return(Decimal(15_000), [], Decimal(0)) is None
    assert social_return(Decimal(15_000), [], Decimal(1000)) == Decimal("15.00")


def test_staff_time_is_the_mean_over_the_days() -> None:
    year = Period(date(2025, 4, 1), date(2026, 3, 31))
    whole = Staff("Advisor", Decimal("1"), "in_house", date(2020, 1, 1))
    half = Staff("Cover", Decimal("0.5"), "external", date(2025, 10, 1), date(2026, 3, 31))
    assert mean_fte([whole, half], year) == Decimal("1.25")
    a_day = Staff("One day", Decimal("365"), "volunteer", year.last, year.last)
    assert mean_fte([a_day], year) == Decimal(1)
    assert mean_fte([Staff("Gone", Decimal("1"), "in_house", date(2019, 1, 1), date(2025, 3, 31))], year) == 0


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_share_lies_between_nought_and_a_hundred(yes: int, more: int) -> None:
    found = per_cent(yes, yes + more)
    assert found is not None and 0 <= found <= 100
    assert mean(yes, more) == (Decimal(yes) / more).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")


def test_social_return_begins_at_nothing() -> None:
    assert social_return(Decimal(15), [], Decimal(1)) == Decimal("15.00")
    assert social_return(Decimal(0), [(1, Decimal(2), Decimal(0))], Decimal(1)) == Decimal("2.00")
