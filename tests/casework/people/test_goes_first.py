"""Who goes first: at the head of every list, sealed, and opened only with a line in the log."""

from datetime import date, time, timedelta

import pytest
from building import TODAY, a_case, a_client, a_practice

from welfare_desk.casework import access
from welfare_desk.casework.desk import NotFound
from welfare_desk.casework.matters import cases, key_dates
from welfare_desk.casework.people import special_rules
from welfare_desk.casework.people.special_rules import SpecialRules
from welfare_desk.casework.service import day, sessions, waiting
from welfare_desk.casework.service.waiting import WaitingDraft
from welfare_desk.errors import Problems

KNOWN = SpecialRules("basris", "no", "Dr A Rennie, GP", date(2026, 11, 20), None, "Her daughter", "Hospice.")


def test_what_is_kept_comes_back_and_each_opening_is_logged(desk):
    person = a_client(desk)
    assert special_rules.goes_first(desk, person) is None
    with pytest.raises(NotFound):
        special_rules.opened(desk, person)
    special_rules.put_first(desk, person, KNOWN, today=TODAY)
    assert special_rules.goes_first(desk, person) == TODAY
    before = len(access.who_has_looked(desk, person, protected=True))
    assert special_rules.opened(desk, person) == KNOWN
    assert len(access.who_has_looked(desk, person, protected=True)) == before + 1
    ordinary = [row.target for row in access.who_has_looked(desk, person)]
    assert set(ordinary) <= {"access_log"}  # on the ordinary list it would ask what it was


def test_a_newer_answer_takes_the_place_of_the_one_before(desk):
    person = a_client(desk)
    special_rules.put_first(desk, person, KNOWN, today=TODAY)
    special_rules.put_first(desk, person, SpecialRules("basris", "yes"), today=TODAY)
    assert special_rules.opened(desk, person).knows == "yes"
    special_rules.no_longer(desk, person, today=TODAY)
    assert special_rules.goes_first(desk, person) is None


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (SpecialRules("basris", ""), "knows"),
        (SpecialRules("no such form", "yes"), "form"),
        (SpecialRules("sr1", "yes", judged_on=TODAY + timedelta(days=1)), "judged_on"),
        (SpecialRules("sr1", "yes", sent_on=TODAY + timedelta(days=1)), "sent_on"),
    ],
)
def test_what_cannot_be_is_named_and_keeps_nothing(desk, draft, field):
    person = a_client(desk)
    with pytest.raises(Problems) as no:
        special_rules.put_first(desk, person, draft, today=TODAY)
    assert [one.field for one in no.value.problems] == [field]
    assert special_rules.goes_first(desk, person) is None


def test_they_stand_at_the_head_of_every_list_and_each_page_after_it_is_whole(desk):
    practice = a_practice(desk)
    people = [a_client(desk, surname=f"Client{n}", practice_id=practice) for n in range(6)]
    made = [a_case(desk, person, practice_id=practice) for person in people]
    for n, case in enumerate(made):
        key_dates.add_key_date(desk, case, f"Step {n}", TODAY + timedelta(days=n + 1), today=TODAY)
    for n, person in enumerate(people):
        since = TODAY - timedelta(days=n)
        waiting.put_on(desk, WaitingDraft(person, practice_id=practice, since_on=since), today=TODAY)
    special_rules.put_first(desk, people[4], KNOWN, today=TODAY)

    first = key_dates.upcoming(desk, today=TODAY, limit=2)
    assert [row.what for row in first] == ["Step 4", "Step 0", "Step 1"]
    assert [row.goes_first for row in first] == [True, False, False]
    after = (first[-1].safe_on, first[-1].id)
    assert [row.what for row in key_dates.upcoming(desk, today=TODAY, limit=9, after=after)] == [
        "Step 2",
        "Step 3",
        "Step 5",
    ]
    listed = cases.case_rows(desk, limit=2)
    assert [row.person_id for row in listed] == [people[4], people[5], people[3]]
    rest = cases.case_rows(desk, limit=9, after=listed[-1].cursor)
    assert [row.person_id for row in rest] == people[2::-1]
    assert waiting.waiting(desk)[0].person_id == people[4]

    sessions.plan_session(desk, practice, TODAY, time(9), time(12))
    view = day.today(desk, today=TODAY)
    assert view.due[0].person_id == people[4]


def test_a_list_that_asks_for_somebody_else_does_not_show_them(desk):
    one, other = a_client(desk), a_client(desk, surname="Other")
    case = a_case(desk, one)
    a_case(desk, other, kind="debt")
    special_rules.put_first(desk, one, KNOWN, today=TODAY)
    key_dates.add_key_date(desk, case, "Step", TODAY, today=TODAY)
    assert [row.person_id for row in cases.case_rows(desk, person_id=other)] == [other]
    assert [row.person_id for row in cases.case_rows(desk, kind="debt")] == [other]
    wanted = key_dates.Wanted(person_id=other)
    assert key_dates.upcoming(desk, today=TODAY, wanted=wanted) == []
