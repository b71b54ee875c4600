"""Debts as they are recorded."""

from datetime import date
from decimal import Decimal

import pytest
from building import TODAY, a_case, a_client

from welfare_desk.casework.debt import debts
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.errors import Problems

RENT = DebtDraft(
    "rent", "Millbank Housing Association", balance=Decimal("1240.00"), arrears=Decimal("840.00")
)


@pytest.fixture
def case_id(desk):
    return a_case(desk, a_client(desk), "rent", "debt", route=None)


def test_of_two_balances_on_one_day_the_later_one_stands_and_the_debt_is_listed_once(desk, case_id):
    debt = debts.add_debt(desk, case_id, RENT, today=TODAY).id
    for owed in ("1100.00", "1050.00"):
        debts.add_balance(desk, debt, DebtDraft("rent", balance=Decimal(owed)), today=TODAY)
    [row] = debts.debts(desk)
    assert row.balance == Decimal("1050.00")
    older = DebtDraft("rent", balance=Decimal("9.99"), balance_on=date(2026, 1, 2))
    debts.add_balance(desk, debt, older, today=TODAY)
    assert [row.balance for row in debts.debts(desk)] == [Decimal("1050.00")]


@pytest.mark.parametrize("typed", ["millbank", "HOUSING", "reid", "cal reid"])
def test_a_debt_is_found_by_creditor_or_by_the_client(desk, case_id, typed):
    debts.add_debt(desk, case_id, RENT, today=TODAY)
    assert [row.creditor for row in debts.debts(desk, typed=typed)] == ["Millbank Housing Association"]
    assert debts.debts(desk, typed=f"{typed} zz") == []


def test_a_debt_is_found_by_its_case(desk, case_id):
    debts.add_debt(desk, case_id, RENT, today=TODAY)
    [row] = debts.debts(desk)
    assert debts.debts(desk, typed=row.case_reference) == [row]
    assert debts.debts(desk, typed="%") == []


def test_less_than_nothing_is_refused_beside_the_sum(desk, case_id):
    with pytest.raises(Problems) as refused:
        debts.add_debt(desk, case_id, DebtDraft("", arrears=Decimal("-1")), today=TODAY)
    assert [problem.field for problem in refused.value.problems] == ["kind", "arrears"]


def test_every_kind_of_debt_has_a_name():
    assert ("credit_or_store_card", "Credit or store card") in debts.kinds()
    assert all(name for _, name in debts.kinds())
