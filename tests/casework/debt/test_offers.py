"""Offers out of an agreed budget: to the penny, by hand, sent, answered, asked again."""

from datetime import date
from decimal import Decimal

import pytest
from building import TODAY, a_case, a_client
from test_budgets import LIMITED, MONTH, a_budget

from welfare_desk.casework.debt import budgets, debt_events, debt_permission, debts, offers
from welfare_desk.casework.debt.budgets import LineDraft
from welfare_desk.casework.debt.debt_permission import NoDebtAdvice, Permission
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.casework.debt.financial_statement import NotAgreedYet
from welfare_desk.casework.debt.offers import AlreadySent, OfferDraft
from welfare_desk.errors import Problems


@pytest.fixture
def client(desk):
    debt_permission.set_permission(desk, LIMITED, today=TODAY)
    return a_client(desk)


@pytest.fixture
def case_id(desk, client):
    return a_case(desk, client, "rent", "debt", route=None)


@pytest.fixture
def owed(desk, case_id):
    """Council tax that comes first, a card, a catalogue: each by its creditor."""
    held = {}
    for draft in (
        DebtDraft(type="COUNCIL_TAX", creditor="Tayside Council", balance=Decimal("865.40"),
                  arrears=Decimal("865.40"), monthly=Decimal("20.00")),
        DebtDraft(type="CREDIT_CARD", creditor="Northgate Bank", balance=Decimal("3120.77")),
        DebtDraft(type="CATALOGUE", creditor="Homeways", balance=Decimal("412.15")),
    ):  # fmt: skip
        held[draft.creditor] = debts.add_debt(desk, case_id, draft, today=TODAY).id
    return held


@pytest.fixture
def agreed(desk, case_id):
    made = a_budget(desk, case_id)
    budgets.agree(desk, made, how="signed", may_be_sent=True, today=TODAY)
    return made


def made(desk, case_id, **draft):
    return offers.make_offer(desk, case_id, OfferDraft(**draft), today=TODAY).id


def newest(desk, client):
    return offers.page(desk, client, today=TODAY).offers[0]


def shares(offer):
    return {row.creditor: row.share for row in offer.shares}


def share_of(offer, creditor):
    return next(row.id for row in offer.shares if row.creditor == creditor)


def test_priority_debts_are_met_first_and_the_rest_is_shared_exactly(desk, client, case_id, owed, agreed):
    made(desk, case_id, budget_id=agreed)
    offer = newest(desk, client)
    assert shares(offer) == {
        "Tayside Council": Decimal("20.00"),
        "Northgate Bank": Decimal("167.83"),
        "Homeways": Decimal("22.16"),
    }
    assert offer.offered == offer.pot == Decimal("209.99") and offer.broken == ()


def test_a_priority_debt_without_its_monthly_sum_is_asked_about(desk, case_id, owed, agreed):
    rent = DebtDraft(type="RENT", creditor="Millbank HA", balance=Decimal("900.00"))
    debts.add_debt(desk, case_id, rent, today=TODAY)
    with pytest.raises(Problems) as refused:
        made(desk, case_id, budget_id=agreed)
    assert "Millbank HA is to be paid each month" in str(refused.value.problems[0])


def test_one_share_by_hand_keeps_the_sum_and_says_what_it_broke(desk, client, case_id, owed, agreed):
    made(desk, case_id, budget_id=agreed)
    share = share_of(newest(desk, client), "Homeways")
    offers.change_share(desk, share, Decimal("30.00"), today=TODAY)
    offer = newest(desk, client)
    assert shares(offer)["Homeways"] == Decimal("30.00")
    assert shares(offer)["Northgate Bank"] == Decimal("159.99") and offer.offered == offer.pot
    assert offer.broken == (
        "Northgate Bank is offered £7.84 less than its share.",
        "Homeways is offered £7.84 more than its share.",
        "Creditors are no longer treated alike: say why in the letters.",
    )
    offers.change_share(desk, share, None, today=TODAY)
    assert newest(desk, client).broken == ()


