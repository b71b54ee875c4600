"""The creditor book, and what a client has signed for each creditor before and after a debt is sold."""

from datetime import date
from decimal import Decimal

import pytest
from building import TODAY, a_case, a_client, a_consent, a_practice, body

from welfare_desk.casework.debt import creditor_book, creditors, debt_events, debt_page, debts
from welfare_desk.casework.debt.creditors import CreditorDraft
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.casework.people import mandates
from welfare_desk.errors import Problems

MARCH = date(2026, 3, 2)


@pytest.fixture
def client(desk):
    return a_client(desk)


@pytest.fixture
def case_id(desk, client):
    return a_case(desk, client, "rent", "debt", route=None)


@pytest.fixture
def card(desk, case_id):
    draft = DebtDraft(type="CREDIT_CARD", creditor="NORTHGATE BANK", balance=Decimal("900.00"),
                      collector="Harbour Recoveries")  # fmt: skip
    return debts.add_debt(desk, case_id, draft, today=MARCH).id


def named(desk, name):
    return next(row for row in creditor_book.book(desk) if row.name == name)


def papers(desk, client):
    [debt] = debt_page.page(desk, client, today=TODAY).debts
    return debt.papers


def test_the_book_says_who_is_owed_and_who_only_collects(desk, card):
    bank, officers = named(desk, "NORTHGATE BANK"), named(desk, "Harbour Recoveries")
    assert (bank.shown, bank.debts, bank.collects, bank.where) == ("Northgate Bank", 1, 0, "")
    assert (officers.debts, officers.collects) == (0, 1)
    view = creditor_book.creditor(desk, bank.id)
    assert (view.total, [one.client for one in view.owed]) == (Decimal("900.00"), ["Callum Reid"])
    collected = creditor_book.creditor(desk, officers.id)
    assert collected.total == 0 and collected.owed[0].collected_only


def test_a_sold_debt_stands_with_both_owners(desk, card):
    debt_events.sell(desk, card, "Firth Purchase", on=date(2026, 11, 2), today=TODAY)
    [sale] = creditor_book.creditor(desk, named(desk, "Firth Purchase").id).from_
    assert (sale.other, sale.count, sale.last_on) == ("Northgate Bank", 1, date(2026, 11, 2))
    seller = creditor_book.creditor(desk, named(desk, "NORTHGATE BANK").id)
    assert [one.other for one in seller.to] == ["Firth Purchase"] and seller.owed == ()


def test_an_address_is_found_and_a_wrong_postcode_stays_beside_its_field(desk, card):
    bank = named(desk, "NORTHGATE BANK")
    draft = CreditorDraft("Northgate Bank", "PO Box 12,\nPerth", "ph19zz", "0131 496 0000")
    creditors.change_creditor(desk, bank.id, draft)
    [row] = creditor_book.book(desk, typed="perth")
    assert row.where == "PO Box 12, Perth, PH1 9ZZ"
    with pytest.raises(Problems) as wrong:
        creditors.change_creditor(desk, bank.id, CreditorDraft(" ", "", "Perth"))
    assert [one.field for one in wrong.value.problems] == ["name", "postcode"]


def test_two_bodies_of_one_name_are_refused(desk, card):
    creditors.change_creditor(desk, None, CreditorDraft("Homeways"))
    for id in (None, named(desk, "NORTHGATE BANK").id):
        with pytest.raises(Problems, match="in the book already"):
            creditors.change_creditor(desk, id, CreditorDraft(" homeways "))


def test_a_sale_asks_for_authority_and_consent_again(desk, client, card, clock):
    clock.set(2026, 8, 3)
    bank = named(desk, "NORTHGATE BANK").id
    mandates.record_mandate(desk, client, bank, signed_on=date(2026, 8, 3), today=date(2026, 8, 3))
    a_consent(desk, client, a_practice(desk), purposes=("debt",), recipient_ids=(bank,))
    clock.set(2026, 11, 26)
    before = papers(desk, client)
    assert before.authority and before.consent and not (before.ask_authority or before.ask_consent)
    assert before.authority_until == date(2027, 8, 3)

    debt_events.sell(desk, card, "Firth Purchase", on=date(2026, 11, 2), today=TODAY)
    sold = papers(desk, client)
    assert sold.ask_authority and sold.ask_consent and not (sold.authority or sold.consent)

    firth = named(desk, "Firth Purchase").id
    mandates.record_mandate(desk, client, firth, signed_on=TODAY, today=TODAY)
    a_consent(desk, client, a_practice(desk, "Second Practice"), purposes=("debt",), recipient_ids=(firth,))
    again = papers(desk, client)
    assert again.authority and again.consent and not (again.ask_authority or again.ask_consent)


def test_a_consent_to_another_end_is_no_consent_to_tell_a_creditor(desk, client, card):
    a_consent(desk, client, a_practice(desk), recipient_ids=(body(desk, "sss"),))
    debt_events.sell(desk, card, "Firth Purchase", on=date(2026, 11, 2), today=TODAY)
    assert not papers(desk, client).ask_consent
