"""What debt work asks for before the next session: what bites, whom to ask, moratoria that run out."""

from datetime import date
from decimal import Decimal

import pytest
from building import TODAY, a_case, a_client

from welfare_desk.casework.debt import budgets, debt_events, debt_permission, debts, debts_ahead, offers
from welfare_desk.casework.debt.budgets import BudgetDraft, LineDraft
from welfare_desk.casework.debt.debt_events import EventDraft
from welfare_desk.casework.debt.debt_permission import Permission
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.casework.debt.offers import OfferDraft
from welfare_desk.casework.matters import cases, emergencies
from welfare_desk.casework.service import day

NEXT = date(2026, 12, 3)


@pytest.fixture
def case_id(desk):
    debt_permission.set_permission(desk, Permission("local_authority"), today=date(2026, 1, 5))
    return a_case(desk, a_client(desk), "rent", "debt", route=None)


@pytest.fixture
def tax(desk, case_id):
    draft = DebtDraft(type="COUNCIL_TAX", creditor="Tayside Council", balance=Decimal("900.00"),
                      monthly=Decimal("10.00"))  # fmt: skip
    return debts.add_debt(desk, case_id, draft, today=TODAY).id


def ahead(desk, today=TODAY, before=NEXT):
    return debts_ahead.ahead(desk, today=today, before=before)


def sent_offer(desk, case_id, on):
    budget = budgets.new_budget(desk, case_id, BudgetDraft("Now"), today=on).id
    budgets.put_lines(desk, budget, [LineDraft("ben_universal_credit", Decimal("100.00"))], today=on)
    budgets.agree(desk, budget, how="signed", may_be_sent=True, today=on)
    offer = offers.make_offer(desk, case_id, OfferDraft(budget), today=on).id
    offers.send_offer(desk, offer, on=on, today=on)
    return offer


def test_what_bites_by_the_next_session_is_told_and_what_is_held_off_is_not(desk, case_id, tax):
    debt_events.record_event(desk, tax, EventDraft("charge", date(2026, 11, 18)), today=TODAY)
    [charge] = ahead(desk).bites
    assert charge.bites_on == date(2026, 12, 2)
    assert ahead(desk, before=date(2026, 12, 1)).bites == ()
    emergencies.record_moratorium(
        desk, case_id, notice_on=TODAY, entered_on=TODAY, intends="MAP", today=TODAY
    )
    assert ahead(desk).bites == ()


def test_a_threat_without_a_day_is_told_at_once(desk, tax):
    debt_events.record_event(desk, tax, EventDraft("eviction", date(2026, 11, 18)), today=TODAY)
    [eviction] = ahead(desk).bites
    assert eviction.bites_on is None
    assert [one.id for one in day.today(desk, today=TODAY).debts.bites] == [eviction.id]


def test_creditors_who_have_not_answered_are_told_when_their_day_comes(desk, case_id, tax):
    offer = sent_offer(desk, case_id, date(2026, 11, 16))
    [waiting] = ahead(desk).to_ask
    assert (waiting.creditor, waiting.answer, waiting.chase_on) == (
        "Tayside Council", "sent", date(2026, 11, 30),
    )  # fmt: skip
    assert ahead(desk, before=date(2026, 11, 29)).to_ask == ()
    offers.record_answer(desk, waiting.share_id, "accepted", on=TODAY, today=TODAY)
    assert ahead(desk).to_ask == ()
    offers.withdraw_offer(desk, offer, today=TODAY)


def test_nothing_is_asked_for_an_offer_withdrawn_or_a_case_closed(desk, case_id, tax):
    sent_offer(desk, case_id, date(2026, 11, 16))
    cases.close_case(desk, case_id, because="completed", today=TODAY)
    assert ahead(desk).to_ask == ()


def test_a_moratorium_is_spoken_of_a_fortnight_before_it_runs_out(desk, case_id):
    began = date(2026, 6, 10)
    emergencies.record_moratorium(
        desk, case_id, notice_on=began, entered_on=began, intends="DAS_DPP", today=TODAY
    )
    [ending] = ahead(desk).ending
    assert ending.ends_on == date(2026, 12, 10)
    assert ahead(desk, before=date(2026, 11, 25)).ending == ()
    [kept] = emergencies.moratoria(desk, ending.person_id, today=TODAY)
    emergencies.end_moratorium(desk, kept.id, on=TODAY, because="Programme approved.", today=TODAY)
    assert ahead(desk).ending == ()
