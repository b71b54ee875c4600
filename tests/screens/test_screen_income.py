"""The income check, driven by keys as an advisor asks the questions."""

from dataclasses import replace

import pytest
from by_keyboard import choose, press, push, settle, tick, words_on, write
from for_everyone import assert_every_focusable_widget_has_a_name, assert_tab_reaches_everything
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.casework.income import income_checks
from welfare_desk.casework.invented.practice_desk import TODAY
from welfare_desk.casework.matters import claims
from welfare_desk.rules.income.household import Care, Person
from welfare_desk.ui.income.facts import PersonForm


def finish(window, qtbot):
    for _ in range(3):
        settle(window, qtbot)


@pytest.fixture
def check(go, practice):
    def there(who="isla", **where):
        return go("income-check", person=practice.told.clients[who], **where)

    return there


def keys_of(rows):
    return [row.key for row in rows.rows.rows if row.kind == "row"]


def test_it_is_reached_from_the_client_and_from_the_meeting(go, practice, practice_window, qtbot):
    go("client", person=practice.told.clients["isla"])
    press(practice_window, "Ctrl+Shift+I", qtbot)
    assert practice_window.front().name == "income-check"
    go("meeting", meeting=practice.told.meetings["isla"])
    push(practice_window, "Income check", qtbot)
    assert practice_window.front().about() == "Isla Drummond"


def test_an_answer_changes_what_follows_and_saves_itself(check, practice, practice_window, qtbot):
    screen = check("jean")
    assert "Find out first" not in words_on(screen.pane) and "advice" in words_on(screen.pane)
    assert QApplication.focusWidget() is screen.form.fields["born"].editor
    screen.about_whom.choose("household")
    finish(practice_window, qtbot)
    choose(screen.form, "immigration", "settled")
    finish(practice_window, qtbot)
    screen.about_whom.choose("client")
    tick(screen.form, "condition", True)
    finish(practice_window, qtbot)
    assert "padp@client" in keys_of(screen.claims)
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    kept = income_checks.facts(practice.desk, practice.told.clients["jean"])
    assert kept.household.client.condition is True and kept.household.immigration == "settled"


def test_a_rate_is_asked_only_of_an_award_that_has_one(check, practice_window, qtbot):
    screen = check()
    form = screen.form
    assert not form.fields["mobility"].isVisible()
    choose(form, "disability", "adp")
    assert form.fields["care"].isVisible() and form.fields["mobility"].isVisible()
    choose(form, "disability", "padp")
    assert form.fields["care"].isVisible() and not form.fields["mobility"].isVisible()


def test_somebody_is_added_and_taken_out_again(check, practice_window, qtbot):
    screen = check("jean")
    push(practice_window, "Add a partner", qtbot)
    finish(practice_window, qtbot)
    assert "partner" in keys_of(screen.about_whom)
    write(screen.form, "name", "Bert Tulloch")
    finish(practice_window, qtbot)
    assert "Bert Tulloch" in [row.cells[0].text for row in screen.about_whom.rows.rows]
    push(practice_window, "Remove this person", qtbot)
    finish(practice_window, qtbot)
    assert "partner" not in keys_of(screen.about_whom)


def test_the_list_says_why_what_it_costs_and_what_it_opens(check, practice_window, qtbot):
    screen = check(tab="claim")
    screen.claims.choose("csp@client")
    finish(practice_window, qtbot)
    said = words_on(screen.pane)
    assert "Cares 38 hours a week for her mother" in said
    assert "It ends the severe disability addition of her mother, £86.05 a week." in said
    assert "What it opens" in said and "2026-27 rates" in said


def test_a_scenario_is_named_stands_beside_now_and_is_kept(check, practice, practice_window, qtbot):
    screen = check(tab="beside")
    push(practice_window, "Add a scenario", qtbot)
    push(practice_window, "Put it beside", qtbot)
    assert "Give it a name" in screen.step.fields["name"].below.text()
    QTest.keyClicks(screen.step.fields["name"].editor, "With ADP")
    choose(screen.step, "benefit", "adp")
    push(practice_window, "Put it beside", qtbot)
    assert "at which rate" in screen.step.fields["rates_adp"].below.text()
    tick(screen.step, "rates_adp", "daily_living_standard")
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    heads = [column.words for column in screen.beside.rows.columns]
    assert heads[-1] == "With ADP"
    totals = {row.cells[0].text: row.cells[-1].text for row in screen.beside.rows.rows if row.kind == "total"}
    assert totals["More each week"] == "+£76.70" and totals["More each year, 52 weeks"] == "+£3,988.40"
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    kept = income_checks.facts(practice.desk, practice.told.clients["isla"]).scenarios
    assert [one.name for one in kept][-1] == "With ADP"


