"""Days, times and sums as Polish paper has them (Unicode CLDR, locale pl); ours for every other."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules import by_language, days, money

MONTHS = "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"


def test_a_polish_month_stands_in_the_genitive_and_the_year_is_named() -> None:
    for number, month in enumerate(MONTHS.split(), start=1):
        assert by_language.day(date(2026, number, 1), "pl") == f"1 {month} 2026\u00a0r."


@given(st.dates(), st.sampled_from(["en-GB", "so", "", "de"]))
def test_a_language_we_do_not_know_is_written_our_way(on: date, language: str) -> None:
    assert by_language.day(on, language) == days.on_paper(on)
    assert (
        by_language.pounds(Decimal("-1234.5"), language) == money.shown(Decimal("-1234.50")) == "-£1,234.50"
    )
    assert by_language.clock(time(9, 5), language) == "9:05"


@pytest.mark.parametrize(
    ("amount", "polish"),
    [
        ("0", "0,00 £"),
        ("84.8", "84,80 £"),
        ("1234.56", "1234,56 £"),  # four figures stay together
        ("9999.999", "10 000,00 £"),
        ("10000", "10 000,00 £"),
        ("1234567.89", "1 234 567,89 £"),
        ("-3", "-3,00 £"),
    ],
)
def test_a_sum_in_polish(amount: str, polish: str) -> None:
    assert by_language.pounds(Decimal(amount), "pl") == polish.replace(" ", "\u00a0")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_no_penny_is_lost_in_polish(amount: Decimal) -> None:
    said = by_language.pounds(amount, "pl")
    assert Decimal(said.removesuffix("\u00a0£").replace("\u00a0", "").replace(",", ".")) == amount


def test_an_hour_in_polish_has_two_figures() -> None:
    assert by_language.clock(time(9, 5), "pl") == "09:05"
