"""The debts of one client: what bites, what is owed, what happened; and what bites first of all clients."""

from datetime import date
from decimal import Decimal

import pytest
from by_keyboard import choose, press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from welfare_desk.casework.debt import debt_page, debts
from welfare_desk.casework.matters import cases
from welfare_desk.records.money import Debt

TODAY = date(2026, 11, 26)


@pytest.fixture
def go(practice_window, qtbot):
    def there(screen="client-debts", **where):
        practice_window.go(screen, **where)
        for _ in range(4):
            settle(practice_window, qtbot)
        return practice_window.front()

    return there


@pytest.fixture
def isla(go, practice):
    return go(person=practice.told.clients["isla"])


def listed(part):
    return [" | ".join(filter(None, (cell.spoken() for cell in row.cells))) for row in part.list.rows.rows]


def debts_of(practice, name="isla"):
    return debt_page.page(practice.desk, practice.told.clients[name], today=TODAY).debts


def pick(screen, practice, qtbot, window, kind):
    debt = next(one for one in debts_of(practice) if one.draft.type == kind)
    assert screen.part().list.choose(debt.id)
    settle(window, qtbot)
    return debt


def wrong(screen, name):
    field = screen.form.fields[name]
    return field.below.text() if field.alarm.isVisibleTo(field) else ""


def test_what_bites_stands_above_what_is_owed(isla):
    rows = listed(isla.part())
    assert rows[0] == "Most urgent debts, 2"
    assert rows[1] == "Charge for payment, Council tax, Tayside Council | in 5 days | 1 Dec 2026"
    assert rows[-1] == "Owed together, each joint debt in full | £2,415.40 | £5,638.32"
    assert "A moratorium, once it is in the register" in words_on(isla.pane)


def test_a_debt_that_may_have_prescribed_says_so_and_is_left_out(isla, practice, practice_window, qtbot):
    pick(isla, practice, qtbot, practice_window, "CATALOGUE")
    said = words_on(isla.pane)
    assert "It may have prescribed after 3 Mar 2025" in said and "Left out of offers." in said


def test_what_happened_is_recorded_by_keys_and_bites(isla, practice, practice_window, qtbot):
    pick(isla, practice, qtbot, practice_window, "CREDIT_CARD")
    press(practice_window, "Ctrl+Shift+E", qtbot)
    choose(isla.form, "kind", "earnings_arrestment")
    write(isla.form, "on", "20/11/26")
    write(isla.form, "bites_on", "28/11/26")
    push(practice_window, "Record", qtbot)
    settle(practice_window, qtbot)
    assert listed(isla.part())[1].startswith("Earnings arrestment, Credit card, Northgate Bank | in 2 days")


def test_a_balance_takes_two_keys_and_the_sum(isla, practice, practice_window, qtbot):
    pick(isla, practice, qtbot, practice_window, "CREDIT_CARD")
    press(practice_window, "Ctrl+B", qtbot)
    QTest.keyClicks(isla.form.fields["balance"].editor, "3000")
    push(practice_window, "Add balance", qtbot)
    card = next(one for one in debts_of(practice) if one.draft.type == "CREDIT_CARD")
    assert card.owed == Decimal("3000.00") and len(card.balances) == 2


def test_a_threat_dealt_with_leaves_the_list_with_its_reason(isla, practice, practice_window, qtbot):
    push(practice_window, "It is dealt with", qtbot, inside=isla.pane)
    push(practice_window, "It is dealt with", qtbot, inside=isla.pane)
    assert wrong(isla, "how") == "Say what stopped it."
    write(isla.form, "how", "£20 a month agreed in writing.")
    push(practice_window, "It is dealt with", qtbot, inside=isla.pane)
    settle(practice_window, qtbot)
    assert listed(isla.part())[0] == "Most urgent debts, 1"


