"""References said over a telephone: one slip is always noticed, and the spelling does not matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.references import read_reference, reference

letters = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=2, max_size=2)
numbers = st.integers(1, 9_999_999)


@pytest.mark.parametrize(
    ("device", "number", "written"),
    [("HR", 142, "HR-0142-V"), ("HR", 1, "HR-0001-M"), ("AB", 1_234_567, "AB-1234567-C")],
)
def test_a_reference_once_given_out_is_never_spelt_otherwise(device: str, number: int, written: str) -> None:
    assert reference(device, number) == written


@given(letters, numbers, st.sampled_from(["-", " ", ""]), st.booleans())
def test_it_reads_however_it_is_typed(device: str, number: int, gap: str, small: bool) -> None:
    written = reference(device, number)
    typed = written.replace("-", gap)
    assert read_reference(f" {typed.lower() if small else typed} ") == written


@given(letters, numbers, st.integers(0, 6), st.integers(1, 9))
def test_one_wrong_figure_is_always_noticed(device: str, number: int, place: int, by: int) -> None:
    figures = f"{number:07d}"
    wrong = figures[:place] + str((int(figures[place]) + by) % 10) + figures[place + 1 :]
    assert read_reference(f"{device}-{wrong}-{reference(device, number)[-1]}") is None


@given(letters, numbers, st.integers(0, 5))
def test_two_neighbouring_figures_swapped_are_always_noticed(device: str, number: int, place: int) -> None:
    figures = f"{number:07d}"
    swapped = figures[:place] + figures[place + 1] + figures[place] + figures[place + 2 :]
    if swapped != figures:
        assert read_reference(f"{device}-{swapped}-{reference(device, number)[-1]}") is None


@given(letters, numbers, st.sampled_from("ABCDEFGHJKLMNPQRSTUVWXY"))
def test_only_one_letter_fits_a_number(device: str, number: int, letter: str) -> None:
    written = reference(device, number)
    assert (read_reference(written[:-1] + letter) == written) is (letter == written[-1])


@given(letters, numbers)
def test_the_letter_is_never_one_that_looks_like_a_figure(device: str, number: int) -> None:
    assert reference(device, number)[-1] not in "IOZ"


@pytest.mark.parametrize(
    ("device", "number"), [("HR", 0), ("HR", -1), ("H", 1), ("HRR", 1), ("hr", 1), ("H1", 1)]
)
def test_a_reference_needs_two_letters_and_a_number(device: str, number: int) -> None:
    with pytest.raises(ValueError, match="two letters and a number"):
        reference(device, number)


@pytest.mark.parametrize("letter", "ABCDEFGHJKLMNPQRSTUVWXY")
def test_no_reference_has_the_number_nought(letter: str) -> None:
    assert read_reference(f"HR-0000-{letter}") is None


@pytest.mark.parametrize("typed", ["", "HR", "0142", "HR-K", "HR-0142", "the blue file"])
def test_what_is_no_reference_is_none(typed: str) -> None:
    assert read_reference(typed) is None
