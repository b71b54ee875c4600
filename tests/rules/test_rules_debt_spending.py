"""An agency's own spending figures (every figure here is invented) set against a budget (debt B1, B2)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.debt import spending
from welfare_desk.rules.debt.spending import Against, Counted, Figure, Figures

TABLES = resources.debt_tables()
HEAD = ["Group", "First adult", "Each other adult", "Under 14", "14 to 18", "Vehicle"]
FOOD = ["Food and housekeeping", "111.00", "22.00", "11.10", "3.30", None]


def read(*rows):
    return spending.read(rows, TABLES)


def said(*rows):
    found = read(*rows)
    assert isinstance(found, list)
    return " ".join(str(one) for one in found)


def test_a_file_is_read_with_titles_above_it_and_blank_rows_in_it():
    found = read(
        ["Invented figures"], [], HEAD, FOOD, [None] * 6, ["Phone", Decimal("30"), "£5.50", "", "", ""]
    )
    assert found == Figures(
        {
            "food": Figure(
                "food", {"first_adult": 11100, "other_adult": 2200, "younger": 1110, "older": 330}
            ),
            "phone": Figure("phone", {"first_adult": 3000, "other_adult": 550}),
        },
        14,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("household", "figure_p"),
    [
        (Counted(1, 0, 0, 0), 11100),
        (Counted(2, 1, 2, 1), 11100 + 2200 + 1110 + 660),
        (Counted(0, 0, 0, 0), 11100),
    ],
)
def test_a_household_has_the_first_adults_figure_and_so_much_for_each_other(household, figure_p):
    assert spending.figure_p(read(HEAD, FOOD).groups["food"], household) == figure_p


def test_a_group_is_over_only_above_its_figure():
    figures = read(HEAD, FOOD, ["phone", "40", "", "", "", ""])
    rows = spending.against(figures, Counted(1, 0, 0, 0), {"food": 11100}, {"phone": 4001})
    assert rows == (Against("food", 11100, 11100), Against("phone", 4001, 4000))
    assert [one.over_p for one in rows] == [0, 1]


def test_every_name_of_a_group_is_understood():
    for code, name in spending.groups_with_figures(TABLES).items():
        for written in (code, name.upper(), name.partition(" (")[0]):
            assert list(read(HEAD, [written, "10"]).groups) == [code]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "no heading row"),
        ([["Group", "Second adult"]], "no heading row"),
        ([HEAD], "no figure in it"),
        ([HEAD, ["Rent", "10"]], "Row 2: “Rent” is no group"),
        ([HEAD, FOOD, FOOD], "Row 3: “Food and housekeeping” stands there twice"),
        ([HEAD, ["food", "ten"]], "“ten” is no sum of money"),
        ([HEAD, ["food", "-3"]], "is no sum of money"),
        ([HEAD, ["food", "10 a week"]], "is no sum of money"),
        ([HEAD, ["food", Decimal("1.005")]], "is no sum of money"),
        ([HEAD, ["food", "11100"]], "£11,100.00 a month cannot be right"),
        ([HEAD, ["food", "", "5"]], "first adult is missing"),
        ([["Group", "First adult", "Under 14", "16 to 18"], ["food", "1"]], "from 14 and from 16 at once"),
    ],
)
def test_a_file_with_a_fault_says_where(rows, words):
    assert words in said(*rows)


def test_ages_are_those_of_the_file():
    assert read(["group", "first adult", "Children under 16"], ["food", "1"]).older_from == 16
    assert read(["group", "first adult"], ["food", "1"]).older_from is None


def test_none_are_shipped():
    """The figures are their owners': no table of ours holds one (debt section 0)."""
    text = (resources.folder() / "debt.toml").read_text(encoding="utf-8")
    assert "spending_figures" not in text and "trigger_p" not in text


@given(st.lists(st.lists(st.one_of(st.none(), st.text(max_size=12), st.decimals(allow_nan=False,
       allow_infinity=False, places=2, min_value=-9, max_value=99999)), max_size=7), max_size=6))  # fmt: skip
def test_anything_is_read_or_said_to_be_wrong(rows):
    found = spending.read([HEAD, *rows], TABLES)
    assert isinstance(found, Figures) or (found and all(one.sentence for one in found))