def test_a_moratorium_holds_the_charge_off_and_says_what_goes_on(isla, practice_window, qtbot):
    push(practice_window, "Record", qtbot, inside=isla.pane)
    write(isla.form, "notice_on", "23/11/26")
    write(isla.form, "entered_on", "24/11/26")
    choose(isla.form, "intends", "MAP")
    push(practice_window, "Record", qtbot, inside=isla.pane)
    settle(practice_window, qtbot)
    assert "Held to 24 May 2027" in listed(isla.part())[1]
    said = words_on(isla.pane)
    assert "A charge for payment is held off" in said and "Eviction goes on" in said
    assert "In force to Mon 24 May 2027" in said
    push(practice_window, "It ended before its time", qtbot, inside=isla.pane)
    push(practice_window, "Record its end", qtbot, inside=isla.pane)
    assert wrong(isla, "because") == "Say what ended it."
    write(isla.form, "on", "25/11/26")
    write(isla.form, "because", "Withdrawn: the council took instalments.")
    push(practice_window, "Record its end", qtbot, inside=isla.pane)
    settle(practice_window, qtbot)
    assert "Ended 25 Nov 2026" in words_on(isla.pane)
    assert "in 5 days" in listed(isla.part())[1]


def test_details_ask_for_a_reason_only_where_one_is_needed(isla, practice, practice_window, qtbot):
    pick(isla, practice, qtbot, practice_window, "CREDIT_CARD")
    push(practice_window, "Put details right", qtbot)
    assert not isla.form.fields["liability_why"].isVisible()
    choose(isla.form, "liability", "challenged")
    push(practice_window, "Save details", qtbot)
    assert "Say why" in wrong(isla, "liability_why")
    write(isla.form, "liability_why", "Signed by somebody else.")
    push(practice_window, "Save details", qtbot)
    card = next(one for one in debts_of(practice) if one.draft.type == "CREDIT_CARD")
    assert card.left_out == ("DISPUTED",)


def test_a_debt_is_owed_jointly_with_a_client_found_by_letters(isla, practice, practice_window, qtbot):
    pick(isla, practice, qtbot, practice_window, "RENT")
    push(practice_window, "Somebody else owes it too", qtbot)
    write(isla.form, "other", "derek laing")
    settle(practice_window, qtbot)
    choose(isla.form, "person", practice.told.clients["derek"])
    push(practice_window, "Record", qtbot)
    [shared] = [debt for debt in debts_of(practice, "derek") if debt.draft.type == "RENT"]
    assert shared.owed == Decimal("1240.00") and [one.name for one in shared.liable] == ["Isla Drummond"]


def test_a_debt_sold_belongs_to_its_new_owner(isla, practice, practice_window, qtbot):
    pick(isla, practice, qtbot, practice_window, "CREDIT_CARD")
    push(practice_window, "Sold to another creditor", qtbot)
    push(practice_window, "Record the sale", qtbot)
    assert wrong(isla, "buyer") == "Say who owns the debt now."
    write(isla.form, "buyer", "Harbour Recoveries")
    push(practice_window, "Record the sale", qtbot)
    pick(isla, practice, qtbot, practice_window, "CREDIT_CARD")
    assert "Harbour Recoveries" in words_on(isla.pane) and "Northgate Bank" in words_on(isla.pane)


def test_a_first_debt_is_added_from_the_empty_page(go, practice, practice_window, qtbot):
    screen = go(person=practice.told.clients["derek"])
    assert "No debts recorded yet." in words_on(screen)
    push(practice_window, "Add a debt", qtbot)
    push(practice_window, "Add debt", qtbot)
    assert wrong(screen, "kind") == "Say what kind of debt it is."
    choose(screen.form, "kind", "OVERDRAFT")
    write(screen.form, "creditor", "Northgate Bank")
    write(screen.form, "balance", "250")
    tick(screen.form, "evidence", "client_says")
    push(practice_window, "Add debt", qtbot)
    [debt] = debts_of(practice, "derek")
    assert (debt.draft.type, debt.owed) == ("OVERDRAFT", Decimal("250.00"))


