"""What happens to a debt, what bites when, who owes it, and the clock that runs."""

from datetime import date
from decimal import Decimal

import pytest
from building import TODAY, a_case, a_client

from welfare_desk import resources
from welfare_desk.casework.debt import creditor_book, creditors, debt_events, debt_page, debts
from welfare_desk.casework.debt.creditors import CreditorDraft
from welfare_desk.casework.debt.debt_events import EventDraft
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.casework.matters import emergencies
from welfare_desk.casework.matters.key_dates import record_notice
from welfare_desk.errors import Problems
from welfare_desk.rules.key_dates import Notice

CARD = DebtDraft(
    type="CREDIT_CARD",
    creditor="Northgate Bank",
    account="4929",
    balance=Decimal("3120.77"),
    arrears=Decimal("210.00"),
    balance_on=date(2026, 11, 3),
    evidence="letter",
    enforceable_on=date(2022, 3, 1),
)


@pytest.fixture
def client(desk):
    return a_client(desk)


@pytest.fixture
def case_id(desk, client):
    return a_case(desk, client, "rent", "debt", route=None)


@pytest.fixture
def card(desk, case_id):
    return debts.add_debt(desk, case_id, CARD, today=TODAY).id


def only(desk, client):
    [debt] = debt_page.page(desk, client, today=TODAY).debts
    return debt


def happened(desk, debt, kind, on, **more):
    return debt_events.record_event(desk, debt, EventDraft(kind, on, **more), today=TODAY)


def fields_of(refused):
    return [problem.field for problem in refused.value.problems]


def test_the_exact_kind_says_the_funders_word_and_whether_it_comes_first(desk, client, case_id, card):
    tax = DebtDraft(type="COUNCIL_TAX", creditor="Tayside Council", balance=Decimal("865.40"))
    debts.add_debt(desk, case_id, tax, today=TODAY)
    first, second = debt_page.page(desk, client, today=TODAY).debts
    assert (first.name, first.draft.kind, first.priority) == (
        "Council tax", "council_tax", True,
    )  # fmt: skip
    assert (second.draft.kind, second.priority) == ("credit_or_store_card", False)


def test_an_advisor_may_put_a_debt_first_but_says_why(desk, client, card):
    changed = DebtDraft(type="CREDIT_CARD", creditor="Northgate Bank", priority=True)
    with pytest.raises(Problems) as refused:
        debts.change_debt(desk, card, changed, today=TODAY)
    assert fields_of(refused) == ["priority_why"]
    why = "Needed for the wheelchair hire account."
    changed = DebtDraft(type="CREDIT_CARD", creditor="Northgate Bank", priority=True, priority_why=why)
    debts.change_debt(desk, card, changed, today=TODAY)
    assert only(desk, client).priority and only(desk, client).draft.priority_why == why


def test_balances_keep_their_day_their_evidence_and_their_order(desk, client, card):
    newer = DebtDraft(balance=Decimal("3080.00"), balance_on=date(2026, 11, 20), evidence="statement",
                      evidence_words="November statement")  # fmt: skip
    debts.add_balance(desk, card, newer, today=TODAY)
    held = only(desk, client).balances
    assert [row.amount for row in held] == [Decimal("3080.00"), Decimal("3120.77")]
    assert debt_page.evidence_words(held[0]) == "Seen on a statement: November statement"
    assert held[1].arrears == Decimal("210.00") and held[1].on == date(2026, 11, 3)


def test_a_creditor_is_entered_in_the_book_once_however_it_is_typed(desk, case_id, card):
    other = DebtDraft(type="OVERDRAFT", creditor="  northgate   bank ")
    debts.add_debt(desk, case_id, other, today=TODAY)
    [row] = creditor_book.book(desk)
    assert (row.name, row.debts) == ("Northgate Bank", 2)
    address = CreditorDraft("Northgate Bank plc", "1 High Street\nDundee", "DD1 1ZZ")
    creditors.change_creditor(desk, row.id, address)
    assert creditor_book.book(desk, typed="plc")[0].address == "1 High Street\nDundee"


