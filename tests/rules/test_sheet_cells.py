"""Cells of a list leave it as what they are: sums, counts, days, and words no spreadsheet works out."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules import days, money
from welfare_desk.rules.sheet_cells import Sheet, as_text, rows_of_text, value_of
from welfare_desk.rules.spreadsheet_text import harmless_text


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("£1,234.50", Decimal("1234.50")),
        ("-£3.00", Decimal("-3.00")),
        ("£0.07", Decimal("0.07")),
        ("Thu 26 Nov 2026", date(2026, 11, 26)),
        ("26 Nov 2026", date(2026, 11, 26)),
        ("30 Feb 2026", "30 Feb 2026"),
        ("Thu 26 Nov", "Thu 26 Nov"),
        ("£84.80 a week", "£84.80 a week"),
        ("07700 900186", "07700 900186"),
        ("142", "142"),
        ("0142", "0142"),
        ("HR-0142-K", "HR-0142-K"),
        ("", ""),
        ("  two\n lines ", "two lines"),
    ],
)
def test_what_is_shown_is_read_back(shown: str, value: object) -> None:
    found = value_of(shown)
    assert (found, type(found)) == (value, type(value))


def test_a_count_is_one_where_the_column_or_the_value_says_so() -> None:
    assert value_of("1,204", figure=True) == 1204
    assert value_of("1,204", 1204) == 1204
    assert value_of("1,204", 7) == "1,204"  # it sorts by something else
    assert value_of("1", True) == "1"
    assert value_of("007", figure=True) == "007"
    assert value_of("", date(2026, 1, 2)) == date(2026, 1, 2)
    assert value_of("", datetime(2026, 1, 2)) == ""  # noqa: DTZ001


@given(st.decimals(-(10**9), 10**9, places=2), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_every_sum_and_day_comes_back_whole(amount: Decimal, day: date) -> None:
    assert value_of(money.shown(amount)) == amount
    assert value_of(days.full(day)) == day == value_of(days.short(day))


@given(st.lists(st.text(max_size=8), min_size=2, max_size=2))
def test_no_cell_is_a_formula_or_another_row_when_pasted(cells: list[str]) -> None:
    sheet = Sheet(("One", "Two"), (tuple(value_of(cell) for cell in cells),))
    head, line = as_text(sheet).split("\n")
    pasted = line.split("\t")
    assert head == "One\tTwo" and len(pasted) == 2
    for cell in pasted:
        negative = cell.startswith("-") and isinstance(value_of(cell), Decimal | int)
        assert negative or cell.startswith("'") or harmless_text(cell) == cell


def test_less_than_nothing_is_a_sum_and_no_formula() -> None:
    sheet = Sheet(("Left over",), ((Decimal("-12.50"),), ("-a",), ("=1+1",), (date(2026, 11, 26),), (-3,)))
    assert as_text(sheet).splitlines() == ["Left over", "-£12.50", "'-a", "'=1+1", "26 Nov 2026", "-3"]
    assert [row[0] for row in rows_of_text(sheet)] == [
        "Left over",
        "-12.50",
        "-a",
        "=1+1",
        "2026-11-26",
        "-3",
    ]
