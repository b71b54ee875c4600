"""Statements, what is pasted, and offers changed by hand: sums that stay right whatever the pennies."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.debt.budget import Line
from welfare_desk.rules.debt.by_hand import TooMuch, adjusted
from welfare_desk.rules.debt.offers import Owed, pro_rata
from welfare_desk.rules.debt.pasted import read
from welfare_desk.rules.debt.statement import rewritten, statement

TABLES = resources.debt_tables()
PENCE = st.integers(0, 5_000_000)
CREDITORS = st.lists(PENCE, min_size=40, max_size=40)


def owed(balances):
    return [Owed(str(number), balance) for number, balance in enumerate(balances)]


@given(PENCE, CREDITORS)
def test_forty_creditors_and_any_pennies_add_up_exactly(offer_p, balances):
    found = pro_rata(offer_p, owed(balances))
    assert found.total_p + found.unallocated_p == offer_p
    assert found.total_p == min(offer_p, sum(balances))
    assert all(0 <= found.shares[debt.id] <= debt.balance_p for debt in owed(balances))


@given(PENCE, CREDITORS, st.dictionaries(st.integers(0, 39).map(str), PENCE, max_size=5))
def test_an_offer_changed_by_hand_still_adds_up_exactly(offer_p, balances, by_hand):
    debts = owed(balances)
    try:
        found = adjusted(offer_p, debts, by_hand)
    except TooMuch:
        over = sum(by_hand.values()) > offer_p
        assert over or any(share > balances[int(id)] for id, share in by_hand.items())
        return
    assert found.shares.total_p + found.shares.unallocated_p == offer_p
    assert all(found.shares.shares[id] == share for id, share in by_hand.items())
    assert all(0 <= found.shares.shares[debt.id] <= debt.balance_p for debt in debts)
    by_balance = pro_rata(offer_p, debts).shares
    moved = sum(found.more.values()) - sum(found.less.values())
    assert moved == found.shares.total_p - sum(by_balance.values())
    assert found.alike == (found.shares.shares == by_balance)


@given(PENCE)
def test_a_week_said_by_the_month_and_back_is_the_same_week(amount_p):
    assert rewritten(amount_p, "week", "month", TABLES).exact


@given(
    PENCE, st.sampled_from(sorted(TABLES.payments_a_year)), st.sampled_from(sorted(TABLES.payments_a_year))
)
def test_a_period_that_drifts_says_by_how_much(amount_p, paid, to):
    found = rewritten(amount_p, paid, to, TABLES)
    assert found.back_p == amount_p + found.drift_p
    # Half a penny lost once, and once more on the way back, at most: by how often each is paid.
    assert abs(found.drift_p) <= TABLES.payments_a_year[to] / TABLES.payments_a_year[paid] / 2 + 1


def test_a_month_said_by_the_week_can_drift_and_says_so():
    assert rewritten(100, "month", "week", TABLES).drift_p == 0
    assert any(not rewritten(pence, "month", "week", TABLES).exact for pence in range(1, 40))


LINES = st.lists(
    st.builds(
        Line,
        st.sampled_from(sorted(TABLES.lines())),
        PENCE,
        st.sampled_from(sorted(TABLES.payments_a_year)),
    ),
    max_size=60,
)


@given(LINES)
def test_sections_lines_and_tool_groups_all_come_to_the_same_sums(lines):
    found = statement(lines, TABLES)
    income = sum(found.sections[code] for code, each in TABLES.sections.items() if each.group == "income")
    out = sum(found.sections[code] for code, each in TABLES.sections.items() if each.group != "income")
    assert (income, out) == (found.sums.income_p, found.sums.outgoings_p)
    assert sum(found.tool.values()) == out
    assert sum(found.lines.values()) == income + out
    assert 0 <= found.contribution_p <= found.sums.available_p


def test_state_benefits_bear_no_contribution():
    lines = [Line("ben_disability", 50_000, "month"), Line("food_groceries", 10_000, "month")]
    assert statement(lines, TABLES).contribution_p == 0
    wages = [*lines, Line("earn_client", 12_000, "month")]
    assert statement(wages, TABLES).contribution_p == 12_000


def test_every_line_falls_into_one_group_and_every_word_names_a_real_line():
    lines, groups = TABLES.lines(), set(TABLES.cft_groups)
    assert set(TABLES.cft_lines) <= set(lines) and set(TABLES.cft_lines.values()) <= groups
    assert set(TABLES.line_words) <= set(lines) and TABLES.bearing_lines <= set(TABLES.lines("income"))
    assert set(TABLES.period_words) == set(TABLES.payments_a_year)
    assert set(TABLES.benefit_lines.values()) <= set(TABLES.lines("income"))
    assert set(TABLES.benefit_lines) <= set(resources.benefits().benefits)


PASTED = """Item\tAmount\tHow often
Earnings
Wages\t£1,012.50\tmonthly
Benefits and tax credits
ADP\t434.20\t4 weekly
Child Benefit\t26.05 pw

