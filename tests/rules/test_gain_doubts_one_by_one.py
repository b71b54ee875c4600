"""What is doubted of a gain before it is entered: each doubt at its edge, and its honest twin without one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from welfare_desk.rules.gain_doubts import LONG_AGO, SOON_AFTER, Proposed, Standing, doubts

TODAY = date(2026, 11, 26)
DECIDED = date(2026, 11, 12)
DAY = timedelta(days=1)
FAIR = Proposed("adp-1", "adp", "awarded", DECIDED, "weekly", Decimal("110.40"))
HAD = Standing("adp-1", "adp", "weekly", Decimal("70.00"), DECIDED - 300 * DAY)
OTHER = Standing("adp-2", "adp", "weekly", Decimal("110.40"), DECIDED)
LUMP = replace(FAIR, frequency="one_off", award_key="swf-1", benefit="swf", amount=Decimal("145.00"))
PAID_ONCE = Standing("swf-1", "swf", "one_off", Decimal("145.00"), DECIDED - 10 * DAY)


def names(new, *ledger, today=TODAY):
    return [doubt.name for doubt in doubts(new, ledger, today=today)]


def the(name, new, *ledger):
    [found] = [doubt for doubt in doubts(new, ledger, today=TODAY) if doubt.name == name]
    return found


def but(new=FAIR, **facts):
    money = ("amount", "previous", "arrears", "highest_weekly")
    return replace(new, **{key: Decimal(one) if key in money else one for key, one in facts.items()})


def test_thirteen_months_are_the_longest_a_late_challenge_waits():
    assert (LONG_AGO, SOON_AFTER) == (396 * DAY, 31 * DAY)


def test_a_fair_gain_is_not_doubted():
    assert names(FAIR) == names(LUMP) == []


@pytest.mark.parametrize(
    ("name", "doubted", "fair"),
    [
        ("long_ago", but(decided_on=TODAY - LONG_AGO - DAY), but(decided_on=TODAY - LONG_AGO)),
        ("period_closed", but(closed="to 30 Sep 2026"), FAIR),
        ("outcome_disagrees", but(outcome="increased", previous="110.40", arrears=1),
         but(outcome="increased", previous="110.39")),
        ("outcome_disagrees", but(outcome="reduced", previous="110.40", arrears=1),
         but(outcome="reduced", previous="110.41")),
        ("outcome_disagrees", but(outcome="same", previous="110.39"), but(outcome="same", previous="110.40")),
        ("outcome_disagrees", but(outcome="refused"), but(outcome="refused", amount=0, previous=1)),
        ("no_more_than_before", but(previous="110.40"), but(previous="110.40", arrears="20")),
        ("no_more_than_before", but(previous="110.40"), but(previous="110.40", outcome="same")),
        ("more_than_the_highest_rate", but(highest_weekly="110.39"), but(highest_weekly="110.40")),
        ("more_than_the_highest_rate", but(highest_weekly=30),
         but(highest_weekly=30, frequency="four_weekly")),
        ("over_already", but(award_to=DECIDED - DAY), but(award_to=DECIDED)),
        ("over_already", but(award_to=DECIDED - DAY), but(LUMP, award_to=DECIDED - DAY)),
        ("nothing_to_backdate", but(arrears=1, award_from=DECIDED), but(arrears=1, award_from=DECIDED - DAY)),
        ("nothing_to_backdate", but(arrears=1, award_from=DECIDED),
         but(LUMP, arrears=1, award_from=DECIDED)),
    ],
)  # fmt: skip
def test_each_doubt_has_a_twin_that_is_not_doubted(name, doubted, fair):
    assert name in names(doubted)
    assert name not in names(fair)


def test_how_often_it_may_be_paid_is_asked_by_how_much_it_is_over():
    often = but(highest_weekly="27.60")
    assert the("more_than_the_highest_rate", often).hint == "Is it paid every four weeks?"
    assert the("more_than_the_highest_rate", but(often, highest_weekly="27.59")).hint == (
        "Is it paid a month or a year?"
    )
    assert "highest rate, £27.60." in the("more_than_the_highest_rate", often).sentence


@pytest.mark.parametrize(
    ("frequency", "amount", "most"),
    [
        # ten weeks and the five the first payment may wait, of the difference alone
        ("weekly", "30.00", "450.00"),
        ("four_weekly", "120.00", "450.00"),
        ("fortnightly", "60.00", "450.00"),
        ("annual", "1560.00", "450.00"),
    ],
)
def test_arrears_are_at_most_the_difference_since_the_day_it_is_paid_from(frequency, amount, most):
    new = but(
        frequency=frequency, amount=Decimal(amount) + 7, previous=7, award_from=DECIDED - timedelta(weeks=10)
    )
    assert names(but(new, arrears=most)) == []
    assert names(but(new, arrears=Decimal(most) + Decimal("0.01"))) == ["arrears_too_much"]


def test_a_fall_has_no_arrears():
    fell = but(outcome="reduced", previous=200, arrears="0.01", award_from=DECIDED - 70 * DAY)
    assert names(fell) == ["arrears_too_much"]
    assert the("arrears_too_much", fell).sentence == "From 3 Sep 2026 the arrears cannot come to £0.01."


def test_arrears_without_a_first_day_cannot_be_judged():
    assert names(but(arrears=9000)) == []


def test_the_same_award_counts_only_its_difference():
    assert names(FAIR, HAD) == ["before_not_taken_off"]
    assert the("before_not_taken_off", FAIR, HAD).field == "previous"
    assert the("before_too_little", but(previous=1), HAD).field == "previous"
    assert the("before_not_taken_off", FAIR, HAD).sentence == (
        "The ledger has this award already: £70.00 since 16 Jan 2026."
    )
    assert names(but(previous=70), HAD) == []
    assert names(but(previous="69.99"), HAD) == ["before_too_little"]
    assert "£70.00 since 16 Jan 2026" in the("before_too_little", but(previous="69.99"), HAD).sentence


def test_what_was_paid_before_is_compared_by_the_year():
    monthly = replace(HAD, frequency="monthly", amount=Decimal("303.33"))
    assert names(but(previous="69.99"), monthly) == ["before_too_little"]  # 3,639.48 against 3,639.96
    assert names(but(previous="70.00"), monthly) == []


@pytest.mark.parametrize(
    "standing",
    [
        replace(HAD, award_key="other"),
        replace(HAD, decided_on=None),
        replace(HAD, decided_on=DECIDED),
        replace(HAD, decided_on=DECIDED + DAY),
        replace(HAD, amount=Decimal(0)),
        replace(HAD, frequency="one_off"),
    ],
)
def test_only_an_earlier_payment_of_the_award_has_to_be_taken_off(standing):
    assert names(FAIR, standing) == []


def test_the_last_of_several_decisions_is_what_was_paid_before():
    later = replace(HAD, amount=Decimal("80.00"), decided_on=DECIDED - 20 * DAY)
    for ledger in ((HAD, later), (later, HAD)):
        assert names(but(previous=80), *ledger) == []
        assert names(but(previous=70), *ledger) == ["before_too_little"]


def test_a_lump_sum_or_a_refusal_takes_nothing_off():
    assert names(but(LUMP, award_key="adp-1"), HAD) == []
    assert "before_not_taken_off" not in names(but(outcome="refused", amount=0), HAD)


def test_the_same_money_on_a_partners_file_is_asked_about():
    assert names(FAIR, replace(OTHER, partner=True)) == ["partner_has_it"]
    assert names(FAIR, OTHER) == ["twice_on_one_person"]
    assert the("twice_on_one_person", FAIR, OTHER).field == "part"
    assert the("partner_has_it", FAIR, replace(OTHER, partner=True)).field == "joint"
    assert names(FAIR, OTHER, replace(OTHER, partner=True)) == ["partner_has_it"]


@pytest.mark.parametrize("away", [SOON_AFTER, -SOON_AFTER])
def test_a_month_before_or_after_is_near_and_a_day_more_is_not(away):
    beyond = away + (DAY if away > timedelta(0) else -DAY)
    assert names(FAIR, replace(OTHER, decided_on=DECIDED + away)) == ["twice_on_one_person"]
    assert names(FAIR, replace(OTHER, decided_on=DECIDED + beyond)) == []
    if away < timedelta(0):
        assert names(LUMP, replace(PAID_ONCE, decided_on=DECIDED + away)) == ["paid_once_already"]
        assert names(LUMP, replace(PAID_ONCE, decided_on=DECIDED + beyond)) == []


@pytest.mark.parametrize(
    "standing",
    [
        replace(OTHER, benefit="uc"),
        replace(OTHER, amount=Decimal("110.41")),
        replace(OTHER, decided_on=None),
    ],
)
def test_another_benefit_or_sum_is_no_second_entry(standing):
    assert names(FAIR, standing) == []


@pytest.mark.parametrize(
    ("new", "standing"),
    [
        (LUMP, replace(PAID_ONCE, decided_on=DECIDED)),  # the same payment again is refused, not doubted
        (LUMP, replace(PAID_ONCE, decided_on=None)),
        (LUMP, replace(PAID_ONCE, award_key="swf-2", benefit="bsg")),
        (LUMP, replace(PAID_ONCE, amount=Decimal("144.00"))),
        (LUMP, replace(PAID_ONCE, frequency="monthly", decided_on=DECIDED + DAY)),
        (replace(LUMP, frequency="weekly", previous=Decimal(145), outcome="same"), PAID_ONCE),
    ],
)
def test_a_payment_made_once_is_doubted_only_beside_its_like(new, standing):
    assert the("paid_once_already", LUMP, PAID_ONCE).field == "decided_on"
    assert "paid_once_already" not in names(new, standing)


def test_what_takes_anothers_place_takes_off_what_that_paid():
    dla = Standing("dla-1", "dla", "weekly", Decimal("73.90"), date(2020, 1, 1))
    moved = replace(FAIR, replaces=frozenset({"dla"}))
    assert names(moved, dla) == ["replaces_another"]
    assert the("replaces_another", moved, dla).field == "previous"
    assert "£73.90" in the("replaces_another", moved, dla).sentence
    assert names(but(moved, previous="73.90"), dla) == []
    assert names(FAIR, dla) == []
    assert names(moved, replace(dla, amount=Decimal(0))) == []
    assert names(replace(moved, frequency="one_off"), dla) == []


def test_what_falls_when_this_rises_is_asked_for():
    uc = Standing("uc-1", "uc", "monthly", Decimal("400.00"), DECIDED - 100 * DAY)
    carer = replace(FAIR, benefit="csp", counted_against=frozenset({"uc"}))
    assert names(carer, uc) == ["another_falls"]
    assert the("another_falls", carer, uc).field == "amount"
    assert names(FAIR, uc) == []
    assert names(carer, replace(uc, amount=Decimal(0))) == []
    assert names(but(carer, previous="120.00"), uc) == []
    assert names(replace(carer, frequency="one_off"), uc) == []


@pytest.mark.parametrize(
    ("after", "asked"), [(-DAY, True), (0 * DAY, False), (SOON_AFTER, False), (SOON_AFTER + DAY, True)]
)
def test_a_fall_recorded_within_a_month_is_not_asked_for_again(after, asked):
    uc = Standing("uc-1", "uc", "monthly", Decimal("400.00"), DECIDED - 100 * DAY)
    fell = replace(uc, amount=Decimal("-60.00"), decided_on=DECIDED + after)
    carer = replace(FAIR, benefit="csp", counted_against=frozenset({"uc"}))
    assert ("another_falls" in names(carer, uc, fell)) is asked


def test_several_doubts_come_in_the_order_of_the_form():
    new = but(decided_on=TODAY - LONG_AGO - DAY, closed="x", outcome="increased", previous="110.40",
              highest_weekly=1, award_to=date(2020, 1, 1))  # fmt: skip
    assert names(new) == [
        "long_ago", "period_closed", "outcome_disagrees", "no_more_than_before",
        "more_than_the_highest_rate", "over_already",
    ]  # fmt: skip


def test_each_doubt_names_its_field_and_what_to_check():
    found = doubts(
        but(decided_on=TODAY - LONG_AGO - DAY, closed="to 30 Sep 2026", outcome="refused", highest_weekly=1,
            arrears=1, award_from=TODAY),
        [OTHER],
        today=TODAY,
    )  # fmt: skip
    assert {doubt.name: doubt.field for doubt in found} == {
        "long_ago": "decided_on",
        "period_closed": "confirmed_on",
        "outcome_disagrees": "outcome",
        "more_than_the_highest_rate": "frequency",
        "nothing_to_backdate": "arrears",
    }
    assert all(doubt.sentence.endswith(".") and doubt.hint.endswith((".", "?")) for doubt in found)
    assert "(to 30 Sep 2026)" in found[1].sentence
    assert found[2].sentence.endswith("£0.00 before, £110.40 now.")