@pytest.mark.parametrize("amount", ["412.16", "190.00", "-0.01"])
def test_a_share_that_cannot_be_is_refused_and_nothing_changes(desk, client, case_id, owed, agreed, amount):
    made(desk, case_id, budget_id=agreed)
    before = newest(desk, client)
    with pytest.raises(Problems):
        offers.change_share(desk, share_of(before, "Homeways"), Decimal(amount), today=TODAY)
    assert newest(desk, client) == before


def test_tokens_go_to_those_that_do_not_come_first(desk, client, case_id, owed, agreed):
    small = DebtDraft(type="MOBILE", creditor="Ring", balance=Decimal("0.40"))
    debts.add_debt(desk, case_id, small, today=TODAY)
    made(desk, case_id, budget_id=agreed, method="token")
    assert shares(newest(desk, client)) == {
        "Northgate Bank": Decimal("1.00"), "Homeways": Decimal("1.00"), "Ring": Decimal("0.40"),
    }  # fmt: skip


def test_a_settlement_says_what_would_be_written_off(desk, client, case_id, owed):
    made(desk, case_id, budget_id=None, method="full_and_final", pot=Decimal("1000.00"))
    offer = newest(desk, client)
    assert offer.offered == Decimal("1000.00")
    assert sum(row.written_off for row in offer.shares) == Decimal("3398.32")


def test_in_a_deficit_there_is_no_offer_and_the_ways_on_are_named(desk, case_id, owed):
    short = a_budget(desk, case_id, lines=[LineDraft("home_rent", Decimal("95.00"), "week")])
    with pytest.raises(Problems) as refused:
        made(desk, case_id, budget_id=short)
    assert "-£411.67 is left" in str(refused.value.problems[0])


def test_a_debt_in_dispute_or_perhaps_gone_is_left_out_with_its_reason(desk, client, case_id, owed, agreed):
    challenged = DebtDraft(type="CREDIT_CARD", creditor="Northgate Bank", liability="challenged",
                           liability_why="Signed by somebody else.")  # fmt: skip
    debts.change_debt(desk, owed["Northgate Bank"], challenged, today=TODAY)
    gone = DebtDraft(type="CATALOGUE", creditor="Homeways", enforceable_on=date(2019, 5, 6))
    debts.change_debt(desk, owed["Homeways"], gone, today=TODAY)
    made(desk, case_id, budget_id=agreed)
    found = offers.page(desk, client, today=TODAY)
    assert shares(found.offers[0]) == {"Tayside Council": Decimal("20.00")}
    assert {row.creditor: row.why[0] for row in found.left_out} == {
        "Northgate Bank": "Liability is challenged.",
        "Homeways": "It may have prescribed: a payment could start the time again. Check first.",
    }


def test_no_offer_goes_out_before_the_budget_is_agreed(desk, client, case_id, owed):
    draft = a_budget(desk, case_id)
    offer = made(desk, case_id, budget_id=draft)
    with pytest.raises(NotAgreedYet):
        offers.send_offer(desk, offer, on=TODAY, today=TODAY)
    assert newest(desk, client).sent_on is None


def test_what_was_sent_stands_still_and_is_asked_again(desk, client, case_id, owed, agreed):
    offer = made(desk, case_id, budget_id=agreed)
    offers.send_offer(desk, offer, on=TODAY, today=TODAY)
    found = newest(desk, client)
    assert found.next_chase == date(2026, 12, 10) and {row.answer for row in found.shares} == {"sent"}
    with pytest.raises(AlreadySent):
        offers.change_share(desk, found.shares[0].id, Decimal("1.00"), today=TODAY)
    with pytest.raises(AlreadySent):
        offers.send_offer(desk, offer, on=TODAY, today=TODAY)


