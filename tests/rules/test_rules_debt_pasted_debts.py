"""Debts pasted from a client's own list or another office's: nothing is guessed, every row is told of."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.debt import pasted_debts
from welfare_desk.rules.debt.pasted_debts import PastedDebt

TABLES = resources.debt_tables()


def read(text):
    return pasted_debts.read(text, TABLES)


def test_headings_say_which_column_is_which():
    text = (
        "Creditor\tType\tAccount number\tBalance\tArrears\tMonthly\n"
        "Northgate Bank\tCredit card\t4929003177401188\t£3,120.77\t310\t\n"
        "Tayside Council\tCouncil tax\t60018834\t865.40\t865.40\t20\n"
        "Total\t\t\t3986.17\n"
    )
    assert read(text) == [
        PastedDebt(2, "Northgate Bank", "CREDIT_CARD", "4929003177401188", Decimal("3120.77"),
                   Decimal("310.00")),
        PastedDebt(3, "Tayside Council", "COUNCIL_TAX", "60018834", Decimal("865.40"), Decimal("865.40"),
                   Decimal("20.00")),
    ]  # fmt: skip


def test_without_headings_a_row_is_read_by_its_cells():
    assert read("Homeways  catalogue  412.15\nMillbank Housing, rent, 1,240.00, 840\n\nNorthgate Bank") == [
        PastedDebt(1, "Homeways", "CATALOGUE", balance=Decimal("412.15")),
        PastedDebt(2, "Millbank Housing", "RENT", balance=Decimal("1240.00"), arrears=Decimal("840.00")),
        PastedDebt(4, "Northgate Bank"),
    ]


def test_a_kind_nobody_knows_is_left_open_where_the_creditor_is_known():
    [row] = read("Creditor;Kind;Owed\nAcme;Time share;500")
    assert (row.creditor, row.type, row.balance, row.problem) == ("Acme", None, Decimal("500.00"), "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Creditor\tOwed\nAcme\tabout 50", "“about 50” is no sum of money."),
        ("Creditor\tOwed\n\t50", "No creditor and no kind of debt."),
        ("Kind\tOwed\nTime share\t50", "“Time share” is no kind of debt."),
        ("Creditor\tOwed\nAcme\t-50", "A debt cannot be less than nothing."),
        ("Creditor\tOwed\tArrears\nAcme\t50\t60", "More is in arrears than is owed."),
        ("Acme\t1\t2\t3", "There are several sums: put headings above them."),
    ],
)
def test_what_a_row_lacks_is_said(text, problem):
    [row] = read(text)
    assert row.problem == problem


def test_an_endless_list_is_taken_in_parts():
    rows = read("\n".join(f"Creditor {n}\t{n}" for n in range(1, 900)))
    assert len(rows) == pasted_debts.MOST_ROWS + 1 and rows[-1].problem.startswith("More than 200 rows")


@given(st.text(alphabet="aA £1,.;\t\n|-=@'\"étotalrent", max_size=120))
def test_anything_pasted_is_read_or_told_of(text):
    for row in read(text):
        assert row.problem or row.creditor or row.type
        assert row.problem or all(one is None or one >= 0 for one in (row.balance, row.arrears, row.monthly))
