"""How one debt stands: whether it comes first, what keeps it out of an offer, and when a threat bites."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from welfare_desk import resources
from welfare_desk.rules.debt.standing import Standing, bites_on, counts_towards_limits, is_priority, left_out
from welfare_desk.rules.debt.tables import Threat

TABLES = resources.debt_tables()
PLAIN = Standing("CREDIT_CARD", False, "COLLECTOR", 90_000)
STARTED = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        ({"type": "CREDIT_CARD"}, False),
        ({"type": "COUNCIL_TAX"}, True),
        ({"type": "CREDIT_CARD", "kind_is_priority": True}, False),
        ({"type": None, "kind_is_priority": True}, True),
        ({"type": None, "kind_is_priority": False}, False),
        ({"type": "COUNCIL_TAX", "priority": False}, False),
        ({"type": "CREDIT_CARD", "priority": True}, True),
    ],
)
def test_the_kind_of_debt_says_what_comes_first_unless_the_advisor_does(facts, first):
    assert is_priority(replace(PLAIN, **facts), TABLES) is first


OUT = {
    "NOT_OWED": {"liability": "denied"},
    "DISPUTED": {"liability": "challenged"},
    "PRESCRIBED": {"stage": "PRESCRIBED"},
    "MAY_HAVE_PRESCRIBED": {"may_have_prescribed": True},
    "CLOSED": {"stage": "SETTLED"},
    "IN_SOLUTION": {"stage": "IN_DPP"},
    "COURT_FIXED": {"court_fixed": True},
    "ILLEGAL": {"type": "ILLEGAL_LENDER"},
    "NO_BALANCE": {"balance_p": None},
    "NIL": {"balance_p": 0},
}


def test_a_plain_debt_belongs_in_an_offer():
    assert left_out(PLAIN) == ()
    assert left_out(replace(PLAIN, liability="accepted", balance_p=1, stage=None)) == ()


@pytest.mark.parametrize(("reason", "facts"), OUT.items(), ids=list(OUT))
def test_each_reason_keeps_a_debt_out(reason, facts):
    assert left_out(replace(PLAIN, **facts)) == (reason,)


TWO = [
    (one, other)
    for one, other in combinations(OUT, 2)
    if not set(OUT[one]) & set(OUT[other]) and (one, other) != ("PRESCRIBED", "MAY_HAVE_PRESCRIBED")
]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_every_reason_is_given_in_one_order(one, other):
    assert left_out(replace(PLAIN, **OUT[one], **OUT[other])) == (one, other)


@pytest.mark.parametrize(
    ("stage", "reason"),
    [
        ("DISPUTED", "DISPUTED"),
        ("WRITTEN_OFF", "CLOSED"),
        ("SETTLED", "CLOSED"),
        ("DISCHARGED", "CLOSED"),
        ("IN_DPP", "IN_SOLUTION"),
        ("IN_PTD", "IN_SOLUTION"),
        ("IN_SEQUESTRATION", "IN_SOLUTION"),
    ],
)
def test_the_stage_alone_may_keep_it_out(stage, reason):
    assert left_out(replace(PLAIN, stage=stage)) == (reason,)


def test_a_debt_known_to_be_prescribed_is_not_also_asked_about():
    assert left_out(replace(PLAIN, stage="PRESCRIBED", may_have_prescribed=True)) == ("PRESCRIBED",)


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        ({}, True),
        ({"liability": "challenged"}, True),
        ({"liability": "denied"}, False),
        ({"stage": "WRITTEN_OFF"}, False),
        ({"stage": "PRESCRIBED"}, False),
        ({"stage": "IN_DPP"}, True),
        ({"balance_p": None}, False),
        ({"balance_p": 0}, False),
        ({"balance_p": 1}, True),
        ({"type": "ILLEGAL_LENDER"}, False),
        ({"may_have_prescribed": True}, True),
        ({"court_fixed": True}, True),
    ],
)
def test_only_what_is_still_owed_counts_towards_a_limit(facts, counts):
    assert counts_towards_limits(replace(PLAIN, **facts)) is counts


def test_a_threat_bites_on_the_day_the_letter_gives_else_where_the_law_counts_it():
    counted, uncounted = (
        next(threat for threat in TABLES.threats.values() if (threat.days is None) is without)
        for without in (False, True)
    )
    said = date(2026, 12, 24)
    assert bites_on(counted, STARTED, said) == bites_on(uncounted, STARTED, said) == said
    assert bites_on(uncounted, STARTED, None) is None


def test_a_charge_served_on_the_twelfth_leaves_until_the_twenty_sixth():
    """Debtors (Scotland) Act 1987 s.90(3): fourteen days, the day of service not counted."""
    charge: Threat = TABLES.threats["charge"]
    assert (charge.days, bites_on(charge, STARTED, None)) == (14, date(2026, 11, 26))
