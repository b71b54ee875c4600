"""The table of headline figures (practice service, section 8), row by row: entries made as an advisor makes
them, the figure read off the report page, and what one more person does to it.

The larger counts of the published figures stand in ``test_headline_figures``; here each row has its own line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from agency_desk import colleague
from building import a_case, a_client, a_practice

from welfare_desk.casework import agency
from welfare_desk.casework.debt import debt_outcomes, debts
from welfare_desk.casework.debt.debt_outcomes import OutcomeDraft
from welfare_desk.casework.debt.debts import DebtDraft
from welfare_desk.casework.desk import Desk
from welfare_desk.casework.figures import gains, report_page, social_return
from welfare_desk.casework.figures.gains import DecisionDraft, GainDraft
from welfare_desk.casework.invented import practice_counts
from welfare_desk.casework.invented.practice_counts import CountsDraft
from welfare_desk.casework.matters import cases
from welfare_desk.casework.people import circumstances, referrals
from welfare_desk.casework.people.circumstances import Circumstances
from welfare_desk.casework.people.clients import ClientDraft
from welfare_desk.casework.service import directory, network, patches, sessions, support
from welfare_desk.casework.service.patches import PatchDraft
from welfare_desk.rules.caseload import Period
from welfare_desk.rules.evaluation import Proxy, Staff

TODAY = date(2026, 11, 26)
SEEN = date(2026, 5, 4)
YEAR = Period(date(2026, 4, 1), date(2027, 3, 31))
THREE_YEARS = Period(date(2024, 4, 1), date(2027, 3, 31))
FOUR_YEARS = Period(date(2023, 4, 1), date(2027, 3, 31))


# What an advisor does -----------------------------------------------------------------------------------


def seen(desk: Desk, number: int, on: date = SEEN, **said: object) -> UUID:
    """Somebody new who came, and what they were asked."""
    person = a_client(desk, surname=f"Reid {number}", born_on=said.pop("born_on", None))
    sessions.record_support(desk, person, "attended", on=on, minutes=said.pop("minutes", None))
    if said:
        circumstances.record_circumstances(desk, person, Circumstances(**said), today=TODAY)  # type: ignore[arg-type]
    return person


def health_may_be_kept(desk: Desk) -> None:
    known = agency.agency(desk, on=TODAY)
    agency.change_agency(desk, replace(known, may_hold_health_statistics=True), today=TODAY)


def answering(fact: str, yes: object, no: object, share: int, of: int) -> Callable[[Desk], object]:
    """So many of so many people said yes."""

    def enter(desk: Desk) -> None:
        health_may_be_kept(desk)
        for number in range(of):
            seen(desk, number, **{fact: yes if number < share else no})

    return enter


def one_more(fact: str, said: object) -> Callable[[Desk], object]:
    return lambda desk: seen(desk, 99, **{fact: said})


def gained(desk: Desk, person: UUID, amount: int) -> None:
    case = a_case(desk, person)
    gain = GainDraft(Decimal(amount), "one_off", confirmed_on=TODAY, confirmed_by="award_letter")
    gains.record_decision(desk, case, DecisionDraft(TODAY, "awarded", gain=gain), today=TODAY)


def funded_with_gains_and_debts(desk: Desk) -> None:
    """£1,000 of cash; £10,000 gained, £2,000 of debt written off, £3,000 rescheduled."""
    paid = agency.FundingDraft("Council", "local_authority", YEAR.first, YEAR.last, Decimal(1000))
    agency.add_funding(desk, paid)
    person = seen(desk, 1)
    gained(desk, person, 10_000)
    owed = DebtDraft("rent", balance=Decimal(9000), balance_on=TODAY)
    debt = debts.add_debt(desk, a_case(desk, person, "debt", "debt"), owed, today=TODAY).id
    assert debt is not None
    outcome = OutcomeDraft(TODAY, Decimal(2000), Decimal(3000), TODAY, "agency_told")
    debt_outcomes.record_outcome(desk, debt, outcome, today=TODAY)


def forecast(desk: Desk) -> None:
    funded_with_gains_and_debts(desk)
    proxy = Proxy("Better sleep", 10, Decimal(3000), Decimal("0.2"), "Wellbeing tables", date(2026, 1, 5))
    social_return.change_proxies(desk, YEAR, [proxy], today=TODAY)


def another_with_a_gain(desk: Desk) -> None:
    gained(desk, seen(desk, 99), 250)


def linked(how: str, result: str, share: int, of: int) -> Callable[[Desk], object]:
    """So many of so many people were linked so, and it came to this."""

    def enter(desk: Desk, first: int = 0) -> None:
        draft = directory.ServiceDraft(f"Harbour Carers {first}", "carers", "Breaks")
        service = directory.keep_service(desk, draft, today=TODAY).id
        for number in range(first, first + of):
            person = seen(desk, number)
            if number < first + share:
                link = support.LinkDraft(person, how, "carers", service, agreed=True)
                made = support.add_link(desk, link, today=TODAY).id
                assert made is not None
                support.link_result(desk, made, result, today=TODAY)

    return enter


def another_linked(how: str, result: str) -> Callable[[Desk], object]:
    return lambda desk: linked(how, result, 1, 1)(desk, 90)  # type: ignore[call-arg]


def referred(share: int, of: int) -> Callable[[Desk], object]:
    """So many of so many who were referred have been met, each meeting of 50 minutes."""

    def enter(desk: Desk, first: int = 0) -> None:
        for number in range(first, first + of):
            came = referrals.ReferralDraft(
                ClientDraft(f"Kerr {number}"), SEEN, "gp", ("income",), agreed=True
            )
            case = referrals.take_referral(desk, came, today=TODAY).id
            assert case is not None
            if number < first + share:
                meet(desk, cases.case(desk, case).row.person_id, case)

    return enter


def meet(desk: Desk, person: UUID, case: UUID, times: int = 1) -> None:
    for _ in range(times):
        sessions.record_support(desk, person, "attended", on=SEEN, case_id=case, minutes=50)


def closed(desk: Desk, number: int, *goals: str, gain: int = 0, meetings: int = 1) -> None:
    """A case closed after so many meetings, with goals in these states and perhaps a gain."""
    person = a_client(desk, surname=f"Muir {number}")
    case = a_case(desk, person)
    meet(desk, person, case, meetings)
    for state in goals:
        goal = support.set_goal(desk, person, "Sleep through the night", "mind", today=TODAY).id
        assert goal is not None
        support.review_goal(desk, goal, state, today=TODAY)
    if gain:
        gained(desk, person, gain)
    cases.close_case(desk, case, because="done", today=TODAY)


def with_goals(desk: Desk) -> None:
    """25 people: 13 goals met, 5 partly, 2 not; of five without a goal three have a gain."""
    for number in range(25):
        state = "met" if number < 13 else "partly" if number < 18 else "not_met"
        closed(desk, number, *((state,) if number < 20 else ()), gain=10 if 20 <= number < 23 else 0)


def counted(kind: str, *lines: str) -> Callable[[Desk], object]:
    def enter(desk: Desk) -> None:
        practice = agency.practices(desk)[0].id if agency.practices(desk) else a_practice(desk)
        months = len(practice_counts.counts(desk))
        span = {"from_on": date(2026, 4 + months, 1), "to_on": date(2026, 4 + months, 28), "given_on": TODAY}
        draft = CountsDraft(practice, kind, pasted="\n".join(["Before\tAfter", *lines]), **span)
        practice_counts.add_counts(desk, draft, today=TODAY)

    return enter


def held(desk: Desk, practice: UUID, on: date, *people: UUID) -> None:
    """A session somebody came to."""
    session = sessions.plan_session(desk, practice, on, time(9, 30), time(12, 30)).id
    assert session is not None
    for person in people:
        meeting = sessions.book(desk, person, session_id=session, at=time(9, 30)).id
        assert meeting is not None
        sessions.set_status(desk, meeting, "attended")


def a_session_a_week(desk: Desk) -> None:
    practice, person = a_practice(desk), a_client(desk)
    for day in (4, 11, 18):
        held(desk, practice, date(2026, 6, day), person)
    sessions.plan_session(desk, practice, date(2026, 6, 25), time(9, 30), time(12, 30))  # nobody marked


def another_session(desk: Desk) -> None:
    held(desk, agency.practices(desk)[0].id, date(2026, 6, 19), a_client(desk, surname="Gow"))


def practices_of_a_network(desk: Desk) -> None:
    """Three practices of two localities with a session, a fourth without."""
    person = a_client(desk)
    for number, locality in enumerate(("North", "North", "South", "South")):
        draft = agency.PracticeDraft(f"Surgery {number}", "2 Mill Lane", locality=locality)
        practice = agency.change_practice(desk, draft).id
        assert practice is not None
        agency.add_list_size(desk, practice, 7000 + number, on=date(2026, 1, 1), today=TODAY)
        if number < 3:
            held(desk, practice, date(2026, 6, 4 + number), person)


def the_fourth_is_reached(desk: Desk) -> None:
    held(desk, agency.practices(desk)[3].id, date(2026, 6, 8), a_client(desk, surname="Gow"))


def staffed(desk: Desk) -> None:
    agency.change_staff(desk, [Staff("Morag", Decimal("0.5"), "in_house", date(2020, 1, 1))], today=TODAY)
    for number in range(10):
        seen(desk, number)


def over_years(desk: Desk) -> None:
    """Six people in two years and more, two of them in each: the yearly counts would add up to eight."""
    for number, years in enumerate(((2024,), (2024,), (2024, 2026), (2024, 2026), (2026,), (2026,))):
        person = a_client(desk, surname=f"Reid {number}")
        for year in years:
            sessions.record_support(desk, person, "attended", on=date(year, 5, 4))


def homes(desk: Desk) -> None:
    draft = PatchDraft("Harbour", week=Decimal("0.5"))
    patch = patches.keep_patch(desk, draft, today=date(2026, 4, 1)).id
    assert patch is not None
    another_home(desk, *(f"{number} Mill Lane" for number in range(1, 66)))


def another_home(desk: Desk, *addresses: str) -> None:
    [patch] = patches.patches_of(desk)
    lines = patches.read_addresses(desk, patch.id, "\n".join(addresses or ["99 Mill Lane"]).encode())
    patches.add_homes(desk, patch.id, lines)


# Where it is read ---------------------------------------------------------------------------------------


def on_the_page(code: str, period: Period = YEAR) -> Callable[[Desk], str]:
    """As the report page shows it."""

    def read(desk: Desk) -> str:
        page = report_page.with_evaluation(desk, report_page.page(desk, period))
        return page.said(f"evaluation.{code}" if code != "total_clients" else code)[1]

    return read


def of_the_network(by: str) -> Callable[[Desk], str]:
    """How many practices, localities or workers had somebody, as *Network* sets them side by side."""
    return lambda desk: str(sum(row.told.people > 0 for row in network.compare(desk, YEAR, by=by).rows))


@dataclass(frozen=True)
class Row:
    """One row of the table: its seed and what it says, the entries, where it is read, before and after."""

    seed: str
    says: str
    enter: Callable[[Desk], object]
    more: Callable[[Desk], object]
    read: Callable[[Desk], str]
    before: str
    after: str


ROWS = (
    Row(
        "001", "about £15 for £1", funded_with_gains_and_debts, another_with_a_gain,
        on_the_page("gain_incl_debt"), "£15.00", "£15.25",
    ),
    Row(
        "001", "the same without debt", funded_with_gains_and_debts, another_with_a_gain,
        on_the_page("gain_excl_debt"), "£10.00", "£10.25",
    ),
    Row(
        "001", "about £39: not from cases", funded_with_gains_and_debts, another_with_a_gain,
        on_the_page("social_return"), "cannot be worked out", "cannot be worked out",
    ),
    Row(
        "001", "about £39: a forecast with proxies", forecast, another_with_a_gain,
        on_the_page("social_return"), "£34.00", "£34.25",
    ),
    Row(
        "001", "85% never advised before", answering("prior_advice", "never", "another", 17, 20),
        one_more("prior_advice", "never"), on_the_page("first_time_advice"), "85.0%", "85.7%",
    ),
    Row(
        "001", "68% mental health condition", answering("mental_health", True, False, 17, 25),
        one_more("mental_health", False), on_the_page("mental_health"), "68.0%", "65.4%",
    ),
    Row(
        "001", "92% of link workers' patients", answering("mental_health", True, False, 23, 25),
        one_more("mental_health", True), on_the_page("mental_health"), "92.0%", "92.3%",
    ),
    Row(
        "001", "58% long-term condition", answering("long_term_condition", True, False, 7, 12),
        one_more("long_term_condition", True), on_the_page("long_term_condition"), "58.3%", "61.5%",
    ),
    Row(
        "001", "about half connected", linked("referred", "accepted", 4, 8),
        another_linked("signposted", "contacted"), on_the_page("connected"), "50.0%", "55.6%",
    ),
    Row(
        "001", "70% of those referred engage", referred(7, 10), lambda desk: referred(1, 1)(desk, 20),  # type: ignore[call-arg]
        on_the_page("engaged"), "70.0%", "72.7%",
    ),
    Row(
        "001", "an even split of sexes", answering("sex", "female", "male", 5, 10), one_more("sex", "female"),
        on_the_page("women"), "50.0%", "54.5%",
    ),
    Row(
        "001", "76% aged 20 to 59", answering("born_on", date(1980, 1, 1), date(1950, 1, 1), 19, 25),
        one_more("born_on", date(2010, 1, 1)), on_the_page("aged_20_to_59"), "76.0%", "73.1%",
    ),
    Row(
        "001", "over half single", answering("household_type", "single_adult", "small_family", 6, 10),
        one_more("household_type", "single_parent"), on_the_page("one_adult"), "60.0%", "63.6%",
    ),
    Row(
        "001", "most unemployed or unfit",
        answering("employment", "permanently_sick_or_disabled", "employed_part_time", 7, 10),
        one_more("employment", "unemployed_and_seeking_work"), on_the_page("not_in_work"), "70.0%", "72.7%",
    ),
    Row(
        "001", "most on benefits", answering("on_benefits", True, False, 7, 10),
        one_more("on_benefits", False), on_the_page("on_benefits"), "70.0%", "63.6%",
    ),
    Row(
        "001", "over half needed assisted visits", linked("accompanied", "took_place", 5, 9),
        another_linked("accompanied", "took_place"), on_the_page("accompanied"), "55.6%", "60.0%",
    ),
    Row(
        "001", "65% of goals met", with_goals, lambda desk: closed(desk, 99, "met"),
        on_the_page("goals_met"), "65.0%", "66.7%",
    ),
    Row(
        "001", "84% some positive outcome", with_goals, lambda desk: closed(desk, 99, "partly"),
        on_the_page("positive_outcome"), "84.0%", "84.6%",
    ),
    Row(
        "001", "0.63 fewer consultations", counted("consultations", *["4\t3"] * 93, *["2\t2"] * 55),
        counted("consultations", "9\t2"), on_the_page("consultations"), "0.63", "0.67",
    ),
    Row(
        "001", "22% fewer antidepressants", counted("antidepressants", "90\t70", "10\t8"),
        counted("antidepressants", "1\t0"), on_the_page("antidepressants"), "22.0%", "22.8%",
    ),
    Row(
        "001", "42% fewer hypnotics", counted("hypnotics", "40\t22", "10\t7"), counted("hypnotics", "2\t1"),
        on_the_page("hypnotics"), "42.0%", "42.3%",
    ),
    Row(
        "001", "about one session a week", a_session_a_week, another_session,
        on_the_page("sessions_a_week"), "0.75", "1.00",
    ),
    Row(
        "002", "localities", practices_of_a_network,
        lambda desk: held(
            desk, a_practice(desk, "Quay"), date(2026, 6, 9), a_client(desk, surname="Gow")
        ),
        of_the_network("locality"), "2", "3",
    ),
    Row(
        "002", "19 practices", practices_of_a_network, the_fourth_is_reached,
        on_the_page("practices"), "3", "4",
    ),
    Row(
        "002", "136,000 patients", practices_of_a_network, the_fourth_is_reached,
        on_the_page("patients"), "21,003", "28,006",
    ),
    Row(
        "002", "250 to 300 patients a worker", staffed, lambda desk: seen(desk, 99),
        on_the_page("clients_per_worker"), "20.00", "22.00",
    ),
    Row(
        "002", "4 to 6 sessions on average",
        lambda desk: [closed(desk, number, meetings=times) for number, times in enumerate((4, 5, 6))],
        lambda desk: closed(desk, 99, meetings=6), on_the_page("meetings_per_case"), "5.00", "5.25",
    ),
    Row(
        "002", "45 to 60 minutes",
        lambda desk: [seen(desk, number, minutes=each) for number, each in enumerate((45, 50, 55, 60, 50))],
        lambda desk: seen(desk, 99, minutes=58), on_the_page("meeting_minutes"), "52.00", "53.00",
    ),
    Row(
        "002", "10,500 people in three years", over_years, lambda desk: seen(desk, 99),
        on_the_page("total_clients", THREE_YEARS), "6", "7",
    ),
    Row(
        "002", "74% go on to use services", linked("referred", "attended", 17, 23),
        another_linked("referred", "accepted"), on_the_page("accessed"), "73.9%", "70.8%",
    ),
    Row(
        "002", "60 to 70% tangible benefit", with_goals, lambda desk: closed(desk, 99, "partly"),
        on_the_page("tangible_benefit"), "64.0%", "61.5%",
    ),
    Row(
        "002", "50% consult less often",
        counted("consultations", *["4\t3"] * 5, *["2\t2"] * 3, *["2\t4"] * 2),
        counted("consultations", "3\t3"), on_the_page("consultations.fewer"), "50.0%", "45.5%",
    ),
    Row(
        "003", "5,000 people in four years", over_years, lambda desk: seen(desk, 99, date(2024, 1, 4)),
        on_the_page("total_clients", FOUR_YEARS), "6", "7",
    ),
    Row(
        "003", "all 17 practices", practices_of_a_network, the_fourth_is_reached,
        on_the_page("practices_reached"), "75.0%", "100.0%",
    ),
    Row(
        "000", "120 to 150 households a worker", homes, another_home,
        on_the_page("households_per_worker"), "130.00", "132.00",
    ),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.seed} {row.says}")
def test_a_row_of_the_table_comes_from_entries_and_one_more_moves_it(desk: Desk, row: Row) -> None:
    row.enter(desk)
    assert row.read(desk) == row.before
    row.more(desk)
    assert row.read(desk) == row.after


def test_workers_and_their_leads_are_counted_from_who_works_here(desk: Desk, tmp_path: Path) -> None:
    """14 workers and 4 team leads: the workers of *Workers*, by what they do."""
    from welfare_desk.casework.opening import NewAdvisor
    from welfare_desk.casework.service import workers

    def by_role() -> tuple[int, int]:
        rows = [row for row in workers.workers(desk, today=TODAY) if row.left_on is None]
        return len(rows), sum(row.role == "manager" for row in rows)

    before = by_role()
    joins = NewAdvisor("Ewan Rae", role="manager")
    if desk.shared is not None:  # there a colleague is asked, and joins from their own computer
        colleague(desk, tmp_path / "ewan", joins).close()
    else:
        workers.add_worker(desk, joins, "nine blue herons fly", today=TODAY)
    assert by_role() == (before[0] + 1, before[1] + 1)


def test_the_figure_that_could_not_be_traced_is_not_worked_out(desk: Desk) -> None:
    """20% uptake of vaccinations: its own source could not be found, so the page says why it is not there."""
    homes(desk)
    page = report_page.with_evaluation(desk, report_page.page(desk, YEAR))
    figure = page.figure("evaluation.vaccinations")
    assert figure is not None and figure.value is None and "could not be traced" in figure.why