def test_a_new_creditor_takes_over_no_debt_of_nobody(desk, client, case_id):
    debts.add_debt(desk, case_id, DebtDraft("other"), today=TODAY)
    creditors.change_creditor(desk, None, CreditorDraft("Homeways"))
    assert only(desk, client).draft.creditor == ""


def test_a_creditor_without_a_name_is_refused(desk):
    with pytest.raises(Problems):
        creditors.change_creditor(desk, None, CreditorDraft(" "))


def test_the_stage_is_that_of_the_newest_line_and_a_line_can_be_taken_back(desk, client, card):
    happened(desk, card, "stage", date(2026, 6, 1), stage="ARREARS")
    happened(desk, card, "decree", date(2026, 9, 1))
    happened(desk, card, "stage", date(2026, 7, 1), stage="COLLECTOR")  # found later, happened before
    assert only(desk, client).stage == "DECREE"
    decree = next(event for event in only(desk, client).events if event.kind == "decree")
    debt_events.take_back(desk, decree.id, today=TODAY)
    assert only(desk, client).stage == "COLLECTOR"
    assert any(event.taken_back_on for event in only(desk, client).events)


def test_a_charge_bites_fourteen_days_after_it_was_served(desk, client, card):
    happened(desk, card, "charge", date(2026, 11, 20))
    [row] = emergencies.emergencies(desk, today=TODAY)
    assert row.bites_on == date(2026, 12, 4) and row.in_words(TODAY) == "in 8 days"
    assert only(desk, client).stage == "CHARGE_SERVED"
    assert any("moratorium" in step for step in row.threat.stops)


def test_what_bites_first_stands_first_whatever_was_recorded_last(desk, case_id, card):
    rent = debts.add_debt(desk, case_id, DebtDraft(type="RENT", creditor="Millbank HA"), today=TODAY).id
    happened(desk, card, "charge", date(2026, 11, 20))
    happened(desk, rent, "eviction", date(2026, 11, 1), bites_on=date(2026, 11, 30))
    happened(desk, rent, "earnings_arrestment", date(2026, 11, 2))
    rows = emergencies.emergencies(desk, today=TODAY)
    assert [row.threat.code for row in rows] == ["earnings_arrestment", "eviction", "charge"]
    assert rows[0].in_words(TODAY) == "any day"


def test_a_threat_dealt_with_bites_no_more_and_keeps_what_stopped_it(desk, client, card):
    happened(desk, card, "charge", date(2026, 11, 20))
    [row] = emergencies.emergencies(desk, today=TODAY)
    with pytest.raises(Problems):
        debt_events.dealt_with(desk, row.id, " ", today=TODAY)
    debt_events.dealt_with(desk, row.id, "Instalments agreed with the officers.", today=TODAY)
    assert emergencies.emergencies(desk, today=TODAY) == []
    assert "Instalments agreed" in only(desk, client).events[0].words


def test_a_moratorium_holds_off_what_it_can_and_no_more(desk, case_id, card):
    happened(desk, card, "charge", date(2026, 11, 20))
    happened(desk, card, "eviction", date(2026, 11, 20), bites_on=date(2026, 12, 1))
    emergencies.record_moratorium(
        desk, case_id, notice_on=date(2026, 11, 24), entered_on=date(2026, 11, 25), intends="MAP", today=TODAY
    )
    held = {row.threat.code: row.held_until for row in emergencies.emergencies(desk, today=TODAY)}
    assert held == {"charge": date(2027, 5, 25), "eviction": None}


def test_another_notice_within_twelve_months_is_refused_with_the_day_it_is_safe(desk, client, case_id):
    given = {"entered_on": None, "intends": "DAS_DPP", "today": TODAY}
    emergencies.record_moratorium(desk, case_id, notice_on=date(2026, 1, 10), **given)
    with pytest.raises(Problems) as refused:
        emergencies.record_moratorium(desk, case_id, notice_on=date(2026, 11, 24), **given)
    assert "11 Jan 2027" in str(refused.value.problems[0])
    [row] = emergencies.moratoria(desk, client, today=TODAY)
    assert not row.in_force and row.another_from == date(2027, 1, 11)


