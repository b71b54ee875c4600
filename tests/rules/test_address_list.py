"""A list of addresses, as people keep them, becomes single homes."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from welfare_desk.rules import address_list
from welfare_desk.rules.address_list import Fate, Home


def one(*cells, known=()):
    [line] = address_list.read([cells], known)
    return line


@pytest.mark.parametrize(
    ("cells", "address", "postcode"),
    [
        (("1 Mill Lane, Millbank, DD5 9ZZ",), "1 Mill Lane, Millbank", "DD5 9ZZ"),
        (("1 Mill Lane", "Millbank", "dd59zz"), "1 Mill Lane, Millbank", "DD5 9ZZ"),
        (("1 Mill Lane Millbank DD5 9ZZ",), "1 Mill Lane Millbank", "DD5 9ZZ"),
        (("14", "Mill Lane"), "14 Mill Lane", None),
        (("Flat 2/1", "14", "Mill Lane"), "Flat 2/1, 14 Mill Lane", None),
        (("Flat 1/2 29", "Harbour Row"), "Flat 1/2, 29 Harbour Row", None),
        (("  12b ,  Harbour Row.",), "12b Harbour Row", None),
        (("The Old Manse",), "The Old Manse", None),
    ],
)
def test_a_line_is_read_with_its_postcode_taken_out(cells, address, postcode):
    line = one(*cells)
    assert (line.fate, line.home.address, line.home.postcode) == (Fate.NEW, address, postcode)


@pytest.mark.parametrize(
    ("cells", "fate", "why"),
    [
        (("", "  "), Fate.BLANK, ""),
        (("DD5 9ZZ",), Fate.REFUSED, "A postcode alone is no address."),
        (("12",), Fate.REFUSED, "There is no street in it."),
        (("x" * 201,), Fate.REFUSED, "This is too long to be an address."),
    ],
)
def test_what_is_no_address_is_refused_with_its_reason(cells, fate, why):
    line = one(*cells)
    assert (line.fate, line.why) == (fate, why)


def test_headings_leave_names_and_numbers_where_they_are():
    rows = [
        ("Tenant", "House number", "Street", "Phone", "Post code"),
        ("Ina Reid", "3", "Mill Row", "x", "DD5 9ZZ"),
    ]
    [line] = address_list.read(rows)
    assert (line.row, line.home.address, line.home.postcode) == (2, "3 Mill Row", "DD5 9ZZ")


def test_the_same_home_twice_is_said_and_one_in_the_patch_is_left():
    lines = address_list.read(
        [["12B Mill Lane"], ["12b  mill lane, DD5 9ZZ"], ["3 Mill Lane"]],
        [Home("3 Mill Lane, Millbank", "DD5 9ZZ")],
    )
    assert [(line.fate, line.why) for line in lines] == [
        (Fate.NEW, ""),
        (Fate.TWICE, "It stands in row 1."),
        (Fate.TWICE, "It is in the patch already."),
    ]


def test_flats_of_one_number_are_homes_of_their_own():
    lines = address_list.read([["Flat 1/2, 4 Mill Lane"], ["Flat 2/1, 4 Mill Lane"], ["1/2, 4 Mill Lane"]])
    assert [line.fate for line in lines] == [Fate.NEW] * 3


def test_homes_stand_in_the_order_one_walks():
    asked = [
        "10 Mill Lane",
        "2 Mill Lane",
        "Flat 10, 4 Mill Lane",
        "Flat 2, 4 Mill Lane",
        "1 Harbour Row",
        "2a Mill Lane",
    ]
    assert sorted(asked, key=address_list.walk_of) == [
        "1 Harbour Row",
        "2 Mill Lane",
        "2a Mill Lane",
        "Flat 2, 4 Mill Lane",
        "Flat 10, 4 Mill Lane",
        "10 Mill Lane",
    ]


@given(some.lists(some.lists(some.text(max_size=40), max_size=4), max_size=8))
def test_any_list_is_read_row_by_row_and_no_home_is_new_twice(rows):
    lines = address_list.read(rows)
    new = [line.home.key for line in lines if line.fate is Fate.NEW]
    assert len(new) == len(set(new))
    assert [line.row for line in lines] in ([*range(1, len(rows) + 1)], [*range(2, len(rows) + 1)])


def test_one_street_name_in_two_places_is_two_homes():
    lines = address_list.read([["1 High Street, Millbank DD5 9ZZ"], ["1 High Street, Harbour DD5 8ZZ"]])
    assert [line.fate for line in lines] == [Fate.NEW, Fate.NEW]
    assert address_list.read([["1 High Street, Millbank"], ["1 High Street, Harbour"]])[1].fate is Fate.NEW
