"""The evaluation's figures of a caseload whose counts are known, and what one more person does to them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from building import MovingClock, a_case, a_client, a_practice

from welfare_desk.casework import agency
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import evaluation, gains, reporting
from welfare_desk.casework.figures.gains import DecisionDraft, GainDraft
from welfare_desk.casework.figures.tally import tally
from welfare_desk.casework.matters import cases
from welfare_desk.casework.service import sessions
from welfare_desk.errors import Problems
from welfare_desk.records.service import ListSize
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.evaluation import Figure, Staff

YEAR = Period(date(2026, 4, 1), date(2027, 3, 31))


def figures(desk: Desk) -> dict[str, Figure]:
    return {one.code: one for one in evaluation.figures(desk, tally(desk, YEAR))}


def somebody(desk: Desk, number: int, on: date = date(2026, 5, 4), **facts: object) -> None:
    person = a_client(desk, surname=f"Reid {number}", **facts)
    sessions.record_support(desk, person, "attended", on=on, minutes=45)


@pytest.fixture
def caseload(desk: Desk) -> Desk:
    """Twenty new clients: 17 never advised before; of 25 asked in all 17 with a mental health condition."""
    for number in range(20):
        prior = "never" if number < 17 else "another"
        mental = number < 17 if number < 18 else None
        somebody(desk, number, prior_advice=prior, mental_health=mental, long_term_condition=number < 11)
    for number in range(20, 27):  # supported before the period: not asked about first advice
        person = a_client(desk, surname=f"Muir {number}", prior_advice="never", mental_health=False)
        for day in (date(2026, 2, 2), date(2026, 5, 5)):
            sessions.record_support(desk, person, "attended", on=day)
    return desk


def test_the_published_counts_give_the_published_shares(caseload: Desk) -> None:
    found = figures(caseload)
    assert (found["first_time_advice"].value, found["first_time_advice"].with_data) == (Decimal("85.0"), 20)
    assert (found["mental_health"].value, found["mental_health"].with_data) == (Decimal("68.0"), 25)
    assert found["mental_health"].n == 27
    assert found["long_term_condition"].value == Decimal("55.0")
    assert (found["meeting_minutes"].value, found["meeting_minutes"].with_data) == (Decimal("45.00"), 20)


def test_one_more_person_moves_each_by_the_stated_amount(caseload: Desk) -> None:
    somebody(caseload, 99, prior_advice="never", mental_health=True, long_term_condition=False)
    found = figures(caseload)
    assert found["first_time_advice"].value == Decimal("85.7")  # 18 of 21
    assert found["mental_health"].value == Decimal("69.2")  # 18 of 26
    assert found["long_term_condition"].value == Decimal("52.4")  # 11 of 21


def test_who_was_not_asked_is_left_out(caseload: Desk) -> None:
    somebody(caseload, 99)
    found = figures(caseload)["first_time_advice"]
    assert (found.value, found.n, found.with_data) == (Decimal("85.0"), 21, 20)


def test_fifteen_pounds_for_one_with_and_without_debt(desk: Desk, clock: MovingClock) -> None:
    case = a_case(desk, a_client(desk))
    gain = GainDraft(Decimal(1500), "one_off", confirmed_on=clock.today(), confirmed_by="award_letter")
    letter = DecisionDraft(clock.today(), "awarded", gain=gain)
    gains.record_decision(desk, case, letter, today=clock.today())
    assert "No cash funding" in figures(desk)["gain_incl_debt"].why
    paid = agency.FundingDraft("Council", "local_authority", YEAR.first, YEAR.last, Decimal(100))
    agency.add_funding(desk, paid)
    assert figures(desk)["gain_incl_debt"].value == figures(desk)["gain_excl_debt"].value == Decimal("15.00")


def test_meetings_are_counted_for_cases_that_closed(desk: Desk, clock: MovingClock) -> None:
    person = a_client(desk)
    for meetings in (4, 6):
        case = a_case(desk, person)
        for _ in range(meetings):
            sessions.record_support(desk, person, "attended", on=clock.today(), case_id=case)
        cases.close_case(desk, case, because="done", today=clock.today())
    open_still = a_case(desk, person)
    sessions.record_support(desk, person, "attended", on=clock.today(), case_id=open_still)
    found = figures(desk)["meetings_per_case"]
    assert (found.value, found.n) == (Decimal("5.00"), 2)


def test_clients_to_a_worker_and_patients_on_the_lists(desk: Desk, clock: MovingClock) -> None:
    practice = a_practice(desk)
    for number in range(10):
        somebody(desk, number)
    assert figures(desk)["clients_per_worker"].why.startswith("No staff time")
    half = Staff("Advisor", Decimal("0.5"), "in_house", date(2020, 1, 1))
    agency.change_staff(desk, [half], today=clock.today())
    assert agency.staff(desk, on=clock.today()) == [half]
    assert figures(desk)["clients_per_worker"].value == Decimal("20.00")
    from datetime import time

    sessions.plan_session(desk, practice, date(2026, 6, 4), time(9), time(12))
    with desk.unit_of_work() as work:
        work.add(ListSize(practice_id=practice, on=date(2025, 1, 1), patients=6000))
        work.add(ListSize(practice_id=practice, on=date(2026, 1, 1), patients=7158))
        work.commit()
    found = figures(desk)
    assert (found["practices"].value, found["patients"].value) == (1, 7158)
    with pytest.raises(Problems, match="full week"):
        wrong = Staff("Advisor", Decimal("1.5"), "in_house", date(2020, 1, 1))
        agency.change_staff(desk, [wrong], today=clock.today())


def test_what_cannot_be_made_says_why(desk: Desk) -> None:
    for figure in evaluation.figures(desk, tally(desk, YEAR)):
        assert figure.value is not None or figure.why, figure.code
    assert {"social_return", "consultations", "goals_met"} <= figures(desk).keys()


def test_every_face_prints_them_and_withholds_what_rests_on_few(caseload: Desk) -> None:
    files = reporting.data_package(caseload, YEAR.first, YEAR.last)
    table = files["evaluation.csv"].decode()
    assert "first_time_advice" in table and ",85.0,20,20," in table
    for kind in ("pdf", "xlsx"):
        assert reporting.report(caseload, YEAR.first, YEAR.last, format=kind)
