"""Names a workbook wrote in capitals are shown as names are written, on every list; what is kept stays."""

from datetime import date, time

from building import TODAY, a_case, a_client, a_practice
from sqlalchemy import select

from welfare_desk.casework.matters import cases
from welfare_desk.casework.people import clients, households
from welfare_desk.casework.service import day, sessions
from welfare_desk.records.people import PersonName


def test_clients_cases_today_and_the_household_show_names_as_they_are_written(desk_on_both):
    desk = desk_on_both
    practice = a_practice(desk)
    person = a_client(desk, surname="McLEOD", forenames="ISLA ROSE", practice_id=practice)
    a_case(desk, person)
    session = sessions.plan_session(desk, practice, TODAY, time(9), time(12)).id
    sessions.book(desk, person, session_id=session, at=time(9, 30))
    assert [row.name for row in clients.page(desk)] == ["McLeod, Isla Rose"]
    assert [row.name for row in clients.find(desk, "mcleod")] == ["McLeod, Isla Rose"]
    assert [row.client for row in cases.case_rows(desk)] == ["Isla Rose McLeod"]
    assert [row.client for row in day.today(desk, today=TODAY).booked] == ["Isla Rose McLeod"]
    assert households.household(desk, person).me.name == "Isla Rose McLeod"
    assert clients.client(desk, person).name == "Isla Rose McLeod"
    with desk.look() as look:
        assert look.scalars(select(PersonName.surname)).all() == ["McLEOD"]


def test_a_name_corrected_is_the_one_kept_and_shown(desk):
    person = a_client(desk, surname="MacLeod", forenames="Isla", born_on=date(1980, 1, 1))
    assert clients.client(desk, person).name == "Isla MacLeod"
