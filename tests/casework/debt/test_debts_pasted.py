"""A pasted list of debts is taken in one act, all or none, and nothing is recorded twice."""

from decimal import Decimal

import pytest
from building import TODAY, a_case, a_client

from welfare_desk.casework.debt import debt_page, debts, debts_pasted
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.errors import Problems

LIST = """Creditor\tKind\tAccount\tOwed
Northgate Bank\tCredit card\t4929\t900
=cmd\tTime share\t\t50
Acme\tLoan\t\tx"""


@pytest.fixture
def client(desk):
    return a_client(desk)


@pytest.fixture
def case_id(desk, client):
    return a_case(desk, client, "rent", "debt", route=None)


def held(desk, client):
    return debt_page.page(desk, client, today=TODAY).debts


def test_the_rows_that_were_understood_become_debts(desk, client, case_id):
    debts_pasted.take(desk, case_id, LIST, today=TODAY)
    found = {debt.owed_to: debt for debt in held(desk, client)}
    assert set(found) == {"Northgate Bank", "=cmd"}
    card = found["Northgate Bank"]
    assert (card.draft.type, card.draft.account, card.owed) == ("CREDIT_CARD", "4929", Decimal("900.00"))
    assert card.balance.evidence == "client_says" and card.balance.evidence_words == "a list that was pasted"
    assert found["=cmd"].draft.kind == "other" and card.creditor is not None


def test_pasted_again_nothing_is_recorded_twice(desk, client, case_id):
    debts_pasted.take(desk, case_id, LIST, today=TODAY)
    with pytest.raises(Problems, match="No row was understood"):
        debts_pasted.take(desk, case_id, LIST, today=TODAY)
    assert len(held(desk, client)) == 2
    known = [debt.draft for debt in held(desk, client)]
    rows = debts_pasted.read(LIST, known)
    assert [row.problem for row in rows] == [debts_pasted.TWICE] * 2 + ["“x” is no sum of money."]


def test_another_debt_of_the_same_creditor_is_taken(desk, client, case_id):
    overdraft = DebtDraft(type="OVERDRAFT", creditor="northgate bank", balance=Decimal("70.00"))
    debts.add_debt(desk, case_id, overdraft, today=TODAY)
    debts_pasted.take(desk, case_id, LIST, today=TODAY)
    assert len(held(desk, client)) == 3


@pytest.mark.parametrize("text", ["", "  \n", "Creditor\tOwed\n", "Acme\t1\t2\t3"])
def test_nothing_understood_is_one_sentence_and_records_nothing(desk, client, case_id, text):
    with pytest.raises(Problems, match="No row was understood"):
        debts_pasted.take(desk, case_id, text, today=TODAY)
    assert held(desk, client) == ()
