"""What is typed is found in a text whatever its accents, and the piece shown holds it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.words_found import Wanted, plain

TEXT = "Rang the landlord about Mrs Ó Briain's arrears; O’Neil & Son act for them. Café rent £412.50 due."


@pytest.mark.parametrize(
    "typed",
    [
        "landlord",
        "LANDL",
        "arrears landlord",
        "o briain",
        "ó briain's",
        "o'neil",
        "O’Neil",
        "cafe",
        "£412.50",
        "412",
    ],
)
def test_it_stands_there(typed: str) -> None:
    assert Wanted.typed(typed).stands_in(TEXT)


@pytest.mark.parametrize("typed", ["", " ", "l", "andlord", "landlord nobody", "kestrel", "12.50"])
def test_it_does_not(typed: str) -> None:
    assert not Wanted.typed(typed).stands_in(TEXT)


def test_whose_it_is_may_be_among_the_words_but_is_not_enough() -> None:
    assert Wanted.typed("reid landlord").stands_in(TEXT, "Callum Reid")
    assert not Wanted.typed("reid callum").stands_in(TEXT, "Callum Reid")
    assert not Wanted.typed("reid nobody").stands_in(TEXT, "Callum Reid")


def test_a_long_text_shows_the_piece_with_the_word() -> None:
    long = "Nothing of note here. " * 40 + "The kestrel came back. " + "And nothing after it. " * 40
    shown = Wanted.typed("kestrel").snippet(long)
    assert "kestrel" in shown and shown.startswith("…") and shown.endswith("…") and len(shown) <= 142
    assert Wanted.typed("kestrel").snippet("The kestrel.\n It\tcame.") == "The kestrel. It came."


@given(st.text(max_size=400), st.integers(0, 399), st.integers(1, 12))
def test_what_is_cut_from_a_text_is_found_in_it_and_shown(text: str, start: int, length: int) -> None:
    word = next(iter(text[start : start + length].split()), "")
    wanted = Wanted.typed(word)
    begins = start == 0 or not text[start - 1 : start].isalnum()
    if wanted and text[start:].startswith(word) and begins:
        assert wanted.stands_in(text)
    shown = wanted.snippet(text)
    assert len(shown) <= 160 or " " not in shown[20:140]
    if wanted.stands_in(text):
        assert any(plain(one)[:1] in plain(shown) for one in wanted.words)


@given(st.text(max_size=60))
def test_nothing_typed_breaks_it(typed: str) -> None:
    wanted = Wanted.typed(typed)
    assert wanted.stands_in(typed) == bool(wanted)
    assert wanted.stands_in(plain(typed)) == bool(wanted)