def test_without_an_open_debt_case_the_page_says_what_is_missing(go, practice, practice_window):
    go(person=practice.told.clients["jean"])
    [add] = [act for act in (practice_window.front().heading().primary,) if act]
    assert add.closed_because == "A debt belongs to a debt case, and none is open."


def test_a_half_typed_form_survives_the_lock_and_stays_with_its_debt(isla, practice, practice_window, qtbot):
    card = pick(isla, practice, qtbot, practice_window, "CREDIT_CARD")
    press(practice_window, "Ctrl+B", qtbot)
    write(isla.form, "balance", "about 9")
    practice_window.lock()
    practice_window.unlocked()
    for _ in range(4):
        settle(practice_window, qtbot)
    again = practice_window.front()
    assert again is not isla and again.part().chosen() == card.id
    assert again.form.fields["balance"].editor.text() == "about 9"


def test_escape_closes_the_form_and_shows_the_debt_again(isla, practice_window, qtbot):
    press(practice_window, "Ctrl+B", qtbot)
    press(practice_window, "Esc", qtbot)
    assert isla.form is None and "What stops it" in words_on(isla.pane)


def test_all_clients_threats_stand_on_one_page_and_lead_to_the_debt(go, practice, practice_window, qtbot):
    screen = go("debt-emergencies")
    [charge, court] = screen.rows.rows.rows
    assert charge.cells[0].spoken() == "Isla Drummond, Council tax, Tayside Council"
    assert court.cells[3].spoken() == "8 Dec 2026"
    QTest.keyClick(screen.rows, Qt.Key.Key_Down)
    QTest.keyClick(screen.rows, Qt.Key.Key_Return)
    for _ in range(4):
        settle(practice_window, qtbot)
    front = practice_window.front()
    assert front.name == "client-debts" and "the last date for a response" not in words_on(front.part())
    assert "Court action" in words_on(front.pane)


def test_from_a_case_the_page_is_its_clients(go, practice):
    screen = go(case=practice.told.cases["isla"])
    assert screen.client.client == "Isla Drummond"


def test_everything_has_a_name_and_the_tab_key_comes_by(isla, practice_window):
    assert_every_focusable_widget_has_a_name(isla)
    practice_window.activateWindow()
    assert_tab_reaches_everything(practice_window)


def test_what_became_of_a_debt_is_recorded_with_its_proof(isla, practice, practice_window, qtbot):
    pick(isla, practice, qtbot, practice_window, "CREDIT_CARD")
    push(practice_window, "Record the outcome", qtbot)
    push(practice_window, "Record the outcome", qtbot)
    assert wrong(isla, "what") == "Choose what became of it."
    choose(isla.form, "what", "full_and_final")
    write(isla.form, "written_off", "2,120.77")
    write(isla.form, "confirmed_on", "25/11/26")
    choose(isla.form, "confirmed_by", "award_letter")
    write(isla.form, "proof", "Letter of 24 Nov")
    push(practice_window, "Record the outcome", qtbot)
    settle(practice_window, qtbot)
    card = next(one for one in debts_of(practice) if one.draft.type == "CREDIT_CARD")
    assert (card.written_off, card.stage) == (Decimal("2120.77"), "SETTLED")
    pick(isla, practice, qtbot, practice_window, "CREDIT_CARD")
    assert "£2,120.77 written off. Confirmed. Letter of 24 Nov" in words_on(isla.pane)


def test_where_a_creditor_is_written_to_is_put_right_for_all_its_debts(
    isla, practice, practice_window, qtbot
):
    pick(isla, practice, qtbot, practice_window, "CREDIT_CARD")
    assert "PO Box 12, Perth, PH1 9ZZ" in words_on(isla.pane)
    push(practice_window, "Where it is written to", qtbot)
    write(isla.form, "name", " ")
    push(practice_window, "Save the address", qtbot)
    assert wrong(isla, "name") == "The creditor needs a name."
    write(isla.form, "name", "Northgate Bank plc")
    write(isla.form, "postcode", "PH1 9ZX")
    push(practice_window, "Save the address", qtbot)
    settle(practice_window, qtbot)
    card = next(one for one in debts_of(practice) if one.draft.type == "CREDIT_CARD")
    assert (card.creditor.name, card.creditor.postcode) == ("Northgate Bank plc", "PH1 9ZX")
    assert card.owed_to == "Northgate Bank plc"


