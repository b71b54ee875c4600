"""One letter to many creditors: each its own figures and its own door; one stopped stops no other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from building import TODAY, a_case, a_client, a_practice
from sqlalchemy import select
from test_budgets import LIMITED, a_budget
from test_offers import newest

from welfare_desk.casework import agency
from welfare_desk.casework.agency import Agency
from welfare_desk.casework.correspondence import letter_batch, letter_issue, letters, written_page
from welfare_desk.casework.correspondence.letter_batch import BatchDraft
from welfare_desk.casework.debt import budgets, debt_permission, debts, offers
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.casework.debt.offers import OfferDraft
from welfare_desk.errors import Problems
from welfare_desk.records.service import Organisation

HOUSE = Agency("Tayside Advice", "14 Ferry Road", "01382 496 0021")
OWED = (
    DebtDraft(
        type="COUNCIL_TAX",
        creditor="Tayside Council",
        balance=Decimal("865.40"),
        arrears=Decimal("865.40"),
        monthly=Decimal("20.00"),
    ),
    DebtDraft(type="CREDIT_CARD", creditor="Northgate Bank", account="4929", balance=Decimal("3120.77")),
    DebtDraft(type="CATALOGUE", creditor="Homeways", account="HW 7", balance=Decimal("412.15")),
)
SAID = {"how": "standing order", "first_on": date(2027, 1, 4), "review_on": date(2027, 6, 1)}


@pytest.fixture
def client(desk):
    debt_permission.set_permission(desk, LIMITED, today=TODAY)
    agency.change_agency(desk, HOUSE, today=TODAY)
    return a_client(desk, practice_id=a_practice(desk), may_write=True)


@pytest.fixture
def case_id(desk, client):
    case = a_case(desk, client, "rent", "debt", route=None)
    for draft in OWED:
        debts.add_debt(desk, case, draft, today=TODAY)
    return case


@pytest.fixture
def offer(desk, client, case_id):
    budget = a_budget(desk, case_id)
    budgets.agree(desk, budget, how="signed", may_be_sent=True, today=TODAY)
    offers.make_offer(desk, case_id, OfferDraft(budget_id=budget), today=TODAY)
    return newest(desk, client)


def drafted(desk, begun, **said):
    chosen = tuple(row.debt_id for row in begun.debts if row.chosen)
    figures = {row.debt_id: row.figure for row in begun.debts if row.figure is not None}
    draft = BatchDraft(begun.case_id, begun.kind, chosen, {**begun.answers, **SAID, **said}, figures)
    batch = letter_batch.draft(desk, draft, today=TODAY).id
    addressed(desk)
    return batch


def addressed(desk):
    """The creditors are in the book with where they are."""
    with desk.unit_of_work() as work:
        for body in work.session.scalars(select(Organisation)):
            body.address, body.postcode = "1 High Street", "DD1 9ZZ"
        work.commit()


def test_an_offers_figures_go_to_each_creditor_to_the_penny(desk, client, case_id, offer):
    begun = letter_batch.start(desk, case_id, offer_id=offer.id, today=TODAY)
    assert begun.kind == "debt-pro-rata" and "offer" not in {ask.key for ask in begun.asks}
    assert {row.creditor: (row.figure, row.chosen) for row in begun.debts} == {
        "Tayside Council": (Decimal("20.00"), False),  # met first: the letter of equals is not for it
        "Northgate Bank": (Decimal("167.83"), True),
        "Homeways": (Decimal("22.16"), True),
    }
    assert begun.answers["total"] == Decimal("3532.92")
    assert begun.answers["available"] == Decimal("189.99")
    assert begun.answers["statement_on"] == TODAY
    batch = letter_batch.batch(desk, case_id, drafted(desk, begun), today=TODAY)
    assert {row.letter.recipient: row.figure for row in batch.rows} == {
        "Northgate Bank": Decimal("167.83"),
        "Homeways": Decimal("22.16"),
    }
    assert all(row.wanting == () for row in batch.rows)
    answers = written_page.opened(desk, batch.rows[0].letter.id, today=TODAY).answers
    assert answers["total"] == Decimal("3532.92") and answers["how"] == "standing order"


def test_each_letter_waits_for_its_own_authority_and_one_stopped_stops_no_other(desk, case_id, client, offer):
    begun = letter_batch.start(desk, case_id, offer_id=offer.id, today=TODAY)
    id = drafted(desk, begun)
    first, second = letter_batch.batch(desk, case_id, id, today=TODAY).rows
    assert {row.against[0].code for row in (first, second)} == {"mandate_needed"}
    signed = letter_batch.record_authorities
    signed(desk, client, [first.recipient_id], signed_on=TODAY, subject="Debts", today=TODAY)
    heard = []
    ids = [second.letter.id, first.letter.id]
    gone = letter_batch.issue_all(desk, ids, today=TODAY, step=lambda *said: heard.append(said))
    assert gone.issued == (first.letter.id,)
    [(name, why)] = gone.kept_back
    assert second.letter.recipient in name and "No signed authority" in why
    assert [(done, of) for _, done, of in heard] == [(0, 2), (1, 2)]
    ready = letter_batch.make_ready(desk, ids, today=TODAY)
    assert [id for id, _, _ in ready.printed] == [first.letter.id] and len(ready.kept_back) == 1
    assert ready.printed[0][2] == letter_issue.print_out(desk, first.letter.id, today=TODAY)


def test_called_off_what_has_gone_has_gone_and_the_rest_are_drafts(desk, case_id, client, offer):
    begun = letter_batch.start(desk, case_id, offer_id=offer.id, today=TODAY)
    id = drafted(desk, begun)
    rows = letter_batch.batch(desk, case_id, id, today=TODAY).rows
    bodies = [row.recipient_id for row in rows]
    letter_batch.record_authorities(desk, client, bodies, signed_on=TODAY, subject="", today=TODAY)

    class Stop(Exception):
        pass

    def step(words, done, of):
        if done == 1:
            raise Stop

    with pytest.raises(Stop):
        letter_batch.issue_all(desk, [row.letter.id for row in rows], today=TODAY, step=step)
    states = [row.letter.state for row in letter_batch.batch(desk, case_id, id, today=TODAY).rows]
    assert states == ["issued", "draft"]


def test_a_letter_that_wants_a_fact_does_not_go(desk, case_id, client, offer):
    begun = letter_batch.start(desk, case_id, offer_id=offer.id, today=TODAY)
    rows = letter_batch.batch(desk, case_id, drafted(desk, begun, how=""), today=TODAY).rows
    assert all(row.wanting and not row.may_go for row in rows)
    bodies = [row.recipient_id for row in rows]
    letter_batch.record_authorities(desk, client, bodies, signed_on=TODAY, subject="", today=TODAY)
    gone = letter_batch.issue_all(desk, [row.letter.id for row in rows], today=TODAY)
    assert gone.issued == () and len(gone.kept_back) == len(rows)


def test_a_plain_letter_goes_to_every_creditor_of_the_case(desk, case_id):
    begun = letter_batch.start(desk, case_id, kind="debt-holding", today=TODAY)
    assert [row.chosen for row in begun.debts] == [True, True, True]
    assert tuple(kind for kind, _ in begun.kinds) >= ("debt-holding", "debt-authority") or begun.kinds
    id = drafted(desk, begun, days="30")
    assert len(letter_batch.batch(desk, case_id, id, today=TODAY).rows) == 3


def test_no_creditor_ticked_is_said_and_a_bad_one_leaves_nothing_behind(desk, case_id):
    begun = letter_batch.start(desk, case_id, kind="debt-holding", today=TODAY)
    with pytest.raises(Problems):
        letter_batch.draft(desk, BatchDraft(case_id, "debt-holding", (), {}), today=TODAY)
    nobody = debts.add_debt(desk, case_id, DebtDraft(type="CATALOGUE", balance=Decimal(10)), today=TODAY).id
    ids = (*(row.debt_id for row in begun.debts), nobody)
    with pytest.raises(Problems):
        letter_batch.draft(desk, BatchDraft(case_id, "debt-holding", ids, {}), today=TODAY)
    assert letters.letters(desk, case_id=case_id) == []
