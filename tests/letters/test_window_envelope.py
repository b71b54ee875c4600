"""The address shows in a window envelope and nothing else does; no letter gets longer for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.letters import envelope
from welfare_desk.letters.content import ADDRESS, Document, Frame, Heading, Paragraph, Run
from welfare_desk.letters.facts import Recipient
from welfare_desk.letters.layout import lay_out
from welfare_desk.letters.sample import SAMPLE
from welfare_desk.letters.templates import KINDS, shipped

FRAME = Frame("Tayside Advice", "14 Ferry Road", "HR-0142-K", "26 November 2026", "SC000000", window=True)
NAME = Heading(1, (Run("Callum Reid, Adult Disability Payment"),))


def letter(*lines: str, body: int = 3, window: bool = True, large: bool = False) -> Document:
    address = Paragraph((Run("\n".join(lines), statement=ADDRESS),))
    said = tuple(Paragraph((Run("He cannot step over the side of a bath. " * 3),)) for _ in range(body))
    frame = replace(FRAME, window=window, large_print=large)
    return Document("Letter", "en-GB", frame, (address, NAME, *said))


def test_the_usual_address_shows_and_the_clients_name_does_not() -> None:
    lines = ("Social Security Scotland", "PO Box 10304", "Dundee", "DD1 9ZZ")
    assert envelope.fit(letter(*lines)) == envelope.Fit(True)
    without = envelope.fit(letter(*lines, window=False))
    assert not without.fits


def test_six_lines_show_and_seven_do_not() -> None:
    assert envelope.fit(letter(*(f"Line {n}" for n in range(6)))).fits
    seven = envelope.fit(letter(*(f"Line {n}" for n in range(7))))
    assert seven == envelope.Fit(False, "The address is too long or too low: “Line 6” would not show.")


def test_a_line_wider_than_the_window_is_named() -> None:
    long = "Tayside Council Financial Inclusion and Revenues Service"
    assert envelope.fit(letter(long, "Dundee")).why == f"“{long}” is wider than the window."


def test_a_letter_without_an_address_says_so() -> None:
    bare = Document("Letter", "en-GB", FRAME, (NAME,))
    assert envelope.fit(bare) == envelope.Fit(False, "There is no address on it.")


def test_where_it_would_cost_a_page_the_address_stays_and_the_check_says_so() -> None:
    lines = ("Social Security Scotland", "Dundee")
    for body in range(3, 30):
        plain, moved = letter(*lines, body=body, window=False), letter(*lines, body=body)
        assert len(lay_out(plain).pages) == len(lay_out(moved).pages)
    full = next(
        body
        for body in range(3, 30)
        if len(lay_out(letter(*lines, body=body)).pages) == 1
        and len(lay_out(letter(*lines, body=body + 1)).pages) == 2
    )
    assert not envelope.fit(letter(*lines, body=full)).fits


@given(
    st.lists(st.text("abcdefgh ", min_size=1, max_size=40), min_size=1, max_size=9),
    st.booleans(),
    st.integers(0, 12),
)
def test_whatever_fits_lies_in_the_window_alone(lines: list[str], large: bool, body: int) -> None:
    document = letter(*(line.strip() or "x" for line in lines), body=body, large=large)
    if envelope.fit(document).fits:
        left, top, right, foot = envelope.MAY_SHOW
        for box in envelope._boxes(lay_out(document)):
            inside = box.left < right and box.right > left and box.top < foot and box.foot > top
            assert inside == box.address


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_letter_of_the_catalogue_gets_longer_or_loses_a_word(kind: str) -> None:
    template = shipped(kind)
    facts = template.sample()
    windowed = replace(facts, agency=replace(facts.agency, window=True))
    plain, moved = template.document(facts, gaps=True), template.document(windowed, gaps=True)
    assert plain.blocks == moved.blocks
    assert len(lay_out(plain).pages) == len(lay_out(moved).pages)


def test_the_address_of_a_template_is_the_recipients() -> None:
    facts = replace(
        SAMPLE,
        agency=replace(SAMPLE.agency, window=True),
        recipient=Recipient("Ł & Sons <b>", ("{{ x }}", "DD1 9ZZ"), "creditor"),
    )
    template = shipped("evidence")
    document = template.document(facts, gaps=True)
    marked = [
        run.text
        for block in document.blocks
        for run in getattr(block, "runs", ())
        if run.statement == ADDRESS
    ]
    assert "".join(marked) == "Ł & Sons <b>\n{{ x }}\nDD1 9ZZ"
