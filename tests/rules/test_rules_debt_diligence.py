"""Diligence, time to pay and the programme's term (Debtors (Scotland) Act 1987; DAS)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.debt.diligence import (
    Account,
    BankArrestment,
    Payment,
    bank_arrestment,
    earnings_deduction,
    lapsed_on,
    time_to_pay_barred,
)
from welfare_desk.rules.debt.programme import term

TABLES = resources.debt_tables()
BANDS = TABLES.earnings_on(date(2026, 11, 21)).bands
DIRECTION, ORDER = TABLES.direction, TABLES.order


@pytest.mark.parametrize(
    ("net", "expected"),
    [
        (0, 0),
        (75_000, 0),
        (75_001, 1000),  # ten pounds at least
        (81_666, 1000),
        (81_673, 1001),  # 15 % of 66.73 is 10.0095
        (120_000, 6750),
        (150_000, 11_250),
        (150_001, 11_250),
        (150_003, 11_251),
        (180_000, 17_250),
        (250_000, 31_250),
        (250_002, 31_250),  # 25 % of two pence: the half goes down
        (250_003, 31_251),
        (375_000, 62_500),
        (375_001, 62_500),  # 50 % of a penny: down
        (375_002, 62_501),
        (375_003, 62_501),
        (500_000, 125_000),
    ],
)
def test_monthly_pay_bears_the_table_of_april_2025(net, expected):
    assert earnings_deduction(net, BANDS["month"]) == expected


@pytest.mark.parametrize(
    ("net", "expected"),
    [
        (17_261, 0),
        (17_262, 230),
        (18_800, 231),
        (18_794, 230),
        (34_522, 2589),
        (34_523, 2589),
        (57_537, 7192),
        (57_539, 7192),
        (86_306, 14_384),
        (86_307, 14_384),
        (86_308, 14_385),
    ],
)
def test_weekly_pay_bears_the_table_of_april_2025(net, expected):
    assert earnings_deduction(net, BANDS["week"]) == expected


@given(st.integers(0, 1_000_000), st.integers(0, 1000), st.sampled_from(("month", "week")))
def test_more_pay_never_bears_less_and_never_more_than_half_of_the_rest(net, more, period):
    bands = BANDS[period]
    low, high = earnings_deduction(net, bands), earnings_deduction(net + more, bands)
    assert low <= high
    assert earnings_deduction(bands[0].up_to_p, bands) == 0
    assert low <= max(bands[1].least_p, net // 2)


def test_pay_below_nought_is_refused():
    with pytest.raises(ValueError, match="below nought"):
        earnings_deduction(-1, BANDS["month"])


def held(group: str, balance: int, *, personal: bool = True) -> Account:
    return Account(group, personal, balance)


@pytest.mark.parametrize(
    ("debt", "accounts", "expected"),
    [
        (250_000, [held("B1", 80_000), held("B1", 70_000)], (50_000, 100_000)),
        (250_000, [held("B1", 80_000), held("B2", 70_000)], (0, 150_000)),
        (250_000, [held("B1", 100_000)], (0, 100_000)),
        (250_000, [held("B1", 100_001)], (1, 100_000)),
        (250_000, [held("B1", 80_000, personal=False)], (80_000, 0)),
        (250_000, [held("B1", 80_000, personal=False), held("B1", 120_000)], (100_000, 100_000)),
        (30_000, [held("B1", 180_000)], (30_000, 100_000)),
        (250_000, [held("B1", -5000), held("B1", 120_000)], (20_000, 100_000)),
        (250_000, [held("B1", -5000), held("B1", 50)], (0, 50)),
        (250_000, [held("B1", -5000, personal=False)], (0, 0)),
        (250_000, [], (0, 0)),
    ],
)
def test_each_banking_group_keeps_a_thousand_pounds_of_personal_money(debt, accounts, expected):
    assert bank_arrestment(debt, accounts, 100_000) == BankArrestment(*expected)


def test_a_direction_is_asked_for_in_court_up_to_twenty_five_thousand():
    assert time_to_pay_barred("COURT_CLAIM", 2_500_000, "CREDIT_CARD", False, DIRECTION) == ()
    assert time_to_pay_barred("COURT_CLAIM", 2_500_001, "CREDIT_CARD", True, DIRECTION) == ("OVER_25000",)
    for stage in sorted(TABLES.stages.keys() - {"COURT_CLAIM"}):
        assert time_to_pay_barred(stage, 1, "CREDIT_CARD", False, DIRECTION) == ("WRONG_STAGE",)


def test_an_order_is_asked_for_after_a_charge_or_an_arrestment_and_once():
    stages = {"CHARGE_SERVED", "CHARGE_EXPIRED", "EARNINGS_ARRESTMENT", "BANK_ARRESTMENT"}
    for stage in TABLES.stages:
        barred = () if stage in stages else ("WRONG_STAGE",)
        assert time_to_pay_barred(stage, 2_500_000, "COUNCIL_TAX", False, ORDER) == barred
    assert time_to_pay_barred("CHARGE_SERVED", 1, "CREDIT_CARD", True, ORDER) == ("PRIOR_TIME_TO_PAY",)


@pytest.mark.parametrize("figures", [DIRECTION, ORDER])
@pytest.mark.parametrize("kind", ["HMRC_TAX", "CHILD_MAINTENANCE", "ALIMENT"])
def test_tax_and_maintenance_get_no_time_to_pay(figures, kind):
    [stage, *_] = sorted(figures.stages)
    assert time_to_pay_barred(stage, 1, kind, False, figures) == ("DEBT_KIND_EXCLUDED",)


def test_every_reason_against_an_order_is_given_in_order():
    assert time_to_pay_barred("ARREARS", 2_500_001, "HMRC_TAX", True, ORDER) == (
        "DEBT_KIND_EXCLUDED",
        "OVER_25000",
        "WRONG_STAGE",
        "PRIOR_TIME_TO_PAY",
    )


DUE = [date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)]


def lapse(payments: list[tuple[date, int]], as_of: date, due: list[date] = DUE) -> date | None:
    return lapsed_on(2500, due, [Payment(*pair) for pair in payments], DIRECTION, as_of=as_of)


def test_two_instalments_unpaid_on_a_due_date_end_it_that_day():
    assert lapse([(DUE[0], 2500)], DUE[3]) == DUE[3]
    assert lapse([(DUE[0], 2500)], DUE[3] - timedelta(days=1)) is None
    assert lapse([], DUE[2]) == DUE[2]
    assert lapse([], DUE[2], DUE[::-1]) == DUE[2]
    assert lapse([], DUE[3]) == DUE[2]


def test_a_penny_less_than_two_instalments_keeps_it_alive():
    assert lapse([(DUE[0], 1)], DUE[2]) is None
    assert lapse([(DUE[0], 1)], DUE[3]) == DUE[3]


def test_a_payment_on_the_due_date_counts_and_one_the_day_after_comes_too_late():
    assert lapse([(DUE[2], 1)], DUE[2]) is None
    assert lapse([(DUE[2] + timedelta(days=1), 10_000)], DUE[3]) == DUE[2]


def test_anything_left_three_weeks_after_the_last_date_ends_it():
    nearly = [(DUE[0], 9999)]
    assert lapse(nearly, date(2026, 9, 22)) is None
    assert lapse(nearly, date(2026, 9, 23)) == date(2026, 9, 22)
    assert lapse([*nearly, (date(2026, 9, 22), 1)], date(2026, 9, 23)) is None
    assert lapse([*nearly, (date(2026, 9, 23), 1)], date(2026, 9, 23)) == date(2026, 9, 22)
    assert lapse([(DUE[0], 10_000)], date(2027, 1, 1)) is None


def test_time_to_pay_needs_an_instalment_and_a_date():
    with pytest.raises(ValueError, match="instalment"):
        lapsed_on(0, DUE, [], DIRECTION, as_of=DUE[0])
    with pytest.raises(ValueError, match="date"):
        lapsed_on(1, [], [], DIRECTION, as_of=DUE[0])
    assert lapsed_on(1, DUE, [], DIRECTION, as_of=DUE[0]) is None


@given(st.lists(st.tuples(st.dates(DUE[0], date(2026, 10, 31)), st.integers(0, 5000)), max_size=6))
def test_paying_more_never_makes_it_lapse_sooner(payments):
    as_of = date(2026, 12, 1)
    plain, more = lapse(payments, as_of), lapse([*payments, (DUE[1], 2500)], as_of)
    assert plain is not None or more is None
    assert plain is None or more is None or plain <= more


@pytest.mark.parametrize(
    ("total", "payment", "expected"),
    [
        (900_000, 15_000, (60, 15_000, 198_000, 702_000)),
        (900_001, 15_000, (61, 1, 198_000, 702_001)),
        (899_999, 15_000, (60, 14_999, 197_999, 702_000)),
        (100, 15_000, (1, 100, 22, 78)),
        (0, 15_000, (0, 0, 0, 0)),
        (49, 1, (49, 1, 10, 39)),
    ],
)
def test_a_programme_runs_until_the_whole_debt_is_paid(total, payment, expected):
    found = term(total, payment, TABLES.programme)
    assert (
        found.months,
        found.last_payment_p,
        found.fees_borne_by_creditors_p,
        found.creditors_receive_p,
    ) == expected


@given(st.integers(1, 10_000_000), st.integers(1, 100_000))
def test_the_payments_of_a_programme_are_the_debt(total, payment):
    found = term(total, payment, TABLES.programme)
    assert (found.months - 1) * payment + found.last_payment_p == total
    assert 0 < found.last_payment_p <= payment
    assert found.fees_borne_by_creditors_p + found.creditors_receive_p == total


@pytest.mark.parametrize(("total", "payment"), [(100, 0), (100, -1), (-1, 100)])
def test_a_programme_without_a_payment_is_refused(total, payment):
    with pytest.raises(ValueError, match="payment"):
        term(total, payment, TABLES.programme)
