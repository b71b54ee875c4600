"""Five stories of debt work through the use-cases, each from the first letter to what came of it."""

from datetime import date
from decimal import Decimal

import pytest
from building import a_case, a_client
from test_debt_stories import MAY, a_debt, on

from welfare_desk import resources
from welfare_desk.casework.debt import (
    budgets,
    debt_events,
    debt_outcomes,
    debt_page,
    debt_permission,
    debts_ahead,
    offers,
    options,
)
from welfare_desk.casework.debt.budgets import BudgetDraft, LineDraft
from welfare_desk.casework.debt.debt_events import EventDraft
from welfare_desk.casework.debt.debt_outcomes import OutcomeDraft
from welfare_desk.casework.debt.offers import OfferDraft
from welfare_desk.casework.debt.options import DecisionDraft, Facts
from welfare_desk.casework.figures import gains, tally
from welfare_desk.casework.matters import emergencies
from welfare_desk.errors import Problems
from welfare_desk.rules.funder import Period

QUARTER = Period(date(2026, 10, 1), date(2026, 12, 31))
START = date(2026, 11, 26)


@pytest.fixture
def client(desk, clock):
    debt_permission.set_permission(desk, MAY, today=on(clock, START))
    return a_client(desk)


@pytest.fixture
def case(desk, client):
    return a_case(desk, client, "rent", "debt", route=None)


def known(**more):
    """Everything answered, so that a way out hangs on the budget alone."""
    yes = dict.fromkeys(("lives_in_scotland", "lived_in_scotland_last_year", "habitually_resident"), True)
    no = dict.fromkeys(
        ("owns_land", "in_ptd", "undischarged", "bro", "conjoined_arrestment", "prior_time_to_pay",
         "apparently_insolvent"), False,
    )  # fmt: skip
    given = {
        "answers": yes | no, "ever_map": False, "ever_other": False, "has_certificate": False,
        "prescribed_benefits_months": 0, "land_equity": Decimal(0), "assets": (), "lump_sum": Decimal(0),
    }  # fmt: skip
    return Facts(**(given | more))


def a_budget(desk, case, today, *lines, name="Now", copy_of=None):
    id = budgets.new_budget(desk, case, BudgetDraft(name), today=today, copy_of=copy_of).id
    budgets.put_lines(desk, id, [LineDraft(*line) for line in lines], today=today)
    return id


def ways(desk, client, today, budget=None):
    return {one.code: one for one in options.page(desk, client, today=today, budget_id=budget).options}


def view(desk, budget):
    with desk.look() as look:
        return budgets.one(look, budget)


def test_a_council_tax_warrant_while_an_adp_claim_runs(desk, client, case, clock):
    """A warrant, a charge; a moratorium buys the weeks the claim takes; the award pays the rest."""
    today = on(clock, START)
    tax = a_debt(desk, case, "COUNCIL_TAX", "Tayside Council", "1600.00", arrears=Decimal("1600.00"),
                 monthly=Decimal("100.00"))  # fmt: skip
    short = (("ben_universal_credit", Decimal("393.45")), ("food_groceries", Decimal("95.00"), "week"))
    now = a_budget(desk, case, today, *short)
    assert view(desk, now).surplus == Decimal("-18.22")
    with pytest.raises(Problems, match="Nothing is available"):
        offers.make_offer(desk, case, OfferDraft(now), today=today)

    debt_events.record_event(
        desk, tax, EventDraft("stage", date(2026, 10, 1), stage="SUMMARY_WARRANT"), today=today
    )
    debt_events.record_event(desk, tax, EventDraft("charge", date(2026, 11, 20)), today=today)
    assert [one.bites_on for one in debts_ahead.ahead(desk, today=today, before=date(2026, 12, 4)).bites] == [
        date(2026, 12, 4)
    ]
    options.set_facts(desk, case, known(), today=today)
    later = a_budget(
        desk, case, today, ("ben_disability", Decimal("434.20"), "four_week", "estimated"),
        name="After ADP", copy_of=now,
    )  # fmt: skip
    assert ways(desk, client, today, now)["DAS_DPP"].state == "closed"
    assert ways(desk, client, today, later)["MORATORIUM"].state == "open"
    with pytest.raises(Problems, match="only estimated"):
        budgets.agree(desk, later, how="signed", may_be_sent=True, today=today)
    emergencies.record_moratorium(
        desk, case, notice_on=today, entered_on=today, intends="DAS_DPP", today=today
    )
    assert debts_ahead.ahead(desk, today=today, before=date(2026, 12, 4)).bites == ()

    today = on(clock, date(2027, 3, 4))
    income = a_case(desk, client)
    paid = gains.GainDraft(Decimal("434.20"), "four_weekly", confirmed_on=today, confirmed_by="award_letter")
    gains.record_decision(
        desk, income, gains.DecisionDraft(date(2027, 3, 1), "awarded", gain=paid), today=today
    )
    [award] = budgets.award_lines(desk, client)
    budgets.put_lines(desk, later, [award.line], today=today)
    budgets.agree(desk, later, how="signed", may_be_sent=True, today=today)
    offer = offers.make_offer(desk, case, OfferDraft(later), today=today).id
    offers.send_offer(desk, offer, on=today, today=today)
    [sent] = offers.page(desk, client, today=today).offers
    assert [(share.creditor, share.share) for share in sent.shares] == [
        ("Tayside Council", Decimal("100.00"))
    ]
    [ending] = debts_ahead.ahead(desk, today=today, before=date(2027, 5, 20)).ending
    assert ending.ends_on == date(2027, 5, 26)


