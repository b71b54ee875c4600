"""What became of a debt, entered by hand: sums apart, each restated whole."""

from datetime import date
from decimal import Decimal

import pytest
from building import TODAY, a_case, a_client

from welfare_desk.casework.debt import debt_outcomes, debt_page, debts
from welfare_desk.casework.debt.debt_outcomes import WHAT, OutcomeDraft
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.errors import Problems


@pytest.fixture
def client(desk):
    return a_client(desk)


@pytest.fixture
def card(desk, client):
    case = a_case(desk, client, "rent", "debt", route=None)
    card = DebtDraft(type="CREDIT_CARD", creditor="Northgate Bank", balance=Decimal("3000.00"))
    return debts.add_debt(desk, case, card, today=TODAY).id


def only(desk, client):
    [debt] = debt_page.page(desk, client, today=TODAY).debts
    return debt


def test_a_debt_written_off_is_closed_and_left_out_once_it_is_confirmed(desk, client, card):
    said = {"on": date(2026, 11, 20), "written_off": Decimal("3000.00"), "what": "written_off"}
    debt_outcomes.record_outcome(desk, card, OutcomeDraft(**said), today=TODAY)
    assert only(desk, client).stage is None
    sure = OutcomeDraft(**said, confirmed_on=TODAY, confirmed_by="award_letter", proof="Letter of 18 Nov")
    debt_outcomes.record_outcome(desk, card, sure, today=TODAY)
    view = only(desk, client)
    assert view.stage == "WRITTEN_OFF" and "CLOSED" in view.left_out
    assert view.written_off == Decimal("3000.00") and view.outcomes[0].proof == "Letter of 18 Nov"


def test_written_off_and_rescheduled_stand_apart(desk, client, card):
    plan = OutcomeDraft(TODAY, rescheduled=Decimal("2500.00"), what="rescheduled")
    debt_outcomes.record_outcome(desk, card, plan, today=TODAY)
    view = only(desk, client)
    assert (view.written_off, view.rescheduled) == (Decimal("0.00"), Decimal("2500.00"))


def test_an_outcome_taken_back_leaves_the_one_before_it_standing(desk, client, card):
    first = OutcomeDraft(date(2026, 11, 1), written_off=Decimal("100.00"), what="written_off")
    debt_outcomes.record_outcome(desk, card, first, today=TODAY)
    second = OutcomeDraft(date(2026, 11, 2), written_off=Decimal("900.00"), what="written_off")
    made = debt_outcomes.record_outcome(desk, card, second, today=TODAY).id
    debt_outcomes.take_back_outcome(desk, made, because="Wrong account.", today=TODAY)
    assert only(desk, client).written_off == Decimal("100.00")
    assert [row.taken_back for row in only(desk, client).outcomes] == [True, False]
    assert [row.written_off for row in debts.debts(desk)] == [Decimal("100.00")]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"what": "won"}, "what"),
        ({"what": "written_off"}, "written_off"),
        ({"what": "grant", "written_off": Decimal("10.00")}, "written_off"),
        ({"what": "not_owed", "written_off": Decimal("10.00")}, "written_off"),
        ({"what": "rescheduled"}, "rescheduled"),
        ({"what": "reduced", "monthly_before": Decimal("40.00")}, "monthly_after"),
    ],
)
def test_what_does_not_go_together_is_refused(desk, client, card, more, field):
    with pytest.raises(Problems) as refused:
        debt_outcomes.record_outcome(desk, card, OutcomeDraft(TODAY, **more), today=TODAY)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert only(desk, client).outcomes == ()


def test_smaller_payments_are_told_by_the_month_and_count_as_no_sum(desk, client, card):
    less = OutcomeDraft(TODAY, what="reduced", monthly_before=Decimal("40.00"), monthly_after=Decimal("5.00"))
    debt_outcomes.record_outcome(desk, card, less, today=TODAY)
    [row] = only(desk, client).outcomes
    assert (row.monthly_before, row.monthly_after, row.written_off) == (Decimal("40.00"), Decimal("5.00"), 0)


def test_every_outcome_has_words():
    assert all(WHAT.values()) and set(debt_outcomes._STAGES) <= set(WHAT)
