"""Budgets side by side and offers, driven by keys as an advisor would."""

from datetime import date
from decimal import Decimal

import pytest
from by_keyboard import choose, press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.casework.debt import budgets, debt_permission, offers
from welfare_desk.casework.debt.debt_permission import Permission
from welfare_desk.casework.income import income_checks
from welfare_desk.rules.income.household import Household, InPayment, Person

TODAY = date(2026, 11, 26)


@pytest.fixture
def go(practice_window, practice, qtbot):
    def there(tab, who="isla"):
        practice_window.go("client-debts", person=practice.told.clients[who], tab=tab)
        for _ in range(4):
            settle(practice_window, qtbot)
        return practice_window.front()

    return there


def rows_of(part):
    return {row.key: [cell.text for cell in row.cells] for row in part.list.rows.rows if row.kind == "row"}


def totals(part):
    return {row.cells[0].text: row.cells[-1].text for row in part.list.rows.rows if row.kind == "total"}


def views(practice, who="isla"):
    return budgets.budgets(practice.desk, practice.told.clients[who])


def made_offers(practice):
    return offers.page(practice.desk, practice.told.clients["isla"], today=TODAY).offers


def wrong(screen, name):
    field = screen.form.fields[name]
    return field.below.text() if field.alarm.isVisibleTo(field) else ""


def finish(window, qtbot):
    for _ in range(3):
        settle(window, qtbot)


def test_versions_stand_side_by_side_by_name_with_what_changed(go):
    screen = go("budgets")
    part = screen.part()
    assert [column.words for column in part.list.rows.columns] == ["A month", "Now", "After ADP"]
    assert rows_of(part)["ben_disability"] == ["Disability benefits", "", "£470.38"]
    assert totals(part)["Available for creditors"] == "£518.99"
    said = words_on(screen.pane)
    assert "Changed since “Now”" in said and "+£470.38" in said
    assert "Not agreed yet: no offer can be sent from it." in said