def test_a_notice_waiting_for_the_register_is_completed_and_not_doubled(desk, client, case_id):
    said = {"notice_on": date(2026, 11, 20), "intends": "MAP", "today": TODAY}
    emergencies.record_moratorium(desk, case_id, entered_on=None, **said)
    emergencies.record_moratorium(desk, case_id, entered_on=date(2026, 11, 23), **said)
    [row] = emergencies.moratoria(desk, client, today=TODAY)
    assert row.in_force and row.ends_on == date(2027, 5, 23)
    emergencies.end_moratorium(desk, row.id, on=date(2026, 11, 24), because="Withdrawn.", today=TODAY)
    [row] = emergencies.moratoria(desk, client, today=TODAY)
    assert not row.in_force


def test_the_clock_runs_from_the_day_payment_could_be_demanded(desk, client, card):
    clock = only(desk, client).clock
    assert (clock.answer, clock.years, clock.last_day) == ("running", 5, date(2027, 3, 1))
    assert any("payment" in words for words in clock.restarts)
    happened(desk, card, "payment", date(2026, 2, 2))
    assert only(desk, client).clock.last_day == date(2031, 2, 3)  # the second is a Sunday


def test_a_prescribed_debt_still_chased_is_left_out_and_never_called_prescribed(desk, client, case_id):
    old = DebtDraft(type="CATALOGUE", creditor="Homeways", balance=Decimal("412.15"),
                    enforceable_on=date(2019, 5, 6))  # fmt: skip
    debt = debts.add_debt(desk, case_id, old, today=TODAY).id
    happened(desk, debt, "stage", date(2026, 11, 1), stage="COLLECTOR")
    view = only(desk, client)
    assert view.clock.answer == "may_have" and "may have prescribed" in view.clock.words
    assert view.left_out == ("MAY_HAVE_PRESCRIBED",)
    happened(desk, debt, "payment", date(2026, 11, 2))
    assert only(desk, client).clock.answer == "may_have"  # what is gone is not brought back


def test_a_claim_stops_the_time_until_it_ends_in_a_decree(desk, client, card):
    happened(desk, card, "court", date(2026, 10, 1), bites_on=date(2026, 12, 1))
    assert only(desk, client).clock.answer == "pending"
    happened(desk, card, "decree", date(2026, 11, 2))
    clock = only(desk, client).clock
    assert (clock.years, clock.last_day) == (20, date(2046, 11, 2))


@pytest.mark.parametrize(
    ("draft", "answer"),
    [
        (DebtDraft("other"), "kind_unknown"),
        (DebtDraft(type="CREDIT_CARD"), "start_unknown"),
        (DebtDraft(type="COURT_FINE", enforceable_on=date(2020, 1, 1)), "not_counted"),
    ],
)
def test_what_cannot_be_counted_is_not_counted(desk, client, case_id, draft, answer):
    debts.add_debt(desk, case_id, draft, today=TODAY)
    assert only(desk, client).clock.answer == answer


def test_what_happened_before_the_new_rules_is_doubted(desk, client, card):
    happened(desk, card, "payment", date(2024, 6, 1))
    assert any("28 February 2025" in words for words in only(desk, client).clock.doubts)


def test_a_debt_sold_keeps_where_it_came_from_and_its_court_stage(desk, client, card):
    happened(desk, card, "decree", date(2026, 9, 1))
    debt_events.sell(desk, card, "Harbour Recoveries", on=date(2026, 11, 10), today=TODAY, account="HR-77")
    view = only(desk, client)
    assert (view.draft.creditor, view.draft.original_creditor, view.draft.account) == (
        "Harbour Recoveries", "Northgate Bank", "HR-77",
    )  # fmt: skip
    assert (view.stage, view.sold_on) == ("DECREE", date(2026, 11, 10))
    with pytest.raises(Problems):
        debt_events.sell(desk, card, "harbour recoveries", on=TODAY, today=TODAY)


