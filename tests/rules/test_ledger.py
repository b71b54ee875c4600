"""The ledger: what was confirmed in a period, in an advisor's own columns, whole and broken down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from welfare_desk import resources
from welfare_desk.rules.caseload import CaseRow, Funding, Period, financial_year
from welfare_desk.rules.debt_outcomes import Debt, Outcome
from welfare_desk.rules.funder import tally
from welfare_desk.rules.gains import Ended, GainLine
from welfare_desk.rules.known import Known
from welfare_desk.rules.ledger import BENEFIT, KIND, MONTH, PRACTICE, Ledger, breakdown, ledger, months

FIRST, LAST = date(2025, 4, 1), date(2026, 3, 31)
YEAR = Period(FIRST, LAST)
DAY = timedelta(days=1)


def a_gain(id_, on=FIRST, **facts):
    line = GainLine(
        id_,
        id_,
        "welfare",
        "weekly",
        Decimal("10.00"),
        on,
        on,
        benefit="adp",
        practice="Old Quay",
        case_kind="income",
    )
    return replace(line, **facts)


def a_debt(id_, *outcomes, **facts):
    debt = Debt(
        id_,
        id_,
        outcomes=tuple(Outcome(day, Decimal(amount)) for day, amount in outcomes),
        practice="Old Quay",
        case_kind="debt",
    )
    return replace(debt, **facts)


GAINS = [
    a_gain("weekly"),
    a_gain("both", arrears=Decimal("33.00"), on=date(2025, 5, 31)),
    a_gain("lump", frequency="one_off", on=LAST, benefit="bsg"),
    a_gain("monthly", frequency="monthly", benefit="uc", practice="Millbank"),
    a_gain("before", on=FIRST - DAY),
    a_gain("after", on=LAST + DAY),
    a_gain("undecided", confirmed_on=None),
]
DEBTS = [a_debt("D1", (date(2025, 6, 1), 70)), a_debt("D2", (LAST + DAY, 5)), a_debt("D3", (FIRST - DAY, 5))]


def test_the_ledger_adds_up_what_was_confirmed_in_the_period():
    assert ledger(YEAR, GAINS, DEBTS) == Ledger(Decimal(1160), Decimal(43), Decimal(70), gains=6)
    assert ledger(YEAR, GAINS, DEBTS).as_json() == {
        "ongoing_annual": "1160.00",
        "lump": "43.00",
        "written_off": "70.00",
        "gains": 6,
    }
    assert ledger(YEAR, [], []).as_json() == {
        "ongoing_annual": "0.00",
        "lump": "0.00",
        "written_off": "0.00",
        "gains": 0,
    }


def test_by_benefit_lists_every_code_and_leaves_debts_out():
    codes = resources.benefits().codes()
    found = breakdown(BENEFIT, codes, YEAR, GAINS, DEBTS)
    assert tuple(found) == codes
    assert found["adp"].as_json() == {
        "weekly": "20.00",
        "annual": "1040.00",
        "lump": "33.00",
        "written_off": "0.00",
        "gains": 3,
    }
    assert found["uc"].as_json()["weekly"] == "2.31"
    assert (found["bsg"].weekly, found["bsg"].lump, found["bsg"].gains) == (0, 10, 1)
    assert found["pip"].gains == 0


def test_by_practice_kind_and_month_each_stands_on_its_own():
    practices = breakdown(PRACTICE, ["Old Quay", "Millbank", "Northfield"], YEAR, GAINS, DEBTS)
    assert [(row.gains, row.written_off) for row in practices.values()] == [(5, 70), (1, 0), (0, 0)]
    kinds = breakdown(KIND, ["income"], YEAR, GAINS, DEBTS)
    assert [(kind, row.gains) for kind, row in kinds.items()] == [("income", 5), ("debt", 1)]
    by_month = breakdown(MONTH, (), YEAR, GAINS, DEBTS)
    assert list(by_month) == months(YEAR)
    assert {month: row.gains for month, row in by_month.items() if row.gains} == {
        "2025-04": 2,
        "2025-05": 2,
        "2025-06": 1,
        "2026-03": 1,
    }


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2025, 12, 31), date(2026, 1, 1), ["2025-12", "2026-01"]),
        (date(2025, 1, 1), date(2025, 1, 31), ["2025-01"]),
        (date(2025, 10, 5), date(2025, 12, 5), ["2025-10", "2025-11", "2025-12"]),
    ],
)
def test_every_month_the_period_touches_is_listed(first, last, expected):
    assert months(Period(first, last)) == expected


def test_what_is_worth_nothing_now_is_not_counted():
    gains = [
        a_gain("voided", voided_on=LAST),
        a_gain("repaid", ended=Ended(LAST, LAST, True), arrears=Decimal(9)),
        a_gain("ended at once", ended=Ended(FIRST, FIRST)),
        a_gain("ended at once, but with arrears", ended=Ended(FIRST, FIRST), arrears=Decimal(9)),
    ]
    assert ledger(YEAR, gains, []) == Ledger(Decimal(0), Decimal(9), Decimal(0), gains=1)
    assert breakdown(BENEFIT, [], YEAR, gains, [])["adp"].weekly == 0
    assert ledger(YEAR, gains, [], known=Known(YEAR, LAST - DAY)).gains == 4


def test_a_decision_and_a_debt_in_two_files_count_once():
    twice = [a_gain("G"), a_gain("again", award_key="G")]
    joint = [a_debt("D", (FIRST, 10)), a_debt("D", (LAST, 30), practice="Millbank")]
    assert ledger(YEAR, twice, joint) == Ledger(Decimal(520), Decimal(0), Decimal(30), gains=2)
    assert breakdown(PRACTICE, [], YEAR, [], joint)["Old Quay"].written_off == 30
    assert breakdown(MONTH, [], YEAR, [], joint)["2026-03"].gains == 1


def test_only_what_was_newly_written_off_counts_and_a_fall_does_not():
    assert ledger(YEAR, [], [a_debt("D", (FIRST - DAY, 10), (FIRST, 30))]).written_off == 20
    assert ledger(YEAR, [], [a_debt("D", (FIRST - DAY, 30), (FIRST, 10))]) == ledger(YEAR, [], [])
    assert (
        ledger(YEAR, [], [a_debt("D", (FIRST, 10), (LAST, 30))], known=Known(YEAR, FIRST)).written_off == 10
    )
    assert ledger(YEAR, [], [a_debt("D", (LAST + DAY, 10))], known=Known(YEAR, LAST + DAY)).written_off == 0


def test_the_ledger_is_the_funders_gains_taken_apart():
    case = CaseRow("C1", "P1", "H1", "II", gains=tuple(GAINS), debts=tuple(DEBTS))
    report = tally(YEAR, Funding(), [case], resources.code_lists())
    kept = ledger(YEAR, GAINS, DEBTS)
    assert kept.ongoing_annual + kept.lump == report.gain.welfare + report.gain.money_advice_other
    assert kept.written_off == report.debt.written_off


def test_the_breakdowns_go_by_the_words_people_script():
    assert (BENEFIT, PRACTICE, KIND, MONTH) == ("benefit", "practice", "kind", "month")


def test_a_line_that_does_not_count_hides_none_that_come_after_it():
    undecided, before, after = a_gain("U", confirmed_on=None), a_gain("B", on=FIRST - DAY), a_gain("A")
    assert ledger(YEAR, [undecided, before, after], []) == ledger(YEAR, [after], [])


@pytest.mark.parametrize("pounds", ["0.01", "0.99", "1.00"])
def test_the_smallest_sum_written_off_counts(pounds):
    found = ledger(YEAR, [], [a_debt("D", (FIRST, pounds))])
    assert (found.written_off, found.gains) == (Decimal(pounds), 1)


def test_a_debt_says_nothing_it_was_not_told():
    debt = Debt("D1", "K")
    assert (debt.kind, debt.practice, debt.case_kind) == ("", "", "")


@pytest.mark.parametrize("day", [date(2025, 4, 1), date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31)])
def test_the_financial_year_begins_on_the_first_of_april(day):
    assert financial_year(day) == YEAR
    assert financial_year(FIRST - DAY).last == FIRST - DAY
