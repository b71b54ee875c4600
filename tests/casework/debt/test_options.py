"""Ways out of debt for one client, the decision that is recorded, and stories that turn on both."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from building import TODAY, a_case, a_client
from test_budgets import LIMITED, MONTH, a_budget

from welfare_desk.casework.debt import budgets, debt_events, debt_permission, debts, options
from welfare_desk.casework.debt.budgets import BudgetDraft, LineDraft
from welfare_desk.casework.debt.debt_events import EventDraft
from welfare_desk.casework.debt.debt_permission import NoDebtAdvice, Permission
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.casework.debt.options import AssetDraft, DecisionDraft, Facts, RulesTooOld
from welfare_desk.casework.matters import emergencies
from welfare_desk.errors import Problems

NO = dict.fromkeys(("owns_land", "in_ptd", "undischarged", "bro", "conjoined_arrestment"), False)
YES = dict.fromkeys(("lives_in_scotland", "lived_in_scotland_last_year", "habitually_resident"), True)
KNOWN = Facts(
    answers={**NO, **YES, "apparently_insolvent": False, "prior_time_to_pay": False},
    ever_map=False,
    ever_other=False,
    has_certificate=True,
    certificate_on=date(2026, 11, 20),
    prescribed_benefits_months=0,
    land_equity=Decimal(0),
    assets=(AssetDraft("Car", Decimal("2500.00"), vehicle=True, needed=True),),
    lump_sum=Decimal(0),
)


@pytest.fixture
def client(desk):
    debt_permission.set_permission(desk, LIMITED, today=TODAY)
    return a_client(desk)


@pytest.fixture
def case_id(desk, client):
    return a_case(desk, client, "rent", "debt", route=None)


@pytest.fixture
def card(desk, case_id):
    card = DebtDraft(type="CREDIT_CARD", creditor="Northgate Bank", balance=Decimal("9000.00"))
    return debts.add_debt(desk, case_id, card, today=TODAY).id


def ways(desk, client, **more):
    return {one.code: one for one in options.page(desk, client, today=TODAY, **more).options}


def test_nothing_known_asks_and_closes_only_what_is_sure(desk, client, case_id, card):
    found = ways(desk, client)
    assert found["DAS_DPP"].state == "ask"
    assert "Which budget is it? Without one nothing is known of what is left." in found["DAS_DPP"].ask
    assert found["TTPO"].state == "closed" and found["BREATHING_SPACE_EW"].state == "closed"


def test_what_is_known_is_kept_and_read_back_whole(desk, client, case_id, card):
    options.set_facts(desk, case_id, KNOWN, today=TODAY)
    shown = options.page(desk, client, today=TODAY)
    assert shown.facts == KNOWN and shown.facts_on == TODAY


def test_each_closed_way_says_the_figure_that_decides(desk, client, case_id, card):
    more = DebtDraft(type="OVERDRAFT", creditor="Northgate Bank", balance=Decimal("17000.01"))
    debts.add_debt(desk, case_id, more, today=TODAY)
    options.set_facts(desk, case_id, KNOWN, today=TODAY)
    a_budget(desk, case_id)
    assert (
        "The debts, student loans apart, are more than £25,000. It is £26,000.01; the line is at £25,000.00."
        in ways(desk, client)["MAP"].reasons
    )


def test_a_certificate_older_than_thirty_days_is_none(desk, client, case_id, card):
    old = Facts(**{**_fields(KNOWN), "certificate_on": date(2026, 10, 26)})
    options.set_facts(desk, case_id, old, today=TODAY)
    a_budget(desk, case_id, lines=[LineDraft("ben_disability", Decimal("100.00"))])
    assert "There is no certificate for sequestration." in ways(desk, client)["MAP"].reasons


def test_a_programme_fails_on_surplus_and_becomes_possible_after_an_award(desk, client, case_id, card):
    """The scenario: a programme proposal that has no surplus until a disability award comes in."""
    options.set_facts(desk, case_id, KNOWN, today=TODAY)
    without = [line for line in MONTH if line.code != "ben_disability"]
    now = a_budget(desk, case_id, lines=without)
    found = ways(desk, client, budget_id=now)
    assert found["DAS_DPP"].reasons == (
        "There is no money left each month to pay with. It is -£240.39; the line is at £0.00.",
    )
    after = budgets.new_budget(desk, case_id, BudgetDraft("After ADP"), today=TODAY, copy_of=now).id
    award = LineDraft("ben_disability", Decimal("434.20"), "four_week", "award_letter")
    budgets.put_lines(desk, after, [award], today=TODAY)
    assert ways(desk, client, budget_id=after)["DAS_DPP"].state == "open"
    assert ways(desk, client, budget_id=now)["DAS_DPP"].state == "closed"


def test_a_council_tax_warrant_while_a_claim_runs(desk, client, case_id):
    """The scenario: a summary warrant, then a charge; a moratorium holds it while the claim is decided."""
    tax = DebtDraft(type="COUNCIL_TAX", creditor="Tayside Council", balance=Decimal("1600.00"))
    debt = debts.add_debt(desk, case_id, tax, today=TODAY).id
    options.set_facts(desk, case_id, KNOWN, today=TODAY)
    a_budget(desk, case_id, lines=[LineDraft("ben_universal_credit", Decimal("100.00"))])
    warrant = EventDraft("stage", date(2026, 10, 1), stage="SUMMARY_WARRANT")
    debt_events.record_event(desk, debt, warrant, today=TODAY)
    assert ways(desk, client)["TTPO"].state == "closed"
    debt_events.record_event(desk, debt, EventDraft("charge", date(2026, 11, 20)), today=TODAY)
    found = ways(desk, client)
    assert found["TTPO"].state == "open" and found["TTPO"].debts == ("Tayside Council",)
    assert found["MORATORIUM"].state == "open"
    given = {"notice_on": TODAY, "entered_on": TODAY, "intends": "DAS_DPP", "today": TODAY}
    emergencies.record_moratorium(desk, case_id, **given)
    [threat] = emergencies.emergencies(desk, today=TODAY)
    assert threat.bites_on == date(2026, 12, 4) and threat.held_until == date(2027, 5, 26)
    assert ways(desk, client)["MORATORIUM"].reasons == (
        "A moratorium notice was given in the last twelve months.",
    )


def test_a_couple_with_joint_and_single_debts_where_one_leaves(desk, client, case_id, card):
    """The scenario: each owes the joint debt whole, before and after; only their own otherwise."""
    partner = a_client(desk, forenames="Ailsa", born_on=date(1976, 1, 1))
    hers = a_case(desk, partner, "rent", "debt", route=None)
    store = DebtDraft(type="STORE_CARD", creditor="Homeways", balance=Decimal("700.00"))
    debts.add_debt(desk, hers, store, today=TODAY)
    debt_events.share_liability(desk, card, partner, today=TODAY)
    assert options.page(desk, client, today=TODAY).owed == Decimal("9000.00")
    assert options.page(desk, partner, today=TODAY).owed == Decimal("9700.00")


def test_a_debt_denied_or_gone_counts_towards_no_limit(desk, client, case_id, card):
    denied = DebtDraft(
        type="CREDIT_CARD", creditor="Northgate Bank", liability="denied", liability_why="Fraud."
    )
    debts.change_debt(desk, card, denied, today=TODAY)
    assert options.page(desk, client, today=TODAY).owed == 0


GOOD = DecisionDraft(
    "TOKEN",
    reasons="Two months until the award; nothing is left now.",
    client_words="I can manage a pound each.",
    risks_told=(
        "It binds nobody; the debt hardly falls.",
        "A payment starts the five years of prescription again.",
    ),
    understood=True,
    fees="Nil",
    needs="Read aloud.",
)


def test_a_decision_keeps_the_ways_not_chosen_with_their_reasons(desk, client, case_id, card):
    options.record_decision(desk, case_id, GOOD, today=TODAY)
    [row] = options.page(desk, client, today=TODAY).advice
    assert options.in_short(row) == "Token payments, 26 Nov 2026, Morag Sinclair"
    assert row.rules_as_of == date(2026, 11, 21) and len(row.risks_told) == 2


def test_a_change_of_mind_is_a_new_decision(desk, client, case_id, card):
    options.record_decision(desk, case_id, GOOD, today=TODAY)
    nothing = DecisionDraft(None, reasons="Wants to talk to her sister first.")
    options.record_decision(desk, case_id, nothing, today=TODAY)
    rows = options.page(desk, client, today=TODAY).advice
    assert [row.chosen for row in rows] == [None, "TOKEN"]


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (DecisionDraft("TOKEN"), ["reasons", "risks_told", "client_words"]),
        (DecisionDraft(None), ["reasons"]),
        (DecisionDraft("LOTTERY", reasons="x"), ["chosen"]),
        (DecisionDraft("BREATHING_SPACE_EW", reasons="x", client_words="x"), ["chosen"]),
    ],
)
def test_a_decision_without_its_reasons_is_refused(desk, case_id, card, draft, fields):
    with pytest.raises(Problems) as refused:
        options.record_decision(desk, case_id, draft, today=TODAY)
    assert [problem.field for problem in refused.value.problems] == fields


def test_rules_older_than_a_year_screen_nothing_without_a_name(desk, client, case_id, card, clock):
    later = date(2027, 12, 1)
    shown = options.page(desk, client, today=later)
    assert shown.too_old and shown.options == ()
    with pytest.raises(RulesTooOld):
        options.record_decision(desk, case_id, GOOD, today=later)
    assert options.page(desk, client, today=later, override_by="Morag Sinclair").options
    clock.at = datetime(2027, 12, 1, 9, tzinfo=UTC)
    options.record_decision(desk, case_id, GOOD, today=later, override_by="Morag Sinclair")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ever_map": True}, "last_map_award"),
        ({"ever_other": True, "last_other_award": date(2027, 1, 1)}, "last_other_award"),
        ({"certificate_on": date(2027, 1, 1)}, "certificate_on"),
        ({"lump_sum": Decimal("-1")}, "lump_sum"),
        ({"assets": (AssetDraft(" ", Decimal("1.00")),)}, "assets"),
    ],
)
def test_circumstances_that_cannot_be_are_refused(desk, case_id, wrong, field):
    with pytest.raises(Problems) as refused:
        options.set_facts(desk, case_id, Facts(**wrong), today=TODAY)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_without_a_permission_no_way_is_shown(desk, client, case_id, card):
    debt_permission.set_permission(desk, Permission("none"), today=TODAY)
    with pytest.raises(NoDebtAdvice):
        options.page(desk, client, today=TODAY)


def _fields(facts):
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}
