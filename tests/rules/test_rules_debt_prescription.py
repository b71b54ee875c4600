"""Prescription: five years that begin again, twenty that do not (1973 Act ss.6, 7, 9, 10, 14)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk import resources
from welfare_desk.rules.debt.prescription import (
    NOT_COMPUTED,
    Acknowledgement,
    Claim,
    Prescription,
    last_day,
    prescription,
)

TYPES = resources.debt_tables().types
CARD, COUNCIL_TAX = TYPES["CREDIT_CARD"], TYPES["COUNCIL_TAX"]
TODAY = date(2026, 11, 21)
ONE_DAY = timedelta(days=1)


def day(written: str) -> date:
    return date.fromisoformat(written)


def card(start: str, *, as_of: date = TODAY, **facts) -> Prescription:
    return prescription(CARD, day(start), as_of=as_of, **facts)


def paid(on: str, by: str = "P1") -> Acknowledgement:
    return Acknowledgement(day(on), "payment", by)


def wrote(on: str, by: str | None = "P1") -> Acknowledgement:
    return Acknowledgement(day(on), "written", by)


@pytest.mark.parametrize(
    ("start", "years", "expected"),
    [
        ("2021-03-10", 5, "2026-03-10"),  # a Tuesday
        ("2021-03-13", 5, "2026-03-13"),  # a Friday
        ("2021-03-14", 5, "2026-03-16"),  # Saturday runs on to Monday
        ("2021-03-15", 5, "2026-03-16"),  # Sunday
        ("2020-12-25", 5, "2025-12-29"),  # Christmas, Boxing Day, then a weekend
        ("2020-02-28", 5, "2025-02-28"),  # begins on 29 February: five years end with 28 February
        ("2020-02-29", 5, "2025-02-28"),  # begins on 1 March
        ("2019-02-28", 5, "2024-02-29"),  # begins on 1 March, ends the day before it
        ("2012-04-30", 20, "2032-04-30"),
    ],
)
def test_the_period_begins_the_next_day_and_runs_on_over_days_off(start, years, expected):
    holidays = {day("2025-12-25"), day("2025-12-26")}
    assert last_day(day(start), years, holidays) == day(expected)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 400), st.sampled_from((5, 20)))
def test_a_later_start_never_ends_earlier_and_never_on_a_day_off(start, later, years):
    holidays = {start.replace(year=start.year + years, month=12, day=25)}
    last = last_day(start, years, holidays)
    assert last <= last_day(start + timedelta(days=later), years, holidays)
    assert last.weekday() < 5
    assert last not in holidays


def test_the_debt_is_there_on_the_last_day_and_gone_the_day_after():
    on_the_day = card("2021-03-10", as_of=day("2026-03-10"))
    assert (on_the_day.years, on_the_day.last_day, on_the_day.prescribed) == (5, day("2026-03-10"), False)
    assert on_the_day.extinguished_from == day("2026-03-11")
    assert card("2021-03-10", as_of=day("2026-03-11")).prescribed is True


def test_a_payment_on_the_last_day_begins_the_five_years_again():
    assert card("2019-06-03", acknowledgements=[paid("2024-06-03")]).last_day == day("2029-06-04")


def test_a_payment_after_the_debt_is_gone_brings_nothing_back():
    gone = card("2019-06-03", acknowledgements=[paid("2024-06-04")])
    assert (gone.last_day, gone.prescribed) == (day("2024-06-03"), True)


def test_a_payment_within_days_off_that_stretch_the_period_still_counts():
    # 14 March 2026 is a Saturday, so the last day is the 16th.
    assert card("2021-03-14", acknowledgements=[paid("2026-03-16")]).last_day == day("2031-03-17")


def test_acknowledgements_are_taken_in_the_order_of_their_dates():
    acts = [paid("2023-05-02"), paid("2019-01-15"), paid("2021-01-15")]
    assert card("2015-01-20", acknowledgements=acts).last_day == day("2028-05-02")
    assert card("2015-01-20", acknowledgements=acts[::-1]).last_day == day("2028-05-02")


def test_an_acknowledgement_before_the_debt_can_be_enforced_changes_nothing():
    assert card("2022-03-10", acknowledgements=[paid("2020-03-10")]).last_day == day("2027-03-10")


def test_a_letter_counts_only_against_its_writer_and_a_payment_against_all():
    start, facts = "2020-06-01", {"acknowledgements": [wrote("2023-02-14", "P2")]}
    assert card(start, **facts, person="P1").last_day == day("2025-06-02")
    assert card(start, **facts, person="P2").last_day == day("2028-02-14")
    assert card(start, **facts).last_day == day("2028-02-14")
    assert card(start, acknowledgements=[wrote("2023-02-14", None)], person="P1").last_day == day(
        "2028-02-14"
    )
    assert card(start, acknowledgements=[paid("2023-02-14", "P2")], person="P1").last_day == day("2028-02-14")


def test_while_a_claim_is_pending_no_day_is_named():
    pending = card("2019-06-03", claims=[Claim(day("2024-06-03"))])
    assert pending == Prescription(5, None, False)
    assert pending.extinguished_from is None


def test_a_claim_disposed_of_without_decree_begins_the_five_years_again():
    claims = [Claim(day("2020-05-04"), day("2022-11-21"))]
    assert card("2019-06-03", claims=claims).last_day == day("2027-11-22")
    assert card("2019-06-03", claims=claims, as_of=day("2022-11-20")).last_day is None
    assert card("2019-06-03", claims=claims, as_of=day("2022-11-21")).last_day == day("2027-11-22")


def test_an_act_while_a_claim_is_pending_does_not_bring_its_end_forward():
    claims = [Claim(day("2020-05-04"), day("2022-11-21"))]
    assert card("2019-06-03", claims=claims, acknowledgements=[paid("2021-01-04")]).last_day == day(
        "2027-11-22"
    )


def test_a_claim_made_after_the_debt_is_gone_changes_nothing():
    assert card("2019-06-03", claims=[Claim(day("2024-06-04"))]).prescribed is True


def test_what_is_dated_after_today_has_not_happened():
    later = "2026-11-22"
    assert card("2022-03-10", acknowledgements=[paid(later)]).last_day == day("2027-03-10")
    assert card("2022-03-10", claims=[Claim(day(later))]).last_day == day("2027-03-10")
    assert card("2022-03-10", decree_on=day(later)).years == 5
    today = "2026-11-21"
    assert card("2022-03-10", acknowledgements=[paid(today)]).last_day == day("2031-11-21")
    assert card("2022-03-10", claims=[Claim(day(today))]).last_day is None
    assert card("2022-03-10", decree_on=day(today)).last_day == day("2046-11-21")


def test_a_decree_runs_twenty_years_whatever_came_of_the_claim_behind_it():
    claim = Claim(day("2016-05-03"))
    found = card("2015-01-20", claims=[claim], decree_on=day("2016-09-12"))
    assert found == Prescription(20, day("2036-09-12"), False)


def test_diligence_pending_on_a_decree_leaves_no_day():
    found = card("2004-01-20", claims=[Claim(day("2020-05-04"))], decree_on=day("2004-09-13"))
    assert found == Prescription(20, None, False)
    same_day = card("2004-01-20", claims=[Claim(day("2004-09-13"))], decree_on=day("2004-09-13"))
    assert same_day.last_day is None


def council_tax(start: str, **facts) -> Prescription:
    return prescription(COUNCIL_TAX, day(start), as_of=TODAY, **facts)


def test_no_acknowledgement_begins_the_twenty_years_again():
    assert council_tax("2005-05-02", acknowledgements=[paid("2024-01-02")]).last_day == day("2025-05-02")


def test_a_claim_pending_over_the_end_of_twenty_years_stretches_them_to_its_disposal():
    assert council_tax("2005-05-02", claims=[Claim(day("2025-05-02"), day("2026-02-07"))]) == Prescription(
        20,
        day("2026-02-09"),
        True,  # the disposal is a Saturday
    )
    assert council_tax("2005-05-02", claims=[Claim(day("2025-05-02"))]).last_day is None
    assert council_tax("2005-05-02", claims=[Claim(day("2025-05-03"))]).last_day == day("2025-05-02")


def test_a_claim_over_and_done_within_twenty_years_adds_nothing():
    assert council_tax("2005-05-02", claims=[Claim(day("2010-05-02"), day("2011-02-07"))]).last_day == day(
        "2025-05-02"
    )


def test_a_claim_made_in_the_time_another_won_stretches_it_further():
    claims = [Claim(day("2026-01-05"), day("2026-10-05")), Claim(day("2025-01-06"), day("2026-02-09"))]
    assert council_tax("2005-05-02", claims=claims).last_day == day("2026-10-05")


def test_twenty_years_go_over_five_however_often_they_began_again():
    acts = [paid(f"{year}-03-03") for year in range(2006, 2026)]
    assert card("2005-05-02", acknowledgements=acts) == Prescription(20, day("2025-05-02"), True)
    assert card("2007-05-02", acknowledgements=acts) == Prescription(20, day("2027-05-03"), False)
    level = [paid("2010-05-03"), paid("2015-05-04"), paid("2020-05-01")]
    assert card("2005-05-01", acknowledgements=level) == Prescription(5, day("2025-05-01"), True)
    assert card("2012-05-02", acknowledgements=acts) == Prescription(5, day("2030-03-04"), False)


def test_a_claim_made_after_twenty_years_does_not_save_the_debt():
    acts = [paid(f"{year}-03-03") for year in range(2006, 2026)]
    found = card("2005-05-02", acknowledgements=acts, claims=[Claim(day("2026-01-05"))])
    assert found == Prescription(20, day("2025-05-02"), True)


@pytest.mark.parametrize("code", sorted(code for code, kind in TYPES.items() if not kind.prescription_years))
def test_a_kind_whose_time_is_not_known_is_not_computed(code):
    found = prescription(TYPES[code], day("2001-01-01"), as_of=TODAY)
    assert found == NOT_COMPUTED
    assert found.extinguished_from is None


def test_a_decree_makes_a_shortfall_computable_and_never_a_fine():
    decree = day("2016-09-12")
    facts = {"as_of": TODAY, "decree_on": decree}
    assert prescription(TYPES["MORTGAGE_SHORTFALL"], day("2010-01-01"), **facts).years == 20
    assert prescription(TYPES["COURT_FINE"], day("2010-01-01"), **facts) == NOT_COMPUTED
    assert prescription(TYPES["ALIMENT"], day("2010-01-01"), **facts) == NOT_COMPUTED


DAYS = st.dates(date(2000, 1, 1), TODAY)


@given(DAYS, DAYS, DAYS)
def test_acknowledging_never_shortens_the_time(start, one, other):
    plain = prescription(CARD, start, as_of=TODAY).last_day
    acts = [Acknowledgement(one, "payment"), Acknowledgement(other, "written")]
    admitted = prescription(CARD, start, as_of=TODAY, acknowledgements=acts).last_day
    assert plain is not None
    assert admitted is not None
    assert plain <= admitted <= last_day(start, 20, ())
