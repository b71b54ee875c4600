"""Claims from the day they are thought of to the decision, on real desks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from building import TODAY, a_case, a_client

from welfare_desk.casework.figures import gains
from welfare_desk.casework.income import income_page
from welfare_desk.casework.matters import cases, claims, key_dates
from welfare_desk.casework.matters.claims import AlreadyTracked, ClaimEnded
from welfare_desk.casework.people import client_page
from welfare_desk.casework.service import day
from welfare_desk.errors import Problems
from welfare_desk.rules.income.household import Household, Person


def only(desk, person):
    [row] = claims.claims_of(desk, person)
    return row


def test_an_adp_claim_from_part_one_to_the_decision(desk_on_both):
    """Eight weeks for part 2 from the day part 1 was given (SSI 2022/54 reg 35(4))."""
    desk = desk_on_both
    person = a_client(desk)
    claims.begin(desk, person, "adp", on=date(2026, 10, 8), today=TODAY)
    row = only(desk, person)
    assert (row.state, row.protected_from) == ("started", date(2026, 10, 8))
    assert (row.due_on, row.last_day) == (date(2026, 12, 2), date(2026, 12, 3))
    assert cases.case(desk, row.case_id).row.matter == "adp"
    claims.send(desk, row.id, on=date(2026, 11, 25), today=TODAY, how="Signed for")
    row = only(desk, person)
    assert (row.state, row.due_on) == ("sent", None)
    gains.record_decision(
        desk,
        row.case_id,
        gains.DecisionDraft(date(2026, 11, 26), "awarded", gain=gains.GainDraft(Decimal("76.70"))),
        today=TODAY,
    )
    row = only(desk, person)
    assert (row.state, row.outcome, row.days.decided) == ("decided", "awarded", TODAY)
    assert row.protected_from == date(2026, 10, 8)


def test_what_is_only_thought_of_opens_no_case_and_stands_on_today(desk):
    person = a_client(desk)
    claims.identify(desk, person, "Council Tax Reduction", today=TODAY, next_step="Ring the council")
    row = only(desk, person)
    assert (row.state, row.case_id, row.protected_from) == ("identified", None, None)
    assert cases.case_rows(desk) == []
    assert [one.name for one in day.today(desk, today=TODAY).claims] == ["Council Tax Reduction"]
    claims.start(desk, row.id, on=TODAY, today=TODAY)
    assert day.today(desk, today=TODAY).claims == ()
    assert only(desk, person).next_step == "Ring the council"


def test_beginning_a_claim_takes_up_the_case_there_is(desk):
    person = a_client(desk)
    case = a_case(desk, person, "adp")
    claims.begin(desk, person, "adp", on=TODAY, today=TODAY)
    assert only(desk, person).case_id == case


def test_two_children_have_a_claim_and_a_case_each(desk):
    person = a_client(desk)
    for child in ("Ina", "Rob"):
        claims.begin(desk, person, "cdp", whom=child, on=TODAY, today=TODAY)
    one, two = claims.claims_of(desk, person)
    assert {one.whom, two.whom} == {"Ina", "Rob"} and one.case_id != two.case_id
    with pytest.raises(AlreadyTracked):
        claims.begin(desk, person, "cdp", whom="Ina", on=TODAY, today=TODAY)


def test_a_form_with_a_day_on_it_is_a_key_date_and_a_newer_one_takes_its_place(desk):
    person = a_client(desk)
    claims.begin(desk, person, "uc", on=TODAY, today=TODAY)
    row = only(desk, person)
    claims.form_due(desk, row.id, date(2026, 12, 20), today=TODAY)
    claims.form_due(desk, row.id, date(2026, 12, 10), today=TODAY)
    assert only(desk, person).due_on == date(2026, 12, 10)
    assert [one.due_on for one in key_dates.upcoming(desk, today=TODAY)] == [date(2026, 12, 10)]


def test_another_date_on_the_case_is_not_the_claims(desk):
    person = a_client(desk)
    claims.begin(desk, person, "adp", on=TODAY, today=TODAY)
    row = only(desk, person)
    key_dates.add_key_date(desk, row.case_id, "Ring her", TODAY + timedelta(days=1), today=TODAY)
    claims.send(desk, row.id, on=TODAY, today=TODAY)
    assert [one.what for one in key_dates.upcoming(desk, today=TODAY)] == ["Ring her"]


def test_a_decision_of_before_the_claim_or_still_awaited_ends_nothing(desk):
    person = a_client(desk)
    claims.begin(desk, person, "adp", on=date(2026, 11, 20), today=TODAY)
    row = only(desk, person)
    for decided_on, outcome in ((date(2026, 11, 1), "refused"), (TODAY, "pending")):
        gains.record_decision(desk, row.case_id, gains.DecisionDraft(decided_on, outcome), today=TODAY)
    assert only(desk, person).state == "started"


def test_a_claim_given_up_keeps_its_reason_and_is_not_changed_again(desk):
    person = a_client(desk)
    claims.begin(desk, person, "adp", on=TODAY, today=TODAY)
    row = only(desk, person)
    with pytest.raises(Problems, match="why"):
        claims.give_up(desk, row.id, because=" ", today=TODAY)
    claims.give_up(desk, row.id, because="She does not want to", today=TODAY)
    row = only(desk, person)
    assert (row.state, row.given_up_because) == ("dropped", "She does not want to")
    assert key_dates.upcoming(desk, today=TODAY) == []
    with pytest.raises(ClaimEnded):
        claims.send(desk, row.id, on=TODAY, today=TODAY)
    claims.begin(desk, person, "adp", on=TODAY, today=TODAY)  # another one may follow


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda desk, person: claims.identify(desk, person, "nonsense", today=TODAY), "which benefit"),
        (lambda desk, person: claims.begin(desk, person, "adp", on=date(2027, 1, 1), today=TODAY), "to come"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(desk, act, sentence):
    person = a_client(desk)
    with pytest.raises(Problems, match=sentence):
        act(desk, person)
    assert claims.claims_of(desk, person) == [] and cases.case_rows(desk) == []


def test_sent_before_it_was_begun_is_refused(desk):
    person = a_client(desk)
    claims.begin(desk, person, "adp", on=TODAY, today=TODAY)
    with pytest.raises(Problems, match="before the claim was started"):
        claims.send(desk, only(desk, person).id, on=date(2026, 11, 1), today=TODAY)


def test_what_is_next_and_what_is_wanted_are_kept(desk):
    person = a_client(desk)
    claims.identify(desk, person, "padp", today=TODAY)
    row = only(desk, person)
    claims.plan(
        desk, row.id, needs=("Letter", " "), next_step="Ring", next_by="client", next_on=TODAY, today=TODAY
    )
    row = only(desk, person)
    assert (row.needs, row.next_step, row.next_by, row.next_on) == (("Letter",), "Ring", "client", TODAY)
    assert client_page.page(desk, person).claims == (row,)


def test_a_row_of_the_check_is_a_claim_for_whom_it_says():
    home = Household(
        (
            Person("client", date(1981, 1, 1), condition=True),
            Person("child1", date(2018, 1, 1), condition=True, name="Ina"),
        ),
        immigration="settled",
    )
    rows = {row.key: row for row in income_page.picture(home, today=TODAY).rows}
    assert income_page.claim_of(rows["adp@client"], home) == ("adp", "")
    assert income_page.claim_of(rows["cdp@child1"], home) == ("cdp", "Ina")
    assert income_page.claim_of(rows["cb@household"], home) == ("cb", "")
