"""Taking out of a file what tells whose it is."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.rules.redaction import redact

NAMES = {
    "[client]": ["Callum Reid", "Callum", "Reid"],
    "[GP]": ["Rennie"],
    "[practice]": ["Millbank Practice"],
}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Callum Reid rang.", "[client] rang."),
        ("CALLUM rang; reid's form", "[client] rang; [client]'s form"),
        ("Dr Rennie of Millbank Practice agreed", "Dr [GP] of [practice] agreed"),
        ("He reiderated it", "He reiderated it"),  # a part of a longer word is no name
        ("Born 2/3/1974, that is 02.03.74", "Born [date of birth], that is [date of birth]"),
        ("born 2 March 1974 (2 Mar 1974)", "born [date of birth] ([date of birth])"),
        ("12/3/1974 is another day", "12/3/1974 is another day"),
        ("NI QQ 12 34 56 C", "NI [NI number]"),
        ("lives at DD5 9ZZ", "lives at [postcode]"),
        ("ring 07700 900186 or 01382 496 0021", "ring [telephone] or [telephone]"),
        ("CHI 0203740001", "CHI [telephone]"),  # a CHI number may begin as a telephone number does
        ("CHI 2203740001", "CHI [number]"),
        ("write to c.reid@example.org", "write to [e-mail]"),
        ("£5,244.20 a year from 21 Nov 2026", "£5,244.20 a year from 21 Nov 2026"),
    ],
)
def test_what_tells_whose_it_is_gives_way(written, read):
    assert redact(written, NAMES, [date(1974, 3, 2)]) == read


@given(
    st.lists(
        st.sampled_from(["Callum", "REID", "callum reid", "Rennie's", "and", "£84.80", "(Reid)"]), max_size=9
    ),
    st.sampled_from([" ", ", ", "\n", "; "]),
)
def test_no_name_is_left_however_it_is_written(words, between):
    left = redact(between.join(words), NAMES)
    assert not re.search(r"(?<!\w)(callum|reid|rennie)(?!\w)", left, re.IGNORECASE)
    assert left.count("£84.80") == words.count("£84.80")


@given(st.text(max_size=80))
def test_it_takes_anything(text):
    redact(text, {"[client]": ["(", "*", "a", "Ó Súilleabháin"]}, [date(1900, 1, 1)])
