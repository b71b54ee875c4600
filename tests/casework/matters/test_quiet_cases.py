"""Cases gone quiet are said on Today, until something is to come or is written."""

from datetime import timedelta

import pytest
from building import TODAY, MovingClock, a_case, a_client

from welfare_desk.casework.matters import cases, journal, key_dates
from welfare_desk.casework.matters import quiet as quiet_cases
from welfare_desk.casework.service import day
from welfare_desk.records.cases import Case, JournalEntry


def quiet(desk, today):
    return [(one.client, one.since) for one in day.today(desk, today=today).quiet]


def test_six_weeks_without_a_word_and_nothing_to_come(desk, clock: MovingClock):
    case = a_case(desk, a_client(desk))
    then = TODAY + timedelta(weeks=6)
    assert quiet(desk, then - timedelta(days=1)) == []
    assert quiet(desk, then) == [("Callum Reid", TODAY)]
    [one] = day.today(desk, today=then).quiet
    assert one.case_id == case


def test_a_date_a_task_or_a_note_wakes_it(desk):
    person = a_client(desk)
    case = a_case(desk, person)
    then = TODAY + timedelta(weeks=7)
    key_dates.add_key_date(desk, case, "Form", then + timedelta(days=9), today=TODAY)
    assert quiet(desk, then) == []
    [due] = key_dates.upcoming(desk, today=TODAY)
    key_dates.key_date_done(desk, due.id, today=TODAY)
    assert quiet(desk, then) != []
    journal.add_task(desk, "Ring her", person_id=person, case_id=case)
    assert quiet(desk, then) == []
    [task] = journal.tasks_of(desk, person)
    journal.task_done(desk, task.id, today=TODAY)
    assert quiet(desk, then) != []
    journal.write_note(desk, person, "She rang.", case_id=case, today=then)
    assert quiet(desk, then) == []


def test_a_closed_case_is_not_quiet(desk):
    case = a_case(desk, a_client(desk))
    cases.close_case(desk, case, because="Done", today=TODAY)
    assert quiet(desk, TODAY + timedelta(weeks=9)) == []


@pytest.mark.parametrize("at_once", [1, 2, 100])
@pytest.mark.parametrize("wanted", [1, 4, 9])
def test_the_quietest_are_the_same_however_few_are_gone_through_at_once(desk, monkeypatch, at_once, wanted):
    """Opened early and heard of late, opened on one day, written of before they were opened."""
    monkeypatch.setattr(quiet_cases, "_FIRST", at_once)
    monkeypatch.setattr(quiet_cases, "_TIMES", 1)
    person, whole = a_client(desk), []
    for opened, heard in ((0, 50), (1, 9), (9, 0), (9, 9), (9, 12), (30, 31), (40, 45)):
        case = a_case(desk, person)
        with desk.unit_of_work() as work:
            first = TODAY - timedelta(days=200)
            work.get(Case, case).opened_on = first + timedelta(days=opened)
            for line in work.session.query(JournalEntry).where(JournalEntry.case_id == case):
                line.on = first + timedelta(days=heard)
            work.commit()
        whole.append((first + timedelta(days=max(opened, heard)), case))
    with desk.look() as look:
        found = quiet_cases.quiet(look, today=TODAY, limit=wanted)
    assert [(one.since, one.case_id) for one in found] == sorted(whole)[:wanted]
