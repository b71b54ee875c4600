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


KINDS = {
    "COUNCIL_TAX": ["council tax", "Water", "COUNCIL TAX"],
    "RENT": ["rent", "rent arrears"],
    "MORTGAGE": ["mortgage"],
    "CREDIT_CARD": ["credit card", "card", "Visa", "Mastercard"],
    "STORE_CARD": ["store card"],
    "CATALOGUE": ["catalogue"],
    "OVERDRAFT": ["overdraft"],
    "PERSONAL_LOAN": ["loan", "personal loan"],
    "PAYDAY": ["payday loan"],
    "DOORSTEP": ["doorstep loan"],
    "CREDIT_UNION": ["credit union"],
    "BNPL": ["Klarna"],
    "MOBILE": ["mobile phone"],
    "GAS": ["gas"],
    "ELECTRICITY": ["electricity", "electric"],
    "TV_LICENCE": ["tv licence", "TV-Licence"],
    "COURT_FINE": ["fine", "court fine"],
}


@pytest.mark.parametrize(("code", "word"), [(code, word) for code, words in KINDS.items() for word in words])
def test_a_kind_is_known_by_the_words_people_use(code, word):
    [by_head] = read(f"Creditor;Kind;Owed\nAcme;{word};500")
    [by_look] = read(f"Acme\t{word}\t500")
    assert by_head.type == by_look.type == code
    assert by_look.creditor == "Acme"


HEADS = {
    "creditor": ["creditor", "owed to", "company", "lender", "who", "name"],
    "account": ["account", "account number", "reference", "ref", "their reference", "account no"],
    "balance": ["balance", "owed", "amount", "amount owed", "total", "outstanding", "balance owed"],
    "arrears": ["arrears", "of that in arrears", "overdue", "missed"],
    "monthly": ["monthly", "a month", "each month", "payment", "monthly payment", "paying"],
}


@pytest.mark.parametrize(
    ("column", "head"), [(name, head) for name, heads in HEADS.items() for head in heads]
)
def test_a_heading_is_known_by_the_words_people_use(column, head):
    [row] = read(f"{head}\tkind\n12.00\trent") if column != "creditor" else read(f"{head}\tkind\nAcme\trent")
    value = getattr(row, column)
    assert value == ({"creditor": "Acme", "account": "12.00"}.get(column) or Decimal("12.00"))


@pytest.mark.parametrize("head", ["type", "kind", "kind of debt", "debt", "type of debt"])
def test_a_heading_for_the_kind(head):
    [row] = read(f"creditor\t{head}\nAcme\trent")
    assert row.type == "RENT"


def test_a_row_shorter_than_its_headings_lacks_only_what_it_lacks():
    [row] = read("Creditor\tKind\tAccount\tOwed\nAcme\trent")
    assert (row.creditor, row.type, row.account, row.balance, row.problem) == ("Acme", "RENT", "", None, "")


def test_quotation_marks_round_a_cell_are_not_part_of_it():
    [row] = read('"Acme  Ltd";"rent";"500"')
    assert (row.creditor, row.type, row.balance) == ("Acme Ltd", "RENT", Decimal("500.00"))


def test_a_row_of_a_kind_and_a_sum_has_no_creditor():
    [row] = read("\trent\t\t500")
    assert (row.creditor, row.account, row.type) == ("", "", "RENT")
