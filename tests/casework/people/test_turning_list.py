"""The list that comes with a sixteenth or eighteenth birthday."""

from datetime import date

import pytest
from building import TODAY, a_case, a_client

from welfare_desk.casework.matters import cases, journal
from welfare_desk.casework.people import households, turning
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.service import day


def near(desk):
    return [(one.client, one.turns) for one in day.today(desk, today=TODAY).turning]


def test_a_child_at_home_of_somebody_with_a_case_is_said_until_the_list_is_made(desk_on_both):
    desk = desk_on_both
    parent = a_client(desk)
    draft = ClientDraft("Reid", "Ina", born_on=date(2011, 1, 20))
    child = households.add_member(desk, parent, draft, relation="Daughter", today=TODAY).id
    assert near(desk) == []  # nothing is under way in this home
    case = a_case(desk, parent)
    assert near(desk) == [("Ina Reid", 16)]
    turning.make_list(desk, child, today=TODAY)
    tasks = journal.tasks_of(desk, child)
    assert len(tasks) == 5 and {task.due_on for task in tasks} == {date(2027, 1, 20)}
    assert near(desk) == []
    turning.make_list(desk, child, today=TODAY)
    assert len(journal.tasks_of(desk, child)) == 5
    for task in tasks:
        journal.task_done(desk, task.id, today=TODAY)
    assert near(desk) == []
    cases.close_case(desk, case, because="done", today=TODAY)


def test_without_a_birthday_near_there_is_no_list(desk):
    with pytest.raises(turning.NoBirthdayNear):
        turning.make_list(desk, a_client(desk), today=TODAY)
    with pytest.raises(turning.NoBirthdayNear):
        turning.make_list(desk, a_client(desk, born_on=None), today=TODAY)


def test_somebody_grown_or_a_child_of_another_age_is_not_said(desk):
    for born in (date(1974, 1, 1), date(2013, 1, 20), date(2008, 1, 1)):
        a_case(desk, a_client(desk, born_on=born))
    assert near(desk) == []