def test_what_was_answered_just_before_the_lock_is_not_lost(check, practice_window, qtbot):
    screen = check()
    write(screen.form, "earnings", "120")
    practice_window.lock()
    practice_window.unlocked()
    finish(practice_window, qtbot)
    front = practice_window.front()
    assert str(front.household.client.earnings) == "120.00"


def test_a_client_without_a_birthday_is_asked_for_it(check, practice, practice_window, qtbot):
    from welfare_desk.casework.people import clients

    added = clients.add_client(
        practice.desk, clients.ClientDraft("Gray", "Una"), today=practice.desk.clock.today()
    )
    practice_window.go("income-check", person=added.id)
    finish(practice_window, qtbot)
    push(practice_window, "Add it", qtbot)
    assert practice_window.front().name == "client-details"


@pytest.mark.parametrize("tab", ["facts", "claim", "beside"])
def test_everything_has_a_name_and_is_reached_by_keys(check, practice_window, tab):
    check(tab=tab)
    assert_every_focusable_widget_has_a_name(practice_window)
    assert_tab_reaches_everything(practice_window)


def test_a_claim_is_begun_from_a_row_of_the_check_and_followed(check, practice, practice_window, qtbot):
    screen = check(tab="claim")
    screen.claims.choose("uc.carer@client")
    finish(practice_window, qtbot)
    push(practice_window, "Start this claim", qtbot)
    finish(practice_window, qtbot)
    screen = practice_window.front()
    assert screen.name == "claims" and "Universal Credit" in words_on(screen.pane)
    push(practice_window, "It was sent", qtbot)
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    kept = claims.claims_of(practice.desk, practice.told.clients["isla"])
    assert {one.benefit: one.state for one in kept}["uc"] == "sent"


def test_a_claim_thought_of_is_begun_with_its_day(go, practice, practice_window, qtbot):
    person = practice.told.clients["isla"]
    screen = go("claims", person=person)
    reduction = next(one for one in claims.claims_of(practice.desk, person) if one.benefit == "ctr")
    screen.rows.choose(reduction.id)
    finish(practice_window, qtbot)
    assert "Nothing yet: begin it" in words_on(screen.pane)
    push(practice_window, "Claim started", qtbot)
    write(screen.form, "started", "27/11/2026")
    press(practice_window, "Ctrl+S", qtbot)
    assert screen.form.fields["started"].below.text() == "That day is still to come."
    write(screen.form, "started", "25/11/2026")
    press(practice_window, "Ctrl+S", qtbot)
    finish(practice_window, qtbot)
    assert "Wed 25 Nov 2026" in words_on(screen.pane)


def test_the_client_page_and_today_lead_to_the_claims(go, practice, practice_window, qtbot):
    screen = go("client", person=practice.told.clients["isla"], tab="claims")
    assert screen.tabs.tabText(2) == "Claims 3"
    push(practice_window, "Open the claim", qtbot)
    assert practice_window.front().name == "claims"
    today = go("today")
    row = next(row for row in today.before.rows.rows if row.key[0] == "claim")
    assert row.cells[0].second == "Council Tax Reduction"
    today.before.choose(row.key)
    today.before.opened.emit(today.before.chosen_row())
    finish(practice_window, qtbot)
    assert "Council Tax Reduction" in words_on(practice_window.front().pane)


@pytest.mark.parametrize("person", [True, False])
def test_claims_have_names_and_are_reached_by_keys(go, practice, practice_window, person):
    go("claims", **({"person": practice.told.clients["isla"]} if person else {}))
    assert_every_focusable_widget_has_a_name(practice_window)
    assert_tab_reaches_everything(practice_window)


def test_a_third_person_cared_for_is_asked_about_once_the_second_is_said(
    go, practice, practice_window, qtbot
):

    household = income_checks.facts(practice.desk, practice.told.clients["isla"]).household
    cares = tuple(Care(f"neighbour {n}", 10 + n) for n in range(3))
    household = household.changed(replace(household.client, cares=cares))
    form = PersonForm(lambda: TODAY, household, "client")
    assert form.taken(household).client.cares == cares
    assert form.fields["care4"].isVisibleTo(form) and not form.fields["care5"].isVisibleTo(form)
    form.deleteLater()


def test_who_told_us_and_whether_it_may_be_used_is_kept(practice, qtbot):

    household = income_checks.facts(practice.desk, practice.told.clients["isla"]).household
    people = (household.client, Person("partner", household.client.born, name="Bob"))
    household = replace(household, people=people)
    form = PersonForm(lambda: TODAY, household, "partner")
    form.show_values({"told_by": "themselves", "for_others": False})
    partner = form.taken(household).partner
    assert (partner.told_by, partner.for_others) == ("themselves", False)
    form.deleteLater()
