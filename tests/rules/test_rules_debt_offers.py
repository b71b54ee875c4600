"""Offers to the penny: pro rata, priority first, tokens, full and final, joint debts (debt R3 to R5)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.rules.debt.offers import (
    JointlyOwed,
    Owed,
    PriorityArrears,
    below_token,
    counted,
    priority_first,
    pro_rata,
    token_offer,
    written_off,
)

BALANCES = st.lists(st.integers(0, 5_000_000), max_size=8)
OFFERS = st.integers(0, 6_000_000)


def owed(*balances: int) -> list[Owed]:
    return [Owed("ABCDEFGH"[number], balance) for number, balance in enumerate(balances)]


@given(BALANCES, OFFERS)
def test_shares_add_up_to_the_offer_or_to_what_is_owed(balances, offer):
    shared = pro_rata(offer, owed(*balances))
    assert shared.total_p == min(offer, sum(balances))
    assert shared.total_p + shared.unallocated_p == offer


@given(BALANCES, OFFERS)
def test_no_share_is_above_its_balance_or_below_nought(balances, offer):
    debts = owed(*balances)
    shares = pro_rata(offer, debts).shares
    assert all(0 <= shares[debt.id] <= debt.balance_p for debt in debts)


@given(BALANCES, OFFERS)
def test_each_share_is_within_a_penny_of_its_exact_part(balances, offer):
    debts = owed(*balances)
    total = sum(balances)
    for debt, share in zip(debts, pro_rata(offer, debts).shares.values(), strict=True):
        assert abs(share * total - min(offer, total) * debt.balance_p) < total or total == 0


@settings(max_examples=100)
@given(
    st.lists(st.integers(0, 5_000_000), max_size=6, unique=True), OFFERS, st.randoms(use_true_random=False)
)
def test_the_order_of_different_balances_changes_nothing(balances, offer, random):
    debts = owed(*balances)
    shuffled = debts[:]
    random.shuffle(shuffled)
    assert pro_rata(offer, debts).shares == pro_rata(offer, shuffled).shares


@given(BALANCES, OFFERS)
def test_a_larger_balance_never_gets_less(balances, offer):
    debts = sorted(owed(*balances), key=lambda debt: debt.balance_p)
    shares = [pro_rata(offer, debts).shares[debt.id] for debt in debts]
    # Equal balances may differ by the one spare penny; a larger one is never below a smaller.
    for small, large in zip(range(len(debts)), range(1, len(debts)), strict=False):
        if debts[small].balance_p < debts[large].balance_p:
            assert shares[small] <= shares[large]


def test_the_spare_penny_goes_to_the_largest_remainder():
    # 10 of 3, 3, 1: exact 4.28, 4.28, 1.42; the one left over goes to C.
    assert pro_rata(10, owed(300, 300, 100)).shares == {"A": 4, "B": 4, "C": 2}


def test_equal_remainders_go_to_the_larger_balance_first_then_by_the_list():
    # 2 of 1, 3: exact 0.5 and 1.5.
    assert pro_rata(2, owed(100, 300)).shares == {"A": 0, "B": 2}
    assert pro_rata(2, owed(300, 100)).shares == {"A": 2, "B": 0}
    assert pro_rata(1, owed(500, 500)).shares == {"A": 1, "B": 0}


def test_an_offer_of_everything_owed_pays_everything_and_the_rest_is_left():
    assert pro_rata(300, owed(100, 200)).shares == {"A": 100, "B": 200}
    assert pro_rata(300, owed(100, 200)).unallocated_p == 0
    assert pro_rata(301, owed(100, 200)).unallocated_p == 1
    assert pro_rata(299, owed(100, 200)).shares == {"A": 100, "B": 199}


def test_a_debt_with_nothing_owed_is_listed_with_nothing():
    shared = pro_rata(100, owed(0, 500))
    assert list(shared.shares.items()) == [("A", 0), ("B", 100)]
    assert below_token(shared.shares, owed(0, 500), 100) == ()
    assert below_token(shared.shares, owed(0, 500), 101) == ("B",)


def test_shares_below_a_token_are_named_in_the_order_given():
    debts = owed(5000, 2_000_000, 5000)
    shares = pro_rata(20_100, debts).shares
    assert below_token(shares, debts, 100) == ("A", "C")
    assert below_token({"A": 1}, owed(1), 100) == ("A",)
    assert below_token(pro_rata(0, debts).shares, debts, 100) == ("A", "B", "C")


def test_no_debts_leave_the_whole_offer():
    assert pro_rata(500, []).shares == {}
    assert pro_rata(500, []).unallocated_p == 500


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda: pro_rata(-1, owed(100)),
        lambda: pro_rata(1, [Owed("A", 1), Owed("A", 2)]),
        lambda: Owed("A", -1),
    ],
)
def test_an_offer_or_balance_below_nought_or_a_name_twice_is_refused(spoilt):
    with pytest.raises(ValueError, match=r"below nought|one name"):
        spoilt()


def test_priority_debts_come_first_in_the_advisors_order():
    rank = [PriorityArrears("RENT", 60_000, 5000), PriorityArrears("CTAX", 3000, 4000)]
    month = priority_first(9000, rank, owed(300, 100))
    assert month.priority == {"RENT": 5000, "CTAX": 3000}  # no more than the arrears
    assert (month.unmet_p, month.left_p) == (0, 1000)
    assert month.others.shares == {"A": 300, "B": 100}


def test_what_is_short_is_reported_and_nothing_reaches_the_others():
    rank = [PriorityArrears("RENT", 60_000, 5000), PriorityArrears("CTAX", 48_000, 4000)]
    month = priority_first(7000, rank, owed(300, 100))
    assert month.priority == {"RENT": 5000, "CTAX": 2000}
    assert (month.unmet_p, month.left_p) == (2000, 0)
    assert month.others.shares == {"A": 0, "B": 0}
    other_way = priority_first(7000, rank[::-1], [])
    assert other_way.priority == {"CTAX": 4000, "RENT": 3000}


def test_a_deficit_pays_no_priority_debt():
    month = priority_first(-100, [PriorityArrears("RENT", 60_000, 5000)], owed(300))
    assert (month.priority, month.unmet_p, month.left_p) == ({"RENT": 0}, 5000, 0)


ARREARS = st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 20_000)), max_size=5)


@given(st.integers(0, 200_000), ARREARS, BALANCES)
def test_every_penny_is_paid_or_left(available, arrears, balances):
    rank = [PriorityArrears(str(number), *pair) for number, pair in enumerate(arrears)]
    month = priority_first(available, rank, owed(*balances))
    assert sum(month.priority.values()) + month.left_p == available
    assert month.unmet_p == 0 or month.left_p == 0
    assert month.others.total_p + month.others.unallocated_p == month.left_p


def test_a_token_is_no_more_than_what_is_owed():
    tokens = token_offer(100, owed(5000, 100, 99, 0))
    assert tokens.shares == {"A": 100, "B": 100, "C": 99, "D": 0}
    assert (tokens.total_p, tokens.unallocated_p) == (299, 0)


def test_full_and_final_leaves_the_rest_of_each_debt():
    debts = owed(600, 300)
    assert written_off(pro_rata(300, debts).shares, debts) == {"A": 400, "B": 200}


@given(BALANCES, OFFERS)
def test_what_is_paid_and_what_is_written_off_are_the_debt(balances, lump):
    debts = owed(*balances)
    shares = pro_rata(lump, debts).shares
    left = written_off(shares, debts)
    assert all(shares[debt.id] + left[debt.id] == debt.balance_p for debt in debts)


def test_each_debtor_owes_the_whole_and_a_joint_statement_has_it_once():
    debts = [
        JointlyOwed("LOAN", 4000, ("P1", "P2")),
        JointlyOwed("CARD", 1200, ("P1",)),
        JointlyOwed("NOBODY", 900, ()),
    ]
    assert counted(debts, "P1") == {"LOAN": 4000, "CARD": 1200}
    assert counted(debts, "P2") == {"LOAN": 4000}
    assert counted(debts, "P3") == {}
    assert counted(debts, None) == {"LOAN": 4000, "CARD": 1200}