Home and contents
Rent\t412.00\tevery 4 weeks
Other\t12\tmonth
Total\t£900
Dog walker\t20\tweekly
Mobile phone\tabout 20\tmonthly
Other\t5\tweekly\t6
Groceries\t-3\tweek
"""


def test_a_pasted_sheet_is_read_row_by_row_and_guesses_nothing():
    rows = read(PASTED, TABLES)
    understood = [(row.code, row.amount, row.period) for row in rows if not row.problem]
    assert understood == [
        ("earn_client", Decimal("1012.50"), "month"),
        ("ben_disability", Decimal("434.20"), "four_week"),
        ("ben_child_benefit", Decimal("26.05"), "week"),
        ("home_rent", Decimal("412.00"), "four_week"),
        ("home_other", Decimal("12.00"), "month"),
    ]
    assert [(row.words, row.problem) for row in rows if row.problem] == [
        ("Dog walker", "No such line."),
        ("Other", "There are two sums in this row."),
        ("Groceries", "A line cannot be less than nothing."),
    ]


def test_a_name_that_many_lines_have_is_asked_about():
    [row] = read("Other\t12", TABLES)
    assert row.problem == "Several lines have this name: paste the section's heading above it."


@pytest.mark.parametrize("text", ["", "\n\n", "\t\t", "=1+1", "Rent", "a" * 5000, "Rent\t" + "9" * 40])
def test_nothing_pasted_that_makes_no_sense_is_taken(text):
    assert [row for row in read(text, TABLES) if not row.problem] == []


@given(st.text(max_size=300))
def test_any_text_at_all_is_read_without_falling_over(text):
    for row in read(text, TABLES):
        assert row.problem or row.code in TABLES.lines()


def test_by_hand_refuses_what_is_not_there():
    with pytest.raises(ValueError, match="no debt 9"):
        adjusted(100, owed([50]), {"9": 1})
    with pytest.raises(ValueError, match="below nought"):
        adjusted(100, owed([50]), {"0": -1})


def test_an_offer_changed_by_hand_says_who_gets_more_and_who_less():
    debts = owed([30_000, 20_000, 10_000])
    found = adjusted(6_000, debts, {"2": 3_000})
    assert found.shares.shares == {"0": 1_800, "1": 1_200, "2": 3_000}
    assert (found.more, found.less) == ({"2": 2_000}, {"0": 1_200, "1": 800}) and not found.alike


def test_an_offer_refuses_what_cannot_be_shared():
    debts = owed([30_000, 20_000])
    with pytest.raises(ValueError, match="no debt 7 in this offer"):
        adjusted(6_000, debts, {"9": 1, "7": 1})
    with pytest.raises(ValueError, match="not below nought"):
        adjusted(6_000, debts, {"0": -1})
    with pytest.raises(TooMuch, match="than is owed"):
        adjusted(60_000, debts, {"0": 30_001})
    with pytest.raises(TooMuch, match="than there is"):
        adjusted(6_000, debts, {"0": 6_001})
    assert adjusted(6_000, debts, {"0": 6_000}).shares.shares == {"0": 6_000, "1": 0}


def test_every_row_keeps_its_number_and_its_words():
    text = "Our budget\n\nWages\t1,200.00\tmonthly\nNonsense\t5.00\nTotal income\t1,205.00\nWages\t0.00\n"
    rows = read(text, TABLES)
    assert [(row.row, row.words, row.code, row.amount, row.period) for row in rows] == [
        (3, "Wages", "earn_client", Decimal("1200.00"), "month"),
        (4, "Nonsense", None, None, None),
        (6, "Wages", "earn_client", Decimal("0.00"), "month"),
    ]
    assert [row.problem for row in rows] == ["", "No such line.", ""]


def test_a_sum_alone_has_no_line_and_a_sum_below_nought_brings_nothing():
    [alone, less] = read("55.00\nWages\t-0.01\n", TABLES)
    assert (alone.words, alone.problem) == ("", "No such line.")
    assert less.problem == "A line cannot be less than nothing."
    [twice] = read("Wages\t1.00\t2.00", TABLES)
    assert twice.problem == "There are two sums in this row."


def test_a_budget_of_nothing_comes_to_nothing():
    empty = statement([], TABLES)
    assert (empty.sums.income_p, empty.contribution_p) == (0, 0)
    assert set(empty.sections.values()) == {0}


def test_no_fee_is_taken_off_unless_there_is_one():
    lines = [Line("earn_client", 10_000, "month")]
    assert statement(lines, TABLES).sums.debt_admin_fee_p == 0
    assert statement(lines, TABLES, debt_admin_fee_p=400).sums.debt_admin_fee_p == 400