def test_a_couple_with_joint_and_single_debts_where_one_leaves(desk, client, case, clock):
    """Each owes the joint debts whole before and after; only what the creditor writes lets her go."""
    today = on(clock, START)
    partner = a_client(desk, forenames="Ailsa", born_on=date(1976, 1, 1))
    hers = a_case(desk, partner, "rent", "debt", route=None)
    tax = a_debt(desk, case, "COUNCIL_TAX", "Tayside Council", "1200.00")
    loan = a_debt(desk, case, "PERSONAL_LOAN", "Northgate Bank", "4000.00")
    a_debt(desk, case, "CREDIT_CARD", "Firth Cards", "900.00")
    a_debt(desk, hers, "STORE_CARD", "Homeways", "300.00")
    for joint in (tax, loan):
        debt_events.share_liability(desk, joint, partner, today=today)
    owed = {who: debt_page.page(desk, who, today=today).owed for who in (client, partner)}
    assert owed == {client: Decimal("6100.00"), partner: Decimal("5500.00")}

    # She moves out: nothing changes by that; the council lets her go for the months after, the bank does not.
    liable = {
        debt.id: debt.liable[0].id for debt in debt_page.page(desk, client, today=today).debts if debt.liable
    }
    with pytest.raises(Problems, match="leaving home does not"):
        debt_events.end_liability(desk, liable[tax], on=today, because="", today=today)
    letter = "Council's letter of 25 November: she is no longer liable."
    debt_events.end_liability(desk, liable[tax], on=today, because=letter, today=today)
    assert debt_page.page(desk, partner, today=today).owed == Decimal("4300.00")
    assert debt_page.page(desk, client, today=today).owed == Decimal("6100.00")

    # A payment by one would start the bank's five years again for both; the loan written off counts once.
    gone = OutcomeDraft(today, written_off=Decimal("4000.00"), what="written_off", confirmed_on=today,
                        confirmed_by="award_letter", proof="Northgate, 26 Nov")  # fmt: skip
    debt_outcomes.record_outcome(desk, loan, gone, today=today)
    for who in (client, partner):
        standing = {debt.owed_to: debt.stage for debt in debt_page.page(desk, who, today=today).debts}
        assert standing["Northgate Bank"] == "WRITTEN_OFF"
    assert tally.tally(desk, QUARTER).funder.debt.written_off == Decimal("4000.00")


def test_a_programme_fails_on_surplus_and_becomes_possible_after_an_award(desk, client, case, clock):
    today = on(clock, START)
    a_debt(desk, case, "CREDIT_CARD", "Northgate Bank", "9000.00")
    options.set_facts(desk, case, known(), today=today)
    now = a_budget(desk, case, today, ("ben_universal_credit", Decimal("400.00")),
                   ("food_groceries", Decimal("100.00"), "week"))  # fmt: skip
    closed = ways(desk, client, today)["DAS_DPP"]
    assert closed.state == "closed" and "It is -£33.33; the line is at £0.00." in closed.reasons[0]
    assert closed.in_figures == ""
    nothing = DecisionDraft(
        None, reasons="No surplus: wait for the award.", needs="Reads slowly: told aloud."
    )
    options.record_decision(desk, case, nothing, today=today, budget_id=now)

    today = on(clock, date(2026, 12, 10))
    after = a_budget(desk, case, today, ("ben_disability", Decimal("434.20"), "four_week", "award_letter"),
                     name="Programme proposal", copy_of=now)  # fmt: skip
    possible = ways(desk, client, today, after)["DAS_DPP"]
    assert possible.state == "open"
    assert possible.in_figures.startswith("£417.05 a month pays £9,000.00 in 22 months")
    told = DecisionDraft(
        "DAS_DPP", reasons="Clears it in 22 months; the home is safe.", client_words="I want to pay it off.",
        risks_told=resources.debt_tables().advice["DAS_DPP"].risks, understood=True, fees="Nil",
        confirmed_on=today,
    )  # fmt: skip
    options.record_decision(desk, case, told, today=today, budget_id=after)
    newest, first = options.page(desk, client, today=today).advice
    assert (newest.chosen, newest.budget, newest.fees) == ("DAS_DPP", "Programme proposal", "Nil")
    assert (first.chosen, first.needs, first.budget) == (None, "Reads slowly: told aloud.", "Now")