def test_answers_stand_in_the_schedule_with_the_next_day_to_ask(desk, client, case_id, owed, agreed):
    offer = made(desk, case_id, budget_id=agreed)
    offers.send_offer(desk, offer, on=TODAY, today=TODAY)
    found = newest(desk, client)
    said = {"on": TODAY, "today": TODAY}
    offers.record_answer(desk, share_of(found, "Tayside Council"), "accepted", **said)
    offers.record_answer(desk, share_of(found, "Homeways"), "counter", counter=Decimal("25.00"), **said)
    with pytest.raises(Problems):
        offers.record_answer(desk, share_of(found, "Northgate Bank"), "counter", **said)
    rows = {row.creditor: row for row in newest(desk, client).shares}
    assert rows["Tayside Council"].chase_on is None
    assert (rows["Homeways"].counter, rows["Homeways"].chase_on) == (Decimal("25.00"), date(2026, 12, 10))


def test_an_answer_before_anything_was_sent_is_refused(desk, client, case_id, owed, agreed):
    made(desk, case_id, budget_id=agreed)
    with pytest.raises(Problems):
        share = newest(desk, client).shares[0].id
        offers.record_answer(desk, share, "accepted", on=TODAY, today=TODAY)


def test_a_debt_sold_mid_offer_is_asked_of_its_new_owner(desk, client, case_id, owed, agreed):
    offer = made(desk, case_id, budget_id=agreed)
    offers.send_offer(desk, offer, on=TODAY, today=TODAY)
    bank = share_of(newest(desk, client), "Northgate Bank")
    offers.record_answer(desk, bank, "accepted", on=TODAY, today=TODAY)
    debt_events.sell(desk, owed["Northgate Bank"], "Harbour Recoveries", on=TODAY, today=TODAY)
    row = next(row for row in newest(desk, client).shares if row.id == bank)
    assert (row.creditor, row.answer, row.chase_on) == ("Harbour Recoveries", "ask_again", TODAY)
    assert "before that: accepted" in row.note


def test_what_changes_after_an_offer_is_said_beside_it(desk, client, case_id, owed, agreed):
    offer = made(desk, case_id, budget_id=agreed)
    newer = DebtDraft(balance=Decimal("3000.00"), balance_on=TODAY)
    debts.add_balance(desk, owed["Northgate Bank"], newer, today=TODAY)
    assert "Northgate Bank: the balance is now £3,000.00." in newest(desk, client).broken
    gone = DebtDraft(type="CATALOGUE", creditor="Homeways", enforceable_on=date(2019, 5, 6))
    debts.change_debt(desk, owed["Homeways"], gone, today=TODAY)
    with pytest.raises(Problems):
        offers.send_offer(desk, offer, on=TODAY, today=TODAY)


def test_an_offer_withdrawn_is_asked_about_no_more(desk, client, case_id, owed, agreed):
    offer = made(desk, case_id, budget_id=agreed)
    offers.send_offer(desk, offer, on=TODAY, today=TODAY)
    offers.withdraw_offer(desk, offer, today=TODAY)
    found = newest(desk, client)
    assert found.withdrawn_on == TODAY and found.next_chase is None


def test_without_a_permission_there_is_no_offer(desk, case_id, owed, agreed):
    debt_permission.set_permission(desk, Permission("none"), today=TODAY)
    with pytest.raises(NoDebtAdvice):
        made(desk, case_id, budget_id=agreed)


def test_a_month_of_forty_creditors_adds_up(desk, client, case_id):
    made_budget = a_budget(desk, case_id, lines=MONTH)
    for number in range(40):
        odd = DebtDraft(type="PAYDAY", creditor=f"Lender {number}", balance=Decimal(97 * number + 33) / 100)
        debts.add_debt(desk, case_id, odd, today=TODAY)
    made(desk, case_id, budget_id=made_budget)
    offer = newest(desk, client)
    assert len(offer.shares) == 40 and offer.offered + offer.unallocated == Decimal("209.99")
    assert all(0 <= row.share <= row.owed for row in offer.shares)