def test_a_joint_debtor_is_let_go_only_with_a_reason(isla, practice, practice_window, qtbot):
    pick(isla, practice, qtbot, practice_window, "COUNCIL_TAX")
    push(practice_window, "Somebody else owes it too", qtbot)
    write(isla.form, "other", "Rory Drummond")
    push(practice_window, "Record", qtbot, inside=isla.pane)
    pick(isla, practice, qtbot, practice_window, "COUNCIL_TAX")
    push(practice_window, "No longer owes it", qtbot, inside=isla.pane)
    push(practice_window, "Record it", qtbot, inside=isla.pane)
    assert wrong(isla, "because").startswith("Say what let them go")
    write(isla.form, "because", "The council wrote on 20 November.")
    push(practice_window, "Record it", qtbot, inside=isla.pane)
    tax = next(one for one in debts_of(practice) if one.draft.type == "COUNCIL_TAX")
    assert not tax.joint and [one.name for one in tax.liable] == ["Rory Drummond"]


def test_contact_is_stopped_and_allowed_again_in_two_presses(isla, practice, practice_window, qtbot):
    pick(isla, practice, qtbot, practice_window, "CREDIT_CARD")
    for words, stopped in (("The creditor is to stop contact", TODAY), ("Contact is allowed again", None)):
        push(practice_window, words, qtbot, inside=isla.pane)
        push(practice_window, "Record", qtbot, inside=isla.pane)
        pick(isla, practice, qtbot, practice_window, "CREDIT_CARD")
        card = next(one for one in debts_of(practice) if one.draft.type == "CREDIT_CARD")
        assert card.contact_stopped_on == stopped


def test_a_list_of_debts_is_pasted_and_read_before_it_is_kept(isla, practice, practice_window, qtbot):
    push(practice_window, "Paste a list", qtbot)
    push(practice_window, "Take these debts", qtbot)
    assert "No row was understood." in wrong(isla, "text")
    isla.form.text.set_value("Homeways\tcatalogue\t412.15\nFirth Cards\tCredit card\t250\nAcme\t1\t2\t3")
    isla.form.edited.emit("text")
    said = words_on(isla.pane)
    assert "1 debt understood." in said and "Row 2: Firth Cards, Credit card, £250.00." in said
    assert "Row 1, Homeways: It is recorded already" in said and "put headings above them" in said
    push(practice_window, "Take these debts", qtbot)
    settle(practice_window, qtbot)
    assert [one.owed for one in debts_of(practice) if one.owed_to == "Firth Cards"] == [Decimal("250.00")]


def test_one_debt_in_two_files_is_counted_once(isla, practice, practice_window, qtbot):
    desk, derek = practice.desk, practice.told.clients["derek"]
    [case] = [row.id for row in cases.case_rows(desk, person_id=derek, kind="debt")][:1]
    again = debts.DebtDraft(type="COUNCIL_TAX", creditor="Tayside Council", balance=Decimal("865.40"))
    other = debts.add_debt(desk, case, again, today=TODAY).id
    pick(isla, practice, qtbot, practice_window, "COUNCIL_TAX")
    push(practice_window, "It stands in another file too", qtbot, inside=isla.pane)
    push(practice_window, "They are one debt", qtbot, inside=isla.pane)
    assert wrong(isla, "typed") == "Say which debt of another file it is."
    write(isla.form, "typed", "laing")
    settle(practice_window, qtbot)
    choose(isla.form, "other", other)
    push(practice_window, "They are one debt", qtbot, inside=isla.pane)
    with desk.look() as look:
        keys = {look.get(Debt, id).debt_key for id in (other, debts_of(practice)[1].id)}
    assert len(keys) == 1
