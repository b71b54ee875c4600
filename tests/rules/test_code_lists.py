"""The closed lists: whole, dated, in the funder's words where those differ."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from welfare_desk import resources
from welfare_desk.rules.code_lists import Code, from_data

TODAY = date(2026, 11, 21)


def a_list(**changes):
    return {
        "name": "colour",
        "from": "2020-04-01",
        "basis": "",
        "unrecorded": "none",
        "codes": [{"code": "red", "label": "Red"}, {"code": "none", "label": "None"}],
    } | changes


def test_every_list_the_report_needs_is_there_from_its_first_year():
    lists = resources.code_lists()
    for name in lists.editions:
        edition = lists.on(name, date(2014, 4, 1))
        assert edition.basis and all(entry.label for entry in edition.codes)
    assert len(lists.on("debt_kind", TODAY).codes) == 16
    assert sum(entry.priority for entry in lists.on("debt_kind", TODAY).codes) == 11
    assert len(lists.on("debt_strategy", TODAY).codes) == 14
    assert len(lists.on("employment", TODAY).codes) == 13
    assert lists.on("simd", TODAY).words() == (*map(str, range(1, 11)), "unknown")


def test_missed_and_cancelled_appointments_are_not_support():
    kinds = resources.code_lists().on("contact_kind", TODAY)
    assert set(kinds.words()) - kinds.supporting() == {"dna", "cancelled"}
    assert len(kinds.supporting()) == 7


def test_an_online_form_is_email_to_the_funder():
    channels = resources.code_lists().on("channel", TODAY)
    assert channels.funder_codes()["online_form"] == "email"
    assert channels.cells() == (
        "email",
        "face_to_face",
        "telephone",
        "web",
        "webchat",
        "other",
        "not_recorded",
    )
    assert "online_form" in channels and "fax" not in channels


@pytest.mark.parametrize(
    ("name", "figure", "band"),
    [
        ("age_band", 0, "under_16"),
        ("age_band", 15, "under_16"),
        ("age_band", 16, "16-24"),
        ("age_band", 24, "16-24"),
        ("age_band", 25, "25-34"),
        ("age_band", 59, "45-59"),
        ("age_band", 74, "60-74"),
        ("age_band", 75, "75+"),
        ("age_band", 130, "75+"),
        ("income_band", "0", "0-6000"),
        ("income_band", "6000.00", "0-6000"),
        ("income_band", "6000.01", "6001-10000"),
        ("income_band", "40000.00", "30001-40000"),
        ("income_band", "40000.01", "over_40000"),
    ],
)
def test_a_figure_falls_in_the_first_band_that_reaches_it(name, figure, band):
    assert resources.code_lists().on(name, TODAY).band(Decimal(figure)) == band


def test_a_changed_list_holds_from_its_day_and_old_years_keep_theirs():
    newer = a_list(**{"from": "2027-04-01", "codes": [{"code": "blue", "label": "Blue"}], "unrecorded": ""})
    lists = from_data({"list": [newer, a_list()]})
    assert lists.on("colour", date(2027, 3, 31)).words() == ("red", "none")
    assert lists.on("colour", date(2027, 4, 1)).words() == ("blue",)
    assert lists.on("colour", date(2020, 4, 1)).words() == ("red", "none")
    with pytest.raises(ValueError, match="no list of colour"):
        lists.on("colour", date(2020, 3, 31))


@pytest.mark.parametrize(
    "changes",
    [
        {"codes": [{"code": "none", "label": ""}, {"code": "none", "label": ""}]},
        {"unrecorded": "unknown"},
        {"codes": [{"code": "none", "label": "", "up_to": "5"}, {"code": "b", "label": "", "up_to": "4"}]},
        {"codes": [{"code": "none", "label": "", "up_to": "5"}, {"code": "b", "label": "", "up_to": "5"}]},
    ],
)
def test_a_list_that_is_not_whole_is_refused(changes):
    with pytest.raises(ValueError, match="colour"):
        from_data({"list": [a_list(**changes)]})


def test_a_figure_above_every_band_is_refused():
    bands = from_data({"list": [a_list(codes=[{"code": "none", "label": "", "up_to": "5"}])]})
    assert bands.on("colour", TODAY).band(5) == "none"
    with pytest.raises(ValueError):
        bands.on("colour", TODAY).band(6)


def test_a_code_supports_nobody_and_comes_first_nowhere_unless_it_says_so():
    plain = Code("x", "X", "x")
    assert (plain.support, plain.priority, plain.up_to) == (False, False, None)
