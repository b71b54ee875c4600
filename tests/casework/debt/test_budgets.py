"""Budgets and the statement made of them: versions, agreement, what changed, paper and file."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from building import TODAY, a_case, a_client

from welfare_desk.casework.debt import budgets, debt_permission, debts, financial_statement
from welfare_desk.casework.debt.budgets import Agreed, BudgetDraft, Household, LineDraft
from welfare_desk.casework.debt.debt_permission import NoDebtAdvice, Permission
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.casework.debt.financial_statement import NotAgreedYet
from welfare_desk.casework.figures import gains
from welfare_desk.errors import Problems

LIMITED = Permission("limited", "Debt counselling: limited permission 000000 (invented)")
MONTH = [
    LineDraft("ben_universal_credit", Decimal("393.45"), "month", "award_letter"),
    LineDraft("ben_disability", Decimal("434.20"), "four_week", "award_letter", "ADP, standard"),
    LineDraft("home_rent", Decimal("95.00"), "week", "bill"),
    LineDraft("food_groceries", Decimal("48.50"), "week"),
    LineDraft("comms_mobile", Decimal("12.00"), "month"),
]


@pytest.fixture
def client(desk):
    debt_permission.set_permission(desk, LIMITED, today=TODAY)
    return a_client(desk)


@pytest.fixture
def case_id(desk, client):
    return a_case(desk, client, "rent", "debt", route=None)


def words_of(pdf):
    """All that is written on the pages, as a reader shows it."""
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = (document.getAllText(page).text() for page in range(document.pageCount()))
    return " ".join(" ".join(pages).split())


def a_budget(desk, case_id, name="Now", lines=MONTH, **more):
    made = budgets.new_budget(desk, case_id, BudgetDraft(name, **more), today=TODAY).id
    budgets.put_lines(desk, made, lines, today=TODAY)
    return made


def view(desk, client, number=-1):
    return budgets.budgets(desk, client)[number]


def test_each_line_is_converted_by_itself_and_then_added(desk, client, case_id):
    a_budget(desk, case_id)
    found = view(desk, client)
    assert [line.a_month for line in found.lines] == [
        Decimal("393.45"), Decimal("470.38"), Decimal("411.67"), Decimal("12.00"), Decimal("210.17"),
    ]  # fmt: skip
    assert (found.income, found.outgoings, found.surplus) == (
        Decimal("863.83"), Decimal("633.84"), Decimal("229.99"),
    )  # fmt: skip
    assert (found.contingency, found.available, found.contribution) == (
        Decimal("20.00"), Decimal("209.99"), Decimal("0.00"),
    )  # fmt: skip
    assert found.line("home_rent").as_given == "£95.00 a week"


def test_a_deficit_is_shown_as_it_is_and_nothing_is_available(desk, client, case_id):
    a_budget(desk, case_id, lines=[LineDraft("home_rent", Decimal("95.00"), "week")])
    found = view(desk, client)
    assert found.surplus == Decimal("-411.67") and found.available == 0


def test_without_a_permission_there_is_no_budget(desk):
    case = a_case(desk, a_client(desk), "rent", "debt", route=None)
    with pytest.raises(NoDebtAdvice):
        budgets.new_budget(desk, case, BudgetDraft("Now"), today=TODAY)


def test_a_permission_needs_the_line_its_letters_carry(desk):
    with pytest.raises(Problems):
        debt_permission.set_permission(desk, Permission("authorised"), today=TODAY)
    debt_permission.set_permission(desk, Permission("local_authority"), today=TODAY)
    assert debt_permission.permission(desk, on=TODAY).advises


def test_a_version_agreed_stands_still_and_the_next_begins_as_its_copy(desk, client, case_id):
    now = a_budget(desk, case_id)
    budgets.agree(desk, now, how="signed", may_be_sent=True, today=TODAY)
    for change in (
        lambda: budgets.put_lines(desk, now, MONTH[:1], today=TODAY),
        lambda: budgets.change_budget(desk, now, BudgetDraft("Other"), today=TODAY),
        lambda: budgets.agree(desk, now, how="signed", may_be_sent=True, today=TODAY),
    ):
        with pytest.raises(Agreed):
            change()
    after = budgets.new_budget(desk, case_id, BudgetDraft("After ADP"), today=TODAY, copy_of=now).id
    copied = view(desk, client)
    assert copied.id == after and copied.surplus == Decimal("229.99") and copied.agreed_on is None
    assert {line.evidence for line in copied.lines} == {"carried", "client_says"}


def test_what_changed_is_said_by_the_month_in_the_order_of_the_statement(desk, client, case_id):
    now = a_budget(desk, case_id)
    after = budgets.new_budget(desk, case_id, BudgetDraft("After"), today=TODAY, copy_of=now).id
    changed = [LineDraft("ben_disability", None), LineDraft("util_gas", Decimal("60.00"))]
    budgets.put_lines(desk, after, changed, today=TODAY)
    rows = budgets.differences(view(desk, client, 0), view(desk, client, 1))
    assert [(row.code, row.before, row.after) for row in rows] == [
        ("ben_disability", Decimal("470.38"), Decimal("0.00")),
        ("util_gas", Decimal("0.00"), Decimal("60.00")),
    ]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (LineDraft("holiday", Decimal("1.00")), "code"),
        (LineDraft("util_gas", Decimal("-1.00")), "amount"),
        (LineDraft("util_gas", Decimal("1.00"), "now and then"), "period"),
        (LineDraft("util_gas", Decimal("1.00"), "week", "a feeling"), "evidence"),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_nothing_is_lost(desk, client, case_id, line, field):
    now = a_budget(desk, case_id)
    with pytest.raises(Problems) as refused:
        budgets.put_lines(desk, now, [line], today=TODAY)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert len(view(desk, client).lines) == 5


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (BudgetDraft(" "), "name"),
        (BudgetDraft("Now", date(2027, 1, 1)), "on"),
        (BudgetDraft("Now", savings="a lot"), "savings"),
        (BudgetDraft("Now", household=Household(adults=0)), "adults"),
    ],
)
def test_a_version_that_cannot_be_is_refused(desk, case_id, draft, field):
    with pytest.raises(Problems) as refused:
        budgets.new_budget(desk, case_id, draft, today=TODAY)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_an_empty_budget_cannot_be_agreed(desk, client, case_id):
    made = budgets.new_budget(desk, case_id, BudgetDraft("Now"), today=TODAY).id
    with pytest.raises(Problems):
        budgets.agree(desk, made, how="signed", may_be_sent=True, today=TODAY)


def test_pasted_rows_are_kept_and_two_of_one_line_are_added(desk, client, case_id):
    made = budgets.new_budget(desk, case_id, BudgetDraft("Now"), today=TODAY).id
    rows = budgets.paste("Rent\t95\tweekly\nShopping\t40\tweekly\nfood\t8.50\tweekly\nBoat\t3")
    budgets.put_pasted(desk, made, rows, today=TODAY)
    found = view(desk, client)
    assert found.line("food_groceries").amount == Decimal("48.50") and len(found.lines) == 2
    with pytest.raises(Problems):
        budgets.put_pasted(desk, made, budgets.paste("food\t8\tweekly\nfood\t8\tmonthly"), today=TODAY)
    with pytest.raises(Problems):
        budgets.put_pasted(desk, made, budgets.paste("nothing at all"), today=TODAY)


def test_a_confirmed_award_is_offered_as_a_line_and_taken_only_on_request(desk, client, case_id):
    now = a_budget(desk, case_id, lines=MONTH[:1])
    income = a_case(desk, client)
    decided = gains.DecisionDraft(
        date(2026, 11, 20), "awarded",
        gain=gains.GainDraft(Decimal("434.20"), "four_weekly", confirmed_on=date(2026, 11, 24),
                             confirmed_by="award_letter"),
    )  # fmt: skip
    gains.record_decision(desk, income, decided, today=TODAY)
    [award] = budgets.award_lines(desk, client)
    assert view(desk, client).line("ben_disability") is None
    assert (award.line.code, award.line.period, award.line.evidence) == (
        "ben_disability", "four_week", "award_letter",
    )  # fmt: skip
    budgets.put_lines(desk, now, [award.line], today=TODAY)
    assert view(desk, client).line("ben_disability").a_month == Decimal("470.38")


def test_the_statement_on_paper_has_every_line_and_no_mark_of_others(desk, client, case_id):
    debt = DebtDraft(type="RENT", creditor="Millbank <HA> & Co", balance=Decimal("1240.00"))
    debts.add_debt(desk, case_id, debt, today=TODAY)
    now = a_budget(desk, case_id, household=Household(2, 1, 0, 1, "Housing association"))
    draft = financial_statement.printed(desk, now, today=TODAY, layout="statutory")
    said = words_of(draft)
    for part in (
        "Financial statement", "Callum Reid", "£95.00 a week", "£411.67", "£229.99", "£209.99", "Phone costs",
        "Millbank <HA> & Co", "Draft: not yet agreed", "limited permission 000000",
    ):  # fmt: skip
        assert part in said, part
    for mark in ("Standard Financial", "SFS", "Common Financial Statement"):
        assert mark not in said
    budgets.agree(desk, now, how="by_phone", may_be_sent=True, today=TODAY)
    agreed = words_of(financial_statement.printed(desk, now, today=TODAY, for_creditor=True))
    assert "Agreed by telephone on 26 Nov 2026" in agreed and "Phone costs" not in agreed


def test_the_same_statement_has_the_same_bytes(desk, client, case_id):
    now = a_budget(desk, case_id)
    once, again = (financial_statement.printed(desk, now, today=TODAY) for _ in range(2))
    assert once == again


def test_no_creditor_sees_what_the_client_has_not_agreed(desk, client, case_id):
    now = a_budget(desk, case_id)
    with pytest.raises(NotAgreedYet):
        financial_statement.printed(desk, now, today=TODAY, for_creditor=True)
    budgets.agree(desk, now, how="signed", may_be_sent=False, today=TODAY)
    with pytest.raises(NotAgreedYet):
        financial_statement.printed(desk, now, today=TODAY, for_creditor=True)


def test_the_file_has_a_row_for_each_line_and_no_formula(desk, client, case_id):
    lines = [LineDraft("util_gas", Decimal("60.00"), "month", "bill", "=HYPERLINK(1)")]
    now = a_budget(desk, case_id, lines=lines)
    written = financial_statement.printed(desk, now, today=TODAY, format="csv").decode("utf-8-sig")
    rows = list(csv.reader(StringIO(written)))
    assert rows[1] == [
        "util_gas", "Utilities", "Gas", "£60.00 a month", "60.00", "Bill or agreement seen", "'=HYPERLINK(1)",
    ]  # fmt: skip
    assert [row[2] for row in rows[2:]][-1] == "Available for creditors"
