"""Many practices side by side: people once each, meetings to a person, few of them never shown."""

from datetime import date, time, timedelta
from decimal import Decimal

from building import a_client

from welfare_desk.casework import agency
from welfare_desk.casework.agency import PracticeDraft
from welfare_desk.casework.figures import evaluation, tally
from welfare_desk.casework.opening import NewAdvisor, advisor_row
from welfare_desk.casework.service import network
from welfare_desk.records.base import new_id
from welfare_desk.records.service import Meeting, Session
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.evaluation import Staff
from welfare_desk.rules.session_use import Share

YEAR = Period(date(2026, 4, 1), date(2027, 3, 31))
DAY = date(2026, 11, 2)


def a_network(desk):
    """Three practices of two localities and one without a session; two workers; people met so often each."""
    place = {
        name: agency.change_practice(desk, PracticeDraft(name, locality=locality)).id
        for name, locality in (("Harbour", "North"), ("Millbank", "North"), ("Quay", "South"), ("Far", ""))
    }
    agency.add_list_size(desk, place["Millbank"], 4000, on=date(2026, 4, 1), today=desk.clock.today())
    ewan = new_id()
    with desk.unit_of_work() as work:
        work.add(advisor_row(ewan, NewAdvisor("Ewan Rae", role="link_worker")))
        work.commit()
    people = [a_client(desk, surname=f"Client {n:02}", born_on=None) for n in range(16)]
    for name, who, met in (
        ("Millbank", desk.advisor.id, [(0, 3), (1, 2), (2, 1), (3, 1), (4, 1), (5, 1)]),
        ("Harbour", ewan, [(5, 1), (6, 1), (7, 1), (8, 1), (9, 1), (10, 2)]),
        ("Quay", ewan, [(11, 4), (12, 1)]),
    ):
        with desk.unit_of_work() as work:
            for week in range(4):
                on = DAY + timedelta(weeks=week)
                held = Session(
                    practice_id=place[name],
                    advisor_id=who,
                    on=on,
                    starts=time(9),
                    ends=time(12),
                    status="held",
                )
                work.add(held)
                for person, times in met:
                    if week < times:
                        work.add(
                            Meeting(
                                person_id=people[person],
                                session_id=held.id,
                                on=on,
                                kind="attended",
                                status="attended",
                            )
                        )
            work.commit()
    return place


def told(desk, by):
    return {row.words: row for row in network.compare(desk, YEAR, by=by).rows}


def test_practices_stand_side_by_side_with_meetings_to_a_person(desk_on_both):
    desk = desk_on_both
    a_network(desk)
    rows = told(desk, "practice")
    assert [(row.words, row.told.people, row.told.meetings) for row in rows.values()] == [
        ("Harbour", 6, 7),
        ("Millbank", 6, 9),
        ("Quay", 2, 5),
        ("Far", 0, 0),
    ]
    assert (rows["Millbank"].told.meetings_each, rows["Millbank"].told.sessions) == (Decimal("1.50"), 4)
    assert rows["Millbank"].told.of_the_list == Decimal("0.2")  # 6 of 4,000, half up
    assert rows["Far"].told.meetings_each is None


def test_localities_gather_their_practices_and_say_how_many_were_reached(desk):
    a_network(desk)
    rows = told(desk, "locality")
    assert (rows["North"].told.people, rows["North"].told.practices) == (11, Share(2, 2))
    assert rows[network.NO_LOCALITY].told.practices == Share(0, 1)
    whole = network.compare(desk, YEAR, by="locality").whole
    assert (whole.people, whole.practices, whole.sessions) == (13, Share(3, 4), 12)


def test_workers_have_people_and_not_appointments(desk):
    a_network(desk)
    rows = told(desk, "worker")
    assert (rows["Ewan Rae"].told.people, rows["Ewan Rae"].told.meetings) == (8, 12)
    assert rows["Ewan Rae"].told.practices == Share(2, 2)
    agency.change_staff(
        desk, [Staff("Both", Decimal("1"), "in_house", date(2025, 4, 1))], today=desk.clock.today()
    )
    assert network.compare(desk, YEAR, by="worker").whole.people_a_worker == Decimal("13.00")


def test_few_are_not_shown_and_not_alone_in_the_file(desk):
    a_network(desk)
    text = network.as_file(network.compare(desk, YEAR, by="practice")).data.decode("utf-8-sig")
    lines = text.splitlines()
    assert "Quay,fewer than 5" in lines
    assert sum(line.endswith(",fewer than 5") for line in lines) == 2, "one alone could be worked out"
    assert lines[-1].startswith("The whole network,13,21,")


def test_a_desk_without_practices_compares_nothing(desk):
    found = network.compare(desk, YEAR, by="practice")
    assert found.rows == () and found.whole.people == 0 and found.whole.practices.percent is None


def test_the_share_of_practices_reached_is_a_headline_figure(desk):
    a_network(desk)
    figures = {one.code: one for one in evaluation.figures(desk, tally.tally(desk, YEAR))}
    assert figures["practices_reached"].value == Decimal("75.0")
    assert (figures["practices_reached"].n, figures["practices"].value) == (4, 3)
