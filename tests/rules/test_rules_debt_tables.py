"""The debt tables load whole, are complete, and refuse to load otherwise."""

from __future__ import annotations

import copy
from dataclasses import FrozenInstanceError
from datetime import date
from fractions import Fraction

import pytest

from welfare_desk import resources
from welfare_desk.rules.debt.tables import MARKS, STATUTORY, BudgetFigures, from_data

TABLES = resources.debt_tables()


def spoilt():
    return copy.deepcopy(resources.table("debt.toml"))


def test_every_kind_of_debt_is_there_with_its_sources_and_mark():
    assert len(TABLES.types) == 40
    assert {"S", "K", "C"} == MARKS
    assert sum(kind.priority for kind in TABLES.types.values()) == 18
    for code, kind in TABLES.types.items():
        assert kind.code == code
        assert kind.name
        assert kind.consequence
        assert kind.prescription_years in (5, 20, None)
        assert kind.mark in "SKC"
    assert TABLES.types["RENT"].sources[0].startswith("Citizens Advice Scotland")
    twenty = {code for code, kind in TABLES.types.items() if kind.prescription_years == 20}
    assert twenty == {
        *("COUNCIL_TAX", "HMRC_TAX", "TAX_CREDIT_OVERPAYMENT"),
        *("DWP_OVERPAYMENT", "HB_OVERPAYMENT", "CHILD_MAINTENANCE"),
    }


def test_the_kinds_a_decree_never_makes_computable_are_few():
    never = {code for code, kind in TABLES.types.items() if not kind.decree_counts}
    assert never == {"COURT_FINE", "COMPENSATION_ORDER", "ALIMENT", "TV_LICENCE", "ILLEGAL_LENDER"}
    assert TABLES.types["RENT"].prescription_note == ""


def test_every_way_out_is_there_with_its_figures():
    assert len(TABLES.solutions) == 15
    assert set(STATUTORY) < TABLES.solutions.keys()
    assert TABLES.solutions["MH_MORATORIUM"].criteria["in_force"] is False
    assert TABLES.solutions["BREATHING_SPACE_EW"].criteria["available_in_scotland"] is False
    assert TABLES.solutions["WRITE_OFF"].criteria == {}
    assert TABLES.solutions["MAP"].figures_as_of == date(2025, 6, 25)
    assert (TABLES.trust_deed.objecting_number_over, TABLES.trust_deed.objecting_value_from) == (
        Fraction(1, 2),
        Fraction(1, 3),
    )
    assert TABLES.budget == BudgetFigures(10, 2000, 100)


def test_the_statement_has_ninety_lines_in_eighteen_sections_and_three_with_guidelines():
    assert len(TABLES.sections) == 18
    assert len(TABLES.lines()) == sum(len(section.lines) for section in TABLES.sections.values()) == 90
    assert {code for code, section in TABLES.sections.items() if section.spending_guideline} == {
        "comms",
        "food",
        "pers",
    }
    assert len(TABLES.lines("income")) == 25
    assert set(TABLES.lines("savings", "fee")) == {"save_monthly", "fee_monthly"}
    assert TABLES.lines()["home_rent"] == "Rent"


def test_stages_groups_and_acts_are_there():
    assert len(TABLES.stages) == 32
    ranks = [stage.rank for stage in TABLES.stages.values()]
    assert ranks == sorted(set(ranks))
    assert [group.trigger for group in TABLES.cft_groups.values()] == [False, True, True, True, True]
    allowed = {code for code, action in TABLES.moratorium_actions.items() if action.competent}
    assert allowed == {"continue_earnings_arrestment_effective_before", "raise_court_action", "eviction"}
    assert len(TABLES.moratorium_actions) == 8
    assert TABLES.direction.stages | TABLES.order.stages <= TABLES.stages.keys()
    assert TABLES.direction.excluded_types | TABLES.order.excluded_types <= TABLES.types.keys()


def test_payments_a_year_know_every_rhythm():
    assert dict(TABLES.payments_a_year) == {
        "week": 52,
        "fortnight": 26,
        "four_week": 13,
        "month": 12,
        "two_month": 6,
        "quarter": 4,
        "half_year": 2,
        "year": 1,
        "ten_instalment": 10,
    }


def test_a_table_cannot_be_changed():
    with pytest.raises(TypeError):
        TABLES.types["RENT"] = TABLES.types["GAS"]  # type: ignore[index]
    with pytest.raises(TypeError):
        TABLES.solutions["MAP"].criteria["fee_p"] = 1  # type: ignore[index]
    with pytest.raises(TypeError):
        TABLES.payments_a_year["week"] = 53  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        TABLES.minimal_asset.debt_max_p = 0  # type: ignore[misc]


def test_a_band_begins_where_the_one_below_ends():
    data = spoilt()
    data["earnings_arrestment"][0]["week"][1]["base_p"] += 1
    with pytest.raises(ValueError, match="gap"):
        from_data(data)


def test_the_last_band_has_no_upper_limit():
    data = spoilt()
    data["earnings_arrestment"][0]["month"][-1]["up_to_p"] = 900_000
    with pytest.raises(ValueError, match="upper limit"):
        from_data(data)


def test_a_table_without_a_statutory_way_out_is_refused():
    data = spoilt()
    del data["solutions"]["PTD"]
    with pytest.raises(ValueError, match="PTD"):
        from_data(data)


def test_a_figure_left_out_is_refused():
    data = spoilt()
    del data["solutions"]["MAP"]["criteria"]["debt_max_p"]
    with pytest.raises(KeyError, match="debt_max_p"):
        from_data(data)


@pytest.mark.parametrize("path", [("types", "RENT"), ("solutions", "MAP"), ("earnings_arrestment", 0)])
def test_a_row_without_a_known_mark_is_refused(path):
    data = spoilt()
    part, row = path
    data[part][row]["mark"] = "seen"
    with pytest.raises(ValueError, match="mark"):
        from_data(data)


def test_the_earnings_table_is_the_latest_begun():
    data = spoilt()
    first = data["earnings_arrestment"][0]
    data["earnings_arrestment"] = [{**first, "from": date(2028, 4, 6)}, first]
    tables = from_data(data)
    assert tables.earnings_on(date(2028, 4, 5)).from_day == date(2025, 4, 6)
    assert tables.earnings_on(date(2028, 4, 6)).from_day == date(2028, 4, 6)
    assert tables.earnings_on(date(2025, 4, 6)).from_day == date(2025, 4, 6)
    with pytest.raises(ValueError, match="2025-04-05"):
        tables.earnings_on(date(2025, 4, 5))