def test_a_joint_debt_stands_in_full_on_both_pages_and_is_one_debt(desk, client, case_id, card):
    partner = a_client(desk, forenames="Ailsa", born_on=date(1976, 1, 1))
    debt_events.share_liability(desk, card, partner, today=TODAY)
    mine, theirs = only(desk, client), only(desk, partner)
    assert mine.id == theirs.id and mine.owed == theirs.owed == Decimal("3120.77")
    assert [one.name for one in mine.liable] == ["Ailsa Reid"]
    assert [one.name for one in theirs.liable] == ["Callum Reid"]
    assert len(debts.debts(desk)) == 1
    with pytest.raises(Problems, match="leaving home does not"):
        debt_events.end_liability(desk, mine.liable[0].id, on=TODAY, because=" ", today=TODAY)
    why = "The council let her go in writing."
    debt_events.end_liability(desk, mine.liable[0].id, on=TODAY, because=why, today=TODAY)
    assert debt_page.page(desk, partner, today=TODAY).debts == ()


def test_nobody_is_named_twice_on_one_debt(desk, client, card):
    debt_events.share_liability(desk, card, "J. Reid", today=TODAY)
    for other in ("J. Reid", client, "  "):
        with pytest.raises(Problems):
            debt_events.share_liability(desk, card, other, today=TODAY)


def test_contact_stopped_stands_until_it_is_allowed_again(desk, client, card):
    happened(desk, card, "contact_stopped", date(2026, 11, 5))
    assert only(desk, client).contact_stopped_on == date(2026, 11, 5)
    happened(desk, card, "contact_resumed", date(2026, 11, 9))
    assert only(desk, client).contact_stopped_on is None


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (EventDraft("flood", TODAY), "kind"),
        (EventDraft("charge"), "on"),
        (EventDraft("charge", date(2026, 12, 1)), "on"),
        (EventDraft("stage", TODAY, stage="NOWHERE"), "stage"),
        (EventDraft("eviction", TODAY, bites_on=date(2026, 11, 1)), "bites_on"),
    ],
)
def test_what_cannot_have_happened_is_said_beside_its_field(desk, client, card, draft, field):
    with pytest.raises(Problems) as refused:
        debt_events.record_event(desk, card, draft, today=TODAY)
    assert fields_of(refused) == [field] and only(desk, client).events == ()


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (DebtDraft(), "kind"),
        (DebtDraft(type="LOTTERY"), "type"),
        (DebtDraft("rent", balance_on=date(2027, 1, 1)), "balance_on"),
        (DebtDraft("rent", monthly=Decimal("-1")), "monthly"),
        (DebtDraft("rent", liability="challenged"), "liability_why"),
    ],
)
def test_what_cannot_be_a_debt_is_said_beside_its_field(desk, case_id, draft, field):
    with pytest.raises(Problems) as refused:
        debts.add_debt(desk, case_id, draft, today=TODAY)
    assert fields_of(refused) == [field]


def test_every_threat_of_the_table_can_be_recorded_and_says_what_stops_it(desk, card):
    for code, threat in resources.debt_tables().threats.items():
        happened(desk, card, code, TODAY, bites_on=date(2026, 12, 1))
        assert threat.stops and threat.stage in resources.debt_tables().stages
    assert len(emergencies.emergencies(desk, today=TODAY)) == len(resources.debt_tables().threats)


def test_a_notice_on_a_case_without_a_route_is_recorded(desk, case_id):
    """A council's decision on a reduction comes to a debt case too; its route is the notice's own."""
    notice = Notice("CTR", "CTR", "determination_made", date(2026, 11, 2))
    record_notice(desk, case_id, notice, today=TODAY)
