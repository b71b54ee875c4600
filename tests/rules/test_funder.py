"""The funder's figures at the edges of a period, and what holds whatever the caseload (funder R1-R16)."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.caseload import (
    CaseRow,
    Contact,
    Episode,
    FirstContact,
    Funding,
    Period,
    PeriodRunsBackwards,
    TypeReached,
)
from welfare_desk.rules.debt_outcomes import Balance, Debt, Outcome
from welfare_desk.rules.demographics import Person, age_on, with_later
from welfare_desk.rules.funder import tally
from welfare_desk.rules.gains import Ended, Estimate, GainLine
from welfare_desk.rules.known import Closing, Known

YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))
EVE, FIRST, LAST, AFTER = date(2025, 3, 31), date(2025, 4, 1), date(2026, 3, 31), date(2026, 4, 1)
LISTS = resources.code_lists()
DAY = timedelta(days=1)


def money(written) -> Decimal:
    return Decimal(str(written))


def a_case(id_="C1", client="P1", *on: date, **facts) -> CaseRow:
    case = CaseRow(id_, client, "H1", "II", contacts=tuple(Contact(day, "attended") for day in on))
    return replace(case, **facts)


def a_gain(id_="G1", confirmed=FIRST, **facts) -> GainLine:
    return replace(GainLine(id_, id_, "welfare", "weekly", money(10), confirmed, confirmed), **facts)


def of(*cases, funding=None, period=YEAR, **options):
    return tally(period, funding or Funding(), cases, LISTS, **options)


def by(day: date, period=YEAR) -> Known:
    return Known(period, day)


def with_gains(*gains, **options):
    return of(a_case(gains=gains), **options)


def with_debts(*debts, on=(FIRST,), **options):
    return of(a_case("C1", "P1", *on, debts=debts), **options)


def test_a_period_has_both_its_ends_inside():
    assert FIRST in YEAR and LAST in YEAR and EVE not in YEAR and AFTER not in YEAR and None not in YEAR
    assert YEAR.before == EVE
    assert Period(FIRST, FIRST).last == FIRST
    with pytest.raises(PeriodRunsBackwards):
        Period(FIRST, EVE)


@pytest.mark.parametrize(("day", "clients"), [(EVE, 0), (FIRST, 1), (LAST, 1), (AFTER, 0)])
def test_a_client_is_somebody_supported_inside_the_period(day, clients):
    found = of(a_case("C1", "P1", day))
    assert (found.total_clients, found.new_clients, found.households) == (clients,) * 3


@pytest.mark.parametrize(
    ("kind", "support"),
    [
        ("attended", 1),
        ("phone", 1),
        ("video", 1),
        ("email", 1),
        ("home_visit", 1),
        ("work_done", 1),
        ("tribunal", 1),
        ("dna", 0),
        ("cancelled", 0),
    ],
)
def test_only_support_makes_a_client(kind, support):
    found = of(a_case(contacts=(Contact(FIRST, kind),), referred_on=FIRST))
    assert found.total_clients == support
    assert (found.referrals.received, found.referrals.engaged) == (1, support)


def test_a_client_is_new_once_over_all_cases_and_all_years():
    assert of(a_case("C1", "P1", LAST), a_case("C2", "P1", EVE)).new_clients == 0
    assert of(a_case("C1", "P1", LAST), a_case("C2", "P1", FIRST)).new_clients == 1
    missed = a_case("C2", contacts=(Contact(EVE, "dna"),))
    assert of(a_case("C1", "P1", LAST), missed).new_clients == 1


@pytest.mark.parametrize(("since", "new"), [(EVE, 0), (FIRST, 1), (AFTER, 1), (None, 1)])
def test_support_before_these_records_makes_nobody_new(since, new):
    assert of(a_case("C1", "P1", LAST, person=Person(first_supported=since))).new_clients == new


def test_households_are_counted_once_and_somebody_without_one_is_their_own():
    found = of(
        a_case("C1", "P1", FIRST),
        a_case("C2", "P2", FIRST),
        a_case("C3", "P3", FIRST, household=""),
        a_case("C4", "P4", FIRST, household="H4"),
        a_case("C5", "P4", FIRST, household=""),
        a_case("C6", "P6", EVE, household="H6"),
    )
    assert (found.total_clients, found.households) == (4, 3)


def test_the_channel_is_that_of_the_earliest_first_contact_in_the_period():
    def case(id_, day, channel, client="P1"):
        return a_case(id_, client, first_contact=FirstContact(day, channel))

    def cells(*cases):
        return {code: n for code, n in of(*cases).contacts_by_channel.items() if n}

    assert cells(case("C1", LAST, "email"), case("C2", FIRST, "telephone")) == {"telephone": 1}
    assert cells(case("C1", FIRST, "email"), case("C2", FIRST, "telephone")) == {"email": 1}
    assert cells(case("C1", EVE, "email"), case("C2", LAST, "webchat")) == {"webchat": 1}
    assert cells(case("C1", AFTER, "email")) == {}
    assert cells(case("C1", FIRST, "online_form"), case("C2", FIRST, "email", "P2")) == {"email": 2}
    assert cells(case("C1", FIRST, "")) == {"not_recorded": 1}
    assert cells(case("C1", FIRST, "pigeon")) == {"pigeon": 1}
    assert len(of().contacts_by_channel) == 7


@pytest.mark.parametrize(
    ("episodes", "cells"),
    [
        ([], (0, 0, 0, 0, 0)),
        ([(EVE, None)], (1, 0, 0, 0, 1)),
        ([(EVE, FIRST)], (1, 0, 0, 1, 0)),
        ([(EVE - DAY, EVE)], (0, 0, 0, 0, 0)),
        ([(FIRST, None)], (0, 1, 0, 0, 1)),
        ([(FIRST, FIRST)], (0, 1, 0, 1, 0)),
        ([(LAST, None)], (0, 1, 0, 0, 1)),
        ([(LAST, LAST)], (0, 1, 0, 1, 0)),
        ([(FIRST, AFTER)], (0, 1, 0, 0, 1)),
        ([(AFTER, None)], (0, 0, 0, 0, 0)),
        ([(EVE - DAY, EVE), (FIRST, None)], (0, 0, 1, 0, 1)),
        ([(FIRST, LAST), (EVE - DAY, EVE)], (0, 0, 1, 1, 0)),
        ([(FIRST, FIRST + DAY), (LAST, None)], (0, 1, 0, 0, 1)),
        ([(EVE, FIRST), (LAST, None)], (1, 0, 0, 0, 1)),
        ([(EVE - DAY, EVE), (AFTER, None)], (0, 0, 0, 0, 0)),
    ],
)
def test_a_case_is_counted_where_it_stood(episodes, cells):
    found = of(a_case(episodes=tuple(Episode(*episode) for episode in episodes)))
    moves = found.cases
    assert (moves.open_at_start, moves.opened, moves.reopened, moves.closed, moves.open_at_end) == cells
    assert found.cases_by_type == {"II": sum(cells[:3]), "III": 0}


@pytest.mark.parametrize(
    ("own", "history", "type_"),
    [
        ("III", [], "III"),
        ("III", [(AFTER, "II")], "III"),
        ("II", [(LAST, "III")], "III"),
        ("III", [(FIRST, "II"), (AFTER, "III")], "II"),
        ("II", [(FIRST, "III"), (LAST, "II")], "III"),
        ("III", [(FIRST, "I")], "I"),
        ("I", [(FIRST, "I"), (LAST, "II")], "II"),
    ],
)
def test_the_type_is_the_highest_reached_by_the_end(own, history, type_):
    case = a_case(
        type=own,
        type_history=tuple(TypeReached(*step) for step in history),
        episodes=(Episode(FIRST),),
    )
    found = of(case)
    expected = {"II": 0, "III": 0} | ({type_: 1} if type_ != "I" else {})
    assert found.cases_by_type == expected
    assert found.enquiries_type_i == (type_ == "I")
    assert found.cases.opened == (type_ != "I")


@pytest.mark.parametrize(("day", "enquiries"), [(EVE, 0), (FIRST, 1), (LAST, 1), (AFTER, 0)])
def test_an_enquiry_is_counted_when_opened_in_the_period(day, enquiries):
    assert of(a_case(type="I", episodes=(Episode(day),))).enquiries_type_i == enquiries
    assert of(a_case(type="I")).enquiries_type_i == 0


@pytest.mark.parametrize(("day", "received"), [(EVE, 0), (FIRST, 1), (LAST, 1), (AFTER, 0)])
def test_a_referral_counts_when_received_and_is_engaged_whenever_support_came(day, received):
    found = of(a_case("C1", "P1", AFTER + 99 * DAY, referred_on=day)).referrals
    assert (found.received, found.engaged) == (received, received)


def test_support_in_another_case_does_not_engage_a_referral():
    found = of(a_case("C1", "P1", FIRST), a_case("C2", "P1", referred_on=FIRST)).referrals
    assert (found.received, found.engaged) == (1, 0)


@pytest.mark.parametrize(
    ("confirmed", "gain", "adjusted"), [(EVE, 0, 0), (FIRST, 520, 0), (LAST, 520, 0), (AFTER, 0, 0)]
)
def test_a_gain_belongs_to_the_period_of_its_confirmation(confirmed, gain, adjusted):
    found = with_gains(a_gain(confirmed=confirmed))
    assert (found.gain.welfare, found.adjustments.welfare) == (gain, adjusted)
    assert found.clients_with_gain == (gain > 0)


def test_what_becomes_known_later_is_an_adjustment_by_area():
    ended = Ended(EVE + 70 * DAY, known_on=FIRST)
    other = a_gain("G2", EVE, area="money_advice", voided_on=LAST)
    found = with_gains(a_gain(confirmed=EVE, ended=ended), other)
    assert found.adjustments.welfare == -420
    assert found.adjustments.money_advice_other == -520
    assert found.gain.total == 0
    assert found.behind["adjustments.welfare"] == ("G1",)


def test_a_gain_entered_late_is_an_adjustment_of_the_period_it_was_entered_in():
    assert with_gains(a_gain(confirmed=EVE, recorded_on=FIRST)).adjustments.welfare == 520
    assert with_gains(a_gain(confirmed=EVE, recorded_on=AFTER)).adjustments.welfare == 0
    assert with_gains(a_gain(confirmed=LAST, recorded_on=AFTER)).gain.welfare == 0


def test_an_open_period_shows_what_is_known_on_the_day_asked_for():
    late = a_gain(confirmed=LAST, recorded_on=AFTER)
    assert with_gains(late, known=by(AFTER)).gain.welfare == 520
    assert with_gains(a_gain(confirmed=AFTER), known=by(AFTER)).gain.welfare == 0
    following = Period(AFTER, date(2027, 3, 31))
    assert with_gains(late, period=following).adjustments.welfare == 520
    assert (
        with_gains(
            late, period=following, known=Known(following, following.last, (Closing(YEAR, AFTER),))
        ).adjustments.welfare
        == 0
    )


def test_money_advice_total_is_other_gains_and_debt_written_off():
    grant = a_gain("G2", area="money_advice", frequency="one_off", amount=money(28))
    debt = Debt("D1", "K", outcomes=(Outcome(FIRST, written_off=money(150), rescheduled=money(450)),))
    gain = of(a_case(gains=(a_gain(), grant), debts=(debt,))).gain
    assert (gain.welfare, gain.money_advice_other, gain.money_advice_total, gain.total) == (520, 28, 178, 698)


def test_a_decision_in_two_files_counts_once_for_the_first_client():
    both = [a_case(f"C{n}", f"P{n}", gains=(a_gain(f"G{n}", award_key="H1:UC"),)) for n in (1, 2)]
    found = of(*both)
    assert found.gain.welfare == 520
    assert found.behind["clients_with_gain"] == ("P1",)
    assert found.behind["gain.welfare"] == ("G1",)


def test_a_client_has_gained_only_when_the_lines_of_the_period_net_above_nothing():
    loss = a_gain("G2", amount=money(0), previous=money(10))
    assert with_gains(a_gain(), loss).clients_with_gain == 0
    assert with_gains(a_gain(), loss).gain.welfare == 0
    assert with_gains(a_gain(amount=money("10.01")), loss).clients_with_gain == 1
    assert with_gains(loss).gain.total == -520
    earlier = a_gain("G3", EVE, recorded_on=FIRST)
    assert with_gains(earlier).clients_with_gain == 0


@pytest.mark.parametrize(("on", "estimated"), [(EVE, 0), (FIRST, 99), (LAST, 99), (AFTER, 0)])
def test_an_estimate_stands_apart_in_the_period_of_its_day(on, estimated):
    line = a_gain(confirmed=None, estimate=Estimate(on, money(99)))
    found = with_gains(line)
    assert (found.estimated, found.gain.total) == (estimated, 0)
    assert with_gains(replace(line, confirmed_on=LAST)).estimated == 0
    assert with_gains(replace(line, confirmed_on=AFTER)).estimated == estimated
    assert with_gains(line, replace(line, id="G2")).estimated == estimated
    assert with_gains(replace(line, confirmed_on=AFTER), known=by(AFTER)).estimated == 0


def test_the_latest_outcome_is_the_state_of_a_debt():
    outcomes = (Outcome(FIRST, rescheduled=money(5000)), Outcome(LAST, money(3000), money(2000)))
    found = with_debts(Debt("D1", "K", outcomes=outcomes))
    assert (found.debt.written_off, found.debt.rescheduled) == (3000, 2000)
    assert found.adjustments.rescheduled == 0
    later = with_debts(Debt("D1", "K", outcomes=(Outcome(AFTER, money(1)),)))
    assert later.debt.written_off == 0


def test_a_debt_that_falls_back_is_an_adjustment():
    outcomes = (Outcome(EVE, money(50), money(1800)), Outcome(FIRST, written_off=money(1800)))
    found = with_debts(Debt("D1", "K", outcomes=outcomes))
    assert (found.debt.written_off, found.debt.rescheduled) == (1750, 0)
    assert (found.adjustments.written_off, found.adjustments.rescheduled) == (0, -1800)
    back = with_debts(Debt("D1", "K", outcomes=(Outcome(EVE, money(50)), Outcome(FIRST))))
    assert (back.debt.written_off, back.adjustments.written_off) == (0, -50)


def test_a_joint_debt_is_one_debt_read_in_date_order_with_two_debt_clients():
    one = Debt("D1", "K", balances=(Balance(LAST, money(70)),), outcomes=(Outcome(LAST, money(30)),))
    two = Debt("D2", "K", balances=(Balance(FIRST, money(100)),), outcomes=(Outcome(FIRST, money(10)),))
    found = of(a_case("C1", "P1", FIRST, debts=(one,)), a_case("C2", "P2", FIRST, debts=(two,)))
    assert found.debt.clients == 2
    assert (found.debt.owed_new, found.debt.owed_all, found.debt.written_off) == (100, 70, 30)


@pytest.mark.parametrize(
    ("balances", "cells"),
    [
        ([(EVE, 100)], (1, 0, 100)),
        ([(FIRST, 100)], (1, 100, 100)),
        ([(LAST, 100)], (1, 100, 100)),
        ([(AFTER, 100)], (0, 0, 0)),
        ([(EVE, 100), (FIRST, 60), (AFTER, 40)], (1, 0, 60)),
        ([(EVE, 0)], (0, 0, 0)),
        ([(EVE - DAY, 100), (EVE, 0), (FIRST, 5)], (0, 0, 5)),
        ([(EVE, 100), (FIRST, 0)], (1, 0, 0)),
        ([(FIRST, 0)], (1, 0, 0)),
        ([], (0, 0, 0)),
    ],
)
def test_what_was_owed_and_by_whom(balances, cells):
    debt = Debt("D1", "K", balances=tuple(Balance(day, money(amount)) for day, amount in balances))
    found = with_debts(debt).debt
    assert (found.clients, found.owed_new, found.owed_all) == cells


def test_debts_of_people_not_supported_are_owed_by_nobody_but_their_outcomes_count():
    debt = Debt("D1", "K", balances=(Balance(FIRST, money(9)),), outcomes=(Outcome(FIRST, money(9)),))
    found = with_debts(debt, on=()).debt
    assert (found.clients, found.owed_all, found.owed_new, found.written_off) == (0, 0, 9, 9)


def test_debts_stop_at_the_day_asked_for():
    outcomes = (Outcome(FIRST, money(5)), Outcome(LAST, money(9)))
    debt = Debt("D1", "K", balances=(Balance(FIRST, money(20)), Balance(LAST, money(11))), outcomes=outcomes)
    found = with_debts(debt, known=by(FIRST)).debt
    assert (found.written_off, found.owed_all) == (5, 20)
    assert with_debts(debt, known=by(AFTER)).debt.written_off == 9


def test_each_ratio_names_its_pound():
    late = a_gain("G2", EVE, recorded_on=FIRST, amount=money(1))
    gains = (a_gain(), late, replace(late, id="G3", award_key="G3", area="money_advice"))
    debt = Debt("D1", "K", outcomes=(Outcome(FIRST, money(100), money(50)),))
    fell = Debt("D2", "L", outcomes=(Outcome(EVE, money(7), money(3)), Outcome(FIRST)))
    funding = Funding(money(60), money(30), money(10), in_kind=money(900))
    found = of(a_case(gains=gains, debts=(debt, fell)), funding=funding).per_pound
    assert found.excl_debt == money("6.24")
    assert found.incl_debt == money("7.64")
    assert found.excl_debt_per_la_pound == money("10.40")


@pytest.mark.parametrize(
    ("amount", "ratio"), [("0.12", "0.12"), ("0.125", "0.13"), ("-0.125", "-0.13"), ("-0.124", "-0.12")]
)
def test_a_ratio_is_rounded_half_up_by_its_size(amount, ratio):
    line = a_gain(frequency="one_off", amount=money(amount) * 1000)
    assert with_gains(line, funding=Funding(other=money(1000))).per_pound.excl_debt == money(ratio)


def test_without_cash_there_is_no_ratio():
    found = with_gains(a_gain(), funding=Funding(in_kind=money(5))).per_pound
    assert (found.excl_debt, found.incl_debt, found.excl_debt_per_la_pound) == (None, None, None)
    found = with_gains(a_gain(), funding=Funding(hscp=money(520))).per_pound
    assert (found.excl_debt, found.excl_debt_per_la_pound) == (1, None)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2000, 5, 1), date(2025, 4, 30), 24),
        (date(2000, 5, 1), date(2025, 5, 1), 25),
        (date(2000, 2, 29), date(2025, 2, 28), 24),
        (date(2000, 2, 29), date(2025, 3, 1), 25),
        (date(2000, 2, 29), date(2024, 2, 29), 24),
    ],
)
def test_an_age_is_in_whole_years(born, day, age):
    assert age_on(born, day) == age


def test_age_is_taken_on_the_first_day_of_support_inside_the_period():
    person = Person(born=date(2000, 5, 1))
    before = a_case("C1", "P1", EVE, date(2025, 5, 1), date(2025, 4, 30), person=person)
    assert of(before).demographics["age_band"]["16-24"] == 1
    on_the_day = a_case("C1", "P1", EVE, date(2025, 5, 1), person=person)
    assert of(on_the_day).demographics["age_band"]["25-34"] == 1


def test_a_later_case_updates_only_what_it_states():
    first = Person(sex="female", tenure="other", simd_decile="3", household_income=money(5))
    later = Person(tenure="social_rented", sex="not_recorded", simd_decile="unknown")
    found = of(a_case("C1", "P1", FIRST, person=first), a_case("C2", "P1", person=later)).demographics
    assert (found["sex"]["female"], found["tenure"]["social_rented"], found["simd"]["3"]) == (1, 1, 1)
    assert found["income_band"]["0-6000"] == 1
    assert found["ethnicity"]["not_recorded"] == 1
    assert with_later(first, Person(household_income=money(0))).household_income == 0


def test_the_first_support_anybody_stated_stands():
    for one, other in ((EVE, LAST), (LAST, EVE)):
        assert with_later(Person(first_supported=one), Person(first_supported=other)).first_supported == EVE
    assert with_later(Person(), Person(first_supported=LAST)).first_supported == LAST


def test_family_types_overlap_and_a_type_stated_twice_counts_once():
    person = Person(family_types=("lone_parent", "lone_parent", "larger_family_3plus"))
    found = of(a_case("C1", "P1", FIRST, person=person), a_case("C2", "P2", EVE, person=person)).family_types
    assert {code for code, n in found.items() if n == 1} == {"lone_parent", "larger_family_3plus"}
    assert len(found) == 6


def test_a_code_that_left_the_list_loses_nobody():
    found = of(a_case("C1", "P1", FIRST, person=Person(tenure="houseboat"))).demographics["tenure"]
    assert found["houseboat"] == 1


def test_every_key_is_there_for_an_empty_desk_and_money_is_text():
    found = of().as_json()
    assert "behind" not in found
    assert found["gain"] == dict.fromkeys(
        ("welfare", "money_advice_other", "money_advice_total", "total"), "0.00"
    )
    assert found["per_pound"] == dict.fromkeys(("excl_debt", "incl_debt", "excl_debt_per_la_pound"))
    assert found["debt"] == {
        "clients": 0,
        "owed_new": "0.00",
        "owed_all": "0.00",
        "written_off": "0.00",
        "rescheduled": "0.00",
    }
    assert found["cases_by_type"] == {"II": 0, "III": 0}
    assert list(found["demographics"]) == [
        "sex",
        "age_band",
        "ethnicity",
        "tenure",
        "employment",
        "household_type",
        "income_band",
        "simd",
    ]
    assert {len(cells) for cells in found["demographics"].values()} == {5, 8, 9, 11, 13}


gain_lines = st.builds(
    lambda key, day, amount, arrears, entered, end, void: (
        GainLine(f"{key}", f"K{key}", "welfare", "weekly", money(amount), day, day, arrears=money(arrears))
        if end is None
        else GainLine(
            f"{key}",
            f"K{key}",
            "money_advice",
            "monthly",
            money(amount),
            day,
            day,
            recorded_on=day + entered * DAY,
            ended=Ended(day + end * DAY, day + (end + 9) * DAY),
            voided_on=None if void is None else day + void * DAY,
        )
    ),
    st.integers(0, 9),
    st.integers(0, 364).map(lambda n: FIRST + n * DAY),
    st.integers(-50, 200),
    st.integers(0, 900),
    st.integers(0, 200),
    st.none() | st.integers(0, 300),
    st.none() | st.integers(0, 300),
)
debts = st.builds(
    lambda key, steps: Debt(
        f"{key}",
        f"K{key}",
        outcomes=tuple(Outcome(FIRST + n * DAY, money(off), money(moved)) for n, off, moved in steps),
    ),
    st.integers(0, 4),
    st.lists(st.tuples(st.integers(-50, 364), st.integers(0, 99), st.integers(0, 99)), max_size=4),
)
QUARTERS = [
    Period(date(2025, 4, 1), date(2025, 6, 30)),
    Period(date(2025, 7, 1), date(2025, 9, 30)),
    Period(date(2025, 10, 1), date(2025, 12, 31)),
    Period(date(2026, 1, 1), date(2026, 3, 31)),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(gain_lines, max_size=8), st.lists(debts, max_size=4))
def test_gains_and_adjustments_of_the_quarters_add_up_to_the_year(gains, owed):
    case = a_case(gains=tuple(gains), debts=tuple(owed))

    def whole(found):
        return (
            found.gain.welfare + found.adjustments.welfare,
            found.gain.money_advice_other + found.adjustments.money_advice_other,
            found.debt.written_off + found.adjustments.written_off,
            found.debt.rescheduled + found.adjustments.rescheduled,
        )

    quarters = [whole(of(case, period=quarter)) for quarter in QUARTERS]
    assert tuple(map(sum, zip(*quarters, strict=True))) == whole(of(case))


@settings(max_examples=60, deadline=None)
@given(st.lists(gain_lines.filter(lambda line: line.voided_on is None), max_size=6))
def test_a_decision_keyed_again_changes_nothing(gains):
    once = of(a_case(gains=tuple(gains))).as_json()
    again = of(a_case(gains=tuple(gains)), a_case("C2", "P2", gains=tuple(gains))).as_json()
    assert again == once


people = st.builds(
    Person,
    born=st.none() | st.integers(0, 40_000).map(lambda n: date(1915, 1, 1) + n * DAY),
    sex=st.none() | st.sampled_from(LISTS.on("sex", LAST).words()),
    tenure=st.none() | st.sampled_from(LISTS.on("tenure", LAST).words()),
    household_income=st.none() | st.integers(0, 6_000_000).map(lambda n: Decimal(n) / 100),
    simd_decile=st.none() | st.sampled_from(LISTS.on("simd", LAST).words()),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), people, st.integers(-30, 400)), max_size=10))
def test_every_single_choice_adds_up_to_the_clients(rows):
    cases = [
        a_case(f"C{n}", f"P{who}", FIRST + shift * DAY, person=person)
        for n, (who, person, shift) in enumerate(rows)
    ]
    found = of(*cases)
    for cells in found.demographics.values():
        assert sum(cells.values()) == found.total_clients
    assert found.new_clients <= found.total_clients
    for cell, ids in found.behind.items():
        assert len(set(ids)) == len(ids), cell


spans = st.tuples(st.integers(-40, 400), st.none() | st.integers(0, 400))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(spans, max_size=4), max_size=6))
def test_start_and_opened_and_reopened_less_closed_is_the_end(cases):
    rows = [
        a_case(
            f"C{n}",
            episodes=tuple(
                Episode(FIRST + a * DAY, None if b is None else FIRST + (a + b) * DAY) for a, b in episodes
            ),
        )
        for n, episodes in enumerate(cases)
    ]
    moves = of(*rows).cases
    assert moves.open_at_start + moves.opened + moves.reopened - moves.closed == moves.open_at_end
    assert moves.open_at_end == sum(case.open_on(LAST) for case in rows)


def test_tens_of_thousands_of_lines_are_counted_in_single_passes():
    cases = [
        a_case(
            f"C{n}",
            f"P{n % 7000}",
            FIRST,
            gains=tuple(a_gain(f"G{n}-{m}", FIRST + m * DAY) for m in range(3)),
            debts=(Debt(f"D{n}", f"K{n}", balances=(Balance(FIRST, money(9)),)),),
        )
        for n in range(10_000)
    ]
    began = time.perf_counter()
    assert of(*cases).gain.welfare == 520 * 30_000
    assert time.perf_counter() - began < 10
