"""Nothing written into a spreadsheet is worked out by it; text and numbers stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.spreadsheet_text import harmless_text


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44 (0)131", "-5+2", "@sum", "\t=1", " =1", "'=1", "“=1", "＝1", "\x00abc", "\x07x", "=", "\n"],
)
def test_what_starts_a_formula_is_led_by_an_apostrophe(text: str) -> None:
    assert harmless_text(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    ["", "Reid", "a=b", "5", "-5", "+3", "-12.50", "1,234.50", "HR-0142-K", "3/1, 8 Harbour Lane", "'tis"],
)
def test_words_and_numbers_are_left_alone(text: str) -> None:
    assert harmless_text(text) == text


@given(st.text(max_size=12))
def test_only_an_apostrophe_is_ever_added(text: str) -> None:
    assert harmless_text(text) in (text, "'" + text)
    assert harmless_text("=" + text) == "'=" + text
