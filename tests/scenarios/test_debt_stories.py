"""Debt work told as whole stories, from the first letter on the table to what became of it."""

from datetime import UTC, date, datetime
from decimal import Decimal

from building import a_case, a_client

from welfare_desk import resources
from welfare_desk.casework.debt import (
    budgets,
    debt_events,
    debt_outcomes,
    debt_page,
    debt_permission,
    debts,
    offers,
    options,
)
from welfare_desk.casework.debt.budgets import BudgetDraft, LineDraft
from welfare_desk.casework.debt.debt_events import EventDraft
from welfare_desk.casework.debt.debt_outcomes import OutcomeDraft
from welfare_desk.casework.debt.debt_permission import Permission
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.casework.debt.offers import OfferDraft
from welfare_desk.casework.debt.options import DecisionDraft
from welfare_desk.casework.figures import tally
from welfare_desk.casework.matters import emergencies
from welfare_desk.rules.funder import Period

MAY = Permission("local_authority")
FIRST = date(2026, 11, 26)


def on(clock, day):
    clock.at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    return day


def a_debt(desk, case, type, creditor, balance, **more):
    draft = DebtDraft(type=type, creditor=creditor, balance=Decimal(balance), **more)
    return debts.add_debt(desk, case, draft, today=desk.clock.today()).id


def test_from_a_charge_on_the_mat_to_a_debt_written_off(desk, clock):
    """A moratorium holds a charge; of an offer one creditor takes it, one sells, one writes off."""
    today = on(clock, FIRST)
    debt_permission.set_permission(desk, MAY, today=today)
    client = a_client(desk)
    case = a_case(desk, client, "rent", "debt", route=None)
    tax = a_debt(desk, case, "COUNCIL_TAX", "Tayside Council", "900.00", arrears=Decimal("900.00"),
                 monthly=Decimal("15.00"))  # fmt: skip
    card = a_debt(desk, case, "CREDIT_CARD", "Northgate Bank", "2000.00")
    shop = a_debt(desk, case, "CATALOGUE", "Homeways", "400.00")

    debt_events.record_event(desk, tax, EventDraft("charge", date(2026, 11, 18)), today=today)
    [charge] = emergencies.emergencies(desk, today=today)
    assert charge.in_words(today) == "in 6 days"
    emergencies.record_moratorium(
        desk, case, notice_on=today, entered_on=today, intends="DAS_DPP", today=today
    )
    [charge] = emergencies.emergencies(desk, today=today)
    assert charge.held_until == date(2027, 5, 26)

    budget = budgets.new_budget(desk, case, BudgetDraft("Now"), today=today).id
    lines = [
        LineDraft("ben_universal_credit", Decimal("400.00")),
        LineDraft("food_groceries", Decimal("70.00"), "week"),
        LineDraft("util_electricity", Decimal("30.00")),
    ]
    budgets.put_lines(desk, budget, lines, today=today)
    budgets.agree(desk, budget, how="signed", may_be_sent=True, today=today)
    told = DecisionDraft(
        "PRO_RATA",
        reasons="Keeps the tenancy; a programme once the award is in.",
        client_words="I want to pay what I can.",
        risks_told=resources.debt_tables().advice["PRO_RATA"].risks,
    )  # fmt: skip
    options.record_decision(desk, case, told, today=today)
    offer = offers.make_offer(desk, case, OfferDraft(budget), today=today).id
    offers.send_offer(desk, offer, on=today, today=today)
    [sent] = offers.page(desk, client, today=today).offers
    assert sent.offered == sent.pot and [row.creditor for row in sent.shares] == [
        "Tayside Council", "Northgate Bank", "Homeways",
    ]  # fmt: skip

    today = on(clock, date(2026, 12, 10))
    waiting = {row.creditor: row.id for row in sent.shares}
    offers.record_answer(desk, waiting["Tayside Council"], "accepted", on=today, today=today)
    offers.record_answer(desk, waiting["Northgate Bank"], "accepted", on=today, today=today)
    debt_events.sell(desk, card, "Harbour Recoveries", on=today, today=today)
    gone = OutcomeDraft(
        today,
        written_off=Decimal("400.00"),
        what="written_off",
        confirmed_on=today,
        confirmed_by="award_letter",
        proof="Homeways, 8 Dec",
    )
    debt_outcomes.record_outcome(desk, shop, gone, today=today)
    plan = OutcomeDraft(
        today,
        rescheduled=Decimal("900.00"),
        what="rescheduled",
        confirmed_on=today,
        confirmed_by="agency_told",
    )
    debt_outcomes.record_outcome(desk, tax, plan, today=today)

    [now] = offers.page(desk, client, today=today).offers
    assert {row.creditor: row.answer for row in now.shares} == {
        "Tayside Council": "accepted", "Harbour Recoveries": "ask_again", "Homeways": "sent",
    }  # fmt: skip
    standing = {debt.owed_to: debt for debt in debt_page.page(desk, client, today=today).debts}
    assert standing["Homeways"].stage == "WRITTEN_OFF" and "CLOSED" in standing["Homeways"].left_out
    assert standing["Harbour Recoveries"].draft.original_creditor == "Northgate Bank"

    counted = tally.tally(desk, Period(date(2026, 10, 1), date(2026, 12, 31)))
    assert counted.funder.debt.written_off == Decimal("400.00")
    assert counted.funder.debt.rescheduled == Decimal("900.00")
    assert counted.funder.gain.money_advice_total == Decimal("400.00")


def test_a_partner_leaves_and_still_owes_the_joint_debt_whole(desk, clock):
    """Each page shows the joint debt in full; the desk has it once, and what is written off counts once."""
    today = on(clock, FIRST)
    him, her = a_client(desk), a_client(desk, forenames="Ailsa", born_on=date(1976, 1, 1))
    his, hers = (a_case(desk, one, "rent", "debt", route=None) for one in (him, her))
    joint = a_debt(desk, his, "COUNCIL_TAX", "Tayside Council", "1200.00")
    a_debt(desk, hers, "STORE_CARD", "Homeways", "300.00")
    debt_events.share_liability(desk, joint, her, today=today)
    assert debt_page.page(desk, him, today=today).owed == Decimal("1200.00")
    assert debt_page.page(desk, her, today=today).owed == Decimal("1500.00")
    assert len(debts.debts(desk)) == 2
    gone = OutcomeDraft(today, written_off=Decimal("1200.00"), what="written_off", confirmed_on=today,
                        confirmed_by="award_letter")  # fmt: skip
    debt_outcomes.record_outcome(desk, joint, gone, today=today)
    counted = tally.tally(desk, Period(date(2026, 10, 1), date(2026, 12, 31)))
    assert counted.funder.debt.written_off == Decimal("1200.00")
