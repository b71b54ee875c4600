"""Money: whole pence to pounds and back, one rounding, and how a sum is shown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules import money

pence = st.integers(-10_000_000, 10_000_000)


@given(pence)
def test_pence_become_pounds_and_pence_again(whole: int) -> None:
    pounds = money.from_pence(whole)
    assert money.pence(pounds) == whole
    assert pounds * 100 == whole
    assert pounds.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("written", "pounds"), [("84.80", "84.80"), ("-3", "-3.00"), (5, "5.00"), ("0", "0.00")]
)
def test_pounds_written_plainly_are_exact_to_the_penny(written: str | int, pounds: str) -> None:
    assert str(money.pounds(written)) == pounds


@pytest.mark.parametrize("written", ["84.805", "0.001", "Infinity", "NaN", "£5", "", "5,000"])
def test_what_is_no_sum_in_whole_pence_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        money.pounds(written)


@pytest.mark.parametrize("amount", ["0.001", "12.345", "-0.005"])
def test_a_part_of_a_penny_is_never_lost_on_the_way_to_storage(amount: str) -> None:
    with pytest.raises(ValueError, match="part of a penny"):
        money.pence(Decimal(amount))


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.125", "0.13"), ("-0.125", "-0.13"), ("0.124", "0.12"), ("0.135", "0.14"), ("1", "1.00")],
)
def test_half_a_penny_goes_up_by_size(amount: str, rounded: str) -> None:
    assert str(money.half_up(Decimal(amount))) == rounded


@pytest.mark.parametrize(
    ("amount", "shown", "plain"),
    [
        ("1234.56", "£1,234.56", "1234.56"),
        ("-3", "-£3.00", "-3.00"),
        ("0", "£0.00", "0.00"),
        ("0.005", "£0.01", "0.01"),
        ("1000000", "£1,000,000.00", "1000000.00"),
    ],
)
def test_a_sum_is_shown_to_people_and_written_for_machines(amount: str, shown: str, plain: str) -> None:
    assert money.shown(Decimal(amount)) == shown
    assert money.plain(Decimal(amount)) == plain