def test_a_prescribed_debt_still_chased(desk, client, case, clock):
    """Five years gone: left out of the offer, never admitted; the creditor gives way, and it counts once."""
    today = on(clock, START)
    old = a_debt(desk, case, "CATALOGUE", "Homeways", "412.15", enforceable_on=date(2020, 3, 2))
    a_debt(desk, case, "CREDIT_CARD", "Northgate Bank", "800.00", enforceable_on=date(2025, 3, 2))
    debt_events.record_event(
        desk, old, EventDraft("stage", date(2026, 11, 3), stage="COLLECTOR", words="Letter: pay at once."),
        today=today,
    )  # fmt: skip
    debt_events.record_event(desk, old, EventDraft("contact_stopped", date(2026, 11, 24)), today=today)
    chased = next(one for one in debt_page.page(desk, client, today=today).debts if one.owed_to == "Homeways")
    assert chased.clock.answer == "may_have" and chased.contact_stopped_on == date(2026, 11, 24)
    assert chased.left_out == ("MAY_HAVE_PRESCRIBED",)
    assert any("a letter about the debt can be one" in words for words in chased.clock.restarts)

    budget = a_budget(desk, case, today, ("ben_universal_credit", Decimal("40.00")))
    offer = offers.make_offer(desk, case, OfferDraft(budget), today=today).id
    [made] = offers.page(desk, client, today=today).offers
    assert made.id == offer and [share.creditor for share in made.shares] == ["Northgate Bank"]

    # A payment found later would have started the time again: then it belongs in an offer after all.
    debt_events.record_event(desk, old, EventDraft("payment", date(2024, 6, 3), by=client), today=today)
    alive = next(one for one in debt_page.page(desk, client, today=today).debts if one.id == old)
    assert alive.clock.answer == "running" and alive.left_out == ()
    payment = next(one for one in alive.events if one.kind == "payment")
    debt_events.take_back(desk, payment.id, today=today)  # it was another account's

    gone = OutcomeDraft(today, written_off=Decimal("412.15"), what="prescribed", confirmed_on=today,
                        confirmed_by="agency_told", proof="Homeways, 25 Nov")  # fmt: skip
    debt_outcomes.record_outcome(desk, old, gone, today=today)
    closed = next(one for one in debt_page.page(desk, client, today=today).debts if one.id == old)
    assert (closed.stage, closed.written_off) == ("PRESCRIBED", Decimal("412.15"))
    assert tally.tally(desk, QUARTER).funder.debt.written_off == Decimal("412.15")


def test_a_debt_sold_mid_offer(desk, client, case, clock):
    """One creditor accepts and then sells: the new owner is asked again, and the sum still adds up."""
    today = on(clock, START)
    card = a_debt(desk, case, "CREDIT_CARD", "Northgate Bank", "3000.00")
    a_debt(desk, case, "CATALOGUE", "Homeways", "1000.00")
    budget = a_budget(desk, case, today, ("ben_universal_credit", Decimal("44.45")))
    budgets.agree(desk, budget, how="signed", may_be_sent=True, today=today)
    offer = offers.make_offer(desk, case, OfferDraft(budget), today=today).id
    offers.send_offer(desk, offer, on=today, today=today)
    [sent] = offers.page(desk, client, today=today).offers
    assert [share.share for share in sent.shares] == [Decimal("30.01"), Decimal("10.00")]
    bank = next(share for share in sent.shares if share.creditor == "Northgate Bank")

    today = on(clock, date(2026, 12, 7))
    offers.record_answer(desk, bank.id, "accepted", on=today, today=today)
    debt_events.sell(desk, card, "Firth Purchase", on=today, today=today, account="FP-1")
    [now] = offers.page(desk, client, today=today).offers
    assert {share.creditor: share.answer for share in now.shares} == {
        "Firth Purchase": "ask_again", "Homeways": "sent",
    }  # fmt: skip
    waiting = debts_ahead.ahead(desk, today=today, before=date(2026, 12, 10)).to_ask
    assert [(one.creditor, one.chase_on) for one in waiting] == [
        ("Firth Purchase", today), ("Homeways", date(2026, 12, 10)),
    ]  # fmt: skip
    again = next(share for share in now.shares if share.answer == "ask_again")
    assert "Sold on 7 Dec 2026; before that: accepted." in again.note
    offers.record_answer(desk, again.id, "counter", on=today, counter=Decimal("35.00"), today=today)
    [kept] = offers.page(desk, client, today=today).offers
    assert kept.offered == kept.pot == Decimal("40.01")
