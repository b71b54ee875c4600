"""The published figures, found by the report in a caseload entered by an advisor's acts, and one more.

The builder says its raw counts; each figure is worked out from them beside it (practice service, section 8).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from building import MovingClock, a_case, a_client, a_practice

from welfare_desk.casework import agency
from welfare_desk.casework.debt import debt_outcomes, debts
from welfare_desk.casework.debt.debt_outcomes import OutcomeDraft
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import evaluation, gains, reporting, social_return
from welfare_desk.casework.figures.gains import DecisionDraft, GainDraft
from welfare_desk.casework.figures.tally import tally
from welfare_desk.casework.invented import practice_counts
from welfare_desk.casework.invented.practice_counts import CountsDraft
from welfare_desk.casework.matters import cases
from welfare_desk.casework.people import circumstances
from welfare_desk.casework.people.circumstances import Circumstances
from welfare_desk.casework.service import directory, sessions, support
from welfare_desk.errors import Problems
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.evaluation import Figure, Proxy

YEAR = Period(date(2026, 4, 1), date(2027, 3, 31))
SEEN = date(2026, 5, 4)


def figures(desk: Desk) -> dict[str, Figure]:
    return {one.code: one for one in evaluation.figures(desk, tally(desk, YEAR))}


def told(figure: Figure) -> tuple[str, int, int]:
    return f"{figure.value}", figure.n, figure.with_data


@pytest.fixture
def desk_of_health(desk: Desk) -> Desk:
    """The same desk, where the agency has told clients that their health answers are kept."""
    known = agency.agency(desk, on=date(2026, 11, 26))
    agency.change_agency(desk, replace(known, may_hold_health_statistics=True), today=date(2026, 11, 26))
    return desk


def asked(desk: Desk, number: int, prior: str | None, mental: bool | None, long_term: bool | None) -> UUID:
    """Somebody who came on 4 May 2026 and was asked what the funder asks."""
    person = a_client(desk, surname=f"Reid {number}")
    sessions.record_support(desk, person, "attended", on=SEEN)
    said = Circumstances(prior_advice=prior, mental_health=mental, long_term_condition=long_term)
    circumstances.record_circumstances(desk, person, said, today=desk.clock.today())
    return person


def test_85_68_and_58_per_cent_of_those_asked(desk_of_health: Desk) -> None:
    """Asked: 20 about earlier advice, 17 never; 25 about the mind, 17 yes; 12 about the body, 7 yes."""
    desk = desk_of_health
    for number in range(25):
        prior = ("never" if number < 17 else "another") if number < 20 else None
        asked(desk, number, prior, number < 17, number < 7 if number < 12 else None)
    found = figures(desk)
    assert told(found["first_time_advice"]) == ("85.0", 25, 20)
    assert told(found["mental_health"]) == ("68.0", 25, 25)
    assert told(found["long_term_condition"]) == ("58.3", 25, 12)
    asked(desk, 99, "never", False, True)
    found = figures(desk)
    assert told(found["first_time_advice"]) == ("85.7", 26, 21)  # 18 of 21
    assert told(found["mental_health"]) == ("65.4", 26, 26)  # 17 of 26
    assert told(found["long_term_condition"]) == ("61.5", 26, 13)  # 8 of 13
    view = tally(desk, YEAR)
    assert len(evaluation.behind(desk, view, "first_time_advice")) == 18
    assert len(evaluation.behind(desk, view, "mental_health")) == 17


def test_health_is_not_kept_where_the_agency_has_not_said_so(desk: Desk) -> None:
    person = a_client(desk)
    with pytest.raises(Problems, match="told clients"):
        circumstances.record_circumstances(desk, person, Circumstances(mental_health=True), today=SEEN)
    assert circumstances.circumstances(desk, person).mental_health is None


def closed_with_goals(desk: Desk, number: int, states: tuple[str, ...]) -> UUID:
    """Somebody whose case closed, with goals in these states."""
    person = a_client(desk, surname=f"Muir {number}")
    case = a_case(desk, person)
    sessions.record_support(desk, person, "attended", on=desk.clock.today(), case_id=case)
    for state in states:
        goal = support.set_goal(desk, person, "Sleep through the night", "mind", today=desk.clock.today()).id
        assert goal is not None
        if state != "open":
            support.review_goal(desk, goal, state, today=desk.clock.today())
    cases.close_case(desk, case, because="done", today=desk.clock.today())
    return person


def test_65_per_cent_of_goals_and_84_per_cent_of_people(desk: Desk, clock: MovingClock) -> None:
    """25 people, 20 of them with a goal: 13 met, 5 partly, 2 not; of the other 5, 3 with a gain."""
    for number in range(25):
        state = "met" if number < 13 else "partly" if number < 18 else "not_met" if number < 20 else ""
        still_open = ("open",) if number == 0 else ()
        person = closed_with_goals(desk, number, (*filter(None, [state]), *still_open))
        if 20 <= number < 23:
            case = a_case(desk, person)
            decide(desk, case, clock.today(), Decimal(10))
    found = figures(desk)
    assert told(found["goals_met"]) == ("65.0", 21, 20)
    assert found["goals_met"].beside == ((5, "partly met"), (1, "still under way"))
    assert told(found["positive_outcome"]) == ("84.0", 25, 25)  # 13 + 5 + 3
    assert told(found["tangible_benefit"]) == ("64.0", 25, 25)  # 13 + 3
    closed_with_goals(desk, 99, ("met",))
    found = figures(desk)
    assert told(found["goals_met"]) == ("66.7", 22, 21)  # 14 of 21
    assert told(found["positive_outcome"]) == ("84.6", 26, 26)  # 22 of 26
    view = tally(desk, YEAR)
    assert len(evaluation.behind(desk, view, "positive_outcome")) == 22
    assert len(evaluation.behind(desk, view, "goals_met")) == 14


def decide(desk: Desk, case: UUID, on: date, once: Decimal) -> None:
    gain = GainDraft(once, "one_off", confirmed_on=on, confirmed_by="award_letter")
    gains.record_decision(desk, case, DecisionDraft(on, "awarded", gain=gain), today=on)


def test_connected_and_gone_on_to_use_are_two_bars(desk: Desk, clock: MovingClock) -> None:
    """Eight people: two were accepted, one has been there, one was told and rang, one did not take it up."""
    made = directory.keep_service(
        desk, directory.ServiceDraft("Harbour Carers", "carers", "Breaks"), today=clock.today()
    )
    people = [a_client(desk, surname=f"Bain {number}") for number in range(8)]
    for person in people:
        sessions.record_support(desk, person, "attended", on=clock.today())
    results = ("accepted", "accepted", "attended", "not_taken_up")
    for person, result in zip(people, results, strict=False):
        linked(desk, person, "referred", result, made.id)
    linked(desk, people[4], "signposted", "contacted", made.id)
    linked(desk, people[5], "accompanied", None, made.id)
    found = figures(desk)
    assert told(found["connected"]) == ("50.0", 8, 8)
    assert told(found["accessed"]) == ("12.5", 8, 8)
    assert told(found["accompanied"]) == ("0.0", 8, 8)
    linked(desk, people[5], "accompanied", "took_place", made.id)
    found = figures(desk)
    assert [found[code].value for code in ("connected", "accessed", "accompanied")] == [
        Decimal("62.5"),
        Decimal("25.0"),
        Decimal("12.5"),
    ]
    linked(desk, people[5], "referred", "accepted", made.id)  # the same person counts once
    assert figures(desk)["connected"].value == Decimal("62.5")


def linked(desk: Desk, person: UUID, how: str, result: str | None, service: UUID | None) -> None:
    draft = support.LinkDraft(person, how, "carers", service, agreed=True)
    link = support.add_link(desk, draft, today=desk.clock.today()).id
    assert link is not None
    if result:
        support.link_result(desk, link, result, because="Too far", today=desk.clock.today())


def counted(desk: Desk, practice: UUID, kind: str, lines: Iterator[str] | list[str], **days: date) -> None:
    span = {"from_on": YEAR.first, "to_on": date(2026, 5, 31), "given_on": date(2026, 11, 26)} | days
    draft = CountsDraft(practice, kind, pasted="\n".join(["Before\tAfter", *lines]), **span)
    practice_counts.add_counts(desk, draft, today=date(2026, 11, 26))


def test_148_patients_consult_0_63_times_less(desk: Desk) -> None:
    """Of 150 patients, 148 with both counts: 93 once less, 55 as often as before."""
    practice = a_practice(desk)
    counted(desk, practice, "consultations", [*["4\t3"] * 93, *["2,2"] * 55, "5 -", "? 1"])
    found = figures(desk)
    assert told(found["consultations"]) == ("0.63", 150, 148)
    assert found["consultations"].beside == ((93, "fewer for 148 patients together"),)
    assert "found no change" in found["consultations"].caution
    assert told(found["consultations.fewer"]) == ("62.8", 150, 148)  # 93 of 148
    later = {"from_on": date(2026, 6, 1), "to_on": date(2026, 6, 30)}
    counted(desk, practice, "consultations", ["9 2"], **later)
    found = figures(desk)
    assert told(found["consultations"]) == ("0.67", 151, 149)  # 100 of 149
    assert [row.client for row in evaluation.behind(desk, tally(desk, YEAR), "consultations")] == [
        "Millbank Medical Practice"
    ] * 2


def test_items_prescribed_are_pooled_over_patients_and_practices(desk: Desk) -> None:
    first, second = a_practice(desk), a_practice(desk, "Harbour Road Surgery")
    counted(desk, first, "antidepressants", ["90 70", "10 8"])
    counted(desk, second, "hypnotics", ["40 22", "10 7"])
    found = figures(desk)
    assert (found["antidepressants"].value, found["hypnotics"].value) == (Decimal("22.0"), Decimal("42.0"))
    counted(desk, second, "antidepressants", ["1 0"])
    assert figures(desk)["antidepressants"].value == Decimal("22.8")  # 23 of 101; a mean of ratios: 52.7


def test_counts_of_a_practice_hold_nobody_and_count_once(desk: Desk) -> None:
    practice = a_practice(desk)
    for line in ("Callum Reid 4 3", "0203741234 3", "4 3 2", "4", "2 Mar 1974"):
        with pytest.raises(Problems, match="Line 2 is not two counts"):
            counted(desk, practice, "consultations", [line])
    counted(desk, practice, "consultations", ["4 3"])
    with pytest.raises(Problems, match="such days"):
        counted(desk, practice, "consultations", ["4 3"], from_on=date(2026, 5, 1))
    [row] = practice_counts.counts(desk)
    practice_counts.take_away(desk, row.id)
    assert practice_counts.counts(desk) == [] and figures(desk)["consultations"].mend == "counts"


def test_15_pounds_for_one_with_and_without_rescheduled_debt(desk: Desk, clock: MovingClock) -> None:
    """£1,000 of cash, gains of £10,000, £2,000 of debt written off and £3,000 rescheduled."""
    agency.add_funding(
        desk, agency.FundingDraft("Council", "local_authority", YEAR.first, YEAR.last, Decimal(1000))
    )
    kind = agency.FundingDraft("The practice's room", "in_kind", YEAR.first, YEAR.last, Decimal(500))
    agency.add_funding(desk, kind)
    case = a_case(desk, a_client(desk), "debt", "debt")
    decide(desk, case, clock.today(), Decimal(10_000))
    owed = DebtDraft("rent", balance=Decimal(9000), balance_on=clock.today())
    debt = debts.add_debt(desk, case, owed, today=clock.today())
    assert debt.id is not None
    outcome = OutcomeDraft(clock.today(), Decimal(2000), Decimal(3000), clock.today(), "agency_told")
    debt_outcomes.record_outcome(desk, debt.id, outcome, today=clock.today())
    found = figures(desk)
    assert (found["gain_incl_debt"].value, found["gain_excl_debt"].value) == (Decimal(15), Decimal(10))
    other = a_case(desk, a_client(desk, surname="Muir"), "pc")
    decide(desk, other, clock.today(), Decimal(250))
    found = figures(desk)
    assert (found["gain_incl_debt"].value, found["gain_excl_debt"].value) == (
        Decimal("15.25"),
        Decimal("10.25"),
    )
    forecast = found["social_return"]
    assert forecast.value is None and "forecast" in forecast.why
    proxy = Proxy("Better sleep", 10, Decimal("3000"), Decimal("0.2"), "Wellbeing tables", date(2026, 1, 5))
    social_return.change_proxies(desk, YEAR, [proxy], today=clock.today())
    found = figures(desk)
    assert found["social_return"].value == Decimal("22.83")  # (10,250 + 24,000) / (1,000 + 500)
    assert found["gain_incl_debt"].value == Decimal("15.25")  # which it enters nowhere
    assert social_return.proxies(desk, Period(YEAR.first, date(2026, 6, 30))) == []
    with pytest.raises(Problems, match="where the value is from"):
        social_return.change_proxies(desk, YEAR, [replace(proxy, source=" ")], today=clock.today())


def test_seven_in_ten_of_those_referred_and_how_often_they_met(desk: Desk, clock: MovingClock) -> None:
    from welfare_desk.casework.people import referrals
    from welfare_desk.casework.people.clients import ClientDraft

    for number in range(10):
        came = referrals.ReferralDraft(ClientDraft(f"Kerr {number}"), SEEN, "gp", ("income",), agreed=True)
        case = referrals.take_referral(desk, came, today=clock.today()).id
        assert case is not None
        person = cases.case(desk, case).row.person_id
        for _ in range(4 if number < 4 else 6 if number < 7 else 0):
            sessions.record_support(desk, person, "attended", on=SEEN, case_id=case, minutes=50)
        if number < 7:
            cases.close_case(desk, case, because="done", today=clock.today())
    found = figures(desk)
    assert told(found["engaged"]) == ("70.0", 10, 10)
    assert found["engaged"].beside == ((3, "still wait"),)
    assert told(found["meetings_per_case"]) == ("4.86", 7, 7)  # 34 meetings of 7 cases
    assert told(found["meeting_minutes"]) == ("50.00", 34, 34)


def test_every_face_withholds_what_rests_on_few(desk: Desk, clock: MovingClock) -> None:
    closed_with_goals(desk, 1, ("met",))
    view = reporting.data_package(desk, YEAR.first, YEAR.last)
    [line] = [row for row in view["evaluation.csv"].decode().splitlines() if row.startswith("goals_met,")]
    assert "100" not in line and "fewer than 5" in line
    whole = reporting.data_package(desk, YEAR.first, YEAR.last, whole=True)["evaluation.csv"].decode()
    assert any(row.startswith("goals_met,") and ",100.0,1,1," in row for row in whole.splitlines())