def test_a_line_is_typed_by_keys_and_the_cursor_goes_on_to_the_next(go, practice, practice_window, qtbot):
    screen = go("budgets")
    part = screen.part()
    part.list.choose("food_groceries")
    part.list.setFocus()
    QTest.keyClick(part.list, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is screen.form.fields["amount"].editor
    QTest.keyClicks(QApplication.focusWidget(), "70")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    finish(practice_window, qtbot)
    line = views(practice)[1].line("food_groceries")
    assert (line.amount, line.period) == (Decimal("70.00"), "week")
    assert part.chosen() == "pers_toiletries"


def test_what_a_line_comes_to_by_the_month_is_said_as_it_is_typed(go, practice_window, qtbot):
    screen = go("budgets")
    screen.part().list.choose("util_gas")
    screen.part().type_line()
    write(screen.form, "amount", "84.80")
    choose(screen.form, "period", "week")
    assert screen.form.fields["period"].below.text() == "£367.47 a month"


def test_a_sum_that_is_none_is_said_beside_it_and_survives_the_lock(go, practice_window, qtbot):
    screen = go("budgets")
    screen.part().list.choose("util_gas")
    screen.part().type_line()
    write(screen.form, "amount", "about 50")
    press(practice_window, "Ctrl+S", qtbot)
    assert "not an amount" in wrong(screen, "amount")
    practice_window.lock()
    practice_window.unlocked()
    finish(practice_window, qtbot)
    finish(practice_window, qtbot)
    assert practice_window.front().form.fields["amount"].editor.text() == "about 50"


def test_an_agreed_version_cannot_be_typed_in_and_offers_its_copy(go, practice, practice_window, qtbot):
    screen = go("budgets")
    part = screen.part()
    push(practice_window, "Agreed by the client", qtbot)
    push(practice_window, "It is agreed", qtbot)
    assert "Say how the client agreed it." in wrong(screen, "how")
    choose(screen.form, "how", "by_phone")
    tick(screen.form, "may_be_sent")
    push(practice_window, "It is agreed", qtbot)
    assert "It rests on an award that is only estimated." in wrong(screen, "may_be_sent")
    award = budgets.LineDraft("ben_disability", Decimal("434.20"), "four_week", "award_letter")
    budgets.put_lines(practice.desk, views(practice)[1].id, [award], today=TODAY)
    push(practice_window, "It is agreed", qtbot)
    finish(practice_window, qtbot)
    assert views(practice)[1].agreed_how == "by_phone" and views(practice)[1].may_be_sent
    part.open("util_gas")
    assert screen.form is None
    push(practice_window, "New version", qtbot)
    write(screen.form, "name", "Programme")
    push(practice_window, "Begin it", qtbot)
    finish(practice_window, qtbot)
    assert [column.words for column in part.list.rows.columns][-1] == "Programme"
    assert part.now().surplus == Decimal("538.99")


def test_rows_are_pasted_and_what_was_not_understood_is_said_first(go, practice, practice_window, qtbot):
    screen = go("budgets")
    push(practice_window, "Paste from a spreadsheet", qtbot)
    screen.form.fields["text"].editor.setPlainText("Gas\t£60\tmonthly\nDog walker\t20\tweekly")
    assert screen.form.said.words == "1 row understood.\nRow 2, Dog walker: No such line."
    push(practice_window, "Take these rows", qtbot)
    assert views(practice)[1].line("util_gas").amount == Decimal("60.00")


def test_the_budget_is_saved_as_a_file(go, heard, practice_window, tmp_path, qtbot):
    go("budgets")
    heard.path = tmp_path / "budget.csv"
    push(practice_window, "Save as a file", qtbot)
    assert "Universal Credit" in heard.path.read_text(encoding="utf-8-sig")


def test_a_first_budget_is_begun_from_the_empty_page(go, practice, practice_window, qtbot):
    screen = go("budgets", "derek")
    assert "No budget yet." in words_on(screen)
    push(practice_window, "Start a budget", qtbot)
    push(practice_window, "Begin it", qtbot)
    finish(practice_window, qtbot)
    assert [view.name for view in views(practice, "derek")] == ["Now"]
    assert len(rows_of(screen.part())) > 80  # every line waits to be typed


def test_the_schedule_says_who_waits_and_who_is_left_out(go):
    part = go("offers").part()
    rows = list(rows_of(part).values())
    assert rows[0][:3] == ["Millbank Housing Association", "£1,240.00", "£25.00"]
    assert rows[-1][0] == "Homeways" and rows[-1][3] == "It may have prescribed"
    assert totals(part) == {"Together, of £68.05": ""}


def test_an_answer_is_recorded_and_the_next_day_to_ask_stands(go, practice, practice_window, qtbot):
    screen = go("offers")
    push(practice_window, "Record an answer", qtbot, inside=screen.pane)
    push(practice_window, "Record the answer", qtbot)
    assert wrong(screen, "answer") == "Choose what they answered."
    choose(screen.form, "answer", "counter")
    write(screen.form, "counter", "40")
    push(practice_window, "Record the answer", qtbot)
    [offer] = made_offers(practice)
    assert (offer.shares[0].answer, offer.shares[0].counter) == ("counter", Decimal("40.00"))
    assert offer.shares[0].chase_on == date(2026, 12, 10)


def test_an_offer_is_made_changed_by_hand_and_says_what_that_broke(go, practice, practice_window, qtbot):
    screen = go("offers")
    push(practice_window, "Make an offer", qtbot)
    push(practice_window, "Work it out", qtbot)
    finish(practice_window, qtbot)
    part = screen.part()
    assert part.offer().pot == Decimal("518.99")
    part.list.choose(part.offer().shares[0].id)
    push(practice_window, "Set this share by hand", qtbot)
    write(screen.form, "share", "1,240.01")
    push(practice_window, "Set this share", qtbot)
    assert wrong(screen, "share")
    write(screen.form, "share", "100")
    push(practice_window, "Set this share", qtbot)
    finish(practice_window, qtbot)
    said = words_on(screen.pane)
    assert "Millbank Housing Association is offered £75.00 more than its share." in said
    assert "Creditors are no longer treated alike" in said
    assert part.offer().offered == part.offer().pot


def test_an_offer_from_a_budget_not_agreed_is_not_sent(go, heard, practice, practice_window, qtbot):
    go("offers")
    push(practice_window, "Make an offer", qtbot)
    push(practice_window, "Work it out", qtbot)
    finish(practice_window, qtbot)
    push(practice_window, "It has been sent", qtbot)
    assert heard.asked == ["Have the letters with this offer gone out?"]
    assert heard.told[0][0] == "The client has not agreed this budget, so no creditor may see it."
    assert made_offers(practice)[0].sent_on is None


def test_without_a_permission_only_what_is_owed_is_shown(go, practice, practice_window, qtbot):
    debt_permission.set_permission(practice.desk, Permission("none"), today=TODAY)
    screen = go("owed")
    shown = [screen.tabs.tabText(n) for n in range(screen.tabs.count()) if screen.tabs.isTabVisible(n)]
    assert shown == ["What is owed"]


def test_the_permission_is_set_in_settings(practice, practice_window, qtbot):
    practice_window.go("settings", section="debt")
    finish(practice_window, qtbot)
    section = practice_window.front().section()
    choose(section.form, "kind", "authorised")
    write(section.form, "printed", "")
    QTest.keyClick(section.form.fields["printed"].editor, Qt.Key.Key_Delete)
    press(practice_window, "Ctrl+S", qtbot)
    field = section.form.fields["printed"]
    assert field.alarm.isVisibleTo(field)
    write(section.form, "printed", "Authorised by the FCA, number 000000")
    press(practice_window, "Ctrl+S", qtbot)
    assert debt_permission.permission(practice.desk, on=TODAY).kind == "authorised"


@pytest.mark.parametrize("tab", ["budgets", "offers"])
def test_everything_has_a_name_and_the_tab_key_comes_by(go, practice_window, tab):
    screen = go(tab)
    assert_every_focusable_widget_has_a_name(screen)
    practice_window.activateWindow()
    assert_tab_reaches_everything(practice_window)


def test_the_agencys_own_figures_are_loaded_and_set_against_the_budget(
    go, practice, practice_window, qtbot, heard, tmp_path
):
    practice_window.go("settings", section="debt")
    finish(practice_window, qtbot)
    block = practice_window.front().section().figures
    assert "No figures are loaded." in words_on(block)
    heard.path = tmp_path / "figures.csv"
    heard.path.write_text("group,first adult\nRent,3\n")
    push(practice_window, "Load a file of figures", qtbot, inside=block)
    assert "no group that figures are issued for" in words_on(block)
    heard.path.write_text("group,first adult,under 16\nCommunications,11.11,1.11\nFood,999.00,\n")
    write(block.form, "name", "Invented 2026")
    write(block.form, "from_on", "6/4/26")
    push(practice_window, "Load a file of figures", qtbot, inside=block)
    finish(practice_window, qtbot)
    assert "In force: Invented 2026, from Mon 6 Apr 2026" in words_on(block)
    assert "Taken from figures.csv on 26 Nov 2026" in words_on(block)

    screen = go("budgets")
    said = words_on(screen.pane)
    assert "£36.00 of £12.22" in said and "£23.78 above: say why in a line's note" in said
    assert "count a child as older from 16" in said and "Invented 2026, from 6 Apr 2026." in said
    groups = [row.cells[0].spoken() for row in screen.part().list.rows.rows if row.kind == "group"]
    assert "Communications and leisure, £23.78 above the figure" in groups
    assert "Food and housekeeping" in groups
    practice_window.go("settings", section="debt")
    finish(practice_window, qtbot)
    push(practice_window, "Set no figures against budgets", qtbot)
    finish(practice_window, qtbot)
    assert "No figures are loaded." in words_on(block)


def test_a_budget_is_saved_as_the_file_asked_for(go, practice_window, qtbot, heard, tmp_path):
    screen = go("budgets")
    for name in ("a.csv", "b", "c.pdf"):
        heard.path = tmp_path / name
        push(practice_window, "Save as a file", qtbot, inside=screen.pane)
        finish(practice_window, qtbot)
    found = {file.name: file.read_bytes()[:4] for file in tmp_path.iterdir() if file.is_file()}
    assert found["a.csv"] == b"\xef\xbb\xbfc" and found["b.xlsx"][:2] == b"PK" and found["c.pdf"] == b"%PDF"


def test_a_creditor_to_ask_is_found_in_whichever_offer_it_stands(go, practice, practice_window, qtbot):
    desk, isla = practice.desk, practice.told.clients["isla"]
    [sent] = made_offers(practice)
    share = sent.shares[-1]
    offers.make_offer(desk, sent.case_id, offers.OfferDraft(sent.budget_id, "token"), today=TODAY)
    practice_window.go("client-debts", person=isla, tab="offers", debt=share.id)
    finish(practice_window, qtbot)
    finish(practice_window, qtbot)
    part = practice_window.front().part()
    assert part.which.value() == sent.id and part.chosen() == share.id


def test_a_version_begins_as_the_income_check_would_have_it(go, practice, practice_window, qtbot, heard):
    screen, isla = go("budgets"), practice.told.clients["isla"]
    bare = Household((Person("client", date(1989, 5, 1)),))
    income_checks.keep(practice.desk, isla, bare, scenarios=(), today=TODAY)
    push(practice_window, "A version from the income check", qtbot, inside=screen.pane)
    assert heard.told[-1][0].startswith("The income check gives no figure")
    people = (Person("client", date(1989, 5, 1), earnings=Decimal(0)), Person("child1", date(2020, 1, 1)))
    awards = {"uc": InPayment()}
    household = Household(people, awards=awards, capital=Decimal(0), immigration="settled")
    income_checks.keep(practice.desk, isla, household, today=TODAY)
    push(practice_window, "A version from the income check", qtbot, inside=screen.pane)
    push(practice_window, "Begin this version", qtbot, inside=screen.pane)
    assert wrong(screen, "keys").startswith("Choose what would come in.")
    keys = [key for key in dict(screen.form.fields["keys"].ticks) if key.startswith("scp")]
    tick(screen.form, "keys", *keys)
    write(screen.form, "name", "With Scottish Child Payment")
    push(practice_window, "Begin this version", qtbot, inside=screen.pane)
    finish(practice_window, qtbot)
    made = views(practice)[-1]
    assert made.name == "With Scottish Child Payment"
    assert made.line("ben_other").evidence == "estimated" and made.income > views(practice)[1].income
